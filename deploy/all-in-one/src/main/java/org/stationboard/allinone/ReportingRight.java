package org.stationboard.allinone;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Reporting;
import org.stationboard.engine.Standing;

/**
 * Who may report a standard's figure: a sender whose unit stands at the level that the figure's role names, and only a role
 * that the standard is reported by. The engine counts nothing that other roles say; here it does not come in at all, and
 * nobody can name a role above their own. Thread-safe.
 */
final class ReportingRight {
    private static final Map<UnitLevel, Set<Standing>> STANDINGS = Map.of(
            // What a province says of a city comes in through the city's own senders.
            UnitLevel.CITY, Set.of(Standing.CITY, Standing.PROVINCE, Standing.OTHER),
            UnitLevel.COUNTY, Set.of(Standing.COUNTY),
            UnitLevel.STATION, Set.of(Standing.STATION),
            UnitLevel.COMMUNITY, Set.of(Standing.STATION));

    private final Supplier<String> catalogueText;
    private final Function<String, Optional<UnitLevel>> levels;
    private volatile @Nullable Loaded loaded;

    private record Loaded(String text, Catalogue catalogue) {}

    /**
     * @param catalogueText the newest rules of the log
     * @param levels of units, by their ids
     */
    ReportingRight(Supplier<String> catalogueText, Function<String, Optional<UnitLevel>> levels) {
        this.catalogueText = catalogueText;
        this.levels = levels;
    }

    /**
     * Whether a sender of that unit may send it.
     *
     * @param unitId null is the whole register
     */
    boolean may(@Nullable String unitId, ReportedFigure figure) {
        UnitLevel level =
                unitId == null ? UnitLevel.CITY : levels.apply(unitId).orElse(UnitLevel.UNIT_LEVEL_UNSPECIFIED);
        Standing named = Standing.ofRole(figure.getReporterRole());
        return STANDINGS.getOrDefault(level, Set.of()).contains(named)
                && reporting(figure.getStandard())
                        .filter(of -> of.by().contains(named))
                        .isPresent();
    }

    private Optional<Reporting> reporting(String standard) {
        return catalogue().standard(standard).flatMap(found -> Optional.ofNullable(found.reporting()));
    }

    private Catalogue catalogue() {
        String text = catalogueText.get();
        Loaded known = loaded;
        if (known == null || !known.text().equals(text)) {
            known = new Loaded(text, CatalogueLoader.load(text));
            loaded = known;
        }
        return known.catalogue();
    }
}
