package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the records that are alive in more than one ledger: a source moved one across log keys and forgot to take the old
 * one back, so both counties count it. No single partition can see that. Log keys that share a partition share its ledger,
 * where the newer version takes out the older and nothing is counted twice. Pure; safe to share.
 */
public final class SplitRecords {
    private SplitRecords() {}

    /**
     * The ids alive in two partitions or more, by id.
     *
     * @param versions versions of records in any order, also repeated; of each id and partition the latest decides, ties
     *     by digest as in the ledger
     */
    public static List<Split> among(Iterable<Standing> versions) {
        Map<String, Map<Integer, Standing>> latest = new TreeMap<>();
        for (Standing version : versions) {
            latest.computeIfAbsent(version.recordId(), id -> new TreeMap<>())
                    .merge(version.partition(), version, (one, other) -> other.supersedes(one) ? other : one);
        }
        List<Split> splits = new ArrayList<>();
        latest.forEach((id, byPartition) -> {
            List<String> alive = byPartition.values().stream()
                    .filter(standing -> !standing.withdrawn())
                    .map(Standing::logKey)
                    .toList();
            if (alive.size() > 1) {
                splits.add(new Split(id, alive));
            }
        });
        return splits;
    }

    /**
     * One version of a record as one partition has it.
     *
     * @param logKey of its unit
     * @param contentDigest unsigned; of two with the same version the larger wins
     */
    public record Standing(
            String recordId, int partition, String logKey, long version, long contentDigest, boolean withdrawn) {
        private boolean supersedes(Standing other) {
            return version > other.version
                    || (version == other.version && Long.compareUnsigned(contentDigest, other.contentDigest) > 0);
        }
    }

    /**
     * A record alive more than once.
     *
     * @param logKeys where, two or more, in order of their partitions
     */
    public record Split(String recordId, List<String> logKeys) {
        /** Copies the list. */
        public Split {
            logKeys = List.copyOf(logKeys);
        }
    }
}
