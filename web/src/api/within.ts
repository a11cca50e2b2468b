/** The server did not answer in time. */
export class NoAnswer extends Error {
    constructor(ms: number) {
        super(`no answer within ${ms} ms`);
        this.name = 'NoAnswer';
    }
}

/** Does work that can be aborted, and aborts it when it takes too long or when `ended` is. */
export async function within<T>(ms: number, ended: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const request = new AbortController();
    const abort = (): void => request.abort();
    const timer = setTimeout(() => request.abort(new NoAnswer(ms)), ms);
    ended.addEventListener('abort', abort);
    try {
        return await work(request.signal);
    } finally {
        clearTimeout(timer);
        ended.removeEventListener('abort', abort);
    }
}
