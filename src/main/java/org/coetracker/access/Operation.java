package org.coetracker.access;

import static org.coetracker.access.Relation.MANAGER;
import static org.coetracker.access.Relation.MEMBER;
import static org.coetracker.access.Relation.OWNER;
import static org.coetracker.access.Relation.REVIEWER;
import static org.coetracker.access.Relation.SELF;
import static org.coetracker.access.Relation.VERIFIER;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that the API can be asked for, with who may ask for it. A record that the caller may not see is not there
 * for them, whatever is said here. {@code docs/permissions.md} shows this as a table.
 */
public enum Operation {
    FILE_COE(Scope.WRITE, Rule.WRITER),
    LIST_COES(Scope.READ, Rule.EVERYBODY),
    READ_COE(Scope.READ, Rule.EVERYBODY),
    AMEND_COE(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER).or(Role.SECURITY_REVIEWER)),
    /** Part of {@link #AMEND_COE}: another owner, other reviewers or another team. */
    HAND_OVER_COE(Scope.WRITE, Rule.of(OWNER, MANAGER)),
    /** Part of {@link #AMEND_COE}: other people who may see it while it is restricted. */
    SHARE_COE(Scope.WRITE, Rule.of(OWNER, MANAGER).or(Role.SECURITY_REVIEWER)),
    /** Part of {@link #AMEND_COE}: a restricted COE is shown to everybody again. */
    LIFT_RESTRICTION(Scope.WRITE, Rule.ADMIN.or(Role.SECURITY_REVIEWER)),
    DELETE_COE(Scope.WRITE, Rule.of(OWNER, MANAGER)),
    SUBMIT_COE(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER)),
    /** Of these, those who are asked; never whoever owns it, owned it before or filed it. */
    APPROVE_COE(Scope.WRITE, Rule.of(REVIEWER, MANAGER).or(Role.SECURITY_REVIEWER)),
    READ_QUALITY(Scope.READ, Rule.EVERYBODY),
    READ_CAUSES(Scope.READ, Rule.EVERYBODY),
    LIST_REVIEW_ROUNDS(Scope.READ, Rule.EVERYBODY),
    READ_REVIEW_ROUND(Scope.READ, Rule.EVERYBODY),
    /** Not by whoever owns it, owned it before or filed it. */
    WAIVE_QUALITY_RULE(Scope.WRITE, Rule.of(REVIEWER, MANAGER)),
    WITHDRAW_WAIVER(Scope.WRITE, Rule.of(REVIEWER, MANAGER)),
    REQUEST_CHANGES(Scope.WRITE, Rule.of(REVIEWER, MANAGER).or(Role.SECURITY_REVIEWER)),
    WITHDRAW_COE(Scope.WRITE, Rule.of(OWNER, MANAGER)),
    CLOSE_COE(Scope.WRITE, Rule.of(OWNER, MANAGER)),
    REOPEN_COE(Scope.WRITE, Rule.of(OWNER, MANAGER)),
    READ_HISTORY(Scope.READ, Rule.EVERYBODY),
    READ_REVISION(Scope.READ, Rule.EVERYBODY),
    LIST_SIMILAR_COES(Scope.READ, Rule.EVERYBODY),
    /** As {@link #AMEND_COE}, and so are files taken away. */
    ATTACH_FILE(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER).or(Role.SECURITY_REVIEWER)),
    LIST_ATTACHMENTS(Scope.READ, Rule.EVERYBODY),
    READ_ATTACHMENT(Scope.READ, Rule.EVERYBODY),
    DOWNLOAD_ATTACHMENT(Scope.READ, Rule.EVERYBODY),
    READ_THUMBNAIL(Scope.READ, Rule.EVERYBODY),
    READ_CHART(Scope.READ, Rule.EVERYBODY),
    DELETE_ATTACHMENT(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER).or(Role.SECURITY_REVIEWER)),
    LIST_ACTIONS_OF_COE(Scope.READ, Rule.EVERYBODY),
    /** As {@link #AMEND_COE}. */
    IMPORT_TIMELINE(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER).or(Role.SECURITY_REVIEWER)),
    /** Of what one sees, into a team in which one may file. */
    COPY_COE(Scope.WRITE, Rule.WRITER),
    FILE_ACTION(Scope.WRITE, Rule.of(OWNER, REVIEWER, MEMBER, MANAGER).or(Role.SECURITY_REVIEWER)),

    ADD_COMMENT(Scope.WRITE, Rule.WRITER),
    LIST_COMMENTS(Scope.READ, Rule.EVERYBODY),
    READ_COMMENT(Scope.READ, Rule.EVERYBODY),
    /** The owner is who wrote it: nobody else puts words into their mouth. */
    AMEND_COMMENT(Scope.WRITE, Rule.only(OWNER)),
    /** The owner is who wrote it; the managers are those of the COE's team. */
    DELETE_COMMENT(Scope.WRITE, Rule.of(OWNER, MANAGER)),
    RESOLVE_COMMENT(Scope.WRITE, Rule.WRITER),
    REOPEN_COMMENT(Scope.WRITE, Rule.WRITER),

    LIST_ACTIONS(Scope.READ, Rule.EVERYBODY),
    READ_ACTION(Scope.READ, Rule.EVERYBODY),
    AMEND_ACTION(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER)),
    /** Part of {@link #AMEND_ACTION}: another team for an action that is owed, another owner for one that waits for its check. */
    HAND_OVER_ACTION(Scope.WRITE, Rule.of(MANAGER)),
    DELETE_ACTION(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER)),
    COMMIT_ACTION(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER)),
    START_ACTION(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER)),
    COMPLETE_ACTION(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER)),
    VERIFY_ACTION(Scope.WRITE, Rule.of(OWNER, VERIFIER, MEMBER, MANAGER)),
    REFUSE_ACTION(Scope.WRITE, Rule.of(MANAGER)),
    REOPEN_ACTION(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER)),
    RE_DATE_ACTION(Scope.WRITE, Rule.of(OWNER, MEMBER, MANAGER)),

    LIST_OVERDUE_REVIEWS(Scope.READ, Rule.EVERYBODY),
    READ_OVERDUE_REVIEW(Scope.READ, Rule.EVERYBODY),
    DECIDE(Scope.WRITE, Rule.of(MANAGER)),
    /** Each of them as {@link #DECIDE}. */
    DECIDE_MANY(Scope.WRITE, Rule.WRITER),
    LIST_LATE_COES(Scope.READ, Rule.EVERYBODY),
    LIST_MY_WORK(Scope.READ, Rule.EVERYBODY),

    SEARCH(Scope.READ, Rule.EVERYBODY),
    LIST_LESSONS(Scope.READ, Rule.EVERYBODY),
    READ_CHECKLIST(Scope.READ, Rule.EVERYBODY),

    REPORT_ACTIONS(Scope.REPORTS, Rule.EVERYBODY),
    REPORT_RECURRENCE(Scope.REPORTS, Rule.EVERYBODY),

    LIST_JOBS(Scope.READ, Rule.EVERYBODY),
    READ_JOB(Scope.READ, Rule.EVERYBODY),
    LIST_JOB_RUNS(Scope.READ, Rule.EVERYBODY),
    READ_JOB_RUN(Scope.READ, Rule.EVERYBODY),
    RUN_JOB(Scope.ADMIN, Rule.ADMIN),

    READ_ME(Scope.READ, Rule.EVERYBODY),
    STREAM_EVENTS(Scope.READ, Rule.EVERYBODY),
    READ_MY_CALENDAR(Scope.READ, Rule.EVERYBODY),
    READ_CALENDAR_ADDRESS(Scope.READ, Rule.EVERYBODY),
    /** A credential by itself, which shows what its owner sees: not for one that is limited to teams. */
    CREATE_CALENDAR_ADDRESS(Scope.ADMIN, Rule.EVERYBODY),
    REVOKE_CALENDAR_ADDRESS(Scope.ADMIN, Rule.EVERYBODY),
    LIST_NOTICES(Scope.READ, Rule.EVERYBODY),
    READ_NOTICE(Scope.WRITE, Rule.EVERYBODY),
    READ_NOTICES(Scope.WRITE, Rule.EVERYBODY),
    READ_NOTICE_SETTINGS(Scope.READ, Rule.EVERYBODY),
    AMEND_NOTICE_SETTINGS(Scope.WRITE, Rule.EVERYBODY),
    LIST_MAIL_DELIVERIES(Scope.ADMIN, Rule.ADMIN),
    REDELIVER_MAIL(Scope.ADMIN, Rule.ADMIN),
    REGISTER_PERSON(Scope.ADMIN, Rule.ADMIN),
    LIST_PEOPLE(Scope.READ, Rule.EVERYBODY),
    READ_PERSON(Scope.READ, Rule.EVERYBODY),
    /** One's own name and time zone; the rest is the administrators'. */
    AMEND_PERSON(Scope.ADMIN, Rule.of(SELF)),
    SET_UP_TEAM(Scope.ADMIN, Rule.ADMIN),
    LIST_TEAMS(Scope.READ, Rule.EVERYBODY),
    READ_TEAM(Scope.READ, Rule.EVERYBODY),
    AMEND_TEAM(Scope.ADMIN, Rule.ADMIN),
    READ_CALENDAR(Scope.READ, Rule.EVERYBODY),
    REPLACE_CALENDAR(Scope.WRITE, Rule.of(MANAGER)),
    DELETE_CALENDAR(Scope.WRITE, Rule.of(MANAGER)),

    LIST_TEMPLATES(Scope.READ, Rule.EVERYBODY),
    READ_TEMPLATE(Scope.READ, Rule.EVERYBODY),
    CREATE_TEMPLATE(Scope.ADMIN, Rule.ADMIN),
    AMEND_TEMPLATE(Scope.ADMIN, Rule.ADMIN),
    DELETE_TEMPLATE(Scope.ADMIN, Rule.ADMIN),
    LIST_POLICIES(Scope.READ, Rule.EVERYBODY),
    READ_POLICY(Scope.READ, Rule.EVERYBODY),
    AMEND_POLICY(Scope.ADMIN, Rule.ADMIN),
    APPLY_POLICY(Scope.ADMIN, Rule.ADMIN),

    CREATE_TOKEN(Scope.ADMIN, Rule.of(SELF)),
    LIST_TOKENS(Scope.ADMIN, Rule.of(SELF)),
    REVOKE_TOKEN(Scope.ADMIN, Rule.of(SELF)),

    /** Whoever they are, nobody changes the password of somebody else. */
    CHANGE_PASSWORD(Scope.ADMIN, Rule.self()),
    RESET_PASSWORD(Scope.ADMIN, Rule.ADMIN),

    /** Of a team that one manages; for administrators of all teams too. */
    CREATE_WEBHOOK(Scope.ADMIN, Rule.of(MANAGER)),
    /** One's own; for administrators all. */
    LIST_WEBHOOKS(Scope.ADMIN, Rule.EVERYBODY),
    READ_WEBHOOK(Scope.ADMIN, Rule.of(SELF)),
    AMEND_WEBHOOK(Scope.ADMIN, Rule.of(SELF)),
    DELETE_WEBHOOK(Scope.ADMIN, Rule.of(SELF)),
    ROTATE_WEBHOOK_SECRET(Scope.ADMIN, Rule.of(SELF)),
    TEST_WEBHOOK(Scope.ADMIN, Rule.of(SELF)),
    LIST_WEBHOOK_DELIVERIES(Scope.ADMIN, Rule.of(SELF)),
    REDELIVER(Scope.ADMIN, Rule.of(SELF)),

    LIST_AUDIT_EVENTS(Scope.ADMIN, Rule.ADMIN),
    VERIFY_AUDIT(Scope.ADMIN, Rule.ADMIN);

    private static final Map<String, Operation> BY_ID =
            Arrays.stream(values()).collect(Collectors.toMap(Operation::id, Function.identity()));

    private final Scope scope;
    private final Rule rule;
    private final String id;

    Operation(Scope scope, Rule rule) {
        this.scope = scope;
        this.rule = rule;
        this.id = camelCase(name());
    }

    /** The operation of an {@code operationId} of the OpenAPI document. */
    public static Optional<Operation> of(String operationId) {
        return Optional.ofNullable(BY_ID.get(operationId));
    }

    /** The {@code operationId} in the OpenAPI document. */
    public String id() {
        return id;
    }

    /** The least that a credential has to be good for. */
    public Scope scope() {
        return scope;
    }

    /** Whether somebody may do it because they review the record. */
    public boolean isForReviewers() {
        return rule.relations().contains(REVIEWER);
    }

    Rule rule() {
        return rule;
    }

    private static String camelCase(String name) {
        StringBuilder id = new StringBuilder();
        for (String word : name.toLowerCase(Locale.ROOT).split("_")) {
            id.append(id.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return id.toString();
    }
}
