import { json, send } from './client';
import { boolean, list, nullable, number, object, oneOf, type Read, string } from './reader';

const text = object({ zh: string, en: string });
const author = object({ account: string, role: string, authenticated: boolean });
const unit = object({ id: string, name: string });

const standing = object({
    id: string,
    unit,
    standard: string,
    state: oneOf('FIRING', 'PENDING', 'RESOLVED', 'INACTIVE'),
    since: string,
    at: string,
    severity: oneOf('notice', 'warning', 'severe'),
    says: text,
    acknowledged: nullable(object({ at: string, by: author })),
    silenced: nullable(object({ until: string, reason: string, at: string, by: author })),
    assigned: nullable(object({ to: string, at: string, by: author })),
    comments: number,
    inhibitedBy: nullable(object({ source: string, feed: string, lastHeard: nullable(string) })),
});

const group = object({ by: string, id: string, name: text, firing: number, pending: number, alerts: list(string) });

const proposal = object({
    id: string,
    unit,
    standard: string,
    at: string,
    award: string,
    awardLevel: oneOf('city', 'province', 'nation', 'unknown'),
    decides: nullable(text),
    lower: list(string),
    reasons: list(text),
    evidence: string,
    made: string,
    state: oneOf('PROPOSED', 'OPENED', 'DECLINED'),
    decision: nullable(object({ reason: string, at: string, by: author })),
});

const award = object({
    id: string,
    unit,
    level: oneOf('city', 'province', 'nation', 'unknown'),
    title: string,
    year: number,
    granted: string,
    ended: nullable(string),
    held: boolean,
    decides: nullable(text),
});

const readAlerts = object({ alerts: list(standing), groups: list(group) });
const readLife = object({
    alert: standing,
    life: list(
        object({
            at: string,
            kind: string,
            id: nullable(string),
            says: text,
            by: nullable(author),
            words: nullable(string),
        }),
    ),
    evidence: string,
    proposal: nullable(proposal),
});
const readProposals = object({ proposals: list(proposal) });
const readAwards = object({ awards: list(award) });

export type Standing = Read<typeof standing>;
export type AlertGroup = Read<typeof group>;
export type Alerts = Read<typeof readAlerts>;
export type Life = Read<typeof readLife>;
export type Proposal = Read<typeof proposal>;
export type Award = Read<typeof award>;

/** Who writes, as far as there are no accounts: what the person says. */
export interface Writer {
    readonly account: string;
    readonly role: string;
}

const of = (unitId: string | null): string => (unitId === null ? '' : `&unit=${encodeURIComponent(unitId)}`);

export async function fetchAlerts(unitId: string | null, by: 'station' | 'standard', signal: AbortSignal) {
    return readAlerts(await json(`/api/v1/alerts?group=${by}${of(unitId)}`, signal), 'alerts');
}

export async function fetchLife(id: string, signal: AbortSignal): Promise<Life> {
    return readLife(await json(`/api/v1/alerts/${encodeURIComponent(id)}`, signal), 'alert');
}

/** Awards and proposals belong on one page, so they are read together. */
export async function fetchHolders(unitId: string | null, signal: AbortSignal) {
    const [proposals, awards] = await Promise.all([
        json(`/api/v1/proposals?${of(unitId)}`, signal),
        json(`/api/v1/awards?${of(unitId)}`, signal),
    ]);
    return {
        proposals: readProposals(proposals, 'proposals').proposals,
        awards: readAwards(awards, 'awards').awards,
    };
}

/** What a person does about an alert. */
export type Doing =
    | { readonly what: 'acknowledgements'; readonly words: string }
    | { readonly what: 'comments'; readonly words: string }
    | { readonly what: 'assignments'; readonly words: string; readonly to: string }
    | { readonly what: 'silences'; readonly words: string; readonly until: string };

export async function act(id: string, doing: Doing, writer: Writer): Promise<Life> {
    const { what, ...rest } = doing;
    return readLife(
        await send('POST', `/api/v1/alerts/${encodeURIComponent(id)}/${what}`, { author: writer, ...rest }),
        'alert',
    );
}

export async function decide(
    id: string,
    decision: 'OPENED' | 'DECLINED',
    reason: string,
    writer: Writer,
): Promise<Proposal> {
    const path = `/api/v1/proposals/${encodeURIComponent(id)}/decision`;
    return proposal(await send('POST', path, { author: writer, decision, reason }), 'proposal');
}
