package org.stationboard.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.ApiSettings;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.cases.RuleCase;
import org.stationboard.engine.cases.RuleCaseReader;
import org.stationboard.engine.cases.RuleCaseRun;
import org.stationboard.engine.cases.ShippedCases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What can be done with rules before they are in force. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Tries rules before they are in force.",
        subcommands = RulesCommand.Test.class)
final class RulesCommand implements Callable<Integer> {
    @Override
    public Integer call() throws StartRefused {
        throw new StartRefused("rules: (expected: rules test)");
    }

    /** Runs cases: records and days in, verdicts and alerts out. */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = {
                "Runs each case, records and days in and expected verdicts and alerts out, through the engine under a"
                        + " catalogue, and prints a line a case and every difference.",
                "Exit code 0: all as expected; 1: a difference, a case or catalogue that cannot be read (every fault is"
                        + " printed with line and key); 2: wrong usage."
            })
    static final class Test implements Callable<Integer> {
        @Option(names = "--rules", paramLabel = "FILE", description = "The catalogue. Default: the one that ships.")
        private @Nullable Path rules;

        @Option(
                names = "--cases",
                paramLabel = "DIR",
                description = "Folder of cases, *.yaml. Default: those that ship, two or more per standard in force.")
        private @Nullable Path cases;

        @Override
        public Integer call() throws StartRefused {
            String catalogue = rules == null ? CatalogueLoader.shippedText() : Shipped.text("rules", rules);
            check(catalogue);
            int failed = 0;
            Map<String, String> texts = cases == null ? shipped() : inFolder(cases);
            for (Map.Entry<String, String> each : texts.entrySet()) {
                failed += passes(each.getKey(), each.getValue(), catalogue) ? 0 : 1;
            }
            Console.line(texts.size() + " cases, " + failed + " failed");
            return failed == 0 ? 0 : 1;
        }

        private void check(String catalogue) throws StartRefused {
            try {
                CatalogueLoader.load(catalogue);
            } catch (CatalogueException faulty) {
                StringBuilder all = new StringBuilder("rules: " + rules + " cannot be used:");
                faulty.faults()
                        .forEach(fault ->
                                all.append('\n').append(rules).append(": ").append(fault));
                throw new StartRefused(all.toString());
            }
        }

        private static boolean passes(String name, String text, String catalogue) {
            try {
                RuleCase ruleCase = RuleCaseReader.read(text);
                List<String> differences = RuleCaseRun.differences(ruleCase, catalogue, ApiSettings.SHANGHAI);
                String says = ruleCase.says().zh() + " / " + ruleCase.says().en();
                Console.line((differences.isEmpty() ? "ok      " : "FAILED  ") + name + "  " + says);
                differences.forEach(difference -> Console.line("        " + name + ": " + difference));
                return differences.isEmpty();
            } catch (CatalogueException faulty) {
                Console.line("BROKEN  " + name);
                faulty.faults().forEach(fault -> Console.line("        " + name + ": " + fault));
                return false;
            }
        }

        private static Map<String, String> shipped() {
            Map<String, String> texts = new LinkedHashMap<>();
            ShippedCases.names().forEach(name -> texts.put(name, ShippedCases.text(name)));
            return texts;
        }

        private static Map<String, String> inFolder(Path folder) throws StartRefused {
            Map<String, String> texts = new LinkedHashMap<>();
            try (Stream<Path> listed = Files.list(folder)) {
                List<Path> files = listed.filter(file -> file.toString().endsWith(".yaml"))
                        .sorted()
                        .toList();
                for (Path file : files) {
                    texts.put(file.getFileName().toString(), Shipped.text("case", file));
                }
            } catch (IOException missing) {
                throw new StartRefused("cases: " + folder + " (expected: a folder of *.yaml)");
            }
            if (texts.isEmpty()) {
                throw new StartRefused("cases: " + folder + " holds none (expected: at least one *.yaml)");
            }
            return texts;
        }
    }
}
