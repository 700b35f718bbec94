/* Chromium, and what the tests do with a page in it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/* One Chromium for all tests. It holds back a page that changes its address often, as these tests make it do. */
export const start = () =>
  chromium.launch({
    executablePath: process.env.CASUS_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-ipc-flooding-protection'],
  });

/*
 * What the tests ask of a page, put into it as `tested`, so that one call visits many choices. The ledger as shown is
 * { state, turns } by row, with the names of questions. Several questions may have one number, those of the rows of a
 * line that differ only in who is to act: each row then turns on all of them.
 */
const inPage = () => {
  const lines = () => [...document.querySelectorAll('#ledger .line')];
  const rowsOf = (line) => (line.dataset.rows ?? line.id.slice(4)).split(' ');
  const data = () => JSON.parse(document.getElementById('data').textContent);
  let names = null;
  const namesOf = (number) => {
    if (!names) {
      const { questions, questionIds } = data();
      names = {};
      for (const [question, own] of Object.entries(questions)) (names['Q' + own] ??= []).push(questionIds[question]);
    }
    return names[number];
  };
  /* "Q1–Q5 Q9" */
  const numbersOf = (text) => text.split(' ').filter(Boolean).flatMap((part) => {
    const [first, last = first] = part.split('–').map((number) => Number(number.slice(1)));
    return Array.from({ length: last - first + 1 }, (_, i) => 'Q' + (first + i));
  });
  window.tested = {
    data,
    /*
     * Chooses an account, then answers: by the name of the question, of readings and of what happened ("open" for
     * open). The address answers also questions without a control of their own.
     */
    choose: async ({ account, answers = {} }) => {
      const said = Object.entries(answers).filter(([, answer]) => answer)
        .map(([id, answer]) => `&${encodeURIComponent(id)}=${encodeURIComponent(answer)}`);
      const hash = `#as=${encodeURIComponent(account)}${said.join('')}`;
      if (location.hash === hash) return;
      const changed = new Promise((done) => addEventListener('hashchange', done, { once: true }));
      location.hash = hash;
      await changed;
    },
    ledger: () => {
      const rows = {};
      for (const line of lines()) {
        const state = line.querySelector('div > b').textContent;
        const turns = numbersOf(line.querySelector('div > i')?.textContent ?? '').flatMap(namesOf).sort();
        for (const row of rowsOf(line)) rows[row] = { state, turns };
      }
      return rows;
    },
    /* The rows of each line. */
    folded: () => lines().map(rowsOf),
    /* Every place outside of the ledger where the page shows the state of a line as chosen: [first row, state]. */
    nows: () => {
      const all = lines();
      return [...document.querySelectorAll('.now[data-l]')]
        .map((place) => [all[place.dataset.l].id.slice(4), place.textContent]);
    },
    /* The verdicts that are shown, one for each request. */
    verdicts: () => [...document.querySelectorAll('.then .verdict')].map((place) => place.textContent),
    /* The states in the tables of what is disputed, by account and the first row of each line. */
    outcomes: () => {
      const accounts = {};
      for (const row of document.querySelectorAll('.outcomes tbody tr'))
        row.querySelectorAll('td:not(.chosen)').forEach((cell, a) => {
          accounts[data().accounts[a]] ??= {};
          accounts[data().accounts[a]][row.querySelector('a.no').hash.slice(5)] = cell.textContent;
        });
      return accounts;
    },
  };
};

/* Opens a page from disk; its errors, warnings and requests to the network are kept in `complaints`. */
export const open = async (browser, path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.addInitScript(inPage);
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.complaints = [];
  page.on('console', (message) => page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== pathToFileURL(path).href) page.complaints.push('asks for ' + request.url());
  });
  await page.goto(pathToFileURL(path).href);
  return page;
};

export const close = (page) => page.context().close();

/* What axe finds below an element. The page's policy forbids scripts from outside, so the browser context bypasses it. */
export const findings = async (page, below = 'html', rules = null) => {
  if (!(await page.evaluate(() => window.axe))) await page.evaluate(axe);
  const { violations } = await page.evaluate(({ below, rules }) => window.axe.run(below, {
    resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
  }), { below, rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
};

export const choose = (page, account, answers = {}) =>
  page.evaluate((choice) => window.tested.choose(choice), { account, answers });
export const shown = (page) => page.evaluate(() => window.tested.ledger());
export const nows = (page) => page.evaluate(() => window.tested.nows());
export const verdicts = (page) => page.evaluate(() => window.tested.verdicts());
export const outcomes = (page) => page.evaluate(() => window.tested.outcomes());

/*
 * Makes each choice in turn; what the page shows then: [{ rows, nows, verdicts }]. It is not drawn meanwhile: what is
 * compared is text.
 */
export const visit = (page, choices) =>
  page.evaluate(async (all) => {
    const seen = [];
    document.documentElement.style.display = 'none';
    for (const choice of all) {
      await window.tested.choose(choice);
      seen.push({ rows: window.tested.ledger(), nows: window.tested.nows(), verdicts: window.tested.verdicts() });
    }
    document.documentElement.style.display = '';
    return seen;
  }, choices);

/* What each row turns on, as told by row, told by line: each row of a line turns on what one of them turns on. */
export const byLine = (folded, told) => {
  const lines = {};
  for (const own of folded) {
    const turns = [...new Set(own.flatMap((row) => told[row].turns))].sort();
    for (const row of own) lines[row] = { state: told[row].state, turns };
  }
  return lines;
};
