// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WallRoute } from '../route';
import { boardJson, callsJson, frameJson } from '../testing/board';
import Wall from './Wall.svelte';

class HandStream extends EventTarget {
    static last: HandStream | null = null;

    constructor(readonly path: string) {
        super();
        HandStream.last = this;
    }

    close(): void {}
}

const standing = {
    id: 'N02',
    clause: '三(三)',
    name: { zh: '矛盾纠纷调处成功率', en: 'Dispute mediation success' },
    comparator: 'ge',
    targetPpm: 590_000,
    planTargetPpm: 900_000,
    minimumSample: 20,
    numerator: 10_120,
    denominator: 17_162,
    lowerPpm: 579_900,
    upperPpm: 599_400,
    literal: 'MISSED',
    state: null,
    tally: { MET: 73, MISSED: 3, UNDECIDED: 45, INSUFFICIENT: 15, STALE: 0, NOT_IN_FORCE: 0, NO_TARGET: 0 },
    windowFrom: '2026-06-27',
    windowTo: '2026-11-23',
    tick: '2026-11-24T10:15:00Z',
};
const sections = {
    standards: [standing],
    alerts: { firing: 0, pending: 0, list: [] },
};

describe('a wall', () => {
    let board: Record<string, unknown>;
    let wall: Record<string, unknown>;
    let target: HTMLElement;

    const answer = (path: string): Response => {
        if (path.startsWith('/api/v1/board')) {
            return Response.json(board);
        }
        return path.startsWith('/api/v1/units') ? Response.json({ units: [] }) : new Response('{}', { status: 404 });
    };

    const go = vi.fn<(route: WallRoute) => void>();

    async function open(language: 'zh' | 'en' = 'zh', quiet = false): Promise<void> {
        const route: WallRoute = { page: 'wall', unit: '990000', view: 'overview', quiet, sound: false, language };
        target = document.createElement('div');
        document.body.append(target);
        wall = mount(Wall, { target, props: { route, go } });
        await vi.advanceTimersByTimeAsync(10);
        flushSync();
    }

    function frame(json: unknown): void {
        HandStream.last?.dispatchEvent(new MessageEvent('frame', { data: JSON.stringify(json) }));
        flushSync();
    }

    const state = (name: string): string | undefined =>
        target.querySelector<HTMLElement>(`[data-tile="${name}"]`)?.dataset['state'];
    const value = (name: string): HTMLElement | null => target.querySelector(`[data-value="${name}"]`);
    const tiles = ['calls', 'disputes', 'map', 'standards', 'alerts', 'clocks', 'feeds'];

    beforeEach(() => {
        go.mockClear();
        vi.useFakeTimers();
        board = boardJson(7, sections);
        vi.stubGlobal('fetch', (path: string) => Promise.resolve(answer(path)));
        vi.stubGlobal('EventSource', HandStream);
    });

    afterEach(async () => {
        await unmount(wall);
        target.remove();
        vi.useRealTimers();
        vi.unstubAllGlobals();
    });

    it('has seven tiles, each with its age and completeness', async () => {
        await open();
        expect(
            [...target.querySelectorAll<HTMLElement>('[data-tile]')].map((tile) => tile.dataset['tile']).sort(),
        ).toEqual([...tiles].sort());
        expect(state('calls')).toBe('live');
        expect(state('disputes')).toBe('loading');
        expect(state('feeds')).toBe('empty');
        for (const name of ['calls', 'standards', 'alerts']) {
            const text = target.querySelector(`[data-tile="${name}"]`)?.textContent ?? '';
            expect(text).toMatch(/(脉搏|判定) \d+ 秒前/);
            expect(text).toContain('完整度未知');
        }
    });

    it('shows a new number without being loaded anew', async () => {
        await open();
        expect(value('calls.today')?.textContent).toBe('1');
        frame(frameJson(8, { calls: callsJson(12_345) }));
        expect(value('calls.today')?.textContent).toBe('12,345');
        expect(value('calls.today')?.dataset['raw']).toBe('12345');
    });

    it('is stale all over within five seconds of the last frame, and keeps its values readable', async () => {
        await open();
        frame(frameJson(8));
        vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
        await vi.advanceTimersByTimeAsync(3700);
        expect(state('calls')).toBe('live');
        await vi.advanceTimersByTimeAsync(800);
        flushSync();
        expect(tiles.map(state)).toEqual(tiles.map(() => 'stale'));
        expect(value('calls.today')?.textContent).toBe('1');
        expect(target.querySelector('[data-tile="calls"]')?.textContent).toContain('停更 00:04');
    });

    it('of a tile that was empty says so of the past, and shows no number', async () => {
        await open();
        expect(state('feeds')).toBe('empty');
        frame(frameJson(8));
        vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
        await vi.advanceTimersByTimeAsync(4700);
        flushSync();
        const feeds = target.querySelector<HTMLElement>('[data-tile="feeds"]');
        expect(feeds?.dataset['state']).toBe('stale');
        expect(feeds?.querySelector('[data-hollow]')?.textContent).toMatch(/停更前\s*尚无数据源/);
        expect(feeds?.querySelector('[data-value]')).toBeNull();
        // Its section never came at all: then nothing is known of it.
        const disputes = target.querySelector('[data-tile="disputes"]');
        expect(disputes?.querySelector('[data-hollow]')?.textContent).toMatch(/停更前\s*没有收到数据/);
        expect(disputes?.querySelector('[data-value]')).toBeNull();
    });

    it('says that its numbers are not whole while the history is read, and never that there is nothing', async () => {
        await open();
        frame({ ...frameJson(8), historyLoading: true });
        expect(state('calls')).toBe('live');
        expect(target.querySelector('[data-tile="calls"]')?.textContent).toContain('历史载入中，数不全');
        expect(state('feeds')).toBe('loading');
    });

    it('comes back by itself', async () => {
        await open();
        const fetchAgain = fetch;
        vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
        await vi.advanceTimersByTimeAsync(8000);
        flushSync();
        expect(state('calls')).toBe('stale');
        vi.stubGlobal('fetch', fetchAgain);
        board = boardJson(99, { ...sections, calls: callsJson(77) });
        await vi.advanceTimersByTimeAsync(2100);
        flushSync();
        expect(state('calls')).toBe('live');
        expect(value('calls.today')?.textContent).toBe('77');
    });

    it('makes only what is judged stale when ticks stop', async () => {
        await open();
        frame({ ...frameJson(8), tickAgeMs: 90_001 });
        expect(['standards', 'alerts', 'feeds'].map(state)).toEqual(['stale', 'stale', 'stale']);
        expect(state('calls')).toBe('live');
    });

    it('says import instead of stale while a log is replayed', async () => {
        await open();
        frame({ ...frameJson(8), mode: 'log', tickAgeMs: 9e10, tick: '2025-01-02T03:04:00Z' });
        expect(state('standards')).toBe('live');
        const header = target.querySelector('[data-mode="log"]');
        expect(header?.textContent).toContain('导入中，已判定至');
        expect(header?.textContent).toContain('11:04');
    });

    it('gives no verdict above a station, but the tally and both targets', async () => {
        await open();
        const text = target.querySelector('[data-standard="N02"]')?.textContent ?? '';
        expect(target.querySelector('[data-verdict]')).toBeNull();
        expect(value('standards.N02.tally.MISSED')?.dataset['raw']).toBe('3');
        expect(text).toContain('演示目标');
        expect(text).toContain('方案要求');
        expect(text).toContain('10,120 / 17,162');
        expect(value('standards.N02.rate')?.textContent).toBe('58.9');
    });

    it('shows a station the state of its verdict with its word and the literal result', async () => {
        board = boardJson(7, { ...sections, standards: [{ ...standing, state: 'UNDECIDED', tally: null }] });
        await open();
        const verdict = target.querySelector('[data-verdict="UNDECIDED"]');
        expect(verdict?.textContent).toContain('尚不能定');
        expect(verdict?.textContent).toContain('按字面：未达到');
    });

    it('keeps one unreadable section to its own tile', async () => {
        board = boardJson(7, { ...sections, standards: 'broken' });
        await open();
        expect(state('standards')).toBe('error');
        expect(state('calls')).toBe('live');
    });

    it('changes its view and its quiet by keys, and leaves keys with a meaning of their own alone', async () => {
        await open();
        const press = (key: string, more: KeyboardEventInit = {}): boolean =>
            window.dispatchEvent(new KeyboardEvent('keydown', { key, ...more, cancelable: true }));
        press('2');
        press('q');
        press('1', { ctrlKey: true });
        press('z');
        expect(go.mock.calls.map(([route]) => [route.view, route.quiet])).toEqual([
            ['calls', false],
            ['overview', true],
        ]);
    });

    it('has all its views and the switch for quiet in the header, as addresses', async () => {
        await open();
        const views = [...target.querySelectorAll<HTMLAnchorElement>('[data-view]')];
        expect(views.map((view) => view.getAttribute('href'))).toEqual([
            '/wall/990000',
            '/wall/990000?view=duty',
            '/wall/990000?view=calls',
            '/wall/990000?view=cases',
            '/wall/990000?view=community',
        ]);
        expect(views[0]?.getAttribute('aria-current')).toBe('page');
        expect(target.querySelector('[data-quiet]')?.getAttribute('href')).toBe('/wall/990000?quiet=1');
    });

    it('lets no alert take the screen while it is quiet, and still lists it', async () => {
        const alert = {
            id: 'a1',
            unit: { id: '990101', name: '示例所' },
            standard: 'N02',
            state: 'FIRING',
            since: '2026-11-20T00:00:00Z',
            at: '2026-11-24T10:14:00Z',
            reason: 'HELD',
            numerator: 10,
            denominator: 40,
            lowerPpm: 100_000,
            upperPpm: 400_000,
            targetPpm: 590_000,
            days: 3,
        };
        board = boardJson(7, { ...sections, alerts: { firing: 1, pending: 0, list: [alert] } });
        await open('zh', true);
        expect(target.querySelector('[data-severe]')).toBeNull();
        expect(value('alerts.firing')?.dataset['raw']).toBe('1');
        await unmount(wall);
        target.remove();
        await open('zh', false);
        expect(target.querySelector('[data-severe="a1"]')).not.toBeNull();
    });

    it('draws what nobody covers as a dash, never as a zero', async () => {
        board = boardJson(7, { ...sections, calls: { ...callsJson(3), today: null, lastHour: null } });
        await open();
        expect(value('calls.today')?.textContent).toBe('–');
        expect(value('calls.today')?.dataset['raw']).toBe('');
    });

    it('speaks English on demand', async () => {
        await open('en');
        expect(target.querySelector('[data-tile="alerts"]')?.textContent).toContain('No alerts');
        expect(target.querySelector('[data-language="zh"]')?.getAttribute('href')).toBe('/wall/990000');
    });

    it('loads in silence and then says that the server cannot be reached', async () => {
        vi.stubGlobal('fetch', () => new Promise(() => undefined));
        await open();
        expect(tiles.map(state)).toEqual(tiles.map(() => 'loading'));
        await vi.advanceTimersByTimeAsync(100);
        await unmount(wall);
        target.remove();
        vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
        await open();
        expect(tiles.map(state)).toEqual(tiles.map(() => 'error'));
        expect(target.textContent).toContain('连不上服务器');
    });

    it('names a unit that the register does not have', async () => {
        vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 404 })));
        await open();
        expect(target.querySelector('[data-notice]')?.textContent).toContain('990000');
    });
});
