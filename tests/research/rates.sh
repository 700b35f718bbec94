# Sourced by the tests of the packages: `rates_are_those_of_the_example TABLE`, which has the figures that
# examples/alliances/reliability computes with awk; and `kappa_is_that_of_the_example TABLE` behind it.
rates_are_those_of_the_example() {
    CASUS=$program "$source/examples/alliances/reliability" "$data" >example || fail "examples/alliances/reliability"
    sed -n 's/^  \(1816-2007\|before 1945\|since 1945\)  *\([0-9.]*\) % of \([0-9]*\).*/\1 \2 \3/p' example >expected
    sed -n 's/^\(1816-2007\|before 1945\|since 1945\)  *\([0-9]*\)  *\([0-9.]*\).*/\1 \3 \2/p' "$1" >found
    [ "$(wc -l <expected)" = 3 ] || fail "the example has no rates"
    diff expected found || fail "the rates of the vignette (>) are not those of the example (<)"
}

kappa_is_that_of_the_example() {
    words=$(sed -n 's/^  if every condition was met: .*in both; \(.*kappa [0-9.]*\).*/\1/p' example)
    [ -n "$words" ] && grep -qF "$words" "$1" || { cat "$1"; fail "kappa"; }
}
