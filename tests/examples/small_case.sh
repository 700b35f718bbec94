# For the tests of the example programs: sourced. Makes a folder of its own with a.record, and goes there. Three days from
# 2022-09-13 end on 2022-09-16, so on the 14th the duty is in force on Alden's account, and on the 20th it is violated.
# Defines `fail`, `told` and `failed`.

set -u
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

fail() {
    echo "FAILED: $*"
    failed=1
}

# told STATUS WORDS COMMAND...: what is wrong is told, and the status says of which kind it is.
told() {
    status=$1 words=$2
    shift 2
    "$@" >found 2>errors
    code=$?
    [ "$code" = "$status" ] || fail "$* ends with $code, not $status"
    grep -qF "$words" errors || { cat errors; fail "$* does not tell: $words"; }
}

cat >"$work/a.record" <<'END_OF_RECORD'
kind state
name state Alden, Borea, Corvin
event attack by state on state
event help by state to state on occurrence
treaty Pact "a pact"
article 1
when a: attack on victim
then Borea owes victim help by Borea to victim on a within 3 days
account Alden, Corvin
2022-09-13 e1: attack by Corvin on Alden
  says Alden
  denies Corvin
END_OF_RECORD
cd "$work" || exit 3
