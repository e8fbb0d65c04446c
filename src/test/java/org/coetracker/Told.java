package org.coetracker;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What is in the outbox, as a test asks for it. */
@Singleton
public class Told {
    private final DataSource database;

    Told(DataSource database) {
        this.database = database;
    }

    /** Whom the events of a type about a COE or an action are for, oldest first. */
    public List<String> about(String ref, String type) {
        return texts("""
                select unnest(e.audience) from event e join coe c on c.id = e.coe_id
                left join action a on a.id = e.action_id
                where 'COE-' || c.number || coalesce('-A' || a.number, '') = ? and e.type = ? order by e.id""", ref, type);
    }

    /** What else the events of a type about a COE or an action say, oldest first. */
    public List<String> details(String ref, String type) {
        return texts("""
                select e.detail #>> '{}' from event e join coe c on c.id = e.coe_id
                left join action a on a.id = e.action_id
                where 'COE-' || c.number || coalesce('-A' || a.number, '') = ? and e.type = ? order by e.id""", ref, type);
    }

    private List<String> texts(String sql, String... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setString(index + 1, values[index]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
