package dev.kafkalab.consumer.torture;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How the JVM of a member is started: small, and with an archive of its classes, which takes most of the work out of the
 * start. The archive needs a class path of jars, so the folders of classes are packed first.
 *
 * @param classPath handed over in the environment
 */
record MemberJvm(List<String> command, String classPath) {
    private static final List<String> SMALL = List.of(
            "-Xmx256m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    /**
     * @param folder where jars and archive go
     * @param roster of a member that starts and ends for the archive's sake
     */
    static MemberJvm in(Path folder, Roster roster) throws IOException, InterruptedException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                Path jar = folder.resolve("classes-" + jars.size() + ".jar");
                pack(path, jar);
                jars.add(jar.toString());
            } else if (Files.exists(path)) {
                jars.add(path.toString());
            }
        }
        String classPath = String.join(File.pathSeparator, jars);
        Path archive = folder.resolve("classes.jsa");
        MemberJvm archiving = new MemberJvm(command("-XX:ArchiveClassesAtExit=" + archive), classPath);
        MemberProcess rehearsal = MemberProcess.start(roster, archiving);
        rehearsal.askToLeave();
        rehearsal.awaitLeft();
        return Files.exists(archive)
                ? new MemberJvm(command("-XX:SharedArchiveFile=" + archive), classPath)
                : new MemberJvm(command("-Xshare:auto"), classPath); // slower, not broken
    }

    private static List<String> command(String archiveOption) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.add(archiveOption);
        command.add(Member.class.getName());
        return command;
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                packed.putNextEntry(
                        new JarEntry(folder.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, packed);
                packed.closeEntry();
            }
        }
    }
}
