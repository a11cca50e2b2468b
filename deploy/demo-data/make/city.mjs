// Makes the invented city: register.csv and map.geojson, beside this folder.
// Nothing here is random: the same Node program writes the same bytes on every machine.
//   node make/city.mjs

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OUT = new URL('../', import.meta.url);
const CITY = { id: '990000', name: '示例市', nameEn: 'Example City' };
const PARTITIONS = 4;
const VALID_FROM = '2000-01-01';

// Sizes are paired (22+12, 20+13, 19+15, 18+17), so that two counties of one partition come to about a quarter of the city.
const COUNTIES = [
    { name: '示例云汀区', nameEn: 'Example Yunting District', size: 22, classes: ['urban'] },
    { name: '示例澄湖区', nameEn: 'Example Chenghu District', size: 20, classes: ['urban', 'urban', 'urban', 'town'] },
    { name: '示例南屿区', nameEn: 'Example Nanyu District', size: 19, classes: ['urban', 'urban', 'town'] },
    { name: '示例东珂区', nameEn: 'Example Dongke District', size: 18, classes: ['urban', 'town'] },
    { name: '示例桐野市', nameEn: 'Example Tongye City', size: 17, classes: ['town', 'urban', 'town', 'rural'] },
    { name: '示例清渚市', nameEn: 'Example Qingzhu City', size: 15, classes: ['town', 'urban', 'rural'] },
    { name: '示例石笙县', nameEn: 'Example Shisheng County', size: 13, classes: ['town', 'rural'] },
    { name: '示例望穗县', nameEn: 'Example Wangsui County', size: 12, classes: ['rural', 'town', 'rural'] },
];

// Where each county begins on the plane; the first is the old town in the middle.
const SEEDS = [[0, 0], [-4, -3], [4, -3], [4.5, 3], [-4, 3], [-8, 0], [0, 5], [8, 0]];

const FIRST = [...'云榆澄桐栖荻苇霁岚砚笙萤棠橘鹭穗星'];
const FIRST_EN = 'Yun Yu Cheng Tong Qi Di Wei Ji Lan Yan Sheng Ying Tang Ju Lu Sui Xing'.split(' ');
const SECOND = [...'桥渡湾坪埠塘亭岗墩圩堰洲里巷'];
const SECOND_EN = 'qiao du wan ping bu tang ting gang dun wei yan zhou li xiang'.split(' ');
const LONG_FORMS = [['开发新区', 'Development Zone'], ['高新园区', 'Technology Park'], ['水上片区', 'Waterside']];

/** Unsigned number from a text, for spreading sizes and names. */
function spread(text, modulus) {
    return Number(createHash('sha256').update(text, 'utf8').digest().readBigUInt64BE(0) % BigInt(modulus));
}

/** The partition Kafka's default partitioner gives a key: murmur2 of its bytes, sign bit dropped, modulo partitions. */
function partitionOf(key) {
    return (murmur2(Buffer.from(key, 'utf8')) & 0x7fffffff) % PARTITIONS;
}

function murmur2(bytes) {
    const m = 0x5bd1e995;
    let h = 0x9747b28c ^ bytes.length;
    const whole = bytes.length - (bytes.length % 4);
    for (let i = 0; i < whole; i += 4) {
        let k = Math.imul(bytes.readInt32LE(i), m);
        k = Math.imul(k ^ (k >>> 24), m);
        h = Math.imul(h, m) ^ k;
    }
    for (let i = bytes.length - 1; i >= whole; i--) {
        h ^= bytes[i] << (8 * (i - whole));
    }
    if (whole < bytes.length) {
        h = Math.imul(h, m);
    }
    h = Math.imul(h ^ (h >>> 13), m);
    return h ^ (h >>> 15);
}

/** Ids 990100, 990200, … in order, leaving out those whose partition already has its two counties. */
function countyIds() {
    const taken = new Array(PARTITIONS).fill(0);
    const ids = [];
    for (let n = 1; ids.length < COUNTIES.length; n++) {
        const id = `99${String(n).padStart(2, '0')}00`;
        const partition = partitionOf(id);
        if (taken[partition] < COUNTIES.length / PARTITIONS) {
            taken[partition]++;
            ids.push({ id, partition });
        }
    }
    return ids;
}

/** Counties largest first, each given an id so that the two of one partition are a large and a small one. */
function counties() {
    const byPartition = new Map();
    for (const { id, partition } of countyIds()) {
        byPartition.set(partition, [...(byPartition.get(partition) ?? []), id]);
    }
    const pairs = [...byPartition.values()];
    const half = COUNTIES.length / 2;
    return COUNTIES.map((county, i) => {
        const id = i < half ? pairs[i][0] : pairs[COUNTIES.length - 1 - i][1];
        return { ...county, id, seed: SEEDS[i] };
    });
}

/** The cells nearest the middle by a rounded-rectangle distance: a city with soft corners, about 8 to 5. */
function cells(count) {
    const all = [];
    for (let y = 0; y < 10; y++) {
        for (let x = 0; x < 16; x++) {
            const dx = Math.abs(x - 7.5) / 8;
            const dy = Math.abs(y - 4.5) / 5;
            all.push({ x, y, reach: dx ** 3.2 + dy ** 3.2 + 0.04 * Math.sin(x * 1.7 + y * 2.3) });
        }
    }
    all.sort((a, b) => a.reach - b.reach || a.y - b.y || a.x - b.x);
    return all.slice(0, count).sort((a, b) => a.y - b.y || a.x - b.x);
}

/**
 * Gives every cell a county of the right size, so that the sum of squared distances to the counties' middles is least
 * (Hungarian method), then moves the middles and repeats. Such shares are convex, so the counties come out whole.
 */
function share(grid, list) {
    let middles = list.map(({ seed }) => ({ x: 7.5 + seed[0], y: 4.5 + seed[1] }));
    const owners = list.flatMap((county, c) => new Array(county.size).fill(c));
    let result = [];
    for (let round = 0; round < 12; round++) {
        const cost = grid.map((cell) =>
            owners.map((c) => (cell.x - middles[c].x) ** 2 + (cell.y - middles[c].y) ** 2));
        result = assign(cost).map((slot) => owners[slot]);
        middles = list.map((_, c) => {
            const own = grid.filter((_, i) => result[i] === c);
            return { x: mean(own.map((cell) => cell.x)), y: mean(own.map((cell) => cell.y)) };
        });
    }
    return result;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Cheapest one-to-one assignment of rows to columns of a square cost table. */
function assign(cost) {
    const n = cost.length;
    const u = new Array(n + 1).fill(0);
    const v = new Array(n + 1).fill(0);
    const rowOf = new Array(n + 1).fill(0);
    const cameFrom = new Array(n + 1).fill(0);
    for (let row = 1; row <= n; row++) {
        rowOf[0] = row;
        let column = 0;
        const least = new Array(n + 1).fill(Infinity);
        const used = new Array(n + 1).fill(false);
        do {
            used[column] = true;
            let step = Infinity;
            let next = 0;
            for (let j = 1; j <= n; j++) {
                if (used[j]) continue;
                const reduced = cost[rowOf[column] - 1][j - 1] - u[rowOf[column]] - v[j];
                if (reduced < least[j]) {
                    least[j] = reduced;
                    cameFrom[j] = column;
                }
                if (least[j] < step) {
                    step = least[j];
                    next = j;
                }
            }
            for (let j = 0; j <= n; j++) {
                if (used[j]) {
                    u[rowOf[j]] += step;
                    v[j] -= step;
                } else {
                    least[j] -= step;
                }
            }
            column = next;
        } while (rowOf[column] !== 0);
        while (column !== 0) {
            rowOf[column] = rowOf[cameFrom[column]];
            column = cameFrom[column];
        }
    }
    const columnOf = new Array(n);
    for (let j = 1; j <= n; j++) columnOf[rowOf[j] - 1] = j - 1;
    return columnOf;
}

/** Outer ring of a set of unit cells, closed, corners only. Fails where the set is in pieces or has a hole. */
function outline(own) {
    const has = new Set(own.map(({ x, y }) => `${x},${y}`));
    const next = new Map();
    const edge = (ax, ay, bx, by) => next.set(`${ax},${ay}`, [...(next.get(`${ax},${ay}`) ?? []), [bx, by]]);
    for (const { x, y } of own) {
        if (!has.has(`${x},${y - 1}`)) edge(x, y, x + 1, y);
        if (!has.has(`${x + 1},${y}`)) edge(x + 1, y, x + 1, y + 1);
        if (!has.has(`${x},${y + 1}`)) edge(x + 1, y + 1, x, y + 1);
        if (!has.has(`${x - 1},${y}`)) edge(x, y + 1, x, y);
    }
    const edges = [...next.values()].flat().length;
    const start = own[0];
    const ring = [[start.x, start.y]];
    do {
        const [x, y] = ring[ring.length - 1];
        const onward = next.get(`${x},${y}`);
        if (onward.length !== 1) throw new Error(`county touches itself at ${x},${y}`);
        ring.push(onward[0]);
    } while (ring[ring.length - 1][0] !== start.x || ring[ring.length - 1][1] !== start.y);
    if (ring.length - 1 !== edges) throw new Error(`county is in pieces near ${start.x},${start.y}`);
    return ring.filter(([x, y], i) => {
        if (i === 0 || i === ring.length - 1) return true;
        const [px, py] = ring[i - 1];
        const [nx, ny] = ring[i + 1];
        return (px === x) !== (nx === x) || (py === y) !== (ny === y);
    });
}

function stations(county, n) {
    const list = [];
    for (let i = 0; i < county.size; i++) {
        const at = n + i;
        const first = at % FIRST.length;
        const second = (at + Math.floor(at / FIRST.length) * 2) % SECOND.length;
        const kind = county.classes[i % county.classes.length];
        const long = at % 11 === 6 ? LONG_FORMS[Math.floor(at / 11) % LONG_FORMS.length] : null;
        const suffix = long ? long[0] : { urban: '', town: '镇', rural: '乡' }[kind];
        const people = peopleOf(`${county.id}#${i}`, kind);
        list.push({
            id: String(Number(county.id) + i + 1),
            name: `示例${FIRST[first]}${SECOND[second]}${suffix}派出所`,
            nameEn: `Example ${FIRST_EN[first]}${SECOND_EN[second]}${long ? ` ${long[1]}` : ''} Station`,
            parent: county.id,
            kind,
            population: people,
            officers: Math.max(6, Math.round(people / { urban: 1250, town: 1700, rural: 2100 }[kind])),
            communities: communities(`${FIRST[first]}${SECOND[second]}`, `${FIRST_EN[first]}${SECOND_EN[second]}`, people, kind),
        });
    }
    return list;
}

/** Two communities a station: the second is the small one. In the country they are villages. */
function communities(name, nameEn, people, kind) {
    const [what, whatEn] = kind === 'rural' ? ['村', 'Village'] : ['社区', 'Community'];
    const small = Math.round(people * 0.35 / 100) * 100;
    return [
        { name: `示例${name}东${what}`, nameEn: `Example ${nameEn} East ${whatEn}`, population: people - small },
        { name: `示例${name}西${what}`, nameEn: `Example ${nameEn} West ${whatEn}`, population: small },
    ];
}

function peopleOf(key, kind) {
    const [from, to] = { urban: [38_000, 140_000], town: [22_000, 78_000], rural: [8_000, 31_000] }[kind];
    return from + spread(key, (to - from) / 100 + 1) * 100;
}

function register(list) {
    const total = (field) => list.flatMap((c) => c.stations).reduce((sum, s) => sum + s[field], 0);
    const rows = [[CITY.id, CITY.name, CITY.nameEn, 'city', '', list[0].id, '', total('population'), total('officers')]];
    for (const county of list) {
        const sum = (field) => county.stations.reduce((all, s) => all + s[field], 0);
        rows.push([county.id, county.name, county.nameEn, 'county', CITY.id, county.id, '', sum('population'), sum('officers')]);
        for (const s of county.stations) {
            rows.push([s.id, s.name, s.nameEn, 'station', county.id, county.id, s.kind, s.population, s.officers]);
            s.communities.forEach((c, i) => {
                rows.push([`${s.id}${String(i + 1).padStart(3, '0')}`, c.name, c.nameEn, 'community', s.id, county.id, s.kind, c.population, 0]);
            });
        }
    }
    const head = 'id,name,name_en,level,parent,log_key,class,population,officers,valid_from,valid_to';
    return [head, ...rows.map((row) => [...row, VALID_FROM, ''].join(','))].join('\n') + '\n';
}

function map(list, grid, owner) {
    const feature = (properties, ring) =>
        JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } });
    const features = list.map((county, c) =>
        feature({ unit: county.id, kind: 'county' }, outline(grid.filter((_, i) => owner[i] === c))));
    list.forEach((county, c) => {
        grid.filter((_, i) => owner[i] === c).forEach(({ x, y }, i) => {
            const ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]];
            features.push(feature({ unit: county.stations[i].id, kind: 'station', parent: county.id }, ring));
        });
    });
    return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

function check(list) {
    const known = { 21: -973932308, foobar: -790332482, 'a-little-bit-long-string': -985981536 };
    for (const [text, hash] of Object.entries(known)) {
        if (murmur2(Buffer.from(text)) !== hash) throw new Error(`murmur2 of ${text} (expected: ${hash})`);
    }
    const all = list.flatMap((county) => county.stations);
    for (const field of ['id', 'name', 'nameEn']) {
        if (new Set(all.map((s) => s[field])).size !== all.length) throw new Error(`${field}: not distinct`);
    }
}

const list = counties();
const order = [...list].sort((a, b) => a.id.localeCompare(b.id));
let n = 0;
for (const county of order) {
    county.stations = stations(county, n);
    n += county.size;
}
check(order);
const grid = cells(n);
writeFileSync(fileURLToPath(new URL('register.csv', OUT)), register(order));
writeFileSync(fileURLToPath(new URL('map.geojson', OUT)), map(order, grid, share(grid, order)));
for (const { id, name, size } of order) {
    console.log(`${id} ${name} ${size} stations, partition ${partitionOf(id)}`);
}
