/*
 * diff.c: opm.diff, what was changed between two trees: one row per change, what was and what is, as text.
 */
#include "goaltree_member.h"
#include "goalwalk.h"

#include "funcapi.h"

#include "huge.h"
#include "literal.h"
#include "result.h"

typedef struct Diff
{
	GoalWalk	w[2];			/* the trees: [0] before, [1] after */
	uint32	   *other[2];		/* by position: the same goal in the other tree, or GOALTREE_NONE */
	const GoalMember *member[MEMBER_COUNT]; /* in the order of their rows; without those of links */
	int			nmembers;		/* of member, 0 or more */
	FunctionCallInfo fcinfo;	/* where rows go */
} Diff;

/* A link that is not the same in both trees; positions are of the tree named by side. */
typedef struct LinkChange
{
	int			side;			/* 1: child and parent are positions after, 0: before */
	uint32		child;			/* position */
	uint32		parent;			/* position */
	bool		had;			/* the link was there before */
	bool		has;			/* and is there after */
	float8		weight[2];		/* before and after; 0 without a link */
	float8		share[2];		/* likewise */
} LinkChange;

typedef struct LinkChanges
{
	LinkChange *change;			/* n of them */
	int64		n;				/* changes so far */
	int64		max;			/* changes that fit */
	uint32	   *stamp;			/* by position before: parent + 1 whose children are marked */
	float8	   *weight;			/* by position before: of the link marked */
	float8	   *share;			/* likewise */
} LinkChanges;

enum DiffColumn
{
	DIFF_KEY, DIFF_LABEL, DIFF_CHANGE, DIFF_PARENT, DIFF_WAS, DIFF_NOW
};

static void
PutChange(Diff *d, int side, uint32 node, const char *change, uint32 parent, const char *was, const char *now)
{
	const GoalView *v = &d->w[side].v;
	Row			row;

	RowInit(&row);
	RowGoalKey(&row, DIFF_KEY, v, node, false);
	RowGoalText(&row, DIFF_LABEL, v, GOALCOL_LABEL, node);
	RowText(&row, DIFF_CHANGE, change);
	RowGoalKey(&row, DIFF_PARENT, v, parent, false);
	RowText(&row, DIFF_WAS, was);
	RowText(&row, DIFF_NOW, now);
	RowPut(d->fcinfo, &row);
}

/* NULL for what is not known. */
static char *
NumberText(float8 x)
{
	StringInfoData buf;

	if (OpmIsUnknown(x))
		return NULL;
	initStringInfo(&buf);
	AppendFloat8(&buf, x);
	return buf.data;
}

/* What the goal says of itself. Scores of parents are no change of theirs: opm.explain_change has that. */
static void
DiffGoal(Diff *d, uint32 before, uint32 after)
{
	const GoalView *v[2] = {&d->w[0].v, &d->w[1].v};
	StringInfoData was;
	StringInfoData now;

	initStringInfo(&was);
	initStringInfo(&now);
	for (int i = 0; i < d->nmembers; i++)
	{
		const GoalMember *m = d->member[i];
		bool		had;
		bool		has;

		if (v[0]->column[m->column] == NULL && v[1]->column[m->column] == NULL)
			continue;
		resetStringInfo(&was);
		resetStringInfo(&now);
		had = GoalMemberAppend(&was, m, v[0], before);
		has = GoalMemberAppend(&now, m, v[1], after);
		if (had != has || strcmp(was.data, now.data) != 0)
			PutChange(d, 1, after, m->name, GOALTREE_NONE, had ? was.data : NULL, has ? now.data : NULL);
	}
}

/* ---- links ---- */

/*
 * Collected first and sorted by child, because rows come in the order of the goals, and links are found by
 * parent.
 */
static void
PushLink(LinkChanges *l, const LinkChange *change)
{
	if (l->n >= l->max)
	{
		l->max = Max(2 * l->max, 64);
		l->change = HugeGrow(l->change, l->max, sizeof(LinkChange));
	}
	l->change[l->n++] = *change;
}

/* Links below a goal after the change, against those before. A goal that is new or gone says so itself. */
static void
DiffLinksAfter(Diff *d, LinkChanges *l, uint32 after)
{
	uint32		before = d->other[1][after];

	if (before != GOALTREE_NONE)
		ForEachGoalLink(&d->w[0], before, link)
		{
			l->stamp[link.kid] = after + 1;
			l->weight[link.kid] = link.weight;
			l->share[link.kid] = link.share;
		}
	ForEachGoalLink(&d->w[1], after, link)
	{
		uint32		kid = d->other[1][link.kid];
		LinkChange	c = {1, link.kid, after, false, true, {0, link.weight}, {0, link.share}};

		if (kid == GOALTREE_NONE)
			continue;
		if (before != GOALTREE_NONE && l->stamp[kid] == after + 1)
		{
			l->stamp[kid] = 0;
			c.had = true;
			c.weight[0] = l->weight[kid];
			c.share[0] = l->share[kid];
			if (c.weight[0] == c.weight[1] && c.share[0] == c.share[1])
				continue;
		}
		PushLink(l, &c);
	}
	if (before == GOALTREE_NONE)
		return;
	ForEachGoalLink(&d->w[0], before, link)
		if (l->stamp[link.kid] == after + 1 && d->other[0][link.kid] != GOALTREE_NONE)
		{
			LinkChange	c = {0, link.kid, before, true, false, {link.weight, 0}, {link.share, 0}};

			PushLink(l, &c);
		}
}

/*
 * Every goal of the tree after is asked for its children, once; then the goals that are gone for theirs,
 * which may live on elsewhere.
 */
static void
DiffLinks(Diff *d, LinkChanges *l)
{
	l->stamp = GoalPerNode(&d->w[0].v, sizeof(uint32));
	l->weight = GoalPerNode(&d->w[0].v, sizeof(float8));
	l->share = GoalPerNode(&d->w[0].v, sizeof(float8));
	for (uint32 i = 0; i < d->w[1].v.nodes; i++)
	{
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		DiffLinksAfter(d, l, i);
	}
	for (uint32 i = 0; i < d->w[0].v.nodes; i++)
		if (d->other[0][i] == GOALTREE_NONE)
			ForEachGoalLink(&d->w[0], i, link)
				if (d->other[0][link.kid] != GOALTREE_NONE)
				{
					LinkChange	c = {0, link.kid, i, true, false, {link.weight, 0}, {link.share, 0}};

					PushLink(l, &c);
				}
}

/* Position after of the child whose link has changed. */
static uint32
ChangedChild(const Diff *d, const LinkChange *c)
{
	return c->side ? c->child : d->other[0][c->child];
}

/* By child in the order of the tree after; what was removed before what was added. */
static int
CompareLinkChanges(const void *a, const void *b, void *arg)
{
	const LinkChange *x = a;
	const LinkChange *y = b;
	const Diff *d = arg;
	uint32		cx = ChangedChild(d, x);
	uint32		cy = ChangedChild(d, y);

	if (cx != cy)
		return cx < cy ? -1 : 1;
	if (x->side != y->side)
		return x->side < y->side ? -1 : 1;
	return x->parent < y->parent ? -1 : x->parent > y->parent;
}

static void
PutLinkChange(Diff *d, const LinkChange *c)
{
	char	   *weight[2] = {NumberText(c->weight[0]), NumberText(c->weight[1])};

	if (!c->had)
		PutChange(d, c->side, c->child, "parent added", c->parent, NULL, weight[1]);
	else if (!c->has)
		PutChange(d, c->side, c->child, "parent removed", c->parent, weight[0], NULL);
	else
	{
		if (c->weight[0] != c->weight[1])
			PutChange(d, 1, c->child, "weight", c->parent, weight[0], weight[1]);
		if (c->share[0] != c->share[1])
			PutChange(d, 1, c->child, "share", c->parent, NumberText(c->share[0]), NumberText(c->share[1]));
	}
}

/* Goals of the tree after, in its order, each with the changes of its links; then goals that are gone. */
static void
PutChanges(Diff *d, const LinkChanges *links)
{
	const GoalView *v0 = &d->w[0].v;
	const GoalView *v1 = &d->w[1].v;
	int64		next = 0;
	MemoryContext each = AllocSetContextCreate(CurrentMemoryContext, "opm diff row", ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(each);

	for (uint32 i = 0; i < v1->nodes; i++)
	{
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (d->other[1][i] == GOALTREE_NONE)
			PutChange(d, 1, i, "added", GoalParents(v1)[i], NULL, NumberText(GoalScores(v1)[i]));
		else
			DiffGoal(d, d->other[1][i], i);
		while (next < links->n && ChangedChild(d, &links->change[next]) == i)
			PutLinkChange(d, &links->change[next++]);
		MemoryContextReset(each);
	}
	for (uint32 i = 0; i < v0->nodes; i++)
	{
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (d->other[0][i] == GOALTREE_NONE)
			PutChange(d, 0, i, "removed", GoalParents(v0)[i], NumberText(GoalScores(v0)[i]), NULL);
		MemoryContextReset(each);
	}
	MemoryContextSwitchTo(old);
}

PG_FUNCTION_INFO_V1(opm_diff);
Datum
opm_diff(PG_FUNCTION_ARGS)
{
	Diff		d = {0};
	LinkChanges links = {0};

	InitMaterializedSRF(fcinfo, 0);
	d.fcinfo = fcinfo;
	ForEachGoalMember(m)
	{
		if (m->place == NO_PLACE)
			continue;
		d.member[m->place] = m;
		d.nmembers++;
	}
	for (int t = 0; t < 2; t++)
	{
		GoalWalkInit(&d.w[t], PG_GETARG_GOALTREE_P(t));
		d.other[t] = GoalPerNode(&d.w[t].v, sizeof(uint32));
	}
	GoalPairTrees(&d.w[0].v, &d.w[1].v, d.other[0], d.other[1]);
	DiffLinks(&d, &links);
	if (links.n > 0)
		qsort_arg(links.change, links.n, sizeof(LinkChange), CompareLinkChanges, &d);
	PutChanges(&d, &links);
	return (Datum) 0;
}
