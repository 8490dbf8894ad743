/*
 * allocate.c: a total split by weights into whole units that add up to it exactly.
 *
 * Everybody gets the whole units of their quota; the units left over go to the largest remainders, ties to
 * the first. Integers of 128 bits do the work; what does not fit in them takes the same way in numeric.
 */
#include "allocate.h"

#include "utils/builtins.h"

#include "huge.h"
#include "window.h"

/* ---- numbers ---- */

static inline Numeric
NumericCall2(PGFunction f, Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(f, NumericGetDatum(a), NumericGetDatum(b)));
}

static inline int
NumericCompare(Numeric a, Numeric b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, NumericGetDatum(a), NumericGetDatum(b)));
}

static inline char *
NumericString(Numeric n)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(n)));
}

/* Only for digits that were printed here, so it cannot fail. */
static Numeric
NumericParse(const char *s)
{
	return DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(s),
											   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

/* Digits after the point that matter: 1 for 1.50. */
static int
NumericScale(Numeric n)
{
	char	   *s = NumericString(n);
	char	   *point = strchr(s, '.');
	int			scale = 0;

	if (point)
		for (int i = 1; point[i]; i++)
			if (point[i] != '0')
				scale = i;
	pfree(s);
	return scale;
}

/* n * 10^scale as an integer; false if it is none, or too large. */
bool
NumericToInt128(Numeric n, int scale, int128 *result)
{
	char	   *s = NumericString(n);
	const char *p = s;
	bool		negative = *p == '-';
	int128		x = 0;
	int			after = -1;		/* digits seen after the point */
	bool		ok = true;

	for (p += negative; ok && *p; p++)
	{
		if (*p == '.')
			after = 0;
		else if (*p < '0' || *p > '9')
			ok = false;			/* NaN, Infinity */
		else if (after >= scale)
			ok = *p == '0';
		else
		{
			x = x * 10 + (*p - '0');
			after += after >= 0;
			ok = x < ALLOC_MAX / 10;
		}
	}
	for (after = Max(after, 0); ok && after < scale; after++)
	{
		x *= 10;
		ok = x < ALLOC_MAX / 10;
	}
	pfree(s);
	*result = negative ? -x : x;
	return ok;
}

/* Digit by digit: the server keeps its own such function to itself. */
Numeric
Int128ToNumeric(int128 x)
{
	char		buf[64];
	char	   *p = buf + sizeof(buf) - 1;
	bool		negative = x < 0;

	if (x >= PG_INT64_MIN && x <= PG_INT64_MAX)
		return int64_to_numeric((int64) x);
	*p = '\0';
	for (x = negative ? -x : x; x > 0; x /= 10)
		*--p = '0' + (char) (x % 10);
	if (negative)
		*--p = '-';
	return NumericParse(p);
}

/*
 * Weights as integers in the same proportion: each double is the shortest decimal that names it, and all are
 * multiplied by one power of ten. False if that takes more than 15 digits after the point.
 */
bool
ScaleWeights(const float8 *weights, int128 *scaled, int64 n)
{
	float8		power = 1;
	float8		max = 0;

	for (int64 i = 0; i < n; i++)
	{
		max = Max(max, weights[i]);
		while (rint(weights[i] * power) / power != weights[i])
			if ((power *= 10) > 1e15)
				return false;
	}
	if (max * power > 9e15)
		return false;			/* the products would not be exact */
	for (int64 i = 0; i < n; i++)
		scaled[i] = (int128) rint(weights[i] * power);
	return true;
}

/* ---- the split ---- */

typedef struct Remainder
{
	int128		left;			/* remainder of the quota, in units / sum of weights */
	int64		part;			/* index of the part */
} Remainder;

/* Larger remainders first, ties in the order given. */
static int
CompareRemainders(const void *a, const void *b)
{
	const Remainder *x = a;
	const Remainder *y = b;

	if (x->left != y->left)
		return x->left > y->left ? -1 : 1;
	return x->part < y->part ? -1 : x->part > y->part;
}

/* Largest remainders over the parts that are not frozen, whose weights add up to sum > 0. */
static void
SplitByWeights(int128 total, int128 sum, AllocPart *parts, int64 n)
{
	int128		size = total < 0 ? -total : total;
	int128		left = size;
	Remainder  *remainders;
	int64		nremainders = 0;

	for (int64 i = 0; i < n; i++)
		if (!parts[i].frozen)
		{
			parts[i].units = size * parts[i].weight / sum;
			left -= parts[i].units;
		}
	if (left > 0)
	{
		remainders = HugeAlloc(n, sizeof(Remainder));
		for (int64 i = 0; i < n; i++)
		{
			int128		r = parts[i].frozen ? 0 : size * parts[i].weight - parts[i].units * sum;

			if (r == 0)
				continue;
			remainders[nremainders].left = r;
			remainders[nremainders++].part = i;
		}
		qsort(remainders, nremainders, sizeof(Remainder), CompareRemainders);
		for (int64 i = 0; i < (int64) left; i++)
			parts[remainders[i].part].units++;
		pfree(remainders);
	}
	for (int64 i = 0; total < 0 && i < n; i++)
		if (!parts[i].frozen)
			parts[i].units = -parts[i].units;
}

/* Would a * b leave the range that sums of two stay in? Neither is negative. */
static inline bool
ProductTooLarge(int128 a, int128 b)
{
	return b != 0 && a > ALLOC_MAX / b;
}

/*
 * One step of water-filling: split what is left in proportion, find who falls below a floor and who rises
 * above a cap, and freeze the side that weighs more (both if they balance). Returns false when nobody was out
 * of bounds.
 */
static bool
FreezeSome(int128 left, int128 sum, AllocPart *parts, int64 n)
{
	int128		limits = 0;		/* floors and caps of those out of bounds */
	int128		weights = 0;	/* their weights */
	int128		balance;
	bool		frozen = false;

#define BelowFloor(p) (!(p)->frozen && (p)->has_floor && left * (p)->weight < (p)->floor * sum)
#define AboveCap(p) (!(p)->frozen && (p)->has_cap && left * (p)->weight > (p)->cap * sum)
	for (int64 i = 0; i < n; i++)
	{
		bool		low = BelowFloor(&parts[i]);

		if (low || AboveCap(&parts[i]))
		{
			limits += low ? parts[i].floor : parts[i].cap;
			weights += parts[i].weight;
		}
	}
	balance = limits * sum - left * weights;
	for (int64 i = 0; i < n; i++)
	{
		bool		low = balance >= 0 && BelowFloor(&parts[i]);

		if (low || (balance <= 0 && AboveCap(&parts[i])))
		{
			parts[i].units = low ? parts[i].floor : parts[i].cap;
			/* set last: the tests above must see the others as they were */
			parts[i].frozen = frozen = true;
		}
	}
	return frozen;
}

/* Can all sums and products of these numbers be formed? */
static bool
FitsInt128(int128 total, const AllocPart *parts, int64 n)
{
	int128		sum = 0;
	int128		limits = total < 0 ? -total : total;

	for (int64 i = 0; i < n; i++)
	{
		int128		floor = parts[i].has_floor ? parts[i].floor : 0;
		int128		cap = parts[i].has_cap ? parts[i].cap : 0;

		sum += parts[i].weight;
		limits += (floor < 0 ? -floor : floor) + (cap < 0 ? -cap : cap);
		if (sum > ALLOC_MAX || limits > ALLOC_MAX)
			return false;
	}
	return !ProductTooLarge(limits, sum);
}

/*
 * Water-filling: split what is left in proportion, freeze at their limits those who would break one, and
 * start again with the rest. Each round freezes somebody, so there are at most n; freezing only the heavier
 * side at a time makes the result the fair one, and the same in any order of the rows.
 */
AllocResult
AllocateUnits(int128 total, AllocPart *parts, int64 n)
{
	bool		limited = false;

	if (!FitsInt128(total, parts, n))
		return ALLOC_TOO_LARGE;
	for (int64 i = 0; i < n; i++)
	{
		parts[i].units = 0;
		parts[i].frozen = false;
		limited |= parts[i].has_floor || parts[i].has_cap;
	}
	for (;;)
	{
		int128		left = total;
		int128		sum = 0;
		bool		open = false;

		CHECK_FOR_INTERRUPTS();
		for (int64 i = 0; i < n; i++)
		{
			if (parts[i].frozen)
				left -= parts[i].units;
			else
				sum += parts[i].weight;
			open |= !parts[i].frozen;
		}
		if (sum == 0)
		{
			/* whoever is left has no weight: they stay at 0 or within their limits */
			if (open && limited && FreezeSome(0, 1, parts, n))
				continue;
			if (left == 0 && (limited || !open))
				return ALLOC_OK;
			return limited ? ALLOC_LIMITS : ALLOC_NO_WEIGHT;
		}
		if (limited && FreezeSome(left, sum, parts, n))
			continue;
		SplitByWeights(left, sum, parts, n);
		return ALLOC_OK;
	}
}

typedef struct BigRemainder
{
	Numeric		left;			/* remainder of the quota, times the sum of weights */
	int64		part;			/* index of the part */
} BigRemainder;

/* Larger remainders first, ties in the order given: as CompareRemainders. */
static int
CompareBigRemainders(const void *a, const void *b)
{
	const BigRemainder *x = a;
	const BigRemainder *y = b;
	int			cmp = NumericCompare(y->left, x->left);

	return cmp != 0 ? cmp : x->part < y->part ? -1 : x->part > y->part;
}

/* The same split where integers of 128 bits are too short; no limits. False if no weight is above 0. */
bool
AllocateNumeric(Numeric total, const Numeric *weights, Numeric *units, int64 n)
{
	Numeric		zero = int64_to_numeric(0);
	Numeric		one = int64_to_numeric(1);
	bool		negative = NumericCompare(total, zero) < 0;
	Numeric		size = DatumGetNumeric(DirectFunctionCall1(numeric_abs, NumericGetDatum(total)));
	Numeric		left = size;
	Numeric		sum = zero;
	BigRemainder *remainders = HugeAlloc(n, sizeof(BigRemainder));

	for (int64 i = 0; i < n; i++)
		sum = NumericCall2(numeric_add, sum, weights[i]);
	if (NumericCompare(sum, zero) == 0)
		return false;
	for (int64 i = 0; i < n; i++)
	{
		Numeric		product = NumericCall2(numeric_mul, size, weights[i]);

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		units[i] = NumericCall2(numeric_div_trunc, product, sum);
		left = NumericCall2(numeric_sub, left, units[i]);
		remainders[i].part = i;
		remainders[i].left = NumericCall2(numeric_sub, product, NumericCall2(numeric_mul, units[i], sum));
	}
	qsort(remainders, n, sizeof(BigRemainder), CompareBigRemainders);
	for (int64 i = 0; NumericCompare(left, zero) > 0; i++)
	{
		units[remainders[i].part] = NumericCall2(numeric_add, units[remainders[i].part], one);
		left = NumericCall2(numeric_sub, left, one);
	}
	for (int64 i = 0; negative && i < n; i++)
		units[i] = DatumGetNumeric(DirectFunctionCall1(numeric_uminus, NumericGetDatum(units[i])));
	return true;
}

/* ---- units ---- */

/* NaN and infinity are numerics too. */
void
CheckAllocNumeric(Numeric n, const char *what, bool negative_allowed)
{
	if (numeric_is_nan(n) || numeric_is_inf(n))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be a finite number", what)));
	if (!negative_allowed && NumericCompare(n, int64_to_numeric(0)) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must not be negative", what)));
}

/* Without a unit, the last digit that the total is written with: cents for 100.00. */
void
AllocUnitInit(AllocUnit *u, Numeric total, Numeric unit, bool has_unit)
{
	char	   *s;
	char	   *point;

	if (has_unit)
	{
		CheckAllocNumeric(unit, "unit", false);
		if (NumericCompare(unit, int64_to_numeric(0)) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unit must be above 0"),
					 errhint("Use 0.01 for cents, 1 for whole numbers.")));
		u->unit = unit;
	}
	else
	{
		s = NumericString(total);
		point = strchr(s, '.');
		for (char *p = s; *p; p++)
			if (*p != '.')
				*p = p[1] == '\0' ? '1' : '0';
		if (point == NULL)
			u->unit = int64_to_numeric(1);
		else
			u->unit = NumericParse(s[0] == '-' ? s + 1 : s);
	}
	u->scale = -1;
	for (int scale = 0; scale <= 15 && u->scale < 0; scale++)
		if (NumericCompare(u->unit, int64_div_fast_to_numeric(1, scale)) == 0)
			u->scale = scale;
}

/* An amount in units; it must be a whole number of them. */
Numeric
AllocUnitCount(const AllocUnit *u, Numeric amount, const char *what)
{
	if (NumericCompare(NumericCall2(numeric_mod, amount, u->unit), int64_to_numeric(0)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %s is not a whole number of units of %s",
						what, NumericString(amount), NumericString(u->unit)),
				 errdetail("Parts are whole units, so they could not add up to it."),
				 errhint("Round it first, or use a smaller unit.")));
	return NumericCall2(numeric_div_trunc, amount, u->unit);
}

/*
 * The fast way for the usual case, a decimal unit and an amount that fits into 64 bits; both give the same
 * digits.
 */
Numeric
AllocUnitAmount(const AllocUnit *u, int128 units)
{
	if (u->scale >= 0 && units >= PG_INT64_MIN && units <= PG_INT64_MAX)
		return int64_div_fast_to_numeric((int64) units, u->scale);
	return NumericCall2(numeric_mul, Int128ToNumeric(units), u->unit);
}

/* ---- SQL: allocate() and phase() over a window ---- */

/*
 * Results of a partition, computed at its first row: offset of each row's numeric in the block, 0 for NULL.
 */
typedef struct AllocBlock
{
	int64		nrows;			/* rows of the partition */
	Size		offset[FLEXIBLE_ARRAY_MEMBER];	/* by row: where its amount begins, in bytes; 0: NULL */
} AllocBlock;

typedef struct AllocInput
{
	int64		nrows;			/* rows of the partition */
	Numeric		total;			/* NULL if the partition has none */
	AllocUnit	unit;			/* what amounts are whole numbers of */
	Numeric		units;			/* the total in units */
	Numeric    *weights;		/* NULL entries: rows without a weight */
	Numeric    *floors;			/* NULL without limits */
	Numeric    *caps;			/* likewise */
	Numeric    *results;		/* in units, then amounts */
} AllocInput;

enum AllocArg
{
	ALLOC_TOTAL, ALLOC_WEIGHT, ALLOC_UNIT, ALLOC_FLOOR, ALLOC_CAP
};

/* An argument of any row; `cast` makes it numeric, NULL if it is. */
static Numeric
WindowNumeric(FunctionCallInfo fcinfo, int arg, int64 row, PGFunction cast, bool *isnull)
{
	Datum		d = WindowArg(PG_WINDOW_OBJECT(), arg, row, isnull);

	if (*isnull)
		return NULL;
	return cast ? DatumGetNumeric(DirectFunctionCall1(cast, d)) : DatumGetNumericCopy(d);
}

/* One value for the whole partition; rows that say another are refused. */
static Numeric
PartitionConstant(FunctionCallInfo fcinfo, int arg, int64 nrows, const char *what)
{
	bool		isnull;
	Numeric		first = WindowNumeric(fcinfo, arg, 0, NULL, &isnull);

	for (int64 i = 1; i < nrows; i++)
	{
		bool		othernull;
		Datum		other = WindowArg(PG_WINDOW_OBJECT(), arg, i, &othernull);

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (othernull != isnull || (!isnull && NumericCompare(first, DatumGetNumeric(other)) != 0))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must be the same in all rows of a partition", what),
					 errhint("Add what tells the totals apart to PARTITION BY.")));
	}
	return isnull ? NULL : first;
}

/* One argument of all rows; NULL entries for NULLs, NULL if there is nothing else. */
static Numeric *
PartitionColumn(FunctionCallInfo fcinfo, int arg, int64 nrows, PGFunction cast, const char *what,
				bool negative_allowed)
{
	Numeric    *column = HugeAlloc(nrows, sizeof(Numeric));
	bool		any = false;

	for (int64 i = 0; i < nrows; i++)
	{
		bool		isnull;

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		column[i] = WindowNumeric(fcinfo, arg, i, cast, &isnull);
		any |= column[i] != NULL;
		if (column[i])
			CheckAllocNumeric(column[i], what, negative_allowed);
	}
	return any ? column : NULL;
}

/* Reads the partition; false if it has no total or no weights, and so no answer. */
static bool
ReadPartition(FunctionCallInfo fcinfo, AllocInput *in, PGFunction cast)
{
	Numeric		unit;

	in->total = PartitionConstant(fcinfo, ALLOC_TOTAL, in->nrows, "total");
	unit = PartitionConstant(fcinfo, ALLOC_UNIT, in->nrows, "unit");
	in->weights = PartitionColumn(fcinfo, ALLOC_WEIGHT, in->nrows, cast, "weight", false);
	if (PG_NARGS() > ALLOC_CAP)
	{
		in->floors = PartitionColumn(fcinfo, ALLOC_FLOOR, in->nrows, NULL, "least amount", true);
		in->caps = PartitionColumn(fcinfo, ALLOC_CAP, in->nrows, NULL, "greatest amount", true);
	}
	if (in->total == NULL || in->weights == NULL)
		return false;
	CheckAllocNumeric(in->total, "total", true);
	AllocUnitInit(&in->unit, in->total, unit, unit != NULL);
	in->units = AllocUnitCount(&in->unit, in->total, "total");
	in->results = HugeZeroed(in->nrows, sizeof(Numeric));
	return true;
}

/* A limit in whole units, rounded inwards so that it holds: a floor up, a cap down. */
static bool
LimitUnits(const AllocInput *in, Numeric limit, bool up, int128 *units)
{
	Numeric		quotient;
	Numeric		exact;

	if (limit == NULL)
		return false;
	quotient = NumericCall2(numeric_div_trunc, limit, in->unit.unit);
	exact = NumericCall2(numeric_mul, quotient, in->unit.unit);
	if (up && NumericCompare(exact, limit) < 0)
		quotient = NumericCall2(numeric_add, quotient, int64_to_numeric(1));
	if (!up && NumericCompare(exact, limit) > 0)
		quotient = NumericCall2(numeric_sub, quotient, int64_to_numeric(1));
	if (!NumericToInt128(quotient, 0, units))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("limit %s is out of range", NumericString(limit))));
	return true;
}

/* The rows that take part, as integers; false if they do not fit. */
static bool
ReadParts(const AllocInput *in, AllocPart *parts, int64 *row, int64 *nparts, int128 *total)
{
	int			scale = 0;
	int64		n = 0;

	if (!NumericToInt128(in->units, 0, total))
		return false;
	for (int64 i = 0; i < in->nrows; i++)
		if (in->weights[i])
			scale = Max(scale, NumericScale(in->weights[i]));
	for (int64 i = 0; i < in->nrows; i++)
	{
		AllocPart  *p = &parts[n];

		if (in->weights[i] == NULL)
			continue;
		memset(p, 0, sizeof(*p));
		if (!NumericToInt128(in->weights[i], scale, &p->weight))
			return false;
		if (in->floors || in->caps)
		{
			p->has_floor = in->floors && LimitUnits(in, in->floors[i], true, &p->floor);
			p->has_cap = in->caps && LimitUnits(in, in->caps[i], false, &p->cap);
			if (in->floors && in->caps && p->has_floor && p->has_cap && p->floor > p->cap)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("least amount %s is above greatest amount %s",
								NumericString(in->floors[i]), NumericString(in->caps[i])),
						 errdetail("Limits are rounded inwards to whole units of %s.",
								   NumericString(in->unit.unit))));
			AllocKeepSign(*total < 0, &p->has_floor, &p->floor, &p->has_cap, &p->cap);
		}
		row[n++] = i;
	}
	*nparts = n;
	return true;
}

/* Not met is not the same as nearly met: parts that do not add up are never returned. */
static void
RefuseLimits(Numeric total)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("total %s cannot be met within the limits", NumericString(total)),
			 errdetail("The least amounts add up to more, the greatest amounts to less, "
					   "or what is left has no weight."),
			 errhint("Widen the limits, or change the total.")));
}

/* The split in numeric, for numbers of any size. */
static void
AllocateBig(AllocInput *in)
{
	Numeric    *weights = HugeAlloc(in->nrows, sizeof(Numeric));
	Numeric    *units = HugeAlloc(in->nrows, sizeof(Numeric));
	int64		n = 0;

	if (in->floors || in->caps)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("numbers are too large to allocate within limits"),
				 errdetail("Units times the sum of all weights must stay below 10^37.")));
	for (int64 i = 0; i < in->nrows; i++)
		if (in->weights[i])
			weights[n++] = in->weights[i];
	if (!AllocateNumeric(in->units, weights, units, n))
		return;
	n = 0;
	for (int64 i = 0; i < in->nrows; i++)
		if (in->weights[i])
			in->results[i] = NumericCall2(numeric_mul, units[n++], in->unit.unit);
}

/* Integers of 128 bits if they suffice, else numeric, which is slower by far and knows no limits. */
static void
AllocatePartition(AllocInput *in)
{
	AllocPart  *parts = HugeAlloc(in->nrows, sizeof(AllocPart));
	int64	   *row = HugeAlloc(in->nrows, sizeof(int64));
	int64		nparts;
	int128		total;
	AllocResult result = ALLOC_TOO_LARGE;

	if (ReadParts(in, parts, row, &nparts, &total))
		result = AllocateUnits(total, parts, nparts);
	if (result == ALLOC_LIMITS)
		RefuseLimits(in->total);
	if (result == ALLOC_TOO_LARGE)
		AllocateBig(in);
	for (int64 i = 0; result == ALLOC_OK && i < nparts; i++)
		in->results[row[i]] = AllocUnitAmount(&in->unit, parts[i].units);
}

/*
 * Time phasing: each period ends where the plan to date, rounded to units (half away from zero), ends. A
 * later period never changes an earlier one, and no period is off by a whole unit.
 */
static void
PhasePartition(AllocInput *in)
{
	Numeric		zero = int64_to_numeric(0);
	Numeric		sum = zero;
	Numeric		running = zero;
	Numeric		done = zero;

	for (int64 i = 0; i < in->nrows; i++)
		if (in->weights[i])
			sum = NumericCall2(numeric_add, sum, in->weights[i]);
	if (NumericCompare(sum, zero) == 0)
		return;
	for (int64 i = 0; i < in->nrows; i++)
	{
		Numeric		twice;
		Numeric		due;

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (in->weights[i] == NULL)
			continue;
		running = NumericCall2(numeric_add, running, in->weights[i]);
		/* round(x) = trunc((2 |x| + 1) / 2), exact */
		twice = NumericCall2(numeric_mul, int64_to_numeric(2), NumericCall2(numeric_mul, in->units, running));
		twice = NumericCall2(NumericCompare(in->units, zero) < 0 ? numeric_sub : numeric_add, twice, sum);
		due = NumericCall2(numeric_div_trunc, twice, NumericCall2(numeric_mul, int64_to_numeric(2), sum));
		in->results[i] = NumericCall2(numeric_mul, NumericCall2(numeric_sub, due, done), in->unit.unit);
		done = due;
	}
}

/* One block for the partition: its memory cannot grow, so the size is counted first. */
static AllocBlock *
StoreResults(FunctionCallInfo fcinfo, const AllocInput *in)
{
	Size		head = MAXALIGN(offsetof(AllocBlock, offset) + sizeof(Size) * in->nrows);
	Size		size = head;
	AllocBlock *block;

	for (int64 i = 0; in->results && i < in->nrows; i++)
		if (in->results[i])
			size += MAXALIGN(VARSIZE_ANY(in->results[i]));
	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("partition has too many rows to allocate over"),
				 errdetail("The parts of a partition take at most 1 GB of memory.")));
	block = WinGetPartitionLocalMemory(PG_WINDOW_OBJECT(), size);
	block->nrows = in->nrows;
	size = head;
	for (int64 i = 0; in->results && i < in->nrows; i++)
		if (in->results[i])
		{
			block->offset[i] = size;
			memcpy((char *) block + size, in->results[i], VARSIZE_ANY(in->results[i]));
			size += MAXALIGN(VARSIZE_ANY(in->results[i]));
		}
	return block;
}

/* The first row of a partition reads all of it and computes all parts; the others look theirs up. */
static Datum
AllocateWindow(FunctionCallInfo fcinfo, void (*split) (AllocInput *in), PGFunction cast)
{
	WindowObject window = PG_WINDOW_OBJECT();
	AllocBlock *block;
	int64		row;

	if (!WindowObjectIsValid(window))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("window function called without an OVER clause")));
	row = WinGetCurrentPosition(window);
	if (row == 0)
	{
		MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "opm allocate",
												   ALLOCSET_DEFAULT_SIZES);
		MemoryContext old = MemoryContextSwitchTo(work);
		AllocInput	in = {0};

		in.nrows = WinGetPartitionRowCount(window);
		if (in.nrows > PG_INT32_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("partition has too many rows to allocate over")));
		if (ReadPartition(fcinfo, &in, cast))
			split(&in);
		StoreResults(fcinfo, &in);
		MemoryContextSwitchTo(old);
		MemoryContextDelete(work);
	}
	block = WinGetPartitionLocalMemory(window, 0);
	if (row >= block->nrows || block->offset[row] == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER((char *) block + block->offset[row]);
}

#define ALLOCATE_FUNCTION(name, split, cast) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { return AllocateWindow(fcinfo, split, cast); }

ALLOCATE_FUNCTION(opm_allocate_numeric, AllocatePartition, NULL)
ALLOCATE_FUNCTION(opm_allocate_float8, AllocatePartition, float8_numeric)
ALLOCATE_FUNCTION(opm_allocate_bigint, AllocatePartition, int8_numeric)
ALLOCATE_FUNCTION(opm_phase_numeric, PhasePartition, NULL)
ALLOCATE_FUNCTION(opm_phase_float8, PhasePartition, float8_numeric)
ALLOCATE_FUNCTION(opm_phase_bigint, PhasePartition, int8_numeric)
