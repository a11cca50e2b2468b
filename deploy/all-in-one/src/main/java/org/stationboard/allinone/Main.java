package org.stationboard.allinone;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 refused or failed (one line says why), 2 wrong usage. */
@Command(
        name = "stationboard",
        mixinStandardHelpOptions = true,
        version = "Stationboard 0.1.0",
        description = "Watches how well police stations keep what they promised, and proves every number it shows.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ReplayCommand.class,
            OnboardingCommand.class,
            AccountsCommand.class,
            KeysCommand.class,
            VerifyCommand.class,
            BacktestCommand.class,
            RulesCommand.class,
            UpgradeCommand.class,
            RehearsalCommand.class
        })
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof StartRefused) {
                command.getErr().println("stationboard: " + failure.getMessage());
            } else {
                command.getErr().println("stationboard: " + failure);
                failure.printStackTrace(command.getErr());
            }
            return 1;
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }
}
