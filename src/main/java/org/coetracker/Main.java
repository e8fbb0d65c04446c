package org.coetracker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.coetracker.account.oidc.SingleSignOn;
import org.coetracker.attachment.storage.Storages;
import org.coetracker.audit.VerifyAudit;
import org.coetracker.notice.mail.MailServer;
import org.coetracker.shared.database.DatabaseAddress;
import org.coetracker.shared.database.EmbeddedDatabase;
import org.coetracker.shared.database.OwnServer;
import org.coetracker.shared.http.MalformedAddress;
import org.coetracker.shared.start.CannotStart;
import org.coetracker.shared.start.HttpAddress;
import org.coetracker.shared.start.Settings;
import org.coetracker.shared.start.StartFailure;
import org.coetracker.webhook.AllowList;

/** Starts the service: checks the settings, starts a database if none is given, then Quarkus; and ends them in order. */
@QuarkusMain
public final class Main {

    /** Longer than requests in flight are given to finish, shorter than what supervisors wait before they kill. */
    private static final long STOP_SECONDS = 25;

    private static final CountDownLatch ENDED = new CountDownLatch(1);

    private static volatile boolean stopping;

    private Main() {}

    /** Runs until told to stop; ends with exit code 1 and one line of reason when it cannot start. */
    public static void main(String... args) {
        MalformedAddress.takeOver();
        if (Boolean.getBoolean("quarkus.appcds.generate")) {
            // The build starts the service to see which classes it loads; that needs no database.
            Quarkus.run(args);
            return;
        }
        int exitCode;
        try {
            Settings settings = Settings.from(System.getenv());
            if (args.length > 0 && args[0].equals(VerifyAudit.NAME)) {
                List<String> known = List.of(args).subList(1, args.length);
                System.exit(VerifyAudit.run(settings, known));
            }
            SingleSignOn.check(System.getenv());
            AllowList.check(System.getenv());
            Storages.check(System.getenv());
            MailServer.from(System.getenv())
                    .ifPresent(server -> server.properties().forEach(System::setProperty));
            exitCode = start(settings, args);
        } catch (CannotStart e) {
            exitCode = 1;
            if (!stopping) {
                System.err.println("coe-tracker cannot start: " + e.getMessage());
            }
        } finally {
            ENDED.countDown();
        }
        System.exit(exitCode);
    }

    private static int start(Settings settings, String... args) {
        settings.http().requireFree();
        if (settings.databaseUrl().isPresent()) {
            OwnServer server =
                    OwnServer.at(settings.databaseUrl().get(), settings.databaseUser(), settings.databasePassword());
            server.check();
            configure(settings, server.address(), "PostgreSQL at " + server.name());
            return serve(settings.http(), args);
        }
        try (EmbeddedDatabase database = new EmbeddedDatabase(settings.dataDirectory(), Map.of(), Main::say)) {
            // This thread stops Quarkus first, then the database; the hook keeps the JVM alive until both are done.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(database), "database-shutdown"));
            configure(settings, database.start(), "embedded PostgreSQL in " + settings.dataDirectory());
            return stopping ? 0 : serve(settings.http(), args);
        }
    }

    private static void awaitEnd(EmbeddedDatabase database) {
        stopping = true;
        try {
            if (!ENDED.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                database.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Quarkus reads its configuration from system properties before anything else. */
    private static void configure(Settings settings, DatabaseAddress database, String description) {
        System.setProperty("quarkus.datasource.jdbc.url", database.url());
        System.setProperty("quarkus.datasource.username", database.user());
        System.setProperty("quarkus.datasource.password", database.password());
        System.setProperty("quarkus.http.host", settings.http().host());
        System.setProperty("quarkus.http.port", Integer.toString(settings.http().port()));
        settings.neighbours().properties().forEach(System::setProperty);
        System.setProperty("coe.data-dir", settings.dataDirectory().toString());
        System.setProperty("coe.database.description", description);
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static int serve(HttpAddress http, String... args) {
        AtomicInteger exitCode = new AtomicInteger();
        // A handler of our own: the default one calls System.exit here, and nothing after it would run.
        Quarkus.run(
                null,
                (code, failure) -> {
                    exitCode.set(code);
                    if (failure != null && !stopping) {
                        report(failure, http);
                    }
                },
                args);
        return exitCode.get();
    }

    private static void report(Throwable failure, HttpAddress http) {
        StartFailure.explain(failure, http)
                .ifPresentOrElse(
                        reason -> System.err.println("coe-tracker cannot start: " + reason.getMessage()), () -> {
                            System.err.println("coe-tracker cannot start, for a reason that it was not prepared for:");
                            failure.printStackTrace();
                        });
    }
}
