package org.stationboard.gateway;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the part {@code times} of a mapping file. Stateless. */
final class MappingTimes {
    private MappingTimes() {}

    /** The times by name; {@code zone} is that of wall times without one of their own. */
    static Map<String, MappedTime> read(YamlNode times, ZoneId zone) {
        Map<String, MappedTime> read = new LinkedHashMap<>();
        times.entries().forEach((name, time) -> read.put(name, mappedTime(name, time, zone)));
        if (read.isEmpty()) {
            times.fault("none", "at least one");
        }
        return read;
    }

    static ZoneId zone(YamlNode at) {
        try {
            return ZoneId.of(at.text());
        } catch (DateTimeException e) {
            at.fault("\"" + at.node().asText() + "\"", "an IANA zone, such as Asia/Shanghai");
            return ZoneOffset.UTC;
        }
    }

    private static MappedTime mappedTime(String name, YamlNode time, ZoneId inputZone) {
        time.only("column", "format", "find", "otherwise", "zone", "wall", "spread");
        MappedTime.Spread spread = spread(time.at("spread"));
        YamlNode zone = time.at("zone");
        YamlNode wall = time.at("wall");
        return new MappedTime(
                name,
                time.at("column").text(),
                find(time.at("find")),
                formats(time),
                zone.present() ? zone(zone) : inputZone,
                wall.present() ? zone(wall) : null,
                spread,
                time.at("otherwise").optionalText());
    }

    private static List<DateTimeFormatter> formats(YamlNode time) {
        List<DateTimeFormatter> formats = new ArrayList<>();
        boolean dateOnly = false;
        for (YamlNode item : time.at("format").items()) {
            try {
                DateTimeFormatter format =
                        DateTimeFormatter.ofPattern(item.text(), Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
                dateOnly |= MappedTime.dateOnly(format);
                formats.add(format);
            } catch (IllegalArgumentException | DateTimeException e) {
                item.fault("\"" + item.node().asText() + "\"", "a pattern that reads at least a date (uuuu for years)");
            }
        }
        if (time.at("format").items().isEmpty()) {
            time.at("format").fault("none", "a pattern");
        }
        if (dateOnly && !time.at("spread").present()) {
            time.at("spread").fault("absent", "from and to, since the pattern has no time of day");
        }
        return formats;
    }

    private static @Nullable Pattern find(YamlNode find) {
        if (!find.present()) {
            return null;
        }
        try {
            return Pattern.compile(find.text());
        } catch (PatternSyntaxException e) {
            find.fault("\"" + find.node().asText() + "\"", "a regular expression");
            return null;
        }
    }

    private static MappedTime.@Nullable Spread spread(YamlNode spread) {
        if (!spread.present()) {
            return null;
        }
        spread.only("from", "to");
        try {
            return new MappedTime.Spread(
                    LocalTime.parse(spread.at("from").text()),
                    LocalTime.parse(spread.at("to").text()));
        } catch (DateTimeException | IllegalArgumentException e) {
            spread.fault("no such span", "from and to as \"HH:mm\", from before to");
            return null;
        }
    }
}
