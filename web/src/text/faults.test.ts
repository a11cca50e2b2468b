import { expect, it } from 'vitest';
import { Refusal } from '../api/client';
import { Misfit } from '../api/reader';
import { NoAnswer, within } from '../api/within';
import { faultSentence } from './faults';
import { zh } from './zh';

it('says why something could not be read in the language of the page', () => {
    expect(faultSentence(null, zh)).toBeNull();
    expect(faultSentence(new NoAnswer(3000), zh)).toBe('连不上服务器');
    expect(faultSentence(new TypeError('Failed to fetch'), zh)).toBe('连不上服务器');
    expect(faultSentence(new Refusal(503, 'UNAVAILABLE'), zh)).toBe('服务器拒绝了请求 (HTTP 503 UNAVAILABLE)');
    expect(faultSentence(new Misfit('figures.kind', 'a string'), zh)).toContain('figures.kind');
});

it('a request that takes too long ends as no answer, one that is ended as ended', async () => {
    const never = (signal: AbortSignal): Promise<never> =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const ended = new AbortController();
    await expect(within(5, ended.signal, never)).rejects.toBeInstanceOf(NoAnswer);
    const work = within(5000, ended.signal, never);
    ended.abort();
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
});
