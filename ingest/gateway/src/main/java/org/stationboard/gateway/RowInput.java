package org.stationboard.gateway;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a source are read.
 *
 * @param columns name to place from 0, for files without a header line
 * @param charsets tried in order, strictly, on the whole file
 * @param zone of wall times
 */
record RowInput(
        char delimiter,
        boolean header,
        Map<String, Integer> columns,
        @Nullable Character quote,
        List<Charset> charsets,
        ZoneId zone) {

    /** The file's name without folder, {@code .gz} and then {@code .csv}. */
    static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return withoutEnd(withoutEnd(name, ".gz"), ".csv");
    }

    static boolean ndjson(Path file) {
        return withoutEnd(String.valueOf(file.getFileName()), ".gz").endsWith(".ndjson");
    }

    private static String withoutEnd(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    /** The file's bytes, unpacked. */
    static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 64 * 1024);
        try {
            return file.toString().endsWith(".gz")
                    ? new BufferedInputStream(new GZIPInputStream(raw, 64 * 1024), 64 * 1024)
                    : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The file's text in the first charset that fits all of it, read twice for that. */
    Reader text(Path file) throws IOException {
        for (Charset charset : charsets) {
            if (fits(file, charset)) {
                Reader reader = strict(open(file), charset);
                reader.mark(1);
                if (reader.read() != '\uFEFF') {
                    reader.reset();
                }
                return reader;
            }
        }
        throw new IOException(nameOf(file) + ": another charset (expected: one of " + charsets + ")");
    }

    private static boolean fits(Path file, Charset charset) throws IOException {
        char[] buffer = new char[32 * 1024];
        try (Reader reader = strict(open(file), charset)) {
            int read;
            do {
                read = reader.read(buffer);
            } while (read >= 0);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Reader strict(InputStream in, Charset charset) {
        return new BufferedReader(new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    CSVFormat format() {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .setEscape(null)
                .setIgnoreEmptyLines(true)
                .get();
    }
}
