
-- flow: work items that arrive, start and finish

CREATE FUNCTION opm.days_between(
	since timestamp with time zone, until timestamp with time zone
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_days_between' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.days_between(timestamp with time zone, timestamp with time zone) IS
	'Days of 24 hours from one time to the other: lead time (created, finished), cycle time (started, finished), '
	'waiting time (created, started). Negative if until is before since. NULL when an argument is NULL. Error 22008 '
	'for an infinite time.';

CREATE FUNCTION opm.age_days(
	started timestamp with time zone, finished timestamp with time zone, as_of timestamp with time zone
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_age_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.age_days(timestamp with time zone, timestamp with time zone, timestamp with time zone) IS
	'Age in days of an item that is in progress at as_of. NULL if it has not started by then or has finished by then, '
	'and when started or as_of is NULL. Errors: 22023 for an item finished before it started, 22008 for an infinite '
	'time.';

CREATE FUNCTION opm.flow_efficiency(touch double precision, lead double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_flow_efficiency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.flow_efficiency(double precision, double precision) IS
	'Share of the lead time in which somebody worked on it: touch time / lead time, in one unit. For many items give '
	'the two sums. NULL for a lead time of 0, and when an argument is NULL. Errors: 22023 for a negative time, 22003 '
	'for NaN or infinity.';

-- A composite type, because an aggregate cannot have OUT parameters.
CREATE TYPE opm.flow_stats AS (
	days double precision,
	started bigint,
	finished bigint,
	wip_from bigint,
	wip_to bigint,
	item_days bigint,
	item_microseconds bigint,
	mean_wip double precision,
	throughput double precision,
	mean_cycle_days double precision,
	littles_cycle_days double precision
);
COMMENT ON TYPE opm.flow_stats IS 'Result of opm.flow: what flowed through a window of time.';
COMMENT ON COLUMN opm.flow_stats.days IS 'Length of the window in days.';
COMMENT ON COLUMN opm.flow_stats.started IS 'Items that started in the window.';
COMMENT ON COLUMN opm.flow_stats.finished IS 'Items that finished in the window.';
COMMENT ON COLUMN opm.flow_stats.wip_from IS
	'Items in progress when the window opens. wip_from + started - finished = wip_to.';
COMMENT ON COLUMN opm.flow_stats.wip_to IS 'Items in progress when the window closes.';
COMMENT ON COLUMN opm.flow_stats.item_days IS
	'Time that all items together spent in progress in the window: whole days. Exact, with item_microseconds.';
COMMENT ON COLUMN opm.flow_stats.item_microseconds IS 'The rest of that time, in microseconds, less than a day.';
COMMENT ON COLUMN opm.flow_stats.mean_wip IS 'Items in progress, averaged over time: that time / length of the window.';
COMMENT ON COLUMN opm.flow_stats.throughput IS 'Items finished per day.';
COMMENT ON COLUMN opm.flow_stats.mean_cycle_days IS
	'Mean time from start to finish of the items that finished in the window, in days. NULL if none did.';
COMMENT ON COLUMN opm.flow_stats.littles_cycle_days IS
	'Cycle time by Little''s law, mean_wip / throughput, in days: time spent in the window per item finished. It '
	'differs from mean_cycle_days by items that do not both start and finish in the window. NULL if none finished.';

-- internal

CREATE FUNCTION opm.flow_accum(
	bigint[], timestamp with time zone, timestamp with time zone, timestamp with time zone, timestamp with time zone
) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'opm_flow_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.flow_accum(
	bigint[], timestamp with time zone, timestamp with time zone, timestamp with time zone, timestamp with time zone
) IS
	'Internal: transition function of opm.flow. Adds one item.';
CREATE FUNCTION opm.flow_merge(bigint[], bigint[]) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'opm_flow_merge' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.flow_merge(bigint[], bigint[]) IS
	'Internal: combine function of opm.flow. Adds two parts of one window.';
CREATE FUNCTION opm.flow_final(bigint[]) RETURNS opm.flow_stats
	AS 'MODULE_PATHNAME', 'opm_flow_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.flow_final(bigint[]) IS 'Internal: final function of opm.flow.';

-- aggregate

CREATE AGGREGATE opm.flow(
	started timestamp with time zone, finished timestamp with time zone, since timestamp with time zone,
	until timestamp with time zone
) (
	SFUNC = opm.flow_accum, STYPE = bigint[], FINALFUNC = opm.flow_final, COMBINEFUNC = opm.flow_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.flow(
	timestamp with time zone, timestamp with time zone, timestamp with time zone, timestamp with time zone
) IS
	'What flowed through the window since <= t < until: counts, mean work in progress, throughput, cycle time and '
	'Little''s law. finished is NULL for an item in progress; an item with a NULL started waits and does not count. No '
	'rows give NULL. Errors: 22023 for an item finished before it started, a window that ends before it starts or '
	'differs between rows; 22004 for a NULL window; 22008 for an infinite time.';

CREATE FUNCTION opm.cumulative_flow(
	arrived timestamp with time zone[], started timestamp with time zone[], finished timestamp with time zone[],
	boundaries timestamp with time zone[]
) RETURNS TABLE (
	before timestamp with time zone,
	arrived_items bigint,
	started_items bigint,
	finished_items bigint,
	wip bigint,
	queued bigint
)
	AS 'MODULE_PATHNAME', 'opm_cumulative_flow' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.cumulative_flow(
	timestamp with time zone[], timestamp with time zone[], timestamp with time zone[], timestamp with time zone[]
) IS
	'Cumulative flow diagram: for each boundary, in order, how many items had arrived, started and finished before it. '
	'wip = started - finished, queued = arrived - started. The first three arrays have one element per item, NULL '
	'where that has not happened; a stage that an item skipped counts when the next one happened. The boundaries are '
	'yours, so days begin where your time zone says. No rows when an argument is NULL. Errors: 22023 for stages out of '
	'order or arrays of different length, 22008 for an infinite time.';
