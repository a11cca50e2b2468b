package org.stationboard.api.access;

import com.password4j.Argon2Function;
import com.password4j.Hash;
import com.password4j.Password;
import com.password4j.types.Argon2;

/**
 * Digests of passwords: Argon2id, 19 MiB, 2 passes, one lane, as OWASP's cheat sheet asks for. Each costs a tenth of a
 * second of a core on purpose, so it is made on workers of its own. Thread-safe.
 */
public final class Passwords {
    /** Fewest characters of a password. */
    public static final int SHORTEST = 12;

    static final int LONGEST = 200;
    private static final Argon2Function FUNCTION = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    /** Of no account: looked at where there is none, so that an answer's time does not tell. */
    private static final String NOBODYS = digest("nobody's password");

    private Passwords() {}

    /** The digest that is kept, with its salt and parameters. Blocks. */
    public static String digest(String password) {
        Hash hash = Password.hash(password).addRandomSalt(16).with(FUNCTION);
        return hash.getResult();
    }

    /** Whether a password may be taken: {@value #SHORTEST} to {@value #LONGEST} characters. */
    public static boolean acceptable(String password) {
        int length = password.codePointCount(0, password.length());
        return length >= SHORTEST && length <= LONGEST;
    }

    /** Whether the password is the digest's. Blocks. */
    static boolean matches(String password, String digest) {
        return password.length() <= 2 * LONGEST
                && Password.check(password, digest).with(Argon2Function.getInstanceFromHash(digest));
    }

    /** Takes as long as {@link #matches} and is never so. */
    static boolean matchesNobody(String password) {
        matches(password, NOBODYS);
        return false;
    }
}
