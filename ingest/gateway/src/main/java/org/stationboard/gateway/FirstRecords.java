package org.stationboard.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.ShippedRhythms;
import org.stationboard.contract.v1.Catalogue;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.EngineVersion;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.Register;

/**
 * What the log keeper writes before any tick: engine version, register, catalogue, rhythms.
 *
 * @param engineVersion of the engine that reads the log
 * @param register whole
 * @param catalogueText the catalogue's YAML
 */
public record FirstRecords(String engineVersion, Register register, String catalogueText) {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRecords.class);

    /** The same with another register. */
    FirstRecords with(Register other) {
        return new FirstRecords(engineVersion, other, catalogueText);
    }

    /** The same with another catalogue. */
    FirstRecords withCatalogue(String other) {
        return new FirstRecords(engineVersion, register, other);
    }

    /** All four in the order of the log. */
    List<Control> controls() {
        Control engine = Control.newBuilder()
                .setEngine(EngineVersion.newBuilder().setVersion(engineVersion))
                .build();
        return List.of(
                engine,
                registerControl(),
                catalogueControl(),
                Control.newBuilder().setRhythms(ShippedRhythms.shipped()).build());
    }

    /** What a log that goes on must be told, since its head names another register. */
    List<Control> changedSince(LogHead found) {
        List<Control> changed = new ArrayList<>();
        if (!found.getRegisterDigest().equals(register.getDigest())) {
            changed.add(registerControl());
            LOG.info("register changed: digest={}", register.getDigest());
        }
        if (!found.getEngineVersion().equals(engineVersion)) {
            LOG.warn(
                    "engine differs: log={} here={}: the log goes on under its own version",
                    found.getEngineVersion(),
                    engineVersion);
        }
        return changed;
    }

    Control registerControl() {
        return Control.newBuilder().setRegister(register).build();
    }

    Control catalogueControl() {
        return Control.newBuilder()
                .setCatalogue(Catalogue.newBuilder().setText(catalogueText).setDigest(catalogueDigest()))
                .build();
    }

    String catalogueDigest() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(catalogueText.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: absent (expected: every Java platform has it)", e);
        }
    }
}
