import type { Unit } from '../api/board';
import { fetchRules, fetchUnits } from '../api/client';
import type { Rule } from '../api/figures';
import { type Language, wallPath } from '../route';
import { said } from './languages';
import { standardNames } from './standardNames';
import { provideSpeech, type Speech, unitNames, wordsOf } from './words';

/**
 * Provides the speech of a page that is no wall, and gives it; called while the page is made, which is anew for
 * another language. Chinese names of units come with the data; English ones and the names of standards are asked for once,
 * and the page does without until they are there.
 */
export function providePageSpeech(language: Language): Speech {
    let units = $state.raw<readonly Unit[]>([]);
    const names = $derived(unitNames(language, units));
    let rules = $state.raw<readonly Rule[]>([]);
    const standards = $derived(standardNames(rules, language));
    const speech: Speech = {
        language,
        words: wordsOf(language),
        of: (text) => said(text, language),
        nameOf: (named) => names(named),
        standardOf: (id) => standards(id),
        wallOf: (id) => wallPath(id, language),
    };
    provideSpeech(speech);
    $effect(() => {
        const request = new AbortController();
        if (language === 'en') {
            fetchUnits(request.signal).then(
                (found) => {
                    units = found;
                },
                () => undefined,
            );
        }
        fetchRules(request.signal).then(
            (found) => {
                rules = found;
            },
            () => undefined,
        );
        return () => request.abort();
    });
    return speech;
}
