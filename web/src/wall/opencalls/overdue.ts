import type { OpenCall } from '../../api/board';

/** Minutes in which a call should be sent out, and attended. The same bounds the figures of timeliness are counted with. */
export const DISPATCH_MINUTES = 3;
export const ARRIVAL_MINUTES = 15;

/** By how many minutes an open call is over its bound; 0 while it is within. */
export function overdueBy(call: Pick<OpenCall, 'state' | 'ageMinutes'>): number {
    const bound = call.state === 'UNDISPATCHED' ? DISPATCH_MINUTES : ARRIVAL_MINUTES;
    return Math.max(0, call.ageMinutes - bound);
}
