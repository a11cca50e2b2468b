package org.stationboard.allinone;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** When a test fails, says what became of every process it started and the end of what each one said. */
final class ProcessLogs implements TestExecutionExceptionHandler {
    private static final int LINES = 40;

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        for (ServeProcess process : ServeProcess.started()) {
            try {
                List<String> said = process.log().lines().toList();
                System.err.println("process " + process.fate() + "; its end:");
                said.subList(Math.max(0, said.size() - LINES), said.size())
                        .forEach(line -> System.err.println("  | " + line));
            } catch (IOException gone) {
                failure.addSuppressed(gone);
            }
        }
        throw failure;
    }
}
