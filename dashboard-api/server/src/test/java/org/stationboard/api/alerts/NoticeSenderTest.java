package org.stationboard.api.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.SmallCity;
import org.stationboard.api.StorePorts;
import org.stationboard.api.alerts.NoticeSettings.GroupBy;
import org.stationboard.api.alerts.NoticeSettings.Kind;
import org.stationboard.api.alerts.NoticeSettings.Receiver;
import org.stationboard.api.alerts.NoticeSettings.Tell;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.store.AlertAction;
import org.stationboard.store.Author;
import org.stationboard.store.NoticeDelivery;

/** Notices to real receivers on this machine. */
class NoticeSenderTest {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final long TICK = NOON.getEpochSecond() / 60 - 10;

    private Vertx vertx;
    private SmallCity city;
    private Receivers receivers;
    private Transports transports;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        city = new SmallCity(NOON);
        receivers = new Receivers(vertx);
        transports = new Transports(vertx, "http://board.example", city.clock());
    }

    @AfterEach
    void stop() throws Exception {
        transports.close();
        receivers.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private NoticeSender sender(Receiver receiver) {
        StorePorts store = city.store().ports();
        AlertStandings standings = new AlertStandings(city.view(), store.alerts(), store.actions());
        return new NoticeSender(
                receiver,
                new NoticeSettings("http://board.example", Duration.ofDays(3), List.of(receiver)),
                store.notices(),
                new NoticeGate(standings, store.alerts(), store.notices()),
                city.view(),
                ApiSettings.SHANGHAI,
                city.clock(),
                transports);
    }

    private Receiver receiver(Kind kind, String url, String secret, GroupBy by, int perMinute) {
        return new Receiver(
                "duty",
                kind,
                url,
                secret,
                "",
                "board@bureau.example",
                List.of("duty@bureau.example"),
                Severity.NOTICE,
                Set.of(Tell.values()),
                by,
                Duration.ZERO,
                perMinute);
    }

    private Receiver webhook() {
        return receiver(Kind.ALERTMANAGER, receivers.httpUrl("/hook"), "", GroupBy.COUNTY, 60);
    }

    private void fire(String id, String unit, String standard) {
        city.alert(step(id, unit, standard, AlertState.PENDING, AlertState.FIRING, TICK));
    }

    private static AlertTransition step(
            String id, String unit, String standard, AlertState from, AlertState to, long tick) {
        return AlertTransition.newBuilder()
                .setId(id)
                .setUnitId(unit)
                .setStandardId(standard)
                .setFrom(from)
                .setTo(to)
                .setReason(to == AlertState.FIRING ? AlertReason.HELD : AlertReason.RECOVERED)
                .setTick(tick)
                .setSince(TICK - 2880)
                .setTurns(3)
                .build();
    }

    private List<String> idsTold() {
        return receivers.posted().stream()
                .flatMap(posted -> posted.body().get("alerts").findValuesAsText("notice_id").stream())
                .toList();
    }

    @Test
    void aWebhookGetsWhatAlertmanagerWouldSendOneGroupAtATime() throws Exception {
        fire("f1", SmallCity.NORTH_1, "N02");
        fire("f2", SmallCity.NORTH_2, "N02");
        fire("f3", SmallCity.SOUTH_1, "N02");
        NoticeSender sender = sender(webhook());

        assertThat(sender.run()).isEqualTo(3);
        assertThat(sender.run()).isZero();

        assertThat(receivers.posted()).hasSize(2);
        JsonNode north = receivers.posted().get(0).body();
        assertThat(north.get("version").asText()).isEqualTo("4");
        assertThat(north.get("status").asText()).isEqualTo("firing");
        assertThat(north.get("groupKey").asText()).isEqualTo("county=" + SmallCity.NORTH);
        JsonNode alert = north.at("/alerts/0");
        assertThat(alert.at("/labels/alertname").asText()).isEqualTo("N02");
        assertThat(alert.at("/annotations/notice_id").asText()).isEqualTo("f1");
        assertThat(alert.at("/annotations/summary").asText()).contains("示例北一派出所");
        assertThat(alert.get("endsAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(alert.get("generatorURL").asText()).startsWith("http://board.example/api/v1/evidence?");
    }

    @Test
    void whatWasNotTakenIsSentAgainWithTheSameIdAndLongerPauses() throws Exception {
        fire("f1", SmallCity.NORTH_1, "N02");
        receivers.refuse(2);
        NoticeSender sender = sender(webhook());

        assertThat(sender.run()).isZero();
        assertThat(sender.run()).isZero();
        NoticeDelivery failed = city.store().people().deliveries(List.of("f1")).get(0);
        assertThat(failed.fault()).isEqualTo("HTTP 503");
        assertThat(failed.next()).isEqualTo(NOON.plusSeconds(5));
        city.clock().advance(Duration.ofSeconds(5));
        assertThat(sender.run()).isZero();
        city.clock().advance(Duration.ofSeconds(9));
        assertThat(sender.run()).isZero();
        city.clock().advance(Duration.ofSeconds(1));
        assertThat(sender.run()).isEqualTo(1);

        assertThat(idsTold()).containsExactly("f1");
        assertThat(NoticeSender.backOff(30)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void nothingIsSentWhileSilencedAndWhatWaitedIsSentAfterwards() throws Exception {
        fire("f1", SmallCity.NORTH_1, "N02");
        fire("f2", SmallCity.NORTH_1, "N03");
        Instant ends = NOON.plus(Duration.ofHours(1));
        city.store()
                .people()
                .add(new AlertAction(
                        "f1",
                        SmallCity.NORTH_1,
                        "N02",
                        TICK - 2880,
                        AlertAction.Kind.SILENCED,
                        new Author("a-17", "duty", false),
                        NOON,
                        "moving data",
                        ends,
                        null));
        NoticeSender sender = sender(webhook());

        sender.run();
        assertThat(idsTold()).containsExactly("f2");
        city.clock().set(ends);
        sender.run();
        assertThat(idsTold()).containsExactly("f2", "f1");
    }

    @Test
    void anAlertOnASilentFeedIsNotToldAndDroppedWithItsEndWhereItEndedMeanwhile() throws Exception {
        fire("f1", SmallCity.SOUTH_1, "N02");
        silent(true);
        NoticeSender sender = sender(webhook());
        sender.run();
        assertThat(city.store().people().deliveries(List.of("f1")).get(0).outcome())
                .isEqualTo(NoticeDelivery.Outcome.INHIBITED);

        city.alert(step("r1", SmallCity.SOUTH_1, "N02", AlertState.FIRING, AlertState.RESOLVED, TICK + 5));
        silent(false);
        city.clock().advance(Duration.ofMinutes(2));
        sender.run();
        sender.run();

        assertThat(receivers.posted()).isEmpty();
        assertThat(city.store().people().deliveries(List.of("f1", "r1")))
                .extracting(NoticeDelivery::outcome)
                .containsOnly(NoticeDelivery.Outcome.OVERTAKEN);
    }

    private void silent(boolean stale) {
        city.feed(FeedState.newBuilder()
                .setSource("reports")
                .setFeed("dispute")
                .setLogKey(SmallCity.SOUTH)
                .setRecords(5)
                .setLastHeard(TICK)
                .setStale(stale)
                .build());
    }

    @Test
    void anEndIsToldAfterItsBeginning() throws Exception {
        fire("f1", SmallCity.NORTH_1, "N02");
        city.alert(step("r1", SmallCity.NORTH_1, "N02", AlertState.FIRING, AlertState.RESOLVED, TICK + 5));

        sender(webhook()).run();

        assertThat(idsTold()).containsExactly("f1", "r1");
        JsonNode ended = receivers.posted().get(0).body().at("/alerts/1");
        assertThat(ended.get("status").asText()).isEqualTo("resolved");
        assertThat(ended.get("fingerprint"))
                .isEqualTo(receivers.posted().get(0).body().at("/alerts/0/fingerprint"));
    }

    @Test
    void noMoreMessagesAMinuteThanAllowed() throws Exception {
        fire("f1", SmallCity.NORTH_1, "N02");
        fire("f2", SmallCity.NORTH_2, "N02");
        fire("f3", SmallCity.SOUTH_1, "N02");
        NoticeSender sender = sender(receiver(Kind.ALERTMANAGER, receivers.httpUrl("/hook"), "", GroupBy.STATION, 2));

        assertThat(sender.run()).isEqualTo(2);
        assertThat(sender.run()).isZero();
        city.clock().advance(Duration.ofSeconds(61));
        assertThat(sender.run()).isEqualTo(1);
    }

    @Test
    void historyIsToldToNobody() throws Exception {
        city.alert(step("old", SmallCity.NORTH_1, "N02", AlertState.PENDING, AlertState.FIRING, TICK - 3 * 1440));
        assertThat(sender(webhook()).run()).isZero();
    }

    @Test
    void dingtalkIsSentMarkdownUnderItsSignature() throws Exception {
        fire("f1", SmallCity.NORTH_1, "N02");
        Receiver robot =
                receiver(Kind.DINGTALK, receivers.httpUrl("/robot/send?access_token=t"), "SECkey", GroupBy.COUNTY, 20);

        assertThat(sender(robot).run()).isEqualTo(1);

        Receivers.Posted posted = receivers.posted().get(0);
        assertThat(posted.body().get("msgtype").asText()).isEqualTo("markdown");
        assertThat(posted.body().at("/markdown/title").asText()).contains("示例北一派出所");
        assertThat(posted.body().at("/markdown/text").asText()).contains("f1");
        String millis = parameter(posted.uri(), "timestamp");
        assertThat(parameter(posted.uri(), "sign")).isEqualTo(hmac("SECkey", millis + "\nSECkey"));
    }

    @Test
    void aRobotThatSaysNoWithStatus200IsToldAgain() throws Exception {
        fire("f1", SmallCity.NORTH_1, "N02");
        receivers.answer("{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
        NoticeSender sender = sender(receiver(Kind.WECOM, receivers.httpUrl("/send?key=k"), "", GroupBy.COUNTY, 20));

        assertThat(sender.run()).isZero();
        assertThat(city.store().people().deliveries(List.of("f1")).get(0).fault())
                .isEqualTo("errcode 45009");
        receivers.answer("{\"errcode\":0,\"errmsg\":\"ok\"}");
        city.clock().advance(Duration.ofSeconds(5));
        assertThat(sender.run()).isEqualTo(1);
        JsonNode content = receivers.posted().get(1).body().at("/markdown/content");
        assertThat(content.asText()).contains("f1");
        assertThat(content.asText().getBytes(StandardCharsets.UTF_8).length).isLessThan(4096);
    }

    @Test
    void feishuIsSentAPostWithItsSignature() throws Exception {
        fire("f1", SmallCity.NORTH_1, "N02");
        receivers.answer("{\"code\":0,\"msg\":\"success\",\"data\":{}}");
        assertThat(sender(receiver(Kind.FEISHU, receivers.httpUrl("/hook/id"), "key", GroupBy.COUNTY, 20))
                        .run())
                .isEqualTo(1);

        JsonNode body = receivers.posted().get(0).body();
        assertThat(body.get("msg_type").asText()).isEqualTo("post");
        assertThat(body.at("/content/post/zh_cn/content/0/0/text").asText()).contains("示例北一派出所");
        assertThat(body.get("sign").asText())
                .isEqualTo(hmac(body.get("timestamp").asText() + "\nkey", ""));
    }

    @Test
    void mailHasBothLanguagesAndTheId() throws Exception {
        fire("f1", SmallCity.NORTH_1, "N02");
        assertThat(sender(receiver(Kind.SMTP, receivers.smtpUrl(), "", GroupBy.COUNTY, 20))
                        .run())
                .isEqualTo(1);

        assertThat(receivers.mails()).singleElement().satisfies(mail -> {
            assertThat(mail).contains("To: duty@bureau.example");
            String text = decoded(mail);
            assertThat(text).contains("f1", "示例北一派出所", "Firing:");
        });
    }

    /** Quoted-printable or base64, whichever the body came in. */
    private static String decoded(String mail) {
        String body = mail.substring(mail.indexOf("\n\n") + 2);
        if (mail.toLowerCase(Locale.ROOT).contains("transfer-encoding: base64")) {
            return new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8);
        }
        String joined = body.replace("=\n", "").replace("+", "%2B");
        return URLDecoder.decode(
                joined.replace("%", "%25").replaceAll("=([0-9A-F]{2})", "%$1"), StandardCharsets.UTF_8);
    }

    private static String parameter(String uri, String name) {
        return Arrays.stream(uri.substring(uri.indexOf('?') + 1).split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair[0].equals(name))
                .map(pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private static String hmac(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
