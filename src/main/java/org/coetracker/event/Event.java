package org.coetracker.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.coetracker.shared.json.JsonText;

/**
 * Something that happened.
 *
 * @param type what
 * @param coeId to which COE; null when it has to do with none, and is told to its audience alone
 * @param actionId to which of its actions; null when it is about the COE itself
 * @param team whose it is; null when it has to do with no COE
 * @param audience who is told in person: {@code person:ana}, {@code managers:storage}; whoever did it is not
 * @param detail what else there is to say about it, as JSON text; null when there is nothing
 */
public record Event(EventType type, UUID coeId, UUID actionId, String team, List<String> audience, String detail) {

    /** Something that has to do with no COE. */
    public static Event of(EventType type) {
        return new Event(type, null, null, null, List.of(), null);
    }

    /** Something that happened to a COE. */
    public static Event of(EventType type, UUID coe, String team) {
        return new Event(type, coe, null, team, List.of(), null);
    }

    /** Something that happened to an action. */
    public static Event of(EventType type, UUID coe, UUID action, String team) {
        return new Event(type, coe, action, team, List.of(), null);
    }

    /** The same, told to these people too; nulls stand for nobody. */
    public Event to(String... people) {
        return with(Stream.of(people).filter(Objects::nonNull).map(person -> "person:" + person));
    }

    /** The same, told to those too who answer for a team. */
    public Event toManagersOf(String managed) {
        return with(Stream.of("managers:" + managed));
    }

    /** The same, with something else to say about it. */
    public Event saying(Object words) {
        return new Event(type, coeId, actionId, team, audience, JsonText.write(words));
    }

    private Event with(Stream<String> more) {
        List<String> all = new ArrayList<>(audience);
        more.filter(one -> !all.contains(one)).forEach(all::add);
        return new Event(type, coeId, actionId, team, List.copyOf(all), detail);
    }
}
