package org.stationboard.store;

import java.time.Instant;
import java.util.List;

/** Every read that a route makes, once each with one unit and with several; what they answer is tested elsewhere. */
final class ReadPlans {
    private static final List<List<String>> UNITS =
            List.of(List.of(StoreContract.A), List.of(StoreContract.A, StoreContract.B, StoreContract.C));

    private ReadPlans() {}

    static void readAll(Database database) {
        for (List<String> units : UNITS) {
            figures(new PostgresFigureReader(database), units);
            figures(new PostgresFigureReader(database).knownAt(StoreContract.turn(StoreContract.DAY)), units);
            judged(database, units);
            evidence(new PostgresEvidenceReader(database), units);
            people(database, units);
        }
        whole(database);
    }

    private static void figures(FigureReader figures, List<String> units) {
        long day = StoreContract.day(StoreContract.DAY);
        figures.days(units, "alarms", day - 30, day + 30);
        figures.minutes(units, "alarms", day * 1440, day * 1440 + 180);
        figures.sums(units, "alarms", List.of(new DayRange(day - 400, day - 30), new DayRange(day - 30, day + 3)));
        figures.stocksAt(units, "disputes.open", List.of(day, day + 2));
        figures.lastCounts(units, List.of("alarms", "disputes.registered"), day);
    }

    private static void judged(Database database, List<String> units) {
        VerdictReader verdicts = new PostgresVerdictReader(database);
        AlertReader alerts = new PostgresAlertReader(database);
        for (String standard : new String[] {"N02", null}) {
            verdicts.history(units, standard, 50);
            verdicts.history(units, standard, new VerdictCursor(29_000_000, StoreContract.A, "N02"), 50);
            verdicts.now(units, standard);
            verdicts.standing(units, standard, StoreContract.turn(StoreContract.DAY));
            alerts.history(units, standard, 50);
        }
        alerts.now(units);
        alerts.transition("none");
    }

    private static void evidence(EvidenceReader evidence, List<String> units) {
        long day = StoreContract.day(StoreContract.DAY);
        EvidenceQuery query = new EvidenceQuery(units, BodyKind.ALARM, new DayRange(day - 30, day + 3));
        EvidencePage first = evidence.page(query, null, 5);
        evidence.page(query, first.next(), 5);
        evidence.scan(query, version -> {});
        long turn = StoreContract.turn(StoreContract.DAY);
        EvidenceQuery then = new EvidenceQuery(units, BodyKind.ALARM, query.days(), turn, turn);
        EvidenceQuery now = new EvidenceQuery(units, BodyKind.ALARM, query.days(), null, turn);
        evidence.scan(then, version -> {}, now, version -> {});
    }

    private static void people(Database database, List<String> units) {
        new PostgresAlertActions(database).of(units);
        new PostgresProposalStore(database).proposals(units, 50);
        new PostgresProposalStore(database).proposal("none");
        NoticeOutbox notices = new PostgresNoticeOutbox(database);
        notices.waiting("desk", 0, Instant.EPOCH, 50);
        notices.deliveries(List.of("none"));
        notices.notices(List.of("none"));
    }

    private static void whole(Database database) {
        new PostgresTickReader(database).now();
        new PostgresTickReader(database).turns(0, 10);
        new PostgresBalanceReader(database).records(0, 0, 100);
        new PostgresSplitReader(database).splitRecords(10);
        new PostgresAwardReader(database).awards();
        new PostgresAwardReader(database).versions();
        new PostgresProposalStore(database).unweighed(0, 50);
    }
}
