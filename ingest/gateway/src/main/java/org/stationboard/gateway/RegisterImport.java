package org.stationboard.gateway;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a bureau's register file: says what is wrong with it and what it changes and, where nothing is wrong, puts it into
 * the log, from where the engine takes it at the next day's turn. The gateway checks records against it from then on, so
 * that a record refused for its unit can be sent again. Safe for use by many threads; blocks.
 */
final class RegisterImport {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterImport.class);

    private final CurrentRegister current;
    private final LogKeeper keeper;
    private final KeptFile kept;
    private final String installedDigest;
    private final ZoneId zone;
    private final Clock clock;

    /** @param installedDigest of the register that the installation was started with */
    RegisterImport(
            CurrentRegister current,
            LogKeeper keeper,
            KeptFile kept,
            String installedDigest,
            ZoneId zone,
            Clock clock) {
        this.current = current;
        this.keeper = keeper;
        this.kept = kept;
        this.installedDigest = installedDigest;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * What became of a file, or would.
     *
     * @param taken whether it is in the log
     * @param units how many ids it has
     * @param takesEffect the next day's turn of the log's clock
     */
    record Outcome(
            boolean taken,
            String digest,
            int units,
            Instant takesEffect,
            List<RegisterFault> faults,
            List<RegisterChange> changes) {}

    private record Reading(Optional<OrgRegister> next, List<RegisterFault> faults, List<RegisterChange> changes) {}

    Outcome preview(byte[] csv) {
        return outcome(read(csv), false);
    }

    /** Takes the file; throws {@link NotAcknowledgedException} where the log does not. */
    synchronized Outcome take(byte[] csv) {
        Reading reading = read(csv);
        if (reading.next().isEmpty() || !reading.faults().isEmpty()) {
            return outcome(reading, false);
        }
        OrgRegister next = reading.next().get();
        kept.prepare(csv);
        keeper.register(next.message());
        kept.putInPlace(installedDigest);
        current.set(next);
        LOG.info(
                "register taken: digest={} units={} changes={}",
                next.message().getDigest(),
                next.ids().size(),
                reading.changes().size());
        return outcome(reading, true);
    }

    private Reading read(byte[] csv) {
        List<RegisterRow> rows;
        try {
            rows = RegisterRows.parse(csv);
        } catch (RegisterException e) {
            return new Reading(Optional.empty(), e.details(), List.of());
        }
        OrgRegister next = OrgRegister.of(csv, rows);
        RegisterDifference difference = new RegisterDifference(current.get(), rows, next);
        return new Reading(Optional.of(next), difference.faults(), difference.changes());
    }

    private Outcome outcome(Reading reading, boolean taken) {
        return new Outcome(
                taken,
                reading.next().map(next -> next.message().getDigest()).orElse(""),
                reading.next().map(next -> next.ids().size()).orElse(0),
                takesEffect(),
                new ArrayList<>(reading.faults()),
                reading.changes());
    }

    /** The turn after the newest tick, by the log's own clock; before the first tick now, since the first one takes it. */
    private Instant takesEffect() {
        long tick = keeper.head().getTick();
        if (tick == 0) {
            return clock.instant();
        }
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(tick * 60), zone);
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
