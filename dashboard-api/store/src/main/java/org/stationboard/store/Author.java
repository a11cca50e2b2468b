package org.stationboard.store;

/**
 * Who wrote, as an account and a role; never a person's name.
 *
 * @param authenticated whether the account was proven; false until there are accounts
 */
public record Author(String account, String role, boolean authenticated) {
    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

    public Author {
        require("account", account);
        require("role", role);
    }

    private static void require(String name, String value) {
        if (!value.matches(CODE)) {
            throw new IllegalArgumentException(name + ": not a code (expected: " + CODE + ")");
        }
    }
}
