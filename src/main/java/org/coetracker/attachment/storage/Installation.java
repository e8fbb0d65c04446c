package org.coetracker.attachment.storage;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Who this is, among all who may share a bucket: an id that the database has from its first start on. */
@Singleton
class Installation {
    private final DataSource database;
    private volatile String id;

    Installation(DataSource database) {
        this.database = database;
    }

    /** Its id, asked for once. */
    String id() {
        if (id == null) {
            try (Connection connection = database.getConnection();
                    Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("select cast(id as text) from installation")) {
                if (!row.next()) {
                    throw new IllegalStateException("The database has no id; the table installation is empty");
                }
                id = row.getString(1);
            } catch (SQLException e) {
                throw new DatabaseFailed(e);
            }
        }
        return id;
    }
}
