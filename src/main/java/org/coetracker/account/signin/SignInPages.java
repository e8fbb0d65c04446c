package org.coetracker.account.signin;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.coetracker.access.Actor;
import org.coetracker.access.Credential;
import org.coetracker.account.Accounts;
import org.coetracker.account.Client;
import org.coetracker.account.ReturnPath;
import org.coetracker.account.Secret;
import org.coetracker.account.password.ForgottenPasswords;
import org.coetracker.account.password.NewPassword;
import org.coetracker.account.password.PasswordService;
import org.coetracker.account.password.PasswordSettings;
import org.coetracker.account.password.ResetUse;
import org.coetracker.account.password.SignIn;
import org.coetracker.account.password.SignInService;
import org.coetracker.account.session.Origin;
import org.coetracker.account.session.SessionCookie;
import org.coetracker.account.session.SessionService;
import org.coetracker.account.session.SignOutElsewhere;
import org.coetracker.shared.http.Problems;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The pages on which people sign in and choose passwords: forms without a script, over the same services as the API. */
@Singleton
class SignInPages {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_FORM_BYTES = 16 * 1024;

    private static final String ASKED =
            "If that is somebody here who signs in by a password, a message with a link is on"
                    + " its way to their e-mail address. If none comes, an administrator can make you a link.";

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Template page;
    private final boolean singleSignOn;
    private final boolean mail;
    private final SignOutElsewhere elsewhere;
    private final PasswordSettings settings;
    private final SignInService signIns;
    private final SessionService sessions;
    private final PasswordService passwords;
    private final ForgottenPasswords forgotten;
    private final Accounts accounts;

    SignInPages(
            @Location("account") Template page,
            @ConfigProperty(name = "coe.oidc.issuer") Optional<String> provider,
            @ConfigProperty(name = "coe.mail.host") Optional<String> mailServer,
            SignOutElsewhere elsewhere,
            PasswordSettings settings,
            SignInService signIns,
            SessionService sessions,
            PasswordService passwords,
            ForgottenPasswords forgotten,
            Accounts accounts) {
        this.page = page;
        this.singleSignOn = provider.isPresent();
        this.mail = mailServer.isPresent() && settings.enabled();
        this.elsewhere = elsewhere;
        this.settings = settings;
        this.signIns = signIns;
        this.sessions = sessions;
        this.passwords = passwords;
        this.forgotten = forgotten;
        this.accounts = accounts;
    }

    /** A field of a form. */
    private record Field(String name, String label, String type, String autocomplete, String hint) {
        static Field current(String label) {
            return new Field("current", label, "password", "current-password", "");
        }

        static Field chosen() {
            return new Field(
                    "password",
                    "New password",
                    "password",
                    "new-password",
                    "At least " + PasswordService.MIN_LENGTH
                            + " characters. A few words in a row are easy to remember.");
        }

        Map<String, Object> data(String value, boolean first, boolean wrong) {
            return Map.of(
                    "name", name,
                    "label", label,
                    "type", type,
                    "autocomplete", autocomplete,
                    "hint", hint,
                    "value", value,
                    "first", first,
                    "wrong", wrong);
        }
    }

    /** What a page asks for. */
    private enum Ask {
        SIGN_IN(
                "/sign-in",
                "Sign in",
                List.of(
                        new Field("who", "Handle or e-mail address", "text", "username", ""),
                        new Field("password", "Password", "password", "current-password", ""))),
        CHANGE(
                "/change-password",
                "Change your password",
                List.of(Field.current("Password until now"), Field.chosen())),
        RESET("/reset-password", "Choose a password", List.of(Field.chosen())),
        FORGOTTEN(
                "/forgot-password",
                "Forgot your password?",
                List.of(new Field("who", "Handle or e-mail address", "text", "username", "")));

        private final String path;
        private final String title;
        private final List<Field> fields;

        Ask(String path, String title, List<Field> fields) {
            this.path = path;
            this.title = title;
            this.fields = fields;
        }
    }

    void register(@Observes Router router) {
        BodyHandler form = BodyHandler.create(false).setBodyLimit(MAX_FORM_BYTES);
        List<Ask> asks = Arrays.stream(Ask.values())
                .filter(ask -> mail || ask != Ask.FORGOTTEN)
                .toList();
        for (Ask ask : asks) {
            router.get(ask.path).blockingHandler(guarded(request -> show(request, ask)), false);
            router.post(ask.path).handler(form);
        }
        router.post("/sign-out").handler(form);
        router.post(Ask.SIGN_IN.path).blockingHandler(guarded(this::signIn), false);
        router.post(Ask.CHANGE.path).blockingHandler(guarded(this::change), false);
        router.post(Ask.RESET.path).blockingHandler(guarded(this::reset), false);
        if (mail) {
            router.post(Ask.FORGOTTEN.path).blockingHandler(guarded(this::forgotten), false);
        }
        router.post("/sign-out").blockingHandler(guarded(this::signOut), false);
        for (Ask ask : asks) {
            router.route(ask.path).handler(request -> notAllowed(request, "GET, POST"));
        }
        router.route("/sign-out").handler(request -> notAllowed(request, "POST"));
    }

    private static void notAllowed(RoutingContext request, String allowed) {
        request.response().putHeader(HttpHeaders.ALLOW, allowed);
        request.fail(405);
    }

    private static io.vertx.core.Handler<RoutingContext> guarded(Consumer<RoutingContext> handler) {
        return request -> {
            try {
                handler.accept(request);
            } catch (RuntimeException e) {
                Problems.failed(request, e);
            }
        };
    }

    private void show(RoutingContext request, Ask ask) {
        if (ask == Ask.CHANGE && person(request).isEmpty()) {
            ReturnPath.redirect(request, "/sign-in?from=" + encoded(ask.path));
        } else if (ask == Ask.RESET && !passwords.isGood(parameter(request, "token"))) {
            answer(
                    request,
                    ask,
                    422,
                    "This link was used, has expired or was replaced. Ask an administrator for another one.",
                    "");
        } else {
            answer(request, ask, 200, "", "");
        }
    }

    private void signIn(RoutingContext request) {
        attempt(request, Ask.SIGN_IN, () -> {
            Origin.refuseOther(request);
            SignIn command = new SignIn(field(request, "who"), field(request, "password"));
            if (command.who().isBlank() || command.password().isEmpty()) {
                throw ProblemException.of(ErrorCode.INVALID, "Fill in both fields.");
            }
            SessionService.Begun begun =
                    signIns.signIn(command, SessionCookie.of(request).orElse(null), Client.of(request));
            request.response().putHeader(HttpHeaders.SET_COOKIE, SessionCookie.set(request, begun.secret()));
            String from = from(request);
            ReturnPath.redirect(
                    request, begun.session().passwordMustChange() ? Ask.CHANGE.path + "?from=" + encoded(from) : from);
        });
    }

    private void change(RoutingContext request) {
        Optional<Actor> actor = person(request);
        if (actor.isEmpty()) {
            ReturnPath.redirect(request, Ask.SIGN_IN.path + "?from=" + encoded(Ask.CHANGE.path));
            return;
        }
        attempt(request, Ask.CHANGE, () -> {
            Origin.requireOwn(request);
            NewPassword command = new NewPassword(field(request, "current"), field(request, "password"));
            passwords.change(actor.get().handle(), command, actor.get(), Client.of(request));
            ReturnPath.redirect(request, from(request));
        });
    }

    private void reset(RoutingContext request) {
        attempt(request, Ask.RESET, () -> {
            Origin.refuseOther(request);
            passwords.useReset(
                    new ResetUse(parameter(request, "token"), field(request, "password")), Client.of(request));
            ReturnPath.redirect(request, Ask.SIGN_IN.path);
        });
    }

    /** Says the same whether there is such a person or not. */
    private void forgotten(RoutingContext request) {
        attempt(request, Ask.FORGOTTEN, () -> {
            Origin.refuseOther(request);
            String who = field(request, "who");
            if (who.isBlank()) {
                throw ProblemException.of(ErrorCode.INVALID, "Fill in the field.");
            }
            forgotten.ask(who, Client.of(request));
            answer(request, Ask.FORGOTTEN, 202, ASKED, "");
        });
    }

    private void signOut(RoutingContext request) {
        if (SessionCookie.of(request).isPresent()) {
            Origin.requireOwn(request);
        }
        Optional<Secret> session = SessionCookie.of(request);
        Optional<String> idToken = session.flatMap(sessions::idToken);
        session.ifPresent(secret -> sessions.end(secret, Client.of(request)));
        request.response().putHeader(HttpHeaders.SET_COOKIE, SessionCookie.clear(request));
        ReturnPath.redirect(
                request,
                idToken.flatMap(token -> elsewhere.address(token, request)).orElse(Ask.SIGN_IN.path));
    }

    /** Shows the page again when what was sent is refused. */
    private void attempt(RoutingContext request, Ask ask, Runnable work) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
            throw ProblemException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "This page takes a form: " + FORM + ".");
        }
        try {
            work.run();
        } catch (ProblemException e) {
            if (e.retryAfter() > 0) {
                request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter()));
            }
            String wrong = e.violations().isEmpty() || e.violations().get(0).pointer() == null
                    ? ""
                    : e.violations().get(0).pointer().replace("/", "");
            answer(request, ask, e.code().status(), e.getMessage(), wrong);
        }
    }

    private Optional<Actor> person(RoutingContext request) {
        return SessionCookie.of(request)
                .flatMap(sessions::of)
                .flatMap(session -> accounts.actor(
                        session.person(),
                        Credential.whole(Credential.Kind.SESSION, session.id().toString())))
                .map(actor -> actor.in(
                        Client.of(request).address(), Client.of(request).requestId()));
    }

    private void answer(RoutingContext request, Ask ask, int status, String message, String wrong) {
        boolean isDone = status < 400 && !message.isEmpty();
        boolean asks = !isDone && (ask != Ask.RESET || status != 422 || !wrong.isEmpty() && !wrong.equals("token"));
        List<Map<String, Object>> fields = ask.fields.stream()
                .map(field -> field.data(
                        field.name.equals("who") ? field(request, "who") : "",
                        field == ask.fields.get(0),
                        field.name.equals(wrong) || wrong.isEmpty() && !message.isEmpty()))
                .toList();
        String token = ask == Ask.RESET ? parameter(request, "token") : "";
        String html = page.data("title", ask.title)
                .data("action", token.isEmpty() ? ask.path : ask.path + "?token=" + encoded(token))
                .data("fields", asks && (ask != Ask.SIGN_IN || settings.enabled()) ? fields : List.of())
                .data("message", message)
                .data("done", isDone)
                .data("mail", mail)
                .data("from", from(request))
                .data("signOn", "/sign-in/oidc?from=" + encoded(from(request)))
                .data("signsIn", ask == Ask.SIGN_IN)
                .data("singleSignOn", ask == Ask.SIGN_IN && singleSignOn)
                .render();
        // Not "no-referrer": browsers would then say "Origin: null" of a form, and it could not be told from another
        // site's.
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "strict-origin")
                .end(html);
    }

    /** The text as a part of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Where somebody wanted to go; never out of this service. */
    private static String from(RoutingContext request) {
        String sent = field(request, "from");
        String from = sent.isEmpty() ? parameter(request, "from") : sent;
        return ReturnPath.of(from);
    }

    private static String field(RoutingContext request, String name) {
        String sent = request.request().getFormAttribute(name);
        return sent == null || !org.coetracker.shared.Text.isStorable(sent) ? "" : sent;
    }

    private static String parameter(RoutingContext request, String name) {
        List<String> sent = request.queryParam(name);
        return sent.isEmpty() ? "" : sent.get(0);
    }
}
