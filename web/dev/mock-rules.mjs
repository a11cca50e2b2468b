/** Rules and drafts of the stand-in server: one draft of every state, named for it (`/rules?draft=untried`). */

const iso = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const day = (ms) => iso(ms).slice(0, 10);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const author = { account: 'c.wang', role: 'city', authenticated: true };
const second = { account: 'r.zhao', role: 'reviewer', authenticated: true };

const REASONS = {
    untried: '三(三) 调解成功率目标拟由 90% 提至 92%，先看各所现有样本能否分辨。',
    trying: '接警响应时限拟由 10 分钟改为 8 分钟。',
    tried: '未成年人帮扶标准拟自明年启用，并将持续天数由 3 天改为 5 天，以减少一过性告警。',
    outdated: '上月起草，期间现行规则已改。',
    failed: '试算所选日期早于历史。',
    approved: '合并两项含义相同的标准。',
    live: '启用“六个零”中的涉校案件一项。',
    declined: '取消 N03 的最小样本。',
};
const STATES = { approved: 'APPROVED', live: 'LIVE', declined: 'DECLINED' };

function draft(id, now) {
    const state = STATES[id] ?? 'DRAFTED';
    return {
        id,
        state,
        reason: REASONS[id],
        by: author,
        at: iso(now - 3 * DAY),
        decision:
            state === 'DRAFTED'
                ? null
                : {
                      backtest: state === 'DECLINED' ? null : 1,
                      reason:
                          state === 'DECLINED' ? '小所将仅凭三五件判定，试算显示误报过多。' : '试算差异已逐条核对。',
                      by: second,
                      at: iso(now - 20 * HOUR),
                      live: state === 'LIVE' ? iso(now - 19 * HOUR) : null,
                  },
    };
}

const CHANGES = [
    { standard: 'N02', key: 'targetPpm', before: '900000', after: '920000' },
    { standard: 'N03', key: 'holdTurns', before: '3', after: '5' },
    { standard: 'N11', key: 'due', before: '', after: '--12-31' },
    { standard: 'C41', key: 'standard', before: null, after: 'C41' },
];

function report(units, now) {
    const stations = units.filter((unit) => unit.level === 'station');
    const alert = (i, standard, days) => ({
        unit: stations[i % stations.length].id,
        standard,
        fired: day(now - (40 + 7 * i) * DAY),
        days,
    });
    const row = (standard, alerts, missed, falseAlarms, misses) => ({
        standard,
        alerts,
        stations: stations.length,
        daysCertainlyMissed: missed,
        ...(falseAlarms === undefined ? {} : { expectedFalseAlarms: falseAlarms, expectedMisses: misses }),
    });
    return {
        alerts: Array.from({ length: 23 }, (_, i) => alert(i, i % 3 === 0 ? 'N02' : 'N03', 3 + i)),
        alertsAMonth: 3.8,
        standards: [
            row('N02', 8, 214, 0.0214, 5.7),
            row('N03', 15, 402, 0.4, 11.2),
            row('Z01', 0, 0),
            row('N04', 0, 12, 0.09, 37.4),
        ],
        inForce: { alerts: Array.from({ length: 14 }, (_, i) => alert(i, 'N03', 3 + i)), alertsAMonth: 2.3 },
        onlyDraft: Array.from({ length: 9 }, (_, i) => alert(i, i % 4 === 0 ? 'N03' : 'N02', 3 + 11 * i)),
        onlyInForce: [alert(4, 'N03', 3)],
    };
}

function backtests(id, units, now) {
    const test = (number, more) => ({
        number,
        from: day(now - 180 * DAY),
        to: day(now - DAY),
        state: 'DONE',
        current: true,
        percent: 100,
        by: author,
        started: iso(now - 2 * DAY),
        fault: null,
        report: null,
        ...more,
    });
    const done = (number, more = {}) => test(number, { report: report(units, now), ...more });
    const running = (percent) => test(2, { state: 'RUNNING', percent });
    switch (id) {
        case 'untried':
            return [];
        case 'trying':
            return [running(Math.floor(now / 1000) % 100), done(1)];
        case 'outdated':
            return [done(1, { current: false })];
        case 'failed':
            return [
                test(1, { state: 'FAILED', percent: 12, fault: 'from: 2019-01-01 (expected: 2025-08-01 or later)' }),
            ];
        default:
            return [done(1)];
    }
}

/** The answer to a path, or null where it is none of these. */
export function answer(url, units, scene, now) {
    const path = /^\/api\/v1\/rules(?:\/(text|drafts\/([^/]+)))?$/.exec(url.pathname);
    if (path === null) {
        return null;
    }
    if (scene === 'error') {
        return { status: 503, body: { title: 'The store does not answer', status: 503, code: 'STORE_UNAVAILABLE' } };
    }
    if (path[1] === 'text') {
        return { status: 200, body: { text: 'catalogue: model-station\nversion: 4\nstandards:\n  - id: N02\n' } };
    }
    if (path[2] !== undefined) {
        return REASONS[path[2]] === undefined
            ? { status: 404, body: { title: 'No such draft', status: 404, code: 'UNKNOWN_DRAFT' } }
            : {
                  status: 200,
                  body: {
                      draft: draft(path[2], now),
                      changes: path[2] === 'trying' ? [] : CHANGES,
                      backtests: backtests(path[2], units, now),
                  },
              };
    }
    const drafts = scene === 'empty' ? [] : Object.keys(REASONS).map((id) => draft(id, now));
    const rules = { id: 'model-station', version: 4, digest: 'ab12', standards: 63, inForce: 41 };
    return { status: 200, body: { rules, drafts } };
}
