package org.stationboard.api.board;

import java.util.List;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.board.AlertRow.NamedUnit;
import org.stationboard.api.http.Json;
import org.stationboard.engine.Indicators;

/** Section {@code duty}: 值班備勤, what the newest shift report says of today: filled, ready and present of planned. */
record DutySection(
        About about, Part posts, Part reserve, Part vehicles, List<Role> roles, List<Row> units, List<Day> days) {
    static final String FEED = "duty";

    record Role(String role, Part present) {}

    record Row(NamedUnit unit, Part posts, Part reserve, Part vehicles) {}

    record Day(String day, Part posts) {}

    static DutySection of(Moment moment) {
        long today = moment.today();
        return new DutySection(
                About.of(
                        moment,
                        Mixture.ANY,
                        List.of(FEED),
                        List.of(Indicators.DUTY_POSTS, Indicators.DUTY_RESERVE, Indicators.DUTY_VEHICLES)),
                moment.level(Indicators.DUTY_POSTS, today),
                moment.level(Indicators.DUTY_RESERVE, today),
                moment.level(Indicators.DUTY_VEHICLES, today),
                moment.state().indicators(Indicators.DUTY_ROLE, today).stream()
                        .sorted()
                        .map(id -> new Role(id.substring(Indicators.DUTY_ROLE.length()), moment.level(id, today)))
                        .filter(role -> role.present().d() != null)
                        .toList(),
                moment.children().stream().map(DutySection::row).toList(),
                moment.days(day -> new Day(Json.day(day), moment.level(Indicators.DUTY_POSTS, day))));
    }

    private static Row row(Moment child) {
        return new Row(
                child.named(),
                child.level(Indicators.DUTY_POSTS, child.today()),
                child.level(Indicators.DUTY_RESERVE, child.today()),
                child.level(Indicators.DUTY_VEHICLES, child.today()));
    }
}
