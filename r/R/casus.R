# SPDX-License-Identifier: MIT
# libcasus for R: cases, answers, tables. What fails is a condition of the class casus_error.

condition <- function(kind, message, ...)
    structure(class = c(kind, "casus_error", "error", "condition"), list(message = message, call = NULL, ...))

# What a call gave; a failure of the library is raised.
must <- function(value) {
    if (inherits(value, "failure")) stop(condition("casus_trouble", value$message, status = value$status))
    value
}

trouble <- function(..., status = "argument") stop(condition("casus_trouble", paste0(...), status = status))

open_of <- function(object, kind) {
    if (!inherits(object, kind)) trouble("this is no ", sub("casus_", "", kind))
    if (object$closed) trouble("this ", sub("casus_", "", kind), " is closed")
    object$handle
}

new_object <- function(kind, ...) {
    object <- list2env(list(closed = FALSE, ...), parent = emptyenv())
    class(object) <- kind
    object
}

casus_version <- function() .Call(C_version)

# ---- cases ----

casus_case <- function(..., grades = NULL) {
    case <- new_object("casus_case", handle = must(.Call(C_new_case)), taken = list(), maps = 0L, tables = 0L,
                       grades = grades, checked = FALSE, warnings = NULL, bad_rows = NULL)
    if (...length() > 0) casus_add(case, ...)
    case
}

casus_add <- function(case, ...) {
    files <- path.expand(c(...))
    must(.Call(C_add_files, open_of(case, "casus_case"), files))
    case$taken <- c(case$taken, list(list(C_add_files, files)))
    invisible(case)
}

casus_add_text <- function(case, name, text) {
    text <- paste0(text, collapse = "\n")
    must(.Call(C_add_text, open_of(case, "casus_case"), name, text))
    case$taken <- c(case$taken, list(list(C_add_text, name, text)))
    invisible(case)
}

casus_suppose <- function(case, text) {
    must(.Call(C_suppose, open_of(case, "casus_case"), text))
    invisible(case)
}

mistakes <- function(found) {
    diagnostics <- found$diagnostics
    if (found$errors > 0)
        stop(condition("casus_mistakes", sub("\n$", "", found$told), diagnostics = diagnostics[diagnostics$error, ]))
    diagnostics
}

casus_check <- function(case) {
    handle <- open_of(case, "casus_case")
    if (!case$checked) {
        case$warnings <- mistakes(must(.Call(C_check, handle, case$grades)))
        case$checked <- TRUE
    }
    invisible(case)
}

casus_check_files <- function(..., sources = NULL) invisible(mistakes(must(.Call(C_check_files, c(...), sources))))

# ---- tables in ----

# The bytes of a table: of a file, also one that is compressed as gzfile() reads it; of a data frame as CSV.
bytes_of <- function(table) {
    if (is.raw(table)) return(table)
    if (is.data.frame(table)) {
        path <- tempfile(fileext = ".csv")
        on.exit(unlink(path))
        write.csv(table, path, row.names = FALSE, na = "", fileEncoding = "UTF-8")
    } else {
        path <- table
    }
    if (!file.exists(path)) trouble("cannot read \"", path, "\": no such file", status = "io")
    file <- gzfile(path, "rb")
    on.exit(close(file), add = TRUE)
    parts <- list()
    while (length(part <- readBin(file, "raw", 2^22)) > 0) parts[[length(parts) + 1]] <- part
    bytes <- do.call(c, c(list(raw()), parts))
    if (identical(bytes[1:4], as.raw(c(0x28, 0xb5, 0x2f, 0xfd))))
        trouble(path, " is compressed with zstd: unpack it first, with zstd -d", status = "io")
    bytes
}

name_of <- function(table) if (is.raw(table)) "bytes" else if (is.data.frame(table)) "data frame" else table

# Tables that belong to a map: one, or several in a list or a vector of paths.
as_tables <- function(tables) {
    if (is.raw(tables) || is.data.frame(tables)) list(tables) else as.list(tables)
}

scan_tables <- function(case, tables, record, bad_rows, account = NULL, late = 0, first = 0L) {
    if (!identical(bad_rows, "stop") && !identical(bad_rows, "skip")) trouble("bad_rows is \"stop\" or \"skip\"")
    if (length(tables) == 0) trouble("no table is named")
    found <- must(.Call(C_scan, open_of(case, "casus_case"), lapply(tables, bytes_of),
                        vapply(tables, name_of, ""), record, bad_rows == "skip", account, late, first))
    if (inherits(found$out, "failure") && found$out$status == "argument") {
        last <- found$bad[nrow(found$bad), ]
        remedy <- if (found$rows > 0) " (bad_rows = \"skip\" goes on with the others)" else ""
        message <- if (nrow(last) == 0) found$out$message
                   else paste0(last$table, ":", last$line, ":", last$column, ": ", last$cause, remedy)
        stop(condition("casus_bad_rows", message, rows = found$bad))
    }
    must(found$out)
    found
}

casus_add_table <- function(case, map, ..., bad_rows = "stop") {
    tables <- do.call(c, lapply(list(...), as_tables))
    like <- casus_case()
    on.exit(close(like))
    for (call in case$taken) must(do.call(.Call, c(call[1], open_of(like, "casus_case"), call[-1])))
    casus_check(casus_add(like, map))
    found <- scan_tables(like, tables, TRUE, bad_rows, first = case$tables)
    case$tables <- case$tables + length(tables)
    case$maps <- case$maps + 1L
    case$bad_rows <- rbind(case$bad_rows, found$bad)
    if (found$bad_count > nrow(found$bad))
        warning(found$bad_count, " rows are bad; bad_rows has the first ", nrow(found$bad))
    handle <- open_of(case, "casus_case")
    must(.Call(C_add_files, handle, path.expand(map))) # the next map is read without it
    must(.Call(C_add_text, handle, paste0("rows", case$maps, ".record"), found$out))
    invisible(case)
}

# ---- answers ----

wishes <- function(as_of, known_on, account, readings, sources)
    list(if (!is.null(as_of)) as.character(as_of), if (!is.null(known_on)) as.character(known_on), account, readings,
         sources)

casus_run <- function(case, as_of = NULL, known_on = NULL, account = NULL, readings = NULL, sources = NULL) {
    casus_check(case)
    new_object("casus_answer", handle = must(.Call(C_run, open_of(case, "casus_case"),
                                                   wishes(as_of, known_on, account, readings, sources))))
}

casus_accounts <- function(answer) .Call(C_accounts, open_of(answer, "casus_answer"))
casus_as_of <- function(answer) .Call(C_as_of, open_of(answer, "casus_answer"))

make_table <- function(answer, name, units, columns = NULL, ledger = FALSE) {
    known <- .Call(C_table_names, units)
    if (!name %in% known) trouble("\"", name, "\" is none of ", paste(known, collapse = ", "))
    must(.Call(C_make_table, open_of(answer, "casus_answer"), name, units, columns, ledger))
}

casus_table <- function(answer, name) make_table(answer, name, FALSE)
casus_rows <- function(answer) casus_table(answer, "duties")
casus_questions <- function(answer) casus_table(answer, "questions")
casus_units <- function(answer, unit, columns = NULL, ledger = FALSE) make_table(answer, unit, TRUE, columns, ledger)

# Numbers in tables have a hyphen (2-10), so that no program takes 2.10 for 2.1; those of texts have a dot.
row_of <- function(answer, row) {
    handle <- open_of(answer, "casus_answer")
    for (id in unique(c(gsub("-", ".", row, fixed = TRUE), row)))
        if ((at <- .Call(C_find_row, handle, id)) >= 0) return(at)
    trouble("there is no row \"", row, "\"")
}

casus_why <- function(answer, row)
    must(.Call(C_why, open_of(answer, "casus_answer"), row_of(answer, as.character(row))))

casus_reasons <- function(answer, row, account = NULL) {
    names <- casus_accounts(answer)
    at <- if (is.null(account)) 1L else match(account, names)
    if (is.na(at)) trouble("\"", account, "\" is none of ", paste(names, collapse = ", "))
    must(.Call(C_reasons, open_of(answer, "casus_answer"), row_of(answer, as.character(row)), at - 1L))
}

casus_ledger <- function(answer) must(.Call(C_ledger, open_of(answer, "casus_answer")))

casus_ask <- function(case, question, as_of = NULL, known_on = NULL, account = NULL, readings = NULL, sources = NULL) {
    casus_check(case)
    reply <- must(.Call(C_ask, open_of(case, "casus_case"), question,
                        wishes(as_of, known_on, account, readings, sources)))
    if (!is.null(reply$refusal))
        stop(condition("casus_not_understood", sub("\n$", "", must(reply$refusal)), remedy = reply$remedy))
    must(reply$text)
    structure(reply, class = "casus_reply")
}

# ---- tables through a treaty ----

casus_scan <- function(texts, maps, unit = NULL, as_of = NULL, account = NULL, readings = NULL, columns = NULL,
                       grades = NULL, bad_rows = "stop", late = 0) {
    case <- casus_case(texts, grades = grades)
    on.exit(close(case))
    if (!is.null(unit)) {
        for (i in seq_along(maps)) casus_add_table(case, names(maps)[i], maps[[i]], bad_rows = bad_rows)
        answer <- casus_run(case, as_of = as_of, account = account, readings = readings)
        on.exit(close(answer), add = TRUE)
        return(casus_units(answer, unit, columns = columns))
    }
    if (length(maps) != 1 || !is.null(as_of) || !is.null(readings) || !is.null(columns))
        trouble("several maps, as_of, readings and columns are of units: unit = \"...\" says which")
    casus_check(casus_add(case, names(maps)))
    rows <- scan_tables(case, as_tables(maps[[1]]), FALSE, bad_rows, account, late)$out
    for (column in intersect(c("row", "cause"), names(rows))) rows[[column]] <- as.integer(rows[[column]])
    rows
}

# ---- methods ----

close.casus_case <- function(con, ...) {
    if (!con$closed) .Call(C_close_case, con$handle)
    con$closed <- TRUE
    invisible()
}

close.casus_answer <- function(con, ...) {
    if (!con$closed) .Call(C_close_answer, con$handle)
    con$closed <- TRUE
    invisible()
}

print.casus_case <- function(x, ...) {
    cat(if (x$closed) "a case, closed\n" else if (x$checked) "a case, checked\n" else "a case\n")
    invisible(x)
}

print.casus_answer <- function(x, ...) {
    cat(if (x$closed) "an answer, closed\n" else casus_ledger(x))
    invisible(x)
}

print.casus_reply <- function(x, ...) {
    cat(x$text)
    invisible(x)
}
