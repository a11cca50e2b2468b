import { describe, expect, it } from 'vitest';
import {
    boxOf,
    centreOf,
    clearPlace,
    contains,
    dotRadius,
    labelPlace,
    pathOf,
    projectInto,
    readMap,
    shortNames,
    type UnitShape,
    wrapName,
} from './geometry';

const square: UnitShape = {
    unit: 'a',
    kind: 'county',
    rings: [
        [
            [0, 0],
            [4, 0],
            [4, 2],
            [0, 2],
            [0, 0],
        ],
    ],
};
const feature = (geometry: unknown, kind = 'station') => ({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { unit: 'u', kind }, geometry }],
});

describe('the map', () => {
    it('reads outlines, several outlines and points', () => {
        expect(readMap(feature({ type: 'Polygon', coordinates: [[[0, 0]]] }))[0]?.rings).toEqual([[[0, 0]]]);
        expect(readMap(feature({ type: 'MultiPolygon', coordinates: [[[[0, 0]]], [[[1, 1]]]] }))[0]?.rings).toEqual([
            [[0, 0]],
            [[1, 1]],
        ]);
        const [point] = readMap(feature({ type: 'Point', coordinates: [2.5, 3.5] }));
        expect(point).toBeDefined();
        expect(point && boxOf([point])).toEqual({ left: 2, top: 3, right: 3, bottom: 4 });
    });

    it('names what it cannot read', () => {
        expect(() => readMap(feature({ type: 'LineString', coordinates: [] }))).toThrow('geometry.type');
        expect(() => readMap(feature({ type: 'Point', coordinates: [1] }))).toThrow('a position');
        expect(() => readMap(feature({ type: 'Point', coordinates: [1, 2] }, 'planet'))).toThrow('kind');
    });

    it('fits into its drawing without being stretched', () => {
        const projection = projectInto(boxOf([square]), 100, 100, 10);
        expect(projection.scale).toBe(20);
        expect(projection.at([0, 0])).toEqual([10, 30]);
        expect(projection.at([4, 2])).toEqual([90, 70]);
        expect(pathOf(square, projection)).toBe('M10.0 30.0L90.0 30.0L90.0 70.0L10.0 70.0L10.0 30.0Z');
    });

    it('survives an empty drawing', () => {
        expect(projectInto(boxOf([]), 0, 0, 5).scale).toBe(0);
    });

    it('knows what lies inside a county', () => {
        expect(contains(square, [2, 1])).toBe(true);
        expect(contains(square, [5, 1])).toBe(false);
        expect(centreOf(square)).toEqual([2, 1]);
    });

    it('puts a label where an angled county is widest', () => {
        const angle: UnitShape = {
            unit: 'l',
            kind: 'county',
            rings: [
                [
                    [0, 0],
                    [1, 0],
                    [1, 3],
                    [5, 3],
                    [5, 5],
                    [0, 5],
                    [0, 0],
                ],
            ],
        };
        expect(labelPlace(angle)).toEqual({ at: [2.5, 4], width: 5 });
    });
});

describe('a label among alerts', () => {
    const county: UnitShape = {
        unit: 'a',
        kind: 'county',
        rings: [
            [
                [0, 0],
                [8, 0],
                [8, 6],
                [0, 6],
                [0, 0],
            ],
        ],
    };
    const reach = { side: 1.5, up: 1, down: 0.8 };

    it('stays in its usual place while it hides none', () => {
        expect(clearPlace(county, reach, [])).toEqual(labelPlace(county));
        expect(clearPlace(county, reach, [[0.5, 0.5]])).toEqual(labelPlace(county));
    });

    it('makes room for an alert that it would hide', () => {
        const [x, y] = clearPlace(county, reach, [[4.5, 2.5]]).at;
        const apart = Math.abs(x - 4.5) >= reach.side + 0.5 || y - reach.up >= 3 || y + reach.down <= 2;
        expect(apart).toBe(true);
    });

    it('hides something only where alerts stand everywhere', () => {
        const everywhere = Array.from({ length: 48 }, (_, i): readonly [number, number] => [
            (i % 8) + 0.5,
            Math.floor(i / 8) + 0.5,
        ]);
        const [x, y] = clearPlace(county, reach, everywhere).at;
        expect(contains(county, [x, y])).toBe(true);
    });
});

describe('dots', () => {
    it('are smallest while the count is as usual and grow with surprise up to a limit', () => {
        expect(dotRadius(0.5, 2, 10)).toBe(2);
        expect(dotRadius(-0.9, 2, 10)).toBe(2);
        expect(dotRadius(3, 2, 10)).toBeGreaterThan(dotRadius(2, 2, 10));
        expect(dotRadius(-3, 2, 10)).toBe(dotRadius(3, 2, 10));
        expect(dotRadius(5, 2, 10)).toBe(10);
        expect(dotRadius(500, 2, 10)).toBe(10);
    });
});

describe('names on tiles', () => {
    it('lose what all share', () => {
        expect(shortNames(['示例云桥派出所', '示例榆渡派出所'])).toEqual(['云桥', '榆渡']);
        expect(shortNames(['示例云汀区', '示例望穗县'])).toEqual(['云汀区', '望穗县']);
    });

    it('always keep at least one character and stay whole when alone', () => {
        expect(shortNames(['甲所', '甲乙所'])).toEqual(['甲', '甲乙']);
        expect(shortNames(['示例云桥派出所', '示例云桥开发区派出所'])).toEqual(['桥', '桥开发区']);
        expect(shortNames(['示例市'])).toEqual(['示例市']);
        expect(shortNames([])).toEqual([]);
        expect(shortNames(['Example Yunqiao Station', 'Example Yudu Station'])).toEqual(['Yunqiao', 'Yudu']);
        expect(shortNames(['Example Yunting District', 'Example Wangsui County'])).toEqual(['Yunting', 'Wangsui']);
        expect(shortNames(['North City', 'North County'])).toEqual(['City', 'County']);
    });

    it('break into even lines', () => {
        expect(wrapName('云塘高新园区', 4)).toEqual(['云塘高', '新园区']);
        expect(wrapName('云桥', 4)).toEqual(['云桥']);
        expect(wrapName('云桥', 0)).toEqual(['云', '桥']);
        expect(wrapName('Weiting Development Zone', 7)).toEqual(['Weiting', 'Development', 'Zone']);
        expect(wrapName('Weiting New Zone', 7)).toEqual(['Weiting New', 'Zone']);
    });
});
