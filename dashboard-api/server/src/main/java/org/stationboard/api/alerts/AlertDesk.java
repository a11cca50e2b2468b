package org.stationboard.api.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.LiveView;
import org.stationboard.api.StorePorts;
import org.stationboard.api.access.Seen;
import org.stationboard.api.board.AlertRow;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Audience;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.Standard;
import org.stationboard.store.AlertAction;
import org.stationboard.store.Author;
import org.stationboard.store.Notice;
import org.stationboard.store.NoticeDelivery;
import org.stationboard.store.Proposal;

/** What people read and write of alerts, awards and proposals. Every call blocks on the store: for workers. Thread-safe. */
public final class AlertDesk {
    private static final int LIFE = 1_000;
    private static final int PROPOSALS = 500;

    private final LiveView view;
    private final StorePorts store;
    private final AlertPolicy policy;
    private final ZoneId zone;
    private final AlertStandings standings;

    public AlertDesk(LiveView view, StorePorts store, AlertPolicy policy, ZoneId zone) {
        this.view = view;
        this.store = store;
        this.policy = policy;
        this.zone = zone;
        this.standings = new AlertStandings(view, store.alerts(), store.actions());
    }

    /** How alerts are put together. */
    public enum Grouping {
        STATION,
        STANDARD
    }

    /** Alerts of one station or one standard. */
    public record Group(String by, String id, Bilingual name, long firing, long pending, List<String> alerts) {}

    /** The list's answer; groups are empty where none are asked for. */
    public record Alerts(List<StandingRow> alerts, List<Group> groups) {}

    /** One alert's life. */
    public record Life(
            StandingRow alert,
            List<LifeRow> life,
            String evidence,
            @Nullable ProposalRow proposal) {}

    /** The awards' answer. */
    public record Awards(List<AwardRow> awards) {}

    /** The proposals' answer. */
    public record Proposals(List<ProposalRow> proposals) {}

    /** What a person does about an alert, before it is written down. */
    public record Doing(
            AlertAction.Kind kind,
            Author author,
            String words,
            @Nullable Instant ends,
            @Nullable String to) {}

    /** The newest alert of each unit and standard: firing, pending, resolved; then newest; then the register's order. */
    public Alerts alerts(Collection<String> unitIds, Optional<String> state, Optional<Grouping> by) {
        City city = view.city();
        List<AlertTransition> shown = store.alerts().now(unitIds).stream()
                .filter(AlertRow::shown)
                .filter(alert -> state.isEmpty() || alert.getTo().name().equals(state.get()))
                .toList();
        List<AlertStanding> found = standings.of(AlertRow.inOrder(shown, city));
        return new Alerts(
                found.stream()
                        .map(standing -> StandingRow.of(standing, city, zone))
                        .toList(),
                by.map(grouping -> groups(found, grouping, city)).orElse(List.of()));
    }

    private static List<Group> groups(List<AlertStanding> standings, Grouping by, City city) {
        Map<String, List<AlertStanding>> groups = new LinkedHashMap<>();
        for (AlertStanding standing : standings) {
            AlertTransition transition = standing.transition();
            String id = by == Grouping.STATION ? transition.getUnitId() : transition.getStandardId();
            groups.computeIfAbsent(id, ignored -> new ArrayList<>()).add(standing);
        }
        return groups.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue(), by, city))
                .toList();
    }

    private static Group group(String id, List<AlertStanding> members, Grouping by, City city) {
        Standard standard = members.get(0).standard();
        Bilingual name = by == Grouping.STATION
                ? new Bilingual(city.nameOf(id), city.nameOf(id))
                : standard == null ? new Bilingual(id, id) : standard.name();
        return new Group(
                by.name(),
                id,
                name,
                members.stream().filter(AlertStanding::firing).count(),
                members.stream()
                        .filter(each -> each.transition().getTo() == AlertState.PENDING)
                        .count(),
                members.stream().map(each -> each.transition().getId()).toList());
    }

    /** The life that a transition belongs to, oldest first. */
    public Life life(String id) {
        City city = view.city();
        List<AlertTransition> steps = steps(known(id));
        AlertTransition newest = steps.get(steps.size() - 1);
        AlertStanding standing = standings.of(List.of(newest)).get(0);
        List<String> ids = steps.stream().map(AlertTransition::getId).toList();
        List<LifeRow> rows = new ArrayList<>();
        steps.forEach(step -> rows.add(LifeRow.of(step, standing.standard(), zone)));
        standing.actions().forEach(action -> rows.add(LifeRow.of(action)));
        store.notices().notices(ids).stream()
                .filter(notice -> notice.kind() == Notice.Kind.ESCALATED)
                .forEach(notice -> rows.add(LifeRow.of(notice)));
        store.notices().deliveries(ids).stream()
                .filter(delivery -> delivery.outcome() != NoticeDelivery.Outcome.NOT_MEANT)
                .forEach(delivery -> rows.add(LifeRow.of(delivery)));
        rows.sort(Comparator.comparing(row -> Instant.parse(row.at())));
        ProposalRow proposal = ids.stream()
                .filter(step -> Seen.proposals())
                .flatMap(step -> store.proposals().proposal(step).stream())
                .map(found -> ProposalRow.of(found, city, policy))
                .findFirst()
                .orElse(null);
        String evidence = ProposalRow.evidence(newest.getStandardId(), newest.getUnitId());
        return new Life(StandingRow.of(standing, city, zone), rows, evidence, proposal);
    }

    private List<AlertTransition> steps(AlertTransition one) {
        List<AlertTransition> steps =
                new ArrayList<>(store.alerts().history(List.of(one.getUnitId()), one.getStandardId(), LIFE).stream()
                        .filter(step -> step.getSince() == one.getSince())
                        .toList());
        // Newest first as the store gives them: turned, so that two steps of one tick keep their order.
        Collections.reverse(steps);
        return steps;
    }

    private AlertTransition known(String id) {
        AlertTransition found = store.alerts()
                .transition(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNKNOWN_ALERT, "id: not known (expected: the id of an alert's transition)"));
        if (Audience.forReviewers(found.getStandardId())) {
            throw new ProblemException(
                    ProblemCode.FOR_REVIEWERS,
                    "id: of a standard for reviewers alone (expected: one that anybody may see)");
        }
        return found;
    }

    /** Writes down what a person did about the alert that the transition belongs to, and gives its life. */
    public Life act(String id, Doing doing) {
        AlertTransition seen = known(id);
        List<AlertTransition> steps = steps(seen);
        AlertState now = steps.get(steps.size() - 1).getTo();
        boolean alive = now == AlertState.FIRING || now == AlertState.PENDING;
        if (!alive && doing.kind() != AlertAction.Kind.COMMENTED) {
            throw new ProblemException(
                    ProblemCode.ALERT_ENDED, "alert: " + now + " (expected: pending or firing; a comment is possible)");
        }
        store.actions()
                .add(new AlertAction(
                        id,
                        seen.getUnitId(),
                        seen.getStandardId(),
                        seen.getSince(),
                        doing.kind(),
                        doing.author(),
                        view.machineNow().truncatedTo(ChronoUnit.MICROS),
                        doing.words(),
                        doing.ends(),
                        doing.to()));
        return life(id);
    }

    /** Awards of these units, held ones first, then in register order. */
    public Awards awards(Collection<String> unitIds) {
        City city = view.city();
        Instant now = view.read(state -> state.now(view.machineNow()));
        return new Awards(Holders.read(store.awards()).all().stream()
                .filter(award -> unitIds.contains(award.unitId()))
                .map(award -> AwardRow.of(award, city, policy, now))
                .sorted(Comparator.comparing(AwardRow::held)
                        .reversed()
                        .thenComparingInt(row -> city.orderOf(row.unit().id()))
                        .thenComparing(AwardRow::id))
                .toList());
    }

    /** Proposals of these units, newest first. */
    public Proposals proposals(Collection<String> unitIds) {
        City city = view.city();
        return new Proposals(store.proposals().proposals(unitIds, PROPOSALS).stream()
                .filter(proposal -> !Audience.forReviewers(proposal.standardId()))
                .map(proposal -> ProposalRow.of(proposal, city, policy))
                .toList());
    }

    /** Writes down a person's decision on a proposal, once. */
    public ProposalRow decide(String id, boolean opened, String reason, Author author) {
        Instant at = view.machineNow().truncatedTo(ChronoUnit.MICROS);
        // Read first: what the request may not see it cannot decide either.
        proposal(id);
        boolean written = store.proposals().decide(id, new Proposal.Decision(opened, reason, author, at));
        Proposal proposal = proposal(id);
        if (!written) {
            throw new ProblemException(
                    ProblemCode.DECIDED_BEFORE, "proposal: decided before (expected: one that waits for a decision)");
        }
        return ProposalRow.of(proposal, view.city(), policy);
    }

    private Proposal proposal(String id) {
        return store.proposals()
                .proposal(id)
                .filter(found -> !Audience.forReviewers(found.standardId()))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNKNOWN_PROPOSAL, "id: not known (expected: the id of a proposal)"));
    }
}
