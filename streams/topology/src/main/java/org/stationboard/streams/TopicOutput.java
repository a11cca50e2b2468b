package org.stationboard.streams;

import com.google.protobuf.MessageLite;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.Output;

/**
 * Says of each of the engine's values which topics it goes to, under which key and in which bytes. Whoever hosts an
 * engine, the streams or a verifier, uses the same table. One thread.
 */
public abstract class TopicOutput implements Output {
    private final int partition;

    /** @param partition of the log whose engine writes here */
    protected TopicOutput(int partition) {
        this.partition = partition;
    }

    /**
     * Says which record leads to what follows.
     *
     * @param offset of that record
     * @param tick epoch minute of the last tick before it or, of a tick, its own
     */
    protected abstract void moveTo(long offset, long tick);

    /** Takes one value for one topic. */
    protected abstract void send(Topic topic, String key, MessageLite value);

    @Override
    public void figure(Figure figure) {
        Topic topic = figure.getGrain() == Grain.MINUTE ? Topic.FIGURES_MINUTE : Topic.FIGURES;
        FigureValue value = FigureValue.newBuilder().setFigure(figure).build();
        send(topic, key(figure), value);
    }

    @Override
    public void verdict(Verdict verdict, boolean append) {
        String key = Keys.judged(verdict.getUnitId(), verdict.getStandardId());
        if (append) {
            send(Topic.VERDICTS, key, verdict);
        }
        send(Topic.VERDICTS_NOW, key, verdict);
    }

    @Override
    public void alert(AlertTransition transition) {
        String key = Keys.judged(transition.getUnitId(), transition.getStandardId());
        send(Topic.ALERTS, key, transition);
        send(Topic.ALERTS_NOW, key, transition);
    }

    @Override
    public void feed(FeedState feed) {
        send(Topic.FEEDS, Keys.feed(feed.getSource(), feed.getFeed(), feed.getLogKey()), feed);
    }

    @Override
    public void marker(TickMarker marker) {
        FigureValue value = FigureValue.newBuilder().setMarker(marker).build();
        send(Topic.FIGURES, Keys.marker(partition), value);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        send(Topic.DEAD_LETTERS, Integer.toString(partition), letter);
    }

    static String key(Figure figure) {
        return Keys.figure(figure.getUnitId(), figure.getIndicator(), figure.getGrain(), figure.getStart());
    }
}
