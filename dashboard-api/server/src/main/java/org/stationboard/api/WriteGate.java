package org.stationboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.stationboard.api.access.Access;
import org.stationboard.api.access.Origins;
import org.stationboard.api.access.OwnMachine;
import org.stationboard.api.access.Principal;
import org.stationboard.api.alerts.AlertSettings;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.store.Author;

/**
 * Says who writes: whoever was proven at the gate; where there are no accounts, and the server was told to take it, whoever
 * sits at this machine, under the name they give, recorded as not authenticated. Elsewhere it refuses and says why.
 */
final class WriteGate {
    private static final int WORDS = 1_000;

    private final AlertSettings settings;

    WriteGate(AlertSettings settings) {
        this.settings = settings;
    }

    /** Who writes. */
    Author author(RoutingContext context, JsonNode body) {
        HttpServerRequest request = context.request();
        Principal principal = Access.principal(context);
        if (principal.proven()) {
            return new Author(principal.account(), principal.role().word(), true);
        }
        if (!settings.writesWithoutAccounts() || !OwnMachine.loopback(request.remoteAddress())) {
            throw new ProblemException(
                    ProblemCode.ACCOUNTS_MISSING,
                    "accounts: none yet (expected: a demo, or a server started to take writes without them, and a"
                            + " request from its own machine)");
        }
        if (!Origins.own(request)) {
            throw new ProblemException(
                    ProblemCode.FOREIGN_ORIGIN, "Origin: another site (expected: the page of this server)");
        }
        JsonNode author = body.path("author");
        try {
            return new Author(
                    code("account", author.path("account").asText()),
                    code("role", author.path("role").asText()),
                    false);
        } catch (IllegalArgumentException notACode) {
            throw new ProblemException(ProblemCode.BAD_PARAMETER, "author: " + notACode.getMessage());
        }
    }

    /** A code that names nobody. */
    String code(String name, String value) {
        refuseIdentity(name, value);
        return value;
    }

    /** Words of a person: of a bounded length, without control characters, naming nobody. */
    String words(String name, JsonNode body, boolean required) {
        String words = body.path(name).asText().strip();
        boolean control = words.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n');
        if (control || words.length() > WORDS || (required && words.isEmpty())) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER,
                    name + ": not understood (expected: " + (required ? "1.." : "0..") + WORDS
                            + " characters, no control characters)");
        }
        refuseIdentity(name, words);
        return words;
    }

    private void refuseIdentity(String name, String text) {
        settings.identity().apply(text).ifPresent(kind -> {
            throw new ProblemException(
                    ProblemCode.IDENTITY_DATA, name + ": holds " + kind + " (expected: nothing that names a person)");
        });
    }
}
