package org.stationboard.api;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.stationboard.api.access.Access;
import org.stationboard.api.access.Authenticator;
import org.stationboard.api.access.InMemoryAccess;
import org.stationboard.api.access.OidcSettings;
import org.stationboard.api.access.Role;
import org.stationboard.api.access.Secrets;
import org.stationboard.api.access.Seen;
import org.stationboard.api.alerts.AlertPolicy;
import org.stationboard.api.alerts.AlertSettings;
import org.stationboard.api.alerts.NoticeSettings;
import org.stationboard.api.rules.RulePorts;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.store.AccessToken;
import org.stationboard.store.Account;
import org.stationboard.store.AlertReader;
import org.stationboard.store.EvidenceReader;
import org.stationboard.store.FigureReader;
import org.stationboard.store.Proposal;
import org.stationboard.store.ProposalStore;
import org.stationboard.store.ReadScope;
import org.stationboard.store.VerdictReader;
import org.stationboard.testkit.Records;

/**
 * A small city behind the gate with an account for each role, its own store held to the scope as the database's is, and a
 * gateway that only says that a request got through.
 */
final class GuardedCity implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    static final String PASSWORD = "correct horse battery";
    private static final long TURN = Instant.parse("2026-03-01T16:00:00Z").getEpochSecond() / 60;
    /** Cheaper than the product's: a digest tells its own parameters, and tests log in often. */
    private static final String DIGEST = Password.hash(PASSWORD)
            .addRandomSalt(16)
            .with(Argon2Function.getInstance(64, 1, 1, 32, Argon2.ID))
            .getResult();

    final SmallCity city = new SmallCity(NOON);
    final InMemoryAccess access;
    final InMemoryRules rules = new InMemoryRules();
    final AtomicInteger ingestRefused = new AtomicInteger();
    final Vertx vertx;
    final ApiServer server;
    final Router routes;
    final URI at;

    GuardedCity(Vertx vertx, boolean accounts, Optional<OidcSettings> provider, List<Authenticator> others)
            throws Exception {
        this(vertx, new InMemoryAccess(), accounts, provider, others);
    }

    GuardedCity(
            Vertx vertx,
            InMemoryAccess access,
            boolean accounts,
            Optional<OidcSettings> provider,
            List<Authenticator> others)
            throws Exception {
        this.vertx = vertx;
        this.access = access;
        fill();
        Access ways = accounts
                ? Access.withAccounts(
                        vertx, access.ports(), city.clock(), false, provider, others, ingestRefused::incrementAndGet)
                : Access.ofOwnMachine();
        server = new ApiServer(
                ApiSettings.defaults(),
                new AlertSettings(AlertPolicy.shipped(), true, text -> Optional.empty(), NoticeSettings.nobody()),
                ways,
                city.view(),
                city.store().ports(),
                held(city.store().ports()),
                new NoPipeline(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                city.clock());
        server.changingRules(new RulePorts(rules, new OneText(), (draft, from, to) -> new DoneAtOnce()));
        Router root = Router.router(vertx);
        routes = root;
        root.route().handler(server.gate());
        root.route("/ingest/*")
                .handler(context -> context.response().setStatusCode(299).end("through"));
        root.route("/*").subRouter(await(server.router(vertx)));
        HttpServer http = await(vertx.createHttpServer().requestHandler(root).listen(0, "127.0.0.1"));
        at = URI.create("http://127.0.0.1:" + http.actualPort());
    }

    private void fill() {
        city.live(
                List.of(
                        Records.taken(Records.dispute("d/1", SmallCity.NORTH_1, NOON.minusSeconds(9_000))),
                        Records.taken(Records.dispute("d/2", SmallCity.SOUTH_1, NOON.minusSeconds(9_000)))),
                NOON);
        city.historyRead();
        city.publishLive();
        int place = 0;
        for (String unit : List.of(SmallCity.NORTH_1, SmallCity.NORTH_2, SmallCity.SOUTH_1)) {
            AlertTransition firing = AlertTransition.newBuilder()
                    .setId("f" + unit)
                    .setUnitId(unit)
                    .setStandardId(place++ == 1 ? "Z06" : "N02")
                    .setFrom(AlertState.PENDING)
                    .setTo(AlertState.FIRING)
                    .setSince(TURN)
                    .setTick(TURN)
                    .build();
            city.store().take(firing);
        }
    }

    /** Opens an account for each role that can have one; ids are the roles' words. */
    void open(Role role, String unit) {
        access.add(new Account(
                role.word(),
                "",
                role.word(),
                unit.isEmpty() ? null : unit,
                List.of("reported-figure"),
                DIGEST,
                false,
                0,
                null,
                Instant.EPOCH));
    }

    /** A source's or wall's token, as its holder writes it. */
    String token(AccessToken.Kind kind, String unit) {
        String id = Secrets.id();
        String secret = Secrets.secret();
        access.add(
                new AccessToken(id, kind, "cad", unit, List.of("alarm"), NOON, null, null, null),
                Secrets.digest(secret));
        return id + '.' + secret;
    }

    Clock clock() {
        return city.clock();
    }

    @Override
    public void close() {
        server.close();
    }

    /** As row-level security does it: whatever is asked for, rows of other units are not there. */
    private static StorePorts held(StorePorts all) {
        return new StorePorts(
                held(FigureReader.class, all.figures()),
                held(VerdictReader.class, all.verdicts()),
                held(AlertReader.class, all.alerts()),
                held(EvidenceReader.class, all.evidence()),
                all.ticks(),
                all.balances(),
                all.splits(),
                all.actions(),
                all.notices(),
                held(ProposalStore.class, all.proposals()),
                all.awards(),
                all.answers());
    }

    private static <T> T held(Class<T> port, T all) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, given) -> {
            Object[] arguments = given == null ? new Object[0] : given.clone();
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = narrowed(method, i, arguments[i]);
            }
            return visible(call(method, all, arguments));
        }));
    }

    private static Object narrowed(Method method, int place, Object argument) {
        boolean units = place == 0 && argument instanceof Collection;
        return units && Arrays.asList(method.getParameterTypes()).indexOf(Collection.class) == 0
                ? ((Collection<?>) argument)
                        .stream().filter(unit -> sees((String) unit)).toList()
                : argument;
    }

    private static Object visible(Object answer) {
        if (answer instanceof Optional<?> found) {
            return found.filter(each -> !(each instanceof AlertTransition step) || sees(step.getUnitId()))
                    .filter(each -> !(each instanceof Proposal proposal) || sees(proposal.unitId()));
        }
        return answer;
    }

    private static boolean sees(String unit) {
        ReadScope scope = Seen.scope();
        return scope.whole() || scope.unitIds().contains(unit);
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** Rules that are written over. */
    private static final class OneText implements RulePorts.Book {
        private volatile String text = CatalogueLoader.shippedText();

        @Override
        public String text() {
            return text;
        }

        @Override
        public void write(String newer) {
            text = newer;
        }
    }

    /** A backtest that found nothing. */
    private record DoneAtOnce() implements RulePorts.Trial {
        @Override
        public OptionalInt percent() {
            return OptionalInt.of(100);
        }

        @Override
        public RulePorts.Outcome outcome() {
            return new RulePorts.Outcome("{\"alerts\":[],\"alertsAMonth\":0}", null);
        }

        @Override
        public void close() {}
    }

    private record NoPipeline() implements PipelineSource {
        @Override
        public Intake intake() {
            return new Intake(0, 0, 0, Map.of(), 0);
        }

        @Override
        public Optional<Telemetry> telemetry() {
            return Optional.empty();
        }

        @Override
        public OptionalLong oldestQuarantined() {
            return OptionalLong.empty();
        }

        @Override
        public Sink sink() {
            return new Sink("RUNNING", 0, OptionalLong.empty());
        }
    }
}
