/* SPDX-License-Identifier: MIT */
/* Finds a party or voice by a name that the user gave, in any spelling. */
#include <string.h>

#include "store/case.h"

static bool is_voice(const struct cs_case *c, cs_name name)
{
    for (const struct cs_file *file = c->files; file != NULL; file = file->next) {
        for (const struct cs_account *a = file->accounts; a != NULL; a = a->next)
            if (a->name == name)
                return true;
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
                if (claim->voice == name)
                    return true;
    }
    return false;
}

bool cs_case_party(const struct cs_case *c, const char *text, cs_name *out)
{
    cs_name name = cs_symbols_spelt(&c->symbols, cs_names_find(&c->names, text, strlen(text)));

    *out = name;
    return name != CS_NO_NAME &&
           ((name < c->symbols.by_name_count && c->symbols.particular_of[name] != 0) || is_voice(c, name));
}
