package org.stationboard.api.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The web client's files from the class path, kept in memory once asked for, the texts also compressed. Its pages are all
 * one file: {@code /}, {@code /wall/*}, {@code /trends/*}, {@code /report/*}, {@code /meeting/*},
 * {@code /pipeline}, {@code /alerts}, {@code /proposals}, {@code /rules} and {@code /standards}.
 */
public final class WebFiles implements Handler<RoutingContext> {
    private static final String INDEX = "/index.html";
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9_-][A-Za-z0-9._/-]*");
    private static final Pattern PAGE = Pattern.compile(
            "/|/(wall|trends|report|meeting)/[^/]+/?|/(wall|pipeline|alerts|proposals|rules|standards)/?");
    private static final Set<String> TEXTS = Set.of("html", "js", "css", "svg", "json", "map", "txt");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "webmanifest", "application/manifest+json");
    /** Nothing from elsewhere, nothing inline. */
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'self'";

    private final String root;
    private final Map<String, WebFile> files = new ConcurrentHashMap<>();

    /** Files under that folder of the class path, such as {@code web}. */
    public WebFiles(String root) {
        this.root = root;
    }

    private record WebFile(Buffer bytes, @Nullable Buffer compressed) {}

    @Override
    public void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        String path = context.normalizedPath();
        boolean page = PAGE.matcher(path).matches();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            context.fail(405);
        } else if (!page && (!PATH.matcher(path).matches() || path.contains(".."))) {
            context.fail(404);
        } else {
            String name = page ? INDEX : path;
            find(context, name)
                    .onSuccess(
                            file -> file.ifPresentOrElse(found -> send(context, name, found), () -> context.fail(404)))
                    .onFailure(context::fail);
        }
    }

    private Future<Optional<WebFile>> find(RoutingContext context, String name) {
        WebFile held = files.get(name);
        return held != null
                ? Future.succeededFuture(Optional.of(held))
                : context.vertx().executeBlocking(() -> load(name), false);
    }

    private Optional<WebFile> load(String name) throws IOException {
        if (!TYPES.containsKey(extensionOf(name))) {
            return Optional.empty();
        }
        try (InputStream in = WebFiles.class.getClassLoader().getResourceAsStream(root + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            WebFile file =
                    new WebFile(Buffer.buffer(bytes), TEXTS.contains(extensionOf(name)) ? compress(bytes) : null);
            files.put(name, file);
            return Optional.of(file);
        }
    }

    private static void send(RoutingContext context, String name, WebFile file) {
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, TYPES.getOrDefault(extensionOf(name), ""))
                .putHeader(
                        HttpHeaders.CACHE_CONTROL,
                        name.startsWith("/assets/")
                                // Their names hold a digest of their content.
                                ? "public, max-age=31536000, immutable"
                                : "no-cache")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Referrer-Policy", "no-referrer");
        Buffer compressed = file.compressed();
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        Buffer body = file.bytes();
        if (compressed != null) {
            response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
            if (accepted != null && accepted.contains("gzip")) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
                body = compressed;
            }
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private static Buffer compress(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return Buffer.buffer(out.toByteArray());
    }

    private static String extensionOf(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
