package org.stationboard.api.view;

/**
 * What the live view keeps of a record at the end of the log. Times are epoch seconds.
 *
 * @param feed name of its body
 * @param came when it began: called, registered, opened; {@link #NEVER} of another system's facts about it
 * @param concluded when it ended, {@link #NEVER} while it is open
 * @param about id of the record whose facts these are; empty where it stands for itself
 * @param category of an alarm its type as a code; may be empty
 * @param family of an alarm its family as a code
 * @param priority of an alarm 1 for the most urgent, 0 where it was not said
 * @param since of an alarm when it was called in
 * @param undispatchedUntil first local day on which it no longer counts as undispatched; of what never did, the least
 * @param unattendedUntil the same of unattended
 */
public record Recent(
        String unitId,
        String feed,
        long version,
        long digest,
        long reported,
        long came,
        long concluded,
        String about,
        String category,
        String family,
        int priority,
        long since,
        long undispatchedUntil,
        long unattendedUntil) {
    /** No such time. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Whether somebody still has to come. */
    public enum Open {
        NO,
        UNDISPATCHED,
        UNATTENDED
    }

    /** Whether somebody still has to come, at the end of that local day or now in it. */
    public Open openOn(long day) {
        if (day < undispatchedUntil) {
            return Open.UNDISPATCHED;
        }
        return day < unattendedUntil ? Open.UNATTENDED : Open.NO;
    }

    /** As the engine's ledger decides: the higher version, of equal ones the larger digest, unsigned. */
    boolean newerThan(Recent held) {
        return version != held.version ? version > held.version : Long.compareUnsigned(digest, held.digest) > 0;
    }

    /** The same with the codes of the call it is about. */
    Recent describedBy(Recent call) {
        return new Recent(
                unitId,
                feed,
                version,
                digest,
                reported,
                came,
                concluded,
                about,
                call.category,
                call.family,
                priority,
                since,
                undispatchedUntil,
                unattendedUntil);
    }
}
