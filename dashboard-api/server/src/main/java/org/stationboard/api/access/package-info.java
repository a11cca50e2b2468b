/** Who may see and do what: principals, the table of routes and roles, accounts, sessions, keys. */
@NullMarked
package org.stationboard.api.access;

import org.jspecify.annotations.NullMarked;
