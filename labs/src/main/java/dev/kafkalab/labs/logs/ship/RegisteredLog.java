package dev.kafkalab.labs.logs.ship;

/**
 * What the registry knows of one log: the content that one file had, whatever the file was called and wherever it went. A
 * truncated file is another log.
 *
 * @param id which events carry; given once, before the first line is sent, and never to another log
 * @param file where it is or was last
 * @param path under which that file was found last
 * @param key of its records in Kafka: the path under which it was found first
 * @param beginning how it begins
 * @param place how far the brokers have acknowledged it
 * @param complete whether nothing can follow: an archive that was read to its end
 */
record RegisteredLog(
        String id, FileKey file, String path, String key, Fingerprint beginning, Place place, boolean complete) {}
