/** The server: the live view, the routes of the OpenAPI file, the live feed and the files of the web client. */
@NullMarked
package org.stationboard.api;

import org.jspecify.annotations.NullMarked;
