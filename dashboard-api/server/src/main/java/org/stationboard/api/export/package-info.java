/** Files to take away: the same figures, verdicts and standards as the API answers, written row by row. */
@NullMarked
package org.stationboard.api.export;

import org.jspecify.annotations.NullMarked;
