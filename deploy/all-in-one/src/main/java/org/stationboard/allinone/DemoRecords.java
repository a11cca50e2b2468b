package org.stationboard.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.Mapping;
import org.stationboard.gateway.OrgRegister;
import org.stationboard.gateway.StationDirectory;

/**
 * The demo's recorded sources, read by their mappings.
 *
 * @param label names what is replayed: each mapping with its digest
 */
record DemoRecords(List<RecordedSource> sources, String label) {
    private static final List<String> PREFIXES = List.of("winston-salem", "br-consumidor");
    private static final List<String> MAPPINGS = List.of("winston-salem", "consumidor");

    static DemoRecords load(Shipped shipped, OrgRegister register) {
        StationDirectory stations = StationDirectory.of(register);
        List<RecordedSource> sources = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        try {
            for (int source = 0; source < MAPPINGS.size(); source++) {
                Mapping mapping = Mapping.load(shipped.mapping(MAPPINGS.get(source)));
                sources.add(RecordedSource.of(records(mapping, shipped.files(PREFIXES.get(source)), stations)));
                labels.add(mapping.label());
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (StartRefused missing) {
            throw new IllegalStateException(missing.getMessage(), missing);
        }
        return new DemoRecords(sources, String.join("+", labels));
    }

    private static Iterator<StationRecord> records(Mapping mapping, List<Path> files, StationDirectory stations) {
        Stream<StationRecord> all = files.stream()
                .flatMap(file -> StreamSupport.stream(
                        mapping.read(file, stations, row -> {
                                    throw new IllegalStateException(row.file() + ":" + row.line() + ": " + row.reason()
                                            + " " + row.part() + " (expected: demo data that its mapping fits)");
                                })
                                .spliterator(),
                        false));
        return all.iterator();
    }
}
