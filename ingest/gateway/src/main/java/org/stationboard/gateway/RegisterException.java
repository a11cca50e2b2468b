package org.stationboard.gateway;

import java.util.List;

/** A register file that cannot be used; its message lists every fault with its row, the value and what was expected. */
public final class RegisterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    RegisterException(List<String> faults) {
        super("register: " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + "\n  "
                + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    /** One line each, in the order of the rows. */
    public List<String> faults() {
        return faults;
    }
}
