package org.stationboard.api.http;

/** What can go wrong with a request, with the HTTP status it is answered with. */
public enum ProblemCode {
    UNKNOWN_UNIT(404, "No such unit"),
    UNKNOWN_INDICATOR(400, "No such indicator"),
    UNKNOWN_STANDARD(404, "No such standard"),
    BAD_PARAMETER(400, "Parameter not understood"),
    BAD_DATE(400, "Not a day"),
    BAD_RANGE(400, "Not a period"),
    NOT_YET_SUPPORTED(400, "Not yet supported"),
    FOR_REVIEWERS(403, "For reviewers and auditors alone"),
    NO_MAP(404, "No map is configured"),
    NOT_FOUND(404, "Nothing here"),
    METHOD_NOT_ALLOWED(405, "Only reads are possible here"),
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
