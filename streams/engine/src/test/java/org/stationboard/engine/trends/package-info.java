/** The statistics of trends held to R's, and the published design of simulated outbreaks. */
@NullMarked
package org.stationboard.engine.trends;

import org.jspecify.annotations.NullMarked;
