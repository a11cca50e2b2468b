import type { Indicator } from '../api/figures';
import type { Words } from '../text/words';

/** Prefixes whose rest is a code with a name of its own. */
const CODED: readonly (readonly [string, (code: string, words: Words) => string])[] = [
    ['alarms.category.', (code, words) => words.category(code)],
    ['cases.category.', (code, words) => words.category(code)],
    ['alarms.family.', (code, words) => words.family[code] ?? code],
    ['visits.kind.', (code, words) => words.visitKind[code] ?? code],
    ['inspections.kind.', (code, words) => words.premises[code] ?? code],
    ['services.channel.', (code, words) => words.channel[code] ?? code],
    ['duty.role.', (code, words) => words.role[code] ?? code],
];

/** An indicator's name; its id where it has none. */
export function indicatorName(id: string, words: Words): string {
    const named = words.indicatorName[id];
    if (named !== undefined) {
        return named;
    }
    const coded = CODED.find(([prefix]) => id.startsWith(prefix));
    return coded === undefined ? id : coded[1](id.slice(coded[0].length), words);
}

export interface IndicatorGroup {
    readonly name: string;
    readonly ids: readonly string[];
}

/**
 * What can be chosen, in groups by the first part of the id, in the server's order. Bucket counts are left out: alone they
 * say nothing. The chosen one is always among them; without a list from the server, the names known here are.
 */
export function indicatorGroups(
    indicators: readonly Indicator[],
    chosen: string,
    words: Words,
): readonly IndicatorGroup[] {
    const given = indicators.map((each) => each.id).filter((id) => !id.includes('.bucket.'));
    const ids = new Set([...(given.length === 0 ? Object.keys(words.indicatorName) : given), chosen]);
    const groups = new Map<string, string[]>();
    for (const id of ids) {
        const group = id.split('.')[0] ?? id;
        groups.set(group, [...(groups.get(group) ?? []), id]);
    }
    return [...groups].map(([group, members]) => ({ name: words.indicatorGroup[group] ?? group, ids: members }));
}
