/** What is fetched or unpacked once and shared by all sandboxes of a home. */
@NullMarked
package dev.kafkalab.sandbox.fetch;

import org.jspecify.annotations.NullMarked;
