// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ViewName } from '../route';
import { boardJson } from '../testing/board';
import { aboutJson, dutyJson, openCallsJson, viewSections } from '../testing/views';
import Wall from './Wall.svelte';

class SilentStream extends EventTarget {
    close(): void {}
}

describe('a named view', () => {
    let asked: string[];
    let wall: Record<string, unknown>;
    let target: HTMLElement;
    let changed: Record<string, unknown>;

    async function open(view: ViewName): Promise<void> {
        vi.stubGlobal('fetch', (path: string) => {
            asked.push(path);
            return Promise.resolve(answer(path));
        });
        target = document.createElement('div');
        document.body.append(target);
        wall = mount(Wall, {
            target,
            props: {
                route: { page: 'wall', unit: '990000', view, quiet: false, sound: false, language: 'zh' },
                go: () => undefined,
            },
        });
        await vi.advanceTimersByTimeAsync(10);
        flushSync();
    }

    function answer(path: string): Response {
        if (path.startsWith('/api/v1/board')) {
            const view = new URL(path, 'http://localhost').searchParams.get('view') ?? 'overview';
            const alerts = { firing: 0, pending: 0, list: [] };
            return Response.json(boardJson(7, { alerts, ...viewSections[view], ...changed }));
        }
        return path.startsWith('/api/v1/units') ? Response.json({ units: [] }) : new Response('{}', { status: 404 });
    }

    const tile = (name: string): HTMLElement | null => target.querySelector(`[data-tile="${name}"]`);
    const value = (name: string): string | undefined =>
        target.querySelector<HTMLElement>(`[data-value="${name}"]`)?.textContent ?? undefined;

    beforeEach(() => {
        asked = [];
        changed = {};
        vi.useFakeTimers();
        // Without a layout nothing has a height, and no row would fit.
        vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(function (this: HTMLElement) {
            return this.classList.contains('measure') ? 10 : 400;
        });
        vi.stubGlobal('EventSource', SilentStream);
    });

    afterEach(async () => {
        await unmount(wall);
        target.remove();
        vi.useRealTimers();
        vi.unstubAllGlobals();
        vi.restoreAllMocks();
    });

    it.each([
        ['duty', ['duty', 'handover', 'devices', 'dutyUnits', 'alerts', 'feeds']],
        ['calls', ['openCalls', 'response', 'kinds', 'alerts', 'feeds']],
        ['cases', ['cases', 'custody', 'caseKinds', 'caseShares', 'alerts', 'feeds']],
        ['community', ['community', 'settling', 'communities', 'classes', 'services', 'alerts', 'feeds']],
    ] as const)('%s asks for its own board and has its tiles, at most seven', async (view, names) => {
        await open(view);
        expect(asked.filter((path) => path.startsWith('/api/v1/board'))).toEqual([
            `/api/v1/board?unit=990000&view=${view}`,
        ]);
        const shown = [...target.querySelectorAll<HTMLElement>('[data-tile]')];
        expect(shown.map((each) => each.dataset['tile'])).toEqual(names);
        expect(shown.length).toBeLessThanOrEqual(7);
        for (const each of shown.filter((one) => one.dataset['state'] === 'live')) {
            expect(each.textContent).toMatch(/(脉搏|判定) \d+ 秒前|时龄未知/);
            expect(each.textContent).toMatch(/完整度/);
        }
    });

    it('of duty says what is short, and that it is simulated', async () => {
        await open('duty');
        expect(value('duty.posts')).toBe('38');
        expect(tile('duty')?.textContent).toContain('缺 4');
        expect(value('duty.vehicles')).toBe('–');
        expect(tile('duty')?.querySelector('[data-simulated]')?.textContent).toBe('模拟 SIMULATED');
        expect(tile('handover')?.querySelector('[data-simulated]')).toBeNull();
    });

    it('says that a feed was never heard, not that there is nothing', async () => {
        changed = { duty: { ...dutyJson, about: aboutJson({ state: 'NEVER', asOf: null, since: null }) } };
        await open('duty');
        expect(tile('duty')?.dataset['state']).toBe('empty');
        expect(tile('duty')?.textContent).toContain('从未收到');
    });

    it('says that a feed fell silent beside numbers that stand', async () => {
        await open('community');
        expect(tile('services')?.dataset['state']).toBe('live');
        expect(tile('services')?.textContent).toContain('静默');
        expect(value('services.doneToday')).toBe('3');
    });

    it('of devices leaves out kinds of which there are none, and knows silent from unheard', async () => {
        await open('duty');
        expect(tile('devices')?.textContent).toContain('摄像机');
        expect(tile('devices')?.textContent).not.toContain('视频门禁');
        expect(value('devices.silent')).toBe('2');
        expect(value('devices.unheard')).toBe('1');
        expect(value('devices.late')).toBe('–');
    });

    it('of calls keeps the server’s order and marks those that wait too long', async () => {
        await open('calls');
        const rows = [...target.querySelectorAll<HTMLElement>('[data-open-call]')];
        expect(rows.map((row) => [row.textContent?.includes('交通'), row.classList.contains('late')])).toEqual([
            [true, true],
            [true, false],
            [true, true],
        ]);
        expect(rows.map((row) => row.querySelector('a')?.textContent)).toEqual(['甲所', '乙所', '丙所']);
    });

    it('of calls is calm when nothing is open, and unknown when nobody knows', async () => {
        changed = { openCalls: { ...openCallsJson, undispatched: 0, unattended: 0, oldest: [] } };
        await open('calls');
        expect(tile('openCalls')?.textContent).toContain('没有待处置警情');
        await unmount(wall);
        target.remove();
        changed = { openCalls: { ...openCallsJson, undispatched: null, unattended: null, oldest: [] } };
        await open('calls');
        expect(tile('openCalls')?.textContent).not.toContain('没有待处置警情');
        expect(value('openCalls.undispatched')).toBe('–');
    });

    it('of cases has no target and compares no unit', async () => {
        await open('cases');
        for (const name of ['cases', 'caseKinds', 'caseShares']) {
            expect(tile(name)?.textContent).toContain('只看趋势');
            expect(tile(name)?.querySelector('a')).toBeNull();
            expect(tile(name)?.textContent).not.toMatch(/目标 [≥>≤<]|排名/);
        }
        expect(value('cases.solved28')).toBe('20.2');
        expect(value('custody.overdue')).toBe('1');
    });

    it('of the community may collect more than the register knows, and gives no number it was not given', async () => {
        await open('community');
        expect(value('community.collected')).toBe('101.0');
        const row = tile('communities')?.querySelector('.list li:nth-child(2)');
        expect([...(row?.querySelectorAll('span') ?? [])].map((span) => span.textContent?.trim())).toEqual([
            '甲社区',
            '是',
            '否',
            '未知',
        ]);
    });

    it('of zero tolerance takes a clock never fed for unknown, not for clean', async () => {
        await open('overview');
        const states = [...target.querySelectorAll<HTMLElement>('[data-clock-state]')];
        expect(states.map((state) => state.dataset['clockState'])).toEqual(['RUNNING', 'BROKEN', 'NEVER', 'LOADING']);
        expect(value('clocks.Z01.days')).toBe('731');
        expect(value('clocks.Z03.days')).toBeUndefined();
        expect(states[2]?.textContent).toContain('无数据');
        expect(states[2]?.querySelector('.mark')?.classList.contains('met')).toBe(false);
        expect(tile('clocks')?.textContent).toContain('2 件待定级');
    });

    it.each(['overview', 'duty', 'calls', 'cases', 'community'] as const)(
        '%s carries no award, review or warning',
        async (view) => {
            await open(view);
            expect(target.textContent).not.toMatch(/表彰|复核|撤销|黄牌|预警|示范单位/);
        },
    );
});
