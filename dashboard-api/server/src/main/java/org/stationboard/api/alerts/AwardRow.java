package org.stationboard.api.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.alerts.Holders.HeldAward;
import org.stationboard.api.board.AlertRow.NamedUnit;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.engine.Bilingual;

/**
 * An award, as the API shows it.
 *
 * @param id of its record
 * @param held whether the unit holds it now, by the log's clock
 */
public record AwardRow(
        String id,
        NamedUnit unit,
        String level,
        String title,
        int year,
        String granted,
        @Nullable String ended,
        boolean held,
        @Nullable Bilingual decides) {

    static AwardRow of(HeldAward award, City city, AlertPolicy policy, Instant now) {
        Instant ended = award.ended();
        return new AwardRow(
                award.recordId(),
                new NamedUnit(award.unitId(), city.nameOf(award.unitId())),
                word(award.level()),
                award.title(),
                award.year(),
                Json.time(award.granted()),
                ended == null ? null : Json.time(ended),
                award.heldAt(now),
                policy.deciders().get(award.level()));
    }

    /** A level as the API writes it. */
    static String word(AwardLevel level) {
        return switch (level) {
            case CITY_AWARD -> "city";
            case PROVINCE_AWARD -> "province";
            case NATION_AWARD -> "nation";
            case AWARD_LEVEL_UNSPECIFIED, UNRECOGNIZED -> "unknown";
        };
    }
}
