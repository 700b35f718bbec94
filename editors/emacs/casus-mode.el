;;; casus-mode.el --- treaties and records of casus  -*- lexical-binding: t -*-
;; SPDX-License-Identifier: MIT
;; Package-Requires: ((emacs "26.1"))
;; Version: 0.1.0

;;; Commentary:
;; Colours of treaties, records, vocabularies and maps, and the server for eglot.  The words are those of the
;; language (tests/lsp/words_test.sh).

;;; Code:

(defconst casus-words
  '("about" "account" "adopted" "after" "against" "also" "and" "approximate" "are" "article" "as"
    "asked" "asks" "at" "author" "because" "before" "between" "business" "by" "calendar" "check" "clock" "code"
    "column" "concluded" "continuing" "count" "counts" "data" "date" "dated" "day" "days" "decision" "declaration"
    "deferred" "denies" "does" "each" "end" "event" "every" "exactly" "excludes" "expects" "fact"
    "fails" "fewer" "file" "for" "from" "fulfils" "good" "grade" "groups" "hand" "holiday" "hour" "hours" "if"
    "in" "inapplicable" "into" "is" "judge" "kind" "known" "language" "least" "less" "may" "missing" "month" "months" "more"
    "most" "name" "named" "needs" "new" "next" "no" "northern" "not" "nothing" "number" "of" "offset"
    "on" "one" "only" "open" "or" "order" "other" "otherwise" "outcomes" "over" "owed" "owes" "phrase"
    "place" "publisher" "quantity" "quote" "reached" "reading" "reads" "recode" "recorded" "released" "request"
    "rest" "retracted" "retracts" "row" "said" "same" "say" "says" "seasons" "seconds" "separator"
    "sha256" "silence" "since" "source" "southern" "speak" "speaks" "start" "state" "still"
    "substituted" "sum" "suspended" "table" "taking" "tally" "termed" "than" "the" "then" "this"
    "through" "title" "to" "treaty" "turns" "uncertain" "under" "until" "upon" "url" "use" "via" "when"
    "where" "while" "with" "within" "without" "wording" "workday" "write" "year" "years" "zone")
  "The words of the language.")

(defvar casus-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?- "w" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    table)
  "Syntax table of `casus-mode'.")

(defconst casus-font-lock
  `(("--.*$" 0 font-lock-comment-face t)
    ("\\b[0-9]\\{4\\}-[-0-9TZ:.+XY?~%]*" . font-lock-constant-face)
    ("@[0-9]+\\.\\.[0-9]+ #[0-9a-f]\\{8\\}" . font-lock-preprocessor-face)
    (,(regexp-opt casus-words 'words) . font-lock-keyword-face)
    ("\\b[a-z][-a-z]*[0-9][-0-9a-z]*" . font-lock-variable-name-face)
    ("\\b[[:upper:]][^][ \t\n,:\"@]*" . font-lock-type-face))
  "Colours of `casus-mode'.")

;;;###autoload
(define-derived-mode casus-mode prog-mode "casus"
  "Major mode for treaties, records, vocabularies and maps of casus."
  (setq-local comment-start "-- ")
  (setq-local comment-start-skip "--+ *")
  (setq-local indent-tabs-mode nil)
  (setq-local font-lock-defaults '(casus-font-lock nil nil)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.\\(casus\\|treaty\\|record\\|map\\)\\'" . casus-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(casus-mode . ("casus" "lsp"))))

(provide 'casus-mode)
;;; casus-mode.el ends here
