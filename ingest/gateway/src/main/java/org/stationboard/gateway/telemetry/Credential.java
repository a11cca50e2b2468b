package org.stationboard.gateway.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a device's password is compared with: SHA-256 over the salt and the password, as text. One round is enough, since
 * the passwords of machines are drawn by machines; people log in elsewhere. Immutable; never shows itself.
 */
final class Credential {
    static final String FORM = "salt:hash, the salt 8 to 64 of [A-Za-z0-9], the hash 64 hexadecimal digits, or nothing";

    private static final Pattern WRITTEN = Pattern.compile("([A-Za-z0-9]{8,64}):([0-9a-f]{64})");
    /** Compared with where there is no device, so that an unknown one takes as long as a wrong password. */
    private static final Credential NOBODY = new Credential("nobody00", new byte[32]);

    private final String salt;
    private final byte[] hash;

    private Credential(String salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    static Optional<Credential> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(new Credential(matcher.group(1), HexFormat.of().parseHex(matcher.group(2))))
                : Optional.empty();
    }

    /** Does the work of a comparison and is never true. */
    static void matchNobody(String password) {
        if (NOBODY.matches(password)) {
            throw new IllegalStateException("credential: all zero (expected: a hash that no password has)");
        }
    }

    /** Takes as long for a wrong password as for the right one. */
    boolean matches(String password) {
        MessageDigest sha256 = sha256();
        sha256.update(salt.getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(hash, sha256.digest(password.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: absent (expected: every Java platform has it)", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credential that && salt.equals(that.salt) && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return salt.hashCode();
    }

    @Override
    public String toString() {
        return "Credential";
    }
}
