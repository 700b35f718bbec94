#!/bin/sh
# The examples in the documents are what the program prints.
#   ```console          is run: a line "$ casus ..." is a command; what follows, up to the next command or the end of the block,
#                       is what it must print
#   ```casus NAME       is written to the file NAME first; ```casus add NAME is appended to that file
# Each document has a folder of its own, a copy of the project's root. With --accept the blocks are rewritten.

set -u
source=${CASUS_SOURCE:?}
program=${CASUS:?}
accept=${1-}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
mkdir "$work/bin"
ln -s "$program" "$work/bin/casus"
PATH=$work/bin:$PATH
CASUS_PATH=$source
NO_COLOR=1
export PATH CASUS_PATH NO_COLOR

# Copies a document with the output of each command replaced.
rewrite() {
    in_block=no
    skip=no
    while IFS= read -r line || [ -n "$line" ]; do
        case $in_block$line in
        no'```console') in_block=yes skip=no ;;
        no'```casus add '*) in_block=file file=${line#'```casus add '} ;;
        no'```casus '*) in_block=file file=${line#'```casus '} && : >"$work/root/$file" ;;
        yes'```' | file'```') in_block=no skip=no ;;
        file*) printf '%s\n' "$line" >>"$work/root/$file" ;;
        yes'$ '*)
            printf '%s\n' "$line"
            (cd "$work/root" && sh -c "${line#??}" 2>&1 </dev/null) || true
            skip=yes
            continue
            ;;
        esac
        [ "$skip" = yes ] || printf '%s\n' "$line"
    done
}

failed=0
checked=0
for document in "$source"/README.md "$source"/docs/*.md "$source"/examples/*/README.md; do
    grep -q '^```console$' "$document" || continue
    checked=$((checked + 1))
    rm -rf "$work/root"
    mkdir "$work/root"
    cp -R "$source/examples" "$source/tests/docs" "$work/root/"
    rewrite <"$document" >"$work/new"
    if cmp -s "$document" "$work/new"; then
        continue
    elif [ "$accept" = --accept ]; then
        cat "$work/new" >"$document"
    else
        echo "$document does not say what the program does:"
        diff "$document" "$work/new"
        failed=1
    fi
done
[ "$checked" -gt 0 ] || { echo "no document has an example"; exit 1; }
exit $failed
