/** Recomputes what the engine must have said of a log and compares it with what the topics hold. */
@NullMarked
package org.stationboard.streams.verify;

import org.jspecify.annotations.NullMarked;
