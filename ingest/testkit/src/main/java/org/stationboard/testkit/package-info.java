/** Embedded broker and database that the product ships, and what tests need: records, clocks, a proxy that fails. */
@NullMarked
package org.stationboard.testkit;

import org.jspecify.annotations.NullMarked;
