package org.stationboard.gateway;

import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/**
 * One row of a file.
 *
 * @param line place of its first line, from 1
 * @param places column name to place from 0
 */
record Row(String file, long line, CSVRecord values, Map<String, Integer> places) {
    /** Stands for a column that holds the file's name, without folder and endings, in every row. */
    static final String FILE = "@file";

    /** The trimmed value; empty where it is absent. */
    String value(String column) {
        if (column.equals(FILE)) {
            return file;
        }
        Integer place = places.get(column);
        return place == null || place >= values.size() ? "" : values.get(place).strip();
    }
}
