package org.coetracker.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coetracker.access.Role;

/** What people may do, from the database. */
@ApplicationScoped
class Standings {
    private static final String STANDING = """
            with recursive managed as (
                select t.handle from team t where t.managers @> cast(array[:person] as varchar[])
            ), overseen as (
                select handle from managed
                union
                select t.handle from team t join overseen o on t.parent = o.handle
            )
            select p.roles,
                array(select t.handle from team t where t.members @> cast(array[:person] as varchar[])),
                array(select handle from managed),
                array(select handle from overseen)
            from person p where p.handle = :person and p.active""";

    private final EntityManager database;

    Standings(EntityManager database) {
        this.database = database;
    }

    /** What a person may do; nothing when there is no such person, or they are switched off. */
    @Transactional
    Optional<Standing> of(String person) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = database.createNativeQuery(STANDING, Object[].class)
                .setParameter("person", person)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> new Standing(
                        person,
                        texts(row[0]).stream().map(Role::of).collect(Collectors.toUnmodifiableSet()),
                        texts(row[1]),
                        texts(row[2]),
                        texts(row[3])));
    }

    private static Set<String> texts(Object array) {
        return Set.copyOf(Arrays.asList((String[]) array));
    }
}
