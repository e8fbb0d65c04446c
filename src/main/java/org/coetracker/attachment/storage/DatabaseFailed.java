package org.coetracker.attachment.storage;

import java.sql.SQLException;

/** What the database said; whoever answers the request finds it among the causes. */
final class DatabaseFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseFailed(SQLException cause) {
        super(cause);
    }
}
