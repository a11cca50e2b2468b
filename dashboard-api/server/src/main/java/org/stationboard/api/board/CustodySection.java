package org.stationboard.api.board;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.engine.Indicators;

/** Section {@code custody}: chains of case files and things, with holes and overdue returns (C39). */
record CustodySection(
        About about,
        @Nullable Long out,
        @Nullable Long overdue,
        @Nullable Long movesToday,
        @Nullable Long gaps28,
        Part returned28) {

    static CustodySection of(Moment moment) {
        return new CustodySection(
                About.of(
                        moment,
                        Mixture.ANY,
                        List.of("custody"),
                        List.of(Indicators.CUSTODY_MOVES, Indicators.CUSTODY_OUT, Indicators.CUSTODY_OVERDUE)),
                moment.stock(Indicators.CUSTODY_OUT),
                moment.stock(Indicators.CUSTODY_OVERDUE),
                moment.today(Indicators.CUSTODY_MOVES),
                moment.last28(Indicators.CUSTODY_GAPS),
                moment.part28(Indicators.CUSTODY_RETURNED));
    }
}
