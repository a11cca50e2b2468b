package org.stationboard.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stationboard.api.http.Json;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.contract.v1.Unit;

/** What a route reads of a request that the OpenAPI file has found valid, and how it answers. */
final class Request {
    private static final String JSON = "application/json";
    /** Kept by the browser for this user alone, and used only after the server said that it still holds. */
    private static final String ASKED_AGAIN = "private, no-cache";

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

    void answer(String json) {
        answer(200, JSON, json);
    }

    void answerRecord(Object answer) {
        answer(Json.text(answer));
    }

    /** What a worker reads; it is written as JSON there too, for the live feed shares the event loop. */
    void answerFrom(Vertx vertx, Callable<?> read) {
        vertx.executeBlocking(() -> Buffer.buffer(Json.bytes(read.call())), false)
                .onSuccess(json -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(json))
                .onFailure(context::fail);
    }

    /** The same with a tag of its content: a client that has the same is told so and gets nothing. */
    void answerTaggedFrom(Vertx vertx, Callable<?> read) {
        vertx.executeBlocking(() -> Tagged.of(Json.bytes(read.call())), false)
                .onSuccess(this::answerTagged)
                .onFailure(context::fail);
    }

    private record Tagged(Buffer json, String tag) {
        static Tagged of(byte[] json) {
            return new Tagged(Buffer.buffer(json), '"' + Json.digest(json) + '"');
        }
    }

    private void answerTagged(Tagged answer) {
        context.response()
                .putHeader(HttpHeaders.ETAG, answer.tag())
                .putHeader(HttpHeaders.VARY, "Cookie, Authorization")
                .putHeader(HttpHeaders.CACHE_CONTROL, ASKED_AGAIN);
        String had = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (had != null && Arrays.asList(had.split("\\s*,\\s*", -1)).contains(answer.tag())) {
            context.response().setStatusCode(304).end();
            return;
        }
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(answer.json());
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
