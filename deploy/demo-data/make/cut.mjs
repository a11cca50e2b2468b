// Cuts the two sources to the columns that the mappings read, before anything is committed.
//   node make/cut.mjs DATA      DATA: a folder with calls/ and disputes/ holding the full files
// Every line and every column keeps its place; what is dropped is empty. A full file and its cut give equal records.
// The rules for stations are those of mappings/FORMAT.md ("unit"); the names of columns are those of the mappings.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const OUT = fileURLToPath(new URL('../', import.meta.url));
const CALLS = 'winston-salem-calls-2017-09_2018-12.csv.gz';
const DISPUTES = ['05', '06', '07', '08', '09', '10'].map((month) => `br-consumidor-odr-2014-${month}.csv.gz`);

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

function text(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
        return new TextDecoder('windows-1252', { fatal: true }).decode(bytes);
    }
}

function cut(folder, file, cutLine) {
    const whole = text(gunzipSync(readFileSync(join(folder, file))));
    const end = whole.includes('\r\n') ? '\r\n' : '\n';
    const lines = whole.split(end);
    if (lines.pop() !== '') throw new Error(`${file}: last line has no end`);
    const bytes = Buffer.from(lines.map((line, i) => cutLine(line, i + 1, file) + end).join(''), 'utf8');
    const packed = gzipSync(bytes, { level: 9 });
    packed[9] = 255; // the header's "operating system": unknown, so that every machine writes the same (its time is 0)
    writeFileSync(join(OUT, file), packed);
    console.log(`${file}: ${lines.length} lines, ${packed.length} bytes`);
}

const data = process.argv[2];
if (data === undefined) {
    console.error('usage: node make/cut.mjs DATA   (the folder that holds calls/ and disputes/)');
    process.exit(2);
}
cut(join(data, 'calls'), CALLS, cutCall);
for (const file of DISPUTES) cut(join(data, 'disputes'), file, cutDispute);
