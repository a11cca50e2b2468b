import { describe, expect, it } from 'vitest';
import { date, dayLabel, dayRange, hourMinute, localTime, minuteStamp, running, shortStamp } from './times';

const instant = Date.parse('2026-11-24T16:05:09Z');

describe('times', () => {
    it('are those of the stations, wherever the screen hangs', () => {
        expect(hourMinute(instant)).toBe('00:05');
        expect(date(instant)).toBe('2026-11-25');
        expect(localTime(instant).weekday).toBe('Wed');
    });

    it('leave out what the reader knows', () => {
        const today = Date.parse('2026-11-25T03:00:00Z');
        expect(minuteStamp(instant, today)).toBe('00:05');
        expect(minuteStamp(Date.parse('2026-05-01T00:00:00Z'), today)).toBe('05-01 08:00');
        expect(minuteStamp(Date.parse('2025-05-01T00:00:00Z'), today)).toBe('2025-05-01 08:00');
        expect(shortStamp(instant, today)).toBe('00:05');
        expect(shortStamp(Date.parse('2026-05-01T00:00:00Z'), today)).toBe('05-01');
        expect(shortStamp(Date.parse('2025-05-01T00:00:00Z'), today)).toBe('2025-05');
        expect(dayLabel('2026-11-24')).toBe('11-24');
        expect(dayRange('2026-06-27', '2026-11-23')).toEqual(['06-27', '11-23']);
        expect(dayRange('2025-11-24', '2026-11-23')).toEqual(['25-11-24', '26-11-23']);
    });

    it('run in minutes and seconds, and hours from an hour on', () => {
        expect(running(12_900)).toBe('00:12');
        expect(running(61_000)).toBe('01:01');
        expect(running(3_723_000)).toBe('1:02:03');
        expect(running(-5)).toBe('00:00');
    });
});
