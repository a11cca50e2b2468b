package org.stationboard.api.alerts;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.store.AwardReader;
import org.stationboard.store.StoredVersion;

/** The awards of the log, read once. Immutable. */
final class Holders {
    private static final Logger LOG = LoggerFactory.getLogger(Holders.class);

    private final List<HeldAward> awards;

    /**
     * An award a unit holds or held.
     *
     * @param title a code, such as model-station
     * @param ended null while it is held
     */
    record HeldAward(
            String recordId,
            String unitId,
            AwardLevel level,
            String title,
            int year,
            Instant granted,
            @Nullable Instant ended) {
        boolean heldAt(Instant at) {
            return !granted.isAfter(at) && (ended == null || ended.isAfter(at));
        }
    }

    private Holders(List<HeldAward> awards) {
        this.awards = List.copyOf(awards);
    }

    static Holders read(AwardReader reader) {
        List<HeldAward> awards = new ArrayList<>();
        for (StoredVersion version : reader.awards()) {
            try {
                StationRecord head = StationRecord.parseFrom(version.record());
                awards.add(of(head));
            } catch (InvalidProtocolBufferException e) {
                LOG.warn("award: partition {}, offset {} cannot be read", version.partition(), version.offset());
            }
        }
        return new Holders(awards);
    }

    private static HeldAward of(StationRecord head) {
        Award award = head.getAward();
        Instant ended = award.hasEndedAt() ? instant(award.getEndedAt()) : null;
        return new HeldAward(
                head.getRecordId(),
                head.getUnitId(),
                award.getLevel(),
                award.getTitle(),
                award.getYear(),
                instant(award.getGrantedAt()),
                ended);
    }

    private static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }

    /** All of them, by unit and record id. */
    List<HeldAward> all() {
        return awards;
    }

    /** What the unit holds at an instant, the highest level first, of one level the newest first. */
    List<HeldAward> of(String unitId, Instant at) {
        return awards.stream()
                .filter(award -> award.unitId().equals(unitId) && award.heldAt(at))
                .filter(award -> award.level() != AwardLevel.UNRECOGNIZED
                        && award.level().getNumber() > 0)
                .sorted(Comparator.comparingInt(
                                (HeldAward award) -> award.level().getNumber())
                        .reversed()
                        .thenComparing(Comparator.comparing(HeldAward::granted).reversed())
                        .thenComparing(HeldAward::recordId))
                .toList();
    }
}
