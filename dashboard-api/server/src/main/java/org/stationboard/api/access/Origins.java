package org.stationboard.api.access;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Whether a request comes from a page of this server, or from no page at all. */
public final class Origins {
    /** A header that another site's form or image cannot send; a script of one would have to be let in first, and none is. */
    public static final String OWN_HEADER = "X-Stationboard";

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private Origins() {}

    /** Whether nothing says that another site's page sent it. */
    public static boolean own(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN_SITES.contains(site)) {
            return false;
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            String authority = new URI(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(request.getHeader("Host"));
        } catch (URISyntaxException notAnOrigin) {
            return false;
        }
    }

    /** Whether it says of itself that a script of this server's pages sent it. */
    public static boolean byOwnScript(HttpServerRequest request) {
        return request.headers().contains(OWN_HEADER);
    }
}
