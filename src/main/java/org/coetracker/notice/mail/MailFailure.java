package org.coetracker.notice.mail;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Says why the server did not take a message, to whoever looks after mail: in a sentence, with what the server said. */
final class MailFailure {
    private MailFailure() {}

    static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable one = cause; one != null && one != one.getCause(); one = one.getCause()) {
            String kind = kind(one);
            if (kind != null) {
                return kind;
            }
        }
        return "Something went wrong on the way to the server; the log says what, at level DEBUG.";
    }

    private static String kind(Throwable failure) {
        if (failure instanceof SMTPException refusal) {
            return refused(refusal);
        }
        if (failure instanceof UnknownHostException) {
            return "The server's name is not known.";
        }
        if (failure instanceof TimeoutException || says(failure, "timed out") || says(failure, "timeout")) {
            return "The server did not answer in time.";
        }
        if (failure instanceof ConnectException) {
            return says(failure, "refused")
                    ? "The connection to the server was refused."
                    : "There is no way to the server.";
        }
        if (failure instanceof SSLException || says(failure, "starttls") || says(failure, "ssl")) {
            return "No secure connection to the server came about.";
        }
        if (says(failure, "auth")) {
            return "The server did not accept the account.";
        }
        return says(failure, "closed") || says(failure, "reset") ? "The server ended the connection." : null;
    }

    private static String refused(SMTPException refusal) {
        String what = says(refusal, "recipient")
                ? "the recipient"
                : says(refusal, "sender") ? "the sender" : says(refusal, "auth") ? "the account" : "the message";
        String said = String.join(" ", refusal.getReplyMessages())
                .replaceAll("[\\p{Cntrl} ]+", " ")
                .strip();
        return "The server refused " + what + ": " + (said.isEmpty() ? refusal.getReplyCode() : said);
    }

    private static boolean says(Throwable failure, String word) {
        return failure.getMessage() != null
                && failure.getMessage().toLowerCase(Locale.ROOT).contains(word);
    }
}
