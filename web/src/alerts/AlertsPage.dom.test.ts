// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import ProposalsPage from '../proposals/ProposalsPage.svelte';
import AlertsPage from './AlertsPage.svelte';

const by = { account: 'a-17', role: 'duty', authenticated: false };
const alert = {
    id: 'f1',
    unit: { id: '990101', name: '示例派出所' },
    standard: 'N02',
    state: 'FIRING',
    since: '2026-02-27T16:00:00Z',
    at: '2026-03-01T16:00:00Z',
    severity: 'warning',
    says: { zh: '480 件中 412 件计入：85.8%。', en: '412 of 480 counted: 85.8 %.' },
    acknowledged: null as { at: string; by: typeof by } | null,
    silenced: null,
    assigned: null,
    comments: 0,
    inhibitedBy: { source: 'reports', feed: 'dispute', lastHeard: null },
};
const proposal = {
    id: 'f1',
    unit: alert.unit,
    standard: 'N02',
    at: alert.at,
    award: 'w/1',
    awardLevel: 'city',
    decides: { zh: '市局决定', en: 'the city bureau decides' },
    lower: [],
    reasons: [alert.says],
    evidence: '/api/v1/evidence?standard=N02&unit=990101',
    made: alert.at,
    state: 'PROPOSED',
    decision: null,
};

describe('the pages of alerts and proposals', () => {
    let answers: Record<string, unknown>;
    let posted: { path: string; body: Record<string, unknown> }[];
    let refusal: { status: number; code: string } | null;
    let page: Record<string, unknown>;
    let target: HTMLElement;

    function served(path: string, init?: RequestInit): Promise<Response> {
        const [route = ''] = path.split('?');
        if (init?.method === 'POST') {
            posted.push({ path: route, body: JSON.parse(String(init.body)) as Record<string, unknown> });
            if (refusal !== null) {
                return Promise.resolve(Response.json({ code: refusal.code }, { status: refusal.status }));
            }
        }
        const answer = answers[route];
        return Promise.resolve(
            answer === undefined ? Response.json({ code: 'NOT_FOUND' }, { status: 404 }) : Response.json(answer),
        );
    }

    async function settle(ms = 30): Promise<void> {
        await vi.advanceTimersByTimeAsync(ms);
        flushSync();
    }

    async function open(which: 'alerts' | 'proposals', chosen: string | null = null): Promise<void> {
        target = document.createElement('div');
        document.body.append(target);
        page =
            which === 'alerts'
                ? mount(AlertsPage, {
                      target,
                      props: { route: { page: 'alerts', unit: null, alert: chosen, language: 'zh' } },
                  })
                : mount(ProposalsPage, { target, props: { route: { page: 'proposals', unit: null, language: 'zh' } } });
        await settle();
    }

    function fill(selector: string, value: string): void {
        const field = target.querySelector<HTMLInputElement>(selector);
        if (field === null) {
            throw new Error(`${selector}: not on the page`);
        }
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
    }

    beforeEach(() => {
        vi.useFakeTimers();
        posted = [];
        refusal = null;
        const life = {
            alert,
            life: [{ at: alert.at, kind: 'TRANSITION', id: 'f1', says: alert.says, by: null, words: null }],
            evidence: '/api/v1/evidence?standard=N02&unit=990101',
            proposal: null,
        };
        answers = {
            '/api/v1/alerts': {
                alerts: [alert],
                groups: [
                    {
                        by: 'STATION',
                        id: '990101',
                        name: { zh: '示例派出所', en: 'x' },
                        firing: 1,
                        pending: 0,
                        alerts: ['f1'],
                    },
                ],
            },
            '/api/v1/alerts/f1': life,
            '/api/v1/alerts/f1/acknowledgements': { ...life, alert: { ...alert, acknowledged: { at: alert.at, by } } },
            '/api/v1/proposals': { proposals: [proposal] },
            '/api/v1/awards': { awards: [] },
            '/api/v1/proposals/f1/decision': {
                ...proposal,
                state: 'OPENED',
                decision: { reason: '核实', at: alert.at, by },
            },
        };
        vi.stubGlobal('fetch', served);
    });

    afterEach(async () => {
        await unmount(page);
        target.remove();
        vi.useRealTimers();
        vi.unstubAllGlobals();
    });

    it('lists alerts in their groups with what keeps them from being told', async () => {
        await open('alerts');
        expect(target.querySelector('[data-pane="list"]')?.textContent).toContain('示例派出所');
        expect(target.querySelector('[data-alert="f1"]')?.textContent).toContain('dispute 停更');
        expect(target.querySelector('[data-pane="life"]')?.textContent).toContain('选择一条告警');
    });

    it('walks the list with the arrows', async () => {
        const second = { ...alert, id: 'f2' };
        const group = { by: 'STATION', id: '990101', name: { zh: '示例派出所', en: 'x' }, firing: 2, pending: 0 };
        answers['/api/v1/alerts'] = { alerts: [alert, second], groups: [{ ...group, alerts: ['f1', 'f2'] }] };
        await open('alerts');
        const press = (key: string): unknown => window.dispatchEvent(new KeyboardEvent('keydown', { key }));
        const focused = (): string | null => document.activeElement?.getAttribute('data-alert') ?? null;
        press('ArrowDown');
        expect(focused()).toBeNull();
        target.querySelector<HTMLElement>('[data-alert="f1"]')?.focus();
        press('ArrowDown');
        expect(focused()).toBe('f2');
        press('ArrowDown');
        press('ArrowUp');
        expect(focused()).toBe('f1');
    });

    it('says what fired an alert and keeps what a person does about it', async () => {
        await open('alerts', 'f1');
        expect(target.querySelector('[data-says]')?.textContent).toContain('412');
        fill('[data-form="act"] [name="account"]', 'a-17');
        fill('[data-form="act"] [name="role"]', 'duty');
        target.querySelector<HTMLFormElement>('[data-form="act"]')?.requestSubmit();
        await settle();
        expect(posted).toEqual([
            {
                path: '/api/v1/alerts/f1/acknowledgements',
                body: { author: { account: 'a-17', role: 'duty' }, words: '' },
            },
        ]);
        expect(target.querySelector('[data-said="done"]')?.textContent).toBe('已记录');
    });

    it('says in a sentence why a write was refused', async () => {
        refusal = { status: 403, code: 'ACCOUNTS_MISSING' };
        await open('alerts', 'f1');
        target
            .querySelector<HTMLFormElement>('[data-form="act"]')
            ?.dispatchEvent(new Event('submit', { cancelable: true }));
        await settle();
        expect(target.querySelector('[data-said="failed"]')?.textContent).toContain('账号体系');
    });

    it('is old within five seconds of the last answer, and says what it cannot read', async () => {
        await open('alerts');
        vi.stubGlobal('fetch', () => new Promise(() => undefined));
        await settle(6000);
        expect(target.querySelector<HTMLElement>('[data-clock]')?.dataset['clock']).toBe('stale');
        expect(target.querySelector('[data-alert="f1"]')).not.toBeNull();
        await unmount(page);
        target.remove();
        vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ code: 'STORE_UNAVAILABLE' }, { status: 503 })));
        await open('alerts');
        expect(target.querySelector('[data-pane="list"]')?.textContent).toContain('存储暂时不可用');
    });

    it('lets a person open a proposal with a reason', async () => {
        await open('proposals');
        const item = target.querySelector<HTMLElement>('[data-proposal="f1"]');
        expect(item?.dataset['proposalState']).toBe('PROPOSED');
        fill('[data-form="decide"] [name="account"]', 'a-17');
        fill('[data-form="decide"] [name="role"]', 'lead');
        fill('[data-form="decide"] [name="reason"]', '核实');
        target.querySelector<HTMLButtonElement>('[data-form="decide"] [value="OPENED"]')?.click();
        await settle();
        expect(posted[0]).toEqual({
            path: '/api/v1/proposals/f1/decision',
            body: { author: { account: 'a-17', role: 'lead' }, decision: 'OPENED', reason: '核实' },
        });
        expect(target.textContent).toContain('登记册内没有荣誉记录');
    });
});
