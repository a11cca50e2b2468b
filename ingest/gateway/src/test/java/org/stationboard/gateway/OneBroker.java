package org.stationboard.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test of a run the same broker, started once and closed at the end: starting one takes longer than most
 * tests. A test begins with {@link TestBroker#removeTopics}.
 */
final class OneBroker implements ParameterResolver {
    private static final ExtensionContext.Namespace PLACE = ExtensionContext.Namespace.create(OneBroker.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(PLACE).getOrComputeIfAbsent("broker", key -> new Kept(), Kept.class).broker;
    }

    private static final class Kept implements AutoCloseable {
        private final Path folder = folder();
        private final TestBroker broker = new TestBroker(folder);

        private static Path folder() {
            try {
                return Files.createTempDirectory("stationboard-broker");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            broker.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> {
                    if (!file.toFile().delete()) {
                        file.toFile().deleteOnExit();
                    }
                });
            }
        }
    }
}
