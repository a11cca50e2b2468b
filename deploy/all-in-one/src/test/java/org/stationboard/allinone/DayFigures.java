package org.stationboard.allinone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures of days as {@code /api/v1/figures} answers them, over a span of days that is asked for each time. */
record DayFigures(BoardClient client, LocalDate from, LocalDate to) {
    /** Numerators by day; days of nothing left out. */
    Map<LocalDate, Long> counts(String indicator, String unit) throws IOException, InterruptedException {
        Map<LocalDate, Long> counts = new TreeMap<>();
        pairs(indicator, unit).forEach((day, pair) -> counts.put(day, pair.get(0)));
        return counts;
    }

    /** Numerators and denominators by day, 0 where there is none; days of nothing left out. */
    Map<LocalDate, List<Long>> pairs(String indicator, String unit) throws IOException, InterruptedException {
        Map<LocalDate, List<Long>> pairs = new TreeMap<>();
        for (JsonNode row : ask(indicator, unit, "day")) {
            List<Long> pair = List.of(
                    row.get("numerator").asLong(), row.get("denominator").asLong());
            if (!pair.equals(List.of(0L, 0L))) {
                pairs.put(LocalDate.parse(row.get("start").asText()), pair);
            }
        }
        return pairs;
    }

    /** Numerator and denominator of the whole span. */
    List<Long> whole(String indicator, String unit) throws IOException, InterruptedException {
        List<JsonNode> rows = ask(indicator, unit, "range");
        return List.of(
                rows.get(0).get("numerator").asLong(),
                rows.get(0).get("denominator").asLong());
    }

    private List<JsonNode> ask(String indicator, String unit, String grain) throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        client.read("/api/v1/figures?indicator=" + indicator + "&unit=" + unit + "&from=" + from + "&to=" + to
                        + "&grain=" + grain)
                .get("figures")
                .forEach(rows::add);
        return rows;
    }
}
