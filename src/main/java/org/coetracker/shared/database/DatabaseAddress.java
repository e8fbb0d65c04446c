package org.coetracker.shared.database;

/**
 * All that it takes to connect.
 *
 * @param url a JDBC URL with no secret in it
 * @param user who to log in as
 * @param password the password, empty where the server asks for none
 */
public record DatabaseAddress(String url, String user, String password) {

    /** Leaves the password out, so that no log can hold it. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
