/** JSON of the wire for tests: a board of a city in which nothing happened yet, and frames over it. */

export function frameJson(id: number, sections: Record<string, unknown> = {}): Record<string, unknown> {
    return {
        id,
        at: '2026-11-24T10:15:00Z',
        mode: 'wall',
        tick: '2026-11-24T10:15:00Z',
        tickAgeMs: 300,
        pulseAgeMs: 200,
        lagMs: 10,
        historyLoading: false,
        sections,
    };
}

export function callsJson(today: number): Record<string, unknown> {
    return {
        today,
        yesterday: null,
        sameTimeLastWeek: 10,
        lastHour: 2,
        hourLastWeek: null,
        families: [{ family: 'help', today, lastWeek: null }],
        categories: [],
        minutes: { from: '2026-11-24T07:16:00Z', counts: Array(180).fill(0), lastWeek: null },
        days: [
            { day: '2026-11-23', count: null },
            { day: '2026-11-24', count: today },
        ],
        asOf: '2026-11-24T10:14:59Z',
        provisional: true,
    };
}

export function boardJson(id: number, sections: Record<string, unknown> = {}): Record<string, unknown> {
    const { sections: _, ...frame } = frameJson(id);
    return {
        unit: { id: '990000', name: '示例市', level: 'city', parent: null, class: null },
        path: [{ id: '990000', name: '示例市' }],
        demo: null,
        limits: { frameMs: 4000, pulseMs: 4000, tickMs: 90_000, lagMs: 60_000 },
        frame,
        sections: { calls: callsJson(1), feeds: [], children: [], ...sections },
    };
}
