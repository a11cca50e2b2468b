package org.stationboard.api.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.board.AlertRow.NamedUnit;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.DeviceWindows;
import org.stationboard.api.view.DeviceWindows.Window;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Indicators;

/**
 * Section {@code devices}: which devices work now, by kind and by unit, from the newest window of each; and the day's
 * counts. {@code devices = available + silent + unheard}.
 */
record DevicesSection(
        About about,
        Part today,
        List<Kind> kinds,
        List<Row> units,
        @Nullable Long failuresToday,
        @Nullable Long lateToday,
        @Nullable Long clockOffToday,
        @Nullable Long passesToday) {
    private static final String FEED = "device-summary";
    /** A window that ended longer ago says nothing about now. */
    private static final long HEARD_SECONDS = 3_600;

    record Kind(
            String kind,
            long devices,
            long available,
            long silent,
            long unheard,
            @Nullable Span window) {}

    record Row(NamedUnit unit, long devices, long available, long silent, long unheard) {}

    /** Times, [from, to): the newest window of the kind among the units. */
    record Span(String from, String to) {}

    static DevicesSection of(Moment moment) {
        return new DevicesSection(
                About.of(moment, Mixture.ANY, List.of(FEED), List.of(Indicators.DEVICES_AVAILABLE)),
                moment.part(Indicators.DEVICES_AVAILABLE, moment.today()),
                windows(moment).kinds().stream().map(kind -> kind(moment, kind)).toList(),
                rows(moment),
                moment.today(Indicators.DEVICES_FAILURES),
                moment.today(Indicators.DEVICES_LATE),
                moment.today(Indicators.DEVICES_CLOCK_OFF),
                moment.today(Indicators.DEVICES_PASSES));
    }

    private static DeviceWindows windows(Moment moment) {
        return moment.state().recent().devices();
    }

    private static Kind kind(Moment moment, DeviceKind kind) {
        Tally tally = new Tally();
        moment.group(moment.today()).stationIds().forEach(unit -> tally.add(moment, kind, unit));
        Window newest = tally.newest;
        return new Kind(
                Indicators.code(kind.name()),
                tally.devices(),
                tally.available,
                tally.silent,
                tally.unheard,
                newest == null ? null : new Span(time(newest.from()), time(newest.to())));
    }

    private static List<Row> rows(Moment moment) {
        List<Moment> shown = new ArrayList<>(moment.children());
        if (moment.unit().getLevel() == UnitLevel.STATION) {
            shown.add(moment);
        }
        return shown.stream().map(DevicesSection::row).toList();
    }

    private static Row row(Moment unit) {
        Tally tally = new Tally();
        for (DeviceKind kind : windows(unit).kinds()) {
            unit.group(unit.today()).stationIds().forEach(station -> tally.add(unit, kind, station));
        }
        return new Row(unit.named(), tally.devices(), tally.available, tally.silent, tally.unheard);
    }

    private static String time(long epochSecond) {
        return Json.time(Instant.ofEpochSecond(epochSecond));
    }

    /** Devices added up over stations. */
    private static final class Tally {
        private long available;
        private long silent;
        private long unheard;
        private @Nullable Window newest;

        void add(Moment moment, DeviceKind kind, String station) {
            Optional<Window> found = windows(moment).newest(kind, station);
            if (found.isEmpty()) {
                return;
            }
            Window window = found.get();
            if (window.to() < moment.now().getEpochSecond() - HEARD_SECONDS) {
                unheard += window.devices();
            } else {
                available += window.available();
                silent += window.devices() - window.available();
            }
            Window held = newest;
            newest = held == null || window.from() > held.from() ? window : held;
        }

        long devices() {
            return available + silent + unheard;
        }
    }
}
