package org.stationboard.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stationboard.contract.v1.AlarmFamily;

/** The indicators: their ids, kinds and the feeds they read. Immutable facts; safe to share. */
public final class Indicators {
    /** Alarms by the day and the minute they were called in. */
    public static final String ALARMS = "alarms";
    /** Prefix of the alarms of one category, by day. */
    public static final String ALARMS_CATEGORY = "alarms.category.";
    /** Prefix of the alarms of one family, by day. */
    public static final String ALARMS_FAMILY = "alarms.family.";
    /** Disputes by the day they were registered. */
    public static final String DISPUTES_REGISTERED = "disputes.registered";
    /** Attempts by the day they were concluded. */
    public static final String DISPUTES_CONCLUDED = "disputes.concluded";
    /** Of the attempts concluded on a day, those that succeeded and held (N02). */
    public static final String DISPUTES_SUCCEEDED = "disputes.succeeded";
    /** Police-related disputes by the day they were registered. */
    public static final String POLICE_REGISTERED = "disputes.police.registered";
    /** Attempts in police-related disputes by the day they were concluded. */
    public static final String POLICE_CONCLUDED = "disputes.police.concluded";
    /** Of the attempts in police-related disputes, those that succeeded and held (N03). */
    public static final String POLICE_SUCCEEDED = "disputes.police.succeeded";
    /** Disputes that stand open. */
    public static final String DISPUTES_OPEN = "disputes.open";
    /** Disputes that stand open after their due day. */
    public static final String DISPUTES_OVERDUE = "disputes.overdue";

    private static final Map<String, IndicatorKind> KINDS = Map.ofEntries(
            Map.entry(ALARMS, IndicatorKind.COUNT),
            Map.entry(DISPUTES_REGISTERED, IndicatorKind.COUNT),
            Map.entry(DISPUTES_CONCLUDED, IndicatorKind.COUNT),
            Map.entry(DISPUTES_SUCCEEDED, IndicatorKind.PROPORTION),
            Map.entry(POLICE_REGISTERED, IndicatorKind.COUNT),
            Map.entry(POLICE_CONCLUDED, IndicatorKind.COUNT),
            Map.entry(POLICE_SUCCEEDED, IndicatorKind.PROPORTION),
            Map.entry(DISPUTES_OPEN, IndicatorKind.STOCK),
            Map.entry(DISPUTES_OVERDUE, IndicatorKind.STOCK));

    private static final List<String> LISTED = List.of(
            ALARMS,
            DISPUTES_REGISTERED,
            DISPUTES_CONCLUDED,
            DISPUTES_SUCCEEDED,
            POLICE_REGISTERED,
            POLICE_CONCLUDED,
            POLICE_SUCCEEDED,
            DISPUTES_OPEN,
            DISPUTES_OVERDUE);

    private Indicators() {}

    /** The kind of an indicator; empty where there is no such indicator. */
    public static Optional<IndicatorKind> kind(String id) {
        IndicatorKind kind = KINDS.get(id);
        if (kind != null) {
            return Optional.of(kind);
        }
        boolean byPrefix = longerThan(id, ALARMS_CATEGORY) || longerThan(id, ALARMS_FAMILY);
        return byPrefix ? Optional.of(IndicatorKind.COUNT) : Optional.empty();
    }

    /** The indicators with fixed ids, in the order screens show them; those by prefix are not among them. */
    public static List<String> listed() {
        return LISTED;
    }

    /** The body, and so the feed, an indicator reads: {@code alarm} or {@code dispute}. */
    public static String feed(String id) {
        return id.startsWith(ALARMS) ? "alarm" : "dispute";
    }

    /** The code of an alarm's family in indicator ids, such as {@code theft-robbery-fraud}. */
    public static String familyCode(AlarmFamily family) {
        return switch (family) {
            case DISPUTE_CALL -> "dispute";
            case ALARM_FAMILY_UNSPECIFIED, OTHER, UNRECOGNIZED -> "other";
            case THEFT_ROBBERY_FRAUD, VICE, PYRAMID, ILLEGAL_FUND_RAISING, VIOLENCE, TRAFFIC, HELP, NON_POLICE ->
                family.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    private static boolean longerThan(String id, String prefix) {
        return id.length() > prefix.length() && id.startsWith(prefix);
    }
}
