/** MySQL as a process of the sandbox. */
@NullMarked
package dev.kafkalab.sandbox.mysql;

import org.jspecify.annotations.NullMarked;
