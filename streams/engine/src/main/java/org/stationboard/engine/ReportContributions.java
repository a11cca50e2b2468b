package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.util.Map;
import java.util.TreeMap;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.RoleCount;
import org.stationboard.engine.Gathering.Period;

/** What records that already hold counts contribute: shifts, checks, reported figures and device summaries. */
final class ReportContributions {
    /** 0001-01-01 and 9999-12-31. */
    private static final long FIRST_DAY = -719_162;

    private static final long LAST_DAY = Contribution.OPEN_END;
    private static final long MILLI = 1000;

    private ReportContributions() {}

    /** A shift speaks for the local days it touches; of two that touch a day the one that began later. */
    static void gather(Duty duty, Gathering gathering, LocalDays days) {
        Gathering.require(duty.hasFrom(), "duty.from");
        Gathering.require(duty.hasTo(), "duty.to");
        long from = days.ofTime(duty.getFrom(), "duty.from");
        if (LocalDays.notAfter(duty.getTo(), duty.getFrom())) {
            throw new IllegalArgumentException("duty.to: (expected: after duty.from)");
        }
        long until = days.ofTime(lastSecond(duty.getTo()), "duty.to");
        int minute = (int) (LocalDays.minuteOf(duty.getFrom(), "duty.from") - days.startMinute(from));
        Period shift = new Period(from, minute, until);
        gathering.level(Indicators.DUTY_POSTS, shift, duty.getPostsFilled(), duty.getPostsPlanned(), 0, "duty.posts");
        gathering.level(
                Indicators.DUTY_RESERVE, shift, duty.getReserveReady(), duty.getReservePlanned(), 0, "duty.reserve");
        gathering.level(
                Indicators.DUTY_VEHICLES,
                shift,
                duty.getVehiclesReady(),
                duty.getVehiclesPlanned(),
                0,
                "duty.vehicles");
        byRole(duty).forEach((role, counts) -> {
            String indicator = Gathering.coded(Indicators.DUTY_ROLE, role, "duty.roles.role");
            gathering.level(indicator, shift, counts.n(), counts.d(), 0, "duty.roles");
        });
    }

    /** The last second that begins before an instant: a shift that ends half a minute past midnight touches the new day. */
    private static Timestamp lastSecond(Timestamp end) {
        return end.getNanos() > 0
                ? end
                : Timestamp.newBuilder().setSeconds(end.getSeconds() - 1).build();
    }

    private static Map<String, Counts> byRole(Duty duty) {
        Map<String, Counts> byRole = new TreeMap<>();
        for (RoleCount count : duty.getRolesList()) {
            if (!count.getRole().isEmpty()) {
                byRole.merge(
                        count.getRole(),
                        new Counts(count.getPresent(), count.getPlanned()),
                        (sum, more) -> sum.plus(more.n(), more.d()));
            }
        }
        return byRole;
    }

    /** What is collected holds until the next check; what was found right lies on the day of the check. */
    static void gather(InformationCheck check, Gathering gathering, LocalDays days) {
        Gathering.require(check.hasCheckedAt(), "information_check.checked_at");
        long day = days.ofTime(check.getCheckedAt(), "information_check.checked_at");
        int minute = (int)
                (LocalDays.minuteOf(check.getCheckedAt(), "information_check.checked_at") - days.startMinute(day));
        gathering.level(
                Indicators.INFORMATION_COLLECTED,
                new Period(day, minute, Contribution.OPEN_END),
                check.getCollected(),
                check.getRegistered(),
                0,
                "information_check.collected");
        gathering.share(
                Indicators.INFORMATION_ACCURATE,
                day,
                check.getAccurate(),
                check.getSampled(),
                "information_check.accurate");
    }

    /** A share as it is; an index or a head count in thousandths, of a thousand. */
    static void gather(ReportedFigure figure, Gathering gathering) {
        String standard = Indicators.code(figure.getStandard());
        if (standard.isEmpty()) {
            throw new IllegalArgumentException("reported_figure.standard: absent (expected: the id of a standard)");
        }
        long from = figure.getPeriodFrom();
        long until = figure.getPeriodTo();
        if (from < FIRST_DAY || until > LAST_DAY || until < from) {
            throw new IllegalArgumentException(
                    "reported_figure.period_to: (expected: not before period_from, days of the years 1 to 9999)");
        }
        String indicator = Gathering.coded(Indicators.REPORTED, standard, "reported_figure.standard");
        Period period = new Period(from, 0, until);
        int rank = Standing.ofRole(figure.getReporterRole()).rank();
        if (figure.hasNumerator() && figure.hasDenominator()) {
            long of = figure.getDenominator();
            gathering.level(indicator, period, figure.getNumerator(), of, rank, "reported_figure.numerator");
        } else if (figure.hasValueMilli()) {
            gathering.level(indicator, period, figure.getValueMilli(), MILLI, rank, "reported_figure.value_milli");
        }
    }

    /** A window counts on the day it begins. */
    static void gather(DeviceSummary summary, Gathering gathering, LocalDays days) {
        Gathering.require(summary.hasFrom(), "device_summary.from");
        long day = days.ofTime(summary.getFrom(), "device_summary.from");
        long available = summary.getAvailable();
        gathering.share(Indicators.DEVICES_AVAILABLE, day, available, summary.getDevices(), "device_summary.available");
        DeviceKind kind = summary.getKind();
        if (kind != DeviceKind.DEVICE_KIND_UNSPECIFIED && kind != DeviceKind.UNRECOGNIZED) {
            String ofKind = Indicators.DEVICES_KIND + Indicators.code(kind.name()) + Indicators.DEVICES_KIND_AVAILABLE;
            gathering.share(ofKind, day, available, summary.getDevices(), "device_summary.available");
        }
        gathering.count(Indicators.DEVICES_READINGS, day, summary.getReadings(), "device_summary.readings");
        gathering.count(Indicators.DEVICES_FAILURES, day, summary.getFailures(), "device_summary.failures");
        gathering.count(Indicators.DEVICES_PASSES, day, summary.getPasses(), "device_summary.passes");
        gathering.count(Indicators.DEVICES_LATE, day, summary.getLate(), "device_summary.late");
        gathering.count(Indicators.DEVICES_CLOCK_OFF, day, summary.getClockAhead(), "device_summary.clock_ahead");
        gathering.count(Indicators.DEVICES_CLOCK_OFF, day, summary.getClockBehind(), "device_summary.clock_behind");
    }
}
