package org.stationboard.allinone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.stationboard.api.access.Passwords;

/** What a person types and nobody else should see: on the terminal unseen, twice; otherwise one line of standard input. */
final class Typed {
    private Typed() {}

    // A console that is no terminal, as newer machines give it, asks and reads that same line of standard input.
    @SuppressWarnings("SystemConsoleNull")
    static String password() throws StartRefused {
        java.io.Console terminal = System.console();
        String first = terminal == null ? line() : hidden(terminal, "password: ");
        if (!Passwords.acceptable(first)) {
            throw new StartRefused(
                    "password: too short or too long (expected: at least " + Passwords.SHORTEST + " characters)");
        }
        if (terminal != null && !first.equals(hidden(terminal, "the same again: "))) {
            throw new StartRefused("password: not the same twice (expected: the same)");
        }
        return first;
    }

    private static String hidden(java.io.Console terminal, String prompt) {
        char[] typed = terminal.readPassword("%s", prompt);
        return typed == null ? "" : new String(typed);
    }

    private static String line() throws StartRefused {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException unread) {
            throw new StartRefused("password: standard input cannot be read (expected: one line)");
        }
    }
}
