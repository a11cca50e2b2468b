import { simplified, traditional } from 'virtual:traditional-characters';
import { zh as accessWords } from '../access/words.ts?hant';
import { zh as alertWords } from '../alerts/words.ts?hant';
import { zh as reportWords } from '../report/words.ts?hant';
import { zh as ruleWords } from '../rules/words.ts?hant';
import { zh as standardsWords } from '../standards/words.ts?hant';
import { zh } from './zh.ts?hant';

const table = new Map([...simplified].map((character, place) => [character, traditional[place] ?? character]));

/** Everything that Traditional Chinese needs, in a piece of its own that only its readers load. */
export const hant = {
    words: { ...zh, languageName: 'zh-Hant' },
    accessWords,
    alertWords,
    reportWords,
    ruleWords,
    standardsWords,
    /** A name or sentence of the data, character by character. */
    convert: (text: string): string => [...text].map((character) => table.get(character) ?? character).join(''),
};
