/** What the indexed lines tell: figures, for a terminal, as a page, as a picture. */
@NullMarked
package dev.kafkalab.labs.logs.chart;

import org.jspecify.annotations.NullMarked;
