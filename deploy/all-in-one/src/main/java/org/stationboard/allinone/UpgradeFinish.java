package org.stationboard.allinone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.streams.StationStreams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes away a set that readers do not follow. */
@Command(
        name = "finish",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a set of topics and its application's tables away: the one before after a switch, or one that is not"
                    + " wanted. Of a set that readers once followed verdicts and alerts are kept for ever: they are what"
                    + " was said. Its application must be stopped.",
            "Exit code 0: gone, or it was not there; 1: refused or failed, and it can be run again; 2: wrong usage."
        })
final class UpgradeFinish implements Callable<Integer> {
    @Mixin
    private LogPlace place = new LogPlace();

    @Option(
            names = "--set",
            required = true,
            paramLabel = "NAME",
            converter = EngineSetConverter.class,
            description = "The set to take away; first is the one the log was begun with.")
    private EngineSet set = EngineSet.FIRST;

    @Override
    public Integer call() throws Exception {
        return place.with(this::run);
    }

    private int run(String brokers) throws Exception {
        LogHead head = LogEngine.head(brokers);
        LogEngine.requireBegun(head);
        if (head.getEngineSet().equals(set.name())) {
            throw new StartRefused("--set: readers follow " + set + " (expected: another; switch first)");
        }
        boolean onceFollowed = head.getEngineSetsBeforeList().contains(set.name());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Set<String> there = admin.listTopics().names().get();
            List<String> gone = new ArrayList<>();
            Arrays.stream(Topic.values())
                    .filter(Topic::ofEngine)
                    .filter(topic -> !onceFollowed || (topic != Topic.VERDICTS && topic != Topic.ALERTS))
                    .map(set::topicName)
                    .forEach(gone::add);
            gone.addAll(StationStreams.changelogs(set.applicationId(AllInOne.APPLICATION)));
            gone.retainAll(there);
            forgetGroup(admin, set.applicationId(AllInOne.APPLICATION));
            admin.deleteTopics(gone).all().get();
            Console.line(set + ": " + gone.size() + " topics gone"
                    + (onceFollowed ? "; what it said in verdicts and alerts stays" : ""));
        }
        return 0;
    }

    /** Refused by the brokers while the application runs. */
    private static void forgetGroup(Admin admin, String group) throws Exception {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        } catch (ExecutionException cause) {
            if (!(cause.getCause() instanceof GroupIdNotFoundException)) {
                throw new StartRefused(
                        "application " + group + ": " + cause.getCause() + " (expected: one that is stopped)");
            }
        }
    }
}
