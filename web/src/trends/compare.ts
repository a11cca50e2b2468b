import type { Figure, Figures } from '../api/figures';
import { count, deviation, percentDown, ratioPpm, signed } from '../format/numbers';
import type { Words } from '../text/words';

export type Kind = Figures['kind'];

/** Standard deviations from which on a difference is taken for one. */
const CERTAIN = 2.58;

/** What a figure of this kind reads as: parts per million of a rate, else its count. */
export function reading(figure: Figure, kind: Kind): number | null {
    return isRate(figure, kind) ? ratioPpm(figure.numerator, figure.denominator ?? 0) : figure.numerator;
}

export function isRate(figure: Figure, kind: Kind): boolean {
    return kind === 'proportion' || (kind === 'level' && figure.denominator !== null);
}

/** How many standard deviations lie between now and before; 0 where that cannot be said. */
export function surprise(now: Figure, before: Figure, kind: Kind): number {
    if (kind === 'count') {
        return deviation(now.numerator, before.numerator);
    }
    if (kind !== 'proportion' || now.denominator === null || before.denominator === null) {
        return 0;
    }
    return proportionDeviation(now.numerator, now.denominator, before.numerator, before.denominator);
}

function proportionDeviation(n1: number, d1: number, n2: number, d2: number): number {
    if (d1 === 0 || d2 === 0) {
        return 0;
    }
    const pooled = (n1 + n2) / (d1 + d2);
    const spread = Math.sqrt(pooled * (1 - pooled) * (1 / d1 + 1 / d2));
    return spread === 0 ? 0 : (n1 / d1 - n2 / d2) / spread;
}

/** The direction and how sure it is, in words; empty where a difference cannot be weighed (stocks, reports). */
export function directionText(now: Figure, before: Figure, kind: Kind, words: Words): string {
    if (kind === 'stock' || kind === 'level') {
        return '';
    }
    const far = surprise(now, before, kind);
    if (Math.abs(far) < CERTAIN) {
        return words.same95;
    }
    if (kind === 'proportion') {
        return far > 0 ? words.higher95 : words.lower95;
    }
    return far > 0 ? words.more95 : words.fewer95;
}

export function valueText(figure: Figure | null, kind: Kind): string {
    if (figure === null) {
        return '–';
    }
    const value = reading(figure, kind);
    if (value === null) {
        return '–';
    }
    return isRate(figure, kind) ? percentDown(value) : count(value);
}

/** The difference: of rates in percentage points, of counts as itself and in per cent of what it was. */
export function changeText(now: Figure, before: Figure, kind: Kind, words: Words): string {
    const a = reading(now, kind);
    const b = reading(before, kind);
    if (a === null || b === null) {
        return '–';
    }
    if (isRate(now, kind)) {
        const tenths = Math.round((a - b) / 1000);
        return `${tenths < 0 ? '\u2212' : tenths > 0 ? '+' : '±'}${(Math.abs(tenths) / 10).toFixed(1)} ${words.points}`;
    }
    const share = b === 0 ? '' : ` (${signedPercent((a - b) / b)})`;
    return `${signed(a - b)}${share}`;
}

function signedPercent(share: number): string {
    const tenths = Math.round(share * 1000);
    return `${tenths < 0 ? '\u2212' : tenths > 0 ? '+' : '±'}${(Math.abs(tenths) / 10).toFixed(1)}%`;
}
