package org.stationboard.api.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Unit;

/** A unit of the register, as the API shows it. */
public record UnitRow(
        String id,
        String name,
        String level,
        @Nullable String parent,
        @JsonProperty("class") @Nullable String unitClass) {

    public static UnitRow of(Unit unit) {
        return new UnitRow(
                unit.getId(),
                unit.getName(),
                ChildrenSection.levelOf(unit),
                unit.getParent().isEmpty() ? null : unit.getParent(),
                ChildrenSection.classOf(unit));
    }
}
