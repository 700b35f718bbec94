# Shapes of what voices say of each other's words, and of what is uncertain; with the functions of shapes.awk.

function duty(days) {
    treaty()
    print "article 1\nwhen e: raid by x on y\nthen x owes y aid by x to y on e within " days " days"
}

function raid(i, most) {
    print day(i) " e" i ": raid by " land(i % most) " on " land((i * 7 + 1) % most)
}

# n names of raids, of each of which a judge and the two parties say whether it is right
function judged(    i) {
    head()
    lands(8)
    print "kind  court\nname  court Bench\nevent attack by state on state"
    treaty()
    print "judge Bench of attack\narticle 1\nwhen e: attack by x on y\nthen x owes y aid by x to y on e within 9 days"
    for (i = 0; i < n; i++) {
        raid(i, 8)
        print "e" i " counts as attack\n  says " land((i * 7 + 1) % 8)
        print "  says Bench under Pact recorded " day(i + 6) "\n  denies " land(i % 8)
    }
}

# n states of sixteen parties, each of which says its own and denies that of two others
function accounted(    i, k) {
    head()
    lands(16)
    print "fact  state is armed"
    for (k = 0; k < 16; k++)
        print "account " land(k)
    treaty()
    print "article 1\nwhile x is armed\nthen x owes Borea no raid by x on Borea"
    for (i = 0; i < n; i++) {
        print day(i) "/" day(i + 3) " f" i ": " land(i % 16) " is armed\n  says " land(i % 16)
        print "  denies " land((i * 7 + 1) % 16) "\n  denies " land((i * 11 + 3) % 16)
    }
}

# n raids of an uncertain day, each with a pause that begins and ends on some day
function paused(    i) {
    head()
    lands(40)
    print "fact  state is sitting"
    duty(30)
    print "suspended while y is sitting"
    for (i = 0; i < n; i++) {
        print "[" day(2 * i) ".." day(2 * i + 4) "] e" i ": raid by " land(i % 40) " on " land((i * 7 + 1) % 40)
        print "[" day(2 * i + 5) ".." day(2 * i + 8) "]/[" day(2 * i + 10) ".." day(2 * i + 13) "] " \
              land((i * 7 + 1) % 40) " is sitting"
    }
}

# n duties on which the record is silent; of each somebody says that nothing was done
function undone(    i) {
    print "silence on aid"
    head()
    lands(8)
    duty(9)
    for (i = 0; i < n; i++) {
        raid(i, 8)
        print day(i + 20) " no aid by " land(i % 8) " on e" i "\n  says " land((i * 7 + 1) % 8)
    }
}

# n who speak for one party, each of whom says or denies something
function envoys(    i) {
    head()
    lands(n)
    for (i = 0; i < n; i++)
        print land(i) " speaks for Alden"
    duty(9)
    for (i = 0; i < n; i++)
        print day(i) " e" i ": raid by Alden on Borea\n  " (i % 2 ? "says " : "denies ") land(i)
}

# n parties that are said to be n others
function renamed(    i) {
    head()
    duty(9)
    for (i = 0; i < n; i++) {
        print "name  state N" land(i) ", M" land(i) "\nM" land(i) " same as N" land(i)
        print day(i) " e" i ": raid by M" land(i) " on Borea"
    }
}

# one raid, of which n voices say or deny that it was
function testified(    i) {
    head()
    lands(n)
    duty(9)
    print "2000-01-01 e0: raid by Alden on Borea"
    for (i = 0; i < n; i++)
        print "about e0\n  " (i % 2 ? "says " : "denies ") land(i) " recorded " day(i)
}

# n letters, each an answer to the one before
function answers(    i) {
    head()
    print "event request by state of state\nevent reply by state to state on occurrence"
    print "fact  occurrence is answer to occurrence\nrow   request r: request by state of state\ngroups a is answer to r"
    lands(8)
    treaty()
    print "article 1\nwhen r: request by x of y\nthen y owes x reply by y to x on r within 9 days"
    print day(0) " a0: request by " land(0) " of " land(1)
    for (i = 1; i < n; i++) {
        print day(i) " a" i ": reply by " land(i % 8) " to " land((i + 1) % 8) " on a" i - 1
        print day(i) "/.. a" i " is answer to a" i - 1
    }
}

# eight readings, of which voices take n times one answer or the other
function takes(    i, k) {
    head()
    lands(8)
    treaty()
    for (k = 0; k < 8; k++) {
        print "reading R" land(k) " \"how long\"\n  One 1 day\n  Two 2 days"
        print "article " k + 1 "\nwhen e: raid by " land(k) " on y"
        print "then " land(k) " owes y aid by " land(k) " to y on e within R" land(k)
    }
    for (i = 0; i < n; i++) {
        raid(i, 8)
        print "R" land(i % 8) " reads " (int(i / 8) % 2 ? "One" : "Two") "\n  says " land(i * 3 % 8) " recorded " day(i)
    }
}

# n treaties, of which one raid sets off each
function treaties(    i) {
    head()
    for (i = 0; i < n; i++) {
        print "treaty T" land(i) " \"number " i "\" since " day(i) "\narticle 1\nwhen e: raid by x on y"
        print "then x owes y aid by x to y on e within " i % 30 + 1 " days"
    }
    print "2015-01-01 e1: raid by Alden on Borea"
}

# n raids, each with claims from passages of sixteen documents, the same passage often
function passages(    i, k) {
    head()
    lands(8)
    for (k = 0; k < 16; k++)
        print "source D" land(k) " \"number " k "\"\n  date " day(k)
    duty(9)
    for (i = 0; i < n; i++) {
        raid(i, 8)
        for (k = 0; k < 3; k++)
            print "  says " land((i + k) % 8) " in D" land((i + k) % 16) " @" 100 * k ".." 100 * k + 50 " #1a2b3c4d \"what it says\""
    }
}

# n states, each of which follows from the one before and from one that is contested
function deep(    i) {
    head()
    for (i = 0; i <= n; i++)
        print "fact  " letters(i) " of state\nfact  " letters(i) "-open of state"
    treaty()
    for (i = 0; i < n; i++)
        print "article " i + 1 "\nwhile " letters(i) " of x\nand " letters(i) "-open of x\nthen " letters(i + 1) " of x"
    print "2000-01-01/.. " letters(0) " of Alden"
    for (i = 0; i < n; i++)
        print day(i) "/.. " letters(i) "-open of Alden\n  says Alden\n  denies Borea"
}

# n duties, each of which is waived
function waived(    i) {
    head()
    lands(8)
    print "event waiver by state on occurrence"
    duty(30)
    print "released upon waiver by y on e"
    for (i = 0; i < n; i++) {
        raid(i, 8)
        print day(i + 4) " w" i ": waiver by " land((i * 7 + 1) % 8) " on e" i
    }
}

# one duty, of which n waivers are told that its holder denies
function pardoned(    i) {
    head()
    print "event waiver by state on occurrence"
    duty(3000)
    print "released upon waiver by y on e"
    print day(0) " e0: raid by Alden on Borea"
    for (i = 0; i < n; i++)
        print day(i + 2) " w" i ": waiver by Borea on e0\n  says Alden\n  denies Borea"
}

# n raids, of each of which one voice has said it, taken it back and said it again
function corrected(    i) {
    head()
    lands(8)
    duty(9)
    for (i = 0; i < n; i++) {
        raid(i, 8)
        print "  says Borea recorded " day(i + 1) "\n  retracts Borea recorded " day(i + 2)
        print "  says Borea recorded " day(i + 5)
    }
}

# n raids of one day, each of which came before the next
function lined(    i) {
    head()
    lands(8)
    duty(9)
    for (i = 0; i < n; i++)
        print "2000-01-01 e" i ": raid by " land(i % 8) " on " land((i * 7 + 1) % 8)
    for (i = 0; i < n - 1; i++)
        print "e" i " before e" i + 1
}

# n acts, of which each sets off the next a day later
function fuses(    i) {
    head()
    for (i = 0; i <= n; i++)
        print "event " letters(i) " by state on state"
    treaty()
    for (i = 0; i < n; i++)
        print "article " i + 1 "\nwhen 1 days after e: " letters(i) " by x on y\nthen " letters(i + 1) " by x on y"
    print "2000-01-01 " letters(0) " by Alden on Borea"
}

# n raids, each on an unknown day of the same year
function undated(    i) {
    head()
    lands(n)
    duty(9)
    for (i = 0; i < n; i++)
        print "2001 e" i ": raid by " land(i) " on Borea"
}

function said_shape() {
    if (what == "judged") judged()
    else if (what == "accounted") accounted()
    else if (what == "paused") paused()
    else if (what == "undone") undone()
    else if (what == "envoys") envoys()
    else if (what == "renamed") renamed()
    else if (what == "testified") testified()
    else if (what == "answers") answers()
    else if (what == "takes") takes()
    else if (what == "treaties") treaties()
    else if (what == "passages") passages()
    else if (what == "deep") deep()
    else if (what == "waived") waived()
    else if (what == "pardoned") pardoned()
    else if (what == "corrected") corrected()
    else if (what == "lined") lined()
    else if (what == "fuses") fuses()
    else if (what == "undated") undated()
    else return 0
    return 1
}
