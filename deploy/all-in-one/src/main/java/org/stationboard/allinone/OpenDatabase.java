package org.stationboard.allinone;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.stationboard.store.Database;
import org.stationboard.store.DatabaseSettings;
import org.stationboard.testkit.EmbeddedDatabase;

/** An installation's database, for a command: the one that runs, or started for as long as the command takes. */
final class OpenDatabase implements AutoCloseable {
    private final @Nullable DataFolder folder;
    private final @Nullable EmbeddedDatabase started;
    private final Database database;

    private OpenDatabase(@Nullable DataFolder folder, @Nullable EmbeddedDatabase started, Database database) {
        this.folder = folder;
        this.started = started;
        this.database = database;
    }

    /** Of an installation that is there; a folder that holds none is most likely a wrong one. */
    static OpenDatabase of(Path data) throws StartRefused {
        if (!Files.exists(data.resolve("database"))) {
            throw new StartRefused("data folder: " + data
                    + " holds no installation (expected: the folder that serve is started with, by --data DIR)");
        }
        return in(data);
    }

    /** Begins an installation where there is none, and says so. */
    static OpenDatabase in(Path data) throws StartRefused {
        if (!Files.exists(data.resolve("database"))) {
            Console.line("a new installation begins in " + data);
        }
        Path place = data.resolve("database");
        DataFolder own;
        try {
            own = DataFolder.open(data, 0);
        } catch (StartRefused used) {
            if (!Files.exists(place)) {
                throw used;
            }
            EmbeddedDatabase.Running running = EmbeddedDatabase.of(place);
            return new OpenDatabase(null, null, open(running.jdbcUrl(), running.user(), running.password()));
        }
        EmbeddedDatabase server = EmbeddedDatabase.start(place);
        return new OpenDatabase(own, server, open(server.jdbcUrl(), server.user(), server.password()));
    }

    private static Database open(String url, String user, String password) {
        return Database.open(new DatabaseSettings(url, user, password, 2));
    }

    Database database() {
        return database;
    }

    /** Whether the installation runs while the command does. */
    boolean running() {
        return started == null;
    }

    @Override
    public void close() {
        database.close();
        if (started != null) {
            started.close();
        }
        if (folder != null) {
            folder.close();
        }
    }
}
