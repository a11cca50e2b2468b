package org.stationboard.allinone;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.TlsFiles;
import picocli.CommandLine.Option;

/** Where a served installation is reached, and by whom. Filled in by the command line. */
final class EntranceOptions {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Beyond ${DEFAULT-VALUE} only with accounts and TLS.")
    private String host = "127.0.0.1";

    @Option(
            names = "--accounts",
            description = "Asks everybody who they are, even while there is no account. Default: once there is one.")
    private boolean accounts;

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "PEM of the certificate and its chain.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM of its key (PKCS#8).")
    private @Nullable Path key;

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "PEM of the authority whose client certificates are taken: their CN is an account's id.")
    private @Nullable Path clientAuthority;

    @Option(
            names = "--behind-tls",
            description = "A proxy before it speaks TLS to browsers: cookies are for TLS alone.")
    private boolean proxied;

    @Option(
            names = "--oidc",
            paramLabel = "FILE",
            description = "The identity provider that people log in at, as YAML (see deploy/oidc-example.yaml).")
    private @Nullable Path provider;

    Entrance entrance() throws StartRefused {
        if ((certificate == null) != (key == null)) {
            throw new StartRefused("tls-certificate, tls-key: one of them (expected: both or none)");
        }
        if (certificate != null && key != null) {
            Optional<String> fault = new TlsFiles(certificate, key, Optional.ofNullable(clientAuthority)).fault();
            if (fault.isPresent()) {
                throw new StartRefused(fault.get());
            }
        }
        try {
            return new Entrance(
                    host,
                    accounts ? Entrance.Accounts.ALWAYS : Entrance.Accounts.WHERE_THERE_ARE,
                    certificate == null || key == null
                            ? Optional.empty()
                            : Optional.of(new Entrance.Tls(certificate, key)),
                    Optional.ofNullable(clientAuthority),
                    proxied,
                    provider == null ? Optional.empty() : Optional.of(OidcFile.read(provider)));
        } catch (IllegalArgumentException refused) {
            throw new StartRefused(String.valueOf(refused.getMessage()));
        }
    }
}
