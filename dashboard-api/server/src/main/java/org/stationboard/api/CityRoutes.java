package org.stationboard.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.stationboard.api.access.Seen;
import org.stationboard.api.board.UnitRow;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.StandardRow;
import org.stationboard.contract.v1.Unit;
import org.stationboard.engine.Catalogue;

/** Units, standards and map: what the screens hang the figures on. */
final class CityRoutes {
    private final Vertx vertx;
    private final LiveView view;
    private final ApiSettings settings;

    CityRoutes(Vertx vertx, LiveView view, ApiSettings settings) {
        this.vertx = vertx;
        this.view = view;
        this.settings = settings;
    }

    void units(RoutingContext context) {
        long today = view.read(state -> LocalDate.ofInstant(state.now(view.machineNow()), settings.zone()))
                .toEpochDay();
        Request request = Request.of(context);
        boolean closed = request.text("closed").filter("true"::equals).isPresent();
        List<Unit> units = closed ? view.city().unitsUpTo(today) : view.city().unitsOn(today);
        request.answerRecord(new UnitsAnswer(units.stream()
                .filter(unit -> Seen.lists(unit.getId()))
                .map(UnitRow::of)
                .toList()));
    }

    void standards(RoutingContext context) {
        Catalogue catalogue = view.catalogue();
        Request.of(context)
                .answerRecord(new StandardsAnswer(
                        new CatalogueRow(catalogue.version(), catalogue.digest(), catalogue.demo()),
                        catalogue.standards().stream().map(StandardRow::of).toList()));
    }

    void standard(RoutingContext context) {
        String id = context.pathParam("id");
        StandardRow row = view.catalogue()
                .standard(id)
                .map(StandardRow::of)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNKNOWN_STANDARD, "standard: " + id + " (expected: an id of the catalogue)"));
        Request.of(context).answerRecord(row);
    }

    void map(RoutingContext context) {
        Path file = settings.map()
                .orElseThrow(() -> new ProblemException(ProblemCode.NO_MAP, "map: none (expected: a configured file)"));
        vertx.fileSystem()
                .readFile(file.toString())
                .onSuccess(text -> Request.of(context).answer(200, "application/geo+json", text.toString()))
                .onFailure(failure -> context.fail(
                        failure.getCause() instanceof NoSuchFileException
                                ? new ProblemException(
                                        ProblemCode.NO_MAP, "map: the file is gone (expected: as configured)")
                                : failure));
    }

    private record UnitsAnswer(List<UnitRow> units) {}

    private record CatalogueRow(int version, String digest, boolean demo) {}

    private record StandardsAnswer(CatalogueRow catalogue, List<StandardRow> standards) {}
}
