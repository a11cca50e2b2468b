package org.stationboard.api.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.read.MeetingPack;

/** Writes a meeting pack: what it is, the standards by station, and the figures. */
public final class PackFile {
    private PackFile() {}

    /** Three sheets. */
    public static void write(TableFile file, MeetingPack.Answer pack) throws IOException {
        file.sheet("说明 About");
        file.row("会议材料 Meeting pack", pack.name(), pack.unit());
        file.row("月份 Month", pack.month());
        file.row("数据截至 Data as of", pack.dataAsOf());
        file.row("评判日 On", pack.times().on(), "所知截至 Known", pack.times().known());
        file.row("派出所 Stations", pack.stations().size());
        standards(file, pack);
        figures(file, pack.figures());
    }

    private static void standards(TableFile file, MeetingPack.Answer pack) throws IOException {
        file.sheet("标准 Standards");
        List<String> head = new ArrayList<>(List.of("标准 Standard", "条款 Clause", "名称 Name"));
        pack.stations().forEach(station -> head.add(station.name()));
        file.head(head.toArray(String[]::new));
        for (MeetingPack.StandardLine line : pack.standards()) {
            List<@Nullable Object> row = new ArrayList<>(
                    List.of(line.id(), line.clause(), line.name().zh()));
            line.verdicts().forEach(cell -> row.add(cell == null ? null : text(cell)));
            file.row(row);
        }
    }

    private static String text(MeetingPack.Cell cell) {
        return cell.state() + " " + cell.numerator() + "/" + cell.denominator();
    }

    private static void figures(TableFile file, List<MeetingPack.FigureLine> lines) throws IOException {
        file.sheet("数据 Figures");
        file.head(
                "指标 Indicator",
                "类别 Kind",
                "本月分子 Month numerator",
                "本月分母 Month denominator",
                "去年同月分子 Last year numerator",
                "去年同月分母 Last year denominator",
                "上月分子 Previous numerator",
                "上月分母 Previous denominator");
        for (MeetingPack.FigureLine line : lines) {
            List<@Nullable Object> row = new ArrayList<>(List.of(line.indicator(), line.kind()));
            add(row, line.month());
            add(row, line.lastYear());
            add(row, line.previous());
            file.row(row);
        }
    }

    private static void add(List<@Nullable Object> row, MeetingPack.@Nullable Value value) {
        row.add(value == null ? null : value.numerator());
        row.add(value == null ? null : value.denominator());
    }
}
