package org.coetracker.shared.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.coetracker.shared.start.CannotStart;

/** The password of the embedded database: made up at the first start, and kept in a file that only the owner may read. */
final class Password {

    private static final int RANDOM_BYTES = 24;

    private Password() {}

    static String create(Path file) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path unfinished = file.resolveSibling(file.getFileName() + "-unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, password + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }

    static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CannotStart(
                    "%s is missing: without it nobody can log in to the database beside it.".formatted(file));
        }
        return Files.readString(file).strip();
    }
}
