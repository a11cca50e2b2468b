package org.stationboard.streams;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.streams.verify.LogSource;

/** A log in a folder, a file of length-delimited records for each partition. Partitions may be read at the same time. */
final class FileLog implements LogSource {
    private static final int BUFFER = 1 << 20;

    private final Path folder;
    private final long[] records;

    private FileLog(Path folder, long[] records) {
        this.folder = folder;
        this.records = records;
    }

    /** The log of this folder, written first where it is not there whole. */
    static FileLog of(Path folder, int partitions, MadeLog made) throws IOException {
        Path whole = folder.resolve("records");
        if (!Files.exists(whole)) {
            Files.createDirectories(folder);
            long[] written = write(folder, partitions, made);
            List<String> lines = new ArrayList<>();
            for (long count : written) {
                lines.add(Long.toString(count));
            }
            Files.write(whole, lines);
        }
        long[] records =
                Files.readAllLines(whole).stream().mapToLong(Long::parseLong).toArray();
        return new FileLog(folder, records);
    }

    private static long[] write(Path folder, int partitions, MadeLog made) throws IOException {
        List<OutputStream> files = new ArrayList<>();
        List<CodedOutputStream> coded = new ArrayList<>();
        long[] written = new long[partitions];
        try {
            for (int partition = 0; partition < partitions; partition++) {
                files.add(Files.newOutputStream(file(folder, partition)));
                coded.add(CodedOutputStream.newInstance(files.get(partition), BUFFER));
            }
            for (MadeLog.Entry entry : made) {
                int own = entry.logKey().isEmpty() ? -1 : EngineHost.partitionOf(entry.logKey(), partitions);
                for (int partition = 0; partition < partitions; partition++) {
                    if (own < 0 || own == partition) {
                        put(coded.get(partition), entry.stationRecord());
                        written[partition]++;
                    }
                }
            }
            for (CodedOutputStream each : coded) {
                each.flush();
            }
        } finally {
            for (OutputStream file : files) {
                file.close();
            }
        }
        return written;
    }

    private static void put(CodedOutputStream target, StationRecord entry) throws IOException {
        target.writeUInt32NoTag(entry.getSerializedSize());
        entry.writeTo(target);
    }

    private static Path file(Path folder, int partition) {
        return folder.resolve("partition-" + partition);
    }

    @Override
    public int partitions() {
        return records.length;
    }

    @Override
    public long end(int partition) {
        return records[partition];
    }

    @Override
    public void read(int partition, Taker taker) {
        try (InputStream file = Files.newInputStream(file(folder, partition))) {
            CodedInputStream coded = CodedInputStream.newInstance(file, BUFFER);
            coded.setSizeLimit(Integer.MAX_VALUE);
            for (long offset = 0; offset < records[partition]; offset++) {
                taker.take(coded.readByteArray(), offset);
                coded.resetSizeCounter();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
