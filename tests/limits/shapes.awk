# Writes a small record of a shape that grows: awk -v what=SHAPE -v n=NUMBER -f shapes.awk -f said.awk
# -f organs.awk. Each function is one of them; those of what voices say, and of what is uncertain, are in said.awk, those of
# organs that decide in organs.awk.

function letters(i,    text) {
    text = sprintf("%c", 97 + i % 26)
    for (i = int(i / 26); i > 0; i = int(i / 26))
        text = text sprintf("%c", 97 + i % 26)
    return text "q"
}

function land(i) {
    return "L" letters(i)
}

function day(i) {
    return sprintf("%d-%02d-%02d", 2000 + int(i / 336), int(i / 28) % 12 + 1, i % 28 + 1)
}

function head() {
    print "kind  state, matter"
    print "name  state Alden, Borea"
    print "event raid by state on state"
    print "event aid by state to state on occurrence"
    print "event truce on occurrence"
}

function treaty() {
    print "treaty Pact \"the pact\""
}

function lands(n,    i) {
    for (i = 0; i < n; i++)
        print "name  state " land(i)
}

# n steps, each resting on three facts of the one before
function ladder(    i, k) {
    head()
    lands(3)
    for (i = 0; i <= n; i++)
        print "fact  state is " letters(i)
    treaty()
    for (i = 0; i < n; i++) {
        print "article " i + 1
        for (k = 0; k < 3; k++)
            print (k == 0 ? "while " : "and ") land(k) " is " letters(i)
        for (k = 0; k < 3; k++)
            print (k == 0 ? "then " : "and ") land(k) " is " letters(i + 1)
    }
    print "article " n + 1 "\nwhile " land(0) " is " letters(n)
    print "then " land(0) " owes " land(1) " no raid by " land(0) " on " land(1)
    for (k = 0; k < 3; k++)
        print "2022-01-01/.. " land(k) " is " letters(0)
}

# n words, a rule and an entry for each
function words(    i) {
    head()
    for (i = 0; i < n; i++)
        print "event " letters(i) " by state on state"
    treaty()
    for (i = 0; i < n; i++)
        print "article " i + 1 "\nwhen e: " letters(i) " by x on y\nthen y owes x aid by y to x on e within 9 days"
    for (i = 0; i < n; i++)
        print "2022-01-01 " letters(i) " by Alden on Borea"
}

# n names, each of which counts as the next
function links(    i) {
    head()
    for (i = 0; i <= n; i++)
        print "event " letters(i) " by state on state"
    for (i = 0; i < n; i++)
        print "when e: " letters(i) " by x on y\nthen " letters(i + 1) " by x on y"
    treaty()
    print "article 1\nwhen e: " letters(n) " by x on y\nthen y owes x aid by y to x on e"
    print "2022-01-01 e1: " letters(0) " by Alden on Borea\n  says Alden\n  denies Borea"
}

# n states, each with a rule's duty and a bond of the record; each is taken over by another, on days of their own
function succession(one, line,    i, to) {
    head()
    lands(2 * n)
    print "fact  state is ally of state\nfact  state is heir of state taking over"
    treaty()
    print "article 1\nwhile x is ally of y\nthen x owes y no raid by x on y"
    print "article 2\nwhen r: raid by y on x\nthen x owes y aid by x to y on r"
    for (i = 0; i < n && (!line || i == 0); i++) {
        print "1999-01-01/.. " land(i) " is ally of Alden"
        print "1999-01-02 raid by Alden on " land(i)
        print "1999-01-03 Alden expects " land(i) " aid by " land(i) " to Alden"
    }
    for (i = 0; i < n; i++)
        print (one ? "2001-01-01" : day(i)) "/.. " land(line ? i + 1 : n + i) " is heir of " land(i)
}

function successions() {
    succession(0, 0)
}

# the same on one day
function successors() {
    succession(1, 0)
}

# one state, taken over by a second, that by a third, and so on, on one day
function lineage() {
    succession(1, 1)
}

# n drafts, a vote and a close on each on one day
function closes(    i) {
    print "kind state\nname state Alden\nevent draft by state\nevent vote by state on occurrence"
    print "event close of occurrence after vote"
    for (i = 0; i < n; i++)
        print "2022-01-01 d" i ": draft by Alden"
    for (i = 0; i < n; i++)
        print "2022-01-02 a" i ": close of d" i "\n2022-01-02 b" i ": vote by Alden on d" i
}

# n raids on unknown days, each founding a duty, and n acts on unknown days
function vague(    i) {
    head()
    lands(n)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3 days"
    for (i = 0; i < n; i++) {
        print "2022-01-XX e" i ": raid by " land(i) " on " land((i + 1) % n)
        print "2022-01-XX aid by " land(i) " to " land((i + 1) % n) " on e" i
    }
}

# four conditions without a common variable
function product(    i) {
    head()
    print "fact state is bordering on state\nfact state is odd"
    lands(n)
    print "while a is bordering on b\nand c is bordering on d\nand e is bordering on f\nand g is bordering on h\nthen a is odd"
    for (i = 0; i < n; i++)
        print "2022-01-01/.. " land(i) " is bordering on " land((i + 1) % n)
}

# n expectations that stand in the record
function bonds(    i) {
    head()
    lands(n)
    for (i = 0; i < n; i++)
        print "2020-01-01 Alden expects " land(i) " raid by " land(i) " on Borea before 2030-01-01"
}

# n raids by two states that are called by their labels, each founding a duty that is performed
# Raids and aid of one month, of which nobody knows the day.
function dates(    i) {
    head()
    lands(n)
    treaty()
    print "article 1"
    print "when raid by x on y"
    print "then x owes y aid by x to y within 3 days"
    for (i = 0; i < n; i++) {
        print "2020-01-XX raid by " land(i) " on " land((i + 1) % n)
        print "2020-01-XX aid by " land(i) " to " land((i + 1) % n)
    }
}

function stream(    i) {
    head()
    print "event answer by state to state on occurrence"
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen y owes x answer by y to x on e within 30 days"
    for (i = 0; i < n; i++)
        print day(i) " r" i ": raid by Alden on Borea"
    for (i = 0; i < n; i++)
        print day(i + 3) " answer by Borea to Alden on r" i
}

# the same with incidents that are particulars
function incidents(    i) {
    head()
    print "event alarm by state for matter\nevent answer by state for matter"
    for (i = 0; i < n; i++)
        print "name  matter " land(i)
    treaty()
    print "article 1\nwhen alarm by x for m\nthen Borea owes x answer by Borea for m within 30 days"
    for (i = 0; i < n; i++)
        print day(i) " alarm by Alden for " land(i)
    for (i = 0; i < n; i++)
        print day(i + 3) " answer by Borea for " land(i)
}

# n pairs that a rule joins which waits for a day
function waits(    i) {
    head()
    lands(n)
    treaty()
    print "article 1\nwhen 2 days after e: raid by x on y\nif no aid by x to y on e\nthen x owes y aid by x to y on e within 9 days"
    for (i = 0; i < n; i++) {
        print day(i % 300) " e" i ": raid by " land(i) " on " land((i + 1) % n)
        print day(i % 300 + 1) " aid by " land(i) " to " land((i + 1) % n) " on e" i
    }
}

# n voices on one entry
function voices(    i) {
    head()
    lands(n)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3 days"
    print "2022-01-01 e1: raid by Alden on Borea"
    for (i = 0; i < n; i++)
        print "  " (i % 2 ? "says " : "denies ") land(i)
}

# n words of one voice on one entry
function revisions(    i) {
    head()
    print "2022-01-01 e1: raid by Alden on Borea"
    for (i = 0; i < n; i++)
        print "  " (i % 2 ? "says " : "denies ") "Borea recorded " day(i + 8000)
}

# n accounts of n raids
function accounts(    i) {
    head()
    lands(n)
    for (i = 0; i < n; i++)
        print "account " land(i)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by Alden on Borea\n  says " land(i)
}

# a name with n spellings, each used
function spellings(    i) {
    head()
    printf "name  state Cassia also "
    for (i = 0; i < n; i++)
        printf "%s%s", (i > 0 ? ", " : ""), land(i)
    print ""
    for (i = 0; i < n; i++)
        print day(i) " raid by " land(i) " on Borea"
}

# n readings, each used by a rule
function readings(    i) {
    head()
    treaty()
    for (i = 0; i < n; i++)
        print "reading " land(i) " \"what it means\"\n  One 1 day\n  Two 2 days"
    for (i = 0; i < n; i++)
        print "article " i + 1 "\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within " land(i)
    print "2022-01-01 e1: raid by Alden on Borea"
}

# n checks on n days
function checks(    i) {
    head()
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3000 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by Alden on Borea"
    for (i = 0; i < n; i++)
        print "check in force Pact 1: Alden owes Borea aid on e" i " as open on " day(i)
}

# n requests, each founding a duty
function requests(    i) {
    head()
    print "event request by state of state\nrow   request r: request by state of state"
    treaty()
    print "article 1\nwhen r: request by x of y\nthen y owes x aid by y to x on r within 3 days"
    for (i = 0; i < n; i++)
        print day(i) " r" i ": request by Alden of Borea\n" day(i + 1) " aid by Borea to Alden on r" i
}

# n drafts of one day in an organ, in the words of the library
function tabled(    i) {
    print "use decisions\nname organ Council\nname state Alden, Borea, Corvin"
    print "2020-01-01/.. Alden, Borea, Corvin are member of Council\n2020-01-01/.. Council is deciding by Majority"
    for (i = 0; i < n; i++)
        print "2022-01-05 d" i ": draft in Council"
}

function council(method) {
    print "use decisions\nname organ Council\nname state Alden, Borea, Corvin"
    print "2020-01-01/.. Alden, Borea, Corvin are member of Council\n2020-01-01/.. Council is deciding by " method
}

# the same with their votes and closes, all of one day
function ballots(    i) {
    council("Majority")
    for (i = 0; i < n; i++) {
        print "name item Item" letters(i) "\n2022-01-05 d" i ": draft in Council for Item" letters(i)
        print "2022-01-05 vote by Alden, Borea, Corvin on d" i " for " (i % 3 ? "Yes" : "No")
        print "2022-01-05 close of d" i
    }
}

# n silences of one day, some extended by one state, some broken
function silences(    i) {
    council("Silence")
    for (i = 0; i < n; i++) {
        print "2022-01-05 d" i ": draft in Council\n2022-01-06 circulation by Alden of d" i " to 2022-01-10"
        if (i % 3 == 1)
            print "2022-01-08 objection by Borea to d" i
        if (i % 3 == 2)
            print "2022-01-07 extension by Alden of d" i " to 2022-01-12"
    }
}

# n disputed pleas of one day on one raid, which found one duty, as a reading has it with a time or without
function asked(    i) {
    head()
    print "event plea by state on occurrence"
    lands(n)
    treaty()
    print "reading Pace \"how soon\"\n  Fast\n  Slow"
    print "article 1"
    for (i = 0; i < 2; i++)
        print "when plea on e\nif Pace reads " (i ? "Fast" : "Slow") \
            "\nthen Borea owes Alden aid by Borea to Alden on e" (i ? " within 3 days" : "")
    print "2022-01-01 e1: raid by Alden on Borea"
    for (i = 0; i < n; i++)
        print "2022-01-05 p" i ": plea by " land(i) " on e1\n  says Borea\n  denies " land(i)
}

# n drafts with votes, decided by counting
function decisions(    i) {
    head()
    lands(5)
    print "name  matter Yes, No"
    print "event draft by state\nevent vote by state on occurrence for matter\nevent close of occurrence after vote"
    print "event adoption of occurrence\nrow   decision d: draft by state\nstate adopted adoption of d"
    print "when close of d\nif number of s in vote by s on d for Yes at least 3\nthen adoption of d"
    for (i = 0; i < n; i++) {
        print day(i) " d" i ": draft by Alden"
        for (k = 0; k < 5; k++)
            print day(i) " vote by " land(k) " on d" i " for " (k + i % 3 < 4 ? "Yes" : "No")
        print day(i + 1) " close of d" i
    }
}

# a fact that n steps derive, each from the one before, with a duty on each
function steps(    i) {
    head()
    print "fact state is heir of state\nfact state is led"
    lands(n + 1)
    treaty()
    print "article 1\nwhile x is led\nand y is heir of x\nthen y is led"
    print "article 2\nwhile x is led\nthen x owes Borea no raid by x on Borea"
    print "2022-01-01/.. " land(0) " is led"
    for (i = 0; i < n; i++)
        print "2022-01-01/.. " land(i + 1) " is heir of " land(i)
}

# a list of n in one entry
function list(    i) {
    head()
    lands(n)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3 days"
    printf "2022-01-01 e1: raid by "
    for (i = 0; i < n; i++)
        printf "%s%s", (i > 0 ? ", " : ""), land(i)
    print " on Borea"
}

# a state that begins and ends n times, with a duty each time
function spells(    i) {
    head()
    print "fact state is armed"
    treaty()
    print "article 1\nwhile x is armed\nthen x owes Borea no raid by x on Borea"
    for (i = 0; i < n; i++)
        print day(3 * i) "/" day(3 * i + 1) " Alden is armed"
}

# one duty that n contested occurrences would end
function doubts(    i) {
    head()
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e\nuntil truce on e"
    print "2022-01-01 e0: raid by Alden on Borea"
    for (i = 0; i < n; i++)
        print "2022-02-01 t" i ": truce on e0\n  says Alden\n  denies Borea"
}

# n contested occurrences of different days
function contested(    i) {
    head()
    lands(n)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by " land(i) " on Borea\n  says Borea\n  denies " land(i)
}

# n names that voices give
function names(    i) {
    head()
    print "event assault by state on state"
    lands(n)
    treaty()
    print "article 1\nwhen e: assault by x on y\nthen x owes y aid by x to y on e within 3 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by " land(i) " on Borea\ne" i " counts as assault on Borea\n  says Borea\n  denies " land(i)
}

# n powers used
function powers(    i) {
    head()
    print "fact state is member\nevent plea by state"
    lands(n)
    treaty()
    print "article 1 \"who is a member may plead\"\nmay plea by x\nif x is member"
    print "article 2\nwhen p: plea by x\nthen Alden owes x aid by Alden to x on p within 3 days"
    for (i = 0; i < n; i++) {
        if (i % 2)
            print "2000-01-01/.. " land(i) " is member"
        print day(i) " plea by " land(i)
    }
}

# n quantities with bounds and a rule that compares them
function amounts(    i) {
    head()
    print "quantity losses of state in occurrence"
    lands(n)
    treaty()
    print "article 1\nwhen e: raid by x on y\nif losses of y in e at least 100\nthen x owes y aid by x to y on e within 3 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by Alden on " land(i) "\nlosses of " land(i) " in e" i " at least " i
}

# n states with titles, each in an entry
function titles(    i) {
    head()
    lands(n)
    for (i = 0; i < n; i++)
        print "title " land(i) " \"the Republic of " land(i) "\" short \"the " land(i) "\""
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by " land(i) " on " land((i + 1) % n)
}

# n sources, a claim from each
function sources(    i) {
    head()
    lands(3)
    for (i = 0; i < n; i++)
        print "source S" letters(i) " \"https://example.org/" i "\"\n  publisher \"the press\"\n  date " day(i)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by Alden on Borea\n  says " land(i % 3) " in S" letters(i) " recorded " day(i + 1)
}

# n voices, each of which speaks for the next, and who differ
function speakers(    i) {
    head()
    lands(n)
    for (i = 0; i < n - 1; i++)
        print land(i) " speaks for " land(i + 1)
    print "account " land(n - 1)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by Alden on Borea\n  " (i % 2 ? "says " : "denies ") land(i)
}

# n requests on one case, each of them met, with no link between the help and the request
function pleas(    i) {
    head()
    print "event request by state of state on occurrence\nrow   request r: request by state of state"
    lands(n)
    treaty()
    print "article 1\nwhen r: request by x of y on e\nthen y owes x aid by y to x on e within 30 days"
    print "2000-01-01 e0: raid by Alden on Borea"
    for (i = 0; i < n; i++)
        print day(i) " r" i ": request by " land(i) " of Borea on e0\n" day(i + 1) " aid by Borea to " land(i) " on e0"
}

# one draft on which n states vote
function voters(    i) {
    head()
    print "name  matter Yes, No"
    lands(n)
    print "event draft by state\nevent vote by state on occurrence for matter\nevent close of occurrence after vote"
    print "event adoption of occurrence\nrow   decision d: draft by state\nstate adopted adoption of d"
    print "when close of d\nif number of s in vote by s on d for Yes at least 3\nthen adoption of d"
    print "2022-01-01 d1: draft by " land(0)
    for (i = 0; i < n; i++)
        print "2022-01-02 vote by " land(i) " on d1 for " (i % 3 ? "Yes" : "No")
    print "2022-01-03 close of d1"
}

# n drafts, of which each is quorate by a count that follows from the votes on it; one who is barred votes on each
function quorums(    i, k) {
    head()
    lands(4)
    print "kind  body\nname  body Council\nevent draft in body\nevent vote by state on occurrence"
    print "fact  quorum of body with number\nfact  bar of state from occurrence"
    print "fact  state is counted on occurrence\nfact  occurrence is quorate"
    print "while d counts as draft in body\nthen  bar of Alden from d"
    print "may   vote by x on d\nif    no bar of x from d"
    print "when  vote by x on d\nthen  x is counted on d"
    print "while d counts as draft in body"
    print "and   number of s in s is counted on d at least sum of n in quorum of body with n\nthen  d is quorate"
    treaty()
    print "article 1\nwhile d is quorate\nthen  Borea owes Alden aid by Borea to Alden on d"
    print "2000-01-01/.. quorum of Council with 3"
    for (i = 0; i < n; i++) {
        print day(i) "T06:00+00:00 d" i ": draft in Council"
        for (k = 0; k < 4; k++)
            print day(i) "T0" 7 + k % 3 ":00+00:00 vote by " (k < 3 ? land(k) : "Alden") " on d" i
    }
}

# one post that n states hold one after another
function chairs(    i) {
    head()
    print "kind  body\nname  body Council\nfact one state is chair of body"
    lands(n)
    treaty()
    print "article 1\nwhile x is chair of Council\nthen x owes Borea no raid by x on Borea"
    for (i = 0; i < n; i++)
        print day(i) "/.. " land(i) " is chair of Council"
}

# n names of one occurrence, each of which excludes the next
function excluded(    i) {
    head()
    for (i = 0; i < n; i++)
        print "event " letters(i) " by state on state"
    for (i = 0; i < n - 1; i++)
        print letters(i) " excludes " letters(i + 1)
    print "2022-01-01 e1: raid by Alden on Borea"
    for (i = 0; i < n; i++)
        print "e1 counts as " letters(i) "\n  says Alden"
}

# n occurrences, of which each has two names that exclude each other
function pairs(    i) {
    head()
    print "event strike by state on state\nevent exercise by state on state\nstrike excludes exercise"
    for (i = 0; i < n; i++) {
        print day(i) " e" i ": raid by Alden on Borea"
        print "e" i " counts as strike\n  says Alden\ne" i " counts as exercise\n  says Borea"
    }
}

# twenty duties whose time stands still n times
function pauses(    i) {
    head()
    print "fact state is sitting"
    lands(20)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 300 days\nsuspended while Alden is sitting"
    for (i = 0; i < 20; i++)
        print day(0) " e" i ": raid by " land(i) " on Borea"
    for (i = 1; i <= n; i++)
        print day(2 * i) "/" day(2 * i) " Alden is sitting"
}

# n raids, each of which founds a duty if four of eight states are armed, of which none is certain
function counted(    i) {
    head()
    lands(8)
    print "fact  state is armed"
    treaty()
    print "article 1\nwhen e: raid by x on y\nif number of z in z is armed at least 4"
    print "then x owes y aid by x to y on e within 30 days"
    for (i = 0; i < 8; i++)
        print "1999-01-01/.. f" i ": " land(i) " is armed\n  says Alden\n  denies Borea"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by " land(i % 8) " on Borea"
}

# n spells of six states, with a duty for each two of which both last
function couples(    i) {
    head()
    lands(6)
    print "fact  state is armed"
    treaty()
    print "article 1\nwhile x is armed\nand y is armed\nthen x owes y no raid by x on y"
    for (i = 0; i < n; i++)
        print day(i) "/" day(i + 4) " " land(i % 6) " is armed"
}

# n raids, each on an unknown day of a month of its own
function months(    i) {
    head()
    lands(4)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 30 days"
    for (i = 0; i < n; i++)
        print 2000 + int(i / 12) "-" sprintf("%02d", i % 12 + 1) "-XX e" i ": raid by " land(i % 4) " on Borea"
}

# n states that begin and end on one of some days
function ends(    i) {
    head()
    lands(4)
    print "fact  state is armed"
    treaty()
    print "article 1\nwhile x is armed\nthen x owes Borea no raid by x on Borea"
    for (i = 0; i < n; i++)
        print "[" day(9 * i) ".." day(9 * i + 2) "]/[" day(9 * i + 4) ".." day(9 * i + 6) "] " land(i % 4) " is armed"
}

# n raids, of each of which two others give another date
function redated(    i) {
    head()
    lands(3)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 30 days"
    for (i = 0; i < n; i++) {
        print day(i) " e" i ": raid by Alden on Borea\n  says " land(0)
        print "e" i " dated " day(i + 9) "\n  says " land(1) " recorded " day(i + 12)
        print "e" i " dated " day(i + 5) "\n  says " land(2) " recorded " day(i + 20)
    }
}

# n raids that eight accounts deny
function denied(    i, k) {
    head()
    lands(8)
    for (k = 0; k < 8; k++)
        print "account " land(k)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 30 days"
    for (i = 0; i < n; i++) {
        print day(i) " e" i ": raid by " land(i % 8) " on Borea\n  says Borea"
        for (k = 0; k < 8; k++)
            print "  denies " land(k)
    }
}

# n duties, something else offered for each
function offered(    i) {
    head()
    lands(4)
    print "event money by state to state"
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 30 days"
    for (i = 0; i < n; i++) {
        print day(i) " e" i ": raid by " land(i % 4) " on Borea\n" day(i + 2) " m" i ": money by " land(i % 4) " to Borea"
        print "m" i " in place of aid by " land(i % 4) " to Borea on e" i
    }
}

# n raids, of which every other one is taken back
function retracted(    i) {
    head()
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 30 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by Alden on Borea" (i % 2 ? "\n  retracted \"by mistake\" recorded " day(i + 3) : "")
}

# n occurrences, of each of which it is contested whether it is closed for good
function closed(    i) {
    head()
    print "fact  occurrence is closed, for good"
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 30 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by Alden on Borea\n" day(i + 5) "/.. e" i " is closed\n  says Alden\n  denies Borea"
}

# n duties until the next session, of which one in two is contested
function sessions(    i) {
    head()
    lands(4)
    print "event session by state"
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 3 days after session by Alden"
    for (i = 0; i < n; i++) {
        print day(i) " e" i ": raid by " land(i % 4) " on Borea"
        if (i % 10 == 0)
            print day(i + 3) " session by Alden" (i % 20 == 0 ? "\n  says Alden\n  denies Borea" : "")
    }
}

# n raids of which nobody reports whether anything was done
function unreported(    i) {
    print "silence on aid"
    head()
    lands(4)
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 30 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by " land(i % 4) " on Borea"
}

# n breaches, each of which founds another duty
function breaches(    i) {
    head()
    lands(4)
    print "event plea by state to state on occurrence"
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within 30 days"
    print "article 2\nwhen x fails y aid by x to y on e\nthen x owes y plea by x to y on e within 5 days"
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by " land(i % 4) " on Borea"
}

BEGIN {
    if (what == "ladder") ladder()
    else if (what == "words") words()
    else if (what == "links") links()
    else if (what == "closes") closes()
    else if (what == "vague") vague()
    else if (what == "product") product()
    else if (what == "bonds") bonds()
    else if (what == "stream") stream()
    else if (what == "dates") dates()
    else if (what == "incidents") incidents()
    else if (what == "waits") waits()
    else if (what == "voices") voices()
    else if (what == "revisions") revisions()
    else if (what == "accounts") accounts()
    else if (what == "spellings") spellings()
    else if (what == "readings") readings()
    else if (what == "checks") checks()
    else if (what == "requests") requests()
    else if (what == "decisions") decisions()
    else if (what == "tabled") tabled()
    else if (what == "ballots") ballots()
    else if (what == "silences") silences()
    else if (what == "asked") asked()
    else if (what == "steps") steps()
    else if (what == "list") list()
    else if (what == "spells") spells()
    else if (what == "doubts") doubts()
    else if (what == "contested") contested()
    else if (what == "names") names()
    else if (what == "powers") powers()
    else if (what == "amounts") amounts()
    else if (what == "titles") titles()
    else if (what == "sources") sources()
    else if (what == "speakers") speakers()
    else if (what == "pleas") pleas()
    else if (what == "voters") voters()
    else if (what == "chairs") chairs()
    else if (what == "excluded") excluded()
    else if (what == "pairs") pairs()
    else if (what == "pauses") pauses()
    else if (what == "quorums") quorums()
    else if (what == "successions") successions()
    else if (what == "successors") successors()
    else if (what == "lineage") lineage()
    else if (what == "counted") counted()
    else if (what == "couples") couples()
    else if (what == "months") months()
    else if (what == "ends") ends()
    else if (what == "redated") redated()
    else if (what == "denied") denied()
    else if (what == "offered") offered()
    else if (what == "retracted") retracted()
    else if (what == "closed") closed()
    else if (what == "sessions") sessions()
    else if (what == "unreported") unreported()
    else if (what == "breaches") breaches()
    else if (!said_shape() && !organ_shape()) exit 1
}
