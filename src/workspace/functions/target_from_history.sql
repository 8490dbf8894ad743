-- Targets that are said relative to what was: 5 % above the same month of last year, half of the mean of 12 months.

-- fence: jit
CREATE OR REPLACE FUNCTION target_from_history(
	goal_id bigint, period_id bigint, target text, factor double precision DEFAULT 1,
	same_ago interval DEFAULT NULL, mean_of interval DEFAULT NULL, home regclass DEFAULT 'setting'::regclass)
RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	g record; -- not of the type of the table, which is looked up before the first statement
	p record;
	began timestamptz;
	ended timestamptz;
	was double precision;
	made text;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT x.* INTO g FROM perf.goal x WHERE x.id = goal_id;
	SELECT x.* INTO p FROM perf.period x WHERE x.id = period_id;
	IF g.id IS NULL OR p.id IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = CASE WHEN g.id IS NULL THEN format('there is no goal %s', COALESCE(goal_id::text, 'NULL'))
				ELSE format('there is no period %s', COALESCE(period_id::text, 'NULL')) END,
			HINT = 'The functions goal_id(key) and period_id(name) find them.';
	END IF;
	IF num_nonnulls(same_ago, mean_of) > 1 OR COALESCE(same_ago, mean_of, '1 day') <= '0' OR factor IS NULL
		OR COALESCE(target, '') !~ '\mx\M' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no such target from history',
			DETAIL = 'target is a target with x for the number, such as >= x; same_ago and mean_of say which history'
				' is meant, one of them, and go back in time; factor is a number.',
			HINT = 'For example target_from_history(goal, period, ''>= x'', 1.05, same_ago => ''1 year'').';
	END IF;
	began := timezone(p.time_zone, p.first_day - COALESCE(mean_of, same_ago, '1 year'));
	ended := CASE WHEN mean_of IS NOT NULL THEN p.from_at
		ELSE timezone(p.time_zone, p.last_day + 1 - COALESCE(same_ago, '1 year')) END;
	SELECT CASE WHEN mean_of IS NULL THEN opm.value(k.kpi, g.time_aggregation)
			-- what adds up is the mean of so many periods of this length
			WHEN g.time_aggregation IN ('count', 'sum') THEN opm.value(k.kpi, g.time_aggregation)
				/ GREATEST(1, round(date_part('epoch', ended - began) / date_part('epoch', p.until_at - p.from_at)))
			WHEN g.time_aggregation IN ('last', 'first') THEN opm.mean(k.kpi)
			ELSE opm.value(k.kpi, g.time_aggregation) END
	INTO was
	FROM (
		SELECT opm.kpi(m.at, m.value, m.base) AS kpi FROM perf._measured m
		WHERE m.goal_id = g.id AND m.at >= began AND m.at < ended AND (g.min_group IS NULL OR m.base >= g.min_group)
	) k;
	IF was IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('goal "%s" has no history for this target', g.key),
			DETAIL = format('Nothing is known of the time from %s to %s.', began, ended),
			HINT = 'Choose another history, or write the target into goal_target.';
	END IF;
	-- as numeric it has 15 digits: no 105.00000000000001
	made := regexp_replace(target, '\mx\M', trim_scale((was * factor)::numeric)::text, 'g')::opm.target::text;
	INSERT INTO perf.goal_target AS t (goal_id, period_id, target) VALUES (g.id, p.id, made)
	ON CONFLICT ON CONSTRAINT goal_target_pkey DO UPDATE SET target = excluded.target;
	RETURN made;
END
$$;
COMMENT ON FUNCTION target_from_history IS
	'Writes the target of a goal for a period (goal_target) from what was, and returns it. target: a target with x for '
	'the number, such as >= x, 0 -> x, x +- 5%. x is factor times the value of the goal in the same period so long ago '
	'(same_ago, 1 year if nothing is said), or its mean over so long before the period (mean_of): of what adds up the '
	'mean of periods of this length, of single values that of the measurements. The number is written once, as what '
	'people are held to: a later correction of history does not move it, and another call does, which the change log '
	'keeps. Errors: 42704 if there is no such goal or period, 22023 for a target without x or two histories, 55000 if '
	'nothing is known of that time, 42501 for those who may not change the goal.';
