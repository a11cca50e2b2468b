/**
 * Takes pictures of the mock's scenes.
 *   node dev/shots.mjs --out DIR [--url http://127.0.0.1:8099] [--sizes 1920x1080,3840x2160] [--scenes normal,fires] [--unit 990000] [--lang zh|en|zh-Hant] [--theme light] [--views overview,duty,calls,cases,community,trends,pipeline,alerts,proposals,standards,report,meeting,rules,rules:tried]
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openPage } from '../e2e/browser.mjs';
import { overflow } from '../e2e/overflow.mjs';

const option = (name, fallback) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? fallback : process.argv[at + 1];
};
const out = option('out', 'target/shots');
const base = option('url', 'http://127.0.0.1:8099');
const unit = option('unit', '990000');
const lang = option('lang', 'zh');
const theme = option('theme', 'dark');
const indicator = option('indicator', 'dispatch.in-time');
const DESKS = { pipeline: '', alerts: 'alert=f1&', proposals: '', standards: `unit=${unit}&`, rules: '' };
/** A view's address, to be gone on with a parameter; `rules:tried` is the page of rules with that draft. */
function addressOf(view) {
    const [page, draft] = view.split(':');
    if (page in DESKS) {
        return `/${page}?${DESKS[page]}${draft === undefined ? '' : `draft=${draft}&`}`;
    }
    if (page === 'report' || page === 'meeting') {
        return `/${page}/${unit}?`;
    }
    return page === 'trends' ? `/trends/${unit}?indicator=${indicator}&` : `/wall/${unit}?view=${page}&`;
}
const waits = { stale: 12_500, loading: 1300, normal: 3200 };
mkdirSync(out, { recursive: true });

for (const size of option('sizes', '1920x1080').split(',')) {
    const [width, height] = size.split('x').map(Number);
    const { browser, page } = await openPage(width, height);
    page.on('console', (message) => message.type() === 'error' && console.log(`${size}: ${message.text()}`));
    page.on('pageerror', (error) => console.log(`${size}: ${error.stack}`));
    const views = option('views', 'overview').split(',');
    const shots = views.flatMap((view) =>
        option('scenes', 'normal')
            .split(',')
            .map((scene) => ({ view, scene })),
    );
    for (const { view, scene } of shots) {
        await page.goto(
            `${base}${addressOf(view)}scene=${scene}${lang === 'zh' ? '' : `&lang=${lang}`}${theme === 'light' ? '&theme=light' : ''}`,
        );
        await page.waitForTimeout(waits[scene] ?? 2500);
        const faults = await overflow(page);
        console.log(`${size} ${view} ${scene} ${faults.length === 0 ? 'fits' : faults.join('\n    ')}`);
        await page.screenshot({
            path: join(
                out,
                `${view.replace(':', '.')}-${scene}-${unit}-${lang}${theme === 'light' ? '-light' : ''}-${size}.png`,
            ),
        });
    }
    await browser.close();
}
