import type { Verdict } from '../api/standards';
import { count, percentDown, percentUp, ratioPpm, target } from '../format/numbers';
import type { StandardsWords } from './words';

/** What a verdict rests on, in parts that stand beside each other. Never a rate where a kind of rule has none. */
export function parts(verdict: Verdict, words: StandardsWords): readonly string[] {
    if (verdict.state === 'NOT_IN_FORCE') {
        return [];
    }
    const window = words.window(verdict.windowFrom, verdict.windowTo);
    switch (verdict.kind) {
        case 'clock':
            return [clock(verdict, words), window];
        case 'decline':
            return [words.decline(count(verdict.numerator), count(verdict.denominator - verdict.numerator)), window];
        default:
            return [...share(verdict, words), window];
    }
}

function clock(verdict: Verdict, words: StandardsWords): string {
    return verdict.lastEvent === null || verdict.freeOn === null
        ? words.clean(verdict.windowFrom)
        : `${words.count(count(verdict.numerator))} · ${words.event(verdict.lastEvent, verdict.freeOn)}`;
}

function share(verdict: Verdict, words: StandardsWords): readonly string[] {
    const rate = ratioPpm(verdict.numerator, verdict.denominator);
    if (rate === null) {
        return verdict.numerator === 0 ? [] : [words.count(count(verdict.numerator))];
    }
    const said = [words.of(count(verdict.numerator), count(verdict.denominator), percentDown(rate))];
    if (verdict.lowerPpm !== null && verdict.upperPpm !== null) {
        said.push(words.interval(percentDown(verdict.lowerPpm), percentUp(verdict.upperPpm)));
    }
    if (verdict.comparator !== 'none') {
        said.push(words.target(target(verdict.comparator, verdict.targetPpm)));
    }
    return said;
}
