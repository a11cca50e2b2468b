package org.stationboard.api.alerts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.AlertRow;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.engine.Bilingual;
import org.stationboard.store.AlertAction;

/**
 * Where an alert stands, as the API shows it.
 *
 * @param says what led here, in sentences
 * @param inhibitedBy the silent feed it hangs on: until that is heard nobody is told of it
 */
public record StandingRow(
        @JsonUnwrapped AlertRow alert,
        String severity,
        Bilingual says,
        @Nullable Acknowledged acknowledged,
        @Nullable Silenced silenced,
        @Nullable Assigned assigned,
        long comments,
        @Nullable Inhibitor inhibitedBy) {

    /** That somebody has seen it. */
    public record Acknowledged(String at, AuthorRow by) {}

    /** That nobody is told of it until then, and why. */
    public record Silenced(String until, String reason, String at, AuthorRow by) {}

    /** To whom it was given: an account or a role. */
    public record Assigned(String to, String at, AuthorRow by) {}

    /** A feed that is silent. */
    public record Inhibitor(
            String source, String feed, @Nullable String lastHeard) {}

    static StandingRow of(AlertStanding standing, City city, ZoneId zone) {
        List<Bilingual> sentences = AlertWords.of(standing.transition(), standing.standard(), zone);
        return new StandingRow(
                AlertRow.of(standing.transition(), city),
                standing.severity().word(),
                AlertWords.joined(sentences),
                acknowledged(standing.acknowledged()),
                silenced(standing.silence()),
                assigned(standing.assigned()),
                standing.actions().stream()
                        .filter(action -> action.kind() == AlertAction.Kind.COMMENTED)
                        .count(),
                inhibitor(standing.silentFeed()));
    }

    private static @Nullable Acknowledged acknowledged(@Nullable AlertAction action) {
        return action == null ? null : new Acknowledged(Json.time(action.at()), AuthorRow.of(action.author()));
    }

    private static @Nullable Silenced silenced(@Nullable AlertAction action) {
        if (action == null) {
            return null;
        }
        Instant ends = Objects.requireNonNull(action.ends());
        return new Silenced(Json.time(ends), action.words(), Json.time(action.at()), AuthorRow.of(action.author()));
    }

    private static @Nullable Assigned assigned(@Nullable AlertAction action) {
        if (action == null) {
            return null;
        }
        String to = Objects.requireNonNull(action.assignee());
        return new Assigned(to, Json.time(action.at()), AuthorRow.of(action.author()));
    }

    private static @Nullable Inhibitor inhibitor(@Nullable FeedState feed) {
        if (feed == null) {
            return null;
        }
        String lastHeard = feed.getLastHeard() == 0 ? null : Json.minute(feed.getLastHeard());
        return new Inhibitor(feed.getSource(), feed.getFeed(), lastHeard);
    }
}
