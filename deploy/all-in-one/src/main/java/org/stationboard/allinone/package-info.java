/** One JVM with an embedded broker and database, and the command line. Assembles; decides nothing. */
@NullMarked
package org.stationboard.allinone;

import org.jspecify.annotations.NullMarked;
