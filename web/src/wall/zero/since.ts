/** How far back a zero-tolerance clock promises to look. */
const YEARS = 2;

/** The first day of a series that does not reach back two years from today; null where it does, or nothing is known of it. */
export function shortSince(since: string | null, today: string): string | null {
    const wanted = `${Number(today.slice(0, 4)) - YEARS}${today.slice(4)}`;
    return since === null || since <= wanted ? null : since;
}
