package org.stationboard.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertTransition;

/**
 * Proposals and what became of them. A transition to FIRING is put before the policy in the transaction that brought it,
 * so none is forgotten; one is made at most once per transition, whatever is replayed. Calls block on the database: use
 * a worker thread. Safe for use by many threads. All methods throw {@link StoreException}.
 */
public interface ProposalStore {
    /** What the policy said of a transition. */
    enum Outcome {
        PROPOSED,
        /** No rule of the policy names this standard, severity or award. */
        NO_RULE,
        /** The unit holds no award. Asked again while the alert fires and awards become known. */
        NO_AWARD,
        /** The catalogue no longer has the standard. */
        NO_STANDARD
    }

    /**
     * What the policy said of one transition.
     *
     * @param awards {@link AwardReader#versions} when it was weighed
     */
    record Weighed(
            String transitionId,
            Outcome outcome,
            String policyDigest,
            long awards,
            Instant at,
            @Nullable Proposal proposal) {
        public Weighed {
            if ((outcome == Outcome.PROPOSED) != (proposal != null)) {
                throw new IllegalArgumentException("proposal: " + proposal + " (expected: with PROPOSED alone)");
            }
        }
    }

    /** Transitions that the policy has not weighed yet, or has to weigh again, in the order they were taken. */
    List<AlertTransition> unweighed(long awards, int limit);

    /** Writes down what the policy said and the proposal it asked for, in one transaction each. */
    void weigh(Weighed weighed);

    /** Newest tick first. */
    List<Proposal> proposals(Collection<String> unitIds, int limit);

    /** The proposal made of that transition. */
    Optional<Proposal> proposal(String transitionId);

    /** Writes a person's decision; false where one stands already or there is no such proposal. */
    boolean decide(String transitionId, Proposal.Decision decision);
}
