/* SPDX-License-Identifier: MIT */
/*
 * libcasus: treaties run on a record of what happened. This header is its manual, docs/library.md an introduction.
 * examples/c has two whole programs, examples/python one that uses the library by ctypes.
 *
 *     casus_case *c;                              texts: vocabularies, treaties, records
 *     casus_answer *a;                            their ledger on a date
 *
 *     casus_case_new(&c)
 *     casus_case_add_file(c, "2022.record")       or casus_case_add_text, from memory
 *     casus_case_check(c)                         mistakes of the texts: casus_case_diagnostic
 *     casus_answer_new(c, &wishes, &a)            as of when, known when, on whose account
 *     casus_row_count(a), casus_row_at(a, i, ..)  the ledger, row by row
 *     casus_row_stand(a, i, account, ..)          how a row stands on an account
 *     casus_why(a, i, account, ..)                the reasons for it
 *     casus_answer_free(a), casus_case_free(c)
 *
 * Failure. Three kinds, never mixed. A mistake in a text is a diagnostic, and the call that found it succeeds. A
 * failure of the environment (no memory, no such file, too many entangled questions) is a status other than CASUS_OK,
 * with one line about it from casus_case_message or casus_answer_message. A call that makes no sense (no case, a row
 * that does not exist, a text added after the check) is CASUS_ERR_ARGUMENT, and changes nothing. After a failure of the
 * environment an object may still be asked for its message and freed; every other call on it returns the same failure.
 * Output parameters are zero whenever a call fails. A bug of the library itself stops the program (abort).
 *
 * Ownership. What is returned through a parameter `**out` (of *_new, *_read, casus_ask, casus_check, casus_file_open),
 * and a text through `**text`, is yours: free it with the function that its comment names. Everything else is borrowed
 * from the object that was asked and lives as long as it does. Texts that you pass in are copied. An answer keeps its
 * case alive: they may be freed in any order. Functions named *_free, and casus_file_close, take NULL.
 *
 * Structs. Those that you fill (casus_wishes, casus_style, casus_diagnostic_style, casus_scan_wishes) and those of
 * saved.h begin with `size`: set it to the size of the struct. A later version may add members at the end, which are
 * then zero or left out. Every other struct keeps its members as long as the number of the shared library
 * (libcasus.so.0) stays.
 *
 * Lists are counted from 0. A function *_count returns the number of items; 0 for NULL. The function for one item fills
 * a struct and returns CASUS_OK, or CASUS_ERR_ARGUMENT if there is no such item or `out` is NULL; or it returns the
 * text itself, or NULL. The order does not change during the life of the object.
 *
 * Writing. casus_write_*, casus_explain and casus_format_text return CASUS_ERR_IO if the sink did not take everything,
 * CASUS_ERR_MEMORY, or CASUS_ERR_ARGUMENT if there is no object or no sink; then nothing more is written.
 *
 * Threads. The library has no global state, and different cases are independent. Texts are added to a case, and
 * checked, by one thread. After casus_case_check several threads may ask for answers of the case at the same time
 * (casus_answer_new, casus_ask, casus_act_new, casus_verdicts_new). Each answer, with the objects made from it, is used
 * by one thread at a time, independently of other answers; any thread may free an answer, or the case. Call
 * casus_case_message only while no other thread calls a function of the case: the message is that of the call that
 * failed last. The status that a call returns is its own.
 *
 * Texts are UTF-8 and end with a NUL. Unknown is never false or zero: what is not known is NULL, "" or "undetermined",
 * as it says there. The same texts and wishes give the same bytes on every machine.
 *
 * The library never writes to a file, a screen or the network, reads no clock and no locale, and reads only the files
 * that it is given and those that their texts `use`. It looks for these beside the file, in the folders of $CASUS_PATH
 * and in its own folder of vocabularies and treaties; casus_case_set_finder has a function of yours asked first.
 */
#ifndef CASUS_CASUS_H
#define CASUS_CASUS_H

#include "casus/act.h"
#include "casus/answer.h"
#include "casus/case.h"
#include "casus/change.h"
#include "casus/check.h"
#include "casus/counsel.h"
#include "casus/document.h"
#include "casus/explain.h"
#include "casus/export.h"
#include "casus/file.h"
#include "casus/format.h"
#include "casus/lint.h"
#include "casus/map.h"
#include "casus/next.h"
#include "casus/question.h"
#include "casus/reason.h"
#include "casus/saved.h"
#include "casus/scan.h"
#include "casus/sink.h"
#include "casus/status.h"
#include "casus/symbol.h"
#include "casus/table.h"
#include "casus/token.h"
#include "casus/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* "0.1.0", of the library that is linked. */
CASUS_API const char *casus_version(void);
/* The one of `words` that a misspelt `word` probably means; NULL if none is near. */
CASUS_API const char *casus_nearest(const char *word, const char *const *words, size_t count);

#ifdef __cplusplus
}
#endif

#endif
