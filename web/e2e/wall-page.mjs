/**
 * Opens a wall in a real browser and answers questions about it, for integration tests written in another language.
 *   node wall-page.mjs --url URL --width W --height H [--shots DIR]
 * Reads one JSON command a line on standard input and writes one JSON answer a line on standard output:
 *   {"cmd":"state"}            {"tiles":{"calls":"live",...},"values":{"calls.today":123,...},"judgedTo":"2026-11-24T10:15:00Z","mode":"wall",
 *                               "clock":"live","alerts":["id",...],"severe":null,"url":"...","title":"..."}
 *   {"cmd":"goto","url":U}     {"ok":true}
 *   {"cmd":"resize","width":W,"height":H}
 *   {"cmd":"shot","name":N}    {"ok":true,"file":"DIR/N.png"}
 *   {"cmd":"requests"}         {"origins":[...],"foreign":[...],"failed":[...],"errors":[...]}
 *   {"cmd":"barriers"}         {"violations":[{"id","impact","help","nodes":[...]}]}   what axe-core finds
 *   {"cmd":"overflow"}         {"faults":["..."]}   text that does not fit
 *   {"cmd":"click","selector":S}   {"ok":true}            waits up to 10 s for it to be there
 *   {"cmd":"fill","selector":S,"text":T}
 *   {"cmd":"text","selector":S}    {"texts":["..."]}      of everything that matches now
 *   {"cmd":"quit"}
 * The first line it writes is {"ready":true}. A command that fails answers {"error":"..."}; the page and this driver outlive a
 * server that stops. `values` holds a number, or null where the page shows that there is none; no tile is `{}`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { barriers } from './barriers.mjs';
import { openPage } from './browser.mjs';
import { overflow } from './overflow.mjs';

const option = (name, fallback) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? fallback : process.argv[at + 1];
};
const url = option('url');
if (url === undefined) {
    console.error('--url: missing (expected: the address of a wall)');
    process.exit(2);
}
const shots = option('shots', 'target/shots');
const { browser, page } = await openPage(Number(option('width', '1920')), Number(option('height', '1080')));

const origins = new Set();
const foreign = new Set();
const failed = new Set();
const errors = new Set();
let home = new URL(url).origin;
page.on('request', (request) => {
    const target = new URL(request.url());
    if (target.protocol === 'data:' || target.protocol === 'blob:') {
        return;
    }
    origins.add(target.origin);
    if (target.origin !== home) {
        foreign.add(request.url());
    }
});
page.on('requestfailed', (request) => failed.add(`${request.url()} ${request.failure()?.errorText ?? ''}`));
page.on('pageerror', (error) => errors.add(String(error)));
page.on('console', (message) => message.type() === 'error' && errors.add(message.text()));

const commands = {
    async state() {
        const found = await page.evaluate(() => {
            const all = (selector) => [...document.querySelectorAll(selector)];
            const number = (raw) => (raw === null || raw === '' ? null : Number(raw));
            const header = document.querySelector('[data-judged-to]');
            return {
                tiles: Object.fromEntries(all('[data-tile]').map((e) => [e.dataset.tile, e.dataset.state])),
                values: Object.fromEntries(
                    all('[data-value]').map((e) => [e.dataset.value, number(e.dataset.raw ?? null)]),
                ),
                judgedTo: header?.getAttribute('data-judged-to') || null,
                mode: header?.getAttribute('data-mode') || null,
                clock: header?.getAttribute('data-clock') || null,
                alerts: all('[data-alert]').map((e) => e.dataset.alert),
                severe: document.querySelector('[data-severe]')?.getAttribute('data-severe') ?? null,
                title: document.title,
            };
        });
        return { ...found, url: page.url() };
    },
    async goto({ url: next }) {
        home = new URL(next).origin;
        for (let tries = 2; ; tries--) {
            try {
                await page.goto(next, { waitUntil: 'commit', timeout: 15_000 });
                return { ok: true };
            } catch (error) {
                // The browser's own error page may still be on its way in.
                if (tries === 0 || !String(error).includes('interrupted')) {
                    throw error;
                }
                await page.waitForTimeout(200);
            }
        }
    },
    async resize({ width, height }) {
        await page.setViewportSize({ width, height });
        // Charts are laid out anew by observers, in the frames that follow.
        await page.evaluate(
            () =>
                new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150)))),
        );
        return { ok: true };
    },
    async shot({ name }) {
        mkdirSync(shots, { recursive: true });
        const file = join(shots, `${name}.png`);
        await page.screenshot({ path: file, animations: 'disabled', timeout: 20_000 });
        return { ok: true, file };
    },
    async barriers() {
        return { violations: await barriers(page) };
    },
    async overflow() {
        // Two frames: charts and lists take the new size in the first.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        return { faults: await overflow(page) };
    },
    async click({ selector }) {
        await page.click(selector, { timeout: 10_000 });
        return { ok: true };
    },
    async fill({ selector, text }) {
        await page.fill(selector, text, { timeout: 10_000 });
        return { ok: true };
    },
    async text({ selector }) {
        return { texts: await page.locator(selector).allInnerTexts() };
    },
    async requests() {
        return { origins: [...origins], foreign: [...foreign], failed: [...failed], errors: [...errors] };
    },
};

const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

async function answer(line) {
    try {
        const command = JSON.parse(line);
        const run = commands[command.cmd];
        return run === undefined ? { error: `unknown command: ${command.cmd}` } : await run(command);
    } catch (error) {
        return { error: error instanceof Error ? error.message.split('\n')[0] : String(error) };
    }
}

// A server that is not there yet is the test's business: the first `goto` may fail, the driver stays.
const first = await answer(JSON.stringify({ cmd: 'goto', url }));
say({ ready: true, ...(first.error === undefined ? {} : { error: first.error }) });
for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') {
        continue;
    }
    if (/"cmd"\s*:\s*"quit"/.test(line)) {
        break;
    }
    say(await answer(line));
}
await browser.close();
process.exit(0);
