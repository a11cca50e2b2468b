package org.stationboard.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands still until a test moves it. Safe to share between threads. */
public final class MutableClock extends Clock {
    private final Hand hand;
    private final ZoneId zone;

    public MutableClock(Instant now, ZoneId zone) {
        this(new Hand(now), zone);
    }

    private MutableClock(Hand hand, ZoneId zone) {
        this.hand = hand;
        this.zone = zone;
    }

    /** Moves the clock on, or back by a negative duration. */
    public void advance(Duration by) {
        hand.move(by);
    }

    public void set(Instant instant) {
        hand.set(instant);
    }

    @Override
    public Instant instant() {
        return hand.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** A view of the same clock in another zone: both move together. */
    @Override
    public Clock withZone(ZoneId other) {
        return new MutableClock(hand, other);
    }

    /** What a clock and its views in other zones share. */
    private static final class Hand {
        private Instant now;

        Hand(Instant now) {
            this.now = now;
        }

        synchronized Instant get() {
            return now;
        }

        synchronized void set(Instant instant) {
            now = instant;
        }

        synchronized void move(Duration by) {
            now = now.plus(by);
        }
    }
}
