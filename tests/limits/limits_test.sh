#!/bin/sh
# Every limit of ARCHITECTURE.md: a case at the limit works; one beyond it is refused with a clear error and its place.
#
#   at NAME N            the case that make.awk calls NAME, of size N: checked and run, exit 0
#   beyond NAME N WORDS  refused, exit 1 or 3, with these words
#   shows NAME N STATUS WORDS COMMAND...  ends with this status and says these words

set -u
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 3' INT TERM
cd "$work" || exit 3
failed=0

wrong() {
    echo "$1"
    head -c 600 out
    failed=1
}

make_case() {
    rm -f ./*.record
    LC_ALL=C awk -v what="$1" -v n="$2" -f "$CASUS_SOURCE/tests/limits/make.awk" >a.record
    [ ! -e f1.record ] || mv f1.record a.record
}

# Runs casus with limits of time and memory. A program with sanitizers needs so many addresses that its memory is not
# limited.
memory=2000000
(ulimit -v "$memory" && exec "$CASUS" --version) >/dev/null 2>&1 || memory=unlimited
bounded() {
    (ulimit -v "$memory" && exec timeout 120 "$CASUS" "$@") >out 2>&1
}

at() {
    make_case "$1" "$2"
    bounded check a.record || wrong "$1 $2: check ended with $?"
    bounded run a.record --as-of 2023-03-01 || wrong "$1 $2: run ended with $?"
}

beyond() {
    make_case "$1" "$2"
    bounded run a.record --as-of 2023-03-01
    status=$?
    case $status in
    1 | 3) ;;
    *) wrong "$1 $2: run ended with $status" ;;
    esac
    grep -qF -- "$3" out || wrong "$1 $2: nobody says '$3'"
}

# Another command than `run`.
shows() {
    make_case "$1" "$2"
    name=$1 size=$2 wanted=$3 words=$4
    shift 4
    command=$1
    shift
    bounded "$command" a.record "$@"
    status=$?
    [ "$status" -eq "$wanted" ] || wrong "$name $size: $command ended with $status"
    grep -qF -- "$words" out || wrong "$name $size: nobody says '$words'"
}

at line 4096
beyond line 4097 'E0103 a.record:6:1:'
at text 16777216
beyond text 16777217 'the file "a.record" has more than 16 MB'
beyond mistakes 100 '100 errors'
beyond mistakes 101 '101 errors; 1 more is not shown'
at roles 8
beyond roles 9 'E0309 a.record:2:'
at variables 24
beyond variables 25 'a.record:8: a rule has more than 24 variables'
at conditions 64
beyond conditions 65 'a.record:8: a rule has more than 64 conditions'
at words 4096
beyond words 4097 'the vocabulary has more than 4096 words; the last was "x'
at kinds 64
beyond kinds 65 'a.record:64:'
at days 400
beyond days 401 'a.record:10: the date of'
at answers 400
beyond answers 401 'a.record:408:'
at questions 4096
beyond questions 4097 'more than 4096 questions; the last was "happened e4097"'
shows any_of 4096 0 'Alden owes Borea aid (Pact 2, by 1600-01-31 to 1612-04-07' run
shows any_of 4096 0 'e0 1 January 1600 raid by Alden on Borea: was it so? yes' pivots 'Borea is warned' --as Alden
shows any_of 4096 0 'together, then: does not hold' pivots 'Borea is warned' --as Borea
at sums 15
beyond sums 17 'a count over weight has more than 65536 possible results'
at digits 30
beyond digits 31 'a.record:8:'
at product 18
beyond product 30 'a.record:9: a product does not fit 128 bits'
beyond circle 1 'a.record:11: rules with `after` have set each other off more than 100000 times'
at apart 20
at apart_from_first 80
beyond apart 80 'a.record:90: the conditions of rules were tried on more than 20800000 rows, most of them for this one'
at fillings 60
beyond fillings 201 'a.record:608: more than 200 lines fill in one role of e1'
at duties 100
beyond duties 300 'a.record:9: the conditions of rules were tried on more than 23000000 rows, most of them for this one'
at voters 600
shows open_days 20 0 '"rows": [' run --format json
shows open_days 80 3 'the cases of all rows are more than 16 MB of JSON; row' run --format json
shows accounts 346 0 '<html' report
shows accounts 347 3 'a page of 347 rows on 347 accounts is too large' report
shows duties 173 0 '<html' report
shows duties 174 3 'a page of 30276 rows is too large' report
at files 1000
beyond files 1001 'more than 1000 files use each other; the last was "f1001.record"'
at entangled 6
beyond entangled 14 'too many entangled questions; the heaviest are "order e1'
beyond entangled 400 'more than 4096 questions; the last was "order e'
at combinations 16
beyond combinations 17 'E0321 a.record:7:12:'
beyond combinations_of_many 7 'E0321 a.record:4:12:'
beyond combinations_of_many 8 'E0321 a.record:4:12: the lists of this statement make more than 4096'
at combinations_of_rule 16
beyond combinations_of_rule 17 'E0321 a.record:7:1: the lists of what this rule concludes make'
at combinations_of_state 16
beyond combinations_of_state 17 'E0321 a.record:5:1:'
at combinations_of_duty 16
beyond combinations_of_duty 17 'E0321 a.record:5:'
at judged 300
at bounds 400
beyond bounds 401 'a.record:12: 401 bounds of one quantity cannot all be'
[ "$memory" = unlimited ] || memory=500000
at values 300

exit "$failed"
