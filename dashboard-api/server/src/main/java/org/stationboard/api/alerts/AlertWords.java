package org.stationboard.api.alerts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.Standard;

/**
 * A transition in plain sentences: the records, the arithmetic, the rule. Of what was judged then and not of what is
 * known now. Stateless.
 */
final class AlertWords {
    private AlertWords() {}

    /** What led to the transition, sentence by sentence. */
    static List<Bilingual> of(AlertTransition transition, @Nullable Standard standard, ZoneId zone) {
        List<Bilingual> sentences = new ArrayList<>();
        Verdict verdict = transition.getVerdict();
        if (transition.hasVerdict() && verdict.getKind() == RuleKind.CLOCK_RULE) {
            sentences.add(events(verdict, standard));
        } else if (transition.hasVerdict() && verdict.getDenominator() > 0) {
            sentences.add(arithmetic(verdict, standard));
            sentences.add(rule(verdict, standard));
        }
        sentences.add(step(transition, zone));
        int before = transition.getFiredBefore();
        if (before > 0) {
            sentences.add(new Bilingual(
                    "此前已触发 " + before + " 次。", "It fired " + before + (before == 1 ? " time" : " times") + " before."));
        }
        return sentences;
    }

    /** All of them in one text. */
    static Bilingual joined(List<Bilingual> sentences) {
        return new Bilingual(
                String.join("", sentences.stream().map(Bilingual::zh).toList()),
                String.join(" ", sentences.stream().map(Bilingual::en).toList()));
    }

    /** Of a zero-tolerance clock: one event is one too many. */
    private static Bilingual events(Verdict verdict, @Nullable Standard standard) {
        String clause = standard == null ? "" : "（" + standard.clause() + "）";
        String clauseEn = standard == null ? "" : " (" + standard.clause() + ")";
        String from = Json.day(verdict.getWindowFrom());
        String to = Json.day(verdict.getWindowTo());
        String last = verdict.hasLastEvent() ? Json.day(verdict.getLastEvent()) : "";
        return new Bilingual(
                from + " 至 " + to + "，计入 " + verdict.getNumerator() + " 起" + (last.isEmpty() ? "" : "，最近 " + last)
                        + "；标准为零发生" + clause + "。",
                verdict.getNumerator() + " counted from " + from + " to " + to
                        + (last.isEmpty() ? "" : ", the last on " + last) + "; the standard is none" + clauseEn + ".");
    }

    private static Bilingual arithmetic(Verdict verdict, @Nullable Standard standard) {
        String from = Json.day(verdict.getWindowFrom());
        String to = Json.day(verdict.getWindowTo());
        long n = verdict.getNumerator();
        long d = verdict.getDenominator();
        boolean report = standard != null && standard.ofReport();
        if (report && d == 1) {
            return new Bilingual(
                    from + " 至 " + to + "，上报 " + n + "。", n + " reported from " + from + " to " + to + ".");
        }
        String share = percent(n, d, verdict.getTargetPpm());
        if (verdict.getKind() == RuleKind.DECLINE_RULE) {
            return new Bilingual(
                    "截至 " + to + "，两期合计 " + d + " 件，其中本期 " + n + " 件：" + share + "%。",
                    n + " of the " + d + " of both windows to " + to + " lie in the newer one: " + share + " %.");
        }
        return new Bilingual(
                from + " 至 " + to + "，" + (report ? "上报 " : "") + d + " 件中 " + n + " 件计入：" + share + "%。",
                n + " of " + d + (report ? " reported" : " counted") + " from " + from + " to " + to + ": " + share
                        + " %.");
    }

    private static Bilingual rule(Verdict verdict, @Nullable Standard standard) {
        boolean count = standard != null && standard.ofReport() && verdict.getDenominator() == 1;
        String unit = count ? "" : "%";
        String target = count ? plain(BigDecimal.valueOf(verdict.getTargetPpm(), 6)) : percent(verdict.getTargetPpm());
        String clause = standard == null ? "" : "（" + standard.clause() + "）";
        String clauseEn = standard == null ? "" : " (" + standard.clause() + ")";
        String wantZh = wantZh(verdict.getComparator()) + " " + target + unit + clause;
        String wantEn = wantEn(verdict.getComparator()) + " " + target + (count ? "" : " %") + clauseEn;
        if (!verdict.hasLowerPpm() || !verdict.hasUpperPpm()) {
            return new Bilingual("目标为" + wantZh + "。", "The target is " + wantEn + ".");
        }
        String low = percent(verdict.getLowerPpm());
        String high = percent(verdict.getUpperPpm());
        return switch (verdict.getState()) {
            case MISSED ->
                new Bilingual(
                        "精确区间 " + low + "%～" + high + "% 全在目标之外，确定未达到" + wantZh + "。",
                        "The exact interval of " + low + " % to " + high
                                + " % lies wholly on the wrong side: certainly not " + wantEn + ".");
            case MET,
                    UNDECIDED,
                    INSUFFICIENT,
                    STALE,
                    NOT_IN_FORCE,
                    NO_TARGET,
                    VERDICT_STATE_UNSPECIFIED,
                    UNRECOGNIZED ->
                new Bilingual(
                        "目标为" + wantZh + "；精确区间 " + low + "%～" + high + "%。",
                        "The target is " + wantEn + "; the exact interval is " + low + " % to " + high + " %.");
        };
    }

    private static String wantZh(Comparator comparator) {
        return switch (comparator) {
            case GE -> "不低于";
            case GT -> "高于";
            case LE -> "不高于";
            case LT -> "低于";
            case COMPARATOR_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static String wantEn(Comparator comparator) {
        return switch (comparator) {
            case GE -> "at least";
            case GT -> "more than";
            case LE -> "at most";
            case LT -> "less than";
            case COMPARATOR_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static Bilingual step(AlertTransition transition, ZoneId zone) {
        String since = DateTimeFormatter.ISO_LOCAL_DATE.format(
                Instant.ofEpochSecond(transition.getSince() * 60).atZone(zone));
        int turns = transition.getTurns();
        AlertReason reason = transition.getReason();
        return switch (reason) {
            case MISSED_WITH_CERTAINTY -> new Bilingual("确定未达标，开始计时观察。", "Certainly missed: the hold time begins.");
            case HELD ->
                new Bilingual(
                        "自 " + since + " 起连续 " + turns + " 个日界均确定未达标，告警触发。",
                        "Certainly missed at " + turns + " day's turns in a row since " + since + ": the alert fires.");
            case NOT_HELD ->
                new Bilingual("观察期内不再确定未达标，未触发。", "No longer certainly missed within the hold time: it did not fire.");
            case RECOVERED ->
                new Bilingual(
                        "连续 " + turns + " 个日界未见未达标，告警解除。",
                        "Not missed at " + turns + " day's turns in a row: resolved.");
            case FEED_SILENT ->
                new Bilingual("数据源在观察期内停更，无从判断，未触发。", "The feed fell silent within the hold time: it did not fire.");
            case RULE_ENDED -> new Bilingual("标准不再适用，告警结束。", "The standard no longer applies: the alert ends.");
            case UNIT_CLOSED -> new Bilingual("单位已撤并，告警结束。", "The unit is closed: the alert ends.");
            case ENGINE_CHANGED ->
                new Bilingual(
                        "计算规则已更新，告警状态按新规则。",
                        "Counted by a newer engine from here on: the alert stands as that one has it.");
            case ALERT_REASON_UNSPECIFIED, UNRECOGNIZED -> new Bilingual("告警状态变化。", "The alert changed its state.");
        };
    }

    /** One decimal; more where one decimal would look like the target and is not. */
    static String percent(long numerator, long denominator, long targetPpm) {
        BigDecimal exact =
                BigDecimal.valueOf(numerator * 100).divide(BigDecimal.valueOf(denominator), 6, RoundingMode.HALF_EVEN);
        String short1 = plain(exact.setScale(1, RoundingMode.HALF_EVEN));
        boolean likeTarget =
                short1.equals(percent(targetPpm)) && exact.compareTo(BigDecimal.valueOf(targetPpm, 4)) != 0;
        return likeTarget ? plain(exact.setScale(3, RoundingMode.HALF_EVEN)) : short1;
    }

    static String percent(long ppm) {
        return plain(BigDecimal.valueOf(ppm, 4).setScale(1, RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
