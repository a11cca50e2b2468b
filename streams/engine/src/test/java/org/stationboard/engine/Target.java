package org.stationboard.engine;

import java.util.List;

/**
 * A standard of a generated history, as the history means it and as a catalogue's text says it.
 *
 * @param comparator ge, gt, le or lt
 * @param ppm the target in parts per million
 * @param months length of the window
 */
record Target(
        String id,
        String indicator,
        String comparator,
        long ppm,
        int months,
        int sample,
        int hold,
        int recovery,
        boolean inForce,
        int version) {
    /** The feed its indicator reads. */
    String feed() {
        if (indicator.startsWith("disputes.")) {
            return "dispute";
        }
        return indicator.startsWith("visits.") ? "visit" : "alarm";
    }

    /** Whether the target is kept when a share lies this far above it, in any unit; 0 is exactly on it. */
    boolean keptAt(int above) {
        return switch (comparator) {
            case "ge" -> above >= 0;
            case "gt" -> above > 0;
            case "le" -> above <= 0;
            default -> above < 0;
        };
    }

    static String catalogue(List<Target> targets) {
        StringBuilder text = new StringBuilder("catalogue: {id: test, version: 1, demo: false}\nstandards:\n");
        targets.forEach(target -> text.append(target.yaml()));
        return text.toString();
    }

    private String yaml() {
        return """
              - id: %s
                clause: 三(三)
                name: {zh: 名, en: Name}
                text: {zh: 文, en: Text}
                indicator: %s
                level: station
                comparator: %s
                targetPpm: %d
                windowMonths: %d
                minimumSample: %d
                holdTurns: %d
                recoveryTurns: %d
                inForce: %s
                version: %d
            """.formatted(id, indicator, comparator, ppm, months, sample, hold, recovery, inForce, version);
    }
}
