import { Converter } from 'opencc-js/cn2t';
import type { Plugin } from 'vite';

const CHARACTERS = 'virtual:traditional-characters';
const QUERY = '?hant';

/**
 * Traditional Chinese from the Simplified, while the pages are built: a source asked for with `?hant` is converted phrase by
 * phrase, and so are the sources it imports from its own folder. For what only the data know there is a table of characters.
 */
export function traditional(): Plugin {
    const convert = Converter({ from: 'cn', to: 'tw' });
    return {
        name: 'traditional',
        enforce: 'pre',
        resolveId: (id) => (id === CHARACTERS ? `\0${CHARACTERS}` : null),
        load: (id) => (id === `\0${CHARACTERS}` ? table(convert) : null),
        transform: (code, id) =>
            id.endsWith(QUERY)
                ? convert(code).replace(/from '\.\/categories'/, `from './categories.ts${QUERY}'`)
                : null,
    };
}

/** Every character of the common block that is written otherwise, and how: two strings of equal length. */
function table(convert: (text: string) => string): string {
    const pairs: (readonly [string, string])[] = [];
    for (let code = 0x4e00; code <= 0x9fff; code++) {
        const from = String.fromCharCode(code);
        const to = convert(from);
        if (to !== from && to.length === 1) {
            pairs.push([from, to]);
        }
    }
    const side = (at: 0 | 1): string => JSON.stringify(pairs.map((pair) => pair[at]).join(''));
    return `export const simplified = ${side(0)};\nexport const traditional = ${side(1)};`;
}
