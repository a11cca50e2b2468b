/** What daily looks do to error rates: stations simulated under a rule, and how often it is wrong about them. */
@NullMarked
package org.stationboard.engine.looks;

import org.jspecify.annotations.NullMarked;
