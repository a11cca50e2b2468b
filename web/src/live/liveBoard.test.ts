import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boardJson, callsJson, frameJson } from '../testing/board';
import type { BoardView } from './frames';
import { type Fault, LiveBoard } from './liveBoard';

/** A live feed that a test drives by hand. */
class HandStream extends EventTarget {
    closed = false;

    constructor(readonly path: string) {
        super();
    }

    close(): void {
        this.closed = true;
    }

    frame(json: unknown): void {
        this.dispatchEvent(new MessageEvent('frame', { data: typeof json === 'string' ? json : JSON.stringify(json) }));
    }
}

class Server {
    readonly streams: HandStream[] = [];
    readonly asked: string[] = [];
    answer: () => Promise<Response> = () => Promise.resolve(Response.json(boardJson(7)));

    fetch = (path: string): Promise<Response> => {
        this.asked.push(path);
        return this.answer();
    };

    openStream = (path: string): EventSource => {
        const stream = new HandStream(path);
        this.streams.push(stream);
        return stream as unknown as EventSource;
    };

    get stream(): HandStream {
        const last = this.streams[this.streams.length - 1];
        if (last === undefined) {
            throw new Error('no stream was opened');
        }
        return last;
    }
}

describe('a live board', () => {
    let server: Server;
    let views: BoardView[];
    let faults: (Fault | null)[];
    let board: LiveBoard;

    beforeEach(() => {
        vi.useFakeTimers();
        server = new Server();
        views = [];
        faults = [];
        board = new LiveBoard(
            '990000',
            'overview',
            { onView: (view) => views.push(view), onFault: (fault) => faults.push(fault) },
            { fetch: server.fetch, openStream: server.openStream, now: () => Date.now() },
        );
    });

    afterEach(() => {
        board.stop();
        vi.useRealTimers();
    });

    const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

    it('reads the board and asks for the frames after it', async () => {
        board.start();
        await settle();
        expect(server.asked).toEqual(['/api/v1/board?unit=990000']);
        expect(server.stream.path).toBe('/api/v1/live?unit=990000&after=7');
        expect(views).toHaveLength(1);
    });

    it('lays frames over the board', async () => {
        board.start();
        await settle();
        server.stream.frame(frameJson(8, { calls: callsJson(42) }));
        expect(views.at(-1)?.sections.calls).toMatchObject({ value: { today: 42 } });
    });

    it('begins again after an error of the feed, with a fresh board', async () => {
        board.start();
        await settle();
        const first = server.stream;
        first.dispatchEvent(new Event('error'));
        expect(first.closed).toBe(true);
        expect(faults.at(-1)?.kind).toBe('unreachable');
        await vi.advanceTimersByTimeAsync(500);
        expect(server.asked).toHaveLength(2);
        expect(server.streams).toHaveLength(2);
        server.stream.frame(frameJson(8));
        expect(faults.at(-1)).toBeNull();
    });

    it('takes a feed that falls silent without an error for broken', async () => {
        board.start();
        await settle();
        server.stream.frame(frameJson(8));
        await vi.advanceTimersByTimeAsync(3999);
        expect(server.stream.closed).toBe(false);
        await vi.advanceTimersByTimeAsync(1);
        expect(server.streams[0]?.closed).toBe(true);
        await vi.advanceTimersByTimeAsync(500);
        expect(server.streams).toHaveLength(2);
    });

    it('waits 0.5, 1 and then 2 seconds between tries, and never stops trying', async () => {
        server.answer = () => Promise.reject(new TypeError('refused'));
        board.start();
        await settle();
        expect(server.asked).toHaveLength(1);
        for (const [wait, tries] of [
            [500, 2],
            [1000, 3],
            [2000, 4],
            [2000, 5],
            [2000, 6],
        ] as const) {
            await vi.advanceTimersByTimeAsync(wait - 1);
            expect(server.asked).toHaveLength(tries - 1);
            await vi.advanceTimersByTimeAsync(1);
            expect(server.asked).toHaveLength(tries);
        }
    });

    it('says which unit the register does not have', async () => {
        server.answer = () => Promise.resolve(new Response('{}', { status: 404 }));
        board.start();
        await settle();
        expect(faults).toEqual([{ kind: 'unknown-unit', detail: '990000' }]);
        expect(views).toHaveLength(0);
    });

    it('tells an unreadable board from a server that is away', async () => {
        server.answer = () => Promise.resolve(Response.json({ unit: 1 }));
        board.start();
        await settle();
        expect(faults.at(-1)?.kind).toBe('unreadable');
    });

    it('begins again when a frame cannot be read', async () => {
        board.start();
        await settle();
        server.stream.frame('{"id":');
        expect(faults.at(-1)?.kind).toBe('unreadable');
        expect(server.streams[0]?.closed).toBe(true);
    });

    it('gives up a board that does not answer within three seconds', async () => {
        let aborted = false;
        const host = {
            fetch: (_path: string, signal: AbortSignal) =>
                new Promise<Response>((_, reject) => {
                    signal.addEventListener('abort', () => {
                        aborted = true;
                        reject(new Error('aborted'));
                    });
                }),
            openStream: server.openStream,
            now: () => 0,
        };
        const slow = new LiveBoard(
            '1',
            'duty',
            { onView: () => undefined, onFault: (fault) => faults.push(fault) },
            host,
        );
        slow.start();
        await vi.advanceTimersByTimeAsync(3000);
        expect(aborted).toBe(true);
        expect(faults.at(-1)?.kind).toBe('unreachable');
        slow.stop();
    });

    it('takes no frame of a feed it has left', async () => {
        board.start();
        await settle();
        const first = server.stream;
        first.dispatchEvent(new Event('error'));
        const before = views.length;
        first.frame(frameJson(9));
        expect(views).toHaveLength(before);
    });

    it('is still after it was stopped', async () => {
        board.start();
        await settle();
        board.stop();
        await vi.advanceTimersByTimeAsync(60_000);
        expect(server.stream.closed).toBe(true);
        expect(server.asked).toHaveLength(1);
    });
});
