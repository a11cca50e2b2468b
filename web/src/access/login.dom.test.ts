// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../App.svelte';
import { session } from './sessionState.svelte';

const anonymous = { account: 'anonymous', role: 'anonymous', unit: null, accounts: true, singleSignOn: false };
const known = { ...anonymous, account: 'n.liu', role: 'county', unit: '990100' };

describe('an installation with accounts', () => {
    let app: Record<string, unknown>;
    let target: HTMLElement;
    let asked: { readonly path: string; readonly init: RequestInit | undefined }[];
    let who: unknown;
    let refusal: string | null;

    function answer(path: string, init?: RequestInit): Promise<Response> {
        asked.push({ path, init });
        if (init?.method === 'POST' && refusal !== null) {
            return Promise.resolve(Response.json({ code: refusal }, { status: 401 }));
        }
        if (init?.method === 'POST') {
            who = known;
        }
        if (/^\/api\/v1\/(session|wall-session)$/.test(path)) {
            return Promise.resolve(who === null ? Response.json({}, { status: 404 }) : Response.json(who));
        }
        return Promise.resolve(Response.json({ alerts: [], groups: [], standards: [] }));
    }

    async function open(address: string): Promise<void> {
        history.replaceState(null, '', address);
        target = document.createElement('div');
        document.body.append(target);
        app = mount(App, { target });
        await vi.advanceTimersByTimeAsync(20);
        flushSync();
    }

    const fill = (name: string, value: string): void => {
        const field = target.querySelector<HTMLInputElement>(`[name="${name}"]`);
        if (field !== null) {
            field.value = value;
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }
    };
    const shown = (): string | undefined => target.querySelector<HTMLElement>('[data-page]')?.dataset['page'];

    beforeEach(() => {
        vi.useFakeTimers();
        asked = [];
        who = anonymous;
        refusal = null;
        session.value = null;
        vi.stubGlobal('fetch', answer);
    });

    afterEach(async () => {
        await unmount(app);
        target.remove();
        vi.useRealTimers();
        vi.unstubAllGlobals();
    });

    it('asks who is there before it shows a page, says why it does not let in, and then shows the page asked for', async () => {
        await open('/alerts');
        expect(shown()).toBe('login');
        refusal = 'LOGIN_REFUSED';
        fill('account', 'n.liu');
        fill('password', 'wrong horse');
        target.querySelector<HTMLFormElement>('form')?.requestSubmit();
        await vi.advanceTimersByTimeAsync(20);
        flushSync();
        expect(target.querySelector('[role="alert"]')?.textContent).toContain('账号或密码不对');
        expect(target.querySelector<HTMLInputElement>('[name="password"]')?.value).toBe('');
        refusal = null;
        fill('password', 'right horse');
        target.querySelector<HTMLFormElement>('form')?.requestSubmit();
        await vi.advanceTimersByTimeAsync(20);
        flushSync();
        const post = asked.filter(({ init }) => init?.method === 'POST').at(-1);
        expect(JSON.parse(String(post?.init?.body))).toEqual({ account: 'n.liu', password: 'right horse' });
        expect(new Headers(post?.init?.headers).get('x-stationboard')).not.toBeNull();
        expect(shown()).toBe('alerts');
        expect(target.textContent).toContain('n.liu（县级）');
    });

    it('takes the token of a wall from the address at once and exchanges it', async () => {
        await open('/alerts#t=abcdefghij1234');
        expect(location.hash).toBe('');
        const post = asked.find(({ path }) => path === '/api/v1/wall-session');
        expect(JSON.parse(String(post?.init?.body))).toEqual({ token: 'abcdefghij1234' });
        expect(shown()).toBe('alerts');
    });

    it('says that a token was not taken', async () => {
        refusal = 'LOGIN_REFUSED';
        await open('/alerts#t=abcdefghij1234');
        expect(shown()).toBe('login');
        expect(target.querySelector('[role="alert"]')?.textContent).toContain('大屏令牌无效');
    });

    it('lets in without a word where the server has no accounts', async () => {
        who = { ...anonymous, role: 'demo', accounts: false };
        await open('/alerts');
        expect(shown()).toBe('alerts');
    });
});
