package org.stationboard.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;

/** {@link ProposalStore} on PostgreSQL. */
public final class PostgresProposalStore implements ProposalStore {
    private static final String UNWEIGHED = """
            select a.message
            from policy_weighings w join alert_transitions a on a.id = w.transition_id
            where w.outcome is null
               or (w.outcome = 'NO_AWARD' and w.awards <> ? and not exists (
                    select 1 from alert_transitions l
                    where l.unit = a.unit and l.standard_id = a.standard_id and l.taken > a.taken))
            order by w.taken
            limit ?
            """;

    private static final String WEIGH = """
            update policy_weighings set outcome = ?, policy_digest = ?, awards = ?, weighed_at = ?
            where transition_id = ? and (outcome is null or outcome = 'NO_AWARD')
            """;

    private static final String PROPOSE = """
            insert into proposals (transition_id, unit_id, standard_id, tick, award, award_level, lower, policy_digest,
                reasons_zh, reasons_en, made_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (transition_id) do nothing
            """;

    private static final String PROPOSALS = """
            select p.transition_id, p.unit_id, p.standard_id, p.tick, p.award, p.award_level, p.lower, p.policy_digest,
                p.reasons_zh, p.reasons_en, p.made_at, d.opened, d.reason, d.account, d.role, d.authenticated,
                d.decided_at
            from proposals p left join proposal_decisions d using (transition_id)
            """;

    private static final String DECIDE = """
            insert into proposal_decisions (transition_id, opened, reason, account, role, authenticated, decided_at)
            select transition_id, ?, ?, ?, ?, ?, ? from proposals where transition_id = ?
            on conflict (transition_id) do nothing
            """;

    private final Database database;

    public PostgresProposalStore(Database database) {
        this.database = database;
    }

    /** In the sink's transaction, with the transition itself. */
    static void insert(Connection connection, Collection<AlertTransition> transitions) throws SQLException {
        String sql = "insert into policy_weighings (transition_id) values (?) on conflict (transition_id) do nothing";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (AlertTransition transition : transitions) {
                if (transition.getTo() == AlertState.FIRING) {
                    statement.setString(1, transition.getId());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    @Override
    public List<AlertTransition> unweighed(long awards, int limit) {
        return new Query("reading what the policy has to weigh", UNWEIGHED)
                .with(awards)
                .withInteger(limit)
                .list(database, row -> PostgresNoticeOutbox.transition(row.getBytes(1)));
    }

    @Override
    public void weigh(Weighed weighed) {
        database.change("writing what the policy said", connection -> {
            int rows = new Query("weighing", WEIGH)
                    .with(weighed.outcome().name())
                    .with(weighed.policyDigest())
                    .with(weighed.awards())
                    .with(weighed.at())
                    .with(weighed.transitionId())
                    .update(connection);
            Proposal proposal = weighed.proposal();
            return rows == 0 || proposal == null ? rows : rows + propose(connection, proposal);
        });
    }

    private static int propose(Connection connection, Proposal proposal) throws SQLException {
        return new Query("proposing", PROPOSE)
                .with(proposal.transitionId())
                .with(proposal.unitId())
                .with(proposal.standardId())
                .withInteger(proposal.tick())
                .with(proposal.award())
                .with(proposal.awardLevel())
                .with(proposal.lower())
                .with(proposal.policyDigest())
                .with(proposal.reasonsZh())
                .with(proposal.reasonsEn())
                .with(proposal.made())
                .update(connection);
    }

    @Override
    public List<Proposal> proposals(Collection<String> unitIds, int limit) {
        String sql = PROPOSALS + "where p.unit_id = any (?) order by p.tick desc, p.unit_id, p.standard_id limit ?";
        return new Query("reading proposals", sql)
                .with(unitIds)
                .withInteger(limit)
                .list(database, PostgresProposalStore::proposal);
    }

    @Override
    public Optional<Proposal> proposal(String transitionId) {
        return new Query("reading a proposal", PROPOSALS + "where p.transition_id = ?")
                .with(transitionId).list(database, PostgresProposalStore::proposal).stream()
                        .findFirst();
    }

    @Override
    public boolean decide(String transitionId, Proposal.Decision decision) {
        return database.change(
                        "deciding",
                        connection -> new Query("deciding", DECIDE)
                                .with(decision.opened())
                                .with(decision.reason())
                                .with(decision.author().account())
                                .with(decision.author().role())
                                .with(decision.author().authenticated())
                                .with(decision.at())
                                .with(transitionId)
                                .update(connection))
                > 0;
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        return new Proposal(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                texts(row.getArray(7)),
                row.getString(8),
                texts(row.getArray(9)),
                texts(row.getArray(10)),
                row.getTimestamp(11).toInstant(),
                decision(row));
    }

    private static Proposal.@Nullable Decision decision(ResultSet row) throws SQLException {
        boolean opened = row.getBoolean(12);
        if (row.wasNull()) {
            return null;
        }
        Author author = new Author(row.getString(14), row.getString(15), row.getBoolean(16));
        return new Proposal.Decision(
                opened, row.getString(13), author, row.getTimestamp(17).toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }
}
