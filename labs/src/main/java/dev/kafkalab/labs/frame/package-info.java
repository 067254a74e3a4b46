/** What every lab is made of: exercises, texts, the run, its journal. Depends on no lab. */
@NullMarked
package dev.kafkalab.labs.frame;

import org.jspecify.annotations.NullMarked;
