package org.coetracker.nodes;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A copy of the packaged service in which one class is another one: the clock, which shows the time of a
 * {@link SharedClock} instead of the database's. So the service itself needs no door through which its time can be moved.
 */
final class ClockedService {
    private static final Path PACKAGED = Path.of("target", "quarkus-app").toAbsolutePath();
    private static final String REPLACED = "org/coetracker/shared/time/DatabaseClock";

    /** What is in {@code TimeSource}'s hands; of the same name and with the same constructor. */
    private static final String CLOCK = """
            package org.coetracker.shared.time;

            final class DatabaseClock extends java.time.Clock {
                private static final java.lang.invoke.VarHandle MILLIS = java.lang.invoke.MethodHandles
                        .byteBufferViewVarHandle(long[].class, java.nio.ByteOrder.nativeOrder());
                private final java.nio.ByteBuffer memory;

                DatabaseClock(io.agroal.api.AgroalDataSource database, java.util.concurrent.Executor executor) {
                    try (var file = java.nio.channels.FileChannel.open(java.nio.file.Path.of(System.getProperty("%s")))) {
                        memory = file.map(java.nio.channels.FileChannel.MapMode.READ_ONLY, 0, Long.BYTES);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }

                @Override
                public java.time.Instant instant() {
                    return java.time.Instant.ofEpochMilli((long) MILLIS.getVolatile(memory, 0));
                }

                @Override
                public java.time.ZoneId getZone() {
                    return java.time.ZoneOffset.UTC;
                }

                @Override
                public java.time.Clock withZone(java.time.ZoneId zone) {
                    return java.time.Clock.fixed(instant(), zone);
                }
            }
            """;

    /** The system property of a node with the path of the clock's file. */
    static final String CLOCK_PROPERTY = "coe.test.clock";

    private ClockedService() {}

    /** Makes the copy; the jar to run. */
    static Path copyTo(Path directory) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        compile(classes);
        Path copy = directory.resolve("quarkus-app");
        try (Stream<Path> files = Files.walk(PACKAGED)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(PACKAGED.relativize(file).toString()));
            }
        }
        try (Stream<Path> jars = Files.list(copy.resolve("app"))) {
            Path jar = jars.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
            try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
                Path replaced = inside.getPath(REPLACED + ".class");
                if (!Files.exists(replaced)) {
                    throw new IllegalStateException("The service's clock is not " + REPLACED + " any more");
                }
                Files.copy(classes.resolve(REPLACED + ".class"), replaced, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy.resolve("quarkus-run.jar");
    }

    private static void compile(Path into) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///" + REPLACED + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return CLOCK.formatted(CLOCK_PROPERTY);
                    }
                };
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(into));
            Path pool = Path.of(URI.create(AgroalDataSource.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()));
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(pool));
            List<String> options = List.of("--release", "17", "-proc:none");
            if (!compiler.getTask(null, files, null, options, null, List.of(source))
                    .call()) {
                throw new IllegalStateException("The clock of the tests does not compile");
            }
        }
    }
}
