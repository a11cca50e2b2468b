/** Alerts, awards and proposals of the stand-in server: as many as a bad day has, and one of each state. */

const iso = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const by = { account: 'a-17', role: 'duty', authenticated: false };
const HOUR = 3_600_000;

const SAYS = {
    zh: '2025-03-03 至 2026-03-02，480 件中 412 件计入：85.8%。精确区间 81.1%～89.5% 全在目标之外，确定未达到不低于 90%（三(三)）。自 2026-02-28 起连续 3 个日界均确定未达标，告警触发。',
    en: '412 of 480 counted from 2025-03-03 to 2026-03-02: 85.8 %. The exact interval of 81.1 % to 89.5 % lies wholly on the wrong side: certainly not at least 90 % (三(三)). Certainly missed at 3 day’s turns in a row since 2026-02-28: the alert fires.',
};

function standing(id, unit, standard, state, now, more = {}) {
    return {
        id,
        unit: { id: unit.id, name: unit.name },
        standard,
        state,
        since: iso(now - 72 * HOUR),
        at: iso(now - 9 * HOUR),
        reason: 'HELD',
        numerator: 412,
        denominator: 480,
        lowerPpm: 811_000,
        upperPpm: 895_000,
        targetPpm: 900_000,
        days: 3,
        severity: 'warning',
        says: SAYS,
        acknowledged: null,
        silenced: null,
        assigned: null,
        comments: 0,
        inhibitedBy: null,
        ...more,
    };
}

function all(units, scene, now) {
    if (scene === 'empty' || scene === 'zero') {
        return [];
    }
    const stations = units.filter((unit) => unit.level === 'station').slice(0, scene === 'big' ? 200 : 6);
    return stations.map((unit, i) => {
        const states = ['FIRING', 'FIRING', 'FIRING', 'PENDING', 'RESOLVED', 'FIRING'];
        return standing(`f${i}`, unit, i % 2 === 0 ? 'N03' : 'N02', states[i % 6], now, {
            severity: ['severe', 'warning', 'notice'][i % 3],
            acknowledged: i === 1 ? { at: iso(now - 2 * HOUR), by } : null,
            assigned: i === 1 ? { to: 'dispute-lead', at: iso(now - HOUR), by } : null,
            silenced: i === 2 ? { until: iso(now + 30 * HOUR), reason: '系统迁移', at: iso(now), by } : null,
            comments: i === 1 ? 2 : 0,
            inhibitedBy: i === 5 ? { source: 'reports', feed: 'dispute', lastHeard: iso(now - 80 * HOUR) } : null,
        });
    });
}

function groups(alerts, by) {
    const found = new Map();
    for (const alert of alerts) {
        const id = by === 'station' ? alert.unit.id : alert.standard;
        const name = by === 'station' ? alert.unit.name : alert.standard;
        const group = found.get(id) ?? {
            by: by.toUpperCase(),
            id,
            name: { zh: name, en: name },
            firing: 0,
            pending: 0,
            alerts: [],
        };
        group.firing += alert.state === 'FIRING' ? 1 : 0;
        group.pending += alert.state === 'PENDING' ? 1 : 0;
        group.alerts.push(alert.id);
        found.set(id, group);
    }
    return [...found.values()];
}

function proposal(alert, state, now) {
    return {
        id: alert.id,
        unit: alert.unit,
        standard: alert.standard,
        at: alert.at,
        award: 'honours/2025-17',
        awardLevel: 'province',
        decides: { zh: '报省厅决定', en: 'reported to the provincial department for decision' },
        lower: ['honours/2024-3'],
        reasons: [
            SAYS,
            {
                zh: '该所持有 2025 年省级荣誉（model-station，honours/2025-17），报省厅决定。',
                en: 'The station holds a provincial award of 2025 (model-station, honours/2025-17); reported to the provincial department for decision.',
            },
            { zh: '另持有 honours/2024-3，一并考虑。', en: 'It also holds honours/2024-3, to be considered with it.' },
            {
                zh: '依据五(五)提请复核；系统只提出建议，是否撤销由人决定。',
                en: 'Proposed for review under 五(五). The system proposes; people decide.',
            },
        ],
        evidence: `/api/v1/evidence?standard=${alert.standard}&unit=${alert.unit.id}`,
        made: iso(now - 9 * HOUR),
        policy: 'ab12',
        state,
        decision: state === 'PROPOSED' ? null : { reason: '已核实，情况属实。', at: iso(now - HOUR), by },
    };
}

function life(alert, now) {
    const row = (back, kind, says, more = {}) => ({
        at: iso(now - back * HOUR),
        kind,
        id: null,
        says,
        by: null,
        words: null,
        ...more,
    });
    return [
        row(57, 'TRANSITION', { zh: '确定未达标，开始计时观察。', en: 'Certainly missed: the hold time begins.' }),
        row(9, 'TRANSITION', SAYS),
        row(8.9, 'TOLD', { zh: '已通知 duty-room（第 1 次发送）。', en: 'duty-room was told, at attempt 1.' }),
        row(
            2,
            'ACKNOWLEDGED',
            {
                zh: 'duty a-17（未验证身份） 已确认。',
                en: 'Acknowledged by duty a-17 (not authenticated).',
            },
            { by },
        ),
        row(
            1,
            'COMMENTED',
            { zh: 'duty a-17（未验证身份） 备注。', en: 'Comment by duty a-17 (not authenticated).' },
            { by, words: '已请责任人核对三件未回访的纠纷，明日复看。' },
        ),
    ].slice(0, alert.state === 'PENDING' ? 1 : 5);
}

/** The answer to a path, or null where it is none of these. */
export function answer(url, units, scene, now) {
    const alerts = all(units, scene, now);
    const one = /^\/api\/v1\/alerts\/([^/]+)$/.exec(url.pathname);
    if (scene === 'error') {
        return { status: 503, body: { title: 'The store does not answer', status: 503, code: 'STORE_UNAVAILABLE' } };
    }
    if (url.pathname === '/api/v1/alerts') {
        const by = url.searchParams.get('group') ?? 'station';
        return { status: 200, body: { alerts, groups: groups(alerts, by) } };
    }
    if (one !== null) {
        const alert = alerts.find((each) => each.id === one[1]);
        return alert === undefined
            ? { status: 404, body: { title: 'No such alert', status: 404, code: 'UNKNOWN_ALERT' } }
            : {
                  status: 200,
                  body: {
                      alert,
                      life: life(alert, now),
                      evidence: `/api/v1/evidence?standard=${alert.standard}&unit=${alert.unit.id}`,
                      proposal: alert.id === 'f1' ? proposal(alert, 'PROPOSED', now) : null,
                  },
              };
    }
    if (url.pathname === '/api/v1/proposals') {
        const states = ['PROPOSED', 'OPENED', 'DECLINED'];
        return { status: 200, body: { proposals: alerts.slice(0, 3).map((a, i) => proposal(a, states[i], now)) } };
    }
    if (url.pathname === '/api/v1/awards') {
        const awards = alerts.slice(0, 5).map((alert, i) => ({
            id: `honours/2025-${i}`,
            unit: alert.unit,
            level: ['province', 'city', 'city', 'nation', 'city'][i],
            title: 'model-station',
            year: 2025 - (i % 2),
            granted: iso(now - 200 * 24 * HOUR),
            ended: i === 4 ? iso(now - 20 * 24 * HOUR) : null,
            held: i !== 4,
            decides: { zh: '市局决定', en: 'the city bureau decides' },
        }));
        return { status: 200, body: { awards } };
    }
    return null;
}
