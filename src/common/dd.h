/*
 * dd.h: double-double arithmetic, for sums whose last digit must not depend on the order of the rows.
 *
 * A number is the unevaluated sum hi + lo of two doubles, normalised so that hi is the sum rounded to double
 * (which makes the form unique): about 106 significant bits. One addition errs by 2^-104 of its operands at
 * most, so a sum of a million rows still has 26 good digits before the caller rounds it to 16.
 *
 * The error terms are only right if the compiler evaluates each operation as written: no -ffast-math, and no
 * contraction to fused multiply-add (the Makefile says -ffp-contract=off).
 *
 * Sources: Dekker (1971), Knuth TAOCP 2 section 4.2.2, Li et al. "Design, implementation and testing of
 * extended and mixed precision BLAS" (2002).
 */
#ifndef OPM_DD_H
#define OPM_DD_H

#include "opm.h"

typedef struct Dd
{
	float8		hi;				/* the value, rounded */
	float8		lo;				/* what rounding lost: |lo| <= ulp(hi) / 2 */
} Dd;

static inline Dd
DdFrom(float8 a)
{
	Dd			r = {a, 0.0};

	return r;
}

/* a + b, exactly. */
static inline Dd
DdTwoSum(float8 a, float8 b)
{
	Dd			r;
	float8		bb;

	r.hi = a + b;
	bb = r.hi - a;
	r.lo = (a - (r.hi - bb)) + (b - bb);
	return r;
}

/* a + b, exactly, where |a| >= |b| or a is 0. */
static inline Dd
DdFastTwoSum(float8 a, float8 b)
{
	Dd			r;

	r.hi = a + b;
	r.lo = b - (r.hi - a);
	return r;
}

#define DD_MAX_FACTOR	1e299	/* DdUpperHalf overflows above 2^996 = 6.7e299 */

/*
 * The upper half of a's bits; a minus it is the lower half. Overflows above DD_MAX_FACTOR, where squares have
 * long done so.
 */
static inline float8
DdUpperHalf(float8 a)
{
	float8		t = 134217729.0 * a;	/* 2^27 + 1 */

	return t - (t - a);
}

/* a * b, exactly unless it underflows. */
static inline Dd
DdTwoProd(float8 a, float8 b)
{
	Dd			r;
	float8		ah = DdUpperHalf(a);
	float8		al = a - ah;
	float8		bh = DdUpperHalf(b);
	float8		bl = b - bh;

	r.hi = a * b;
	r.lo = ((ah * bh - r.hi) + ah * bl + al * bh) + al * bl;
	return r;
}

static inline Dd
DdNegate(Dd a)
{
	Dd			r = {0.0 - a.hi, 0.0 - a.lo};	/* not -a: that would make -0 */

	return r;
}

static inline Dd
DdAddFloat(Dd a, float8 b)
{
	Dd			s = DdTwoSum(a.hi, b);

	return DdFastTwoSum(s.hi, s.lo + a.lo);
}

static inline Dd
DdAdd(Dd a, Dd b)
{
	Dd			s = DdTwoSum(a.hi, b.hi);
	Dd			t = DdTwoSum(a.lo, b.lo);

	s = DdFastTwoSum(s.hi, s.lo + t.hi);
	return DdFastTwoSum(s.hi, s.lo + t.lo);
}

static inline Dd
DdSubtract(Dd a, Dd b)
{
	return DdAdd(a, DdNegate(b));
}

static inline Dd
DdMultiplyFloat(Dd a, float8 b)
{
	Dd			p = DdTwoProd(a.hi, b);

	return DdFastTwoSum(p.hi, p.lo + a.lo * b);
}

static inline Dd
DdMultiply(Dd a, Dd b)
{
	Dd			p = DdTwoProd(a.hi, b.hi);

	return DdFastTwoSum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline Dd
DdDivide(Dd a, Dd b)
{
	float8		q = a.hi / b.hi;
	Dd			rest;

	/* where DdUpperHalf would overflow, the plain quotient must do; so it must for infinity */
	if (unlikely(!(fabs(q) < DD_MAX_FACTOR)))
		return DdFrom(q);
	rest = DdSubtract(a, DdMultiplyFloat(b, q));
	return DdFastTwoSum(q, rest.hi / b.hi);
}

static inline Dd
DdDivideFloat(Dd a, float8 b)
{
	return DdDivide(a, DdFrom(b));
}

/* Finite, in the one normal form, and no -0: what a stored Dd must be. */
static inline bool
DdIsCanonical(Dd a)
{
	return isfinite(a.hi) && isfinite(a.lo) && a.hi + a.lo == a.hi &&
		!(a.hi == 0.0 && signbit(a.hi)) && !(a.lo == 0.0 && signbit(a.lo));
}

#endif							/* OPM_DD_H */
