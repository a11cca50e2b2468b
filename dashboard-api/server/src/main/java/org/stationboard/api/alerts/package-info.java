/** What people have to do with alerts: where each stands, policy, proposals, notices. */
@org.jspecify.annotations.NullMarked
package org.stationboard.api.alerts;
