package org.stationboard.api.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.Standard;
import org.stationboard.store.Notice;

/**
 * One notice in words, ready for any receiver.
 *
 * @param id the notice's: what is told twice carries the same one
 * @param ended null while the alert goes on
 * @param link to the records behind it
 */
record Told(
        String id,
        Notice.Kind kind,
        String unitId,
        String unitName,
        String countyName,
        String standardId,
        Severity severity,
        Bilingual headline,
        Bilingual body,
        Instant fired,
        boolean ended,
        Instant at,
        String link) {

    static Told of(Notice notice, AlertStanding standing, City city, ZoneId zone, String links) {
        AlertTransition transition = notice.transition();
        Standard standard = standing.standard();
        String id = transition.getStandardId();
        Bilingual name = standard == null ? new Bilingual(id, id) : standard.name();
        String unitId = transition.getUnitId();
        String unit = city.nameOf(unitId);
        Bilingual what = what(notice);
        List<Bilingual> sentences = AlertWords.of(transition, standard, zone);
        return new Told(
                notice.id(),
                notice.kind(),
                unitId,
                unit,
                city.nameOf(countyOf(unitId, city)),
                id,
                standing.severity(),
                new Bilingual(
                        "【" + what.zh() + "】" + unit + " " + id + " " + name.zh(),
                        what.en() + ": " + unit + " " + id + " " + name.en()),
                AlertWords.joined(sentences),
                Instant.ofEpochSecond(transition.getSince() * 60),
                notice.kind() == Notice.Kind.ENDED,
                Instant.ofEpochSecond(transition.getTick() * 60),
                links + ProposalRow.evidence(id, unitId));
    }

    private static Bilingual what(Notice notice) {
        return switch (notice.kind()) {
            case FIRING -> new Bilingual("触发", "Firing");
            case ENDED -> new Bilingual("结束", "Ended");
            case ESCALATED ->
                notice.level() == Notice.Level.CITY
                        ? new Bilingual("无人确认，升级至市局", "Escalated to the city")
                        : new Bilingual("无人确认，升级至区县", "Escalated to the county");
        };
    }

    static String countyOf(String unitId, City city) {
        return city.unit(unitId, Long.MAX_VALUE)
                .map(unit -> unit.getParent())
                .filter(parent -> !parent.isEmpty())
                .orElse(unitId);
    }
}
