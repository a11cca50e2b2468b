package org.stationboard.gateway;

import java.util.List;

/** A catalogue that the engine could not load, so that it was not written into the log. */
public final class CatalogueRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatalogueRefusedException(List<String> faults) {
        super("catalogue: " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + "\n  "
                + String.join("\n  ", faults));
    }
}
