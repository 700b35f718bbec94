#!/bin/sh
# Runs the readable cases of folders of tests/corpus with the program $CASUS.
#
#   sh tests/corpus/runner.sh FOLDER...             compare; a difference is shown
#   sh tests/corpus/runner.sh --accept FOLDER...    write the output as what is expected; read the diff
#
# FOLDER may be the path of one file of cases. A file NAME.txt holds cases, one after another:
#
#   == what is shown, in a sentence
#   -- file small.record
#   ... its text, up to the next line of this kind; empty lines at its end are dropped
#   -- run check small.record       a run of casus, in a directory that holds the files and nothing else
#   -- sh cat small.record          any other command
#   ---
#   ... what all runs write, output and errors in one; after a run that did not end with 0, "exit N"
#
# With several runs each is preceded by its command line ("$ casus check small.record"). Text before the first case is a
# remark on all of them; every case has the files in it.

set -u
here=$(cd "$(dirname "$0")" && pwd)
casus=${CASUS-$here/../../build/casus}
accept=0
if [ "${1-}" = --accept ]; then
    accept=1
    shift
fi
casus=$(cd "$(dirname "$casus")" && pwd)/$(basename "$casus")
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 3' INT TERM
unset CASUS_PATH NO_COLOR
CASUS=$casus
LC_ALL=C
TERM=dumb
export CASUS LC_ALL TERM

status=0
for folder; do
    [ -e "$folder" ] || folder=$here/$folder
    files=$folder
    [ -d "$folder" ] && files="$folder/*.txt"
    for file in $files; do
        [ -e "$file" ] || continue
        mkdir -p "$work/case"
        awk -v casus="$casus" -v work="$work/case" -v accept="$accept" -v accepted="$work/accepted" \
            -v shown="${file#"$here/"}" -f "$here/runner.awk" "$file" || status=1
        if [ "$accept" = 1 ] && ! cmp -s "$work/accepted" "$file"; then
            cp "$work/accepted" "$file" && echo "accepted: ${file#"$here/"}"
        fi
        rm -rf "$work/case" "$work/accepted"
    done
done
exit "$status"
