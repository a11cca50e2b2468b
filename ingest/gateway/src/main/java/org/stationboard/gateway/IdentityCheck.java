package org.stationboard.gateway;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The second line behind a contract without free text: finds what names a person or follows one standing alone in a
 * string, that is with no ASCII letter or digit beside it. Four kinds: identity cards (18 characters, a real date, the
 * right check digit), mainland mobile numbers (11 digits, 1 and 3 to 9; also behind +86), MAC addresses written with
 * separators, and mainland plates with those of new-energy vehicles. Longer and shorter numbers pass: alarm, case and
 * device numbers are such. Full-width forms are read as their plain ones. Stateless; never keeps what it saw.
 */
public final class IdentityCheck {
    private static final int CARD = 18;
    private static final int MOBILE = 11;
    private static final int MAC_PAIRS = 17;
    private static final int MAC_QUADS = 14;
    private static final int[] CARD_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CARD_CHECKS = "10X98765432";
    private static final String PLATE_PLACES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使";
    private static final String PLATE_ENDS = "挂学警港澳领使";

    private IdentityCheck() {}

    /** What was found, for the answer: a kind and never the value. */
    public enum Kind {
        IDENTITY_CARD("an identity card"),
        MOBILE_NUMBER("a mobile number"),
        MAC_ADDRESS("a MAC address"),
        PLATE("a number plate");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** In words, for an answer. */
        public String words() {
            return words;
        }
    }

    /** The first kind found in a text of any length. */
    public static Optional<Kind> find(String text) {
        String plain = ascii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        int at = 0;
        while (at < plain.length()) {
            char c = plain.charAt(at);
            if (alphanumeric(c)) {
                int end = endOfRun(plain, at);
                Optional<Kind> found = inRun(plain, at, end);
                if (found.isPresent()) {
                    return found;
                }
                at = end;
            } else if (PLATE_PLACES.indexOf(c) >= 0 && plate(plain, at)) {
                return Optional.of(Kind.PLATE);
            } else {
                at++;
            }
        }
        return Optional.empty();
    }

    private static Optional<Kind> inRun(String text, int from, int end) {
        int length = end - from;
        if (length == MOBILE && mobile(text, from)) {
            return Optional.of(Kind.MOBILE_NUMBER);
        }
        boolean abroad = length == MOBILE + 2 && text.startsWith("86", from) && follows(text, from, '+');
        if (abroad && mobile(text, from + 2)) {
            return Optional.of(Kind.MOBILE_NUMBER);
        }
        if (length == CARD && identityCard(text, from)) {
            return Optional.of(Kind.IDENTITY_CARD);
        }
        if ((length == 2 && mac(text, from, 2, MAC_PAIRS)) || (length == 4 && mac(text, from, 4, MAC_QUADS))) {
            return Optional.of(Kind.MAC_ADDRESS);
        }
        return Optional.empty();
    }

    private static boolean mobile(String text, int from) {
        char second = text.charAt(from + 1);
        return text.charAt(from) == '1' && second >= '3' && second <= '9' && digits(text, from, from + MOBILE);
    }

    private static boolean identityCard(String text, int from) {
        if (!digits(text, from, from + CARD - 1)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < CARD_WEIGHTS.length; i++) {
            sum += CARD_WEIGHTS[i] * (text.charAt(from + i) - '0');
        }
        char check = Character.toUpperCase(text.charAt(from + CARD - 1));
        return CARD_CHECKS.charAt(sum % CARD_CHECKS.length()) == check && realDate(text, from + 6);
    }

    private static boolean realDate(String text, int from) {
        int year = number(text, from, from + 4);
        if (year < 1800 || year > 2199) {
            return false;
        }
        try {
            LocalDate.of(year, number(text, from + 4, from + 6), number(text, from + 6, from + 8));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Groups of {@code size} hexadecimal digits with one separator throughout, {@code length} characters in all. */
    private static boolean mac(String text, int from, int size, int length) {
        int end = from + length;
        if (end > text.length() || (end < text.length() && alphanumeric(text.charAt(end)))) {
            return false;
        }
        char separator = text.charAt(from + size);
        boolean letters = false;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(from + i);
            if (i % (size + 1) == size ? c != separator : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
            letters |= Codes.letter(c);
        }
        return writtenAsMac(text, from, size, length, letters);
    }

    /** Without a letter, numbers joined by dots or blanks, and quads joined by anything, are versions and dates. */
    private static boolean writtenAsMac(String text, int from, int size, int length, boolean letters) {
        char separator = text.charAt(from + size);
        if (size == 2 && (separator == ':' || separator == '-')) {
            return true;
        }
        // Three quads with hyphens around them are the middle of a UUID.
        int end = from + length;
        boolean goesOn = end < text.length() && text.charAt(end) == '-';
        boolean partOfMore = separator == '-' && (goesOn || follows(text, from, '-'));
        return letters && !partOfMore && ".: _-".indexOf(separator) >= 0;
    }

    /** A place's character, a letter, perhaps a dot, then five or six characters, at least one a digit. */
    private static boolean plate(String text, int from) {
        int at = from + 1;
        if (at >= text.length() || !Codes.letter(text.charAt(at))) {
            return false;
        }
        at++;
        if (at < text.length() && "·•-. ‧・".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int end = endOfRun(text, at);
        int length = end - at;
        if (length == 4 && end < text.length() && PLATE_ENDS.indexOf(text.charAt(end)) >= 0) {
            return anyDigit(text, at, end);
        }
        return (length == 5 || length == 6) && anyDigit(text, at, end);
    }

    private static boolean anyDigit(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (Codes.digit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean digits(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Codes.digit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int end) {
        int number = 0;
        for (int i = from; i < end; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean follows(String text, int at, char before) {
        return at > 0 && text.charAt(at - 1) == before;
    }

    private static int endOfRun(String text, int from) {
        int end = from;
        while (end < text.length() && alphanumeric(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean alphanumeric(char c) {
        return Codes.letter(c) || Codes.digit(c);
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
