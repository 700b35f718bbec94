" SPDX-License-Identifier: MIT
" Colours of treaties, records, vocabularies and maps. The words are those of the language (tests/lsp/words_test.sh).
if exists("b:current_syntax")
  finish
endif
syntax iskeyword @,48-57,-
syntax case match
syntax keyword casusWord about account adopted after against also and approximate are article as asked asks at
syntax keyword casusWord author because before between business by calendar check clock code column concluded count
syntax keyword casusWord counts data date dated day days decision declaration deferred denies does each end event
syntax keyword casusWord every exactly excludes expects fact fails fewer file for from fulfils good grade groups hand
syntax keyword casusWord holiday hour hours if in into is judge kind known language least less may month months
syntax keyword casusWord more most name named needs new next no northern not nothing number of offset on one only
syntax keyword casusWord open or order other otherwise outcomes over owed owes phrase place publisher quantity
syntax keyword casusWord quote reached reading reads recorded released request rest retracted retracts row said
syntax keyword casusWord same say says seasons seconds separator sha256 silence since source southern speak speaks
syntax keyword casusWord start state still substituted sum suspended table taking tally termed than the then this
syntax keyword casusWord through title to treaty turns uncertain under until upon url use via when where while with
syntax keyword casusWord within without wording workday write year years zone continuing inapplicable missing recode
syntax match casusName /\<\u[^ \t,:"\[\]@]*/
syntax match casusLabel /\<\l[a-z-]*\d[0-9a-z-]*/
syntax match casusNumber /\<\d\+\>/
syntax match casusDate /\<\d\{4}-[0-9TZ:.+XY?~%-]*/
syntax match casusAnchor /@\d\+\.\.\d\+ #\x\{8}/
syntax region casusString start=/"/ skip=/\\\\\|\\"/ end=/"/ oneline
syntax match casusComment /--.*$/
highlight default link casusWord Keyword
highlight default link casusName Identifier
highlight default link casusLabel Label
highlight default link casusNumber Number
highlight default link casusDate Constant
highlight default link casusAnchor Special
highlight default link casusString String
highlight default link casusComment Comment
let b:current_syntax = "casus"
