package org.stationboard.api.read;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.Contributions;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Parameters;
import org.stationboard.engine.Recomputation;
import org.stationboard.engine.Standard;
import org.stationboard.store.BodyKind;
import org.stationboard.store.DayRange;
import org.stationboard.store.EvidenceQuery;
import org.stationboard.store.EvidenceReader;
import org.stationboard.store.FigureReader;
import org.stationboard.store.FigureRow;
import org.stationboard.store.StoredVersion;

/**
 * Verdicts on past days by what is known later: the engine's rules over the store's figures and reports. They replace
 * none that was given. Rules and register are the newest. Blocks on the store.
 */
public final class Rejudging {
    private final FigureReader figures;
    private final EvidenceReader reader;
    private final City city;
    private final ZoneId zone;
    private final BiFunction<String, String, Collection<FeedState>> sources;

    /** @param sources states of the sources of a feed for a log key */
    public Rejudging(
            FigureReader figures,
            EvidenceReader reader,
            City city,
            ZoneId zone,
            BiFunction<String, String, Collection<FeedState>> sources) {
        this.figures = figures;
        this.reader = reader;
        this.city = city;
        this.zone = zone;
        this.sources = sources;
    }

    /**
     * The standard judged anew of those of the units that it is about on the day, in their order.
     *
     * @param tick epoch minute up to which everything known counts
     */
    public List<Verdict> verdicts(Standard standard, List<String> unitIds, LocalDate on, Known known, long tick) {
        Map<String, Recomputation> begun = new LinkedHashMap<>();
        for (String unitId : unitIds) {
            unit(unitId, on)
                    .filter(unit -> standard.judges(unit) && standard.hasVerdicts())
                    .ifPresent(unit -> begun.put(unitId, begin(unit, standard)));
        }
        if (begun.isEmpty()) {
            return List.of();
        }
        if (standard.ofReport()) {
            read(standard, begun, on, known);
        } else {
            count(standard, begun, on, known);
        }
        List<Verdict> verdicts = new ArrayList<>();
        begun.values().forEach(one -> verdicts.add(one.judge(standard, on.toEpochDay(), tick)));
        return verdicts;
    }

    private Optional<Unit> unit(String unitId, LocalDate on) {
        return city.tree().unit(unitId, on.toEpochDay());
    }

    private Recomputation begin(Unit unit, Standard standard) {
        long existed = city.tree().firstDay(unit.getId()).orElse(Long.MIN_VALUE);
        Collection<FeedState> heard = sources.apply(unit.getLogKey(), Indicators.feed(standard.indicator()));
        return new Recomputation(unit, existed, standard.indicator(), heard, zone);
    }

    private void count(Standard standard, Map<String, Recomputation> begun, LocalDate on, Known known) {
        List<FigureRow> rows = known.in(figures)
                .days(
                        begun.keySet(),
                        standard.indicator(),
                        Recomputation.firstDayFor(on.toEpochDay()),
                        on.toEpochDay());
        for (FigureRow row : rows) {
            Long denominator = row.denominator();
            Recomputation one = begun.get(row.unitId());
            if (one != null) {
                one.count(row.start(), row.numerator(), denominator == null ? 0 : denominator);
            }
        }
    }

    /** Reports of any period that has begun, for an older one may be what stands. */
    private void read(Standard standard, Map<String, Recomputation> begun, LocalDate on, Known known) {
        EvidenceQuery query = new EvidenceQuery(
                List.copyOf(begun.keySet()),
                BodyKind.ofFeed(Indicators.feed(standard.indicator())),
                new DayRange(EvidenceQuery.FIRST_DAY, on.toEpochDay()),
                known.turn(),
                null);
        reader.scan(query, version -> {
            StationRecord taken = parse(version);
            Recomputation one = begun.get(taken.getUnitId());
            if (one != null) {
                Contributions.of(taken, Parameters.of(zone)).stream()
                        .filter(given -> given.start() <= on.toEpochDay())
                        .forEach(given -> one.report(version.recordId(), version.version(), given));
            }
        });
    }

    private static StationRecord parse(StoredVersion version) {
        try {
            return StationRecord.parseFrom(version.record());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(version.recordId() + ": not readable (expected: as it stood)", e);
        }
    }
}
