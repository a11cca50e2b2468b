import type { Language } from '../route';
import { hantOf } from '../text/languages';

/** The words of the pages of a month; English answers to the same names. */
export const zh = {
    public: '向人民报告',
    publicSays: '六(四)：以下为本月已结束时的数，只有件数，不含案件，不含任何人。',
    hidden: (n: number) => `少于 ${n} 的数不公布，记作“–”，能由合计推出的数也不公布。`,
    meeting: '月度例会材料',
    meetingSays: '判定为该月结束时的判定，按登记册顺序，不排名。',
    total: '合计',
    month: '月份',
    measure: '指标',
    thisMonth: '本月',
    lastYear: '去年同月',
    previous: '上月',
    station: '派出所',
    verdicts: '各所判定',
    figures: '各项数',
    standards: '标准',
    print: '打印',
    none: '这个月没有可报告的数。',
    asOf: (time: string) => `数据截至 ${time}`,
};

export type ReportWords = typeof zh;

const en: ReportWords = {
    public: 'Report to the people',
    publicSays: '六(四): counts of the month as it closed; nothing of cases, nothing of any person.',
    hidden: (n) =>
        `Counts below ${n} are not published and stand as “–”, and so do those that a total would give away.`,
    meeting: 'Pack of the month',
    meetingSays: 'Verdicts as they stood when the month closed, in the register’s order, without a rank.',
    total: 'All',
    month: 'Month',
    measure: 'Figure',
    thisMonth: 'This month',
    lastYear: 'Last year',
    previous: 'Month before',
    station: 'Station',
    verdicts: 'Verdicts',
    figures: 'Figures',
    standards: 'Standards',
    print: 'Print',
    none: 'There is nothing to report of this month.',
    asOf: (time) => `data as of ${time}`,
};

export function reportWordsOf(language: Language): ReportWords {
    return language === 'en' ? en : (hantOf(language)?.reportWords ?? zh);
}
