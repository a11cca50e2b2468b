package org.stationboard.api.alerts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.AlertRow.NamedUnit;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.engine.Bilingual;
import org.stationboard.store.Proposal;

/**
 * A proposal to review an award, as the API shows it.
 *
 * @param at tick of the transition it was made of
 * @param awardLevel city, province or nation: of the highest award held, whose level decides
 * @param reasons sentences, as they were when it was made
 * @param evidence path of the records behind it
 * @param state PROPOSED, OPENED or DECLINED
 */
public record ProposalRow(
        String id,
        NamedUnit unit,
        String standard,
        String at,
        String award,
        String awardLevel,
        @Nullable Bilingual decides,
        List<String> lower,
        List<Bilingual> reasons,
        String evidence,
        String made,
        String policy,
        String state,
        @Nullable Decision decision) {

    /** What a person made of it, and why. */
    public record Decision(String reason, String at, AuthorRow by) {}

    static ProposalRow of(Proposal proposal, City city, AlertPolicy policy) {
        List<Bilingual> reasons = new ArrayList<>();
        for (int i = 0; i < proposal.reasonsZh().size(); i++) {
            reasons.add(new Bilingual(
                    proposal.reasonsZh().get(i), proposal.reasonsEn().get(i)));
        }
        AwardLevel level = AwardLevel.valueOf(proposal.awardLevel());
        Proposal.Decision decision = proposal.decision();
        return new ProposalRow(
                proposal.transitionId(),
                new NamedUnit(proposal.unitId(), city.nameOf(proposal.unitId())),
                proposal.standardId(),
                Json.minute(proposal.tick()),
                proposal.award(),
                AwardRow.word(level),
                policy.deciders().get(level),
                proposal.lower(),
                reasons,
                evidence(proposal.standardId(), proposal.unitId()),
                Json.time(proposal.made()),
                proposal.policyDigest(),
                state(decision),
                decision == null
                        ? null
                        : new Decision(decision.reason(), Json.time(decision.at()), AuthorRow.of(decision.author())));
    }

    static String evidence(String standardId, String unitId) {
        return "/api/v1/evidence?standard=" + standardId + "&unit=" + unitId;
    }

    private static String state(Proposal.@Nullable Decision decision) {
        if (decision == null) {
            return "PROPOSED";
        }
        return decision.opened() ? "OPENED" : "DECLINED";
    }
}
