import { json, Refusal, send } from './client';
import { boolean, nullable, object, type Read, string } from './reader';

const readSession = object({
    /** `anonymous` where nobody is logged in. */
    account: string,
    role: string,
    /** The unit whose subtree may be seen; null is the whole register, or nothing. */
    unit: nullable(string),
    /** Whether this installation has accounts; without, it is for its own machine. */
    accounts: boolean,
    singleSignOn: boolean,
});

export type Session = Read<typeof readSession>;

const PATH = '/api/v1/session';
export const SINGLE_SIGN_ON = '/api/v1/oidc/login';

/** Who asks; null where the server knows no sessions at all. */
export async function fetchSession(signal: AbortSignal): Promise<Session | null> {
    try {
        return readSession(await json(PATH, signal), 'session');
    } catch (error) {
        if (error instanceof Refusal && error.status === 404) {
            return null;
        }
        throw error;
    }
}

export async function logIn(account: string, password: string): Promise<Session> {
    return readSession(await send('POST', PATH, { account, password }), 'session');
}

export async function logOut(): Promise<Session> {
    return readSession(await send('DELETE', PATH), 'session');
}

/** Exchanges a wall's token, which is good for once, for a cookie that shows one wall. */
export async function exchangeWallToken(token: string): Promise<Session> {
    return readSession(await send('POST', '/api/v1/wall-session', { token }), 'session');
}
