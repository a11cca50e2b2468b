package org.stationboard.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;

/**
 * Sends entries of the quarantine again, once their cause is mended: an intake like any other, counted and checked, but
 * one that is refused again makes no second entry, and one that was accepted is not sent twice. One at a time; blocks.
 */
final class QuarantineResend {
    private static final Logger LOG = LoggerFactory.getLogger(QuarantineResend.class);
    private static final byte[] SPECVERSION = "\"specversion\"".getBytes(StandardCharsets.US_ASCII);

    private final Intake.Parts parts;

    QuarantineResend(Intake.Parts parts) {
        this.parts = parts;
    }

    /** What became of one entry: accepted where there is no refusal. */
    record Result(long id, Optional<Refusal> refusal) {}

    /** Sends one entry; empty where there is none of that id that can be sent again, or it was already. */
    synchronized Optional<Result> one(long id) {
        if (!parts.quarantine().unsent().contains(id)) {
            return Optional.empty();
        }
        QuarantineFilter any = new QuarantineFilter(Optional.empty(), Optional.empty(), OptionalLong.empty(), true);
        List<Quarantine.Kept> found = parts.quarantine().kept(any, id + 1, 1);
        return found.isEmpty() || found.get(0).row().id() != id
                ? Optional.empty()
                : Optional.of(send(found).get(0));
    }

    /** Sends what the filter takes, at most so many, the newest first: versions make the order harmless. */
    synchronized List<Result> all(QuarantineFilter filter, int limit) {
        List<Result> results = send(parts.quarantine().kept(filter, Long.MAX_VALUE, limit));
        parts.quarantine().lookAgain();
        return results;
    }

    private List<Result> send(List<Quarantine.Kept> entries) {
        List<LogEntry> good = new ArrayList<>();
        Map<Long, Refusal> refusals = new HashMap<>();
        for (Quarantine.Kept entry : entries) {
            try {
                StationRecord record = read(entry.bytes().toByteArray());
                parts.check().check(record);
                good.addAll(parts.entries().of(record));
            } catch (RefusedException e) {
                refusals.put(entry.row().id(), e.refusal());
                parts.counts().refused(e.refusal().reason(), 1);
            }
        }
        append(good, entries.size() - refusals.size());
        List<Result> results = new ArrayList<>();
        List<CompletableFuture<?>> notes = new ArrayList<>();
        for (Quarantine.Kept entry : entries) {
            @Nullable Refusal refusal = refusals.get(entry.row().id());
            results.add(new Result(entry.row().id(), Optional.ofNullable(refusal)));
            notes.add(parts.quarantine().resent(entry.row(), refusal));
        }
        await(CompletableFuture.allOf(notes.toArray(CompletableFuture[]::new)));
        LOG.info("quarantine sent again: records={} refused={}", entries.size(), refusals.size());
        return results;
    }

    private void append(List<LogEntry> good, int records) {
        if (good.isEmpty()) {
            return;
        }
        try {
            await(parts.lane().append(good, false));
        } catch (NotAcknowledgedException e) {
            parts.counts().refused(Reject.INTERNAL, records);
            throw e;
        }
        parts.counts().accepted(records);
    }

    private static void await(CompletableFuture<?> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw new NotAcknowledgedException("quarantine: not sent again", e.getCause());
        }
    }

    /** What was kept is a record's JSON; of an unknown type also the envelope it came in. */
    private static StationRecord read(byte[] kept) throws RefusedException {
        try {
            return RecordReader.read(kept, 0, kept.length);
        } catch (RefusedException e) {
            if (contains(kept, SPECVERSION)) {
                return CloudEvent.read(kept, 0, kept.length);
            }
            throw e;
        }
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }
}
