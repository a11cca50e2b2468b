package org.stationboard.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.stationboard.contract.ShippedRhythms;
import org.stationboard.contract.v1.Catalogue;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.EngineVersion;
import org.stationboard.contract.v1.Register;

/**
 * What the log keeper writes before any tick: engine version, register, catalogue, rhythms.
 *
 * @param engineVersion of the engine that reads the log
 * @param register whole
 * @param catalogueText the catalogue's YAML
 */
public record FirstRecords(String engineVersion, Register register, String catalogueText) {
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
