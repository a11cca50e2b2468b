import { count } from '../format/numbers';

const DIGIT = 0.63;
const COMMA = 0.3;

/** How wide counts are when written side by side, in ems of their figures; at least three digits each. */
export function emsOf(...values: readonly (number | null)[]): number {
    return values.reduce<number>((sum, value) => {
        const width = [...count(value)].reduce((ems, character) => ems + (character === ',' ? COMMA : DIGIT), 0);
        return sum + Math.max(3 * DIGIT, width);
    }, 0);
}
