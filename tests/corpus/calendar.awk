# Is the input a calendar of RFC 5545? Prints every line that is wrong, and then exits with 1. Independent of casus.
#
#   lines end with CR LF, have at most 75 octets, and each is valid UTF-8 by itself (folding splits no character)
#   components nest; a VCALENDAR has VERSION and PRODID once and a component; a VEVENT has UID, DTSTAMP, DTSTART once,
#   its UID no other has; a DTEND of a day comes after it
#   DTSTAMP is a UTC time, DTSTART one too, or a day where it says so; in a TEXT , ; and \ are escaped

function wrong(what) { printf "line %d: %s\n", NR, what; bad = 1 }

# Octets of a character by its first octet; 0 for an octet that continues one.
function is_utf8(text,    i, need, c) {
    for (i = 1; i <= length(text); i++) {
        c = index(octets, substr(text, i, 1))
        if (need > 0 ? c < 128 || c > 191 : c >= 128 && (c < 194 || c > 244))
            return 0
        need = need > 0 ? need - 1 : c >= 240 ? 3 : c >= 224 ? 2 : c >= 194 ? 1 : 0
    }
    return need == 0
}

function is_day(text) {
    return length(text) == 8 && text ~ /^[0-9]+$/ && substr(text, 5, 2) >= "01" && substr(text, 5, 2) <= "12" &&
           substr(text, 7) >= "01" && substr(text, 7) <= "31"
}

function is_utc(text) {
    return is_day(substr(text, 1, 8)) && substr(text, 9) ~ /^T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]Z$/
}

function judge(line,    colon, name, value, plain) {
    colon = index(line, ":")
    if (colon == 0) {
        wrong("no name: " line)
        return
    }
    name = substr(line, 1, colon - 1)
    value = substr(line, colon + 1)
    if (name == "BEGIN") {
        if (depth == 0 && value != "VCALENDAR")
            wrong("begins with " value)
        if (depth == 1)
            components++
        open[++depth] = value
        if (value == "VEVENT")
            split("", seen)
        return
    }
    if (name == "END") {
        if (open[depth--] != value)
            wrong("ends " value ", which is not open")
        if (value == "VEVENT" && (seen["UID"] != 1 || seen["DTSTAMP"] != 1 || start == ""))
            wrong("an event without UID, DTSTAMP or DTSTART, or with two")
        if (value == "VEVENT" && end_day != "" && end_day <= start)
            wrong("an event ends as it begins, or before")
        if (value == "VEVENT")
            start = end_day = ""
        if (value == "VCALENDAR" && (components == 0 || calendar["VERSION"] != 1 || calendar["PRODID"] != 1))
            wrong("a calendar without component, VERSION or PRODID")
        return
    }
    if (depth == 0)
        wrong("outside of a calendar: " line)
    if (depth == 1)
        calendar[name]++
    if (open[depth] != "VEVENT")
        return
    seen[name]++
    if (name == "UID" && uids[value]++)
        wrong("two events with the UID " value)
    if (name == "DTSTAMP" && !is_utc(value))
        wrong("no UTC time: " value)
    if (name ~ /^DTSTART/) {
        if (start != "" || !(name == "DTSTART;VALUE=DATE" ? is_day(value) : name == "DTSTART" && is_utc(value)))
            wrong("no beginning: " line)
        start = value
    }
    if (name ~ /^DTEND/) {
        if (name != "DTEND;VALUE=DATE" || !is_day(value))
            wrong("no end: " line)
        end_day = value
    }
    if (name == "SUMMARY" || name == "DESCRIPTION") {
        plain = value
        gsub(/\\[\\;,nN]/, "", plain)
        if (plain ~ /[\\;,]/)
            wrong("not escaped: " line)
    }
}

BEGIN {
    for (i = 1; i < 256; i++)
        octets = octets sprintf("%c", i)
}
{
    if ($0 !~ /\r$/)
        wrong("no CR before the end of the line")
    sub(/\r$/, "")
    if (length($0) > 75)
        wrong(length($0) " octets")
    if (!is_utf8($0))
        wrong("no UTF-8")
    if ($0 ~ /^[ \t]/) {
        line = line substr($0, 2)
        next
    }
    if (NR > 1)
        judge(line)
    line = $0
}
END {
    judge(line)
    if (depth != 0)
        wrong("a component is not ended")
    exit bad
}
