package org.stationboard.api.http;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] PROBE = {1};

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

    /**
     * What is wrong with the files, the option of the command line first; empty where a server can use them. Without it a
     * wrong file is found only when everything else has started. Reads them.
     */
    public Optional<String> fault() {
        try {
            Certificate own =
                    certificates("tls-certificate", certificate).iterator().next();
            if (!belong(privateKey(), own.getPublicKey())) {
                return Optional.of("tls-key: " + key + " (expected: the key of " + certificate + ")");
            }
            if (clientAuthority.isPresent()) {
                certificates("client-ca", clientAuthority.get());
            }
            return Optional.empty();
        } catch (UnusableException unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String option, Path file, String expected) {
            super(option + ": " + file + " (expected: " + expected + ")");
        }
    }

    private static byte[] bytes(String option, Path file) throws UnusableException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unread) {
            throw new UnusableException(option, file, "a file that can be read by this user");
        }
    }

    private static Collection<? extends Certificate> certificates(String option, Path file) throws UnusableException {
        String expected = "PEM that begins with -----BEGIN CERTIFICATE-----";
        try {
            Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(option, file)));
            if (all.isEmpty()) {
                throw new UnusableException(option, file, expected);
            }
            return all;
        } catch (CertificateException notOne) {
            throw new UnusableException(option, file, expected);
        }
    }

    private PrivateKey privateKey() throws UnusableException {
        String pem = new String(bytes("tls-key", key), StandardCharsets.ISO_8859_1);
        Matcher found = PKCS8.matcher(pem);
        if (found.find()) {
            byte[] der = Base64.getMimeDecoder().decode(found.group(1));
            for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
                } catch (GeneralSecurityException another) {
                    // The next one may be it.
                }
            }
        }
        throw new UnusableException(
                "tls-key",
                key,
                "PKCS#8 without a passphrase, -----BEGIN PRIVATE KEY-----; from another form: openssl pkcs8 -topk8"
                        + " -nodes -in " + key);
    }

    private static boolean belong(PrivateKey own, PublicKey shown) {
        String algorithm = own.getAlgorithm();
        try {
            Signature signature = Signature.getInstance(algorithm.startsWith("Ed") ? algorithm : named(algorithm));
            signature.initSign(own);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private static String named(String algorithm) {
        return algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256with" + algorithm;
    }
}
