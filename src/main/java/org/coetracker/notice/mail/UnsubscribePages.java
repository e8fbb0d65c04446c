package org.coetracker.notice.mail;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.coetracker.account.AccountAudit;
import org.coetracker.account.Client;
import org.coetracker.account.Secret;
import org.coetracker.notice.NoticeSettingsService;
import org.coetracker.shared.http.Problems;

/**
 * Where links in mail lead that switch it off. To look changes nothing, as programs follow links too; to post does, from a
 * mail program's button (RFC 8058) or from the page. The link is all that it takes, and no session counts for it, so that
 * there is nothing for another site to make use of.
 */
@Singleton
class UnsubscribePages {
    static final String PATH = "/unsubscribe";

    private static final int MAX_FORM_BYTES = 16 * 1024;
    private static final int LONGEST_TOKEN = 512;
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Template page;
    private final UnsubscribeLinks links;
    private final NoticeSettingsService settings;
    private final Clock clock;

    UnsubscribePages(
            @Location("unsubscribe") Template page,
            UnsubscribeLinks links,
            NoticeSettingsService settings,
            Clock clock) {
        this.page = page;
        this.links = links;
        this.settings = settings;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.get(PATH).blockingHandler(guarded(this::show), false);
        router.post(PATH).handler(BodyHandler.create(false).setBodyLimit(MAX_FORM_BYTES));
        router.post(PATH).blockingHandler(guarded(this::switchOff), false);
        router.route(PATH).handler(request -> {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            request.fail(405);
        });
    }

    private static Handler<RoutingContext> guarded(Consumer<RoutingContext> handler) {
        return request -> {
            try {
                handler.accept(request);
            } catch (RuntimeException e) {
                Problems.failed(request, e);
            }
        };
    }

    private void show(RoutingContext request) {
        if (person(request).isPresent()) {
            answer(request, 200, "Do you want no more mail from COE Tracker? Notices in the service go on.", true);
        } else {
            unknown(request);
        }
    }

    private void switchOff(RoutingContext request) {
        Optional<String> person = person(request);
        if (person.isEmpty()) {
            unknown(request);
            return;
        }
        settings.switchMailOff(person.get(), AccountAudit.stranger(Client.of(request)));
        answer(request, 200, "You get no more mail. You can choose otherwise in the settings of your notices.", false);
    }

    private void unknown(RoutingContext request) {
        answer(request, 404, "This link is not known, or too old. Take that of a newer message.", false);
    }

    private Optional<String> person(RoutingContext request) {
        List<String> token = request.queryParam("token");
        return token.isEmpty() || token.get(0).length() > LONGEST_TOKEN
                ? Optional.empty()
                : QuarkusTransaction.requiringNew()
                        .call(() -> links.personOf(new Secret(token.get(0)), clock.instant()));
    }

    private void answer(RoutingContext request, int status, String message, boolean asks) {
        String token = asks ? request.queryParam("token").get(0) : "";
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(page.data("message", message)
                        .data("asks", asks)
                        .data("action", PATH + "?token=" + token)
                        .render());
    }
}
