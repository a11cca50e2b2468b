// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boardJson, frameJson } from '../../testing/board';
import Wall from '../Wall.svelte';

class HandStream extends EventTarget {
    static last: HandStream | null = null;

    constructor() {
        super();
        HandStream.last = this;
    }

    close(): void {}
}

/** A loudspeaker that counts its tones and lets itself be heard only once touched. */
class Speaker {
    static tones = 0;
    static touched = true;
    state: 'suspended' | 'running' = 'suspended';
    readonly currentTime = 0;
    readonly destination = {};

    resume(): Promise<void> {
        this.state = Speaker.touched ? 'running' : 'suspended';
        return Promise.resolve();
    }

    createGain(): unknown {
        const gain = {
            setValueAtTime: () => 0,
            linearRampToValueAtTime: () => 0,
            exponentialRampToValueAtTime: () => 0,
        };
        return { gain, connect: () => undefined };
    }

    createOscillator(): unknown {
        const start = (): void => {
            Speaker.tones += 1;
        };
        return { frequency: {}, connect: (next: unknown) => next, start, stop: () => undefined };
    }

    close(): Promise<void> {
        return Promise.resolve();
    }
}

const alert = (id: string, acknowledged = false) => ({
    id,
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
    severity: 'severe',
    says: { zh: '', en: '' },
    acknowledged: acknowledged
        ? { at: '2026-11-24T10:15:00Z', by: { account: 'a', role: 'duty', authenticated: true } }
        : null,
    silenced: null,
    assigned: null,
    comments: 0,
    inhibitedBy: null,
});
const alerts = (...list: unknown[]) => ({ alerts: { firing: list.length, pending: 0, list } });

describe('a wall with sound', () => {
    let wall: Record<string, unknown>;
    let target: HTMLElement;
    let desk: unknown[];

    async function open(sound: boolean, quiet = false): Promise<void> {
        target = document.createElement('div');
        document.body.append(target);
        const route = { page: 'wall', unit: '990000', view: 'overview', quiet, sound, language: 'zh' } as const;
        wall = mount(Wall, { target, props: { route, go: () => undefined } });
        await vi.advanceTimersByTimeAsync(10);
        flushSync();
    }

    function frame(json: unknown): void {
        HandStream.last?.dispatchEvent(new MessageEvent('frame', { data: JSON.stringify(json) }));
        flushSync();
    }

    beforeEach(() => {
        Speaker.tones = 0;
        Speaker.touched = true;
        desk = [];
        vi.useFakeTimers();
        vi.stubGlobal('AudioContext', Speaker);
        vi.stubGlobal('EventSource', HandStream);
        vi.stubGlobal('fetch', (path: string) => {
            if (path.startsWith('/api/v1/board')) {
                return Promise.resolve(Response.json(boardJson(7, alerts(alert('old')))));
            }
            return Promise.resolve(
                path.startsWith('/api/v1/alerts')
                    ? Response.json({ alerts: desk, groups: [] })
                    : new Response('{}', { status: 404 }),
            );
        });
    });

    afterEach(async () => {
        await unmount(wall);
        target.remove();
        vi.useRealTimers();
        vi.unstubAllGlobals();
    });

    it('speaks once of a new alert, and never of what stood there when it came', async () => {
        await open(true);
        expect(Speaker.tones).toBe(0);
        frame(frameJson(8, alerts(alert('new'), alert('old'))));
        expect(Speaker.tones).toBe(2);
        frame(frameJson(9, alerts(alert('old'), alert('new'))));
        expect(Speaker.tones).toBe(2);
    });

    it('is silent unless asked, while quiet and while history is imported', async () => {
        await open(false);
        frame(frameJson(8, alerts(alert('new'))));
        await unmount(wall);
        await open(true, true);
        frame(frameJson(8, alerts(alert('new'))));
        await unmount(wall);
        await open(true);
        frame({ ...frameJson(8, alerts(alert('new'))), mode: 'log' });
        expect(Speaker.tones).toBe(0);
    });

    it('says that it cannot be heard until somebody touched it', async () => {
        Speaker.touched = false;
        await open(true);
        const shown = (): HTMLElement | null => target.querySelector('[data-sound]');
        expect(shown()?.dataset['sound']).toBe('locked');
        expect(shown()?.textContent).toContain('待按键');
        Speaker.touched = true;
        window.dispatchEvent(new KeyboardEvent('keydown', { key: 'z' }));
        await vi.advanceTimersByTimeAsync(1);
        flushSync();
        expect(shown()?.dataset['sound']).toBe('on');
    });

    it('gives the screen back when somebody has acknowledged the alert', async () => {
        await open(false);
        expect(target.querySelector('[data-severe="old"]')).not.toBeNull();
        desk = [alert('old', true)];
        frame(frameJson(8));
        await vi.advanceTimersByTimeAsync(3100);
        flushSync();
        expect(target.querySelector('[data-severe]')).toBeNull();
        expect(target.querySelector('[data-value="alerts.firing"]')?.textContent).toBe('1');
    });
});
