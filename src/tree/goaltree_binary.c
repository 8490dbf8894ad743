/*
 * goaltree_binary.c: the binary form and comparison of goaltrees.
 *
 * The wire carries rows, never results: receiving builds and scores the tree anew, so no bytes can claim a
 * score. All numbers are in network order, texts are in the client's encoding:
 *	format (1 byte), key type (1), number of rows (4), then for each row
 *	flags (1), key, parent if flagged, score (8), weight (8), method (1), k (2), full form if flagged:
 *	numbers (8 each), minimum coverage (8), missing-data policy (1), basis (1), flags (1 each), texts, target
 *	as text.
 * A bigint key has 8 bytes, a uuid 16; every text has its length (4) before it. NaN stands for "not said".
 */
#include "goaltree_rows.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"

#include "literal.h"
#include "opclass.h"

/* ---- binary ---- */

#define WIRE_HAS_PARENT		0x01
#define WIRE_HAS_EXTRA		0x02

/* A text, converted for the client, with the length that it then has. */
static void
SendCounted(StringInfo buf, const char *s, int len)
{
	char	   *client = pg_server_to_client(s, len);

	if (client != s)
		len = strlen(client);
	pq_sendint32(buf, len);
	pq_sendbytes(buf, client, len);
}

/* A text of the arena (offset + 1); none is sent as one of length 0. */
static void
SendText(StringInfo buf, const GoalRows *rows, uint64 arena)
{
	if (arena == 0)
		pq_sendint32(buf, 0);
	else
		SendCounted(buf, GoalArenaData(rows, arena - 1), GoalArenaLen(rows, arena - 1));
}

static void
SendKey(StringInfo buf, const GoalRows *rows, int64 key)
{
	if (rows->keytype == GOAL_KEY_BIGINT)
		pq_sendint64(buf, key);
	else if (rows->keytype == GOAL_KEY_UUID)
		pq_sendbytes(buf, GoalArenaData(rows, key), UUID_LEN);
	else
		SendCounted(buf, GoalArenaData(rows, key), GoalArenaLen(rows, key));
}

/* The full form of a row. */
static void
SendExtra(StringInfo buf, const GoalRows *rows, const GoalExtra *e)
{
	StringInfoData target;

	ForEachExtraNumber(m)
	{
		pq_sendfloat8(buf, *GoalExtraNumber(e, m));
	}
	pq_sendfloat8(buf, e->mincover);
	pq_sendbyte(buf, e->missing);
	pq_sendbyte(buf, e->basis);
	ForEachGoalFlag(m)
	{
		pq_sendbyte(buf, *GoalExtraFlag(e, m));
	}
	ForEachMemberFrom(MEMBER_NUMBERS_END, MEMBER_TARGET, m)
	{
		SendText(buf, rows, *GoalExtraText(e, m));
	}
	/* not its bytes, whose form may change, but its text, which the gate of opm.target reads */
	initStringInfo(&target);
	if (e->target)
		TargetAppend(&target, (Target *) GoalArenaData(rows, e->target - 1));
	SendCounted(buf, target.data, target.len);
	pfree(target.data);
}

/* A tree that an aggregate has just made is still rows: they are sent as they are. */
PG_FUNCTION_INFO_V1(opm_goaltree_send);
Datum
opm_goaltree_send(PG_FUNCTION_ARGS)
{
	GoalRows   *rows = GoalRowsFromDatum(PG_GETARG_DATUM(0), CurrentMemoryContext);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, GOALTREE_FORMAT);
	pq_sendbyte(&buf, rows->keytype);
	pq_sendint32(&buf, (uint32) rows->nrows);
	for (int64 i = 0; i < rows->nrows; i++)
	{
		GoalRow    *row = &rows->rows[i];

		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		pq_sendbyte(&buf, ((row->flags & GOALROW_HAS_PARENT) ? WIRE_HAS_PARENT : 0) |
					(row->extra ? WIRE_HAS_EXTRA : 0));
		SendKey(&buf, rows, row->key);
		if (row->flags & GOALROW_HAS_PARENT)
			SendKey(&buf, rows, row->parent);
		pq_sendfloat8(&buf, row->score);
		pq_sendfloat8(&buf, row->weight);
		pq_sendbyte(&buf, row->method);
		pq_sendint16(&buf, row->k);
		if (row->extra)
			SendExtra(&buf, rows, &rows->extras[row->extra - 1]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* A length is checked before anything is read by it; length 0 gives an empty text. */
static const char *
RecvText(StringInfo buf, int *len)
{
	int			bytes = pq_getmsgint(buf, 4);

	if (bytes < 0 || bytes > buf->len - buf->cursor)
		BinaryFail("opm.goaltree", "A text is longer than the message.");
	*len = 0;
	return bytes == 0 ? "" : pq_getmsgtext(buf, bytes, len);
}

static GoalKey
RecvKey(StringInfo buf, GoalKeyType keytype)
{
	GoalKey		key = {0};

	if (keytype == GOAL_KEY_BIGINT)
		key.bigint = pq_getmsgint64(buf);
	else if (keytype == GOAL_KEY_UUID)
	{
		key.bytes = pq_getmsgbytes(buf, UUID_LEN);
		key.len = UUID_LEN;
	}
	else
		key.bytes = RecvText(buf, &key.len);
	return key;
}

static float8
RecvNumber(StringInfo buf)
{
	float8		x = pq_getmsgfloat8(buf);

	return isnan(x) ? OPM_UNKNOWN : x;	/* one form of unknown */
}

/* In the order of SendExtra. What the numbers may be is the business of the gate. */
static void
RecvExtra(StringInfo buf, GoalInput *in)
{
	in->has_extra = true;
	ForEachExtraNumber(m)
	{
		*GoalInputNumber(in, m) = RecvNumber(buf);
	}
	in->extra.mincover = RecvNumber(buf);
	in->policy.missing = pq_getmsgbyte(buf);
	in->extra.basis = pq_getmsgbyte(buf);
	ForEachGoalFlag(m)
	{
		*GoalInputFlag(in, m) = pq_getmsgbyte(buf);
		if (*GoalInputFlag(in, m) > 1)
			BinaryFail("opm.goaltree", "A flag is neither 0 nor 1.");
	}
	ForEachGoalText(m)
	{
		GoalBytes  *bytes = GoalInputBytes(in, m);

		bytes->at = RecvText(buf, &bytes->len);
	}
	if (in->target.len > 0)		/* it comes in its text form */
	{
		in->target.at = (char *) TargetParse(in->target.at, NULL);
		in->target.len = VARSIZE(in->target.at);
	}
}

PG_FUNCTION_INFO_V1(opm_goaltree_recv);
Datum
opm_goaltree_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(buf);
	int			keytype = pq_getmsgbyte(buf);
	uint32		n = pq_getmsgint(buf, 4);
	GoalRows   *rows;

	if (version != GOALTREE_FORMAT)
		BinaryFail("opm.goaltree", psprintf("Format version %d is not known.", version));
	if (keytype < GOAL_KEY_BIGINT || keytype > GOAL_KEY_TEXT)
		BinaryFail("opm.goaltree", "The key type is not known.");
	/* no row is shorter than 24 bytes: a false count is found before anything is allocated for it */
	if (n == 0 || n > (uint32) (buf->len - buf->cursor) / 24)
		BinaryFail("opm.goaltree", "The number of rows does not fit the message.");
	rows = GoalRowsCreate(CurrentMemoryContext, keytype);
	rows->badrow = ERRCODE_INVALID_BINARY_REPRESENTATION;
	for (uint32 i = 0; i < n; i++)
	{
		GoalInput	in;
		int			flags = pq_getmsgbyte(buf);

		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (flags & ~(WIRE_HAS_PARENT | WIRE_HAS_EXTRA))
			BinaryFail("opm.goaltree", "A row has unknown flags.");
		GoalInputInit(&in, keytype);
		in.key = RecvKey(buf, keytype);
		in.has_parent = (flags & WIRE_HAS_PARENT) != 0;
		if (in.has_parent)
			in.parent = RecvKey(buf, keytype);
		in.score = RecvNumber(buf);
		in.weight = RecvNumber(buf);
		in.policy.method = pq_getmsgbyte(buf);
		in.policy.k = pq_getmsgint(buf, 2);
		if (flags & WIRE_HAS_EXTRA)
			RecvExtra(buf, &in);
		GoalRowsAdd(rows, &in);
	}
	pq_getmsgend(buf);
	PG_RETURN_GOALTREE_P(GoalTreeBuild(rows, false));
}

/* ---- comparison: equal trees are equal bytes ---- */

/* Of the canonical form, so also a tree that is still rows is equal to the same tree, stored. */
static OpclassBytes
TreeBytes(Datum d)
{
	GoalTree   *tree = GoalTreeFromDatum(d);
	OpclassBytes bytes = {(unsigned char *) VARDATA(tree), (int) VARSIZE(tree) - VARHDRSZ};

	return bytes;
}

/* An order for sorting and indexes only; it says nothing of the goals. */
static int
CompareTrees(Datum x, Datum y)
{
	OpclassBytes a = TreeBytes(x);
	OpclassBytes b = TreeBytes(y);
	int			cmp = memcmp(a.at, b.at, Min(a.n, b.n));

	return cmp != 0 ? cmp : a.n - b.n;
}

OPCLASS_COMPARISON(goaltree, CompareTrees)
OPCLASS_HASH(goaltree, TreeBytes)
