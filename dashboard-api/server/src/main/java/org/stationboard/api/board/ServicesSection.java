package org.stationboard.api.board;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.engine.Indicators;

/** Section {@code services}: what citizens asked for, in time, unseen or with one coming, and by which way. */
record ServicesSection(
        About about, @Nullable Long doneToday, Part due28, Part unseen28, Part once28, List<Channel> channels) {
    private static final List<String> CHANNELS = List.of("counter", "online", "self-service", "nearby");

    record Channel(String channel, @Nullable Long last28) {}

    static ServicesSection of(Moment moment) {
        return new ServicesSection(
                About.of(moment, Mixture.ANY, List.of("service"), List.of(Indicators.SERVICES_DONE)),
                moment.today(Indicators.SERVICES_DONE),
                moment.part28(Indicators.SERVICES_DUE),
                moment.part28(Indicators.SERVICES_UNSEEN),
                moment.part28(Indicators.SERVICES_ONCE),
                CHANNELS.stream()
                        .map(code -> new Channel(code, moment.last28(Indicators.SERVICES_CHANNEL + code)))
                        .toList());
    }
}
