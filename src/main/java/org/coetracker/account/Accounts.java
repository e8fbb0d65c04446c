package org.coetracker.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Optional;
import org.coetracker.access.Actor;
import org.coetracker.access.Credential;
import org.coetracker.people.StandingChanged;

/**
 * What each person may do at this moment. It is asked for with every request, and remembered for half a second: whoever
 * is switched off or loses a role is stopped at once on the node where that was done, and within that time elsewhere.
 */
@ApplicationScoped
public class Accounts {
    /** How long a node goes by what it knew of a person or of a credential. */
    public static final Duration REMEMBERED_FOR = Duration.ofMillis(500);

    private final LoadingCache<String, Optional<Standing>> standings;

    Accounts(Standings lookup) {
        this.standings = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED_FOR)
                .maximumSize(10_000)
                .build(lookup::of);
    }

    /** A person acting by a credential; nothing when there is no such person, or they are switched off. */
    public Optional<Actor> actor(String person, Credential credential) {
        return standings.get(person).map(standing -> standing.by(credential));
    }

    /** Somebody's roles, teams or activity changed; whose is not asked, as it happens seldom. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) StandingChanged changed) {
        standings.invalidateAll();
    }
}
