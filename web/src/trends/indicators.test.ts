import { expect, it } from 'vitest';
import { zh } from '../text/zh';
import { indicatorGroups, indicatorName } from './indicators';

it('an indicator has its name, a coded one its code’s, an unknown one its id', () => {
    expect(indicatorName('dispatch.in-time', zh)).toBe('派警及时率');
    expect(indicatorName('alarms.family.help', zh)).toBe('求助');
    expect(indicatorName('alarms.category.arson', zh)).toBe('放火');
    expect(indicatorName('graded.accident', zh)).toBe('graded.accident');
});

it('choices stand in groups without buckets, the chosen one always among them', () => {
    const indicator = (id: string) => ({ id, kind: 'count', feed: 'alarm', trendOnly: false }) as const;
    const groups = indicatorGroups(
        [indicator('alarms'), indicator('dispatch.bucket.le-3'), indicator('cases.opened'), indicator('alarms.crime')],
        'visits.made',
        zh,
    );
    expect(groups).toEqual([
        { name: '警情', ids: ['alarms', 'alarms.crime'] },
        { name: '案件', ids: ['cases.opened'] },
        { name: '走访', ids: ['visits.made'] },
    ]);
    expect(indicatorGroups([], 'alarms', zh).length).toBeGreaterThan(8);
});
