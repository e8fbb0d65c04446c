package org.coetracker.webhook;

import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jboss.logging.Logger;

/**
 * Posts messages. It connects to an address that was looked up and checked a moment ago, and to no other: the client
 * itself looks up no name, follows no redirect, keeps no connection and tries nothing twice.
 */
@ApplicationScoped
class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    /** Nothing is made of what a receiver says beside its status; of a longer answer the rest is not taken. */
    private static final int MOST_READ = 4096;
    /** Octets of a header's line, and lines of a header. */
    private static final int LONGEST_LINE = 8192;

    private static final int MOST_HEADERS = 100;
    /** A name with many addresses is not tried at all of them. */
    private static final int MOST_ADDRESSES = 3;

    private final Addresses addresses;
    private final Payloads payloads;
    private final WebhookSettings settings;
    private final Clock clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "webhook-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    Sender(Addresses addresses, Payloads payloads, WebhookSettings settings, Clock clock) {
        this.addresses = addresses;
        this.payloads = payloads;
        this.settings = settings;
        this.clock = clock;
        this.client = client(settings);
    }

    private static CloseableHttpClient client(WebhookSettings settings) {
        Timeout answer = Timeout.of(settings.answerFor());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_LINE)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setMaxConnTotal(settings.atOnce())
                        .setMaxConnPerRoute(settings.atOnce())
                        .setDnsResolver(new NoNames())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.connectFor()))
                                .setSocketTimeout(answer)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(answer)
                        .setConnectionRequestTimeout(answer)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("coe-tracker")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** The client is given addresses; were it ever to look up a name itself, it would find none. */
    private static final class NoNames implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    /** Sends a message, and says what came of it; it takes no longer than it may, the name's lookup among it. */
    Answer send(Message message) {
        long end = System.nanoTime() + settings.answerFor().toNanos();
        try {
            Target target = Target.of(message.url());
            String body = payloads.of(message);
            List<InetAddress> checked = addresses.of(target, settings.answerFor());
            return post(message, target, checked, body, end);
        } catch (IOException e) {
            return Answer.none(sentence(e));
        } catch (EmptyWebhookSecretException | WebhookSigningException | RuntimeException e) {
            LOG.errorf(e, "Message %s cannot be made", message.id());
            return Answer.none("The message could not be made; the service's log says why.");
        }
    }

    private Answer post(Message message, Target target, List<InetAddress> checked, String body, long end)
            throws IOException, EmptyWebhookSecretException, WebhookSigningException {
        HttpPost request = new HttpPost(target.uri());
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        long timestamp = clock.instant().getEpochSecond();
        request.setHeader("webhook-id", message.id().toString());
        request.setHeader("webhook-timestamp", Long.toString(timestamp));
        request.setHeader("webhook-signature", signatures(message, timestamp, body));
        // The client's own limits are on each wait; this one is on all of them together.
        Future<?> deadline = deadlines.schedule(request::cancel, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        try {
            return post(request, target, checked);
        } catch (IOException | IllegalStateException e) {
            if (request.isCancelled()) {
                throw new InterruptedIOException();
            }
            throw e;
        } finally {
            deadline.cancel(false);
        }
    }

    private Answer post(HttpPost request, Target target, List<InetAddress> checked) throws IOException {
        IOException last = null;
        for (InetAddress address : checked.subList(0, Math.min(checked.size(), MOST_ADDRESSES))) {
            // The name is for the Host header, and for the certificate that has to have it.
            HttpHost host = new HttpHost(target.scheme(), address, target.host(), target.port());
            try {
                ClassicHttpResponse response = client.executeOpen(host, request, HttpClientContext.create());
                Answer answer = Answer.of(response.getCode(), retryAfter(response));
                leave(request, response);
                return answer;
            } catch (java.net.ConnectException | java.net.NoRouteToHostException e) {
                last = e;
            }
        }
        throw last == null ? new UnknownHostException(target.host()) : last;
    }

    /** Both while a secret is being changed, separated by a blank as the specification has it. */
    private static String signatures(Message message, long timestamp, String body)
            throws EmptyWebhookSecretException, WebhookSigningException {
        String id = message.id().toString();
        String signature = new com.standardwebhooks.Webhook(message.secret()).sign(id, timestamp, body);
        return message.previousSecret() == null
                ? signature
                : signature + " "
                        + new com.standardwebhooks.Webhook(message.previousSecret()).sign(id, timestamp, body);
    }

    /**
     * Takes a short answer to its end, and cuts the connection where it is long: to close it would read all of it. The
     * status has been heard, and is all that counts.
     */
    private static void leave(HttpPost request, ClassicHttpResponse response) {
        try {
            HttpEntity entity = response.getEntity();
            // Not closed here: that is what would read on.
            InputStream content = entity == null ? InputStream.nullInputStream() : entity.getContent();
            content.readNBytes(MOST_READ);
            if (content.read() >= 0) {
                request.cancel();
            }
        } catch (IOException e) {
            request.cancel();
            LOG.debugf(e, "A receiver did not end its answer");
        }
        try {
            response.close();
        } catch (IOException e) {
            LOG.debugf(e, "A connection did not end well");
        }
    }

    /** How long the receiver asks to be left alone (RFC 9110, section 10.2.3), where it says so in seconds. */
    private static Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null || !header.getValue().matches("\\d{1,9}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header.getValue()));
        return asked.compareTo(Deliveries.RETRIES.longest()) < 0 ? asked : Deliveries.RETRIES.longest();
    }

    /** For the webhook's owner: no address, and nothing that the receiver said. */
    private String sentence(IOException failure) {
        if (failure instanceof Addresses.Refused refused) {
            return refused.getMessage();
        }
        if (failure instanceof Resolver.Unanswered unanswered) {
            return unanswered.getMessage();
        }
        if (failure instanceof UnknownHostException) {
            return "The host's name has no address.";
        }
        if (failure instanceof InterruptedIOException) {
            return "There was no answer within " + settings.answerFor().toSeconds() + " s.";
        }
        if (failure instanceof MessageConstraintException) {
            return "The header of the receiver's answer is too long.";
        }
        if (failure instanceof SSLException) {
            return "TLS failed: the receiver's certificate has to be valid for its name.";
        }
        if (failure instanceof java.net.ConnectException) {
            return "No connection could be made.";
        }
        LOG.debugf(failure, "A message could not be sent");
        return "The connection broke before there was an answer.";
    }
}
