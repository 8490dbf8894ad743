/*
 * theil_sen.c: the robust line: its slope is the median of the slopes between all pairs of points, so that up
 * to 29 % of the points may be wild without moving it far.
 *
 * The medians are exact. The slopes of n (n - 1) / 2 pairs are not stored: a rank is found by counting slopes
 * by the leading bits, pass by pass, in constant memory. Sources: Theil 1950, Sen 1968 (interval), Conover
 * 1980 (intercept).
 */
#include "opm.h"

#include "datatype/timestamp.h"
#include "utils/timestamp.h"

#include "distribution.h"
#include "result.h"

#define THEIL_SEN_MAX_N		10000
#define DIGIT_BITS			11
#define DIGITS				6	/* 6 * 11 >= 64 */

typedef struct Points
{
	int			n;				/* how many */
	float8	   *x;				/* n numbers */
	float8	   *y;				/* n numbers */
} Points;

/* Doubles in order as unsigned integers. */
static uint64
OrderedBits(float8 x)
{
	uint64		bits;

	x += 0.0;					/* -0 */
	memcpy(&bits, &x, sizeof(bits));
	return (bits >> 63) ? ~bits : bits | (UINT64CONST(1) << 63);
}

/* The inverse. */
static float8
FromOrderedBits(uint64 bits)
{
	float8		x;

	bits = (bits >> 63) ? bits & ~(UINT64CONST(1) << 63) : ~bits;
	memcpy(&x, &bits, sizeof(x));
	return x;
}

/* One order statistic in the making: its leading digits, and its rank among the slopes that share them. */
typedef struct Rank
{
	uint64		prefix;			/* leading digits of its slope, found so far */
	int64		rank;			/* from 0 */
	int64		count[1 << DIGIT_BITS]; /* slopes by the next digit */
} Rank;

/*
 * Count all slopes of pairs with different x by the digit at `shift`, for each rank among those with its
 * prefix.
 */
static void
CountSlopes(const Points *p, Rank *r, int nrank, int shift)
{
	int			above = shift + DIGIT_BITS;

	for (int i = 0; i < p->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int j = i + 1; j < p->n; j++)
		{
			uint64		bits;

			if (p->x[i] == p->x[j])
				continue;
			bits = OrderedBits((p->y[j] - p->y[i]) / (p->x[j] - p->x[i]));
			for (int k = 0; k < nrank; k++)
				if (above >= 64 || (bits >> above) == (r[k].prefix >> above))
					r[k].count[(bits >> shift) & ((1 << DIGIT_BITS) - 1)]++;
		}
	}
}

/* The slopes of these ranks, from 0, among those of pairs with different x. */
static void
SlopesOfRanks(const Points *p, const int64 *rank, int nrank, float8 *slope)
{
	Rank	   *r = palloc0(nrank * sizeof(Rank));

	for (int k = 0; k < nrank; k++)
		r[k].rank = rank[k];
	for (int digit = DIGITS - 1; digit >= 0; digit--)
	{
		for (int k = 0; k < nrank; k++)
			memset(r[k].count, 0, sizeof(r[k].count));
		CountSlopes(p, r, nrank, digit * DIGIT_BITS);
		for (int k = 0; k < nrank; k++)
		{
			int			bucket = 0; /* the digit of the slope of this rank */

			while (r[k].rank >= r[k].count[bucket])
				r[k].rank -= r[k].count[bucket++];
			r[k].prefix |= (uint64) bucket << (digit * DIGIT_BITS);
		}
	}
	for (int k = 0; k < nrank; k++)
		slope[k] = FromOrderedBits(r[k].prefix);
	pfree(r);
}

static float8
Median(float8 *x, int n)
{
	qsort(x, n, sizeof(float8), CompareFloat);
	return n % 2 ? x[n / 2] : 0.5 * x[n / 2 - 1] + 0.5 * x[n / 2];
}

/* A sorted copy, in which equal numbers stand together. */
static float8 *
Sorted(const float8 *x, int n)
{
	float8	   *sorted = palloc(n * sizeof(float8));

	memcpy(sorted, x, n * sizeof(float8));
	qsort(sorted, n, sizeof(float8), CompareFloat);
	return sorted;
}

/* All pairs minus those within runs of equal x. */
static int64
PairsWithDifferentX(const Points *p)
{
	float8	   *x = Sorted(p->x, p->n);
	int64		pairs = (int64) p->n * (p->n - 1) / 2;
	int			run = 0;

	for (int i = 1; i < p->n; i++)
	{
		run = x[i] == x[i - 1] ? run + 1 : 0;
		pairs -= run;
	}
	pfree(x);
	return pairs;
}

/* What runs of equal numbers take from the variance of Kendall's S, times 18. */
static float8
VarianceOfTies(const float8 *numbers, int n)
{
	float8	   *x = Sorted(numbers, n);
	float8		v = 0;
	int			from = 0;

	for (int i = 1; i <= n; i++)
		if (i == n || x[i] != x[from])
		{
			float8		t = i - from;

			v += t * (t - 1.0) * (2.0 * t + 5.0);
			from = i;
		}
	pfree(x);
	return v;
}

/* Variance of Kendall's S for these points, allowing for equal x (Sen 1968, formula 2.6) and for equal y. */
static float8
KendallVariance(const Points *p)
{
	float8		n = p->n;
	float8		v = n * (n - 1.0) * (2.0 * n + 5.0);

	return Max(v - VarianceOfTies(p->x, p->n) - VarianceOfTies(p->y, p->n), 0.0) / 18.0;
}

/* The rank of the interval's lower end; negative where the points are too few. */
static int64
IntervalRank(const Points *p, int64 pairs, float8 level)
{
	float8		reach = IntervalFactor(level, get_float8_infinity()) * sqrt(KendallVariance(p));

	return (int64) floor((pairs - reach) / 2.0) - 1;
}

/* columns: slope, intercept, low, high, n, reason */
static Datum
TheilSen(FunctionCallInfo fcinfo, Points *p, float8 level)
{
	Row			row;
	int64		pairs;
	float8		slope;
	float8		median_x;
	float8		median_y;
	int64		rank[4];		/* two for the median, then the ends of the interval; negative: none */
	float8		slopes[4];

	RowInit(&row);
	RowInt32(&row, 4, p->n);
	pairs = p->n > 1 ? PairsWithDifferentX(p) : 0;
	if (pairs == 0)
	{
		RowText(&row, 5, p->n < 2 ? "a line needs at least 2 points" : "all points have the same x");
		return RowDatum(fcinfo, &row);
	}
	rank[0] = (pairs - 1) / 2;
	rank[1] = pairs / 2;
	rank[2] = p->n < 3 ? -1 : IntervalRank(p, pairs, level);
	rank[3] = pairs - 1 - rank[2];
	SlopesOfRanks(p, rank, rank[2] >= 0 ? 4 : 2, slopes);
	slope = 0.5 * slopes[0] + 0.5 * slopes[1];
	RowFloat(&row, 0, slope);
	if (rank[2] >= 0)
	{
		RowFloat(&row, 2, slopes[2]);
		RowFloat(&row, 3, slopes[3]);
	}
	else
		RowText(&row, 5, "too few points for an interval at this level");
	median_x = Median(p->x, p->n);
	median_y = Median(p->y, p->n);
	RowFloat(&row, 1, median_y - slope * median_x);
	return RowDatum(fcinfo, &row);
}

static void
AddPoint(Points *p, float8 x, float8 y)
{
	if (fabs(x) > 1e300 || fabs(y) > 1e300)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("points must be within 1e300")));
	if (p->n >= THEIL_SEN_MAX_N)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many points for a Theil-Sen line"),
				 errdetail("It compares all pairs of at most %d points.", THEIL_SEN_MAX_N),
				 errhint("Take a sample, or the median of each period.")));
	p->x[p->n] = x;
	p->y[p->n++] = y;
}

/* theil_sen(x double precision[], y double precision[], level) */
PG_FUNCTION_INFO_V1(opm_theil_sen);
Datum
opm_theil_sen(PG_FUNCTION_ARGS)
{
	int			nx;
	int			ny;
	float8	   *x = FloatArray(fcinfo, 0, "x", &nx);
	float8	   *y = FloatArray(fcinfo, 1, "y", &ny);
	float8		level = CheckLevel(PG_GETARG_FLOAT8(2));
	Points		p = {0};

	CheckSameLength(nx, ny, "x", "y");
	p.x = palloc(Max(Min(nx, THEIL_SEN_MAX_N), 1) * sizeof(float8));
	p.y = palloc(Max(Min(nx, THEIL_SEN_MAX_N), 1) * sizeof(float8));
	for (int i = 0; i < nx; i++)
		if (!isnan(x[i]) && !isnan(y[i]))
			AddPoint(&p, x[i], y[i]);
	return TheilSen(fcinfo, &p, level);
}

/*
 * theil_sen_at(at timestamptz[], y double precision[], level): x is days since the earliest time with a value
 */
PG_FUNCTION_INFO_V1(opm_theil_sen_at);
Datum
opm_theil_sen_at(PG_FUNCTION_ARGS)
{
	int			nx;
	int			ny;
	bool	   *nulls;
	Datum	   *at = ValueArray(fcinfo, 0, "times", &nulls, &nx);
	float8	   *y = FloatArray(fcinfo, 1, "y", &ny);
	float8		level = CheckLevel(PG_GETARG_FLOAT8(2));
	Points		p = {0};
	TimestampTz first = DT_NOEND;

	CheckSameLength(nx, ny, "times", "values");
	p.x = palloc(Max(Min(nx, THEIL_SEN_MAX_N), 1) * sizeof(float8));
	p.y = palloc(Max(Min(nx, THEIL_SEN_MAX_N), 1) * sizeof(float8));
	for (int i = 0; i < nx; i++)
	{
		if (nulls[i] || isnan(y[i]))
			continue;
		if (TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(at[i])))
			ereport(ERROR,
					(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
					 errmsg("time must be finite")));
		first = Min(first, DatumGetTimestampTz(at[i]));
	}
	for (int i = 0; i < nx; i++)
		if (!nulls[i] && !isnan(y[i]))
			AddPoint(&p, (float8) ((uint64) DatumGetTimestampTz(at[i]) - (uint64) first) / 86400e6, y[i]);
	return TheilSen(fcinfo, &p, level);
}
