/*
 * spc.h: what all charts share: reading a partition once, limits from a baseline, one composite a row.
 */
#ifndef OPM_SPC_H
#define OPM_SPC_H

#include "opm.h"

#include "result.h"
#include "rules.h"
#include "window.h"

/* One row of a chart. NaN stands for NULL in every number. */
typedef struct ChartPoint
{
	float8		value;			/* what is plotted */
	float8		centre;			/* what the value is compared with */
	float8		lower;			/* limits, cut at what is possible (0; 0 and 1) */
	float8		upper;			/* likewise */
	float8		sigma;			/* standard deviation of the plotted value */
	float8		range;			/* moving range, or range or sd of a subgroup */
	float8		range_centre;	/* what the range is compared with */
	float8		range_lower;	/* limits of the range */
	float8		range_upper;	/* its upper limit */
	bool		judged;			/* false: signal is NULL */
	int32		signal;			/* RULE_ bits */
	bool		range_high;		/* the range is above, not below, its limits */
	const char *note;			/* why there is no signal or what to beware of, or NULL */
} ChartPoint;

struct Chart;

typedef enum ChartType
{
	CHART_XMR, CHART_XBAR_R, CHART_XBAR_S, CHART_P, CHART_NP, CHART_C, CHART_U, CHART_G, CHART_T, CHART_OWN,
	CHART_DRIFT
} ChartType;

/* What tells one kind of chart from another. Argument positions count from 0 and are -1 for "has none". */
typedef struct ChartKind
{
	ChartType	type;			/* which chart */
	int			columns;		/* numbers per row, 1 .. 3: the first arguments (unless from_kpi) */
	bool		from_kpi;		/* argument 0 is an opm.kpi that holds the columns */
	int			baseline;		/* argument: how many points the limits rest on */
	int			in_baseline;	/* argument: may this row count for the limits? */
	int			rules;			/* argument: list of run rules */
	int			at;				/* argument: time of the row */
	int			least;			/* fewest points that may be asked for as a baseline, >= 1 */

	/* Read further options from the first row; may be NULL. */
	void		(*options) (struct Chart *chart, WindowObject winobj);
	/* Refuse impossible numbers of a row; false if the row holds no point. */
	bool		(*usable) (struct Chart *chart, int64 row);
	/* Centre and sigma from the baseline. */
	void		(*limits) (struct Chart *chart);
	/* Fill in everything but signal and note. */
	void		(*point) (struct Chart *chart, int64 row, ChartPoint *p);
	/* After it was judged: as it is shown, where that is another scale; may be NULL. */
	void		(*shown) (struct Chart *chart, int64 row, ChartPoint *p);
} ChartKind;

/* The state of one partition, in partition memory. */
typedef struct Chart
{
	const ChartKind *kind;		/* which chart, and how its arguments are read */
	int64		n;				/* rows */
	float8	   *column[3];		/* n numbers each; NaN = NULL */
	bool	   *usable;			/* n flags: the row holds a point */
	bool	   *in_baseline;	/* n flags: the limits rest on this row */
	TimestampTz *at;			/* times of the rows so far, or NULL */
	int64		points;			/* rows of the baseline */
	RuleSet		rules;			/* run rules that are watched */
	RuleState	state;			/* what the run rules remember */

	int			method;			/* meaning depends on the kind */
	bool		own;			/* the limits are the user's own and rest on no points */
	bool		rounded;		/* use constants rounded to 3 decimals */
	float8		centre;			/* of the baseline; NaN = unknown */
	float8		sigma;			/* of one measurement; for attributes a factor; NaN = unknown */
	float8		range_centre;	/* mean range of the baseline; NaN = unknown */
	const char *problem;		/* why there are no limits, or NULL */
	const char *caution;		/* what to beware of, or NULL */
	void	   *extra;			/* what a kind of chart keeps besides, in partition memory */
} Chart;

/* Constants of ranges and standard deviations of n normal values with sigma 1. */
#define CHART_MAX_RANGE_N	25
extern float8 ChartD2(int64 n, bool rounded);	/* mean range; 2 <= n <= 25 */
extern float8 ChartD3(int64 n); /* standard deviation of the range; 2 <= n <= 25 */
extern float8 ChartC4(float8 n);	/* mean of the sample standard deviation; n >= 2 */

/* The partition's chart, read and with limits; on the first row it is set up. */
extern Chart *ChartOfPartition(FunctionCallInfo fcinfo, WindowObject winobj, const ChartKind *kind);

/* Centre and sigma of single values: mean, and mean moving range / d2; or by medians. */
extern void ChartLimitsXmr(Chart *chart);

/* The usual `usable` of one column: the number is there. */
extern bool ChartUsableValue(Chart *chart, int64 row);

/* Limits at 3 sigma, cut to what is possible. */
extern void PointLimits(ChartPoint *p, float8 least, float8 most);

/* One row of any chart whose limits come from a baseline: the body of the window functions. */
extern Datum ChartRow(FunctionCallInfo fcinfo, const ChartKind *kind);

/* An option in words, such as 'mean': its place in the list of n words, or 22023. NULL is place 0. */
extern int	ChartWord(WindowObject winobj, int arg, const char *what, const char *const *words, int n);

/* A number from the first row; NaN if NULL. */
extern float8 ChartNumber(WindowObject winobj, int arg, const char *what);

/* Remember the time of this row, if the chart has times. */
extern void ChartAt(Chart *chart, WindowObject winobj, int64 row);

/* A point of which nothing is known but what to beware of. */
extern ChartPoint ChartEmptyPoint(const Chart *chart);

/* The row as opm.chart_point. */
extern Datum ChartPointDatum(FunctionCallInfo fcinfo, Chart *chart, int64 row, ChartPoint *p);

#endif							/* OPM_SPC_H */
