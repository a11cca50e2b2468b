package org.stationboard.allinone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.streams.verify.KafkaLog;
import org.stationboard.streams.verify.SetsComparison;
import org.stationboard.streams.verify.SetsDifferences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints where two engines over one log differ. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the set that readers follow with another one, as far as both have taken the log: every figure,"
                    + " newest verdict, alert step and feed; prints the differences by indicator, standard and feed with"
                    + " examples. A new version may well differ: whether it is right is for people to judge.",
            "Exit code 0: no difference; 1: differences, which are printed, or it could not be compared; 2: wrong"
                    + " usage."
        })
final class UpgradeCompare implements Callable<Integer> {
    @Mixin
    private LogPlace place = new LogPlace();

    @Option(
            names = "--set",
            paramLabel = "NAME",
            converter = EngineSetConverter.class,
            description = "The other set; first is the one a log was begun with. Default: v and the version of this"
                    + " program's engine.")
    private @Nullable EngineSet named;

    @Override
    public Integer call() throws Exception {
        return place.with(this::run);
    }

    private int run(String brokers) throws StartRefused {
        LogHead head = LogEngine.head(brokers);
        LogEngine.requireBegun(head);
        EngineSet followed = new EngineSet(head.getEngineSet());
        EngineSet candidate = named == null ? LogEngine.ownSet() : named;
        List<Long> until = new ArrayList<>();
        KafkaLog one = KafkaLog.open(brokers, followed.applicationId(AllInOne.APPLICATION));
        KafkaLog other = KafkaLog.open(brokers, candidate.applicationId(AllInOne.APPLICATION));
        for (int partition = 0; partition < one.partitions(); partition++) {
            until.add(Math.min(one.end(partition), other.end(partition)));
        }
        long waiting = other.waiting();
        SetsDifferences found = new SetsComparison(
                        brokers,
                        followed,
                        candidate,
                        until,
                        (topic, partition) -> Console.progress(topic.topicName() + ", partition " + (partition + 1)
                                + " of " + until.size() + ": compared"))
                .run();
        tell(found, followed, candidate);
        if (waiting > 0) {
            Console.line(
                    String.format(Locale.ROOT, "%,d records not taken by %s yet, so not compared", waiting, candidate));
        }
        return found.count() == 0 ? 0 : 1;
    }

    private static void tell(SetsDifferences found, EngineSet followed, EngineSet candidate) {
        List<SetsDifferences.Line> differing =
                found.lines().stream().filter(line -> line.differing() > 0).toList();
        for (SetsDifferences.Line line : differing) {
            Console.line(String.format(
                    Locale.ROOT,
                    "%s: %,d different, %,d only in %s, %,d only in %s, %,d equal; units concerned: %,d",
                    line.name(),
                    line.different(),
                    line.followedOnly(),
                    followed,
                    line.candidateOnly(),
                    candidate,
                    line.equal(),
                    line.units()));
            line.examples()
                    .forEach(example -> Console.line("  key " + example.key() + "\n    " + followed + ": "
                            + example.followed() + "\n    " + candidate + ": " + example.candidate()));
        }
        Console.line(String.format(
                Locale.ROOT,
                "%,d values equal, %,d differ, in %,d of %,d indicators, standards and feeds",
                found.equal(),
                found.count(),
                differing.size(),
                found.lines().size()));
    }
}
