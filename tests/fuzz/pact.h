/* SPDX-License-Identifier: MIT */
/* A small treaty and its words, for targets whose input is something else. */
#ifndef TESTS_FUZZ_PACT_H
#define TESTS_FUZZ_PACT_H

/* Short names, so that a change of a byte often hits one. Every sort of rule is there once. */
static const char WORDS[] =
    "kind body\nkind state, commission is body\nkind aid, ballot\n"
    "name state A, B\nname state C also Cc\nname body U\nname commission K\nname aid M, P\nname ballot Y, N\n"
    "event strike by state on state\nevent attack by state on state\nevent quarrel by state on state\n"
    "quarrel excludes attack\n"
    "event request by state of body for aid on occurrence under article\n"
    "event help by body to state of aid on occurrence after request\n"
    "event delivery by state to state of number on occurrence\n"
    "event waiver by state on occurrence\nevent draft in body to moment\nevent vote by state on occurrence for ballot\n"
    "event objection by state to occurrence\nevent close of occurrence after vote, objection\n"
    "event adoption of occurrence\nevent rejection of occurrence\nevent truce\n"
    "fact state is party of instrument\nfact state is menaced\nfact commission is sitting\n"
    "fact state is voter on occurrence\n"
    "fact silence of occurrence to moment\nquantity killed of state in occurrence\n"
    "row request r: request by state of body\n"
    "row decision d: draft in body\n  state adopted adoption of d\n  state not adopted rejection of d\n"
    "2000-01-01/.. A, B, C are party of T\n"
    "when attack on state\nthen state is menaced\n"
    "when d: draft in body\nif state is party of T\nthen state is voter on d\n";

static const char TREATY[] =
    "calendar Works\n  known 2000/2035\n  rest Saturday, Sunday\n  holiday 2022-09-14/2022-09-16\n  workday "
    "2022-10-08\n"
    "treaty T \"a treaty\" calendar Works\n"
    "reading Soon \"how soon\"\n  Strict 1 day\n  Wide 3 days\n"
    "article 1 \"help\"\n"
    "when request by victim of U for M on a\n"
    "if a counts as attack on victim\nand helper is party of T\nand helper other than victim\n"
    "then helper owes victim help by helper to victim on a within Soon\n"
    "released upon waiver by victim on a\nsuspended while commission is sitting\n"
    "article 2 \"no force\"\n"
    "while first is party of T\nand second is party of T\nand first other than second\nand no second is menaced\n"
    "then first owes second no strike by first on second\nuntil truce\n"
    "article 3 \"silence and votes\"\n"
    "when d: draft in U to m\nthen silence of d to m\n"
    "when reached m: silence of d to m\nif no objection to d\nthen adoption of d\nand end silence of d to m\n"
    "may objection by state to d\nif state is party of T\nand silence of d\n"
    "when close of d\nif d counts as draft\n"
    "and number of s in vote by s on d for Y at least 2/3 number of s in s is party of T\nthen adoption of d\n"
    "article 4 \"numbers\"\n"
    "when d: strike by attacker on victim\nif killed of victim in d at least 100\n"
    "then attacker owes victim delivery by attacker to victim of 10 on d within 3 months\n"
    "when holder fails claimant help by holder to claimant on a\nif Soon reads Strict\n"
    "then holder owes claimant delivery by holder to claimant of 5 on a within 24 hours\n"
    "when 2 days after truce\nif A is menaced\nthen end A is menaced\n"
    "article 5 \"business days\"\n"
    "when request by victim of U\nthen A owes victim help by A to victim within 2 business days\nsuspended while K is "
    "sitting\n"
    "when truce\nthen B owes A help by B to A within 3 days or the next business day\nsuspended while A is menaced\n";

#endif
