package org.stationboard.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.board.FeedRow;
import org.stationboard.api.http.Json;
import org.stationboard.api.read.Onboarding;
import org.stationboard.api.read.PipelineAnswer;
import org.stationboard.api.read.RecordCounts;
import org.stationboard.api.view.City;
import org.stationboard.api.view.DeviceWindows;
import org.stationboard.api.view.ViewState;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Indicators;
import org.stationboard.store.SplitReader;
import org.stationboard.store.StoreException;

/** The pipeline from the gateway to the store. What the store has to say is null while it does not answer. */
final class PipelineRoute {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineRoute.class);
    private static final int DEAD_LETTERS_SHOWN = 20;
    private static final int SPLIT_RECORDS_SHOWN = 20;

    private final Vertx vertx;
    private final LiveView view;
    private final StorePorts store;
    private final PipelineSource source;
    private final Clock clock;
    private final RecordCounts counts;

    PipelineRoute(Vertx vertx, LiveView view, StorePorts store, PipelineSource source, Clock clock) {
        this.vertx = vertx;
        this.view = view;
        this.store = store;
        this.source = source;
        this.clock = clock;
        this.counts = new RecordCounts(store.ticks(), store.balances());
    }

    private record FromStore(
            Map<Integer, Long> records,
            PipelineAnswer.@Nullable DeadLetters deadLetters,
            PipelineAnswer.@Nullable SplitRecords splitRecords) {}

    void pipeline(RoutingContext context) {
        Collection<TickMarker> markers = view.read(state -> state.markers());
        Request.of(context).answerFrom(vertx, () -> answer(markers, fromStore(markers)));
    }

    private FromStore fromStore(Collection<TickMarker> markers) {
        try {
            List<PipelineAnswer.DeadLetterRow> newest = store.balances().newestDeadLetters(DEAD_LETTERS_SHOWN).stream()
                    .map(letter -> new PipelineAnswer.DeadLetterRow(
                            letter.getPartition(), letter.getOffset(), letter.getReason(), letter.getExpected()))
                    .toList();
            return new FromStore(
                    counts.upTo(markers),
                    new PipelineAnswer.DeadLetters(store.balances().deadLetters(), newest),
                    splitRecords());
        } catch (StoreException e) {
            LOG.debug("pipeline without the store's part", e);
            return new FromStore(Map.of(), null, null);
        }
    }

    private PipelineAnswer.SplitRecords splitRecords() {
        SplitReader.Found found = store.splits().splitRecords(SPLIT_RECORDS_SHOWN);
        return new PipelineAnswer.SplitRecords(
                found.total(),
                found.first().stream()
                        .map(split -> new PipelineAnswer.SplitRecordRow(split.recordId(), split.unitIds()))
                        .toList());
    }

    /** What the view holds; the answer is made of it when the view's lock is free again. */
    private record FromView(
            List<FeedState> feeds,
            Set<String> cityLogKeys,
            long tick,
            ZoneId zone,
            PipelineAnswer.@Nullable Telemetry telemetry,
            OptionalLong lag) {}

    private FromView fromView(City city) {
        return view.read(state -> new FromView(
                state.feeds(OperationsRoutes.logKeys(city)),
                wholeCity(state, city).map(City.Group::logKeys).orElse(Set.of()),
                state.tick().orElse(0),
                state.zone(),
                telemetry(state, city),
                state.lag()));
    }

    private PipelineAnswer answer(Collection<TickMarker> markers, FromStore read) {
        City city = view.city();
        FromView held = fromView(city);
        PipelineSource.Intake intake = source.intake();
        PipelineSource.Sink sink = source.sink();
        return new PipelineAnswer(
                held.feeds().stream().map(feed -> FeedRow.of(feed, city)).toList(),
                onboarding(held, city),
                new PipelineAnswer.Balances(
                        intake.received(),
                        intake.accepted(),
                        intake.refused(),
                        new TreeMap<>(intake.refusedByReason())),
                markers.stream()
                        .map(marker ->
                                PipelineAnswer.Tick.of(marker, read.records().get(marker.getPartition())))
                        .toList(),
                intake.quarantined(),
                quarantineAge(),
                read.deadLetters(),
                read.splitRecords(),
                held.telemetry(),
                OperationsRoutes.boxed(held.lag()),
                new PipelineAnswer.Sink(sink.state(), sink.lag(), Json.minute(sink.lastTick())));
    }

    private Onboarding onboarding(FromView held, City city) {
        List<FeedState> feeds = held.feeds().stream()
                .filter(feed -> held.cityLogKeys().contains(feed.getLogKey()))
                .toList();
        return Onboarding.of(city, held.cityLogKeys(), view.catalogue(), feeds, held.tick(), held.zone());
    }

    private Optional<City.Group> wholeCity(ViewState state, City city) {
        long today = today(state);
        return city.unitsOn(today).stream()
                .filter(unit -> unit.getLevel() == UnitLevel.CITY)
                .findFirst()
                .map(unit -> city.group(unit.getId(), today));
    }

    private long today(ViewState state) {
        return LocalDate.ofInstant(state.now(view.machineNow()), state.zone()).toEpochDay();
    }

    private PipelineAnswer.QuarantineAge quarantineAge() {
        OptionalLong oldest = source.oldestQuarantined();
        if (oldest.isEmpty()) {
            return new PipelineAnswer.QuarantineAge(null, null);
        }
        long at = oldest.getAsLong();
        return new PipelineAnswer.QuarantineAge(Json.time(Instant.ofEpochMilli(at)), Math.max(0, clock.millis() - at));
    }

    private PipelineAnswer.@Nullable Telemetry telemetry(ViewState state, City city) {
        long today = today(state);
        List<String> stations =
                wholeCity(state, city).map(City.Group::stationIds).orElse(List.of());
        int[] numbers = state.numbersOf(stations);
        return source.telemetry()
                .map(counted -> new PipelineAnswer.Telemetry(
                        counted.received(),
                        counted.accepted(),
                        counted.refused(),
                        new TreeMap<>(counted.refusedByReason()),
                        state.day(Indicators.DEVICES_LATE, today, numbers).numerator(),
                        state.day(Indicators.DEVICES_CLOCK_OFF, today, numbers).numerator(),
                        devices(state.recent().devices(), stations),
                        counted.mqttClients().isPresent()
                                ? Integer.valueOf(counted.mqttClients().getAsInt())
                                : null))
                .orElse(null);
    }

    private static long devices(DeviceWindows windows, List<String> stations) {
        return windows.kinds().stream()
                .flatMap(kind -> stations.stream().flatMap(unit -> windows.newest(kind, unit).stream()))
                .mapToLong(DeviceWindows.Window::devices)
                .sum();
    }
}
