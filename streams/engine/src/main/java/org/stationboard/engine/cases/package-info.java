/** Rules tested as data: cases of records and days in, expected verdicts and alerts out. */
@NullMarked
package org.stationboard.engine.cases;

import org.jspecify.annotations.NullMarked;
