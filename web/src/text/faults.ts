import { Refusal } from '../api/client';
import { Misfit } from '../api/reader';
import { NoAnswer } from '../api/within';
import type { Words } from './words';

/** Nobody answered: the line is down, or the server took too long. */
export const isSilence = (error: unknown): boolean => error instanceof NoAnswer || error instanceof TypeError;

/** Why something could not be read, in a sentence of the page's language; null where nothing is wrong. */
export function faultSentence(error: unknown, words: Words): string | null {
    if (error === null) {
        return null;
    }
    if (isSilence(error)) {
        return words.noConnection;
    }
    if (error instanceof Refusal) {
        return `${words.refused} (${error.message})`;
    }
    return error instanceof Misfit ? `${words.unreadable} (${error.message})` : String(error);
}
