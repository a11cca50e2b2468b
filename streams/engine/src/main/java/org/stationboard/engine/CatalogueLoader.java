package org.stationboard.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.CatalogueException.Fault;
import org.stationboard.engine.YamlNode.Kind;

/** Reads a catalogue's YAML text; refuses what it does not know. */
public final class CatalogueLoader {
    private static final String SHIPPED = "standards.yaml";
    private static final String ID = "[A-Z][0-9]{2}";
    private static final int NAME_LENGTH = 200;
    private static final int TEXT_LENGTH = 4000;
    /** Day cells are kept six years; a window must lie well inside. */
    private static final int MAX_WINDOW_MONTHS = 60;

    private static final int MAX_COUNT = 1_000_000;
    private static final int MAX_TURNS = 366;

    private static final Map<String, UnitLevel> LEVELS = Map.of(
            "city", UnitLevel.CITY,
            "county", UnitLevel.COUNTY,
            "station", UnitLevel.STATION,
            "community", UnitLevel.COMMUNITY);

    private static final Map<String, Comparator> COMPARATORS = Map.of(
            "ge", Comparator.GE,
            "gt", Comparator.GT,
            "le", Comparator.LE,
            "lt", Comparator.LT);

    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private CatalogueLoader() {}

    /**
     * The catalogue of this text.
     *
     * @throws CatalogueException listing every fault at once with its line, its key and what was expected
     */
    public static Catalogue load(String yaml) {
        return new CatalogueLoader().read(yaml);
    }

    /** The text of the catalogue that ships with the product. */
    public static String shippedText() {
        try (InputStream text = CatalogueLoader.class.getResourceAsStream(SHIPPED)) {
            if (text == null) {
                throw new IllegalStateException(SHIPPED + ": missing (expected: beside the loader's class)");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Catalogue read(String yaml) {
        YamlMapping root = new YamlMapping(YamlNode.parse(yaml, faults), "", faults);
        YamlNode head = root.required("catalogue", Kind.MAPPING);
        YamlNode list = root.required("standards", Kind.SEQUENCE);
        root.refuseUnknown();
        String digest = HexFormat.of().formatHex(Sha256.of(yaml).toByteArray());
        List<Standard> standards = list == null ? List.of() : standards(list);
        Catalogue catalogue = head == null ? null : catalogue(head, standards, digest);
        if (!faults.isEmpty() || catalogue == null) {
            faults.sort((one, other) -> Integer.compare(one.line(), other.line()));
            throw new CatalogueException(faults);
        }
        return catalogue;
    }

    private Catalogue catalogue(YamlNode head, List<Standard> standards, String digest) {
        YamlMapping keys = new YamlMapping(head, "catalogue", faults);
        String id = keys.matching("id", "[a-z0-9-]{1,40}");
        int version = (int) keys.integer("version", 1, Integer.MAX_VALUE);
        boolean demo = keys.bool("demo");
        keys.refuseUnknown();
        return new Catalogue(id, version, demo, standards, digest);
    }

    private List<Standard> standards(YamlNode list) {
        List<Standard> standards = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            standards.add(standard(list.items().get(i), "standards[" + i + ']'));
        }
        return standards;
    }

    /** The standard, with placeholders where keys are at fault. */
    private Standard standard(YamlNode item, String path) {
        YamlMapping keys = new YamlMapping(item, path, faults);
        String id = id(keys, item, path);
        Standard standard = new Standard(
                id,
                keys.text("clause", NAME_LENGTH),
                keys.bilingual("name", NAME_LENGTH),
                keys.bilingual("text", TEXT_LENGTH),
                keys.oneOf("indicator", judgeable(id), "", CatalogueLoader::refusal),
                keys.oneOf("level", LEVELS, UnitLevel.UNIT_LEVEL_UNSPECIFIED),
                keys.oneOf("comparator", COMPARATORS, Comparator.COMPARATOR_UNSPECIFIED),
                keys.integer("targetPpm", 0, ExactInterval.ONE_PPM),
                keys.optionalInteger("planTargetPpm", 0, ExactInterval.ONE_PPM),
                (int) keys.integer("windowMonths", 1, MAX_WINDOW_MONTHS),
                (int) keys.integer("minimumSample", 1, MAX_COUNT),
                (int) keys.integer("holdTurns", 1, MAX_TURNS),
                (int) keys.integer("recoveryTurns", 1, MAX_TURNS),
                keys.bool("inForce"),
                (int) keys.integer("version", 1, Integer.MAX_VALUE));
        keys.refuseUnknown();
        if (standard.ofReport() && standard.minimumSample() != 1) {
            String expected = standard.minimumSample() + " (expected: 1, a report is no sample)";
            faults.add(new Fault(item.line(), path + ".minimumSample", expected));
        }
        return standard;
    }

    private String id(YamlMapping keys, YamlNode item, String path) {
        String id = keys.matching("id", ID);
        if (!id.isEmpty() && !ids.add(id)) {
            faults.add(new Fault(item.line(), path + ".id", id + " given twice (expected: once)"));
        }
        return id;
    }

    /**
     * Proportions and levels can be judged, and of them not those that may never have a target. A standard that is
     * reported names its own report.
     */
    private static Map<String, String> judgeable(String standardId) {
        Map<String, String> ids = new HashMap<>();
        for (String id : Indicators.listed()) {
            boolean judged = Indicators.kind(id)
                    .filter(kind -> kind == IndicatorKind.PROPORTION || kind == IndicatorKind.LEVEL)
                    .isPresent();
            if (judged && !Indicators.trendOnly(id)) {
                ids.put(id, id);
            }
        }
        if (standardId.matches(ID)) {
            String report = Indicators.REPORTED + Indicators.code(standardId);
            ids.put(report, report);
        }
        return ids;
    }

    private static @Nullable String refusal(String indicator) {
        return Indicators.trendOnly(indicator) ? "no target on case figures: 四(七) forbids it, X01" : null;
    }
}
