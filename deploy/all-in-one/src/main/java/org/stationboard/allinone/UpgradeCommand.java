package org.stationboard.allinone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A new engine beside the old one over the same log, until readers are told to follow it. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description = {
            "Brings the engine of this program up beside the one that readers follow, over the same log, as a second"
                    + " application with topics of its own; compares what the two say; has readers follow the new one.",
            "In this order: start (beside the running product with --bootstrap, or with --data when it is stopped; goes"
                    + " on where it stood), compare, then with the product stopped switch, start the new program, and"
                    + " finish. Until switch readers see nothing of it, and finish takes an unwanted set away again."
        },
        subcommands = {UpgradeStart.class, UpgradeCompare.class, UpgradeSwitch.class, UpgradeFinish.class})
final class UpgradeCommand implements Callable<Integer> {
    @Override
    public Integer call() throws StartRefused {
        throw new StartRefused("upgrade: (expected: upgrade start, compare, switch or finish)");
    }
}
