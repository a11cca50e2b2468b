package org.stationboard.gateway;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code GET /ingest/v1/balances}: {@code received = accepted + refused} since the process began, and what of the
 * quarantine waits to be sent again. From memory.
 */
final class BalanceRoute implements Handler<RoutingContext> {
    private final IngestCounts counts;
    private final Quarantine quarantine;

    BalanceRoute(IngestCounts counts, Quarantine quarantine) {
        this.counts = counts;
        this.quarantine = quarantine;
    }

    private record Answer(
            long received,
            long accepted,
            long refused,
            Map<String, Long> refusedByReason,
            long quarantined,
            int unsent,
            boolean unsentComplete,
            long oldestUnsentSeconds,
            boolean alert) {}

    @Override
    public void handle(RoutingContext ctx) {
        IngestBalance balance = counts.balance();
        Map<String, Long> byReason = new TreeMap<>();
        balance.refusedByReason().forEach((reason, records) -> byReason.put(reason.name(), records));
        UnsentEntries unsent = quarantine.unsent();
        JsonAnswer.send(
                ctx,
                200,
                new Answer(
                        balance.received(),
                        balance.accepted(),
                        balance.refused(),
                        byReason,
                        quarantine.total(),
                        unsent.size(),
                        unsent.complete(),
                        unsent.oldestSeconds(),
                        unsent.alert()));
    }
}
