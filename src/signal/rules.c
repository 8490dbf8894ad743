/*
 * rules.c: run rules: reading a list of them, stepping through points, and saying what happened.
 *
 * Conventions, the same for every rule: beyond means strictly beyond; a point on the centre line is on
 * neither side; the point that completes a pattern carries the signal and must itself lie in the zone; a
 * missing point breaks every pattern.
 *
 * Sources: Western Electric, Statistical Quality Control Handbook (1956); Nelson, Journal of Quality
 * Technology 16 (1984); Wheeler, Understanding Variation (1993).
 */
#include "rules.h"

#include <ctype.h>

#include "port/pg_bitutils.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

#include "result.h"

typedef struct Rule
{
	const char *name;			/* as users write it */
	int32		bit;			/* of a signal */
	int			length;			/* usual number of points, 0 = not settable */
	const char *meaning;		/* in words */
} Rule;

static const Rule rule[RULE_COUNT] = {
	{"beyond", RULE_BEYOND, 0, "a point beyond a 3 sigma limit"},
	{"run", RULE_RUN, 8, "points in a row on one side of the centre line"},
	{"trend", RULE_TREND, 6, "points in a row rising or falling"},
	{"alternating", RULE_ALTERNATING, 14, "points in a row alternating up and down"},
	{"2of3", RULE_2OF3, 0, "2 of 3 points beyond 2 sigma on one side"},
	{"4of5", RULE_4OF5, 0, "4 of 5 points beyond 1 sigma on one side"},
	{"within", RULE_WITHIN, 15, "points in a row within 1 sigma of the centre line"},
	{"outside", RULE_OUTSIDE, 8, "points in a row beyond 1 sigma on both sides"},
	{"3of4", RULE_3OF4, 0, "3 of 4 points nearer a limit than the centre line"},
	{"range", RULE_RANGE, 0, "a range beyond its limit"},
};

#define RULES_WESTERN_ELECTRIC	(RULE_BEYOND | RULE_RUN | RULE_2OF3 | RULE_4OF5)
#define RULES_NELSON			(RULE_BEYOND | RULE_RUN | RULE_TREND | RULE_ALTERNATING | \
								 RULE_2OF3 | RULE_4OF5 | RULE_WITHIN | RULE_OUTSIDE)
#define RULES_WHEELER			(RULE_BEYOND | RULE_RUN | RULE_3OF4 | RULE_RANGE)

typedef struct Preset
{
	const char *name;			/* as users write it */
	int32		on;				/* RULE_ bits */
	int			run;			/* points of a run */
} Preset;

static const Preset preset[] = {
	{"none", 0, 8},
	{"western electric", RULES_WESTERN_ELECTRIC, 8},
	{"nelson", RULES_NELSON, 9},
	{"wheeler", RULES_WHEELER, 8},
	{"all", (1 << RULE_COUNT) - 1, 8},
};

/* Where the settable length of a rule is kept, or NULL. */
static int *
RuleLength(RuleSet *set, int32 bit)
{
	switch (bit)
	{
		case RULE_RUN:
			return &set->run;
		case RULE_TREND:
			return &set->trend;
		case RULE_ALTERNATING:
			return &set->alternating;
		case RULE_WITHIN:
			return &set->within;
		case RULE_OUTSIDE:
			return &set->outside;
		default:
			return NULL;
	}
}

/* One item of the list: a preset, or a rule with an optional length; '-' before it switches it off. */
static bool
RuleSetItem(RuleSet *set, char *item)
{
	bool		off = false;
	char	   *digits;
	int			length = 0;

	if (*item == '-')
	{
		off = true;
		for (item++; *item == ' '; item++)
			;
	}
	for (int i = 0; i < (int) lengthof(preset); i++)
	{
		if (strcmp(item, preset[i].name) != 0)
			continue;
		if (off)
			set->on &= ~preset[i].on;
		else
		{
			set->on |= preset[i].on;
			if (preset[i].on & RULE_RUN)
				set->run = preset[i].run;
		}
		return true;
	}
	if (strcmp(item, "outside either") == 0)
	{
		set->outside_either = !off;
		set->on = off ? set->on & ~RULE_OUTSIDE : set->on | RULE_OUTSIDE;
		return true;
	}

	/* "run 7": cut the number off */
	digits = strrchr(item, ' ');
	if (digits != NULL && !off)
	{
		char	   *end;
		long		n = strtol(digits + 1, &end, 10);

		if (!isdigit((unsigned char) digits[1]) || *end != '\0' || n < 2 || n > RULE_MAX_LENGTH)
			return false;
		length = (int) n;
		while (digits > item && digits[-1] == ' ')
			digits--;
		*digits = '\0';
	}
	for (int i = 0; i < RULE_COUNT; i++)
	{
		int		   *where = RuleLength(set, rule[i].bit);

		if (strcmp(item, rule[i].name) != 0)
			continue;
		if (length > 0 && where == NULL)
			return false;
		if (length > 0)
			*where = length;
		set->on = off ? set->on & ~rule[i].bit : set->on | rule[i].bit;
		return true;
	}
	return false;
}

/* The whole list of rules, since one that is misspelt is most often one that is not remembered. */
static void
RefuseRule(const char *item)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized run rule \"%s\"", item),
			 errdetail("Rules are a list of beyond, run N, trend N, alternating N, 2of3, 4of5, within N, "
					   "outside N, outside either, 3of4, range, with N from 2 to %d, "
					   "and of the sets western electric, nelson, wheeler, all, none.", RULE_MAX_LENGTH),
			 errhint("For example 'nelson, run 7, -alternating'. opm.signal_rules() lists the rules.")));
}

/*
 * Items apply in order, so a set of rules can be named first and changed after. Case and underscores do not
 * matter.
 */
RuleSet
RuleSetFromText(const char *list)
{
	RuleSet		set = {0};
	char	   *copy = pstrdup(list);
	char	   *item = copy;

	for (int i = 0; i < RULE_COUNT; i++)
	{
		int		   *where = RuleLength(&set, rule[i].bit);

		if (where != NULL)
			*where = rule[i].length;
	}
	for (char *p = copy; *p; p++)
		*p = (*p == '_' || *p == '\t' || *p == '\n') ? ' ' : pg_ascii_tolower((unsigned char) *p);
	while (item != NULL)
	{
		char	   *next = strchr(item, ',');
		char	   *end;
		char	   *shown;

		if (next != NULL)
			*next++ = '\0';
		while (*item == ' ')
			item++;
		for (end = item + strlen(item); end > item && end[-1] == ' ';)
			*--end = '\0';
		shown = pstrdup(item);
		/* nothing at all is the empty list, but nothing between commas is a slip */
		if (*item == '\0' ? (next != NULL || item != copy + strspn(copy, " ")) : !RuleSetItem(&set, item))
			RefuseRule(shown);
		pfree(shown);
		item = next;
	}
	pfree(copy);
	return set;
}

/* A missing point breaks every pattern. */
void
RuleGap(RuleState *state)
{
	memset(state, 0, sizeof(RuleState));
}

/* Of the last m points, how many are marked in a history of bits? */
static inline int
Marked(uint8 history, int m)
{
	return pg_number_of_ones[history & ((1 << m) - 1)];
}

/* Enough of the last m points in the zone, this one among them, and m points seen at all? */
static inline bool
KofM(const RuleState *state, uint8 history, int k, int m)
{
	return (history & 1) && state->seen >= m && Marked(history, m) >= k;
}

/* Take one point into the counters. */
static void
RuleCount(RuleState *state, float8 value, float8 centre, float8 sigma)
{
	static const float8 zone[3] = {1.0, 1.5, 2.0};
	bool		out;

	/* Steps first: they compare with the point before. */
	if (state->seen > 0 && value != state->last)
	{
		int			step = value > state->last ? 1 : -1;

		if (step > 0)
			state->trend = state->trend > 0 ? state->trend + 1 : 1;
		else
			state->trend = state->trend < 0 ? state->trend - 1 : -1;
		if (state->alternating == 0 || (state->alternating > 0) == (step > 0))
			state->alternating = step;
		else
			state->alternating = step > 0 ? 1 - state->alternating : -1 - state->alternating;
	}
	else
		state->trend = state->alternating = 0;
	state->last = value;
	state->seen++;

	if (value > centre)
		state->run = state->run > 0 ? state->run + 1 : 1;
	else if (value < centre)
		state->run = state->run < 0 ? state->run - 1 : -1;
	else
		state->run = 0;

	for (int i = 0; i < 3; i++)
	{
		state->above[i] = (state->above[i] << 1) | (value > centre + zone[i] * sigma);
		state->below[i] = (state->below[i] << 1) | (value < centre - zone[i] * sigma);
	}
	out = (state->above[0] | state->below[0]) & 1;
	state->since_above = (state->above[0] & 1) ? 1 : state->since_above + (state->since_above > 0);
	state->since_below = (state->below[0] & 1) ? 1 : state->since_below + (state->since_below > 0);
	state->outside = out ? state->outside + 1 : 0;
	/* Without variation there are no zones to hug. */
	state->within = out || sigma == 0.0 ? 0 : state->within + 1;
}

/* Counts first, then asks each rule; which rules are watched only masks the answer. */
int32
RuleStep(const RuleSet *set, RuleState *state, float8 value, float8 centre, float8 sigma)
{
	int32		hit = 0;

	RuleCount(state, value, centre, sigma);
	if (value > centre + 3.0 * sigma || value < centre - 3.0 * sigma)
		hit |= RULE_BEYOND;
	if (i64abs(state->run) >= set->run)
		hit |= RULE_RUN;
	if (i64abs(state->trend) >= set->trend - 1)
		hit |= RULE_TREND;
	if (i64abs(state->alternating) >= set->alternating - 1)
		hit |= RULE_ALTERNATING;
	if (sigma > 0.0)
	{
		if (KofM(state, state->above[2], 2, 3) || KofM(state, state->below[2], 2, 3))
			hit |= RULE_2OF3;
		if (KofM(state, state->above[0], 4, 5) || KofM(state, state->below[0], 4, 5))
			hit |= RULE_4OF5;
		if (KofM(state, state->above[1], 3, 4) || KofM(state, state->below[1], 3, 4))
			hit |= RULE_3OF4;
		if (state->outside >= set->outside &&
			(set->outside_either ||
			 (state->since_above > 0 && state->since_below > 0 &&
			  Max(state->since_above, state->since_below) <= set->outside)))
			hit |= RULE_OUTSIDE;
	}
	if (state->within >= set->within)
		hit |= RULE_WITHIN;
	return hit & set->on;
}

/* Points that make up a pattern which this point completes. */
static int64
RulePoints(const RuleState *state, int32 bit)
{
	switch (bit)
	{
		case RULE_RUN:
			return i64abs(state->run);
		case RULE_TREND:
			return i64abs(state->trend) + 1;
		case RULE_ALTERNATING:
			return i64abs(state->alternating) + 1;
		case RULE_2OF3:
			return 3;
		case RULE_4OF5:
			return 5;
		case RULE_WITHIN:
			return state->within;
		case RULE_OUTSIDE:
			return state->outside;
		case RULE_3OF4:
			return 4;
		default:
			return 1;
	}
}

/* Strongest first: how surprising each is on a stable process. */
static const int32 by_strength[RULE_COUNT] = {
	RULE_BEYOND, RULE_2OF3, RULE_4OF5, RULE_3OF4, RULE_RUN, RULE_TREND, RULE_RANGE, RULE_OUTSIDE, RULE_WITHIN,
	RULE_ALTERNATING
};

/* One rule, direction and length for a column; the note has them all. */
int32
RuleHeadline(const RuleSet *set, const RuleState *state, int32 signal, float8 value, float8 centre,
			 int *direction, int64 *points)
{
	*direction = 0;
	*points = 0;
	for (int i = 0; i < RULE_COUNT; i++)
	{
		int32		bit = by_strength[i];

		if (!(signal & bit))
			continue;
		*points = RulePoints(state, bit);
		if (bit == RULE_TREND)
			*direction = state->trend > 0 ? 1 : -1;
		else if (!(bit & (RULE_RANGE | RULE_OUTSIDE | RULE_WITHIN | RULE_ALTERNATING)))
			*direction = value > centre ? 1 : -1;
		return bit;
	}
	return 0;
}

/* A day, and the time only where it is not midnight. */
void
AppendSince(StringInfo note, TimestampTz at)
{
	int			tz;
	struct pg_tm tm;
	fsec_t		fsec;

	if (TIMESTAMP_NOT_FINITE(at) || timestamp2tm(at, &tz, &tm, &fsec, NULL, NULL) != 0)
		return;
	appendStringInfo(note, " since %d %s %d", tm.tm_mday, months[tm.tm_mon - 1],
					 tm.tm_year > 0 ? tm.tm_year : 1 - tm.tm_year);
	if (tm.tm_year <= 0)
		appendStringInfoString(note, " BC");
	if (tm.tm_hour || tm.tm_min || tm.tm_sec)
		appendStringInfo(note, " %02d:%02d", tm.tm_hour, tm.tm_min);
}

/* All that hit, strongest first, each with the number of points and the day it began. */
void
RuleNote(StringInfo note, const RuleSet *set, const RuleState *state, int32 signal, float8 value,
		 float8 centre, bool range_high, const TimestampTz *at, int64 row)
{
	bool		high = value > centre;
	const char *side = high ? "above" : "below";

	for (int i = 0; i < RULE_COUNT; i++)
	{
		int32		bit = by_strength[i];
		int64		points = RulePoints(state, bit);

		if (!(signal & bit))
			continue;
		if (note->len > 0)
			appendStringInfoString(note, "; ");
		switch (bit)
		{
			case RULE_BEYOND:
				appendStringInfoString(note, high ? "above the upper limit" : "below the lower limit");
				break;
			case RULE_2OF3:
				appendStringInfo(note, "%d of 3 beyond 2 sigma %s the centre line",
								 Marked(high ? state->above[2] : state->below[2], 3), side);
				break;
			case RULE_4OF5:
				appendStringInfo(note, "%d of 5 beyond 1 sigma %s the centre line",
								 Marked(high ? state->above[0] : state->below[0], 5), side);
				break;
			case RULE_3OF4:
				appendStringInfo(note, "%d of 4 nearer the %s limit than the centre line",
								 Marked(high ? state->above[1] : state->below[1], 4),
								 high ? "upper" : "lower");
				break;
			case RULE_RUN:
				appendStringInfo(note, INT64_FORMAT " in a row %s the centre line", points, side);
				break;
			case RULE_TREND:
				appendStringInfo(note, INT64_FORMAT " in a row %s", points,
								 state->trend > 0 ? "rising" : "falling");
				break;
			case RULE_RANGE:
				appendStringInfoString(note, range_high ? "range above its upper limit" :
									   "range below its lower limit");
				break;
			case RULE_OUTSIDE:
				appendStringInfo(note, INT64_FORMAT " in a row more than 1 sigma from the centre line",
								 points);
				break;
			case RULE_WITHIN:
				appendStringInfo(note, INT64_FORMAT " in a row within 1 sigma of the centre line", points);
				break;
			case RULE_ALTERNATING:
				appendStringInfo(note, INT64_FORMAT " in a row alternating up and down", points);
				break;
		}
		if (at != NULL && points > 1)
			AppendSince(note, at[row + 1 - points]);
	}
}

/* The names of the rules without what was seen, for signals that were stored. */
PG_FUNCTION_INFO_V1(opm_rules_signal_text);
Datum
opm_rules_signal_text(PG_FUNCTION_ARGS)
{
	int32		signal = PG_GETARG_INT32(0);
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < RULE_COUNT; i++)
	{
		if (signal & rule[i].bit)
			appendStringInfo(&text, "%s%s", text.len > 0 ? "; " : "", rule[i].meaning);
	}
	if (signal < 0 || signal >= 1 << RULE_COUNT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a signal is a number from 0 to %d", (1 << RULE_COUNT) - 1)));
	if (signal == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(text.data, text.len));
}

PG_FUNCTION_INFO_V1(opm_rules_signal_rules);
Datum
opm_rules_signal_rules(PG_FUNCTION_ARGS)
{
	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < RULE_COUNT; i++)
	{
		Row			row;

		RowInit(&row);
		RowText(&row, 0, rule[i].name);
		RowInt32(&row, 1, rule[i].bit);
		if (rule[i].length > 0)
			RowInt32(&row, 2, rule[i].length);
		RowText(&row, 3, rule[i].meaning);
		RowBool(&row, 4, (RULES_WESTERN_ELECTRIC & rule[i].bit) != 0);
		RowBool(&row, 5, (RULES_NELSON & rule[i].bit) != 0);
		RowBool(&row, 6, (RULES_WHEELER & rule[i].bit) != 0);
		RowPut(fcinfo, &row);
	}
	return (Datum) 0;
}
