package org.stationboard.api.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, in UTF-8 with the mark that office programs look for. A text that one of
 * them would take for a formula gets an apostrophe in front, so that what somebody named a unit is never carried out.
 */
public final class CsvFile implements TableFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** As OWASP lists them: what begins so may be read as a formula, the full-width forms too. */
    private static final Pattern FORMULA =
            Pattern.compile("^[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

    private final CSVPrinter printer;

    /** Begins the file. */
    public CsvFile(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        this.printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    }

    /** The text as it may stand in a cell. */
    static String harmless(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    @Override
    public void sheet(String name) throws IOException {
        printer.printRecord(harmless(name));
    }

    @Override
    public void head(String... names) throws IOException {
        row((Object[]) names);
    }

    @Override
    public void row(List<@Nullable Object> cells) throws IOException {
        for (Object cell : cells) {
            printer.print(cell instanceof String text ? harmless(text) : cell);
        }
        printer.println();
    }

    @Override
    public void close() throws IOException {
        printer.flush();
    }
}
