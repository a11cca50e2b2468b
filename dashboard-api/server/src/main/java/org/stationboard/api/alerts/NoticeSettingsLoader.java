package org.stationboard.api.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.alerts.NoticeSettings.GroupBy;
import org.stationboard.api.alerts.NoticeSettings.Kind;
import org.stationboard.api.alerts.NoticeSettings.Receiver;
import org.stationboard.api.alerts.NoticeSettings.Tell;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueException.Fault;
import org.stationboard.engine.YamlMapping;
import org.stationboard.engine.YamlNode;

/** Reads the receivers' YAML text; refuses what it does not know. Secrets stand in files of their own. */
public final class NoticeSettingsLoader {
    private static final int TEXT = 500;
    private static final int HOURS = 24 * 30;
    private static final String MAIL_ADDRESS = "[^@\\s]+@[^@\\s]+";

    private static final Map<String, Kind> KINDS = Map.of(
            "alertmanager", Kind.ALERTMANAGER,
            "smtp", Kind.SMTP,
            "dingtalk", Kind.DINGTALK,
            "wecom", Kind.WECOM,
            "feishu", Kind.FEISHU);

    private static final Map<String, Tell> TELLS =
            Map.of("firing", Tell.FIRING, "ended", Tell.ENDED, "county", Tell.COUNTY, "city", Tell.CITY);

    private static final Map<String, GroupBy> GROUPS =
            Map.of("station", GroupBy.STATION, "county", GroupBy.COUNTY, "standard", GroupBy.STANDARD);

    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private NoticeSettingsLoader() {}

    /**
     * The settings of this text; the files with secrets are read now.
     *
     * @throws CatalogueException listing every fault at once with its line, its key and what was expected
     */
    public static NoticeSettings load(String yaml) {
        return new NoticeSettingsLoader().read(yaml);
    }

    private NoticeSettings read(String yaml) {
        YamlMapping root = new YamlMapping(YamlNode.parse(yaml, faults), "", faults);
        String links = root.matching("links", "https?://\\S{1,200}");
        long hours = root.integer("longestHours", 1, HOURS);
        YamlNode list = root.required("receivers", YamlNode.Kind.SEQUENCE);
        root.refuseUnknown();
        List<Receiver> receivers = new ArrayList<>();
        for (int i = 0; list != null && i < list.items().size(); i++) {
            receivers.add(receiver(list.items().get(i), "receivers[" + i + ']'));
        }
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparingInt(Fault::line));
            throw new CatalogueException(faults);
        }
        String base = links.endsWith("/") ? links.substring(0, links.length() - 1) : links;
        return new NoticeSettings(base, Duration.ofHours(hours), receivers);
    }

    private Receiver receiver(YamlNode item, String path) {
        YamlMapping keys = new YamlMapping(item, path, faults);
        String name = keys.matching("name", "[a-z0-9][a-z0-9-]{0,39}");
        if (!names.add(name)) {
            fault(item, path + ".name", name + " given twice (expected: once)");
        }
        Kind kind = keys.oneOf("kind", KINDS, Kind.ALERTMANAGER);
        boolean mail = kind == Kind.SMTP;
        Receiver receiver = new Receiver(
                name,
                kind,
                url(keys.text("url", TEXT), mail, item, path),
                secret(keys.optional("secretFile"), path),
                text(keys.optional("user")),
                mail ? keys.matching("from", MAIL_ADDRESS) : "",
                mail ? addresses(keys.required("to", YamlNode.Kind.SEQUENCE), path) : List.of(),
                keys.oneOf("severity", AlertPolicyLoader.SEVERITIES, Severity.SEVERE),
                tells(keys.required("tells", YamlNode.Kind.SEQUENCE), path),
                keys.oneOf("groupBy", GROUPS, GroupBy.STATION),
                Duration.ofSeconds(keys.integer("waitSeconds", 0, 3600)),
                (int) keys.integer("perMinute", 1, 600));
        keys.refuseUnknown();
        return receiver;
    }

    private String url(String url, boolean mail, YamlNode item, String path) {
        try {
            String scheme = String.valueOf(new URI(url).getScheme());
            Set<String> known = mail ? Set.of("smtp", "smtps") : Set.of("http", "https");
            if (known.contains(scheme) && new URI(url).getHost() != null) {
                return url;
            }
        } catch (URISyntaxException notAnAddress) {
            // Said below; the text itself may be a secret.
        }
        fault(item, path + ".url", "not understood (expected: " + (mail ? "smtp(s)" : "http(s)") + "://host...)");
        return "";
    }

    private String secret(@Nullable YamlNode file, String path) {
        if (file == null) {
            return "";
        }
        try {
            return Files.readString(Path.of(file.text())).strip();
        } catch (IOException | InvalidPathException unreadable) {
            fault(file, path + ".secretFile", file.text() + " (expected: a file that can be read)");
            return "";
        }
    }

    private static String text(@Nullable YamlNode node) {
        return node == null ? "" : node.text();
    }

    private List<String> addresses(@Nullable YamlNode list, String path) {
        return each(list, path + ".to", text -> text.matches(MAIL_ADDRESS) ? text : null, "a mail address");
    }

    private Set<Tell> tells(@Nullable YamlNode list, String path) {
        return new HashSet<>(each(list, path + ".tells", TELLS::get, "one of city, county, ended, firing"));
    }

    private <T> List<T> each(
            @Nullable YamlNode list, String path, Function<String, @Nullable T> reader, String expected) {
        List<T> read = new ArrayList<>();
        if (list == null) {
            return read;
        }
        if (list.items().isEmpty()) {
            fault(list, path, "empty (expected: at least one)");
        }
        for (YamlNode item : list.items()) {
            T value = reader.apply(item.text());
            if (value == null) {
                fault(item, path, item.text() + " (expected: " + expected + ")");
            } else {
                read.add(value);
            }
        }
        return read;
    }

    private void fault(YamlNode at, String key, String expected) {
        faults.add(new Fault(at.line(), key, expected));
    }
}
