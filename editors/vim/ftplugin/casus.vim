" SPDX-License-Identifier: MIT
" What a text of casus is in Vim: its comments, its indent, its line width.
if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1
setlocal comments=:-- commentstring=--\ %s expandtab shiftwidth=2 softtabstop=2 textwidth=0
let b:undo_ftplugin = "setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< textwidth<"
