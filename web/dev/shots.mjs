/**
 * Takes pictures of the mock's scenes.
 *   node dev/shots.mjs --out DIR [--url http://127.0.0.1:8099] [--sizes 1920x1080,3840x2160] [--scenes normal,fires] [--unit 990000] [--lang zh] [--theme light] [--views overview,duty,calls,cases,community,trends,pipeline,alerts,proposals,standards]
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
const addressOf = (view) =>
    ['pipeline', 'alerts', 'proposals', 'standards'].includes(view)
        ? `/${view}?${view === 'alerts' ? 'alert=f1&' : view === 'standards' ? `unit=${unit}&` : ''}`
        : view === 'report' || view === 'meeting'
          ? `/${view}/${unit}?`
          : view === 'trends'
            ? `/trends/${unit}?indicator=${indicator}&`
            : `/wall/${unit}?view=${view}&`;
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
            `${base}${addressOf(view)}scene=${scene}${lang === 'en' ? '&lang=en' : ''}${theme === 'light' ? '&theme=light' : ''}`,
        );
        await page.waitForTimeout(waits[scene] ?? 2500);
        const faults = await overflow(page);
        console.log(`${size} ${view} ${scene} ${faults.length === 0 ? 'fits' : faults.join('\n    ')}`);
        await page.screenshot({
            path: join(out, `${view}-${scene}-${unit}-${lang}${theme === 'light' ? '-light' : ''}-${size}.png`),
        });
    }
    await browser.close();
}
