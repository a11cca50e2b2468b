/** How rules change: a draft, a backtest of it, a second person's approval; then the log keeper writes it into the log. */
@NullMarked
package org.stationboard.api.rules;

import org.jspecify.annotations.NullMarked;
