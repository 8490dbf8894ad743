/*
 * diff.c: opm.diff, what was changed between two trees: one row per change, what was and what is, as text.
 */
#include "goaltree_member.h"
#include "goalwalk.h"

#include "funcapi.h"

#include "literal.h"
#include "result.h"

typedef struct Diff
{
	GoalWalk	w[2];
	uint32	   *other[2];
	const GoalMember *member[MEMBER_COUNT]; /* in the order of their rows; those of links have rows of their
											 * own */
	int			nmembers;
	FunctionCallInfo fcinfo;
} Diff;

/* A link that is not the same in both trees; positions are of the tree named by side. */
typedef struct LinkChange
{
	int			side;			/* 1: child and parent are positions after, 0: before */
	uint32		child;
	uint32		parent;
	bool		had;			/* the link was there before */
	bool		has;
	float8		weight[2];
	float8		share[2];
} LinkChange;

typedef struct LinkChanges
{
	LinkChange *change;
	int64		n;
	int64		max;
	uint32	   *stamp;			/* by position before: parent + 1 whose children are marked */
	float8	   *weight;
	float8	   *share;
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

static void
PushLink(LinkChanges *l, const LinkChange *change)
{
	if (l->n >= l->max)
	{
		l->max = Max(2 * l->max, 64);
		l->change = l->change ? repalloc_huge(l->change, sizeof(LinkChange) * l->max) :
			MemoryContextAllocHuge(CurrentMemoryContext, sizeof(LinkChange) * l->max);
	}
	l->change[l->n++] = *change;
}

/* A link that is gone, unless its child is, too: that says so itself. */
static void
PushLostLink(const Diff *d, LinkChanges *l, uint32 before, const GoalLink *link)
{
	LinkChange	c = {0, link->kid, before, true, false, {link->weight, 0}, {link->share, 0}};

	if (d->other[0][link->kid] != GOALTREE_NONE)
		PushLink(l, &c);
}

/* Links below a goal after the change, against those before. A goal that is new or gone says so itself. */
static void
DiffLinksAfter(Diff *d, LinkChanges *l, uint32 after)
{
	uint32		before = d->other[1][after];

	/* mark what was there, take back the mark of what still is */
	if (before != GOALTREE_NONE)
	{
		ForEachGoalLink(&d->w[0], before, link)
		{
			l->stamp[link.kid] = after + 1;
			l->weight[link.kid] = link.weight;
			l->share[link.kid] = link.share;
		}
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
	{
		if (l->stamp[link.kid] == after + 1)
			PushLostLink(d, l, before, &link);
	}
}

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
	/* parents that are gone have left links behind */
	for (uint32 i = 0; i < d->w[0].v.nodes; i++)
	{
		if (d->other[0][i] != GOALTREE_NONE)
			continue;
		ForEachGoalLink(&d->w[0], i, link)
			PushLostLink(d, l, i, &link);
	}
}

/* The goal that a change of a link is listed with: its child, by position after. */
static uint32
ChangedChild(const Diff *d, const LinkChange *c)
{
	return c->side ? c->child : d->other[0][c->child];
}

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
	if (!c->has || !c->had)
		PutChange(d, c->side, c->child, c->has ? "parent added" : "parent removed", c->parent,
				  c->had ? NumberText(c->weight[0]) : NULL, c->has ? NumberText(c->weight[1]) : NULL);
	else
	{
		if (c->weight[0] != c->weight[1])
			PutChange(d, 1, c->child, "weight", c->parent,
					  NumberText(c->weight[0]), NumberText(c->weight[1]));
		if (c->share[0] != c->share[1])
			PutChange(d, 1, c->child, "share", c->parent, NumberText(c->share[0]), NumberText(c->share[1]));
	}
}

PG_FUNCTION_INFO_V1(diff);
Datum
diff(PG_FUNCTION_ARGS)
{
	Diff		d = {0};
	LinkChanges links = {0};
	int64		next = 0;
	MemoryContext row = AllocSetContextCreate(CurrentMemoryContext, "opm diff row", ALLOCSET_SMALL_SIZES);
	MemoryContext old;

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
	old = MemoryContextSwitchTo(row);
	for (uint32 i = 0; i < d.w[1].v.nodes; i++)
	{
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (d.other[1][i] == GOALTREE_NONE)
			PutChange(&d, 1, i, "added", GoalParents(&d.w[1].v)[i],
					  NULL, NumberText(GoalScores(&d.w[1].v)[i]));
		else
			DiffGoal(&d, d.other[1][i], i);
		while (next < links.n && ChangedChild(&d, &links.change[next]) == i)
			PutLinkChange(&d, &links.change[next++]);
		MemoryContextReset(row);
	}
	for (uint32 i = 0; i < d.w[0].v.nodes; i++)
	{
		if (d.other[0][i] == GOALTREE_NONE)
			PutChange(&d, 0, i, "removed", GoalParents(&d.w[0].v)[i],
					  NumberText(GoalScores(&d.w[0].v)[i]), NULL);
		MemoryContextReset(row);
	}
	MemoryContextSwitchTo(old);
	return (Datum) 0;
}
