/*
 * Shows the states of the account and readings that the reader chooses. It computes none: casus has put the state of
 * each line on each account and with each reading into the data (the format is described in src/page/table.c). What it
 * writes into the page is text, never markup.
 */
'use strict';
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const KINDS = ['state', 'rule', 'entry', 'claim', 'derived', 'absent', 'count', 'reading', 'question', 'note'];
  const NOTHING = 'Nothing in the texts or the record bears on it.';
  const OPENED = new Set(['state', 'rule', 'note']);
  const data = JSON.parse(document.getElementById('data').textContent);
  const form = document.querySelector('form.switch');
  const lines = [...document.querySelectorAll('#ledger .line')];
  const chosen = { account: data.shown, readings: data.readings.map(() => 0) };

  const make = (name, className, ...children) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };
  const draw = (name, attributes) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  /* ---- looking up ---- */

  /* The entry of a table for the readings that are chosen. */
  const entryOf = ([readings, entries]) => {
    let index = 0;
    let offset = 1;
    for (const r of readings) {
      const answers = data.readings[r].answers.length;
      if (data.combined) index = index * (answers + 1) + chosen.readings[r];
      else if (chosen.readings[r] > 0) index = offset + chosen.readings[r] - 1;
      offset += answers;
    }
    return entries[index];
  };
  const entryOn = (vector, account) => {
    const entry = data.vectors[vector][account];
    return entry < 0 ? entryOf(data.tables[-1 - entry]) : entry;
  };
  const standing = (vector, account) => {
    const [state, words, shapes, questions] = data.standings[entryOn(vector, account)];
    const [text, sign] = data.states[state];
    return { text, sign, words, shapes, questions };
  };
  const isOpen = (account) => account === data.accounts.length - 1;
  const accountName = (account) => (isOpen(account) ? 'whatever is still open' : data.accounts[account]);
  const accountLead = (account) => (isOpen(account) ? 'With ' : 'On the account of ');

  /* ---- writing ---- */

  const showState = (place, { text, sign }) => {
    place.className = sign;
    place.textContent = text;
  };
  const questionLink = (question) => {
    const number = 'Q' + data.questions[question];
    const link = make('a', '', number);
    link.href = '#' + number;
    return link;
  };
  /* Several questions may have one number: those that differ only in who is to act. */
  const eachNumber = (questions) =>
    questions.filter((q, i) => questions.findIndex((p) => data.questions[p] === data.questions[q]) === i);
  const showTurns = (place, questions) =>
    place.replaceChildren(...eachNumber(questions).flatMap((q, i) => (i ? [' ', questionLink(q)] : [questionLink(q)])));

  /* "term 12 20;due 32;done 13": bars have a width, deadlines and signs have none. */
  const shapes = (text) =>
    (text ? text.split(';') : []).map((shape) => {
      const [name, x, width] = shape.split(' ');
      if (width !== undefined) return draw('rect', { class: name, x: x + '%', width: width + '%' });
      return name === 'due' ? draw('rect', { class: name, x: x + '%' }) : draw('use', { href: '#' + name, x: x + '%' });
    });

  /* ---- reasons ---- */

  const claimParts = (claim) => {
    const parts = [];
    if (claim.a) parts.push(' ', make('code', '', claim.a));
    if (claim.x) parts.push(' ', make('em', '', 'the document is not the one that was cited'));
    if (claim.p) parts.push(make(claim.q ? 'q' : 'span', claim.q ? '' : 'gist', claim.p));
    return parts;
  };
  const tree = (nodes) => make('ul', '', ...nodes.map(reason));
  function reason(number) {
    const [kind, text, claim, children] = data.nodes[number];
    const item = make('li', 'k-' + KINDS[kind]);
    if (children.length) {
      const branch = make('details', '', make('summary', '', data.texts[text]));
      /* made when it is opened: reasons share reasons, and all of them unfolded may be exponentially many */
      const unfold = () => branch.childElementCount > 1 || branch.append(tree(children));
      branch.addEventListener('toggle', unfold);
      branch.open = OPENED.has(KINDS[kind]);
      if (branch.open) unfold();
      item.append(branch);
    } else item.append(data.texts[text]);
    if (claim) item.append(...claimParts(data.claims[claim - 1]));
    return item;
  }
  const showWhy = (why, root) => {
    if (why.dataset.root === String(root)) return;
    why.dataset.root = root;
    const nodes = data.roots[root];
    why.lastElementChild.replaceWith(nodes.length ? tree(nodes) : make('p', '', NOTHING));
  };

  /* ---- redrawing ---- */

  const shown = []; /* by line: the standing that it shows now, so that only what changes is redrawn */
  const redrawLine = (line, i) => {
    const [vector, reasons] = data.lines[i];
    const entry = entryOn(vector, chosen.account);
    const why = line.lastElementChild;
    if (why.open) showWhy(why, entryOn(reasons, chosen.account));
    if (shown[i] === entry) return;
    shown[i] = entry;
    const now = standing(vector, chosen.account);
    const [state, turns, words] = line.querySelector('div').children;
    showState(state, now);
    showTurns(turns, now.questions);
    words.textContent = now.words;
    line.querySelector('.bar').replaceChildren(...shapes(now.shapes));
  };

  const redrawTable = (row) => {
    const vector = data.lines[row.dataset.line][0];
    const cells = [...row.querySelectorAll('td')];
    const states = cells.map((cell, account) => {
      const now = standing(vector, account);
      showState(cell.firstChild, now);
      cell.classList.toggle('shown', account === chosen.account);
      return now.text;
    });
    row.classList.toggle('differs', states.some((state) => state !== states[0]));
  };

  const redrawTally = (tally) => {
    const counts = {};
    for (let i = Number(tally.dataset.from); i < Number(tally.dataset.to); i++) {
      if (!data.lines[i][2]) continue;
      const { sign } = standing(data.lines[i][0], chosen.account);
      counts[sign] = (counts[sign] || 0) + 1;
    }
    const parts = Object.entries(data.signs).filter(([sign]) => counts[sign])
      .map(([sign, meaning]) => counts[sign] + ' ' + meaning);
    tally.replaceChildren(accountLead(chosen.account), make('b', '', accountName(chosen.account)),
      ': ' + (parts.join(', ') || 'nothing is owed, expected or decided under this request alone') + '.');
  };

  const redrawEvent = (id, vector) => {
    const now = standing(vector, chosen.account);
    const [state, turns] = document.getElementById(id).querySelector('.stand').children;
    const mark = document.querySelector(`.lane:not(.shared) [data-o="${id}"]`);
    showState(state, now);
    showTurns(turns, now.questions);
    if (mark) mark.replaceChildren(...mark.querySelectorAll('title'), ...shapes(now.shapes));
  };

  const choice = () =>
    data.readings.map(({ id, answers }, r) => [id, answers[chosen.readings[r] - 1]]).filter(([, answer]) => answer);
  const showChoice = () => {
    const readings = choice().map(([id, answer]) => `${id}: ${answer}`).join(', ');
    const summary = document.querySelector('.readings summary');
    if (summary) summary.lastChild.data = readings || 'all open';
    document.getElementById('status').textContent =
      `${accountLead(chosen.account)}${accountName(chosen.account)}; readings: ${readings || 'all open'}.`;
  };

  const redraw = () => {
    lines.forEach(redrawLine);
    document.querySelectorAll('.outcomes tbody tr').forEach(redrawTable);
    document.querySelectorAll('.outcomes thead tr').forEach((row) =>
      [...row.cells].forEach((head, i) => head.classList.toggle('shown', i - 1 === chosen.account)));
    document.querySelectorAll('.tally').forEach(redrawTally);
    for (const [id, vector] of Object.entries(data.events)) redrawEvent(id, vector);
    showChoice();
  };

  /* ---- events of the reader ---- */

  form.addEventListener('change', ({ target }) => {
    if (target.name === 'account') chosen.account = Number(target.value);
    if (target.name === 'reading') {
      const r = Number(target.dataset.reading);
      if (!data.combined) {
        chosen.readings.fill(0);
        form.querySelectorAll('select').forEach((other) => { if (other !== target) other.value = '0'; });
      }
      chosen.readings[r] = Number(target.value);
    }
    redraw();
  });
  form.addEventListener('submit', (event) => event.preventDefault());

  document.getElementById('ledger').addEventListener('toggle', ({ target }) => {
    if (!target.open || !target.classList.contains('why')) return;
    const [, reasons] = data.lines[lines.indexOf(target.closest('.line'))];
    showWhy(target, entryOn(reasons, chosen.account));
  }, true);

  /* A question opens in a dialog over the page, so the reader keeps the place. */
  const card = document.getElementById('card');
  const openQuestion = (article) => {
    const close = make('button', '', 'Close');
    const copy = article.cloneNode(true);
    copy.removeAttribute('id');
    close.type = 'button';
    close.addEventListener('click', () => card.close());
    card.setAttribute('aria-label', article.querySelector('h3').textContent);
    card.replaceChildren(close, copy);
    card.showModal();
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const mark = event.target.closest('.lane [data-o]');
    if (link && /^#Q\d+$/.test(link.hash)) {
      event.preventDefault();
      openQuestion(document.getElementById(link.hash.slice(1)));
    } else if (link && card.open) card.close();
    else if (event.target === card) card.close();
    else if (mark) location.hash = mark.dataset.o;
  });

  /* ---- at the start ---- */

  /* On a large page only the first lines have their reasons in the HTML; the others get them here. */
  for (const line of lines) {
    if (line.lastElementChild.className === 'why') continue;
    const summary = make('summary', '', 'Why ', make('s', '', line.querySelector('.no').textContent));
    const why = make('details', 'why', summary);
    const note = `Of row ${line.id.slice(4)}; the other rows of this line stand alike.`;
    if (line.dataset.rows) why.append(make('p', 'note', note));
    why.append(make('ul'));
    line.append(why);
  }

  const measure = () =>
    document.documentElement.style.setProperty('--switch',
      getComputedStyle(form).position === 'sticky' ? form.offsetHeight + 'px' : '0px');
  document.querySelector('.scriptless').remove();
  form.hidden = false;
  form.reset();
  measure();
  new ResizeObserver(measure).observe(form);
})();
