/** What each way to commit loses or repeats when its consumer is killed. */
@NullMarked
package dev.kafkalab.labs.course.commit;

import org.jspecify.annotations.NullMarked;
