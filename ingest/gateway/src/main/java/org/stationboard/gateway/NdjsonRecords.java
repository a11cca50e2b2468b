package org.stationboard.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;

/** The records of one file that holds them in canonical JSON, one a line; closes it at its end. One thread. */
final class NdjsonRecords implements Iterator<StationRecord>, RecordFrames.Sink {
    private final String file;
    private final InputStream in;
    private final Consumer<RowRefusal> refused;
    private final RecordFrames frames = RecordFrames.lines(this);
    private final Deque<StationRecord> ready = new ArrayDeque<>();
    private final byte[] buffer = new byte[64 * 1024];
    private boolean ended;
    private long record;

    NdjsonRecords(Path path, Consumer<RowRefusal> refused) {
        this.file = RowInput.nameOf(path);
        this.refused = refused;
        try {
            this.in = RowInput.open(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            readOn();
        }
        return !ready.isEmpty();
    }

    @Override
    public StationRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more records");
        }
        return ready.remove();
    }

    private void readOn() {
        try {
            int read = in.read(buffer);
            if (read < 0) {
                ended = true;
                frames.end();
                in.close();
            } else {
                frames.feed(Arrays.copyOf(buffer, read));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void record(byte[] bytes, int from, int length) {
        record++;
        try {
            ready.add(RecordReader.read(bytes, from, length));
        } catch (RefusedException e) {
            refused.accept(new RowRefusal(
                    file, record, e.refusal().reason(), e.refusal().field()));
        }
    }

    @Override
    public void tooLarge(byte[] sha256, long size) {
        refused.accept(new RowRefusal(file, ++record, Reject.TOO_LARGE, ""));
    }

    @Override
    public void unreadable(byte[] bytes, int from, int length, String expected) {
        refused.accept(new RowRefusal(file, ++record, Reject.MALFORMED, ""));
    }
}
