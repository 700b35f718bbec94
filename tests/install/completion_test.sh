#!/bin/sh
# The shells complete what the program knows: bash, zsh and fish themselves offer every command and option.

set -u
program=${CASUS:?}
source=${CASUS_SOURCE:?}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
failed=0
mkdir "$work/bin" "$work/here"
ln -s "$program" "$work/bin/casus"
PATH=$work/bin:$PATH
CASUS_PATH=$source
HOME=$work
export PATH CASUS_PATH HOME
cd "$work/here" || exit 3
mkdir papers
touch notes.txt two.treaty
printf 'account Armenia, "Secretary General"\n' >one.record
mkdir apart
cat >apart/rules.treaty <<'END'
kind  state
name  state Alden, Borea
event request by state
event help by state to state
treaty Pact "the pact"
reading Soon "soon"
  Strict 1 day
  Wide   7 days
article 1
when  request by asker
then  Borea owes asker help by Borea to asker within Soon
END
cat >three.record <<'END'
use "apart/rules.treaty"
account Alden
2022-05-01 r1: request by Alden
2022-05-02 r2: request by Borea
END

fail() {
    echo "FAILED: $*"
    failed=1
}

# offers SHELL TYPED EXPECTED: words separated by |, or "" for nothing
expect() {
    offered=$("complete_in_$1" "$2" | sort | tr '\n' '|')
    [ "$offered" = "$3" ] || fail "$1 completes \"$2\" by \"$offered\", not by \"$3\""
}

words() {
    sort | tr '\n' '|'
}

commands=$("$program" help | sed -n 's/^  \([a-z]*\) .*/\1/p')

# The options stand in the help's first block of them; lines of examples may begin with one as well.
options_of() {
    "$program" help "$1" | awk '/^  --/ { seen = 1 } seen && !NF { exit } 1' | sed -n 's/^  \(--[a-z-]*\).*/\1/p'
}

# For each shell: the table of commands, and what each kind of argument offers.
examine() {
    for command in $commands; do
        options=$(options_of "$command")
        [ -z "$options" ] || expect "$1" "casus $command --" "$(printf '%s\n' $options $2 | words)"
    done
    expect "$1" "casus run one.record --format j" "json|"
    expect "$1" "casus run one.record --as A" "Armenia|"
    expect "$1" "casus run one" "one.record|"
    expect "$1" "casus why one.record --sources pa" "$3|"
    expect "$1" "casus help wh" "why|"
    expect "$1" "casus help E02" "$(casus explain | sed -n 's/^\(E02[0-9]*\) .*/\1/p' | words)"
    expect "$1" "casus explain W" "$(casus explain | sed -n 's/^\(W[0-9]*\) .*/\1/p' | words)"
    expect "$1" "casus run three.record --request r" "r1|r2|"
    expect "$1" "casus run three.record --reading Soon=" "${4-Soon=Strict|Soon=Wide|}"
    expect "$1" "casus why three.record 1" "1|"
    expect "$1" "casus why three.record r" "r1|r2|"
    expect "$1" "casus run one.record --as-of 20" ""
}

complete_in_bash() {
    # shellcheck disable=SC2016
    bash --norc -c '
        . ./casus.bash
        read -r -a COMP_WORDS <<<"$1"
        case $1 in *" ") COMP_WORDS+=("") ;; esac
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _casus
        [ ${#COMPREPLY[@]} = 0 ] || printf "%s\n" "${COMPREPLY[@]}"' bash "$1"
}

complete_in_fish() {
    fish --no-config -c 'source casus.fish; complete -C $argv[1] | string split -f 1 \t' -- "$1"
}

if command -v bash >/dev/null; then
    casus help --completion bash >casus.bash || fail "no completion for bash"
    examine bash --help papers
    expect bash "casus " "$(printf '%s\n' $commands --help --version | words)"
    expect bash "casus check " "apart|one.record|papers|three.record|two.treaty|"
    expect bash "casus cite no" "notes.txt|"
    expect bash "casus run one.record --as S" "Secretary General|"
else
    echo "skipped: bash is not installed"
fi
if command -v fish >/dev/null; then
    casus help --completion fish >casus.fish || fail "no completion for fish"
    examine fish "" papers/
    expect fish "casus " "$(printf '%s\n' $commands | words)"
    expect fish "casus check t" "three.record|two.treaty|"
else
    echo "skipped: fish is not installed"
fi

# zsh completes only at a terminal, so it gets one, in which a fake casus prints its arguments.
cat >drive.zsh <<'END'
zmodload zsh/zpty
zpty terminal zsh -f -i
zpty -w terminal "PS1= RPS1=; fpath=($PWD/zsh \$fpath); autoload -Uz compinit; compinit -u -d $PWD/dump"
zpty -w terminal 'casus() { print -r -- "<got>${(j:|:)@}|</got>" }; print "<rea""dy>"'
zpty -r -m terminal shown '*<ready>*'
zpty -w -n terminal "$1"$'\t'
sleep 0.3
zpty -w -n terminal $'\n'
zpty -r -m terminal shown '*<got>*</got>*'
print -r -- "${${shown##*<got>}%%</got>*}"
END

# TYPED, and the arguments with which casus must be called
expect_zsh() {
    called=$(timeout 60 zsh -f drive.zsh "$1")
    [ "$called" = "$2" ] || fail "zsh makes \"$1\" into \"$called\", not into \"$2\""
}

if command -v zsh >/dev/null && zsh -f -c 'zmodload zsh/zpty' 2>/dev/null; then
    mkdir zsh
    casus help --completion zsh >zsh/_casus || fail "no completion for zsh"
    zsh -n zsh/_casus || fail "zsh does not understand its completion"
    for command in $commands; do
        grep -q "^        '$command:" zsh/_casus || fail "zsh does not know casus $command"
        for option in $(options_of "$command"); do
            sed -n "/^$command)/,/;;/p" zsh/_casus | grep -q "'$option\[" || fail "zsh does not know casus $command $option"
        done
    done
    expect_zsh "casus fm" "fmt|"
    expect_zsh "casus run one" "run|one.record|"
    expect_zsh "casus run one.record --know" "run|one.record|--known-on|"
    expect_zsh "casus run one.record --format j" "run|one.record|--format|json|"
    expect_zsh "casus run one.record --as A" "run|one.record|--as|Armenia|"
    expect_zsh "casus cite no" "cite|notes.txt|"
    expect_zsh "casus help wh" "help|why|"
else
    echo "skipped: zsh is not installed"
fi
exit $failed
