/**
 * A stand-in for the server while the pages are being drawn: the built files, and boards that change every second.
 *   node dev/mock-server.mjs [--port N]
 *   http://127.0.0.1:8099/wall/990000?scene=normal|fires|big|zero|empty|loading|partial|import|judged-stale|stale|error|nomap
 *   http://127.0.0.1:8099/trends/990000?scene=long   a series of three years; others began 151 days ago
 *   http://127.0.0.1:8099/pipeline  /alerts?alert=f1  /proposals  /rules?draft=untried|trying|tried|outdated|failed|approved|live|declined
 *   http://127.0.0.1:8099/alerts?scene=login   nobody is logged in
 * The scene of the last page asked for is the scene of all. `stale` goes silent after three frames.
 */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as desk from './mock-alerts.mjs';
import { alerts, calls, children, DEMO, disputes, feeds, pathTo, readUnits, standards } from './mock-data.mjs';
import * as rules from './mock-rules.mjs';
import * as trends from './mock-trends.mjs';
import * as views from './mock-views.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const web = join(here, '../target/classes/web');
const demoData = join(here, '../../deploy/demo-data');
const portAt = process.argv.indexOf('--port');
const port = portAt < 0 ? 8099 : Number(process.argv[portAt + 1]);
const types = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.woff2': 'font/woff2',
    '.svg': 'image/svg+xml',
};
/** Strict on purpose: what the page needs beyond this is a fault of the page. */
const policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'";

const ANONYMOUS = { account: 'anonymous', role: 'anonymous', unit: null, accounts: true, singleSignOn: true };

let scene = 'normal';
const iso = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const unitsOf = () => readUnits(join(demoData, 'register.csv'), scene === 'big');

function frame(sections) {
    const now = Date.now();
    const log = scene === 'import';
    const judgedStale = scene === 'judged-stale';
    const tick = log ? now - 200 * 86_400_000 : Math.floor(now / 60_000) * 60_000 - (judgedStale ? 600_000 : 0);
    const empty = scene === 'empty';
    return {
        id: Math.floor(now / 1000),
        at: iso(now),
        mode: empty ? 'undecided' : log ? 'log' : 'wall',
        tick: empty ? null : iso(tick),
        tickAgeMs: empty ? null : now - tick,
        pulseAgeMs: 400,
        lagMs: 120,
        historyLoading: scene === 'partial',
        sections,
    };
}

function sections(unit, names) {
    const units = unitsOf();
    const now = Date.now();
    const make = {
        ...views,
        standards,
        alerts,
        children,
        calls: (...given) => views.withAbout(withKinds(calls(...given)), now, scene, 'alarm'),
        disputes: (...given) => views.withAbout(disputes(...given), now, scene, 'dispute'),
        feeds: (...given) => views.moreFeeds(feeds(...given), now, scene),
    };
    return Object.fromEntries(names.map((name) => [name, make[name](unit, units, now, scene)]));
}

const KINDS = [
    'traffic-accident',
    'help',
    'alarm-system',
    'larceny',
    'disturbance',
    'neighbours',
    'parking',
    'assault',
];
const withKinds = (section) => ({
    ...section,
    categories:
        section.today === 0
            ? []
            : KINDS.map((category, i) => ({ category, today: Math.round(section.today / (5 + 3 * i)) })),
});

function board(id, view) {
    const units = unitsOf();
    const unit = units.find((each) => each.id === id);
    if (unit === undefined) {
        return null;
    }
    const all = sections(unit, views.VIEW_SECTIONS[view]);
    if (scene === 'error') {
        // Every other section cannot be read, of whichever view.
        Object.keys(all).forEach((name, i) => {
            all[name] = i % 2 === 0 ? { not: 'what was agreed' } : all[name];
        });
    }
    const { sections: _, ...head } = frame({});
    return {
        view,
        unit,
        path: pathTo(unit, units),
        demo: scene === 'empty' ? null : DEMO,
        limits: { frameMs: 4000, pulseMs: 4000, tickMs: 90_000, lagMs: 60_000 },
        frame: head,
        sections: all,
    };
}

function live(unit, view, response) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    let sent = 0;
    const timer = setInterval(() => {
        if (scene === 'stale' && sent >= 3) {
            return;
        }
        const names = views.VIEW_SECTIONS[view].filter((name) => !['standards', 'alerts', 'feeds'].includes(name));
        const changed = scene === 'error' ? [] : sent % 3 === 0 ? names : names.slice(0, 1);
        const next = frame(sections(unit, changed));
        response.write(`id: ${next.id}\nevent: frame\ndata: ${JSON.stringify(next)}\n\n`);
        sent += 1;
    }, 1000);
    response.on('close', () => clearInterval(timer));
}

function json(response, status, value) {
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
    response.end(JSON.stringify(value));
}

function api(url, response) {
    const id = url.searchParams.get('unit');
    const view = url.searchParams.get('view') ?? 'overview';
    if (scene === 'loading' && !url.pathname.endsWith('/units') && !url.pathname.endsWith('/map')) {
        return undefined;
    }
    switch (url.pathname) {
        case '/api/v1/session':
            return scene === 'login' ? json(response, 200, ANONYMOUS) : json(response, 404, { status: 404 });
        case '/api/v1/units':
            return json(response, 200, { units: unitsOf() });
        case '/api/v1/map':
            if (scene === 'nomap') {
                return json(response, 404, { title: 'Not Found', status: 404 });
            }
            response.writeHead(200, { 'content-type': 'application/geo+json' });
            return response.end(readFileSync(join(demoData, 'map.geojson')));
        case '/api/v1/board': {
            if (staleBoards(view)) {
                return undefined;
            }
            const found = board(id, view);
            return found === null
                ? json(response, 404, { title: 'Not Found', status: 404, code: 'UNKNOWN_UNIT' })
                : json(response, 200, found);
        }
        case '/api/v1/live': {
            const unit = unitsOf().find((each) => each.id === id);
            return unit === undefined ? json(response, 404, {}) : live(unit, view, response);
        }
        case '/api/v1/indicators':
            return json(response, 200, views.INDICATORS);
        case '/api/v1/verdicts':
            if (staleBoards('verdicts')) {
                return undefined;
            }
            return scene === 'error'
                ? json(response, 503, { title: 'Service Unavailable', status: 503, code: 'STORE_UNAVAILABLE' })
                : json(response, 200, views.verdicts(url));
        case '/api/v1/standards':
            return json(response, 200, views.STANDARDS);
        case '/api/v1/figures':
            return scene === 'error'
                ? json(response, 400, { title: 'Bad Request', status: 400, code: 'UNKNOWN_INDICATOR' })
                : json(response, 200, views.figures(url, Date.now(), scene));
        case '/api/v1/chart':
        case '/api/v1/funnel':
        case '/api/v1/movements':
            return monthly(url, response);
        case '/api/v1/public-report':
            return json(response, 200, trends.publicReport(url, unitsOf(), Date.now()));
        case '/api/v1/meeting-pack':
            return json(response, 200, trends.meetingPack(url, unitsOf(), Date.now()));
        case '/api/v1/durations':
            return json(response, 200, views.durations(url, scene));
        case '/api/v1/pipeline': {
            if (staleBoards('pipeline')) {
                return undefined;
            }
            const now = Date.now();
            const units = unitsOf();
            const all = views.moreFeeds(feeds(units[0], units, now, scene), now, scene);
            return scene === 'error'
                ? json(response, 503, { title: 'Service Unavailable', status: 503, code: 'UNAVAILABLE' })
                : json(response, 200, views.pipeline(all, now, scene));
        }
        default: {
            if (staleBoards(url.pathname)) {
                return undefined;
            }
            const asked = [url, unitsOf(), scene, Date.now()];
            const found = rules.answer(...asked) ?? desk.answer(...asked);
            return found === null
                ? json(response, 404, { title: 'Not Found', status: 404, code: 'NOT_FOUND' })
                : json(response, found.status, found.body);
        }
    }
}

/** Of counts and shares alone, as the server. */
function monthly(url, response) {
    const indicator = url.searchParams.get('indicator');
    const rate = views.RATES[indicator];
    const refused = views.STOCKS.includes(indicator);
    if (scene === 'error' || refused) {
        return json(response, scene === 'error' ? 503 : 400, { title: 'No', status: 400, code: 'BAD_PARAMETER' });
    }
    if (url.pathname.endsWith('/movements')) {
        return json(response, 200, trends.movements(url, unitsOf(), rate));
    }
    return url.pathname.endsWith('/chart')
        ? json(response, 200, trends.chart(url, Date.now(), scene, rate))
        : json(response, 200, trends.funnel(url, unitsOf(), scene, rate ?? 0.9));
}

const boardsGiven = new Set();
/** A stale server gives each view's board once and then nothing more. */
function staleBoards(view) {
    const before = boardsGiven.has(view);
    boardsGiven.add(view);
    return scene === 'stale' && before;
}

function file(url, response) {
    const wanted = normalize(join(web, url.pathname));
    const found = wanted.startsWith(web) && existsSync(wanted) && statSync(wanted).isFile();
    const page =
        url.pathname === '/' ||
        /^\/(wall\/|trends\/|report\/|meeting\/|pipeline|alerts|proposals|standards|rules)/.test(url.pathname);
    if (!found && !page) {
        response.writeHead(404);
        return response.end();
    }
    if (page) {
        scene = url.searchParams.get('scene') ?? 'normal';
        boardsGiven.clear();
    }
    const path = found ? wanted : join(web, 'index.html');
    response.writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': policy,
    });
    return createReadStream(path).pipe(response);
}

createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith('/api/')) {
        api(url, response);
    } else {
        file(url, response);
    }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
