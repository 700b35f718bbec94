/* The page is compared with the output of the program for the same run. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const program = process.env.CASUS;
export const source = process.env.CASUS_SOURCE;

export const casus = (...words) =>
  execFileSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
export const json = (...words) => JSON.parse(casus(...words, '--format', 'json'));

/* CSV (RFC 4180) as a list of objects by column. */
export const csv = (...words) => {
  const records = [];
  const text = casus(...words, '--format', 'csv');
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
export const ledger = (run, readings) => {
  const chosen = Object.entries(readings).flatMap(([name, answer]) => ['--reading', `${name}=${answer}`]);
  const accounts = {};
  for (const as of [[], ['--as', 'open']])
    for (const row of csv('run', ...run, ...chosen, ...as)) {
      accounts[row.account] ??= {};
      /* CSV writes row 2.10 as 2-10, lest a spreadsheet take it for 2.1. */
      accounts[row.account][row.id.replace('-', '.')] = { state: shown(row), turns: row.turns_on ? row.turns_on.split('; ').sort() : [] };
    }
  return accounts;
};

export const write = (work, name, ...words) => {
  const path = join(work, name);
  casus('report', ...words, '-o', path);
  return path;
};

export { existsSync, join, readFileSync, writeFileSync };
