package org.stationboard.api.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.store.Notice;
import org.stationboard.store.NoticeOutbox;

/** Sends alerts that nobody acknowledged up a level: to the county, then to the city. For one thread. */
final class Escalations {
    private static final Logger LOG = LoggerFactory.getLogger(Escalations.class);

    private final AlertPolicy.Escalation policy;
    private final NoticeOutbox outbox;

    Escalations(AlertPolicy.Escalation policy, NoticeOutbox outbox) {
        this.policy = policy;
        this.outbox = outbox;
    }

    /**
     * Escalates what is due; gives how many steps that were.
     *
     * @param now by the log's clock: in an import hours pass as the log's do
     */
    int run(List<AlertStanding> standings, Instant now) {
        int steps = 0;
        for (AlertStanding standing : standings) {
            if (standing.firing()
                    && standing.acknowledged() == null
                    && standing.silence() == null
                    && standing.severity().atLeast(policy.atLeast())) {
                steps += escalate(standing, now);
            }
        }
        return steps;
    }

    private int escalate(AlertStanding standing, Instant now) {
        Instant fired = Instant.ofEpochSecond(standing.transition().getTick() * 60);
        int steps = 0;
        for (Notice.Level level : Notice.Level.values()) {
            Duration due = policy.after().multipliedBy(times(level));
            if (!now.isBefore(fired.plus(due)) && outbox.escalate(standing.transition(), level)) {
                LOG.info(
                        "alert {} of {} {} goes up to the {}: nobody acknowledged it",
                        standing.transition().getId(),
                        standing.transition().getUnitId(),
                        standing.transition().getStandardId(),
                        level);
                steps++;
            }
        }
        return steps;
    }

    /** How often the waiting time passes until a level is reached. */
    private static long times(Notice.Level level) {
        return switch (level) {
            case COUNTY -> 1;
            case CITY -> 2;
        };
    }
}
