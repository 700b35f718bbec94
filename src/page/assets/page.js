/*
 * Shows the states of the account and the answers that the reader chooses. It computes none: casus has put the state of
 * each line, and the sentence of each verdict, on each account and with each answer into the data (the format is
 * described in src/page/table.c). What it writes into the page is text, never markup.
 */
'use strict';
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const KINDS = ['state', 'rule', 'entry', 'claim', 'derived', 'absent', 'count', 'reading', 'question', 'note'];
  const VERDICTS = ['not', 'none', 'open', 'open'];
  const OPENED = new Set(['state', 'rule', 'note']);
  const data = JSON.parse(document.getElementById('data').textContent);
  const form = document.querySelector('form.switch');
  const picker = form.elements.account;
  const lines = [...document.querySelectorAll('#ledger .line')];
  const nows = [...document.querySelectorAll('.now[data-l]')];
  const verdicts = [...document.querySelectorAll('.verdict')];
  const chosen = { account: data.shown, answers: [...data.presets[data.shown]], row: '' };

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

  const presets = () => data.presets[chosen.account];
  const isOwn = () => chosen.answers.every((answer, s) => answer === presets()[s]);

  /* The entry of a table for the answers that are chosen: first the combinations, then each other switch by itself. */
  const entryOf = ([switches, entries]) => {
    const answers = (s) => data.switches[s].answers.length + 1;
    const first = switches.filter((s) => s < data.combined);
    let offset = first.reduce((product, s) => product * answers(s), 1);
    for (const s of switches.slice(first.length)) {
      if (chosen.answers[s] !== presets()[s]) return entries[offset + chosen.answers[s]];
      offset += answers(s);
    }
    return entries[first.reduce((index, s) => index * answers(s) + chosen.answers[s], 0)];
  };
  const entryIn = (vector) => {
    const entry = data.vectors[vector][chosen.account];
    return entry < 0 ? entryOf(data.tables[-1 - entry]) : entry;
  };
  const standing = (entry) => {
    const [state, times, words, shapes, questions] = data.standings[entry];
    const [text, sign] = data.states[state];
    /* [3,9]: all from 3 to 9 */
    const each = questions.flatMap((q) =>
      q.length ? Array.from({ length: q[1] - q[0] + 1 }, (_, i) => q[0] + i) : [q],
    );
    return {
      text, sign, words: [data.times[times], data.times[words]].filter(Boolean).join(', '), shapes, questions: each,
    };
  };
  const accountTitle = () => picker.options[chosen.account].text;
  const chosenTitle = () => (isOwn() ? accountTitle() : data.phrases.answered.replace('{who}', () => accountTitle()));

  /* ---- writing ---- */

  const showState = (place, { text, sign }, also = '') => {
    place.className = also + sign;
    place.textContent = text;
  };
  const questionLink = (number) => {
    const link = make('a', '', 'Q' + number);
    link.href = '#Q' + number;
    return link;
  };
  /* Several questions may have one number: those that differ only in who is to act. */
  const eachNumber = (questions) => [...new Set(questions.map((q) => data.questions[q]))];
  /* as casus writes them: five in a row, or more, are told as the first and the last (view/legend.h) */
  const showTurns = (place, questions) => {
    const numbers = eachNumber(questions);
    const parts = [];
    for (let i = 0, run; i < numbers.length; i += run) {
      for (run = 1; numbers[i + run] === numbers[i] + run; ) run++;
      if (run < 5) run = 1;
      parts.push(i ? ' ' : '', questionLink(numbers[i]));
      if (run > 1) parts.push('–', questionLink(numbers[i + run - 1]));
    }
    place.replaceChildren(...parts);
  };

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
    if (claim.x) parts.push(' ', make('em', '', data.phrases.changed));
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
    why.lastElementChild.replaceWith(nodes.length ? tree(nodes) : make('p', '', data.phrases.nothing));
  };

  /* Where the answers have too many combinations, the reasons of the account itself are all there is. */
  const showReasons = (line, i) => {
    const [states, reasons] = data.lines[i].map((vector) => data.vectors[vector][chosen.account]);
    const why = line.lastElementChild;
    const told = why.querySelector(':scope > .of-account');
    showWhy(why, entryIn(data.lines[i][1]));
    if (isOwn() || states >= 0 || reasons < 0) told?.remove();
    else if (!told)
      why.lastElementChild.before(make('p', 'note of-account', data.phrases.apart));
  };

  /* ---- redrawing ---- */

  const shown = []; /* by line: the standing that it shows now, so that only what changes is redrawn */
  const redrawLine = (line, i) => {
    const entry = entryIn(data.lines[i][0]);
    if (line.lastElementChild.open) showReasons(line, i);
    if (shown[i] === entry) return;
    shown[i] = entry;
    const now = standing(entry);
    const [state, turns, words] = line.querySelector('div').children;
    showState(state, now);
    showTurns(turns, now.questions);
    words.textContent = now.words;
    line.querySelector('.bar').replaceChildren(...shapes(now.shapes));
  };

  const redrawVerdict = (place) => {
    const [kind, sentence] = data.verdicts[entryIn(data.requests[place.dataset.r])];
    const word = sentence.search(/[:.]/);
    place.replaceChildren(make('b', VERDICTS[kind], sentence.slice(0, word)), sentence.slice(word));
  };

  const redrawEvent = (id, vector) => {
    const now = standing(entryIn(vector));
    const [state, turns] = document.getElementById(id).querySelector('.stand').children;
    const mark = document.querySelector(`.lane:not(.shared) [data-o="${id}"]`);
    showState(state, now);
    showTurns(turns, now.questions);
    if (mark) mark.replaceChildren(...mark.querySelectorAll('title'), ...shapes(now.shapes));
  };

  /* The accounts have columns of their own; what is chosen has one as soon as it differs from them. */
  const showChoice = () => {
    const own = isOwn();
    const column = document.querySelector('.outcomes thead tr')?.children[chosen.account + 2];
    document.documentElement.classList.toggle('answered', !own || !column);
    for (const cell of document.querySelectorAll('.outcomes .of-chosen')) cell.classList.remove('of-chosen');
    if (own && column)
      for (const row of document.querySelectorAll('.outcomes tr')) row.children[chosen.account + 2].classList.add('of-chosen');
    for (const step of document.querySelectorAll('[data-as]'))
      step.hidden = !step.dataset.as.split(' ').includes(String(chosen.account));
    for (const place of document.querySelectorAll('.then .who, th .who'))
      place.textContent = chosenTitle();
    const reset = form.querySelector('.reset');
    reset.hidden = own;
    reset.querySelector('.who').textContent = accountTitle();
    picker.value = chosen.account;
    for (const control of document.querySelectorAll('[data-s]')) {
      const value = String(chosen.answers[control.dataset.s]);
      if (control.type === 'radio') control.checked = control.value === value;
      else control.value = value;
    }
    document.querySelectorAll('a.as').forEach((link) =>
      link.toggleAttribute('aria-current', decodeURIComponent(link.hash.slice(4)) === data.accounts[chosen.account]));
    document.getElementById('status').textContent =
      `${chosenTitle()}. ${verdicts.length ? verdicts[0].textContent : ''}`;
  };

  /* All that is chosen stands in the address: #as=Azerbaijan&row=4&q=e1...:yes */
  const toAddress = () => {
    const words = [`as=${encodeURIComponent(data.accounts[chosen.account])}`];
    chosen.answers.forEach((answer, s) => {
      if (answer === presets()[s]) return;
      const said = answer ? data.switches[s].answers[answer - 1] : 'open';
      words.push(`${encodeURIComponent(data.switches[s].id)}=${encodeURIComponent(said)}`);
    });
    if (chosen.row) words.push(`row=${encodeURIComponent(chosen.row)}`);
    return '#' + words.join('&');
  };

  const redraw = (keep) => {
    lines.forEach(redrawLine);
    nows.forEach((place) => showState(place, standing(entryIn(data.lines[place.dataset.l][0])), 'now '));
    verdicts.forEach(redrawVerdict);
    for (const [id, vector] of Object.entries(data.events)) redrawEvent(id, vector);
    showChoice();
    if (keep) history.replaceState(null, '', toAddress());
  };

  /* ---- events of the reader ---- */

  const chooseAccount = (account) => {
    chosen.account = account;
    chosen.answers = [...presets()];
  };
  const chooseAnswer = (s, answer) => {
    chosen.answers = chosen.answers.map((own, i) => (s < data.combined && i < data.combined ? own : presets()[i]));
    chosen.answers[s] = answer;
  };
  const reveal = (node) => {
    for (let at = node; at; at = at.parentElement) if (at.localName === 'details') at.open = true;
    node.scrollIntoView();
    node.focus({ preventScroll: true });
  };
  const showRow = (id) => {
    const line = lines.find((one) => (one.dataset.rows ?? one.id.slice(4)).split(' ').includes(id));
    const article = document.getElementById('row=' + id);
    if (article) reveal(article);
    else if (line) reveal(line);
  };

  /* Takes over what the address says; false if it says nothing of this page. */
  const fromAddress = () => {
    const words = location.hash.slice(1).split('&').map((word) => word.split('=').map(decodeURIComponent));
    if (!words.some(([name]) => name === 'as' || name === 'row')) return false;
    for (const [name, value] of words)
      if (name === 'as' && data.accounts.includes(value)) chooseAccount(data.accounts.indexOf(value));
    for (const [name, value] of words) {
      const s = data.switches.findIndex(({ id }) => id === name);
      const answer = s < 0 ? -1 : data.switches[s].answers.indexOf(value);
      if (answer >= 0) chooseAnswer(s, answer + 1);
      else if (s >= 0 && value === 'open') chooseAnswer(s, 0);
      if (name === 'row') chosen.row = value;
    }
    return true;
  };

  document.addEventListener('change', ({ target }) => {
    if (target === picker) chooseAccount(Number(picker.value));
    else if (target.dataset.s) chooseAnswer(Number(target.dataset.s), Number(target.value));
    else return;
    redraw(true);
  });
  form.querySelector('.reset').addEventListener('click', () => {
    chooseAccount(chosen.account);
    redraw(true);
    picker.focus();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  window.addEventListener('hashchange', () => {
    if (!fromAddress()) return;
    redraw(false);
    if (chosen.row) showRow(chosen.row);
  });

  /* On a large page the bars are drawn when they may be seen. */
  document.getElementById('everything').addEventListener('toggle', () => lines.forEach(redrawLine), { once: true });

  document.getElementById('ledger').addEventListener('toggle', ({ target }) => {
    if (!target.open || !target.classList.contains('why') || !target.closest('.line')) return;
    showReasons(target.closest('.line'), lines.indexOf(target.closest('.line')));
  }, true);

  /* A question opens in a dialog over the page, so the reader keeps the place. */
  const card = document.getElementById('card');
  const openQuestion = (article) => {
    const close = make('button', '', data.phrases.close);
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
    } else if (link && link.hash.startsWith('#row-')) {
      event.preventDefault();
      if (card.open) card.close();
      chosen.row = link.hash.slice(5);
      history.pushState(null, '', toAddress());
      showRow(chosen.row);
    } else if (link && card.open) card.close();
    else if (event.target === card) card.close();
    else if (mark) location.hash = mark.dataset.o;
  });

  /* ---- at the start ---- */

  /* On a large page only the first lines have their reasons in the HTML; the others get them here. */
  for (const line of lines) {
    if (line.lastElementChild.className === 'why') continue;
    const summary = make('summary', '', data.phrases.why + ' ', make('s', '', line.querySelector('.no').textContent));
    const why = make('details', 'why', summary);
    const note = data.phrases.alike.replace('{row}', () => line.id.slice(4));
    if (line.dataset.rows) why.append(make('p', 'note', note));
    why.append(make('ul'));
    line.append(why);
  }

  const measure = () =>
    document.documentElement.style.setProperty('--switch',
      getComputedStyle(form).position === 'sticky' ? form.offsetHeight + 'px' : '0px');
  document.documentElement.classList.add('scripted');
  if (matchMedia('(max-width: 819px)').matches) {
    document.querySelectorAll('.why-so, .more, details.case').forEach((one) => { one.open = false; });
    document.querySelectorAll('.rest').forEach((button) => {
      const table = button.previousElementSibling;
      table.classList.add('short');
      button.hidden = false;
      button.addEventListener('click', () => {
        table.classList.remove('short');
        button.hidden = true;
        table.rows[4].querySelector('a').focus();
      });
    });
  }
  document.querySelectorAll('.seg').forEach((answers) => { answers.hidden = false; });
  form.hidden = false;
  form.reset();
  if (fromAddress()) redraw(false);
  else showChoice(); /* all else is written so */
  if (chosen.row) showRow(chosen.row);
  measure();
  new ResizeObserver(measure).observe(form);
})();
