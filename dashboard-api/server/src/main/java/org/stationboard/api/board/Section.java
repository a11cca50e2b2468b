package org.stationboard.api.board;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.stationboard.api.view.Change;

/** The parts of a board that are sent whole when they change. */
@SuppressWarnings("ImmutableEnumChecker") // unmodifiable sets and stateless functions
enum Section {
    CALLS("calls", CallsSection::of, List.of("alarm"), Change.MINUTES, Change.FEEDS, Change.TICK),
    DISPUTES("disputes", DisputesSection::of, List.of("dispute"), Change.FEEDS, Change.TICK),
    STANDARDS("standards", StandardsSection::of, List.of(), Change.VERDICTS),
    ALERTS("alerts", AlertsSection::of, List.of(), Change.ALERTS),
    FEEDS("feeds", FeedsSection::of, List.of(), Change.FEEDS),
    CHILDREN(
            "children",
            ChildrenSection::of,
            List.of("alarm", "dispute"),
            Change.MINUTES,
            Change.FEEDS,
            Change.VERDICTS,
            Change.ALERTS),
    CLOCKS("clocks", ClocksSection::of, List.of("graded-event"), Change.FEEDS, Change.TICK),
    HANDOVER("handover", HandoverSection::of, List.of("alarm", "dispute", "case"), Change.FEEDS, Change.TICK),
    CLASSES("classes", ClassesSection::of, List.of("alarm", "dispute"), Change.FEEDS, Change.TICK),
    DUTY("duty", DutySection::of, List.of("duty"), Change.FEEDS, Change.TICK),
    DEVICES("devices", DevicesSection::of, List.of("device-summary"), Change.FEEDS, Change.TICK),
    OPEN_CALLS("openCalls", OpenCallsSection::of, List.of("alarm"), Change.FEEDS, Change.TICK),
    RESPONSE("response", ResponseSection::of, List.of("alarm"), Change.FEEDS, Change.TICK),
    CASES("cases", CasesSection::of, List.of("case"), Change.FEEDS, Change.TICK),
    CUSTODY("custody", CustodySection::of, List.of("custody"), Change.FEEDS, Change.TICK),
    COMMUNITY(
            "community",
            CommunitySection::of,
            List.of("visit", "inspection", "information-check", "alarm", "dispute"),
            Change.FEEDS,
            Change.TICK),
    COMMUNITIES(
            "communities",
            CommunitiesSection::of,
            List.of("alarm", "graded-event", "dispute"),
            Change.FEEDS,
            Change.TICK),
    SERVICES("services", ServicesSection::of, List.of("service"), Change.FEEDS, Change.TICK);

    private static final Set<Section> BY_THE_MINUTE = EnumSet.of(CALLS, CHILDREN, HANDOVER, DEVICES, OPEN_CALLS);
    private static final Set<Section> OF_RECENT_RECORDS = EnumSet.of(HANDOVER, DEVICES, OPEN_CALLS);
    private static final Set<Section> OF_LAST_COUNTS = EnumSet.of(CLOCKS, COMMUNITIES);

    private final String key;
    private final Function<Moment, Object> compute;
    private final List<String> feeds;
    private final Set<Change> restsOn;

    /** {@code feeds}: those whose figures it shows. */
    Section(String key, Function<Moment, Object> compute, List<String> feeds, Change first, Change... others) {
        this.key = key;
        this.compute = compute;
        this.feeds = feeds;
        this.restsOn = EnumSet.of(first, others);
    }

    /** Its name in the API. */
    String key() {
        return key;
    }

    /** What the API shows. */
    Object compute(Moment moment) {
        return compute.apply(moment);
    }

    /** What is the same as long as computing the section again would give the same. */
    Stamp stamp(Moment moment) {
        return new Stamp(
                moment.state().changesOf(restsOn),
                moment.state().changesOfFeeds(feeds),
                OF_RECENT_RECORDS.contains(this) ? moment.state().changesOfRecent() : 0,
                OF_LAST_COUNTS.contains(this) ? moment.around().counted().turn() : 0,
                BY_THE_MINUTE.contains(this) ? moment.end() : 0,
                moment.today(),
                System.identityHashCode(moment.city()),
                moment.catalogue().digest());
    }

    /** What a computed section rests on. */
    record Stamp(
            long changes, long figures, long recent, long counted, long end, long today, int city, String catalogue) {}
}
