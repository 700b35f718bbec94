# Writes a case at or beyond a limit: awk -v what=NAME -v n=NUMBER -f make.awk. Each function is one of them.

function head() {
    print "kind state, matter\nname state Alden, Borea\nname matter Aid"
    print "event raid by state on state\nevent aid by state to state on occurrence"
}

function treaty() {
    print "treaty Pact \"the pact\"\narticle 1"
}

# a comment line of n bytes
function line(    i) {
    head()
    printf "--"
    for (i = 2; i < n; i++)
        printf "x"
    print ""
}

# a text of n bytes
function text(    i, rest) {
    print "kind state"
    for (rest = n - 11; rest > 4096; rest -= 64)
        print "-- a remark of sixty-four bytes with its end, one after another"
    for (i = 1; i < rest; i++)
        printf i < 3 ? "-" : "x"
    print ""
}

# n mistakes
function mistakes(    i) {
    head()
    for (i = 0; i < n; i++)
        printf "2022-01-01 raid by N%s on Alden\n", letters(i)
}

# a word with n roles
function roles(    i, prep) {
    split("by of to for on at in with under from", prep, " ")
    print "kind state"
    printf "event raid"
    for (i = 1; i <= n; i++)
        printf " %s state", prep[i]
    print ""
}

# a rule with n variables: n - 1 raids on one state
function variables(    i) {
    head()
    treaty()
    print "when raid by va on vb"
    for (i = 1; i < n - 1; i++)
        printf "%s raid by v%s on va\n", i == 1 ? "if" : "and", letters(i)
    print "then va owes vb aid by va to vb"
}

function letters(i) {
    return sprintf("%c%c", 97 + int(i / 26), 97 + i % 26) "x"
}

# a rule with n conditions behind its trigger
function conditions(    i) {
    head()
    treaty()
    print "when raid by va on vb"
    for (i = 1; i <= n; i++)
        print (i == 1 ? "if " : "and ") "no aid by vb to va"
    print "then va owes vb aid by va to vb"
}

# n words
function words(    i) {
    print "kind state"
    for (i = 1; i <= n; i++)
        printf "event x%c%c%c by state\n", 97 + i % 26, 97 + int(i / 26) % 26, 97 + int(i / 676)
}

# kinds n above each other
function kinds(    i) {
    print "kind a" letters(0)
    for (i = 2; i < n; i++) # "any" is above all
        print "kind a" letters(i - 1) " is a" letters(i - 2)
}

# a date that leaves n days open, from which a period runs: every day counts
function days() {
    head()
    treaty()
    print "when raid by va on vb\nthen va owes vb aid by va to vb within 3 days"
    if (n == 400)
        print "[2022-01-01..2023-02-04] raid by Alden on Borea"
    else
        print "[2022-01-01..2023-02-05] raid by Alden on Borea"
}

# a reading with n answers
function answers(    i) {
    head()
    print "treaty Pact \"the pact\"\nreading Soon \"how soon\""
    for (i = 1; i <= n; i++)
        printf "  A%s %d days\n", letters(i), i
    print "article 1\nwhen raid by va on vb\nthen va owes vb aid by va to vb within Soon"
    print "2022-01-01 raid by Alden on Borea"
}

# n questions
function questions(    i) {
    head()
    for (i = 1; i <= n; i++)
        printf "2022-01-01 e%d: raid by Alden on Borea\n  asks Borea\n", i
}

# one line that any one of n raids makes true, each of which one says and the other denies
function any_of(    i, k) {
    head()
    print "fact state is warned"
    print "treaty Pact \"the pact\"\narticle 1\nwhen raid by va on vb\nthen vb is warned"
    print "article 2\nwhen e: raid by va on vb\nthen va owes vb aid by va to vb within 30 days"
    for (i = 0; i < n; i++) {
        k = int(i / 28)
        printf "%d-%02d-%02d e%d: raid by Alden on Borea\n  says Borea\n  denies Alden\n", 1600 + int(k / 12), k % 12 + 1,
            i % 28 + 1, i
    }
}

# n weights, each twice the one before, each contested: 2^n sums
function sums(    i) {
    head()
    print "fact weight of matter with number\nevent close of occurrence"
    treaty()
    print "when raid by va on vb\nif sum of n in weight of m with n at least 7\nthen va owes vb aid by va to vb"
    for (i = 0; i < n; i++)
        printf "name matter M%s\n2022-01-01/.. weight of M%s with %d\n  asks Borea\n", letters(i), letters(i), 2 ^ i
    print "2022-01-02 raid by Alden on Borea"
}

# a product of two numbers of n digits
function product(    i, nines) {
    head()
    for (i = 0; i < n; i++)
        nines = nines "9"
    print "fact weight of matter with number"
    treaty()
    print "when raid by va on vb\nif sum of n in weight of m with n at least " nines "/2 sum of k in weight of m with k"
    print "then va owes vb aid by va to vb"
    print "2022-01-01/.. weight of Aid with " nines
    print "2022-01-02 raid by Alden on Borea"
}

# a number of n digits
function digits(    i, nines) {
    head()
    for (i = 0; i < n; i++)
        nines = nines "9"
    print "quantity losses of state in occurrence\n2022-01-01 e1: raid by Alden on Borea"
    print "losses of Borea in e1 at least " nines
}

# a rule with `after` that sets itself off
function circle() {
    head()
    print "fact state is alarmed"
    treaty()
    print "when 1 hour after raid by va on vb\nthen va is alarmed"
    print "when 1 hour after va is alarmed\nthen end va is alarmed"
    print "when 1 hour after no va is alarmed\nthen va is alarmed"
    print "2000-01-01 raid by Alden on Borea"
}

# four conditions without a variable in common, on n rows: whom the rule is about is told by the last of them, or by the
# first, so that nothing has to be tried with the others once one of each stands
function apart(who,    i) {
    head()
    print "fact state is bound to state\nfact state is alarmed"
    for (i = 0; i < n; i++)
        print "name state N" letters(i)
    treaty()
    print "while va is bound to vb\nand vc is bound to vd\nand ve is bound to vf\nand vg is bound to vh\nthen " who " is alarmed"
    for (i = 0; i < n; i++)
        print "2022-01-01/.. N" letters(i) " is bound to N" letters((i + 1) % n)
}

# n lines, each of which fills in a role of one occurrence with another state
function fillings(    i) {
    head()
    for (i = 0; i < n; i++)
        print "name state N" letters(i)
    print "2022-01-01 e1: raid on Borea"
    for (i = 0; i < n; i++)
        print "e1 by N" letters(i) "\n  says N" letters(i)
}

# n articles, each of which founds a duty at each of n occurrences
function duties(    i) {
    head()
    treaty()
    for (i = 0; i < n; i++)
        print "article " i + 2 "\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3 days"
    for (i = 0; i < n; i++)
        print "2022-01-01 e" i ": raid by Alden on Borea"
}

# n members vote; a count stands behind a condition that each of them meets: it is made once for each vote, not n times
function voters(    i) {
    print "use decisions\nname organ Council"
    for (i = 0; i < n; i++)
        print "name state N" letters(i)
    print "2020-01-01/.. Council is deciding by Two Thirds Of Members"
    for (i = 0; i < n; i++)
        print "2020-01-01/.. N" letters(i) " is member of Council"
    print "2022-01-01 d1: draft in Council for Mission"
    for (i = 0; i < n; i++)
        print "2022-01-02 vote by N" letters(i) " on d1 for " (i % 3 == 0 ? "No" : "Yes")
    print "2022-01-03 close of d1"
}

# n acts on any day of a month, each owed from any day of that month
function open_days(    i) {
    print "kind state\nevent raid by state\nevent aid by state"
    for (i = 0; i < n; i++)
        print "name state N" letters(i)
    print "treaty Pact \"p\"\narticle 1\nwhen raid by a\nthen a owes a aid by a within 3 days"
    for (i = 0; i < n; i++)
        print "2022-01-XX raid by N" letters(i) "\n2022-01-XX aid by N" letters(i)
}

# n accounts, and a request that each of them made
function accounts(    i) {
    print "kind state\nevent request by state\nrow request r: request by state"
    for (i = 0; i < n; i++)
        print "name state N" letters(i) "\naccount N" letters(i)
    for (i = 0; i < n; i++)
        print "2022-01-01 request by N" letters(i) "\n  says N" letters(i)
}

# n files, each of which uses the next
function files(    i, name) {
    for (i = 1; i <= n; i++) {
        name = "f" i ".record"
        printf "%s", i < n ? "use \"f" (i + 1) ".record\"\n" : "kind state\n" >name
        close(name)
    }
}

# n raids on one day, each of which forbids the next: which came first is asked of every two of them
function entangled(    i) {
    head()
    treaty()
    print "when raid by va on vb\nthen va owes vb no raid by va on vb within 3 days"
    for (i = 1; i <= n; i++)
        print "2022-01-01 e" i ": raid by Alden on Borea"
}

# n disputed values of a fact that has one at a time, each of which ends all before it in some worlds
function values(    i) {
    head()
    print "fact weight of state with one number"
    treaty()
    print "article 1\nwhile weight of x with m\nthen x owes Borea no raid by x on Borea"
    for (i = 1; i <= n; i++)
        print "20" sprintf("%02d", 1 + i / 336) "-" sprintf("%02d", i / 28 % 12 + 1) "-" sprintf("%02d", i % 28 + 1) \
            "/.. weight of Alden with " i "\n  says Alden\n  denies Borea"
}

BEGIN {
    if (what == "line") line()
    else if (what == "text") text()
    else if (what == "mistakes") mistakes()
    else if (what == "roles") roles()
    else if (what == "variables") variables()
    else if (what == "conditions") conditions()
    else if (what == "words") words()
    else if (what == "kinds") kinds()
    else if (what == "days") days()
    else if (what == "answers") answers()
    else if (what == "questions") questions()
    else if (what == "any_of") any_of()
    else if (what == "sums") sums()
    else if (what == "product") product()
    else if (what == "digits") digits()
    else if (what == "circle") circle()
    else if (what == "apart") apart("vg")
    else if (what == "apart_from_first") apart("va")
    else if (what == "fillings") fillings()
    else if (what == "duties") duties()
    else if (what == "voters") voters()
    else if (what == "open_days") open_days()
    else if (what == "accounts") accounts()
    else if (what == "files") files()
    else if (what == "entangled") entangled()
    else if (what == "combinations") combinations()
    else if (what == "combinations_of_many") combinations_of_many()
    else if (what == "combinations_of_rule") combinations_of_rule()
    else if (what == "combinations_of_state") combinations_of_state()
    else if (what == "combinations_of_duty") combinations_of_duty()
    else if (what == "judged") judged()
    else if (what == "bounds") bounds()
    else if (what == "values") values()
    else exit 1
}

function names(from, to,    i, list) {
    for (i = from; i <= to; i++)
        list = list (i > from ? ", " : "") sprintf("S%02d", i)
    return list
}

# an entry whose lists make 256 n combinations
function combinations() {
    print "kind state\nname state " names(1, n > 16 ? n : 16)
    print "event pact by state of state to state\nfact state is bound\nwhen pact by a\nthen a is bound"
    print "2022-01-01 pact by " names(1, 16) " of " names(1, 16) " to " names(1, n)
}

# an entry of eight lists: 16 to the power of n, which is more than a number of 32 bits holds
function combinations_of_many(    i, prep) {
    split("by of to for on at in with", prep, " ")
    print "kind state\nname state " names(1, 16)
    printf "event pact"
    for (i = 1; i <= 8; i++)
        printf " %s state", prep[i]
    printf "\n2022-01-01 pact"
    for (i = 1; i <= n; i++)
        printf " %s %s", prep[i], names(1, 16)
    print ""
}

# a rule whose duty has 256 n combinations, so that as many stand in it; what sets it off has more, and they are not written out
function combinations_of_rule() {
    print "kind state\nname state " names(1, n > 20 ? n : 20)
    print "event pact by state of state to state\nevent aid by state of state to state"
    print "treaty Pact \"the pact\"\narticle 1\nwhen pact by " names(1, 20) " of " names(1, 20) " to " names(1, 20)
    print "then S01 owes S02 aid by " names(1, 16) " of " names(1, 16) " to " names(1, n)
    print "2022-01-01 pact by S01 of S02 to S03"
}

# a state of things that concludes 256 n facts
function combinations_of_state() {
    print "kind state\nname state " names(1, n > 16 ? n : 16)
    print "fact state is ready\nfact state is friend of state to state"
    print "while S01 is ready\nthen " names(1, 16) " is friend of " names(1, 16) " to " names(1, n)
    print "2022-01-01/.. S01 is ready"
}

# a duty of the record with 256 n combinations
function combinations_of_duty() {
    print "kind state\nname state " names(1, n > 16 ? n : 16)
    print "event aid by state of state to state"
    print "declaration Vow \"a vow\" by S01"
    print "2022-01-01 S01 owes S02 aid by " names(1, 16) " of " names(1, 16) " to " names(1, n)
}

# n words of a judge, the last of which takes the name back
function judged(    i) {
    print "kind state\nkind court\nname state Alden, Borea\nname court Court"
    print "event raid by state on state\nevent attack by state on state\nfact state is guilty"
    print "treaty Pact \"the pact\"\njudge Court of attack\narticle 1"
    print "while attack by a on Borea\nthen a is guilty"
    print "2022-01-01 e1: raid by Alden on Borea\ne1 counts as attack on Borea"
    for (i = 1; i < n; i++)
        printf "  says Court recorded 2022-%02d-%02d\n", 1 + int(i / 28), 1 + i % 28
    print "  denies Court recorded 2022-12-30"
    print "check does not hold Alden is guilty as open on 2023-01-01"
}

# n bounds of one number that cannot all be, each other than the rest
function bounds(    i) {
    print "kind state\nname state Alden\nquantity killed of state\nfact state is hurt"
    print "treaty Pact \"the pact\"\narticle 1\nwhen raid by a\nif killed of a at least 1\nthen a is hurt"
    print "event raid by state\n2022-01-01 raid by Alden"
    for (i = 1; i <= n; i++)
        printf "killed of Alden exactly %d\n  says Alden\n", i
}
