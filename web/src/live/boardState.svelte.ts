import type { SectionName, Sections } from '../api/board';
import type { ViewName } from '../route';
import type { BoardView, Section } from './frames';
import { type Freshnesses, freshnessOf } from './freshness';
import { type Fault, LiveBoard } from './liveBoard';

/** How often ages are counted on, in milliseconds: the stale rule is kept to this much. */
const STEP_MS = 250;

/** One unit's live board as components read it: the view, what is wrong, and how old it all is now. */
export class BoardState {
    view = $state.raw<BoardView | null>(null);
    fault = $state.raw<Fault | null>(null);
    /** True once the server answered, well or badly, since it was opened. */
    answered = $state(false);
    #now = $state(performance.now());

    readonly sinceFrameMs = $derived.by(() => (this.view === null ? 0 : Math.max(0, this.#now - this.view.receivedAt)));
    readonly freshness: Freshnesses | null = $derived.by(() =>
        this.view === null ? null : freshnessOf(this.view.frame, this.view.limits, this.sinceFrameMs),
    );

    /** Begins to read a view of a unit's board; what it gives ends that. */
    open(unit: string, name: ViewName): () => void {
        this.answered = false;
        this.fault = null;
        const board = new LiveBoard(
            unit,
            name,
            {
                onView: (next) => {
                    this.view = next;
                    this.answered = true;
                    this.#now = performance.now();
                },
                onFault: (next) => {
                    this.fault = next;
                    this.answered = true;
                },
            },
            {
                fetch: (path, signal) => fetch(path, { signal }),
                openStream: (path) => new EventSource(path),
                now: () => performance.now(),
            },
        );
        board.start();
        const timer = setInterval(() => {
            this.#now = performance.now();
        }, STEP_MS);
        return () => {
            board.stop();
            clearInterval(timer);
        };
    }

    section<K extends SectionName>(name: K): Section<Sections[K]> | undefined {
        return this.view?.sections[name] as Section<Sections[K]> | undefined;
    }

    /** A section's value where it is there and could be read. */
    value<K extends SectionName>(name: K): Sections[K] | null {
        const section = this.section(name);
        return section?.ok === true ? section.value : null;
    }
}
