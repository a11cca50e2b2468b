package org.stationboard.api.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.stationboard.api.alerts.NoticeSettings.Receiver;

/** A group of notices in the JSON that each kind of receiver reads, and its signature where it wants one. Stateless. */
final class NoticeBody {
    private static final String NEVER = "0001-01-01T00:00:00Z";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NoticeBody() {}

    /** What all receivers show as a title. */
    static String title(List<Told> group) {
        return "Stationboard：" + (group.size() == 1 ? group.get(0).headline().zh() : group.size() + " 条告警通知");
    }

    static ObjectNode of(Receiver receiver, String groupKey, List<Told> group, String links, Instant now) {
        return switch (receiver.kind()) {
            case ALERTMANAGER -> alertmanager(receiver, groupKey, group, links);
            case DINGTALK -> dingtalk(group);
            case WECOM -> wecom(group);
            case FEISHU -> feishu(receiver, group, now);
            case SMTP -> throw new IllegalArgumentException("kind: SMTP (expected: one that takes JSON)");
        };
    }

    /** The webhook format of Alertmanager, version 4. */
    private static ObjectNode alertmanager(Receiver receiver, String groupKey, List<Told> group, String links) {
        boolean firing = group.stream().anyMatch(told -> !told.ended());
        ObjectNode body = JSON.objectNode()
                .put("version", "4")
                .put("groupKey", groupKey)
                .put("truncatedAlerts", 0)
                .put("status", firing ? "firing" : "resolved")
                .put("receiver", receiver.name())
                .put("externalURL", links);
        body.putObject("groupLabels").put("group", groupKey);
        body.putObject("commonLabels").put("service", "stationboard");
        body.putObject("commonAnnotations");
        ArrayNode alerts = body.putArray("alerts");
        group.forEach(told -> alerts.add(alert(told)));
        return body;
    }

    private static ObjectNode alert(Told told) {
        ObjectNode alert = JSON.objectNode().put("status", told.ended() ? "resolved" : "firing");
        alert.putObject("labels")
                .put("alertname", told.standardId())
                .put("service", "stationboard")
                .put("unit", told.unitId())
                .put("unit_name", told.unitName())
                .put("county_name", told.countyName())
                .put("severity", told.severity().word());
        alert.putObject("annotations")
                .put("notice_id", told.id())
                .put("kind", told.kind().name())
                .put("summary", told.headline().zh())
                .put("summary_en", told.headline().en())
                .put("description", told.body().zh())
                .put("description_en", told.body().en());
        return alert.put("startsAt", told.fired().toString())
                .put("endsAt", told.ended() ? told.at().toString() : NEVER)
                .put("generatorURL", told.link())
                .put("fingerprint", fingerprint(told));
    }

    /** Of unit and standard: the same for every notice of an alert, as Alertmanager's is of its labels. */
    private static String fingerprint(Told told) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : (told.unitId() + '|' + told.standardId()).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
        }
        return HexFormat.of().toHexDigits(hash);
    }

    private static ObjectNode dingtalk(List<Told> group) {
        ObjectNode body = JSON.objectNode().put("msgtype", "markdown");
        body.putObject("markdown").put("title", title(group)).put("text", markdown(group));
        return body;
    }

    private static ObjectNode wecom(List<Told> group) {
        ObjectNode body = JSON.objectNode().put("msgtype", "markdown");
        body.putObject("markdown").put("content", markdown(group));
        return body;
    }

    private static String markdown(List<Told> group) {
        StringBuilder text = new StringBuilder("### ").append(title(group)).append('\n');
        for (Told told : group) {
            text.append("\n**")
                    .append(told.headline().zh())
                    .append("**\n\n")
                    .append(told.body().zh())
                    .append("\n\n")
                    .append("[证据](")
                    .append(told.link())
                    .append(") · 编号 ")
                    .append(told.id())
                    .append('\n');
        }
        return text.toString();
    }

    private static ObjectNode feishu(Receiver receiver, List<Told> group, Instant now) {
        ObjectNode body = JSON.objectNode();
        if (!receiver.secret().isEmpty()) {
            String seconds = Long.toString(now.getEpochSecond());
            // Feishu signs nothing with the text as the key.
            body.put("timestamp", seconds).put("sign", hmac(seconds + '\n' + receiver.secret(), ""));
        }
        body.put("msg_type", "post");
        ObjectNode post =
                body.putObject("content").putObject("post").putObject("zh_cn").put("title", title(group));
        ArrayNode paragraphs = post.putArray("content");
        for (Told told : group) {
            ArrayNode paragraph = paragraphs.addArray();
            paragraph
                    .addObject()
                    .put("tag", "text")
                    .put("text", told.headline().zh() + "\n" + told.body().zh() + "\n");
            paragraph.addObject().put("tag", "a").put("text", "证据").put("href", told.link());
            paragraph.addObject().put("tag", "text").put("text", " 编号 " + told.id());
        }
        return body;
    }

    /** The address with what DingTalk signs it by; any other receiver's as it is. */
    static String address(Receiver receiver, Instant now) {
        if (receiver.kind() != NoticeSettings.Kind.DINGTALK || receiver.secret().isEmpty()) {
            return receiver.url();
        }
        long millis = now.toEpochMilli();
        String sign = hmac(receiver.secret(), millis + "\n" + receiver.secret());
        String joint = receiver.url().contains("?") ? "&" : "?";
        return receiver.url() + joint + "timestamp=" + millis + "&sign="
                + URLEncoder.encode(sign, StandardCharsets.UTF_8);
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text of a mail: Chinese first, English below it. */
    static String mail(List<Told> group) {
        StringBuilder text = new StringBuilder();
        for (Told told : group) {
            text.append(told.headline().zh())
                    .append('\n')
                    .append(told.body().zh())
                    .append('\n')
                    .append(told.headline().en())
                    .append('\n')
                    .append(told.body().en())
                    .append('\n')
                    .append(told.link())
                    .append('\n')
                    .append("编号 id: ")
                    .append(told.id())
                    .append("\n\n");
        }
        return text.toString();
    }
}
