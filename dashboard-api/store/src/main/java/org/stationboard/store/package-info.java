/** The sink that brings the log's results into PostgreSQL, and the ports that read them back. The only SQL is here. */
@NullMarked
package org.stationboard.store;

import org.jspecify.annotations.NullMarked;
