package org.coetracker.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.coetracker.account.Secret;

/** The secret addresses of people's calendars. */
@ApplicationScoped
class CalendarAddresses {
    /** How exact the last reading is kept. */
    private static final Duration READING_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private final EntityManager database;

    CalendarAddresses(EntityManager database) {
        this.database = database;
    }

    /** Gives a person an address, in the place of any that they had. */
    void put(String person, Secret secret, Instant now) {
        database.createNativeQuery("""
                        insert into calendar_address (person, hash, created_at) values (:person, :hash, :now)
                        on conflict (person) do update set hash = :hash, created_at = :now, last_read_at = null""")
                .setParameter("person", person)
                .setParameter("hash", secret.hash())
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Takes a person's address away; says whether there was one. */
    boolean remove(String person) {
        return database.createNativeQuery("delete from calendar_address where person = :person")
                        .setParameter("person", person)
                        .executeUpdate()
                > 0;
    }

    /** Takes the addresses of all away who are switched off; says whose those were. */
    @SuppressWarnings("unchecked")
    List<String> removeThoseOfWhoIsSwitchedOff() {
        return database.createNativeQuery("""
                        delete from calendar_address c using person p
                        where p.handle = c.person and not p.active
                        returning c.person""", String.class).getResultList();
    }

    /** What there is to say about a person's address. */
    CalendarAddressView of(String person) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = database.createNativeQuery(
                        "select created_at, last_read_at from calendar_address where person = :person", Object[].class)
                .setParameter("person", person)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> new CalendarAddressView(true, (Instant) row[0], (Instant) row[1]))
                .orElse(new CalendarAddressView(false, null, null));
    }

    /** Whose calendar is at an address. */
    Optional<String> person(Secret secret) {
        @SuppressWarnings("unchecked")
        List<String> people = database.createNativeQuery(
                        "select person from calendar_address where hash = :hash", String.class)
                .setParameter("hash", secret.hash())
                .getResultList();
        return people.stream().findFirst();
    }

    /** Notes that a person's calendar was read by its address. */
    void noteReading(Secret secret, Instant now) {
        database.createNativeQuery("""
                        update calendar_address set last_read_at = :now
                        where hash = :hash and (last_read_at is null or last_read_at < :before)""")
                .setParameter("now", now)
                .setParameter("before", now.minus(READING_IS_NOTED_EVERY))
                .setParameter("hash", secret.hash())
                .executeUpdate();
    }
}
