import { expect, it } from 'vitest';
import { columnsOf, roomFor, viewsOf } from './columns';

const names = (chosen: 'overview' | 'duty' | 'cases', room: number): string[] =>
    columnsOf(chosen, room).map((column) => (column === 'signals' ? column : `${column.view}${column.place}`));

it('16:9 has room for three columns, 21:9 for four, 32:9 for six; narrow screens keep three', () => {
    expect([1280, 1920, 3840].map((width) => roomFor(width, (width * 9) / 16))).toEqual([3, 3, 3]);
    expect(roomFor(2560, 1080)).toBe(4);
    expect(roomFor(7680, 2160)).toBe(6);
    expect(roomFor(1080, 1920)).toBe(3);
    expect(roomFor(100_000, 1000)).toBe(11);
});

it('a wall of one view has its two columns and the signals', () => {
    expect(names('overview', 3)).toEqual(['overview1', 'overview2', 'signals']);
    expect(names('duty', 3)).toEqual(['duty1', 'duty2', 'signals']);
});

it('a wide wall keeps the overview on the left and the signals on the right, and fills up between them', () => {
    expect(names('overview', 6)).toEqual(['overview1', 'overview2', 'calls1', 'calls2', 'duty1', 'signals']);
    expect(names('cases', 6)).toEqual(['overview1', 'overview2', 'cases1', 'cases2', 'calls1', 'signals']);
    expect(names('cases', 4)).toEqual(['cases1', 'cases2', 'overview1', 'signals']);
});

it('no column stands twice, and each view’s board is read once', () => {
    for (let room = 3; room <= 11; room++) {
        const all = names('duty', room);
        expect(new Set(all).size).toBe(room);
        expect(new Set(viewsOf(columnsOf('duty', room))).size).toBe(viewsOf(columnsOf('duty', room)).length);
    }
    expect(viewsOf(columnsOf('duty', 6))).toEqual(['overview', 'duty', 'calls']);
});
