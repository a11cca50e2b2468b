/** Kafka Streams hosts the engine: one processor, durable tables, outputs, exactly once. */
@NullMarked
package org.stationboard.streams;

import org.jspecify.annotations.NullMarked;
