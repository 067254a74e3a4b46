/** List, describe and delete consumer groups, classic and KIP-848, with their lag. */
@NullMarked
package dev.kafkalab.groups;

import org.jspecify.annotations.NullMarked;
