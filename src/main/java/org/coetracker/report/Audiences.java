package org.coetracker.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;

/**
 * Tells who can share a report: those who see all records share one, those who see no restricted one another; who sees
 * some of these has a report of their own.
 */
@ApplicationScoped
class Audiences {
    private final ActionStatistics statistics;

    Audiences(ActionStatistics statistics) {
        this.statistics = statistics;
    }

    /** Whom somebody can share a report with. */
    Audience of(Actor actor) {
        Visibility visibility = Visibility.of(actor);
        if (visibility.isEverything()) {
            return new Audience("everything", visibility);
        }
        if (!visibility.isLimited() && !statistics.seesRestricted(visibility)) {
            return new Audience("outsiders", Visibility.ofOutsiders());
        }
        List<String> teams = actor.credential().teams().stream().sorted().toList();
        // What is seen is a part of the name: who sees less from now on is another audience.
        return new Audience(
                actor.handle() + " " + actor.managed().stream().sorted().toList() + " " + teams, visibility);
    }
}
