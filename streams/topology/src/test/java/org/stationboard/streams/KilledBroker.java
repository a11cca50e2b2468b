package org.stationboard.streams;

import java.io.IOException;
import java.nio.file.Path;
import org.stationboard.testkit.ChildJvm;
import org.stationboard.testkit.EmbeddedKafka;

/** A broker in a JVM of its own, there to be killed. It says where it listens. Argument: folder. */
final class KilledBroker {
    private KilledBroker() {}

    static ChildJvm start(Path folder) throws IOException {
        return ChildJvm.start(KilledBroker.class, folder.toString());
    }

    public static void main(String[] arguments) throws Exception {
        EmbeddedKafka broker = EmbeddedKafka.start(Path.of(arguments[0]));
        System.out.println(ChildJvm.READY + broker.bootstrapServers());
        Thread.sleep(Long.MAX_VALUE);
    }
}
