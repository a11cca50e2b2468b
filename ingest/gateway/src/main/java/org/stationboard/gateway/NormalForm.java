package org.stationboard.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a value is written before it is compared: never kept, only compared or hashed. */
enum NormalForm {
    /** Trimmed, each run of white space one space. */
    TEXT("text"),
    /** ASCII letters and digits only, in upper case: a letter whose accent was lost equals the whole one. */
    ASCII("ascii"),
    /** As text, in upper case, without a leading house number. */
    STREET("street");

    private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern HOUSE = Pattern.compile("^[0-9]+ ");

    private final String word;

    NormalForm(String word) {
        this.word = word;
    }

    static Optional<NormalForm> of(String word) {
        for (NormalForm form : values()) {
            if (form.word.equals(word)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    String apply(String value) {
        return switch (this) {
            case TEXT -> text(value);
            case ASCII -> ascii(value);
            case STREET -> HOUSE.matcher(text(value).toUpperCase(Locale.ROOT)).replaceFirst("");
        };
    }

    private static String text(String value) {
        return BLANKS.matcher(value.strip()).replaceAll(" ");
    }

    private static String ascii(String value) {
        StringBuilder kept = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 'a' && c <= 'z') {
                kept.append((char) (c - 'a' + 'A'));
            } else if (Codes.letter(c) || Codes.digit(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
