package org.stationboard.engine.cases;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueException.Fault;
import org.stationboard.engine.YamlMapping;
import org.stationboard.engine.YamlNode;
import org.stationboard.engine.YamlNode.Kind;
import org.stationboard.engine.cases.RuleCase.Change;
import org.stationboard.engine.cases.RuleCase.Expectation;
import org.stationboard.engine.cases.RuleCase.Happening;
import org.stationboard.engine.cases.RuleCase.Silence;

/** Reads one case; every key it does not know is a fault, and all faults are told at once. */
public final class RuleCaseReader {
    static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final int TEXT_LENGTH = 400;
    private static final Set<String> FEEDS = Set.of("alarm", "dispute", "information-check", "graded-event");
    private static final Set<String> CHANGEABLE =
            Set.of("targetPpm", "minimumSample", "windowMonths", "holdTurns", "recoveryTurns", "inForce", "version");
    private static final Map<String, VerdictState> VERDICTS = Map.of(
            "MET", VerdictState.MET,
            "MISSED", VerdictState.MISSED,
            "UNDECIDED", VerdictState.UNDECIDED,
            "INSUFFICIENT", VerdictState.INSUFFICIENT,
            "STALE", VerdictState.STALE,
            "NOT_IN_FORCE", VerdictState.NOT_IN_FORCE,
            "NO_TARGET", VerdictState.NO_TARGET);
    private static final Map<String, AlertState> ALERTS = Map.of(
            "INACTIVE", AlertState.INACTIVE,
            "PENDING", AlertState.PENDING,
            "FIRING", AlertState.FIRING,
            "RESOLVED", AlertState.RESOLVED);

    private final List<Fault> faults = new ArrayList<>();

    private RuleCaseReader() {}

    /**
     * The case of this text.
     *
     * @throws CatalogueException listing every fault with its line, its key and what was expected
     */
    public static RuleCase read(String yaml) {
        return new RuleCaseReader().root(yaml);
    }

    private RuleCase root(String yaml) {
        YamlMapping keys = new YamlMapping(YamlNode.parse(yaml, faults), "", faults);
        String id = keys.matching("case", "[a-z0-9-]{1,60}");
        Bilingual says = keys.bilingual("says", TEXT_LENGTH);
        List<String> standards = texts(keys, "standards");
        long from = day(keys, "from");
        Long covered = keys.optional("covered") == null ? Long.valueOf(from) : Long.valueOf(day(keys, "covered"));
        Long closed = keys.optional("closed") == null ? null : (Long) day(keys, "closed");
        List<String> feeds = feeds(keys);
        List<Silence> silences = new ArrayList<>();
        items(keys, "silent", false).forEach(item -> silences.add(silence(item)));
        List<Change> changes = new ArrayList<>();
        items(keys, "changes", false).forEach(item -> changes.add(change(item)));
        List<Happening> records = new ArrayList<>();
        items(keys, "records", false).forEach(item -> records.add(new HappeningReader(item.keys(), this).read()));
        List<Expectation> expected = new ArrayList<>();
        items(keys, "expect", true).forEach(item -> expected.add(expectation(item)));
        keys.refuseUnknown();
        if (!faults.isEmpty()) {
            faults.sort((one, other) -> Integer.compare(one.line(), other.line()));
            throw new CatalogueException(faults);
        }
        return new RuleCase(id, says, standards, covered, from, feeds, silences, closed, changes, records, expected);
    }

    /** One mapping of a list, with its line. */
    record Item(YamlMapping keys, YamlNode node, String path) {}

    private List<Item> items(YamlMapping keys, String key, boolean required) {
        YamlNode there = keys.optional(key);
        YamlNode list = required || there != null ? keys.required(key, Kind.SEQUENCE) : null;
        List<Item> items = new ArrayList<>();
        if (list != null) {
            for (int i = 0; i < list.items().size(); i++) {
                String path = key + '[' + i + ']';
                YamlNode node = list.items().get(i);
                items.add(new Item(new YamlMapping(node, path, faults), node, path));
            }
        }
        return items;
    }

    private Silence silence(Item item) {
        Silence silence = new Silence(
                item.keys().matching("feed", String.join("|", FEEDS)),
                day(item.keys(), "from"),
                day(item.keys(), "to"));
        item.keys().refuseUnknown();
        return silence;
    }

    private Change change(Item item) {
        Change change = new Change(
                item.node().line(),
                day(item.keys(), "day"),
                item.keys().matching("standard", "[A-Z0-9-]{1,8}"),
                item.keys().matching("key", String.join("|", CHANGEABLE)),
                value(item));
        item.keys().refuseUnknown();
        return change;
    }

    private String value(Item item) {
        YamlNode value = item.keys().optional("value");
        if (value == null || !value.text().matches("[0-9]{1,9}|true|false")) {
            fault(
                    value == null ? item.node() : value,
                    item.path() + ".value",
                    "(expected: a whole number, true or false)");
            return "0";
        }
        return value.text();
    }

    private Expectation expectation(Item item) {
        YamlMapping keys = item.keys();
        long[] counted = keys.optional("counted") == null ? new long[0] : counted(keys, "counted");
        Expectation expectation = new Expectation(
                item.node().line(),
                day(keys, "day"),
                keys.matching("standard", "[A-Z0-9-]{1,8}"),
                keys.optional("verdict") == null
                        ? null
                        : keys.oneOf("verdict", VERDICTS, VerdictState.VERDICT_STATE_UNSPECIFIED),
                counted.length > 0 ? (Long) counted[0] : null,
                counted.length > 1 ? (Long) counted[1] : null,
                keys.optional("alert") == null
                        ? null
                        : keys.oneOf("alert", ALERTS, AlertState.ALERT_STATE_UNSPECIFIED));
        keys.refuseUnknown();
        return expectation;
    }

    /** Such as "18 of 20", or "3" alone. */
    long[] counted(YamlMapping keys, String key) {
        YamlNode node = keys.optional(key);
        if (node != null && node.kind() == Kind.INTEGER) {
            return new long[] {keys.integer(key, 0, 999_999_999)};
        }
        String[] parts = keys.matching(key, "[0-9]{1,9}( of [0-9]{1,9})?").split(" of ", 2);
        long[] counted = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            counted[i] = parts[i].matches("[0-9]{1,9}") ? Long.parseLong(parts[i]) : 0;
        }
        return counted;
    }

    /** A local day as an epoch day; the first where it is at fault. */
    long day(YamlMapping keys, String key) {
        String text = keys.matching(key, DAY);
        try {
            return text.matches(DAY) ? LocalDate.parse(text).toEpochDay() : 0;
        } catch (DateTimeException none) {
            YamlNode node = keys.optional(key);
            fault(node, key, text + " (expected: a day there is, such as 2026-01-31)");
            return 0;
        }
    }

    void fault(@Nullable YamlNode node, String key, String expected) {
        faults.add(new Fault(node == null ? 1 : node.line(), key, expected));
    }

    private List<String> feeds(YamlMapping keys) {
        YamlNode list = keys.optional("feeds");
        List<String> feeds = texts(keys, "feeds");
        for (String feed : feeds) {
            if (!FEEDS.contains(feed)) {
                fault(list, "feeds", feed + " (expected: one of " + String.join(", ", FEEDS) + ")");
            }
        }
        return feeds;
    }

    private List<String> texts(YamlMapping keys, String key) {
        YamlNode list = keys.required(key, Kind.SEQUENCE);
        return list == null
                ? List.of()
                : list.items().stream().map(YamlNode::text).toList();
    }
}
