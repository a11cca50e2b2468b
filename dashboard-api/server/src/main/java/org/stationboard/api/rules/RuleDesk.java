package org.stationboard.api.rules;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Period;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.store.Author;
import org.stationboard.store.RuleBacktest;
import org.stationboard.store.RuleDraft;

/**
 * What people do about rules: draft them, try them on the past, approve or decline. A change goes live by {@link RuleWatch}
 * alone, after an approval by another person than its author on a backtest beside the rules that it is to replace. Every
 * call blocks on the store: for workers. Thread-safe.
 */
public final class RuleDesk {
    private static final int DRAFTS = 100;
    private static final int ID_BYTES = 8;

    private final RulePorts ports;
    private final RuleWatch watch;
    private final Clock clock;
    private final LoadedRules rules = new LoadedRules(CatalogueLoader::load);
    private final SecureRandom random = new SecureRandom();

    RuleDesk(RulePorts ports, RuleWatch watch, Clock clock) {
        this.ports = ports;
        this.watch = watch;
        this.clock = clock;
    }

    /** The newest rules, and the drafts, newest first. */
    public RuleRows.Rules rules() {
        return new RuleRows.Rules(
                RuleRows.InForce.of(newest()),
                ports.store().drafts(DRAFTS).stream().map(RuleRows.Draft::of).toList());
    }

    /** The newest rules' own words. */
    public RuleRows.Text text() {
        String text = ports.book().text();
        return new RuleRows.Text(rules.of(text).digest(), text);
    }

    /** One draft whole. */
    public RuleRows.Whole draft(String id) {
        RuleDraft draft = known(id);
        Catalogue newest = newest();
        return new RuleRows.Whole(
                RuleRows.Draft.of(draft),
                draft.text(),
                RuleChange.between(newest, rules.of(draft.text())),
                ports.store().backtests(id).stream()
                        .map(backtest -> RuleRows.Backtest.of(
                                backtest, backtest.baseDigest().equals(newest.digest()), percent(backtest)))
                        .toList());
    }

    private @Nullable Integer percent(RuleBacktest backtest) {
        return backtest.ended() == null ? watch.percent(backtest.number()) : null;
    }

    /** Writes a draft down; refuses one that is broken, with every fault, and one that changes nothing. */
    public RuleRows.Whole add(String text, String reason, Author author) {
        Catalogue drafted = loaded(text);
        Catalogue newest = newest();
        if (drafted.digest().equals(newest.digest())) {
            throw new ProblemException(
                    ProblemCode.BROKEN_RULES, "text: the rules that hold already (expected: a change of them)");
        }
        String id = HexFormat.of()
                .formatHex(
                        ByteBuffer.allocate(ID_BYTES).putLong(random.nextLong()).array());
        ports.store().add(new RuleDraft(id, drafted.digest(), newest.digest(), text, reason, author, now(), null));
        return draft(id);
    }

    private Catalogue loaded(String text) {
        try {
            return rules.of(text);
        } catch (CatalogueException faulty) {
            throw new ProblemException(
                    ProblemCode.BROKEN_RULES,
                    faulty.faults().stream().map(Object::toString).collect(Collectors.joining("\n")));
        }
    }

    /** Begins a backtest of a draft that waits for a decision; one runs at a time. */
    public RuleRows.Whole backtest(String id, Period period, Author author) {
        RuleDraft draft = known(id);
        requireUndecided(draft);
        watch.begin(
                draft,
                new RuleBacktest(
                        0, id, newest().digest(), period.fromDay(), period.toDay(), author, now(), null, null, null));
        return draft(id);
    }

    /** Declines a draft. */
    public RuleRows.Whole decline(String id, String reason, Author author) {
        requireUndecided(known(id));
        return decided(id, new RuleDraft.Decision(false, null, reason, author, now(), null));
    }

    /** Approves a draft on one of its backtests. */
    public synchronized RuleRows.Whole approve(String id, long number, String reason, Author author) {
        RuleDraft draft = known(id);
        requireUndecided(draft);
        requireSecondPerson(draft.author(), author);
        if (!ports.store().approved().isEmpty()) {
            throw new ProblemException(
                    ProblemCode.NOT_TRIED,
                    "draft: another one is on its way into the log (expected: a backtest beside the rules it makes)");
        }
        String newest = newest().digest();
        boolean tried = ports.store().backtests(id).stream()
                .anyMatch(backtest -> backtest.number() == number
                        && backtest.whole()
                        && backtest.baseDigest().equals(newest));
        if (!tried) {
            throw new ProblemException(
                    ProblemCode.NOT_TRIED,
                    "backtest: " + number
                            + " (expected: one of this draft that ended with a report, beside the newest rules)");
        }
        return decided(id, new RuleDraft.Decision(true, number, reason, author, now(), null));
    }

    /**
     * Another account than the author's. A name that was given and one that was proven say nothing about each other: a
     * draft of before there were accounts is drafted again, by an account.
     */
    private static void requireSecondPerson(Author drafter, Author approver) {
        if (drafter.account().equalsIgnoreCase(approver.account())) {
            throw new ProblemException(
                    ProblemCode.SECOND_PERSON,
                    "author: " + approver.account() + " drafted it (expected: a second person's approval)");
        }
        if (drafter.authenticated() != approver.authenticated()) {
            throw new ProblemException(
                    ProblemCode.SECOND_PERSON,
                    "author: " + (drafter.authenticated() ? "the approval's" : "the draft's")
                            + " was never proven (expected: two accounts; draft the same text again, by an account)");
        }
    }

    private RuleRows.Whole decided(String id, RuleDraft.Decision decision) {
        if (!ports.store().decide(id, decision)) {
            throw decidedBefore();
        }
        return draft(id);
    }

    private static void requireUndecided(RuleDraft draft) {
        if (draft.decision() != null) {
            throw decidedBefore();
        }
    }

    private static ProblemException decidedBefore() {
        return new ProblemException(
                ProblemCode.DECIDED_BEFORE, "draft: decided before (expected: one that waits for a decision)");
    }

    private RuleDraft known(String id) {
        return ports.store()
                .draft(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNKNOWN_DRAFT, "id: not known (expected: the id of a draft of the rules)"));
    }

    private Catalogue newest() {
        return rules.of(ports.book().text());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
