import type { Rule } from '../api/figures';
import type { Language } from '../route';
import { said } from './languages';

/** What a standard is called; nothing while the catalogue was not read or does not have it: the id stands alone then. */
export function standardNames(rules: readonly Pick<Rule, 'id' | 'name'>[], language: Language): (id: string) => string {
    const names = new Map(rules.map((rule) => [rule.id, said(rule.name, language)]));
    return (id) => names.get(id) ?? '';
}
