/*
 * goaltree_io.c: the outline, goals as people write and review them, and the binary form.
 *
 * An outline line is: key *weight @share ^other-parent method policy {unit} [target] = value / base score=x "label".
 * Indentation is structure. Both forms hold rows, never results: reading builds and scores the tree anew.
 */
#include "goaltree.h"

#include <math.h>

#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "literal.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/memutils.h"
#include "utils/uuid.h"

#define OUTLINE_MAX_INDENT	64	/* levels shown by indentation; deeper goals name their parent with ^ */

typedef struct OutlineKey
{
	char	   *text;			/* unescaped */
	int			len;
	bool		quoted;			/* text for certain */
} OutlineKey;

/* A line, or one of its ^ links (then only key, parent, weight and share count). */
typedef struct OutlineLine
{
	OutlineKey	key;
	OutlineKey	parent;			/* text NULL for a root */
	GoalInput	goal;
	bool		link;
} OutlineLine;

typedef struct Outline
{
	Literal		lit;
	OutlineLine *lines;
	int			nlines;
	int			maxlines;
	int		   *open;			/* lines that the next one may stand under, outermost first */
	int		   *indents;		/* their indentation in blanks */
	int			nopen;
	int			maxopen;
} Outline;

/* ---- reading ---- */

static void
SkipBlanks(Outline *o)
{
	while (*o->lit.at == ' ' || *o->lit.at == '\t' || *o->lit.at == '\r')
		o->lit.at++;
}

static bool
AtLineEnd(Outline *o)
{
	SkipBlanks(o);
	return *o->lit.at == '\0' || *o->lit.at == '\n' || *o->lit.at == '#';
}

static bool
IsBareKeyByte(unsigned char c)
{
	return c > ' ' && c != 0x7f && strchr("*@^{}[]()='\"#,", c) == NULL;
}

/* Text up to an unescaped closing byte; the opening one has been taken. */
static bool
ReadQuoted(Outline *o, char close, char **text, int *len)
{
	const char *start = o->lit.at - 1;
	StringInfoData buf;

	initStringInfo(&buf);
	for (;; o->lit.at++)
	{
		char		c = *o->lit.at;

		if (c == '\0' || c == '\n')
			return LiteralFail(&o->lit, start, "The quoted text has no end on this line.",
							   "Write a line break inside text as \\n.");
		if (c == close)
			break;
		if (c == '\\')
		{
			c = *++o->lit.at;
			if (c == 'n')
				c = '\n';
			else if (c == 'r')
				c = '\r';
			else if (c == 't')
				c = '\t';
			else if (c != '\\' && c != close)
				return LiteralFail(&o->lit, o->lit.at - 1, "After a backslash stands n, r, t, a backslash or the closing mark.", NULL);
		}
		appendStringInfoChar(&buf, c);
	}
	o->lit.at++;
	*text = buf.data;
	*len = buf.len;
	return true;
}

static bool
ReadKey(Outline *o, OutlineKey *key)
{
	const char *start = o->lit.at;

	key->quoted = *start == '\'';
	if (key->quoted)
	{
		o->lit.at++;
		return ReadQuoted(o, '\'', &key->text, &key->len);
	}
	while (IsBareKeyByte(*o->lit.at))
		o->lit.at++;
	key->len = o->lit.at - start;
	if (key->len == 0)
		return LiteralFail(&o->lit, start, "A goal's key is expected here.",
						   "Put a key with unusual characters into single quotes.");
	key->text = pnstrdup(start, key->len);
	return true;
}

/* A number on the same line. */
static bool
ReadNumber(Outline *o, float8 *x)
{
	SkipBlanks(o);
	if (*o->lit.at == '\n')
		return LiteralFail(&o->lit, o->lit.at, "A number is expected here.", NULL);
	return LiteralNumber(&o->lit, x);
}

static OutlineLine *
PushLine(Outline *o)
{
	OutlineLine *line;

	if (o->nlines >= o->maxlines)
	{
		o->maxlines *= 2;
		o->lines = repalloc_huge(o->lines, sizeof(OutlineLine) * (Size) o->maxlines);
	}
	line = &o->lines[o->nlines++];
	memset(line, 0, sizeof(*line));
	GoalInputInit(&line->goal, GOAL_KEY_TEXT);
	return line;
}

/* "*2" and "@0.5", of the goal's own link or of a ^ link. */
static bool
ReadLinkNumbers(Outline *o, OutlineLine *line)
{
	for (;;)
	{
		const char *at = o->lit.at;

		if (*at == '*')
		{
			o->lit.at++;
			if (!ReadNumber(o, &line->goal.weight))
				return false;
			if (line->goal.weight < 0)
				return LiteralFail(&o->lit, at, "A weight is at least 0.", NULL);
		}
		else if (*at == '@')
		{
			o->lit.at++;
			if (!ReadNumber(o, &line->goal.extra.share))
				return false;
			if (!(line->goal.extra.share > 0 && line->goal.extra.share <= 1))
				return LiteralFail(&o->lit, at, "A share is above 0 and at most 1.", NULL);
			line->goal.has_extra = true;
		}
		else
			return true;
	}
}

static bool
ReadParentLink(Outline *o, int lineno)
{
	OutlineLine *link = PushLine(o);

	link->link = true;
	link->key = o->lines[lineno].key;
	return ReadKey(o, &link->parent) && ReadLinkNumbers(o, link);
}

/* "= 97", "= 45 / 60" or "= n/a". */
static bool
ReadValue(Outline *o, GoalInput *goal)
{
	goal->has_extra = true;
	SkipBlanks(o);
	if (LiteralAccept(&o->lit, "n/a"))
	{
		goal->extra.notapplicable = 1;
		return true;
	}
	if (*o->lit.at != '/' && !ReadNumber(o, &goal->extra.value))
		return false;
	SkipBlanks(o);
	if (*o->lit.at != '/')
		return true;
	o->lit.at++;
	return ReadNumber(o, &goal->extra.base);
}

static bool
ReadTarget(Outline *o, GoalInput *goal)
{
	const char *end = o->lit.at;
	char	   *text;

	while (*end != ']' && *end != '\n' && *end != '\0')
		end++;
	if (*end != ']')
		return LiteralFail(&o->lit, o->lit.at - 1, "A target ends with ] on the same line.", NULL);
	text = pnstrdup(o->lit.at, end - o->lit.at);
	goal->target = TargetParse(text, o->lit.escontext);
	goal->has_extra = true;
	if (goal->target == NULL)
	{
		o->lit.failed = true;
		return false;
	}
	o->lit.at = end + 1;
	return true;
}

/* "credit(0 .. 1)": the word and the parenthesis have been taken. */
static bool
ReadCredit(Outline *o, GoalInput *goal)
{
	const char *at = o->lit.at;

	goal->has_extra = true;
	if (!ReadNumber(o, &goal->extra.floor))
		return false;
	SkipBlanks(o);
	if (strncmp(o->lit.at, "..", 2) != 0)
		return LiteralFail(&o->lit, o->lit.at, "A credit range is written credit(floor..cap).", NULL);
	o->lit.at += 2;
	if (!ReadNumber(o, &goal->extra.cap))
		return false;
	SkipBlanks(o);
	if (*o->lit.at != ')' || !(goal->extra.floor < goal->extra.cap))
		return LiteralFail(&o->lit, at, "A credit range is written credit(floor..cap), with the floor below the cap.", NULL);
	o->lit.at++;
	return true;
}

/* A bare word: a rollup method, a missing-data policy, score=, cover>= or credit(. */
static bool
ReadWord(Outline *o, GoalInput *goal)
{
	const char *start = o->lit.at;
	char		word[32];
	int			len = 0;

	while ((start[len] >= 'a' && start[len] <= 'z') || start[len] == '_')
		len++;
	o->lit.at += len;
	if (len == 5 && strncmp(start, "score", 5) == 0 && *o->lit.at == '=')
	{
		o->lit.at++;
		return ReadNumber(o, &goal->score);
	}
	if (len == 5 && strncmp(start, "cover>=", 7) == 0)
	{
		o->lit.at = start + 7;
		goal->policy.missing = GOAL_COVER;
		goal->has_extra = true;
		if (!ReadNumber(o, &goal->extra.mincover))
			return false;
		if (!(goal->extra.mincover > 0 && goal->extra.mincover <= 1))
			return LiteralFail(&o->lit, start, "A minimum coverage is above 0 and at most 1.", NULL);
		return true;
	}
	if (len == 6 && strncmp(start, "credit(", 7) == 0)
	{
		o->lit.at = start + 7;
		return ReadCredit(o, goal);
	}
	if (*o->lit.at == '(')
	{
		while (start[len] != ')' && start[len] != '\n' && start[len] != '\0')
			len++;
		len += start[len] == ')';
	}
	strlcpy(word, start, Min(len + 1, (int) sizeof(word)));
	o->lit.at = start + len;
	if (strcmp(word, "zero") == 0 || strcmp(word, "block") == 0)
	{
		goal->policy.missing = word[0] == 'z' ? GOAL_ZERO : GOAL_BLOCK;
		goal->has_extra = true;
		return true;
	}
	if (strcmp(word, "ignore") == 0 || (len < (int) sizeof(word) && len > 0 && GoalMethodParse(word, &goal->policy)))
		return true;
	return LiteralFail(&o->lit, start, "After the key come *weight, @share, ^parent, a rollup method, zero, block, cover>=x, credit(a..b), {unit}, [target], = value, score=x and \"label\".",
					   "Methods are mean, min, max, geomean, harmean, median, any, all, at_least(k), sum, avg, ratio, low, high, own.");
}

/* What follows the key. Lines may move in memory when a ^ link is pushed, hence the index. */
static bool
ReadAttributes(Outline *o, int lineno)
{
	while (!AtLineEnd(o))
	{
		GoalInput  *goal = &o->lines[lineno].goal;
		char		c = *o->lit.at;
		char	   *text;

		if (c == '*' || c == '@')
		{
			if (!ReadLinkNumbers(o, &o->lines[lineno]))
				return false;
			continue;
		}
		o->lit.at += strchr("^\"{[=", c) ? 1 : 0;
		switch (c)
		{
			case '^':
				if (!ReadParentLink(o, lineno))
					return false;
				break;
			case '"':
				if (!ReadQuoted(o, '"', &text, &goal->labellen))
					return false;
				goal->label = goal->labellen ? text : NULL;
				goal->has_extra = true;
				break;
			case '{':
				if (!ReadQuoted(o, '}', &text, &goal->unitlen))
					return false;
				goal->unit = goal->unitlen ? text : NULL;
				goal->has_extra = true;
				break;
			case '[':
				if (!ReadTarget(o, goal))
					return false;
				break;
			case '=':
				if (!ReadValue(o, goal))
					return false;
				break;
			default:
				if (!ReadWord(o, goal))
					return false;
		}
	}
	return true;
}

/* Find the open line that this one stands under. */
static bool
PlaceLine(Outline *o, int lineno, int indent, const char *start)
{
	while (o->nopen > 0 && o->indents[o->nopen - 1] >= indent)
		o->nopen--;
	if (o->nopen > 0)
		o->lines[lineno].parent = o->lines[o->open[o->nopen - 1]].key;
	/* siblings stand in one column: the line left last at this level must have had the same indentation */
	if (o->indents[o->nopen] >= 0 && o->indents[o->nopen] != indent)
		return LiteralFail(&o->lit, start, "This line is indented less than the goals before it, but not like any line above.",
						   "Indent all children of a goal alike.");
	if (o->nopen + 1 >= o->maxopen)
	{
		o->open = repalloc_huge(o->open, sizeof(int) * 2 * (Size) o->maxopen);
		o->indents = repalloc_huge(o->indents, sizeof(int) * 2 * (Size) o->maxopen);
		memset(o->indents + o->maxopen, 0xff, sizeof(int) * (Size) o->maxopen);
		o->maxopen *= 2;
	}
	o->open[o->nopen] = lineno;
	o->indents[o->nopen++] = indent;
	o->indents[o->nopen] = -1;	/* no child yet */
	return true;
}

static bool
ReadLine(Outline *o)
{
	const char *start = o->lit.at;
	int			lineno;
	int			indent;

	while (*o->lit.at == ' ')
		o->lit.at++;
	if (*o->lit.at == '\t')
		return LiteralFail(&o->lit, o->lit.at, "Outlines are indented with blanks, not tabs.", NULL);
	indent = o->lit.at - start;
	if (!AtLineEnd(o))
	{
		lineno = o->nlines;
		PushLine(o);
		if (!ReadKey(o, &o->lines[lineno].key) || !PlaceLine(o, lineno, indent, start) || !ReadAttributes(o, lineno))
			return false;
	}
	while (*o->lit.at != '\0' && *o->lit.at != '\n')
		o->lit.at++;			/* a comment */
	if (*o->lit.at == '\n')
		o->lit.at++;
	return true;
}

/* ---- which type the keys have ---- */

static bool
LooksLikeInteger(const char *s, int len)
{
	int			i = len > 0 && s[0] == '-';

	if (i == len)
		return false;
	for (; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

static bool
IsBigint(const char *s, int64 *result)
{
	char	   *end;

	if (!LooksLikeInteger(s, strlen(s)))
		return false;
	errno = 0;
	*result = strtoll(s, &end, 10);
	return errno == 0 && *end == '\0';
}

static bool
LooksLikeUuid(const char *s, int len)
{
	if (len != 36)
		return false;
	for (int i = 0; i < 36; i++)
	{
		bool		dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? s[i] != '-' : !isxdigit((unsigned char) s[i]))
			return false;
	}
	return true;
}

/* All keys bare integers: bigint. All bare uuids: uuid. Otherwise text. */
static GoalKeyType
OutlineKeyType(const Outline *o)
{
	bool		bigint = true;
	bool		uuid = true;
	int64		unused;

	for (int i = 0; i < o->nlines; i++)
		for (int side = 0; side < 2; side++)
		{
			const OutlineKey *k = side ? &o->lines[i].parent : &o->lines[i].key;

			if (k->text == NULL)
				continue;
			bigint = bigint && !k->quoted && IsBigint(k->text, &unused);
			uuid = uuid && !k->quoted && LooksLikeUuid(k->text, k->len);
		}
	return bigint ? GOAL_KEY_BIGINT : uuid ? GOAL_KEY_UUID : GOAL_KEY_TEXT;
}

static void
UseKey(GoalKeyType keytype, const OutlineKey *key, int64 *bigint, const char **bytes, int *len)
{
	if (keytype == GOAL_KEY_BIGINT)
		IsBigint(key->text, bigint);
	else if (keytype == GOAL_KEY_UUID)
	{
		*bytes = (char *) DatumGetUUIDP(DirectFunctionCall1(uuid_in, CStringGetDatum(key->text)));
		*len = UUID_LEN;
	}
	else
	{
		*bytes = key->text;
		*len = key->len;
	}
}

PG_FUNCTION_INFO_V1(goaltree_in);
Datum
goaltree_in(PG_FUNCTION_ARGS)
{
	Outline		o = {0};
	GoalRows   *rows;
	GoalKeyType keytype;

	LiteralInit(&o.lit, "opm.goaltree", PG_GETARG_CSTRING(0), fcinfo->context);
	o.maxlines = o.maxopen = 64;
	o.lines = palloc(sizeof(OutlineLine) * o.maxlines);
	o.open = palloc(sizeof(int) * o.maxopen);
	o.indents = palloc(sizeof(int) * o.maxopen);
	memset(o.indents, 0xff, sizeof(int) * o.maxopen);
	while (*o.lit.at != '\0')
	{
		CHECK_FOR_INTERRUPTS();
		if (!ReadLine(&o))
			PG_RETURN_NULL();
	}
	if (o.nlines == 0)
	{
		LiteralFail(&o.lit, o.lit.at, "An outline has at least one goal.", NULL);
		PG_RETURN_NULL();
	}
	keytype = OutlineKeyType(&o);
	rows = GoalRowsCreate(CurrentMemoryContext, keytype);
	rows->badrow = ERRCODE_INVALID_TEXT_REPRESENTATION;
	for (int i = 0; i < o.nlines; i++)
	{
		OutlineLine *line = &o.lines[i];
		GoalInput  *in = &line->goal;

		in->keytype = keytype;
		UseKey(keytype, &line->key, &in->bigint, &in->key, &in->keylen);
		in->has_parent = line->parent.text != NULL;
		if (in->has_parent)
			UseKey(keytype, &line->parent, &in->parent_bigint, &in->parent, &in->parentlen);
		GoalRowsAdd(rows, in);
	}
	PG_RETURN_GOALTREE_P(GoalTreeBuild(rows, false));
}

/* ---- writing ---- */

static void
AppendEscaped(StringInfo buf, const char *s, int len, char open, char close)
{
	appendStringInfoChar(buf, open);
	for (int i = 0; i < len; i++)
	{
		if (s[i] == '\n' || s[i] == '\r' || s[i] == '\t')
		{
			appendStringInfoChar(buf, '\\');
			appendStringInfoChar(buf, s[i] == '\n' ? 'n' : s[i] == '\r' ? 'r' : 't');
			continue;
		}
		if (s[i] == '\\' || s[i] == close)
			appendStringInfoChar(buf, '\\');
		appendStringInfoChar(buf, s[i]);
	}
	appendStringInfoChar(buf, close);
}

static void
AppendKey(StringInfo buf, GoalKeyType keytype, const char *s, int len)
{
	bool		bare = len > 0 && !LooksLikeInteger(s, len) && !LooksLikeUuid(s, len);

	for (int i = 0; i < len && bare; i++)
		bare = IsBareKeyByte(s[i]);
	if (keytype != GOAL_KEY_TEXT || bare)
		appendBinaryStringInfo(buf, s, len);
	else
		AppendEscaped(buf, s, len, '\'', '\'');
}

static void
AppendNodeKey(StringInfo buf, const GoalView *v, uint32 node)
{
	GoalText	t = GoalKeyText(v, node);

	if (v->keytype == GOAL_KEY_TEXT)
		AppendKey(buf, v->keytype, v->strings + t.off, t.len);
	else
		appendStringInfoString(buf, GoalKeyString(v, node));
}

static void
AppendLinkNumbers(StringInfo buf, const char *before, float8 weight, float8 share)
{
	if (weight != 1.0)
	{
		appendStringInfo(buf, "%s*", before);
		AppendFloat8(buf, weight);
	}
	if (share != 1.0)
	{
		appendStringInfo(buf, "%s@", before);
		AppendFloat8(buf, share);
	}
}

static void
AppendPolicy(StringInfo buf, const GoalView *v, uint32 node)
{
	GoalPolicy	p = GoalPolicyOf(v, node);

	if (p.method != GOAL_AUTO)
	{
		appendStringInfoChar(buf, ' ');
		GoalMethodAppend(buf, p.method, p.k);
	}
	if (p.missing == GOAL_ZERO)
		appendStringInfoString(buf, " zero");
	else if (p.missing == GOAL_BLOCK)
		appendStringInfoString(buf, " block");
	else if (p.missing == GOAL_COVER)
	{
		appendStringInfoString(buf, " cover>=");
		AppendFloat8(buf, GoalFloat(v, GOALCOL_MINCOVER, node, 0));
	}
	if (!OpmIsUnknown(GoalFloat(v, GOALCOL_FLOOR, node, OPM_UNKNOWN)))
	{
		appendStringInfoString(buf, " credit(");
		AppendFloat8(buf, GoalFloat(v, GOALCOL_FLOOR, node, 0));
		appendStringInfoString(buf, "..");
		AppendFloat8(buf, GoalFloat(v, GOALCOL_CAP, node, 0));
		appendStringInfoChar(buf, ')');
	}
}

static void
AppendMeasure(StringInfo buf, const GoalView *v, uint32 node)
{
	float8		value = GoalFloat(v, GOALCOL_VALUE, node, OPM_UNKNOWN);
	float8		base = GoalFloat(v, GOALCOL_BASE, node, OPM_UNKNOWN);
	float8		score = GoalFloat(v, GOALCOL_OWN, node, OPM_UNKNOWN);
	GoalText	text = GoalTextOf(v, GOALCOL_UNIT, node);

	if (text.len)
	{
		appendStringInfoChar(buf, ' ');
		AppendEscaped(buf, v->strings + text.off, text.len, '{', '}');
	}
	if (GoalTargetOf(v, node))
	{
		appendStringInfoString(buf, " [");
		TargetAppend(buf, GoalTargetOf(v, node));
		appendStringInfoChar(buf, ']');
	}
	if (v->column[GOALCOL_NOTAPPLICABLE] && GoalColumnOf(v, GOALCOL_NOTAPPLICABLE, uint8)[node])
		appendStringInfoString(buf, " = n/a");
	if (!OpmIsUnknown(value))
	{
		appendStringInfoString(buf, " = ");
		AppendFloat8(buf, value);
	}
	if (!OpmIsUnknown(base))
	{
		appendStringInfoString(buf, OpmIsUnknown(value) ? " = / " : " / ");
		AppendFloat8(buf, base);
	}
	if (!OpmIsUnknown(score))
	{
		appendStringInfoString(buf, " score=");
		AppendFloat8(buf, score);
	}
	text = GoalTextOf(v, GOALCOL_LABEL, node);
	if (text.len)
	{
		appendStringInfoChar(buf, ' ');
		AppendEscaped(buf, v->strings + text.off, text.len, '"', '"');
	}
}

/* Which goals the reader would have open at this point, so that a line's parent is either open or named. */
typedef struct OutlineWriter
{
	GoalView	v;
	uint32		open[OUTLINE_MAX_INDENT];
	int			nopen;
	uint32	   *extra;			/* edges by child */
	uint32		nextextra;
	uint32		nextdangling;
} OutlineWriter;

static void
AppendParentLink(StringInfo buf, const GoalView *v, uint32 parent, float8 weight, float8 share)
{
	appendStringInfoString(buf, " ^");
	AppendNodeKey(buf, v, parent);
	AppendLinkNumbers(buf, "", weight, share);
}

static void
AppendLinks(OutlineWriter *w, StringInfo buf, uint32 node, bool named)
{
	GoalView   *v = &w->v;
	uint32		parent = GoalParents(v)[node];
	bool		dangling = w->nextdangling < v->ndanglings && v->danglings[w->nextdangling].child == node;

	if (named)
		AppendParentLink(buf, v, parent, GoalFloat(v, GOALCOL_WEIGHT, node, 1.0), GoalFloat(v, GOALCOL_SHARE, node, 1.0));
	else if (parent != GOALTREE_NONE || !dangling)
		AppendLinkNumbers(buf, " ", GoalFloat(v, GOALCOL_WEIGHT, node, 1.0), GoalFloat(v, GOALCOL_SHARE, node, 1.0));
	for (; w->nextextra < v->nedges && v->edges[w->extra[w->nextextra]].child == node; w->nextextra++)
	{
		GoalEdge   *e = &v->edges[w->extra[w->nextextra]];

		AppendParentLink(buf, v, e->parent, e->weight, e->share);
	}
	for (; w->nextdangling < v->ndanglings && v->danglings[w->nextdangling].child == node; w->nextdangling++)
	{
		GoalDangling *d = &v->danglings[w->nextdangling];

		appendStringInfoString(buf, " ^");
		if (v->keytype == GOAL_KEY_TEXT)
			AppendKey(buf, v->keytype, v->strings + d->text.off, d->text.len);
		else
			appendStringInfoString(buf, GoalKeyFormat(v->keytype, d->bigint, v->strings + d->text.off, d->text.len));
		AppendLinkNumbers(buf, "", d->weight, d->share);
	}
}

static int
CompareEdgeChildren(const void *a, const void *b, void *arg)
{
	const GoalEdge *edges = arg;
	const GoalEdge *x = &edges[*(const uint32 *) a];
	const GoalEdge *y = &edges[*(const uint32 *) b];

	if (x->child != y->child)
		return x->child < y->child ? -1 : 1;
	return x->parent < y->parent ? -1 : x->parent > y->parent;
}

static void
AppendNode(OutlineWriter *w, StringInfo buf, uint32 node)
{
	GoalView   *v = &w->v;
	uint32		parent = GoalParents(v)[node];
	int			level = w->nopen;

	while (level > 0 && w->open[level - 1] != parent)
		level--;
	if (level == OUTLINE_MAX_INDENT)
		level = 0;
	if (node > 0)
		appendStringInfoChar(buf, '\n');
	appendStringInfoSpaces(buf, 2 * level);
	AppendNodeKey(buf, v, node);
	AppendLinks(w, buf, node, parent != GOALTREE_NONE && level == 0);
	AppendPolicy(buf, v, node);
	AppendMeasure(buf, v, node);
	w->open[level] = node;
	w->nopen = level + 1;
}

PG_FUNCTION_INFO_V1(goaltree_out);
Datum
goaltree_out(PG_FUNCTION_ARGS)
{
	OutlineWriter w = {0};
	StringInfoData buf;
	MemoryContext line = AllocSetContextCreate(CurrentMemoryContext, "opm outline line", ALLOCSET_SMALL_SIZES);

	GoalViewInit(&w.v, PG_GETARG_GOALTREE_P(0));
	w.extra = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(uint32) * Max((Size) w.v.nedges, 1));
	for (uint32 e = 0; e < w.v.nedges; e++)
		w.extra[e] = e;
	qsort_arg(w.extra, w.v.nedges, sizeof(uint32), CompareEdgeChildren, w.v.edges);
	initStringInfo(&buf);
	for (uint32 i = 0; i < w.v.nodes; i++)
	{
		MemoryContext old = MemoryContextSwitchTo(line);

		AppendNode(&w, &buf, i);
		MemoryContextSwitchTo(old);
		if (i % 1024 == 0)
		{
			CHECK_FOR_INTERRUPTS();
			MemoryContextReset(line);
		}
	}
	PG_RETURN_CSTRING(buf.data);
}

/* ---- binary ---- */

#define WIRE_HAS_PARENT		0x01
#define WIRE_HAS_EXTRA		0x02

static void
SendCounted(StringInfo buf, const char *s, int len)
{
	char	   *client = pg_server_to_client(s, len);

	if (client != s)
		len = strlen(client);
	pq_sendint32(buf, len);
	pq_sendbytes(buf, client, len);
}

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

static void
SendExtra(StringInfo buf, const GoalRows *rows, const GoalExtra *e)
{
	StringInfoData target;

	pq_sendfloat8(buf, e->value);
	pq_sendfloat8(buf, e->base);
	pq_sendfloat8(buf, e->share);
	pq_sendfloat8(buf, e->floor);
	pq_sendfloat8(buf, e->cap);
	pq_sendfloat8(buf, e->mincover);
	pq_sendbyte(buf, e->missing);
	pq_sendbyte(buf, e->notapplicable);
	SendText(buf, rows, e->label);
	SendText(buf, rows, e->unit);
	initStringInfo(&target);
	if (e->target)
		TargetAppend(&target, (Target *) GoalArenaData(rows, e->target - 1));
	SendCounted(buf, target.data, target.len);
	pfree(target.data);
}

/* version, key type, rows; then each row: flags, key, parent, score, weight, method, k, extra. */
PG_FUNCTION_INFO_V1(goaltree_send);
Datum
goaltree_send(PG_FUNCTION_ARGS)
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
		pq_sendbyte(&buf, ((row->flags & GOALROW_HAS_PARENT) ? WIRE_HAS_PARENT : 0) | (row->extra ? WIRE_HAS_EXTRA : 0));
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

static void
BadBinary(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation of type opm.goaltree"),
			 errdetail("%s", detail)));
}

static const char *
RecvText(StringInfo buf, int *len)
{
	int			bytes = pq_getmsgint(buf, 4);

	if (bytes < 0 || bytes > buf->len - buf->cursor)
		BadBinary("A text is longer than the message.");
	*len = 0;
	return bytes == 0 ? NULL : pq_getmsgtext(buf, bytes, len);
}

static void
RecvKey(StringInfo buf, GoalKeyType keytype, int64 *bigint, const char **bytes, int *len)
{
	if (keytype == GOAL_KEY_BIGINT)
		*bigint = pq_getmsgint64(buf);
	else if (keytype == GOAL_KEY_UUID)
	{
		*bytes = pq_getmsgbytes(buf, UUID_LEN);
		*len = UUID_LEN;
	}
	else
	{
		*bytes = RecvText(buf, len);
		*bytes = *bytes ? *bytes : "";
	}
}

static float8
RecvNumber(StringInfo buf)
{
	float8		x = pq_getmsgfloat8(buf);

	return isnan(x) ? OPM_UNKNOWN : x;	/* one form of unknown */
}

static void
RecvExtra(StringInfo buf, GoalInput *in)
{
	const char *target;
	int			len;

	in->has_extra = true;
	in->extra.value = RecvNumber(buf);
	in->extra.base = RecvNumber(buf);
	in->extra.share = RecvNumber(buf);
	in->extra.floor = RecvNumber(buf);
	in->extra.cap = RecvNumber(buf);
	in->extra.mincover = RecvNumber(buf);
	in->policy.missing = pq_getmsgbyte(buf);
	in->extra.notapplicable = pq_getmsgbyte(buf);
	if (in->extra.notapplicable > 1)
		BadBinary("A flag is neither 0 nor 1.");
	in->label = RecvText(buf, &in->labellen);
	in->unit = RecvText(buf, &in->unitlen);
	target = RecvText(buf, &len);
	in->target = target ? TargetParse(target, NULL) : NULL;
}

PG_FUNCTION_INFO_V1(goaltree_recv);
Datum
goaltree_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(buf);
	int			keytype = pq_getmsgbyte(buf);
	uint32		n = pq_getmsgint(buf, 4);
	GoalRows   *rows;

	if (version != GOALTREE_FORMAT)
		BadBinary(psprintf("Format version %d is not known.", version));
	if (keytype < GOAL_KEY_BIGINT || keytype > GOAL_KEY_TEXT)
		BadBinary("The key type is not known.");
	/* no row is shorter than 24 bytes: a false count is found before anything is allocated for it */
	if (n == 0 || n > (uint32) (buf->len - buf->cursor) / 24)
		BadBinary("The number of rows does not fit the message.");
	rows = GoalRowsCreate(CurrentMemoryContext, keytype);
	rows->badrow = ERRCODE_INVALID_BINARY_REPRESENTATION;
	for (uint32 i = 0; i < n; i++)
	{
		GoalInput	in;
		int			flags = pq_getmsgbyte(buf);

		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (flags & ~(WIRE_HAS_PARENT | WIRE_HAS_EXTRA))
			BadBinary("A row has unknown flags.");
		GoalInputInit(&in, keytype);
		RecvKey(buf, keytype, &in.bigint, &in.key, &in.keylen);
		in.has_parent = (flags & WIRE_HAS_PARENT) != 0;
		if (in.has_parent)
			RecvKey(buf, keytype, &in.parent_bigint, &in.parent, &in.parentlen);
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

static int
CompareTrees(FunctionCallInfo fcinfo)
{
	GoalTree   *a = PG_GETARG_GOALTREE_P(0);
	GoalTree   *b = PG_GETARG_GOALTREE_P(1);
	int			cmp = memcmp(VARDATA(a), VARDATA(b), Min(VARSIZE(a), VARSIZE(b)) - VARHDRSZ);

	return cmp != 0 ? cmp : (VARSIZE(a) < VARSIZE(b) ? -1 : VARSIZE(a) > VARSIZE(b));
}

#define GOALTREE_COMPARISON(name, expr) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { return expr; }

GOALTREE_COMPARISON(goaltree_eq, BoolGetDatum(CompareTrees(fcinfo) == 0))
GOALTREE_COMPARISON(goaltree_ne, BoolGetDatum(CompareTrees(fcinfo) != 0))
GOALTREE_COMPARISON(goaltree_lt, BoolGetDatum(CompareTrees(fcinfo) < 0))
GOALTREE_COMPARISON(goaltree_le, BoolGetDatum(CompareTrees(fcinfo) <= 0))
GOALTREE_COMPARISON(goaltree_gt, BoolGetDatum(CompareTrees(fcinfo) > 0))
GOALTREE_COMPARISON(goaltree_ge, BoolGetDatum(CompareTrees(fcinfo) >= 0))
GOALTREE_COMPARISON(goaltree_cmp, Int32GetDatum(CompareTrees(fcinfo)))

PG_FUNCTION_INFO_V1(goaltree_hash);
Datum
goaltree_hash(PG_FUNCTION_ARGS)
{
	GoalTree   *t = PG_GETARG_GOALTREE_P(0);

	return hash_any((unsigned char *) VARDATA(t), VARSIZE(t) - VARHDRSZ);
}

PG_FUNCTION_INFO_V1(goaltree_hash_extended);
Datum
goaltree_hash_extended(PG_FUNCTION_ARGS)
{
	GoalTree   *t = PG_GETARG_GOALTREE_P(0);

	return hash_any_extended((unsigned char *) VARDATA(t), VARSIZE(t) - VARHDRSZ, PG_GETARG_INT64(1));
}
