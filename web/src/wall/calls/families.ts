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

/** One scale for all families, so that their dots can be compared; at least 1. */
export function familyScale(families: readonly { readonly today: number; readonly lastWeek: number | null }[]): number {
    return families.reduce((top, family) => Math.max(top, family.today, family.lastWeek ?? 0), 1);
}
