package org.stationboard.allinone;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** An installation that runs until the process is told to stop (Ctrl-C, SIGTERM), and then ends in good order. */
final class Service implements AutoCloseable {
    private final AllInOne parts;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private Service(AllInOne parts) {
        this.parts = parts;
    }

    static Service start(Installation installation) throws StartRefused {
        return start(installation, Optional.empty());
    }

    static Service start(Installation installation, Optional<TelemetryPart.Plan> telemetry) throws StartRefused {
        Service service = new Service(AllInOne.start(installation, telemetry));
        Runtime.getRuntime().addShutdownHook(new Thread(service::stopAndWait, "stop"));
        return service;
    }

    AllInOne parts() {
        return parts;
    }

    boolean stopping() {
        return stop.getCount() == 0;
    }

    void awaitStop() throws InterruptedException {
        stop.await();
    }

    private void stopAndWait() {
        Console.line("stopping");
        stop.countDown();
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        parts.close();
        stop.countDown();
        ended.countDown();
    }
}
