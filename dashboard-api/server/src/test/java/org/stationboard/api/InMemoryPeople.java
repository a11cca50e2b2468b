package org.stationboard.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.store.AlertAction;
import org.stationboard.store.AlertActions;
import org.stationboard.store.AwardReader;
import org.stationboard.store.Notice;
import org.stationboard.store.NoticeDelivery;
import org.stationboard.store.NoticeOutbox;
import org.stationboard.store.Proposal;
import org.stationboard.store.ProposalStore;
import org.stationboard.store.StoredVersion;

/** What people do about alerts, over plain maps. */
public final class InMemoryPeople implements AlertActions, NoticeOutbox, ProposalStore, AwardReader {
    private final List<AlertAction> actions = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, NoticeDelivery> deliveries = new LinkedHashMap<>();
    private final Map<String, AlertTransition> unweighed = new LinkedHashMap<>();
    private final Map<String, Proposal> proposals = new LinkedHashMap<>();
    private final List<StoredVersion> awards = new ArrayList<>();

    /** As the sink would write them with the transition. */
    synchronized void take(AlertTransition transition, Instant written) {
        if (transition.getTo() == AlertState.FIRING) {
            notices.add(new Notice(transition.getId(), Notice.Kind.FIRING, null, transition, written));
            unweighed.put(transition.getId(), transition);
        } else if (transition.getFrom() == AlertState.FIRING) {
            notices.add(new Notice(transition.getId(), Notice.Kind.ENDED, null, transition, written));
        }
    }

    synchronized void take(StationRecord award) {
        awards.add(new StoredVersion(award.getRecordId(), award.getVersion(), award.toByteString(), 0, 0, 0));
    }

    @Override
    public synchronized void add(AlertAction action) {
        actions.add(action);
    }

    @Override
    public synchronized List<AlertAction> of(Collection<String> unitIds) {
        return actions.stream()
                .filter(action -> unitIds.contains(action.unitId()))
                .toList();
    }

    @Override
    public synchronized List<Waiting> waiting(String receiver, long fromTick, Instant now, int limit) {
        return notices.stream()
                .filter(notice -> notice.transition().getTick() >= fromTick)
                .map(notice -> new Waiting(notice, deliveries.get(notice.id() + '|' + receiver)))
                .filter(waiting -> due(waiting.delivery(), now))
                .limit(limit)
                .toList();
    }

    private static boolean due(@Nullable NoticeDelivery delivery, Instant now) {
        return delivery == null || (delivery.next() != null && !delivery.next().isAfter(now));
    }

    @Override
    public synchronized void write(Collection<NoticeDelivery> written) {
        written.forEach(delivery -> deliveries.put(delivery.noticeId() + '|' + delivery.receiver(), delivery));
    }

    @Override
    public synchronized List<NoticeDelivery> deliveries(Collection<String> transitionIds) {
        List<String> ids = notices(transitionIds).stream().map(Notice::id).toList();
        return deliveries.values().stream()
                .filter(delivery -> ids.contains(delivery.noticeId()))
                .toList();
    }

    @Override
    public synchronized boolean escalate(AlertTransition firing, Notice.Level level) {
        String id = firing.getId() + '.' + level;
        if (notices.stream().anyMatch(notice -> notice.id().equals(id))) {
            return false;
        }
        return notices.add(new Notice(id, Notice.Kind.ESCALATED, level, firing, Instant.EPOCH));
    }

    @Override
    public synchronized List<Notice> notices(Collection<String> transitionIds) {
        return notices.stream()
                .filter(notice -> transitionIds.contains(notice.transition().getId()))
                .toList();
    }

    @Override
    public synchronized List<AlertTransition> unweighed(long known, int limit) {
        return List.copyOf(unweighed.values());
    }

    @Override
    public synchronized void weigh(Weighed weighed) {
        unweighed.remove(weighed.transitionId());
        Proposal proposal = weighed.proposal();
        if (proposal != null) {
            proposals.putIfAbsent(proposal.transitionId(), proposal);
        }
    }

    @Override
    public synchronized List<Proposal> proposals(Collection<String> unitIds, int limit) {
        return proposals.values().stream()
                .filter(proposal -> unitIds.contains(proposal.unitId()))
                .toList();
    }

    @Override
    public synchronized Optional<Proposal> proposal(String transitionId) {
        return Optional.ofNullable(proposals.get(transitionId));
    }

    @Override
    public synchronized boolean decide(String transitionId, Proposal.Decision decision) {
        Proposal held = proposals.get(transitionId);
        if (held == null || held.decision() != null) {
            return false;
        }
        proposals.put(
                transitionId,
                new Proposal(
                        held.transitionId(),
                        held.unitId(),
                        held.standardId(),
                        held.tick(),
                        held.award(),
                        held.awardLevel(),
                        held.lower(),
                        held.policyDigest(),
                        held.reasonsZh(),
                        held.reasonsEn(),
                        held.made(),
                        decision));
        return true;
    }

    @Override
    public synchronized List<StoredVersion> awards() {
        return List.copyOf(awards);
    }

    @Override
    public synchronized long versions() {
        return awards.size();
    }
}
