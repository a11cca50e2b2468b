import { expect, it } from 'vitest';
import { addressOf, keyed, type Route, routeOf, trendPath, type WallRoute, wallPath } from './route';

const at = (path: string): Route | null => routeOf(new URL(path, 'http://localhost'));

it('a wall has its unit, view, quiet and language in the address', () => {
    expect(at('/wall/990000')).toEqual({
        page: 'wall',
        unit: '990000',
        view: 'overview',
        quiet: false,
        sound: false,
        language: 'zh',
    });
    expect(at('/wall/990100/?view=calls&quiet=1&sound=1&lang=en')).toEqual({
        page: 'wall',
        unit: '990100',
        view: 'calls',
        quiet: true,
        sound: true,
        language: 'en',
    });
    expect(at('/wall/990000?view=nonsense')).toMatchObject({ view: 'overview' });
});

it('trends have indicator, range and grain in the address, and take no day that is none', () => {
    expect(at('/trends/990000?indicator=cases.opened&from=2026-01-01&to=2026-02-30x&grain=month')).toEqual({
        page: 'trends',
        unit: '990000',
        indicator: 'cases.opened',
        from: '2026-01-01',
        to: null,
        grain: 'month',
        known: null,
        language: 'zh',
    });
    expect(at('/trends/990000')).toMatchObject({ indicator: 'alarms', from: null, to: null, grain: 'day' });
});

it('alerts have unit and chosen alert in the address, proposals a unit', () => {
    expect(at('/alerts')).toEqual({ page: 'alerts', unit: null, alert: null, language: 'zh' });
    expect(at('/alerts?unit=990100&alert=ab12&lang=en')).toEqual({
        page: 'alerts',
        unit: '990100',
        alert: 'ab12',
        language: 'en',
    });
    expect(at('/proposals/')).toEqual({ page: 'proposals', unit: null, language: 'zh' });
    for (const path of ['/alerts?unit=990100&alert=ab12&lang=en', '/proposals?unit=990100', '/standards?unit=990100']) {
        const route = at(path);
        expect(route === null ? null : addressOf(route)).toBe(path);
    }
});

it('the root and the pipeline have pages, other addresses have none', () => {
    expect(at('/')).toEqual({ page: 'root', language: 'zh' });
    expect(at('/pipeline?lang=en')).toEqual({ page: 'pipeline', language: 'en' });
    for (const path of ['/walls/1', '/wall/', '/wall/1/2', '/wall/%E0%A4%A', '/pipeline/x']) {
        expect(at(path)).toBeNull();
    }
});

it('what an address says comes back as the same address', () => {
    for (const path of [
        '/',
        '/?lang=en',
        '/alerts?lang=zh-Hant',
        '/report/990000?month=2026-02',
        '/meeting/990100?lang=en',
        '/pipeline',
        wallPath('990000', 'zh'),
        '/wall/a%20b%2Fc?view=community&quiet=1&sound=1&lang=en',
        wallPath('a b/c', 'en'),
        trendPath('990101', 'alarms', 'en'),
        '/trends/990000?indicator=alarms&from=2026-01-01&to=2026-01-31&grain=year&known=2026-02-03',
    ]) {
        const route = at(path);
        expect(route).not.toBeNull();
        expect(route === null ? '' : addressOf(route)).toBe(path);
    }
});

it('keys choose a view, quiet or sound, others nothing', () => {
    const wall = at('/wall/990000?view=calls') as WallRoute;
    expect(keyed(wall, '0')).toMatchObject({ view: 'overview' });
    expect(keyed(wall, '4')).toMatchObject({ view: 'community' });
    expect(keyed(wall, 'q')).toMatchObject({ view: 'calls', quiet: true });
    expect(keyed(wall, 'S')).toMatchObject({ view: 'calls', quiet: false, sound: true });
    for (const key of ['5', 'x', 'Enter', '10']) {
        expect(keyed(wall, key)).toBeNull();
    }
});
