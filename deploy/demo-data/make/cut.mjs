// Cuts the sources to the columns that the mappings read, before anything is committed.
//   node make/cut.mjs DATA      DATA: a folder with calls/, disputes/, cases/ and sensors/ holding the full files
// Every line and every column keeps its place; what is dropped is empty. A full file and its cut give equal records.
// What is replaced where: NOTICE. The rules for stations are those of mappings/FORMAT.md ("unit"); the names of columns are those of the mappings.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const OUT = fileURLToPath(new URL('../', import.meta.url));
const CALLS = 'winston-salem-calls-2017-09_2018-12.csv.gz';
const DISPUTES = ['05', '06', '07', '08', '09', '10'].map((month) => `br-consumidor-odr-2014-${month}.csv.gz`);
const CASES = ['2018-07-21', '2018-11-26'].map((day) => `charlottesville-reports-snapshot-${day}.csv.gz`);
const PARKING = ['bath-parking-2015-10.csv.gz', 'bath-parking-2015-12.csv.gz'];
const DETECTORS = ['TravelTime_387', 'TravelTime_451', 'occupancy_6005', 'occupancy_t4013', 'speed_6005', 'speed_7578',
    'speed_t4013'].map((name) => `${name}.csv`);

// Reports about help, minds, children and the like are not told apart in the product.
const OFFENCES_FOLDED = new Set(['Assist Citizen - Mental/TDO/ECO', 'Attemped Suicide', 'Child Ab - Contr to Delinquency',
    'Child Abuse', 'Crisis Assessment', 'Curfew/Loitering/Vagrancy', 'Juvenile Investigation', 'Missing Person-juvenile',
    'Phone Calls - Threat or Obscene', 'Pornography', 'Prowler - Peeping Tom', 'Runaway', 'Suicide Investigation']);

const CAR_PARKS = ['Avon Street CP', 'Charlotte Street CP', 'Lansdown P+R', 'Newbridge P+R', 'Odd Down P+R', 'Podium CP',
    'SouthGate General CP', 'SouthGate Rail CP'];

// Calls about sex, suicide and mental health are not told apart in the product.
const FOLDED_INTO_HELP = new Set(
    ['MENTAL SUBJECT', 'SUICIDE RELATED', 'SEX OFFENSE OTHER', 'RAPE', 'OBSCENE PHONE CALLS']);

// Whole spellings of the areas: the full files have lost some of their letters.
const AREAS = ['Telecomunicações', 'Serviços Financeiros', 'Produtos de telefonia e informática',
    'Produtos Eletrodomésticos e Eletrônicos', 'Demais Produtos', 'Demais Serviços', 'Transportes', 'Turismo/Viagens',
    'Saúde', 'Alimentos', 'Habitação', 'Água, Energia, Gás'];
const EVALUATIONS = new Map(
    [['Resolvida', 'Resolvida'], ['Não Resolvida', 'Nao Resolvida'], ['Não Avaliada', 'Nao Avaliada']]);

const ascii = (text) => text.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
const street = (text) => text.trim().replace(/\s+/g, ' ').toUpperCase().replace(/^[0-9]+ /, '');

const areaOf = new Map(AREAS.map((area) => [ascii(area), area]));
const evaluationOf = new Map([...EVALUATIONS].map(([full, cut]) => [ascii(full), cut]));

const stations = readFileSync(join(OUT, 'register.csv'), 'utf8').split('\n').map((line) => line.split(','))
    .filter((columns) => columns[3] === 'station').map((columns) => columns[0]).sort();

function station(parts) {
    const digest = createHash('sha256').update(parts.join('|'), 'utf8').digest();
    return stations[Number(digest.readBigUInt64BE(0) % BigInt(stations.length))];
}

/** The value's one spelling; a value never seen before stops the cut, for it might be one to drop. */
function known(spellings, value, where) {
    const spelling = spellings.get(ascii(value));
    if (spelling === undefined) throw new Error(`${where}: a value of no known spelling`);
    return spelling;
}

function cutCall(line, number) {
    if (number === 1) return line;
    const [id, type, address, , , called, ...rest] = line.split(',');
    if (called === undefined || rest.length > 0) throw new Error(`${CALLS}:${number}: columns (expected: 6)`);
    const plain = type.trim().replace(/\s+/g, ' ');
    return [id, FOLDED_INTO_HELP.has(plain) ? 'HELP' : plain, station([street(address)]), '', '', called].join(',');
}

function cutDispute(line, number, file) {
    const full = line.split(';');
    if (full.length !== 23) throw new Error(`${file}:${number}: columns ${full.length} (expected: 23)`);
    const cut = new Array(full.length).fill('');
    cut[2] = station([full[1], full[2], full[14]].map(ascii));
    for (const date of [7, 8, 9]) cut[date] = full[date].trim();
    cut[13] = known(areaOf, full[13], `${file}:${number}`);
    cut[21] = known(evaluationOf, full[21], `${file}:${number}`);
    return cut.join(';');
}

/** The values of a line whose quotation marks never stand inside a value. */
function values(line) {
    return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^",]*))(?=,|$)/g)].map((found) => found[1] ?? found[2]);
}

function cutCase(line, number, file) {
    if (number === 1) return line;
    const full = values(line);
    if (full.length !== 8) throw new Error(`${file}:${number}: columns ${full.length} (expected: 8)`);
    const offence = full[1].trim().replace(/\s+/g, ' ');
    return ['', OFFENCES_FOLDED.has(offence) ? 'HELP' : offence, full[2], '', station([street(full[4])]), '', full[6], ''].join(',');
}

function cutParking(line, number, file) {
    if (number === 1) return line;
    const [name, measured, received, occupancy, capacity, , ...rest] = values(line);
    const place = CAR_PARKS.indexOf(name);
    if (place < 0 || rest.length > 0) throw new Error(`${file}:${number}: another car park or column`);
    return [`bath-${place + 1}`, measured, received, occupancy, capacity, station([name])].join(',');
}

function text(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
        return new TextDecoder('windows-1252', { fatal: true }).decode(bytes);
    }
}

function cut(folder, file, cutLine, out = file) {
    const packedIn = file.endsWith('.gz');
    const read = readFileSync(join(folder, file));
    const whole = text(packedIn ? gunzipSync(read) : read);
    const end = whole.includes('\r\n') ? '\r\n' : '\n';
    const lines = whole.split(end);
    if (lines.at(-1) === '') lines.pop();
    const bytes = Buffer.from(lines.map((line, i) => cutLine(line, i + 1, file) + end).join(''), 'utf8');
    const packed = gzipSync(bytes, { level: 9 });
    packed[9] = 255; // the header's "operating system": unknown, so that every machine writes the same (its time is 0)
    writeFileSync(join(OUT, out), packed);
    console.log(`${out}: ${lines.length} lines, ${packed.length} bytes`);
}

/** The demo's device register: the recorded devices, and more of the car parks' ones a week apart; none logs in by itself. */
function devices() {
    const rows = [];
    for (let layer = 1; layer <= 3; layer++) {
        CAR_PARKS.forEach((_, place) => rows.push([`bath-${place + 1}-${layer}`, 'cabinet']));
    }
    for (const file of DETECTORS) {
        rows.push([`nab-${file.slice(0, -4).toLowerCase().replace('_', '-')}-1`, 'checkpoint']);
    }
    const lines = rows.map(([id, kind]) => `${id},${station([id])},${kind},,2000-01-01,`);
    return ['id,unit,kind,password_sha256,valid_from,valid_to', ...lines].join('\n') + '\n';
}

const data = process.argv[2];
if (data === undefined) {
    console.error('usage: node make/cut.mjs DATA   (the folder that holds calls/, disputes/, cases/, sensors/)');
    process.exit(2);
}
cut(join(data, 'calls'), CALLS, cutCall);
for (const file of DISPUTES) cut(join(data, 'disputes'), file, cutDispute);
for (const file of CASES) cut(join(data, 'cases'), file, cutCase);
for (const file of PARKING) cut(join(data, 'sensors'), file, cutParking);
for (const file of DETECTORS) {
    cut(join(data, 'sensors', 'nab-realTraffic'), file, (line) => line, `nab-realTraffic/${file}.gz`);
}
writeFileSync(join(OUT, 'devices.csv'), devices());
