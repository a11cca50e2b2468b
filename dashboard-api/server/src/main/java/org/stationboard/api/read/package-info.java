/** Reads from the store: figures, verdicts, evidence, alerts. Everything here may block and runs on workers. */
@NullMarked
package org.stationboard.api.read;

import org.jspecify.annotations.NullMarked;
