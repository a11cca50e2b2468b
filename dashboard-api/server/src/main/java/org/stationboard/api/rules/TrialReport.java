package org.stationboard.api.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Iterator;
import org.stationboard.api.read.Audience;

/** A backtest's report as anybody may read it: without what is for reviewers alone. Stateless. */
final class TrialReport {
    private static final JsonMapper JSON = new JsonMapper();

    private TrialReport() {}

    static JsonNode open(String report) {
        try {
            JsonNode read = JSON.readTree(report);
            for (String list :
                    new String[] {"/alerts", "/standards", "/onlyDraft", "/onlyInForce", "/inForce/alerts"}) {
                if (read.at(list) instanceof ArrayNode rows) {
                    withoutReviewers(rows);
                }
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("report: not JSON (expected: as a backtest writes it)", e);
        }
    }

    private static void withoutReviewers(ArrayNode rows) {
        for (Iterator<JsonNode> each = rows.iterator(); each.hasNext(); ) {
            if (Audience.forReviewers(each.next().path("standard").asText())) {
                each.remove();
            }
        }
    }
}
