package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.Case;
import org.stationboard.contract.v1.CustodyStep;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.Inspection;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.RoleCount;
import org.stationboard.contract.v1.Service;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Visit;

/** The part of the {@link FigureOracle} for every body but disputes; shares no code with the engine either. */
final class BodyOracle {
    private static final int[] MINUTES = {1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1440};

    private static final List<String> FAMILIES = List.of(
            "other",
            "theft-robbery-fraud",
            "vice",
            "pyramid",
            "illegal-fund-raising",
            "violence",
            "dispute",
            "traffic",
            "help",
            "non-police",
            "other");

    private final FigureOracle sums;
    /** unit|indicator to everything reported of it. */
    private final Map<String, List<Report>> reports = new TreeMap<>();

    BodyOracle(FigureOracle sums) {
        this.sums = sums;
    }

    void count(StationRecord record) {
        switch (record.getBodyCase()) {
            case ALARM -> alarm(record);
            case CASE -> ofCase(record, record.getCase());
            case VISIT -> visit(record.getUnitId(), record.getVisit());
            case INSPECTION -> inspection(record.getUnitId(), record.getInspection());
            case CUSTODY -> custody(record.getUnitId(), record.getCustody().getStepsList());
            case DUTY -> duty(record, record.getDuty());
            case SERVICE -> service(record.getUnitId(), record.getService());
            case INFORMATION_CHECK -> check(record, record.getInformationCheck());
            case GRADED_EVENT -> graded(record, record.getGradedEvent());
            case REPORTED_FIGURE -> reported(record, record.getReportedFigure());
            case AWARD -> award(record.getUnitId(), record.getAward());
            case DEVICE_SUMMARY -> devices(record.getUnitId(), record.getDeviceSummary());
            default -> throw new AssertionError(record.getBodyCase());
        }
    }

    /** Of each day the report that began last; of those the shorter, the newer version, the higher role, the id. */
    void countLevels(LocalDate firstDay, LocalDate lastDay) {
        Comparator<Report> standing = Comparator.comparing(Report::begins)
                .thenComparing(Comparator.comparing(Report::to).reversed())
                .thenComparing(Report::version)
                .thenComparing(Report::role)
                .thenComparing(Report::id);
        reports.forEach((series, all) -> {
            LocalDate begins = all.stream()
                    .map(report -> report.begins().toLocalDate())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            for (LocalDate day = begins.isAfter(firstDay) ? begins : firstDay;
                    !day.isAfter(lastDay);
                    day = day.plusDays(1)) {
                LocalDate on = day;
                Report best = null;
                for (Report report : all) {
                    boolean covers = !report.begins().toLocalDate().isAfter(on)
                            && !report.to().isBefore(on);
                    best = covers && (best == null || standing.compare(report, best) > 0) ? report : best;
                }
                if (best != null) {
                    sums.said(series, on.toEpochDay(), best.n(), best.d());
                }
            }
        });
    }

    private void alarm(StationRecord record) {
        Alarm alarm = record.getAlarm();
        String unit = record.getUnitId();
        Timestamp called = alarm.getCalledAt();
        String family = "alarms.family." + FAMILIES.get(alarm.getFamilyValue());
        boolean own = record.getAbout().isEmpty();
        List<String> counted = new ArrayList<>();
        if (own) {
            counted.add("alarms");
            counted.add(family);
            sums.addMinute(unit, "alarms", Math.floorDiv(called.getSeconds(), 60));
        }
        if (own && !alarm.getCategory().isEmpty()) {
            counted.add("alarms.category." + alarm.getCategory());
        }
        for (String indicator : counted) {
            one(unit, indicator, called);
        }
        if (own && alarm.getCrime()) {
            one(unit, "alarms.crime", called);
            community(record, "alarms.crime", called);
        }
        if (family.endsWith("non-police") && alarm.getDispositionValue() != 0) {
            share(
                    unit,
                    "alarms.diverted",
                    called,
                    alarm.getDispositionValue() == 2 || alarm.getDispositionValue() == 3);
        }
        took(unit, "dispatch", called, alarm.hasDispatchedAt(), alarm.getDispatchedAt(), 3);
        took(unit, "arrival", called, alarm.hasArrivedAt(), alarm.getArrivedAt(), 15);
        took(unit, "handling", called, alarm.hasConcludedAt(), alarm.getConcludedAt(), 0);
        open(unit, own, alarm);
    }

    private void took(String unit, String phase, Timestamp called, boolean known, Timestamp at, int inTime) {
        if (!known) {
            return;
        }
        Duration passed = Duration.between(HistoryOracle.instant(called), HistoryOracle.instant(at));
        if (inTime > 0) {
            share(unit, phase + ".in-time", called, passed.compareTo(Duration.ofMinutes(inTime)) <= 0);
        }
        String code = "over";
        for (int i = MINUTES.length - 1; i >= 0; i--) {
            code = passed.compareTo(Duration.ofMinutes(MINUTES[i])) <= 0 ? "le-" + MINUTES[i] : code;
        }
        one(unit, phase + ".bucket." + code, called);
    }

    private void open(String unit, boolean own, Alarm alarm) {
        List<LocalDate> ends = new ArrayList<>();
        LocalDate day = HistoryOracle.day(alarm.getCalledAt());
        ends.add(day.plusDays(2));
        if (alarm.hasArrivedAt()) {
            ends.add(HistoryOracle.day(alarm.getArrivedAt()));
        }
        if (alarm.hasConcludedAt()) {
            ends.add(HistoryOracle.day(alarm.getConcludedAt()));
        }
        boolean untold = !alarm.hasDispatchedAt() && ends.size() == 1;
        if (untold && (alarm.getDispositionValue() > 0 || (own && alarm.getPriority() == 0))) {
            return;
        }
        stands(unit, "alarms.open.unattended", day, ends);
        if (alarm.hasDispatchedAt()) {
            ends.add(HistoryOracle.day(alarm.getDispatchedAt()));
        }
        stands(unit, "alarms.open.undispatched", day, ends);
    }

    private void stands(String unit, String indicator, LocalDate day, List<LocalDate> ends) {
        LocalDate end = ends.stream().min(Comparator.naturalOrder()).orElseThrow();
        if (end.isAfter(day)) {
            stock(unit, indicator, day, end);
        }
    }

    private void ofCase(StationRecord record, Case body) {
        String unit = record.getUnitId();
        boolean own = record.getAbout().isEmpty();
        Timestamp opened = body.getOpenedAt();
        if (own) {
            one(unit, "cases.opened", opened);
        }
        if (own && !body.getCategory().isEmpty()) {
            one(unit, "cases.category." + body.getCategory(), opened);
        }
        if (!body.getSolved()
                && !body.hasFiledAt()
                && !body.hasSolvedAt()
                && !body.hasClosedAt()
                && !body.hasHandedOverAt()) {
            return;
        }
        share(unit, "cases.solved", opened, body.getSolved() || body.hasSolvedAt());
        share(unit, "cases.outside-remit", opened, body.getOutsideRemit());
        LocalDate day = HistoryOracle.day(opened);
        LocalDate end = null;
        if (body.hasFiledAt()) {
            one(unit, "cases.filed", body.getFiledAt());
        }
        if (body.hasClosedAt()) {
            one(unit, "cases.closed", body.getClosedAt());
            end = HistoryOracle.day(body.getClosedAt());
        }
        if (body.hasHandedOverAt()
                && (end == null || HistoryOracle.day(body.getHandedOverAt()).isBefore(end))) {
            end = HistoryOracle.day(body.getHandedOverAt());
        }
        stock(unit, "cases.open", day, end != null && end.isBefore(day) ? day : end);
    }

    private void visit(String unit, Visit visit) {
        if (visit.hasMadeAt()) {
            one(unit, "visits.made", visit.getMadeAt());
            kind(unit, "visits.kind.", visit.getKindValue(), visit.getKind().name(), visit.getMadeAt());
        }
        due(unit, "visits.due", visit.hasDueAt(), visit.getDueAt(), visit.hasMadeAt(), visit.getMadeAt());
    }

    private void inspection(String unit, Inspection inspection) {
        Timestamp at = inspection.getInspectedAt();
        one(unit, "inspections.made", at);
        kind(
                unit,
                "inspections.kind.",
                inspection.getPremisesValue(),
                inspection.getPremises().name(),
                at);
        many(unit, "hazards.found", at, inspection.getHazardsFound(), 0);
        many(unit, "hazards.closed", at, inspection.getHazardsClosed(), inspection.getHazardsFound());
    }

    private void service(String unit, Service service) {
        if (service.hasDoneAt()) {
            Timestamp done = service.getDoneAt();
            one(unit, "services.done", done);
            kind(
                    unit,
                    "services.channel.",
                    service.getChannelValue(),
                    service.getChannel().name(),
                    done);
            if (service.hasComings()) {
                share(unit, "services.unseen", done, service.getComings() == 0);
                share(unit, "services.once", done, service.getComings() < 2);
            }
        }
        due(unit, "services.due", service.hasDueAt(), service.getDueAt(), service.hasDoneAt(), service.getDoneAt());
    }

    private void custody(String unit, List<CustodyStep> steps) {
        String allowed = "1";
        Instant latest = Instant.MIN;
        Instant out = null;
        CustodyStep taken = CustodyStep.getDefaultInstance();
        for (CustodyStep step : steps) {
            Instant at = HistoryOracle.instant(step.getAt());
            String action = Integer.toString(step.getActionValue());
            one(unit, "custody.moves", step.getAt());
            if (at.isBefore(latest) || step.getByRole().isEmpty() || !allowed.contains(action)) {
                one(unit, "custody.gaps", step.getAt());
            }
            latest = at.isBefore(latest) ? latest : at;
            allowed = switch (action) {
                case "1", "3" -> "24";
                case "2" -> "34";
                case "4" -> "x";
                default -> allowed;
            };
            if (action.equals("2") && out == null) {
                out = latest;
                taken = step;
            } else if ("134".contains(action) && out != null) {
                absence(unit, taken, out, latest);
                out = null;
            }
        }
        if (out != null) {
            absence(unit, taken, out, null);
        }
    }

    private void absence(String unit, CustodyStep taken, Instant from, @Nullable Instant to) {
        LocalDate opened = from.atZone(City.ZONE).toLocalDate();
        LocalDate closed = to == null ? null : to.atZone(City.ZONE).toLocalDate();
        stock(unit, "custody.out", opened, closed);
        if (taken.hasDueBackAt()) {
            Instant due = HistoryOracle.instant(taken.getDueBackAt());
            share(unit, "custody.returned", taken.getDueBackAt(), to != null && !to.isAfter(due));
            sums.standAfter(unit, "custody.overdue", opened, closed, HistoryOracle.day(taken.getDueBackAt()));
        }
    }

    private void duty(StationRecord record, Duty duty) {
        LocalDateTime from = minute(duty.getFrom());
        LocalDate to = HistoryOracle.instant(duty.getTo())
                .minusNanos(1)
                .atZone(City.ZONE)
                .toLocalDate();
        report(record, "duty.posts", from, to, duty.getPostsFilled(), duty.getPostsPlanned(), 0);
        report(record, "duty.reserve", from, to, duty.getReserveReady(), duty.getReservePlanned(), 0);
        report(record, "duty.vehicles", from, to, duty.getVehiclesReady(), duty.getVehiclesPlanned(), 0);
        Map<String, long[]> roles = new TreeMap<>();
        for (RoleCount role : duty.getRolesList()) {
            long[] sum = roles.computeIfAbsent(role.getRole(), r -> new long[2]);
            sum[0] += role.getPresent();
            sum[1] += role.getPlanned();
        }
        roles.remove("");
        roles.forEach((role, sum) -> report(record, "duty.role." + role, from, to, sum[0], sum[1], 0));
    }

    private void check(StationRecord record, InformationCheck check) {
        LocalDateTime day = minute(check.getCheckedAt());
        LocalDate never = LocalDate.of(9999, 12, 31);
        report(record, "information.collected", day, never, check.getCollected(), check.getRegistered(), 0);
        many(record.getUnitId(), "information.accurate", check.getCheckedAt(), check.getAccurate(), check.getSampled());
    }

    private void graded(StationRecord record, GradedEvent event) {
        List<String> names = List.of(
                "other",
                "extreme-violence",
                "mass-incident",
                "dispute-turned-crime",
                "political",
                "terror",
                "cult",
                "complaint-upheld",
                "conduct-breach",
                "accident");
        String name = "graded." + names.get(event.getKindValue());
        if (event.getGradeValue() == 0) {
            one(record.getUnitId(), "graded.ungraded", event.getHappenedAt());
        } else if (event.getGradeValue() == 2 && event.getConfirmed()) {
            one(record.getUnitId(), name, event.getHappenedAt());
            if (name.endsWith("accident")) {
                community(record, name, event.getHappenedAt());
            }
        }
    }

    private void reported(StationRecord record, ReportedFigure figure) {
        boolean share = figure.hasNumerator() && figure.hasDenominator();
        if (!share && !figure.hasValueMilli()) {
            return;
        }
        report(
                record,
                "reported." + figure.getStandard().toLowerCase(Locale.ROOT),
                LocalDate.ofEpochDay(figure.getPeriodFrom()).atStartOfDay(),
                LocalDate.ofEpochDay(figure.getPeriodTo()),
                share ? figure.getNumerator() : figure.getValueMilli(),
                share ? figure.getDenominator() : 1000,
                standing(figure.getReporterRole()));
    }

    private static int standing(String role) {
        List<String> levels = List.of("", "station", "county", "city", "province");
        return Math.max(0, levels.indexOf(role.split("-", -1)[0]));
    }

    private void award(String unit, Award award) {
        LocalDate from = HistoryOracle.day(award.getGrantedAt());
        LocalDate to = award.hasEndedAt() ? HistoryOracle.day(award.getEndedAt()) : null;
        stock(unit, "awards.held", from, to != null && to.isBefore(from) ? from : to);
    }

    private void devices(String unit, DeviceSummary summary) {
        Timestamp at = summary.getFrom();
        many(unit, "devices.available", at, summary.getAvailable(), summary.getDevices());
        if (summary.getKindValue() > 0) {
            String kind = summary.getKind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            many(unit, "devices.kind." + kind + ".available", at, summary.getAvailable(), summary.getDevices());
        }
        many(unit, "devices.readings", at, summary.getReadings(), 0);
        many(unit, "devices.failures", at, summary.getFailures(), 0);
        many(unit, "devices.passes", at, summary.getPasses(), 0);
        many(unit, "devices.late", at, summary.getLate(), 0);
        many(unit, "devices.clock-off", at, summary.getClockAhead() + summary.getClockBehind(), 0);
    }

    private void report(
            StationRecord record, String indicator, LocalDateTime from, LocalDate to, long n, long d, int role) {
        if (n != 0 || d != 0) {
            reports.computeIfAbsent(record.getUnitId() + '|' + indicator, k -> new ArrayList<>())
                    .add(new Report(from, to, n, d, record.getVersion(), role, record.getRecordId()));
        }
    }

    private static LocalDateTime minute(Timestamp time) {
        return HistoryOracle.instant(time).atZone(City.ZONE).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
    }

    private void one(String unit, String indicator, Timestamp at) {
        many(unit, indicator, at, 1, 0);
    }

    private void community(StationRecord record, String indicator, Timestamp at) {
        if (!record.getCommunityId().isEmpty()) {
            one(record.getCommunityId(), indicator, at);
        }
    }

    private void kind(String unit, String prefix, int number, String name, Timestamp at) {
        if (number > 0) {
            one(unit, prefix + name.toLowerCase(Locale.ROOT).replace('_', '-'), at);
        }
    }

    private void share(String unit, String indicator, Timestamp at, boolean success) {
        many(unit, indicator, at, success ? 1 : 0, 1);
    }

    private void due(String unit, String indicator, boolean due, Timestamp dueAt, boolean done, Timestamp doneAt) {
        if (due) {
            boolean inTime = done && !HistoryOracle.instant(doneAt).isAfter(HistoryOracle.instant(dueAt));
            share(unit, indicator, dueAt, inTime);
        }
    }

    private void many(String unit, String indicator, Timestamp at, long n, long d) {
        sums.add(unit, indicator, HistoryOracle.day(at), n, d);
    }

    private void stock(String unit, String indicator, LocalDate from, @Nullable LocalDate to) {
        sums.stand(unit, indicator, from, to);
    }

    private record Report(LocalDateTime begins, LocalDate to, long n, long d, long version, int role, String id) {}
}
