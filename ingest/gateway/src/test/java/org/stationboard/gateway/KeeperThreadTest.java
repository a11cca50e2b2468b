package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeeperThreadTest {
    private final KeeperThread thread = new KeeperThread();

    @Test
    void nobodyWaitsForWorkThatAStopHasCalledOff() throws Exception {
        thread.start();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> underWay = thread.submit(() -> {
            begun.countDown();
            return go.await(10, TimeUnit.SECONDS) ? "done" : "late";
        });
        CompletableFuture<String> queued = thread.submit(() -> "never begun");
        begun.await();
        Thread stopping = new Thread(() -> thread.stop(Duration.ofSeconds(10)));
        stopping.start();
        // It waits for the work under way, and has called off the rest.
        while (stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        go.countDown();
        stopping.join();
        assertThat(underWay).isCompletedWithValue("done");
        assertThat(queued).isCompletedExceptionally();
        assertThat(thread.submit(() -> "too late")).isCompletedExceptionally();
    }

    @Test
    void workThatIsBrokenOffHasFailed() {
        thread.start();
        CompletableFuture<String> broken = thread.submit(() -> {
            TimeUnit.SECONDS.sleep(60);
            return "done";
        });
        thread.stop(Duration.ofMillis(100));
        assertThat(broken).isCompletedExceptionally();
    }
}
