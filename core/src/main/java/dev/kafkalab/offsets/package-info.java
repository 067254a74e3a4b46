/** Plans that move the committed offsets of a group: preview, apply, CSV export and import. */
@NullMarked
package dev.kafkalab.offsets;

import org.jspecify.annotations.NullMarked;
