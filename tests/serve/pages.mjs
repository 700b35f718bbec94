/*
 * node pages.mjs FOLDER-OF-THE-TEST WORK-FOLDER [all]: the pages of `casus serve` in Chromium. Prints each test by its name.
 *
 * First somebody new comes in by his link, and asks, calls a session and votes, with the keyboard alone. Then each page is
 * looked at as each role sees it, on a phone, dark and in Russian, or on a desktop, light and in English; `all`: in each of
 * these eight ways. Nothing that axe finds, nothing wider than the screen, nothing that the strict policy refuses.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findings, start } from './browser.mjs';

const [, , here, work, all] = process.argv;
const casus = process.env.CASUS;
const file = join(work, 'pages.register');
const press = 1500; /* at most so many keys until something is reached: more is a page that a keyboard cannot use */

const register = (...words) => execFileSync(casus, ['register', words[0], file, ...words.slice(1)], { encoding: 'utf8' });
for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
const texts = ['zones', 'security', 'decisions', 'un', 'cst', 'charter'].concat(join(here, 'council.casus'))
  .flatMap((name) => ['--treaty', name]);
register('new', ...texts, '--exercise', '2022-09-13T08:00+04:00');
for (const [name, role, party] of [['armenia', 'delegate', 'Armenia'], ['russia', 'delegate', 'Russia'],
  ['sec', 'secretary', 'CSTO'], ['fay', 'facilitator'], ['rita', 'reader']]) {
  register('person', name, role, 'Delegation of ' + name);
  if (party) register('mandate', name, party);
}
register('case', 'september', 'zone Yerevan', 'account Armenia, Azerbaijan, Russia, CSTO', '--by', 'sec');
const note = join(work, 'note.txt');
writeFileSync(note, 'The Council met.\nArmenia asked for help on 13 September, and for help again.\n');
register('document', 'september', note, 'source S1 "A note"', '  date 2022-09-13', '--by', 'sec');
const page1 = join(work, 'page.html');
writeFileSync(page1, '<p>The <b>Council</b> met.</p>');
register('document', 'september', page1, 'source S2 "A page"', '  date 2022-09-13', '--by', 'sec');
const injects = join(work, 'injects.txt');
writeFileSync(injects, '2022-09-13T09:00+04:00 to all\n  The press asks.\n2022-12-13T09:00+04:00 to Armenia\n  Winter.\n');
register('injects', injects, '--by', 'fay');
register('clock', '2022-09-13T09:00+04:00', '--by', 'fay');
const path = (words) => new URL(words.match(/http:\S+/)[0]).pathname;
const link = path(register('link', 'armenia'));
const unused = path(register('link', 'rita'));
const pass = Object.fromEntries(['armenia', 'russia', 'sec', 'fay', 'rita', 'administrator']
  .map((name) => [name, path(register('pass', name))]));

const server = spawn(casus, ['serve', file, '--listen', '127.0.0.1:0', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
const base = await new Promise((done) => server.stdout.once('data', (words) => done(String(words).match(/http:\S+\d/)[0])));
const browser = await start();
let failed = 0;
const test = async (name, body) => {
  try {
    await body();
    console.log('ok', name);
  } catch (error) {
    failed++;
    console.log('FAILED', name, '\n ', error.message);
  }
};

/* A page whose complaints are kept: errors, and what the policy refuses. */
const open = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') page.complaints.push(message.text()); });
  page.on('pageerror', (error) => page.complaints.push(error.message));
  return page;
};
let cookies = []; /* of the one who came by the link: his pass is good no more */
const come = async (who, options) => {
  const page = await open(options);
  if (who === 'armenia') await page.context().addCookies(cookies);
  else if (who) {
    await page.goto(base + pass[who]);
    await page.click('main button');
  }
  return page;
};

/* ---- the keyboard alone ---- */

/* Goes on with the key Tab to what has this name, label or text; what has the focus must be seen to have it. */
const tabTo = async (page, wanted) => {
  for (let i = 0; i < press; i++) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate((name) => {
      const at = document.activeElement, style = getComputedStyle(at);
      const text = at.matches('input, select, textarea') ? '' : at.textContent.trim();
      if (at.name !== name && text !== name && at.labels?.[0]?.textContent.trim() !== name) return null;
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 ? 'seen' : 'not seen';
    }, wanted);
    if (there) {
      assert.equal(there, 'seen', `the focus on "${wanted}" is not seen`);
      return;
    }
  }
  throw new Error(`the keyboard does not reach "${wanted}" on ${page.url()}`);
};
const go = async (page, wanted) => {
  await tabTo(page, wanted);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
};
const type = async (page, wanted, words) => {
  await tabTo(page, wanted);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words);
};
/* Chooses a word for an act; its form, filled in; the preview; the entry. Returns what the preview says. */
const act = async (page, word, roles) => {
  await page.goto(base + '/cases/september');
  await go(page, 'Enter an act');
  if (word) {
    await tabTo(page, 'word');
    await page.keyboard.type(word);
    await go(page, 'Choose');
  }
  for (const [name, words] of Object.entries(roles)) await type(page, name, words);
  await go(page, 'Show what it would do');
  const shown = await page.innerText('main');
  await go(page, 'Enter it');
  assert.match(page.url(), /\/log#e\d+$/, await page.innerText('main'));
  return shown;
};
const codeOf = (secret) => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', moment = Buffer.alloc(8);
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const hash = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))).update(moment).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
};

const began = Date.now();
const anew = await open();
await test('by the link, with the keyboard alone: a password, and the agenda', async () => {
  await anew.goto(base + link);
  const secret = (await anew.innerText('main')).match(/[A-Z2-7]{32}/)[0];
  await type(anew, 'password', 'three long words');
  await type(anew, 'again', 'three long words');
  await type(anew, 'code', codeOf(secret));
  await go(anew, 'Set your password');
  cookies = await anew.context().cookies();
  assert.match(await anew.innerText('main'), /Armenia may ask the Collective Security Treaty Organization/);
});
await test('a request: what happened, then the request from the agenda, filled in as far as the texts say it', async () => {
  await act(anew, 'hostilities', { 'role between': 'Armenia, Azerbaijan', label: 'e1' });
  await anew.goto(base + '/');
  await go(anew, 'request by Armenia of CSTO');
  assert.deepEqual(await anew.$$eval('[name="role by"], [name="role of"]', (all) => all.map((one) => one.value)),
    ['Armenia', 'CSTO']);
  for (const [name, words] of [['role for', 'Military'], ['role on', 'e1'], ['role under', 'CST 4'], ['label', 'r1']])
    await type(anew, name, words);
  await go(anew, 'Show what it would do');
  assert.match(await anew.innerText('main'), /It has effect/);
  await go(anew, 'Enter it');
});
const secretary = await come('sec');
const russia = await come('russia');
await test('a session, held and attended', async () => {
  await act(secretary, 'session', { 'role of': 'CSC', 'role on': 'r1', label: 's1' });
  await act(secretary, 'attendance', { 'role by': 'Armenia, Russia, Belarus, Kazakhstan, Kyrgyzstan, Tajikistan', 'role at': 's1' });
});
await test('a vote, where the rule of the organ counts votes; who has voted, and what is open, stands on the page of votes', async () => {
  await secretary.goto(base + '/cases/september/act');
  await type(secretary, 'lines', '2000-01-01/.. Armenia, Russia are member of Board');
  await go(secretary, 'Show what it would do');
  await go(secretary, 'Enter it');
  await act(russia, 'draft', { 'role in': 'Board', 'role for': 'Mission', label: 'd1' });
  const shown = await act(anew, 'vote', { 'role by': 'Armenia', 'role on': 'd1', 'role for': 'Yes' });
  assert.match(shown, /It has effect/);
  await go(anew, 'Votes and silences');
  assert.match(await anew.innerText('main'), /vote by Armenia on d1 for Yes/);
});
await test('in less than ten minutes, and nothing was refused by the policy', async () => {
  assert.ok(Date.now() - began < 600000);
  assert.deepEqual([...anew.complaints, ...secretary.complaints, ...russia.complaints], []);
});

/* ---- with a script, and without ---- */

const documents = (await secretary.goto(base + '/cases/september/documents')).url();
const numbers = await secretary.$$eval('main a[href$="/read"]', (all) => all.map((one) => one.getAttribute('href')));
await test('words that are selected in a document are found, at their place', async () => {
  await anew.goto(base + numbers[0]);
  await anew.evaluate(() => {
    const text = document.querySelector('#document').firstChild, at = text.data.lastIndexOf('help');
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 4);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  await anew.waitForFunction(() => document.querySelector('#words').value === 'help');
  await Promise.all([anew.waitForNavigation(), anew.click('main form button')]);
  assert.equal(await anew.$$eval('mark', (all) => all.length), 4); /* two places, each in the list and in the document */
  assert.equal(await anew.$$eval('[name=anchor]', (all) => all.findIndex((one) => one.checked)), 1);
});
await test('what somebody else enters is told on the page, where there is a script', async () => {
  await anew.goto(base + '/cases/september');
  await act(russia, 'statement', { 'role of': 'Concern', 'role on': 'e1' });
  await anew.waitForSelector('#news:not([hidden])');
});
await test('without a script an act is entered all the same', async () => {
  const page = await come('armenia', { javaScriptEnabled: false });
  await page.goto(base + '/cases/september/act?for=Armenia&word=statement');
  await page.fill('[name="role of"]', 'Concern');
  await page.click('form[action$="/preview"] button');
  await page.click('text=Enter it');
  assert.match(page.url(), /\/log#e\d+$/);
});

await test('the whole answer is live: its own script runs under the policy, and no other', async () => {
  const page = await come('russia');
  const response = await page.goto(base + '/cases/september/answer#as=Russia');
  assert.doesNotMatch(response.headers()['content-security-policy'], /unsafe/);
  assert.equal(await page.$eval('form.switch select[name=account]', (one) => one.selectedOptions[0].textContent), "Russia's account");
  assert.deepEqual(page.complaints, []);
});

/* ---- every page ---- */

await secretary.goto(base + '/texts');
const text = await secretary.getAttribute('main td a', 'href');
const entry = (await secretary.goto(base + '/cases/september/log')) && await secretary.getAttribute('a[href*="/seal/"]', 'href');
const c = '/cases/september';
const pages = {
  '': ['/sign-in', '/cases', unused, pass.rita],
  armenia: ['/', '/cases', c, c + '/act?for=Armenia', c + '/act?for=Armenia&word=request', c + '/claim', c + '/drafts',
    c + '/ask', c + '/ask?question=2', c + '/documents', numbers[0], numbers[0] + '?words=help', c + '/texts', c + '/log',
    '/texts', text, '/people', '/you', '/after'],
  sec: ['/', c + '/documents', c + '/texts', entry, '/texts', c + '/log'],
  fay: ['/exercise'],
};
const ways = all
  ? [360, 1280].flatMap((width) => ['dark', 'light'].flatMap((scheme) => ['ru', 'en'].map((tongue) => [width, scheme, tongue])))
  : [[360, 'dark', 'ru'], [1280, 'light', 'en']];
for (const [width, colorScheme, language] of ways)
  for (const [who, list] of Object.entries(pages)) {
    const page = await come(who, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true,
      locale: language });
    for (const where of list.filter((one, i) => all || i % 2 === (width === 360 ? 0 : 1)))
      await test(`${who || 'visitor'} ${width} ${colorScheme} ${language} ${where.replace(/[0-9a-f]{64}/, '...')}`, async () => {
        await page.goto(base + where);
        assert.equal(await page.getAttribute('html', 'lang'), language);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'wider than the screen');
        assert.deepEqual(await findings(page), []);
        assert.ok((await page.title()).length > 7 && (await page.$$eval('h1', (all) => all.length)) === 1);
      });
    if (who === 'armenia' && (all || width === 360))
      await test(`${who} ${width} the preview`, async () => {
        await page.goto(base + c + '/act?for=Armenia&word=statement');
        await page.fill('[name="role of"]', 'Concern');
        await page.click('form[action$="/preview"] button');
        assert.deepEqual(await findings(page), []);
        await page.goto(base + c + '/act?for=Armenia');
        await page.fill('textarea', 'statment by Armenia');
        await page.click('form[action$="/preview"] button');
        assert.deepEqual(await findings(page), []);
      });
    await page.context().close();
  }

await browser.close();
server.kill('SIGTERM');
console.log(failed ? `${failed} failed` : 'all passed');
process.exit(failed ? 1 : 0);
