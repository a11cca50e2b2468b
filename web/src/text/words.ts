import { getContext, setContext } from 'svelte';
import type { NamedUnit, Text, Unit } from '../api/board';
import type { Language } from '../route';
import { en } from './en';
import { hantOf, said } from './languages';
import { type Words, zh } from './zh';

export type { Words } from './zh';

export function wordsOf(language: Language): Words {
    return language === 'en' ? en : (hantOf(language)?.words ?? zh);
}

/** Names of units in the page's language; the register's own where it has no English one. */
export function unitNames(language: Language, units: readonly Unit[]): (unit: NamedUnit) => string {
    const english = new Map(language === 'en' ? units.map((unit) => [unit.id, unit.nameEn]) : []);
    return (unit) => english.get(unit.id) || said({ zh: unit.name, en: unit.name }, language);
}

/** What every component below the page may ask for: the words, and a text of the data in the page's language. */
export interface Speech {
    readonly language: Language;
    readonly words: Words;
    readonly of: (text: Text) => string;
    /** The name of a unit. */
    readonly nameOf: (unit: NamedUnit) => string;
    /** The name of a standard by its id; empty while it is not known. */
    readonly standardOf: (id: string) => string;
    /** The address of another unit's wall, in the view that is shown now. */
    readonly wallOf: (unit: string) => string;
}

const KEY = Symbol('speech');

export function provideSpeech(speech: Speech): void {
    setContext(KEY, speech);
}

export function speech(): Speech {
    return getContext<Speech>(KEY);
}
