package org.stationboard.api.board;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.DemoNotice;
import org.stationboard.api.LiveView;
import org.stationboard.api.board.AlertRow.NamedUnit;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.City;
import org.stationboard.api.view.ViewState;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.Unit;

/** Makes the board of a unit from the live view. */
public final class Boards {
    private final LiveView view;
    private final LastCounts counts;
    private final ApiSettings settings;

    public Boards(LiveView view, LastCounts counts, ApiSettings settings) {
        this.view = view;
        this.counts = counts;
        this.settings = settings;
    }

    /** What is remembered of a unit's view between two frames, so that only what changed is computed and sent. */
    static final class Remembered {
        private final Map<Section, Section.Stamp> stamps = new EnumMap<>(Section.class);
        private @Nullable BoardSnapshot newest;

        Optional<BoardSnapshot> newest() {
            return Optional.ofNullable(newest);
        }
    }

    /** Whether the register has the unit. */
    public boolean knows(String unitId) {
        return view.city().knows(unitId);
    }

    /** The board of what is shown at that frame; empty when the register has no such unit. */
    Optional<BoardSnapshot> next(Shown shown, long frameId, Remembered remembered) {
        City city = view.city();
        Instant machine = view.machineNow();
        Moment.Around around = new Moment.Around(view.catalogue(), counts.newest(), settings);
        return view.read(state -> city.unit(shown.unitId(), dayOf(state, machine))
                .map(unit -> {
                    Moment moment = Moment.of(state, city, around, unit, machine);
                    BoardSnapshot snapshot = new BoardSnapshot(
                            head(state, frameId, machine),
                            preamble(moment, shown.view()),
                            parts(moment, shown.view(), frameId, remembered));
                    remembered.newest = snapshot;
                    return snapshot;
                }));
    }

    /** What a frame of that id says of the product itself. */
    FrameHead head(ViewState state, long frameId, Instant machine) {
        OptionalLong tick = state.completedTick();
        // A view that no longer reads must not look as if it did.
        OptionalLong pulse = view.broken() ? OptionalLong.empty() : state.oldestPulseAt();
        OptionalLong lag = state.lag();
        return new FrameHead(
                frameId,
                machine.toString(),
                nameOf(state.mode()),
                Json.minute(tick),
                tick.isPresent() ? ageOf(machine, tick.getAsLong() * 60_000) : null,
                pulse.isPresent() ? ageOf(machine, pulse.getAsLong()) : null,
                lag.isPresent() ? lag.getAsLong() : null,
                view.historyLoading());
    }

    private static Map<Section, BoardSnapshot.Part> parts(
            Moment moment, View shown, long frameId, Remembered remembered) {
        Map<Section, BoardSnapshot.Part> parts = new EnumMap<>(Section.class);
        Map<Section, BoardSnapshot.Part> held =
                remembered.newest().map(BoardSnapshot::parts).orElse(Map.of());
        for (Section section : shown.sections()) {
            Section.Stamp stamp = section.stamp(moment);
            BoardSnapshot.Part before = held.get(section);
            if (before != null && stamp.equals(remembered.stamps.get(section))) {
                parts.put(section, before);
                continue;
            }
            String text = Json.text(section.compute(moment));
            boolean same = before != null && before.text().equals(text);
            parts.put(section, same ? before : new BoardSnapshot.Part(frameId, text));
            remembered.stamps.put(section, stamp);
        }
        return parts;
    }

    private String preamble(Moment moment, View shown) {
        Unit unit = moment.unit();
        List<NamedUnit> path = moment.city().tree().pathTo(unit.getId(), moment.today()).stream()
                .map(above -> new NamedUnit(above.getId(), above.getName()))
                .toList();
        String text = Json.text(new Preamble(
                UnitRow.of(unit),
                shown.apiName(),
                path,
                settings.demo().orElse(null),
                LimitsRow.of(settings.limits())));
        return text.substring(1, text.length() - 1);
    }

    private record Preamble(
            UnitRow unit,
            String view,
            List<NamedUnit> path,
            @Nullable DemoNotice demo,
            LimitsRow limits) {}

    private record LimitsRow(long frameMs, long pulseMs, long tickMs, long lagMs) {
        static LimitsRow of(ApiSettings.Limits limits) {
            return new LimitsRow(
                    limits.frame().toMillis(),
                    limits.pulse().toMillis(),
                    limits.tick().toMillis(),
                    limits.lag().toMillis());
        }
    }

    private static long dayOf(ViewState state, Instant machine) {
        return state.now(machine).atZone(state.zone()).toLocalDate().toEpochDay();
    }

    private static long ageOf(Instant machine, long epochMilli) {
        return Math.max(0, machine.toEpochMilli() - epochMilli);
    }

    private static String nameOf(ClockMode mode) {
        return mode == ClockMode.UNDECIDED_CLOCK || mode == ClockMode.UNRECOGNIZED
                ? "undecided"
                : mode.name().toLowerCase(Locale.ROOT);
    }
}
