import { describe, expect, it } from 'vitest';
import { zh } from '../../text/zh';
import { dayChart, minuteChart } from './charts';
import { familyRows } from './families';

describe('the chart of minutes', () => {
    const minutes = { from: '2026-11-24T07:16:00Z', counts: Array(180).fill(1), lastWeek: null };

    it('begins where a full quarter of an hour is there', () => {
        const chart = minuteChart(minutes, zh);
        expect(chart?.xs).toHaveLength(166);
        expect(chart?.lines).toHaveLength(1);
        expect(chart?.lines[0]?.values.every((value) => value === 15)).toBe(true);
        expect(chart?.top).toBe(16);
    });

    it('labels the half hours in the stations’ time', () => {
        expect(minuteChart(minutes, zh)?.ticks.map((tick) => tick.label)).toEqual([
            '15:30',
            '16:00',
            '16:30',
            '17:00',
            '17:30',
            '18:00',
        ]);
    });

    it('puts last week behind today on one scale', () => {
        const chart = minuteChart({ ...minutes, lastWeek: Array(180).fill(2) }, zh);
        expect(chart?.lines.map((line) => line.label)).toEqual(['上周', '今日']);
        expect(chart?.top).toBe(30);
    });
});

it('draws nothing where the minutes are not known', () => {
    expect(minuteChart({ from: '2026-11-24T07:16:00Z', counts: null, lastWeek: null }, zh)).toBeNull();
});

describe('the chart of days', () => {
    const days = Array.from({ length: 28 }, (_, index) => ({
        day: `2026-11-${String(index + 1).padStart(2, '0')}`,
        count: index === 5 ? null : 100,
    }));

    it('shows today as an open point, not as the fall of a line', () => {
        const chart = dayChart(days, 7, zh);
        expect(chart.lines[0]?.values.at(-1)).toBeNull();
        expect(chart.open).toEqual([{ x: 27, value: 7, ink: 1 }]);
    });

    it('shows no point where nobody covers today', () => {
        expect(dayChart(days, null, zh).open).toEqual([]);
    });

    it('keeps a missing day missing', () => {
        expect(dayChart(days, 7, zh).lines[0]?.values[5]).toBeNull();
    });
});

it('families stand in the plan’s order, whatever the server’s', () => {
    const rows = familyRows(
        [
            { family: 'help', today: 3, lastWeek: 9 },
            { family: 'vice', today: null, lastWeek: null },
        ],
        zh,
    );
    expect(rows.map((row) => [row.label, row.value, row.before])).toEqual([
        ['黄赌毒', null, null],
        ['求助', 3, 9],
    ]);
});
