package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdentityCheckTest {
    private final IdentityValues values = new IdentityValues(7);

    @Test
    void findsEachKindStandingAlone() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(IdentityCheck.find(values.card())).contains(IdentityCheck.Kind.IDENTITY_CARD);
            assertThat(IdentityCheck.find(values.mobile())).contains(IdentityCheck.Kind.MOBILE_NUMBER);
            assertThat(IdentityCheck.find(values.mac(':'))).contains(IdentityCheck.Kind.MAC_ADDRESS);
            assertThat(IdentityCheck.find(values.mac('-').toUpperCase(Locale.ROOT)))
                    .contains(IdentityCheck.Kind.MAC_ADDRESS);
            assertThat(IdentityCheck.find(values.plate())).contains(IdentityCheck.Kind.PLATE);
            assertThat(IdentityCheck.find(values.newEnergyPlate())).contains(IdentityCheck.Kind.PLATE);
        }
    }

    @Test
    void findsThemBetweenOtherWords() {
        for (String value : values.all()) {
            for (String around : List.of("phone/%s", "a-%s-b", "x_%s", "\u8eab\u4efd\u8bc1%s\u53f7", "%s,", "1.%s")) {
                assertThat(IdentityCheck.find(String.format(around, value)))
                        .as(around)
                        .isPresent();
            }
        }
    }

    @Test
    void findsOtherWaysOfWriting() {
        String mac = values.mac(':').replaceFirst("..", "ab");
        String[] pairs = mac.split(":");
        String quads = pairs[0] + pairs[1] + "." + pairs[2] + pairs[3] + "." + pairs[4] + pairs[5];
        assertThat(IdentityCheck.find(quads)).contains(IdentityCheck.Kind.MAC_ADDRESS);
        assertThat(IdentityCheck.find(quads.replace('.', '-'))).contains(IdentityCheck.Kind.MAC_ADDRESS);
        assertThat(IdentityCheck.find("+86" + values.mobile())).contains(IdentityCheck.Kind.MOBILE_NUMBER);
        assertThat(IdentityCheck.find("+86 " + values.mobile())).contains(IdentityCheck.Kind.MOBILE_NUMBER);
        StringBuilder fullWidth = new StringBuilder();
        values.mobile().chars().forEach(c -> fullWidth.append((char) (c - '0' + 0xFF10)));
        assertThat(IdentityCheck.find(fullWidth.toString())).contains(IdentityCheck.Kind.MOBILE_NUMBER);
        String plate = values.plate();
        assertThat(IdentityCheck.find(plate.substring(0, 2) + "\u00b7" + plate.substring(2)))
                .contains(IdentityCheck.Kind.PLATE);
        assertThat(IdentityCheck.find(plate.substring(0, 6) + "\u5b66")).contains(IdentityCheck.Kind.PLATE);
        assertThat(IdentityCheck.find(plate.toLowerCase(Locale.ROOT))).contains(IdentityCheck.Kind.PLATE);
    }

    @Test
    void passesWhatOnlyResembles() {
        assertThat(IdentityCheck.find(values.wrongCard())).isEmpty();
        String noDate = "110101" + "19901332" + values.digits(3);
        assertThat(IdentityCheck.find(noDate + IdentityValues.check(noDate))).isEmpty();
        assertThat(IdentityCheck.find("8" + values.mobile())).isEmpty();
        assertThat(IdentityCheck.find(values.mobile() + "a")).isEmpty();
        assertThat(IdentityCheck.find("12" + values.digits(9))).isEmpty();
        assertThat(IdentityCheck.find(values.mac(':').replace(":", ""))).isEmpty();
        assertThat(IdentityCheck.find("10.20.30.40.50.60")).isEmpty();
        assertThat(IdentityCheck.find("2024.1124.1015")).isEmpty();
        assertThat(IdentityCheck.find("\u82cf\u516c\uff08\u5d07\uff09\u7acb\u5b57[2024]123\u53f7"))
                .isEmpty();
        assertThat(IdentityCheck.find("")).isEmpty();
    }

    @Test
    void refusesNoneOfTwoHundredThousandOrdinaryNumbers() {
        AtomicLong refused = new AtomicLong();
        AtomicLong seen = new AtomicLong();
        new IdentityValues(20_26).ordinary(200_000).forEach(number -> {
            seen.incrementAndGet();
            boolean fine = IdentityCheck.find(number).isEmpty() && Codes.id("source/" + number);
            if (!fine) {
                refused.incrementAndGet();
                assertThat(number).as("an ordinary number").isEqualTo("passed");
            }
        });
        assertThat(seen).hasValue(200_000);
        assertThat(refused).hasValue(0);
    }
}
