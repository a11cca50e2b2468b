import type { Unit } from '../api/board';
import {
    type Against,
    type Control,
    type FunnelAnswer,
    fetchControl,
    fetchFunnel,
    fetchMovements,
    type Movements,
} from '../api/control';
import type { Span } from '../api/figures';
import { within } from '../api/within';

/** The classes of stations, in the plan's order: each is compared with its own kind alone. */
export const CLASSES = ['urban', 'town', 'rural'] as const;
export type UnitClass = (typeof CLASSES)[number];

export interface ClassFunnel {
    readonly class: UnitClass;
    readonly answer: FunnelAnswer;
}

/** What is read once a day and not at every tick: closed months and whole periods. */
export interface Monthly {
    readonly control: Control | null;
    /** Null where stations are not compared: counts, reports, cases. */
    readonly funnels: readonly ClassFunnel[] | null;
    readonly movements: Movements | null;
}

export interface MonthlyWish {
    readonly unit: string;
    readonly indicator: string;
    readonly span: Span;
    /** Asked for anew on another day. */
    readonly today: string;
    /** Whether stations can be compared by it at all. */
    readonly comparable: boolean;
    /** The period before that is whole and can be compared with; null where none is. */
    readonly against: Against | null;
}

/** Where stations alike are looked for: at or under the unit; for a station, in its own county and class. */
export function groupOf(unit: Unit): { readonly unit: string; readonly classes: readonly UnitClass[] } | null {
    if (unit.level === 'community') {
        return null;
    }
    if (unit.level !== 'station') {
        return { unit: unit.id, classes: CLASSES };
    }
    const own = CLASSES.find((each) => each === unit.class);
    return unit.parent === null || own === undefined ? null : { unit: unit.parent, classes: [own] };
}

const TIMEOUT_MS = 20_000;
const RETRY_MS = 5000;

/** The monthly charts of one wish. What was read goes when something else is wished for. */
export class MonthlyData {
    value = $state.raw<Monthly | null>(null);
    fault = $state.raw<unknown>(null);
    #key = '';

    /** Reads until it succeeds or is ended by what it gives. */
    read(wish: MonthlyWish, unit: Unit): () => void {
        const key = JSON.stringify([wish.unit, wish.indicator, wish.span, wish.against]);
        if (key !== this.#key) {
            this.#key = key;
            this.value = null;
            this.fault = null;
        }
        const ended = new AbortController();
        void this.#readUntil(wish, unit, ended.signal);
        return () => ended.abort();
    }

    async #readUntil(wish: MonthlyWish, unit: Unit, ended: AbortSignal): Promise<void> {
        while (!ended.aborted) {
            try {
                const found = await within(TIMEOUT_MS, ended, (signal) => load(wish, unit, signal));
                if (!ended.aborted) {
                    this.value = found;
                    this.fault = null;
                }
                return;
            } catch (error) {
                this.fault = error;
            }
            await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
    }
}

async function load(
    { indicator, span, comparable, against }: MonthlyWish,
    unit: Unit,
    signal: AbortSignal,
): Promise<Monthly> {
    const group = comparable ? groupOf(unit) : null;
    const by = unit.level === 'station' ? 'kind' : 'unit';
    const [control, movements, found] = await Promise.all([
        fetchControl(unit.id, indicator, signal),
        // Cases are not compared between units (四(七)).
        against === null || indicator.startsWith('cases.')
            ? null
            : fetchMovements({ unit: unit.id, indicator, against, by }, span, signal),
        Promise.all(
            (group?.classes ?? []).map(async (each) => ({
                class: each,
                answer: await fetchFunnel({ unit: group?.unit ?? '', indicator, class: each }, span, signal),
            })),
        ),
    ]);
    const funnels = found.flatMap(({ class: name, answer }) =>
        answer === null || answer.places.length + answer.leftOut.length === 0 ? [] : [{ class: name, answer }],
    );
    return { control, movements, funnels: funnels.length === 0 ? null : funnels };
}
