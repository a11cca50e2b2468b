package org.stationboard.api.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"})
    void noTextIsAFormula(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableFile file = new CsvFile(out)) {
            file.row(text, "示例,\"所\"", -7L, null);
        }
        String written = out.toString(UTF_8);
        assertThat(written).startsWith("\uFEFF");
        List<CSVRecord> rows =
                CSVFormat.RFC4180.parse(new StringReader(written.substring(1))).getRecords();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).toList()).containsExactly("'" + text, "示例,\"所\"", "-7", "");
    }

    @Test
    void aWorkbookHoldsTextsAndNumbersAndNoFormula() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableFile file = new XlsxFile(out)) {
            file.sheet("一");
            file.head("名称", "数");
            for (long i = 0; i < 2_500; i++) {
                file.row("=A" + i, i, null);
            }
            file.sheet("二");
            file.row("x");
        }
        Map<String, String> parts = WorkbookParts.of(out.toByteArray());
        String first = parts.getOrDefault("xl/worksheets/sheet1.xml", "");
        assertThat(first).doesNotContain("<f>").contains("<v>2499</v>");
        assertThat(first.split("<row ", -1)).hasSize(2_502);
        assertThat(parts.get("xl/worksheets/sheet2.xml")).contains("<row ");
    }
}
