/*
 * pace.c: is it on schedule? Shares of a period, the shape of a plan, and actual against planned progress.
 *
 * The one idea: a plan is a curve from the share of the period that has passed to the share of the way that
 * should be done, so every plan (linear, stepped, seasonal, working days) is an opm.target curve or a share
 * of time, and pace is the difference between two shares. The curve is read as opm.score reads it.
 */
#include "opm.h"

#include "utils/date.h"
#include "utils/timestamp.h"

#include "literal.h"
#include "number.h"
#include "result.h"
#include "target.h"

/* ---- shares of a period ---- */

static void
PeriodBackwards(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("period must end after it starts")));
}

/* Before the start 0, after the end 1. */
static float8
HeldShare(float8 part, float8 whole)
{
	return Min(Max(part / whole, 0.0), 1.0);
}

/* elapsed(from, to, at) for dates: whole days */
PG_FUNCTION_INFO_V1(opm_elapsed_date);
Datum
opm_elapsed_date(PG_FUNCTION_ARGS)
{
	DateADT		from = PG_GETARG_DATEADT(0);
	DateADT		to = PG_GETARG_DATEADT(1);
	DateADT		at = PG_GETARG_DATEADT(2);

	if (DATE_NOT_FINITE(from) || DATE_NOT_FINITE(to))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("period must be finite")));
	if (to <= from)
		PeriodBackwards();
	PG_RETURN_FLOAT8(HeldShare((float8) at - from, (float8) to - from));
}

PG_FUNCTION_INFO_V1(opm_elapsed_time);
Datum
opm_elapsed_time(PG_FUNCTION_ARGS)
{
	TimestampTz from = PG_GETARG_TIMESTAMPTZ(0);
	TimestampTz to = PG_GETARG_TIMESTAMPTZ(1);
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(2);

	if (TIMESTAMP_NOT_FINITE(from) || TIMESTAMP_NOT_FINITE(to))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("period must be finite")));
	if (to <= from)
		PeriodBackwards();
	if (at <= from)
		PG_RETURN_FLOAT8(0.0);
	if (at >= to)
		PG_RETURN_FLOAT8(1.0);
	PG_RETURN_FLOAT8((float8) ((uint64) at - (uint64) from) / (float8) ((uint64) to - (uint64) from));
}

typedef struct Calendar
{
	bool		works[7];		/* by ISO day - 1: Monday first */
	DateADT    *holiday;		/* rising, different, each on a day that works */
	int			nholiday;		/* how many */
} Calendar;

/* 1 Monday .. 7 Sunday. */
static int
IsoDay(DateADT date)
{
	int			day = (date + 5) % 7;	/* 2000-01-01, day 0, was a Saturday */

	return day < 0 ? day + 7 : day;
}

static int
CompareDate(const void *a, const void *b)
{
	DateADT		x = *(const DateADT *) a;
	DateADT		y = *(const DateADT *) b;

	return x < y ? -1 : x > y;
}

/* Holidays on days that are free anyway, or named twice, must not count twice: they are sorted out once. */
static void
CalendarFromArgs(FunctionCallInfo fcinfo, Calendar *c, int arg)
{
	bool	   *nulls;
	int			n;
	Datum	   *day = ValueArray(fcinfo, arg, "working days", &nulls, &n);

	memset(c, 0, sizeof(Calendar));
	for (int i = 0; i < n; i++)
	{
		int			d = nulls[i] ? 0 : DatumGetInt32(day[i]);

		if (d < 1 || d > 7)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("working days must be from 1 (Monday) to 7 (Sunday)")));
		c->works[d - 1] = true;
	}
	day = ValueArray(fcinfo, arg + 1, "holidays", &nulls, &n);
	c->holiday = palloc(Max(n, 1) * sizeof(DateADT));
	for (int i = 0; i < n; i++)
		if (!nulls[i] && !DATE_NOT_FINITE(DatumGetDateADT(day[i])) &&
			c->works[IsoDay(DatumGetDateADT(day[i]))])
			c->holiday[c->nholiday++] = DatumGetDateADT(day[i]);
	qsort(c->holiday, c->nholiday, sizeof(DateADT), CompareDate);
	n = 0;
	for (int i = 0; i < c->nholiday; i++)
		if (n == 0 || c->holiday[i] != c->holiday[n - 1])
			c->holiday[n++] = c->holiday[i];
	c->nholiday = n;
}

/* Working days d with from <= d < to. */
static int64
WorkingDays(const Calendar *c, DateADT from, DateADT to)
{
	int64		days = (int64) to - from;
	int64		count = 0;

	if (days <= 0)
		return 0;
	for (int i = 0; i < 7; i++)
		if (c->works[i])
			count += days / 7;
	for (int i = 0; i < days % 7; i++)
		if (c->works[IsoDay(from + i)])
			count++;
	for (int i = 0; i < c->nholiday; i++)
		if (c->holiday[i] >= from && c->holiday[i] < to)
			count--;
	return count;
}

static void
CheckFiniteDate(DateADT date)
{
	if (DATE_NOT_FINITE(date))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date must be finite")));
}

/* working_days(from, to, workdays, holidays) */
PG_FUNCTION_INFO_V1(opm_working_days);
Datum
opm_working_days(PG_FUNCTION_ARGS)
{
	DateADT		from = PG_GETARG_DATEADT(0);
	DateADT		to = PG_GETARG_DATEADT(1);
	Calendar	c;

	CheckFiniteDate(from);
	CheckFiniteDate(to);
	CalendarFromArgs(fcinfo, &c, 2);
	PG_RETURN_INT64(WorkingDays(&c, from, to));
}

/* elapsed_working(from, to, at, workdays, holidays) */
PG_FUNCTION_INFO_V1(opm_elapsed_working);
Datum
opm_elapsed_working(PG_FUNCTION_ARGS)
{
	DateADT		from = PG_GETARG_DATEADT(0);
	DateADT		to = PG_GETARG_DATEADT(1);
	DateADT		at = PG_GETARG_DATEADT(2);
	Calendar	c;
	int64		all;

	CheckFiniteDate(from);
	CheckFiniteDate(to);
	if (to <= from)
		PeriodBackwards();
	CalendarFromArgs(fcinfo, &c, 3);
	all = WorkingDays(&c, from, to);
	if (all == 0)
		PG_RETURN_NULL();
	at = Min(Max(at, from), to);
	PG_RETURN_FLOAT8((float8) WorkingDays(&c, from, at) / (float8) all);
}

/* ---- shapes of plans ---- */

/* Plans are curves of opm.target, built by way of its text so that one gate checks them. */
static void
AddKnot(StringInfo buf, float8 x, float8 share)
{
	if (buf->len > 0)
		appendStringInfoChar(buf, ' ');
	AppendFloat8(buf, x);
	appendStringInfoChar(buf, ':');
	AppendFloat8(buf, share);
}

/* A curve over equal parts of the period, each doing its weight of the work: evenly, or all at its end. */
static Datum
PlanFromWeights(FunctionCallInfo fcinfo, bool stepped)
{
	int			n;
	float8	   *w = FloatArray(fcinfo, 0, "weight", &n);
	float8		total = 0.0;
	float8		done = 0.0;
	StringInfoData buf;

	for (int i = 0; i < n; i++)
	{
		if (isnan(w[i]) || w[i] < 0.0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("weights of a plan must not be null or negative")));
		total += w[i];
	}
	if (n == 0 || total == 0.0 || n > TARGET_MAX_KNOTS / 2 - 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a plan needs from 1 to %d weights that sum to more than 0",
						TARGET_MAX_KNOTS / 2 - 1)));
	FloatResult(total);
	initStringInfo(&buf);
	AddKnot(&buf, 0.0, 0.0);
	for (int i = 0; i < n; i++)
	{
		float8		x = (i + 1.0) / n;
		float8		before = done / total;
		float8		after;

		done += w[i];
		after = i == n - 1 ? 1.0 : Min(done / total, 1.0);
		if (stepped && after > before)
			AddKnot(&buf, x, before);
		AddKnot(&buf, x, after);
	}
	PG_RETURN_TARGET_P(TargetParse(buf.data, NULL, NULL));
}

PG_FUNCTION_INFO_V1(opm_plan_seasonal);
Datum
opm_plan_seasonal(PG_FUNCTION_ARGS)
{
	return PlanFromWeights(fcinfo, false);
}

PG_FUNCTION_INFO_V1(opm_plan_stepped);
Datum
opm_plan_stepped(PG_FUNCTION_ARGS)
{
	return PlanFromWeights(fcinfo, true);
}

/* ---- pace ---- */

/*
 * pace(value, baseline, target_value, elapsed, plan): expected, gap, progress, expected_progress, pace_index,
 * projected, reason
 */
PG_FUNCTION_INFO_V1(opm_pace);
Datum
opm_pace(PG_FUNCTION_ARGS)
{
	float8		value;
	float8		baseline;
	float8		goal;
	float8		share;
	float8		expected;
	float8		way;
	Row			row;

	RowInit(&row);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	baseline = CheckFinite(PG_GETARG_FLOAT8(1), "baseline");
	goal = CheckFinite(PG_GETARG_FLOAT8(2), "target value");
	share = CheckFinite(PG_GETARG_FLOAT8(3), "elapsed share");
	share = Min(Max(share, 0.0), 1.0);
	if (!PG_ARGISNULL(4))
		share = TargetScore(PG_GETARG_TARGET_P(4), share);
	way = goal - baseline;
	expected = share == 1.0 ? goal : baseline + share * way;
	RowFloat(&row, 0, expected);
	RowFloat(&row, 3, share);
	if (PG_ARGISNULL(0))
	{
		RowText(&row, 6, "there is no value yet");
		return RowDatum(fcinfo, &row);
	}
	value = CheckFinite(PG_GETARG_FLOAT8(0), "value");
	RowFloat(&row, 1, way < 0.0 ? expected - value : value - expected);
	if (way == 0.0)
	{
		RowText(&row, 6, "the target value is the baseline, so there is no way to go");
		return RowDatum(fcinfo, &row);
	}
	RowFloat(&row, 2, (value - baseline) / way);
	if (share > 0.0)
	{
		RowFloat(&row, 4, (value - baseline) / way / share);
		RowFloat(&row, 5, baseline + (value - baseline) / share);
	}
	else
		RowText(&row, 6, "nothing is planned yet");
	return RowDatum(fcinfo, &row);
}

/* required_rate(target_value, so_far, periods) */
PG_FUNCTION_INFO_V1(opm_required_rate);
Datum
opm_required_rate(PG_FUNCTION_ARGS)
{
	float8		goal = CheckFinite(PG_GETARG_FLOAT8(0), "target value");
	float8		so_far = CheckFinite(PG_GETARG_FLOAT8(1), "total so far");
	float8		periods = CheckNotNegative(PG_GETARG_FLOAT8(2), "periods");

	if (periods == 0.0)
		PG_RETURN_NULL();
	return FloatResult((goal - so_far) / periods);
}
