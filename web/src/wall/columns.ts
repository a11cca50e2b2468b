import { VIEWS, type ViewName } from '../route';

/** A column of tiles: the first or second of a view, or the signals that every wall keeps on its right. */
export type Column = { readonly view: ViewName; readonly place: 1 | 2 } | 'signals';

/** A column's width and the gap after it, in hundredths of the screen's height. */
const COLUMN = 52.8;
const GAP = 4.4;
const MARGINS = 7.2;
const LEAST = 3;

/** How many columns of tiles have room: three on 16:9, six on 32:9. Narrower screens scale the three down. */
export function roomFor(width: number, height: number): number {
    const across = (100 * width) / Math.max(1, height) - MARGINS;
    return Math.max(LEAST, Math.min(2 * VIEWS.length + 1, Math.floor((across + GAP) / (COLUMN + GAP) + 0.05)));
}

/**
 * The columns that stand side by side. A wide wall shows more tiles, not stretched ones: after the chosen view come those
 * that need a person soonest. With room for two views the overview keeps its place on the left.
 */
export function columnsOf(chosen: ViewName, room: number): readonly Column[] {
    const first: readonly ViewName[] = room > 4 ? ['overview', chosen] : [chosen, 'overview'];
    const order = [...new Set<ViewName>([...first, 'calls', 'duty', 'community', 'cases'])];
    const columns = order.flatMap((view): Column[] => [
        { view, place: 1 },
        { view, place: 2 },
    ]);
    return [...columns.slice(0, room - 1), 'signals'];
}

/** The views whose boards those columns need, each once, in order. */
export function viewsOf(columns: readonly Column[]): readonly ViewName[] {
    return [...new Set(columns.flatMap((column) => (column === 'signals' ? [] : [column.view])))];
}

/** The overview's columns are not alike; all others are as wide as the middle of them. */
export function widthOf(column: Column): number {
    if (column === 'signals') {
        return 52;
    }
    return column.view === 'overview' ? (column.place === 1 ? 61 : 50) : 55.5;
}
