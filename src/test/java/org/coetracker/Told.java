package org.coetracker;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** What is in the outbox, as a test asks for it. */
@Singleton
public class Told {
    private static final Pattern REF = Pattern.compile("COE-([0-9]+)(?:-A([0-9]+))?");

    private final DataSource database;

    Told(DataSource database) {
        this.database = database;
    }

    /** Whom the events of a type about a COE or an action are for, oldest first. */
    public List<String> about(String ref, String type) {
        return texts("unnest(e.audience)", ref, type);
    }

    /** What else the events of a type about a COE or an action say, oldest first. */
    public List<String> details(String ref, String type) {
        return texts("e.detail #>> '{}'", ref, type);
    }

    private List<String> texts(String what, String ref, String type) {
        Matcher parts = REF.matcher(ref);
        if (!parts.matches()) {
            throw new AssertionError(ref);
        }
        String sql = "select " + what + """
                 from coe c join event e on e.coe_id = c.id left join action a on a.id = e.action_id
                where c.number = ?::bigint and a.number is not distinct from ?::integer and e.type = ? order by e.id""";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parts.group(1));
            statement.setString(2, parts.group(2));
            statement.setString(3, type);
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
