package org.stationboard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.Records;

/** Actions, notices, awards and proposals on any database. */
abstract class PeopleContract extends StoreContract {
    private static final Author SERGEANT = new Author("a-17", "duty", false);
    private static final Instant NOW = Instant.parse("2026-03-02T04:00:00Z");
    private static final long TICK = turn(DAY);

    @Test
    void everyTransitionToFiringHasItsNoticeAndItsWeighingWheneverOneLooks() throws Exception {
        MetricSink sink = startSink();
        int orphans = 0;
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < 10; i++) {
                long tick = TICK + round * 10L + i;
                long offset = log.record(0, Records.tick(tick));
                log.alert(0, offset, step("f" + tick, AlertState.PENDING, AlertState.FIRING, tick));
            }
            log.flush();
            execute("select pg_terminate_backend(pid) from pg_stat_activity "
                    + "where pid <> pg_backend_pid() and application_name = 'stationboard'");
            orphans += (int) number("select count(*) from alert_transitions a where not exists "
                    + "(select 1 from notices n where n.id = a.id) or not exists "
                    + "(select 1 from policy_weighings w where w.transition_id = a.id)");
        }
        drain(sink);

        assertThat(orphans).isZero();
        assertThat(number("select count(*) from notices")).isEqualTo(120);
        assertThat(number("select count(*) from policy_weighings")).isEqualTo(120);
    }

    @Test
    void aReplayOfTheLogRepeatsNoNoticeAndUndoesNothingDone() throws Exception {
        long offset = log.record(0, Records.tick(TICK));
        log.alert(0, offset, step("p", AlertState.INACTIVE, AlertState.PENDING, TICK - 60));
        AlertTransition firing = step("f", AlertState.PENDING, AlertState.FIRING, TICK);
        log.alert(0, offset, firing);
        log.alert(0, offset, step("r", AlertState.FIRING, AlertState.RESOLVED, TICK + 60));
        MetricSink sink = startSink();
        drain(sink);
        NoticeOutbox outbox = new PostgresNoticeOutbox(database);
        outbox.write(List.of(delivery("f", NoticeDelivery.Outcome.SENT, null)));
        ProposalStore proposals = new PostgresProposalStore(database);
        proposals.weigh(proposed(firing));
        proposals.decide("f", declined());
        List<String> before = people();
        sink.close();

        execute("update sink_offsets set next_offset = 0, log_tick = 0");
        drain(startSink());

        assertThat(people()).isEqualTo(before);
        assertThat(rows("select id, kind from notices order by taken")).containsExactly("f|FIRING", "r|ENDED");
        assertThat(proposals.unweighed(0, 10)).isEmpty();
    }

    private List<String> people() throws Exception {
        List<String> all = new ArrayList<>(rows("select * from notices order by 1"));
        all.addAll(rows("select * from notice_deliveries order by 1, 2"));
        all.addAll(rows("select * from policy_weighings order by 1"));
        all.addAll(rows("select * from proposals order by 1"));
        all.addAll(rows("select * from proposal_decisions order by 1"));
        return all;
    }

    @Test
    void aNoticeWaitsUntilItIsSentAndNeverAfterwards() throws Exception {
        long offset = log.record(0, Records.tick(TICK));
        log.alert(0, offset, step("f", AlertState.PENDING, AlertState.FIRING, TICK));
        drain(startSink());
        NoticeOutbox outbox = new PostgresNoticeOutbox(database);
        assertThat(outbox.waiting("duty", TICK, NOW, 10)).singleElement().satisfies(waiting -> {
            assertThat(waiting.notice().transition().getUnitId()).isEqualTo(A);
            assertThat(waiting.delivery()).isNull();
        });
        assertThat(outbox.waiting("duty", TICK + 1, NOW, 10)).isEmpty();

        NoticeDelivery failed = delivery("f", NoticeDelivery.Outcome.FAILED, NOW.plusSeconds(30));
        outbox.write(List.of(failed));
        assertThat(outbox.waiting("duty", TICK, NOW, 10)).isEmpty();
        assertThat(outbox.waiting("duty", TICK, NOW.plusSeconds(30), 10))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.delivery()).isEqualTo(failed));

        NoticeDelivery sent = delivery("f", NoticeDelivery.Outcome.SENT, null);
        outbox.write(List.of(sent));
        outbox.write(List.of(failed));
        assertThat(outbox.waiting("duty", TICK, NOW.plus(Duration.ofDays(1)), 10))
                .isEmpty();
        assertThat(outbox.deliveries(List.of("f"))).containsExactly(sent);
        assertThat(outbox.waiting("another", TICK, NOW, 10)).hasSize(1);
    }

    @Test
    void anAlertIsEscalatedToALevelOnce() throws Exception {
        AlertTransition firing = step("f", AlertState.PENDING, AlertState.FIRING, TICK);
        log.alert(0, log.record(0, Records.tick(TICK)), firing);
        drain(startSink());
        NoticeOutbox outbox = new PostgresNoticeOutbox(database);

        assertThat(outbox.escalate(firing, Notice.Level.COUNTY)).isTrue();
        assertThat(outbox.escalate(firing, Notice.Level.COUNTY)).isFalse();
        assertThat(outbox.escalate(firing, Notice.Level.CITY)).isTrue();

        assertThat(outbox.notices(List.of("f"))).extracting(Notice::id).containsExactly("f", "f.county", "f.city");
    }

    @Test
    void actionsStandInTheOrderTheyWereDone() {
        AlertActions actions = new PostgresAlertActions(database);
        AlertAction acknowledged = action(A, AlertAction.Kind.ACKNOWLEDGED, null, null);
        AlertAction silenced = action(A, AlertAction.Kind.SILENCED, NOW.plusSeconds(3600), null);
        AlertAction assigned = action(A, AlertAction.Kind.ASSIGNED, null, "lead");
        List.of(acknowledged, silenced, assigned, action(B, AlertAction.Kind.COMMENTED, null, null))
                .forEach(actions::add);

        assertThat(actions.of(List.of(A))).containsExactly(acknowledged, silenced, assigned);
        assertThat(actions.of(List.of(A, B))).hasSize(4);
        assertThatThrownBy(() -> action(A, AlertAction.Kind.SILENCED, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Author("two words", "duty", false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aProposalIsMadeOnceAndDecidedOnce() throws Exception {
        AlertTransition firing = step("f", AlertState.PENDING, AlertState.FIRING, TICK);
        log.alert(0, log.record(0, Records.tick(TICK)), firing);
        drain(startSink());
        ProposalStore store = new PostgresProposalStore(database);
        assertThat(store.unweighed(0, 10)).containsExactly(firing);

        ProposalStore.Weighed weighed = proposed(firing);
        store.weigh(weighed);
        store.weigh(weighed);

        assertThat(store.unweighed(0, 10)).isEmpty();
        assertThat(store.proposals(List.of(A), 10)).containsExactly(weighed.proposal());
        assertThat(store.decide("f", declined())).isTrue();
        assertThat(store.decide("f", new Proposal.Decision(true, "again", SERGEANT, NOW)))
                .isFalse();
        assertThat(store.decide("unknown", declined())).isFalse();
        assertThat(store.proposal("f"))
                .hasValueSatisfying(decided -> assertThat(decided.decision()).isEqualTo(declined()));
    }

    @Test
    void anAwardKnownLaterIsWeighedAgainWhileTheAlertFires() throws Exception {
        AlertTransition firing = step("f", AlertState.PENDING, AlertState.FIRING, TICK);
        log.alert(0, log.record(0, Records.tick(TICK)), firing);
        MetricSink sink = startSink();
        drain(sink);
        ProposalStore store = new PostgresProposalStore(database);
        store.weigh(new ProposalStore.Weighed("f", ProposalStore.Outcome.NO_AWARD, "digest", 0, NOW, null));
        assertThat(store.unweighed(0, 10)).isEmpty();

        log.record(0, award("w/1", 1));
        drain(sink);
        AwardReader awards = new PostgresAwardReader(database);
        assertThat(awards.versions()).isEqualTo(1);
        assertThat(store.unweighed(awards.versions(), 10)).containsExactly(firing);

        log.alert(
                0, log.record(0, Records.tick(TICK + 1)), step("r", AlertState.FIRING, AlertState.RESOLVED, TICK + 1));
        drain(sink);
        assertThat(store.unweighed(awards.versions(), 10)).isEmpty();
    }

    @Test
    void awardsAreTheNewestVersionsNotWithdrawn() throws Exception {
        log.record(0, award("w/1", 1));
        log.record(0, award("w/1", 2));
        log.record(0, award("w/2", 1));
        log.record(0, award("w/2", 2).toBuilder().setWithdrawn(true).build());
        drain(startSink());

        AwardReader awards = new PostgresAwardReader(database);

        assertThat(awards.awards()).singleElement().satisfies(award -> {
            assertThat(award.recordId()).isEqualTo("w/1");
            assertThat(award.version()).isEqualTo(2);
        });
        assertThat(awards.versions()).isEqualTo(4);
    }

    private static AlertTransition step(String id, AlertState from, AlertState to, long tick) {
        return AlertTransition.newBuilder()
                .setId(id)
                .setUnitId(A)
                .setStandardId("N02")
                .setFrom(from)
                .setTo(to)
                .setTick(tick)
                .setSince(TICK - 60)
                .build();
    }

    private static NoticeDelivery delivery(String notice, NoticeDelivery.Outcome outcome, @Nullable Instant next) {
        return new NoticeDelivery(notice, "duty", outcome, 1, next, NOW, "");
    }

    private static AlertAction action(
            String unit, AlertAction.Kind kind, @Nullable Instant ends, @Nullable String assignee) {
        return new AlertAction("f", unit, "N02", TICK, kind, SERGEANT, NOW, "", ends, assignee);
    }

    private static ProposalStore.Weighed proposed(AlertTransition firing) {
        Proposal proposal = new Proposal(
                firing.getId(),
                firing.getUnitId(),
                firing.getStandardId(),
                firing.getTick(),
                "w/1",
                "CITY_AWARD",
                List.of("w/0"),
                "digest",
                List.of("一", "二"),
                List.of("one, with a comma", "two"),
                NOW,
                null);
        return new ProposalStore.Weighed(firing.getId(), ProposalStore.Outcome.PROPOSED, "digest", 1, NOW, proposal);
    }

    private static Proposal.Decision declined() {
        return new Proposal.Decision(false, "a reason", SERGEANT, NOW);
    }

    private static StationRecord award(String id, long version) {
        Award award = Award.newBuilder()
                .setLevel(AwardLevel.CITY_AWARD)
                .setTitle("model-station")
                .setYear(2025)
                .setGrantedAt(Records.at(noon(DAY.minusDays(100))))
                .build();
        StationRecord.Builder head = Records.alarm(id, A, noon(DAY)).setVersion(version);
        return Records.taken(head.setAward(award));
    }

    @Test
    void rulesAreApprovedOnABacktestByASecondPersonAndOnce() {
        RuleStore rules = new PostgresRuleStore(database);
        RuleDraft draft = new RuleDraft("d1", "aa", "bb", "catalogue: {}", "stricter", SERGEANT, NOW, null);
        rules.add(draft);
        assertThat(rules.draft("d1")).contains(draft);
        Author second = new Author("b-2", "county-lead", false);
        long failed = rules.begin(run("d1", SERGEANT));
        rules.end(failed, NOW, "no log", null);
        long other = rules.begin(run("d1", SERGEANT));

        // Nothing ran to its end yet; nobody approves what he drafted, in whatever letters; of another draft nothing
        // counts.
        assertThat(rules.decide("d1", approval(failed, second))).isFalse();
        assertThat(rules.decide("d1", approval(other, second))).isFalse();
        rules.end(other, NOW, null, "{}");
        assertThat(rules.decide("d1", approval(other, SERGEANT))).isFalse();
        assertThat(rules.decide("d1", approval(other, new Author("A-17", "duty", false))))
                .isFalse();
        assertThat(rules.decide("d1", approval(other, new Author("c-3", "city", true))))
                .as("nothing proves that an account is another person than a name that was given")
                .isFalse();
        rules.add(new RuleDraft("d2", "cc", "bb", "catalogue: {}", "laxer", SERGEANT, NOW, null));
        assertThat(rules.decide("d2", approval(other, second))).isFalse();
        assertThat(rules.approved()).isEmpty();

        assertThat(rules.decide("d1", approval(other, second))).isTrue();
        assertThat(rules.decide("d1", approval(other, second))).isFalse();
        assertThat(rules.approved()).extracting(RuleDraft::id).containsExactly("d1");
        rules.live("d1", NOW.plusSeconds(1));
        rules.live("d1", NOW.plusSeconds(2));
        assertThat(rules.approved()).isEmpty();
        assertThat(rules.draft("d1").orElseThrow().decision())
                .isEqualTo(new RuleDraft.Decision(true, other, "as tried", second, NOW, NOW.plusSeconds(1)));
        // Who drafted it may take it back.
        assertThat(rules.decide("d2", new RuleDraft.Decision(false, null, "no", SERGEANT, NOW, null)))
                .isTrue();
        assertThat(rules.drafts(10)).extracting(RuleDraft::id).containsExactly("d2", "d1");
    }

    @Test
    void aBacktestEndsOnceAndNoneRunsWithoutItsServer() {
        RuleStore rules = new PostgresRuleStore(database);
        rules.add(new RuleDraft("d1", "aa", "bb", "catalogue: {}", "stricter", SERGEANT, NOW, null));
        long first = rules.begin(run("d1", SERGEANT));
        rules.end(first, NOW, null, "{}");
        rules.end(first, NOW.plusSeconds(9), "late word", null);
        long second = rules.begin(run("d1", SERGEANT));
        assertThat(rules.endAll(NOW, "the server ended")).isEqualTo(1);
        assertThat(rules.backtests("d1"))
                .extracting(RuleBacktest::number, RuleBacktest::whole, RuleBacktest::fault)
                .containsExactly(tuple(second, false, "the server ended"), tuple(first, true, null));
    }

    private static RuleBacktest run(String draft, Author author) {
        return new RuleBacktest(0, draft, "bb", DAY.toEpochDay(), DAY.toEpochDay() + 9, author, NOW, null, null, null);
    }

    private static RuleDraft.Decision approval(long backtest, Author author) {
        return new RuleDraft.Decision(true, backtest, "as tried", author, NOW, null);
    }
}
