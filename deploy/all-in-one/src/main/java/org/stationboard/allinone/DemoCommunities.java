package org.stationboard.allinone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.gateway.OrgRegister;

/**
 * Lays records on the invented communities of their stations: nearly all on the first, one in some thousand on another,
 * so that the view of communities has some of each kind. Always the same for the same record. Immutable.
 */
final class DemoCommunities {
    private static final int ONE_IN = 2_500;

    private final Map<String, List<String>> communitiesOf;

    private DemoCommunities(Map<String, List<String>> communitiesOf) {
        this.communitiesOf = communitiesOf;
    }

    static DemoCommunities of(OrgRegister register) {
        Map<String, List<String>> communities = new HashMap<>();
        for (Unit unit : register.message().getUnitsList()) {
            if (unit.getLevel() == UnitLevel.COMMUNITY) {
                communities
                        .computeIfAbsent(unit.getParent(), parent -> new ArrayList<>())
                        .add(unit.getId());
            }
        }
        return new DemoCommunities(communities);
    }

    /** The record with the community it happened in, where its station has any. */
    StationRecord placed(StationRecord happened) {
        List<String> own = communitiesOf.getOrDefault(happened.getUnitId(), List.of());
        if (own.isEmpty() || !(happened.hasAlarm() || happened.hasDispute() || happened.hasGradedEvent())) {
            return happened;
        }
        int spread = Math.floorMod(happened.getRecordId().hashCode() * 0x9E3779B1, ONE_IN);
        return happened.toBuilder()
                .setCommunityId(own.get(spread < own.size() ? spread : 0))
                .build();
    }
}
