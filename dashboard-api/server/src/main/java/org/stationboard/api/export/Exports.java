package org.stationboard.api.export;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.read.Audience;
import org.stationboard.api.read.Cut;
import org.stationboard.api.read.Figures;
import org.stationboard.api.read.Known.Times;
import org.stationboard.api.read.Period;
import org.stationboard.api.read.StandardRow;
import org.stationboard.api.read.VerdictRow;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Standard;

/**
 * What is written into files: of each the filter, up to when data counts, the clauses, and the same rows as the API's.
 * Blocks on the store. One thread.
 */
public final class Exports {
    private final City city;
    private final Catalogue catalogue;

    public Exports(City city, Catalogue catalogue) {
        this.city = city;
        this.catalogue = catalogue;
    }

    /**
     * What every file says of itself.
     *
     * @param units whose rows it holds, in order
     * @param dataAsOf the newest tick that the store has whole; null before the first
     */
    public record About(
            String unitId,
            List<String> units,
            @Nullable Times times,
            @Nullable String dataAsOf) {}

    /** The figures of each unit and indicator over the period. */
    public void figures(TableFile file, About about, Figures figures, List<String> indicators, Period period, Cut cut)
            throws IOException {
        about(file, "figures", about);
        file.row("期间 Period", period.from() + " – " + period.to(), "粒度 Grain", cut.apiName());
        file.row();
        file.head(
                "单位 Unit",
                "名称 Name",
                "级别 Level",
                "指标 Indicator",
                "类别 Kind",
                "条款 Clause",
                "标准 Standards",
                "起 Start",
                "分子 Numerator",
                "分母 Denominator",
                "完整度ppm Completeness",
                "截至 Tick");
        for (String unitId : about.units()) {
            String level = level(unitId, period.toDay());
            for (String indicator : indicators) {
                if (!unitId.equals(about.unitId()) && Indicators.trendOnly(indicator)) {
                    continue; // What cases there were is no comparison of stations (X01).
                }
                Figures.Asked asked = new Figures.Asked(indicator, unitId);
                for (Figures.Row row : figures.figures(asked, period, cut)) {
                    file.row(
                            unitId,
                            city.nameOf(unitId),
                            level,
                            indicator,
                            asked.kindName(),
                            standards(indicator, Standard::clause),
                            standards(indicator, Standard::id),
                            row.start(),
                            row.numerator(),
                            row.denominator(),
                            row.completeness(),
                            row.tick());
                }
            }
        }
    }

    /** Verdicts as they were given. */
    public void verdicts(TableFile file, About about, List<Verdict> verdicts) throws IOException {
        about(file, "verdicts", about);
        file.row();
        file.head(
                "单位 Unit",
                "名称 Name",
                "标准 Standard",
                "条款 Clause",
                "标准名 Standard's name",
                "评判日 On",
                "结果 State",
                "字面结果 Literal",
                "分子 Numerator",
                "分母 Denominator",
                "下限ppm Lower",
                "上限ppm Upper",
                "目标ppm Target",
                "比较 Comparator",
                "窗口起 Window from",
                "窗口止 Window to",
                "最小样本 Minimum sample",
                "规则版本 Rule version",
                "规则摘要 Rule digest",
                "输入摘要 Input digest",
                "评判于 Tick");
        for (Verdict verdict : verdicts) {
            if (!Audience.forReviewers(verdict.getStandardId())) {
                verdict(file, VerdictRow.of(verdict));
            }
        }
    }

    private void verdict(TableFile file, VerdictRow row) throws IOException {
        Standard standard = catalogue.standard(row.standard()).orElse(null);
        file.row(
                row.unit(),
                city.nameOf(row.unit()),
                row.standard(),
                standard == null ? null : standard.clause(),
                standard == null ? null : standard.name().zh(),
                row.on(),
                row.state(),
                row.literal(),
                row.numerator(),
                row.denominator(),
                row.lowerPpm(),
                row.upperPpm(),
                row.targetPpm(),
                row.comparator(),
                row.windowFrom(),
                row.windowTo(),
                row.minimumSample(),
                row.ruleVersion(),
                row.ruleDigest(),
                row.inputDigest(),
                row.tick());
    }

    /** The catalogue. */
    public void standards(TableFile file, About about) throws IOException {
        about(file, "standards", about);
        file.row();
        file.head(
                "标准 Standard",
                "条款 Clause",
                "名称 Name",
                "Name (English)",
                "原文 Text",
                "类别 Kind",
                "指标 Indicator",
                "级别 Level",
                "比较 Comparator",
                "目标ppm Target",
                "窗口月数 Window months",
                "最小样本 Minimum sample",
                "启用 In force",
                "版本 Version");
        for (Standard standard : catalogue.standards()) {
            StandardRow row = StandardRow.of(standard);
            file.row(
                    row.id(),
                    row.clause(),
                    row.name().zh(),
                    row.name().en(),
                    row.text().zh(),
                    row.kind(),
                    row.indicator(),
                    row.level(),
                    row.comparator(),
                    row.targetPpm(),
                    row.windowMonths(),
                    row.minimumSample(),
                    row.inForce() ? "是 yes" : "否 no",
                    row.version());
        }
    }

    private void about(TableFile file, String what, About about) throws IOException {
        file.sheet(what);
        file.row("导出 Export", what);
        file.row(
                "单位 Unit",
                about.unitId(),
                city.nameOf(about.unitId()),
                about.units().size() + " 个单位 units");
        file.row("数据截至 Data as of", about.dataAsOf());
        Times times = about.times();
        if (times != null) {
            file.row(
                    "评判日 On",
                    times.on(),
                    "所知截至 Known",
                    times.known(),
                    "重算 Recomputed",
                    times.recomputed() ? "是 yes" : "否 no");
        }
    }

    private String level(String unitId, long day) {
        return city.unit(unitId, day)
                .map(unit -> unit.getLevel().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private String standards(String indicator, Function<Standard, String> what) {
        return catalogue.standards().stream()
                .filter(standard -> standard.indicator().equals(indicator) && Audience.open(standard))
                .map(what)
                .distinct()
                .collect(Collectors.joining("、"));
    }
}
