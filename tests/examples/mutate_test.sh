#!/bin/sh
# Each record of a real case is written anew with one small mistake at a time (mutate.awk has the kinds): an entry left out, the
# teller in the place of the speaker, `denies` for `says`, another day, another particular in a role. A check line of the records
# of its folder must then fail, or the program must refuse the record.
#
# Where nothing can change, the record says why, in a comment line behind the entry, for all kinds or for some:
#
#   -- nothing can change: reason
#   -- nothing can change by day, role: reason
#
# uncovered.txt lists all other mistakes of which no check line tells: record, kind and line, below the reason. The list is
# exact: a mistake that is not in it fails the test, and so does a line of it that a check line has come to notice.
#
#   mutate_test.sh [EVERY]    only each EVERY-th mistake (CASUS_EVERY, else all); then a line of uncovered.txt need not be found

set -u
every=${1:-${CASUS_EVERY:-1}}
source=${CASUS_SOURCE:?}
program=${CASUS:?}
room=$source/tests/examples
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
CASUS_PATH=$source
export CASUS_PATH
cp -R "$source/examples" "$work/examples"
failed=0
tried=0
"$program" check "$work"/examples/*/*.record >"$work/out" 2>&1 ||
    { cat "$work/out"; echo "FAILED: the records do not hold as they are"; exit 1; }
: >"$work/unnoticed"
: >"$work/excused"

# The records of the folder with check lines that use a record, with itself, by way of others too.
users() {
    folder=$(dirname "$1")
    list=$(basename "$1")
    size=0
    while [ "$size" -ne "$(echo "$list" | wc -w)" ]; do
        size=$(echo "$list" | wc -w)
        for used in $list; do
            for other in "$folder"/*.record; do
                grep -q "^use .*\"$used\"" "$other" || continue
                other=$(basename "$other")
                case " $list " in
                *" $other "*) ;;
                *) list="$list $other" ;;
                esac
            done
        done
    done
    for used in $list; do
        ! grep -q '^check ' "$folder/$used" || echo "$folder/$used"
    done
}

# The files that a record uses, by way of others too, and the record itself as the last.
parts() {
    queue=$1
    seen=
    while [ -n "$queue" ]; do
        file=${queue%% *}
        queue=${queue#"$file"}
        queue=${queue# }
        case " $seen " in
        *" $file "*) continue ;;
        esac
        seen="$file $seen"
        for part in $(sed -n 's/^use  *//p' "$file" | sed 's/ *--.*//' | tr -d '",'); do
            case $part in
            *.record) part=$(dirname "$file")/$part ;;
            *) if [ -e "$source/vocabulary/$part.casus" ]; then
                part=$source/vocabulary/$part.casus
            else
                part=$source/treaties/$part.treaty
            fi ;;
            esac
            queue="${queue:+$queue }$part"
        done
    done
    echo "$seen"
}

for record in "$work"/examples/csto-*/*.record "$work"/examples/kazakhstan-2022/*.record \
    "$work"/examples/together/*.record; do
    grep -q '^-- MADE UP' "$record" && continue
    short=${record#"$work"/examples/}
    rm -rf "$work/mistakes"
    mkdir "$work/mistakes"
    # shellcheck disable=SC2046 # names of files have no space
    awk -v out="$work/mistakes" -f "$room/mutate.awk" $(parts "$source/examples/$short") >"$work/list" ||
        { echo "FAILED: $short cannot be written anew"; failed=1; }
    [ -s "$work/list" ] || continue
    # shellcheck disable=SC2046
    set -- $(users "$record")
    while IFS='	' read -r number kind at text; do
        tried=$((tried + 1))
        [ $((tried % every)) -eq 0 ] || continue
        cp "$work/mistakes/$number" "$record"
        noticed=0
        for user; do
            "$program" check "$user" >"$work/out" 2>&1 && continue
            noticed=1
            # The next mistake is near this one: who noticed this one is asked first.
            # shellcheck disable=SC2046
            set -- "$user" $(printf '%s\n' "$@" | grep -Fxv "$user")
            # what others name cannot go missing; all else is to be read, and told by a check line
            grep -q '^E0597' "$work/out" || [ "$kind" = leave ] || {
                cat "$work/out"
                echo "FAILED: $short:$at: with this mistake ($kind) the record cannot be read"
                failed=1
            }
            break
        done
        [ $noticed -eq 1 ] && continue
        excuse=$(awk -v at="$at" -v kind="$kind" 'NR > at && /^-- nothing can change/ {
                sub(/^-- nothing can change/, "")
                if (/^:/ || index(substr($0, 1, index($0, ":")), kind))
                    print
                exit
            }
            NR > at && !/^  /{ exit }' "$source/examples/$short")
        if [ -n "$excuse" ]; then
            printf '%s:%s: %s%s\n' "$short" "$at" "$kind" "$excuse" >>"$work/excused"
        else
            printf '%s\t%s\t%s\t%s\n' "$short" "$kind" "$at" "$text" >>"$work/unnoticed"
        fi
    done <"$work/list"
    cp "$source/examples/$short" "$record"
done
[ "$tried" -gt 500 ] || { echo "FAILED: only $tried mistakes were tried"; failed=1; }

if [ -s "$work/excused" ]; then
    echo "of these the records say that nothing can change:"
    cat "$work/excused"
fi
# What is listed and what was found, each once: record, kind and line.
grep -v -e '^#' -e '^$' "$room/uncovered.txt" | sort -u >"$work/listed"
cut -f 1,2,4 "$work/unnoticed" | tr '\t' ' ' | sort -u >"$work/found"
if ! comm -13 "$work/listed" "$work/found" >"$work/new" || [ -s "$work/new" ]; then
    cat "$work/new"
    echo "FAILED: mistakes that no check line notices, and that are not in tests/examples/uncovered.txt"
    failed=1
fi
if [ "$every" -eq 1 ] && { ! comm -23 "$work/listed" "$work/found" >"$work/old" || [ -s "$work/old" ]; }; then
    cat "$work/old"
    echo "FAILED: in tests/examples/uncovered.txt, and noticed by a check line"
    failed=1
fi
[ -z "${CASUS_UNNOTICED:-}" ] || cp "$work/unnoticed" "$CASUS_UNNOTICED"
echo "$tried mistakes, $(wc -l <"$work/unnoticed") of those tried unnoticed, $(wc -l <"$work/excused") excused"
exit $failed
