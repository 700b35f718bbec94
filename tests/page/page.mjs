/* node page.mjs FOLDER-OF-THE-TEST WORK-FOLDER: prints each test by its name, and the error of one that fails. */
import assert from 'node:assert/strict';
import { byLine, choose, close, findings, nows, open, outcomes, shown, start, verdicts } from './browser.mjs';
import { casus, existsSync, join, json, ledger, readFileSync, source, write } from './casus.mjs';
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
const browser = await start();
const tests = [];
const test = (name, body) => tests.push([name, body]);

/* ---- page and ledger cannot differ ---- */

/* All open, each answer alone, and a fixed sample of all combinations. */
const choices = (readings, combined) => {
  const some = [{}];
  for (const { id, answers } of readings) for (const answer of answers) some.push({ [id]: answer });
  for (let i = 1; combined && readings.length > 1 && i <= 6; i++)
    some.push(Object.fromEntries(readings
      .map(({ id, answers }, r) => [id, [...answers, undefined][(i * (r + 2)) % (answers.length + 1)]])
      .filter(([, answer]) => answer)));
  return some;
};

const compare = async (run) => {
  const page = await open(browser, write(work, 'compared.html', ...run));
  const data = JSON.parse(await page.textContent('#data'));
  const accounts = data.accounts;
  let compared = 0;
  const own = ledger(run, {});
  for (const [account, rows] of Object.entries(await outcomes(page)))
    for (const [first, state] of Object.entries(rows)) assert.equal(state, own[account][first].state);
  for (const readings of choices(data.switches.filter(({ reading }) => reading), data.combined)) {
    const expected = ledger(run, readings);
    for (const account of accounts) {
      await choose(page, account, readings);
      const lines = await shown(page);
      const preset = data.presets[data.accounts.indexOf(account)];
      /* An account that reads a text otherwise itself has no world there; the page forgets its own reading then. */
      const otherwise = data.switches.some(({ id, answers }, s) =>
        readings[id] && preset[s] && answers[preset[s] - 1] !== readings[id]);
      if (!otherwise)
        assert.deepEqual(lines, await byLine(page, expected[account]), `${account} ${JSON.stringify(readings)}`);
      for (const [first, state] of await nows(page)) assert.equal(state, lines[first].state);
      compared += !otherwise;
    }
  }
  assert.ok(compared > 0);
  assert.deepEqual(page.complaints, []);
  await close(page);
  return compared;
};

for (const [record, ...dates] of [['csto-2022/outside', ...asOf], ['csto-2022/outside', '--as-of', '2022-09-16'],
  ['csto-2021/outside'], ['kazakhstan-2022/outside'], ['together/csto']])
  test(`every account and reading as the ledger says: ${[record, ...dates].join(' ')}`,
    () => compare([join(source, 'examples', record + '.record'), ...dates]));

test('conformance records: states as the ledger says', async () => {
  for (const number of ['06', '12', '14', '16', '20', '24', '34', '38', '42', '46'])
    await compare([join(source, `tests/conformance/${number}/${number}.record`)]);
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
    const { rows, questions } = json('run', ...run);
    const p = await open(browser, write(work, 'flipped.html', ...run));
    const data = JSON.parse(await p.textContent('#data'));
    const names = Object.fromEntries(Object.entries(data.questionIds));
    const requests = [...new Set(rows.filter(({ kind }) => kind === 'request').map(({ request, id }) => request ?? id))];
    let flipped = 0;
    const facts = data.switches.filter(({ reading }) => !reading);
    assert.ok(facts.length > 0);
    for (const account of data.accounts)
      for (const { id, questions: all, answers } of facts)
        for (const answer of [...answers, 'open']) {
          const said = Object.fromEntries(questions.map((q) => [q.id, q.answers[account] ?? undefined]));
          for (const q of all) if (names[q] !== undefined) said[names[q]] = answer === 'open' ? undefined : answer;
          await choose(p, account, { [id]: answer });
          const lines = await shown(p);
          const expected = statesWith(rows, said);
          for (const row of expected) assert.equal(lines[row.id].state, worded(row), `${row.id} ${account} ${id}: ${answer}`);
          for (const [first, state] of await nows(p)) assert.equal(state, lines[first].state);
          if (requests.length === 1) {
            const duties = expected.filter((row) => row.kind === 'duty' && rows.find(({ id }) => id === row.id).request);
            const [verdict] = await verdicts(p);
            const broken = duties.some(({ may }) => may.length === 1 && may[0] === 'violated');
            const never = !duties.some(({ may }) => may.includes('violated'));
            assert.match(verdict, broken ? /^Yes/ : never ? /^No/ : /^(Open|Yes)/, `${account} ${id}: ${answer}`);
          }
          flipped++;
        }
    await p.evaluate(() => document.querySelector('.reset').click());
    assert.deepEqual(p.complaints, []);
    await close(p);
    return `${flipped} choices`;
  });

test('a click on an answer changes the sentence, the table and the address; the reset takes it back', async () => {
  const p = await open(browser, page());
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
  const p = await open(browser, page());
  await p.evaluate((row) => { location.hash = `as=Azerbaijan&row=${row}`; }, row);
  await p.waitForTimeout(50);
  assert.equal(await p.locator('select[name=account] option:checked').textContent(), "Azerbaijan's account");
  assert.ok(await p.locator(aid).isVisible());
  assert.equal((await shown(p))[row].state, 'not owed');
  await close(p);
});

test('several requests: an index first, then each under its own heading', async () => {
  const run = [join(source, 'examples/together/csto.record')];
  const labels = new Set(json('run', ...run).rows.filter(({ kind }) => kind === 'request').map(({ trigger }) => trigger));
  const p = await open(browser, write(work, 'together.html', ...run));
  const headings = await p.locator('details.case > summary > h2').allTextContents();
  assert.ok(headings.length >= labels.size, `${headings.length} of ${labels.size}`);
  assert.equal(await p.locator('.index li').count(), headings.length);
  assert.match(await p.textContent('h1'), new RegExp(`^${labels.size} requests`));
  await p.locator('.index a').nth(1).click();
  assert.ok(await p.locator('details.case').nth(1).evaluate((one) => one.open));
  await close(p);
});

test('on a phone: targets of 44 pixels, the account in reach, all before "everything" in five screens', async () => {
  const p = await open(browser, page(), { viewport: { width: 360, height: 800 } });
  const small = await p.evaluate(() =>
    [...document.querySelectorAll('main select, main summary, .seg label, .switch select, .as, .index a, a.chip')]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 80)));
  assert.deepEqual(small, []);
  const screens = await p.evaluate(() => (document.getElementById('everything').getBoundingClientRect().top + scrollY) / 800);
  assert.ok(screens <= 5, `${screens} screens`);
  await p.evaluate(() => scrollTo(0, 3000));
  assert.ok(await p.evaluate(() => document.querySelector('form.switch').getBoundingClientRect().top === 0));
  await close(p);
  return `${screens.toFixed(1)} screens`;
});

test('a question opens on a click, says who answers it how in which source, and closes to where one was', async () => {
  const p = await open(browser, page());
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
async function unfold(p, where) {
  const closed = p.locator(where + ' details:not([open])');
  while (await closed.count() > 0) {
    await closed.evaluateAll((branches) => branches.forEach((branch) => { branch.open = true; }));
    await p.waitForTimeout(20);
  }
}

test('reasons unfold on each account down to claim, anchor and passage, and name what is absent', async () => {
  const p = await open(browser, write(work, 'formal.html', example, ...asOf, ...sources, '--formal'));
  const { rows: [why] } = json('why', example, row, ...asOf, ...sources);
  let absent = 0;
  await everything(p);
  for (const { account, reasons } of why.accounts) {
    await choose(p, account);
    if (!(await p.locator(aid + ' .why').evaluate((why) => why.open))) await p.click(aid + ' .why > summary');
    await unfold(p, aid + ' .why');
    const said = plain(await p.locator(aid + ' .why').evaluate((why) => why.textContent));
    for (const text of texts(reasons)) assert.ok(said.includes(plain(text)), `${account}: ${text}\n${said}`);
    absent += texts(reasons).filter((text) => text.startsWith('absent')).length;
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
  const p = await open(browser, write(work, 'apart.html', join(source, 'examples/kazakhstan-2022/outside.record')));
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
  const p = await open(browser, page());
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
  const p = await open(browser, page(), { javaScriptEnabled: false });
  assert.equal(await p.locator('form.switch').isVisible(), false);
  assert.ok(await p.getByText('an attack by Azerbaijan on Armenia?').first().isVisible());
  assert.match(await p.textContent('.then .verdict'), /^Yes/);
  await p.click('#everything > summary');
  assert.match(await p.locator(aid + ' > div.by-first').textContent(), /^violated/);
  await p.click(aid + ' .why > summary');
  assert.ok(await p.locator(aid + ' .k-absent').first().isVisible());
  assert.equal(await p.locator('.line:not(:has(.why > ul))').count(), 0);
  const path = p.url();
  for (const [account, state] of [['Azerbaijan', 'not owed'], ['Russia', 'undetermined'], ['open', 'undetermined']]) {
    await p.goto(`${path}#as=${account}`);
    await p.locator('#everything').evaluate((one) => { one.open = true; });
    assert.equal(await p.locator(aid + ' > div.by-first').isVisible(), false);
    const seen = await p.locator(aid + ' > div.by-account:visible').allTextContents();
    assert.equal(seen.length, 1);
    assert.match(seen[0], new RegExp(state));
  }
  await close(p);
});

test('an uncertain date is drawn as the span that it is, and what is open is drawn open', async () => {
  const p = await open(browser, page());
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

/* ---- accessibility, widths, print, policy ---- */

test('axe finds nothing, light and dark, phone and desktop, with all unfolded, in a question', async () => {
  const path = page();
  for (const [width, colorScheme] of [[360, 'light'], [768, 'dark'], [1280, 'light'], [1280, 'dark']]) {
    const p = await open(browser, path, { bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
    assert.deepEqual(await findings(p), [], `${width} ${colorScheme}`);
    await p.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    assert.deepEqual(await findings(p), [], `${width} ${colorScheme}, unfolded`);
    await everything(p);
    await p.locator('.line a[href^="#Q"]').first().click();
    assert.deepEqual(await findings(p), [], `${width} ${colorScheme}, a question`);
    await close(p);
  }
});

test('from 360 to 1600 pixels nothing is wider than the window', async () => {
  const path = page();
  for (const width of [360, 480, 768, 1024, 1280, 1600]) {
    const p = await open(browser, path, { viewport: { width, height: 900 } });
    await p.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    const [wide, window] = await p.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
    assert.ok(wide <= window, `${wide} of ${window}`);
    await close(p);
  }
});

test('on paper: the answer on two pages, no switches', async () => {
  const p = await open(browser, page());
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
  const p = await open(browser, write(work, 'markup.html', record));
  await everything(p);
  for (const account of ['<b>Alden</b>', 'Borea & <i>sons</i>', 'open']) {
    await choose(p, account);
    await p.evaluate(() => document.querySelectorAll('.why').forEach((why) => { why.open = true; }));
    await p.locator('.line a[href^="#Q"]').first().click().catch(() => {});
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
  const p = await open(browser, page());
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
  const { rows } = json('run', record);
  const path = write(work, 'large.html', record);
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

test('the same record and date give the same bytes', () => {
  assert.equal(casus('report', example, ...asOf), casus('report', example, ...asOf));
});

/* ---- run ---- */

let failed = 0;
const only = process.env.CASUS_PAGE_TEST;
for (const [name, body] of tests) {
  if (only && !name.includes(only)) continue;
  try {
    const told = await body();
    console.log(`ok      ${name}${told ? ` (${told})` : ''}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n${error.stack.slice(0, 3000)}`);
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
