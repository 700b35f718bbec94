/* SPDX-License-Identifier: MIT */
/*
 * Every way that a draft can go in an organ, as a graph: from step to step, what is done at each and what comes of it.
 * The steps stand in one order:
 *
 *   a circulation, with the moment at which silence ends; each member in the order of the texts; an extension of the
 *   silence, and each member again; a withdrawal of the draft; the close
 *
 * At its step a member does one of the acts that a power lets a voter do on the draft, or nothing. All acts are
 * questions of a made-up record, and one run of all worlds tells what comes of each way (ballot.h). Two places of the
 * graph are one if what can follow is alike: if each way on from them comes to the same. A step at which it makes no
 * difference what is done is passed over. Members have a second step after an extension alone.
 *
 * Where there are too many ways for the sets of worlds (a count of the votes of more than some 50 members), the graph
 * is one of bounds: how many members it takes who do one act while all others do another.
 */
#ifndef CS_COUNSEL_EXPLORE_H
#define CS_COUNSEL_EXPLORE_H

#include "counsel/ballot.h"

#define CS_EXPLORE_NODES_MAX 1000

/* One way on: what is done, several if they come to the same, and the node to which it leads. */
struct cs_explore_edge {
    const char **acts;   /* "objection", "vote for Yes"; "nothing" */
    size_t act_count;
    size_t to;
    size_t least, most;  /* of a bound: so many members do what the place tells, and all others the act of the way */
};

struct cs_explore_node {
    const char *who;     /* at whose step it stands: a member; NULL: what is not a member's */
    const char *step;    /* NULL of a member; else "circulation", "close", what may be done; of a bound the act */
    bool again;          /* the member's second step, after an extension */
    const char *outcome; /* of an end: "adopted", "not adopted"; "pending"; else NULL */
    const char *by;      /* of an end: the word by which it came about, "rejection"; or NULL */
    bool open;           /* an end that rests on other open questions */
    bool cut;            /* the graph was not followed further */
    struct cs_explore_edge *edges;
    size_t edge_count;
    size_t depth;        /* the number of its step */
};

struct cs_explore {
    struct cs_arena arena;
    const char **members;
    size_t member_count;
    struct cs_explore_node *nodes; /* the first is where it begins; edges lead to later steps */
    size_t node_count, node_capacity;
    size_t depth_count;
    bool cut;            /* there were more nodes */
    bool bounds;         /* a graph of bounds */
};

/*
 * The wish as of a ballot: an organ, or a draft of it as if nothing had been done on it. CASUS_ERR_ARGUMENT,
 * CASUS_ERR_LIMIT (members), CASUS_ERR_ENTANGLED with a message. Release in any case.
 */
casus_status cs_explore(const struct cs_case *c, const struct cs_ballot_wish *wish, struct cs_failure *failure,
                        struct cs_explore *out);
void cs_explore_release(struct cs_explore *explore);

#endif
