package org.stationboard.api.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.engine.Bilingual;

/**
 * The policy on alerts, as data: which of them become a proposal to review an award, who decides, when an alert that
 * nobody acknowledged goes up a level. Immutable.
 *
 * @param digest SHA-256 of its text, hexadecimal: a proposal names the policy it was made by
 * @param deciders who decides on an award of a level, and how it gets there
 */
public record AlertPolicy(
        String id,
        int version,
        String digest,
        List<Rule> proposals,
        Map<AwardLevel, Bilingual> deciders,
        Escalation escalation) {
    private static final String SHIPPED = "alert-policy.yaml";

    public AlertPolicy {
        proposals = List.copyOf(proposals);
        deciders = Map.copyOf(deciders);
    }

    /**
     * An alert that fires becomes a proposal where a rule meets it.
     *
     * @param standards ids; empty for every one
     * @param atLeast the least severity
     * @param awards levels of the highest award held
     */
    public record Rule(Set<String> standards, Severity atLeast, Set<AwardLevel> awards) {
        public Rule {
            standards = Set.copyOf(standards);
            awards = Set.copyOf(awards);
        }

        boolean meets(String standardId, Severity severity, AwardLevel highest) {
            return (standards.isEmpty() || standards.contains(standardId))
                    && severity.atLeast(atLeast)
                    && awards.contains(highest);
        }
    }

    /** An alert of at least this severity goes up a level each time so much of the log's time passes unacknowledged. */
    public record Escalation(Severity atLeast, Duration after) {}

    /** The text of the policy that ships with the product. */
    public static String shippedText() {
        try (InputStream text = AlertPolicy.class.getResourceAsStream(SHIPPED)) {
            if (text == null) {
                throw new IllegalStateException(SHIPPED + ": missing (expected: beside its class)");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The policy that ships with the product. */
    public static AlertPolicy shipped() {
        return AlertPolicyLoader.load(shippedText());
    }
}
