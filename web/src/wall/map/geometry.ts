import { fields, list, Misfit, number, object, oneOf, type Reader, string } from '../../api/reader';
import type { Language } from '../../route';

export type Point = readonly [number, number];

/** One unit on the schematic map: a county's outline or a station's tile. Plane coordinates, x right, y down. */
export interface UnitShape {
    readonly unit: string;
    readonly kind: 'county' | 'station';
    /** Rings of the outline. A station given as a point gets the unit square around it. */
    readonly rings: readonly (readonly Point[])[];
}

export interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
}

const properties = object({ unit: string, kind: oneOf('county', 'station') });
const position: Reader<Point> = (value, at) => {
    const pair = list(number)(value, at);
    const [x, y] = pair;
    if (x === undefined || y === undefined) {
        throw new Misfit(at, 'a position');
    }
    return [x, y];
};
const rings = list(list(position));

export function readMap(json: unknown): readonly UnitShape[] {
    const features = list(fields)(fields(json, 'map')['features'], 'map.features');
    return features.map((feature, index) => readFeature(feature, `map.features[${index}]`));
}

function readFeature(feature: Readonly<Record<string, unknown>>, at: string): UnitShape {
    const { unit, kind } = properties(feature['properties'], `${at}.properties`);
    const geometry = fields(feature['geometry'], `${at}.geometry`);
    const coordinates = geometry['coordinates'];
    const place = `${at}.coordinates`;
    switch (geometry['type']) {
        case 'Polygon':
            return { unit, kind, rings: rings(coordinates, place) };
        case 'MultiPolygon':
            return { unit, kind, rings: list(rings)(coordinates, place).flat() };
        case 'Point':
            return { unit, kind, rings: [squareAround(position(coordinates, place))] };
        default:
            throw new Misfit(`${at}.geometry.type`, 'Polygon | MultiPolygon | Point');
    }
}

function squareAround([x, y]: Point): readonly Point[] {
    return [
        [x - 0.5, y - 0.5],
        [x + 0.5, y - 0.5],
        [x + 0.5, y + 0.5],
        [x - 0.5, y + 0.5],
    ];
}

/** The smallest box around shapes; a unit box when there are none. */
export function boxOf(shapes: readonly UnitShape[]): Box {
    const points = shapes.flatMap((shape) => shape.rings.flat());
    if (points.length === 0) {
        return { left: 0, top: 0, right: 1, bottom: 1 };
    }
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

export function centreOf(shape: UnitShape): Point {
    const box = boxOf([shape]);
    return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
}

/** Maps plane coordinates into a drawing area, keeping proportion and centred. */
export interface Projection {
    readonly scale: number;
    readonly at: (point: Point) => Point;
}

export function projectInto(box: Box, width: number, height: number, margin: number): Projection {
    const across = Math.max(box.right - box.left, 1e-9);
    const down = Math.max(box.bottom - box.top, 1e-9);
    const scale = Math.max(0, Math.min((width - 2 * margin) / across, (height - 2 * margin) / down));
    const offsetX = (width - across * scale) / 2;
    const offsetY = (height - down * scale) / 2;
    return {
        scale,
        at: ([x, y]) => [offsetX + (x - box.left) * scale, offsetY + (y - box.top) * scale],
    };
}

/** SVG path data of rings under a projection. */
export function pathOf(shape: UnitShape, projection: Projection): string {
    return shape.rings
        .map((ring) => {
            const points = ring.map((point) => {
                const [x, y] = projection.at(point);
                return `${x.toFixed(1)} ${y.toFixed(1)}`;
            });
            return `M${points.join('L')}Z`;
        })
        .join('');
}

/** True where the point lies inside the outline (even-odd). */
export function contains(shape: UnitShape, [x, y]: Point): boolean {
    let inside = false;
    for (const ring of shape.rings) {
        for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
            const [xi, yi] = ring[i] ?? [0, 0];
            const [xj, yj] = ring[j] ?? [0, 0];
            if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) {
                inside = !inside;
            }
        }
    }
    return inside;
}

/** Where a label may stand, and the room it has there. */
export interface LabelPlace {
    readonly at: Point;
    readonly width: number;
}

/**
 * Where a county's label has most room: the middle of the horizontal strip, two tiles high, that is widest inside the
 * outline; among equals the one nearest to the middle. Gives the place and the strip's width.
 */
export function labelPlace(county: UnitShape): LabelPlace {
    return strips(county).reduce<LabelPlace>((best, strip) => (strip.width > best.width ? strip : best), {
        at: centreOf(county),
        width: 0,
    });
}

/** The strips of a county, the one nearest to its middle first. */
function strips(county: UnitShape): readonly LabelPlace[] {
    const box = boxOf([county]);
    const middle = (box.top + box.bottom) / 2;
    const found: LabelPlace[] = [];
    for (let y = Math.floor(box.top) + 1; y < box.bottom; y++) {
        const [from, to] = widestRun(county, box, y);
        found.push({ at: [(from + to) / 2, y], width: to - from });
    }
    return found.sort((a, b) => Math.abs(a.at[1] - middle) - Math.abs(b.at[1] - middle));
}

/** How much of a tile more must be seen for a label to leave its usual place. */
const WORTH_MOVING = 0.25;

/** How far a label reaches from its place, in tiles: to either side, up and down. */
export interface LabelReach {
    readonly side: number;
    readonly up: number;
    readonly down: number;
}

/**
 * Where a label hides the least of the tiles that must be seen: in its usual place while that hides none, else in another
 * strip, moved along it by half tiles. `seen` are the tiles' middles.
 */
export function clearPlace(county: UnitShape, reach: LabelReach, seen: readonly Point[]): LabelPlace {
    const hidden = ({ at: [x, y] }: LabelPlace): number =>
        seen.reduce(
            (sum, [tileX, tileY]) =>
                sum + overlap(x - reach.side, x + reach.side, tileX) * overlap(y - reach.up, y + reach.down, tileY),
            0,
        );
    const holding = strips(county).filter((strip) => strip.width >= 2 * reach.side);
    const places = holding.flatMap((strip) => {
        const steps = Math.floor(strip.width - 2 * reach.side);
        return Array.from({ length: 2 * steps + 1 }, (_, step): LabelPlace => {
            return { ...strip, at: [strip.at[0] + (step - steps) / 2, strip.at[1]] };
        });
    });
    const usual = labelPlace(county);
    return places.reduce((best, next) => (hidden(next) < hidden(best) - WORTH_MOVING ? next : best), usual);
}

/** How much of the tile around `middle` lies between two bounds, on one axis. */
function overlap(from: number, to: number, middle: number): number {
    return Math.max(0, Math.min(to, middle + 0.5) - Math.max(from, middle - 0.5));
}

/** The longest run of whole tiles that are inside both above and below the line y. */
function widestRun(county: UnitShape, box: Box, y: number): Point {
    let best: Point = [0, 0];
    let from: number | null = null;
    for (let x = Math.floor(box.left); x <= box.right; x++) {
        const inside = contains(county, [x + 0.5, y - 0.5]) && contains(county, [x + 0.5, y + 0.5]);
        from = inside ? (from ?? x) : from;
        if (!inside && from !== null) {
            best = x - from > best[1] - best[0] ? [from, x] : best;
            from = null;
        }
    }
    return best;
}

/** The area of a dot grows with how surprising the count is; below one standard deviation it is the smallest dot. */
export function dotRadius(deviation: number, smallest: number, greatest: number): number {
    const surprise = Math.min(Math.abs(deviation), 5);
    return surprise < 1 ? smallest : smallest + ((greatest - smallest) * Math.sqrt(surprise - 1)) / 2;
}

/** Names without what all of them share at both ends, so that a tile can carry the part that tells them apart. */
export function shortNames(names: readonly string[]): readonly string[] {
    if (names.length < 2) {
        return names;
    }
    const first = names[0] ?? '';
    const shortest = Math.min(...names.map((name) => name.length));
    // The end first: there stands what all are ("派出所"), and a name must not lose its own beginning for it.
    const fromEnd = (name: string, index: number): string | undefined => name[name.length - 1 - index];
    let tail = 0;
    while (tail < shortest - 1 && names.every((name) => fromEnd(name, tail) === fromEnd(first, tail))) {
        tail++;
    }
    let head = 0;
    while (head < shortest - tail - 1 && names.every((name) => name[head] === first[head])) {
        head++;
    }
    // Words are left whole: "Yunqiao" and "Yudu" do not share a letter.
    while (head > 0 && isLetter(first[head - 1]) && isLetter(first[head])) {
        head--;
    }
    while (tail > 0 && isLetter(fromEnd(first, tail)) && isLetter(fromEnd(first, tail - 1))) {
        tail--;
    }
    return withoutKind(names.map((name) => name.slice(head, name.length - tail).trim()));
}

/** Names of stations as a list writes them: whole in Chinese; the register's English ones would not leave room for anything else. */
export function listNames(names: readonly string[], language: Language): readonly string[] {
    return language === 'en' ? shortNames(names) : names;
}

/** English names of places without the word that says what they are, where they stay apart without it. */
function withoutKind(names: readonly string[]): readonly string[] {
    const bare = names.map((name) => name.replace(/ (District|County|City|Station)$/, ''));
    return new Set(bare).size === new Set(names).size ? bare : names;
}

/** Short names by id, for names that may stand more than once. */
export function shortById(names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const short = shortNames([...names.values()]);
    return new Map([...names.keys()].map((id, index) => [id, short[index] ?? '']));
}

function isLetter(character: string | undefined): boolean {
    return character !== undefined && /[A-Za-z]/.test(character);
}

/** How wide a name is, in the size of its type: a Latin letter takes somewhat more than half of a Chinese character. */
export function emWidth(name: string): number {
    return [...name].reduce((sum, character) => sum + (/[ -~]/.test(character) ? 0.58 : 1), 0);
}

/** A name in lines of at most `width` Chinese characters, as even as can be; words of Latin letters stay whole. */
export function wrapName(name: string, width: number): readonly string[] {
    if (/[A-Za-z]/.test(name)) {
        return wrapWords(name.split(' '), width);
    }
    const characters = [...name];
    const lines = Math.max(1, Math.ceil(characters.length / Math.max(1, width)));
    const each = Math.ceil(characters.length / lines);
    return Array.from({ length: lines }, (_, line) => characters.slice(line * each, (line + 1) * each).join(''));
}

function wrapWords(words: readonly string[], width: number): readonly string[] {
    const lines: string[] = [];
    for (const word of words) {
        const last = lines.at(-1);
        if (last !== undefined && emWidth(`${last} ${word}`) <= width) {
            lines[lines.length - 1] = `${last} ${word}`;
        } else {
            lines.push(word);
        }
    }
    return lines;
}

/** Whether a label hides something of the tile around `middle`. */
export function covers([x, y]: Point, reach: LabelReach, [tileX, tileY]: Point): boolean {
    return overlap(x - reach.side, x + reach.side, tileX) * overlap(y - reach.up, y + reach.down, tileY) > 0.02;
}
