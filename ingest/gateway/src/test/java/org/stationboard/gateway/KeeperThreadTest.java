package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeeperThreadTest {
    private final KeeperThread thread = new KeeperThread();

    @Test
    void nobodyWaitsForWorkThatAStopHasBrokenOffOrKeptFromBeginning() {
        thread.start();
        CompletableFuture<String> underWay = thread.submit(() -> {
            TimeUnit.SECONDS.sleep(60);
            return "done";
        });
        CompletableFuture<String> queued = thread.submit(() -> "done");
        thread.stop(Duration.ofMillis(100));
        assertThat(underWay).isCompletedExceptionally();
        assertThat(queued).isCompletedExceptionally();
        assertThat(thread.submit(() -> "done")).isCompletedExceptionally();
    }
}
