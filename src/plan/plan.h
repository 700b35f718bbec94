/* SPDX-License-Identifier: MIT */
/*
 * The plan: what the rules of all texts of a case are lowered to: relations, rules with join orders, powers, watched
 * patterns. It is immutable once made, has no state and no worlds, and may be shared by threads. It points into the
 * trees and symbols, which must live longer. Only the docket makes a copy of the struct, with the names of one answer.
 *
 * A value is the number of a name. Particulars, labels, numbers and moments are all names (by their canonical text).
 * CS_UNSAID (0) is the value of a role that was left unsaid.
 *
 *   relation   columns
 *   event      occurrence, roles of the shape in its order
 *   fact       roles of the shape
 *   quantity   roles of the shape; the docket has its rows, which are bounds (R 8.4)
 *   duty event occurrence, holder, claimant, roles of the act: what becomes of a duty ("H fails C act")
 *   duty       holder, claimant, roles of the act: it is open ("H owes C act")
 *   condition  the variables of the bonds of a `while` rule: holds while the whole condition of the rule does
 *
 * For an instrument with a judge of a word, that word is a relation of its own ("attack under NP", R 2.6).
 */
#ifndef CS_PLAN_PLAN_H
#define CS_PLAN_PLAN_H

#include "lang/symbols.h"

typedef cs_name cs_value;
#define CS_UNSAID CS_NO_NAME
#define CS_COLUMNS_MAX (CS_ROLES_MAX + 3)
#define CS_VARIABLES_MAX 24
#define CS_STEPS_MAX 64
#define CS_RINGS_MAX 64 /* the next item is looked for in each; times of further limits wait in the heap */
#define CS_RELATIONS_MAX 4096 /* the plan has matrices with a byte for each pair of relations */
#define CS_NOWHERE UINT32_MAX

enum cs_relation_kind {
    CS_RELATION_EVENT,
    CS_RELATION_FACT,
    CS_RELATION_QUANTITY,
    CS_RELATION_DUTY_EVENT,
    CS_RELATION_DUTY,
    CS_RELATION_CONDITION
};

struct cs_relation {
    enum cs_relation_kind kind;
    cs_name head;
    cs_name under;                 /* the instrument whose judge decides it (R 2.6), or CS_NO_NAME */
    enum cs_verb verb;             /* of a duty event or a duty */
    bool forbidden;                /* the same: it is about prohibitions, not duties */
    uint32_t duties[2][CS_VERB_COUNT]; /* of an act: the relations about its duties, and its prohibitions, if rules look
                                          at them, else CS_NOWHERE */
    const struct cs_shape *shape;  /* NULL for a condition */
    uint32_t column_count;
    uint32_t first_role;           /* column of the first role: 1 event, 0 fact, 3 duty event, 2 duty */
    cs_kind column_kinds[CS_COLUMNS_MAX];
    uint32_t number_column;        /* the role of kind number, or CS_NOWHERE */
    uint64_t left_unsaid;          /* roles that some such act of the record may leave unsaid, by column */
    bool takes_over;               /* a fact: as it begins, one takes over from another (R 2.14) */
    bool for_good;                 /* a fact: it does not end, and nothing that names its subject is founded (R 6.9) */
    uint32_t one_column;           /* a fact: the role that has one value at a time (R 4.5), or CS_NOWHERE */
    uint32_t judged_copies;        /* the first relation of the same head under an instrument, or CS_NOWHERE */
    uint32_t next_copy;            /* of a relation under an instrument: the next one of the same head */
    bool derived;                  /* concluded by `while` */
    bool noted;                    /* where such a fact holds for a moment only something stays of it */
    bool recursive;                /* depends on itself, without negation or count */
    bool sets_time;                /* the time of some bond ends with it, or runs from it (R 7.13) */
    bool named_later;              /* an event: a rule may call so what happened earlier (R 6.6) */
    bool read;                     /* some rule, power, bond or ledger row looks at it */
    uint32_t *minds;               /* of an act: the words, ascending, whose order with the end of the time of a duty */
    size_t mind_count;             /* to do it may matter for what rules say of the duty */
    uint32_t *compares;            /* of an act: the words, ascending, that are compared with what follows then */
    size_t compare_count;
    uint32_t level;                /* a derived relation depends only on relations of lower levels, or is recursive */
    uint32_t name_level;           /* an event: names of lower levels are given before it (R 4.4) */
    /* where the plan uses it, by what the run does as its rows change */
    struct cs_use_site *triggers;  /* `when` rules: an event or duty event happens, a fact or duty begins */
    struct cs_use_site *ceasings;  /* `when no` rules: a fact or duty ends */
    struct cs_use_site *readers;   /* `while` rules with a condition on it, once for each condition */
    struct cs_use_site *powers;    /* `may` rules with a pattern of this head */
    struct cs_use_site *concluders; /* `while` rules that conclude it */
    /* access paths (plan/access.h) */
    uint64_t *masks;               /* sets of columns by which rows are looked up: the run has an index for each */
    uint32_t mask_count;
    uint64_t *watch_masks;         /* sets of columns by which bonds that wait for its rows are looked up */
    uint32_t watch_mask_count;
    bool closes;                   /* a fact for good at which nothing looks but the conditions that it adds */
    uint64_t closed_columns;       /* the roles that may be what such a fact is so of */
    uint32_t closed_column;        /* the first of them that always is of the kind of that, or CS_NOWHERE */
    bool looked_back;              /* an event: something may look at its rows after they came about */
    bool plain;                    /* an event that is seen by bonds and sets off rules, and no more: it needs no power,
                                      no rule waits for it or gives it names, and nothing looks back at its rows */
};

enum cs_operand_kind { CS_OPERAND_ANY, CS_OPERAND_VALUE, CS_OPERAND_VARIABLE, CS_OPERAND_LIST };
struct cs_operand {
    enum cs_operand_kind kind;
    uint32_t index;            /* a value, or the number of a variable */
    /* LIST: any one of these fits; only in conditions, never in conclusions */
    const struct cs_arg *list;
};

struct cs_pattern {
    uint32_t relation;
    struct cs_operand columns[CS_COLUMNS_MAX];
};

enum cs_step_kind {
    CS_STEP_MATCH,    /* a row fits; binds variables */
    CS_STEP_ABSENT,   /* no row fits; unbound variables mean any */
    CS_STEP_OTHER,    /* the subject differs from each of the others */
    CS_STEP_KIND,     /* the subject is a particular of this kind; `negated`: is none */
    CS_STEP_READS,    /* the reading has this answer */
    CS_STEP_NUMBER,   /* left compare ratio right */
    CS_STEP_EVERY,    /* each row that fits left.pattern has a row that fits right.pattern; `negated`: has none */
    CS_STEP_QUANTITY, /* quantity compare constant */
    CS_STEP_MOMENTS   /* the subject came before others[0], or the other way round: so far apart */
};

struct cs_measure { /* a constant, or the number or sum of the different values of `variable` in the rows that fit */
    enum cs_number_kind kind;
    cs_wide constant;
    uint32_t variable;
    struct cs_pattern pattern;
};

struct cs_step {
    enum cs_step_kind kind;
    struct cs_pattern pattern;        /* MATCH, ABSENT, QUANTITY */
    struct cs_operand subject;        /* OTHER, KIND, MOMENTS */
    cs_kind of_kind;                  /* KIND */
    struct cs_operand *others;
    uint32_t other_count;
    uint32_t reading, answer;         /* READS: index into readings, answers */
    enum cs_compare compare;
    cs_wide ratio_over, ratio_under;
    struct cs_measure left, right;    /* NUMBER, EVERY */
    uint64_t looks_at;                /* NUMBER: the variables on which it depends, all if it has a list */
    bool negated;                     /* EVERY, KIND */
    enum cs_sides sides;              /* MOMENTS: `compare` and `duration` as in the text */
    bool has_duration;
    struct cs_duration duration;
    const struct cs_condition *text;
};

/* Are the rows of the relation what happens, with an occurrence each, and not states? */
static inline bool cs_relation_happens(const struct cs_relation *relation)
{
    return relation->kind == CS_RELATION_EVENT || relation->kind == CS_RELATION_DUTY_EVENT;
}

/* Do its rows begin and cease, and set off rules as they do? */
static inline bool cs_relation_lasts(const struct cs_relation *relation)
{
    return relation->kind == CS_RELATION_FACT || relation->kind == CS_RELATION_DUTY;
}

/* Does it tell of duties: that one is owed, or what has become of one (R 4.11)? */
static inline bool cs_relation_tells_duties(const struct cs_relation *relation)
{
    return relation->kind == CS_RELATION_DUTY || relation->kind == CS_RELATION_DUTY_EVENT;
}

/* Does the step look at all rows that fit its left and its right pattern? */
static inline bool cs_step_surveys(const struct cs_step *step)
{
    return step->kind == CS_STEP_NUMBER || step->kind == CS_STEP_EVERY;
}

/*
 * An order in which the steps of a rule are evaluated, for one way of entering it. masks[i]: the columns that are bound
 * before step i.
 */
struct cs_join {
    uint32_t *steps;
    uint64_t *masks;
    uint32_t count;
    uint32_t choices; /* behind so many none can be met in several ways, and none looks at all that there are */
};

struct cs_limit {
    enum cs_limit_kind kind;
    struct cs_duration duration;
    int32_t hour;                  /* of the last day; 0: the period ends with the day */
    bool after;                    /* it runs from what a watch of this limit waits for */
    struct cs_operand moment;      /* MOMENT */
    const struct cs_calendar_text *calendar; /* of the instrument, or NULL */
    uint32_t reading;
    cs_instant before;
    struct cs_zone before_offset;  /* of the date as written, in the zone of its own file */
    uint32_t ring;                 /* in which its deadlines wait (plan/access.h), or CS_NOWHERE: in the heap */
};

struct cs_watch { /* until, released upon, suspended while; what a limit waits for */
    enum cs_modifier_kind kind;
    uint32_t limit;                /* LIMIT: which */
    bool negated;
    struct cs_pattern pattern;
};

/*
 * How far two are apart of which either may have come first: one is at an hour within the day of the other; or days are
 * counted from other days for the one than for the other, as they are of two zones.
 */
enum cs_apart { CS_APART_NOT, CS_APART_IN_HOURS, CS_APART_IN_DAYS, CS_APART_NO_MATTER };

struct cs_conclusion {
    enum cs_effect_kind kind;
    struct cs_pattern pattern;        /* TERM, END: an event (its occurrence: what counts as it; any: what set the rule
                                         off) or fact; BOND: the act, whose occurrence is any */
    bool expectation, forbidden;
    struct cs_operand holder, claimant;
    struct cs_limit *limits;          /* of several the first that is over counts */
    uint32_t limit_count;
    bool only;                        /* once its time is over it is no longer owed */
    enum cs_apart founder_tells;      /* a bond: how far apart two must be that found it for its time to differ by which
                                         is the first (cs_plan_founder_tells) */
    uint32_t family;                  /* BOND: that of its article and act among those that found families (access.h),
                                         or CS_NOWHERE */
    uint32_t beside_family;           /* BOND: the family of which it may found members alone, or CS_NOWHERE */
    uint64_t holder_columns;          /* of one that does: the columns of its act that are the holder */
    bool says_more;                   /* BOND: its time, or what ends it, rests on a variable that its sentence does
                                         not name */
    struct cs_watch *watches;
    uint32_t watch_count;
    cs_name act_head;
    const struct cs_effect *text;     /* NULL if it stands in the record */
};

struct cs_plan_rule {
    const struct cs_rule *text;
    enum cs_rule_kind kind;
    uint32_t number;                  /* its own index */
    bool names;                       /* when: concludes an event, another name for what has happened */
    bool counts;                      /* some step is a NUMBER */
    cs_name article;                  /* "CST 4(2)"; of a vocabulary CS_NO_NAME */
    cs_instant since, until;          /* validity of its article and instrument; until exclusive */
    bool has_zone;
    struct cs_zone zone;
    uint32_t variable_count;
    cs_name variables[CS_VARIABLES_MAX];
    enum cs_delay_kind delay;
    bool start_of;
    struct cs_duration duration;
    const struct cs_calendar_text *calendar; /* of the instrument, or NULL */
    uint32_t reading;
    uint32_t moment_variable;         /* of reached */
    bool ceasing;                     /* when no FACT */
    struct cs_pattern trigger;        /* of when and may */
    struct cs_step *steps;
    uint32_t step_count;
    struct cs_join from_trigger;      /* when, may: variables of the trigger bound */
    /* when: from this step of from_trigger on standing facts say which holders a family has, by these variables alone
     * (plan/access.h); CS_NOWHERE: they do not */
    uint32_t lists_from;
    uint64_t lists_by;
    struct cs_join from_nothing;      /* may: nothing bound, to find who may do it */
    /* while: by entry (cs_entry_of): the variables of the step bound, the step itself left out if MATCH */
    struct cs_join *from_step;
    uint64_t *entered;                /* by entry: the variables that are bound as it is entered from a changed row */
    struct cs_join from_head;         /* while: variables of the head bound */
    struct cs_pattern head;           /* while: the condition relation, or the one fact concluded */
    uint64_t head_variables;          /* while: of these it depends which row that is */
    struct cs_conclusion *conclusions;
    uint32_t conclusion_count;
    uint32_t *minds;                  /* relations, ascending: see cs_plan_rule_minds */
    size_t mind_count;
    uint32_t *compares;               /* the same: see cs_plan_rule_compares */
    size_t compare_count;
};

struct cs_use_site {
    struct cs_use_site *next;
    uint32_t rule;
    uint32_t step; /* readers: the step; a NUMBER step has two sites, for its left and its right side */
    const struct cs_pattern *pattern;
    uint32_t named;         /* the first column in which the pattern names a particular, no article; or CS_NOWHERE, */
    cs_value particular;    /* and this one */
};

/* Does the row name another particular than the pattern of the site does? Then it does not fit. */
static inline bool cs_site_names_other(const struct cs_use_site *site, const cs_value *row)
{
    return site->named != CS_NOWHERE && row[site->named] != site->particular && row[site->named] != CS_UNSAID;
}

/* By which entry a changed row leads into a `while` rule: its step, and of a survey the side of the comparison. */
static inline uint32_t cs_entry_of(const struct cs_use_site *site, const struct cs_step *step)
{
    return 2 * site->step + (site->pattern == &step->right.pattern);
}

/* A reading in one of the times in which its answers do not change (R 3); each is a question of its own. */
struct cs_plan_reading {
    const struct cs_reading *text;
    cs_name id;               /* its name; of a later time "NAME since DATE" */
    cs_instant since, until;  /* until exclusive */
    uint32_t answer_count;
    const struct cs_reading_answer **answers;
};

/* The grades of the articles and answers that count; `count` 0: all. One without a grade always counts. */
struct cs_grades { const cs_name *names; size_t count; };

/* A line below a `row`, but "state WORDS" alone, which is its `otherwise`. */
struct cs_plan_state {
    enum cs_row_state_kind kind;
    enum cs_state state;
    struct cs_pattern pattern;
    uint32_t variable;
};
struct cs_plan_need { struct cs_pattern pattern; const struct cs_row_need *text; };
struct cs_plan_row {
    bool decision;
    enum cs_state otherwise; /* of an entry of which nothing has come about */
    enum cs_state whole;     /* the outcome of which something may be left out; CS_STATE_UNSAID: there is none */
    uint32_t variable_count;
    cs_name variables[CS_VARIABLES_MAX];
    struct cs_pattern pattern;
    struct cs_plan_state *states;
    uint32_t state_count;
    struct cs_plan_need *needs;
    uint32_t need_count;
};

/* A bond of the record, once for each combination of its lists. Its variables mean any. */
struct cs_plan_bond {
    const struct cs_entry *entry;
    struct cs_conclusion conclusion;
};

enum cs_order {
    CS_ORDER_NEVER, CS_ORDER_FOUNDING, CS_ORDER_CHAINED, CS_ORDER_DIRECT, CS_ORDER_DIRECT_AND_CHAINED,
    CS_ORDER_INDIRECT, CS_ORDER_COMPARED
};
/* Does the order matter through what follows? */
static inline bool cs_order_follows(uint8_t how)
{
    return how == CS_ORDER_CHAINED || how == CS_ORDER_DIRECT_AND_CHAINED || how == CS_ORDER_INDIRECT;
}

enum { CS_CHANGES_NEVER, CS_CHANGES_CHAINED, CS_CHANGES_AT_ONCE };

struct cs_plan {
    struct cs_arena arena;
    const struct cs_symbols *symbols;
    /* of the texts; in the docket's copy of the plan, a table over it with the names of one answer */
    const struct cs_names *names;
    cs_value nothing; /* the value of a role that is nothing (R 2.7) */
    const struct cs_file *files;
    /* by name: for an article the smallest named one that contains it, "CST 4" for "CST 4(2)"; else CS_NO_NAME */
    cs_name *part_of;
    size_t part_of_count;
    struct cs_grades grades;
    struct cs_relation *relations;
    size_t relation_count, relation_capacity;
    struct cs_plan_rule *rules;
    size_t rule_count;
    struct cs_plan_reading *readings;
    size_t reading_count;
    struct cs_plan_row *rows;
    size_t row_count;
    struct cs_plan_bond *bonds;
    size_t bond_count;
    uint32_t level_count;
    uint32_t name_level_count;
    uint32_t ring_count;   /* of limits (plan/access.h), at most CS_RINGS_MAX */
    uint32_t family_count; /* by article and act, of conclusions that found families */
    uint32_t *closing;     /* the facts that close what they are so of (plan/access.h) */
    uint32_t closing_count;
    bool duties_tell;      /* some rule looks at duties */
    /* rules of whose duties the time may differ by which of two founds one, in their order: of two so far apart */
    struct cs_founders { uint32_t *rules; size_t count; } founding[CS_APART_NO_MATTER];
    uint32_t *aging;       /* rules of whose duties some act of the record performs only the oldest (R 6.2), */
    size_t aging_count;    /* in their order */
    bool moments_pass;     /* a moment may have passed as the fact that names it begins (R 4.6) */
    bool times_tell;       /* the time of some bond is set by what is still to come (R 7.13) */
    bool compares_moments; /* some condition compares the moments of two occurrences */
    /*
     * Matrices, indexed by a * relation_count + b. Only the rows of an `a` that the record enters, or that is claimed
     * as a name, are filled.
     *
     * names_of: may an occurrence entered as a also be a b?
     */
    uint8_t *names_of;
    /*
     * changes_of: may an a bring about or change a b: its names, the facts that it changes, what follows at once?
     * CS_CHANGES_CHAINED: only through rules that are set off by a fact that begins or ends.
     */
    uint8_t *changes_of;
    /*
     * order_matters: may the order of an a and a b on one day matter (R 6.4)? CS_ORDER_FOUNDING: only because both may
     * found one duty, whose time runs from the first of them, or two of which an act performs the older, or set the
     * time of one; CS_ORDER_CHAINED: only through rules that are set off by a fact that begins or ends, or because a
     * state rests on one row of a fact or on another: most often the two have nothing to do with that, so that what
     * follows from both is looked at; CS_ORDER_DIRECT: only because a rule that the one triggers reads, founds or
     * watches the other; CS_ORDER_INDIRECT: through what follows; CS_ORDER_COMPARED: a condition asks which came first.
     */
    uint8_t *order_matters;
    /* comes_after: does the vocabulary put an a after a b of the same day? */
    uint8_t *comes_after;
    /* by relation: may the record have occurrences of it? */
    uint8_t *entered;
};

/*
 * Makes the plan of files that were checked without error, which outlive it. CASUS_ERR_MEMORY; CASUS_ERR_LIMIT with a
 * message; CASUS_ERR_ARGUMENT with a message, if a reading has no answer that counts at a time when it is needed.
 */
casus_status cs_plan_new(const struct cs_file *files, const struct cs_symbols *symbols, struct cs_names *names,
                         struct cs_grades grades, struct cs_failure *failure, struct cs_plan **out);
void cs_plan_free(struct cs_plan *plan);
/* Would the plan be the same if the texts had this entry too, which names what the plan's names have? */
bool cs_plan_takes(const struct cs_plan *plan, const struct cs_entry *entry);
/* Is the name certainly no article of an instrument, so that a plan that was made without it need not know it? */
bool cs_plan_takes_name(const struct cs_plan *plan, cs_name name);

/* The relation of a head as the rules of an instrument read it (CS_NO_NAME: in general), or CS_NOWHERE. */
uint32_t cs_plan_relation(const struct cs_plan *plan, cs_name head, cs_name under);
/*
 * Does the time of a duty that both may found depend on which of the two comes first (R 6.1)? If they give it different
 * times, or one that a moment sets; or if it runs for hours, or for days, and they are apart in these.
 */
bool cs_plan_founder_tells(const struct cs_plan *plan, const struct cs_conclusion *one,
                           const struct cs_conclusion *other, enum cs_apart apart);
/*
 * Of two for which a bond waits, does the first prevail? Of what ends its time and what ends, releases or suspends it;
 * of what ends it by itself and what releases it.
 */
static inline bool cs_plan_watches_differ(enum cs_modifier_kind one, enum cs_modifier_kind other)
{
    return one == CS_MODIFIER_LIMIT ? other != CS_MODIFIER_LIMIT
                                    : one == CS_MODIFIER_UNTIL && other == CS_MODIFIER_RELEASED;
}
/* May the rule apply at the instant of what sets it off? One that waits may, for a moment that has passed (R 4.6). */
static inline bool cs_plan_applies_at_once(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    return rule->kind == CS_RULE_WHEN &&
           (rule->delay == CS_DELAY_NONE || (rule->delay == CS_DELAY_REACHED && plan->moments_pass &&
                                             plan->relations[rule->trigger.relation].kind == CS_RELATION_FACT));
}
/* Is the value a thing, neither unsaid nor nothing? */
static inline bool cs_plan_is_something(const struct cs_plan *plan, cs_value value)
{
    return value != CS_UNSAID && value != plan->nothing;
}
/* R 2.7: sets the roles of an event that are unsaid and may be nothing to nothing. */
void cs_plan_fill_nothing(const struct cs_plan *plan, uint32_t relation, cs_value *values);
/*
 * May an occurrence of this relation change what the rule concludes, if it is of the day on which the rule, after
 * waiting, applies? Only for rules that wait.
 */
bool cs_plan_rule_minds(const struct cs_plan_rule *rule, uint32_t relation);
/*
 * Does a condition ask which came first, an occurrence of this relation or what the rule, after waiting, brings about
 * (R 4.10)? Then their order matters whatever the two are about. Only for rules that wait.
 */
bool cs_plan_rule_compares(const struct cs_plan_rule *rule, uint32_t relation);
/* The reading that the text has at this instant (R 3), where `reading` is the same at another time. */
uint32_t cs_plan_reading_at(const struct cs_plan *plan, uint32_t reading, cs_instant at);
/* May it change what rules say of a duty to do `act`, if it is of the day on which the time of the duty ends? */
bool cs_plan_act_minds(const struct cs_plan *plan, uint32_t act, uint32_t relation);
/* The same of an occurrence of the relation and what rules bring about as the time of a duty to do `act` ends. */
bool cs_plan_act_compares(const struct cs_plan *plan, uint32_t act, uint32_t relation);
/* Is the article this instrument or article, or a part of it? "CST 4(2)" is a part of "CST 4" and of "CST". */
bool cs_plan_within(const struct cs_plan *plan, cs_name article, cs_name whole);
/* Do two values of a column of this kind fit: are they equal, or articles of which one is a part of the other? */
static inline bool cs_plan_fits(const struct cs_plan *plan, cs_kind kind, cs_value a, cs_value b);
/* Of articles: is one a part of the other? */
bool cs_plan_articles_fit(const struct cs_plan *plan, cs_name a, cs_name b);
static inline bool cs_plan_fits(const struct cs_plan *plan, cs_kind kind, cs_value a, cs_value b)
{
    return a == b || (kind == CS_KIND_ARTICLE && cs_plan_articles_fit(plan, a, b));
}
/*
 * Lowers a term of the record or of a question, whose variables mean any. False if the plan has no such head.
 */
bool cs_plan_pattern(const struct cs_plan *plan, const struct cs_term *term, cs_name under, struct cs_pattern *out);
/*
 * The values of such a pattern as those of an act, with one argument of each list, by `choice` from 0. False, and no
 * values, if there is no such choice.
 */
bool cs_plan_values(const struct cs_plan *plan, const struct cs_pattern *pattern, size_t choice, cs_value *out);
/* The operand of an argument of a list in a pattern of `rule`. A variable that the rule does not have means any. */
struct cs_operand cs_plan_listed(const struct cs_plan_rule *rule, const struct cs_arg *arg);

/*
 * R 12: the zone of the days of a report: that of the records that the user named; +00:00 if they have different ones.
 * If these have no dates, that of the records that they use. In minutes east of UTC.
 */
struct cs_zone cs_plan_zone(const struct cs_file *files);

#endif
