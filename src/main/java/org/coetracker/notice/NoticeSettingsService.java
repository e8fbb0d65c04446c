package org.coetracker.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.coetracker.access.Actor;
import org.coetracker.history.AuditKind;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Amendments;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Keeps when and how people want mail. */
@ApplicationScoped
public class NoticeSettingsService {
    private static final Set<String> KEPT = Set.of("version");

    private final EntityManager database;
    private final Amendments amendments;
    private final Rules rules;
    private final History history;
    private final Clock clock;

    NoticeSettingsService(EntityManager database, Amendments amendments, Rules rules, History history, Clock clock) {
        this.database = database;
        this.amendments = amendments;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    /** The caller's settings. */
    @Transactional
    NoticeSettingsView read(Actor actor) {
        return NoticeSettingsView.of((NoticeSettings) database.createNativeQuery(
                        "select * from notice_settings_in_force where person = :person", NoticeSettings.class)
                .setParameter("person", actor.handle())
                .getSingleResult());
    }

    /** Applies a merge patch to the caller's settings. */
    @Transactional
    NoticeSettingsView amend(IfMatch expected, MergePatch patch, Actor actor) {
        NoticeSettings settings = lock(actor.handle());
        expected.check(settings.version());
        NoticeSettingsView before = NoticeSettingsView.of(settings);
        Optional<NewNoticeSettings> amended = amendments.apply(patch, before, KEPT, NewNoticeSettings.class);
        if (amended.isEmpty()) {
            return before;
        }
        Violations violations = new Violations();
        rules.check(amended.get(), violations);
        amended.get().check(violations);
        violations.orElseThrow(ErrorCode.INVALID);
        settings.choose(amended.get());
        return keep(settings, "edited", actor);
    }

    /** Sends somebody no mail any more, as a link in their mail asks for; what was off stays so. */
    @Transactional
    public void switchMailOff(String person, Actor actor) {
        NoticeSettings settings = lock(person);
        if (settings.mail() != MailChoice.OFF) {
            settings.switchOff();
            keep(settings, "unsubscribed", actor);
        }
    }

    /** The row of somebody, made where there is none, so that two changes at once wait for each other. */
    private NoticeSettings lock(String person) {
        database.createNativeQuery("""
                        insert into notice_settings (person, mail, digest_at, weekend_quiet, version)
                        select person, mail, digest_at, weekend_quiet, version from notice_settings_in_force
                        where person = :person
                        on conflict do nothing""").setParameter("person", person).executeUpdate();
        return database.find(NoticeSettings.class, person, LockModeType.PESSIMISTIC_WRITE);
    }

    private NoticeSettingsView keep(NoticeSettings settings, String change, Actor actor) {
        database.flush();
        NoticeSettingsView view = NoticeSettingsView.of(settings);
        String subject = "notices:" + settings.person();
        history.record(
                actor,
                clock.instant(),
                Change.of(AuditKind.SETTINGS.word(), subject, null, view.version(), change, null, view));
        return view;
    }
}
