package org.stationboard.api.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An installation without accounts: whoever sits at its machine. A page of another site whose name was made to point here
 * is not, and its browser tells that name.
 */
public final class OwnMachine implements Authenticator {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    @Override
    public Future<Optional<Principal>> of(HttpServerRequest request) {
        HostAndPort host = request.authority();
        boolean own = loopback(request.remoteAddress()) && (host == null || loopback(host.host()));
        return Future.succeededFuture(own ? Optional.of(Principal.demo()) : Optional.empty());
    }

    /** Whether the other end is this machine. */
    public static boolean loopback(@Nullable SocketAddress remote) {
        String host = remote == null ? null : remote.hostAddress();
        return host != null && loopback(host);
    }

    /** Whether the address or name is this machine's own for itself. */
    public static boolean loopback(String host) {
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return LOOPBACK.matcher(plain).matches()
                || plain.equals("::1")
                || plain.equals("0:0:0:0:0:0:0:1")
                || plain.equals("localhost");
    }
}
