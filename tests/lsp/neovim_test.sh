#!/bin/sh
# Neovim, without a screen, as a client (neovim.lua).
command -v nvim >/dev/null || { echo "skipped: neovim is not installed (tools/prepare installs it)"; exit 77; }
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
CASUS=$(cd "$(dirname "$CASUS")" && pwd)/$(basename "$CASUS")
FOLDER=$(cd "$work" && pwd -P)
CASUS_PATH=
HOME=$work
XDG_STATE_HOME=$work/state
export CASUS FOLDER CASUS_PATH HOME XDG_STATE_HOME
cat >"$work/words.casus" <<'END'
kind  state
event attack by state on state
event plea by state to state on occurrence
END
cat >"$work/a.record" <<'END'
use   words
name  state Alden, Borea, Corvin

2022-01-01 e1: attack by Corvin on Alden
  says Alden
2022-01-02 p1: plea by Alden to Borea on e1
END
cd "$work" || exit 3
nvim --headless -u NONE -i NONE -n --cmd "set runtimepath^=$CASUS_SOURCE/editors/vim" --cmd "filetype plugin on" \
    -c "luafile $CASUS_SOURCE/tests/lsp/neovim.lua" </dev/null 2>"$work/errors" || { cat "$work/errors"; exit 1; }
