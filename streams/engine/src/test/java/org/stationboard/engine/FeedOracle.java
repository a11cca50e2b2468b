package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Announced;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Interval;
import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.StationRecord;

/** What is known of each feed: everything it was heard to say is kept and gone through anew for each question. */
final class FeedOracle {
    private final RulesOracle rules;
    private final Map<String, Feed> feeds = new TreeMap<>();
    /** Answers since something was last heard. */
    private final Map<String, Boolean> asked = new HashMap<>();

    FeedOracle(RulesOracle rules) {
        this.rules = rules;
    }

    /** A record came after this tick; news unless the very same version stood already. */
    void hear(StationRecord record, boolean news, boolean latest, long lastTick) {
        asked.clear();
        String logKey = Realm.logKey(record.getUnitId());
        FeedMark mark = record.getFeedMark();
        String source =
                record.hasFeedMark() ? mark.getSource() : record.getRecordId().split("/", 2)[0];
        String name = record.hasFeedMark() ? mark.getFeed() : name(record);
        Feed feed = feeds.computeIfAbsent(source + '|' + name + '|' + logKey, key -> new Feed(source, name, logKey));
        feed.heard = lastTick;
        if (!news) {
            return;
        }
        if (!record.hasFeedMark()) {
            feed.reported.add(minute(reported(record)));
        } else if (!record.getWithdrawn() && minute(mark.getFrom()) < minute(mark.getTo())) {
            boolean whole =
                    mark.getFrom().getSeconds() % 60 == 0 && mark.getTo().getSeconds() % 60 == 0;
            long versions = mark.hasVersions() && latest && whole ? mark.getVersions() : -1;
            feed.mark(new Word(minute(mark.getFrom()), minute(mark.getTo()), versions));
        }
    }

    /** Whether any source of the feed that ever fed the log key is silent too long at the minute. */
    boolean stale(String logKey, String name, long minute, long firstTick) {
        return asked.computeIfAbsent(
                String.join("|", logKey, name, Long.toString(minute)),
                question -> feeds.values().stream()
                        .anyMatch(feed -> feed.logKey.equals(logKey)
                                && feed.name.equals(name)
                                && silent(feed, minute, firstTick)));
    }

    /** Whether a source is known and gives its word for some part of each local day, up to the last word given. */
    boolean covered(String logKey, String name, long from, long to) {
        return asked.computeIfAbsent(
                String.join("|", logKey, name, Long.toString(from), Long.toString(to)),
                question -> isCovered(logKey, name, from, to));
    }

    private boolean isCovered(String logKey, String name, long from, long to) {
        List<Word> words = new ArrayList<>();
        boolean known = false;
        for (Feed feed : feeds.values()) {
            if (feed.logKey.equals(logKey) && feed.name.equals(name)) {
                known = true;
                words.addAll(feed.words());
            }
        }
        long end = words.stream().mapToLong(Word::to).max().orElse(Long.MAX_VALUE);
        for (long day = from; day <= to && HistoryOracle.begins(day) < end; day++) {
            long begins = HistoryOracle.begins(day);
            long ends = HistoryOracle.begins(day + 1);
            if (words.stream().noneMatch(word -> word.from() < ends && word.to() > begins)) {
                return false;
            }
        }
        return known;
    }

    /** Every feed's state at the minute, by its key. */
    Map<String, FeedState> states(long minute, long firstTick) {
        Map<String, FeedState> states = new TreeMap<>();
        feeds.forEach((key, feed) -> states.put(
                key, feed.state().setStale(silent(feed, minute, firstTick)).build()));
        return states;
    }

    /** Counts the open minutes since it was heard one by one. */
    private boolean silent(Feed feed, long minute, long firstTick) {
        Rhythm rhythm = rules.at(minute).rhythm(feed.source, feed.name);
        if (rhythm == null) {
            return false;
        }
        long since = Math.max(feed.heard, firstTick);
        if (minute - since <= rhythm.getAllowedSilenceMinutes()) {
            return false;
        }
        long open = 0;
        for (long m = since + 1; m <= minute && open <= rhythm.getAllowedSilenceMinutes(); m++) {
            open += open(rhythm, m) ? 1 : 0;
        }
        return open > rhythm.getAllowedSilenceMinutes();
    }

    private static boolean open(Rhythm rhythm, long minute) {
        int from = rhythm.getOpenFrom();
        int to = rhythm.getOpenTo();
        long day = HistoryOracle.day(minute * 60);
        if (from % 1440 == to % 1440 || from < 0 || to < 0 || from > 1440 || to > 1440) {
            return opensOn(rhythm, day);
        }
        long local = minute - HistoryOracle.begins(day);
        if (from < to) {
            return local >= from && local < to && opensOn(rhythm, day);
        }
        return (local >= from && opensOn(rhythm, day)) || (local < to && opensOn(rhythm, day - 1));
    }

    private static boolean opensOn(Rhythm rhythm, long day) {
        int days = rhythm.getOpenDays() % 128;
        return days == 0 || (days >> (LocalDate.ofEpochDay(day).getDayOfWeek().getValue() - 1)) % 2 == 1;
    }

    private static Timestamp reported(StationRecord record) {
        Timestamp received = record.hasReceivedAt() ? record.getReceivedAt() : record.getOccurredAt();
        return record.hasReportedAt() ? record.getReportedAt() : received;
    }

    private static long minute(Timestamp time) {
        return Math.floorDiv(time.getSeconds(), 60L);
    }

    private static String name(StationRecord record) {
        return switch (record.getBodyCase()) {
            case INFORMATION_CHECK -> "information-check";
            case GRADED_EVENT -> "graded-event";
            case REPORTED_FIGURE -> "reported-figure";
            case DEVICE_SUMMARY -> "device-summary";
            default -> record.getBodyCase().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    /** A span a source gave its word for, in epoch minutes, and how many versions it said it holds; -1 not said. */
    private record Word(long from, long to, long versions) {
        boolean wholeDays() {
            return midnight(from) && midnight(to);
        }

        private static boolean midnight(long minute) {
            return HistoryOracle.begins(HistoryOracle.day(minute * 60)) == minute;
        }
    }

    private static final class Feed {
        private final String source;
        private final String name;
        private final String logKey;
        private final List<Word> marks = new ArrayList<>();
        /** Words with a number that stand; those that fill days together are one. */
        private final List<Word> numbered = new ArrayList<>();

        private final List<Long> reported = new ArrayList<>();
        private long heard;

        Feed(String source, String name, String logKey) {
            this.source = source;
            this.name = name;
            this.logKey = logKey;
        }

        void mark(Word word) {
            marks.add(word);
            if (word.versions() < 0) {
                return;
            }
            numbered.removeIf(other -> other.from() < word.to() && word.from() < other.to());
            numbered.add(word);
            List<Word> run = run(word);
            if (run != null && run.size() > 1) {
                numbered.removeAll(run);
                numbered.add(new Word(
                        run.get(0).from(),
                        run.get(run.size() - 1).to(),
                        run.stream().mapToLong(Word::versions).sum()));
            }
        }

        /** The words around this one that touch, from a midnight to the next one they reach; null where they do not. */
        private @Nullable List<Word> run(Word word) {
            List<Word> run = new ArrayList<>(List.of(word));
            while (!Word.midnight(run.get(0).from())) {
                Word before = beside(run.get(0).from(), false);
                if (before == null) {
                    return null;
                }
                run.add(0, before);
            }
            while (!Word.midnight(run.get(run.size() - 1).to())) {
                Word after = beside(run.get(run.size() - 1).to(), true);
                if (after == null) {
                    return null;
                }
                run.add(after);
            }
            return run;
        }

        private @Nullable Word beside(long minute, boolean after) {
            return numbered.stream()
                    .filter(word -> (after ? word.from() : word.to()) == minute)
                    .findFirst()
                    .orElse(null);
        }

        List<Word> words() {
            if (!marks.isEmpty()) {
                return marks;
            }
            return reported.isEmpty() ? List.of() : List.of(new Word(first(), Long.MAX_VALUE, -1));
        }

        private long first() {
            return reported.stream().mapToLong(Long::longValue).min().orElse(0);
        }

        FeedState.Builder state() {
            FeedState.Builder state = FeedState.newBuilder()
                    .setSource(source)
                    .setFeed(name)
                    .setLogKey(logKey)
                    .setLastHeard(heard)
                    .setRecords(reported.size())
                    .setMarks(!marks.isEmpty())
                    .setFirstReported(first());
            joined().forEach(word ->
                    state.addCovered(Interval.newBuilder().setFrom(word.from()).setTo(word.to())));
            numbered.stream()
                    .filter(Word::wholeDays)
                    .sorted(Comparator.comparing(Word::from))
                    .forEach(word -> state.addAnnounced(announced(word)));
            return state;
        }

        private Announced announced(Word word) {
            long came = reported.stream()
                    .filter(minute -> minute >= word.from() && minute < word.to())
                    .count();
            return Announced.newBuilder()
                    .setFrom(word.from())
                    .setTo(word.to())
                    .setAnnounced(word.versions())
                    .setCounted(Math.min(came, word.versions()))
                    .build();
        }

        private List<Word> joined() {
            List<Word> joined = new ArrayList<>();
            for (Word word :
                    marks.stream().sorted(Comparator.comparing(Word::from)).toList()) {
                Word last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
                if (last != null && word.from() <= last.to()) {
                    joined.set(joined.size() - 1, new Word(last.from(), Math.max(last.to(), word.to()), -1));
                } else {
                    joined.add(word);
                }
            }
            return joined;
        }
    }
}
