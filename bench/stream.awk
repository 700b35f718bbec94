# A stream for examples/assist: threats to states, requests for help, and the answers of 32 members, in time and late.
#
#   awk -v events=N [-v seed=S] -f bench/stream.awk     rows "seconds,event,id,state" in the order of time, on stdout
#
# Each incident has a threat, mostly a request by the state that is threatened, a consultation, answers of most members
# within 33 days, and a withdrawal. The same numbers give the same rows on every machine: products below 2^53 are exact.
function chance() { state = (state * 16807) % 2147483647; return state / 2147483647 } # Lehmer; Park, Miller 1988
function upto(n) { return int(chance() * n) }
function put(time, event, id, who) { printf "%.0f,%s,%d%s\n", time, event, id, who < 0 ? "" : "," who | sort }
BEGIN {
    state = seed == "" ? 1 : seed
    sort = "LC_ALL=C sort -s -t, -k1,1n"
    for (at = 0; made < events; at += 1 + upto(37000)) {
        id++
        who = chance() < 0.9 ? upto(32) : 32 + upto(8)
        put(at, "threat", id, who)
        asked = at + 1 + upto(259200)
        made += 2
        if (chance() < 0.97)
            put(asked, "request", id, who)
        if (chance() < 0.85)
            put(asked + 1 + upto(298080), "consult", id, -1)
        for (m = 0; m < 32; m++)
            if (m != who && chance() < 0.8) {
                put(asked + 1 + upto(2799360), "assist", id, m)
                made++
            }
        put(at + (chance() < 0.3 ? 1 + upto(3456000) : 3888000 + upto(3888000)), "withdraw", id, -1)
    }
    close(sort)
}
