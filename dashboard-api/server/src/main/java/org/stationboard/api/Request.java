package org.stationboard.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.stationboard.api.http.Json;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.contract.v1.Unit;

/** What a route reads of a request that the OpenAPI file has found valid, and how it answers. */
final class Request {
    private static final String JSON = "application/json";

    private final RoutingContext context;

    private Request(RoutingContext context) {
        this.context = context;
    }

    static Request of(RoutingContext context) {
        return new Request(context);
    }

    String required(String name) {
        return text(name)
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.BAD_PARAMETER, name + ": absent (expected: a value)"));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(context.request().getParam(name)).filter(value -> !value.isEmpty());
    }

    int number(String name, int byDefault) {
        try {
            return text(name).map(Integer::parseInt).orElse(byDefault);
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemCode.BAD_PARAMETER, name + ": not a number (expected: a whole number)");
        }
    }

    /** Id of the last frame the client has: the browser's header before the query; -1 for none. */
    long lastFrame() {
        String header = context.request().getHeader("Last-Event-ID");
        String last = header == null ? text("after").orElse("") : header;
        return last.matches("[0-9]{1,18}") ? Long.parseLong(last) : -1;
    }

    /** Refuses what waits for its own issue: the two times other than by default. */
    Request withoutTimeTravel() {
        for (String name : new String[] {"on", "known"}) {
            if (context.request().getParam(name) != null) {
                throw new ProblemException(
                        ProblemCode.NOT_YET_SUPPORTED, name + ": given (expected: absent, which is the newest tick)");
            }
        }
        return this;
    }

    void answer(String json) {
        answer(200, JSON, json);
    }

    void answerRecord(Object answer) {
        answer(Json.text(answer));
    }

    void answer(int status, String mediaType, String body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body);
    }

    static ProblemException unknownUnit(String unitId) {
        return new ProblemException(ProblemCode.UNKNOWN_UNIT, "unit: " + unitId + " (expected: an id of the register)");
    }

    /** The unit, or the problem that there is none. */
    static Unit known(Optional<Unit> unit, String unitId) {
        return unit.orElseThrow(() -> unknownUnit(unitId));
    }
}
