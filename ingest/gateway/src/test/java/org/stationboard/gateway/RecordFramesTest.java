package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.StationRecord;

class RecordFramesTest {
    private final List<String> seen = new ArrayList<>();
    private final RecordFrames.Sink sink = new RecordFrames.Sink() {
        @Override
        public void record(byte[] bytes, int from, int length) {
            seen.add(new String(bytes, from, length, StandardCharsets.UTF_8));
        }

        @Override
        public void tooLarge(byte[] sha256, long size) {
            seen.add("too large " + size + " " + HexFormat.of().formatHex(sha256, 0, 4));
        }

        @Override
        public void unreadable(byte[] bytes, int from, int length, String expected) {
            seen.add("unreadable");
        }
    };

    /** What a body is cut into when it comes in pieces of random length, the same each time. */
    private List<String> cut(Function<RecordFrames.Sink, RecordFrames> form, byte[] body, int longest) {
        List<String> first = List.of();
        for (long seed = 0; seed < 20; seed++) {
            seen.clear();
            RecordFrames frames = form.apply(sink);
            SplittableRandom random = new SplittableRandom(seed);
            for (int at = 0; at < body.length; ) {
                int length = Math.min(body.length - at, 1 + random.nextInt(longest));
                frames.feed(Arrays.copyOfRange(body, at, at + length));
                at += length;
            }
            frames.end();
            if (seed == 0) {
                first = List.copyOf(seen);
            }
            assertThat(seen).isEqualTo(first);
        }
        return first;
    }

    private static String shortSha(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 4);
    }

    @Test
    void cutsLinesWhateverThePiecesAre() {
        byte[] body = "{\"a\":1}\r\n\n  \t\n{\"b\":2}\n{\"c\":3}".getBytes(StandardCharsets.UTF_8);
        assertThat(cut(RecordFrames::lines, body, 7)).containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
    }

    @Test
    void passesOverALineOfFiveMebibytesAndGoesOn() throws Exception {
        byte[] large = new byte[5 * 1024 * 1024];
        Arrays.fill(large, (byte) 'x');
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{1}\n".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(large);
        body.writeBytes("\n{2}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(cut(RecordFrames::lines, body.toByteArray(), 100_000))
                .containsExactly("{1}", "too large " + large.length + " " + shortSha(large), "{2}");
    }

    @Test
    void takesALineOfExactlyTheLimit() {
        byte[] line = new byte[RecordFrames.LARGEST];
        Arrays.fill(line, (byte) 'x');
        byte[] body = Arrays.copyOf(line, line.length + 1);
        body[line.length] = '\n';
        assertThat(cut(RecordFrames::lines, body, 9_000)).containsExactly(new String(line, StandardCharsets.UTF_8));
    }

    @Test
    void takesAWholeBodyOrPassesItOver() throws Exception {
        byte[] small = "{\"a\":\n1}".getBytes(StandardCharsets.UTF_8);
        assertThat(cut(RecordFrames::whole, small, 3)).containsExactly("{\"a\":\n1}");
        byte[] large = new byte[RecordFrames.LARGEST + 1];
        assertThat(cut(RecordFrames::whole, large, 5_000))
                .containsExactly("too large " + large.length + " " + shortSha(large));
        assertThat(cut(RecordFrames::whole, new byte[0], 1)).isEmpty();
    }

    @Test
    void cutsAtLengthsWhateverThePiecesAre() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        StationRecord small = StationRecord.newBuilder().setRecordId("a/1").build();
        StationRecord medium =
                StationRecord.newBuilder().setRecordId("m".repeat(300)).build();
        StationRecord large = StationRecord.newBuilder()
                .setRecordId("l".repeat(RecordFrames.LARGEST))
                .build();
        for (StationRecord record : List.of(small, medium, large, small)) {
            record.writeDelimitedTo(body);
        }
        List<String> records = cut(RecordFrames::delimited, body.toByteArray(), 1_000);
        assertThat(records)
                .containsExactly(
                        text(small.toByteString()),
                        text(medium.toByteString()),
                        "too large " + large.getSerializedSize() + " " + shortSha(large.toByteArray()),
                        text(small.toByteString()));
    }

    @Test
    void cutsAnArrayIntoItsObjectsWhateverThePiecesAre() {
        String first = "{\"a\":\"} ] \\\" { [ \\\\\",\"b\":[1,{\"c\":[]}]}";
        byte[] body = (" [ " + first + "\n,\t{} , {\"d\":\"\u4e2d\"}]\r\n").getBytes(StandardCharsets.UTF_8);
        assertThat(cut(RecordFrames::array, body, 5)).containsExactly(first, "{}", "{\"d\":\"\u4e2d\"}");
        assertThat(cut(RecordFrames::array, "[]".getBytes(StandardCharsets.UTF_8), 1))
                .isEmpty();
        assertThat(cut(RecordFrames::array, new byte[0], 1)).isEmpty();
    }

    @Test
    void passesOverALargeObjectOfAnArrayAndGoesOn() throws Exception {
        String large = "{\"a\":\"" + "x".repeat(200_000) + "\"}";
        byte[] body = ("[{\"a\":1}," + large + ",{\"a\":2}]").getBytes(StandardCharsets.UTF_8);
        assertThat(cut(RecordFrames::array, body, 9_000))
                .containsExactly(
                        "{\"a\":1}",
                        "too large " + large.length() + " " + shortSha(large.getBytes(StandardCharsets.UTF_8)),
                        "{\"a\":2}");
    }

    @Test
    void tellsWhereAnArrayEnds() {
        for (String rest : List.of(
                "[{\"a\":1} {\"a\":2}]",
                "[{\"a\":1},",
                "[{\"a\":1},]",
                "[{\"a\":1}] x",
                "[{\"a\":1},2]",
                "[{\"a\":1},{\"a\"")) {
            assertThat(cut(RecordFrames::array, rest.getBytes(StandardCharsets.UTF_8), 3))
                    .as(rest)
                    .containsExactly("{\"a\":1}", "unreadable");
        }
        assertThat(cut(RecordFrames::array, "{\"a\":1}".getBytes(StandardCharsets.UTF_8), 3))
                .containsExactly("unreadable");
    }

    private static String text(ByteString bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void tellsWhereLengthsEnd() {
        assertThat(cut(RecordFrames::delimited, new byte[] {5, 1, 2}, 1)).containsExactly("unreadable");
        byte[] endless = new byte[40];
        Arrays.fill(endless, (byte) 0xff);
        assertThat(cut(RecordFrames::delimited, endless, 50)).containsExactly("unreadable");
    }
}
