package org.stationboard.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * An authority that signs certificates for tests, written in DER by hand: the JDK has no public way to sign one, and a test
 * must not depend on a program of the machine.
 */
final class TestAuthority {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int BIT_STRING = 0x03;
    private static final byte[] ECDSA_SHA256 = {
        0x30, 0x0A, 0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 4, 3, 2
    };
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
    /** Critical, a certificate's authority. */
    private static final byte[] MAY_SIGN = {
        0x06, 0x03, 0x55, 0x1D, 0x13, 0x01, 0x01, (byte) 0xFF, 0x04, 0x05, 0x30, 0x03, 0x01, 0x01, (byte) 0xFF
    };
    /** Of the address 127.0.0.1. */
    private static final byte[] LOOPBACK = {
        0x06, 0x03, 0x55, 0x1D, 0x11, 0x04, 0x08, 0x30, 0x06, (byte) 0x87, 0x04, 127, 0, 0, 1
    };

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String name;
    private final KeyPair keys = keys();
    private final X509Certificate certificate;
    private int serial = 1;

    /** A certificate with its key. */
    record Signed(X509Certificate certificate, PrivateKey key) {}

    TestAuthority(String name) throws GeneralSecurityException {
        this.name = name;
        Instant now = Instant.now();
        this.certificate = sign(name, keys, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), MAY_SIGN);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** For that common name, from a day ago to a day on. */
    Signed signed(String commonName) throws GeneralSecurityException {
        Instant now = Instant.now();
        return signed(commonName, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    }

    Signed signed(String commonName, Instant from, Instant to) throws GeneralSecurityException {
        KeyPair own = keys();
        return new Signed(sign(commonName, own, from, to, LOOPBACK), own.getPrivate());
    }

    static Path pem(Path file, String kind, byte[] der) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind
                        + "-----\n");
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate sign(String subject, KeyPair own, Instant from, Instant to, byte[] extension)
            throws GeneralSecurityException {
        byte[] body = der(
                SEQUENCE,
                der(0xA0, new byte[] {0x02, 0x01, 0x02}),
                der(0x02, BigInteger.valueOf(serial++).toByteArray()),
                ECDSA_SHA256,
                named(name),
                der(SEQUENCE, time(from), time(to)),
                named(subject),
                own.getPublic().getEncoded(),
                der(0xA3, der(SEQUENCE, der(SEQUENCE, extension))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body);
        byte[] whole = der(SEQUENCE, body, ECDSA_SHA256, der(BIT_STRING, new byte[] {0}, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] named(String commonName) {
        byte[] text = der(0x0C, commonName.getBytes(StandardCharsets.UTF_8));
        return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text)));
    }

    private static byte[] time(Instant at) {
        return der(0x17, UTC.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    /** One value with its tag and length. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length > 0xFF) {
            whole.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
        } else if (length > 0x7F) {
            whole.writeBytes(new byte[] {(byte) 0x81, (byte) length});
        } else {
            whole.write(length);
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
