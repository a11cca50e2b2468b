package org.stationboard.gateway;

import java.util.List;
import java.util.stream.Collectors;

/** A register file that cannot be used; its message lists every fault with its row, the value and what was expected. */
public final class RegisterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RegisterFault> details;

    RegisterException(List<RegisterFault> faults) {
        super("register: " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + "\n  "
                + faults.stream().map(RegisterFault::toString).collect(Collectors.joining("\n  ")));
        this.details = List.copyOf(faults);
    }

    /** One line each, in the order of the rows. */
    public List<String> faults() {
        return details.stream().map(RegisterFault::toString).toList();
    }

    /** Each with its row and column, in the order of the rows. */
    public List<RegisterFault> details() {
        return details;
    }
}
