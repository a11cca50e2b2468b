package org.stationboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.TimestampProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.OutputsProto;
import org.stationboard.contract.v1.StationRecordProto;
import org.stationboard.contract.v1.TelemetryProto;

/**
 * Holds the contract to its golden descriptor set, {@code contract.golden}. What is written there may be added to, never
 * removed, renumbered, renamed or retyped: logs are kept for ever.
 *
 * <p>To accept additions, run this test once with {@code -Dcontract.accept=true}: it writes the file anew, but only where
 * nothing of the old one is broken. Commit the file with the change of the .proto.
 */
class GoldenDescriptorTest {
    private static final String GOLDEN = "/contract.golden";
    private static final Path GOLDEN_SOURCE = Path.of("src/test/resources/contract.golden");
    private static final List<FileDescriptor> FILES =
            List.of(StationRecordProto.getDescriptor(), OutputsProto.getDescriptor(), TelemetryProto.getDescriptor());

    @Test
    void keepsEveryFieldOfTheGoldenDescriptorSet() throws Exception {
        Map<String, String> now = entries(FILES);
        if (Boolean.getBoolean("contract.accept")) {
            acceptAdditions(now);
        }
        Map<String, String> golden = entries(goldenFiles());
        assertThat(broken(golden, now))
                .as("fields removed, renumbered or retyped")
                .isEmpty();
        assertThat(now)
                .as("additions not yet accepted: run with -Dcontract.accept=true and commit contract.golden")
                .isEqualTo(golden);
    }

    @Test
    void noticesARemovedARenumberedAndARetypedField() {
        Map<String, String> golden = entries(FILES);
        String field = "stationboard.v1.Alarm.category";
        assertThat(golden).containsKey(field);
        Map<String, String> removed = new TreeMap<>(golden);
        removed.remove(field);
        Map<String, String> retyped = new TreeMap<>(golden);
        retyped.put(field, "3 bytes");
        assertThat(broken(golden, removed)).containsExactly(field + ": absent (expected: 2 string)");
        assertThat(broken(golden, retyped)).containsExactly(field + ": 3 bytes (expected: 2 string)");
    }

    @Test
    void acceptsAnAddedField() {
        Map<String, String> golden = entries(FILES);
        Map<String, String> more = new TreeMap<>(golden);
        more.put("stationboard.v1.Alarm.later", "99 string");
        assertThat(broken(golden, more)).isEmpty();
    }

    private static void acceptAdditions(Map<String, String> now) throws Exception {
        if (Files.exists(GOLDEN_SOURCE)) {
            assertThat(broken(entries(read(Files.newInputStream(GOLDEN_SOURCE))), now))
                    .as("nothing is accepted while the contract is broken")
                    .isEmpty();
        }
        FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
        FILES.forEach(file -> set.addFile(file.toProto()));
        Files.write(GOLDEN_SOURCE, set.build().toByteArray());
        Path copy = Path.of("target/test-classes/contract.golden");
        Files.write(copy, set.build().toByteArray());
    }

    private static List<FileDescriptor> goldenFiles() throws Exception {
        InputStream in = GoldenDescriptorTest.class.getResourceAsStream(GOLDEN);
        assertThat(in).as("src/test/resources" + GOLDEN).isNotNull();
        return read(in);
    }

    private static List<FileDescriptor> read(InputStream in) throws IOException {
        List<FileDescriptor> files = new ArrayList<>();
        try (in) {
            // A file imports only those that stand before it in the set.
            List<FileDescriptor> known = new ArrayList<>(List.of(TimestampProto.getDescriptor()));
            for (FileDescriptorProto file : FileDescriptorSet.parseFrom(in).getFileList()) {
                FileDescriptor built = FileDescriptor.buildFrom(file, known.toArray(FileDescriptor[]::new));
                known.add(built);
                files.add(built);
            }
        } catch (com.google.protobuf.Descriptors.DescriptorValidationException e) {
            throw new IOException("contract.golden: not a descriptor set", e);
        }
        return files;
    }

    private static List<String> broken(Map<String, String> golden, Map<String, String> now) {
        List<String> faults = new ArrayList<>();
        golden.forEach((name, shape) -> {
            String found = now.getOrDefault(name, "absent");
            if (!found.equals(shape)) {
                faults.add(name + ": " + found + " (expected: " + shape + ")");
            }
        });
        return faults;
    }

    /** Every field, enum value and reserved range by full name. */
    private static Map<String, String> entries(List<FileDescriptor> files) {
        Map<String, String> entries = new TreeMap<>();
        for (FileDescriptor file : files) {
            file.getMessageTypes().forEach(message -> addMessage(message, entries));
            file.getEnumTypes().forEach(type -> addEnum(type, entries));
        }
        return entries;
    }

    private static void addMessage(Descriptor message, Map<String, String> entries) {
        entries.put(message.getFullName(), "message");
        for (FieldDescriptor field : message.getFields()) {
            entries.put(field.getFullName(), shape(field));
        }
        message.getEnumTypes().forEach(type -> addEnum(type, entries));
        message.getNestedTypes().forEach(nested -> addMessage(nested, entries));
    }

    private static String shape(FieldDescriptor field) {
        String type = switch (field.getType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default -> field.getType().name().toLowerCase(java.util.Locale.ROOT);
        };
        OneofDescriptor oneof = field.getContainingOneof();
        return field.getNumber()
                + (field.isRepeated() ? " repeated " : " ")
                + type
                + (oneof == null ? "" : " in " + oneof.getName());
    }

    private static void addEnum(EnumDescriptor type, Map<String, String> entries) {
        for (EnumValueDescriptor value : type.getValues()) {
            entries.put(type.getFullName() + "." + value.getName(), Integer.toString(value.getNumber()));
        }
    }
}
