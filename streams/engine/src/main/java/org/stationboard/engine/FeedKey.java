package org.stationboard.engine;

import org.stationboard.contract.Keys;

/** Names a feed as one log key sees it. */
record FeedKey(String source, String feed, String logKey) {
    String text() {
        return Keys.feed(source, feed, logKey);
    }
}
