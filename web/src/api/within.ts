/** Does work that can be aborted, and aborts it when it takes too long or when `ended` is. */
export async function within<T>(ms: number, ended: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const request = new AbortController();
    const abort = (): void => request.abort();
    const timer = setTimeout(abort, ms);
    ended.addEventListener('abort', abort);
    try {
        return await work(request.signal);
    } finally {
        clearTimeout(timer);
        ended.removeEventListener('abort', abort);
    }
}
