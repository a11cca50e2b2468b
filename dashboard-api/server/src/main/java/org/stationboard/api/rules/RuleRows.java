package org.stationboard.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.alerts.AuthorRow;
import org.stationboard.api.http.Json;
import org.stationboard.engine.Catalogue;
import org.stationboard.store.RuleBacktest;
import org.stationboard.store.RuleDraft;

/** What the API says of rules and drafts. */
public final class RuleRows {
    private RuleRows() {}

    /** The rules' answer. */
    public record Rules(InForce rules, List<Draft> drafts) {}

    /** The newest catalogue of the log; until the next day's turn the one before may still judge. */
    public record InForce(String id, int version, boolean demo, String digest, int standards, int inForce) {
        static InForce of(Catalogue catalogue) {
            return new InForce(
                    catalogue.id(),
                    catalogue.version(),
                    catalogue.demo(),
                    catalogue.digest(),
                    catalogue.standards().size(),
                    (int) catalogue.standards().stream()
                            .filter(standard -> standard.inForce())
                            .count());
        }
    }

    /** The text of the newest catalogue. */
    public record Text(String digest, String text) {}

    /**
     * A draft.
     *
     * @param state DRAFTED, APPROVED, LIVE or DECLINED
     * @param base digest of the rules it was drafted on
     */
    public record Draft(
            String id,
            String digest,
            String base,
            String state,
            String reason,
            AuthorRow by,
            String at,
            @Nullable Decision decision) {
        static Draft of(RuleDraft draft) {
            RuleDraft.Decision decision = draft.decision();
            return new Draft(
                    draft.id(),
                    draft.digest(),
                    draft.baseDigest(),
                    state(decision),
                    draft.reason(),
                    AuthorRow.of(draft.author()),
                    Json.time(draft.at()),
                    decision == null ? null : Decision.of(decision));
        }

        private static String state(RuleDraft.@Nullable Decision decision) {
            if (decision == null) {
                return "DRAFTED";
            }
            if (!decision.approved()) {
                return "DECLINED";
            }
            return decision.live() == null ? "APPROVED" : "LIVE";
        }
    }

    /** A decision; {@code live} is when it was written into the log. */
    public record Decision(
            @Nullable Long backtest,
            String reason,
            AuthorRow by,
            String at,
            @Nullable String live) {
        static Decision of(RuleDraft.Decision decision) {
            return new Decision(
                    decision.backtest(),
                    decision.reason(),
                    AuthorRow.of(decision.author()),
                    Json.time(decision.at()),
                    decision.live() == null ? null : Json.time(decision.live()));
        }
    }

    /** One draft whole: what it changes against the newest rules, and its backtests, newest first. */
    public record Whole(Draft draft, String text, List<RuleChange> changes, List<Backtest> backtests) {}

    /**
     * One backtest.
     *
     * @param current whether it ran beside the newest rules: only such a one can be approved on
     * @param percent while it runs, how far it is; null before it says so
     */
    public record Backtest(
            long number,
            String from,
            String to,
            String state,
            boolean current,
            @Nullable Integer percent,
            AuthorRow by,
            String started,
            @Nullable String ended,
            @Nullable String fault,
            @Nullable JsonNode report) {
        static Backtest of(RuleBacktest backtest, boolean current, @Nullable Integer percent) {
            return new Backtest(
                    backtest.number(),
                    Json.day(backtest.fromDay()),
                    Json.day(backtest.toDay()),
                    backtest.ended() == null ? "RUNNING" : backtest.whole() ? "DONE" : "FAILED",
                    current,
                    percent,
                    AuthorRow.of(backtest.author()),
                    Json.time(backtest.started()),
                    backtest.ended() == null ? null : Json.time(backtest.ended()),
                    backtest.fault(),
                    backtest.report() == null ? null : TrialReport.open(backtest.report()));
        }
    }
}
