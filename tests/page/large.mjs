/* A large record for the page, the same every time: crises of six states, reported by two newspapers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TREATY = `kind  actor
kind  state, body, press is actor
name  state Alden, Borea, Corin, Dorn, Elas, Fenn
name  body League
name  press Gazette, Herald
event attack by state on state
event request by state of body for occurrence
event help by state to state on occurrence
event consultation by state on occurrence
event statement by state
event patrol by state
fact  state is party of instrument

row request r: request by state of body

treaty Pact "Pact of the League"

reading Once "at once"
  Strict  1 day "within the day"
  Middle  3 days
  Lenient 7 days

reading Armed "what is an attack"
  Wide
  Narrow "only in force"

article 1 since 2000-01-01 "help is given at once"
when  request by first of League for a
if    a counts as attack on first
and   helper is party of Pact
and   helper other than first
then  helper owes first help by helper to first on a within Once

article 2 since 2000-01-01 "all consult"
when  request by first of League for a
if    Armed reads Wide
and   helper is party of Pact
and   helper other than first
then  helper owes first consultation by helper on a within 3 days
`;

const HEAD = `use pact

account Alden, Borea, Corin, League

source N1 "What the Gazette wrote"
publisher "Gazette"
date 2030-01-05
source N2 "What the Herald wrote"
publisher "Herald"

Once reads Strict
  says Borea

2001-01-01/.. Alden, Borea, Corin, Dorn, Elas, Fenn are party of Pact
`;

const STATES = ['Alden', 'Borea', 'Corin', 'Dorn', 'Elas', 'Fenn'];

/* Numerical Recipes' generator of 32 bits: numbers from 0 to `below` - 1. */
const chance = (seed) => (below) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const day = (number) => new Date(Date.UTC(2030, 0, 1 + number)).toISOString().slice(0, 10);

const crisis = (i, random, lines) => {
  const start = i * 6;
  const attacker = random(6);
  const victim = (attacker + 1 + random(5)) % 6;
  const helpers = STATES.filter((_, s) => s !== victim);
  lines.push(`${day(start)} e${i}: attack by ${STATES[attacker]} on ${STATES[victim]}`,
    `  says ${STATES[victim]} in N1 "it was attacked, crisis number ${i}"`);
  if (i % 7 === 0) lines.push(`  denies ${STATES[attacker]} in N2 "nothing of the sort"`);
  lines.push(`e${i} counts as attack by ${STATES[attacker]} on ${STATES[victim]}`,
    `  says ${STATES[victim]} in N1 "an attack"`);
  if (i % 5 === 0) lines.push(`  denies ${STATES[attacker]} in N2 "not an attack"`);
  lines.push(`${day(start)} r${i}: request by ${STATES[victim]} of League for e${i}`, '  says Gazette in N1 "asked"');
  let count = 2;
  for (const helper of helpers) {
    if (random(2))
      lines.push(`${day(start + 1 + random(5))} help by ${helper} to ${STATES[victim]} on e${i}`,
        '  says Herald in N2 "helped"');
    else lines.push(`${day(start + random(6))} consultation by ${helper} on e${i}`);
    count++;
  }
  return count;
};

export const writeLarge = (work, rows, occurrences) => {
  const folder = join(work, 'large');
  const random = chance(7);
  const lines = [HEAD];
  const crises = Math.ceil(rows / 11); /* each has a request, five duties to help and five to consult */
  let count = 0;
  for (let i = 0; i < crises; i++) count += crisis(i, random, lines);
  const written = new Set(); /* the same words on the same day are one occurrence */
  while (count < occurrences) {
    const line = `${day(random(crises * 6))} ${random(2) ? 'statement' : 'patrol'} by ${STATES[random(6)]}`;
    if (written.has(line)) continue;
    written.add(line);
    lines.push(line);
    if (++count % 3) lines.push('  says Herald in N2');
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pact.treaty'), TREATY);
  writeFileSync(join(folder, 'large.record'), lines.join('\n') + '\n');
  return join(folder, 'large.record');
};
