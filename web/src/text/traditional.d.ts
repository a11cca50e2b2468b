/** Sources that build/traditional.ts converts while the pages are built. */
declare module '*zh.ts?hant' {
    export const zh: import('./zh').Words;
}
declare module '*access/words.ts?hant' {
    export const zh: import('../access/words').AccessWords;
}
declare module '*alerts/words.ts?hant' {
    export const zh: import('../alerts/words').AlertWords;
}
declare module '*report/words.ts?hant' {
    export const zh: import('../report/words').ReportWords;
}
declare module '*rules/words.ts?hant' {
    export const zh: import('../rules/words').RuleWords;
}
declare module '*standards/words.ts?hant' {
    export const zh: import('../standards/words').StandardsWords;
}
declare module 'virtual:traditional-characters' {
    /** Characters at the same place belong together. */
    export const simplified: string;
    export const traditional: string;
}
