/** The records on the log, their JSON form, and the topics. No Kafka here. */
@NullMarked
package org.stationboard.contract;

import org.jspecify.annotations.NullMarked;
