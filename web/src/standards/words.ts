import type { Language } from '../route';
import { hantOf } from '../text/languages';

/** The words of the page of all standards; English answers to the same names. */
export const zh = {
    verdicts: '判定',
    pack: '月度例会材料',
    publicReport: '向人民报告',
    inForce: '启用中',
    waiting: '未启用',
    of: (n: string, d: string, share: string) => `${d} 中 ${n}，${share}%`,
    count: (n: string) => `${n}`,
    interval: (low: string, high: string) => `区间 ${low}%～${high}%`,
    target: (target: string) => `目标 ${target}`,
    window: (from: string, to: string) => `${from} 至 ${to}`,
    clean: (from: string) => `自 ${from} 起无`,
    event: (last: string, free: string) => `最近 ${last}，${free} 起可重新达标`,
    decline: (now: string, before: string) => `近期 ${now}，此前 ${before}`,
    nothing: '尚无判定',
    reports: (months: number, by: string) => `每 ${months} 个月填报，由${by}`,
    by: { station: '派出所', county: '县级', city: '市级', province: '省级' },
    trend: '趋势',
    burden: (minutes: string) => `启用中的填报标准每所每月约需 ${minutes} 分钟（四(七)：应减少）。`,
    variation: { COMMON_CAUSE: '平稳', BETTER: '好转', WORSE: '变差', UNKNOWN: '' },
    assurance: {
        CONSISTENTLY_PASSES: '稳定达标',
        CONSISTENTLY_FAILS: '稳定不达',
        HIT_OR_MISS: '时好时坏',
        UNKNOWN: '',
    },
};

export type StandardsWords = typeof zh;

const en: StandardsWords = {
    verdicts: 'Verdicts',
    pack: 'Pack of the month',
    publicReport: 'Report to the people',
    inForce: 'In force',
    waiting: 'Not in force',
    of: (n, d, share) => `${n} of ${d}, ${share} %`,
    count: (n) => n,
    interval: (low, high) => `interval ${low} % to ${high} %`,
    target: (target) => `target ${target}`,
    window: (from, to) => `${from} to ${to}`,
    clean: (from) => `none since ${from}`,
    event: (last, free) => `last on ${last}, free again on ${free}`,
    decline: (now, before) => `${now}, before that ${before}`,
    nothing: 'no verdict yet',
    reports: (months, by) => `reported every ${months} months, by ${by}`,
    by: { station: 'the station', county: 'the county', city: 'the city', province: 'the province' },
    trend: 'trend',
    burden: (minutes) => `Reports in force ask about ${minutes} minutes of a station a month (四(七): it should fall).`,
    variation: { COMMON_CAUSE: 'steady', BETTER: 'getting better', WORSE: 'getting worse', UNKNOWN: '' },
    assurance: {
        CONSISTENTLY_PASSES: 'keeps passing',
        CONSISTENTLY_FAILS: 'keeps failing',
        HIT_OR_MISS: 'hit or miss',
        UNKNOWN: '',
    },
};

export function standardsWordsOf(language: Language): StandardsWords {
    return language === 'en' ? en : (hantOf(language)?.standardsWords ?? zh);
}
