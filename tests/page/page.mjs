/* node page.mjs FOLDER-OF-THE-TEST WORK-FOLDER: prints each test by its name, and the error of one that fails. */
import assert from 'node:assert/strict';
import { byLine, choose, close, findings, open, outcomes, shown, start, visit } from './browser.mjs';
import { casus, casusLater, existsSync, join, json, jsonLater, ledger, readFileSync, source, write } from './casus.mjs';
import { writeLarge } from './large.mjs';

const [, , here, work] = process.argv;
const documents = join(source, '../shared/sources');
const example = join(source, 'examples/csto-2022/strict.record');
const asOf = ['--as-of', '2022-10-29'];
const sources = existsSync(documents) ? ['--sources', documents] : [];
/* The duty that the examples are about, found by its content, since its number may change. */
const row = json('run', example, ...asOf).rows
  .find(({ article, content }) => article === 'CST 4(2)' && content.includes('assistance')).id;
const aid = `[id="row-${row}"]`;
const run2022 = [join(source, 'examples/csto-2022/outside.record'), ...asOf];
const runs = { kazakhstan: [join(source, 'examples/kazakhstan-2022/outside.record')],
  together: [join(source, 'examples/together/csto.record')] };
const browser = await start();
const tests = [];
const test = (name, body) => tests.push([name, body]);

/* ---- page and ledger cannot differ ---- */

/* All open, each answer alone unless another record shows that, and a fixed sample of all combinations. */
const choices = (readings, combined, alone) => {
  const some = [{}];
  for (const { id, answers } of alone ? readings : []) for (const answer of answers) some.push({ [id]: answer });
  for (let i = 1; combined && readings.length > 1 && i <= 6; i++)
    some.push(Object.fromEntries(readings
      .map(({ id, answers }, r) => [id, [...answers, undefined][(i * (r + 2)) % (answers.length + 1)]])
      .filter(([, answer]) => answer)));
  return some;
};

const name = (run) => run.join('_').replaceAll(/[^\w.-]+/g, '_').slice(-100) + '.html';
const own = (run) => write(work, name(run), ...run);

/* Compares all that a page shows of the choices with the rows of the same run with these answers. */
const compare = async (run, alone = true) => {
  const page = await open(browser, await own(run));
  const data = await page.evaluate(() => window.tested.data());
  const folded = await page.evaluate(() => window.tested.folded());
  const first = await outcomes(page);
  const readings = data.switches.filter(({ reading }) => reading);
  const all = choices(readings, data.combined >= readings.length, alone);
  const told = await Promise.all(all.map((readings) => ledger(run, readings)));
  for (const [account, rows] of Object.entries(first))
    for (const [row, state] of Object.entries(rows)) assert.equal(state, told[0][account][row].state);
  const wanted = all.flatMap((answers, i) => data.accounts.map((account) => ({ account, answers, told: told[i][account] })));
  const seen = await visit(page, wanted.map(({ account, answers }) => ({ account, answers })));
  let compared = 0;
  wanted.forEach(({ account, answers, told }, i) => {
    const { rows, nows } = seen[i];
    const preset = data.presets[data.accounts.indexOf(account)];
    for (const [row, state] of nows) assert.equal(state, rows[row].state);
    /* An account that reads a text otherwise itself has no world there; the page forgets its own reading then. */
    if (data.switches.some(({ id, answers: its }, s) => answers[id] && preset[s] && its[preset[s] - 1] !== answers[id]))
      return;
    assert.deepEqual(rows, byLine(folded, told), `${account} ${JSON.stringify(answers)}`);
    compared++;
  });
  assert.ok(compared > 0);
  assert.deepEqual(page.complaints, []);
  await close(page);
  return compared;
};

for (const [record, ...dates] of [['together/csto'], ['csto-2022/outside', ...asOf],
  ['csto-2022/outside', '--as-of', '2022-09-16'], ['csto-2021/outside'], ['kazakhstan-2022/outside']])
  test(`every account and reading as the ledger says: ${[record, ...dates].join(' ')}`,
    () => compare([join(source, 'examples', record + '.record'), ...dates], !record.startsWith('together')));

test('conformance records: states as the ledger says', async () => {
  await Promise.all(['06', '12', '14', '16', '20', '24', '34', '38', '42', '46'].map((number) =>
    compare([join(source, `tests/conformance/${number}/${number}.record`)])));
});

/* ---- events of the reader ---- */

const page = () => write(work, 'page.html', example, ...asOf, ...sources);

/* The states that rows may have with these answers: of their cases those that no answer contradicts. */
const statesWith = (rows, answers) =>
  rows.map(({ id, kind, cases, states }) => {
    const left = cases.filter(({ when }) => Object.entries(when).every(([q, a]) => !answers[q] || answers[q] === a));
    return { id, kind, may: [...new Set(left.map(({ state }) => state))], states };
  });

/* A row's state in the words of the page. */
const worded = ({ kind, may }) => may.length > 1 ? 'undetermined' : may[0] !== 'none' ? may[0]
  : ({ duty: 'not owed', prohibition: 'not forbidden', expectation: 'not expected' })[kind] ?? 'not made';

const everything = (p) => p.evaluate(() => { document.getElementById('everything').open = true; });

for (const [record, ...dates] of [['csto-2022/outside', ...asOf], ['csto-2022/strict', ...asOf], ['kazakhstan-2022/outside']])
  test(`a switch that is flipped: lines, tables and the verdict as the cases of the ledger say: ${record}`, async () => {
    const run = [join(source, 'examples', record + '.record'), ...dates];
    const { rows, questions } = await jsonLater('run', ...run);
    const p = await open(browser, await own(run));
    const data = await p.evaluate(() => window.tested.data());
    const names = Object.fromEntries(Object.entries(data.questionIds));
    const requests = [...new Set(rows.filter(({ kind }) => kind === 'request').map(({ request, id }) => request ?? id))];
    const facts = data.switches.filter(({ reading }) => !reading);
    assert.ok(facts.length > 0);
    const flips = data.accounts.flatMap((account) => facts.flatMap(({ id, questions: all, answers }) =>
      [...answers, 'open'].map((answer) => ({ account, id, all, answer, answers: { [id]: answer } }))));
    const seen = await visit(p, flips.map(({ account, answers }) => ({ account, answers })));
    flips.forEach(({ account, id, all, answer }, i) => {
      const { rows: lines, nows, verdicts: [verdict] } = seen[i];
      const said = Object.fromEntries(questions.map((q) => [q.id, q.answers[account] ?? undefined]));
      for (const q of all) if (names[q] !== undefined) said[names[q]] = answer === 'open' ? undefined : answer;
      const expected = statesWith(rows, said);
      for (const row of expected) assert.equal(lines[row.id].state, worded(row), `${row.id} ${account} ${id}: ${answer}`);
      for (const [first, state] of nows) assert.equal(state, lines[first].state);
      if (requests.length > 1) return;
      const duties = expected.filter((row) => row.kind === 'duty' && rows.find(({ id }) => id === row.id).request);
      const broken = duties.some(({ may }) => may.length === 1 && may[0] === 'violated');
      const never = !duties.some(({ may }) => may.includes('violated'));
      assert.match(verdict, broken ? /^Yes/ : never ? /^No/ : /^(Open|Yes)/, `${account} ${id}: ${answer}`);
    });
    await p.evaluate(() => document.querySelector('.reset').click());
    assert.deepEqual(p.complaints, []);
    await close(p);
    return `${flips.length} choices`;
  });

test('a click on an answer changes the sentence, the table and the address; the reset takes it back', async () => {
  const p = await open(browser, await page());
  const before = await p.textContent('.then .verdict');
  assert.match(before, /^Yes: .*Russia/);
  assert.equal(await p.locator('.reset').isVisible(), false);
  await p.locator('fieldset').filter({ hasText: 'an attack by Azerbaijan' }).locator('label').filter({ hasText: 'no' }).click();
  assert.match(await p.textContent('.then .verdict'), /^No/);
  assert.match(await p.textContent('.then .who'), /with your answers/);
  assert.match(await p.textContent('td.chosen .now'), /not owed/);
  assert.match(p.url(), /#as=Armenia&e1%20counts%20as%20attack.*=no/);
  const address = p.url();
  await p.click('.reset');
  assert.equal(await p.textContent('.then .verdict'), before);
  assert.match(p.url(), /#as=Armenia$/);
  await close(p);
  const again = await browser.newPage();
  await again.goto(address);
  assert.match(await again.textContent('.then .verdict'), /^No/);
  await again.close();
});

test('what is chosen stands in the address: account and row', async () => {
  const p = await open(browser, await page());
  await p.evaluate((row) => { location.hash = `as=Azerbaijan&row=${row}`; }, row);
  await p.waitForTimeout(50);
  assert.equal(await p.locator('select[name=account] option:checked').textContent(), "Azerbaijan's account");
  assert.ok(await p.locator(aid).isVisible());
  assert.equal((await shown(p))[row].state, 'not owed');
  await close(p);
});

test('several requests: an index first, then each under its own heading', async () => {
  const run = [join(source, 'examples/together/csto.record')];
  const labels = new Set((await jsonLater('run', ...run)).rows.filter(({ kind }) => kind === 'request').map(({ trigger }) => trigger));
  const p = await open(browser, await own(run));
  const headings = await p.locator('details.case > summary > h2').allTextContents();
  assert.ok(headings.length >= labels.size, `${headings.length} of ${labels.size}`);
  assert.equal(await p.locator('.index li').count(), headings.length);
  assert.match(await p.textContent('h1'), new RegExp(`^${labels.size} requests`));
  await p.locator('.index a').nth(1).click();
  assert.ok(await p.locator('details.case').nth(1).evaluate((one) => one.open));
  await close(p);
});

for (const [name, run] of [['strict', [example, ...asOf, ...sources]], ['outside', run2022],
  ['outside, Russian', [...run2022, '--language', 'ru']], ['Kazakhstan', runs.kazakhstan],
  ['Kazakhstan, Russian', [...runs.kazakhstan, '--language', 'ru']], ['together', runs.together]])
  test(`on a phone: targets of 44 pixels, the account in reach, all before "everything" in five screens: ${name}`, async () => {
    const p = await open(browser, await own(run), { viewport: { width: 360, height: 800 } });
    const small = await p.evaluate(() =>
      [...document.querySelectorAll('main select, main summary, .seg label, .switch select, .as, .index a, a.chip, .rest')]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 80)));
    assert.deepEqual(small, []);
    const screens = await p.evaluate(() => (document.getElementById('everything').getBoundingClientRect().top + scrollY) / 800);
    assert.ok(screens <= 5, `${screens} screens`);
    const hidden = () => p.locator('article.case .outcomes tbody tr').evaluateAll((rows) =>
      rows.filter((row) => !row.checkVisibility()).length);
    const rest = p.locator('article.case .rest');
    assert.equal(await hidden(), await rest.isVisible() ? Number(await rest.textContent().then((text) => text.match(/\d+/)[0])) : 0);
    if (await rest.isVisible()) {
      await rest.click();
      assert.equal(await hidden(), 0);
    }
    await p.evaluate(() => scrollTo(0, document.getElementById('everything').offsetTop));
    assert.ok(await p.evaluate(() => document.querySelector('form.switch').getBoundingClientRect().top === 0));
    await close(p);
    return `${screens.toFixed(1)} screens`;
  });

test('of a record without requests the story is what it tells', async () => {
  const p = await open(browser, await own([join(source, 'examples/calendar/notice.record')]));
  const told = await p.locator('.story .what').allTextContents();
  for (const words of ['Alden gave notice to Borea', 'Borea gave notice to Alden', "Borea replied to Alden on Alden's notice to Borea"])
    assert.ok(told.includes(words), `${words} in ${told.join('; ')}`);
  await close(p);
});

test('a question opens on a click, says who answers it how in which source, and closes to where one was', async () => {
  const p = await open(browser, await page());
  await everything(p);
  const link = p.locator(aid + ' div > i a').or(p.locator('.line a[href^="#Q"]')).first();
  const number = await link.textContent();
  await link.click();
  const card = p.locator('dialog[open]');
  const said = await card.textContent();
  assert.ok(said.includes(number));
  const attack = await p.locator('.question').filter({ hasText: 'an attack by Azerbaijan on Armenia?' }).first().textContent();
  for (const words of ['yesArmenia', 'noAzerbaijan', 'Asbarez says, S3', '#a19ccdc3', 'Azerbaijan denies, O27'])
    assert.ok(attack.includes(words), `${words} in ${attack}`);
  await p.keyboard.press('Escape');
  assert.equal(await card.count(), 0);
  assert.equal(await p.evaluate(() => document.activeElement.textContent), number);
  await close(p);
});

/* All texts of a tree of reasons as `casus why` gives it, in formal words. */
const texts = (reasons) =>
  (reasons ?? []).flatMap(({ text, claim, reasons: below }) =>
    [text, ...(claim ? [claim.passage ?? claim.quote ?? claim.gist ?? ''] : []), ...texts(below)]);
const plain = (text) => text.replace(/\s+/g, ' ').trim();

/* Opens all branches; the script makes what is below a branch when it is opened. */
const unfold = (p, where) =>
  p.evaluate(async (closed) => {
    for (let left; (left = document.querySelectorAll(closed)).length;) {
      left.forEach((branch) => { branch.open = true; });
      await new Promise((done) => left[left.length - 1].addEventListener('toggle', done, { once: true }));
    }
  }, where + ' details:not([open])');

test('reasons unfold on each account down to claim, anchor and passage, and name what is absent', async () => {
  const p = await open(browser, await write(work, 'formal.html', example, ...asOf, ...sources, '--formal'));
  const { rows: [why] } = await jsonLater('why', example, row, ...asOf, ...sources);
  let absent = 0;
  await everything(p);
  for (const { account, reasons } of why.accounts) {
    await choose(p, account);
    if (!(await p.locator(aid + ' .why').evaluate((why) => why.open))) await p.click(aid + ' .why > summary');
    await unfold(p, aid + ' .why');
    const said = plain(await p.locator(aid + ' .why').evaluate((why) => why.textContent));
    const all = new Set(texts(reasons).map(plain)); /* reasons share reasons: many are told more than once */
    for (const text of all) assert.ok(said.includes(text), `${account}: ${text}\n${said}`);
    absent += [...all].filter((text) => text.startsWith('absent')).length;
  }
  assert.ok(absent > 0);
  const folded = p.locator(aid + ' .why li details:not([open]) > summary').first();
  await choose(p, 'Armenia');
  await folded.click();
  await unfold(p, aid + ' .why');
  assert.ok(await p.locator(aid + ' .why code').first().isVisible());
  await close(p);
});

test('where reasons are those of the account alone, this is said once an answer differs', async () => {
  const p = await open(browser, await own([join(source, 'examples/kazakhstan-2022/outside.record')]));
  const [line, account, id, answer] = await p.evaluate(() => {
    const { lines, vectors, tables, switches, accounts, presets } = JSON.parse(document.getElementById('data').textContent);
    const at = lines.findIndex(([states, reasons]) => vectors[states][0] < 0 && vectors[reasons][0] >= 0);
    const [[s]] = tables[-1 - vectors[lines[at][0]][0]];
    return [at, accounts[0], switches[s].id, presets[0][s] === 1 ? 'open' : switches[s].answers[0]];
  });
  const note = p.locator('#ledger .line').nth(line).locator('.of-account');
  await everything(p);
  await p.locator('#ledger .line').nth(line).locator('.why').first().evaluate((why) => { why.open = true; });
  for (const [answers, count] of [[{}, 0], [{ [id]: answer }, 1], [{}, 0]]) {
    await choose(p, account, answers);
    assert.equal(await note.count(), count);
  }
  await close(p);
});

test('the keyboard alone: account, question, reason', async () => {
  const p = await open(browser, await page());
  await everything(p);
  await p.focus('select[name=account]');
  await p.keyboard.press('ArrowDown');
  assert.equal(await p.locator('select[name=account] option:checked').textContent(), "Azerbaijan's account");
  assert.equal((await shown(p))[row].state, 'not owed');
  assert.match(await p.textContent('#status'), /Azerbaijan/);
  await p.focus('.line a[href^="#Q"]');
  await p.keyboard.press('Enter');
  assert.equal(await p.locator('dialog[open]').count(), 1);
  await p.keyboard.press('Escape');
  await p.focus(aid + ' .why > summary');
  await p.keyboard.press('Enter');
  assert.ok(await p.locator(aid + ' .why > ul').isVisible());
  await close(p);
});

test('without JavaScript: each account by its anchor, and the first with its reasons', async () => {
  const p = await open(browser, await page(), { javaScriptEnabled: false });
  assert.equal(await p.locator('form.switch').isVisible(), false);
  assert.equal(await p.locator('.by-script').first().isVisible(), false); /* "answer it yourself" */
  assert.ok(await p.getByText('an attack by Azerbaijan on Armenia?').first().isVisible());
  const answers = { Armenia: /Yes: .*Russia/, Azerbaijan: /No: it was not owed/, Russia: /Open: /, open: /Open: / };
  const verdict = async () => (await p.locator('.then > span:visible').allTextContents()).join();
  assert.match(await verdict(), answers.Armenia);
  await p.click('#everything > summary');
  assert.match(await p.locator(aid + ' > div.by-first').textContent(), /^violated/);
  await p.click(aid + ' .why > summary');
  assert.ok(await p.locator(aid + ' .k-absent').first().isVisible());
  assert.equal(await p.locator('.line:not(:has(.why > ul))').count(), 0);
  const path = p.url();
  for (const [account, state] of [['Azerbaijan', 'not owed'], ['Russia', 'undetermined'], ['open', 'undetermined']]) {
    await p.goto(`${path}#as=${account}`);
    await p.locator('#everything').evaluate((one) => { one.open = true; });
    assert.match(await verdict(), answers[account]);
    const step = await p.locator('.box.duty').first().locator('[data-as]:visible').allTextContents();
    assert.equal(step.length, 1);
    assert.match(step[0], { Azerbaijan: /attack by Azerbaijan on Armenia\? no/ }[account] ?? /\? open/);
    assert.match((await p.locator('.box.duty .head > b:visible').first().textContent()), new RegExp(state));
    assert.equal(await p.locator(aid + ' > div.by-first').isVisible(), false);
    const seen = await p.locator(aid + ' > div.by-account:visible').allTextContents();
    assert.equal(seen.length, 1);
    assert.match(seen[0], new RegExp(state));
  }
  await close(p);
});

test('an uncertain date is drawn as the span that it is, and what is open is drawn open', async () => {
  const p = await open(browser, await page());
  assert.ok(await p.locator('.strip .is-happened rect.span').count() === 1);
  assert.ok(await p.locator('.strip .is-asked rect').count() === 0);
  assert.ok(await p.locator('.strip .break').count() > 0);
  assert.ok(await p.locator('.lane [data-o="o-e1"] rect.span').count() === 1);
  assert.ok(await p.locator('.lane [data-o="o-r1"] rect').count() === 0);
  await choose(p, 'Armenia');
  assert.ok(await p.locator(aid + ' .bar [href="#not"]').count() === 1);
  await choose(p, 'Russia');
  assert.ok(await p.locator(aid + ' .bar [href="#open"]').count() === 1);
  await choose(p, 'Azerbaijan');
  assert.ok(await p.locator(aid + ' .bar *').count() === 0);
  await close(p);
});

/* ---- languages, widths, light and dark ---- */

const real = [['csto-2022/outside', ...asOf], ['csto-2021/outside'], ['kazakhstan-2022/outside'], ['together/csto']];
const looks = [360, 768, 1280].flatMap((width) => ['light', 'dark'].map((colorScheme) => ({ width, colorScheme })));

/* What a reader sees of the states in the tables of what is disputed: account and row, by what they stand beside. */
const seen = (p) => p.evaluate(() => {
  const { accounts } = JSON.parse(document.getElementById('data').textContent);
  return [...document.querySelectorAll('.outcomes tbody tr')].filter((row) => row.checkVisibility()).flatMap((row) =>
    [...row.querySelectorAll('td:not(.chosen)')].map((cell, a) => {
      const mark = cell.querySelector('b');
      const drawn = getComputedStyle(mark, '::before');
      return {
        account: accounts[a], row: row.querySelector('a.no').hash.slice(5), state: mark.textContent,
        visible: cell.checkVisibility() && mark.getBoundingClientRect().width > 0,
        shape: drawn.clipPath + drawn.content, colour: getComputedStyle(mark).color,
        kind: row.className, sign: mark.className, hatched: getComputedStyle(cell).backgroundImage !== 'none',
      };
    }));
});

for (const [record, ...dates] of real)
  test(`in English and Russian, at each width, light and dark, the rows of the same run are seen: ${record}`, async () => {
    const run = [join(source, 'examples', record + '.record'), ...dates];
    const [told, english, russian] = await Promise.all([ledger(run, {}),
      own(run).then((path) => open(browser, path)), own([...run, '--language', 'ru']).then((path) => open(browser, path))]);
    const states = await english.evaluate(() => window.tested.data().states.map(([text]) => text));
    const words = await russian.evaluate(() => window.tested.data().states.map(([text]) => text));
    assert.equal(await russian.getAttribute('html', 'lang'), 'ru');
    for (const word of words) assert.match(word, /[а-я]/);
    let compared = 0;
    for (const [p, called] of [[english, (state) => state], [russian, (state) => words[states.indexOf(state)]]]) {
      await p.evaluate(() => document.querySelectorAll('details.case').forEach((one) => { one.open = true; }));
      const signs = new Map();
      for (const { width, colorScheme } of looks) {
        await p.setViewportSize({ width, height: 900 });
        await p.emulateMedia({ colorScheme });
        const cells = await seen(p);
        assert.ok(cells.length > 0);
        for (const { account, row, state, visible, shape, colour, kind, sign, hatched } of cells) {
          assert.ok(visible, `${width} ${colorScheme}: ${account} ${row}`);
          assert.equal(state, called(told[account][row].state), `${width} ${colorScheme}: ${account} ${row}`);
          /* red is a broken duty alone, amber an expectation; what is undetermined is hatched; each sign has its shape */
          const red = { light: 'rgb(163, 35, 31)', dark: 'rgb(255, 143, 134)' }[colorScheme];
          assert.equal(colour === red, kind === 'duty' && told[account][row].state === 'violated');
          assert.equal(hatched, told[account][row].state === 'undetermined');
          signs.set(sign, shape);
          compared++;
        }
        const [wide, window] = await p.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
        assert.ok(wide <= window, `${wide} of ${window}`);
        for (const [place, words] of [['.then .verdict', /./], ['.lead', /./], ['h1', /./], ['.strip', /./]])
          assert.match(await p.locator(place).first().innerText(), words);
      }
      assert.equal(new Set(signs.values()).size, signs.size);
      assert.deepEqual(p.complaints, []);
    }
    await Promise.all([close(english), close(russian)]);
    return `${compared} states`;
  });

test('no dates of data in prose, and no English in what the program says in Russian', async () => {
  const p = await open(browser, await own([...run2022, '--language', 'ru']));
  const prose = await p.evaluate(() => {
    document.querySelectorAll('.all-reasons').forEach((reasons) => reasons.remove()); /* they cite the record */
    return [...document.querySelectorAll('header, .answer, .differ, .what-happened, .duties, .line small, .line .date')]
      .map((one) => one.textContent).join('\n');
  });
  for (const [words] of prose.matchAll(/.{0,40}\b\d{4}-\d{2}-\d{2}\b.{0,40}/g)) assert.fail(words);
  for (const [words] of prose.matchAll(/.{0,40}\b(the|with|open|since|until|by|owed|because|was|not)\b.{0,40}/g)) assert.fail(words);
  await close(p);
});

test('a strip for the frame of another page: the verdicts, the drawing, no script', async () => {
  const path = await write(work, 'strip.html', example, ...asOf, '--format', 'strip');
  for (const width of [300, 900]) {
    const p = await open(browser, path, { viewport: { width, height: 600 }, bypassCSP: true });
    assert.equal(await p.locator('script').count(), 0);
    assert.match(await p.textContent('.verdicts'), /Armenia.*Yes: .*Azerbaijan.*No: it was not owed/s);
    assert.ok(await p.locator('.strip > svg').isVisible());
    assert.ok(await p.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
    assert.deepEqual(await findings(p), []);
    assert.deepEqual(p.complaints, []);
    await close(p);
  }
});

test('passages stand with their source, a glossary has the terms that are used, and others see what the page is about', async () => {
  const p = await open(browser, await page());
  const cited = await p.locator('#source-S3').evaluate((one) => { one.querySelector('details').open = true; return one.textContent; });
  assert.match(cited, /@269\.\.356 #a19ccdc3/);
  if (sources.length) assert.ok(await p.locator('#source-S3 q').count() > 0);
  const terms = await p.locator('#glossary dt b').allTextContents();
  const used = new Set(Object.values(await ledger([example, ...asOf], {})).flatMap((rows) => Object.values(rows)).map(({ state }) => state));
  assert.ok(terms.includes('violated') && terms.includes('not met') && terms.length > 4, terms.join());
  for (const term of terms) assert.ok(used.has(term), term);
  assert.match(await p.getAttribute('meta[property="og:title"]', 'content'), /^Armenia asked the CSTO for help/);
  assert.match(await p.getAttribute('meta[name=description]', 'content'), /^On 13 September 2022, Armenia asked the CSTO/);
  await close(p);
});

/* ---- accessibility, print, policy ---- */

/*
 * Leaves of what is made alike the first four: elements of one name and class in one place, with what is in them. What
 * axe finds in one it finds in all, and its time grows with the square of what is to be seen.
 */
const thin = (p) => p.evaluate(() => {
  const kind = (one) => `${one.localName} ${one.className.baseVal ?? one.className}`;
  for (const parent of document.querySelectorAll('ul, ol, dl, tbody, section, article, details, svg')) {
    const seen = {};
    for (const child of [...parent.children])
      if ((seen[kind(child)] = (seen[kind(child)] ?? 0) + 1) > 4) child.remove();
  }
});

test('axe finds nothing, light and dark, phone and desktop, with all unfolded, in a question', async () => {
  const path = await page();
  for (const [width, colorScheme, card] of [[1280, 'light'], [360, 'light', true], [768, 'dark', true]]) {
    const p = await open(browser, path, { bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
    /* all rules on phone and desktop; of those only contrast and scrolling can differ between light and dark */
    const rules = colorScheme === 'light' ? null : ['color-contrast', 'scrollable-region-focusable'];
    if (!rules) assert.deepEqual(await findings(p), [], `${width} ${colorScheme}`);
    await everything(p);
    if (card) {
      await p.locator('.line a[href^="#Q"]').first().click();
      assert.deepEqual(await findings(p, '#card'), [], `${width} ${colorScheme}, a question`); /* the rest is inert */
      await p.keyboard.press('Escape');
    }
    await p.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    await thin(p);
    assert.deepEqual(await findings(p, 'html', rules), [], `${width} ${colorScheme}, unfolded`);
    await close(p);
  }
});

test('from 360 to 1600 pixels nothing is wider than the window', async () => {
  const path = await page();
  const p = await open(browser, path);
  await p.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  for (const width of [360, 480, 768, 1024, 1280, 1600]) {
    await p.setViewportSize({ width, height: 900 });
    const [wide, window] = await p.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
    assert.ok(wide <= window, `${wide} of ${window}`);
  }
  await close(p);
});

test('on paper: the answer on two pages, no switches', async () => {
  const p = await open(browser, await page());
  await choose(p, 'Azerbaijan');
  const pdf = await p.pdf({ format: 'A4', path: join(work, 'page.pdf') });
  assert.ok(pdf.length > 20000 && pdf.subarray(0, 5).toString() === '%PDF-');
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length;
  assert.ok(pages <= 2, `${pages} pages`);
  await p.emulateMedia({ media: 'print' });
  assert.equal(await p.locator('form.switch').isVisible(), false);
  assert.match(await p.textContent('.then .who'), /Azerbaijan/);
  assert.ok(await p.locator('.outcomes').first().isVisible());
  await close(p);
});

test('a record full of markup is text and nothing else', async () => {
  const record = join(here, 'markup.record');
  await compare([record]);
  const p = await open(browser, await own([record]));
  await everything(p);
  for (const account of ['<b>Alden</b>', 'Borea & <i>sons</i>', 'open']) {
    await choose(p, account);
    await p.evaluate(() => document.querySelectorAll('.why').forEach((why) => { why.open = true; }));
    const question = p.locator('.line a[href^="#Q"]').first();
    if (await question.isVisible()) await question.click();
    await p.keyboard.press('Escape');
  }
  const found = await p.evaluate(() => ({
    broken: window.broken,
    strange: document.querySelectorAll('img, u, em, tt, #stray, [onload], [onclick], [onmouseover], [onerror], [href^="javascript"]').length,
    styles: document.querySelectorAll('style').length,
    scripts: document.querySelectorAll('script').length,
    text: document.body.textContent,
  }));
  assert.equal(found.broken, undefined);
  assert.deepEqual([found.strange, found.styles, found.scripts], [0, 1, 2]);
  for (const words of ['<b>Alden</b>', '</script><script>window.broken = 1</script>', '&lt;already escaped&gt;',
    '<img src=x onerror=window.broken=2>', '<svg onload=window.broken=3>', "<q>' OR 1=1 --</q>",
    '" onclick="window.broken=6" \\u003cscript>'])
    assert.ok(found.text.includes(words), words);
  assert.deepEqual(p.complaints, []);
  await close(p);
  assert.doesNotMatch(casus('report', record, '--format', 'svg'), /<script|<img|<u>|<b>|<i>/);
  const node = /  (row|[an]\d+) \[[^"]*label="([^"\\]|\\.)*"\];/.source;
  const line = new RegExp(`^(digraph reasons \\{|  rankdir=LR;|  node \\[.*\\];|${node}|  (row|[an]\\d+) -> [an]\\d+;|\\}|)$`);
  for (const words of casus('report', record, '--format', 'dot', '--row', '2').split('\n')) assert.match(words, line);
});

test('the policy of the page lets nothing else run', async () => {
  const p = await open(browser, await page());
  const policy = await p.getAttribute('meta[http-equiv]', 'content');
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}';/);
  await p.evaluate(() => {
    const script = document.createElement('script');
    try { script.textContent = 'window.broken = 1'; document.body.append(script); } catch { /* not even so far */ }
  });
  assert.equal(await p.evaluate(() => window.broken), undefined);
  await close(p);
});

test('2,000 rows and 5,000 occurrences: under 3 MB, opens in under a second', async () => {
  const record = writeLarge(work, 2000, 5000);
  const { rows } = await jsonLater('run', record);
  const path = await write(work, 'large.html', record);
  assert.ok(rows.length >= 2000, `${rows.length} rows`);
  assert.ok(readFileSync(path).length < 3000000, `${readFileSync(path).length} bytes`);
  /* Processor time of the page, less that of an empty one. Not elapsed time: the machine may be busy. */
  const spent = async (url) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const p = await context.newPage();
    const session = await context.newCDPSession(p);
    await session.send('Performance.enable');
    await p.goto(url);
    const { metrics } = await session.send('Performance.getMetrics');
    await context.close();
    return metrics.find(({ name }) => name === 'ProcessTime').value;
  };
  const tries = [];
  for (let i = 0; i < 3; i++) tries.push((await spent('file://' + path)) - (await spent('about:blank')));
  const seconds = Math.min(...tries);
  assert.ok(seconds < 1, `${seconds} s`);
  const p = await open(browser, path);
  assert.ok((await p.locator('#happened .events > li').count()) >= 5000);
  assert.deepEqual(p.complaints, []);
  await close(p);
  return `${readFileSync(path).length} bytes, ${seconds.toFixed(2)} s of the processor`;
});

test('the same record and date give the same bytes', async () => {
  const [one, other] = await Promise.all([1, 2].map(() => casusLater('report', example, ...asOf)));
  assert.equal(one, other);
});

/* ---- run ---- */

/* Several at a time: each has a context of its own, and much of what they do is to wait. */
const ATONCE = 4;
let failed = 0;
const only = process.env.CASUS_PAGE_TEST?.split(';'); /* parts of names; else all */
const long = ['ledger says: together', 'are seen: together', 'axe finds']; /* begun first, lest the others wait for them */
const rank = ([name]) => (long.some((part) => name.includes(part)) ? 0 : 1);
const left = tests.filter(([name]) => !only || only.some((part) => name.includes(part)))
  .sort((a, b) => rank(a) - rank(b));
const started = performance.now();
const take = async () => {
  for (let next = left.shift(); next; next = left.shift()) {
    const [name, body] = next;
    const since = performance.now();
    try {
      const told = await body();
      console.log(`ok      ${name}${told ? ` (${told})` : ''}, ${((performance.now() - since) / 1000).toFixed(1)} s`);
    } catch (error) {
      failed++;
      console.log(`FAILED  ${name}\n${error.stack.slice(0, 3000)}`);
    }
  }
};
await Promise.all(Array.from({ length: ATONCE }, take));
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s in all`);
await browser.close();
process.exit(failed ? 1 : 0);
