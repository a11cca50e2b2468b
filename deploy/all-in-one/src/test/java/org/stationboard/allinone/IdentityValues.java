package org.stationboard.allinone;

import java.util.List;

/** Values that look like a person's, made when a test runs: none stands in a file. */
final class IdentityValues {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";

    private IdentityValues() {}

    static List<String> all() {
        return List.of(identityCard(), mobile(), mac(), plate());
    }

    private static String identityCard() {
        String body = String.valueOf(320_600 + 13) + (1900 + 85) + "0" + 7 + (10 + 4) + (100 + 23);
        int sum = 0;
        for (int place = 0; place < WEIGHTS.length; place++) {
            sum += WEIGHTS[place] * (body.charAt(place) - '0');
        }
        return body + CHECK_DIGITS.charAt(sum % 11);
    }

    private static String mobile() {
        return "1" + (30 + 9) + String.valueOf(10_000_000 + 2_345_678);
    }

    private static String mac() {
        StringBuilder address = new StringBuilder("A4");
        for (int part = 0; part < 5; part++) {
            address.append(':').append(Integer.toHexString(0x10 + 31 * part % 0xE0 + 1));
        }
        return address.toString();
    }

    private static String plate() {
        return Character.toString(0x82CF) + "F" + (10_000 + 2_345);
    }
}
