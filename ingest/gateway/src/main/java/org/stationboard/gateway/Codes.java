package org.stationboard.gateway;

/** The forms that strings of a record may have, so that no free text enters a topic. Stateless. */
final class Codes {
    static final String CODE_FORM = "a code: [a-z0-9-], 1 to 40 characters";
    static final String UNIT_FORM = "an id of a unit: [A-Za-z0-9_-], 1 to 40 characters";
    static final String ID_FORM = "an id: [A-Za-z0-9._:/@+-], 1 to 200 characters";

    private static final int SHORT = 40;
    private static final int LONG = 200;

    private Codes() {}

    /** A code: a category, a channel, a source. */
    static boolean code(String text) {
        if (text.isEmpty() || text.length() > SHORT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || digit(c) || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /** An id of a unit or a log key. */
    static boolean unit(String text) {
        if (text.isEmpty() || text.length() > SHORT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(letter(c) || digit(c) || c == '-' || c == '_')) {
                return false;
            }
        }
        return true;
    }

    /** An id of a record. */
    static boolean id(String text) {
        if (text.isEmpty() || text.length() > LONG) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(letter(c) || digit(c) || "._:/@+-".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    static boolean letter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
