package org.stationboard.gateway;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.stationboard.contract.FeedNames;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.StationRecord;

/**
 * What the sender of a request may send: records of some feeds, units and of one source. Whoever stands before the gateway
 * puts it into the request; a request without one may send everything. Immutable.
 *
 * @param source the only source that records may name; empty: any
 * @param feeds names of the feeds; empty: none
 * @param units whether records of a unit may be sent, by its id
 * @param reports whether a reported figure may be sent, by its standard and the role that it names
 */
public record Grant(
        Optional<String> source, Set<String> feeds, Predicate<String> units, Predicate<ReportedFigure> reports) {
    private static final String KEY = "stationboard.grant";

    public Grant {
        feeds = Set.copyOf(feeds);
    }

    /** Holds the request to this. */
    public void hold(RoutingContext context) {
        context.put(KEY, this);
    }

    /** What the request is held to. */
    static Optional<Grant> of(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    /** Why the record may not be sent; empty where it may. */
    Optional<Refusal> refusal(StationRecord record) {
        String feed = record.hasFeedMark()
                ? record.getFeedMark().getFeed()
                : FeedNames.of(record).orElse("");
        String id = record.getRecordId();
        String named =
                record.hasFeedMark() ? record.getFeedMark().getSource() : id.substring(0, Math.max(0, id.indexOf('/')));
        if (!feeds.contains(feed)) {
            return refused("body", "a feed that the key was given");
        }
        if (source.isPresent() && !(source.get().equals(named) && id.startsWith(named + '/'))) {
            return refused("recordId", "the source that the key was given");
        }
        boolean within = units.test(record.getUnitId())
                && (record.getMovedFrom().isEmpty() || units.test(record.getMovedFrom()));
        if (!within) {
            return refused("unitId", "a unit that the key was given");
        }
        boolean may = !record.hasReportedFigure() || record.getWithdrawn() || reports.test(record.getReportedFigure());
        return may
                ? Optional.empty()
                : refused(
                        "reportedFigure.reporterRole", "a role of the sender's level that the standard is reported by");
    }

    private static Optional<Refusal> refused(String field, String expected) {
        return Optional.of(new Refusal(Reject.UNAUTHORISED, field, expected));
    }
}
