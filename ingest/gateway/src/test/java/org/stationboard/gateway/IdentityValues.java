package org.stationboard.gateway;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Makes values that look like a person's, from a seed: none stands in a file. */
final class IdentityValues {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private final SplittableRandom random;

    IdentityValues(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One of each kind. */
    List<String> all() {
        return List.of(card(), mobile(), mac(':'), mac('-'), plate(), newEnergyPlate());
    }

    String card() {
        LocalDate born = LocalDate.of(1930, 1, 1).plusDays(random.nextInt(30_000));
        String first = (110_000 + random.nextInt(540_000)) + born.toString().replace("-", "") + digits(3);
        return first + check(first);
    }

    /** The same with a check digit that is not right. */
    String wrongCard() {
        String card = card();
        char last = card.charAt(17);
        return card.substring(0, 17) + (last == '5' ? '6' : '5');
    }

    static char check(String first17) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (first17.charAt(i) - '0');
        }
        int check = (12 - sum % 11) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }

    String mobile() {
        return "1" + (3 + random.nextInt(7)) + digits(9);
    }

    String mac(char separator) {
        StringBuilder mac = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            mac.append(i == 0 ? "" : separator).append(String.format(Locale.ROOT, "%02x", random.nextInt(256)));
        }
        return mac.toString();
    }

    String plate() {
        String places = "\u4eac\u6caa\u82cf\u6d59\u7ca4\u5ddd";
        return places.charAt(random.nextInt(places.length())) + letter() + digits(5);
    }

    String newEnergyPlate() {
        return "\u82cf" + letter() + "D" + digits(5);
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private String letter() {
        return String.valueOf((char) ('A' + random.nextInt(8)));
    }

    /** Numbers as alarm, case and device systems give them, {@code count} of them. */
    Stream<String> ordinary(int count) {
        return Stream.generate(this::ordinaryOne).limit(count);
    }

    private String ordinaryOne() {
        LocalDate day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2_500));
        String compact = day.toString().replace("-", "");
        String unit = "3206" + digits(8);
        return switch (random.nextInt(20)) {
            case 0 -> digits(12);
            case 1 -> compact + digits(6);
            case 2 -> "J" + unit + compact + digits(4);
            case 3 -> "A" + unit + compact.substring(0, 6) + digits(4);
            case 4 -> unit.substring(0, 8) + "00" + "132" + digits(7);
            case 5 -> compact.substring(2) + digits(4);
            case 6 -> compact.substring(2) + digits(6);
            case 7 -> digits(8);
            case 8 -> Long.toHexString(random.nextLong());
            case 9 -> unit + compact + digits(3);
            case 10 -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            case 11 -> "JQ" + compact + digits(5);
            case 12 -> "AJ-" + day + "-" + digits(4);
            case 13 -> digits(14);
            case 14 -> digits(20);
            case 15 -> "cam_" + digits(3) + "." + digits(2);
            case 16 -> "file-" + day.getYear() + ":" + random.nextInt(100_000);
            case 17 -> compact + "-" + digits(4) + "-" + digits(2);
            case 18 -> "110-" + day + "T" + digits(6);
            default -> "D" + unit + digits(10);
        };
    }
}
