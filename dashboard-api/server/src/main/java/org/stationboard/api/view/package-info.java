/** What the live view remembers, and how it follows the topics. */
@NullMarked
package org.stationboard.api.view;

import org.jspecify.annotations.NullMarked;
