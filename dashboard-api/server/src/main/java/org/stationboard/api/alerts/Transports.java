package org.stationboard.api.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.stationboard.api.alerts.NoticeSettings.Kind;
import org.stationboard.api.alerts.NoticeSettings.Receiver;

/** Real receivers: webhooks and robots over HTTP, mail over SMTP. One for each sender's thread. */
final class Transports implements Transport, AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final Vertx vertx;
    private final String links;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(LONGEST)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, MailClient> mails = new HashMap<>();

    Transports(Vertx vertx, String links, Clock clock) {
        this.vertx = vertx;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public void send(Receiver receiver, String groupKey, List<Told> group)
            throws TransportException, InterruptedException {
        if (receiver.kind() == Kind.SMTP) {
            mail(receiver, group);
        } else {
            post(receiver, groupKey, group);
        }
    }

    private void post(Receiver receiver, String groupKey, List<Told> group)
            throws TransportException, InterruptedException {
        String body =
                NoticeBody.of(receiver, groupKey, group, links, clock.instant()).toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(NoticeBody.address(receiver, clock.instant())))
                .timeout(LONGEST)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unanswered) {
            throw new TransportException("no answer: " + unanswered.getClass().getSimpleName());
        }
        if (answer.statusCode() / 100 != 2) {
            throw new TransportException("HTTP " + answer.statusCode());
        }
        if (receiver.kind() != Kind.ALERTMANAGER) {
            requireTaken(answer.body());
        }
    }

    /** Robots answer 200 to everything and say in a number whether they took it. */
    private static void requireTaken(String body) throws TransportException {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new TransportException("an answer that is no JSON");
        }
        for (String name : List.of("errcode", "code", "StatusCode")) {
            if (answer.has(name)) {
                long code = answer.get(name).asLong(-1);
                if (code == 0) {
                    return;
                }
                throw new TransportException(name + " " + code);
            }
        }
        throw new TransportException("an answer without a code");
    }

    private void mail(Receiver receiver, List<Told> group) throws TransportException, InterruptedException {
        MailMessage message = new MailMessage()
                .setFrom(receiver.from())
                .setTo(receiver.to())
                .setSubject(NoticeBody.title(group))
                .setText(NoticeBody.mail(group));
        MailClient client = mails.computeIfAbsent(receiver.name(), name -> MailClient.create(vertx, config(receiver)));
        try {
            client.sendMail(message)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(LONGEST.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            Throwable cause = refused.getCause();
            throw new TransportException("mail not taken: "
                    + (cause == null ? "unknown" : cause.getClass().getSimpleName()));
        } catch (TimeoutException late) {
            throw new TransportException("mail not taken in time");
        }
    }

    private static MailConfig config(Receiver receiver) {
        URI server = URI.create(receiver.url());
        boolean tls = "smtps".equals(server.getScheme());
        MailConfig config = new MailConfig()
                .setHostname(server.getHost())
                .setPort(server.getPort() < 0 ? (tls ? 465 : 25) : server.getPort())
                .setSsl(tls)
                .setStarttls(receiver.user().isEmpty() ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED)
                .setKeepAlive(false);
        if (tls) {
            config.setStarttls(StartTLSOptions.DISABLED);
        }
        if (!receiver.user().isEmpty()) {
            config.setUsername(receiver.user()).setPassword(receiver.secret());
        }
        return config;
    }

    @Override
    public void close() {
        mails.values().forEach(MailClient::close);
    }
}
