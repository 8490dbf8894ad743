/*
 * draws.c: sums of future periods, each drawn from the periods seen so far: the exact distribution, without
 * random numbers.
 *
 * The one idea: values are whole numbers on the decimal grid they were written on (0.1 + 0.2 is 0.3 here), so
 * the sums of m draws are few, and adding one draw to a known distribution is one shifted addition for each
 * distinct value. Where the grid is small, a distribution is an array over it, else a sorted list of the sums
 * that occur.
 */
#include "opm.h"

#include "common/int.h"
#include "common/shortest_dec.h"

#include "dd.h"
#include "distribution.h"
#include "forecast.h"
#include "number.h"
#include "option.h"
#include "result.h"

#define DRAWS_MAX_CELLS		(4 * 1024 * 1024)	/* different sums kept at once */
#define DRAWS_MAX_WORK		2e9 /* shifted additions, about 2 seconds */
#define DRAWS_MAX_PERIODS	10000

/* A decimal number: mantissa * 10^exponent. */
typedef struct Decimal
{
	int64		mantissa;		/* no trailing zero */
	int			exponent;		/* 0 for 0 */
} Decimal;

typedef struct Draws
{
	int			n;				/* values in the history */
	int			k;				/* different ones */
	int64	   *index;			/* of each, rising from 0: value = (base + step * index) * 10^-digits */
	float8	   *p;				/* its share of the history */
	int64		base;			/* the smallest value, in units of 10^-digits */
	int64		step;			/* >= 1 */
	int			digits;			/* decimal places; negative for values that end in zeros */
	int64		origin;			/* what is there before the first draw, in the same unit */
	/* the distribution after `periods` draws */
	int			periods;
	bool		dense;			/* p_sum is indexed by the sum of indexes, sum is not used */
	int			cells;			/* sums that are kept */
	int64	   *sum;			/* by cell: sum of indexes, rising */
	float8	   *p_sum;			/* by cell: its probability */
	int			room;			/* cells that sum and p_sum have room for */
	int64	   *spare_sum;		/* the next distribution while it is made */
	float8	   *spare_p;		/* likewise */
	float8		work;			/* shifted additions so far */
} Draws;

/* Exact or not at all: an answer that is silently rounded would look just the same. */
static void
DrawsLimit(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many different totals for an exact distribution"),
			 errdetail("It keeps at most %d totals, and takes a few seconds at most.", DRAWS_MAX_CELLS),
			 errhint("Round the history to coarser steps, or use the method normal or t.")));
}

/* ---- the decimal grid ---- */

/* The shortest decimal that names the double is what the user wrote: 0.1 is 1 * 10^-1. */
static Decimal
DecimalFrom(float8 x)
{
	char		text[DOUBLE_SHORTEST_DECIMAL_LEN];
	const char *s = text;
	Decimal		d = {0, 0};
	bool		negative;
	bool		point = false;

	text[double_to_shortest_decimal_bufn(x, text)] = '\0';
	negative = *s == '-';
	if (negative)
		s++;
	for (; *s == '.' || (*s >= '0' && *s <= '9'); s++)
	{
		if (*s == '.')
		{
			point = true;
			continue;
		}
		d.mantissa = d.mantissa * 10 + (*s - '0');
		d.exponent -= point;
	}
	if (*s == 'e')
		d.exponent += (int) strtol(s + 1, NULL, 10);
	while (d.mantissa != 0 && d.mantissa % 10 == 0)
	{
		d.mantissa /= 10;
		d.exponent++;
	}
	if (d.mantissa == 0)
		d.exponent = 0;
	if (negative)
		d.mantissa = -d.mantissa;
	return d;
}

/* d in units of 10^-digits */
static int64
DecimalScale(Decimal d, int digits)
{
	int			shift = d.exponent + digits;

	if (d.mantissa == 0)
		return 0;
	for (; shift > 0; shift--)
		if (pg_mul_s64_overflow(d.mantissa, 10, &d.mantissa))
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("history has too many digits for an exact distribution"),
					 errdetail("From the largest value to the last decimal place there may be 18 digits."),
					 errhint("Round the history, or use the method normal or t.")));
	return d.mantissa;
}

/* The step of the grid; 0 stands for "none yet". */
static int64
Gcd(int64 a, int64 b)
{
	while (b != 0)
	{
		int64		r = a % b;

		a = b;
		b = r;
	}
	return a;
}

static int
CompareInt64(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;

	return x < y ? -1 : x > y;
}

static void
CheckPeriods(int64 periods)
{
	if (periods < 0 || periods > DRAWS_MAX_PERIODS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("periods must be from 0 to %d", DRAWS_MAX_PERIODS)));
}

/* The history on its grid. `others` (so far, amount) get onto the same grid, as whole numbers. */
static void
DrawsInit(Draws *d, const float8 *history, int n, const float8 *others, int nother, int64 *scaled)
{
	Decimal    *dec = palloc((n + nother) * sizeof(Decimal));
	int64	   *v = palloc(n * sizeof(int64));

	memset(d, 0, sizeof(Draws));
	d->digits = -400;
	for (int i = 0; i < n + nother; i++)
	{
		dec[i] = DecimalFrom(i < n ? history[i] : others[i - n]);
		if (dec[i].mantissa != 0)
			d->digits = Max(d->digits, -dec[i].exponent);
	}
	if (d->digits == -400)
		d->digits = 0;			/* nothing but zeros */
	for (int i = 0; i < n; i++)
		v[i] = DecimalScale(dec[i], d->digits);
	for (int i = 0; i < nother; i++)
		scaled[i] = DecimalScale(dec[n + i], d->digits);
	qsort(v, n, sizeof(int64), CompareInt64);
	d->n = n;
	d->base = v[0];
	d->index = palloc(n * sizeof(int64));
	d->p = palloc(n * sizeof(float8));
	for (int i = 0; i < n; i++)
	{
		int64		offset;

		if (pg_sub_s64_overflow(v[i], v[0], &offset))
			DrawsLimit();
		if (i == 0 || v[i] != v[i - 1])
		{
			d->p[d->k] = 0.0;
			d->index[d->k++] = offset;
		}
		d->p[d->k - 1] += 1.0;
		d->step = Gcd(d->step, offset);
	}
	d->step = Max(d->step, 1);
	for (int i = 0; i < d->k; i++)
	{
		d->index[i] /= d->step;
		d->p[i] /= n;
	}
}

/* Never called with the least int64, which has no positive counterpart. */
static inline int64
Size64(int64 x)
{
	return x < 0 ? -x : x;
}

/*
 * Ready for up to `periods` draws, nothing drawn yet; `grid` is how many cells an array over the grid needs.
 */
static void
DrawsStart(Draws *d, int periods, int64 origin, float8 grid)
{
	int64		largest = Max(Size64(d->base), Size64(d->base + d->step * d->index[d->k - 1]));
	int64		reach;

	/* every total must fit, with room for the comparison with the origin */
	if (pg_mul_s64_overflow(largest, (int64) periods + 1, &reach) ||
		pg_add_s64_overflow(reach, Size64(origin), &reach) ||
		reach < 0)
		DrawsLimit();
	d->origin = origin;
	d->dense = grid <= DRAWS_MAX_CELLS;
	d->room = d->dense ? (int) grid : 1024;
	d->p_sum = palloc0((Size) d->room * sizeof(float8));
	d->spare_p = palloc0((Size) d->room * sizeof(float8));
	if (!d->dense)
	{
		d->sum = palloc0((Size) d->room * sizeof(int64));
		d->spare_sum = palloc0((Size) d->room * sizeof(int64));
	}
	d->cells = 1;
	d->p_sum[0] = 1.0;
}

static inline int64
DrawsTotal(const Draws *d, int cell)
{
	return d->origin + d->periods * d->base + d->step * (d->dense ? (int64) cell : d->sum[cell]);
}

/* A total as the number that a person would write. */
static inline float8
DrawsReal(const Draws *d, int64 total)
{
	float8		x = (float8) total;

	if (d->digits <= 0)
		x *= pow(10.0, -d->digits);
	else if (d->digits <= 300)
		x /= pow(10.0, d->digits);
	else
		x = x / 1e300 / pow(10.0, d->digits - 300);
	return CheckResult(x);
}

/* ---- one more draw ---- */

/* Doubles, up to the limit. */
static void
DrawsGrow(Draws *d, int64 room)
{
	if (room > DRAWS_MAX_CELLS)
		DrawsLimit();
	d->room = (int) Min(2 * room, DRAWS_MAX_CELLS);
	d->sum = repalloc(d->sum, (Size) d->room * sizeof(int64));
	d->p_sum = repalloc(d->p_sum, (Size) d->room * sizeof(float8));
	d->spare_sum = repalloc(d->spare_sum, (Size) d->room * sizeof(int64));
	d->spare_p = repalloc(d->spare_p, (Size) d->room * sizeof(float8));
}

/* One shifted addition for each distinct value: a convolution with few terms. */
static void
DenseStep(Draws *d)
{
	int			cells = d->cells + (int) d->index[d->k - 1];
	float8	   *next = d->spare_p;

	memset(next, 0, cells * sizeof(float8));
	for (int i = 0; i < d->k; i++)
	{
		float8	   *to = next + d->index[i];
		float8		p = d->p[i];

		CHECK_FOR_INTERRUPTS();
		for (int c = 0; c < d->cells; c++)
			to[c] += p * d->p_sum[c];
	}
	d->spare_p = d->p_sum;
	d->p_sum = next;
	d->cells = cells;
}

/* The sums shifted by each value in turn, merged into what was merged before. */
static void
SparseStep(Draws *d)
{
	int			n = d->cells;
	int64	   *from_sum = palloc(n * sizeof(int64));
	float8	   *from_p = palloc(n * sizeof(float8));

	memcpy(from_sum, d->sum, n * sizeof(int64));
	memcpy(from_p, d->p_sum, n * sizeof(float8));
	d->cells = 0;
	for (int i = 0; i < d->k; i++)
	{
		int			a = 0;
		int			b = 0;
		int			out = 0;
		int64	   *swap_sum;
		float8	   *swap_p;

		CHECK_FOR_INTERRUPTS();
		if (d->cells + (int64) n > d->room)
			DrawsGrow(d, d->cells + (int64) n);
		while (a < d->cells || b < n)
		{
			int64		shifted = b < n ? from_sum[b] + d->index[i] : 0;

			if (b == n || (a < d->cells && d->sum[a] < shifted))
			{
				d->spare_sum[out] = d->sum[a];
				d->spare_p[out++] = d->p_sum[a++];
				continue;
			}
			d->spare_sum[out] = shifted;
			d->spare_p[out] = d->p[i] * from_p[b++];
			if (a < d->cells && d->sum[a] == shifted)
				d->spare_p[out] += d->p_sum[a++];
			out++;
		}
		swap_sum = d->sum;
		swap_p = d->p_sum;
		d->sum = d->spare_sum;
		d->p_sum = d->spare_p;
		d->spare_sum = swap_sum;
		d->spare_p = swap_p;
		d->cells = out;
	}
	pfree(from_sum);
	pfree(from_p);
}

/* Counts the work, so that a query ends with an error and not after an hour. */
static void
DrawsStep(Draws *d)
{
	d->work += (float8) d->cells * d->k * (d->dense ? 1.0 : 4.0);
	if (d->work > DRAWS_MAX_WORK)
		DrawsLimit();
	if (d->dense)
		DenseStep(d);
	else
		SparseStep(d);
	d->periods++;
}

/* ---- arguments ---- */

/* The history from argument 0 on its grid after `periods` draws; false when it is empty. */
static bool
DrawsFromArgs(FunctionCallInfo fcinfo, Draws *d, int periods, float8 so_far)
{
	int			n;
	float8	   *history = FloatArrayWithoutNulls(fcinfo, 0, "history", &n);
	int64		origin;

	CheckPeriods(periods);
	if (n == 0)
		return false;
	DrawsInit(d, history, n, &so_far, 1, &origin);
	DrawsStart(d, periods, origin, (float8) d->index[d->k - 1] * periods + 1.0);
	for (int i = 0; i < periods; i++)
		DrawsStep(d);
	return true;
}

/* ---- SQL functions ---- */

/* total_distribution(history, periods): total, probability, at_least */
PG_FUNCTION_INFO_V1(opm_total_distribution);
Datum
opm_total_distribution(PG_FUNCTION_ARGS)
{
	Draws		d;
	Dd			rest = DdFrom(0.0);
	float8	   *at_least;

	InitMaterializedSRF(fcinfo, 0);
	if (!DrawsFromArgs(fcinfo, &d, PG_GETARG_INT32(1), 0.0))
		return (Datum) 0;
	at_least = palloc(d.cells * sizeof(float8));
	for (int i = d.cells - 1; i >= 0; i--)
	{
		rest = DdAddFloat(rest, d.p_sum[i]);
		at_least[i] = Min(rest.hi, 1.0);
	}
	for (int i = 0; i < d.cells; i++)
	{
		Row			row;

		if (d.p_sum[i] == 0.0)
			continue;			/* a place on the grid that no sum takes */
		RowInit(&row);
		RowFloat(&row, 0, DrawsReal(&d, DrawsTotal(&d, i)));
		RowFloat(&row, 1, d.p_sum[i]);
		RowFloat(&row, 2, at_least[i]);
		RowPut(fcinfo, &row);
	}
	return (Datum) 0;
}

/* total_at_least(history, periods, probability) */
PG_FUNCTION_INFO_V1(opm_total_at_least);
Datum
opm_total_at_least(PG_FUNCTION_ARGS)
{
	Draws		d;
	float8		level = CheckChance(PG_GETARG_FLOAT8(2));
	Dd			below = DdFrom(0.0);
	int			cell;

	if (!DrawsFromArgs(fcinfo, &d, PG_GETARG_INT32(1), 0.0))
		PG_RETURN_NULL();
	for (cell = 0; cell < d.cells - 1; cell++)
	{
		below = DdAddFloat(below, d.p_sum[cell]);
		if (below.hi >= (1.0 - level) * (1.0 - 1e-12) && d.p_sum[cell] > 0.0)
			break;
	}
	PG_RETURN_FLOAT8(DrawsReal(&d, DrawsTotal(&d, cell)));
}

/* Probability that a total of draws with the history's mean and standard deviation reaches the target. */
static float8
MomentsProbability(const float8 *history, int n, int periods, float8 so_far, const Target *t, bool student)
{
	Dd			sum = DdFrom(0.0);
	Dd			squares = DdFrom(0.0);
	float8		mean;
	float8		sd;
	float8		m = periods;

	for (int i = 0; i < n; i++)
		sum = DdAddFloat(sum, history[i]);
	mean = sum.hi / n;
	for (int i = 0; i < n; i++)
		squares = DdAddFloat(squares, (history[i] - mean) * (history[i] - mean));
	sd = n < 2 ? 0.0 : sqrt(squares.hi / (n - 1));
	if (student)
		return TargetProbability(t, DdAddFloat(DdTwoProd(m, mean), so_far),
								 sd * sqrt(m + m * m / n), Max(n - 1, 1));
	return TargetProbability(t, DdAddFloat(DdTwoProd(m, mean), so_far), sd * sqrt(m), get_float8_infinity());
}

/* How the distribution of a sum is found. */
enum SumMethod
{
	SUM_EXACT, SUM_NORMAL, SUM_T
};

static const char *const sum_word[] = {"exact", "normal", "t"};

/* hit_probability(history, periods, target, so_far, method) */
PG_FUNCTION_INFO_V1(opm_hit_probability_history);
Datum
opm_hit_probability_history(PG_FUNCTION_ARGS)
{
	const Target *t = PG_GETARG_TARGET_P(2);
	int			periods = PG_GETARG_INT32(1);
	float8		so_far = CheckFinite(PG_GETARG_FLOAT8(3), "total so far");
	int			method = ChooseWord(PG_GETARG_TEXT_PP(4), "method", sum_word, lengthof(sum_word));
	Draws		d;
	Dd			p = DdFrom(0.0);

	if (method != SUM_EXACT)
	{
		int			n;
		float8	   *history = FloatArrayWithoutNulls(fcinfo, 0, "history", &n);

		CheckPeriods(periods);
		if (n == 0)
			PG_RETURN_NULL();
		if (n < 2 && periods > 0)
			PG_RETURN_NULL();
		return FloatResult(MomentsProbability(history, n, periods, so_far, t, method == SUM_T));
	}
	if (!DrawsFromArgs(fcinfo, &d, periods, so_far))
		PG_RETURN_NULL();
	for (int i = 0; i < d.cells; i++)
		if (d.p_sum[i] > 0.0 && TargetReached(t, DrawsReal(&d, DrawsTotal(&d, i))))
			p = DdAddFloat(p, d.p_sum[i]);
	PG_RETURN_FLOAT8(Min(p.hi, 1.0));
}

/* Take out the totals that have reached the amount; their probability. */
static float8
DrawsAbsorb(Draws *d, int64 amount)
{
	Dd			p = DdFrom(0.0);

	while (d->cells > 0 && DrawsTotal(d, d->cells - 1) >= amount)
		p = DdAddFloat(p, d->p_sum[--d->cells]);
	return p.hi;
}

/* periods_until(history, amount, probability): first passage */
PG_FUNCTION_INFO_V1(opm_periods_until);
Datum
opm_periods_until(PG_FUNCTION_ARGS)
{
	int			n;
	float8	   *history = FloatArrayWithoutNulls(fcinfo, 0, "history", &n);
	float8		amount = CheckFinite(PG_GETARG_FLOAT8(1), "amount");
	float8		level = CheckChance(PG_GETARG_FLOAT8(2));
	float8		reached = 0.0;
	float8		grid;
	int64		scaled;
	Draws		d;
	int			periods;

	if (amount <= 0.0)
		PG_RETURN_INT32(0);
	if (n == 0)
		PG_RETURN_NULL();
	DrawsInit(&d, history, n, &amount, 1, &scaled);
	if (d.base + d.step * d.index[d.k - 1] <= 0)
		PG_RETURN_NULL();		/* never */
	if (d.k == 1)
	{
		int64		needed = (scaled - 1) / d.base + 1;

		if (needed > DRAWS_MAX_PERIODS)
			PG_RETURN_NULL();
		PG_RETURN_INT32((int32) needed);
	}
	/* totals that have reached the amount are taken out, so without losses the grid ends there */
	grid = d.base < 0 ? get_float8_infinity() : (float8) scaled / d.step + d.index[d.k - 1] + 2.0;
	DrawsStart(&d, d.base < 0 ? DRAWS_MAX_PERIODS : 1, scaled, grid);
	d.origin = 0;
	for (periods = 1; periods <= DRAWS_MAX_PERIODS; periods++)
	{
		DrawsStep(&d);
		reached += DrawsAbsorb(&d, scaled);
		if (reached >= level * (1.0 - 1e-12))
			PG_RETURN_INT32(periods);
		if (d.cells == 0)
			PG_RETURN_INT32(periods);
	}
	PG_RETURN_NULL();
}
