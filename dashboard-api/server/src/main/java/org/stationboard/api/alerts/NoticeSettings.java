package org.stationboard.api.alerts;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Whom alerts are told to. Immutable.
 *
 * @param links beginning of every link in a notice, such as https://board.example.org
 * @param longest older transitions are history and told to nobody; what could not be told for so long is given up
 */
public record NoticeSettings(String links, Duration longest, List<Receiver> receivers) {
    public NoticeSettings {
        receivers = List.copyOf(receivers);
    }

    /** Nobody is told. */
    public static NoticeSettings nobody() {
        return new NoticeSettings("", Duration.ofDays(3), List.of());
    }

    /** In which words a receiver is told. */
    public enum Kind {
        ALERTMANAGER,
        SMTP,
        DINGTALK,
        WECOM,
        FEISHU;

        /** Most notices in one message: robots take short ones. */
        int mostInOne() {
            return switch (this) {
                case ALERTMANAGER, SMTP -> 50;
                case DINGTALK, FEISHU -> 10;
                // 4,096 bytes of Markdown.
                case WECOM -> 4;
            };
        }
    }

    /** What a receiver wants to be told. */
    public enum Tell {
        FIRING,
        ENDED,
        COUNTY,
        CITY
    }

    /** What is told in one message. */
    public enum GroupBy {
        STATION,
        COUNTY,
        STANDARD
    }

    /**
     * One receiver.
     *
     * @param name a code; deliveries are kept under it
     * @param url of the webhook or robot; of mail {@code smtp://host:port} or {@code smtps://host:port}
     * @param secret the robot's signing key or the mail account's password; empty where there is none
     * @param user of the mail account; empty where there is none
     * @param from sender's mail address, of mail alone
     * @param to mail addresses, of mail alone
     * @param gather how long a group gathers from its first notice on
     * @param perMinute most messages a minute
     */
    public record Receiver(
            String name,
            Kind kind,
            String url,
            String secret,
            String user,
            String from,
            List<String> to,
            Severity atLeast,
            Set<Tell> tells,
            GroupBy groupBy,
            Duration gather,
            int perMinute) {
        public Receiver {
            to = List.copyOf(to);
            tells = Set.copyOf(tells);
        }

        /** Without the secret and the address, which for a robot is a secret too. */
        @Override
        public String toString() {
            return "Receiver[name=" + name + ", kind=" + kind + "]";
        }
    }
}
