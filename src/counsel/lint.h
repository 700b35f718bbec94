/* SPDX-License-Identifier: MIT */
/*
 * The lint of treaties: where a text may fail, as a lawyer would ask before it is signed. It reads the plan and the
 * texts, and needs no record. Nothing of the field is known to it: what a draft, a vote, a request or an exclusion is
 * it takes from the `row` lines of the vocabulary, from the powers, and from what the rules conclude.
 *
 * A finding is a diagnostic of severity CS_SEVERITY_FINDING, with its article, why it matters, and a remedy.
 * explanations.txt has a wrong and a right example of each code.
 *
 * A finding that is meant to stand is accepted in the text, by a comment above or behind a line of its clause, above
 * the article, or above the treaty:
 *
 *   -- lint: L0014 the text sets no time
 *   -- lint: L0018 with Charter: a member that is suspended stays bound
 *
 * With an instrument it accepts only what the other text brings about, and is not idle where that one is not at hand.
 * An acceptance that accepts nothing, or gives no reason, is itself a finding. Findings whose texts the user did not
 * name are left out.
 */
#ifndef CS_COUNSEL_LINT_H
#define CS_COUNSEL_LINT_H

#include "store/case.h"

/*
 * Of a case with a plan. The findings are sorted; they point into the texts of the case. CASUS_ERR_MEMORY,
 * CASUS_ERR_LIMIT or what the failure says.
 */
casus_status cs_lint(const struct cs_case *c, struct cs_failure *failure, struct cs_diagnostics *out);

#endif
