package org.stationboard.allinone;

import java.util.Optional;
import org.stationboard.api.view.NewestLogHead;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.engine.Engine;
import org.stationboard.streams.verify.SetVersion;

/** Which engine's values the readers of a log follow, as its head says. */
final class LogEngine {
    private LogEngine() {}

    /** The set of topics that readers follow. Blocks. */
    static EngineSet followed(String brokers) {
        return new EngineSet(head(brokers).getEngineSet());
    }

    /** The log's head, the empty one of a log that has not begun. Blocks. */
    static LogHead head(String brokers) {
        return NewestLogHead.at(brokers).orElse(LogHead.getDefaultInstance());
    }

    /** The set that this program's version writes where nothing else is said. */
    static EngineSet ownSet() {
        return new EngineSet("v" + Engine.VERSION);
    }

    /** Refuses brokers without a log. */
    static void requireBegun(LogHead head) throws StartRefused {
        if (head.equals(LogHead.getDefaultInstance())) {
            throw new StartRefused("log: none (expected: one that a Stationboard has begun)");
        }
    }

    /** Refuses a set that another version has begun to write, as far as its verdicts tell. Blocks. */
    static void requireOfOneVersion(String brokers, EngineSet set) throws StartRefused {
        Optional<String> version = SetVersion.of(brokers, set);
        if (version.isPresent() && !version.get().equals(Engine.VERSION)) {
            throw new StartRefused(set + ": written by version " + version.get() + " (expected: " + Engine.VERSION
                    + ", this program's; use the program of that version, or take the set away first)");
        }
    }

    /** This program's engine must be the one that the log names: no set of topics ever holds the values of two. */
    static void requireOwn(LogHead head) throws StartRefused {
        if (!head.getEngineVersion().equals(Engine.VERSION)) {
            throw new StartRefused("engine: the readers of this log follow version " + head.getEngineVersion()
                    + " and this program counts by version " + Engine.VERSION
                    + " (expected: the same; bring a second set up beside it with \"stationboard upgrade start\", or"
                    + " begin with an empty folder)");
        }
    }
}
