/* SPDX-License-Identifier: MIT */
#include "casus/explain.h"

#include "api/api.h"
#include "text/explanation.h"

size_t casus_code_count(void)
{
    return DIAG_COUNT;
}

const char *casus_code(size_t index)
{
    return index < DIAG_COUNT ? cs_diagnostic_code_text((enum cs_diagnostic_code)index) : NULL;
}

const char *casus_code_summary(size_t index)
{
    return index < DIAG_COUNT ? cs_diagnostic_summary((enum cs_diagnostic_code)index) : NULL;
}

casus_status casus_explain(const char *code, casus_sink sink)
{
    enum cs_diagnostic_code found;
    struct cs_buffer out;

    if (code == NULL || sink.write == NULL || !cs_explanation_code(code, &found))
        return CASUS_ERR_ARGUMENT;
    cs_buffer_init(&out);
    cs_explanation_write(found, &out);
    return cs_api_send(&out, CASUS_OK, sink);
}
