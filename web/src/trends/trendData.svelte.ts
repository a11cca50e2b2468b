import { fetchDurations, fetchFigures, type Measured, Refusal } from '../api/client';
import type { Figures, PeriodDurations, Span } from '../api/figures';
import { within } from '../api/within';
import type { Grain } from '../route';
import { yearToDate } from './periods';

export interface Trend {
    readonly series: Figures;
    /** The whole of the period as one figure, and the year's days up to its end. */
    readonly whole: Figures;
    readonly yearToDate: Figures;
    /** How long the steps of an alarm took; empty beside an indicator that is none of them. */
    readonly durations: readonly StepDurations[];
}

export interface StepDurations {
    readonly of: Measured;
    readonly times: PeriodDurations;
}

/** The indicators that are about how fast: beside them stand the times themselves. */
const TIMED = ['dispatch.in-time', 'arrival.in-time'];
export const isTimed = (indicator: string): boolean => TIMED.includes(indicator);
const STEPS: readonly Measured[] = ['dispatch', 'arrival', 'handling'];

export interface Wish {
    readonly unit: string;
    readonly indicator: string;
    readonly span: Span;
    readonly grain: Grain;
    readonly known: string | null;
}

const TIMEOUT_MS = 10_000;
const RETRY_MS = 2000;

/** The figures of one wish. What was read stays while it is read again, and goes when something else is wished for. */
export class TrendData {
    trend = $state.raw<Trend | null>(null);
    fault = $state.raw<unknown>(null);
    /** The indicator is not one the server knows. */
    unknown = $state(false);
    #key = '';

    /** Reads until it succeeds or is ended by what it gives. */
    read(wish: Wish): () => void {
        const key = JSON.stringify(wish);
        if (key !== this.#key) {
            this.#key = key;
            this.trend = null;
            this.fault = null;
            this.unknown = false;
        }
        const ended = new AbortController();
        void this.#readUntil(wish, ended.signal);
        return () => ended.abort();
    }

    async #readUntil(wish: Wish, ended: AbortSignal): Promise<void> {
        while (!ended.aborted) {
            try {
                const trend = await within(TIMEOUT_MS, ended, (signal) => load(wish, signal));
                if (!ended.aborted) {
                    this.trend = trend;
                    this.fault = null;
                }
                return;
            } catch (error) {
                if (ended.aborted) {
                    return;
                }
                this.fault = error;
                this.unknown = error instanceof Refusal && error.code === 'UNKNOWN_INDICATOR';
                if (error instanceof Refusal && error.status < 500) {
                    return;
                }
            }
            await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
    }
}

async function load({ unit, indicator, span, grain, known }: Wish, signal: AbortSignal): Promise<Trend> {
    const asked = { unit, indicator, known };
    const steps = isTimed(indicator) ? STEPS : [];
    const [series, whole, sinceJanuary, durations] = await Promise.all([
        fetchFigures({ ...asked, ...span, grain }, signal),
        fetchFigures({ ...asked, ...span, grain: 'range' }, signal),
        fetchFigures({ ...asked, ...yearToDate(span.to), grain: 'range' }, signal),
        Promise.all(steps.map(async (of) => ({ of, times: await fetchDurations(unit, of, span, signal) }))),
    ]);
    return { series, whole, yearToDate: sinceJanuary, durations };
}
