package org.coetracker.comment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coetracker.coe.CoeView;
import org.coetracker.event.Event;
import org.coetracker.event.EventType;

/** What others are told of a comment. Who is mentioned hears that, and nobody hears of one comment twice. */
final class CommentNews {
    private CommentNews() {}

    /** That a comment was written: to those whom it mentions, the owner of the COE, and those who wrote before. */
    static List<Event> written(
            Comment comment, Comment first, CoeView coe, Places places, Collection<String> writersBefore) {
        List<String> mentioned = others(comment.told(), comment);
        List<String> audience = new ArrayList<>();
        audience.add(coe.owner());
        audience.addAll(writersBefore);
        List<Event> news = new ArrayList<>();
        // Of the events of one transaction about one thing, everybody hears the first that is for them.
        if (!mentioned.isEmpty()) {
            news.add(about(EventType.COMMENT_MENTIONED, comment, first, coe, places, mentioned));
        }
        audience.removeAll(mentioned);
        news.add(about(EventType.COMMENT_ADDED, comment, first, coe, places, others(audience, comment)));
        return news;
    }

    /** That a comment mentions people now whom it did not. */
    static List<Event> edited(
            Comment comment, Comment first, CoeView coe, Places places, Collection<String> toldBefore) {
        List<String> mentioned = new ArrayList<>(others(comment.told(), comment));
        mentioned.removeAll(toldBefore);
        return mentioned.isEmpty()
                ? List.of()
                : List.of(about(EventType.COMMENT_MENTIONED, comment, first, coe, places, mentioned));
    }

    private static List<String> others(Collection<String> people, Comment comment) {
        return people.stream()
                .filter(one -> !one.equals(comment.author()))
                .distinct()
                .toList();
    }

    private static Event about(
            EventType type, Comment comment, Comment first, CoeView coe, Places places, List<String> people) {
        Optional<Places.InAction> action = places.action(first.place());
        Event event = action.isPresent()
                ? Event.of(type, coe.id(), action.get().id(), action.get().team())
                : Event.of(type, coe.id(), coe.team());
        return event.to(people.toArray(String[]::new)).saying(Map.of("comment", comment.id(), "by", comment.author()));
    }
}
