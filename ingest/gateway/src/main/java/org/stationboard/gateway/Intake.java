package org.stationboard.gateway;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.QuarantineEntry;
import org.stationboard.contract.v1.StationRecord;

/**
 * Takes one body: reads and checks each record as it arrives, appends the good ones in batches and puts the others into
 * the quarantine. Fed by one thread at a time; {@link #finish} gives the answer once Kafka has acknowledged everything.
 */
final class Intake implements RecordFrames.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int BATCH = 1_000;

    private final Parts parts;
    private final BodyForm form;
    private final boolean replay;
    private final Optional<Grant> grant;
    private final RecordFrames frames;
    private final IngestAnswer answer;
    private final List<CompletableFuture<?>> pending = new ArrayList<>();
    private List<LogEntry> batch = new ArrayList<>(BATCH);

    /** @param grant what the sender may send; empty: everything */
    Intake(Parts parts, BodyForm form, boolean replay, boolean listAccepted, Optional<Grant> grant) {
        this.grant = grant;
        this.parts = parts;
        this.form = form;
        this.replay = replay;
        this.answer = new IngestAnswer(listAccepted);
        this.frames = form.frames(this);
    }

    /** What every intake of a gateway shares. */
    record Parts(
            RecordCheck check,
            LogEntries entries,
            RecordLane lane,
            Quarantine quarantine,
            IngestCounts counts,
            Clock clock) {}

    /** Takes the next piece of the body; may block while Kafka is slow. */
    synchronized void feed(byte[] bytes) {
        frames.feed(bytes);
    }

    /** The body has ended; done, never exceptionally, when the fate of every record is known. */
    synchronized CompletableFuture<IngestAnswer> finish() {
        frames.end();
        return breakOff();
    }

    /** The body goes on too long, or its sender went away: what came whole is taken, what is cut off is not. */
    synchronized CompletableFuture<IngestAnswer> breakOff() {
        flush();
        return CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
                .handle((nothing, failure) -> {
                    settle(failure);
                    return answer;
                });
    }

    private void settle(@Nullable Throwable failure) {
        if (failure == null) {
            parts.counts().accepted(answer.accepted());
            return;
        }
        LOG.warn("records not acknowledged: count={} cause={}", answer.accepted(), failure.toString());
        answer.notAcknowledged();
        parts.counts().refused(Reject.INTERNAL, answer.accepted());
    }

    @Override
    public void record(byte[] bytes, int from, int length) {
        StationRecord record = null;
        try {
            record = form.read(bytes, from, length);
            parts.check().check(record);
            permit(record);
            batch.addAll(parts.entries().of(record));
            answer.accept(record.getRecordId());
            if (batch.size() >= BATCH) {
                flush();
            }
        } catch (RefusedException e) {
            Refusal refusal = record == null && form.json()
                    ? RawJson.identity(bytes, from, length).orElse(e.refusal())
                    : e.refusal();
            refuse(refusal, record, bytes, from, length);
        } catch (RuntimeException e) {
            // The message of an unforeseen failure may hold a value: its kind and place must do.
            LOG.error("record not taken: kind={} at={}", e.getClass().getName(), e.getStackTrace()[0]);
            refuse(new Refusal(Reject.INTERNAL, "", "to be sent again later"), record, bytes, from, length);
        }
    }

    private void permit(StationRecord record) throws RefusedException {
        Optional<Refusal> refusal = grant.flatMap(held -> held.refusal(record));
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
    }

    @Override
    public void tooLarge(byte[] sha256, long size) {
        Refusal refusal = new Refusal(Reject.TOO_LARGE, "", "at most " + RecordFrames.LARGEST + " bytes a record");
        list(refusal, null, sha256, size, ByteString.EMPTY);
    }

    @Override
    public void unreadable(byte[] bytes, int from, int length, String expected) {
        refuse(new Refusal(Reject.MALFORMED, "", expected), null, bytes, from, length);
    }

    /** Lists a request that was refused as a whole, before its body was read. */
    static void refuseRequest(Parts parts, Refusal refusal) {
        parts.counts().refused(refusal.reason(), 1);
        QuarantineEntry entry = entry(parts.clock(), refusal, null, new byte[0], 0, ByteString.EMPTY);
        // Nothing of the request was taken: the answer need not wait for this line to be written.
        var unused = parts.quarantine().add(entry);
    }

    private void refuse(Refusal refusal, @Nullable StationRecord record, byte[] bytes, int from, int length) {
        MessageDigest sha256 = PassedOver.sha256();
        sha256.update(bytes, from, length);
        list(refusal, record, sha256.digest(), length, kept(refusal, record, bytes, from, length));
    }

    private void list(Refusal refusal, @Nullable StationRecord record, byte[] sha256, long size, ByteString kept) {
        parts.counts().refused(refusal.reason(), 1);
        answer.refuse(refusal);
        pending.add(parts.quarantine().add(entry(parts.clock(), refusal, record, sha256, size, kept)));
    }

    private static QuarantineEntry entry(
            Clock clock, Refusal refusal, @Nullable StationRecord record, byte[] sha256, long size, ByteString kept) {
        return QuarantineEntry.newBuilder()
                .setAt(clock.millis())
                .setReason(refusal.reason().name())
                .setSource(source(refusal, record))
                .setField(refusal.field())
                .setDigest(ByteString.copyFrom(sha256))
                .setSize(size)
                .setExpected(refusal.expected())
                .setKept(kept)
                .build();
    }

    /** The source, where the record's id tells one that may be shown. */
    private static String source(Refusal refusal, @Nullable StationRecord record) {
        if (record == null || refusal.reason() == Reject.IDENTITY_DATA) {
            return "unknown";
        }
        String id = record.getRecordId();
        String source = id.substring(0, Math.max(0, id.indexOf('/')));
        return Codes.code(source) ? source : "unknown";
    }

    /** What may be sent again: the record as it was understood, or an unknown one that is nothing but ids and codes. */
    private ByteString kept(Refusal refusal, @Nullable StationRecord record, byte[] bytes, int from, int length) {
        if (!refusal.reason().bytesKept()) {
            return ByteString.EMPTY;
        }
        if (record != null && refusal.reason() != Reject.UNKNOWN_TYPE) {
            return ByteString.copyFromUtf8(RecordJson.print(record));
        }
        boolean keepable = form.json() && RawJson.keepable(bytes, from, length);
        return keepable ? ByteString.copyFrom(bytes, from, length) : ByteString.EMPTY;
    }

    private void flush() {
        if (!batch.isEmpty()) {
            List<LogEntry> full = batch;
            batch = new ArrayList<>(BATCH);
            pending.add(parts.lane().append(full, replay));
        }
    }

    /** The refusal of a string outside of any record, such as a header. */
    static Optional<Refusal> identity(String text, String field) {
        return IdentityCheck.find(text).map(kind -> RecordStrings.identity(field, kind));
    }
}
