/*
 * operations.c: figures of the shop floor, of surveys and of services: OEE, takt, NPS, CSAT, error budgets.
 *
 * The one idea: each is a ratio of totals. Add up times and counts first and take the ratio last; a mean of
 * ratios of shifts or teams would let a small one count like a large one.
 */
#include "opm.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/timestamp.h"

#include "number.h"
#include "result.h"
#include "state.h"

#define MICROSECONDS_PER_HOUR	INT64CONST(3600000000)

/* A part that exceeds its whole is a mistake in the data, and its ratio would look like a success. */
static void
CheckPart(float8 part, float8 whole, const char *part_name, const char *whole_name)
{
	if (part > whole)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not exceed %s", part_name, whole_name),
				 errdetail("They are %g and %g.", part, whole)));
}

/* oee(planned, run, ideal_cycle, total, good): availability, performance, quality, oee, reason */
PG_FUNCTION_INFO_V1(opm_oee);
Datum
opm_oee(PG_FUNCTION_ARGS)
{
	float8		planned = CheckNotNegative(PG_GETARG_FLOAT8(0), "planned time");
	float8		run = CheckNotNegative(PG_GETARG_FLOAT8(1), "run time");
	float8		cycle = CheckNotNegative(PG_GETARG_FLOAT8(2), "ideal cycle time");
	float8		total = CheckNotNegative(PG_GETARG_FLOAT8(3), "total count");
	float8		good = CheckNotNegative(PG_GETARG_FLOAT8(4), "good count");
	Row			row;

	CheckPart(run, planned, "run time", "planned time");
	CheckPart(good, total, "good count", "total count");
	RowInit(&row);
	if (planned == 0.0)
	{
		RowText(&row, 4, "no time was planned");
		return RowDatum(fcinfo, &row);
	}
	RowFloat(&row, 0, run / planned);
	if (run > 0.0)
		RowFloat(&row, 1, cycle * total / run);
	if (total > 0.0)
		RowFloat(&row, 2, good / total);
	RowFloat(&row, 3, good * cycle / planned);
	if (run == 0.0)
		RowText(&row, 4, total > 0.0 ? "something was made in no run time" : "nothing ran");
	else if (total == 0.0)
		RowText(&row, 4, "nothing was made");
	return RowDatum(fcinfo, &row);
}

/* takt(available, demand) */
PG_FUNCTION_INFO_V1(opm_takt);
Datum
opm_takt(PG_FUNCTION_ARGS)
{
	float8		available = CheckNotNegative(PG_GETARG_FLOAT8(0), "available time");
	float8		demand = CheckNotNegative(PG_GETARG_FLOAT8(1), "demand");

	if (demand == 0.0)
		PG_RETURN_NULL();
	return FloatResult(available / demand);
}

/* ---- surveys ---- */

/* State of nps and csat: a bigint[] of these. */
typedef struct Survey
{
	int64		answers;		/* ratings given */
	int64		favourable;		/* promoters, or satisfied */
	int64		unfavourable;	/* 0 for csat */
	int64		min_group;		/* fewest answers that may be shown; 0 or 1: any */
} Survey;

#define SURVEY_FIELDS	((int) (sizeof(Survey) / sizeof(int64)))

static Survey *
SurveyFields(ArrayType *state)
{
	return StateNumbers(state, INT8OID, SURVEY_FIELDS, "a survey");
}

/* The largest minimum of all rows counts: a group may only ever be protected more. */
static void
SurveyMinimum(Survey *f, int64 minimum)
{
	if (minimum < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("minimum group size must be at least 1")));
	f->min_group = Max(f->min_group, minimum);
}

/* nps_accum(state, rating [, minimum]) */
PG_FUNCTION_INFO_V1(opm_nps_accum);
Datum
opm_nps_accum(PG_FUNCTION_ARGS)
{
	ArrayType  *state = StateWritable(fcinfo, INT8OID, SURVEY_FIELDS);
	Survey	   *f = SurveyFields(state);

	if (PG_NARGS() > 2)
		SurveyMinimum(f, PG_ARGISNULL(2) ? 1 : PG_GETARG_INT32(2));
	if (!PG_ARGISNULL(1))
	{
		int32		rating = PG_GETARG_INT32(1);

		if (rating < 0 || rating > 10)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("rating must be from 0 to 10")));
		f->answers++;
		f->favourable += rating >= 9;
		f->unfavourable += rating <= 6;
	}
	PG_RETURN_ARRAYTYPE_P(state);
}

/* csat_accum(state, rating, satisfied_from [, minimum]) */
PG_FUNCTION_INFO_V1(opm_csat_accum);
Datum
opm_csat_accum(PG_FUNCTION_ARGS)
{
	ArrayType  *state = StateWritable(fcinfo, INT8OID, SURVEY_FIELDS);
	Survey	   *f = SurveyFields(state);

	if (PG_NARGS() > 3)
		SurveyMinimum(f, PG_ARGISNULL(3) ? 1 : PG_GETARG_INT32(3));
	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
	{
		float8		rating = CheckFinite(PG_GETARG_FLOAT8(1), "rating");
		float8		satisfied_from = CheckFinite(PG_GETARG_FLOAT8(2), "limit");

		f->answers++;
		f->favourable += rating >= satisfied_from;
	}
	PG_RETURN_ARRAYTYPE_P(state);
}

PG_FUNCTION_INFO_V1(opm_survey_merge);
Datum
opm_survey_merge(PG_FUNCTION_ARGS)
{
	ArrayType  *state;
	Survey	   *a;
	const Survey *b;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	if (PG_ARGISNULL(0))
		PG_RETURN_DATUM(PG_GETARG_DATUM(1));
	state = StateWritable(fcinfo, INT8OID, SURVEY_FIELDS);
	a = SurveyFields(state);
	b = SurveyFields(PG_GETARG_ARRAYTYPE_P(1));
	a->answers += b->answers;
	a->favourable += b->favourable;
	a->unfavourable += b->unfavourable;
	a->min_group = Max(a->min_group, b->min_group);
	PG_RETURN_ARRAYTYPE_P(state);
}

/* Too few answers: NULL, so that no one can be told by theirs. */
PG_FUNCTION_INFO_V1(opm_nps_final);
Datum
opm_nps_final(PG_FUNCTION_ARGS)
{
	const Survey *f = SurveyFields(PG_GETARG_ARRAYTYPE_P(0));

	if (f->answers < Max(f->min_group, 1))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(100.0 * (float8) (f->favourable - f->unfavourable) / (float8) f->answers);
}

PG_FUNCTION_INFO_V1(opm_csat_final);
Datum
opm_csat_final(PG_FUNCTION_ARGS)
{
	const Survey *f = SurveyFields(PG_GETARG_ARRAYTYPE_P(0));

	if (f->answers < Max(f->min_group, 1))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((float8) f->favourable / (float8) f->answers);
}

/* ---- error budget ---- */

/* Percentages are the usual slip. */
static float8
CheckObjective(float8 objective)
{
	if (!(objective > 0.0 && objective < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("objective must be above 0 and below 1"),
				 errdetail("An objective of 1 leaves no error budget."),
				 errhint("Write 0.999 for 99.9 %%.")));
	return objective;
}

/* The budget as total - total * objective: where that is a whole number, rounding does not show. */
static float8
Burn(float8 bad, float8 total, float8 objective)
{
	return bad / (total - total * objective);
}

/* burn_rate(bad, total, objective) */
PG_FUNCTION_INFO_V1(opm_burn_rate);
Datum
opm_burn_rate(PG_FUNCTION_ARGS)
{
	float8		bad = CheckNotNegative(PG_GETARG_FLOAT8(0), "bad events");
	float8		total = CheckNotNegative(PG_GETARG_FLOAT8(1), "all events");
	float8		objective = CheckObjective(PG_GETARG_FLOAT8(2));

	CheckPart(bad, total, "bad events", "all events");
	if (total == 0.0)
		PG_RETURN_NULL();
	return FloatResult(Burn(bad, total, objective));
}

typedef struct BurnWindow
{
	const char *severity;		/* page or ticket */
	int			long_hours;		/* the window that must burn */
	int			short_minutes;	/* and the one that must still burn */
	float8		threshold;		/* burn rate, for a budget of 30 days */
} BurnWindow;

/* The multi-window, multi-burn-rate alerts of Google's SRE workbook, chapter 5. */
static const BurnWindow burn_window[] = {
	{"page", 1, 5, 14.4},
	{"page", 6, 30, 6.0},
	{"ticket", 72, 360, 1.0},
};

/* Sums of what happened in (as_of - width, as_of]; NaN for a window without events. */
static float8
WindowBurn(const Datum *at, const bool *nulls, const float8 *bad, const float8 *total, int n,
		   TimestampTz as_of, int64 width, float8 objective)
{
	float8		sum_bad = 0.0;
	float8		sum_total = 0.0;

	for (int i = 0; i < n; i++)
	{
		TimestampTz t;

		if (nulls[i] || isnan(bad[i]) || isnan(total[i]))
			continue;
		t = DatumGetTimestampTz(at[i]);
		if (TIMESTAMP_NOT_FINITE(t))
			ereport(ERROR,
					(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
					 errmsg("time must be finite")));
		if (t > as_of || (float8) as_of - (float8) t >= (float8) width)
			continue;
		CheckPart(CheckNotNegative(bad[i], "bad events"), total[i], "bad events", "all events");
		sum_bad += bad[i];
		sum_total += total[i];
	}
	return sum_total > 0.0 ? Burn(sum_bad, sum_total, objective) : get_float8_nan();
}

/*
 * burn_windows(at[], bad[], total[], objective, as_of, budget_days):
 * severity, long_window, short_window, threshold, long_burn, short_burn, budget_used, firing
 */
PG_FUNCTION_INFO_V1(opm_burn_windows);
Datum
opm_burn_windows(PG_FUNCTION_ARGS)
{
	bool	   *nulls;
	int			n;
	int			nbad;
	int			ntotal;
	Datum	   *at;
	float8	   *bad;
	float8	   *total;
	float8		objective = CheckObjective(PG_GETARG_FLOAT8(3));
	TimestampTz as_of = PG_GETARG_TIMESTAMPTZ(4);
	float8		budget_days = CheckFinite(PG_GETARG_FLOAT8(5), "days of the budget");

	InitMaterializedSRF(fcinfo, 0);
	at = ValueArray(fcinfo, 0, "times", &nulls, &n);
	bad = FloatArray(fcinfo, 1, "bad events", &nbad);
	total = FloatArray(fcinfo, 2, "all events", &ntotal);
	CheckSameLength(n, nbad, "times", "bad events");
	CheckSameLength(n, ntotal, "times", "all events");
	if (!(budget_days > 0.0) || TIMESTAMP_NOT_FINITE(as_of))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("days of the budget must be above 0, and the time finite")));
	for (size_t i = 0; i < lengthof(burn_window); i++)
	{
		const BurnWindow *w = &burn_window[i];
		float8		long_burn = WindowBurn(at, nulls, bad, total, n, as_of,
										   w->long_hours * MICROSECONDS_PER_HOUR, objective);
		float8		short_burn = WindowBurn(at, nulls, bad, total, n, as_of,
											w->short_minutes * (MICROSECONDS_PER_HOUR / 60), objective);

		/* the same share of the budget in the window, whatever the budget's length */
		float8		threshold = w->threshold * budget_days / 30.0;
		Row			row;

		RowInit(&row);
		RowText(&row, 0, w->severity);
		RowFloat(&row, 1, w->long_hours);
		RowFloat(&row, 2, w->short_minutes / 60.0);
		RowFloat(&row, 3, threshold);
		RowFloat(&row, 4, long_burn);
		RowFloat(&row, 5, short_burn);
		RowFloat(&row, 6, long_burn * w->long_hours / (24.0 * budget_days));
		RowBool(&row, 7, long_burn >= threshold * (1.0 - 1e-9) && short_burn >= threshold * (1.0 - 1e-9));
		RowPut(fcinfo, &row);
	}
	return (Datum) 0;
}
