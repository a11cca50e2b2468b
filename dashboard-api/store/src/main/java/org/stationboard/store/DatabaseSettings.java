package org.stationboard.store;

/**
 * Where the database is and how many readers may ask it at once.
 *
 * @param poolSize most connections that readers hold together; the sink has one of its own beside them. 1 to 100
 */
public record DatabaseSettings(String jdbcUrl, String user, String password, int poolSize) {
    public DatabaseSettings {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("jdbcUrl: not understood (expected: jdbc:postgresql://host:port/name)");
        }
        if (poolSize < 1 || poolSize > 100) {
            throw new IllegalArgumentException("poolSize: " + poolSize + " (expected: 1..100)");
        }
    }

    /** Without the password, so that a log line cannot tell it. */
    @Override
    public String toString() {
        return "DatabaseSettings[jdbcUrl=" + jdbcUrl + ", user=" + user + ", password=***, poolSize=" + poolSize + "]";
    }
}
