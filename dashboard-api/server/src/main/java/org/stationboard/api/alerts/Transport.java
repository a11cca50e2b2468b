package org.stationboard.api.alerts;

import java.util.List;
import org.stationboard.api.alerts.NoticeSettings.Receiver;

/** Brings a group of notices to a receiver. Blocks until it has acknowledged them. For one thread. */
interface Transport {
    /**
     * Returns once the receiver has taken them all.
     *
     * @throws TransportException when it did not, or nobody knows
     */
    void send(Receiver receiver, String groupKey, List<Told> group) throws TransportException, InterruptedException;

    /** Not known to be taken: told again later. Its message is in our own words, without address or answer. */
    final class TransportException extends Exception {
        private static final long serialVersionUID = 1L;

        TransportException(String message) {
            super(message);
        }
    }
}
