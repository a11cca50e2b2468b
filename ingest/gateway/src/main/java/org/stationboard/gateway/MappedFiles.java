package org.stationboard.gateway;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.stationboard.contract.v1.StationRecord;

/** The records of several files, one after the other. */
final class MappedFiles implements Iterator<StationRecord> {
    private final Iterator<Iterator<StationRecord>> files;
    private Iterator<StationRecord> current = Collections.emptyIterator();

    MappedFiles(List<Path> files, Mapping mapping, StationDirectory stations, Consumer<RowRefusal> refused) {
        List<Iterable<StationRecord>> readings = new ArrayList<>();
        files.forEach(file -> readings.add(mapping.read(file, stations, refused)));
        this.files = readings.stream().map(Iterable::iterator).iterator();
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && files.hasNext()) {
            current = files.next();
        }
        return current.hasNext();
    }

    @Override
    public StationRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more records");
        }
        return current.next();
    }
}
