/* Chromium, and what the tests do with a page in it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const start = () =>
  chromium.launch({ executablePath: process.env.CASUS_CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });

/* Opens a page from disk; its errors, warnings and requests to the network are kept in `complaints`. */
export const open = async (browser, path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
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

/* What axe finds. The page's policy forbids scripts from outside, so the browser context bypasses it. */
export const findings = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
};

/*
 * Chooses an account, then answers: by the name of the question, of readings and of what happened ("open" for open).
 * Only questions that the page offers can be answered; some have no control of their own, which is no loss: then the
 * address answers them.
 */
export const choose = async (page, account, answers = {}) => {
  await page.evaluate(({ account, answers }) => {
    const said = Object.entries(answers).map(([id, answer]) => `&${encodeURIComponent(id)}=${encodeURIComponent(answer)}`);
    location.hash = `as=${encodeURIComponent(account)}${said.join('')}`;
    return new Promise((done) => setTimeout(done, 0));
  }, { account, answers });
};

/*
 * The lines of the ledger as shown, by row: { state, turns } with the names of questions. Several questions may have one
 * number, those of the rows of a line that differ only in who is to act: each row then turns on all of them.
 */
export const shown = (page) =>
  page.evaluate(() => {
    const data = JSON.parse(document.getElementById('data').textContent);
    const names = {};
    for (const [question, number] of Object.entries(data.questions))
      (names['Q' + number] ??= []).push(data.questionIds[question]);
    const rows = {};
    for (const line of document.querySelectorAll('#ledger .line')) {
      const state = line.querySelector('div > b').textContent;
      const turns = [...line.querySelectorAll('div > i a')].flatMap((link) => names[link.textContent]).sort();
      for (const row of (line.dataset.rows ?? line.id.slice(4)).split(' ')) rows[row] = { state, turns };
    }
    return rows;
  });

/* What each row turns on, as told by row, told by line: each row of a line turns on what one of them turns on. */
export const byLine = (page, rows) =>
  page.evaluate((told) => {
    const lines = {};
    for (const line of document.querySelectorAll('#ledger .line')) {
      const own = (line.dataset.rows ?? line.id.slice(4)).split(' ');
      const turns = [...new Set(own.flatMap((row) => told[row].turns))].sort();
      for (const row of own) lines[row] = { state: told[row].state, turns };
    }
    return lines;
  }, rows);

/* The states in the tables of what is disputed, by account and the first row of each line. */
export const outcomes = (page) =>
  page.evaluate(() => {
    const data = JSON.parse(document.getElementById('data').textContent);
    const accounts = {};
    for (const row of document.querySelectorAll('.outcomes tbody tr'))
      row.querySelectorAll('td:not(.chosen)').forEach((cell, a) => {
        accounts[data.accounts[a]] ??= {};
        accounts[data.accounts[a]][row.querySelector('a.no').hash.slice(5)] = cell.textContent;
      });
    return accounts;
  });

/* Every place outside of the ledger where the page shows the state of a line as chosen: [first row, state]. */
export const nows = (page) =>
  page.evaluate(() => {
    const lines = [...document.querySelectorAll('#ledger .line')];
    return [...document.querySelectorAll('.now[data-l]')]
      .map((place) => [lines[place.dataset.l].id.slice(4), place.textContent]);
  });

/* The verdicts that are shown, one for each request. */
export const verdicts = (page) =>
  page.evaluate(() => [...document.querySelectorAll('.then .verdict')].map((place) => place.textContent));
