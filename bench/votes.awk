# A record for bench/votes.treaty: drafts, ten votes on each, its close. Three of the ten members are suspended.
#
#   awk -v drafts=N [-v seed=S] -f bench/votes.awk     one draft a day, on stdout; the same numbers give the same record
function chance() { state = (state * 16807) % 2147483647; return state / 2147483647 } # Lehmer; Park, Miller 1988
BEGIN {
    state = seed == "" ? 1 : seed
    members = split("Alden Borea Carva Dorn Elmar Fenn Gorin Halden Irnia Jutta", member, " ")
    ballots = split("Yes Yes Yes Yes No Abstain", ballot, " ")
    print "use \"votes.treaty\"\n"
    for (m = 1; m <= 3; m++)
        printf "1900-01-01/.. %s is suspended in Council\n", member[m]
    for (d = 0; d < drafts; d++) {
        day = sprintf("%d-%02d-%02d", 1900 + int(d / 336), 1 + int(d / 28) % 12, 1 + d % 28)
        printf "%sT06:00Z d%d: draft in Council for Mission\n", day, d
        for (m = 1; m <= members; m++)
            printf "%sT09:%02dZ vote by %s on d%d for %s\n", day, m, member[m], d, ballot[1 + int(chance() * ballots)]
        printf "%sT12:00Z close of d%d\n", day, d
    }
}
