import type { Language } from '../route';
import { hantOf } from '../text/languages';

/** The words of the login page; English answers to the same names. */
export const zh = {
    title: '登录',
    account: '账号',
    password: '密码',
    logIn: '登录',
    singleSignOn: '单点登录',
    logOut: '退出',
    as: (account: string, role: string) => `${account}（${role}）`,
    writesAs: (account: string, role: string) => `以 ${account}（${role}）记录。`,
    role: {
        city: '市级',
        county: '县级',
        station: '派出所',
        reviewer: '复核',
        auditor: '审计',
        operator: '运维',
        reporter: '填报',
        wall: '大屏',
        demo: '演示',
    } as Readonly<Record<string, string>>,
    refusal: {
        LOGIN_REFUSED: '账号或密码不对，或账号暂被锁定。',
        TOO_MANY_ATTEMPTS: '尝试次数过多，请稍后再试。',
    } as Readonly<Record<string, string>>,
    noAnswer: '连不上服务器。',
    failed: (what: string) => `未能登录：${what}`,
    tokenRefused: '大屏令牌无效：每个令牌只能用一次。请向管理员索取新的。',
};

export type AccessWords = typeof zh;

const en: AccessWords = {
    title: 'Log in',
    account: 'Account',
    password: 'Password',
    logIn: 'Log in',
    singleSignOn: 'Single sign-on',
    logOut: 'Log out',
    as: (account, role) => `${account} (${role})`,
    writesAs: (account, role) => `Kept under ${account} (${role}).`,
    role: {
        city: 'city',
        county: 'county',
        station: 'station',
        reviewer: 'reviewer',
        auditor: 'auditor',
        operator: 'operator',
        reporter: 'reporter',
        wall: 'wall',
        demo: 'demo',
    },
    refusal: {
        LOGIN_REFUSED: 'Account or password are wrong, or the account is locked for a while.',
        TOO_MANY_ATTEMPTS: 'Too many attempts; try again later.',
    },
    noAnswer: 'The server does not answer.',
    failed: (what) => `Not logged in: ${what}`,
    tokenRefused: 'The wall token was not taken: each is good for once. Ask for a new one.',
};

export function accessWordsOf(language: Language): AccessWords {
    return language === 'en' ? en : (hantOf(language)?.accessWords ?? zh);
}
