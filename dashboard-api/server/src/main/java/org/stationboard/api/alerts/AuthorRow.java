package org.stationboard.api.alerts;

import org.stationboard.store.Author;

/** Who wrote, as the API shows it. */
public record AuthorRow(String account, String role, boolean authenticated) {
    public static AuthorRow of(Author author) {
        return new AuthorRow(author.account(), author.role(), author.authenticated());
    }

    /** For a sentence. */
    static String zh(Author author) {
        return author.role() + " " + author.account() + (author.authenticated() ? "" : "（未验证身份）");
    }

    static String en(Author author) {
        return author.role() + " " + author.account() + (author.authenticated() ? "" : " (not authenticated)");
    }
}
