package org.coetracker.shared.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coetracker.shared.start.CannotStart;

/**
 * Who PostgreSQL runs as. It refuses to be root; so where the service is root, its programs run in a user namespace of
 * their own (which needs no change to any file), or where that is not permitted, as in many containers, as another user
 * to whom the data are given.
 *
 * @param prefix what goes in front of each command
 * @param user whom the data must belong to, empty when they are the service's own
 */
record RunAs(List<String> prefix, Optional<User> user) {

    /** The user and group "nobody" of practically every system. */
    private static final User NOBODY = new User(65_534, 65_534);

    private static final RunAs MYSELF = new RunAs(List.of(), Optional.empty());

    /** In a user namespace without mappings everybody is called "nobody", and still may do what they may outside. */
    private static final RunAs NAMESPACE = new RunAs(List.of("unshare", "--user"), Optional.empty());

    record User(int uid, int gid) {
        private static User ownerOf(Path file) throws IOException {
            return new User(Directories.owner(file), Directories.group(file));
        }
    }

    /** Finds a way to run PostgreSQL that can reach the given program and write the given data directory. */
    static RunAs forData(Path data, String program) throws IOException {
        boolean isNameless = "?".equals(System.getProperty("user.name"));
        if (!isRoot() && !isNameless) {
            return MYSELF;
        }
        if (isNameless && NAMESPACE.worksWith(data, program)) {
            return NAMESPACE;
        }
        if (isNameless) {
            throw new CannotStart("PostgreSQL needs the user that it runs as to have a name in /etc/passwd;"
                    + " start the service as such a user, or set COE_DB_URL.");
        }
        for (RunAs candidate : candidates(data)) {
            if (candidate.user().isPresent()) {
                candidate.own(data);
            }
            if (candidate.worksWith(data, program)) {
                return candidate;
            }
        }
        throw new CannotStart(
                "PostgreSQL refuses to run as root, and nobody else could be made to run it in %s (tried: unshare, setpriv); start the service as an ordinary user, or set COE_DB_URL."
                        .formatted(data.getParent()));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<RunAs> candidates(Path data) throws IOException {
        User owner = User.ownerOf(data);
        if (owner.uid() != 0) {
            // Made by an earlier start as that user; leaving it theirs keeps it usable for them too.
            return List.of(as(owner));
        }
        List<RunAs> candidates = new ArrayList<>();
        candidates.add(NAMESPACE);
        for (Path above = data.getParent(); above != null; above = above.getParent()) {
            User neighbour = User.ownerOf(above);
            if (neighbour.uid() != 0) {
                // Under sudo in somebody's home directory: only they can get through to the data.
                candidates.add(as(neighbour));
                break;
            }
        }
        candidates.add(as(NOBODY));
        return candidates;
    }

    private static RunAs as(User user) {
        return new RunAs(
                List.of("setpriv", "--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups"),
                Optional.of(user));
    }

    private boolean worksWith(Path data, String program) {
        try {
            Command.Result result =
                    Command.run(command("sh", "-c", "test -x \"$0\" && test -w \"$1\"", program, data.toString()), "");
            return result.exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives what the service wrote there to the user who PostgreSQL runs as. */
    void own(Path data) throws IOException {
        if (user.isPresent()) {
            Directories.chown(data, user.get().uid(), user.get().gid());
        }
    }

    List<String> command(String... command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        return whole;
    }
}
