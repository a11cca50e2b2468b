package org.stationboard.api.alerts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueException.Fault;
import org.stationboard.engine.YamlMapping;
import org.stationboard.engine.YamlNode;
import org.stationboard.engine.YamlNode.Kind;

/** Reads a policy's YAML text; refuses what it does not know. */
public final class AlertPolicyLoader {
    private static final int WORDS = 200;
    private static final int HOURS = 24 * 90;
    private static final String ALL = "all";
    /** As a catalogue names it; a standard of several parts by each of them. */
    private static final String STANDARD = "[A-Z][0-9]{2}(-[0-9])?";

    private static final Map<String, AwardLevel> AWARDS = Map.of(
            "city", AwardLevel.CITY_AWARD,
            "province", AwardLevel.PROVINCE_AWARD,
            "nation", AwardLevel.NATION_AWARD);

    static final Map<String, Severity> SEVERITIES =
            Map.of("notice", Severity.NOTICE, "warning", Severity.WARNING, "severe", Severity.SEVERE);

    private final List<Fault> faults = new ArrayList<>();

    private AlertPolicyLoader() {}

    /**
     * The policy of this text.
     *
     * @throws CatalogueException listing every fault at once with its line, its key and what was expected
     */
    public static AlertPolicy load(String yaml) {
        return new AlertPolicyLoader().read(yaml);
    }

    private AlertPolicy read(String yaml) {
        YamlMapping root = new YamlMapping(YamlNode.parse(yaml, faults), "", faults);
        YamlMapping head = mapping(root, "policy", "policy");
        YamlNode rules = root.required("proposals", Kind.SEQUENCE);
        YamlMapping deciders = mapping(root, "deciders", "deciders");
        YamlMapping escalation = mapping(root, "escalation", "escalation");
        root.refuseUnknown();
        String id = head == null ? "" : head.matching("id", "[a-z0-9-]{1,40}");
        int version = head == null ? 0 : (int) head.integer("version", 1, Integer.MAX_VALUE);
        AlertPolicy policy = new AlertPolicy(
                id,
                version,
                sha256(yaml),
                rules == null ? List.of() : rules(rules),
                deciders(deciders),
                escalation(escalation));
        for (YamlMapping each : nonNull(head, deciders, escalation)) {
            each.refuseUnknown();
        }
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparingInt(Fault::line));
            throw new CatalogueException(faults);
        }
        return policy;
    }

    private static List<YamlMapping> nonNull(@Nullable YamlMapping... mappings) {
        List<YamlMapping> present = new ArrayList<>();
        for (YamlMapping each : mappings) {
            if (each != null) {
                present.add(each);
            }
        }
        return present;
    }

    private @Nullable YamlMapping mapping(YamlMapping above, String key, String path) {
        YamlNode node = above.required(key, Kind.MAPPING);
        return node == null ? null : new YamlMapping(node, path, faults);
    }

    private List<AlertPolicy.Rule> rules(YamlNode list) {
        List<AlertPolicy.Rule> rules = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            String path = "proposals[" + i + ']';
            YamlNode item = list.items().get(i);
            YamlMapping keys = new YamlMapping(item, path, faults);
            rules.add(new AlertPolicy.Rule(
                    standards(keys.optional("standards"), item, path + ".standards"),
                    keys.oneOf("severity", SEVERITIES, Severity.SEVERE),
                    awards(keys.required("awards", Kind.SEQUENCE), path + ".awards")));
            keys.refuseUnknown();
        }
        return rules;
    }

    /** Ids in a list, or the word all; an empty list would be read as all, so it is refused. */
    private Set<String> standards(@Nullable YamlNode node, YamlNode rule, String path) {
        if (node != null && node.kind() == Kind.TEXT && node.text().equals(ALL)) {
            return Set.of();
        }
        if (node == null || node.kind() != Kind.SEQUENCE || node.items().isEmpty()) {
            int line = node == null ? rule.line() : node.line();
            faults.add(new Fault(line, path, "not understood (expected: a list of ids, or the word all)"));
            return Set.of();
        }
        Set<String> ids = new TreeSet<>();
        for (YamlNode item : node.items()) {
            if (!item.text().matches(STANDARD)) {
                faults.add(new Fault(item.line(), path, item.text() + " (expected: of the form " + STANDARD + ")"));
            }
            ids.add(item.text());
        }
        return ids;
    }

    private Set<AwardLevel> awards(@Nullable YamlNode node, String path) {
        Set<AwardLevel> levels = new HashSet<>();
        if (node == null) {
            return levels;
        }
        for (YamlNode item : node.items()) {
            AwardLevel level = AWARDS.get(item.text());
            if (level == null) {
                String expected = item.text() + " (expected: one of city, nation, province)";
                faults.add(new Fault(item.line(), path, expected));
            } else {
                levels.add(level);
            }
        }
        return levels;
    }

    private Map<AwardLevel, Bilingual> deciders(@Nullable YamlMapping keys) {
        Map<AwardLevel, Bilingual> deciders = new EnumMap<>(AwardLevel.class);
        if (keys != null) {
            AWARDS.forEach((word, level) -> deciders.put(level, keys.bilingual(word, WORDS)));
        }
        return deciders;
    }

    private static AlertPolicy.Escalation escalation(@Nullable YamlMapping keys) {
        if (keys == null) {
            return new AlertPolicy.Escalation(Severity.SEVERE, Duration.ZERO);
        }
        return new AlertPolicy.Escalation(
                keys.oneOf("severity", SEVERITIES, Severity.SEVERE),
                Duration.ofHours(keys.integer("afterHours", 1, HOURS)));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
