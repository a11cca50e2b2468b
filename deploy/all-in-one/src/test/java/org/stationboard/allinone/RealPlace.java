package org.stationboard.allinone;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.stationboard.gateway.OrgRegister;

/** A county with three stations for each of the real files, so that none counts into another's figures. */
enum RealPlace {
    MONTGOMERY(990100),
    MONTGOMERY_BY_EVENT(990200),
    WINSTON_SALEM(990300),
    CHICAGO(990400),
    NYPD(990500),
    CHARLOTTESVILLE(990600),
    DEVICES(990700);

    private static final String CITY = "990000";

    private final int county;

    RealPlace(int county) {
        this.county = county;
    }

    String county() {
        return Integer.toString(county);
    }

    List<String> stations() {
        return List.of(Integer.toString(county + 1), Integer.toString(county + 2), Integer.toString(county + 3));
    }

    /** The register of them all. */
    static OrgRegister register() {
        StringBuilder rows = new StringBuilder(
                "id,name,name_en,level,parent,log_key,class,population,officers,valid_from,valid_to\n");
        rows.append(CITY + ",示例市,Example City,city,," + MONTGOMERY.county() + ",,0,0,2000-01-01,\n");
        for (RealPlace place : values()) {
            rows.append(place.county() + ",示例县,Example County,county," + CITY + ',' + place.county()
                    + ",,0,0,2000-01-01,\n");
            place.stations()
                    .forEach(station -> rows.append(station + ",示例派出所,Example Station,station," + place.county + ','
                            + place.county + ",town,0,0,2000-01-01,\n"));
        }
        return OrgRegister.parse(rows.toString().getBytes(StandardCharsets.UTF_8));
    }
}
