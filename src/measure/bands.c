/*
 * bands.c: the type opm.bands, status of a score, and status with hysteresis.
 *
 * A label covers the scores from its lower cut up to, but not including, the next cut. So every score
 * has exactly one label, and a score on a cut has the better one.
 */
#include "opm.h"

#include <float.h>

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "windowapi.h"

#include "bands.h"
#include "literal.h"
#include "number.h"
#include "opclass.h"

/* Bands where they lie, since small values in a table row are not aligned. Also the input of MakeBands. */
typedef struct BandsView
{
	int			n;				/* labels */
	const char *cuts;			/* n - 1 float8, not aligned */
	const char *ends;			/* n uint32, not aligned */
	const char *chars;			/* the labels, one after the other */
} BandsView;

/* One label on its way in. */
typedef struct Label
{
	const char *str;			/* not NUL-terminated */
	int			len;			/* bytes */
	const char *at;				/* where it stands in the literal, or NULL */
} Label;

static inline BandsView
ViewPayload(const char *payload)
{
	BandsView	v;
	uint16		n;

	memcpy(&n, payload + offsetof(Bands, nlabels) - VARHDRSZ, sizeof(n));
	v.n = n;
	v.cuts = payload + offsetof(Bands, cut) - VARHDRSZ;
	v.ends = v.cuts + (v.n - 1) * sizeof(float8);
	v.chars = v.ends + v.n * sizeof(uint32);
	return v;
}

static inline BandsView
ViewDatum(Datum datum)
{
	return ViewPayload(VARDATA_ANY(PG_DETOAST_DATUM_PACKED(datum)));
}

#define PG_GETARG_BANDS_VIEW(n) ViewDatum(PG_GETARG_DATUM(n))

static inline float8
Cut(const BandsView *v, int i)
{
	float8		x;

	memcpy(&x, v->cuts + i * sizeof(float8), sizeof(x));
	return x;
}

/* Label i (from 0): where it starts and its length in bytes. */
static const char *
LabelAt(const BandsView *v, int i, int *len)
{
	uint32		start = 0;
	uint32		end;

	if (i > 0)
		memcpy(&start, v->ends + (i - 1) * sizeof(uint32), sizeof(start));
	memcpy(&end, v->ends + i * sizeof(uint32), sizeof(end));
	*len = (int) (end - start);
	return v->chars + start;
}

/* ---- validation and construction ---- */

/*
 * The one gate of the type: NULL when these parts make bands, else the sentence for errdetail, with the
 * label (*where >= 0) or the cut (~*where) it is about.
 */
static const char *
BandsProblem(int n, const Label *label, const float8 *cut, int *where)
{
	*where = 0;
	if (n < 1)
		return "Bands need at least one label.";
	if (n > BANDS_MAX_LABELS)
		return "Bands have at most " CppAsString2(BANDS_MAX_LABELS) " labels.";
	for (int i = 0; i < n; i++)
	{
		*where = i;
		if (label[i].len == 0)
			return "A label must not be empty.";
		if (label[i].len > BANDS_MAX_LABEL_BYTES)
			return "A label has at most " CppAsString2(BANDS_MAX_LABEL_BYTES) " bytes.";
		for (int j = 0; j < i; j++)
			if (label[i].len == label[j].len && memcmp(label[i].str, label[j].str, label[i].len) == 0)
				return "Every label must be different.";
	}
	for (int i = 0; i < n - 1; i++)
	{
		*where = ~i;
		if (!isfinite(cut[i]))
			return "Every cut must be a finite number.";
		if (i > 0 && cut[i] <= cut[i - 1])
			return "The cuts must rise.";
	}
	return NULL;
}

/* Only for parts that BandsProblem has passed. */
static Bands *
MakeBands(int n, const Label *label, const float8 *cut)
{
	Size		chars = 0;
	Size		size;
	Bands	   *b;
	char	   *p;
	uint32		end = 0;

	for (int i = 0; i < n; i++)
		chars += label[i].len;
	size = TYPEALIGN(8, offsetof(Bands, cut) + (n - 1) * sizeof(float8) + n * sizeof(uint32) + chars);
	b = palloc0(size);
	SET_VARSIZE(b, size);
	b->format = BANDS_FORMAT;
	b->nlabels = (uint16) n;
	for (int i = 0; i < n - 1; i++)
		b->cut[i] = cut[i] + 0.0;	/* -0 becomes 0 */
	p = (char *) &b->cut[n - 1];
	for (int i = 0; i < n; i++)
	{
		end += label[i].len;
		memcpy(p, &end, sizeof(end));
		p += sizeof(end);
	}
	for (int i = 0; i < n; i++)
	{
		memcpy(p, label[i].str, label[i].len);
		p += label[i].len;
	}
	return b;
}

/* ---- text form ---- */

static inline bool
IsBlank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/*
 * Does the whole label read as a number? Then it is quoted, so that a forgotten label is never taken for one.
 */
static bool
LooksLikeNumber(const char *s, int len)
{
	int			i = 0;
	int			digits = 0;

	if (i < len && (s[i] == '-' || s[i] == '+'))
		i++;
	for (; i < len && s[i] >= '0' && s[i] <= '9'; i++)
		digits++;
	if (i < len && s[i] == '.')
		i++;
	for (; i < len && s[i] >= '0' && s[i] <= '9'; i++)
		digits++;
	if (digits > 0 && i < len && (s[i] == 'e' || s[i] == 'E'))
	{
		i++;
		if (i < len && (s[i] == '-' || s[i] == '+'))
			i++;
		for (; i < len && s[i] >= '0' && s[i] <= '9'; i++)
			digits++;
	}
	return digits > 0 && i == len;
}

/* What would otherwise be read as something else, or not come back as it was. */
static bool
NeedsQuotes(const char *s, int len)
{
	return IsBlank(s[0]) || IsBlank(s[len - 1]) || LooksLikeNumber(s, len) ||
		memchr(s, '|', len) != NULL || memchr(s, '"', len) != NULL;
}

/* A label in double quotes, inner ones doubled; lit->at is on the first quote. */
static bool
ParseQuoted(Literal *lit, Label *label)
{
	const char *p = lit->at + 1;
	char	   *out = palloc(strlen(p) + 1);

	label->str = out;
	for (;; p++)
	{
		if (*p == '\0')
			return LiteralFail(lit, lit->at, "The quoted label has no closing double quote.", NULL);
		if (*p == '"' && *++p != '"')
			break;
		*out++ = *p;
	}
	label->len = (int) (out - label->str);
	lit->at = p;
	return true;
}

/* Up to the next bar; blanks around it do not count. A number here means that a label was forgotten. */
static bool
ParsePlain(Literal *lit, Label *label)
{
	const char *p = lit->at;

	label->str = p;
	for (; *p != '\0' && *p != '|'; p++)
		if (*p == '"')
			return LiteralFail(lit, p, "A label that holds a double quote must stand in double quotes.",
							   "Write it as \"a \"\"b\"\" c\".");
	lit->at = p;
	while (p > label->str && IsBlank(p[-1]))
		p--;
	label->len = (int) (p - label->str);
	if (label->len == 0)
		return LiteralFail(lit, label->at, "A label is expected here.",
						   "Example: off track | 0.4 | at risk | 0.7 | on track");
	if (LooksLikeNumber(label->str, label->len))
		return LiteralFail(lit, label->at, "A label is expected here, not a number.",
						   "Labels and cuts alternate, and a label comes first and last; "
						   "put a label that looks like a number in double quotes.");
	return true;
}

/* Labels and cuts in turn; *n counts the labels. cut_at[i] is where cut i stands. */
static bool
ParseParts(Literal *lit, Label *label, float8 *cut, const char **cut_at, int *n)
{
	for (*n = 0;;)
	{
		LiteralSkipSpace(lit);
		label[*n].at = lit->at;
		if (!(*lit->at == '"' ? ParseQuoted(lit, &label[*n]) : ParsePlain(lit, &label[*n])))
			return false;
		(*n)++;
		if (LiteralAtEnd(lit))
			return true;
		if (!LiteralAccept(lit, "|"))
			return LiteralFail(lit, lit->at, "A bar or the end is expected after a quoted label.", NULL);
		if (*n == BANDS_MAX_LABELS)
			return LiteralFail(lit, lit->at,
							   "Bands have at most " CppAsString2(BANDS_MAX_LABELS) " labels.", NULL);
		LiteralSkipSpace(lit);
		cut_at[*n - 1] = lit->at;
		if (!LiteralNumberAhead(lit))
			return LiteralFail(lit, lit->at, "A cut (a number) is expected between two labels.",
							   "Example: off track | 0.4 | at risk | 0.7 | on track");
		if (!LiteralNumber(lit, &cut[*n - 1]))
			return false;
		if (!LiteralAccept(lit, "|"))
			return LiteralFail(lit, lit->at, "A bar and a label are expected after a cut.",
							   "The last label has no upper cut: bad | 0.5 | good");
	}
}

/*
 * A single word would be the one label of every score, which hardly anybody means: most often it is the name
 * of a preset, and status(score, 'okr') would be okr. So one label alone must stand in quotes.
 */
static void
RefuseLoneWord(Literal *lit, const Label *label)
{
	char	   *word = pnstrdup(label->str, label->len);

	LiteralFail(lit, label->at, "Bands need at least one cut, a number between two labels.",
				IsBandsPreset(word) ?
				psprintf("Write bands like bad | 0.5 | good, or use opm.bands_preset('%s').", word) :
				"Write bands like bad | 0.5 | good. A single label for every score stands in double quotes.");
}

/* NULL after a soft error. */
Bands *
BandsParse(const char *str, Node *escontext)
{
	Literal		lit;
	Label		label[BANDS_MAX_LABELS] = {{0}};
	float8		cut[BANDS_MAX_LABELS] = {0};
	const char *cut_at[BANDS_MAX_LABELS];
	const char *problem;
	int			n,
				where;

	LiteralInit(&lit, "opm.bands", str, escontext);
	if (!ParseParts(&lit, label, cut, cut_at, &n))
		return NULL;
	if (n == 1 && *label[0].at != '"')
	{
		RefuseLoneWord(&lit, &label[0]);
		return NULL;
	}
	problem = BandsProblem(n, label, cut, &where);
	if (problem != NULL)
	{
		LiteralFail(&lit, where >= 0 ? label[where].at : cut_at[~where], problem, NULL);
		return NULL;
	}
	return MakeBands(n, label, cut);
}

static void
AppendLabel(StringInfo buf, const char *s, int len, bool quoted)
{
	if (!quoted)
	{
		appendBinaryStringInfo(buf, s, len);
		return;
	}
	appendStringInfoChar(buf, '"');
	for (int i = 0; i < len; i++)
	{
		if (s[i] == '"')
			appendStringInfoChar(buf, '"');
		appendStringInfoChar(buf, s[i]);
	}
	appendStringInfoChar(buf, '"');
}

static void
AppendView(StringInfo buf, const BandsView *v)
{
	for (int i = 0; i < v->n; i++)
	{
		int			len;
		const char *s = LabelAt(v, i, &len);

		if (i > 0)
		{
			appendStringInfoString(buf, " | ");
			AppendFloat8(buf, Cut(v, i - 1));
			appendStringInfoString(buf, " | ");
		}
		AppendLabel(buf, s, len, v->n == 1 || NeedsQuotes(s, len));
	}
}

PG_FUNCTION_INFO_V1(opm_bands_in);
Datum
opm_bands_in(PG_FUNCTION_ARGS)
{
	Bands	   *b = BandsParse(PG_GETARG_CSTRING(0), fcinfo->context);

	if (b == NULL)
		PG_RETURN_NULL();
	PG_RETURN_BANDS_P(b);
}

PG_FUNCTION_INFO_V1(opm_bands_out);
Datum
opm_bands_out(PG_FUNCTION_ARGS)
{
	BandsView	v = PG_GETARG_BANDS_VIEW(0);
	StringInfoData buf;

	initStringInfo(&buf);
	AppendView(&buf, &v);
	PG_RETURN_CSTRING(buf.data);
}

/*
 * ---------- binary form: format (1 byte), count of labels (2), cuts, then length (2) and characters of each
 * label ----------
 */

/* Lengths come from outside, so every read is checked before it is done. */
static void
NeedBytes(StringInfo buf, int n)
{
	if (buf->len - buf->cursor < n)
		BinaryFail("opm.bands", "The value ends too early.");
}

/* Nothing is trusted: counts and lengths are checked first, then the parts go through the one gate. */
PG_FUNCTION_INFO_V1(opm_bands_recv);
Datum
opm_bands_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Label		label[BANDS_MAX_LABELS] = {{0}};
	float8		cut[BANDS_MAX_LABELS] = {0};
	const char *problem;
	int			n,
				where;

	NeedBytes(buf, 3);
	if (pq_getmsgbyte(buf) != BANDS_FORMAT)
		BinaryFail("opm.bands", "The format byte is unknown.");
	n = (int) pq_getmsgint(buf, 2);
	if (n < 1 || n > BANDS_MAX_LABELS)
		BinaryFail("opm.bands", "Bands have 1 to " CppAsString2(BANDS_MAX_LABELS) " labels.");
	NeedBytes(buf, (n - 1) * (int) sizeof(float8));
	for (int i = 0; i < n - 1; i++)
		cut[i] = pq_getmsgfloat8(buf);
	for (int i = 0; i < n; i++)
	{
		int			bytes;

		NeedBytes(buf, 2);
		bytes = (int) pq_getmsgint(buf, 2);
		NeedBytes(buf, bytes);
		/* Converts from the client's encoding, and refuses what is not text. */
		label[i].str = pq_getmsgtext(buf, bytes, &label[i].len);
		label[i].at = NULL;
	}
	if (buf->cursor != buf->len)
		BinaryFail("opm.bands", "There are bytes after the last label.");
	pq_getmsgend(buf);
	problem = BandsProblem(n, label, cut, &where);
	if (problem != NULL)
		BinaryFail("opm.bands", problem);
	PG_RETURN_BANDS_P(MakeBands(n, label, cut));
}

PG_FUNCTION_INFO_V1(opm_bands_send);
Datum
opm_bands_send(PG_FUNCTION_ARGS)
{
	BandsView	v = PG_GETARG_BANDS_VIEW(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, BANDS_FORMAT);
	pq_sendint16(&buf, (uint16) v.n);
	for (int i = 0; i < v.n - 1; i++)
		pq_sendfloat8(&buf, Cut(&v, i));
	for (int i = 0; i < v.n; i++)
	{
		int			len;
		const char *s = LabelAt(&v, i, &len);
		char	   *sent = pg_server_to_client(s, len);

		if (sent != s)
			len = (int) strlen(sent);
		pq_sendint16(&buf, (uint16) len);
		pq_sendbytes(&buf, sent, len);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ---- equality, order, hash ---- */

/*
 * By number of labels, then cuts, then labels byte by byte (no collation: an index must not depend on one).
 */
static int
CompareBands(Datum left, Datum right)
{
	BandsView	a = ViewDatum(left);
	BandsView	b = ViewDatum(right);

	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	for (int i = 0; i < a.n - 1; i++)
		if (Cut(&a, i) != Cut(&b, i))
			return Cut(&a, i) < Cut(&b, i) ? -1 : 1;
	for (int i = 0; i < a.n; i++)
	{
		int			alen,
					blen;
		const char *as = LabelAt(&a, i, &alen);
		const char *bs = LabelAt(&b, i, &blen);
		int			cmp = memcmp(as, bs, Min(alen, blen));

		if (cmp != 0)
			return cmp < 0 ? -1 : 1;
		if (alen != blen)
			return alen < blen ? -1 : 1;
	}
	return 0;
}

OPCLASS_COMPARISON(bands, CompareBands)
OPCLASS_HASH(bands, OpclassVarlena)

/* ---- status ---- */

/* Index (from 0) of the label that covers the score. */
static inline int
RankView(const BandsView *v, float8 score)
{
	int			i = 0;

	while (i < v->n - 1 && score >= Cut(v, i))
		i++;
	return i;
}

/* Labels are stored in the encoding of the database, as text is. */
static Datum
LabelText(const BandsView *v, int i)
{
	int			len;
	const char *s = LabelAt(v, i, &len);

	return PointerGetDatum(cstring_to_text_with_len(s, len));
}

PG_FUNCTION_INFO_V1(opm_bands_status);
Datum
opm_bands_status(PG_FUNCTION_ARGS)
{
	float8		score = CheckFinite(PG_GETARG_FLOAT8(0), "score");
	BandsView	v = PG_GETARG_BANDS_VIEW(1);

	return LabelText(&v, RankView(&v, score));
}

PG_FUNCTION_INFO_V1(opm_bands_status_rank);
Datum
opm_bands_status_rank(PG_FUNCTION_ARGS)
{
	float8		score = CheckFinite(PG_GETARG_FLOAT8(0), "score");
	BandsView	v = PG_GETARG_BANDS_VIEW(1);

	PG_RETURN_INT32(RankView(&v, score) + 1);
}

/*
 * Is a distance at least the margin? 0.7 - 0.65 must count as 0.05, so rounding is given the benefit of the
 * doubt.
 */
static inline bool
AtLeastMargin(float8 from, float8 to, float8 margin)
{
	return to - from >= margin - 4 * DBL_EPSILON * Max(fabs(from), fabs(to));
}

/*
 * The label (index) after this score, when the label before was `previous`: it stays until the score is
 * clearly out.
 */
static int
StickyRank(const BandsView *v, int previous, float8 score, float8 margin)
{
	int			rank = RankView(v, score);

	if (rank > previous && AtLeastMargin(Cut(v, previous), score, margin))
		return rank;
	if (rank < previous && AtLeastMargin(score, Cut(v, previous - 1), margin))
		return rank;
	return previous;
}

/* The plain form: the label before is an argument. A label that these bands do not have starts afresh. */
PG_FUNCTION_INFO_V1(opm_bands_sticky_status_after);
Datum
opm_bands_sticky_status_after(PG_FUNCTION_ARGS)
{
	text	   *previous;
	float8		score,
				margin;
	BandsView	v;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	score = CheckFinite(PG_GETARG_FLOAT8(1), "score");
	v = PG_GETARG_BANDS_VIEW(2);
	margin = CheckNotNegative(PG_GETARG_FLOAT8(3), "margin");
	if (PG_ARGISNULL(0))
		return LabelText(&v, RankView(&v, score));
	previous = PG_GETARG_TEXT_PP(0);
	for (int i = 0; i < v.n; i++)
	{
		int			len;
		const char *s = LabelAt(&v, i, &len);

		if (len == (int) VARSIZE_ANY_EXHDR(previous) && memcmp(s, VARDATA_ANY(previous), len) == 0)
			return LabelText(&v, StickyRank(&v, i, score, margin));
	}
	return LabelText(&v, RankView(&v, score));
}

/* What the window form remembers from row to row of a partition. */
typedef struct StickyState
{
	struct varlena *bands;		/* copy of the bands that rank belongs to, or NULL before the first score */
	int			rank;			/* index of the current label */
} StickyState;

/* Remember the bands of this row; true when they are those of the rows before. */
static bool
SameBands(StickyState *state, struct varlena *bands)
{
	Size		size = VARSIZE_ANY(bands);

	if (state->bands != NULL && VARSIZE_ANY_EXHDR(state->bands) == VARSIZE_ANY_EXHDR(bands) &&
		memcmp(VARDATA_ANY(state->bands), VARDATA_ANY(bands), VARSIZE_ANY_EXHDR(bands)) == 0)
		return true;
	if (state->bands != NULL)
		pfree(state->bands);
	state->bands = MemoryContextAlloc(GetMemoryChunkContext(state), size);
	memcpy(state->bands, bands, size);
	return false;
}

/*
 * The window form. Rows come in order, so the label before is remembered in partition memory; rows before
 * this one are not looked at again, and the server may forget them.
 */
PG_FUNCTION_INFO_V1(opm_bands_sticky_status);
Datum
opm_bands_sticky_status(PG_FUNCTION_ARGS)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	StickyState *state;
	Datum		arg[3];
	bool		isnull;
	struct varlena *bands;
	float8		score,
				margin;
	BandsView	v;

	state = WinGetPartitionLocalMemory(winobj, sizeof(StickyState));
	WinSetMarkPosition(winobj, WinGetCurrentPosition(winobj));
	for (int i = 0; i < 3; i++)
	{
		arg[i] = WinGetFuncArgCurrent(winobj, i, &isnull);
		if (isnull)
			PG_RETURN_NULL();	/* nothing was measured: the label before still stands for the next row */
	}
	score = CheckFinite(DatumGetFloat8(arg[0]), "score");
	bands = PG_DETOAST_DATUM_PACKED(arg[1]);
	margin = CheckNotNegative(DatumGetFloat8(arg[2]), "margin");
	v = ViewPayload(VARDATA_ANY(bands));
	state->rank = SameBands(state, bands) ? StickyRank(&v, state->rank, score, margin) : RankView(&v, score);
	return LabelText(&v, state->rank);
}

/* ---- parts ---- */

PG_FUNCTION_INFO_V1(opm_bands_labels);
Datum
opm_bands_labels(PG_FUNCTION_ARGS)
{
	BandsView	v = PG_GETARG_BANDS_VIEW(0);
	Datum		label[BANDS_MAX_LABELS];

	for (int i = 0; i < v.n; i++)
		label[i] = LabelText(&v, i);
	PG_RETURN_ARRAYTYPE_P(construct_array(label, v.n, TEXTOID, -1, false, TYPALIGN_INT));
}

PG_FUNCTION_INFO_V1(opm_bands_cuts);
Datum
opm_bands_cuts(PG_FUNCTION_ARGS)
{
	BandsView	v = PG_GETARG_BANDS_VIEW(0);
	Datum		cut[BANDS_MAX_LABELS];

	for (int i = 0; i < v.n - 1; i++)
		cut[i] = Float8GetDatum(Cut(&v, i));
	PG_RETURN_ARRAYTYPE_P(construct_array(cut, v.n - 1,
										  FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

PG_FUNCTION_INFO_V1(opm_bands_from_text);
Datum
opm_bands_from_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_BANDS_P(BandsParse(text_to_cstring(PG_GETARG_TEXT_PP(0)), NULL));
}

static void
InvalidBands(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid bands"),
			 errdetail("%s", detail)));
}

PG_FUNCTION_INFO_V1(opm_bands_from_arrays);
Datum
opm_bands_from_arrays(PG_FUNCTION_ARGS)
{
	ArrayType  *labels = PG_GETARG_ARRAYTYPE_P(0);
	ArrayType  *cuts = PG_GETARG_ARRAYTYPE_P(1);
	int			n = ArrayGetNItems(ARR_NDIM(labels), ARR_DIMS(labels));
	int			ncuts = ArrayGetNItems(ARR_NDIM(cuts), ARR_DIMS(cuts));
	Label		label[BANDS_MAX_LABELS] = {{0}};
	float8		cut[BANDS_MAX_LABELS] = {0};
	Datum	   *elems;
	const char *problem;
	int			where;

	if (ARR_NDIM(labels) > 1 || ARR_NDIM(cuts) > 1 ||
		array_contains_nulls(labels) || array_contains_nulls(cuts))
		InvalidBands("Labels and cuts must be one-dimensional arrays without nulls.");
	if (n < 1 || n > BANDS_MAX_LABELS || ncuts != n - 1)
		InvalidBands("Bands have 1 to " CppAsString2(BANDS_MAX_LABELS) " labels, "
					 "and one cut less than labels.");
	deconstruct_array(labels, TEXTOID, -1, false, TYPALIGN_INT, &elems, NULL, &n);
	for (int i = 0; i < n; i++)
	{
		text	   *t = DatumGetTextPP(elems[i]);

		label[i].str = VARDATA_ANY(t);
		label[i].len = (int) VARSIZE_ANY_EXHDR(t);
		label[i].at = NULL;
	}
	deconstruct_array(cuts, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
					  &elems, NULL, &ncuts);
	for (int i = 0; i < ncuts; i++)
		cut[i] = DatumGetFloat8(elems[i]);
	problem = BandsProblem(n, label, cut, &where);
	if (problem != NULL)
		InvalidBands(problem);
	PG_RETURN_BANDS_P(MakeBands(n, label, cut));
}
