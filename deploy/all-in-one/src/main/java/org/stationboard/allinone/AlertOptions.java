package org.stationboard.allinone;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.alerts.AlertPolicy;
import org.stationboard.api.alerts.AlertPolicyLoader;
import org.stationboard.api.alerts.AlertSettings;
import org.stationboard.api.alerts.NoticeSettings;
import org.stationboard.api.alerts.NoticeSettingsLoader;
import org.stationboard.engine.CatalogueException;
import org.stationboard.gateway.IdentityCheck;
import picocli.CommandLine.Option;

/** What follows from alerts. Filled in by the command line; nobody is told unless it is asked for. */
final class AlertOptions {
    @Option(
            names = "--alert-policy",
            paramLabel = "FILE",
            description =
                    "What follows from alerts, as YAML: proposals, deciders, escalation. Default: the plan's own.")
    private @Nullable Path policy;

    @Option(
            names = "--notices",
            paramLabel = "FILE",
            description = "Whom alerts are told to, as YAML (see deploy/notices-example.yaml). Default: nobody.")
    private @Nullable Path notices;

    @Option(
            names = "--writes-without-accounts",
            description = "People on this machine may acknowledge, silence, assign, comment and decide before there are"
                    + " accounts; recorded as not authenticated. The demo always lets them.")
    private boolean writes;

    /** @param demo whether it is the demo, where people may write */
    AlertSettings settings(boolean demo) throws StartRefused {
        return new AlertSettings(
                policy == null ? AlertPolicy.shipped() : loaded("alert-policy", policy, AlertPolicyLoader::load),
                demo || writes,
                text -> IdentityCheck.find(text).map(IdentityCheck.Kind::words),
                notices == null ? NoticeSettings.nobody() : loaded("notices", notices, NoticeSettingsLoader::load));
    }

    private static <T> T loaded(String what, Path file, Function<String, T> loader) throws StartRefused {
        try {
            return loader.apply(Shipped.text(what, file));
        } catch (CatalogueException faulty) {
            throw new StartRefused(what + ": " + file + " cannot be used:\n"
                    + faulty.faults().stream().map(Object::toString).collect(Collectors.joining("\n")));
        }
    }

    /** As if nothing had been asked for. */
    static AlertSettings byDefault(boolean demo) throws StartRefused {
        return new AlertOptions().settings(demo);
    }
}
