/** Shipper and indexer are killed under a log that is written and rotated; lines and documents are compared. */
package dev.kafkalab.labs.logs.torture;
