package org.stationboard.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a mapping needs to know of the register: the stations, and the unit above all. Immutable. */
public final class StationDirectory {
    private final List<String> sorted;
    private final Set<String> ids;
    private final String root;

    private StationDirectory(Collection<String> stations, String root) {
        this.ids = Set.copyOf(new HashSet<>(stations));
        this.sorted = ids.stream().sorted().toList();
        this.root = root;
        if (sorted.isEmpty() || root.isEmpty()) {
            throw new IllegalArgumentException("register: no station or no unit above (expected: both)");
        }
    }

    /** The stations of a register. */
    public static StationDirectory of(OrgRegister register) {
        return new StationDirectory(register.stations(), register.root());
    }

    /** The stations that a running Stationboard lists at {@code /api/v1/units}, to the key where it asks for one. Blocks. */
    public static StationDirectory fetch(URI base, Optional<String> key) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve("/api/v1/units")).timeout(Duration.ofSeconds(30));
        key.ifPresent(held -> request.header("authorization", "Bearer " + held));
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("units: status " + response.statusCode() + " (expected: 200)");
        }
        List<String> stations = new ArrayList<>();
        String root = "";
        for (JsonNode unit : new ObjectMapper().readTree(response.body()).path("units")) {
            if (unit.path("level").asText().equals("station")) {
                stations.add(unit.path("id").asText());
            }
            if (unit.path("parent").isNull()) {
                root = unit.path("id").asText();
            }
        }
        return new StationDirectory(stations, root);
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    int size() {
        return sorted.size();
    }

    String at(int place) {
        return sorted.get(place);
    }

    /** The id of the unit above all stations. */
    public String root() {
        return root;
    }
}
