package org.stationboard.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proposal to review an award, made by the system of one transition; people decide.
 *
 * @param transitionId the transition it was made of, and its id
 * @param tick epoch minute of that transition
 * @param award record id of the highest award held, whose level decides
 * @param awardLevel name of that award's level in the contract
 * @param lower record ids of the other awards held, considered with it
 * @param policyDigest of the policy that asked for it
 * @param reasonsZh sentences, as they were when it was made
 * @param made by the machine's clock
 * @param decision what a person made of it; null while it is only proposed
 */
public record Proposal(
        String transitionId,
        String unitId,
        String standardId,
        long tick,
        String award,
        String awardLevel,
        List<String> lower,
        String policyDigest,
        List<String> reasonsZh,
        List<String> reasonsEn,
        Instant made,
        @Nullable Decision decision) {

    public Proposal {
        lower = List.copyOf(lower);
        reasonsZh = List.copyOf(reasonsZh);
        reasonsEn = List.copyOf(reasonsEn);
    }

    /** Opened as a review, or declined; either with a reason. */
    public record Decision(boolean opened, String reason, Author author, Instant at) {}
}
