/*
 * goaltree_outline.c: the text form of a goaltree: goals as people write, review and version them.
 *
 * One line per goal; indentation is structure, and # begins a comment:
 *	company mean "The company"
 *	  arr *2 [80 -> 95] = 91
 *	  churn {%} [5 -> 2] = 3.1 ^quality*0.5
 * After the key a line has, in any order, *weight and @share of its link, ^key for further parents, a rollup
 * method, a missing-data policy, credit(floor..cap), {unit}, [target], = value, / base, score=x, pace_score=x,
 * basis=word and "label". Each is said once.
 *
 * A key is bare or in single quotes. If all keys are bare integers they are bigint, if all are bare uuids
 * they are uuid, else text. That is known only at the end, so rows are collected with text keys and given
 * their type then. What is written is canonical: reading it back gives the same tree, bit by bit, keys of
 * text that look like numbers included, because those are quoted.
 */
#include "goaltree_rows.h"

#include "utils/builtins.h"

#include "literal.h"
#include "number.h"

#define OUTLINE_MAX_INDENT	64	/* levels shown by indentation; deeper goals name their parent with ^ */

/* A goal that the next line may stand under. */
typedef struct OutlineLevel
{
	int64		key;			/* in the arena of rows */
	int			indent;			/* in blanks; -1 if no goal stood here since the level above was opened */
} OutlineLevel;

/* An outline being read. */
typedef struct Outline
{
	Literal		lit;			/* the text, and how far it is read */
	GoalRows   *rows;			/* text keys */
	uint32		seen;			/* bit per GoalMemberId that the line has said */
	bool		bigint;			/* so far every key is a bare integer */
	bool		uuid;			/* so far every key is a bare uuid */
	OutlineLevel *open;			/* outermost first; one entry beyond nopen is valid */
	int			nopen;			/* goals that a line may stand under */
	int			maxopen;		/* room in open */
} Outline;

/* ---- which type keys have ---- */

/* Digits, with a minus or without. */
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

/* An integer that fits, written the way we write it. */
static bool
IsBigint(const char *s, int64 *result)
{
	char	   *end;
	const char *digits = s + (*s == '-');

	/* 007 and 7 are two keys, so only one way to write a number makes it one */
	if (!LooksLikeInteger(s, strlen(s)) || (*digits == '0' && (digits[1] != '\0' || digits != s)))
		return false;
	errno = 0;
	*result = strtoll(s, &end, 10);
	return errno == 0 && *end == '\0';
}

/* The standard form, 8-4-4-4-12; others are text. */
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

/* ---- reading ---- */

/* Blanks within a line; a line break means something here. */
static void
SkipBlanks(Outline *o)
{
	while (*o->lit.at == ' ' || *o->lit.at == '\t' || *o->lit.at == '\r')
		o->lit.at++;
}

/* Nothing but a comment is left. */
static bool
AtLineEnd(Outline *o)
{
	SkipBlanks(o);
	return *o->lit.at == '\0' || *o->lit.at == '\n' || *o->lit.at == '#';
}

/* Whatever does not begin something else on a line. Bytes of multibyte characters are all above 0x7f. */
static bool
IsBareKeyByte(unsigned char c)
{
	return c > ' ' && c != 0x7f && strchr("*@^{}[]()='\"#,", c) == NULL;
}

/* Text up to an unescaped closing byte; the opening one has been taken. */
static bool
ReadQuoted(Outline *o, char close, GoalBytes *text)
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
				return LiteralFail(&o->lit, o->lit.at - 1,
								   "After a backslash stands n, r, t, a backslash or the closing mark.",
								   NULL);
		}
		appendStringInfoChar(&buf, c);
	}
	o->lit.at++;
	text->at = buf.data;
	text->len = buf.len;
	return true;
}

/* A key as text; whether all keys are of another type shows at the end. */
static bool
ReadKey(Outline *o, GoalKey *key)
{
	const char *start = o->lit.at;
	GoalBytes	text;
	int64		unused;

	if (*start == '\'')
	{
		o->bigint = o->uuid = false;	/* in quotes: text for certain */
		o->lit.at++;
		if (!ReadQuoted(o, '\'', &text))
			return false;
		key->bytes = text.at;
		key->len = text.len;
		return true;
	}
	while (IsBareKeyByte(*o->lit.at))
		o->lit.at++;
	key->len = o->lit.at - start;
	if (key->len == 0)
		return LiteralFail(&o->lit, start, "A goal's key is expected here.",
						   "Put a key with unusual characters into single quotes.");
	key->bytes = pnstrdup(start, key->len);
	o->bigint = o->bigint && IsBigint(key->bytes, &unused);
	o->uuid = o->uuid && LooksLikeUuid(key->bytes, key->len);
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

/* Each thing is said once; of two answers one would be lost. */
static bool
Once(Outline *o, GoalMemberId member, const char *at)
{
	if (o->seen & (1u << member))
		return LiteralFail(&o->lit, at, "A line says each thing once.", "Remove one of the two.");
	o->seen |= 1u << member;
	return true;
}

/* "*2" and "@0.5", of the goal's own link or of a ^ link. */
static bool
ReadLinkNumbers(Outline *o, GoalInput *link)
{
	for (;;)
	{
		const char *at = o->lit.at;

		if (*at == '*')
		{
			o->lit.at++;
			if (!Once(o, MEMBER_WEIGHT, at) || !ReadNumber(o, &link->weight))
				return false;
			if (!WeightInRange(link->weight))
				return LiteralFail(&o->lit, at, WEIGHT_RULE, NULL);
		}
		else if (*at == '@')
		{
			o->lit.at++;
			if (!Once(o, MEMBER_SHARE, at) || !ReadNumber(o, &link->extra.share))
				return false;
			if (!GoalInRange(&goal_share_range, link->extra.share))
				return LiteralFail(&o->lit, at, goal_share_range.rule, NULL);
			link->has_extra = true;
		}
		else
			return true;
	}
}

/* "^parent*2@0.5": a row of its own. */
static bool
ReadParentLink(Outline *o, const GoalKey *key)
{
	GoalInput	link;
	uint32		seen = o->seen;

	GoalInputInit(&link, GOAL_KEY_TEXT);
	link.key = *key;
	link.has_parent = true;
	o->seen = 0;				/* a link has a weight and a share of its own */
	if (!ReadKey(o, &link.parent) || !ReadLinkNumbers(o, &link))
		return false;
	o->seen = seen;
	GoalRowsAdd(o->rows, &link);
	return true;
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
		return Once(o, MEMBER_APPLICABLE, o->lit.at - 3);
	}
	if (!Once(o, MEMBER_VALUE, o->lit.at))
		return false;
	if (*o->lit.at != '/' && !ReadNumber(o, &goal->extra.value))
		return false;
	SkipBlanks(o);
	if (*o->lit.at != '/')
		return true;
	o->lit.at++;
	return ReadNumber(o, &goal->extra.base);
}

/* "[80 -> 95]": the bracket has been taken. The text between is for opm.target to read. */
static bool
ReadTarget(Outline *o, GoalInput *goal)
{
	const char *end = o->lit.at;
	Target	   *target;

	while (*end != ']' && *end != '\n' && *end != '\0')
		end++;
	if (*end != ']')
		return LiteralFail(&o->lit, o->lit.at - 1, "A target ends with ] on the same line.", NULL);
	target = TargetParse(pnstrdup(o->lit.at, end - o->lit.at), o->lit.escontext);
	if (target == NULL)
	{
		o->lit.failed = true;
		return false;
	}
	goal->target.at = (char *) target;
	goal->target.len = VARSIZE(target);
	goal->has_extra = true;
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
		return LiteralFail(&o->lit, at,
						   "A credit range is written credit(floor..cap), with the floor below the cap.",
						   NULL);
	o->lit.at++;
	return true;
}

/* "NAME=number", from the = on. */
static bool
ReadWordNumber(Outline *o, GoalInput *goal, const GoalMember *m, const char *start)
{
	o->lit.at++;
	goal->has_extra = true;
	return Once(o, GoalMemberIdOf(m), start) && ReadNumber(o, GoalInputNumber(goal, m));
}

static bool
ReadMinimumCoverage(Outline *o, GoalInput *goal, const char *start)
{
	goal->policy.missing = GOAL_COVER;
	goal->has_extra = true;
	if (!Once(o, MEMBER_MISSING, start) || !ReadNumber(o, &goal->extra.mincover))
		return false;
	if (!GoalInRange(&goal_cover_range, goal->extra.mincover))
		return LiteralFail(&o->lit, start, goal_cover_range.rule, NULL);
	return true;
}

static bool
RefuseWord(Outline *o, const char *start)
{
	StringInfoData rule;

	initStringInfo(&rule);
	appendStringInfoString(&rule, "After the key come *weight, @share, ^parent, a rollup method, zero, "
						   "block, cover>=x, credit(a..b), {unit}, [target], = value");
	ForEachGoalNumber(m)
	{
		if (m->outline_word)
			appendStringInfo(&rule, ", %s=x", m->name);
	}
	appendStringInfoString(&rule, ", basis=word and \"label\".");
	return LiteralFail(&o->lit, start, rule.data, "A rollup method is " GOAL_METHODS ".");
}

/* "basis=WORD", from the = on. */
static bool
ReadBasis(Outline *o, GoalInput *goal, const char *start)
{
	o->lit.at++;
	goal->has_extra = true;
	for (int basis = 0; basis < BASIS_COUNT; basis++)
	{
		int			len = strlen(basis_word[basis]);

		/* a longer word that begins like it is not it */
		if (strncmp(o->lit.at, basis_word[basis], len) == 0 && !islower((unsigned char) o->lit.at[len]))
		{
			o->lit.at += len;
			goal->extra.basis = basis;
			return Once(o, MEMBER_BASIS, start);
		}
	}
	return LiteralFail(&o->lit, start, "A basis is expected, plan, pace or score, as in basis=pace.", NULL);
}

/* A bare word: a rollup method, a missing-data policy, NAME=, cover>= or credit(. */
static bool
ReadWord(Outline *o, GoalInput *goal)
{
	const char *start = o->lit.at;
	const GoalMember *m;
	char		word[32];
	int			len = 0;

	while ((start[len] >= 'a' && start[len] <= 'z') || start[len] == '_')
		len++;
	o->lit.at += len;
	if (*o->lit.at == '=' && (m = GoalMemberNamed(start, len)) != NULL && m->outline_word)
		return ReadWordNumber(o, goal, m, start);
	if (len == 5 && strncmp(start, "basis=", 6) == 0)
		return ReadBasis(o, goal, start);
	if (len == 5 && strncmp(start, "cover>=", 7) == 0)
	{
		o->lit.at = start + 7;
		return ReadMinimumCoverage(o, goal, start);
	}
	if (len == 6 && strncmp(start, "credit(", 7) == 0)
	{
		o->lit.at = start + 7;
		return Once(o, MEMBER_CREDIT_FLOOR, start) && ReadCredit(o, goal);
	}
	if (*o->lit.at == '(')
	{
		while (start[len] != ')' && start[len] != '\n' && start[len] != '\0')
			len++;
		len += start[len] == ')';
	}
	/* not strlcpy(), which would look for the end of the whole outline at every word */
	word[0] = '\0';
	strncat(word, start, Min(len, (int) sizeof(word) - 1));
	o->lit.at = start + len;
	if (strcmp(word, "zero") == 0 || strcmp(word, "block") == 0)
	{
		goal->policy.missing = word[0] == 'z' ? GOAL_ZERO : GOAL_BLOCK;
		goal->has_extra = true;
		return Once(o, MEMBER_MISSING, start);
	}
	if (strcmp(word, "ignore") == 0)
		return Once(o, MEMBER_MISSING, start);
	if (len < (int) sizeof(word) && len > 0 && GoalMethodParse(word, &goal->policy))
		return Once(o, MEMBER_ROLLUP, start);
	return RefuseWord(o, start);
}

/* What follows the key, in any order. */
static bool
ReadAttributes(Outline *o, GoalInput *goal)
{
	while (!AtLineEnd(o))
	{
		char		c = *o->lit.at;

		if (c == '*' || c == '@')
		{
			if (!ReadLinkNumbers(o, goal))
				return false;
			continue;
		}
		o->lit.at += strchr("^\"{[=", c) ? 1 : 0;
		switch (c)
		{
			case '^':
				if (!ReadParentLink(o, &goal->key))
					return false;
				break;
			case '"':
				if (!Once(o, MEMBER_LABEL, o->lit.at - 1) || !ReadQuoted(o, '"', &goal->label))
					return false;
				goal->has_extra = true;
				break;
			case '{':
				if (!Once(o, MEMBER_UNIT, o->lit.at - 1) || !ReadQuoted(o, '}', &goal->unit))
					return false;
				goal->has_extra = true;
				break;
			case '[':
				if (!Once(o, MEMBER_TARGET, o->lit.at - 1) || !ReadTarget(o, goal))
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

/*
 * Close the levels that a line of this indentation does not stand under. The first child of a goal says how
 * deep its children are; the others must stand right below it.
 */
static bool
FindLevel(Outline *o, int indent, const char *start)
{
	while (o->nopen > 0 && o->open[o->nopen - 1].indent >= indent)
		o->nopen--;
	if (o->open[o->nopen].indent >= 0 && o->open[o->nopen].indent != indent)
		return LiteralFail(&o->lit, start,
						   "This line is indented less than the goal before it, but not like any goal above.",
						   "Indent all children of a goal alike.");
	return true;
}

/* The row just added stands here, and the next lines may stand under it. */
static void
OpenLevel(Outline *o, int indent)
{
	GoalRow    *row = &o->rows->rows[o->rows->nrows - 1];

	if (o->nopen > 0)
	{
		row->parent = o->open[o->nopen - 1].key;
		row->flags |= GOALROW_HAS_PARENT;
	}
	if (o->nopen + 2 > o->maxopen)
	{
		o->maxopen *= 2;
		o->open = repalloc_huge(o->open, sizeof(OutlineLevel) * (Size) o->maxopen);
	}
	o->open[o->nopen].key = row->key;
	o->open[o->nopen++].indent = indent;
	o->open[o->nopen].indent = -1;
}

/* One line that is not empty. */
static bool
ReadGoal(Outline *o, int indent, const char *start)
{
	GoalInput	goal;

	GoalInputInit(&goal, GOAL_KEY_TEXT);
	o->seen = 0;
	if (!ReadKey(o, &goal.key) || !FindLevel(o, indent, start) || !ReadAttributes(o, &goal))
		return false;
	GoalRowsAdd(o->rows, &goal);
	OpenLevel(o, indent);
	return true;
}

/* One line, up to the next. */
static bool
ReadLine(Outline *o)
{
	const char *start = o->lit.at;

	while (*o->lit.at == ' ')
		o->lit.at++;
	if (*o->lit.at == '\t')
		return LiteralFail(&o->lit, o->lit.at, "Outlines are indented with blanks, not tabs.", NULL);
	if (o->lit.at - start > PG_INT32_MAX / 2)
		return LiteralFail(&o->lit, start, "The indentation is too deep.", NULL);
	if (!AtLineEnd(o) && !ReadGoal(o, (int) (o->lit.at - start), start))
		return false;
	while (*o->lit.at != '\0' && *o->lit.at != '\n')
		o->lit.at++;			/* a comment */
	if (*o->lit.at == '\n')
		o->lit.at++;
	return true;
}

/* A key as text, in the arena of rows, as a key of the other type. */
static int64
TypedKey(GoalRows *typed, const GoalRows *rows, int64 key)
{
	char	   *text = pnstrdup(GoalArenaData(rows, key), GoalArenaLen(rows, key));
	int64		result = 0;

	if (typed->keytype == GOAL_KEY_BIGINT)
		(void) IsBigint(text, &result);
	else
	{
		pg_uuid_t  *uuid = DatumGetUUIDP(DirectFunctionCall1(uuid_in, CStringGetDatum(text)));

		result = GoalArenaAdd(typed, (char *) uuid, UUID_LEN);
	}
	pfree(text);
	return result;
}

/* All keys turned out to be bare integers, or bare uuids: give the rows keys of that type. */
static void
RetypeKeys(GoalRows *rows, GoalKeyType keytype)
{
	GoalRows	texts = *rows;

	rows->keytype = keytype;
	for (int64 i = 0; i < rows->nrows; i++)
	{
		GoalRow    *row = &rows->rows[i];

		/* the arena may move, the copy of its address in texts with it */
		texts.arena = rows->arena;
		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		row->key = TypedKey(rows, &texts, row->key);
		texts.arena = rows->arena;
		row->parent = (row->flags & GOALROW_HAS_PARENT) ? TypedKey(rows, &texts, row->parent) : row->key;
	}
}

PG_FUNCTION_INFO_V1(opm_goaltree_in);
Datum
opm_goaltree_in(PG_FUNCTION_ARGS)
{
	Outline		o = {0};
	MemoryContext line = AllocSetContextCreate(CurrentMemoryContext, "opm outline line",
											   ALLOCSET_SMALL_SIZES);
	MemoryContext old;

	LiteralInit(&o.lit, "opm.goaltree", PG_GETARG_CSTRING(0), fcinfo->context);
	o.bigint = o.uuid = true;
	o.rows = GoalRowsCreate(CurrentMemoryContext, GOAL_KEY_TEXT);
	o.rows->badrow = ERRCODE_INVALID_TEXT_REPRESENTATION;
	o.maxopen = 64;
	o.open = palloc(sizeof(OutlineLevel) * o.maxopen);
	o.open[0].indent = -1;
	/* what a line leaves behind goes with it, so long outlines take no more memory than their rows */
	old = MemoryContextSwitchTo(line);
	while (*o.lit.at != '\0' && ReadLine(&o))
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(line);
	}
	MemoryContextSwitchTo(old);
	if (!o.lit.failed && o.rows->nrows == 0)
		LiteralFail(&o.lit, o.lit.at, "An outline has at least one goal.", NULL);
	if (o.lit.failed)
		PG_RETURN_NULL();
	if (o.bigint || o.uuid)
		RetypeKeys(o.rows, o.bigint ? GOAL_KEY_BIGINT : GOAL_KEY_UUID);
	PG_RETURN_GOALTREE_P(GoalTreeBuild(o.rows, false));
}

/* ---- writing ---- */

/* Text between marks; ReadQuoted reads it back. */
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

/* A text key is quoted if it would be read as something else. */
static void
AppendKey(StringInfo buf, GoalKeyType keytype, GoalKey key)
{
	bool		bare = key.len > 0 && !LooksLikeInteger(key.bytes, key.len) &&
		!LooksLikeUuid(key.bytes, key.len);

	for (int i = 0; i < key.len && bare; i++)
		bare = IsBareKeyByte(key.bytes[i]);
	if (keytype != GOAL_KEY_TEXT)
		appendStringInfoString(buf, GoalKeyPlain(keytype, &key));
	else if (bare)
		appendBinaryStringInfo(buf, key.bytes, key.len);
	else
		AppendEscaped(buf, key.bytes, key.len, '\'', '\'');
}

/* "*2" and "@0.5", where they are not 1. */
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

/* How the goal counts its children. */
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

/* What the goal is measured by, and what it is called. */
static void
AppendMeasure(StringInfo buf, const GoalView *v, uint32 node)
{
	float8		value = GoalFloat(v, GOALCOL_VALUE, node, OPM_UNKNOWN);
	float8		base = GoalFloat(v, GOALCOL_BASE, node, OPM_UNKNOWN);
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
	ForEachGoalNumber(m)
	{
		float8		x = m->outline_word ? GoalFloat(v, m->column, node, m->unsaid) : m->unsaid;

		if (GoalNumberSaid(m, x))
		{
			appendStringInfo(buf, " %s=", m->name);
			AppendFloat8(buf, x);
		}
	}
	if (GoalBasisOf(v, node) != BASIS_EXPECTED)
		appendStringInfo(buf, " basis=%s", basis_word[GoalBasisOf(v, node)]);
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
	GoalView	v;				/* the tree that is written */
	uint32		open[OUTLINE_MAX_INDENT];	/* positions, outermost first */
	int			nopen;			/* goals that are open, 0 .. OUTLINE_MAX_INDENT */
	uint32	   *extra;			/* extra edges by child */
	uint32		nextextra;		/* first of them not yet written */
	uint32		nextdangling;	/* first dangling link not yet written */
} OutlineWriter;

/* " ^key*2@0.5" */
static void
AppendParentLink(StringInfo buf, GoalKeyType keytype, GoalKey parent, float8 weight, float8 share)
{
	appendStringInfoString(buf, " ^");
	AppendKey(buf, keytype, parent);
	AppendLinkNumbers(buf, "", weight, share);
}

/*
 * Weight and share of the link that indentation shows; then further parents. named: the first is named, too.
 */
static void
AppendLinks(OutlineWriter *w, StringInfo buf, uint32 node, bool named)
{
	GoalView   *v = &w->v;
	uint32		parent = GoalParents(v)[node];
	float8		weight = GoalFloat(v, GOALCOL_WEIGHT, node, 1.0);
	float8		share = GoalFloat(v, GOALCOL_SHARE, node, 1.0);
	bool		dangling = w->nextdangling < v->ndanglings && v->danglings[w->nextdangling].child == node;

	if (named)
		AppendParentLink(buf, v->keytype, GoalKeyOf(v, parent), weight, share);
	else if (parent != GOALTREE_NONE || !dangling)
		AppendLinkNumbers(buf, " ", weight, share);
	for (; w->nextextra < v->nedges && v->edges[w->extra[w->nextextra]].child == node; w->nextextra++)
	{
		const GoalEdge *e = &v->edges[w->extra[w->nextextra]];

		AppendParentLink(buf, v->keytype, GoalKeyOf(v, e->parent), e->weight, e->share);
	}
	for (; w->nextdangling < v->ndanglings && v->danglings[w->nextdangling].child == node; w->nextdangling++)
	{
		const GoalDangling *d = &v->danglings[w->nextdangling];

		AppendParentLink(buf, v->keytype, GoalDanglingKey(v, d), d->weight, d->share);
	}
}

/*
 * One line. Its parent is open, or so deep that it is named: then the line begins a new outline at the left.
 */
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
	AppendKey(buf, v->keytype, GoalKeyOf(v, node));
	AppendLinks(w, buf, node, parent != GOALTREE_NONE && level == 0);
	AppendPolicy(buf, v, node);
	AppendMeasure(buf, v, node);
	w->open[level] = node;
	w->nopen = level + 1;
}

PG_FUNCTION_INFO_V1(opm_goaltree_out);
Datum
opm_goaltree_out(PG_FUNCTION_ARGS)
{
	OutlineWriter w = {0};
	uint32	   *start;
	StringInfoData buf;
	MemoryContext line = AllocSetContextCreate(CurrentMemoryContext, "opm outline line",
											   ALLOCSET_SMALL_SIZES);

	GoalViewInit(&w.v, PG_GETARG_GOALTREE_P(0));
	w.extra = GoalEdgesByChild(&w.v, &start);
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
