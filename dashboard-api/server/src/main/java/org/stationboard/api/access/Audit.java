package org.stationboard.api.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.stationboard.store.AuditEntry;
import org.stationboard.store.AuditLog;

/**
 * Writes the audit log: every read of evidence, every export, every write, every login, every refusal. Refusals of nobody
 * known are written once a second at most, so that knocking cannot fill the database; all are counted. Thread-safe.
 */
public final class Audit implements AccessLog {
    private static final Set<String> READS = Set.of("evidence", "differences", "meetingPack", "audit", "quarantine");
    /** A source's deliveries have their own balances; logins are written with the account that they prove. */
    private static final Set<String> ELSEWHERE =
            Set.of("ingestRecords", "ingestTelemetry", "login", "exchangeWallToken", "oidcCallback");

    private static final String EXPORTS = "export";
    private static final int LONGEST_UNIT = 64;

    private final Vertx vertx;
    private final AuditLog log;
    private final Operations operations;
    private final Clock clock;
    private final AtomicLong lastKnock = new AtomicLong();

    Audit(Vertx vertx, AuditLog log, Operations operations, Clock clock) {
        this.vertx = vertx;
        this.log = log;
        this.operations = operations;
        this.clock = clock;
    }

    @Override
    public Future<Void> write(Principal principal, String operation, Optional<String> unitId, Outcome outcome) {
        return outcome == Outcome.REFUSED ? refused(principal, operation) : allowed(principal, operation, unitId);
    }

    private Future<Void> refused(Principal principal, String operation) {
        long second = clock.millis() / 1000;
        if (principal.role() == Role.ANONYMOUS && lastKnock.getAndSet(second) == second) {
            return Future.succeededFuture();
        }
        return add(principal, operation, Optional.empty(), Outcome.REFUSED);
    }

    private Future<Void> allowed(Principal principal, String operation, Optional<String> unitId) {
        return audited(operation) ? add(principal, operation, unitId, Outcome.ALLOWED) : Future.succeededFuture();
    }

    private boolean audited(String operation) {
        return !ELSEWHERE.contains(operation)
                && (READS.contains(operation)
                        || operation.toLowerCase(Locale.ROOT).contains(EXPORTS)
                        || operations.writes(operation));
    }

    /** Writes one entry whatever its kind. */
    Future<Void> add(Principal principal, String operation, Optional<String> unitId, Outcome outcome) {
        AuditEntry entry = new AuditEntry(
                0,
                clock.instant(),
                principal.account(),
                principal.role().word(),
                operation,
                unitId.filter(unit -> unit.length() <= LONGEST_UNIT).orElse(principal.unitId()),
                outcome.name());
        return vertx.executeBlocking(
                () -> {
                    log.add(entry);
                    return null;
                },
                false);
    }
}
