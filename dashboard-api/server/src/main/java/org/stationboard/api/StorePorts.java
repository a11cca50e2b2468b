package org.stationboard.api;

import java.util.function.BooleanSupplier;
import org.stationboard.store.AlertActions;
import org.stationboard.store.AlertReader;
import org.stationboard.store.AwardReader;
import org.stationboard.store.BalanceReader;
import org.stationboard.store.EvidenceReader;
import org.stationboard.store.FigureReader;
import org.stationboard.store.NoticeOutbox;
import org.stationboard.store.ProposalStore;
import org.stationboard.store.SplitReader;
import org.stationboard.store.TickReader;
import org.stationboard.store.VerdictReader;

/**
 * The store as the server reads it, and what people write of alerts. Every call may block and is made on a worker.
 *
 * @param answers whether the database answers now
 */
public record StorePorts(
        FigureReader figures,
        VerdictReader verdicts,
        AlertReader alerts,
        EvidenceReader evidence,
        TickReader ticks,
        BalanceReader balances,
        SplitReader splits,
        AlertActions actions,
        NoticeOutbox notices,
        ProposalStore proposals,
        AwardReader awards,
        BooleanSupplier answers) {}
