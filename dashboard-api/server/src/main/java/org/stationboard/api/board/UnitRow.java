package org.stationboard.api.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.contract.v1.Unit;

/**
 * A unit of the register, as the API shows it.
 *
 * @param nameEn null where the register has none
 * @param validFrom first local day of its row
 * @param validTo first local day on which the row no longer holds; null = open
 * @param successor the unit that takes its tasks over then; what it counted stays its own
 */
public record UnitRow(
        String id,
        String name,
        @Nullable String nameEn,
        String level,
        @Nullable String parent,
        @JsonProperty("class") @Nullable String unitClass,
        String validFrom,
        @Nullable String validTo,
        @Nullable String successor) {

    public static UnitRow of(Unit unit) {
        return new UnitRow(
                unit.getId(),
                unit.getName(),
                orNull(unit.getNameEn()),
                ChildrenSection.levelOf(unit),
                orNull(unit.getParent()),
                ChildrenSection.classOf(unit),
                Json.day(unit.getValidFrom()),
                unit.getValidTo() == 0 ? null : Json.day(unit.getValidTo()),
                orNull(unit.getSuccessor()));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
