package org.stationboard.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.export.CsvFile;
import org.stationboard.api.export.Exports;
import org.stationboard.api.export.PackFile;
import org.stationboard.api.export.TableFile;
import org.stationboard.api.export.XlsxFile;
import org.stationboard.api.http.Json;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.http.ResponseStream;
import org.stationboard.api.read.Audience;
import org.stationboard.api.read.Cut;
import org.stationboard.api.read.Figures;
import org.stationboard.api.read.Known;
import org.stationboard.api.read.MeetingPack;
import org.stationboard.api.read.Period;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Standard;

/** Files to take away, streamed from a worker as they are made; and what a meeting's printed page shows. */
final class ExportRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ExportRoutes.class);
    private static final String CSV = "text/csv; charset=utf-8";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Vertx vertx;
    private final LiveView view;
    private final StorePorts store;
    private final Reading reading;

    ExportRoutes(Vertx vertx, LiveView view, StorePorts store, ApiSettings settings) {
        this.vertx = vertx;
        this.view = view;
        this.store = store;
        this.reading = new Reading(view, store, settings);
    }

    /** Writes a whole file. */
    @FunctionalInterface
    private interface Writing {
        void to(TableFile file) throws IOException;
    }

    void export(RoutingContext context) {
        Request request = Request.of(context);
        String name = request.required("file");
        String what = name.substring(0, name.indexOf('.'));
        Writing writing = switch (what) {
            case "figures" -> figures(request);
            case "verdicts" -> verdicts(request);
            case "standards" -> standards(request);
            default -> pack(request);
        };
        send(context, name, writing);
    }

    void meetingPack(RoutingContext context) {
        Request request = Request.of(context);
        String unitId = reading.unit(request);
        YearMonth month = reading.month(request);
        request.answerFrom(vertx, () -> pack(unitId, month));
    }

    private Writing figures(Request request) {
        String unitId = reading.unit(request);
        Known known = reading.known(request);
        Period period = reading.period(request, known);
        Cut cut = Cut.of(request.text("grain").orElse("month"));
        if (cut == Cut.MINUTE) {
            throw new ProblemException(
                    ProblemCode.NOT_YET_SUPPORTED, "grain: minute (expected: day, month, year or range)");
        }
        List<String> indicators = indicators(request);
        List<String> units = units(request, unitId);
        Figures figures = reading.figures(known);
        return file ->
                exports().figures(file, about(unitId, units, period.to(), known), figures, indicators, period, cut);
    }

    private Writing verdicts(Request request) {
        String unitId = reading.unit(request);
        Optional<Standard> standard = reading.standard(request);
        if (standard.isPresent() && !Audience.open(standard.get())) {
            throw new ProblemException(
                    ProblemCode.FOR_REVIEWERS, "standard: for reviewers (expected: one that anybody may see)");
        }
        LocalDate on = reading.on(request, reading.newest());
        List<String> units = new ArrayList<>(Reading.withItself(unitId, reading.stationsOrSelf(unitId)));
        return file -> {
            Known then = closed(on);
            OptionalLong completed = store.ticks().completed();
            exports()
                    .verdicts(
                            file,
                            about(unitId, units, on, then),
                            store.verdicts()
                                    .standing(
                                            units,
                                            standard.map(Standard::id).orElse(null),
                                            then.tickOr(completed.orElse(0))));
        };
    }

    private Writing standards(Request request) {
        String unitId = reading.unit(request);
        return file -> exports()
                .standards(
                        file,
                        new Exports.About(
                                unitId,
                                List.of(unitId),
                                null,
                                Json.minute(store.ticks().completed())));
    }

    private Writing pack(Request request) {
        String unitId = reading.unit(request);
        YearMonth month = reading.month(request);
        if (!request.required("file").endsWith(".xlsx")) {
            throw new ProblemException(ProblemCode.NOT_YET_SUPPORTED, "file: pack.csv (expected: pack.xlsx)");
        }
        return file -> PackFile.write(file, pack(unitId, month));
    }

    /** Of a month that is over what was said when it closed; of the running one what stands. */
    private MeetingPack.Answer pack(String unitId, YearMonth month) {
        OptionalLong completed = store.ticks().completed();
        Known then = closed(month.atEndOfMonth());
        return new MeetingPack(view.city(), view.catalogue(), store.verdicts(), reading.figures(then))
                .answer(
                        unitId,
                        month,
                        then.about(month.atEndOfMonth(), completed),
                        then.tickOr(completed.orElse(0)),
                        Json.minute(completed));
    }

    /** The turn that closed the day; where it is not over, the newest tick. */
    private Known closed(LocalDate day) {
        Known turn = Known.of(day.toString(), reading.newest().zone());
        return turn.tickOr(0) <= store.ticks().completed().orElse(0) ? turn : reading.newest();
    }

    private Exports.About about(String unitId, List<String> units, LocalDate on, Known known) {
        OptionalLong completed = store.ticks().completed();
        return new Exports.About(unitId, units, known.about(on, completed), Json.minute(completed));
    }

    private Exports exports() {
        return new Exports(view.city(), view.catalogue());
    }

    /** The unit alone, or it and every station under it. Stations are not compared by what is a trend only. */
    private List<String> units(Request request, String unitId) {
        boolean stations = request.text("by").filter("station"::equals).isPresent();
        return stations ? new ArrayList<>(Reading.withItself(unitId, reading.stationsOrSelf(unitId))) : List.of(unitId);
    }

    private static List<String> indicators(Request request) {
        Optional<String> asked = request.text("indicator");
        if (asked.isPresent()) {
            return List.of(Reading.open(asked.get()));
        }
        return Indicators.listed().stream()
                .filter(indicator -> !Audience.ofReviewers(indicator))
                .toList();
    }

    private void send(RoutingContext context, String name, Writing writing) {
        HttpServerResponse response = context.response();
        boolean csv = name.endsWith(".csv");
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, csv ? CSV : XLSX)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        ResponseStream out = new ResponseStream(response, vertx.getOrCreateContext());
        vertx.executeBlocking(
                        () -> {
                            write(out, csv, writing);
                            return name;
                        },
                        false)
                .onSuccess(done -> response.end())
                .onFailure(failure -> failed(context, out, failure));
    }

    private static void write(OutputStream out, boolean csv, Writing writing) throws IOException {
        try (TableFile file = csv ? new CsvFile(out) : new XlsxFile(out)) {
            writing.to(file);
        }
        out.close();
    }

    /** A file that was begun cannot become a problem: it is cut off, which no program takes for a whole one. */
    private static void failed(RoutingContext context, ResponseStream out, @Nullable Throwable failure) {
        if (out.begun()) {
            LOG.warn("export.cut path={}", context.normalizedPath(), failure);
            context.response().reset();
        } else {
            context.response().headers().remove(HttpHeaders.CONTENT_DISPOSITION);
            context.response().setChunked(false);
            context.fail(failure);
        }
    }
}
