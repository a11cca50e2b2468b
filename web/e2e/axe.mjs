/**
 * Looks for what keeps people out, with axe-core, on every page and in every state.
 *   node e2e/axe.mjs --url http://127.0.0.1:8080 --paths /wall/990000,/pipeline [--size 1920x1080] [--settle MS]
 *   node e2e/axe.mjs                     starts the mock by itself and goes through all pages and scenes in both languages
 * Writes one JSON line a page: {"path","violations":[{"id","impact","help","nodes":[{"target","why"}]}],"worst":"none|minor|moderate|serious|critical"}
 * and {"pages","serious"} at the end. Ends with 1 when anything serious or critical was found, with 2 when it could not look.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { barriers } from './barriers.mjs';
import { openPage } from './browser.mjs';

const option = (name, fallback) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? fallback : process.argv[at + 1];
};

const SCENES = ['normal', 'fires', 'zero', 'empty', 'error', 'loading', 'partial', 'import', 'judged-stale', 'stale'];
const VIEWS = ['overview', 'duty', 'calls', 'cases', 'community'];
const IMPACTS = ['none', 'minor', 'moderate', 'serious', 'critical'];
const MOCK_PORT = 8097;

/** Every page in every state, in Chinese; each page once in English. */
function allPaths() {
    const pages = [
        ...VIEWS.map((view) => `/wall/990000?view=${view}`),
        '/wall/990101?view=community',
        '/trends/990000?indicator=dispatch.in-time',
        '/pipeline?',
    ];
    const desks = [
        '/trends/990000?indicator=disputes.succeeded',
        '/pipeline?',
        '/alerts?alert=f1',
        '/proposals?',
        '/standards?unit=990000',
        '/rules?draft=tried',
        '/report/990000?',
        '/meeting/990000?',
    ];
    const drafts = ['untried', 'trying', 'outdated', 'failed', 'approved', 'live', 'declined', 'gone'];
    const looks = ['dark', 'light'];
    return [
        ...desks.slice(2).flatMap((page) => SCENES.map((scene) => `${page}&scene=${scene}`)),
        // The light look, where there is one, in the states that change its inks.
        ...desks.flatMap((page) =>
            ['normal', 'fires', 'stale', 'error', 'loading'].map((scene) => `${page}&scene=${scene}&theme=light`),
        ),
        ...desks.slice(2).map((page) => `${page}&scene=normal&lang=en`),
        ...pages.flatMap((page) => SCENES.map((scene) => `${page}&scene=${scene}`)),
        ...pages.map((page) => `${page}&scene=normal&lang=en`),
        '/wall/0?scene=normal',
        ...looks.flatMap((look) => [
            `/rules?theme=${look}`,
            `/rules?scene=empty&theme=${look}`,
            `/alerts?scene=login&theme=${look}`,
            ...drafts.map((draft) => `/rules?draft=${draft}&theme=${look}`),
        ]),
        // These begin as paper; the dark look is the one to be chosen.
        '/report/990000?theme=dark',
        '/meeting/990000?theme=dark',
    ];
}

async function startMock() {
    const script = fileURLToPath(new URL('../dev/mock-server.mjs', import.meta.url));
    const mock = spawn(process.execPath, [script, '--port', String(MOCK_PORT)], {
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve, reject) => {
        mock.stdout.once('data', resolve);
        mock.once('exit', (code) => reject(new Error(`mock ended with ${code}`)));
    });
    return mock;
}

const given = option('url');
const mock = given === undefined ? await startMock() : null;
const base = given ?? `http://127.0.0.1:${MOCK_PORT}`;
const paths = given === undefined && option('paths') === undefined ? allPaths() : (option('paths') ?? '/').split(',');
const [width, height] = option('size', '1920x1080').split('x').map(Number);
const settle = Number(option('settle', '700'));

let serious = 0;
try {
    const { browser, page } = await openPage(width, height);
    for (const path of paths) {
        await page.goto(`${base}${path}`, { waitUntil: 'commit', timeout: 15_000 });
        await page.waitForSelector('[data-tile], [data-notice], [data-pane]', { timeout: 15_000 });
        await page.waitForTimeout(/scene=stale/.test(path) ? 9500 : settle);
        const violations = await barriers(page);
        const worst = IMPACTS[Math.max(0, ...violations.map((each) => IMPACTS.indexOf(each.impact)))];
        serious += violations.filter((each) => IMPACTS.indexOf(each.impact) >= 3).length;
        console.log(JSON.stringify({ path, violations, worst }));
    }
    await browser.close();
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    mock?.kill();
    process.exit(2);
}
mock?.kill();
console.log(JSON.stringify({ pages: paths.length, serious }));
process.exit(serious === 0 ? 0 : 1);
