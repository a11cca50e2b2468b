import { expect, it } from 'vitest';
import { alertWordsOf } from '../alerts/words';
import { hantOf, readyFor, said } from './languages';
import { wordsOf } from './words';
import { zh } from './zh';

it('is simplified until it was made ready, and traditional after', async () => {
    expect(wordsOf('hant').loading).toBe(zh.loading);
    await readyFor('hant');
    const words = wordsOf('hant');
    expect(words.languageName).toBe('zh-Hant');
    expect(words.state.INSUFFICIENT).toBe('證據不足');
    expect(words.state.STALE).toBe('數據過期');
    expect(words.unknownUnit('990000')).toBe('登記冊裡沒有單位 990000');
    expect(words.category('disturbance')).toBe('滋事擾民');
    expect(alertWordsOf('hant').acknowledge).toBe('確認');
});

it('converts what the data say, and leaves the other languages alone', async () => {
    await readyFor('hant');
    const text = { zh: '城东派出所', en: 'Chengdong' };
    expect(said(text, 'hant')).toBe('城東派出所');
    expect(said(text, 'zh')).toBe(text.zh);
    expect(said(text, 'en')).toBe(text.en);
    expect(hantOf('zh')).toBeNull();
});
