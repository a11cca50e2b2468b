package org.stationboard.api.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.Standard;
import org.stationboard.store.AlertAction;
import org.stationboard.store.Notice;
import org.stationboard.store.NoticeDelivery;

/**
 * One thing in the life of an alert, in a sentence.
 *
 * @param at of a transition by the log's clock, of all else by the machine's
 * @param kind TRANSITION, ACKNOWLEDGED, SILENCED, ASSIGNED, COMMENTED, ESCALATED or TOLD
 * @param id the transition's or the notice's; null of what people did
 * @param words what a person wrote, as it was written; null where nobody wrote
 */
public record LifeRow(
        String at,
        String kind,
        @Nullable String id,
        Bilingual says,
        @Nullable AuthorRow by,
        @Nullable String words) {

    static LifeRow of(AlertTransition transition, @Nullable Standard standard, ZoneId zone) {
        Bilingual says = AlertWords.joined(AlertWords.of(transition, standard, zone));
        return new LifeRow(Json.minute(transition.getTick()), "TRANSITION", transition.getId(), says, null, null);
    }

    static LifeRow of(AlertAction action) {
        String words = action.words().isEmpty() ? null : action.words();
        AuthorRow by = AuthorRow.of(action.author());
        return new LifeRow(Json.time(action.at()), action.kind().name(), null, says(action), by, words);
    }

    private static Bilingual says(AlertAction action) {
        String zh = AuthorRow.zh(action.author());
        String en = AuthorRow.en(action.author());
        return switch (action.kind()) {
            case ACKNOWLEDGED -> new Bilingual(zh + " 已确认。", "Acknowledged by " + en + ".");
            case SILENCED -> {
                String until = Json.time(Objects.requireNonNull(action.ends()));
                yield new Bilingual(zh + " 静默至 " + until + "。", "Silenced until " + until + " by " + en + ".");
            }
            case ASSIGNED ->
                new Bilingual(
                        zh + " 指派给 " + action.assignee() + "。", "Assigned to " + action.assignee() + " by " + en + ".");
            case COMMENTED -> new Bilingual(zh + " 备注。", "Comment by " + en + ".");
        };
    }

    static LifeRow of(Notice notice) {
        boolean county = notice.level() == Notice.Level.COUNTY;
        Bilingual says = new Bilingual(
                "无人确认，升级至" + (county ? "区县" : "市局") + "。",
                "Nobody acknowledged it: escalated to the " + (county ? "county" : "city") + ".");
        return new LifeRow(at(notice.written()), "ESCALATED", notice.id(), says, null, null);
    }

    static LifeRow of(NoticeDelivery delivery) {
        String receiver = delivery.receiver();
        int attempts = delivery.attempts();
        Bilingual says = switch (delivery.outcome()) {
            case SENT ->
                new Bilingual(
                        "已通知 " + receiver + "（第 " + attempts + " 次发送）。",
                        receiver + " was told, at attempt " + attempts + ".");
            case FAILED ->
                new Bilingual(
                        "通知 " + receiver + " 未成（" + attempts + " 次），将重试：" + delivery.fault() + "。",
                        "Telling " + receiver + " failed " + attempts + " times, to be tried again: " + delivery.fault()
                                + ".");
            case SILENCED -> new Bilingual("静默中，未通知 " + receiver + "。", "Silenced: " + receiver + " is not told yet.");
            case INHIBITED ->
                new Bilingual(
                        "数据源停更，未通知 " + receiver + "。", "Inhibited by a silent feed: " + receiver + " is not told yet.");
            case OVERTAKEN ->
                new Bilingual(
                        "告警已变化，不再通知 " + receiver + "。", "Overtaken: " + receiver + " is not told of this any more.");
            case NOT_MEANT -> new Bilingual("不通知 " + receiver + "。", "Not meant for " + receiver + ".");
        };
        return new LifeRow(at(delivery.last()), "TOLD", delivery.noticeId(), says, null, null);
    }

    private static String at(Instant at) {
        return Json.time(at);
    }
}
