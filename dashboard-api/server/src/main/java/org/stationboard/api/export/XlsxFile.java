package org.stationboard.api.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A workbook. Texts are texts in it and numbers numbers, so nothing is ever a formula; rows leave memory by the thousand. */
public final class XlsxFile implements TableFile {
    private static final int ROWS_IN_MEMORY = 1_000;
    private static final double WIDTH = 16;

    private final Workbook book;
    private @Nullable Worksheet sheet;
    private int row;

    /** Begins the file. */
    public XlsxFile(OutputStream out) {
        this.book = new Workbook(out, "Stationboard", "1.0");
    }

    @Override
    public void sheet(String name) throws IOException {
        end();
        sheet = book.newWorksheet(name);
        row = 0;
    }

    @Override
    public void head(String... names) throws IOException {
        Worksheet into = begun();
        for (int column = 0; column < names.length; column++) {
            into.value(row, column, names[column]);
            into.style(row, column).bold().set();
            into.width(column, WIDTH);
        }
        next();
    }

    @Override
    public void row(List<@Nullable Object> cells) throws IOException {
        Worksheet into = begun();
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell instanceof Number number) {
                into.value(row, column, number);
            } else if (cell != null) {
                into.value(row, column, cell.toString());
            }
        }
        next();
    }

    private Worksheet begun() {
        Worksheet into = sheet;
        if (into == null) {
            throw new IllegalStateException("row: before any sheet (expected: after one)");
        }
        return into;
    }

    private void next() throws IOException {
        row++;
        if (row % ROWS_IN_MEMORY == 0) {
            begun().flush();
        }
    }

    private void end() throws IOException {
        Worksheet before = sheet;
        if (before != null) {
            before.finish();
        }
    }

    @Override
    public void close() throws IOException {
        end();
        book.finish();
    }
}
