package org.stationboard.api.read;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.Standard;

/** A standard of the catalogue, as the API shows it. */
public record StandardRow(
        String id,
        String clause,
        Bilingual name,
        Bilingual text,
        String comparator,
        long targetPpm,
        @Nullable Long planTargetPpm,
        String indicator,
        int windowMonths,
        int minimumSample,
        String level,
        int version,
        boolean inForce) {

    public static StandardRow of(Standard standard) {
        return new StandardRow(
                standard.id(),
                standard.clause(),
                standard.name(),
                standard.text(),
                standard.comparator().name().toLowerCase(Locale.ROOT),
                standard.targetPpm(),
                standard.planTargetPpm(),
                standard.indicator(),
                standard.windowMonths(),
                standard.minimumSample(),
                standard.level().name().toLowerCase(Locale.ROOT),
                standard.version(),
                standard.inForce());
    }
}
