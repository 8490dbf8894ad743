/*
 * calibration.c: how good were the probabilities? Scores of single forecasts, and of many against what
 * happened.
 *
 * The one idea: a forecast of 70 % is right when 7 of 10 such forecasts come true; forecasts are pooled by
 * what was said. Sources: Brier 1950; Good 1952 (log score); Murphy 1973 (the three parts); Wilson 1927
 * (interval of a share).
 */
#include "opm.h"

#include "distribution.h"
#include "result.h"

#define LOG_SCORE_LEAST		1e-15	/* certain and wrong costs 34.5, not infinity */
#define RELIABILITY_MAX_BINS 1000

static float8
CheckProbability(float8 p)
{
	if (!(p >= 0.0 && p <= 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("probability must be from 0 to 1"),
				 errhint("Divide percentages by 100.")));
	return p + 0.0;
}

static inline float8
Brier(float8 p, bool hit)
{
	float8		miss = hit ? 1.0 - p : p;

	return miss * miss;
}

/* Certain and wrong would cost infinity, and one such forecast would drown all others. */
static inline float8
LogScore(float8 p, bool hit)
{
	return -log(Max(hit ? p : 1.0 - p, LOG_SCORE_LEAST)) + 0.0;
}

PG_FUNCTION_INFO_V1(opm_brier);
Datum
opm_brier(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(Brier(CheckProbability(PG_GETARG_FLOAT8(0)), PG_GETARG_BOOL(1)));
}

PG_FUNCTION_INFO_V1(opm_log_score);
Datum
opm_log_score(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(LogScore(CheckProbability(PG_GETARG_FLOAT8(0)), PG_GETARG_BOOL(1)));
}

typedef struct Forecast
{
	float8		p;				/* probability that was said, 0 .. 1 */
	bool		hit;			/* did it come true? */
} Forecast;

/* Outcomes are in the order as well, so that equal input gives equal bits whatever its order. */
static int
CompareForecast(const void *a, const void *b)
{
	const Forecast *x = a;
	const Forecast *y = b;

	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	return (int) x->hit - (int) y->hit;
}

/* Pairs of arguments 0 and 1 without NULL, in order of p (so that the order given does not matter). */
static Forecast *
ForecastsFromArgs(FunctionCallInfo fcinfo, int *n)
{
	int			np;
	int			nhit;
	bool	   *nulls;
	float8	   *p = FloatArray(fcinfo, 0, "probability", &np);
	Datum	   *hit = ValueArray(fcinfo, 1, "outcomes", &nulls, &nhit);
	Forecast   *f = palloc(Max(np, 1) * sizeof(Forecast));

	CheckSameLength(np, nhit, "probabilities", "outcomes");
	*n = 0;
	for (int i = 0; i < np; i++)
		if (!isnan(p[i]) && !nulls[i])
		{
			f[*n].p = CheckProbability(p[i]);
			f[(*n)++].hit = DatumGetBool(hit[i]);
		}
	qsort(f, *n, sizeof(Forecast), CompareForecast);
	return f;
}

/*
 * calibration(p[], outcome[]): n, mean_p, hit_rate, bias, bias_z, brier, log_score, reliability, resolution,
 * uncertainty, skill, reason
 */
PG_FUNCTION_INFO_V1(opm_calibration);
Datum
opm_calibration(PG_FUNCTION_ARGS)
{
	int			n;
	Forecast   *f = ForecastsFromArgs(fcinfo, &n);
	float8		sum_p = 0.0;
	float8		variance = 0.0;
	float8		score = 0.0;
	float8		log_sum = 0.0;
	float8		reliability = 0.0;
	float8		resolution = 0.0;
	float8		uncertainty;
	float8		rate;
	int			hits = 0;
	Row			row;

	RowInit(&row);
	RowInt32(&row, 0, n);
	if (n == 0)
	{
		RowText(&row, 11, "there are no forecasts with an outcome");
		return RowDatum(fcinfo, &row);
	}
	for (int i = 0; i < n; i++)
	{
		sum_p += f[i].p;
		hits += f[i].hit;
		variance += f[i].p * (1.0 - f[i].p);
		score += Brier(f[i].p, f[i].hit);
		log_sum += LogScore(f[i].p, f[i].hit);
	}
	rate = (float8) hits / n;
	uncertainty = rate * (1.0 - rate);
	for (int i = 0; i < n;)
	{
		int			from = i;
		int			group_hits = 0;
		float8		group_rate;

		for (; i < n && f[i].p == f[from].p; i++)
			group_hits += f[i].hit;
		group_rate = (float8) group_hits / (i - from);
		reliability += (i - from) * (f[from].p - group_rate) * (f[from].p - group_rate);
		resolution += (i - from) * (group_rate - rate) * (group_rate - rate);
	}
	RowFloat(&row, 1, sum_p / n);
	RowFloat(&row, 2, rate);
	RowFloat(&row, 3, (sum_p - hits) / n);
	if (variance > 0.0)
		RowFloat(&row, 4, (sum_p - hits) / sqrt(variance));
	RowFloat(&row, 5, score / n);
	RowFloat(&row, 6, log_sum / n);
	RowFloat(&row, 7, reliability / n);
	RowFloat(&row, 8, resolution / n);
	RowFloat(&row, 9, uncertainty);
	if (uncertainty > 0.0)
		RowFloat(&row, 10, 1.0 - score / n / uncertainty);
	else
		RowText(&row, 11, "all outcomes are the same, so there is no skill to show");
	return RowDatum(fcinfo, &row);
}

/* reliability(p[], outcome[], bins, level): bin, low, high, n, mean_p, hit_rate, hit_low, hit_high */
PG_FUNCTION_INFO_V1(opm_reliability);
Datum
opm_reliability(PG_FUNCTION_ARGS)
{
	int			n;
	Forecast   *f;
	int			bins = PG_GETARG_INT32(2);
	float8		z = IntervalFactor(CheckLevel(PG_GETARG_FLOAT8(3)), get_float8_infinity());
	int			i = 0;

	if (bins < 1 || bins > RELIABILITY_MAX_BINS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("bins must be from 1 to %d", RELIABILITY_MAX_BINS)));
	InitMaterializedSRF(fcinfo, 0);
	f = ForecastsFromArgs(fcinfo, &n);
	for (int bin = 1; bin <= bins; bin++)
	{
		float8		high = (float8) bin / bins;
		int			from = i;
		int			hits = 0;
		float8		sum_p = 0.0;
		Row			row;

		for (; i < n && (f[i].p < high || bin == bins); i++)
		{
			sum_p += f[i].p;
			hits += f[i].hit;
		}
		RowInit(&row);
		RowInt32(&row, 0, bin);
		RowFloat(&row, 1, (bin - 1.0) / bins);
		RowFloat(&row, 2, high);
		RowInt32(&row, 3, i - from);
		if (i > from)
		{
			float8		m = i - from;
			float8		rate = hits / m;
			float8		centre = (rate + z * z / (2.0 * m)) / (1.0 + z * z / m);
			float8		half = z * sqrt(rate * (1.0 - rate) / m + z * z / (4.0 * m * m)) / (1.0 + z * z / m);

			RowFloat(&row, 4, sum_p / m);
			RowFloat(&row, 5, rate);
			RowFloat(&row, 6, Max(centre - half, 0.0));
			RowFloat(&row, 7, Min(centre + half, 1.0));
		}
		RowPut(fcinfo, &row);
	}
	return (Datum) 0;
}
