/** Which partition a key lies in, what that says about order, and what moves when a partition is added. */
@NullMarked
package dev.kafkalab.labs.course.partitions;

import org.jspecify.annotations.NullMarked;
