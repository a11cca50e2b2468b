import type { Calls } from '../../api/board';
import type { Words } from '../../text/words';
import type { DotRow } from '../DotRows.svelte';

/** The families in the order in which they always stand: those the plan names first, the rest after. */
export const FAMILY_ORDER: readonly string[] = [
    'theft-robbery-fraud',
    'vice',
    'pyramid',
    'illegal-fund-raising',
    'violence',
    'dispute',
    'traffic',
    'help',
    'non-police',
    'other',
];

export function familyRows(families: Calls['families'], words: Words): readonly DotRow[] {
    return [...families]
        .sort((a, b) => FAMILY_ORDER.indexOf(a.family) - FAMILY_ORDER.indexOf(b.family))
        .slice(0, FAMILY_ORDER.length)
        .map((family) => ({
            name: `calls.family.${family.family}`,
            label: words.family[family.family] ?? family.family,
            value: family.today,
            before: family.lastWeek,
        }));
}
