package org.stationboard.streams.telemetry;

import org.stationboard.contract.v1.DeviceKind;

/**
 * Keys of the sums: {@code unit|kind|window}; what comes before the window, the unit key, groups the devices. No id may
 * contain the bar. Stateless.
 */
final class SumKey {
    private SumKey() {}

    static String of(String unitKey, long window) {
        return unitKey + '|' + window;
    }

    static String unitKey(String key) {
        return key.substring(0, key.lastIndexOf('|'));
    }

    static String unit(String unitKey) {
        return unitKey.substring(0, unitKey.indexOf('|'));
    }

    static DeviceKind kind(String unitKey) {
        String code = unitKey.substring(unitKey.indexOf('|') + 1);
        return DeviceKind.valueOf(code.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
}
