#!/bin/sh
# The package of r/: R CMD check finds nothing; what it does on the small case and on tables, what is wrong told as
# conditions; and its vignette on the research data, where these are.

source=${CASUS_SOURCE:?}
program=${CASUS:?}
data=${CASUS_DATA:-$source/../shared/data}
CASUS_INCLUDE=$source/include
CASUS_LIB=$(dirname "$program")
CASUS_PATH=$source
export CASUS_INCLUDE CASUS_LIB CASUS_PATH
command -v R >/dev/null || { echo "skipped: R is not installed (Debian: r-base-core)"; exit 77; }
if nm -D "$CASUS_LIB/libcasus.so" | grep -q __asan; then
    echo "skipped: a library with sanitizers cannot be loaded by a program without"
    exit 77
fi
# shellcheck source=/dev/null
. "$source/tests/examples/small_case.sh"
# shellcheck source=/dev/null
. "$source/tests/research/rates.sh"

# Nothing is looked up in the network.
mkdir -p nothing/src/contrib
: >nothing/src/contrib/PACKAGES
echo "options(repos = c(CRAN = 'file://$work/nothing'))" >profile
R_PROFILE_USER=$work/profile
export R_PROFILE_USER
cp -r "$source/r" copy
if ! { R CMD build copy && R CMD check --no-manual --no-build-vignettes casus_*.tar.gz; } >check 2>&1 ||
    ! grep -q '^Status: OK' check; then
    cat check casus.Rcheck/00install.out 2>/dev/null
    fail "R CMD check"
    exit $failed
fi
R_LIBS=$work/casus.Rcheck
export R_LIBS
Rscript "$source/tests/research/package.R" || fail "package.R"

if [ ! -r "$data/atop/atop5_1m.csv" ]; then
    echo "left out: the vignette (the research data are not in $data; CASUS_DATA names their folder)"
    exit $failed
fi
Rscript "$source/r/inst/vignette/reliability.R" "$data" "$source/examples/alliances" plot.pdf >table ||
    fail "the vignette"
rates_are_those_of_the_example table
kappa_is_that_of_the_example table
[ "$(head -c 4 plot.pdf)" = %PDF ] || fail "there is no plot"
exit $failed
