package org.stationboard.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alert rules and the dashboard that are shipped for operators, as text. */
final class MonitoringFiles {
    private static final List<String> FILES =
            List.of("deploy/prometheus/rules.yml", "deploy/grafana/dashboards/stationboard.json");
    /** A meter's name has a part in front that says whose it is. */
    private static final Pattern METER =
            Pattern.compile("\\b(?:stationboard|gateway|sink|kafka|jvm|process)_[a-z0-9_]+");

    private MonitoringFiles() {}

    /** Names of all meters that they speak of. */
    static Set<String> meters() throws IOException {
        Set<String> meters = new TreeSet<>();
        for (String file : FILES) {
            Path path = Installed.ROOT.resolve(file);
            Matcher found = METER.matcher(Files.readString(path));
            while (found.find()) {
                meters.add(found.group());
            }
        }
        return meters;
    }
}
