package org.stationboard.api.alerts;

import java.util.Locale;
import org.stationboard.engine.Standard;

/** How much an alert on a standard asks of people, the least first. */
public enum Severity {
    NOTICE,
    WARNING,
    SEVERE;

    /** A catalogue that says nothing of it means a warning. */
    static Severity of(Standard standard) {
        return switch (standard.severity()) {
            case NOTICE -> NOTICE;
            case SEVERE -> SEVERE;
            case WARNING, SEVERITY_UNSPECIFIED, UNRECOGNIZED -> WARNING;
        };
    }

    boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }

    /** As the API and the policy write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
