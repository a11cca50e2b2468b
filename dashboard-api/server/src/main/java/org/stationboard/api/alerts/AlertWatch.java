package org.stationboard.api.alerts;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.LiveView;
import org.stationboard.api.StorePorts;
import org.stationboard.api.alerts.NoticeSettings.Receiver;
import org.stationboard.store.StoreException;

/**
 * What follows from alerts without a person: proposals, escalations and notices, each on a thread of its own, a receiver
 * that hangs keeps nobody else waiting. A store that does not answer is asked again; nothing is remembered here.
 */
public final class AlertWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    private static final long PERIOD_MS = 1_000;
    /** Hours are waited for; the newest alert of every station is read for it. */
    private static final long ESCALATIONS_MS = 15_000;

    private final List<ScheduledExecutorService> threads = new ArrayList<>();
    private final List<ScheduledFuture<?>> rounds = new ArrayList<>();
    private final List<AutoCloseable> owned = new ArrayList<>();

    /** Begins to work. */
    public AlertWatch(LiveView view, StorePorts store, AlertSettings settings, ZoneId zone, Clock clock, Vertx vertx) {
        AlertStandings standings = new AlertStandings(view, store.alerts(), store.actions());
        ProposalMaker proposals =
                new ProposalMaker(store.proposals(), store.awards(), settings.policy(), view::catalogue, clock, zone);
        Escalations escalations = new Escalations(settings.policy().escalation(), store.notices());
        every("alert-proposals", PERIOD_MS, () -> view.catalogue().standards().isEmpty() ? 0 : proposals.run());
        every(
                "alert-escalations",
                ESCALATIONS_MS,
                () -> escalations.run(standings.now(standings.everyStation()), logNow(view)));
        NoticeGate gate = new NoticeGate(standings, store.alerts(), store.notices());
        for (Receiver receiver : settings.notices().receivers()) {
            Transports transport = new Transports(vertx, settings.notices().links(), clock);
            owned.add(transport);
            NoticeSender sender =
                    new NoticeSender(receiver, settings.notices(), store.notices(), gate, view, zone, clock, transport);
            every("notices-" + receiver.name(), PERIOD_MS, sender::run);
        }
    }

    private static Instant logNow(LiveView view) {
        return view.read(state -> state.now(view.machineNow()));
    }

    private void every(String name, long periodMs, Callable<Integer> work) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        threads.add(thread);
        Round round = new Round(name, work);
        rounds.add(thread.scheduleWithFixedDelay(round::run, periodMs, periodMs, TimeUnit.MILLISECONDS));
    }

    /** One kind of work; says once that it fails and once that it goes on. */
    private static final class Round {
        private final String name;
        private final Callable<Integer> work;
        private boolean failing;

        Round(String name, Callable<Integer> work) {
            this.name = name;
            this.work = work;
        }

        void run() {
            try {
                work.call();
                failing = false;
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (StoreException absent) {
                if (!failing) {
                    LOG.warn("{}: the store does not answer: {}", name, absent.toString());
                }
                failing = true;
            } catch (Exception fault) {
                // A fault of our own must not end the rounds to come.
                if (!failing) {
                    LOG.error("{}: failed, tried again every second", name, fault);
                }
                failing = true;
            }
        }
    }

    @Override
    public void close() {
        rounds.forEach(round -> round.cancel(false));
        threads.forEach(ScheduledExecutorService::shutdownNow);
        for (ScheduledExecutorService thread : threads) {
            try {
                if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                    LOG.warn("a round did not end in time");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        for (AutoCloseable each : owned) {
            try {
                each.close();
            } catch (Exception fault) {
                LOG.warn("closing a transport: {}", fault.toString());
            }
        }
    }
}
