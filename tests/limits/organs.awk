# Shapes of organs that decide, in the words of the library; with the functions of shapes.awk.

function organ(members, method,    i) {
    print "use decisions\nname organ Council"
    for (i = 0; i < members; i++) {
        print "name state " land(i)
        print "1999-01-01/.. " land(i) " is member of Council"
    }
    print "1999-01-01/.. Council is deciding by " method
}

function draft(i, on) {
    print day(on) " d" i ": draft in Council"
}

function vote(voter, i, on) {
    print day(on) " vote by " land(voter) " on d" i " for " ((voter + i) % 3 ? "Yes" : "No")
}

function closing(i, on) {
    print day(on) " close of d" i
}

# drafts on which fifty members vote, n votes in all
function crowded(    i, k) {
    organ(50, "Majority")
    for (i = 0; i < n / 50; i++) {
        draft(i, 9 * i)
        for (k = 0; k < 50; k++)
            vote(k, i, 9 * i + 1)
        closing(i, 9 * i + 5)
    }
}

# n drafts; who votes has the proxy of one who does not
function proxies(    i, k) {
    organ(6, "Majority")
    for (k = 0; k < 3; k++)
        print "1999-01-02/.. " land(k) " is proxy of " land(k + 3) " in Council"
    for (i = 0; i < n; i++) {
        draft(i, 9 * i)
        for (k = 0; k < 3; k++)
            vote(k, i, 9 * i + 1)
        closing(i, 9 * i + 5)
    }
}

# n drafts that await ratification, and get it
function ratified(    i, k) {
    organ(4, "Majority")
    for (i = 0; i < n; i++) {
        draft(i, 12 * i)
        print day(12 * i) "/.. d" i " is awaiting ratification by Two Thirds Of Members"
        vote(1 - i % 3 + 1, i, 12 * i + 1)
        closing(i, 12 * i + 2)
        for (k = 0; k < 4; k++)
            print day(12 * i + 3 + k) " ratification by " land(k) " of d" i
    }
}

# n times the chair goes to the next of six
function rotated(    i) {
    organ(6, "Majority")
    for (i = 0; i < 6; i++)
        print "1999-01-02/.. " land((i + 1) % 6) " is successor of " land(i) " in Council"
    print "1999-01-03/.. " land(0) " is chair of Council"
    for (i = 0; i < n; i++)
        print day(3 * i) " rotation in Council"
}

# n drafts in limited format, from which one member stays out
function limited(    i) {
    organ(6, "Consensus")
    for (i = 0; i < n; i++) {
        draft(i, 4 * i)
        print day(4 * i) "/.. limited format of d" i
        print day(4 * i + 1) " opt out by " land(i % 6) " of d" i
        closing(i, 4 * i + 2)
    }
}

# n votes, of which every third is taken back
function withdrawn(    i) {
    organ(5, "Majority")
    for (i = 0; i < n; i++) {
        if (i % 5 == 0)
            draft(int(i / 5), 2 * i)
        vote(i % 5, int(i / 5), 2 * (i - i % 5) + 1)
        if (i % 3 == 0)
            print "  retracted \"by mistake\" recorded " day(2 * (i - i % 5) + 2)
        if (i % 5 == 4)
            closing(int(i / 5), 2 * i)
    }
}

# n votes of one member, each in place of the one before
function fickle(    i) {
    organ(5, "Majority")
    draft(0, 0)
    for (i = 0; i < n; i++)
        print day(i + 1) " vote by " land(0) " on d0 for " (i % 3 == 0 ? "Yes" : i % 3 == 1 ? "No" : "Abstain")
    closing(0, n + 5)
}

function organ_shape() {
    if (what == "crowded") crowded()
    else if (what == "proxies") proxies()
    else if (what == "ratified") ratified()
    else if (what == "rotated") rotated()
    else if (what == "limited") limited()
    else if (what == "withdrawn") withdrawn()
    else if (what == "fickle") fickle()
    else return 0
    return 1
}
