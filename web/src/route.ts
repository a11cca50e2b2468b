/** Chinese in simplified characters, English, Chinese in traditional characters. */
export type Language = 'zh' | 'en' | 'hant';

/** The faces of a wall: the overview and the four views that the plan names (四(二)). */
export const VIEWS = ['overview', 'duty', 'calls', 'cases', 'community'] as const;
export type ViewName = (typeof VIEWS)[number];

export const GRAINS = ['day', 'month', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

interface Spoken {
    readonly language: Language;
}
export interface RootRoute extends Spoken {
    readonly page: 'root';
}
export interface WallRoute extends Spoken {
    readonly page: 'wall';
    readonly unit: string;
    readonly view: ViewName;
    /** No alert takes the screen and nothing moves. */
    readonly quiet: boolean;
    /** A new alert is heard. */
    readonly sound: boolean;
}
export interface TrendsRoute extends Spoken {
    readonly page: 'trends';
    readonly unit: string;
    readonly indicator: string;
    /** Local days, both inclusive; null: the page's own default. */
    readonly from: string | null;
    readonly to: string | null;
    readonly grain: Grain;
    /** The day up to which what was known counts; null: all that is known now. */
    readonly known: string | null;
}
export interface PipelineRoute extends Spoken {
    readonly page: 'pipeline';
}
/** Alerts of a unit and all below, or of the register; the chosen one's life beside them. */
export interface AlertsRoute extends Spoken {
    readonly page: 'alerts';
    readonly unit: string | null;
    readonly alert: string | null;
}
export interface ProposalsRoute extends Spoken {
    readonly page: 'proposals';
    readonly unit: string | null;
}

/** Every standard of the catalogue as a unit keeps it; without a unit, the first city. */
export interface StandardsRoute extends Spoken {
    readonly page: 'standards';
    readonly unit: string | null;
}

/** A closed month of a unit: told to the public, or for its meeting. */
export interface MonthRoute extends Spoken {
    readonly page: 'report' | 'meeting';
    readonly unit: string;
    /** Null: the month before the present one. */
    readonly month: string | null;
}

/** The rules and drafts of a change; the chosen draft beside them. The unit goes along to the other pages. */
export interface RulesRoute extends Spoken {
    readonly page: 'rules';
    readonly unit: string | null;
    readonly draft: string | null;
}

/** What the address says: everything a page shows hangs on it. */
export type Route =
    | RootRoute
    | WallRoute
    | TrendsRoute
    | PipelineRoute
    | AlertsRoute
    | ProposalsRoute
    | StandardsRoute
    | MonthRoute
    | RulesRoute;

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const FIRST_INDICATOR = 'alarms';

export function routeOf(url: URL): Route | null {
    const language = languageOf(url.searchParams.get('lang'));
    if (url.pathname === '/') {
        return { page: 'root', language };
    }
    if (/^\/pipeline\/?$/.test(url.pathname)) {
        return { page: 'pipeline', language };
    }
    if (/^\/alerts\/?$/.test(url.pathname)) {
        const { searchParams } = url;
        return { page: 'alerts', unit: searchParams.get('unit'), alert: searchParams.get('alert'), language };
    }
    if (/^\/rules\/?$/.test(url.pathname)) {
        const { searchParams } = url;
        return { page: 'rules', unit: searchParams.get('unit'), draft: searchParams.get('draft'), language };
    }
    const office = /^\/(proposals|standards)\/?$/.exec(url.pathname)?.[1];
    if (office === 'proposals' || office === 'standards') {
        return { page: office, unit: url.searchParams.get('unit'), language };
    }
    const match = /^\/(wall|trends|report|meeting)\/([^/]+)\/?$/.exec(url.pathname);
    const unit = match?.[2] === undefined ? null : decoded(match[2]);
    if (unit === null) {
        return null;
    }
    const page = match?.[1];
    if (page === 'report' || page === 'meeting') {
        const month = url.searchParams.get('month');
        return { page, unit, month: month !== null && MONTH.test(month) ? month : null, language };
    }
    return page === 'wall'
        ? wallRoute(unit, url.searchParams, language)
        : trendsRoute(unit, url.searchParams, language);
}

function languageOf(tag: string | null): Language {
    return tag === 'en' ? 'en' : tag?.toLowerCase() === 'zh-hant' ? 'hant' : 'zh';
}

function decoded(segment: string): string | null {
    try {
        return decodeURIComponent(segment);
    } catch {
        return null;
    }
}

function wallRoute(unit: string, query: URLSearchParams, language: Language): WallRoute {
    const view = VIEWS.find((name) => name === query.get('view')) ?? 'overview';
    const [quiet, sound] = [query.get('quiet') === '1', query.get('sound') === '1'];
    return { page: 'wall', unit, view, quiet, sound, language };
}

function trendsRoute(unit: string, query: URLSearchParams, language: Language): TrendsRoute {
    const day = (name: string): string | null => {
        const value = query.get(name);
        return value !== null && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
    };
    return {
        page: 'trends',
        unit,
        indicator: query.get('indicator') ?? FIRST_INDICATOR,
        from: day('from'),
        to: day('to'),
        grain: GRAINS.find((name) => name === query.get('grain')) ?? 'day',
        known: day('known'),
        language,
    };
}

/** The address of a route; what is the default stays out of it. */
export function addressOf(route: Route): string {
    const query = new URLSearchParams();
    switch (route.page) {
        case 'root':
            return withQuery('/', query, route.language);
        case 'pipeline':
            return withQuery('/pipeline', query, route.language);
        case 'alerts':
        case 'proposals':
        case 'standards':
        case 'rules':
            if (route.unit !== null) {
                query.set('unit', route.unit);
            }
            if (route.page === 'alerts' && route.alert !== null) {
                query.set('alert', route.alert);
            }
            if (route.page === 'rules' && route.draft !== null) {
                query.set('draft', route.draft);
            }
            return withQuery(`/${route.page}`, query, route.language);
        case 'report':
        case 'meeting':
            if (route.month !== null) {
                query.set('month', route.month);
            }
            return withQuery(`/${route.page}/${encodeURIComponent(route.unit)}`, query, route.language);
        case 'wall':
            if (route.view !== 'overview') {
                query.set('view', route.view);
            }
            if (route.quiet) {
                query.set('quiet', '1');
            }
            if (route.sound) {
                query.set('sound', '1');
            }
            return withQuery(`/wall/${encodeURIComponent(route.unit)}`, query, route.language);
        case 'trends':
            query.set('indicator', route.indicator);
            if (route.from !== null) {
                query.set('from', route.from);
            }
            if (route.to !== null) {
                query.set('to', route.to);
            }
            if (route.grain !== 'day') {
                query.set('grain', route.grain);
            }
            if (route.known !== null) {
                query.set('known', route.known);
            }
            return withQuery(`/trends/${encodeURIComponent(route.unit)}`, query, route.language);
    }
}

function withQuery(path: string, query: URLSearchParams, language: Language): string {
    if (language !== 'zh') {
        query.set('lang', language === 'en' ? 'en' : 'zh-Hant');
    }
    const text = query.toString();
    return text === '' ? path : `${path}?${text}`;
}

/** The address of a unit's wall: its overview, awake and silent. */
export function wallPath(unit: string, language: Language): string {
    return addressOf({ page: 'wall', unit, view: 'overview', quiet: false, sound: false, language });
}

/** The address of a unit's trend of one indicator, over the page's default range. */
export function trendPath(unit: string, indicator: string, language: Language): string {
    return addressOf({ page: 'trends', unit, indicator, from: null, to: null, grain: 'day', known: null, language });
}

/** What a pressed key asks of a wall: the next address, or null where it means nothing there. */
export function keyed(route: WallRoute, key: string): WallRoute | null {
    if (key.toLowerCase() === 'q') {
        return { ...route, quiet: !route.quiet };
    }
    if (key.toLowerCase() === 's') {
        return { ...route, sound: !route.sound };
    }
    const view = /^[0-4]$/.test(key) ? VIEWS[Number(key)] : undefined;
    return view === undefined ? null : { ...route, view };
}
