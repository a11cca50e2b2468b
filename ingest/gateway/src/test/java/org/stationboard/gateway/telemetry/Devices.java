package org.stationboard.gateway.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.stationboard.gateway.OrgRegister;

/** A small register of units and devices for tests. */
final class Devices {
    static final String PASSWORD = "right-horse";
    static final String COLUMNS = "id,unit,kind,password_sha256,valid_from,valid_to\n";

    private Devices() {}

    static OrgRegister units() {
        String csv = """
                id,name,name_en,level,parent,log_key,class,population,officers,valid_from,valid_to
                99,City,City,city,,9901,,,,2000-01-01,
                9901,County,County,county,99,9901,,,,2000-01-01,
                990101,Station,Station,station,9901,9901,urban,,,2000-01-01,
                990102,Station,Station,station,9901,9901,urban,,,2000-01-01,
                """;
        return OrgRegister.parse(csv.getBytes(StandardCharsets.UTF_8));
    }

    static DeviceRegister register(String... rows) {
        return DeviceRegister.parse((COLUMNS + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8), units());
    }

    static String hashed(String salt, String password) {
        try {
            byte[] text = (salt + password).getBytes(StandardCharsets.UTF_8);
            return salt
                    + ':'
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
