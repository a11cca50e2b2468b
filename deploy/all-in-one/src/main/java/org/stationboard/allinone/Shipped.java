package org.stationboard.allinone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stationboard.api.DemoNotice;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.gateway.OrgRegister;
import org.stationboard.gateway.RegisterException;

/** What ships with the product: the demo city's register, map, catalogue, sources and mappings. */
final class Shipped {
    private final Path demoData;

    Shipped(Path demoData) {
        this.demoData = demoData;
    }

    /** Of the tree that the launching script names. */
    static Shipped here() {
        return new Shipped(Path.of(System.getProperty("stationboard.home", "."), "deploy", "demo-data"));
    }

    Path register() {
        return demoData.resolve("register.csv");
    }

    Path map() {
        return demoData.resolve("map.geojson");
    }

    Path mapping(String source) {
        return demoData.resolve("mappings").resolve(source + ".yaml");
    }

    /** The source's files, by name. */
    List<Path> files(String prefix) throws StartRefused {
        return csvFiles(demoData, prefix);
    }

    private static List<Path> csvFiles(Path folder, String prefix) throws StartRefused {
        try (var listed = Files.list(folder)) {
            return listed.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.toString().endsWith(".csv.gz"))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new StartRefused("demo data: " + folder + " (expected: the product's folder of that name)");
        }
    }

    /** Everything the demo's records are made of, in a fixed order. */
    List<Path> recordFiles() throws StartRefused {
        List<Path> all = new ArrayList<>(List.of(register()));
        all.addAll(csvFiles(demoData, ""));
        try (var listed = Files.list(demoData.resolve("mappings"))) {
            listed.sorted().forEach(all::add);
        } catch (IOException missing) {
            throw new StartRefused("demo data: " + demoData + " (expected: the product's folder of that name)");
        }
        return all;
    }

    /** The demo's device register. */
    Path devices() {
        return demoData.resolve("devices.csv");
    }

    /** The files of loop detectors: one device each. */
    List<Path> detectors() throws StartRefused {
        return csvFiles(demoData.resolve("nab-realTraffic"), "");
    }

    String demoCatalogue() throws StartRefused {
        return text("catalogue", demoData.resolve("catalogue-demo.yaml"));
    }

    /** The plan's own catalogue. */
    static String planCatalogue() {
        return CatalogueLoader.shippedText();
    }

    DemoNotice notice() throws StartRefused {
        Path file = demoData.resolve("sources.json");
        try {
            JsonNode notice = new ObjectMapper().readTree(text("sources", file));
            List<DemoNotice.Source> sources = new ArrayList<>();
            for (JsonNode source : notice.get("sources")) {
                sources.add(new DemoNotice.Source(
                        source.get("name").asText(), source.get("licence").asText(), bilingual(source.get("what"))));
            }
            return new DemoNotice(bilingual(notice.get("note")), sources);
        } catch (IOException unreadable) {
            throw new StartRefused("sources: " + file + " (expected: JSON): " + unreadable.getMessage());
        }
    }

    private static Bilingual bilingual(JsonNode node) {
        return new Bilingual(node.get("zh").asText(), node.get("en").asText());
    }

    static OrgRegister register(Path file) throws StartRefused {
        try {
            return OrgRegister.read(file);
        } catch (RegisterException faulty) {
            throw new StartRefused("register: " + file + " cannot be used:\n" + faulty.getMessage());
        } catch (IOException missing) {
            throw new StartRefused("register: " + file + " (expected: a CSV file that can be read)");
        }
    }

    static String text(String what, Path file) throws StartRefused {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new StartRefused(what + ": " + file + " (expected: a UTF-8 file that can be read)");
        }
    }
}
