// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import RulesPage from './RulesPage.svelte';

const by = { account: 'c.wang', role: 'city', authenticated: true };
const draft = {
    id: 'd1',
    state: 'DRAFTED',
    reason: '目标拟由 90% 提至 92%。',
    by,
    at: '2026-03-01T02:00:00Z',
    decision: null as null | Record<string, unknown>,
};
const alert = { unit: '990101', standard: 'N02', fired: '2026-01-02', days: 4 };
const report = {
    alerts: [alert],
    alertsAMonth: 3.84,
    standards: [{ standard: 'N02', alerts: 1, stations: 9, daysCertainlyMissed: 4 }],
    inForce: { alerts: [], alertsAMonth: 0 },
    onlyDraft: [alert],
    onlyInForce: [],
};
const backtest = {
    number: 1,
    from: '2025-08-01',
    to: '2026-02-01',
    state: 'DONE',
    current: true,
    percent: 100,
    by,
    started: '2026-03-01T03:00:00Z',
    fault: null,
    report: report as typeof report | null,
};
const change = { standard: 'N02', key: 'targetPpm', before: '900000', after: '920000' };
const rules = { id: 'plan', version: 4, digest: 'ab', standards: 63, inForce: 41 };

describe('the page of rules', () => {
    let answers: Record<string, unknown>;
    let posted: { path: string; body: Record<string, unknown> }[];
    let page: Record<string, unknown>;
    let target: HTMLElement;

    function served(path: string, init?: RequestInit): Promise<Response> {
        if (init?.method === 'POST') {
            posted.push({ path, body: JSON.parse(String(init.body)) as Record<string, unknown> });
        }
        const answer = answers[path];
        return Promise.resolve(
            answer === undefined ? Response.json({ code: 'UNKNOWN_DRAFT' }, { status: 404 }) : Response.json(answer),
        );
    }

    const whole = (backtests: readonly unknown[], more: Partial<typeof draft> = {}): unknown => ({
        draft: { ...draft, ...more },
        changes: [change],
        backtests,
    });

    async function open(chosen: string | null, shown?: unknown): Promise<void> {
        if (shown !== undefined) {
            answers['/api/v1/rules/drafts/d1'] = shown;
        }
        target = document.createElement('div');
        document.body.append(target);
        page = mount(RulesPage, {
            target,
            props: { route: { page: 'rules', unit: null, draft: chosen, language: 'zh' }, go: () => undefined },
        });
        await vi.advanceTimersByTimeAsync(30);
        flushSync();
    }

    const text = (selector: string): string =>
        (target.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
    const approves = (): HTMLButtonElement | null => target.querySelector('button[value="APPROVED"]');

    beforeEach(() => {
        vi.useFakeTimers();
        posted = [];
        answers = {
            '/api/v1/rules': { rules, drafts: [draft] },
            '/api/v1/rules/drafts/d1/decision': whole([backtest]),
            '/api/v1/units': {
                units: [
                    { id: '990101', parent: null, level: 'station', name: '示例云桥派出所', nameEn: '', class: null },
                ],
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

    it('keeps approval shut and says why until the draft was tried beside the rules in force', async () => {
        await open('d1', whole([{ ...backtest, current: false }]));
        expect(text('[aria-current="step"]')).toContain('试算');
        expect(approves()?.disabled).toBe(true);
        expect(text('[data-why-not]')).toContain('须先在现行规则旁完成试算');
    });

    it('shows what a draft changes and would have done, by name, and approves on that backtest', async () => {
        await open('d1', whole([backtest]));
        expect(text('[data-changes]')).toBe('N02 目标90 %→92 %');
        expect(text('[data-load]')).toContain('3.8');
        expect(text('[data-difference]')).toContain('示例云桥派出所');
        expect(text('[aria-current="step"]')).toContain('批准');
        const form = target.querySelector<HTMLFormElement>('[data-form="decide-rules"]');
        for (const [name, value] of Object.entries({ account: 'r.zhao', role: 'reviewer', reason: '已核对。' })) {
            const field = form?.querySelector<HTMLInputElement>(`[name="${name}"]`);
            if (field != null) {
                field.value = value;
                field.dispatchEvent(new Event('input', { bubbles: true }));
            }
        }
        form?.requestSubmit(approves());
        await vi.advanceTimersByTimeAsync(30);
        expect(posted).toEqual([
            {
                path: '/api/v1/rules/drafts/d1/decision',
                body: {
                    author: { account: 'r.zhao', role: 'reviewer' },
                    decision: 'APPROVED',
                    backtest: 1,
                    reason: '已核对。',
                },
            },
        ]);
    });

    it('says that a draft is not there and leaves the list standing', async () => {
        await open('d9');
        expect(text('[data-pane="draft"]')).toBe('没有这份草案。');
        expect(text('[data-in-force]')).toContain('4');
        expect(target.querySelectorAll('[data-pane="drafts"] li')).toHaveLength(1);
    });

    it('asks nothing more of a draft that is decided', async () => {
        const decision = { backtest: null, reason: '误报过多。', by, at: '2026-03-02T02:00:00Z', live: null };
        await open('d1', whole([backtest], { state: 'DECLINED', decision }));
        expect(target.querySelector('[data-pane="draft"] form')).toBeNull();
        expect(text('[data-draft-state="DECLINED"]')).toContain('误报过多。');
    });
});
