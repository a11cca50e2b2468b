import { expect, it } from 'vitest';
import { zh } from '../text/zh';
import { changeText, directionText, isRate, reading, surprise, valueText } from './compare';

const figure = (numerator: number, denominator: number | null = null) => ({
    start: '2026-01-01',
    numerator,
    denominator,
    completeness: null,
});

it('a rate reads in parts per million, a count as itself, and nothing counted as nothing', () => {
    expect(reading(figure(1, 2), 'proportion')).toBe(500_000);
    expect(reading(figure(0, 0), 'proportion')).toBeNull();
    expect(reading(figure(7), 'count')).toBe(7);
    expect(reading(figure(105, 100), 'level')).toBe(1_050_000);
    expect(isRate(figure(3), 'level')).toBe(false);
});

it('a difference is named only when it is surprising', () => {
    expect(directionText(figure(105), figure(100), 'count', zh)).toBe('差别不能确定');
    expect(directionText(figure(200), figure(100), 'count', zh)).toBe('多于以前');
    expect(directionText(figure(9, 10), figure(8, 10), 'proportion', zh)).toBe('差别不能确定');
    expect(directionText(figure(800, 1000), figure(900, 1000), 'proportion', zh)).toBe('低于以前');
    expect(directionText(figure(5), figure(900), 'stock', zh)).toBe('');
});

it('nothing counted on either side surprises nobody', () => {
    expect(surprise(figure(0, 0), figure(3, 4), 'proportion')).toBe(0);
    expect(surprise(figure(4, 4), figure(4, 4), 'proportion')).toBe(0);
    expect(surprise(figure(0), figure(0), 'count')).toBe(0);
});

it('a change of a rate is in points, of a count in itself and per cent', () => {
    expect(changeText(figure(110), figure(100), 'count', zh)).toBe('+10 (+10.0%)');
    expect(changeText(figure(5), figure(0), 'count', zh)).toBe('+5');
    expect(changeText(figure(80, 100), figure(90, 100), 'proportion', zh)).toBe('−10.0 个百分点');
    expect(changeText(figure(0, 0), figure(90, 100), 'proportion', zh)).toBe('–');
    expect(valueText(null, 'count')).toBe('–');
    expect(valueText(figure(89_999, 100_000), 'proportion')).toBe('89.9');
});
