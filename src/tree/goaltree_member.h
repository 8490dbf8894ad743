/*
 * goaltree_member.h: what can be said of a goal: one table that every way in and out of a tree reads.
 *
 * A member is an argument of opm.goal(), a member of the jsonb form and of what_if(), a row of diff(), a part
 * of the outline, of the binary form and of the stored columns. To add one: a row in the table
 * (goaltree_member.c), its field in GoalExtra, its column in GoalColumn, an argument of opm.goal(), and its
 * meaning, in scoring.
 */
#ifndef OPM_GOALTREE_MEMBER_H
#define OPM_GOALTREE_MEMBER_H

#include "goaltree.h"

#include "utils/jsonb.h"

/* What only the full form, opm.goal(...), says of a row. Text: arena offset + 1, 0 if none. */
typedef struct GoalExtra
{
	float8		value;			/* in its unit; numerator if base is given; OPM_UNKNOWN if not said */
	float8		base;			/* denominator; OPM_UNKNOWN if not said */
	float8		share;			/* (0, 1] of the goal that counts under this parent; 1 if not said */
	float8		floor;			/* credit range, in scores; both ends or, OPM_UNKNOWN, none */
	float8		cap;			/* > floor */
	float8		pace_score;		/* score that the plan expects by now; OPM_UNKNOWN if not said */
	float8		mincover;		/* (0, 1] for GOAL_COVER, else 0 */
	uint64		label;			/* text */
	uint64		unit;			/* text */
	uint64		target;			/* bytes of an opm.target */
	uint8		missing;		/* GoalMissing */
	uint8		notapplicable;	/* 0 or 1 */
	uint8		basis;			/* ScoreBasis */
	uint8		unused[5];		/* zero */
} GoalExtra;

/* Bytes that belong to the caller; not terminated. */
typedef struct GoalBytes
{
	const char *at;				/* the first */
	int			len;			/* 0: not said */
} GoalBytes;

/*
 * What a caller says of one goal, in one row. Members that are not said have the defaults of GoalInputInit.
 */
typedef struct GoalInput
{
	GoalKeyType keytype;		/* of key and parent, never GOAL_KEY_ANY */
	bool		has_parent;		/* else the row makes a root, or speaks of a goal that has its parent
								 * elsewhere */
	bool		has_extra;		/* extra, label, unit and target say something */
	GoalPolicy	policy;			/* how the goal counts its children */
	GoalKey		key;			/* the goal that the row is about */
	GoalKey		parent;			/* if has_parent */
	float8		score;			/* given outright, 1 = reached; OPM_UNKNOWN if not said */
	float8		weight;			/* of the link to parent, 0 or MIN_WEIGHT .. MAX_WEIGHT; 1 if not said */
	GoalExtra	extra;			/* numbers only; texts come below */
	GoalBytes	label;			/* text */
	GoalBytes	unit;			/* text */
	GoalBytes	target;			/* an opm.target, header and all */
} GoalInput;

/* By kind, so that a loop over one kind meets nothing else. */
typedef enum GoalMemberId
{
	/* numbers: float8 in GoalInput and GoalExtra; in the order of the binary form */
	MEMBER_SCORE,
	MEMBER_WEIGHT,
	MEMBER_VALUE,				/* GoalExtra holds it and all that follow */
	MEMBER_BASE,
	MEMBER_SHARE,
	MEMBER_CREDIT_FLOOR,
	MEMBER_CREDIT_CAP,
	MEMBER_PACE_SCORE,
	MEMBER_NUMBERS_END,

	/* texts: GoalBytes in GoalInput, GoalText in a tree; in the order of the binary form */
	MEMBER_LABEL = MEMBER_NUMBERS_END,
	MEMBER_UNIT,
	MEMBER_TARGET,				/* last of them: its bytes are an opm.target */
	MEMBER_TEXTS_END,

	/* flags: uint8, 1 where the word for it is false: true is the default */
	MEMBER_APPLICABLE = MEMBER_TEXTS_END,
	MEMBER_FLAGS_END,

	/* what GoalPolicy holds */
	MEMBER_ROLLUP = MEMBER_FLAGS_END,	/* method and k */
	MEMBER_MISSING,				/* missing, and mincover of GoalExtra */

	/* a word, in GoalExtra */
	MEMBER_BASIS,
	MEMBER_COUNT
} GoalMemberId;

/* Which numbers a member takes. */
typedef struct GoalRange
{
	float8		min;			/* least and greatest, both allowed */
	float8		max;			/* not below min */
	bool		zero;			/* 0 is allowed, though below min */
	const char *rule;			/* a sentence for people */
} GoalRange;

typedef struct GoalMember
{
	const char *name;			/* in SQL, jsonb, what_if() and diff(), and in the outline if outline_word */
	const char *what;			/* in messages */
	GoalColumn	column;			/* where a tree has it; of MEMBER_MISSING with GOALCOL_MINCOVER beside it */
	int			arg;			/* argument of opm.goal(), from 0 */
	int			place;			/* among the changes of one goal in diff(), from 0; NO_PLACE if said of a
								 * link */
	Size		in_input;		/* offset in GoalInput of a number, text or flag */
	Size		in_extra;		/* offset in GoalExtra of the same, if that holds it */
	float8		unsaid;			/* number that stands for "not said": OPM_UNKNOWN or a default */
	const GoalRange *range;		/* of a number */
	uint32		results;		/* bit per GoalColumn of results that a goal with this member has */
	bool		link;			/* said of the link to a parent, so a goal can have several */
	bool		rescore;		/* a change of the number changes nothing but scores: no need to build anew */
	bool		outline_word;	/* number written NAME=number in an outline; the others have marks of their
								 * own */
} GoalMember;

#define NO_PLACE		(-1)

extern const GoalMember goal_members[MEMBER_COUNT];

#define ForEachMemberFrom(first, end, m) \
	for (const GoalMember *m = goal_members + (first); m < goal_members + (end); m++)
#define ForEachGoalMember(m)	ForEachMemberFrom(0, MEMBER_COUNT, m)
#define ForEachGoalNumber(m)	ForEachMemberFrom(0, MEMBER_NUMBERS_END, m)
#define ForEachExtraNumber(m)	ForEachMemberFrom(MEMBER_VALUE, MEMBER_NUMBERS_END, m)
#define ForEachGoalText(m)		ForEachMemberFrom(MEMBER_NUMBERS_END, MEMBER_TEXTS_END, m)
#define ForEachGoalFlag(m)		ForEachMemberFrom(MEMBER_TEXTS_END, MEMBER_FLAGS_END, m)

static inline GoalMemberId
GoalMemberIdOf(const GoalMember *m)
{
	return (GoalMemberId) (m - goal_members);
}

static inline bool
GoalMemberIsNumber(const GoalMember *m)
{
	return GoalMemberIdOf(m) < MEMBER_NUMBERS_END;
}

static inline bool
GoalMemberIsFlag(const GoalMember *m)
{
	return GoalMemberIdOf(m) >= MEMBER_TEXTS_END && GoalMemberIdOf(m) < MEMBER_FLAGS_END;
}

/* Where a number, text or flag of this goal is. */
static inline float8 *
GoalInputNumber(GoalInput *in, const GoalMember *m)
{
	return (float8 *) ((char *) in + m->in_input);
}

static inline GoalBytes *
GoalInputBytes(GoalInput *in, const GoalMember *m)
{
	return (GoalBytes *) ((char *) in + m->in_input);
}

static inline uint8 *
GoalInputFlag(GoalInput *in, const GoalMember *m)
{
	return (uint8 *) ((char *) in + m->in_input);
}

/* The same in the extra of a row; a text is an offset into the arena + 1. */
static inline float8 *
GoalExtraNumber(const GoalExtra *e, const GoalMember *m)
{
	return (float8 *) ((char *) e + m->in_extra);
}

static inline uint64 *
GoalExtraText(const GoalExtra *e, const GoalMember *m)
{
	return (uint64 *) ((char *) e + m->in_extra);
}

static inline uint8 *
GoalExtraFlag(const GoalExtra *e, const GoalMember *m)
{
	return (uint8 *) ((char *) e + m->in_extra);
}

/* Has any goal of the tree more than the short form says? The columns for that stand together. */
static inline bool
GoalHasExtras(const GoalView *v)
{
	const uint32 columns = (1u << GOALCOL_TOTAL) - (1u << GOALCOL_NOTAPPLICABLE);

	return (v->tree->columns & columns) != 0;
}

/* Does this number say anything? */
static inline bool
GoalNumberSaid(const GoalMember *m, float8 x)
{
	return isnan(m->unsaid) ? !isnan(x) : x != m->unsaid;
}

/* NaN is in no range. */
static inline bool
GoalInRange(const GoalRange *range, float8 x)
{
	return (x >= range->min && x <= range->max) || (x == 0 && range->zero);
}

/* A literal that makes no tree is a malformed literal, whatever the rule it breaks. */
#define GoalErrcode(badrow, code)	errcode((badrow) ? (badrow) : (code))

extern const GoalRange goal_share_range;
extern const GoalRange goal_cover_range;	/* of a minimum coverage */

extern const GoalMember *GoalMemberNamed(const char *name, int len);
extern bool GoalMemberAppend(StringInfo buf, const GoalMember *m, const GoalView *v, uint32 node);

extern void GoalInputInit(GoalInput *in, GoalKeyType keytype);
extern void GoalInputCheck(GoalInput *in, int badrow);
extern void GoalInputRefuse(const GoalInput *in, const char *what, float8 x, const char *rule);
extern void GoalInputFromDatum(GoalInput *in, const GoalMember *m, Datum d);
extern const char *GoalInputFromJsonb(GoalInput *in, const GoalMember *m, const JsonbValue *value);
extern void GoalInputFromTree(GoalInput *in, const GoalView *v, uint32 node);
extern void GoalInputUnsay(GoalInput *in, const GoalMember *m);

#endif							/* OPM_GOALTREE_MEMBER_H */
