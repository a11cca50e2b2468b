import type { Route } from './route';

/** Dark for a room of screens, light for an office. */
export type Look = 'dark' | 'light';

/**
 * How a page looks: as its address says (`theme=light`), else as the machine prefers. A wall is dark whatever is said: its
 * colours are those of a dark room and of an LED wall's gamut.
 */
export function lookOf(url: URL, page: Route['page'] | null, prefersLight: boolean): Look {
    if (page === 'wall' || page === 'root' || page === null) {
        return 'dark';
    }
    const said = url.searchParams.get('theme');
    if (said === 'light' || said === 'dark') {
        return said;
    }
    // What is made to be printed begins as paper.
    return prefersLight || page === 'report' || page === 'meeting' ? 'light' : 'dark';
}

/** The address that a link leads to: a look that was chosen goes on with the reader unless the link chooses one itself. */
export function carried(target: URL, from: URL): URL {
    const said = from.searchParams.get('theme');
    if (said === null || target.searchParams.has('theme')) {
        return target;
    }
    const next = new URL(target);
    next.searchParams.set('theme', said);
    return next;
}

/** The same page in the other look. */
export function otherLook(path: string, look: Look): string {
    const url = new URL(path, 'http://localhost');
    url.searchParams.set('theme', look === 'dark' ? 'light' : 'dark');
    return `${url.pathname}${url.search}`;
}
