package org.stationboard.gateway;

import java.util.List;

/** A mapping file that cannot be used; its message lists every fault with its key. */
public final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingException(List<String> faults) {
        super("mapping: " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + "\n  "
                + String.join("\n  ", faults));
    }
}
