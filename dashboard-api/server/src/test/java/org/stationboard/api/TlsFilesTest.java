package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.api.http.TlsFiles;

/** Wrong files are named before anything starts, with what to do about them. */
class TlsFilesTest {
    @TempDir
    private Path folder;

    private Path certificate;
    private Path key;
    private Path other;

    @BeforeEach
    void write() throws Exception {
        TestAuthority authority = new TestAuthority("authority");
        TestAuthority.Signed board = authority.signed("board");
        certificate = TestAuthority.pem(
                folder.resolve("board.pem"), "CERTIFICATE", board.certificate().getEncoded());
        key = TestAuthority.pem(
                folder.resolve("board.key"), "PRIVATE KEY", board.key().getEncoded());
        other = TestAuthority.pem(
                folder.resolve("other.key"),
                "PRIVATE KEY",
                authority.signed("other").key().getEncoded());
    }

    private static Optional<String> fault(Path certificate, Path key, Optional<Path> authority) {
        return new TlsFiles(certificate, key, authority).fault();
    }

    @Test
    void rightFilesHaveNoFault() {
        assertThat(fault(certificate, key, Optional.empty())).isEmpty();
        assertThat(fault(certificate, key, Optional.of(certificate))).isEmpty();
    }

    @Test
    void eachWrongFileIsNamedWithWhatWasExpected() throws Exception {
        Path none = folder.resolve("none.pem");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path old = Files.writeString(
                folder.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThat(fault(none, key, Optional.empty()).orElseThrow())
                .isEqualTo("tls-certificate: " + none + " (expected: a file that can be read by this user)");
        assertThat(fault(certificate, none, Optional.empty()).orElseThrow()).startsWith("tls-key: " + none);
        assertThat(fault(empty, key, Optional.empty()).orElseThrow()).contains("BEGIN CERTIFICATE");
        assertThat(fault(key, key, Optional.empty()).orElseThrow()).startsWith("tls-certificate: ");
        assertThat(fault(certificate, certificate, Optional.empty()).orElseThrow())
                .contains("tls-key: ", "openssl pkcs8 -topk8 -nodes -in");
        assertThat(fault(certificate, old, Optional.empty()).orElseThrow()).contains("openssl pkcs8");
        assertThat(fault(certificate, other, Optional.empty()).orElseThrow())
                .isEqualTo("tls-key: " + other + " (expected: the key of " + certificate + ")");
        assertThat(fault(certificate, key, Optional.of(none)).orElseThrow()).startsWith("client-ca: " + none);
        assertThat(fault(certificate, key, Optional.of(key)).orElseThrow()).startsWith("client-ca: " + key);
    }
}
