package org.stationboard.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which catalogue a keeper goes by. An installation's file begins a log and nothing more: on a log that goes on the log's own
 * catalogue holds, whatever the file has become, since a change goes live by {@link LogKeeper#catalogue} alone. Its text is
 * kept beside the log's other imports, and read out of the log where it is not. One thread at a time; blocks.
 */
final class LogCatalogue {
    private static final Logger LOG = LoggerFactory.getLogger(LogCatalogue.class);

    private final Optional<KeptFile> kept;

    LogCatalogue(Optional<KeptFile> kept) {
        this.kept = kept;
    }

    /**
     * These first records with the catalogue of that digest.
     *
     * @param digest of the catalogue that the log's head names
     * @param log reads its text out of the log
     */
    FirstRecords of(String digest, FirstRecords first, Supplier<Optional<String>> log) {
        if (first.catalogueDigest().equals(digest)) {
            return first;
        }
        Optional<FirstRecords> found = kept.flatMap(file -> file.read(digest))
                .map(bytes -> first.withCatalogue(new String(bytes, StandardCharsets.UTF_8)))
                .filter(read -> read.catalogueDigest().equals(digest));
        if (found.isEmpty()) {
            found = log.get().map(first::withCatalogue);
            found.ifPresent(this::keep);
        }
        LOG.warn(
                "catalogue: the file this process was started with ({}) is not the log's ({}), which stays in force:"
                        + " a change is proposed, tried on the past and approved by a second person",
                first.catalogueDigest(),
                digest);
        return found.orElseThrow(() -> new IllegalStateException(
                "catalogue: " + digest + ": not in the log (expected: where the log's head names it)"));
    }

    /** Keeps the text; what ends before that reads it out of the log. */
    void keep(FirstRecords records) {
        kept.ifPresent(file -> {
            file.prepare(records.catalogueText().getBytes(StandardCharsets.UTF_8));
            file.putInPlace(records.catalogueDigest());
        });
    }
}
