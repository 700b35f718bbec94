/* SPDX-License-Identifier: MIT */
/* What an entry stands on: the record, a judge, or voices; and the claims of these. */
#include "reasons/why_int.h"

static void add_claim_words(const struct cs_explaining *why, const struct cs_stance *s, const struct cs_claim *claim,
                            struct cs_buffer *out)
{
    static const char *const verbs[] = {"says", "denies", "leaves open", "takes back"};
    char moment[96];

    cs_buffer_printf(out, "%s %s", cs_explain_name(why, s->voice), s->torn ? "says and denies" : verbs[s->kind]);
    for (const struct cs_via *via = claim->via; via != NULL; via = via->next)
        cs_buffer_printf(out, " via %s", cs_explain_name(why, via->name));
    if (claim->source != CS_NO_NAME)
        cs_buffer_printf(out, " in %s", cs_explain_name(why, claim->source));
    if (claim->recorded.form != CS_MOMENT_NONE)
        cs_buffer_printf(out, ", recorded %s", cs_moment_text(&claim->recorded, moment));
}

/* The claim of a stance. */
static uint32_t add_stance_words(const struct cs_explaining *why, const void *of, const void *about,
                                 struct cs_buffer *out)
{
    const struct cs_stance *s = of;

    (void)about;
    add_claim_words(why, s, s->claim, out);
    return 0;
}

/* One more claim of it. */
static uint32_t add_said_words(const struct cs_explaining *why, const void *of, const void *about,
                               struct cs_buffer *out)
{
    const struct cs_said *said = of;

    add_claim_words(why, about, said->claim, out);
    return 0;
}

static void add_claim(struct cs_explaining *why, struct cs_reason *parent, cs_reason_writer *write, const void *of,
                      const void *about, const struct cs_claim *claim)
{
    struct cs_reason *reason = cs_reason_told(why, parent, CS_REASON_CLAIM, write, of, about);

    if (reason != NULL)
        reason->claim = claim;
}

/* Does the voice take this side alone; or (`torn`) two sides on one day? */
static bool takes(const struct cs_stance *stance, enum cs_claim_kind kind, bool torn)
{
    return torn ? stance->torn : stance->kind == kind && !stance->torn;
}

/* Behind what was written since `start`. */
static const char *between(const struct cs_buffer *out, size_t start)
{
    return out->length > start ? ", " : ": ";
}

static void add_voices(const struct cs_explaining *why, const struct cs_matter *matter, enum cs_claim_kind kind,
                       bool torn, size_t start, const char *phrase, struct cs_buffer *out)
{
    size_t count = 0, done = 0;

    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        count += takes(s, kind, torn);
    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        if (takes(s, kind, torn)) {
            if (done == 0)
                cs_buffer_printf(out, "%s%s ", between(out, start), phrase);
            else
                cs_buffer_text(out, done + 1 == count ? " and " : ", ");
            cs_buffer_text(out, cs_explain_name(why, s->voice));
            done++;
        }
}

void cs_reason_conclusion(const struct cs_concluded *concluded, struct cs_buffer *out)
{
    cs_buffer_printf(out, ": concluded by the record (%s)", concluded->why);
}

/* ": taken back by the record on 2022-09-20 (entered by mistake)" (R 2.15) */
static void add_retraction(const struct cs_retraction *retracted, struct cs_buffer *out)
{
    char moment[96];

    cs_buffer_text(out, ": taken back by the record");
    if (retracted->recorded.form != CS_MOMENT_NONE)
        cs_buffer_printf(out, " on %s", cs_moment_text(&retracted->recorded, moment));
    cs_buffer_printf(out, " (%s)", retracted->why);
}

void cs_reason_standing(const struct cs_explaining *why, const struct cs_matter *matter, bool name,
                        struct cs_buffer *out)
{
    struct cs_tally tally = cs_matter_tally(matter);
    size_t voices = 0, start = out->length;
    bool voiced = matter->concluded == NULL; /* it stands on voices only */

    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        voices += takes(s, CS_CLAIM_SAYS, false);
    if (matter->judged != NULL) {
        cs_buffer_printf(out, ": settled by %s, who is competent", cs_explain_name(why, matter->judged->voice));
        return;
    }
    if (matter->retracted != NULL && !tally.says)
        add_retraction(matter->retracted->retracted, out);
    if (matter->concluded != NULL)
        cs_reason_conclusion(matter->concluded->concluded, out);
    else if (matter->bare && matter->stances == NULL)
        cs_buffer_text(out, ": entered without claim");
    if (matter->stances == NULL)
        return;
    if (tally.says && !tally.denies && !tally.asks && !name && voiced)
        cs_buffer_printf(out, "%sunopposed", between(out, start));
    add_voices(why, matter, CS_CLAIM_SAYS, true, start, "said and denied by", out);
    add_voices(why, matter, CS_CLAIM_SAYS, false, start, "on the word of", out);
    if (voices == 1 && !tally.denies && !name && voiced)
        cs_buffer_text(out, " alone");
    add_voices(why, matter, CS_CLAIM_DENIES, false, start, "denied by", out);
    add_voices(why, matter, CS_CLAIM_ASKS, false, start, "left open by", out);
    add_voices(why, matter, CS_CLAIM_RETRACTS, false, start, "taken back by", out);
}

void cs_reason_claims(struct cs_explaining *why, struct cs_reason *parent, const struct cs_matter *matter)
{
    for (const struct cs_stance *s = matter->stances; parent != NULL && s != NULL; s = s->next) {
        add_claim(why, parent, add_stance_words, s, NULL, s->claim);
        for (const struct cs_said *said = s->said; said != NULL; said = said->next)
            add_claim(why, parent, add_said_words, said, s, said->claim);
    }
}
