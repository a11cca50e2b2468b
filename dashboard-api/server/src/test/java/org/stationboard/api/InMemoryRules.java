package org.stationboard.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.store.RuleBacktest;
import org.stationboard.store.RuleDraft;
import org.stationboard.store.RuleStore;

/** Drafts of the rules over plain maps; {@link #forgetLive} is a crash before that was written down. */
final class InMemoryRules implements RuleStore {
    private final Map<String, RuleDraft> drafts = new LinkedHashMap<>();
    private final List<RuleBacktest> backtests = new ArrayList<>();

    @Override
    public synchronized void add(RuleDraft draft) {
        drafts.put(draft.id(), draft);
    }

    @Override
    public synchronized List<RuleDraft> drafts(int limit) {
        List<RuleDraft> newest = new ArrayList<>(drafts.values());
        Collections.reverse(newest);
        return newest;
    }

    @Override
    public synchronized Optional<RuleDraft> draft(String id) {
        return Optional.ofNullable(drafts.get(id));
    }

    @Override
    public synchronized long begin(RuleBacktest begun) {
        long number = backtests.size() + 1L;
        backtests.add(with(begun, number, null, null, null));
        return number;
    }

    @Override
    public synchronized void end(long number, Instant at, @Nullable String fault, @Nullable String report) {
        backtests.replaceAll(
                each -> each.number() == number && each.ended() == null ? with(each, number, at, fault, report) : each);
    }

    @Override
    public synchronized int endAll(Instant at, String fault) {
        backtests.replaceAll(each -> each.ended() == null ? with(each, each.number(), at, fault, null) : each);
        return backtests.size();
    }

    private static RuleBacktest with(
            RuleBacktest each, long number, @Nullable Instant ended, @Nullable String fault, @Nullable String report) {
        return new RuleBacktest(
                number,
                each.draftId(),
                each.baseDigest(),
                each.fromDay(),
                each.toDay(),
                each.author(),
                each.started(),
                ended,
                fault,
                report);
    }

    @Override
    public synchronized List<RuleBacktest> backtests(String draftId) {
        List<RuleBacktest> found = new ArrayList<>(backtests.stream()
                .filter(each -> each.draftId().equals(draftId))
                .toList());
        Collections.reverse(found);
        return found;
    }

    @Override
    public synchronized boolean decide(String draftId, RuleDraft.Decision decision) {
        RuleDraft draft = drafts.get(draftId);
        if (draft == null || draft.decision() != null) {
            return false;
        }
        drafts.put(draftId, with(draft, decision));
        return true;
    }

    @Override
    public synchronized List<RuleDraft> approved() {
        return drafts.values().stream()
                .filter(draft -> draft.decision() != null
                        && draft.decision().approved()
                        && draft.decision().live() == null)
                .toList();
    }

    @Override
    public void live(String draftId, Instant at) {
        setLive(draftId, at);
    }

    void forgetLive(String draftId) {
        setLive(draftId, null);
    }

    private synchronized void setLive(String draftId, @Nullable Instant at) {
        RuleDraft draft = drafts.get(draftId);
        RuleDraft.Decision made = draft == null ? null : draft.decision();
        if (draft != null && made != null) {
            drafts.put(
                    draftId,
                    with(
                            draft,
                            new RuleDraft.Decision(
                                    made.approved(), made.backtest(), made.reason(), made.author(), made.at(), at)));
        }
    }

    private static RuleDraft with(RuleDraft draft, RuleDraft.Decision decision) {
        return new RuleDraft(
                draft.id(),
                draft.digest(),
                draft.baseDigest(),
                draft.text(),
                draft.reason(),
                draft.author(),
                draft.at(),
                decision);
    }
}
