import type { Movements } from '../api/control';
import { signed } from '../format/numbers';
import type { Words } from '../text/words';

/** A part of what moved: all of it, and of a rate what its own rate and what its share of all moved. */
export interface MovedPart {
    readonly part: string;
    readonly moved: string;
    /** Null of a count. */
    readonly rate: string | null;
    readonly mix: string | null;
}

/** Tenths of a percentage point with their sign. */
function points(ppm: number): string {
    const tenths = Math.round(ppm / 1000);
    return `${tenths < 0 ? '\u2212' : tenths > 0 ? '+' : '±'}${(Math.abs(tenths) / 10).toFixed(1)}`;
}

/** The parts that moved it most, as many as have room, in the order they came in: the register's, never by size. */
export function movedParts(movements: Movements, most: number): readonly MovedPart[] {
    const effect = (part: Movements['parts'][number]): number =>
        part.ratePpm === null || part.mixPpm === null ? part.moved : part.ratePpm + part.mixPpm;
    const moving = movements.parts.filter((part) => effect(part) !== 0);
    const chosen = new Set([...moving].sort((a, b) => Math.abs(effect(b)) - Math.abs(effect(a))).slice(0, most));
    return moving
        .filter((part) => chosen.has(part))
        .map((part) => {
            const rate = part.ratePpm !== null && part.mixPpm !== null;
            return {
                part: part.part,
                moved: rate ? points(effect(part)) : signed(part.moved),
                rate: rate ? points(part.ratePpm ?? 0) : null,
                mix: rate ? points(part.mixPpm ?? 0) : null,
            };
        });
}

/** What all parts moved together, in words. */
export function movedText(movements: Movements, words: Words): string {
    return movements.movedPpm === null
        ? signed(movements.after.numerator - movements.before.numerator)
        : `${points(movements.movedPpm)} ${words.points}`;
}
