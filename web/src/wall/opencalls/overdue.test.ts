import { expect, it } from 'vitest';
import { overdueBy } from './overdue';

it('a call is overdue once it has waited longer than its step allows', () => {
    expect(overdueBy({ state: 'UNDISPATCHED', ageMinutes: 3 })).toBe(0);
    expect(overdueBy({ state: 'UNDISPATCHED', ageMinutes: 4 })).toBe(1);
    expect(overdueBy({ state: 'UNATTENDED', ageMinutes: 15 })).toBe(0);
    expect(overdueBy({ state: 'UNATTENDED', ageMinutes: 40 })).toBe(25);
});
