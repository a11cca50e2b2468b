package org.stationboard.api.board;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.http.Json;
import org.stationboard.engine.Indicators;

/** Section {@code community}: 社區警務, visits, inspections and what they found, checks of what was collected. */
record CommunitySection(
        About about,
        @Nullable Long visitsToday,
        Part visitsDue28,
        List<Kind> visitKinds,
        @Nullable Long inspectionsToday,
        List<Kind> inspectionKinds,
        @Nullable Long hazardsFound28,
        Part hazardsClosed28,
        Information information,
        Part diverted28,
        Part atGrid28,
        Part joint28,
        List<Day> days) {
    private static final List<String> FEEDS = List.of("visit", "inspection", "information-check");
    private static final List<String> VISITS = List.of("household", "talk", "call-back", "on-site");
    private static final List<String> PREMISES = List.of("rental", "venue", "dangerous-goods", "delivery");

    record Kind(String kind, @Nullable Long today, @Nullable Long last28) {}

    /** What was collected may exceed what the register knows (N06). */
    record Information(Part collected, Part accurate) {}

    record Day(String day, @Nullable Long visits, @Nullable Long inspections) {}

    static CommunitySection of(Moment moment) {
        return new CommunitySection(
                About.of(moment, Mixture.ANY, FEEDS, List.of(Indicators.VISITS_MADE, Indicators.INSPECTIONS_MADE)),
                moment.today(Indicators.VISITS_MADE),
                moment.part28(Indicators.VISITS_DUE),
                kinds(moment, Indicators.VISITS_KIND, VISITS),
                moment.today(Indicators.INSPECTIONS_MADE),
                kinds(moment, Indicators.INSPECTIONS_KIND, PREMISES),
                moment.last28(Indicators.HAZARDS_FOUND),
                moment.part28(Indicators.HAZARDS_CLOSED),
                new Information(
                        moment.level(Indicators.INFORMATION_COLLECTED, moment.today()),
                        moment.part28(Indicators.INFORMATION_ACCURATE)),
                moment.part28(Indicators.ALARMS_DIVERTED),
                moment.part28(Indicators.DISPUTES_AT_GRID),
                moment.part28(Indicators.DISPUTES_JOINT),
                moment.days(day -> new Day(
                        Json.day(day),
                        moment.count(Indicators.VISITS_MADE, day),
                        moment.count(Indicators.INSPECTIONS_MADE, day))));
    }

    private static List<Kind> kinds(Moment moment, String prefix, List<String> codes) {
        return codes.stream()
                .map(code -> new Kind(code, moment.today(prefix + code), moment.last28(prefix + code)))
                .toList();
    }
}
