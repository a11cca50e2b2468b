package org.stationboard.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.GradedKind;

/** The indicators: their ids, kinds and the feeds they read. Immutable facts; safe to share. */
public final class Indicators {
    /** Alarms by the day and the minute they were called in. */
    public static final String ALARMS = "alarms";
    /** Prefix of the alarms of one category, by day and minute. */
    public static final String ALARMS_CATEGORY = "alarms.category.";
    /** Prefix of the alarms of one family, by day and minute. */
    public static final String ALARMS_FAMILY = "alarms.family.";
    /** 違法犯罪警情 by day (N08); also of communities (C21). */
    public static final String ALARMS_CRIME = "alarms.crime";
    /** Of the calls of a day that are no police matter, those handed to 12345 or the grid centre (C24). */
    public static final String ALARMS_DIVERTED = "alarms.diverted";
    /** Calls that nobody was yet sent to at the end of the day. */
    public static final String ALARMS_UNDISPATCHED = "alarms.open.undispatched";
    /** Calls that nobody had yet come to at the end of the day. */
    public static final String ALARMS_UNATTENDED = "alarms.open.unattended";
    /** Of the calls of a day that were dispatched, those dispatched in time. */
    public static final String DISPATCH_IN_TIME = "dispatch.in-time";
    /** Of the calls of a day that were attended, those attended in time, counted from the call. */
    public static final String ARRIVAL_IN_TIME = "arrival.in-time";
    /** Prefix: calls of a day by minutes from call to dispatch; codes of {@link Buckets}. */
    public static final String DISPATCH_BUCKET = "dispatch.bucket.";
    /** Prefix: calls of a day by minutes from call to arrival. */
    public static final String ARRIVAL_BUCKET = "arrival.bucket.";
    /** Prefix: calls of a day by minutes from call to conclusion. */
    public static final String HANDLING_BUCKET = "handling.bucket.";

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
    /** Of the attempts concluded on a day, those settled at grid or community (C37). */
    public static final String DISPUTES_AT_GRID = "disputes.at-grid";
    /** Of the disputes registered on a day, those several offices worked on together (C38). */
    public static final String DISPUTES_JOINT = "disputes.joint";
    /** Of the disputes due on a day, those ended in time. */
    public static final String DISPUTES_DUE = "disputes.due";
    /** Of the disputes registered on a day, those with owner, level and due time (C20). */
    public static final String DISPUTES_COMPLETE = "disputes.complete";
    /** Attempts that ended with handing the quarrel upwards, by day; also of communities (C21). */
    public static final String DISPUTES_ESCALATED = "disputes.escalated";

    /** Cases by the day they were opened; like all case figures a trend only (X01). */
    public static final String CASES_OPENED = "cases.opened";
    /** Cases by the day they were filed. */
    public static final String CASES_FILED = "cases.filed";
    /** Cases by the day they were closed. */
    public static final String CASES_CLOSED = "cases.closed";
    /** Of the cases opened on a day, those solved by now. */
    public static final String CASES_SOLVED = "cases.solved";
    /** Cases that stand open. */
    public static final String CASES_OPEN = "cases.open";
    /** Of the cases opened on a day, those outside a station's remit (C40). */
    public static final String CASES_OUTSIDE_REMIT = "cases.outside-remit";
    /** Prefix: cases of one category by the day they were opened. */
    public static final String CASES_CATEGORY = "cases.category.";

    /** Visits by the day they were made. */
    public static final String VISITS_MADE = "visits.made";
    /** Prefix: visits of one kind by the day they were made. */
    public static final String VISITS_KIND = "visits.kind.";
    /** Of the visits due on a day, those made in time. */
    public static final String VISITS_DUE = "visits.due";

    /** Inspections by day (C32). */
    public static final String INSPECTIONS_MADE = "inspections.made";
    /** Prefix: inspections of one kind of premises by day. */
    public static final String INSPECTIONS_KIND = "inspections.kind.";
    /** Hazards by the day they were found. */
    public static final String HAZARDS_FOUND = "hazards.found";
    /** Of the hazards found on a day, those put right by now. */
    public static final String HAZARDS_CLOSED = "hazards.closed";

    /** Steps of custody chains by day (C39). */
    public static final String CUSTODY_MOVES = "custody.moves";
    /** Steps that show a hole in their chain, by day (C39). */
    public static final String CUSTODY_GAPS = "custody.gaps";
    /** Of what was due back on a day, what was returned in time (C39). */
    public static final String CUSTODY_RETURNED = "custody.returned";
    /** What is out of custody after the day it was due back (C39). */
    public static final String CUSTODY_OVERDUE = "custody.overdue";
    /** What is out of custody. */
    public static final String CUSTODY_OUT = "custody.out";

    /** D01: posts filled, of those planned. */
    public static final String DUTY_POSTS = "duty.posts";
    /** D02: reserve ready, of those planned. */
    public static final String DUTY_RESERVE = "duty.reserve";
    /** D03: vehicles ready, of those planned. */
    public static final String DUTY_VEHICLES = "duty.vehicles";
    /** Prefix: people of one role present, of those planned. */
    public static final String DUTY_ROLE = "duty.role.";

    /** Services by the day they were done. */
    public static final String SERVICES_DONE = "services.done";
    /** Of the services due on a day, those done in time. */
    public static final String SERVICES_DUE = "services.due";
    /** Of the services done on a day, those the citizen did not have to come for (不見面, C25). */
    public static final String SERVICES_UNSEEN = "services.unseen";
    /** Of the services done on a day, those the citizen came for once at most (最多跑一次, C25). */
    public static final String SERVICES_ONCE = "services.once";
    /** Prefix: services by one channel, by the day they were done (C23). */
    public static final String SERVICES_CHANNEL = "services.channel.";

    /** Collected of what the base register knows (N06); may exceed it. */
    public static final String INFORMATION_COLLECTED = "information.collected";
    /** Of the entries checked on a day, those that were right (N07). */
    public static final String INFORMATION_ACCURATE = "information.accurate";

    /** Prefix: confirmed grave events of one kind by the day they happened (Z01 to Z03, Z06 to Z08, Z10, C30, C21). */
    public static final String GRADED = "graded.";
    /** What follows the kind where events go by the day they were filed. */
    public static final String FILED = ".filed";
    /** Events that wait to be graded, by the day they happened; they count in nothing else. */
    public static final String GRADED_UNGRADED = "graded.ungraded";
    /** Prefix: what was reported for one standard, its id in lower case: {@code reported.n01}. */
    public static final String REPORTED = "reported.";
    /** Awards held. */
    public static final String AWARDS_HELD = "awards.held";

    /** Of the devices of a day's windows, those that worked. */
    public static final String DEVICES_AVAILABLE = "devices.available";
    /** Readings of devices by day. */
    public static final String DEVICES_READINGS = "devices.readings";
    /** Readings that say the device is faulty, or cannot be, by day. */
    public static final String DEVICES_FAILURES = "devices.failures";
    /** What devices counted, by day. */
    public static final String DEVICES_PASSES = "devices.passes";
    /** Readings that came too late to count, by day. */
    public static final String DEVICES_LATE = "devices.late";
    /** Readings of devices whose clock ran ahead or behind, by day. */
    public static final String DEVICES_CLOCK_OFF = "devices.clock-off";
    /** Prefix: of the devices of one kind, those that worked; {@code devices.kind.camera.available}. */
    public static final String DEVICES_KIND = "devices.kind.";
    /** What follows the kind in {@link #DEVICES_KIND}. */
    public static final String DEVICES_KIND_AVAILABLE = ".available";

    private static final String CASES = "cases.";
    private static final Set<String> OF_COMMUNITIES = Set.of(ALARMS_CRIME, DISPUTES_ESCALATED, GRADED + "accident");

    private Indicators() {}

    /** The kind of an indicator; empty where there is no such indicator. */
    public static Optional<IndicatorKind> kind(String id) {
        return Optional.ofNullable(IndicatorFacts.of(id)).map(IndicatorFacts::kind);
    }

    /** The indicators with fixed ids, in the order screens show them; those by prefix are not among them. */
    public static List<String> listed() {
        return IndicatorFacts.LISTED;
    }

    /** The prefixes of indicators that go by a code, in the order screens show them. */
    public static List<String> prefixes() {
        return IndicatorFacts.PREFIXES;
    }

    /** The feed an indicator reads, such as {@code alarm} or {@code information-check}; it reads one alone. */
    public static String feed(String id) {
        IndicatorFacts facts = IndicatorFacts.of(id);
        if (facts == null) {
            throw new IllegalArgumentException("indicator: " + id + " (expected: a known id)");
        }
        return facts.feed();
    }

    /** Whether the indicator is counted by the minute as well as by the day: only what a screen shows so. */
    public static boolean minutes(String id) {
        return id.equals(ALARMS);
    }

    /** The indicators that are counted for communities too. */
    static Set<String> communityIds() {
        return OF_COMMUNITIES;
    }

    /** Whether a change of the count is judged at the next tick: of what a clock may run on. */
    static boolean clocked(String id) {
        return id.startsWith(GRADED) || OF_COMMUNITIES.contains(id) || id.equals(CUSTODY_GAPS);
    }

    /** Whether the indicator is counted for communities as well as for stations (C21, C29). */
    public static boolean ofCommunities(String id) {
        return OF_COMMUNITIES.contains(id);
    }

    /** Whether the indicator is a trend alone: no target, verdict, alert or comparison between stations (X01). */
    public static boolean trendOnly(String id) {
        return id.startsWith(CASES);
    }

    /** The code of an alarm's family in indicator ids, such as {@code theft-robbery-fraud}. */
    public static String familyCode(AlarmFamily family) {
        return switch (family) {
            case DISPUTE_CALL -> "dispute";
            case ALARM_FAMILY_UNSPECIFIED, OTHER, UNRECOGNIZED -> "other";
            case THEFT_ROBBERY_FRAUD, VICE, PYRAMID, ILLEGAL_FUND_RAISING, VIOLENCE, TRAFFIC, HELP, NON_POLICE ->
                code(family.name());
        };
    }

    /** The code of an event's kind in indicator ids, such as {@code mass-incident}. */
    public static String gradedCode(GradedKind kind) {
        return switch (kind) {
            case POLITICAL_CASE -> "political";
            case TERROR_CASE -> "terror";
            case CULT_CASE -> "cult";
            case GRADED_KIND_UNSPECIFIED, UNRECOGNIZED -> "other";
            case EXTREME_VIOLENCE, MASS_INCIDENT, DISPUTE_TURNED_CRIME, COMPLAINT_UPHELD, CONDUCT_BREACH, ACCIDENT ->
                code(kind.name());
        };
    }

    /** The name of a contract's choice as a code: {@code DANGEROUS_GOODS} is {@code dangerous-goods}. */
    public static String code(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
