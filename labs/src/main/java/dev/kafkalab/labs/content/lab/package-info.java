/** What goes wrong: one request writes five stores, one after the other, and dies between two of them. */
@NullMarked
package dev.kafkalab.labs.content.lab;

import org.jspecify.annotations.NullMarked;
