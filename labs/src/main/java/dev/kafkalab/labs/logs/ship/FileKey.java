package dev.kafkalab.labs.logs.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What a file is to its file system, whatever it is called: device and inode. It stays when the file is renamed and may be
 * given to another file once this one is deleted. Where the file system has no such thing, it is the path.
 *
 * @param text as the file system prints it
 */
record FileKey(String text) {
    static FileKey of(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileKey(
                attributes.fileKey() == null
                        ? path.toAbsolutePath().toString()
                        : attributes.fileKey().toString());
    }
}
