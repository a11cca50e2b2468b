import {
    type Demo,
    type Frame,
    type Limits,
    type NamedUnit,
    readBoardHead,
    readFrame,
    type SectionName,
    type Sections,
    sectionReaders,
    type Unit,
} from '../api/board';
import { fields } from '../api/reader';

/** A section that could be read, or what was wrong with it: one bad section must not take the others down. */
export type Section<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: string };

export type SectionSet = { readonly [K in SectionName]?: Section<Sections[K]> };

/** Everything a wall knows: the board it asked for, and the frames laid over it since. */
export interface BoardView {
    readonly unit: Unit;
    readonly path: readonly NamedUnit[];
    readonly demo: Demo | null;
    readonly limits: Limits;
    readonly frame: Frame;
    /** Monotonic milliseconds (performance.now) at which the frame was asked for or came in. */
    readonly receivedAt: number;
    readonly sections: SectionSet;
}

/** Reads a board. `receivedAt` is when it was asked for, so that its age is never taken too small. */
export function boardFrom(json: unknown, receivedAt: number): BoardView {
    const head = readBoardHead(json, 'board');
    return { ...head, receivedAt, sections: mergeSections({}, head.sections) };
}

/** The view after a frame: its sections replace the held ones whole; a frame that is not newer changes nothing. */
export function withFrame(view: BoardView, json: unknown, receivedAt: number): BoardView {
    const frame = readFrame(json, 'frame');
    if (frame.id <= view.frame.id) {
        return view;
    }
    const changed = fields(json, 'frame')['sections'];
    const sections = changed === undefined ? view.sections : mergeSections(view.sections, fields(changed, 'sections'));
    return { ...view, frame, receivedAt, sections };
}

/** Held sections with the changed ones in their place. Names that this page does not know are left out. */
export function mergeSections(held: SectionSet, changed: Readonly<Record<string, unknown>>): SectionSet {
    const merged: Record<string, Section<unknown>> = { ...held };
    for (const [name, reader] of Object.entries(sectionReaders)) {
        if (name in changed) {
            merged[name] = readSection(reader, changed[name], name);
        }
    }
    return merged as SectionSet;
}

function readSection(reader: (value: unknown, at: string) => unknown, json: unknown, name: string): Section<unknown> {
    try {
        return { ok: true, value: reader(json, name) };
    } catch (error) {
        return { ok: false, fault: error instanceof Error ? error.message : String(error) };
    }
}
