package org.stationboard.api.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Real receivers on this machine: an HTTP server that keeps what it is sent, and a mail server that does. */
final class Receivers implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer http;
    private final ServerSocket smtp;
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile String answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";

    /** A request: path with query, body. */
    record Posted(String uri, JsonNode body) {}

    Receivers(Vertx vertx) throws Exception {
        http = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        request.response().setStatusCode(503).end();
                        return;
                    }
                    posted.add(new Posted(request.uri(), parsed(body.toString())));
                    request.response().end(answer);
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        smtp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::takeMails, "smtp-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    String httpUrl(String path) {
        return "http://127.0.0.1:" + http.actualPort() + path;
    }

    String smtpUrl() {
        return "smtp://127.0.0.1:" + smtp.getLocalPort();
    }

    /** The next so many requests are answered 503. */
    void refuse(int requests) {
        refusals.set(requests);
    }

    void answer(String body) {
        answer = body;
    }

    List<Posted> posted() {
        return List.copyOf(posted);
    }

    List<String> mails() {
        return List.copyOf(mails);
    }

    private void takeMails() {
        while (!smtp.isClosed()) {
            try (Socket client = smtp.accept()) {
                takeMail(client);
            } catch (IOException ended) {
                if (!smtp.isClosed()) {
                    throw new UncheckedIOException(ended);
                }
            }
        }
    }

    /** As much of RFC 5321 as a client without extensions needs. */
    private void takeMail(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 test");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("DATA")) {
                say(out, "354 go on");
                List<String> mail = new ArrayList<>();
                for (String row = in.readLine(); row != null && !row.equals("."); row = in.readLine()) {
                    mail.add(row);
                }
                mails.add(String.join("\n", mail));
                say(out, "250 taken");
            } else if (line.equals("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 ok");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        smtp.close();
        http.close();
    }
}
