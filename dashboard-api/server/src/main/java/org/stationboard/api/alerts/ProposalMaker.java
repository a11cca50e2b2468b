package org.stationboard.api.alerts;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.alerts.Holders.HeldAward;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.Standard;
import org.stationboard.store.AwardReader;
import org.stationboard.store.Proposal;
import org.stationboard.store.ProposalStore;
import org.stationboard.store.ProposalStore.Outcome;
import org.stationboard.store.ProposalStore.Weighed;

/**
 * Puts every alert that fires before the policy and writes down what that said, once per transition. It proposes; it
 * takes nothing away. For one thread.
 */
final class ProposalMaker {
    private static final Logger LOG = LoggerFactory.getLogger(ProposalMaker.class);
    private static final int AT_ONCE = 200;

    private final ProposalStore store;
    private final AwardReader awards;
    private final AlertPolicy policy;
    private final Supplier<Catalogue> catalogue;
    private final Clock clock;
    private final ZoneId zone;

    ProposalMaker(
            ProposalStore store,
            AwardReader awards,
            AlertPolicy policy,
            Supplier<Catalogue> catalogue,
            Clock clock,
            ZoneId zone) {
        this.store = store;
        this.awards = awards;
        this.policy = policy;
        this.catalogue = catalogue;
        this.clock = clock;
        this.zone = zone;
    }

    /** Weighs what waits; gives how many transitions that were. */
    int run() {
        long known = awards.versions();
        List<AlertTransition> waiting = store.unweighed(known, AT_ONCE);
        if (waiting.isEmpty()) {
            return 0;
        }
        // Read after the count: an award that came between is weighed again, never missed.
        Holders holders = Holders.read(awards);
        for (AlertTransition transition : waiting) {
            Weighed weighed = weigh(transition, holders, known);
            store.weigh(weighed);
            LOG.info(
                    "policy {} on alert {} of {} {}: {}",
                    policy.id(),
                    transition.getId(),
                    transition.getUnitId(),
                    transition.getStandardId(),
                    weighed.outcome());
        }
        return waiting.size();
    }

    Weighed weigh(AlertTransition transition, Holders holders, long known) {
        Instant at = Instant.ofEpochSecond(transition.getTick() * 60);
        List<HeldAward> held = holders.of(transition.getUnitId(), at);
        Optional<Standard> standard = catalogue.get().standard(transition.getStandardId());
        Outcome outcome;
        if (standard.isEmpty()) {
            outcome = Outcome.NO_STANDARD;
        } else if (held.isEmpty()) {
            outcome = Outcome.NO_AWARD;
        } else {
            outcome = met(standard.get(), held.get(0)) ? Outcome.PROPOSED : Outcome.NO_RULE;
        }
        Instant now = clock.instant();
        Proposal proposal =
                outcome == Outcome.PROPOSED ? proposal(transition, standard.orElseThrow(), held, now) : null;
        return new Weighed(transition.getId(), outcome, policy.digest(), known, now, proposal);
    }

    private boolean met(Standard standard, HeldAward highest) {
        return policy.proposals().stream()
                .anyMatch(rule -> rule.meets(standard.id(), Severity.of(standard), highest.level()));
    }

    private Proposal proposal(AlertTransition transition, Standard standard, List<HeldAward> held, Instant now) {
        HeldAward highest = held.get(0);
        List<Bilingual> reasons = new ArrayList<>(AlertWords.of(transition, standard, zone));
        Bilingual decides = Objects.requireNonNull(policy.deciders().get(highest.level()));
        reasons.add(new Bilingual(
                "该所持有 " + highest.year() + " 年" + levelZh(highest) + "荣誉（" + highest.title() + "，" + highest.recordId()
                        + "），" + decides.zh() + "。",
                "The station holds a " + levelEn(highest) + " award of " + highest.year() + " (" + highest.title()
                        + ", " + highest.recordId() + "); " + decides.en() + "."));
        List<String> lower = held.stream().skip(1).map(HeldAward::recordId).toList();
        if (!lower.isEmpty()) {
            String listed = String.join(", ", lower);
            reasons.add(new Bilingual(
                    "另持有 " + listed + "，一并考虑。", "It also holds " + listed + ", to be considered with it."));
        }
        reasons.add(new Bilingual(
                "依据五(五)提请复核；系统只提出建议，是否撤销由人决定。", "Proposed for review under 五(五). The system proposes; people decide."));
        return new Proposal(
                transition.getId(),
                transition.getUnitId(),
                transition.getStandardId(),
                transition.getTick(),
                highest.recordId(),
                highest.level().name(),
                lower,
                policy.digest(),
                reasons.stream().map(Bilingual::zh).toList(),
                reasons.stream().map(Bilingual::en).toList(),
                now,
                null);
    }

    private static String levelZh(HeldAward award) {
        return switch (award.level()) {
            case CITY_AWARD -> "市级";
            case PROVINCE_AWARD -> "省级";
            case NATION_AWARD -> "全国";
            case AWARD_LEVEL_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static String levelEn(HeldAward award) {
        return switch (award.level()) {
            case CITY_AWARD -> "city";
            case PROVINCE_AWARD -> "provincial";
            case NATION_AWARD -> "national";
            case AWARD_LEVEL_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }
}
