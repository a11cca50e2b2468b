// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import PipelinePage from './PipelinePage.svelte';

const tick = (partition: number, records: number | null, applied = 7) => ({
    partition,
    tick: '2026-11-24T10:15:00Z',
    offset: 12,
    applied,
    superseded: 2,
    duplicate: 1,
    dead: 0,
    records,
    balanced: true,
    conflicts: 0,
});

const rule = (id: string, minutes: number, everyMonths: number, inForce = true) => ({
    id,
    clause: '四(一)',
    name: { zh: `标准 ${id}`, en: `Standard ${id}` },
    indicator: `reported.${id}`,
    kind: 'report',
    comparator: 'ge',
    targetPpm: 0,
    planTargetPpm: null,
    inForce,
    level: 'station',
    reporting: { everyMonths, minutes },
});
const standards = [rule('C11', 90, 6), rule('C12', 60, 1), rule('C13', 30, 1, false)];

/** A server that takes the request and says nothing. */
const silence = (_path: string, { signal }: { readonly signal: AbortSignal }): Promise<Response> =>
    new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
    });

describe('the pipeline page', () => {
    let pipeline: Record<string, unknown>;
    let page: Record<string, unknown>;
    let target: HTMLElement;

    async function open(): Promise<void> {
        target = document.createElement('div');
        document.body.append(target);
        page = mount(PipelinePage, { target, props: { route: { page: 'pipeline', language: 'zh' } } });
        await vi.advanceTimersByTimeAsync(20);
        flushSync();
    }

    const state = (name: string): string | undefined =>
        target.querySelector<HTMLElement>(`[data-tile="${name}"]`)?.dataset['state'];
    const value = (name: string): string | undefined =>
        target.querySelector<HTMLElement>(`[data-value="${name}"]`)?.textContent ?? undefined;
    const all = (): string | undefined => target.querySelector<HTMLElement>('[data-all]')?.dataset['all'];
    const tiles = ['feeds', 'balances', 'quarantine', 'deadLetters', 'telemetry'];

    beforeEach(() => {
        vi.useFakeTimers();
        pipeline = {
            feeds: [
                {
                    source: 'simulated',
                    feed: 'duty',
                    logKey: '990100',
                    name: '示例云汀区',
                    state: 'STALE',
                    lastHeard: '2026-11-24T08:00:00Z',
                    records: 1234,
                    completeness: null,
                },
            ],
            balances: {
                received: 15,
                accepted: 12,
                refused: 3,
                refusedByReason: { MALFORMED: 1, UNKNOWN_UNIT: 2 },
                balanced: true,
            },
            ticks: [tick(0, 10)],
            quarantine: 2,
            quarantineAge: { oldest: '2026-11-24T08:00:00Z', ageMs: 8_100_000 },
            deadLetters: { total: 0, newest: [] },
            telemetry: null,
            lagMs: 120,
            sink: { lag: 0, lastTick: null },
        };
        vi.stubGlobal('fetch', (path: string) =>
            Promise.resolve(Response.json(path === '/api/v1/standards' ? { standards } : pipeline)),
        );
    });

    afterEach(async () => {
        await unmount(page);
        target.remove();
        vi.useRealTimers();
        vi.unstubAllGlobals();
    });

    it('shows balances that visibly add up', async () => {
        await open();
        expect(['received', 'accepted', 'refused'].map((name) => value(`balances.${name}`))).toEqual(['15', '12', '3']);
        expect(all()).toBe('yes');
        expect(target.querySelectorAll('[data-balance="yes"]').length).toBeGreaterThan(0);
    });

    it('says how many months of history a feed covers, and which records count twice', async () => {
        const covered = { feed: 'duty', judged: true, months: 17, complete: false, coveredFrom: '2025-06-24' };
        pipeline['onboarding'] = { monthsWanted: 24, complete: false, feeds: [covered] };
        pipeline['splitRecords'] = { total: 1, first: [{ recordId: 'cad/4711', units: ['990101', '990203'] }] };
        await open();
        expect(target.querySelector('[data-months="duty"]')?.textContent).toBe('17 / 24');
        expect(state('deadLetters')).toBe('live');
        expect(target.querySelector('[data-split]')?.textContent).toContain('1');
    });

    it('says what reporting the standards in force ask of a station, the heaviest first', async () => {
        await open();
        expect(value('burden')).toBe('75');
        const rows = [...target.querySelectorAll<HTMLElement>('[data-value^="burden."]')];
        expect(rows.map((row) => row.dataset['value'])).toEqual(['burden.C12', 'burden.C11']);
        expect(target.querySelector('[data-tile="burden"]')?.textContent).toContain('未启用的标准另需 30 分钟');
    });

    it('says which balance is off, whatever the server says of it', async () => {
        pipeline['ticks'] = [tick(0, 10), tick(1, 10, 6)];
        await open();
        expect(all()).toBe('no');
    });

    it('does not take a count that is not there yet for a balance', async () => {
        pipeline['ticks'] = [tick(0, null)];
        await open();
        expect(all()).toBe('unknown');
    });

    it('shows quarantine with count, age and reasons, and what is not there as not there', async () => {
        await open();
        expect(value('quarantine')).toBe('2');
        expect(target.querySelector('[data-quarantine-age]')?.textContent).toBe('2:15');
        expect(value('refused.UNKNOWN_UNIT')).toBe('2');
        expect(state('deadLetters')).toBe('empty');
        expect(target.textContent).toContain('未接入遥测');
        expect(value('feeds.silent')).toBe('1');
    });

    it('is stale within five seconds of the last answer, and comes back by itself', async () => {
        await open();
        const answering = fetch;
        vi.stubGlobal('fetch', silence);
        await vi.advanceTimersByTimeAsync(5200);
        flushSync();
        expect(tiles.map(state)).toEqual(tiles.map(() => 'stale'));
        expect(all()).toBeUndefined();
        expect(value('balances.received')).toBe('15');
        vi.stubGlobal('fetch', answering);
        await vi.advanceTimersByTimeAsync(4000);
        flushSync();
        expect(state('balances')).toBe('live');
    });

    it('loads in silence and says what it cannot read', async () => {
        vi.stubGlobal('fetch', silence);
        await open();
        expect(tiles.map(state)).toEqual(tiles.map(() => 'loading'));
        await unmount(page);
        target.remove();
        vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ code: 'UNAVAILABLE' }, { status: 503 })));
        await open();
        expect(tiles.map(state)).toEqual(tiles.map(() => 'error'));
        expect(target.textContent).toContain('UNAVAILABLE');
    });
});
