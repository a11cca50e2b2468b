package org.stationboard.allinone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stationboard.api.access.OidcSettings;
import org.stationboard.api.access.Role;

/** Reads the file of {@code --oidc}; the client's secret comes from the environment. */
final class OidcFile {
    private static final String SECRET = "STATIONBOARD_OIDC_SECRET";

    private OidcFile() {}

    static OidcSettings read(Path file) throws StartRefused {
        try {
            JsonNode root = new YAMLMapper().readTree(file.toFile());
            Map<String, Role> roles = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> each : root.path("roles").properties()) {
                String word = each.getValue().asText();
                roles.put(
                        each.getKey(),
                        Role.of(word)
                                .orElseThrow(() -> new StartRefused("oidc: roles." + each.getKey() + ": " + word
                                        + " (expected: a role of accounts)")));
            }
            return new OidcSettings(
                    URI.create(required(root, "issuer")),
                    required(root, "clientId"),
                    System.getenv(SECRET),
                    URI.create(required(root, "publicUrl")),
                    root.path("accountClaim").asText("preferred_username"),
                    root.path("roleClaim").asText("groups"),
                    root.path("unitClaim").asText("stationboard_unit"),
                    roles);
        } catch (IOException unread) {
            throw new StartRefused("oidc: " + file + " (expected: a YAML file that can be read)");
        } catch (IllegalArgumentException wrong) {
            throw new StartRefused("oidc: " + file + ": " + wrong.getMessage());
        }
    }

    private static String required(JsonNode root, String name) throws StartRefused {
        String value = root.path(name).asText();
        if (value.isBlank()) {
            throw new StartRefused("oidc: " + name + ": absent (expected: given; see deploy/oidc-example.yaml)");
        }
        return value;
    }
}
