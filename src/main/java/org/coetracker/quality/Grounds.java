package org.coetracker.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coetracker.policy.QualityPolicy;
import org.coetracker.quality.rule.Names;
import org.coetracker.shared.json.JsonText;

/** What the gate goes by beside the record, read in one statement; and the waivers. */
@ApplicationScoped
class Grounds {
    private final EntityManager database;

    Grounds(EntityManager database) {
        this.database = database;
    }

    /**
     * What there is.
     *
     * @param policy the policy in force
     * @param waivers the waivers of the COE, oldest first
     * @param required the sections for which the COE's template asks
     * @param people how the people of this service are called who may be named in the record
     */
    record Known(QualityPolicy policy, List<Waiver> waivers, List<String> required, List<String> people) {}

    /** All of it, for one COE. */
    @SuppressWarnings("unchecked")
    Known of(UUID coe, Names names) {
        List<Object[]> rows = database.createNativeQuery("""
                        select 'policy', cast(p.value as text), null, null, null
                        from policy p where p.name = 'quality'
                        union all
                        select 'waiver', w.rule, w.reason, w.waived_by, w.waived_at
                        from quality_waiver w where w.coe_id = :coe
                        union all
                        select 'required', r.section, null, null, null
                        from coe c join template t on t.name = c.template cross join unnest(t.required) as r (section)
                        where c.id = :coe
                        union all
                        select 'person', p.name, null, null, null from person p
                        where name_without_initials(p.name) in (
                            select folded_name(n.name) from unnest(cast(:names as text[])) as n (name))
                        union all
                        select 'person', '@' || p.handle, null, null, null
                        from person p where p.handle = any(:handles)
                        order by 5, 2""", Object[].class)
                .setParameter("coe", coe)
                .setParameter("names", names.names().toArray(String[]::new))
                .setParameter("handles", names.handles().toArray(String[]::new))
                .getResultList();
        QualityPolicy policy = QualityPolicy.DEFAULT;
        List<Waiver> waivers = new ArrayList<>();
        List<String> required = new ArrayList<>();
        List<String> people = new ArrayList<>();
        for (Object[] row : rows) {
            switch ((String) row[0]) {
                case "policy" -> policy = JsonText.read((String) row[1], QualityPolicy.class);
                case "waiver" ->
                    waivers.add(
                            new Waiver((String) row[1], (String) row[2], (String) row[3], (Instant) row[4], List.of()));
                case "required" -> required.add((String) row[1]);
                default -> people.add((String) row[1]);
            }
        }
        return new Known(policy, waivers, required, people);
    }

    /** Writes a waiver down; whether there was none yet. */
    boolean add(UUID coe, Waiver waiver) {
        return database.createNativeQuery("""
                        insert into quality_waiver (coe_id, rule, reason, waived_by, waived_at)
                        values (:coe, :rule, :reason, :by, :at)
                        on conflict on constraint quality_waiver_pkey do nothing""")
                        .setParameter("coe", coe)
                        .setParameter("rule", waiver.rule())
                        .setParameter("reason", waiver.reason())
                        .setParameter("by", waiver.waivedBy())
                        .setParameter("at", waiver.waivedAt())
                        .executeUpdate()
                == 1;
    }

    /** Strikes a waiver out; whether there was one. */
    boolean remove(UUID coe, String rule) {
        return database.createNativeQuery("delete from quality_waiver where coe_id = :coe and rule = :rule")
                        .setParameter("coe", coe)
                        .setParameter("rule", rule)
                        .executeUpdate()
                == 1;
    }
}
