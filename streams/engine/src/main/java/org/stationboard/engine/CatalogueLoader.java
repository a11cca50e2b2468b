package org.stationboard.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.stationboard.engine.CatalogueException.Fault;
import org.stationboard.engine.YamlNode.Kind;

/** Reads a catalogue's YAML text; refuses what it does not know. */
public final class CatalogueLoader {
    private static final String SHIPPED = "standards.yaml";
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
            String path = "standards[" + i + ']';
            YamlNode item = list.items().get(i);
            Standard standard = new StandardReader(item, path, faults).read();
            if (!standard.id().isEmpty() && !ids.add(standard.id())) {
                String expected = standard.id() + " given twice (expected: once)";
                faults.add(new Fault(item.line(), path + ".id", expected));
            }
            standards.add(standard);
        }
        return standards;
    }
}
