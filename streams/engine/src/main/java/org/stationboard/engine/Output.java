package org.stationboard.engine;

import org.stationboard.contract.FigureForm;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;

/** Where the engine's values of record go, in the order they are given. Called from the engine's thread only. */
public interface Output extends FigureTaker {
    /** A whole figure: one of a day goes to the topic of figures, one of a minute to {@code figures-minute}. */
    void figure(Figure figure);

    /** The same in parts, which is what the engine calls. */
    @Override
    default void figure(FigureForm form, long start, long numerator, long denominator, long opened, long closed) {
        figure(form.figure(start, numerator, denominator, opened, closed));
    }

    /**
     * A verdict, always for {@code verdicts-now}.
     *
     * @param append whether it is also kept for ever, in the topic of verdicts: given at a day's turn, or its state or literal result
     *     changed
     */
    void verdict(Verdict verdict, boolean append);

    /** A step in an alert's life, for {@code alerts} and {@code alerts-now}. */
    void alert(AlertTransition transition);

    /** The newest state of a feed, for the topic of feeds. */
    void feed(FeedState feed);

    /** The end of a tick's values, for the topic of figures; the last value of its tick. */
    void marker(TickMarker marker);

    /** A record the engine could not take, for {@code dead-letters}. */
    void deadLetter(DeadLetter letter);

    /**
     * Whether it takes verdicts given between day's turns; the same at every call. Where not, none are given, which changes
     * no alert and no verdict of a turn.
     */
    default boolean betweenTurns() {
        return true;
    }
}
