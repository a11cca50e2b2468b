/**
 * The statistics of trends: control charts, detectors of unusual weeks, rate ratios and funnels. Pure functions of counts
 * and dates, without clock or state, safe for any thread; only IEEE arithmetic and {@link StrictMath}, so that every
 * machine gives the same bits. What a verdict compares are the whole numbers, rounded outward.
 */
@NullMarked
package org.stationboard.engine.trends;

import org.jspecify.annotations.NullMarked;
