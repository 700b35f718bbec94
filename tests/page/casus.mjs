/* The page is compared with the output of the program for the same run. */
import { execFile, execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const program = process.env.CASUS;
export const source = process.env.CASUS_SOURCE;

export const casus = (...words) =>
  execFileSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
export const json = (...words) => JSON.parse(casus(...words, '--format', 'json'));

/* The same beside what else the test does, a process for each processor at a time. */
const execute = promisify(execFile);
let free = availableParallelism();
const waiting = [];
export const casusLater = async (...words) => {
  if (free > 0) free--;
  else await new Promise((next) => waiting.push(next));
  try {
    return (await execute(program, words, { encoding: 'utf8', maxBuffer: 1 << 28 })).stdout;
  } finally {
    if (waiting.length) waiting.pop()(); /* the last first: one test that asks much does not hold up the others */
    else free++;
  }
};
export const jsonLater = async (...words) => JSON.parse(await casusLater(...words, '--format', 'json'));

/* CSV (RFC 4180) as a list of objects by column. */
export const csv = async (...words) => {
  const records = [];
  const text = await casusLater(...words, '--format', 'csv');
  let fields = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n)/g)) {
    fields.push(quoted !== undefined ? quoted.replaceAll('""', '"') : plain);
    if (end === ',') continue;
    records.push(fields);
    fields = [];
  }
  const [columns, ...rows] = records;
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
};

/* How the page calls the state "none" of a row, which the data call so. */
const shown = ({ state, kind }) => state !== 'none' ? state
  : ({ duty: 'not owed', prohibition: 'not forbidden', expectation: 'not expected' })[kind] ?? 'not made';

/*
 * The states of the rows on all accounts and on the open one with these readings ({ Immediately: 'Strict' }):
 * account -> row -> { state, turns }
 */
export const ledger = async (run, readings) => {
  const chosen = Object.entries(readings).flatMap(([name, answer]) => ['--reading', `${name}=${answer}`]);
  const accounts = {};
  const tables = await Promise.all([[], ['--as', 'open']].map((as) => csv('run', ...run, ...chosen, ...as)));
  for (const rows of tables)
    for (const row of rows) {
      accounts[row.account] ??= {};
      /* CSV writes row 2.10 as 2-10, lest a spreadsheet take it for 2.1. */
      accounts[row.account][row.id.replace('-', '.')] = { state: shown(row), turns: row.turns_on ? row.turns_on.split('; ').sort() : [] };
    }
  return accounts;
};

/* Writes a page; the same page is written once for all tests. */
const written = new Map();
export const write = (work, name, ...words) => {
  const key = words.join('\0');
  if (!written.has(key)) {
    const path = join(work, name);
    written.set(key, casusLater('report', ...words, '-o', path).then(() => path));
  }
  return written.get(key);
};

export { existsSync, join, readFileSync, writeFileSync };
