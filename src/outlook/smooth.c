/*
 * smooth.c: exponential smoothing: simple (a level), linear (level and trend, Holt), damped (the trend dies
 * out).
 *
 * A series is an array in time order, one element a period; NULL is a period without a measurement, over
 * which level and trend are carried forward. Sources: NIST/SEMATECH e-Handbook 6.4.3; Hyndman and
 * Athanasopoulos, Forecasting: principles and practice, 3rd edition, 8.7 (variance of the forecasts).
 */
#include "opm.h"

#include "distribution.h"
#include "number.h"
#include "option.h"
#include "result.h"

#define SMOOTH_MAX_HORIZON	10000
#define SMOOTH_FINEST		1e-4	/* a fitted parameter is this near to the best one found */

typedef enum SmoothMethod
{
	SMOOTH_SIMPLE, SMOOTH_LINEAR, SMOOTH_DAMPED
} SmoothMethod;

static const char *const smooth_word[] = {"simple", "linear", "damped"};

typedef struct Smooth
{
	SmoothMethod method;		/* which parameters there are */
	const float8 *y;			/* NaN where missing */
	int			n;				/* periods */
	int			start;			/* index of the first value */
	float8		trend0;			/* the trend there */
	int			errors_from;	/* index of the first forecast that was not used to start */
	/* parameters */
	float8		alpha;			/* (0, 1] */
	float8		beta;			/* [0, 1] */
	float8		damping;		/* (0, 1]; 1 unless damped */
	/* results */
	float8		level;			/* after the last period */
	float8		trend;			/* per period, likewise */
	float8		sse;			/* sum of squared one-step errors */
	int			nerror;			/* how many there were */
} Smooth;

/* Hands each period to `each` (may be NULL) as index, one-step forecast, level, trend. */
typedef void (*SmoothEach) (void *arg, int i, float8 forecast, float8 level, float8 trend);

/* The recursion itself. A missing period carries level and trend forward and costs no error. */
static void
SmoothRun(Smooth *s, SmoothEach each, void *arg)
{
	s->level = s->y[s->start];
	s->trend = s->trend0;
	s->sse = 0.0;
	s->nerror = 0;
	if (each)
		each(arg, s->start, get_float8_nan(), s->level, s->trend);
	for (int i = s->start + 1; i < s->n; i++)
	{
		float8		forecast = s->level + s->damping * s->trend;

		if (isnan(s->y[i]))
		{
			s->level = forecast;
			s->trend *= s->damping;
		}
		else
		{
			float8		level = s->alpha * s->y[i] + (1.0 - s->alpha) * forecast;
			float8		error = s->y[i] - forecast;

			s->trend = s->beta * (level - s->level) + (1.0 - s->beta) * (s->damping * s->trend);
			if (s->method == SMOOTH_SIMPLE)
				s->trend = 0.0;
			s->level = level;
			if (i >= s->errors_from)
			{
				s->sse += error * error;
				s->nerror++;
			}
		}
		if (each)
			each(arg, i, forecast, s->level, s->trend);
	}
}

/* Called thousands of times in a fit, so this is where a cancel is heard. */
static float8
SmoothSse(Smooth *s)
{
	CHECK_FOR_INTERRUPTS();
	SmoothRun(s, NULL, NULL);
	return s->sse;
}

/* One parameter that is to be fitted: where it is, and its range. */
typedef struct Free
{
	float8	   *value;			/* where it is kept */
	float8		low;			/* smallest value tried */
	float8		high;			/* greatest value tried */
} Free;

/*
 * The least sum of squared one-step errors: the best point of a grid, then steps along each axis, halved when
 * none helps. Always the same answer for the same series.
 */
static void
SmoothFit(Smooth *s, Free *par, int npar)
{
	const int	grid = 6;
	float8		best[3] = {0};
	float8		best_sse = get_float8_infinity();
	float8		step;
	int			cells = 1;

	for (int j = 0; j < npar; j++)
		cells *= grid;
	for (int i = 0; i < cells; i++)
	{
		int			rest = i;
		float8		sse;

		for (int j = 0; j < npar; j++, rest /= grid)
			*par[j].value = par[j].low + (par[j].high - par[j].low) * (rest % grid) / (grid - 1);
		sse = SmoothSse(s);
		if (sse < best_sse)
		{
			best_sse = sse;
			for (int j = 0; j < npar; j++)
				best[j] = *par[j].value;
		}
	}
	for (step = 0.5 / (grid - 1); step > SMOOTH_FINEST / 2;)
	{
		bool		better = false;

		for (int i = 0; i < 2 * npar; i++)
		{
			Free	   *p = &par[i / 2];
			float8		sse;

			for (int j = 0; j < npar; j++)
				*par[j].value = best[j];
			*p->value += (i % 2 ? -step : step) * (p->high - p->low);
			*p->value = Min(Max(*p->value, p->low), p->high);
			sse = SmoothSse(s);
			if (sse < best_sse)
			{
				best_sse = sse;
				best[i / 2] = *p->value;
				better = true;
			}
		}
		if (!better)
			step /= 2.0;
	}
	for (int j = 0; j < npar; j++)
		*par[j].value = best[j];
}

/* ---- arguments ---- */

static float8
CheckShare(float8 x, const char *name, bool zero_allowed)
{
	if (!(x <= 1.0 && (x > 0.0 || (zero_allowed && x == 0.0))))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be %s 0 and at most 1", name, zero_allowed ? "at least" : "above")));
	return x;
}

/* A parameter as the user gives it; where it is NULL, one more that is to be fitted. */
static void
TakeParameter(FunctionCallInfo fcinfo, int arg, const char *name, bool zero_allowed, const Free *range,
			  Free *par, int *npar)
{
	if (PG_ARGISNULL(arg))
		par[(*npar)++] = *range;
	else
		*range->value = CheckShare(PG_GETARG_FLOAT8(arg), name, zero_allowed);
}

/*
 * Values, method, alpha, beta, damping and trend from arguments 0, first, first + 1 ...: what is NULL is
 * fitted. Returns the reason if there are too few values, else NULL.
 */
static const char *
SmoothPrepare(FunctionCallInfo fcinfo, Smooth *s, int first)
{
	Free		alpha = {&s->alpha, 0.001, 1.0};
	Free		beta = {&s->beta, 0.0, 1.0};
	Free		damping = {&s->damping, 0.8, 0.98}; /* below 0.8 there is hardly a trend left to damp */
	Free		par[3];
	int			npar = 0;
	int			second;

	memset(s, 0, sizeof(Smooth));
	s->y = FloatArray(fcinfo, 0, "value", &s->n);
	s->method = ChooseWord(PG_GETARG_TEXT_PP(first), "method", smooth_word, lengthof(smooth_word));
	s->damping = 1.0;
	TakeParameter(fcinfo, first + 1, "alpha", false, &alpha, par, &npar);
	if (s->method != SMOOTH_SIMPLE)
		TakeParameter(fcinfo, first + 2, "beta", true, &beta, par, &npar);
	if (s->method == SMOOTH_DAMPED)
		TakeParameter(fcinfo, first + 3, "damping", false, &damping, par, &npar);

	while (s->start < s->n && isnan(s->y[s->start]))
		s->start++;
	if (s->start == s->n)
		return "there are no values";
	s->errors_from = s->start + 1;
	if (s->method != SMOOTH_SIMPLE && !PG_ARGISNULL(first + 4))
		s->trend0 = CheckFinite(PG_GETARG_FLOAT8(first + 4), "trend");
	else if (s->method != SMOOTH_SIMPLE)
	{
		for (second = s->start + 1; second < s->n && isnan(s->y[second]);)
			second++;
		if (second >= s->n)
			return "a trend needs at least 2 values";
		s->trend0 = (s->y[second] - s->y[s->start]) / (second - s->start);
		s->errors_from = second + 1;
	}
	if (npar > 0)
		SmoothFit(s, par, npar);
	return NULL;
}

/* ---- SQL functions ---- */

/* smooth_fit(values, method): the fitted parameters */
PG_FUNCTION_INFO_V1(opm_smooth_fit);
Datum
opm_smooth_fit(PG_FUNCTION_ARGS)
{
	Smooth		s;
	Row			row;
	const char *reason;

	RowInit(&row);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	reason = SmoothPrepare(fcinfo, &s, 1);
	if (reason == NULL)
	{
		SmoothRun(&s, NULL, NULL);
		if (s.nerror == 0)
			reason = "too few values to compare a forecast with";
		else
		{
			RowFloat(&row, 0, s.alpha);
			if (s.method != SMOOTH_SIMPLE)
				RowFloat(&row, 1, s.beta);
			if (s.method == SMOOTH_DAMPED)
				RowFloat(&row, 2, s.damping);
			RowFloat(&row, 3, sqrt(s.sse / s.nerror));
			RowInt32(&row, 4, s.nerror);
		}
	}
	RowText(&row, 5, reason);
	return RowDatum(fcinfo, &row);
}

typedef struct SmoothOutput
{
	FunctionCallInfo fcinfo;	/* where rows go */
	const Smooth *s;			/* the series */
} SmoothOutput;

/* columns: step, actual, forecast, low, high, error, level, trend, reason */
static void
SmoothPut(void *arg, int i, float8 forecast, float8 level, float8 trend)
{
	SmoothOutput *out = arg;
	Row			row;

	RowInit(&row);
	RowInt32(&row, 0, i + 1);
	RowFloat(&row, 1, out->s->y[i]);
	RowFloat(&row, 2, forecast);
	RowFloat(&row, 6, level);
	if (out->s->method != SMOOTH_SIMPLE)
		RowFloat(&row, 7, trend);
	RowPut(out->fcinfo, &row);
}

/* The variance of a forecast is that of one step, summed over the steps it looks ahead. */
static void
SmoothPutAhead(FunctionCallInfo fcinfo, const Smooth *s, int horizon, float8 level)
{
	float8		factor = IntervalFactor(level, get_float8_infinity());
	float8		sum_damping = 0.0;	/* d + d^2 + ... + d^h */
	float8		power = 1.0;
	float8		variance = 1.0; /* of the forecast, in those of one step */

	for (int h = 1; h <= horizon; h++)
	{
		float8		forecast;
		float8		weight;		/* of one step's error in a forecast h steps later */
		Row			row;

		power *= s->damping;
		sum_damping += power;
		forecast = s->level + sum_damping * s->trend;
		RowInit(&row);
		RowInt32(&row, 0, s->n + h);
		RowFloat(&row, 2, forecast);
		if (s->nerror > 0)
		{
			float8		error = sqrt(s->sse / s->nerror * variance);

			RowFloat(&row, 3, forecast - factor * error);
			RowFloat(&row, 4, forecast + factor * error);
			RowFloat(&row, 5, error);
		}
		else
			RowText(&row, 8, "too few values to compare a forecast with");
		RowPut(fcinfo, &row);
		weight = s->alpha * (1.0 + s->beta * sum_damping);
		variance += weight * weight;
	}
}

/* smooth(series, horizon, method, alpha, beta, damping, trend, level) */
PG_FUNCTION_INFO_V1(opm_smooth);
Datum
opm_smooth(PG_FUNCTION_ARGS)
{
	Smooth		s;
	SmoothOutput out;
	const char *reason;
	float8		level;
	int			horizon;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(7))
		return (Datum) 0;
	horizon = PG_GETARG_INT32(1);
	if (horizon < 0 || horizon > SMOOTH_MAX_HORIZON)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("horizon must be from 0 to %d steps", SMOOTH_MAX_HORIZON)));
	level = CheckLevel(PG_GETARG_FLOAT8(7));
	reason = SmoothPrepare(fcinfo, &s, 2);
	out.fcinfo = fcinfo;
	out.s = &s;
	for (int i = 0; i < (reason ? s.n + horizon : s.start); i++)
	{
		Row			row;

		RowInit(&row);
		RowInt32(&row, 0, i + 1);
		if (i < s.n)
			RowFloat(&row, 1, s.y[i]);
		RowText(&row, 8, reason);
		RowPut(fcinfo, &row);
	}
	if (reason)
		return (Datum) 0;
	SmoothRun(&s, SmoothPut, &out);
	SmoothPutAhead(fcinfo, &s, horizon, level);
	return (Datum) 0;
}
