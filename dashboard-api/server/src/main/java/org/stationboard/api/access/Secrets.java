package org.stationboard.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets made by chance, 256 bits each, and their digests. Thread-safe. */
public final class Secrets {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private Secrets() {}

    /** A new secret, 43 characters that need no quoting anywhere. */
    public static String secret() {
        byte[] bytes = new byte[32];
        CHANCE.nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }

    /** A new id, 11 characters; no secret. */
    public static String id() {
        byte[] bytes = new byte[8];
        CHANCE.nextBytes(bytes);
        // A code begins with a letter or a digit.
        return "t" + TEXT.encodeToString(bytes).replace('-', 'A').replace('_', 'B');
    }

    /** What is kept of a secret. */
    public static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256: absent (expected: in every Java)", impossible);
        }
    }
}
