package org.stationboard.api.http;

import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorException;
import org.jspecify.annotations.Nullable;
import org.stationboard.store.StoreException;

/** A problem as RFC 9457 has it, with a code. */
public record Problem(String type, String title, int status, String code, String detail) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemCode code, String detail) {
        return new Problem("about:blank", code.title(), code.status(), code.name(), detail);
    }

    /** What a failed request is answered with; {@code status} is what the router says, -1 where it says nothing. */
    public static Problem of(@Nullable Throwable failure, int status) {
        if (failure instanceof ProblemException problem) {
            return of(problem.code(), detailOf(problem));
        }
        if (failure instanceof ValidatorException invalid) {
            return of(ProblemCode.BAD_PARAMETER, detailOf(invalid));
        }
        if (failure instanceof StoreException store && store.reason() == StoreException.Reason.UNAVAILABLE) {
            return of(ProblemCode.STORE_UNAVAILABLE, "store: no answer (expected: the same request later)");
        }
        int known = failure instanceof HttpException http ? http.getStatusCode() : status;
        return switch (known) {
            case 404 -> of(ProblemCode.NOT_FOUND, "path: not known (expected: one of /api/v1/openapi.yaml)");
            case 405 -> of(ProblemCode.METHOD_NOT_ALLOWED, "method: not allowed (expected: GET)");
            case 400 -> of(ProblemCode.BAD_PARAMETER, "request: not understood (expected: as /api/v1/openapi.yaml)");
            default -> of(ProblemCode.INTERNAL, "server: failed (expected: an answer; its log says more)");
        };
    }

    private static String detailOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "request: not understood" : message;
    }
}
