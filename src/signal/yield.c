/*
 * yield.c: defects per unit, per opportunity and per million, yields, and the sigma level.
 *
 * Plain ratios with their rules: nothing counted (0 units) is NULL, an impossible count is an error, and the
 * sigma level is the normal quantile of the yield plus a shift, by custom 1.5, for what drifts in the long
 * run.
 */
#include "opm.h"

#include "distribution.h"
#include "number.h"

/* A count from a user: finite, not negative. */
static float8
Count(FunctionCallInfo fcinfo, int arg, const char *what)
{
	return CheckNotNegative(PG_GETARG_FLOAT8(arg), what);
}

PG_FUNCTION_INFO_V1(opm_yield_dpu);
Datum
opm_yield_dpu(PG_FUNCTION_ARGS)
{
	float8		defects = Count(fcinfo, 0, "defects");
	float8		units = Count(fcinfo, 1, "units");

	if (units == 0.0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckFinite(defects / units, "defects per unit"));
}

/* Defects per opportunity, or NaN where there was none. */
static float8
PerOpportunity(FunctionCallInfo fcinfo)
{
	float8		defects = Count(fcinfo, 0, "defects");
	float8		units = Count(fcinfo, 1, "units");
	float8		chances = CheckFinite(units * Count(fcinfo, 2, "opportunities"), "units times opportunities");

	if (defects > chances)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("more defects than opportunities"),
				 errhint("opportunities is how many defects one unit can have at most.")));
	return chances == 0.0 ? OPM_UNKNOWN : defects / chances;
}

PG_FUNCTION_INFO_V1(opm_yield_dpo);
Datum
opm_yield_dpo(PG_FUNCTION_ARGS)
{
	float8		dpo = PerOpportunity(fcinfo);

	if (isnan(dpo))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(dpo);
}

PG_FUNCTION_INFO_V1(opm_yield_dpmo);
Datum
opm_yield_dpmo(PG_FUNCTION_ARGS)
{
	float8		dpo = PerOpportunity(fcinfo);

	if (isnan(dpo))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(1e6 * dpo);
}

/* Share of the units that came in and are not among the `bad`. */
static Datum
GoodShare(FunctionCallInfo fcinfo, float8 units, float8 bad)
{
	if (bad > units)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("more units scrapped or reworked than came in")));
	if (units == 0.0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((units - bad) / units);
}

PG_FUNCTION_INFO_V1(opm_first_pass_yield);
Datum
opm_first_pass_yield(PG_FUNCTION_ARGS)
{
	return GoodShare(fcinfo, Count(fcinfo, 0, "units"),
					 Count(fcinfo, 1, "scrapped units") + Count(fcinfo, 2, "reworked units"));
}

PG_FUNCTION_INFO_V1(opm_final_yield);
Datum
opm_final_yield(PG_FUNCTION_ARGS)
{
	return GoodShare(fcinfo, Count(fcinfo, 0, "units"), Count(fcinfo, 1, "scrapped units"));
}

/* The share of units without any defect, if defects fall at random (Poisson). */
PG_FUNCTION_INFO_V1(opm_throughput_yield);
Datum
opm_throughput_yield(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(exp(-Count(fcinfo, 0, "defects per unit")));
}

/* A yield from a user: 0 to 1. */
static float8
CheckYield(float8 yield)
{
	yield = CheckFinite(yield, "yield");
	if (yield < 0.0 || yield > 1.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("yield must be from 0 to 1")));
	return yield;
}

/* Transition and combine function in one: yields multiply. */
PG_FUNCTION_INFO_V1(opm_yield_multiply);
Datum
opm_yield_multiply(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_FLOAT8(CheckYield(PG_GETARG_FLOAT8(0)));
	}
	if (PG_ARGISNULL(0))
		PG_RETURN_FLOAT8(CheckYield(PG_GETARG_FLOAT8(1)));
	PG_RETURN_FLOAT8(CheckYield(PG_GETARG_FLOAT8(0)) * CheckYield(PG_GETARG_FLOAT8(1)));
}

/* By custom 1.5 sigma are added, for what a process drifts in the long run. */
PG_FUNCTION_INFO_V1(opm_yield_sigma_level);
Datum
opm_yield_sigma_level(PG_FUNCTION_ARGS)
{
	float8		dpmo = Count(fcinfo, 0, "defects per million opportunities");
	float8		shift = CheckFinite(PG_GETARG_FLOAT8(1), "shift");

	if (dpmo > 1e6)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("defects per million opportunities must be from 0 to 1000000")));
	/* No finite level has no defects, or nothing else. */
	if (dpmo / 1e6 <= 0.0 || dpmo == 1e6)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(0.0 - NormalQuantile(dpmo / 1e6) + shift);
}

PG_FUNCTION_INFO_V1(opm_yield_sigma_dpmo);
Datum
opm_yield_sigma_dpmo(PG_FUNCTION_ARGS)
{
	float8		level = CheckFinite(PG_GETARG_FLOAT8(0), "sigma level");
	float8		shift = CheckFinite(PG_GETARG_FLOAT8(1), "shift");

	PG_RETURN_FLOAT8(1e6 * NormalCdf(shift - level));
}
