/** The sections of a wall's board, the frames of the live feed and who gets them. */
@NullMarked
package org.stationboard.api.board;

import org.jspecify.annotations.NullMarked;
