import type { Standard } from '../api/standards';

/** What a standard must say for its burden to be known. */
export type Reported = Pick<Standard, 'id' | 'name' | 'inForce' | 'level'> & {
    readonly reporting: Pick<NonNullable<Standard['reporting']>, 'everyMonths' | 'minutes'> | null;
};

/** Minutes that a standard asks of a station each month. */
export function minutesOf({ reporting, level }: Reported): number {
    return reporting === null || level !== 'station' ? 0 : reporting.minutes / reporting.everyMonths;
}

/** Minutes of reporting that standards ask of a station each month together, rounded up to whole ones. */
export function burden(standards: readonly Reported[], inForce = true): number {
    const asked = standards.filter((standard) => standard.inForce === inForce);
    return Math.ceil(asked.reduce((sum, standard) => sum + minutesOf(standard), 0));
}

/** Those in force that ask for the most, in the catalogue's order where they ask alike. */
export function heaviest<T extends Reported>(standards: readonly T[], most: number): readonly T[] {
    return standards
        .filter((standard) => standard.inForce && minutesOf(standard) > 0)
        .sort((a, b) => minutesOf(b) - minutesOf(a))
        .slice(0, most);
}
