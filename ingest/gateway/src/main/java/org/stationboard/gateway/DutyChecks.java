package org.stationboard.gateway;

import com.google.protobuf.util.Timestamps;
import java.util.HashSet;
import java.util.Set;
import org.stationboard.contract.v1.Custody;
import org.stationboard.contract.v1.CustodyAction;
import org.stationboard.contract.v1.CustodyStep;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.RoleCount;

/** Checks of 值班備勤 and of the custody of files and things. Stateless. */
final class DutyChecks {
    private DutyChecks() {}

    /** A shift may be ahead: a roster is a plan. More may stand on duty than were planned. */
    static void duty(Duty duty, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.require(withdrawn || duty.hasFrom(), "duty.from", "a time");
        Forms.require(withdrawn || duty.hasTo(), "duty.to", "a time");
        times.ahead(duty.hasFrom(), duty.getFrom(), "duty.from");
        times.ahead(duty.hasTo(), duty.getTo(), "duty.to");
        times.before(duty.hasFrom() && duty.hasTo(), duty.getFrom(), duty.getTo(), "duty.to", "duty.from");
        Forms.count(duty.getPostsPlanned(), "duty.postsPlanned");
        Forms.count(duty.getPostsFilled(), "duty.postsFilled");
        Forms.count(duty.getReservePlanned(), "duty.reservePlanned");
        Forms.count(duty.getReserveReady(), "duty.reserveReady");
        Forms.count(duty.getVehiclesPlanned(), "duty.vehiclesPlanned");
        Forms.count(duty.getVehiclesReady(), "duty.vehiclesReady");
        Set<String> roles = new HashSet<>();
        for (int i = 0; i < duty.getRolesCount(); i++) {
            RoleCount role = duty.getRoles(i);
            String path = "duty.roles[" + i + "].";
            Forms.code(false, role.getRole(), path + "role");
            Forms.require(roles.add(role.getRole()), path + "role", "each role once");
            Forms.count(role.getPlanned(), path + "planned");
            Forms.count(role.getPresent(), path + "present");
        }
    }

    /**
     * The steps stand in the order of time. A chain with a hole is taken: a step that nobody signed, a return of what was
     * not out. Holes are what C39 counts, and a gateway that refused them would hide them.
     */
    static void custody(Custody custody, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.code(withdrawn, custody.getItemKind(), "custody.itemKind");
        Forms.require(withdrawn || custody.getStepsCount() > 0, "custody.steps", "at least one step");
        for (int i = 0; i < custody.getStepsCount(); i++) {
            CustodyStep step = custody.getSteps(i);
            String path = "custody.steps[" + i + "].";
            Forms.chosen(false, step.getAction(), path + "action");
            Forms.codeOrNone(step.getByRole(), path + "byRole");
            times.required(step.hasAt(), step.getAt(), path + "at");
            Forms.require(
                    !step.hasDueBackAt() || step.getAction() == CustodyAction.TAKEN_OUT,
                    path + "dueBackAt",
                    "nothing, but where the action is TAKEN_OUT");
            times.ahead(step.hasDueBackAt(), step.getDueBackAt(), path + "dueBackAt");
            boolean inOrder =
                    i == 0 || Timestamps.compare(custody.getSteps(i - 1).getAt(), step.getAt()) <= 0;
            Forms.require(inOrder, path + "at", "a time not before the step before it");
        }
    }
}
