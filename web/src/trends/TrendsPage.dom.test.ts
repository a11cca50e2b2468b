// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrendsRoute } from '../route';
import { boardJson } from '../testing/board';
import TrendsPage from './TrendsPage.svelte';

class SilentStream extends EventTarget {
    close(): void {}
}

const row = (start: string, numerator: number) => ({
    start,
    numerator,
    denominator: null,
    completeness: null,
    tick: null,
});

const units = [
    { id: '990000', name: '演示市', nameEn: 'Demo', level: 'city', parent: null, class: null },
    { id: '990101', name: '城东派出所', nameEn: 'Chengdong', level: 'station', parent: '990100', class: 'urban' },
];
const indicators = [
    { id: 'alarms', kind: 'count', feed: 'alarm', trendOnly: false },
    { id: 'disputes.succeeded', kind: 'proportion', feed: 'dispute', trendOnly: false },
    { id: 'cases.solved', kind: 'proportion', feed: 'case', trendOnly: true },
    { id: 'disputes.open', kind: 'stock', feed: 'dispute', trendOnly: false },
];
const control = {
    measure: 'share',
    points: [{ start: '2026-10-01', numerator: 7, denominator: 10, ppm: 700_000, signals: ['BELOW_LIMIT'] }],
    leftOut: [],
    stretches: [{ from: '2026-10-01', to: '2026-10-01', centrePpm: 900_000, lowerPpm: 800_000, upperPpm: 1_000_000 }],
    minimumPoints: 12,
    target: null,
    rebased: [],
    variation: 'WORSE',
    assurance: null,
};
const movements = {
    movedPpm: -12_000,
    before: { numerator: 9, denominator: 10 },
    after: { numerator: 7, denominator: 10 },
    parts: [{ part: '990100', moved: -2, ratePpm: -11_000, mixPpm: -1000 }],
};
const funnel = {
    minimumStations: 5,
    centrePpm: null,
    places: [{ unit: '990101', name: '城东派出所', numerator: 4, denominator: 5, standing: null }],
    leftOut: ['990102'],
    lines: [],
};

describe('the trends page', () => {
    let asked: URL[];
    let since: string | null;
    let status: number;
    let page: Record<string, unknown>;
    let target: HTMLElement;
    const go = vi.fn<(route: TrendsRoute) => void>();

    function figures(url: URL): Response {
        const query = url.searchParams;
        const span = { from: query.get('from'), to: query.get('to') };
        const body = {
            figures: since === null ? [] : [row('2026-11-02', query.get('grain') === 'range' ? 300 : 10)],
            samePeriodLastYear: since === null ? null : [row('2025-11-01', 100)],
            previousPeriod: null,
            kind: 'count',
            feed: 'alarm',
            since,
            shorterThanAYear: since !== null && since > '2025-11-24',
            simulated: true,
            period: span,
            lastYear: { from: '2025-11-01', to: '2025-11-24' },
            previous: { from: '2026-10-08', to: '2026-10-31' },
        };
        return status === 200 ? Response.json(body) : Response.json({ code: 'UNKNOWN_INDICATOR' }, { status });
    }

    function answer(path: string): Response {
        const url = new URL(path, 'http://localhost');
        asked.push(url);
        switch (url.pathname) {
            case '/api/v1/board':
                return Response.json(boardJson(7));
            case '/api/v1/figures':
                return figures(url);
            case '/api/v1/durations':
                return Response.json({
                    of: url.searchParams.get('of'),
                    unit: url.searchParams.get('unit'),
                    grain: 'range',
                    bounds: [1, 2, 3],
                    durations: [
                        {
                            start: '2026-11-02',
                            count: 9,
                            buckets: [2, 6, 1, 0],
                            p50: { over: 1, upTo: 2 },
                            p90: { over: 2, upTo: 3 },
                        },
                    ],
                    samePeriodLastYear: null,
                    previousPeriod: [
                        {
                            start: '2026-10-08',
                            count: 3,
                            buckets: [0, 0, 0, 3],
                            p50: { over: 3, upTo: null },
                            p90: null,
                        },
                    ],
                });
            case '/api/v1/indicators':
                return Response.json({ indicators });
            case '/api/v1/units':
                return Response.json({ units });
            case '/api/v1/chart':
                return Response.json(control);
            case '/api/v1/movements':
                return Response.json(movements);
            case '/api/v1/funnel':
                return url.searchParams.get('class') === 'rural'
                    ? Response.json({ code: 'BAD_PARAMETER' }, { status: 400 })
                    : Response.json(funnel);
            default:
                return Response.json({ standards: [] });
        }
    }

    async function open(more: Partial<TrendsRoute> = {}): Promise<void> {
        const route: TrendsRoute = {
            page: 'trends',
            unit: '990000',
            indicator: 'alarms',
            from: '2026-11-01',
            to: '2026-11-24',
            grain: 'day',
            known: null,
            language: 'zh',
            ...more,
        };
        target = document.createElement('div');
        document.body.append(target);
        page = mount(TrendsPage, { target, props: { route, go } });
        await vi.advanceTimersByTimeAsync(20);
        flushSync();
    }

    const tile = (name: string): HTMLElement | null => target.querySelector(`[data-tile="${name}"]`);
    const comparison = (name: string): HTMLElement | null => target.querySelector(`[data-comparison="${name}"]`);

    beforeEach(() => {
        asked = [];
        since = '2020-01-01';
        status = 200;
        go.mockClear();
        vi.useFakeTimers();
        vi.stubGlobal('fetch', (path: string) => Promise.resolve(answer(path)));
        vi.stubGlobal('EventSource', SilentStream);
    });

    afterEach(async () => {
        await unmount(page);
        target.remove();
        vi.useRealTimers();
        vi.unstubAllGlobals();
    });

    it('asks for the range piece by piece, as a whole, and for the year so far', async () => {
        await open();
        const figures = asked.filter((url) => url.pathname === '/api/v1/figures').map((url) => url.searchParams);
        expect(figures.map((query) => [query.get('from'), query.get('to'), query.get('grain')])).toEqual([
            ['2026-11-01', '2026-11-24', 'day'],
            ['2026-11-01', '2026-11-24', 'range'],
            ['2026-01-01', '2026-11-24', 'range'],
        ]);
    });

    it('compares a whole period with a whole one, and says what it cannot compare', async () => {
        await open();
        expect(target.querySelector('[data-total]')?.textContent?.trim()).toBe('300');
        expect(comparison('lastYear')?.textContent).toContain('+200 (+200.0%)');
        expect(comparison('lastYear')?.textContent).toContain('多于以前');
        expect(comparison('previous')?.textContent).toContain('没有数据可比');
        expect(tile('trend')?.querySelector('[data-simulated]')).not.toBeNull();
        expect(tile('trend')?.textContent).not.toContain('不足一年');
    });

    it('of a series shorter than a year says so and compares nothing with what it has not got', async () => {
        since = '2026-06-27';
        await open();
        expect(tile('trend')?.querySelector('header')?.textContent).toContain('2026-06-27');
        expect(comparison('lastYear')?.dataset['whole']).toBe('false');
        expect(comparison('lastYear')?.textContent).not.toContain('%');
        expect(comparison('lastYear')?.textContent).toContain('该段不完整');
    });

    it('is empty where nothing was ever counted, and an error where the indicator is unknown', async () => {
        since = null;
        await open();
        expect(tile('trend')?.dataset['state']).toBe('empty');
        await unmount(page);
        target.remove();
        status = 400;
        await open({ indicator: 'nonsense' });
        expect(tile('trend')?.dataset['state']).toBe('error');
        expect(tile('trend')?.textContent).toContain('没有指标 nonsense');
    });

    it('beside a share of in time says between which bounds the times lie, and no point inside', async () => {
        await open({ indicator: 'arrival.in-time' });
        const of = (step: string, period: string): string =>
            target.querySelector(`[data-durations="${step}"] [data-durations-of="${period}"]`)?.textContent ?? '';
        expect(of('arrival', 'period')).toMatch(/中位在\s*1–2 分.*九成在\s*2–3 分/s);
        expect(of('arrival', 'period')).toContain('9 起');
        expect(of('handling', 'previous')).toContain('超过 3 分');
        expect(of('dispatch', 'lastYear').trim()).toBe('没有数据可比');
        expect(of('arrival', 'period')).not.toContain('不完整');
        expect(tile('durations')?.dataset['state']).toBe('live');
    });

    it('says of a period of times that began before the series that it is not whole', async () => {
        since = '2026-11-03';
        await open({ indicator: 'arrival.in-time' });
        expect(target.querySelector('[data-durations="arrival"] [data-durations-of="period"]')?.textContent).toContain(
            '该段不完整',
        );
    });

    it('asks for no times beside an indicator that is about none', async () => {
        await open();
        expect(tile('durations')).toBeNull();
        expect(asked.some((url) => url.pathname === '/api/v1/durations')).toBe(false);
    });

    it('refuses a range that runs backwards without asking for it', async () => {
        await open({ from: '2026-11-24', to: '2026-11-01' });
        expect(tile('trend')?.dataset['state']).toBe('error');
        expect(asked.some((url) => url.pathname === '/api/v1/figures')).toBe(false);
    });

    it('is stale within five seconds of the last frame and keeps its values', async () => {
        await open();
        expect(tile('trend')?.dataset['state']).toBe('live');
        vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
        await vi.advanceTimersByTimeAsync(4700);
        flushSync();
        expect(tile('trend')?.dataset['state']).toBe('stale');
        expect(target.querySelector('[data-total]')?.textContent?.trim()).toBe('300');
    });

    it('keeps its range in the address when the grain or a preset is chosen', async () => {
        await open();
        target.querySelector<HTMLButtonElement>('[data-grain="month"]')?.click();
        target.querySelector<HTMLButtonElement>('[data-preset="ytd"]')?.click();
        expect(go.mock.calls.map(([route]) => [route.from, route.to, route.grain])).toEqual([
            ['2026-11-01', '2026-11-24', 'month'],
            ['2026-01-01', '2026-11-24', 'day'],
        ]);
    });

    it('shows a share by months with what stands out, and each class of stations by itself', async () => {
        await open({ indicator: 'disputes.succeeded' });
        await vi.advanceTimersByTimeAsync(20);
        flushSync();
        expect(tile('control')?.textContent).toContain('◆ 2026-10 低于控制限');
        expect(tile('control')?.textContent).toContain('变差');
        expect(asked.find((url) => url.pathname === '/api/v1/movements')?.searchParams.get('against')).toBe(
            'last-year',
        );
        const multiples = [...target.querySelectorAll<HTMLElement>('[data-funnel]')];
        expect(multiples.map((each) => each.dataset['funnel'])).toEqual(['城区', '镇区']);
        expect(multiples[0]?.textContent).toContain('不足 5 个所');
        expect(multiples[0]?.textContent).toContain('1 个所数据不全');
    });

    it('compares no stations by cases, nor by counts, and charts no stock by months', async () => {
        await open({ indicator: 'cases.solved' });
        await vi.advanceTimersByTimeAsync(20);
        flushSync();
        expect(tile('control')).not.toBeNull();
        expect(tile('funnel')).toBeNull();
        expect(asked.some((url) => url.pathname === '/api/v1/funnel')).toBe(false);
        await unmount(page);
        await open({ indicator: 'disputes.open' });
        await vi.advanceTimersByTimeAsync(20);
        flushSync();
        expect(tile('control')).toBeNull();
    });

    it('asks for what was known on a day, says so, and gives the very figures as a file', async () => {
        await open({ known: '2026-11-20', grain: 'month' });
        const figures = asked.filter((url) => url.pathname === '/api/v1/figures');
        expect(figures.length).toBeGreaterThan(0);
        expect(figures.every((url) => url.searchParams.get('known') === '2026-11-20')).toBe(true);
        expect(tile('trend')?.textContent).toContain('按 2026-11-20 所知');
        expect(target.querySelector('[data-export="xlsx"]')?.getAttribute('href')).toBe(
            '/api/v1/exports/figures.xlsx?unit=990000&indicator=alarms&from=2026-11-01&to=2026-11-24&grain=month&known=2026-11-20',
        );
    });

    it('compares a station with its county and class alone', async () => {
        await open({ unit: '990101', indicator: 'disputes.succeeded' });
        await vi.advanceTimersByTimeAsync(20);
        flushSync();
        const funnels = asked.filter((url) => url.pathname === '/api/v1/funnel');
        expect(funnels.map((url) => [url.searchParams.get('unit'), url.searchParams.get('class')])).toEqual([
            ['990100', 'urban'],
        ]);
    });
});
