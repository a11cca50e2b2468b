/** What every route shares: JSON, problems, headers, the web client's files. */
@NullMarked
package org.stationboard.api.http;

import org.jspecify.annotations.NullMarked;
