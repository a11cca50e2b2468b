import { expect, it } from 'vitest';
import { labelRoom, sparse, spread } from './labels';

it('labels of lines that end together are moved apart in their order', () => {
    expect(spread([50, 50], 10, 0, 100)).toEqual([50, 60]);
    expect(spread([52, 50], 10, 0, 100)).toEqual([60, 50]);
    expect(spread([10, 90], 10, 0, 100)).toEqual([10, 90]);
});

it('labels stay within the drawing', () => {
    expect(spread([99, 100], 10, 0, 100)).toEqual([90, 100]);
    expect(spread([-5], 10, 0, 100)).toEqual([0]);
    expect(spread([], 10, 0, 100)).toEqual([]);
});

it('a Chinese character takes the room of about two others', () => {
    expect(labelRoom(['今日', 'ab'])).toBe(2);
    expect(labelRoom([])).toBe(0);
});

it('of labels too close together the newest stays', () => {
    const at = (...places: number[]) => places.map((place) => ({ at: place }));
    expect(sparse(at(0, 10, 20, 30), 15)).toEqual(at(10, 30));
    expect(sparse(at(0, 40), 15)).toEqual(at(0, 40));
});
