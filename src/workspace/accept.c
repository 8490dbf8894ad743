/*
 * accept.c: what the columns of a workspace accept: words, numbers, lines, texts, times, and texts that the
 * engine reads.
 *
 * The one idea: a CHECK constraint that only says false makes PostgreSQL name the constraint and print the
 * row. These functions raise the error themselves, with 23514 as PostgreSQL does: which column, which value,
 * what is accepted (detail) and what to do (hint). For texts of the engine they call its own readers, so that
 * a column accepts what the engine accepts. Each takes "table.column" first, and is true for NULL.
 */
#include "opm.h"

#include "access/detoast.h"
#include "access/htup_details.h"
#include "catalog/dependency.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "datatype/timestamp.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "storage/lmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/timestamp.h"
#include "utils/varlena.h"

#include "bands.h"
#include "by_owner.h"
#include "goaltree.h"
#include "rules.h"
#include "target.h"

#define SHOWN_BYTES			64	/* of a value in an error */
#define NEAR_EDITS			3	/* a word as near as that is taken for a slip of the pen */
#define MOST_KEY_BYTES		255 /* as for a goal of an index entry, and of an outline */
#define LEAST_TARGET		1e-140	/* numbers of a target in size: squares and ratios of them are numbers */
#define MOST_TARGET			1e140
#define MOST_TARGET_SCORE	1e280
#define MOST_CUT			1e100	/* of bands */
#define MOST_KEYS_PASSED	10000000	/* by one row: 2^63 keys are still not used up */

pg_noreturn static void Refuse(const char *name, const char *value, const char *detail,
							   const char *hint);
pg_noreturn static void RefuseWord(const char *name, const char *asked, Datum *words, int n);

/* The errors of programs name table and column apart. */
static int
ErrColumn(const char *name)
{
	const char *dot = strchr(name, '.');

	if (dot == NULL)
		return err_generic_string(PG_DIAG_TABLE_NAME, name);
	err_generic_string(PG_DIAG_TABLE_NAME, pnstrdup(name, dot - name));
	return err_generic_string(PG_DIAG_COLUMN_NAME, dot + 1);
}

/* Which column the engine's own error is about; arg is its name. */
static void
AddColumn(void *arg)
{
	errcontext("column %s", (const char *) arg);
	ErrColumn(arg);
}

static void
Refuse(const char *name, const char *value, const char *detail, const char *hint)
{
	/* PostgreSQL wants to be told the column once */
	bool		is_added = error_context_stack != NULL && error_context_stack->callback == AddColumn;

	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg("%s cannot be %s", name, value),
			 errdetail("%s", detail), errhint("%s", hint), is_added ? 0 : ErrColumn(name)));
}

/* A text as an error shows it: in quotes, its beginning, without what would change the look of the error. */
static char *
Shown(const char *value, int len)
{
	int			most = len > SHOWN_BYTES ? pg_mbcliplen(value, len, SHOWN_BYTES) : len;
	char	   *shown = psprintf("\"%.*s%s\"", most, value, most < len ? "..." : "");

	for (char *p = shown; *p != '\0'; p++)
		if ((unsigned char) *p < ' ' || *p == 0x7f)
			*p = '?';
	return shown;
}

static char *
NumberText(float8 x)
{
	return float8out_internal(x);
}

/* ---- words ---- */

/*
 * Letters to change to come from one word to the other, whatever their case; more than most where that is too
 * far.
 */
static int
Edits(const char *asked, const char *word, int most)
{
	int			len = strlen(asked);

	if (pg_strcasecmp(asked, word) == 0)
		return 0;
	if (len > MOST_KEY_BYTES || strlen(word) > MOST_KEY_BYTES)
		return most + 1;
	most = Min(most, len / 2);
	return varstr_levenshtein_less_equal(asked, len, word, strlen(word), 1, 1, 1, most, true);
}

/* How far a word is from another: NULL where nobody would take one for the other. */
PG_FUNCTION_INFO_V1(opm_accept_edits);
Datum
opm_accept_edits(PG_FUNCTION_ARGS)
{
	char	   *asked = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int			most = Min(NEAR_EDITS, (int) strlen(asked) / 2);
	int			edits = Edits(asked, text_to_cstring(PG_GETARG_TEXT_PP(1)), most);

	if (edits > most)
		PG_RETURN_NULL();
	PG_RETURN_INT32(edits);
}

/* The word that was meant, or NULL. */
static char *
NearestWord(const char *asked, Datum *words, int n)
{
	int			most = Min(NEAR_EDITS, (int) strlen(asked) / 2);
	char	   *nearest = NULL;

	for (int i = 0; i < n && most >= 0; i++)
	{
		char	   *word = TextDatumGetCString(words[i]);
		int			edits = Edits(asked, word, most);

		if (edits <= most)
		{
			most = edits - 1;
			nearest = word;
		}
	}
	return nearest;
}

static void
RefuseWord(const char *name, const char *asked, Datum *words, int n)
{
	StringInfoData list;
	char	   *nearest = NearestWord(asked, words, n);

	initStringInfo(&list);
	for (int i = 0; i < n; i++)
		appendStringInfo(&list, "%s%s", i == 0 ? "" : i < n - 1 ? ", " : " or ",
						 TextDatumGetCString(words[i]));
	Refuse(name, Shown(asked, strlen(asked)), psprintf("It is %s.", list.data),
		   nearest ? psprintf("Perhaps you mean \"%s\".", nearest) :
		   "Write one of these words as it stands here.");
}

PG_FUNCTION_INFO_V1(opm_accept_word);
Datum
opm_accept_word(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(1);
	Datum	   *words;
	bool	   *nulls;
	int			n;
	int			known = 0;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(2), TEXTOID, -1, false, TYPALIGN_INT, &words, &nulls, &n);
	for (int i = 0; i < n; i++)
	{
		text	   *word;

		if (nulls[i])
			continue;
		word = DatumGetTextPP(words[i]);
		if (VARSIZE_ANY_EXHDR(word) == VARSIZE_ANY_EXHDR(value) &&
			memcmp(VARDATA_ANY(word), VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)) == 0)
			PG_RETURN_BOOL(true);
		words[known++] = words[i];
	}
	RefuseWord(text_to_cstring(PG_GETARG_TEXT_PP(0)), text_to_cstring(value), words, known);
}

/* ---- numbers, days and times ---- */

PG_FUNCTION_INFO_V1(opm_accept_number);
Datum
opm_accept_number(PG_FUNCTION_ARGS)
{
	float8		value = PG_GETARG_FLOAT8(1);
	float8		low = PG_GETARG_FLOAT8(2);
	float8		high = PG_GETARG_FLOAT8(3);
	float8		least = PG_GETARG_FLOAT8(4);
	StringInfoData rule;

	/* NaN is in no range */
	if (value >= low && value <= high && (value == 0.0 || fabs(value) >= least))
		PG_RETURN_BOOL(true);
	initStringInfo(&rule);
	if (least > 0 && low == 0)
		appendStringInfo(&rule, "It is 0, or from %s to %s.", NumberText(least), NumberText(high));
	else
		appendStringInfo(&rule, "It is from %s to %s.", NumberText(low), NumberText(high));
	if (least > 0 && low < 0)
		appendStringInfo(&rule, " What is not 0 is at least %s in size.", NumberText(least));
	Refuse(text_to_cstring(PG_GETARG_TEXT_PP(0)), NumberText(value), rule.data,
		   low >= 0 && high == 1 && value > 1 && value <= 100 ?
		   psprintf("%s %% is %s.", NumberText(value), NumberText(value / 100)) :
		   "Choose a number within these limits.");
}

#define DAY_RULE	"Days and times are from the year 1 to the year 9999."

PG_FUNCTION_INFO_V1(opm_accept_day);
Datum
opm_accept_day(PG_FUNCTION_ARGS)
{
	DateADT		day = PG_GETARG_DATEADT(1);

	/* not the last day: there is one after it */
	if (day >= date2j(1, 1, 1) - POSTGRES_EPOCH_JDATE && day < date2j(9999, 12, 31) - POSTGRES_EPOCH_JDATE)
		PG_RETURN_BOOL(true);
	Refuse(text_to_cstring(PG_GETARG_TEXT_PP(0)),
		   DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(day))), DAY_RULE,
		   "Write a real day, or leave it empty where that is allowed.");
}

PG_FUNCTION_INFO_V1(opm_accept_time);
Datum
opm_accept_time(PG_FUNCTION_ARGS)
{
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(1);

	/* a day from either end, so that it is in these years in every time zone */
	if (at >= (date2j(1, 1, 2) - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY &&
		at <= (date2j(9999, 12, 30) - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY)
		PG_RETURN_BOOL(true);
	Refuse(text_to_cstring(PG_GETARG_TEXT_PP(0)),
		   DatumGetCString(DirectFunctionCall1(timestamptz_out, TimestampTzGetDatum(at))), DAY_RULE,
		   "Write a real time, or leave it empty where that is allowed.");
}

/* ---- texts ---- */

/* Left-to-right and right-to-left embeddings, overrides and isolates: they make a name look like another. */
static bool
TurnsText(pg_wchar c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Blanks beyond ASCII, and what has no width: in a key nobody would see them. */
static bool
IsUnseen(pg_wchar c)
{
	return c == 0xA0 || c == 0xAD || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200F) ||
		c == 0x202F || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF || c == 0x115F ||
		c == 0x1160 || c == 0x3164 || c == 0xFFA0;
}

/*
 * The first character that a line, or a key, may not have; 0: none. Bytes beyond ASCII are known in UTF-8
 * only.
 */
static pg_wchar
StrangeCharacter(const char *s, int len, bool is_key, bool *is_blank)
{
	bool		utf8 = GetDatabaseEncoding() == PG_UTF8;
	const char *end = s + len;
	int			step;

	*is_blank = true;
	for (; s < end; s += step)
	{
		unsigned char b = (unsigned char) *s;
		pg_wchar	c = b;

		step = b < 0x80 ? 1 : pg_mblen(s);
		if (b >= 0x80 && utf8)
			c = utf8_to_unicode((const unsigned char *) s);
		if (c < ' ' || c == 0x7f || (is_key && c == ' '))
			return c;
		if (b >= 0x80 && utf8 &&
			((c < 0xA0) || c == 0x2028 || c == 0x2029 || TurnsText(c) || (is_key && IsUnseen(c))))
			return c;
		if (c != ' ' && !(b >= 0x80 && utf8 && IsUnseen(c)))
			*is_blank = false;
	}
	return 0;
}

/* What stands in the way, in words. */
static char *
CharacterName(pg_wchar c)
{
	return c == ' ' ? "a blank" : c == '\t' ? "a tab" : c == '\n' || c == '\r' ? "a line break" :
		psprintf("U+%04X", c);
}

static void
CheckSize(text *name, Datum value, int most)
{
	Size		size = toast_raw_datum_size(value) - VARHDRSZ;

	if (size > (Size) most)
		Refuse(text_to_cstring(name), psprintf("that long: %zu bytes", size),
			   psprintf("It is at most %d bytes long.", most),
			   "Shorten it; what is long has a place elsewhere, with a link to it here.");
}

/* What is one line for people to read: names, units. */
PG_FUNCTION_INFO_V1(opm_accept_line);
Datum
opm_accept_line(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(0);
	bool		is_key = PG_GETARG_INT32(2) < 0;
	int			most = is_key ? MOST_KEY_BYTES : PG_GETARG_INT32(2);
	text	   *value;
	pg_wchar	strange;
	bool		is_blank;

	CheckSize(name, PG_GETARG_DATUM(1), most);
	value = PG_GETARG_TEXT_PP(1);
	strange = StrangeCharacter(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), is_key, &is_blank);
	if (strange != 0)
		Refuse(text_to_cstring(name), Shown(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)),
			   psprintf(is_key ? "It is one word, without blanks and what nobody sees. Here is %s." :
						"It is one line, without control characters. Here is %s.", CharacterName(strange)),
			   is_key ? "Write - or _ in place of a blank." :
			   "Write it in one line, or leave that character out.");
	if (is_blank)
		Refuse(text_to_cstring(name), "empty",
			   is_key ? "It is a word." : "It is a line that people can read.",
			   "Write at least one letter or digit.");
	PG_RETURN_BOOL(true);
}

PG_FUNCTION_INFO_V1(opm_accept_text);
Datum
opm_accept_text(PG_FUNCTION_ARGS)
{
	CheckSize(PG_GETARG_TEXT_PP(0), PG_GETARG_DATUM(1), PG_GETARG_INT32(2));
	PG_RETURN_BOOL(true);
}

/* ---- texts that the engine reads ---- */

static void
CheckTarget(const char *name, const char *value)
{
	Target	   *t = TargetParse(value, NULL, NULL);
	int			n = (VARSIZE(t) - offsetof(Target, number)) / sizeof(float8);

	for (int i = 0; i < n; i++)
		if (t->number[i] != 0 && !(fabs(t->number[i]) >= LEAST_TARGET && fabs(t->number[i]) <= MOST_TARGET))
			Refuse(name, Shown(value, strlen(value)),
				   "Numbers of a target are 0, or from 1e-140 to 1e140 in size.",
				   "Choose another unit, such as millions.");
	if (!(fabs(TargetScore(t, MOST_TARGET)) <= MOST_TARGET_SCORE &&
		  fabs(TargetScore(t, -MOST_TARGET)) <= MOST_TARGET_SCORE))
		Refuse(name, Shown(value, strlen(value)),
			   "A measured value of 1e140 in size has a score of at most 1e280.",
			   "Make the way from baseline to target, or the tolerance, longer.");
}

static void
CheckBands(const char *name, const char *value)
{
	Bands	   *b = BandsParse(value, NULL);

	for (int i = 0; i < b->nlabels - 1; i++)
		if (!(fabs(b->cut[i]) <= MOST_CUT))
			Refuse(name, Shown(value, strlen(value)), "Cuts lie within 1e100; a score of 1 is goal reached.",
				   "For example: off track | 0.4 | at risk | 0.7 | on track.");
}

/* PostgreSQL's own error for a time zone says no more than that it is none. */
static void
AddTimeZone(void *arg)
{
	errdetail("%s is a time zone that PostgreSQL knows, an IANA name.", (const char *) arg);
	errhint("For example Europe/Berlin; SELECT name FROM pg_timezone_names lists them.");
	ErrColumn(arg);
}

extern Datum opm_goaltree_in(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(opm_accept_literal);
Datum
opm_accept_literal(PG_FUNCTION_ARGS)
{
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	char	   *value;
	char	   *kind = text_to_cstring(PG_GETARG_TEXT_PP(2));
	GoalPolicy	policy = {0, 0, 0};
	float8		mincover;
	ErrorContextCallback context = {error_context_stack, AddColumn, name};

	CheckSize(PG_GETARG_TEXT_PP(0), PG_GETARG_DATUM(1), PG_GETARG_INT32(3));
	value = text_to_cstring(PG_GETARG_TEXT_PP(1));
	error_context_stack = &context;
	if (strcmp(kind, "target") == 0)
		CheckTarget(name, value);
	else if (strcmp(kind, "bands") == 0)
		CheckBands(name, value);
	else if (strcmp(kind, "outline") == 0)
		DirectFunctionCall1(opm_goaltree_in, CStringGetDatum(value));
	else if (strcmp(kind, "rollup") == 0)
	{
		if (!GoalMethodParse(value, &policy))
			Refuse(name, Shown(value, strlen(value)), "It is " GOAL_METHODS ".",
				   "avg is the mean of values, mean that of scores; k is from 1 to 65535.");
	}
	else if (strcmp(kind, "missing") == 0)
	{
		if (!GoalMissingParse(value, &policy, &mincover))
			Refuse(name, Shown(value, strlen(value)), "It is " GOAL_MISSINGS ".",
				   "Leave it empty to go by the children that are known.");
	}
	else if (strcmp(kind, "rules") == 0)
		(void) RuleSetFromText(value);
	else if (strcmp(kind, "time zone") == 0)
	{
		/* as periods ask it */
		context.callback = AddTimeZone;
		DirectFunctionCall2(timestamp_zone, PG_GETARG_DATUM(1), TimestampGetDatum(0));
	}
	else
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized kind of literal \"%s\"", kind),
				 errhint("Use target, bands, outline, rollup, missing, rules or time zone.")));
	error_context_stack = context.previous;
	PG_RETURN_BOOL(true);
}

/* ---- what several columns have to be together ---- */

PG_FUNCTION_INFO_V1(opm_accept_rule);
Datum
opm_accept_rule(PG_FUNCTION_ARGS)
{
	if (PG_GETARG_BOOL(1))
		PG_RETURN_BOOL(true);
	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg("%s", text_to_cstring(PG_GETARG_TEXT_PP(2))),
			 errdetail("%s", text_to_cstring(PG_GETARG_TEXT_PP(3))),
			 errhint("%s", text_to_cstring(PG_GETARG_TEXT_PP(4))),
			 ErrColumn(text_to_cstring(PG_GETARG_TEXT_PP(0)))));
}

/* ---- what may not be empty ---- */

/* True for a column that is the person of the current role unless said: its default is me(). */
static bool
IsPersonOfRole(Relation rel, int column)
{
	TupleConstr *constr = RelationGetDescr(rel)->constr;

	for (int i = 0; i < constr->num_defval; i++)
	{
		Datum		shown;

		if (constr->defval[i].adnum != column)
			continue;
		shown = DirectFunctionCall2(pg_get_expr, CStringGetTextDatum(constr->defval[i].adbin),
									ObjectIdGetDatum(RelationGetRelid(rel)));
		return strstr(TextDatumGetCString(shown), "me(") != NULL;
	}
	return false;
}

/* What a trigger keeps between two rows of a statement: the key that the sequence of the table gives. */
typedef struct GivenKey
{
	int			column;			/* place of the identity column from 0; -1: none */
	Oid			sequence;		/* the sequence of the column; valid unless column is -1 */
	int64		last;			/* last key that is known to be given, 0 for none */
} GivenKey;

static GivenKey *
GivenKeyOf(FmgrInfo *called, Relation rel)
{
	TupleDesc	desc = RelationGetDescr(rel);
	GivenKey   *key = called->fn_extra;

	if (key != NULL)
		return key;
	key = MemoryContextAllocZero(called->fn_mcxt, sizeof(GivenKey));
	key->column = -1;
	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, i);

		if (!column->attisdropped && column->attidentity == ATTRIBUTE_IDENTITY_BY_DEFAULT &&
			column->atttypid == INT8OID)
			key->column = i;
	}
	/* the owner chooses keys, as does what PostgreSQL does for the owner */
	if (key->column >= 0 && check_enable_rls(RelationGetRelid(rel), InvalidOid, true) != RLS_ENABLED)
		key->column = -1;
	if (key->column >= 0)
		key->sequence = IdentitySequence(rel, key->column + 1);
	if (!OidIsValid(key->sequence))
		key->column = -1;
	called->fn_extra = key;
	return key;
}

/* The key that the sequence gave last, 0 if none yet. */
static int64
LastKey(Oid sequence)
{
	LOCAL_FCINFO(call, 1);
	Datum		last;

	InitFunctionCallInfoData(*call, NULL, 1, InvalidOid, NULL, NULL);
	call->args[0].value = ObjectIdGetDatum(sequence);
	call->args[0].isnull = false;
	last = pg_sequence_last_value(call);
	return call->isnull ? 0 : DatumGetInt64(last);
}

/*
 * A key that somebody chose: the sequence goes on behind it, else whoever gets that key later would be
 * stopped. Who writes rows may not use the sequence, so the owner of the table does. Returns the last key
 * that is given then, less than id if that is too far away.
 */
static int64
PassKey(Relation rel, Oid sequence, int64 id)
{
	ByOwner		by = ByOwnerBegin(rel);
	int64		last = LastKey(sequence);

	if (id > last && id - last <= MOST_KEYS_PASSED)
	{
		/* no other one sets it back meanwhile */
		LockRelationOid(sequence, ShareUpdateExclusiveLock);
		last = LastKey(sequence);
		if (id > last)
			DirectFunctionCall2(setval_oid, ObjectIdGetDatum(sequence), Int64GetDatum(id));
		last = Max(id, last);
		UnlockRelationOid(sequence, ShareUpdateExclusiveLock);
	}
	ByOwnerEnd(by);
	return last;
}

/*
 * The key of a row is one that the sequence gave, or passes now: a key that it has not given yet would stop
 * whoever gets it later, for as long as there are such keys; the highest of all, everybody for ever.
 */
static void
CheckKey(GivenKey *key, TriggerData *trigger, HeapTuple row)
{
	Relation	rel = trigger->tg_relation;
	TupleDesc	desc = RelationGetDescr(rel);
	bool		isnull;
	int64		id;

	if (key->column < 0)
		return;
	id = DatumGetInt64(heap_getattr(row, key->column + 1, desc, &isnull));
	if (isnull || (TRIGGER_FIRED_BY_UPDATE(trigger->tg_event) &&
				   id == DatumGetInt64(heap_getattr(trigger->tg_trigtuple, key->column + 1, desc, &isnull))))
		return;
	if (id > key->last)
		key->last = PassKey(rel, key->sequence, id);
	if (id < 1 || id > key->last)
		ereport(ERROR,
				(errcode(ERRCODE_CHECK_VIOLATION),
				 errmsg("%s.%s cannot be " INT64_FORMAT, RelationGetRelationName(rel),
						NameStr(TupleDescAttr(desc, key->column)->attname), id),
				 errdetail("Keys begin with 1, and follow each other without large gaps."),
				 errhint("Leave the column out."), errtablecol(rel, key->column + 1)));
}

/* PostgreSQL looks at NOT NULL later, and would print the row. */
PG_FUNCTION_INFO_V1(opm_accept_given);
Datum
opm_accept_given(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	Relation	rel;
	HeapTuple	row;
	TupleDesc	desc;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_BEFORE(trigger->tg_event) ||
		!TRIGGER_FIRED_FOR_ROW(trigger->tg_event) || TRIGGER_FIRED_BY_DELETE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("opm._given() was called in a way it is not made for"),
				 errdetail("It is the function of a trigger BEFORE INSERT OR UPDATE ... FOR EACH ROW.")));
	rel = trigger->tg_relation;
	row = TRIGGER_FIRED_BY_UPDATE(trigger->tg_event) ? trigger->tg_newtuple : trigger->tg_trigtuple;
	desc = RelationGetDescr(rel);
	CheckKey(GivenKeyOf(fcinfo->flinfo, rel), trigger, row);
	for (int i = 0; HeapTupleHasNulls(row) && i < desc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, i);

		if (!column->attnotnull || column->attisdropped || column->attgenerated != '\0' ||
			!heap_attisnull(row, i + 1, desc))
			continue;
		ereport(ERROR,
				(errcode(ERRCODE_NOT_NULL_VIOLATION),
				 errmsg("%s.%s cannot be empty", RelationGetRelationName(rel), NameStr(column->attname)),
				 IsPersonOfRole(rel, i + 1) ?
				 errdetail("Unless said it is who writes; role \"%s\" is no person yet.",
						   GetUserNameFromId(GetUserId(), false)) :
				 errdetail("Every row of %s has it.", RelationGetRelationName(rel)),
				 IsPersonOfRole(rel, i + 1) ?
				 errhint("Name a person, or let the owner of the workspace add one with this login"
						 " to the table person.") :
				 errhint("Give it a value."),
				 errtablecol(rel, i + 1)));
	}
	return PointerGetDatum(row);
}
