package org.stationboard.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link RuleStore} on PostgreSQL. */
public final class PostgresRuleStore implements RuleStore {
    private static final String DRAFTS = """
            select d.id, d.digest, d.base_digest, d.text, d.reason, d.account, d.role, d.authenticated, d.drafted_at,
                e.approved, e.backtest, e.reason, e.account, e.role, e.authenticated, e.decided_at, e.live_at
            from rule_drafts d left join rule_decisions e on e.draft_id = d.id
            """;

    private static final String BACKTESTS = """
            select number, draft_id, base_digest, from_day, to_day, account, role, authenticated, started_at, ended_at,
                fault, report
            from rule_backtests where draft_id = ? order by number desc
            """;

    private static final String DECIDE = """
            insert into rule_decisions (draft_id, approved, backtest, reason, account, role, authenticated, decided_at)
            select d.id, ?, nullif(?, -1), ?, ?, ?, ?, ? from rule_drafts d
            where d.id = ? and (not ? or (lower(d.account) <> lower(?) and d.authenticated = ? and exists (
                select 1 from rule_backtests b where b.number = ? and b.draft_id = d.id and b.report is not null)))
            on conflict (draft_id) do nothing
            """;

    /** Numbers begin at one. */
    private static final long NONE = -1;

    private final Database database;

    public PostgresRuleStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(RuleDraft draft) {
        String sql =
                "insert into rule_drafts (id, digest, base_digest, text, reason, account, role, authenticated, drafted_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        database.change(
                "drafting rules",
                connection -> author(
                                new Query("drafting rules", sql)
                                        .with(draft.id())
                                        .with(draft.digest())
                                        .with(draft.baseDigest())
                                        .with(draft.text())
                                        .with(draft.reason()),
                                draft.author())
                        .with(draft.at())
                        .update(connection));
    }

    @Override
    public List<RuleDraft> drafts(int limit) {
        return new Query("reading drafts of the rules", DRAFTS + "order by d.taken desc limit ?")
                .withInteger(limit)
                .list(database, PostgresRuleStore::draft);
    }

    @Override
    public Optional<RuleDraft> draft(String id) {
        return new Query("reading a draft of the rules", DRAFTS + "where d.id = ?")
                .with(id).list(database, PostgresRuleStore::draft).stream().findFirst();
    }

    @Override
    public long begin(RuleBacktest backtest) {
        String sql =
                "insert into rule_backtests (draft_id, base_digest, from_day, to_day, account, role, authenticated,"
                        + " started_at) values (?, ?, ?, ?, ?, ?, ?, ?) returning number";
        return database.change("beginning a backtest", connection -> {
            Query query = author(
                            new Query("beginning a backtest", sql)
                                    .with(backtest.draftId())
                                    .with(backtest.baseDigest())
                                    .withInteger(backtest.fromDay())
                                    .withInteger(backtest.toDay()),
                            backtest.author())
                    .with(backtest.started());
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    @Override
    public void end(long number, Instant at, @Nullable String fault, @Nullable String report) {
        String sql =
                "update rule_backtests set ended_at = ?, fault = ?, report = ? where number = ? and ended_at is null";
        database.change(
                "ending a backtest",
                connection -> new Query("ending a backtest", sql)
                        .with(at)
                        .with(fault)
                        .with(report)
                        .with(number)
                        .update(connection));
    }

    @Override
    public int endAll(Instant at, String fault) {
        String sql = "update rule_backtests set ended_at = ?, fault = ? where ended_at is null";
        return database.change(
                "ending backtests",
                connection ->
                        new Query("ending backtests", sql).with(at).with(fault).update(connection));
    }

    @Override
    public List<RuleBacktest> backtests(String draftId) {
        return new Query("reading backtests", BACKTESTS).with(draftId).list(database, PostgresRuleStore::backtest);
    }

    @Override
    public boolean decide(String draftId, RuleDraft.Decision decision) {
        Long backtest = decision.backtest();
        long number = backtest == null ? NONE : backtest;
        return database.change(
                        "deciding on rules",
                        connection -> author(
                                        new Query("deciding on rules", DECIDE)
                                                .with(decision.approved())
                                                .with(number)
                                                .with(decision.reason()),
                                        decision.author())
                                .with(decision.at())
                                .with(draftId)
                                .with(decision.approved())
                                .with(decision.author().account())
                                .with(decision.author().authenticated())
                                .with(number)
                                .update(connection))
                > 0;
    }

    @Override
    public List<RuleDraft> approved() {
        return new Query(
                        "reading approved drafts",
                        DRAFTS + "where e.approved and e.live_at is null order by e.decided_at, d.taken")
                .list(database, PostgresRuleStore::draft);
    }

    @Override
    public void live(String draftId, Instant at) {
        String sql = "update rule_decisions set live_at = ? where draft_id = ? and approved and live_at is null";
        database.change(
                "writing that rules are live",
                connection -> new Query("writing that rules are live", sql)
                        .with(at)
                        .with(draftId)
                        .update(connection));
    }

    private static Query author(Query query, Author author) {
        return query.with(author.account()).with(author.role()).with(author.authenticated());
    }

    private static RuleDraft draft(ResultSet row) throws SQLException {
        return new RuleDraft(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                new Author(row.getString(6), row.getString(7), row.getBoolean(8)),
                row.getTimestamp(9).toInstant(),
                decision(row));
    }

    private static RuleDraft.@Nullable Decision decision(ResultSet row) throws SQLException {
        boolean approved = row.getBoolean(10);
        if (row.wasNull()) {
            return null;
        }
        long backtest = row.getLong(11);
        Long number = row.wasNull() ? null : Long.valueOf(backtest);
        return new RuleDraft.Decision(
                approved,
                number,
                row.getString(12),
                new Author(row.getString(13), row.getString(14), row.getBoolean(15)),
                row.getTimestamp(16).toInstant(),
                instant(row.getTimestamp(17)));
    }

    private static RuleBacktest backtest(ResultSet row) throws SQLException {
        return new RuleBacktest(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                new Author(row.getString(6), row.getString(7), row.getBoolean(8)),
                row.getTimestamp(9).toInstant(),
                instant(row.getTimestamp(10)),
                row.getString(11),
                row.getString(12));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
