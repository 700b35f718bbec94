# SPDX-License-Identifier: MIT
# What the package casus for R gives, in a folder with a.record of tests/examples/small_case.sh.
#
# Borea owes Alden help on e1 within three days of 2022-09-13: on the 14th it is in force, on the 20th violated, on the
# account of Alden; on that of Corvin, who denies the attack, there is no duty.

library(casus)

is <- function(...) {
    for (value in list(...)) if (!isTRUE(value)) stop("it is not so: ", deparse(sys.call())[1], call. = FALSE)
}
same <- function(found, expected) {
    if (!identical(found, expected)) stop("found ", deparse(found), ", expected ", deparse(expected), call. = FALSE)
}
raises <- function(call, kind, words) {
    error <- tryCatch({ call; NULL }, casus_error = function(e) e)
    is(inherits(error, kind), grepl(words, conditionMessage(error), fixed = TRUE))
    invisible(error)
}

# ---- answers ----
case <- casus_case("a.record")
answer <- casus_run(case, as_of = "2022-09-20")
same(casus_as_of(answer), "2022-09-20")
same(casus_accounts(answer), c("Alden", "Corvin"))
rows <- casus_rows(answer)
same(rows$state, c("violated", "none"))
same(rows$due_latest, c("2022-09-16", NA))
same(rows$days_after, c(NA_integer_, NA_integer_))
is(grepl("On the account of Alden", casus_why(answer, rows$row[1])), grepl("help", casus_ledger(answer)))
reasons <- casus_reasons(answer, "1", account = "Alden")
same(reasons$depth[1], 0L)
claim <- reasons[reasons$kind == "claim" & reasons$voice %in% "Alden", ][1, ]
is(claim$above %in% reasons$number, is.na(claim$start))
same(casus_questions(answer)$answer, c("yes", "no"))
events <- casus_table(answer, "events")
same(unlist(events[, c("said_by", "denied_by", "line")], use.names = FALSE), c("Alden", "Corvin", "10"))
same(casus_units(answer, "duty", columns = c("holder", "answer"), ledger = TRUE),
     data.frame(holder = c("Borea", "Borea"), answer = c("no", NA), ledger_row = c("1", "1")))
raises(casus_table(answer, "x"), "casus_trouble", "none of events")
raises(casus_units(answer, "duty", columns = "x"), "casus_trouble", "no column \"x\"")
raises(casus_why(answer, "7"), "casus_trouble", "no row \"7\"")
raises(casus_reasons(answer, "1", account = "Borea"), "casus_trouble", "none of Alden")
same(raises(casus_run(case, as_of = "2022-09-31"), "casus_trouble", "2022-09-31")$status, "argument")
same(casus_rows(casus_run(case, as_of = as.Date("2022-09-14"), account = "Alden"))$state, "in force")
reply <- casus_ask(case, "does Borea owe Alden help on e1", as_of = "2022-09-20")
same(reply$states, matrix(c("violated", "none"), 1, dimnames = list(NULL, c("Alden", "Corvin"))))
is(nzchar(raises(casus_ask(case, "ask me no more"), "casus_not_understood", "ask me no more")$remedy))
close(case)
same(casus_rows(answer)$state, c("violated", "none")) # an answer keeps its case alive
close(answer)
close(answer)
raises(casus_rows(answer), "casus_trouble", "closed")
raises(casus_run(case), "casus_trouble", "closed")
same(nrow(casus_rows(casus_run(casus_suppose(casus_case("a.record"), "without e1"), as_of = "2022-09-20"))), 0L)
invisible(gc())

# ---- mistakes ----
error <- raises(casus_check(casus_add_text(casus_case(), "b.record", "kind state\nattac\n")), "casus_mistakes",
                "b.record:2:1: no line begins with \"attac\"")
same(error$diagnostics$line, 2L)
is(grepl(error$diagnostics$help, conditionMessage(error), fixed = TRUE))
same(raises(casus_case("nowhere.record"), "casus_trouble", "nowhere.record")$status, "io")
same(nrow(casus_check_files("a.record")), 0L)
writeLines("attac", "c.record")
raises(casus_check_files("c.record"), "casus_mistakes", "c.record:1:1")

# ---- tables: by 2020-05-04 Borea has helped on 17; on 18 it has not; on 19 the time had not run out on 1 June ----
words <- c("kind  state, incident", "name  state Alden, Borea, Cassia", "event threat on incident to state",
           "event help on incident by state")
writeLines(c(words, "treaty Pact \"a pact\"", "article 1", "when  threat on i to s",
             "then  Borea owes s help on i by Borea within 3 days"), "p.treaty")
writeLines(c("dated day", "each  incident is a new incident", "each  state is a state", "where what is threat",
             "then  threat on incident to state", "where what is help", "then  help on incident by state"), "p.map")
lines <- c("day,what,incident,state", "2020-05-01,threat,17,Alden", "2020-05-02,help,17,Borea",
           "2020-05-09,threat,18,Cassia", "2020-06-01,threat,19,Alden")
writeLines(lines, "p.csv")
writeLines(lines, file <- gzfile("p.csv.gz"))
close(file)
for (table in list("p.csv", "p.csv.gz", read.csv("p.csv"), charToRaw(paste0(lines, "\n", collapse = "")))) {
    found <- casus_scan("p.treaty", list(p.map = table))
    same(found$outcome, c("fulfilled", "violated"))
    same(found$act, c("help on 17 by Borea", "help on 18 by Borea"))
    same(found$date, c("2020-05-02", "2020-05-13"))
}
units <- casus_scan("p.treaty", list(p.map = c("p.csv")), unit = "duty", as_of = "2020-06-01")
same(units$answer, c("yes", "no", "unknown"))
same(units$row, 1:3)
backwards <- charToRaw(paste0(c(lines[1], rev(lines[-1])), "\n", collapse = ""))
same(casus_scan("p.treaty", list(p.map = backwards), unit = "duty", as_of = "2020-06-01")$answer, units$answer)
other <- data.frame(day = "2020-05-20", what = "threat", incident = 20, state = "Alden")
units <- casus_scan("p.treaty", list(p.map = "p.csv", p.map = other), unit = "duty", as_of = "2020-06-01")
same(units$act[3], "help on incident 20 by Borea") # the duties stand in the order of time
same(units$rows, c("t2 t3", "t4", "t2r2", "t5"))
wrong <- charToRaw(paste0(c(lines, "2020-06-02,threat,20,Aldn"), "\n", collapse = ""))
error <- raises(casus_scan("p.treaty", list(p.map = wrong)), "casus_bad_rows",
                "bytes:6:22: no state is called \"Aldn\"")
same(error$rows$line, 6L)
case <- casus_add_table(casus_case("p.treaty"), "p.map", wrong, bad_rows = "skip")
same(case$bad_rows$line, 6L)
same(nrow(casus_units(casus_run(case, as_of = "2020-06-01"), "duty")), 3L)
error <- raises(casus_scan("p.treaty", list(p.map = charToRaw("day,what\n"))), "casus_bad_rows", "incident")
is(!grepl("skip", conditionMessage(error)))
same(raises(casus_scan("p.treaty", list(p.map = "nowhere.csv")), "casus_trouble", "nowhere.csv")$status, "io")
