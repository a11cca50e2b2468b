package org.stationboard.gateway;

import org.stationboard.contract.FeedNames;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.FeedMark;

/** Checks of what speaks of feeds and devices: marks and device summaries. Stateless. */
final class FeedChecks {
    private FeedChecks() {}

    static void mark(FeedMark mark, RecordTimes times) throws RefusedException {
        Forms.code(false, mark.getSource(), "feedMark.source");
        Forms.require(
                FeedNames.body(mark.getFeed()).isPresent(),
                "feedMark.feed",
                "one of " + String.join(", ", FeedNames.all()));
        times.required(mark.hasFrom(), mark.getFrom(), "feedMark.from");
        times.required(mark.hasTo(), mark.getTo(), "feedMark.to");
        Forms.require(
                mark.getFrom().getSeconds() <= mark.getTo().getSeconds(),
                "feedMark.to",
                "feedMark.from, for a feed that begins, or a time after it");
        Forms.count(mark.getVersions(), "feedMark.versions");
    }

    /** A window may be told of before it ends. */
    static void devices(DeviceSummary summary, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.chosen(withdrawn, summary.getKind(), "deviceSummary.kind");
        times.requiredUnless(withdrawn, summary.hasFrom(), summary.getFrom(), "deviceSummary.from");
        Forms.require(withdrawn || summary.hasTo(), "deviceSummary.to", "a time");
        times.ahead(summary.hasTo(), summary.getTo(), "deviceSummary.to");
        times.before(
                summary.hasFrom() && summary.hasTo(),
                summary.getFrom(),
                summary.getTo(),
                "deviceSummary.to",
                "deviceSummary.from");
        Forms.count(summary.getDevices(), "deviceSummary.devices");
        Forms.among(summary.getAvailable(), summary.getDevices(), "deviceSummary.available", "deviceSummary.devices");
        Forms.count(summary.getReadings(), "deviceSummary.readings");
        Forms.among(summary.getFailures(), summary.getReadings(), "deviceSummary.failures", "deviceSummary.readings");
        Forms.count(summary.getPasses(), "deviceSummary.passes");
        Forms.among(
                summary.getClockAhead(), summary.getReadings(), "deviceSummary.clockAhead", "deviceSummary.readings");
        Forms.among(
                summary.getClockBehind(), summary.getReadings(), "deviceSummary.clockBehind", "deviceSummary.readings");
        Forms.count(summary.getLate(), "deviceSummary.late");
    }
}
