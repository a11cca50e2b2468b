/** The zone of the stations; days and clocks on the wall are theirs, wherever the screen hangs. */
export const STATION_ZONE = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: STATION_ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
});

export interface LocalTime {
    readonly year: string;
    readonly month: string;
    readonly day: string;
    readonly weekday: string;
    readonly hour: string;
    readonly minute: string;
    readonly second: string;
}

/** The local wall-clock time of an instant, in two-digit parts. */
export function localTime(epochMs: number): LocalTime {
    const found: Record<string, string> = {};
    for (const { type, value } of parts.formatToParts(epochMs)) {
        found[type] = value;
    }
    const part = (name: string): string => found[name] ?? '';
    return {
        year: part('year'),
        month: part('month'),
        day: part('day'),
        weekday: part('weekday'),
        hour: part('hour'),
        minute: part('minute'),
        second: part('second'),
    };
}

export function hourMinute(epochMs: number): string {
    const t = localTime(epochMs);
    return `${t.hour}:${t.minute}`;
}

export function date(epochMs: number): string {
    const t = localTime(epochMs);
    return `${t.year}-${t.month}-${t.day}`;
}

/** Month and day of an instant. */
export function monthDay(epochMs: number): string {
    const t = localTime(epochMs);
    return `${t.month}-${t.day}`;
}

/** Month and day of a local day, "2026-11-24" to "11-24". */
export function dayLabel(day: string): string {
    return day.slice(5);
}

/** Two local days, without the century, and without the year where both are of the same one. */
export function dayRange(from: string, to: string): readonly [string, string] {
    const cut = from.slice(0, 4) === to.slice(0, 4) ? 5 : 2;
    return [from.slice(cut), to.slice(cut)];
}

/** Minute of an instant, with its date when that is not `today`. */
export function minuteStamp(epochMs: number, todayMs: number): string {
    const day = date(epochMs);
    const year = day.slice(0, 4) === date(todayMs).slice(0, 4) ? monthDay(epochMs) : day;
    return day === date(todayMs) ? hourMinute(epochMs) : `${year} ${hourMinute(epochMs)}`;
}

/** The least that tells when: the minute of today, the day of this year, else the month. */
export function shortStamp(epochMs: number, todayMs: number): string {
    const day = date(epochMs);
    const today = date(todayMs);
    if (day === today) {
        return hourMinute(epochMs);
    }
    return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day.slice(0, 7);
}

/** A time that runs: "00:12" minutes and seconds, "1:02:03" from an hour on. */
export function running(ms: number): string {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    const two = (n: number): string => String(n).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    return hours === 0 ? rest : `${hours}:${rest}`;
}
