package org.stationboard.api.http;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the server speaks TLS with. Immutable.
 *
 * @param certificate PEM of the certificate and its chain
 * @param key PEM of its key, PKCS#8
 * @param clientAuthority PEM of the authority whose client certificates are taken; whoever shows none is asked otherwise,
 *     whoever shows one that it has not signed, or out of its time, gets no connection
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthority) {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    /** The same options, over TLS. */
    public HttpServerOptions on(HttpServerOptions options) {
        options.setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificate.toString())
                        .setKeyPath(key.toString()))
                .setEnabledSecureTransportProtocols(PROTOCOLS);
        clientAuthority.ifPresent(authority -> options.setClientAuth(ClientAuth.REQUEST)
                .setTrustOptions(new PemTrustOptions().addCertPath(authority.toString())));
        return options;
    }
}
