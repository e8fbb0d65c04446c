package org.coetracker.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MailFailureTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new TimeoutException(), "The server did not answer in time."),
                Arguments.of(
                        new CompletionException(new ConnectException("Connection refused: mail/10.0.0.1:25")),
                        "The connection to the server was refused."),
                Arguments.of(new UnknownHostException("mail"), "The server's name is not known."),
                Arguments.of(
                        new CompletionException(new SSLHandshakeException("PKIX path building failed")),
                        "No secure connection to the server came about."),
                Arguments.of(
                        new CompletionException(new SMTPException(
                                "recipient address not accepted: 550 5.1.1 unknown",
                                550,
                                List.of("550 5.1.1 unknown"),
                                true)),
                        "The server refused the recipient: 550 5.1.1 unknown"),
                Arguments.of(
                        new SMTPException(
                                "sending data failed", 452, List.of("452-4.2.2 Mailbox\r\n", "452 full"), false),
                        "The server refused the message: 452-4.2.2 Mailbox 452 full"),
                Arguments.of(
                        new IllegalStateException("select secret from person"),
                        "Something went wrong on the way to the server; the log says what, at level DEBUG."));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void it_is_said_by_its_kind_and_in_no_words_of_a_program(Throwable failure, String sentence) {
        assertThat(MailFailure.of(failure)).isEqualTo(sentence);
    }
}
