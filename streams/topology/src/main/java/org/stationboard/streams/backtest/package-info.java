/** Runs the stored log under a draft of the rules and says which alerts it would have raised. */
@NullMarked
package org.stationboard.streams.backtest;

import org.jspecify.annotations.NullMarked;
