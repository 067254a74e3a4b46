/** What may keep a sandbox from running on this machine, and how to mend it. */
@NullMarked
package dev.kafkalab.sandbox.doctor;

import org.jspecify.annotations.NullMarked;
