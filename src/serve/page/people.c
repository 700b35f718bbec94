/* SPDX-License-Identifier: MIT */
/* Who takes part, and for whom each may speak; the clock of an exercise. */
#include "serve/http/handlers.h"
#include "serve/page/page.h"

void cs_web_people(struct cs_exchange *x)
{
    casus_text *out = cs_web_begin(x, cs_web_say(x, "People"));

    cs_web(out, "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead>"
                "<tbody>",
           cs_web_say(x, "Name"), cs_web_say(x, "Role"), cs_web_say(x, "May speak now for"));
    for (size_t i = 0; i < x->r->people.person_count; i++) {
        const struct cs_person *p = &x->r->people.persons[i];

        cs_web(out, "<tr><td>{} <small>{}</small></td><td>{}</td><td>", p->title, p->name,
                cs_web_say(x, cs_role_name(p->role)));
        for (size_t k = 0; k < x->r->people.mandate_count; k++) {
            const struct cs_mandate *m = &x->r->people.mandates[k];

            if (cs_people_find(x->r, m->person) == p && cs_mandate_good(x->r, m))
                cs_web(out, "{} ", m->party);
        }
        cs_web(out, "</td></tr>");
    }
    cs_web(out, "</tbody></table></div>");
    cs_web_end(x);
}

void cs_web_clock(struct cs_exchange *x)
{
    const char *to = cs_field(&x->request.form, "to");
    struct cs_hand hand = cs_exchange_hand(x, NULL);
    struct casus_failure failure;
    struct cs_entered entered;
    casus_status status = cs_register_clock(x->r, &hand, to != NULL ? to : "", &entered, &failure);

    if (status == CASUS_OK)
        cs_go_to(x, "/");
    else
        cs_refuse_status(x, status, &failure);
}
