export type Language = 'zh' | 'en';

/** What the address says: the unit whose wall it is (null at the root) and the language. */
export interface Route {
    readonly unit: string | null;
    readonly language: Language;
}

export function routeOf(url: URL): Route | null {
    const language: Language = url.searchParams.get('lang') === 'en' ? 'en' : 'zh';
    if (url.pathname === '/') {
        return { unit: null, language };
    }
    const match = /^\/wall\/([^/]+)\/?$/.exec(url.pathname);
    if (match?.[1] === undefined) {
        return null;
    }
    try {
        return { unit: decodeURIComponent(match[1]), language };
    } catch {
        return null;
    }
}

/** The address of a unit's wall; Chinese is the default and stays out of it. */
export function wallPath(unit: string, language: Language): string {
    return `/wall/${encodeURIComponent(unit)}${language === 'en' ? '?lang=en' : ''}`;
}
