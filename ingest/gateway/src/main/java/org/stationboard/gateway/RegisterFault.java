package org.stationboard.gateway;

/**
 * One fault of a register file.
 *
 * @param row line of the file, from 1; 0 for the file as a whole
 * @param column by its name; empty for the row as a whole
 * @param text what is wrong and what was expected
 */
public record RegisterFault(long row, String column, String text) {
    static RegisterFault file(String text) {
        return new RegisterFault(0, "", text);
    }

    /** One line: {@code row 4, parent: "8" (expected: an id of this file)}. */
    @Override
    public String toString() {
        if (row == 0) {
            return "file: " + text;
        }
        return "row " + row + (column.isEmpty() ? ": " : ", " + column + ": ") + text;
    }
}
