package org.stationboard.api.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.stationboard.store.Account;
import org.stationboard.store.AccountStore;

/**
 * A person's or service's client certificate: the TLS handshake has proven it against the installation's authority, its
 * common name is an account's id. An account that is disabled or not there makes it nobody's.
 */
public final class ClientCertificate implements Authenticator {
    private final Vertx vertx;
    private final AccountStore accounts;

    public ClientCertificate(Vertx vertx, AccountStore accounts) {
        this.vertx = vertx;
        this.accounts = accounts;
    }

    @Override
    public Future<Optional<Principal>> of(HttpServerRequest request) {
        if (!request.isSSL()) {
            return Future.succeededFuture(Optional.empty());
        }
        Optional<String> name;
        try {
            List<Certificate> chain = request.connection().peerCertificates();
            name = chain == null || chain.isEmpty() ? Optional.empty() : commonName(chain.get(0));
        } catch (SSLPeerUnverifiedException none) {
            return Future.succeededFuture(Optional.empty());
        }
        if (name.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        String account = name.get();
        return vertx.executeBlocking(() -> accounts.find(account), false)
                .map(found -> Optional.of(found.filter(open -> !open.disabled())
                        .flatMap(ClientCertificate::principal)
                        .orElseGet(Principal::anonymous)));
    }

    private static Optional<Principal> principal(Account account) {
        return Accounts.principal(account, Principal.Means.CERTIFICATE);
    }

    private static Optional<String> commonName(Certificate certificate) {
        if (!(certificate instanceof X509Certificate x509)) {
            return Optional.empty();
        }
        try {
            return new LdapName(x509.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .findFirst();
        } catch (InvalidNameException odd) {
            return Optional.empty();
        }
    }
}
