package org.coetracker.account.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Credential;
import org.coetracker.access.Operation;
import org.coetracker.account.AccountAudit;
import org.coetracker.account.Accounts;
import org.coetracker.account.Client;
import org.coetracker.account.Secret;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.people.Directory;
import org.coetracker.people.StandingChanged;
import org.coetracker.shared.Ids;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Makes, lists and revokes API tokens, and says whose a token is. */
@ApplicationScoped
public class TokenService {
    /** How long a token lives when nobody says. */
    static final Duration DEFAULT_LIFE = Duration.ofDays(365);
    /** How exact the last use is kept. */
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);
    /** More than this nobody can tell apart. */
    static final int MOST_PER_PERSON = 100;

    /** The secret is never the key of anything that stays in memory, its hash is. */
    private final Cache<ByteBuffer, Optional<Holder>> known = Caffeine.newBuilder()
            .expireAfterWrite(Accounts.REMEMBERED_FOR)
            .maximumSize(10_000)
            .build();

    private final TokenSettings settings;
    private final ApiTokens tokens;
    private final Directory directory;
    private final Pages pages;
    private final Rules rules;
    private final History history;
    private final AccountAudit audit;
    private final Clock clock;
    private final Event<Revoked> revocations;

    TokenService(
            TokenSettings settings,
            ApiTokens tokens,
            Directory directory,
            Pages pages,
            Rules rules,
            History history,
            AccountAudit audit,
            Clock clock,
            Event<Revoked> revocations) {
        this.settings = settings;
        this.tokens = tokens;
        this.directory = directory;
        this.pages = pages;
        this.rules = rules;
        this.history = history;
        this.audit = audit;
        this.clock = clock;
        this.revocations = revocations;
    }

    /** Whose a token is, and what it is good for. */
    record Holder(String person, Credential credential, Instant expiresAt) {}

    /** A token was revoked; in the transaction that goes on. */
    record Revoked() {}

    /** Whether API tokens are taken and made. */
    public boolean areTaken() {
        return settings.enabled();
    }

    /** Whose a secret is; nothing when it was never made, has expired or is revoked. */
    Optional<Holder> holder(Secret secret) {
        return known.get(ByteBuffer.wrap(secret.hash()), hash -> use(secret))
                .filter(holder -> holder.expiresAt() == null || clock.instant().isBefore(holder.expiresAt()));
    }

    /** Looks a token up and notes that it is used. */
    @Transactional
    Optional<Holder> use(Secret secret) {
        Instant now = clock.instant();
        return tokens.of(secret).filter(token -> token.isGood(now)).map(token -> {
            if (token.lastUsedAt() == null || token.lastUsedAt().isBefore(now.minus(USE_IS_NOTED_EVERY))) {
                tokens.noteUse(token.id(), now);
            }
            return new Holder(token.person(), token.credential(), token.expiresAt());
        });
    }

    /** Notes that a token of somebody's was refused; of one that was never made there is nothing to say. */
    void refused(Secret secret, Client client) {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().call(() -> tokens.of(secret)).ifPresent(token -> {
            String why = token.revokedAt() != null ? "revoked" : token.isGood(now) ? "switched_off" : "expired";
            audit.refusedCredential(token.credential().text(), token.person(), why, client, now);
        });
    }

    /** A page of a person's tokens that are not revoked, oldest first unless asked otherwise. */
    Page<TokenView> page(String person, PageQuery query, Actor actor) {
        AccessPolicy.requireSelf(actor, Operation.LIST_TOKENS, person);
        requirePerson(person);
        Violations violations = new Violations();
        PageRequest page = query.read(TokenSort.CREATED_AT, null, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Selection selection =
                new Selection().where("t.revokedAt is null").where("t.person = :person", "person", person);
        return pages.<ApiToken>fetch("t", "ApiToken t", "t.id", selection, page).map(TokenView::of);
    }

    /**
     * Makes a token for a person; the answer alone has the secret.
     *
     * @throws ProblemException 409 when API tokens are switched off, or the person has too many
     */
    @Transactional
    public TokenView issue(String person, NewToken command, Actor actor) {
        AccessPolicy.requireSelf(actor, Operation.CREATE_TOKEN, person);
        requirePerson(person);
        if (!areTaken()) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "API tokens are switched off in this service (COE_TOKEN_ENABLED), so that none is made.");
        }
        Instant now = clock.instant();
        Violations violations = new Violations();
        rules.check(command, violations);
        check(command, actor, now, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        if (tokens.countOf(person) >= MOST_PER_PERSON) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    person + " has " + MOST_PER_PERSON + " tokens already; revoke those that are not needed.");
        }
        Secret secret = Secret.next(Secret.TOKEN_PREFIX);
        NewToken limited = command.expiresAt() == null ? command.until(now.plus(DEFAULT_LIFE)) : command;
        return issue(person, limited, secret, actor, now);
    }

    /** Makes a token whose secret somebody else has chosen, without an end. */
    @Transactional
    public void adopt(String person, NewToken command, String secret, Actor actor) {
        issue(person, command, new Secret(secret), actor, clock.instant());
    }

    private TokenView issue(String person, NewToken command, Secret secret, Actor actor, Instant now) {
        ApiToken token = ApiToken.issue(Ids.next(), person, command, secret, actor.handle(), now);
        tokens.persistAndFlush(token);
        history.record(actor, now, change(token, "issued", 1));
        return TokenView.of(token, secret.text());
    }

    /** Ends a token for good, at once. */
    @Transactional
    public void revoke(String person, String id, Actor actor) {
        AccessPolicy.requireSelf(actor, Operation.REVOKE_TOKEN, person);
        ApiToken token = tokens.lock(person, id);
        Instant now = clock.instant();
        token.revoke(actor.handle(), now);
        tokens.flush();
        history.record(actor, now, change(token, "revoked", 2));
        revocations.fire(new Revoked());
    }

    /** Ends all tokens of a person for good, in the caller's transaction. */
    @Transactional
    public void revokeAllOf(String person, Actor actor) {
        Instant now = clock.instant();
        List<ApiToken> all = tokens.lockAllOf(person);
        all.forEach(token -> token.revoke(actor.handle(), now));
        tokens.flush();
        all.forEach(token -> history.record(actor, now, change(token, "revoked", 2)));
        revocations.fire(new Revoked());
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) Revoked revoked) {
        known.invalidateAll();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) StandingChanged changed) {
        known.invalidateAll();
    }

    private void check(NewToken command, Actor actor, Instant now, Violations violations) {
        Directory.Found found = directory.find(List.of(), command.teams());
        Violations.each("/teams", command.teams(), (place, team) -> found.team(place, team, violations));
        List<String> limit = actor.credential().teams();
        if (!limit.isEmpty() && (command.teams().isEmpty() || !limit.containsAll(command.teams()))) {
            violations.add(
                    "/teams", "wider", "A credential that is limited to teams makes none that is good for more.");
        }
        if (command.expiresAt() != null && !command.expiresAt().isAfter(now)) {
            violations.add("/expiresAt", "not_in_the_future", "A token ends in the future, or it is of no use.");
        }
    }

    private void requirePerson(String person) {
        if (directory.find(List.of(person), List.of()).people().isEmpty()) {
            throw ProblemException.notFound("person " + person);
        }
    }

    private static Change change(ApiToken token, String change, int version) {
        return Change.of("token", token.id(), null, version, change, null, TokenView.of(token));
    }
}
