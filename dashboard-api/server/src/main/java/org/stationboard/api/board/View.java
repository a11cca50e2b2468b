package org.stationboard.api.board;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The named views of a wall (四(二)) and the overview, each with its sections in the order of the API. */
@SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
public enum View {
    OVERVIEW(
            Section.CALLS,
            Section.DISPUTES,
            Section.STANDARDS,
            Section.ALERTS,
            Section.FEEDS,
            Section.CHILDREN,
            Section.CLOCKS,
            Section.HANDOVER,
            Section.CLASSES),
    /** 值班備勤 */
    DUTY(Section.DUTY, Section.HANDOVER, Section.DEVICES, Section.ALERTS, Section.FEEDS),
    /** 接警處警 */
    CALLS(Section.CALLS, Section.OPEN_CALLS, Section.RESPONSE, Section.ALERTS, Section.FEEDS),
    /** 案件偵辦 */
    CASES(Section.CASES, Section.CUSTODY, Section.ALERTS, Section.FEEDS),
    /** 社區警務 */
    COMMUNITY(
            Section.COMMUNITY,
            Section.COMMUNITIES,
            Section.DISPUTES,
            Section.SERVICES,
            Section.CLASSES,
            Section.ALERTS,
            Section.FEEDS);

    private final List<Section> sections;

    View(Section... sections) {
        this.sections = List.of(sections);
    }

    /** Its name in the API. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its name in the API; empty where there is no such view. */
    public static Optional<View> named(String name) {
        for (View view : values()) {
            if (view.apiName().equals(name)) {
                return Optional.of(view);
            }
        }
        return Optional.empty();
    }

    List<Section> sections() {
        return sections;
    }
}
