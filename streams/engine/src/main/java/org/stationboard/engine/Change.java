package org.stationboard.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one data record has changed since the last tick, beside ledger and cells.
 *
 * @param conflict whether it met a record of the same version and other content
 * @param hearing what it tells of its feed; absent for a dead record or an unknown log key
 * @param touched cells it changed that were not dirty before; of a stock, days earlier than any dirty before
 */
record Change(Outcome outcome, boolean conflict, @Nullable Hearing hearing, List<Dirty.Cell> touched) {}
