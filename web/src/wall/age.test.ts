import { expect, it } from 'vitest';
import type { Feed } from '../api/board';
import { zh } from '../text/zh';
import { ageText, completenessOf, completenessText } from './age';

it('every age names what it rests on', () => {
    expect(ageText({ stale: false, ageMs: 1400 }, 'live', 'wall', zh)).toBe('脉搏 1 秒前');
    expect(ageText({ stale: false, ageMs: 29_900 }, 'judged', 'wall', zh)).toBe('判定 29 秒前');
    expect(ageText({ stale: false, ageMs: 125_000 }, 'judged', 'wall', zh)).toBe('判定 02:05 前');
    expect(ageText({ stale: false, ageMs: null }, 'judged', 'wall', zh)).toBe('时龄未知');
});

it('a stale tile says for how long, as far as that is known', () => {
    expect(ageText({ stale: true, cause: 'frame', forMs: 12_000 }, 'live', 'wall', zh)).toBe('停更 00:12');
    expect(ageText({ stale: true, cause: 'pulse', forMs: null }, 'live', 'wall', zh)).toBe('停更');
});

it('an import shows as import and its old ticks not as ages', () => {
    expect(ageText({ stale: false, ageMs: 9e10 }, 'judged', 'log', zh)).toBe('导入中');
    expect(ageText({ stale: false, ageMs: 500 }, 'live', 'log', zh)).toBe('脉搏 0 秒前');
});

const feed = (kind: string, completeness: number | null): Feed => ({
    source: 's',
    feed: kind,
    logKey: 'k',
    name: 'n',
    state: 'LIVE',
    lastHeard: null,
    records: 0,
    completeness,
});

it('completeness is the least of the feeds concerned, and unknown as soon as one is', () => {
    expect(completenessOf([feed('alarm', 990_000), feed('alarm', 970_000)], ['alarm'])).toBe(970_000);
    expect(completenessOf([feed('alarm', 990_000), feed('alarm', null)], ['alarm'])).toBeNull();
    expect(completenessOf([feed('dispute', 990_000)], ['alarm'])).toBeNull();
    expect(completenessText(null, zh)).toBe('完整度未知');
    expect(completenessText(999_999, zh)).toBe('完整度 99.9%');
});
