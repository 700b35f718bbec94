#!/bin/sh
# Small records of growing size (shapes.awk, said.awk, organs.awk): the work must not grow with the square of the record. Valgrind counts
# instructions (seconds would vary). The work added from 2n to 4n is twice that added from n to 2n if the work is linear,
# and four times if it is quadratic. More than three times fails.
#
#   grows SHAPE N COMMAND...    for N, 2N and 4N
#
# CASUS_SHAPES="words links" tests these alone; CASUS_SHOW=1 shows all counts.

set -u
valgrind --version >/dev/null 2>&1 || { echo "skipped: valgrind is not installed"; exit 77; }
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 3' INT TERM
cd "$work" || exit 3
failed=0
# Valgrind reads the symbols of a program at each start, which takes a quarter of the time of most of these.
if strip -o casus "$CASUS" 2>strip.err; then
    CASUS=$work/casus
    CASUS_PATH=$CASUS_SOURCE
    export CASUS_PATH
fi

count() {
    valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null --log-file=log "$CASUS" "$@" >out 2>&1
    status=$?
    sed -n 's/.*I *refs: *\([0-9,]*\)$/\1/p' log | tr -d ,
    return "$status"
}

count --version >counted || { echo "skipped: valgrind cannot run this build"; exit 77; }
[ -s counted ] || { echo "skipped: valgrind does not count here"; exit 77; }

grows() {
    shape=$1 first=$2
    shift 2
    set -- "$@" # the command; the record follows its first word
    counts=
    for n in "$first" $((2 * first)) $((4 * first)); do
        LC_ALL=C awk -v what="$shape" -v n="$n" -f "$CASUS_SOURCE/tests/limits/shapes.awk" \
            -f "$CASUS_SOURCE/tests/limits/said.awk" -f "$CASUS_SOURCE/tests/limits/organs.awk" >a.record || failed=1
        command=$1
        shift
        count "$command" a.record "$@" >counted
        status=$?
        set -- "$command" "$@"
        case $status in
        0) ;;
        *)
            echo "$shape $n, $*: ended with $status"
            head -c 400 out
            failed=1
            return
            ;;
        esac
        counts="$counts $(cat counted)"
    done
    # shellcheck disable=SC2086
    echo "$shape $first, 2 and 4 times, $*:" $counts | awk '{
        first = $(NF - 1) - $(NF - 2)
        second = $NF - $(NF - 1)
        printf "%5.2f  %s\n", second / first, $0
        exit !(second > 0 && second <= 3 * first)
    }' >line || { failed=1; echo "grows with the square:"; cat line; }
    [ -z "${CASUS_SHOW-}" ] || cat line
}

end='--as-of 2030-01-01'
# shellcheck disable=SC2086
for shape in ${CASUS_SHAPES-words links closes bonds stream incidents waits voices revisions spells accounts readings \
    requests decisions steps contested names powers amounts titles sources speakers pleas voters chairs excluded \
    pairs quorums successions successors lineage couples months ends redated denied offered retracted closed \
    sessions unreported breaches judged accounted paused undone envoys renamed testified takes treaties \
    passages deep}; do
    grows "$shape" 60 run $end
done
if [ -z "${CASUS_SHAPES-}" ]; then
    # shellcheck disable=SC2086
    for shape in waived pardoned corrected lined fuses; do
        grows "$shape" 20 run $end
    done
    for shape in proxies ratified rotated limited withdrawn fickle; do # the words of the library take their part too
        grows "$shape" 15 run $end
    done
    grows crowded 100 run $end
    grows limited 15 report $end
    grows dates 40 run $end
    grows undated 20 run $end
    grows pauses 200 run $end
    grows tabled 100 run $end
    grows ballots 30 run $end
    grows ballots 30 brief
    grows silences 120 run $end
    grows asked 120 run $end
    grows accounts 40 brief
    grows checks 60 check
    grows ladder 15 why 1
    grows ladder 15 why 1 --format json
    grows ladder 15 report --as-of 2030-01-01
    grows voices 60 report --as-of 2030-01-01
    grows requests 40 report --as-of 2030-01-01
    grows spells 40 report --as-of 2030-01-01
    grows steps 40 report --as-of 2030-01-01
    grows counted 60 brief
    grows answers 40 run --as-of 2030-01-01
    grows undone 60 brief
    grows denied 40 brief
    grows testified 60 report --as-of 2030-01-01
    grows passages 40 report --as-of 2030-01-01
    grows bonds 60 brief
    grows couples 100 changes --between 2000-02-01 2000-12-01
    grows stream 100 changes --between 2000-02-01 2000-12-01
    grows months 20 act 'raid by Alden on Borea' --on 2029-01-01 --dry-run
fi

exit "$failed"
