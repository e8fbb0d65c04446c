package org.coetracker.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coetracker.access.Actor;
import org.coetracker.access.Credential;
import org.coetracker.access.Role;
import org.coetracker.action.ActionRef;
import org.coetracker.action.ActionService;
import org.coetracker.action.ActionState;
import org.coetracker.action.ActionView;
import org.coetracker.action.Moves;
import org.coetracker.action.Verification;
import org.coetracker.coe.CoeMoves;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.CoeService;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.NewCoe;
import org.coetracker.coe.ReviewState;
import org.coetracker.coe.Status.Move;
import org.coetracker.people.NewPerson;
import org.coetracker.people.NewTeam;
import org.coetracker.people.PersonService;
import org.coetracker.people.TeamService;
import org.coetracker.quality.NewWaiver;
import org.coetracker.quality.QualityService;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.RequestReader;
import org.coetracker.shared.start.Announcements;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Loads the demo into a service that has no team and no COE yet, by the same services and rules as a request. It is
 * one transaction: loaded twice, or stopped in the middle, makes nothing twice and nothing by halves.
 */
@ApplicationScoped
class DemoLoader {
    private static final Logger LOG = Logger.getLogger(DemoLoader.class);
    private static final Actor ADMIN = Actor.operator("admin");
    /** Names the lock under which one node loads while the others wait; any number that nobody else uses. */
    private static final long LOCK = 0x434F452D44454D4FL;

    private final boolean wanted;
    private final EntityManager database;
    private final RequestReader reader;
    private final PersonService people;
    private final TeamService teams;
    private final CoeService coes;
    private final ActionService actions;
    private final QualityService quality;
    private final DemoPasswords passwords;
    private final Announcements announcements;
    private final Clock clock;

    DemoLoader(
            @ConfigProperty(name = "coe.demo") Optional<Boolean> wanted,
            EntityManager database,
            RequestReader reader,
            PersonService people,
            TeamService teams,
            CoeService coes,
            ActionService actions,
            QualityService quality,
            DemoPasswords passwords,
            Announcements announcements,
            Clock clock) {
        this.wanted = wanted.orElse(false);
        this.database = database;
        this.reader = reader;
        this.people = people;
        this.teams = teams;
        this.coes = coes;
        this.actions = actions;
        this.quality = quality;
        this.passwords = passwords;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** Before the first sweep, which is to find what is overdue. */
    @Transactional
    void atStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        if (wanted && load()) {
            LOG.info("Loaded the demo: people, teams and sixteen incidents");
        }
    }

    /** Loads the demo; whether there was anything to load. */
    @Transactional
    boolean load() {
        database.createNativeQuery("select pg_advisory_xact_lock(:lock)", Object.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
        boolean used = (Boolean) database.createNativeQuery(
                        "select exists (select 1 from team) or exists (select 1 from coe)", Boolean.class)
                .getSingleResult();
        if (used) {
            return false;
        }
        DemoFiles.people().forEach(person -> people.register(reader.convert(person, NewPerson.class), ADMIN));
        passwords.give(DemoFiles.people()).ifPresent(announcements::add);
        DemoFiles.teams().forEach(team -> teams.setUp(reader.convert(team, NewTeam.class), ADMIN));
        Instant now = clock.instant();
        List<String> refs = new ArrayList<>();
        for (JsonNode incident : DemoFiles.incidents()) {
            refs.add(file(DemoIncident.of(incident, refs, now)));
        }
        return true;
    }

    private String file(DemoIncident incident) {
        CoeView filed = coes.file(reader.convert(incident.coe(), NewCoe.class), ADMIN);
        for (JsonNode waiver : incident.waivers()) {
            Actor reviewer = actor(filed.reviewers().get(0), Role.AUTHOR);
            quality.waive(CoeRef.parse(filed.ref()), reader.convert(waiver, NewWaiver.class), reviewer);
        }
        for (Move move : incident.moves()) {
            if (move == Move.CLOSE && incident.verifyAll()) {
                filed.correctiveActions().stream()
                        .filter(action -> action.state() == ActionState.DONE)
                        .forEach(this::verify);
            }
            if (move == Move.APPROVE) {
                approve(CoeRef.parse(filed.ref()));
            } else {
                coes.move(CoeRef.parse(filed.ref()), move, IfMatch.any(), said(move), ADMIN);
            }
        }
        return filed.ref();
    }

    /** Whoever is asked approves: an administrator who filed it cannot. */
    private void approve(CoeRef coe) {
        CoeView asked = coes.read(coe, ADMIN);
        asked.review()
                .missing()
                .forEach(slot -> reviewer(slot, asked)
                        .ifPresent(actor -> coes.move(coe, Move.APPROVE, IfMatch.any(), said(Move.APPROVE), actor)));
    }

    private static Optional<Actor> reviewer(ReviewState.Slot slot, CoeView coe) {
        if (slot.person() != null) {
            return Optional.of(actor(slot.person(), Role.AUTHOR));
        }
        return slot.role() == ReviewState.Role.SECURITY_REVIEWER
                ? DemoFiles.securityReviewers()
                        .filter(handle -> !handle.equals(coe.owner()))
                        .map(handle -> actor(handle, Role.SECURITY_REVIEWER))
                        .findFirst()
                : Optional.empty();
    }

    private static Actor actor(String handle, Role role) {
        return new Actor(handle, Set.of(role), Set.of(), Set.of(), Set.of(), Credential.SYSTEM, null, null);
    }

    private void verify(ActionView action) {
        Moves.Verify check = new Moves.Verify(
                Verification.Outcome.WORKED, action.completion().evidence(), null);
        actions.verify(ActionRef.parse(action.ref()), IfMatch.any(), check, ADMIN);
    }

    private static CoeMoves.Said said(Move move) {
        return switch (move) {
            case SUBMIT -> new CoeMoves.Submit();
            case APPROVE -> new CoeMoves.Approve(null);
            case REQUEST_CHANGES ->
                new CoeMoves.RequestChanges(
                        "The why-chain stops too early: say what let the change reach everybody at once.");
            case WITHDRAW -> new CoeMoves.Withdraw("Not an incident after all.");
            case CLOSE -> new CoeMoves.Close();
            case REOPEN -> new CoeMoves.Reopen("It happened again.");
        };
    }
}
