package org.stationboard.gateway;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Whether an import is only tried: nobody replaces a register by leaving a word out. */
enum Preview {
    TRY,
    TAKE;

    /** What the request says; empty, after the answer was sent, where it says neither. */
    static Optional<Preview> of(RoutingContext ctx) {
        String word = ctx.request().getParam("preview");
        if ("true".equals(word)) {
            return Optional.of(TRY);
        }
        if ("false".equals(word)) {
            return Optional.of(TAKE);
        }
        IngestRoutes.answer(ctx, Problem.BAD_REQUEST, "preview: neither (expected: true or false)");
        return Optional.empty();
    }

    /** The request's body; no bytes where there is none. */
    static byte[] body(RoutingContext ctx) {
        return ctx.body().buffer() == null ? new byte[0] : ctx.body().buffer().getBytes();
    }
}
