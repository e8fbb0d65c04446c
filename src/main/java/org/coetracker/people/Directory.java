package org.coetracker.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.coetracker.shared.problem.Violations;

/** Looks up handles, all that a request names in one query. */
@ApplicationScoped
public class Directory {
    private final EntityManager database;

    Directory(EntityManager database) {
        this.database = database;
    }

    /** Looks up people and teams; nulls are passed over. */
    @SuppressWarnings("unchecked")
    public Found find(Collection<String> people, Collection<String> teams) {
        List<Object[]> rows = database.createNativeQuery("""
                        select 'person', handle, active from person where handle = any(:people)
                        union all
                        select 'team', handle, active from team where handle = any(:teams)""")
                .setParameter("people", array(people))
                .setParameter("teams", array(teams))
                .getResultList();
        Found found = new Found(new HashMap<>(), new HashMap<>());
        rows.forEach(
                row -> (row[0].equals("person") ? found.people : found.teams).put((String) row[1], (Boolean) row[2]));
        return found;
    }

    /** The team of the handle, which has been found before. */
    public Team team(String handle) {
        return database.getReference(Team.class, handle);
    }

    /** The teams of the handles, which have been found before, in one query. */
    public Map<String, Team> teams(Collection<String> handles) {
        Map<String, Team> teams = new HashMap<>();
        database.createQuery("from Team t where t.handle in :handles", Team.class)
                .setParameter("handles", Set.copyOf(handles))
                .getResultList()
                .forEach(team -> teams.put(team.handle(), team));
        return teams;
    }

    private static String[] array(Collection<String> handles) {
        return handles.stream().filter(Objects::nonNull).distinct().toArray(String[]::new);
    }

    /** What was found: handle to whether it is active. */
    public record Found(Map<String, Boolean> people, Map<String, Boolean> teams) {

        /** Notes a person who is not there, or who was switched off. */
        public void person(String pointer, String handle, Violations violations) {
            check(people, "person", pointer, handle, violations);
        }

        /** Notes people who are not there, or who were switched off. */
        public void people(String pointer, List<String> handles, Violations violations) {
            Violations.each(pointer, handles, (place, handle) -> person(place, handle, violations));
        }

        /** Notes a team that is not there, or that was switched off. */
        public void team(String pointer, String handle, Violations violations) {
            check(teams, "team", pointer, handle, violations);
        }

        private static void check(
                Map<String, Boolean> known, String kind, String pointer, String handle, Violations violations) {
            if (handle == null) {
                return;
            }
            Boolean active = known.get(handle);
            if (active == null) {
                violations.add(
                        pointer, "unknown_" + kind, "There is no " + kind + " with the handle \"" + handle + "\".");
            } else if (!active) {
                violations.add(pointer, "inactive_" + kind, "The " + kind + " \"" + handle + "\" is switched off.");
            }
        }
    }
}
