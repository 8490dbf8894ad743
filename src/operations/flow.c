/*
 * flow.c: work items that arrive, start and finish: work in progress, throughput, age, cycle time, Little's
 * law.
 *
 * The one idea: everything about a window of time follows from whole microseconds of items inside it. Mean
 * WIP times the length of the window is the same sum as the items' time in the window, so Little's law is not
 * an approximation but two ways of adding up the same integers.
 */
#include "opm.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/timestamp.h"

#include "number.h"
#include "result.h"
#include "state.h"

#define MICROSECONDS_PER_DAY	INT64CONST(86400000000)

static TimestampTz
CheckFiniteTime(TimestampTz t)
{
	if (TIMESTAMP_NOT_FINITE(t))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("time must be finite"),
				 errhint("Use NULL for an item that has not started or finished.")));
	return t;
}

/* A finish before its start would take time away from the sums. */
static void
CheckStages(TimestampTz earlier, TimestampTz later, const char *a, const char *b)
{
	if (earlier > later)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("an item must not be %s before it is %s", b, a),
				 errhint("Find such items with WHERE %s > %s.", a, b)));
}

/* Days from one time to the other, not negative. */
static float8
Days(TimestampTz from, TimestampTz to)
{
	return (float8) ((uint64) to - (uint64) from) / (float8) MICROSECONDS_PER_DAY;
}

/* days_between(from, to) */
PG_FUNCTION_INFO_V1(opm_days_between);
Datum
opm_days_between(PG_FUNCTION_ARGS)
{
	TimestampTz from = CheckFiniteTime(PG_GETARG_TIMESTAMPTZ(0));
	TimestampTz to = CheckFiniteTime(PG_GETARG_TIMESTAMPTZ(1));

	PG_RETURN_FLOAT8(from <= to ? Days(from, to) : -Days(to, from));
}

/* age_days(started, finished, as_of) */
PG_FUNCTION_INFO_V1(opm_age_days);
Datum
opm_age_days(PG_FUNCTION_ARGS)
{
	TimestampTz started;
	TimestampTz as_of;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	started = CheckFiniteTime(PG_GETARG_TIMESTAMPTZ(0));
	as_of = CheckFiniteTime(PG_GETARG_TIMESTAMPTZ(2));
	if (!PG_ARGISNULL(1))
		CheckStages(started, CheckFiniteTime(PG_GETARG_TIMESTAMPTZ(1)), "started", "finished");
	if (started > as_of || (!PG_ARGISNULL(1) && PG_GETARG_TIMESTAMPTZ(1) <= as_of))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(Days(started, as_of));
}

/* flow_efficiency(touch, lead) */
PG_FUNCTION_INFO_V1(opm_flow_efficiency);
Datum
opm_flow_efficiency(PG_FUNCTION_ARGS)
{
	float8		touch = CheckNotNegative(PG_GETARG_FLOAT8(0), "touch time");
	float8		lead = CheckNotNegative(PG_GETARG_FLOAT8(1), "lead time");

	if (lead == 0.0)
		PG_RETURN_NULL();
	return FloatResult(touch / lead);
}

/* ---- the aggregate ---- */

/* The transition state: a bigint[] of these. */
typedef struct Flow
{
	int64		from;			/* the window [from, to), microseconds as in a timestamptz */
	int64		to;				/* its end */
	int64		started;		/* items that started in it */
	int64		finished;		/* items that finished in it */
	int64		wip_from;		/* in progress just before from */
	int64		wip_to;			/* in progress just before to */
	int64		area_days;		/* time of all items in the window: whole days */
	int64		area_rest;		/* and microseconds, 0 .. one day - 1 */
	int64		cycle_days;		/* start to finish of the items that finished in the window */
	int64		cycle_rest;		/* and microseconds, 0 .. one day - 1 */
} Flow;

#define FLOW_FIELDS		((int) (sizeof(Flow) / sizeof(int64)))

static Flow *
FlowFields(ArrayType *state)
{
	return StateNumbers(state, INT8OID, FLOW_FIELDS, "a flow");
}

/* Sums of times as days and a rest, since microseconds of many items would overflow. */
static void
AddTime(int64 *days, int64 *rest, TimestampTz from, TimestampTz to)
{
	uint64		micros = (uint64) to - (uint64) from;

	*days += (int64) (micros / MICROSECONDS_PER_DAY);
	*rest += (int64) (micros % MICROSECONDS_PER_DAY);
	if (*rest >= MICROSECONDS_PER_DAY)
	{
		*rest -= MICROSECONDS_PER_DAY;
		(*days)++;
	}
}

/* Parts of different windows cannot be added. */
static void
CheckWindow(const Flow *f, TimestampTz from, TimestampTz to)
{
	if (f->from != from || f->to != to)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("all items of a flow must be given the same window")));
}

/* flow_accum(state, started, finished, from, to) */
PG_FUNCTION_INFO_V1(opm_flow_accum);
Datum
opm_flow_accum(PG_FUNCTION_ARGS)
{
	ArrayType  *state;
	Flow	   *f;
	TimestampTz started;
	TimestampTz finished;
	TimestampTz from;
	TimestampTz to;

	if (PG_ARGISNULL(3) || PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the window of a flow must not be null")));
	from = CheckFiniteTime(PG_GETARG_TIMESTAMPTZ(3));
	to = CheckFiniteTime(PG_GETARG_TIMESTAMPTZ(4));
	if (from >= to)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the window of a flow must end after it starts")));
	state = StateWritable(fcinfo, INT8OID, FLOW_FIELDS);
	f = FlowFields(state);
	if (PG_ARGISNULL(0))
	{
		f->from = from;
		f->to = to;
	}
	else
		CheckWindow(f, from, to);
	if (PG_ARGISNULL(1))
		PG_RETURN_ARRAYTYPE_P(state);
	started = CheckFiniteTime(PG_GETARG_TIMESTAMPTZ(1));
	finished = PG_ARGISNULL(2) ? DT_NOEND : CheckFiniteTime(PG_GETARG_TIMESTAMPTZ(2));
	CheckStages(started, finished, "started", "finished");
	f->started += started >= from && started < to;
	f->wip_from += started < from && finished >= from;
	f->wip_to += started < to && finished >= to;
	if (started < to && finished > from)
		AddTime(&f->area_days, &f->area_rest, Max(started, from), Min(finished, to));
	if (finished >= from && finished < to)
	{
		f->finished++;
		AddTime(&f->cycle_days, &f->cycle_rest, started, finished);
	}
	PG_RETURN_ARRAYTYPE_P(state);
}

/* Rests of a day are carried over, so that the parts may be added in any order. */
PG_FUNCTION_INFO_V1(opm_flow_merge);
Datum
opm_flow_merge(PG_FUNCTION_ARGS)
{
	ArrayType  *state;
	Flow	   *a;
	const Flow *b;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	if (PG_ARGISNULL(0))
		PG_RETURN_DATUM(PG_GETARG_DATUM(1));
	state = StateWritable(fcinfo, INT8OID, FLOW_FIELDS);
	a = FlowFields(state);
	b = FlowFields(PG_GETARG_ARRAYTYPE_P(1));
	CheckWindow(a, b->from, b->to);
	a->started += b->started;
	a->finished += b->finished;
	a->wip_from += b->wip_from;
	a->wip_to += b->wip_to;
	a->area_days += b->area_days;
	AddTime(&a->area_days, &a->area_rest, 0, b->area_rest);
	a->cycle_days += b->cycle_days;
	AddTime(&a->cycle_days, &a->cycle_rest, 0, b->cycle_rest);
	PG_RETURN_ARRAYTYPE_P(state);
}

/*
 * columns: days, started, finished, wip_from, wip_to, item_days, item_microseconds, mean_wip, throughput,
 * mean_cycle_days, littles_cycle_days
 */
PG_FUNCTION_INFO_V1(opm_flow_final);
Datum
opm_flow_final(PG_FUNCTION_ARGS)
{
	const Flow *f = FlowFields(PG_GETARG_ARRAYTYPE_P(0));
	float8		days = Days(f->from, f->to);
	float8		area = (float8) f->area_days + (float8) f->area_rest / MICROSECONDS_PER_DAY;
	Row			row;

	if (f->from >= f->to)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the window of a flow must end after it starts")));
	RowInit(&row);
	RowFloat(&row, 0, days);
	RowInt64(&row, 1, f->started);
	RowInt64(&row, 2, f->finished);
	RowInt64(&row, 3, f->wip_from);
	RowInt64(&row, 4, f->wip_to);
	RowInt64(&row, 5, f->area_days);
	RowInt64(&row, 6, f->area_rest);
	RowFloat(&row, 7, area / days);
	RowFloat(&row, 8, f->finished / days);
	if (f->finished > 0)
	{
		RowFloat(&row, 9,
				 ((float8) f->cycle_days + (float8) f->cycle_rest / MICROSECONDS_PER_DAY) / f->finished);
		RowFloat(&row, 10, area / f->finished);
	}
	return RowDatum(fcinfo, &row);
}

/* ---- cumulative flow ---- */

typedef struct Stage
{
	int			n;				/* items that came so far */
	TimestampTz *at;			/* rising */
	int			passed;			/* how many lie before the boundary */
} Stage;

static int
CompareTime(const void *a, const void *b)
{
	TimestampTz x = *(const TimestampTz *) a;
	TimestampTz y = *(const TimestampTz *) b;

	return x < y ? -1 : x > y;
}

/* Boundaries rise, so each stage is walked through once. */
static int64
Passed(Stage *s, TimestampTz boundary)
{
	while (s->passed < s->n && s->at[s->passed] < boundary)
		s->passed++;
	return s->passed;
}

/* A stage that an item skipped counts as passed when the next one was. */
static void
StagesFromArgs(FunctionCallInfo fcinfo, Stage *stage)
{
	const char *const name[] = {"arrived", "started", "finished"};
	Datum	   *at[3];
	bool	   *nulls[3];
	int			n[3];

	for (int s = 0; s < 3; s++)
		at[s] = ValueArray(fcinfo, s, name[s], &nulls[s], &n[s]);
	CheckSameLength(n[0], n[1], name[0], name[1]);
	CheckSameLength(n[0], n[2], name[0], name[2]);
	for (int s = 0; s < 3; s++)
	{
		stage[s].n = 0;
		stage[s].passed = 0;
		stage[s].at = palloc(Max(n[0], 1) * sizeof(TimestampTz));
	}
	for (int i = 0; i < n[0]; i++)
	{
		TimestampTz later = DT_NOEND;

		for (int s = 2; s >= 0; s--)
		{
			if (!nulls[s][i])
			{
				TimestampTz t = CheckFiniteTime(DatumGetTimestampTz(at[s][i]));

				if (later != DT_NOEND)
					CheckStages(t, later, name[s], name[s + 1]);
				later = t;
			}
			if (later != DT_NOEND)
				stage[s].at[stage[s].n++] = later;
		}
	}
	for (int s = 0; s < 3; s++)
		qsort(stage[s].at, stage[s].n, sizeof(TimestampTz), CompareTime);
}

/*
 * cumulative_flow(arrived[], started[], finished[], boundaries[]): before, arrived, started, finished, wip,
 * queued
 */
PG_FUNCTION_INFO_V1(opm_cumulative_flow);
Datum
opm_cumulative_flow(PG_FUNCTION_ARGS)
{
	Stage		stage[3];
	bool	   *nulls;
	int			n;
	Datum	   *boundary;
	TimestampTz *sorted;
	int			nsorted = 0;

	InitMaterializedSRF(fcinfo, 0);
	StagesFromArgs(fcinfo, stage);
	boundary = ValueArray(fcinfo, 3, "boundaries", &nulls, &n);
	sorted = palloc(Max(n, 1) * sizeof(TimestampTz));
	for (int i = 0; i < n; i++)
		if (!nulls[i])
			sorted[nsorted++] = DatumGetTimestampTz(boundary[i]);
	qsort(sorted, nsorted, sizeof(TimestampTz), CompareTime);
	for (int i = 0; i < nsorted; i++)
	{
		int64		count[3];
		Row			row;

		CHECK_FOR_INTERRUPTS();
		RowInit(&row);
		RowSet(&row, 0, TimestampTzGetDatum(sorted[i]));
		for (int s = 0; s < 3; s++)
		{
			count[s] = Passed(&stage[s], sorted[i]);
			RowInt64(&row, s + 1, count[s]);
		}
		RowInt64(&row, 4, count[1] - count[2]);
		RowInt64(&row, 5, count[0] - count[1]);
		RowPut(fcinfo, &row);
	}
	return (Datum) 0;
}
