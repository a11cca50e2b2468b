package org.stationboard.api.access;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stationboard.store.ReadScope;

/**
 * What the request at hand may see. It stands in the request's own Vert.x context, so it goes with it to workers: a read
 * of the store is held to it without each route handing it on. Outside of a request, or before the request was judged,
 * nothing may be seen.
 */
public final class Seen {
    private static final Seen NOTHING = new Seen(ReadScope.nothing(), unitId -> false, Role.ANONYMOUS);

    private final ReadScope scope;
    private final Predicate<String> listed;
    private final Role role;

    /** @param listed whether a unit's name and place may be listed, by its id */
    Seen(ReadScope scope, Predicate<String> listed, Role role) {
        this.scope = scope;
        this.listed = listed;
        this.role = role;
    }

    /** The units whose rows the request at hand may see. Any thread; for {@code Database.heldTo}. */
    public static ReadScope scope() {
        return now().scope;
    }

    /** Whether the request at hand may see the unit's name and place. */
    public static boolean lists(String unitId) {
        return now().listed.test(unitId);
    }

    /** Whether the request at hand may see what is for reviewers and auditors alone. */
    public static boolean reviewers() {
        return now().role.reviews();
    }

    /** Whether the request at hand may see proposals to review an award. */
    public static boolean proposals() {
        return now().role != Role.STATION;
    }

    private static Seen now() {
        Context context = ContextInternal.current();
        Seen seen = context == null ? null : Local.SEEN.get(context);
        return seen == null ? NOTHING : seen;
    }

    /** From now on in the request at hand. */
    void enter() {
        ContextInternal context = ContextInternal.current();
        if (context == null || !context.isDuplicate()) {
            throw new IllegalStateException("context: shared (expected: the request's own)");
        }
        Local.SEEN.put(context, this);
    }

    /** Registers the place in a context before the first one is made. */
    public static final class Local implements VertxServiceProvider {
        private static final ContextLocal<@Nullable Seen> SEEN = register();

        @SuppressWarnings("unchecked")
        private static ContextLocal<@Nullable Seen> register() {
            return (ContextLocal<@Nullable Seen>) (ContextLocal<?>) ContextLocal.registerLocal(Seen.class);
        }

        @Override
        public void init(VertxBootstrap bootstrap) {
            // Being loaded is all.
        }
    }
}
