package org.stationboard.api.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a principal is to the system; the columns of the table of routes and roles. */
public enum Role {
    /** Leads the city's stations. */
    CITY(true),
    /** Leads a county's. */
    COUNTY(true),
    /** Works at a station. */
    STATION(true),
    /** Prepares and reviews awards; sees what is for reviewers alone (Z06 to Z08). */
    REVIEWER(true),
    /** Audits: reads everything in its scope and who read what, changes nothing. */
    AUDITOR(true),
    /** Keeps the product running; sees feeds and balances, no figures. */
    OPERATOR(true),
    /** Reports figures that no event feed has (standards.md, section 6). */
    REPORTER(true),
    /** A screen in a room: one unit's wall and nothing else. */
    WALL(false),
    /** A source's own system, by its key. */
    SOURCE(false),
    /** Whoever sits at the machine of an installation without accounts, on loopback. */
    DEMO(false),
    /** Nobody known. */
    ANONYMOUS(false);

    private final boolean ofAccounts;

    Role(boolean ofAccounts) {
        this.ofAccounts = ofAccounts;
    }

    /** Whether an account of a person or service can have it. */
    public boolean ofAccounts() {
        return ofAccounts;
    }

    /** Whether it sees what is for reviewers alone. */
    public boolean reviews() {
        return this == REVIEWER || this == AUDITOR;
    }

    /** Its name in the table, in the database and in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that word. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
