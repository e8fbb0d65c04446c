package org.coetracker.comment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coetracker.shared.problem.Violations;

/** Says whom a comment mentions, and which of them may see what it is about. */
@ApplicationScoped
class Mentions {
    /** More than these are not spoken to, but counted. */
    private static final int MOST = 50;

    private final EntityManager database;

    Mentions(EntityManager database) {
        this.database = database;
    }

    /**
     * Whom a comment mentions, in the order of the text.
     *
     * @param people their handles
     * @param toTell those of them who are there and may see the COE
     */
    record Named(List<String> people, List<String> toTell) {
        /** Nobody. */
        static final Named NOBODY = new Named(List.of(), List.of());
    }

    /** Whom a text mentions, by at most one query; what is nobody's handle is text like any other. */
    Named in(String text, UUID coe, String pointer, Violations violations) {
        Set<String> mentions = MentionedHandles.in(text);
        if (mentions.isEmpty()) {
            return Named.NOBODY;
        }
        Map<String, Boolean> known = known(mentions, coe);
        Set<String> people = new LinkedHashSet<>();
        for (String mention : mentions) {
            String handle = known.containsKey(mention) ? mention : MentionedHandles.withoutEnd(mention);
            if (known.containsKey(handle)) {
                people.add(handle);
            }
        }
        if (people.size() > MOST) {
            violations.add(
                    pointer,
                    "too_many_mentions",
                    "A comment mentions at most " + MOST + " people; this one would be told to " + people.size() + ".");
        }
        List<String> all = new ArrayList<>(people);
        return new Named(all, all.stream().filter(known::get).toList());
    }

    /** The handles that somebody has, with whether they are told; of too many that is not asked, and is no. */
    @SuppressWarnings("unchecked")
    private Map<String, Boolean> known(Set<String> mentions, UUID coe) {
        Set<String> handles = new LinkedHashSet<>(mentions);
        mentions.forEach(mention -> handles.add(MentionedHandles.withoutEnd(mention)));
        List<Object[]> rows = database.createNativeQuery("""
                        with known as materialized (select p.handle from person p where p.handle = any(:handles))
                        select k.handle, case
                            when (select count(*) from known) <= :most then coe_shown_to(k.handle, :coe) else false end
                        from known k""", Object[].class)
                .setParameter("coe", coe)
                .setParameter("most", MOST)
                .setParameter("handles", handles.toArray(String[]::new))
                .getResultList();
        Map<String, Boolean> known = new LinkedHashMap<>();
        rows.forEach(row -> known.put((String) row[0], (Boolean) row[1]));
        return known;
    }
}
