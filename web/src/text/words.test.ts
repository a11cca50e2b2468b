import { expect, it } from 'vitest';
import { en } from './en';
import { unitNames } from './words';
import { zh } from './zh';

/** Every name of an object and of the objects in it, as paths. */
function names(value: object, path = ''): string[] {
    return Object.entries(value).flatMap(([name, item]) =>
        typeof item === 'object' && item !== null ? names(item, `${path}${name}.`) : [`${path}${name}`],
    );
}

it('both languages have the same words', () => {
    expect(names(en).sort()).toEqual(names(zh).sort());
});

it('a unit has its English name in English, and its own where the register has no other', () => {
    const unit = { name: '示例市', level: 'city', parent: null, class: null } as const;
    const units = [
        { ...unit, id: '1', nameEn: 'Example City' },
        { ...unit, id: '2', nameEn: null },
    ];
    const names = (language: 'zh' | 'en', id: string): string => unitNames(language, units)({ id, name: '示例市' });
    expect([names('en', '1'), names('en', '2'), names('en', '3')]).toEqual(['Example City', '示例市', '示例市']);
    expect(names('zh', '1')).toBe('示例市');
});

it('no word is empty', () => {
    const words = [...Object.values(zh), ...Object.values(en)].filter((word) => typeof word === 'string');
    expect(words.filter((word) => word.trim() === '')).toEqual([]);
});
