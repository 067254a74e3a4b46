/** How records look as text: lines, kcat's formats, JSON; and the runs that read and write them. */
@NullMarked
package dev.kafkalab.cli.records;

import org.jspecify.annotations.NullMarked;
