package org.stationboard.allinone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A wall open in a real browser, asked line by line. Used by one thread. */
final class WallPage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DRIVER = Installed.ROOT.resolve("web/e2e/wall-page.mjs");

    private final Process driver;
    private final Writer questions;
    private final BufferedReader answers;

    private WallPage(Process driver) {
        this.driver = driver;
        this.questions = driver.outputWriter(StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
    }

    static WallPage open(String url, int width, int height, Path shots) throws IOException {
        Process driver = new ProcessBuilder(
                        "node",
                        DRIVER.toAbsolutePath().toString(),
                        "--url",
                        url,
                        "--width",
                        Integer.toString(width),
                        "--height",
                        Integer.toString(height),
                        "--shots",
                        shots.toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        WallPage page = new WallPage(driver);
        page.answer();
        return page;
    }

    JsonNode ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            return answer();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private JsonNode answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the browser's driver ended (expected: an answer)");
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("error")) {
            throw new IOException(answer.get("error").asText());
        }
        return answer;
    }

    JsonNode state() {
        return ask("{\"cmd\":\"state\"}");
    }

    /** State of each tile by its name. */
    Map<String, String> tiles() {
        Map<String, String> tiles = new HashMap<>();
        state().get("tiles")
                .properties()
                .forEach(tile -> tiles.put(tile.getKey(), tile.getValue().asText()));
        return tiles;
    }

    void go(String url) {
        ask("{\"cmd\":\"goto\",\"url\":\"" + url + "\"}");
    }

    /** Presses what the selector finds once it is there. */
    void click(String selector) {
        ask("{\"cmd\":\"click\",\"selector\":\"" + selector + "\"}");
    }

    /** Writes into the field the selector finds once it is there. */
    void fill(String selector, String text) {
        ask("{\"cmd\":\"fill\",\"selector\":\"" + selector + "\",\"text\":\"" + text + "\"}");
    }

    /** The texts of everything that matches the selector now. */
    List<String> texts(String selector) {
        List<String> found = new ArrayList<>();
        ask("{\"cmd\":\"text\",\"selector\":\"" + selector + "\"}")
                .get("texts")
                .forEach(text -> found.add(text.asText()));
        return found;
    }

    void resize(int width, int height) {
        ask("{\"cmd\":\"resize\",\"width\":" + width + ",\"height\":" + height + "}");
    }

    /** What keeps people out, as axe-core finds it: rule and first place of each. */
    List<String> barriers() {
        List<String> found = new ArrayList<>();
        ask("{\"cmd\":\"barriers\"}")
                .get("violations")
                .forEach(each -> found.add(
                        each.get("impact").asText() + " " + each.get("id").asText() + " "
                                + each.at("/nodes/0/target").asText()));
        return found;
    }

    /** Text that does not fit where it stands. */
    List<String> overflow() {
        List<String> found = new ArrayList<>();
        ask("{\"cmd\":\"overflow\"}").get("faults").forEach(fault -> found.add(fault.asText()));
        return found;
    }

    void shot(String name) {
        ask("{\"cmd\":\"shot\",\"name\":\"" + name + "\"}");
    }

    @Override
    public void close() {
        try {
            questions.write("{\"cmd\":\"quit\"}\n");
            questions.flush();
            if (!driver.waitFor(10, TimeUnit.SECONDS)) {
                driver.destroyForcibly();
            }
        } catch (IOException alreadyEnded) {
            driver.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            driver.destroyForcibly();
        }
    }
}
