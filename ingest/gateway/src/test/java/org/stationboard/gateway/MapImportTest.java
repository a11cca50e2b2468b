package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapImportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SQUARE = "[[[121,32],[121,32],[121.1,32],[121.1,32.1],[121,32.1],[121,32]]]";

    @TempDir
    Path folder;

    private MapImport imports(OrgRegister register) {
        return new MapImport(
                new CurrentRegister(register),
                new KeptFile(folder, "map.geojson"),
                "none",
                ZoneId.of("Asia/Shanghai"),
                Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC));
    }

    private MapImport imports() {
        return imports(OrgRegisterTest.register(OrgRegisterTest.CITY));
    }

    private static byte[] map(String members, String... features) {
        return ("{\"type\":\"FeatureCollection\"," + members + "\"features\":[" + String.join(",", features) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String feature(String id, String type, String coordinates) {
        return "{\"type\":\"Feature\",\"id\":\"" + id
                + "\",\"properties\":{\"name\":\"words\"},\"geometry\":{\"type\":\"" + type + "\",\"coordinates\":"
                + coordinates + "}}";
    }

    private List<String> faults(byte[] map) {
        return imports().preview(map).faults().stream()
                .map(fault -> fault.feature() + " " + fault.path())
                .toList();
    }

    private JsonNode kept() throws Exception {
        return JSON.readTree(Files.readAllBytes(folder.resolve("map.geojson")));
    }

    @Test
    void keepsOutlinesAndPointsOnThePlaneAndNothingElse() throws Exception {
        byte[] map = map("", feature("91", "Polygon", SQUARE), feature("9101", "Point", "[121.05,32.05,7]"));
        MapImport.Outcome previewed = imports().preview(map);
        assertThat(previewed.faults()).isEmpty();
        assertThat(folder.resolve("map.geojson")).doesNotExist();
        MapImport.Outcome taken = imports().take(map);
        assertThat(taken.taken()).isTrue();
        assertThat(taken.repeated()).isEqualTo(1);
        assertThat(taken.shapes()).isEqualTo(2);
        assertThat(taken.notDrawn()).containsExactly("92", "9102");
        String text = Files.readString(folder.resolve("map.geojson"));
        assertThat(text).doesNotContain("words").contains("\"unit\":\"91\",\"kind\":\"county\"");
        JsonNode ring = kept().path("features")
                .path(0)
                .path("geometry")
                .path("coordinates")
                .path(0)
                .path(0);
        assertThat(ring).hasSize(5);
        // North is up: the first position lies south-west, so at the lower left.
        assertThat(ring.path(0).path(0).asDouble()).isZero();
        assertThat(ring.path(0).path(1).asDouble()).isEqualTo(MapProjection.SIDE);
        double width = ring.path(1).path(0).asDouble();
        assertThat(width).isBetween(16.9, 17.0);
    }

    @Test
    void leavesAPlaneAsItIs() throws Exception {
        imports().take(map("\"plane\":true,", feature("91", "Polygon", "[[[0,0],[900,0],[900,5],[0,0]]]")));
        assertThat(kept().path("features")
                        .path(0)
                        .path("geometry")
                        .path("coordinates")
                        .toString())
                .isEqualTo("[[[[0.0,0.0],[900.0,0.0],[900.0,5.0],[0.0,0.0]]]]");
    }

    @Test
    void joinsFeaturesByTheRuleThatStandsBesideThem() throws Exception {
        byte[] map = map(
                "\"units\":{\"a\":\"91\",\"b\":\"91\"},",
                feature("a", "Polygon", SQUARE),
                feature("b", "MultiPolygon", "[" + SQUARE + "," + SQUARE + "]"));
        assertThat(imports().take(map).shapes()).isEqualTo(1);
        assertThat(kept().path("features").path(0).path("geometry").path("coordinates"))
                .hasSize(3);
    }

    @Test
    void refusesUnitsThatTheRegisterDoesNotHave() {
        assertThat(faults(map("", feature("93", "Polygon", SQUARE)))).containsExactly("0 id");
        // The city is no shape of its own, and a closed station is none any more.
        assertThat(faults(map("", feature("9", "Polygon", SQUARE), feature("9201", "Point", "[121,32]"))))
                .containsExactly("0 id", "1 id");
        assertThat(faults(map("\"units\":{\"x\":\"91\"},", feature("91", "Polygon", SQUARE))))
                .containsExactly("-1 units");
    }

    @Test
    void refusesEverythingThatIsNeitherOutlineNorPoint() {
        assertThat(faults(map("", feature("91", "LineString", "[[121,32],[122,32]]"))))
                .containsExactly("0 geometry.type");
        assertThat(faults(map("", feature("91", "Polygon", "[[[121,32],[122,32],[122,33]]]"))))
                .containsExactly("0 geometry.coordinates[0]");
        assertThat(faults(map("", feature("91", "Polygon", "[[[121,32],[122,132],[122,33],[121,32]]]"))))
                .containsExactly("0 geometry.coordinates[0][1]");
        assertThat(faults(map("", feature("91", "Point", "\"here\"")))).containsExactly("0 geometry.coordinates");
        assertThat(faults(map("", feature("91", "Polygon", SQUARE), feature("91", "Point", "[121,32]"))))
                .containsExactly("1 geometry.type");
        assertThat(faults("nonsense".getBytes(StandardCharsets.UTF_8))).containsExactly("-1 ");
        assertThat(faults("[]".getBytes(StandardCharsets.UTF_8))).containsExactly("-1 type");
        assertThat(faults(map(""))).containsExactly("-1 features");
    }

    @Test
    void refusesMoreThanItCanHold() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 2_001; i++) {
            many.add(feature("91", "Polygon", SQUARE));
        }
        assertThat(faults(map("", many.toArray(String[]::new)))).containsExactly("-1 features");
        String ring = "[121,32],[121.1,32],".repeat(100_000);
        assertThat(faults(map("", feature("91", "Polygon", "[[" + ring + "[121,32]]]"))))
                .containsExactly("0 geometry.coordinates");
    }

    @Test
    void takesNantongsMapOf2017ForTheDistrictsOfToday() throws Exception {
        Path data = RepositoryFiles.testDataOrSkip();
        OrgRegister register = OrgRegisterTest.register(NantongFiles.register(true));
        ObjectNode map = (ObjectNode)
                JSON.readTree(data.resolve("geo/nantong-districts-2017.geojson").toFile());
        MapImport imports = imports(register);
        assertThat(imports.preview(JSON.writeValueAsBytes(map)).faults()).hasSize(4);
        // The old ids as today's: two districts joined, two renamed.
        map.putObject("units")
                .put("320602", "320613")
                .put("320611", "320613")
                .put("320684", "320614")
                .put("320621", "320685");
        map.withArray("features")
                .addObject()
                .put("id", "320671")
                .putObject("geometry")
                .put("type", "Point")
                .putArray("coordinates")
                .add(120.9)
                .add(31.9);
        MapImport.Outcome taken = imports.take(JSON.writeValueAsBytes(map));
        assertThat(taken.faults()).isEmpty();
        assertThat(taken.shapes()).isEqualTo(8);
        assertThat(taken.positions()).isEqualTo(384 + 307 + 2_223 + 2_264 + 1_375 + 22 + 351 + 869 + 2_132 + 1);
        assertThat(taken.repeated()).isPositive();
        assertThat(taken.notDrawn()).hasSize(136);
        assertThat(kept().path("features")
                        .path(0)
                        .path("properties")
                        .path("unit")
                        .asText())
                .isEqualTo("320613");
        assertThat(kept().path("features").path(0).path("geometry").path("coordinates"))
                .hasSize(2);
    }
}
