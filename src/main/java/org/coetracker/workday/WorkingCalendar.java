package org.coetracker.workday;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.coetracker.shared.json.JsonText;
import org.hibernate.annotations.ColumnTransformer;

/** The working days of a team and, where they have none of their own, of the teams below it. */
@Entity
@Table(name = "working_calendar")
class WorkingCalendar {
    @Id
    private String team;

    @Version
    private int version;

    private List<String> weekend;

    @Column(columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String holidays;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected WorkingCalendar() {}

    /**
     * Gives a team one of its own. The command's rules have been checked.
     *
     * @param version where it begins: behind that of one that the team had before, so that nobody takes it for that
     */
    static WorkingCalendar of(String team, int version, NewCalendar command, Instant now) {
        WorkingCalendar calendar = new WorkingCalendar();
        calendar.team = team;
        calendar.version = version;
        calendar.createdAt = now;
        calendar.replace(command, now);
        return calendar;
    }

    /** Writes it anew. */
    void replace(NewCalendar command, Instant now) {
        weekend = command.weekend().stream().sorted().map(Weekday::word).toList();
        holidays = JsonText.write(command.holidays().stream()
                .sorted(Comparator.comparing(Holiday::on))
                .toList());
        updatedAt = now;
    }

    /** Whether it says that already. */
    boolean says(NewCalendar command) {
        WorkingCalendar other = of(team, version, command, updatedAt);
        return weekend().equals(other.weekend()) && holidays().equals(other.holidays());
    }

    String team() {
        return team;
    }

    int version() {
        return version;
    }

    List<Weekday> weekend() {
        return weekend.stream().map(Weekday::of).toList();
    }

    List<Holiday> holidays() {
        return holidays(holidays);
    }

    static List<Holiday> holidays(String json) {
        return Arrays.asList(JsonText.read(json, Holiday[].class));
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
