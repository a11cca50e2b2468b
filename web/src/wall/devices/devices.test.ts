import { expect, it } from 'vitest';
import { deviceState, lost } from './devices';

it('a unit stands out only where devices are lost', () => {
    expect(deviceState({ devices: 0, silent: 0, unheard: 0 })).toBe('none');
    expect(deviceState({ devices: 10, silent: 0, unheard: 0 })).toBe('well');
    expect(deviceState({ devices: 10, silent: 1, unheard: 0 })).toBe('some');
    expect(deviceState({ devices: 10, silent: 1, unheard: 1 })).toBe('many');
});

it('unheard is lost as much as silent', () => {
    expect(lost({ silent: 2, unheard: 3 })).toBe(5);
});
