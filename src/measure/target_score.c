/*
 * target_score.c: the arithmetic of targets: score of a value, value for a score, and the parts of a target.
 *
 * A target answers "how good is this value?" with a piecewise-linear curve. One law holds for every kind:
 * the score is at least 1 exactly when the goal is reached. Where rounding (or a strict limit) would
 * give 1 to a value that just misses, the score is the largest number below 1.
 */
#include "opm.h"

#include <float.h>

#include "utils/builtins.h"

#include "decimal.h"
#include "number.h"
#include "target_view.h"

#define JUST_MISSED		(1.0 - DBL_EPSILON / 2) /* the largest number below 1 */

/* ---- arithmetic ---- */

/*
 * Share of the way from a to b that x has gone, also where the plain differences overflow. May be infinite.
 */
static float8
ShareOfWay(float8 x, float8 a, float8 b)
{
	float8		way = b - a;
	float8		share = (x - a) / way;

	if (DecimalShareOfWay(x, a, b, &share))
		return share;
	if (unlikely(!isfinite(share) || isinf(way)))
		share = (x * 0.5 - a * 0.5) / (b * 0.5 - a * 0.5);
	return share;
}

/* The inverse: the point at that share of the way. Exact at both ends; may be infinite. */
static float8
PointOfWay(float8 share, float8 a, float8 b)
{
	float8		way = b - a;
	float8		point;

	if (share == 1.0)
		return b;
	if (DecimalPointOfWay(share, a, b, &point))
		return point;
	if (unlikely(isinf(way)))
		return a * (1.0 - share) + b * share;
	return a + share * way;
}

/* Between two limits in the direction the target says? */
static inline bool
HoldMet(const TargetView *v, float8 limit, float8 x)
{
	switch (v->flags & (TARGET_BELOW | TARGET_STRICT))
	{
		case 0:
			return x >= limit;
		case TARGET_STRICT:
			return x > limit;
		case TARGET_BELOW:
			return x <= limit;
		default:
			return x < limit;
	}
}

/*
 * The score outside: from just below 1 at the limit down to 0 at the tolerance; without a tolerance 0 at
 * once.
 */
static inline float8
FallOff(const TargetView *v, float8 limit, float8 x)
{
	float8		tolerance;
	float8		score;

	if (!(v->flags & TARGET_TOLERANCE))
		return 0.0;
	tolerance = Tolerance(v);
	if (!DecimalShareLeft(x, limit, tolerance, &score))
		score = 1.0 - fabs(x - limit) / tolerance;
	return score <= 0.0 ? 0.0 : Min(score, JUST_MISSED);
}

/* Where x lies among the knots: index of the first knot beyond x (0 .. number of knots). */
static int
KnotAfter(const TargetView *v, float8 x)
{
	int			low = 0;
	int			high = v->n / 2;

	while (low < high)
	{
		int			mid = (low + high) / 2;

		if (KnotX(v, mid) > x)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

/*
 * Straight lines between the knots, flat beyond both ends. The result is kept between its two knots, which
 * rounding might leave by a bit.
 */
static float8
CurveScore(const TargetView *v, float8 x)
{
	int			after = KnotAfter(v, x);
	int			before = after - 1;
	float8		y0,
				y1,
				y;

	if (after == 0)
		return KnotScore(v, 0);
	y0 = KnotScore(v, before);
	if (KnotX(v, before) == x)
	{
		/* On a step the better score counts, as on the limit of ">=" and "<=". */
		if (before > 0 && KnotX(v, before - 1) == x)
			return Max(y0, KnotScore(v, before - 1));
		return y0;
	}
	if (after == v->n / 2)
		return y0;
	y1 = KnotScore(v, after);
	y = PointOfWay(ShareOfWay(x, KnotX(v, before), KnotX(v, after)), y0, y1);
	return Max(Min(y0, y1), Min(y, Max(y0, y1)));
}

/*
 * The share of the way from the baseline to the target value. What is short by less than rounding shows is
 * not yet reached: 1 must mean reached.
 */
static inline float8
MoveScore(const TargetView *v, float8 x)
{
	float8		baseline = Num(v, 0);
	float8		goal = Num(v, 1);
	float8		score = ShareOfWay(x, baseline, goal);

	if (unlikely(score == 1.0) && (goal > baseline ? x < goal : x > goal))
		return JUST_MISSED;
	return CheckResult(score);
}

/* 1 and more if and only if ReachedView: both must change together. */
static inline float8
ScoreView(const TargetView *v, float8 x)
{
	float8		limit;

	switch (v->kind)
	{
		case TARGET_MOVE:
			return MoveScore(v, x);
		case TARGET_HOLD:
			limit = Num(v, 0);
			return HoldMet(v, limit, x) ? 1.0 : FallOff(v, limit, x);
		case TARGET_RANGE:
			if (x < Num(v, 0))
				return FallOff(v, Num(v, 0), x);
			return x > Num(v, 1) ? FallOff(v, Num(v, 1), x) : 1.0;
		default:
			return CurveScore(v, x);
	}
}

static bool
ReachedView(const TargetView *v, float8 x)
{
	switch (v->kind)
	{
		case TARGET_MOVE:
			return Num(v, 1) > Num(v, 0) ? x >= Num(v, 1) : x <= Num(v, 1);
		case TARGET_HOLD:
			return HoldMet(v, Num(v, 0), x);
		case TARGET_RANGE:
			return x >= Num(v, 0) && x <= Num(v, 1);
		default:
			return CurveScore(v, x) >= 1.0;
	}
}

#define NUDGES	8				/* rounding leaves a guess short by a few bits, if the line is not steep */

/*
 * A value that scores enough: the guess, or beside it the decimal that a person would have written, or the
 * next number towards `enough` where rounding left both short.
 */
static float8
Nudged(const TargetView *v, float8 score, float8 guess, float8 enough)
{
	float8		decimal = DecimalNearest(guess);

	if (fabs(decimal - guess) <= NUDGES * DBL_EPSILON * fabs(guess) && ScoreView(v, decimal) >= score)
		return decimal;
	for (int i = 0; i < NUDGES && !(ScoreView(v, guess) >= score); i++)
		guess = nextafter(guess, enough);
	return guess;
}

/*
 * A value between `low` (scores less) and `high` (scores enough) where the score is crossed. On a very steep
 * line rounding may have left the guess far from it; then halving finds a value that does score enough.
 */
static float8
CurveEnough(const TargetView *v, float8 score, float8 guess, float8 low, float8 high)
{
	guess = Nudged(v, score, guess, high);
	if (CurveScore(v, guess) >= score)
		return guess;
	for (;;)
	{
		float8		middle = low * 0.5 + high * 0.5;

		if (middle <= Min(low, high) || middle >= Max(low, high))
			return high;
		if (CurveScore(v, middle) >= score)
			high = middle;
		else
			low = middle;
	}
}

/*
 * The first value that scores at least `score` when walking from knot `first` to the right (step 1) or left
 * (step -1). The caller knows that the point it starts from scores less.
 */
static bool
CurveCrossing(const TargetView *v, int first, int step, float8 score, float8 *value)
{
	int			nknots = v->n / 2;

	for (int i = first; i >= 0 && i < nknots; i += step)
	{
		int			prev = i - step;

		if (KnotScore(v, i) < score)
			continue;
		if (prev < 0 || prev >= nknots || KnotX(v, prev) == KnotX(v, i))
			*value = KnotX(v, i);
		else
			*value = CurveEnough(v, score,
								 PointOfWay(ShareOfWay(score, KnotScore(v, prev), KnotScore(v, i)),
											KnotX(v, prev), KnotX(v, i)),
								 KnotX(v, prev), KnotX(v, i));
		return true;
	}
	return false;
}

/* 1 rising, -1 falling, 0 flat, 2 both. */
static int
CurveTrend(const TargetView *v)
{
	bool		rises = false,
				falls = false;

	for (int i = 1; i < v->n / 2; i++)
	{
		rises |= KnotScore(v, i) > KnotScore(v, i - 1);
		falls |= KnotScore(v, i) < KnotScore(v, i - 1);
	}
	return rises ? (falls ? 2 : 1) : (falls ? -1 : 0);
}

/*
 * The ends of the values that score at least `score` (a hull where a curve has several stretches).
 * False when no value does.
 */
static bool
GoalEnds(const TargetView *v, float8 score, float8 *low, bool *has_low, float8 *high, bool *has_high)
{
	float8		limit,
				slack;
	int			last = v->n / 2 - 1;

	*has_low = *has_high = true;
	switch (v->kind)
	{
		case TARGET_MOVE:
			*low = *high = PointOfWay(score, Num(v, 0), Num(v, 1));
			*has_low = Num(v, 1) > Num(v, 0);
			*has_high = !*has_low;
			return true;
		case TARGET_HOLD:
		case TARGET_RANGE:
			if (score > 1.0)
				return false;
			if (score <= 0.0)
			{
				*has_low = *has_high = false;
				return true;
			}
			slack = (v->flags & TARGET_TOLERANCE) ? Tolerance(v) * (1.0 - score) : 0.0;
			if (v->kind == TARGET_RANGE)
			{
				*low = Num(v, 0) - slack;
				*high = Num(v, 1) + slack;
				return true;
			}
			*has_high = (v->flags & TARGET_BELOW) != 0;
			*has_low = !*has_high;
			limit = Num(v, 0) + (*has_high ? slack : -slack);
			/* A strict limit is first beaten by the next number beyond it. */
			if ((v->flags & TARGET_STRICT) && limit == Num(v, 0))
				limit = nextafter(limit, *has_high ? -HUGE_VAL : HUGE_VAL);
			*low = *high = limit;
			return true;
		default:
			*has_low = KnotScore(v, 0) < score;
			*has_high = KnotScore(v, last) < score;
			return (!*has_low || CurveCrossing(v, 0, 1, score, low)) &&
				(!*has_high || CurveCrossing(v, last, -1, score, high));
	}
}

/* The value nearest to from, which scores less than asked. */
static bool
CurveNearest(const TargetView *v, float8 score, float8 from, float8 *value)
{
	int			after = KnotAfter(v, from);
	float8		left,
				right;
	bool		has_left = CurveCrossing(v, after - 1, -1, score, &left);
	bool		has_right = CurveCrossing(v, after, 1, score, &right);

	if (has_left && has_right)
		*value = from * 0.5 - left * 0.5 <= right * 0.5 - from * 0.5 ? left : right;
	else if (has_left)
		*value = left;
	else if (has_right)
		*value = right;
	return has_left || has_right;
}

/* From a value, as little change as possible; without one, the end that asks least, if there is one. */
static bool
RequiredView(const TargetView *v, float8 score, const float8 *from, float8 *value)
{
	float8		low,
				high;
	bool		has_low,
				has_high;

	if (from != NULL && ScoreView(v, *from) >= score)
	{
		*value = *from;
		return true;
	}
	if (from != NULL && v->kind == TARGET_CURVE)
		return CurveNearest(v, score, *from, value);
	if (!GoalEnds(v, score, &low, &has_low, &high, &has_high))
		return false;
	if (from != NULL)
	{
		*value = *from;
		if (has_low && *from < low)
			*value = low;
		else if (has_high && *from > high)
			*value = high;
	}
	else if (has_low && (!has_high || low == high))
		*value = low;
	else if (has_high && !has_low)
		*value = high;
	else
		return false;
	/* A curve that rises and falls has no end that is the less demanding one. */
	if (from == NULL && v->kind == TARGET_CURVE && CurveTrend(v) == 2 && !(has_low && has_high))
		return false;
	*value = CheckResult(*value);
	if (v->kind == TARGET_MOVE)
		*value = Nudged(v, score, *value, Num(v, 1) > Num(v, 0) ? HUGE_VAL : -HUGE_VAL);
	else if (v->kind == TARGET_HOLD && (v->flags & TARGET_TOLERANCE) && score < 1.0)
		*value = Nudged(v, score, *value, Num(v, 0));
	else if (v->kind == TARGET_RANGE && (v->flags & TARGET_TOLERANCE) && score < 1.0)
		*value = Nudged(v, score, *value, Num(v, *value < Num(v, 0) ? 0 : 1));
	return true;
}

float8
TargetScore(const Target *t, float8 x)
{
	TargetView	v = ViewTarget(t);

	return ScoreView(&v, x);
}

bool
TargetReached(const Target *t, float8 x)
{
	TargetView	v = ViewTarget(t);

	return ReachedView(&v, x);
}

bool
TargetRequired(const Target *t, float8 score, const float8 *from, float8 *value)
{
	TargetView	v = ViewTarget(t);

	return RequiredView(&v, score, from, value);
}

/* ---- SQL functions ---- */

PG_FUNCTION_INFO_V1(opm_target_score);
Datum
opm_target_score(PG_FUNCTION_ARGS)
{
	float8		x = PG_GETARG_FLOAT8(0);
	TargetView	v = PG_GETARG_TARGET_VIEW(1);

	if (unlikely(!isfinite(x)))
		CheckFinite(x, "value");
	PG_RETURN_FLOAT8(ScoreView(&v, x));
}

SQL_FUNCTION(opm_percent, FloatResult(DecimalPercent(CheckFinite(PG_GETARG_FLOAT8(0), "score"))))

PG_FUNCTION_INFO_V1(opm_target_reached);
Datum
opm_target_reached(PG_FUNCTION_ARGS)
{
	float8		x = CheckFinite(PG_GETARG_FLOAT8(0), "value");
	TargetView	v = PG_GETARG_TARGET_VIEW(1);

	PG_RETURN_BOOL(ReachedView(&v, x));
}

PG_FUNCTION_INFO_V1(opm_target_required);
Datum
opm_target_required(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	float8		score = CheckFinite(PG_GETARG_FLOAT8(1), "score");
	float8		from = PG_NARGS() > 2 ? CheckFinite(PG_GETARG_FLOAT8(2), "value") : 0.0;
	float8		value;

	if (!RequiredView(&v, score, PG_NARGS() > 2 ? &from : NULL, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* The one value to aim at: the only end of the values that reach the goal, or both where they agree. */
static bool
GoalValue(const TargetView *v, float8 *value)
{
	if (v->kind == TARGET_MOVE || v->kind == TARGET_HOLD)
	{
		*value = Num(v, v->kind == TARGET_MOVE ? 1 : 0);
		return true;
	}
	return RequiredView(v, 1.0, NULL, value);
}

PG_FUNCTION_INFO_V1(opm_target_value);
Datum
opm_target_value(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	float8		value;

	if (!GoalValue(&v, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

static Datum
GoalEnd(FunctionCallInfo fcinfo, bool want_high)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	float8		low,
				high;
	bool		has_low,
				has_high;

	if (!GoalEnds(&v, 1.0, &low, &has_low, &high, &has_high) || !(want_high ? has_high : has_low))
		PG_RETURN_NULL();
	if (v.kind == TARGET_HOLD)
		PG_RETURN_FLOAT8(Num(&v, 0));	/* as written, also where it is strict */
	PG_RETURN_FLOAT8(want_high ? high : low);
}

PG_FUNCTION_INFO_V1(opm_target_low);
Datum
opm_target_low(PG_FUNCTION_ARGS)
{
	return GoalEnd(fcinfo, false);
}

PG_FUNCTION_INFO_V1(opm_target_high);
Datum
opm_target_high(PG_FUNCTION_ARGS)
{
	return GoalEnd(fcinfo, true);
}

PG_FUNCTION_INFO_V1(opm_target_baseline);
Datum
opm_target_baseline(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);

	if (v.kind != TARGET_MOVE)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(Num(&v, 0));
}

PG_FUNCTION_INFO_V1(opm_target_tolerance);
Datum
opm_target_tolerance(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);

	if (!(v.flags & TARGET_TOLERANCE))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(Tolerance(&v));
}

PG_FUNCTION_INFO_V1(opm_target_kind);
Datum
opm_target_kind(PG_FUNCTION_ARGS)
{
	static const char *const name[] = {"", "move", "hold", "range", "curve"};
	TargetView	v = PG_GETARG_TARGET_VIEW(0);

	PG_RETURN_TEXT_P(cstring_to_text(name[v.kind]));
}

PG_FUNCTION_INFO_V1(opm_target_direction);
Datum
opm_target_direction(PG_FUNCTION_ARGS)
{
	static const char *const trend[] = {"down", "flat", "up", "mixed"};
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	bool		up;

	if (v.kind == TARGET_RANGE)
		PG_RETURN_TEXT_P(cstring_to_text("range"));
	if (v.kind == TARGET_CURVE)
		PG_RETURN_TEXT_P(cstring_to_text(trend[CurveTrend(&v) + 1]));
	up = v.kind == TARGET_MOVE ? Num(&v, 1) > Num(&v, 0) : !(v.flags & TARGET_BELOW);
	PG_RETURN_TEXT_P(cstring_to_text(up ? "up" : "down"));
}

/* planned(target, elapsed) and planned(target, elapsed, profile): expected value on the way. */
PG_FUNCTION_INFO_V1(opm_target_planned);
Datum
opm_target_planned(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	float8		elapsed = CheckFinite(PG_GETARG_FLOAT8(1), "elapsed");
	float8		value;

	elapsed = Min(Max(elapsed, 0.0), 1.0);
	if (PG_NARGS() > 2)
	{
		TargetView	profile = PG_GETARG_TARGET_VIEW(2);

		elapsed = ScoreView(&profile, elapsed);
	}
	if (v.kind == TARGET_MOVE)
		value = PointOfWay(elapsed, Num(&v, 0), Num(&v, 1));
	else if (!GoalValue(&v, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(value));
}
