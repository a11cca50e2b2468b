package org.stationboard.gateway.telemetry;

import java.util.List;

/** A device register that cannot be used; its message lists every fault with its row, column and what was expected. */
public final class DeviceRegisterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    DeviceRegisterException(List<String> faults) {
        super("devices: " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + "\n  "
                + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    /** One line each, in the order of the rows. */
    public List<String> faults() {
        return faults;
    }
}
