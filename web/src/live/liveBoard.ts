import type { ViewName } from '../route';
import { type BoardView, boardFrom, withFrame } from './frames';

/** Why there is no board: the unit is not in the register, or the server cannot be reached or understood. */
export interface Fault {
    readonly kind: 'unknown-unit' | 'unreachable' | 'refused' | 'unreadable';
    readonly detail: string;
}

export interface LiveBoardEvents {
    /** The view changed: a board was read or a frame laid over it. */
    readonly onView: (view: BoardView) => void;
    /** A try failed; the next one is on its way. Null: the line is good again. */
    readonly onFault: (fault: Fault | null) => void;
}

/** What the live board needs of its host, so that tests bring their own. */
export interface LiveBoardHost {
    readonly fetch: (path: string, signal: AbortSignal) => Promise<Response>;
    readonly openStream: (path: string) => EventSource;
    /** Monotonic milliseconds. */
    readonly now: () => number;
}

const BACK_OFF_MS = [500, 1000, 2000] as const;
const BOARD_TIMEOUT_MS = 3000;
const FIRST_FRAME_MS = 4000;

/**
 * Keeps one view of a unit's board current: reads the board, then lays the frames of the live feed over it. When the feed breaks
 * or falls silent it begins again with a fresh board, after 0.5 to 2 s, for as long as it runs.
 */
export class LiveBoard {
    readonly #query: string;
    readonly #unit: string;
    readonly #events: LiveBoardEvents;
    readonly #host: LiveBoardHost;
    #view: BoardView | null = null;
    #stream: EventSource | null = null;
    #request: AbortController | null = null;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #failures = 0;
    #running = false;

    constructor(unit: string, view: ViewName, events: LiveBoardEvents, host: LiveBoardHost) {
        this.#unit = unit;
        this.#query = `unit=${encodeURIComponent(unit)}${view === 'overview' ? '' : `&view=${view}`}`;
        this.#events = events;
        this.#host = host;
    }

    start(): void {
        this.#running = true;
        void this.#connect();
    }

    stop(): void {
        this.#running = false;
        this.#disconnect();
    }

    async #connect(): Promise<void> {
        this.#disconnect();
        const request = new AbortController();
        this.#request = request;
        this.#timer = setTimeout(() => request.abort(), BOARD_TIMEOUT_MS);
        const askedAt = this.#host.now();
        let outcome: BoardView | Fault;
        try {
            outcome = await this.#readBoard(request.signal, askedAt);
        } catch (error) {
            outcome = { kind: 'unreachable', detail: error instanceof Error ? error.message : String(error) };
        }
        if (!this.#running || this.#request !== request) {
            return;
        }
        if ('kind' in outcome) {
            this.#retry(outcome);
            return;
        }
        this.#show(outcome);
        this.#openStream(outcome);
    }

    async #readBoard(signal: AbortSignal, askedAt: number): Promise<BoardView | Fault> {
        const response = await this.#host.fetch(`/api/v1/board?${this.#query}`, signal);
        if (response.status === 404 || response.status === 400) {
            return { kind: 'unknown-unit', detail: this.#unit };
        }
        if (!response.ok) {
            return { kind: 'refused', detail: `HTTP ${response.status}` };
        }
        const json: unknown = await response.json();
        try {
            return boardFrom(json, askedAt);
        } catch (error) {
            return { kind: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
        }
    }

    #openStream(view: BoardView): void {
        const stream = this.#host.openStream(`/api/v1/live?${this.#query}&after=${view.frame.id}`);
        this.#stream = stream;
        this.#watch(FIRST_FRAME_MS);
        stream.addEventListener('frame', (event) => {
            if (this.#stream === stream) {
                this.#take((event as MessageEvent<string>).data);
            }
        });
        stream.addEventListener('error', () => {
            if (this.#stream === stream) {
                this.#retry({ kind: 'unreachable', detail: 'live feed' });
            }
        });
    }

    #take(data: string): void {
        const held = this.#view;
        if (held === null) {
            return;
        }
        let next: BoardView;
        try {
            next = withFrame(held, JSON.parse(data), this.#host.now());
        } catch (error) {
            this.#retry({ kind: 'unreadable', detail: error instanceof Error ? error.message : String(error) });
            return;
        }
        this.#failures = 0;
        this.#watch(held.limits.frameMs);
        this.#events.onFault(null);
        if (next !== held) {
            this.#show(next);
        }
    }

    #show(view: BoardView): void {
        this.#view = view;
        this.#events.onView(view);
    }

    /** A proxy may keep a dead feed open without an error: silence counts as one. */
    #watch(silenceMs: number): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#retry({ kind: 'unreachable', detail: 'no frame' }), silenceMs);
    }

    #retry(fault: Fault): void {
        this.#disconnect();
        this.#events.onFault(fault);
        const wait = BACK_OFF_MS[Math.min(this.#failures, BACK_OFF_MS.length - 1)] ?? 2000;
        this.#failures += 1;
        this.#timer = setTimeout(() => void this.#connect(), wait);
    }

    #disconnect(): void {
        clearTimeout(this.#timer);
        this.#request?.abort();
        this.#request = null;
        this.#stream?.close();
        this.#stream = null;
    }
}
