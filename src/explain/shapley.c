/*
 * shapley.c: dividing the change of a mean, an order statistic or a power mean among what it is made of.
 *
 * A weighted mean has the midpoint rule. An order statistic is a sum of yes-no games, one for each level
 * between two values ("are k of n above it?"), in which all who rise past the level are alike, and all who
 * fall: one number for each side, found by counting orders. Power means with few changes try every subset.
 */
#include "shapley.h"

#include "port/pg_bitutils.h"

#include "huge.h"

/* ---- weighted mean ---- */

/*
 * Midpoint rule: mean weight times change of x, and change of weight times distance from the mean. Weights
 * count as given, so that an unchanged player has no effect; but where no weight stayed as it was, only their
 * proportions can be meant, and they are brought to the same sum first.
 */
bool
ShapleyMean(Player *p, int64 n)
{
	float8		sum0 = 0;
	float8		sum1 = 0;
	float8		mean = 0;
	float8		scale = 1;
	bool		kept = false;

	for (int64 i = 0; i < n; i++)
	{
		sum0 += p[i].w0;
		sum1 += p[i].w1;
		kept |= p[i].w0 == p[i].w1;
	}
	if (!(sum0 > 0 && sum1 > 0) || isinf(sum0 + sum1))
		return false;
	if (!kept)
	{
		scale = sum0 / sum1;
		sum1 = sum0;
	}
	for (int64 i = 0; i < n; i++)
		mean += (p[i].w0 + p[i].w1 * scale) * (p[i].x0 / 2 + p[i].x1 / 2);
	mean /= sum0 + sum1;
	for (int64 i = 0; i < n; i++)
	{
		float8		w1 = p[i].w1 * scale;
		float8		x = p[i].x0 / 2 + p[i].x1 / 2;

		p[i].slope = (p[i].w0 / sum0 + w1 / sum1) / 2;
		p[i].byx = p[i].slope * (p[i].x1 - p[i].x0);
		p[i].byw = w1 == p[i].w0 ? 0 : (w1 - p[i].w0) / sum0 * ((sum0 + sum1) / 2 / sum1) * (x - mean);
	}
	return true;
}

/* ---- order statistics ---- */

typedef struct Endpoint
{
	float8		x;				/* one of the values of a player */
	int64		player;			/* index */
	bool		upper;			/* the larger of its two values */
} Endpoint;

/* Ties need no order: between equal values no level lies. */
static int
CompareEndpoints(const void *a, const void *b)
{
	float8		x = ((const Endpoint *) a)->x;
	float8		y = ((const Endpoint *) b)->x;

	return x < y ? -1 : x > y;
}

/*
 * The yes-no game "at least `need` are up", of a players that go up and b that go down: what one of each is
 * worth. One going up decides when need - 1 are up before it moves; sum over the ways in which that can be.
 */
static void
PivotValues(int64 a, int64 b, int64 need, const float8 *logfact, float8 *up, float8 *down)
{
	int64		m = a + b;
	int			change = (a >= need) - (b >= need);

	*up = *down = 0;
	if (need <= 0 || need > m)
		return;					/* the outcome stands, whoever moves */
	if (a == 0)
		*down = (float8) change / b;
	else if (b == 0)
		*up = (float8) change / a;
	else if (logfact == NULL)
	{
		/* too many to count: those who moved the way the outcome went share it */
		*up = change > 0 ? 1.0 / a : 0;
		*down = change < 0 ? -1.0 / b : 0;
	}
	else
	{
		for (int64 i = Max(0, need - 1 - b); i <= Min(a - 1, need - 1); i++)
		{
			int64		j = b + i - need + 1;	/* have gone down already */
			int64		r = i + j;

			*up += exp(logfact[a - 1] - logfact[i] - logfact[a - 1 - i] +
					   logfact[b] - logfact[j] - logfact[b - j] +
					   logfact[r] + logfact[m - 1 - r] - logfact[m]);
		}
		*down = (change - a * *up) / b;
	}
}

/* Factorials of hundreds overflow; their logarithms do not. */
static float8 *
LogFactorials(int64 n)
{
	float8	   *table = HugeAlloc(n + 1, sizeof(float8));

	table[0] = 0;
	for (int64 i = 1; i <= n; i++)
		table[i] = table[i - 1] + log((float8) i);
	return table;
}

/* The k-th largest, 1 <= k <= n; adds factor times the values to byx. */
bool
ShapleyOrder(Player *p, int64 n, int64 k, float8 factor)
{
	Endpoint   *ends = HugeAlloc(2 * n, sizeof(Endpoint));
	float8	   *entered = HugeAlloc(n, sizeof(float8));
	float8	   *logfact = NULL;
	int64		above = n;		/* both values above the level */
	int64		changed = 0;
	int64		a = 0;
	int64		b = 0;
	float8		ups = 0;		/* what one that rises past all levels so far has got */
	float8		downs = 0;

	for (int64 i = 0; i < n; i++)
	{
		ends[2 * i].player = ends[2 * i + 1].player = i;
		ends[2 * i].x = Min(p[i].x0, p[i].x1);
		ends[2 * i + 1].x = Max(p[i].x0, p[i].x1);
		ends[2 * i].upper = false;
		ends[2 * i + 1].upper = true;
		changed += p[i].x0 != p[i].x1;
	}
	qsort(ends, 2 * n, sizeof(Endpoint), CompareEndpoints);
	/* counting orders takes one step for an extreme, up to n for a median */
	if (changed <= SHAPLEY_ORDER_PLAYERS || k == 1 || k == n)
		logfact = LogFactorials(changed);
	for (int64 i = 0; i < 2 * n; i++)
	{
		Player	   *q = &p[ends[i].player];
		bool		rises = q->x1 > q->x0;

		if (q->x0 == q->x1)
			above -= !ends[i].upper;
		else if (!ends[i].upper)
		{
			above--;
			*(rises ? &a : &b) += 1;
			entered[ends[i].player] = rises ? ups : downs;
		}
		else
		{
			*(rises ? &a : &b) -= 1;
			q->byx += factor * ((rises ? ups : downs) - entered[ends[i].player]);
		}
		if (i + 1 < 2 * n && ends[i + 1].x > ends[i].x && a + b > 0)
		{
			float8		up;
			float8		down;

			PivotValues(a, b, k - above, logfact, &up, &down);
			ups += up * (ends[i + 1].x - ends[i].x);
			downs += down * (ends[i + 1].x - ends[i].x);
		}
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	pfree(ends);
	pfree(entered);
	if (logfact)
		pfree(logfact);
	return true;
}

/* An even number of players: the mean of the two in the middle, and effects of a sum are sums of effects. */
bool
ShapleyMedian(Player *p, int64 n)
{
	if (n % 2)
		return ShapleyOrder(p, n, (n + 1) / 2, 1);
	return ShapleyOrder(p, n, n / 2, 0.5) && ShapleyOrder(p, n, n / 2 + 1, 0.5);
}

/* "At least k have reached 1": one game. */
bool
ShapleyReached(Player *p, int64 n, int64 k)
{
	int64		a = 0;
	int64		b = 0;
	int64		above = 0;
	float8		up;
	float8		down;
	float8	   *logfact;

	for (int64 i = 0; i < n; i++)
	{
		bool		was = p[i].x0 >= 1;
		bool		is = p[i].x1 >= 1;

		above += was && is;
		a += is && !was;
		b += was && !is;
	}
	logfact = LogFactorials(a + b);
	PivotValues(a, b, k - above, logfact, &up, &down);
	pfree(logfact);
	for (int64 i = 0; i < n; i++)
	{
		bool		was = p[i].x0 >= 1;
		bool		is = p[i].x1 >= 1;

		p[i].byx += is && !was ? up : was && !is ? down : 0;
	}
	return true;
}

/* ---- geometric and harmonic mean ---- */

/* What a player adds to the sum of logarithms, or of reciprocals. */
static inline float8
PowerTerm(float8 x, float8 w, bool harmonic)
{
	return w == 0 ? 0 : harmonic ? w / x : w * log(x);
}

static inline float8
PowerMean(float8 sum, float8 weights, bool harmonic)
{
	return harmonic ? weights / sum : exp(sum / weights);
}

/* One thing that changes: the x or the w of a player. */
typedef struct Move
{
	int64		player;			/* index */
	bool		weight;			/* its w moves, not its x */
} Move;

/*
 * All subsets of up to SHAPLEY_POWER_PLAYERS moves. A player with two moves has them next to each other, its
 * x first.
 */
static bool
PowerBySubsets(Player *p, int64 n, const Move *moves, int nmoves, bool harmonic)
{
	int			nsets = 1 << nmoves;
	float8	   *sum = palloc(sizeof(float8) * nsets);
	float8	   *weights = palloc(sizeof(float8) * nsets);
	float8	   *result = palloc(sizeof(float8) * nsets);
	float8		share[SHAPLEY_POWER_PLAYERS + 1];
	bool		ok = true;

	sum[0] = weights[0] = 0;
	for (int64 i = 0; i < n; i++)
	{
		bool		moved = false;

		for (int j = 0; j < nmoves; j++)
			moved |= moves[j].player == i;
		if (!moved)
		{
			sum[0] += PowerTerm(p[i].x0, p[i].w0, harmonic);
			weights[0] += p[i].w0;
		}
	}
	/* set 0 stands for "nobody who moves is in": the movers' terms are added for every set below */
	for (int s = nsets - 1; s >= 0; s--)
	{
		sum[s] = sum[0];
		weights[s] = weights[0];
		for (int j = 0; j < nmoves; j++)
		{
			/* one whose x and w both move is one term all the same: its two bits are read together */
			bool		pair = j + 1 < nmoves && moves[j + 1].player == moves[j].player;
			Player	   *q = &p[moves[j].player];
			bool		newx = !moves[j].weight && (s >> j & 1);
			bool		neww = pair ? (s >> (j + 1) & 1) != 0 : moves[j].weight && (s >> j & 1);
			float8		w = neww ? q->w1 : q->w0;

			sum[s] += PowerTerm(newx ? q->x1 : q->x0, w, harmonic);
			weights[s] += w;
			j += pair;
		}
		result[s] = PowerMean(sum[s], weights[s], harmonic);
		ok &= weights[s] > 0 && !isnan(result[s]) && !isinf(result[s]);
	}
	/* how many of the n! orders have exactly these before me: |S|! (n - |S| - 1)! / n! */
	share[0] = 1.0 / nmoves;
	for (int j = 1; j < nmoves; j++)
		share[j] = share[j - 1] * j / (nmoves - j);
	for (int s = 0; ok && s < nsets; s++)
		for (int j = 0; j < nmoves; j++)
			if (!(s >> j & 1))
			{
				float8		gain = share[pg_popcount32(s)] * (result[s | 1 << j] - result[s]);

				*(moves[j].weight ? &p[moves[j].player].byw : &p[moves[j].player].byx) += gain;
			}
	pfree(sum);
	pfree(weights);
	pfree(result);
	return ok;
}

/* A geometric mean that goes from or to 0: the zeros that came or went share the change by weight. */
static bool
PowerByZeros(Player *p, int64 n, bool before, float8 change)
{
	float8		weights = 0;

	for (int64 i = 0; i < n; i++)
		if ((before ? p[i].x0 : p[i].x1) == 0)
			weights += (p[i].w0 + p[i].w1) / 2;
	for (int64 i = 0; i < n; i++)
		if ((before ? p[i].x0 : p[i].x1) == 0)
			p[i].byx = change * ((p[i].w0 + p[i].w1) / 2 / weights);
	return true;
}

/*
 * Many changes: the mean is linear in logarithms, or in reciprocals; back by the logarithmic mean, or by -S0
 * S1.
 */
static bool
PowerClosedForm(Player *p, int64 n, bool harmonic)
{
	Player	   *q = HugeAlloc(n, sizeof(Player));
	float8		sum[2] = {0, 0};
	float8		weights[2] = {0, 0};
	float8		s0;
	float8		s1;
	float8		factor;
	bool		ok = true;

	for (int64 i = 0; i < n; i++)
	{
		sum[0] += PowerTerm(p[i].x0, p[i].w0, harmonic);
		sum[1] += PowerTerm(p[i].x1, p[i].w1, harmonic);
		weights[0] += p[i].w0;
		weights[1] += p[i].w1;
	}
	s0 = PowerMean(sum[0], weights[0], harmonic);
	s1 = PowerMean(sum[1], weights[1], harmonic);
	if (isnan(s0) || isnan(s1) || isinf(s0) || isinf(s1))
		ok = false;
	else if (!harmonic && (s0 == 0 || s1 == 0))
		ok = (s0 == 0 && s1 == 0) || PowerByZeros(p, n, s0 == 0, s1 - s0);
	else
	{
		factor = harmonic ? -s0 * s1 : s0 == s1 ? s0 : (s1 - s0) / log(s1 / s0);
		for (int64 i = 0; i < n; i++)
		{
			q[i] = p[i];
			q[i].x0 = harmonic ? 1 / p[i].x0 : log(p[i].x0);
			q[i].x1 = harmonic ? 1 / p[i].x1 : log(p[i].x1);
			/* a weight of 0 hides an x that has no logarithm */
			q[i].x0 = p[i].w0 == 0 && isinf(q[i].x0) ? q[i].x1 : q[i].x0;
			q[i].x1 = p[i].w1 == 0 && isinf(q[i].x1) ? q[i].x0 : q[i].x1;
		}
		ok = ShapleyMean(q, n);
		for (int64 i = 0; ok && i < n; i++)
		{
			p[i].byx = factor * q[i].byx;
			p[i].byw = factor * q[i].byw;
		}
	}
	pfree(q);
	return ok;
}

/*
 * Exact by all subsets up to a dozen changes, which is what reports have; beyond, a closed form that adds up
 * as well and differs little.
 */
bool
ShapleyPower(Player *p, int64 n, bool harmonic)
{
	Move		moves[SHAPLEY_POWER_PLAYERS];
	int			nmoves = 0;

	for (int64 i = 0; i < n; i++)
	{
		float8		x = Min(p[i].x0, p[i].x1);

		if (x < 0 || (harmonic && x == 0))
			return false;
		p[i].byx = p[i].byw = p[i].slope = 0;
	}
	for (int64 i = 0; i < n; i++)
		for (int weight = 0; weight < 2; weight++)
			if (weight ? p[i].w0 != p[i].w1 : p[i].x0 != p[i].x1)
			{
				if (nmoves < SHAPLEY_POWER_PLAYERS)
				{
					moves[nmoves].player = i;
					moves[nmoves].weight = weight;
				}
				nmoves++;
			}
	if (nmoves == 0)
		return true;
	if (nmoves > SHAPLEY_POWER_PLAYERS)
		return PowerClosedForm(p, n, harmonic);
	return PowerBySubsets(p, n, moves, nmoves, harmonic);
}
