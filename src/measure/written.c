/*
 * written.c: numbers and targets as people write them in spreadsheets: 1,234.50 EUR, ≥ 95 %, at most 8 days.
 *
 * The one idea: nothing is guessed. What can be read in two ways is not read; the answer is then a question,
 * and an argument (decimal_sign, hundred_percent, direction, baseline) is how the caller answers it for a
 * whole column. A target is put into the language of opm.target and read by its own gate.
 */
#include "opm.h"

#include <ctype.h>

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "result.h"
#include "target.h"

#define WRITTEN_MAX		1000	/* bytes of a cell that is read; a longer one is prose */
#define UNIT_WORDS		3		/* words behind a number that are still a unit */

typedef enum Direction
{
	ANY_WAY,
	UP,
	DOWN
} Direction;

/* A cell being read. */
typedef struct Reading
{
	const char *at;				/* next unread byte of the text, signs in ASCII */
	char		decimal_sign;	/* '.' or ',', 0 not told */
	float8		hundred;		/* the number that 100 % is: 100 or 1; 0 not told */
	Direction	direction;		/* which way is better, as the caller says */
	bool		has_baseline;	/* baseline was given */
	float8		baseline;		/* value at the start, in the unit of the value */
	char	   *unit;			/* of the first number that has one, or NULL */
	char	   *problem;		/* what is wrong, or the question; NULL so far */
} Reading;

/* A number with what stands around it. */
typedef struct Amount
{
	float8		value;			/* as written: 31 for 31 % */
	bool		percent;		/* a % follows */
	bool		has_sign;		/* + or - stands before it */
} Amount;

static bool Ask(Reading *r, const char *fmt,...) pg_attribute_printf(2, 3);

/* Returns false. The first problem is the one to tell. */
static bool
Ask(Reading *r, const char *fmt,...)
{
	StringInfoData buf;

	if (r->problem != NULL)
		return false;
	initStringInfo(&buf);
	for (;;)
	{
		va_list		args;
		int			needed;

		va_start(args, fmt);
		needed = appendStringInfoVA(&buf, fmt, args);
		va_end(args);
		if (needed == 0)
			break;
		enlargeStringInfo(&buf, needed);
	}
	r->problem = buf.data;
	return false;
}

/* ---- text ---- */

/* Signs of other alphabets, and what they mean here. Server encoding UTF8 only. */
static const struct
{
	const char *sign;			/* as people or their programs write it */
	const char *means;			/* in ASCII */
}			signs[] = {
	{"\xef\xbb\xbf", ""},		/* byte order mark */
	{"\xe2\x89\xa5", ">="}, {"\xe2\xa9\xbe", ">="}, {"\xe2\x89\xa7", ">="},
	{"\xe2\x89\xa4", "<="}, {"\xe2\xa9\xbd", "<="}, {"\xe2\x89\xa6", "<="},
	{"\xef\xbc\x9e", ">"}, {"\xef\xbc\x9c", "<"}, {"\xef\xbc\x9d", "="},
	{"\xc2\xb1", "+-"},
	{"\xe2\x86\x92", "->"}, {"\xe2\x9e\x94", "->"}, {"\xe2\x9e\x9c", "->"}, {"\xe2\x87\x92", "->"},
	{"\xe2\x9f\xb6", "->"},
	{"\xe2\x80\x90", "-"}, {"\xe2\x80\x91", "-"}, {"\xe2\x80\x92", "-"}, {"\xe2\x80\x93", "-"},
	{"\xe2\x80\x94", "-"}, {"\xe2\x88\x92", "-"}, {"\xef\xbc\x8d", "-"},
	{"\xe2\x80\xa6", ".."},
	{"\xc2\xa0", " "}, {"\xe2\x80\xaf", " "}, {"\xe2\x80\x89", " "}, {"\xe2\x80\x87", " "},
	{"\xe2\x80\x99", "'"}, {"\xe2\x80\x98", "'"}, {"\xc2\xb4", "'"},
	{"\xef\xbc\x85", "%"}, {"\xef\xbc\x8c", ","}, {"\xef\xbc\x8e", "."}, {"\xd9\xaa", "%"}
};

/* Signs in ASCII, blanks single and none at the ends. */
static char *
Plain(const char *written)
{
	StringInfoData buf;
	bool		utf8 = GetDatabaseEncoding() == PG_UTF8;

	initStringInfo(&buf);
	while (*written != '\0')
	{
		int			len = pg_mblen(written);
		const char *means = NULL;

		for (int i = 0; utf8 && len > 1 && i < (int) lengthof(signs); i++)
			if (strncmp(written, signs[i].sign, strlen(signs[i].sign)) == 0)
				means = signs[i].means;
		/* full-width digits */
		if (utf8 && len == 3 && (uint8) written[0] == 0xef && (uint8) written[1] == 0xbc &&
			(uint8) written[2] >= 0x90 && (uint8) written[2] <= 0x99)
			appendStringInfoChar(&buf, '0' + ((uint8) written[2] - 0x90));
		else if (means == NULL && len > 1)
			appendBinaryStringInfo(&buf, written, len);
		else
		{
			const char	one[2] = {*written, '\0'};

			for (const char *p = means ? means : one; *p; p++)
			{
				char		c = isspace((unsigned char) *p) ? ' ' : *p;

				if (c != ' ' || (buf.len > 0 && buf.data[buf.len - 1] != ' '))
					appendStringInfoChar(&buf, c);
			}
		}
		written += len;
	}
	while (buf.len > 0 && buf.data[buf.len - 1] == ' ')
		buf.data[--buf.len] = '\0';
	return buf.data;
}

static void
SkipSpace(Reading *r)
{
	while (*r->at == ' ')
		r->at++;
}

static bool
IsDigit(char c)
{
	return c >= '0' && c <= '9';
}

/* Part of a word, of any alphabet. */
static bool
IsLetter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ((uint8) c & 0x80);
}

/* Takes the words if they are next, in any case, and not only the beginning of longer ones. */
static bool
Accept(Reading *r, const char *words)
{
	size_t		len = strlen(words);

	SkipSpace(r);
	if (pg_strncasecmp(r->at, words, len) != 0 || (IsLetter(words[len - 1]) && IsLetter(r->at[len])))
		return false;
	r->at += len;
	return true;
}

static bool
AcceptAny(Reading *r, const char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (Accept(r, words[i]))
			return true;
	return false;
}

/* Is this one of the words? In any case. */
static bool
OneOf(const char *word, const char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (pg_strcasecmp(word, words[i]) == 0)
			return true;
	return false;
}

#define ACCEPT_ANY(r, words)	AcceptAny(r, words, lengthof(words))
#define ONE_OF(word, words)		OneOf(word, words, lengthof(words))

/* ---- numbers ---- */

/* Digits in groups, as 1,234,567 or 12,34,567: three at the end, two or three between, one to three first. */
static bool
Grouped(const char *digits, int len, char sep)
{
	int			group = 0,
				groups = 0;

	for (int i = 0; i <= len; i++)
	{
		if (i < len && digits[i] != sep)
		{
			group++;
			continue;
		}
		if (i == len ? group != 3 : groups == 0 ? group < 1 || group > 3 : group < 2 || group > 3)
			return false;
		groups++;
		group = 0;
	}
	return groups > 1;
}

/* Which sign is the decimal one in these digits? 0 for none; false after a question. */
static bool
FindDecimal(Reading *r, const char *digits, int len, char *decimal)
{
	const char *last[2] = {NULL, NULL};
	int			count[2] = {0, 0};
	bool		other = false;

	*decimal = '\0';
	for (int i = 0; i < len; i++)
	{
		int			k = digits[i] == '.' ? 0 : digits[i] == ',' ? 1 : -1;

		if (k >= 0)
		{
			count[k]++;
			last[k] = digits + i;
		}
		else if (!IsDigit(digits[i]))
			other = true;
	}
	if (count[0] + count[1] == 0)
		return true;
	if (count[0] > 0 && count[1] > 0)
		*decimal = last[0] > last[1] ? '.' : ',';
	else if (count[0] + count[1] == 1)
	{
		char		sign = count[0] ? '.' : ',';
		const char *at = count[0] ? last[0] : last[1];

		if (r->decimal_sign != '\0')
			*decimal = sign == r->decimal_sign ? sign : '\0';
		else if (other || !Grouped(digits, len, sign) || digits[0] == '0')
			*decimal = sign;
		else
			return Ask(r, "Is %.*s the number %.*s%s or %.*s.%s? "
					   "Say decimal_sign => '.' or decimal_sign => ','.",
					   len, digits, (int) (at - digits), digits, pnstrdup(at + 1, digits + len - at - 1),
					   (int) (at - digits), digits, pnstrdup(at + 1, digits + len - at - 1));
	}
	if (*decimal != '\0' && r->decimal_sign != '\0' && *decimal != r->decimal_sign)
		return Ask(r, "%.*s has another decimal sign than the one said, \"%c\". Write it without "
				   "thousands signs.", len, digits, r->decimal_sign);
	return true;
}

/* The digits from here on, with their thousands signs, as a number. */
static bool
ReadDigits(Reading *r, float8 *value)
{
	const char *start = r->at;
	const char *p = start;
	char		clean[WRITTEN_MAX + 1];
	int			len,
				whole,
				n = 0;
	char		decimal;

	while (IsDigit(*p) || ((*p == '.' || *p == ',' || *p == '\'' || *p == '_') && IsDigit(p[1])) ||
		   (*p == ' ' && p > start && IsDigit(p[1]) && IsDigit(p[2]) && IsDigit(p[3]) && !IsDigit(p[4])))
		p++;
	len = p - start;
	if (!FindDecimal(r, start, len, &decimal))
		return false;
	whole = len;
	for (int i = 0; i < len; i++)
	{
		if (decimal != '\0' && start[i] == decimal)
		{
			whole = whole == len ? i : -1;
			clean[n++] = '.';
		}
		else if (IsDigit(start[i]))
			clean[n++] = start[i];
	}
	/* what is not a digit before the decimal sign must make groups, all with the same sign; none behind it */
	for (int i = 0; i < len && whole >= 0; i++)
	{
		if (IsDigit(start[i]) || (decimal != '\0' && start[i] == decimal))
			continue;
		if (i > whole || !Grouped(start, whole, start[i]))
			whole = -1;
	}
	if (whole < 0)
		return Ask(r, "%.*s is no number with thousands signs. Write it without them.", len, start);
	if ((*p == 'e' || *p == 'E') && (IsDigit(p[1]) || ((p[1] == '-' || p[1] == '+') && IsDigit(p[2]))))
	{
		clean[n++] = *p++;
		do
			clean[n++] = *p++;
		while (IsDigit(*p));
	}
	clean[n] = '\0';
	errno = 0;
	*value = strtod(clean, NULL);
	if (isinf(*value) || (errno == ERANGE && *value == 0.0))
		return Ask(r, "%.*s is out of range for type double precision.", (int) (p - start), start);
	r->at = p;
	return true;
}

/* A word that multiplies. */
static const struct
{
	const char *word;			/* in any case, but for those of one letter */
	float8		times;			/* factor, above 1 */
	bool		touches;		/* only directly behind the digits: with a blank it is a unit */
}			magnitudes[] = {
	{"k", 1e3, true}, {"K", 1e3, true}, {"M", 1e6, true}, {"B", 1e9, true}, {"bn", 1e9, false},
	{"mn", 1e6, false}, {"mln", 1e6, false}, {"mio", 1e6, false}, {"mio.", 1e6, false}, {"bln", 1e9, false},
	{"mrd", 1e9, false}, {"mrd.", 1e9, false}, {"tsd", 1e3, false}, {"tsd.", 1e3, false},
	{"thousand", 1e3, false}, {"million", 1e6, false}, {"millions", 1e6, false}, {"billion", 1e9, false},
	{"trillion", 1e12, false}, {"lakh", 1e5, false}, {"crore", 1e7, false}
};

static bool
ReadMagnitude(Reading *r, bool money, float8 *value)
{
	const char *start = r->at;
	bool		touches = *start != ' ';
	const char *p = start + (touches ? 0 : 1);
	const char *end = p;
	char	   *word;

	while (IsLetter(*end))
		end++;
	if (*end == '.' && end > p)
		end++;
	if (end == p)
		return true;
	word = pnstrdup(p, end - p);
	if (strcmp(word, "m") == 0 && touches)
	{
		if (!money)
			return Ask(r, "Does m mean million here, or is it the unit metre or minute? "
					   "Write the number in full, or a blank before the unit.");
		r->at = end;
		*value *= 1e6;
		return true;
	}
	for (int i = 0; i < (int) lengthof(magnitudes); i++)
	{
		if ((magnitudes[i].touches && !touches) ||
			(magnitudes[i].word[1] == '\0' ? strcmp(word, magnitudes[i].word) :
			 pg_strcasecmp(word, magnitudes[i].word)) != 0)
			continue;
		r->at = end;
		*value *= magnitudes[i].times;
		if (isinf(*value))
			return Ask(r, "The number is out of range for type double precision.");
		return true;
	}
	return true;
}

static const char *const relative_words[] = {
	"reduction", "decrease", "drop", "decline", "increase", "growth", "improvement", "gain", "savings",
	"less", "more", "higher", "lower", "fewer", "better", "faster", "yoy", "average", "mean", "baseline",
	"previous", "prior", "last", "plan", "budget", "target"
};

/* What may follow a number and its unit, and so is no unit. */
static const char *const after_words[] = {
	"to", "within", "or", "and", "min", "min.", "minimum", "max", "max.", "maximum"
};

/* Takes the words behind a number as its unit, until something that a target goes on with. */
static bool
ReadUnit(Reading *r, bool percent)
{
	const char *start;
	const char *end;
	int			words = 0;
	char	   *unit;

	SkipSpace(r);
	start = end = r->at;
	while (*end != '\0' && strchr("<>=~:+", *end) == NULL && strncmp(end, "->", 2) != 0 &&
		   strncmp(end, "..", 2) != 0 && !(*end == '-' && !(end > start && IsLetter(end[1]))) &&
		   !IsDigit(*end))
	{
		const char *stop = end;
		char	   *word;

		while (*stop != '\0' && *stop != ' ' && strchr("<>=~:+", *stop) == NULL &&
			   strncmp(stop, "->", 2) != 0)
			stop++;
		word = pnstrdup(end, stop - end);
		if (ONE_OF(word, after_words) || (words > 0 && pg_strcasecmp(word, "at") == 0) ||
			(pg_strcasecmp(word, "of") == 0 && *stop == ' ' && IsDigit(stop[1])))
			break;
		if (ONE_OF(word, relative_words))
			return Ask(r, "A change (\"%s\") needs the number that it is a change of. Write the move "
				"from there: "
					   "200 -> -30%%.", word);
		words++;
		end = stop;
		while (*end == ' ')
			end++;
	}
	r->at = end;
	while (end > start && end[-1] == ' ')
		end--;
	if (words > UNIT_WORDS + (percent ? 1 : 0))
		return Ask(r, "\"%.*s\" is too long for the unit of a number. Put these words elsewhere.",
				   pg_mbcliplen(start, end - start, 40), start);
	unit = percent ? psprintf("%%%s%.*s", words ? " " : "", (int) (end - start), start) :
		pnstrdup(start, end - start);
	if (r->unit == NULL && *unit != '\0')
		r->unit = unit;
	return true;
}

/* A currency before the number: $, a sign of another alphabet, or three capital letters. */
static bool
ReadCurrency(Reading *r)
{
	const char *p = r->at;
	const char *after;

	if (*p == '$')
		p++;
	else if ((uint8) *p & 0x80)
		p += pg_mblen(p);
	else if (p[0] >= 'A' && p[0] <= 'Z' && p[1] >= 'A' && p[1] <= 'Z' && p[2] >= 'A' && p[2] <= 'Z')
		p += 3;
	after = p;
	while (*after == ' ')
		after++;
	if (p == r->at || !(IsDigit(*after) || (*after == '-' && IsDigit(after[1]))))
		return false;
	if (r->unit == NULL)
		r->unit = pnstrdup(r->at, p - r->at);
	r->at = after;
	return true;
}

static bool
ReadAmount(Reading *r, Amount *a)
{
	bool		minus = false,
				money;

	a->value = 0.0;
	a->percent = a->has_sign = false;
	SkipSpace(r);
	money = ReadCurrency(r);
	if ((*r->at == '-' || *r->at == '+') && strncmp(r->at, "->", 2) != 0)
	{
		a->has_sign = true;
		minus = *r->at++ == '-';
		SkipSpace(r);
	}
	money = ReadCurrency(r) || money;
	if (*r->at == '(')
		return Ask(r, "Do the brackets mean a number below 0? Write it with a minus.");
	if (!IsDigit(*r->at) && !(*r->at == '.' && IsDigit(r->at[1])))
		return Ask(r, *r->at ? "A number is expected before \"%.*s\"." : "A number is expected at the end.",
				   pg_mbcliplen(r->at, strlen(r->at), 30), r->at);
	if (!ReadDigits(r, &a->value) || !ReadMagnitude(r, money, &a->value))
		return false;
	if (minus)
		a->value = 0.0 - a->value;
	if (*r->at == '/' && IsDigit(r->at[1]))
		return Ask(r, "Is this a fraction or a date? Write a decimal number.");
	if (*r->at == '-' && IsLetter(r->at[1]))
		return Ask(r, "This looks like a date that a spreadsheet made of a number. Write the number.");
	a->percent = Accept(r, "%") || Accept(r, "percent") || Accept(r, "per cent") || Accept(r, "pct");
	return ReadUnit(r, a->percent);
}

/* The number in the unit of the value: 31 % is 31 or 0.31, as the caller says. */
static bool
InUnit(Reading *r, const Amount *a, float8 *value)
{
	*value = a->value;
	if (!a->percent)
		return true;
	if (r->hundred == 0.0)
		return Ask(r, "Is %.15g %% the number %.15g or %.15g? Say hundred_percent => 100 or "
			"hundred_percent => 1.",
				   a->value, a->value, a->value / 100.0);
	if (r->hundred == 1.0)
	{
		*value = a->value / 100.0;
		r->unit = NULL;
	}
	return true;
}

static const char *const nothing[] = {
	"-", "--", "n/a", "na", "n.a.", "none", "null", "nil", "tbd", "tbc", "tba", "pending", "not set",
	"no target", "not applicable", "not available", "to be determined", "to be confirmed", "?", "x", "#n/a"
};

/* A text that says that there is nothing. */
static bool
SaysNothing(const char *plain)
{
	return *plain == '\0' || ONE_OF(plain, nothing);
}

/* ---- targets ---- */

static const char *const at_least[] = {
	">=", "=>", "at least", "no less than", "not less than", "no fewer than", "not below", "minimum of",
	"minimum", "min.", "min"
};
static const char *const at_most[] = {
	"<=", "=<", "at most", "no more than", "not more than", "not above", "not to exceed", "not exceed",
	"up to", "maximum of", "maximum", "max.", "max"
};
static const char *const above[] = {">", "more than", "greater than", "higher than", "exceeds", "exceed",
	"over", "above"};
static const char *const below[] = {"<", "less than", "fewer than", "lower than", "under", "below"};
static const char *const rise_to[] = {"increase to", "grow to", "raise to", "rise to"};
static const char *const fall_to[] = {"reduce to", "decrease to", "lower to", "cut to", "fall to"};
static const char *const or_more[] = {"or more", "or higher", "or above", "or better", "or greater",
	"and above", "and more", "minimum", "min.", "min", "at least"};
static const char *const or_less[] = {"or less", "or lower", "or below", "or fewer", "or under",
	"and below", "and less", "maximum", "max.", "max", "at most"};

/* What may stand in a column that says which way is better. */
static const char *const up_words[] = {
	"up", "increase", "increasing", "grow", "growth", "higher", "more", "raise", "rise", "maximize",
	"maximise", "positive", "higher is better", "more is better", "bigger is better", "up is good",
	"up_is_good", "at least", "min", "minimum", ">", ">="
};
static const char *const down_words[] = {
	"down", "decrease", "decreasing", "reduce", "reduction", "lower", "less", "minimize", "minimise",
	"negative", "lower is better", "less is better", "smaller is better", "down is good", "down_is_good",
	"at most", "max", "maximum", "<", "<="
};

/* The literal of two numbers and the sign between them. */
static char *
Between(float8 x, const char *sign, float8 y)
{
	StringInfoData buf;

	initStringInfo(&buf);
	AppendFloat8(&buf, x);
	appendStringInfo(&buf, " %s ", sign);
	AppendFloat8(&buf, y);
	return buf.data;
}

static char *
Bound(const char *sign, float8 x)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "%s ", sign);
	AppendFloat8(&buf, x);
	return buf.data;
}

/* A level without a sign: the column beside it, or the baseline, says which way is better. */
static char *
BareTarget(Reading *r, float8 level)
{
	Direction	move = !r->has_baseline || level == r->baseline ? ANY_WAY : level > r->baseline ? UP : DOWN;

	if (move != ANY_WAY)
		return Between(r->baseline, "->", level);
	if (r->direction != ANY_WAY)
		return Bound(r->direction == UP ? ">=" : "<=", level);
	if (r->has_baseline)
		Ask(r, "Baseline and target are both %.15g: is it to be held, and which way is better? "
			"Say direction => 'up' or 'down'.", level);
	else
		Ask(r, "Is %.15g at least or at most to be reached? Write >= or <= before it, "
			"or say direction => 'up' or 'down'.", level);
	return NULL;
}

/* After a level and + or - with %: a change of the baseline. After ->. */
static char *
MoveTo(Reading *r, const Amount *from, const Amount *to)
{
	Amount		start = *from;
	float8		x,
				y;

	if (to->percent && to->has_sign && !from->percent)
		return psprintf("%s%%", Between(from->value, to->value < 0 ? "->" : "-> +", to->value));
	if (from->percent && !to->percent)
	{
		Ask(r, "The baseline is in %% and the target is not. Write both alike.");
		return NULL;
	}
	/* 80 -> 95 %: both are meant */
	start.percent = to->percent;
	return InUnit(r, &start, &x) && InUnit(r, to, &y) ? Between(x, "->", y) : NULL;
}

static char *
RangeOf(Reading *r, const Amount *low, const Amount *high)
{
	Amount		start = *low;
	float8		x,
				y;

	start.percent = start.percent || high->percent;
	return InUnit(r, &start, &x) && InUnit(r, high, &y) ? Between(x, "..", y) : NULL;
}

/* After a level and +-, within or ~: how far the value may be from it. */
static char *
Around(Reading *r, const Amount *level, const char *sign)
{
	Amount		distance;
	char	   *unit = r->unit;
	float8		x,
				y;

	if (!ReadAmount(r, &distance) || !InUnit(r, level, &x))
		return NULL;
	if (distance.percent)
		r->unit = unit;			/* the % is of the level, and not its unit */
	if (distance.percent && level->percent)
	{
		Ask(r, "Is %.15g %% a part of %.15g %%, or are it points? Write the range with both ends: %.15g "
			".. %.15g.",
			distance.value, level->value, level->value - distance.value, level->value + distance.value);
		return NULL;
	}
	if (distance.percent)
		return psprintf("%s%%", Between(x, sign, distance.value));
	y = distance.value;
	return Between(x, sign, level->percent && r->hundred == 1.0 ? y / 100.0 : y);
}

/* A number came first. Returns the literal, NULL after a question. */
static char *
NumberFirst(Reading *r)
{
	Amount		a,
				b;
	float8		x;

	if (!ReadAmount(r, &a))
		return NULL;
	SkipSpace(r);
	if (Accept(r, "->"))
		return ReadAmount(r, &b) ? MoveTo(r, &a, &b) : NULL;
	if (Accept(r, ".."))
		return ReadAmount(r, &b) ? RangeOf(r, &a, &b) : NULL;
	if (Accept(r, "+-") || Accept(r, "+/-") || Accept(r, "within"))
		return Around(r, &a, "+-");
	if (*r->at == ':')
	{
		Ask(r, "%.15g:... is a ratio, or a curve with a score that is missing. Write the ratio as one "
			"number.", a.value);
		return NULL;
	}
	if (Accept(r, "to") || *r->at == '-')
	{
		Ask(r, "Is it a way or a range? Write %.15g -> ... for the way from there, %.15g .. ... for the "
			"range.",
			a.value, a.value);
		return NULL;
	}
	if (ACCEPT_ANY(r, or_more) || Accept(r, "+"))
		return InUnit(r, &a, &x) ? Bound(">=", x) : NULL;
	if (ACCEPT_ANY(r, or_less))
		return InUnit(r, &a, &x) ? Bound("<=", x) : NULL;
	if (a.has_sign && a.percent && a.value > 0)
	{
		Ask(r, "A change of +%.15g %% needs the number that it is a change of. Write the move from "
			"there: 200 -> +%.15g%%.",
			a.value, a.value);
		return NULL;
	}
	return InUnit(r, &a, &x) ? BareTarget(r, x) : NULL;
}

/* A sign or a word for it came first; then a number, and perhaps a tolerance. */
static char *
LimitOf(Reading *r, const char *sign)
{
	Amount		a;
	char	   *rest;
	float8		x;

	if (!ReadAmount(r, &a))
		return NULL;
	if (!Accept(r, "~"))
		return InUnit(r, &a, &x) ? Bound(sign, x) : NULL;
	rest = Around(r, &a, "~");
	return rest ? psprintf("%s %s", sign, rest) : NULL;
}

/* Something between two numbers, after a word that says what it is. */
static char *
Pair(Reading *r, bool range)
{
	Amount		a,
				b;

	if (!ReadAmount(r, &a))
		return NULL;
	if (!(Accept(r, range ? "and" : "to") || Accept(r, range ? ".." : "->")))
	{
		Ask(r, range ? "\"and\" is expected between the ends of a range. Write 10 .. 20." :
			"\"to\" is expected after the start. Write 80 -> 95.");
		return NULL;
	}
	if (!ReadAmount(r, &b))
		return NULL;
	return range ? RangeOf(r, &a, &b) : MoveTo(r, &a, &b);
}

/* Within 5 % of 100: the level comes last. */
static char *
WithinOf(Reading *r, const Amount *distance)
{
	Amount		level;
	float8		x;

	if (distance->percent)
		r->unit = NULL;
	if (!ReadAmount(r, &level) || !InUnit(r, &level, &x))
		return NULL;
	if (distance->percent && level.percent)
	{
		Ask(r, "Is %.15g %% a part of %.15g %%, or are it points? Write the range with both "
			"ends.", distance->value,
			level.value);
		return NULL;
	}
	return psprintf("%s%s", Between(x, "+-", distance->value), distance->percent ? "%" : "");
}

/* The target in the language of opm.target, NULL after a question. */
static char *
TargetLiteral(Reading *r)
{
	Amount		a;
	float8		x;

	if (Accept(r, "within"))
	{
		if (!ReadAmount(r, &a))
			return NULL;
		if (Accept(r, "of"))
			return WithinOf(r, &a);
		if (a.percent)
		{
			Ask(r, "Within %.15g %% of what? Write the number and what it may differ: 100 +- "
				"%.15g%%.", a.value, a.value);
			return NULL;
		}
		return Bound("<=", a.value);
	}
	if (Accept(r, "+-") || Accept(r, "+/-"))
	{
		Ask(r, "Around which number? Write it before the +-: 0 +- 5 for a difference, 100 +- 5%% for a "
			"level.");
		return NULL;
	}
	if (Accept(r, "between"))
		return Pair(r, true);
	if (Accept(r, "from"))
		return Pair(r, false);
	if (ACCEPT_ANY(r, at_least))
		return LimitOf(r, ">=");
	if (ACCEPT_ANY(r, at_most))
		return LimitOf(r, "<=");
	if (ACCEPT_ANY(r, above))
		return LimitOf(r, ">");
	if (ACCEPT_ANY(r, below))
		return LimitOf(r, "<");
	if (ACCEPT_ANY(r, rise_to))
		return r->has_baseline ? NumberFirst(r) : LimitOf(r, ">=");
	if (ACCEPT_ANY(r, fall_to))
		return r->has_baseline ? NumberFirst(r) : LimitOf(r, "<=");
	if (Accept(r, "exactly") || Accept(r, "="))
		return ReadAmount(r, &a) && InUnit(r, &a, &x) ? Between(x, "..", x) : NULL;
	return NumberFirst(r);
}

/* Two places that say which way is better must say the same. */
static bool
CheckDirection(Reading *r, const Target *t)
{
	Direction	way = ANY_WAY;

	if (t->kind == TARGET_MOVE)
		way = t->number[1] > t->number[0] ? UP : DOWN;
	else if (t->kind == TARGET_HOLD)
		way = (t->flags & TARGET_BELOW) ? DOWN : UP;
	if (way == ANY_WAY || r->direction == ANY_WAY || way == r->direction)
		return true;
	return Ask(r, "The target says that %s is better, and the direction says %s. Which one is right?",
			   way == UP ? "up" : "down", way == UP ? "down" : "up");
}

/* NULL where there is none, with r->problem saying why. */
static Target *
ReadTarget(Reading *r, const char *written)
{
	char	   *plain = Plain(written);
	char	   *literal;
	char	   *problem;
	Target	   *t = NULL;

	r->at = plain;
	if (r->problem == NULL && SaysNothing(plain))
		Ask(r, "No target is written here. Leave the cell empty, or write one such as >= 95.");
	/* what the type itself reads is taken as it is: it has no other meaning */
	if (r->problem == NULL && r->decimal_sign != ',')
		t = TargetTry(plain, &problem);
	if (t == NULL && strlen(plain) > WRITTEN_MAX)
		Ask(r, "A target has at most %d bytes.", WRITTEN_MAX);
	if (r->problem == NULL && t == NULL)
	{
		literal = TargetLiteral(r);
		SkipSpace(r);
		if (literal != NULL && *r->at != '\0')
			Ask(r, "\"%.*s\" is not understood. Write a target such as >= 95, 80 -> 95, 10 .. 20 or 100 "
				"+- 5%%.",
				pg_mbcliplen(r->at, strlen(r->at), 40), r->at);
		else if (literal != NULL && (t = TargetTry(literal, &problem)) == NULL)
			Ask(r, "%s", problem);
	}
	if (t != NULL && !CheckDirection(r, t))
		t = NULL;
	return r->problem == NULL ? t : NULL;
}

/* ---- SQL ---- */

static void
ReadDecimalSign(Reading *r, const text *sign)
{
	char	   *s = text_to_cstring(sign);

	if (strcmp(s, ".") != 0 && strcmp(s, ",") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("decimal_sign must be a point or a comma"),
				 errhint("Say decimal_sign => '.' or decimal_sign => ','.")));
	r->decimal_sign = *s;
}

static void
ReadHundred(Reading *r, float8 hundred)
{
	if (hundred != 100.0 && hundred != 1.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("hundred_percent must be 100 or 1"),
				 errdetail("It is the number that 100 %% is in the values: 31 %% is 31, or 0.31."),
				 errhint("Say hundred_percent => 100 or hundred_percent => 1.")));
	r->hundred = hundred;
}

/* What the column beside a target says; empty is nothing. A word that is none is a problem of its row. */
static void
ReadDirection(Reading *r, const char *written)
{
	char	   *plain = Plain(written);

	if (*plain == '\0')
		return;
	if (ONE_OF(plain, up_words))
		r->direction = UP;
	else if (ONE_OF(plain, down_words))
		r->direction = DOWN;
	else
		Ask(r, "The direction \"%.*s\" is not understood. Write up or down.",
			pg_mbcliplen(plain, strlen(plain), 40), plain);
}

PG_FUNCTION_INFO_V1(opm_written_number);
Datum
opm_written_number(PG_FUNCTION_ARGS)
{
	Reading		r = {0};
	Amount		a;
	float8		value = 0.0;
	Row			row;
	char	   *plain;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(1))
		ReadDecimalSign(&r, PG_GETARG_TEXT_PP(1));
	if (!PG_ARGISNULL(2))
		ReadHundred(&r, PG_GETARG_FLOAT8(2));
	plain = Plain(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	r.at = plain;
	if (SaysNothing(plain))
		Ask(&r, "No number is written here.");
	else if (strlen(plain) > WRITTEN_MAX)
		Ask(&r, "A number has at most %d bytes.", WRITTEN_MAX);
	else if (ReadAmount(&r, &a) && *r.at != '\0')
		Ask(&r, "\"%.*s\" behind the number is not understood.", pg_mbcliplen(r.at, strlen(r.at), 40), r.at);
	else if (r.problem == NULL)
		InUnit(&r, &a, &value);
	RowInit(&row);
	if (r.problem == NULL)
		RowFloat(&row, 0, value);
	RowText(&row, 1, r.unit);
	RowText(&row, 2, r.problem);
	PG_RETURN_DATUM(RowDatum(fcinfo, &row));
}

/* Arguments: written, direction, baseline, decimal_sign, hundred_percent. */
static Target *
ReadArguments(FunctionCallInfo fcinfo, Reading *r)
{
	if (!PG_ARGISNULL(1))
		ReadDirection(r, text_to_cstring(PG_GETARG_TEXT_PP(1)));
	if (!PG_ARGISNULL(2))
	{
		r->has_baseline = true;
		r->baseline = PG_GETARG_FLOAT8(2);
	}
	if (!PG_ARGISNULL(3))
		ReadDecimalSign(r, PG_GETARG_TEXT_PP(3));
	if (!PG_ARGISNULL(4))
		ReadHundred(r, PG_GETARG_FLOAT8(4));
	return ReadTarget(r, text_to_cstring(PG_GETARG_TEXT_PP(0)));
}

PG_FUNCTION_INFO_V1(opm_written_target);
Datum
opm_written_target(PG_FUNCTION_ARGS)
{
	Reading		r = {0};
	Target	   *t;

	if (PG_ARGISNULL(0) || (t = ReadArguments(fcinfo, &r)) == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TARGET_P(t);
}

PG_FUNCTION_INFO_V1(opm_written_problem);
Datum
opm_written_problem(PG_FUNCTION_ARGS)
{
	Reading		r = {0};

	if (PG_ARGISNULL(0) || ReadArguments(fcinfo, &r) != NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(r.problem ? r.problem : "No target is written here."));
}

PG_FUNCTION_INFO_V1(opm_written_unit);
Datum
opm_written_unit(PG_FUNCTION_ARGS)
{
	Reading		r = {0};

	if (PG_ARGISNULL(0) || ReadArguments(fcinfo, &r) == NULL || r.unit == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(r.unit));
}
