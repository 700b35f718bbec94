# Writes a record of real cases once for each small mistake that could have been made in it, each time with one mistake:
#
#   leave     an entry is missing, with its claims
#   teller    a claim is said by the one who tells it, not by the one who is said to speak ("V via T" becomes "T")
#   opposite  `says` for `denies`, or the other way round
#   day       an entry is one day later (one month, where it has no day)
#   role      another particular of the same kind stands in a role of an entry
#
#   awk -v out=DIR -f mutate.awk NAMES... RECORD      NAMES: the files whose `name` lines tell the kind of a particular
#
# It writes DIR/1, DIR/2 ... and on its output a line for each: number, kind of mistake, line, the line as it was. What only
# one particular of its kind can be is not written otherwise.

FNR == 1 { file++; inside = 0 }

# Of each file the particulars and their kinds; of the record all lines.
/^name / {
    kind = $2
    text = $0
    sub(/^name +[^ ]+ +/, "", text)
    sub(/ *-- .*/, "", text)
    sub(/ also .*/, "", text)
    count = split(text, listed, / *, */)
    for (i = 1; i <= count; i++) {
        if (listed[i] in kind_of)
            continue
        kind_of[listed[i]] = kind
        particulars[kind, ++many[kind]] = listed[i]
    }
}
{ text_of[file, FNR] = $0; last[file] = FNR }

END {
    lines = last[file]
    for (i = 1; i <= lines; i++)
        line[i] = text_of[file, i]
    prepositions = "by of to for on at in with under from into against over between about through"
    split(prepositions, list, " ")
    for (i in list)
        preposition[list[i]] = 1
    for (i = 1; i <= lines; i++) {
        if (is_entry(line[i]))
            entry(i)
        else if (line[i] ~ /^  (says|denies) /)
            claim(i)
    }
}

function is_entry(text) {
    if (text ~ /^(\[|[0-9]|about |\.\.\/)/)
        return 1
    if (text ~ /^[a-z]+[0-9]+[a-z]? (counts as|does not|dated|by|of|to|for|on|at|in|with|under|from|into|between) /)
        return 1
    return text ~ /^[A-Z][A-Za-z ]* reads / || text ~ /^(killed|wounded) of /
}

# The record with lines from..to replaced by one line, or by none.
function write(what, from, to, instead,    i, name) {
    name = out "/" (++written)
    for (i = 1; i < from; i++)
        print line[i] >name
    if (instead != "")
        print instead >name
    for (i = to + 1; i <= lines; i++)
        print line[i] >name
    close(name)
    print written "\t" what "\t" from "\t" line[from]
}

function entry(at,    to, moment, later, rest) {
    for (to = at; line[to + 1] ~ /^  (says|denies|asks|retracts|concluded) /; to++)
        ;
    write("leave", at, to, "")
    moment = rest = line[at]
    if (line[at] ~ /^[0-9]/)
        sub(/ .*/, "", moment)
    else if (line[at] ~ /^\[/ && match(line[at], /\][^ ]*/))
        moment = substr(line[at], 1, RSTART + RLENGTH - 1)
    else if (line[at] ~ /^about [0-9]/ && match(line[at], / within [0-9]+ days?/))
        moment = substr(line[at], 1, RSTART + RLENGTH - 1)
    else
        moment = ""
    if (moment != "") {
        rest = substr(line[at], length(moment) + 1)
        later = next_day(moment)
        if (later != moment)
            write("day", at, at, later rest)
    }
    roles(at, moment, rest)
}

function claim(at,    text, voice) {
    text = line[at]
    if (match(text, /^  (says|denies) +.* via [^@]* in /)) {
        voice = text
        sub(/^  (says|denies) +.* via /, "", voice)
        match(text, /^  (says|denies) +/)
        write("teller", at, at, substr(text, 1, RLENGTH) voice)
    }
    if (text ~ /^  says /)
        sub(/^  says  /, "  denies", text)
    else
        sub(/^  denies/, "  says  ", text)
    write("opposite", at, at, text)
}

# Each date of a moment a day later; a month without a day, a month later. The end of a state stays.
function next_day(moment,    done, part) {
    if (moment ~ /\/[0-9\[]/)
        return moment
    done = ""
    while (match(moment, /[0-9][0-9][0-9][0-9]-[0-9][0-9](-[0-9][0-9])?/)) {
        part = substr(moment, RSTART, RLENGTH)
        done = done substr(moment, 1, RSTART - 1) day_after(part)
        moment = substr(moment, RSTART + RLENGTH)
    }
    return done moment
}

function day_after(date,    year, month, day, days) {
    year = substr(date, 1, 4) + 0
    month = substr(date, 6, 2) + 0
    if (length(date) == 7) {
        if (++month > 12) {
            month = 1
            year++
        }
        return sprintf("%04d-%02d", year, month)
    }
    day = substr(date, 9, 2) + 1
    days = month == 2 ? (year % 4 ? 28 : 29) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
    if (day > days) {
        day = 1
        month++
    }
    if (month > 12) {
        month = 1
        year++
    }
    return sprintf("%04d-%02d-%02d", year, month, day)
}

# Each particular of an entry, another of its kind in its place: words between prepositions, commas, colons and "is".
function roles(at, moment, rest,    head, tail, word, name, other) {
    head = moment
    tail = rest
    while (tail != "") {
        if (match(tail, /^("[^"]*"|[A-Z][A-Za-z'0-9()-]*( [A-Z][A-Za-z'0-9()-]*)*)/)) {
            name = substr(tail, 1, RLENGTH)
            tail = substr(tail, RLENGTH + 1)
            other = another(name, line[at])
            if (other != "")
                write("role", at, at, head other tail)
            head = head name
        } else if (match(tail, /^[^ ,:]*[ ,:]*/) && RLENGTH > 0) {
            head = head substr(tail, 1, RLENGTH)
            tail = substr(tail, RLENGTH + 1)
        } else
            break
    }
}

function another(name, text,    kind, i) {
    if (!(name in kind_of))
        return ""
    kind = kind_of[name]
    for (i = 1; i <= many[kind]; i++)
        if (particulars[kind, i] != name && !index(text, particulars[kind, i]))
            return particulars[kind, i]
    return ""
}
