import type { Text } from '../api/board';
import type { Language } from '../route';
import type { hant } from './hant';

export type Hant = typeof hant;

/** The languages a reader can choose, as each calls itself. */
export const LANGUAGES: readonly { readonly id: Language; readonly tag: string; readonly name: string }[] = [
    { id: 'zh', tag: 'zh-CN', name: '中文' },
    { id: 'hant', tag: 'zh-Hant', name: '繁體' },
    { id: 'en', tag: 'en', name: 'English' },
];

let loaded: Hant | null = null;

/** Makes a language ready to be spoken; only Traditional Chinese has anything to load. */
export async function readyFor(language: Language): Promise<void> {
    if (language === 'hant' && loaded === null) {
        loaded = (await import('./hant')).hant;
    }
}

/** The parts of Traditional Chinese; null in another language, and before it was made ready. */
export const hantOf = (language: Language): Hant | null => (language === 'hant' ? loaded : null);

/** A text of the data in the reader's language. */
export function said(text: Text, language: Language): string {
    return language === 'en' ? text.en : (hantOf(language)?.convert(text.zh) ?? text.zh);
}
