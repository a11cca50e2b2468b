package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.UnitClass;

class NantongRegisterTest {
    @Test
    void readsAllOfNantongsStreetsAndTowns() throws Exception {
        OrgRegister register = OrgRegisterTest.register(NantongFiles.register(true));
        assertThat(register.stations()).hasSize(136);
        assertThat(register.logKeysUnder("3206")).hasSize(8);
        long urban = register.message().getUnitsList().stream()
                .filter(unit -> unit.getUnitClass() == UnitClass.URBAN)
                .count();
        long named = NantongFiles.rows("nantong-streets.csv").stream()
                .filter(street -> street[1].endsWith("街道"))
                .count();
        assertThat(urban).isEqualTo(named).isPositive();
    }

    @Test
    void everyRowOfAStreetThatWasCutShortIsTold() throws Exception {
        String file = NantongFiles.register(true).replace(",320681,320681,", ",320681,");
        RegisterException refused = catchThrowableOfType(
                RegisterException.class, () -> RegisterRows.parse(file.getBytes(StandardCharsets.UTF_8)));
        long cut = NantongFiles.rows("nantong-streets.csv").stream()
                .filter(street -> street[2].equals("320681"))
                .count();
        assertThat(refused.details())
                .hasSize((int) cut)
                .allMatch(fault -> fault.text().startsWith("10 values"));
    }

    @Test
    void leavingOutWhatIsNoStationIsAFaultAfterwardsAndNoneBefore() throws Exception {
        byte[] stations = NantongFiles.register(false).getBytes(StandardCharsets.UTF_8);
        List<RegisterRow> rows = RegisterRows.parse(stations);
        OrgRegister whole = OrgRegisterTest.register(NantongFiles.register(true));
        OrgRegister cut = OrgRegister.of(stations, rows);
        int left = whole.stations().size() - cut.stations().size();
        assertThat(left).isPositive();
        assertThat(new RegisterDifference(whole, rows, cut).faults()).hasSize(left);
        List<RegisterRow> all = RegisterRows.parse(NantongFiles.register(true).getBytes(StandardCharsets.UTF_8));
        RegisterDifference opened = new RegisterDifference(cut, all, whole);
        assertThat(opened.faults()).isEmpty();
        assertThat(opened.changes()).hasSize(left).allMatch(change -> change.kind() == RegisterChange.Kind.OPENED);
    }
}
