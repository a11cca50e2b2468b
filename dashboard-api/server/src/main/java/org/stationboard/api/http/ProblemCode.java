package org.stationboard.api.http;

/** What can go wrong with a request, with the HTTP status it is answered with. */
public enum ProblemCode {
    UNKNOWN_UNIT(404, "No such unit"),
    UNKNOWN_INDICATOR(400, "No such indicator"),
    UNKNOWN_STANDARD(404, "No such standard"),
    BAD_PARAMETER(400, "Parameter not understood"),
    BAD_DATE(400, "Not a day"),
    BAD_RANGE(400, "Not a period"),
    NOT_YET_KNOWN(400, "Not known yet"),
    NOT_YET_SUPPORTED(400, "Not yet supported"),
    FOR_REVIEWERS(403, "For reviewers and auditors alone"),
    ACCOUNTS_MISSING(403, "There are no accounts yet"),
    LOGIN_REQUIRED(401, "Log in first"),
    LOGIN_REFUSED(401, "Not logged in"),
    NOT_ALLOWED(403, "Not for this role"),
    OUT_OF_SCOPE(403, "Not for this unit"),
    TOO_MANY_ATTEMPTS(429, "Wait before the next attempt"),
    UNKNOWN_ENTRY(404, "No such entry"),
    FOREIGN_ORIGIN(403, "Sent by another site's page"),
    UNKNOWN_ALERT(404, "No such alert"),
    UNKNOWN_PROPOSAL(404, "No such proposal"),
    ALERT_ENDED(409, "The alert has ended"),
    DECIDED_BEFORE(409, "Decided before"),
    UNKNOWN_DRAFT(404, "No such draft of the rules"),
    BROKEN_RULES(422, "These rules cannot be used"),
    SECOND_PERSON(403, "A second person has to approve"),
    NOT_TRIED(409, "Not tried on the past beside the newest rules"),
    TRIAL_RUNNING(409, "A backtest is running"),
    IDENTITY_DATA(400, "Names a person"),
    NO_MAP(404, "No map is configured"),
    NOT_FOUND(404, "Nothing here"),
    METHOD_NOT_ALLOWED(405, "Only reads are possible here"),
    RATE_LIMITED(429, "Too many requests"),
    STORE_UNAVAILABLE(503, "The store does not answer"),
    INTERNAL(500, "Our own fault");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
