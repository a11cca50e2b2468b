package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stationboard.api.access.AccessTable;
import org.stationboard.api.access.AccessTable.Rule;
import org.stationboard.api.access.Operations;
import org.stationboard.api.access.Operations.Operation;
import org.stationboard.api.access.Role;
import org.stationboard.api.http.ApiContract;
import org.stationboard.store.AccessToken;

/** Every route of the OpenAPI file asked by every role: let in or refused as the table says, inside its unit and outside. */
class EveryRouteEveryRoleTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** Codes by which the gate alone refuses. */
    private static final Set<String> GATES = Set.of("LOGIN_REQUIRED", "NOT_ALLOWED", "OUT_OF_SCOPE", "FOREIGN_ORIGIN");
    /** One value for each parameter that some route requires. */
    private static final Map<String, String> REQUIRED =
            Map.of("unit", "%", "indicator", "alarms", "standard", "N02", "of", "arrival");

    private static final Map<Role, String> UNITS = Map.of(
            Role.CITY, SmallCity.CITY,
            Role.COUNTY, SmallCity.NORTH,
            Role.STATION, SmallCity.NORTH_1,
            Role.REVIEWER, SmallCity.NORTH,
            Role.AUDITOR, SmallCity.CITY,
            Role.OPERATOR, "",
            Role.REPORTER, SmallCity.NORTH_1,
            Role.WALL, SmallCity.NORTH_1,
            Role.SOURCE, SmallCity.NORTH_1);

    private static Vertx vertx;
    private static GuardedCity guarded;
    private static GuardedCity open;
    private static final String[] NOBODY = {"X-Nobody", "1"};
    /** The header that proves the role. */
    private static final Map<Role, String[]> PROOFS = new EnumMap<>(Role.class);

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        guarded = new GuardedCity(vertx, true, Optional.empty(), List.of());
        open = new GuardedCity(vertx, false, Optional.empty(), List.of());
        for (Role role : Role.values()) {
            if (role.ofAccounts()) {
                guarded.open(role, unit(role));
                PROOFS.put(role, new String[] {"Cookie", login(role)});
            }
        }
        PROOFS.put(Role.SOURCE, new String[] {
            "Authorization", "Bearer " + guarded.token(AccessToken.Kind.SOURCE, unit(Role.SOURCE))
        });
        PROOFS.put(Role.WALL, new String[] {"Cookie", exchange(guarded.token(AccessToken.Kind.WALL, unit(Role.WALL)))});
        PROOFS.put(Role.ANONYMOUS, NOBODY);
        PROOFS.put(Role.DEMO, NOBODY);
    }

    private static String unit(Role role) {
        return UNITS.getOrDefault(role, "");
    }

    @AfterAll
    static void stop() throws Exception {
        guarded.close();
        open.close();
        GuardedCity.await(vertx.close());
    }

    private static String login(Role role) throws Exception {
        return cookie(post(
                "/api/v1/session",
                "{\"account\":\"" + role.word() + "\",\"password\":\"" + GuardedCity.PASSWORD + "\"}"));
    }

    private static String exchange(String token) throws Exception {
        return cookie(post("/api/v1/wall-session", "{\"token\":\"" + token + "\"}"));
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(guarded.at.resolve(path))
                        .header("Content-Type", "application/json")
                        .header("X-Stationboard", "1")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String set = response.headers().firstValue("set-cookie").orElseThrow();
        assertThat(set).containsIgnoringCase("HttpOnly").contains("SameSite=Strict", "Path=/");
        return set.substring(0, set.indexOf(';'));
    }

    @Test
    void theTableHasEveryRouteOfTheFileAndNoOther() {
        Set<String> routes = new HashSet<>();
        Operations.of(ApiContract.text()).all().forEach(operation -> routes.add(operation.id()));
        assertThat(AccessTable.shipped().operations())
                .as("rows of access.csv against operations of openapi.yaml")
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void everyRouteLetsInAndRefusesEachRoleAsTheTableSays() throws Exception {
        AccessTable table = AccessTable.shipped();
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        int refused = 0;
        int outside = 0;
        for (Operation operation : Operations.of(ApiContract.text()).all()) {
            for (Role role : Role.values()) {
                Rule rule = table.rule(operation.id(), role);
                String own = UNITS.getOrDefault(role, SmallCity.CITY);
                Answer answer = ask(operation, role, own.isEmpty() ? SmallCity.CITY : own);
                asked++;
                refused += rule == Rule.NO ? 1 : 0;
                if (rule == Rule.NO != answer.byTheGate() || answer.status() >= 500) {
                    wrong.add(operation.id() + " as " + role.word() + ": " + answer + " (table: " + rule + ")");
                }
                if (rule == Rule.NO) {
                    int expected = role == Role.ANONYMOUS ? 401 : 403;
                    assertThat(answer.status())
                            .as("%s as %s", operation.id(), role)
                            .isEqualTo(expected);
                }
                for (String other : outsideOf(role, rule, operation)) {
                    Answer of = ask(operation, role, other);
                    outside++;
                    if (of.status() != 403 || !of.code().equals("OUT_OF_SCOPE")) {
                        wrong.add(operation.id() + " as " + role.word() + " of " + other + ": " + of);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        System.out.println("routes x roles: " + asked + " asked, " + refused + " refused as the table says, "
                + (asked - refused) + " let in; " + outside + " of units outside refused; 0 wrong");
    }

    /** Units that the role may not ask of a route whose answer belongs to a unit. */
    private static List<String> outsideOf(Role role, Rule rule, Operation operation) {
        if (!operation.parameters().contains("unit") || (rule != Rule.SCOPE && rule != Rule.OWN)) {
            return List.of();
        }
        return switch (role) {
            case COUNTY, REVIEWER -> List.of(SmallCity.CITY, SmallCity.SOUTH, SmallCity.SOUTH_1);
            case STATION, WALL, REPORTER, SOURCE ->
                List.of(SmallCity.CITY, SmallCity.NORTH, SmallCity.NORTH_2, SmallCity.SOUTH_1);
            case CITY, AUDITOR, OPERATOR, DEMO, ANONYMOUS -> List.of();
        };
    }

    private record Answer(int status, String code) {
        boolean byTheGate() {
            return (status == 401 || status == 403) && GATES.contains(code);
        }
    }

    private static Answer ask(Operation operation, Role role, String unit) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        (role == Role.DEMO ? open : guarded).at.resolve(path(operation, unit)))
                .header("X-Stationboard", "1")
                .header("Content-Type", "application/json");
        String[] proof = PROOFS.getOrDefault(role, NOBODY);
        if (operation.id().equals("logout") && role.ofAccounts()) {
            proof = new String[] {"Cookie", login(role)}; // the others go on
        }
        request.header(proof[0], proof[1]);
        request.method(
                operation.method(),
                operation.method().equals("POST")
                        ? HttpRequest.BodyPublishers.ofString(body(operation))
                        : HttpRequest.BodyPublishers.noBody());
        HttpResponse<InputStream> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return new Answer(response.statusCode(), response.statusCode() < 400 ? "" : code(body));
        }
    }

    private static String code(InputStream body) throws IOException {
        JsonNode problem = JSON.readTree(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        return problem.path("code").asText();
    }

    private static String path(Operation operation, String unit) {
        StringBuilder path = new StringBuilder(operation
                .path()
                .replace("standards/{id}", "standards/N02")
                .replace("{file}", "verdicts.csv")
                .replaceAll("\\{[^}]+}", "f" + SmallCity.NORTH_1));
        char next = '?';
        for (String parameter : operation.parameters()) {
            String value = REQUIRED.get(parameter);
            boolean either = parameter.equals("standard");
            if (value != null && !either) {
                path.append(next).append(parameter).append('=').append(value.replace("%", unit));
                next = '&';
            }
        }
        return path.toString();
    }

    private static String body(Operation operation) {
        String author = "\"author\":{\"account\":\"a-17\",\"role\":\"duty\"}";
        return switch (operation.id()) {
            case "acknowledgeAlert" -> "{" + author + "}";
            case "silenceAlert" -> "{" + author + ",\"words\":\"w\",\"until\":\"2026-03-02T05:00:00Z\"}";
            case "assignAlert" -> "{" + author + ",\"to\":\"duty\"}";
            case "commentAlert" -> "{" + author + ",\"words\":\"w\"}";
            case "decideProposal" -> "{" + author + ",\"decision\":\"OPENED\",\"reason\":\"r\"}";
            default -> "{}";
        };
    }
}
