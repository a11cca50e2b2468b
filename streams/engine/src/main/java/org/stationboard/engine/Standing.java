package org.stationboard.engine;

/** The level a reporter's role belongs to, by what its code begins with; a higher one goes before a lower one. */
public enum Standing {
    /** Any role that names no level. */
    OTHER(0),
    /** The station itself. */
    STATION(1),
    /** The county's branch. */
    COUNTY(2),
    /** 市局 and what the city commissions, such as a survey. */
    CITY(3),
    /** 省廳. */
    PROVINCE(4);

    private final int rank;

    Standing(int rank) {
        this.rank = rank;
    }

    int rank() {
        return rank;
    }

    /** The standing of a role's code, such as {@code city-survey}. */
    public static Standing ofRole(String role) {
        if (role.startsWith("province")) {
            return PROVINCE;
        }
        if (role.startsWith("city")) {
            return CITY;
        }
        if (role.startsWith("county")) {
            return COUNTY;
        }
        return role.startsWith("station") ? STATION : OTHER;
    }
}
