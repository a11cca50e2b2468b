package org.stationboard.allinone;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.gateway.OrgRegister;

/**
 * Where the demo takes what it plays: from the shipped files, or from a copy that is read in a tenth of the time. The
 * build leaves one in the folder that the property {@code stationboard.prepared} names; without it the first start does,
 * in its data folder. A copy of other files is passed over. Safe to share.
 */
final class DemoShelf {
    private static final Logger LOG = LoggerFactory.getLogger(DemoShelf.class);
    private static final String FORM = "demo records 1";
    private static final int BUFFER = 1 << 20;

    private final Shipped shipped;
    private final OrgRegister register;
    private final Path copy;

    DemoShelf(Shipped shipped, Installation installation) {
        this.shipped = shipped;
        this.register = installation.register();
        String prepared = System.getProperty("stationboard.prepared", "");
        this.copy = (prepared.isEmpty() ? installation.data() : Path.of(prepared)).resolve("demo-records");
    }

    DemoRecords records() {
        return copied().orElseGet(() -> DemoRecords.load(shipped, register));
    }

    /** Those of devices; only the present needs them. */
    DemoReadings readings() {
        return DemoRecords.readings(shipped, register);
    }

    private Optional<DemoRecords> copied() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(copy), BUFFER))) {
            if (!in.readUTF().equals(key())) {
                return Optional.empty();
            }
            String label = in.readUTF();
            List<DemoSource> sources = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                long end = in.readLong();
                int layers = in.readInt();
                Duration history = Duration.ofSeconds(in.readLong());
                sources.add(new DemoSource(RecordedSource.read(in), end, layers, history));
            }
            return Optional.of(new DemoRecords(sources, label));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | StartRefused unreadable) {
            LOG.warn("demo: {} cannot be read, the files are read again: {}", copy, unreadable.toString());
            return Optional.empty();
        }
    }

    /** Leaves a copy for later starts; without one they are only slower. */
    void keep(DemoRecords records) {
        Path part = copy.resolveSibling(copy.getFileName() + ".part");
        try {
            if (isCopied()) {
                return;
            }
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), BUFFER))) {
                out.writeUTF(key());
                out.writeUTF(records.label());
                out.writeInt(records.sources().size());
                for (DemoSource source : records.sources()) {
                    out.writeLong(source.end());
                    out.writeInt(source.layers());
                    out.writeLong(source.history().toSeconds());
                    source.recorded().write(out);
                }
            }
            Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | StartRefused failed) {
            LOG.warn("demo: {} cannot be written: {}", copy, failed.toString());
        }
    }

    private boolean isCopied() throws IOException, StartRefused {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(copy))) {
            return in.readUTF().equals(key());
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /** Names the shipped files and their sizes: what the copy was made of. */
    private String key() throws IOException, StartRefused {
        StringBuilder key = new StringBuilder(FORM);
        for (Path file : shipped.recordFiles()) {
            key.append(' ').append(file.getFileName()).append(' ').append(Files.size(file));
        }
        return key.toString();
    }
}
