import type { Unit } from '../api/board';
import { fetchUnits } from '../api/client';
import { type Language, wallPath } from '../route';
import { said } from './languages';
import { provideSpeech, type Speech, unitNames, wordsOf } from './words';

/**
 * Provides the speech of a page that is no wall, and gives it; called while the page is made, which is anew for
 * another language. Chinese names come with the data; English ones are asked for once, and the page does without until
 * they are there.
 */
export function providePageSpeech(language: Language): Speech {
    let units = $state.raw<readonly Unit[]>([]);
    const names = $derived(unitNames(language, units));
    const speech: Speech = {
        language,
        words: wordsOf(language),
        of: (text) => said(text, language),
        nameOf: (named) => names(named),
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
        return () => request.abort();
    });
    return speech;
}
