package org.stationboard.api.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become answers. */
public final class ProblemHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    @Override
    public void handle(RoutingContext context) {
        if (context.response().closed()) {
            LOG.debug("{} {}: the client went away", context.request().method(), context.normalizedPath());
            return;
        }
        Problem problem = Problem.of(context.failure(), context.statusCode());
        if (problem.status() >= 500) {
            // The path only: a query may hold what somebody typed.
            LOG.error(
                    "{} {}: {}",
                    context.request().method(),
                    context.normalizedPath(),
                    problem.code(),
                    context.failure());
        }
        answer(context, problem);
    }

    /** Answers with the problem; where the answer has begun already, ends it. */
    public static void answer(RoutingContext context, Problem problem) {
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        if (problem.status() == ProblemCode.METHOD_NOT_ALLOWED.status()) {
            context.response().putHeader(HttpHeaders.ALLOW, "GET");
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(Json.text(problem));
    }
}
