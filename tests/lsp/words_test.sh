#!/bin/sh
# The files of the editors have the words of the language (src/lang/words.def), all of them and no others.
editors=$CASUS_SOURCE/editors
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
status=0

# The words of a file of an editor, one a line.
words_of() {
    case $1 in
    *.vim) sed -n 's/^syntax keyword casusWord //p' "$1" | tr ' ' '\n' ;;
    *.el) sed -n "/(defconst casus-words/,/^  \"The words/p" "$1" | grep -o '"[a-z0-9]*"' | tr -d '"' ;;
    *.json) sed -n '/"keyword.control.casus"/,/}/s/.*"match": ".*(\([a-z0-9|]*\))(?!.*/\1/p' "$1" | tr '|' '\n' ;;
    esac | LC_ALL=C sort
}

sed -n 's/^WORD([A-Z0-9_]*, "\([^"]*\)",.*/\1/p' "$CASUS_SOURCE/src/lang/words.def" | LC_ALL=C sort >"$work/language"
[ "$(wc -l <"$work/language")" -gt 100 ] || { echo "src/lang/words.def cannot be read"; status=1; }
for file in vim/syntax/casus.vim emacs/casus-mode.el vscode/syntaxes/casus.tmLanguage.json; do
    words_of "$editors/$file" >"$work/editor"
    diff "$work/language" "$work/editor" >"$work/difference" && continue
    echo "editors/$file: words that differ from src/lang/words.def (<: missing, >: no word of the language)"
    grep '^[<>]' "$work/difference"
    status=1
done
for folder in "$editors"/*/; do
    [ -s "$folder/README.md" ] || { echo "$folder has no README.md"; status=1; }
done
exit $status
