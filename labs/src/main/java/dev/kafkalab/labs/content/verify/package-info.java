/** Whether all stores of the platform agree on its posts, and what brings them back to agreement. */
@NullMarked
package dev.kafkalab.labs.content.verify;

import org.jspecify.annotations.NullMarked;
