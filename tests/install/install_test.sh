#!/bin/sh
# What `cmake --install` installs works from there: the program with its vocabularies; the library, shared and static, found
# by pkg-config, with the examples in C and Python. The library exports only what its headers declare.

set -u
program=${CASUS:?}
source=${CASUS_SOURCE:?}
build=$(dirname "$program")
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
failed=0
compiler=${CC-cc}
unset CASUS_PATH

fail() {
    echo "FAILED: $*"
    failed=1
}

if nm -D "$build/libcasus.so" | grep -q __asan; then
    echo "skipped: a library with sanitizers is not installed"
    exit 77
fi
DESTDIR=$work cmake --install "$build" >"$work/log" 2>&1 || { cat "$work/log"; fail "cmake --install"; }
root=$work$(sed -n 's/^CMAKE_INSTALL_PREFIX:PATH=//p' "$build/CMakeCache.txt")
library=$(dirname "$(find "$work" -name casus.pc)")/..
record=$root/share/doc/casus/examples/csto-2022/strict.record

for file in bin/casus include/casus/casus.h include/casus/status.h include/casus/write.h share/man/man1/casus.1 share/casus/vocabulary/security.casus \
    share/casus/treaties/cst.treaty share/doc/casus/README.md share/doc/casus/docs/language.md \
    share/bash-completion/completions/casus share/zsh/site-functions/_casus share/fish/vendor_completions.d/casus.fish; do
    [ -s "$root/$file" ] || fail "there is no $file"
done
if command -v lowdown >/dev/null; then
    grep -q '^casus-language \\- ' "$root/share/man/man7/casus-language.7" || fail "casus-language(7) has no name"
else
    echo "skipped: lowdown is not installed, so there is no casus-language(7)"
fi

# ---- the program, from there ----

"$root/bin/casus" run "$record" --format json >"$work/program.json" || fail "the installed program does not run"
CASUS_PATH=$source "$program" run "$source/examples/csto-2022/strict.record" --format json >"$work/built.json"
cmp "$work/program.json" "$work/built.json" || fail "installed and built program differ"

# ---- what the library exports ----

nm -D --defined-only "$library/libcasus.so" | sed -n 's/.* [A-Z] //p' | LC_ALL=C sort >"$work/shown"
cat "$root"/include/casus/*.h | grep -E '^CASUS_(API|MUST_USE) ' | sed 's/.*[ *]\(casus_[a-z0-9_]*\)(.*/\1/' |
    LC_ALL=C sort >"$work/declared"
diff "$work/declared" "$work/shown" || fail "what the headers declare (<) is not what the library shows (>)"
sed -n 's/^ \(casus_[a-z0-9_]*\)@Base .*/\1/p' "$source/packaging/debian/libcasus0.symbols" | LC_ALL=C sort >"$work/packaged"
diff "$work/declared" "$work/packaged" || fail "what the headers declare (<) is not what the package lists (>)"
readelf -d "$library/libcasus.so" | grep -q 'SONAME.*libcasus\.so\.[0-9]' || fail "the library has no soname"
for language in "-x c -std=c99" "-x c -std=c11" "-x c++ -std=c++11"; do
    case $language in *++*) command -v c++ >/dev/null || { echo "skipped: there is no C++ compiler"; continue; } ;; esac
    for header in "$root"/include/casus/*.h; do # each alone
        # shellcheck disable=SC2086
        echo "#include <casus/${header##*/}>" |
            "$compiler" $language -pedantic -Wall -Wextra -Werror -I"$root/include" -fsyntax-only - ||
            fail "${header##*/} is not $language"
    done
done

# ---- a client of the library ----

PKG_CONFIG_SYSROOT_DIR=$work
PKG_CONFIG_PATH=$library/pkgconfig
export PKG_CONFIG_SYSROOT_DIR PKG_CONFIG_PATH
example=$root/share/doc/casus/examples/c/ledger.c
# shellcheck disable=SC2046
"$compiler" -std=c11 -Wall -Wextra -Werror "$example" $(pkg-config --cflags --libs casus) -o "$root/bin/ledger" ||
    fail "the example does not build with pkg-config"
# shellcheck disable=SC2046
"$compiler" -std=c11 "$example" $(pkg-config --cflags casus) "$library/libcasus.a" \
    $(env -u PKG_CONFIG_SYSROOT_DIR pkg-config --libs libmd libutf8proc jansson) -o "$root/bin/ledger-static" ||
    fail "the example does not build with the static library"
LD_LIBRARY_PATH=$library "$root/bin/ledger" "$record" 2022-10-29 >"$work/ledger" || fail "the example does not run"
"$root/bin/ledger-static" "$record" 2022-10-29 >"$work/ledger-static" || fail "the static example does not run"
cmp "$work/ledger" "$work/ledger-static" || fail "shared and static library differ"
grep -q '^  Armenia: violated$' "$work/ledger" || fail "the example finds nothing violated"
# shellcheck disable=SC2046
"$compiler" -std=c11 -Wall -Wextra -Werror "$root/share/doc/casus/examples/c/question.c" \
    $(pkg-config --cflags --libs casus) -o "$root/bin/question" || fail "the second example does not build with pkg-config"
LD_LIBRARY_PATH=$library "$root/bin/question" "$record" 'owes Russia to Armenia' 2022-10-29 "$work/program.json" >"$work/told" &&
    grep -q '^since the ledger of ' "$work/told" || fail "the second example does not read what the program saved"
if command -v python3 >/dev/null; then
    CASUS_PATH=$root/share/casus CASUS_LIBRARY=$library/libcasus.so \
        python3 "$root/share/doc/casus/examples/python/ledger.py" "$record" 2022-10-29 \
        >"$work/told" && grep -q '^  Armenia: violated' "$work/told" || fail "the example in Python does not run"
else
    echo "skipped: python3 is not installed"
fi
LD_LIBRARY_PATH=$library "$root/bin/ledger" "$work/nowhere.record" 2022-10-29 2>"$work/told"
[ $? = 3 ] && grep -q 'nowhere.record' "$work/told" || fail "the example does not tell of a missing file"

# ---- the same JSON ----

cat >"$work/json.c" <<'END'
#include <casus/casus.h>
#include <stdio.h>
#include <string.h>
int main(int count, char **words)
{
    casus_case *c;
    casus_answer *a;
    char *text;
    size_t length, row = 0;
    struct casus_row r;
    if (count != 3 || casus_case_new(&c) || casus_case_add_file(c, words[1]) || casus_case_check(c) ||
        casus_answer_new(c, NULL, &a))
        return 3;
    while (casus_row_at(a, row, &r) == CASUS_OK && strcmp(r.id, words[2]) != 0)
        row++;
    if (strcmp(words[2], "ledger") == 0 ? casus_ledger_json(a, &text, &length) : casus_why_json(a, row, &text, &length))
        return 3;
    fwrite(text, 1, length, stdout);
    casus_text_free(text);
    casus_answer_free(a);
    casus_case_free(c);
    return 0;
}
END
# shellcheck disable=SC2046
"$compiler" -std=c11 "$work/json.c" $(pkg-config --cflags --libs casus) -o "$root/bin/json" || fail "json.c"
LD_LIBRARY_PATH=$library "$root/bin/json" "$record" ledger >"$work/library.json" || fail "no ledger"
cmp "$work/program.json" "$work/library.json" || fail "program and library write different ledgers"
LD_LIBRARY_PATH=$library "$root/bin/json" "$record" 4.4 >"$work/library.json" || fail "no reasons"
"$root/bin/casus" why "$record" 4.4 --format json >"$work/program.json"
cmp "$work/program.json" "$work/library.json" || fail "program and library write different reasons"
exit $failed
