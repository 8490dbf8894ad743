-- What columns accept, in one list: every CHECK constraint of a workspace. The functions of opm that they ask raise the
-- error themselves, and for texts of the engine call its own readers (src/workspace/accept.c). They are here and not in
-- CREATE TABLE, because DROP EXTENSION opm CASCADE takes them away and leaves the tables; opm.upgrade_workspace then
-- adds those that are missing. Beyond 1e100, squares and ratios are no longer numbers, and no view could be read.

DO $do$
DECLARE
	t record;
	c record;
BEGIN
	FOR t IN
		WITH rule(table_name, name, expression) AS (
			-- one column: what is asked of it, %s is its name in errors and the column
			SELECT v.table_name, concat_ws('_', v.table_name, v.column_name, 'check'), 'opm.' || format(v.asks,
				format('%L, %I', v.table_name || '.' || v.column_name, v.column_name))
			FROM (VALUES
				('access', 'login', $$_line(%s)$$),
				('access', 'role_key', $$_line(%s)$$),
				('access', 'level', $$_word(%s, 'reader', 'reporter', 'contributor', 'manager', 'admin')$$),
				('action', 'kind', $$_word(%s, 'action', 'corrective', 'initiative', 'pilot', 'proposal')$$),
				('action', 'name', $$_line(%s)$$),
				('action', 'why', $$_text(%s)$$),
				('action', 'raised_at', $$_time(%s)$$),
				('action', 'verdict', $$_word(%s, 'accepted', 'rejected', 'studied')$$),
				('action', 'decided_at', $$_time(%s)$$),
				('action', 'due_on', $$_day(%s)$$),
				('action', 'began_on', $$_day(%s)$$),
				('action', 'done_at', $$_time(%s)$$),
				('action', 'dropped_at', $$_time(%s)$$),
				('action', 'outcome', $$_text(%s)$$),
				('action', 'expected_effect', $$_number(%s, '-1e100', '1e100')$$),
				('action', 'realised_effect', $$_number(%s, '-1e100', '1e100')$$),
				('action', 'impact', $$_number(%s, 1, 10)$$),
				('action', 'feasibility', $$_number(%s, 1, 10)$$),
				('action', 'baseline_from', $$_day(%s)$$),
				('binding', 'name', $$_line(%s)$$),
				('binding', 'query', $$_text(%s, 1000000)$$),
				('capacity', 'unit', $$_line(%s)$$),
				('capacity', 'available', $$_number(%s, 0, '1e100', '1e-100')$$),
				('capacity', 'committed', $$_number(%s, 0, '1e100', '1e-100')$$),
				('capacity', 'used', $$_number(%s, 0, '1e100', '1e-100')$$),
				('check_in', 'at', $$_time(%s)$$),
				('check_in', 'confidence', $$_number(%s, 0, 1)$$),
				('check_in', 'score', $$_number(%s, '-1e6', '1e6')$$),
				('check_in', 'note', $$_text(%s)$$),
				('check_in', 'blocker', $$_text(%s)$$),
				('check_in', 'blocker_kind',
					$$_word(%s, 'people', 'process', 'technology', 'dependency', 'priority', 'other')$$),
				('check_in', 'cleared_at', $$_time(%s)$$),
				('decision', 'name', $$_line(%s)$$),
				('decision', 'why', $$_text(%s)$$),
				('decision', 'decided_at', $$_time(%s)$$),
				('factor', 'kind',
					$$_word(%s, 'strength', 'weakness', 'opportunity', 'threat', 'risk', 'stakeholder')$$),
				('factor', 'name', $$_line(%s)$$),
				('factor', 'note', $$_text(%s)$$),
				('factor', 'impact', $$_number(%s, 1, 5)$$),
				('factor', 'likelihood', $$_number(%s, 1, 5)$$),
				('factor', 'noted_at', $$_time(%s)$$),
				('factor', 'closed_at', $$_time(%s)$$),
				('feedback', 'kind', $$_word(%s, 'feedback', 'coaching', 'recognition', 'one-on-one')$$),
				('feedback', 'at', $$_time(%s)$$),
				('feedback', 'body', $$_text(%s)$$),
				('feedback', 'visibility', $$_word(%s, 'private', 'team', 'everyone')$$),
				('feedback', 'points', $$_number(%s, 0, 1000)$$),
				('goal', 'key', $$_line(%s, -1)$$),
				('goal', 'name', $$_line(%s)$$),
				('goal', 'why', $$_text(%s)$$),
				('goal', 'kind', $$_word(%s, 'objective', 'key result', 'kpi', 'initiative', 'development')$$),
				('goal', 'target', $$_literal(%s, 'target')$$),
				('goal', 'unit', $$_line(%s)$$),
				('goal', 'weight', $$_number(%s, 0, '1e100', '1e-100')$$),
				('goal', 'share', $$_number(%s, '1e-100', 1)$$),
				('goal', 'rollup', $$_literal(%s, 'rollup')$$),
				('goal', 'missing', $$_literal(%s, 'missing')$$),
				('goal', 'credit_floor', $$_number(%s, '-1e100', '1e100')$$),
				('goal', 'credit_cap', $$_number(%s, '-1e100', '1e100')$$),
				('goal', 'time_aggregation',
					$$_word(%s, 'last', 'first', 'sum', 'mean', 'min', 'max', 'count', 'ratio')$$),
				('goal', 'cadence_days', $$_number(%s, 1, 3660)$$),
				('goal', 'max_age_days', $$_number(%s, 1, 36600)$$),
				('goal', 'min_group', $$_number(%s, 2, 1000000)$$),
				('goal', 'bands', $$_literal(%s, 'bands')$$),
				('goal', 'plan', $$_literal(%s, 'target')$$),
				('goal', 'lifecycle', $$_word(%s, 'draft', 'active', 'paused', 'done', 'dropped')$$),
				('goal', 'priority', $$_number(%s, 1, 9)$$),
				('goal', 'horizon', $$_word(%s, 'short', 'long')$$),
				('goal', 'indicator', $$_word(%s, 'leading', 'lagging')$$),
				('goal', 'ambition', $$_word(%s, 'committed', 'aspirational')$$),
				('goal', 'visibility', $$_word(%s, 'everyone', 'team', 'owner')$$),
				('goal', 'due_on', $$_day(%s)$$),
				('goal', 'accepted_at', $$_time(%s)$$),
				('goal', 'template_node', $$_line(%s, -1)$$),
				('goal', 'created_at', $$_time(%s)$$),
				('goal', 'updated_at', $$_time(%s)$$),
				('goal_factor', 'effect', $$_word(%s, 'supports', 'endangers', 'answered by')$$),
				('goal_link', 'weight', $$_number(%s, 0, '1e100', '1e-100')$$),
				('goal_link', 'share', $$_number(%s, '1e-100', 1)$$),
				('goal_person', 'part', $$_word(%s, 'contributor', 'reviewer', 'consulted', 'informed')$$),
				('goal_target', 'target', $$_literal(%s, 'target')$$),
				('incentive', 'amount', $$_number(%s, 0, 999999999999.99)$$),
				('incentive', 'currency', $$_line(%s)$$),
				('incentive', 'curve', $$_literal(%s, 'target')$$),
				('incentive', 'threshold', $$_number(%s, '-1e100', '1e100')$$),
				('measurement', 'at', $$_time(%s)$$),
				('measurement', 'value', $$_number(%s, '-1e100', '1e100')$$),
				('measurement', 'base', $$_number(%s, '-1e100', '1e100', '1e-40')$$),
				('measurement', 'note', $$_text(%s)$$),
				('measurement', 'recorded_at', $$_time(%s)$$),
				('measurement', 'recorded_by', $$_line(%s)$$),
				('measurement_history', 'operation', $$_word(%s, 'UPDATE', 'DELETE')$$),
				('period', 'id', $$_number(%s, 1, 90000000000)$$), -- the view calendar makes a key of it and the day
				('period', 'calendar', $$_line(%s)$$),
				('period', 'kind',
					$$_word(%s, 'year', 'half', 'quarter', 'month', 'week', 'day', 'sprint', 'custom')$$),
				('period', 'name', $$_line(%s)$$),
				('period', 'first_day', $$_day(%s)$$),
				('period', 'last_day', $$_day(%s)$$),
				('period', 'time_zone', $$_literal(%s, 'time zone')$$),
				('period_close', 'note', $$_text(%s)$$),
				('close_tree', 'salt', $$_line(%s)$$),
				('person', 'name', $$_line(%s)$$),
				('person', 'login', $$_line(%s)$$),
				('person', 'role_key', $$_line(%s)$$),
				('perspective', 'name', $$_line(%s)$$),
				('perspective', 'why', $$_text(%s)$$),
				('rating', 'kind', $$_word(%s, 'performance', 'potential', 'competency')$$),
				('rating', 'criterion', $$_line(%s)$$),
				('rating', 'rating', $$_number(%s, 0, 100, '1e-100')$$),
				('rating', 'required_rating', $$_number(%s, 0, 100)$$),
				('rating', 'weight', $$_number(%s, '1e-100', 100)$$),
				('rating', 'note', $$_text(%s)$$),
				('rating', 'rated_at', $$_time(%s)$$),
				('review', 'name', $$_line(%s)$$),
				('review', 'kind',
					$$_word(%s, 'daily', 'weekly', 'monthly', 'quarterly', 'annual', 'work-out', 'other')$$),
				('review', 'planned_at', $$_time(%s)$$),
				('review', 'held_at', $$_time(%s)$$),
				('review', 'summary', $$_text(%s)$$),
				('setting', 'time_zone', $$_literal(%s, 'time zone')$$),
				('setting', 'year_begins_in', $$_number(%s, 1, 12)$$),
				('setting', 'bands', $$_literal(%s, 'bands')$$),
				('setting', 'credit_floor', $$_number(%s, '-1e100', '1e100')$$),
				('setting', 'credit_cap', $$_number(%s, '-1e100', '1e100')$$),
				('setting', 'cadence_days', $$_number(%s, 1, 3660)$$),
				('setting', 'grace_days', $$_number(%s, 0, 3660)$$),
				('team', 'key', $$_line(%s, -1)$$),
				('team', 'name', $$_line(%s)$$),
				('template', 'name', $$_line(%s)$$),
				('template', 'outline', $$_literal(%s, 'outline', 1000000)$$)
			) v(table_name, column_name, asks)
			UNION ALL
			-- several columns together: the condition, and the error: message, detail, hint
			SELECT v.table_name, concat_ws('_', v.table_name, v.name), format('opm._rule(%L, %s, %L, %L, %L)',
				v.table_name, v.condition, v.message, v.detail, v.hint)
			FROM (VALUES
				('action', 'has_owner', $$owner_id IS NOT NULL OR kind = 'proposal'$$,
					'an action has an owner',
					'Only a proposal may have none.',
					'Set owner_id.'),
				('action', 'done_or_dropped', $$done_at IS NULL OR dropped_at IS NULL$$,
					'an action cannot be both done and dropped',
					'done_at says when it was done, dropped_at when it was given up.',
					'Set the other one to NULL.'),
				('action', 'decided',
					$$(verdict IS NULL) = (decided_at IS NULL) AND (decided_at IS NULL OR decided_at >=
						raised_at)$$,
					'verdict and time of an action do not fit',
					'A verdict has a time (decided_at), which is not before the action was raised (raised_at).',
					'Set verdict and decided_at together.'),
				('action', 'outcome_when_done', $$outcome IS NULL OR done_at IS NOT NULL OR dropped_at IS NOT NULL$$,
					'an action that is open has no outcome',
					'An outcome is that of an action that was done (done_at) or given up (dropped_at).',
					'Set done_at or dropped_at as well.'),
				('action', 'pilot_days',
					$$baseline_from IS NULL OR (began_on IS NOT NULL AND baseline_from < began_on)$$,
					'a pilot needs days before it began',
					'baseline_from is the first day of the time before, with which the days since began_on are '
					'compared.',
					'Set began_on to a day after baseline_from.'),
				('action', 'control_other',
					$$control_goal_id IS NULL OR (goal_id IS NOT NULL AND control_goal_id <> goal_id)$$,
					'a pilot is compared with another goal',
					'control_goal_id is a goal on which the pilot is not tried, goal_id the one on which it is.',
					'Set goal_id as well, to another goal.'),
				('check_in', 'cleared', $$cleared_at IS NULL OR (blocker IS NOT NULL AND cleared_at >= at)$$,
					'a blocker is cleared after it was said',
					'cleared_at belongs to a blocker, and is not before the check-in (at).',
					'Set blocker as well, or cleared_at to a later time.'),
				('check_in', 'blocker_said',
					$$blocker IS NOT NULL OR (blocker_kind IS NULL AND blocker_owner_id IS NULL)$$,
					'kind and owner of a blocker need a blocker',
					'blocker says what is in the way.',
					'Set blocker as well.'),
				('check_in', 'says_something', $$num_nonnulls(confidence, score, note, blocker) > 0$$,
					'a check-in says something',
					'It has a confidence, a score, a note or a blocker.',
					'Set one of them.'),
				('close_tree', 'canonical', $$outline::opm.goaltree::text = outline$$,
					'the tree of a close is written as the engine writes it',
					'Its digest is over that text.',
					'Let close_period() make the close.'),
				('feedback', 'not_to_oneself', $$from_id <> to_id OR kind = 'coaching'$$,
					'feedback is to somebody else',
					'Only coaching may be from and to the same person.',
					'Set to_id to another person.'),
				('goal', 'not_own_parent', $$parent_id <> id$$,
					'a goal cannot be above itself',
					'parent_id is the goal above.',
					'Choose another parent, or NULL for none.'),
				('goal', 'credit_range',
					$$credit_floor < credit_cap AND (credit_floor IS NULL) = (credit_cap IS NULL)$$,
					'credit range of a goal is no range',
					'credit_floor and credit_cap are set together, and the floor is below the cap.',
					'For example 0 and 1; or NULL and NULL, for those of the workspace.'),
				('goal', 'private_to_team', $$visibility <> 'team' OR team_id IS NOT NULL$$,
					'a goal seen by its team needs a team',
					'With visibility team, those of team_id see it.',
					'Set team_id, or another visibility.'),
				('goal', 'objective_target',
					$$kind <> 'objective' OR target IS NULL OR COALESCE(lower(rollup) = 'own' OR
						_adds_values(rollup), false)$$,
					'an objective is judged by the goals below it, not by a target',
					'A target of its own counts where its rollup is own, sum, avg, ratio, low or high.',
					'Leave target empty, choose one of these rollups, or make it a key result.'),
				('goal', 'sum_of_percentages',
					$$NOT (unit = '%' AND (lower(rollup) = 'sum' OR time_aggregation = 'sum'))$$,
					'percentages are not added up',
					'A goal with unit % has neither rollup nor time_aggregation sum.',
					'Use avg or ratio for rollup; mean, last or ratio for time_aggregation.'),
				('goal', 'yes_no_target',
					$$unit <> 'yes/no' OR target IS NULL OR (opm.target_value(target::opm.target) BETWEEN 0
						AND 1)$$,
					'target of a yes/no goal is from 0 to 1',
					'0 is no and 1 is yes.',
					'For example >= 1.'),
				('goal', 'count_target',
					$$time_aggregation <> 'count' OR target IS NULL OR opm.target_value(target::opm.target) IS
						NULL OR opm.target_value(target::opm.target) >= 0$$,
					'target of a count is not below 0',
					'With time_aggregation count, measurements are counted.',
					'Choose another target, or another time_aggregation.'),
				('goal_link', 'not_own_parent', $$parent_id <> goal_id$$,
					'a goal cannot be above itself',
					'parent_id is the goal above.',
					'Choose another parent.'),
				('measurement', 'not_in_the_future', $$at <= recorded_at + interval '1 hour'$$,
					'measurement.at is in the future',
					'What has not happened yet is not measured; clocks may differ by an hour. A measurement '
					'that is known since an earlier time (recorded_at) is from before that.',
					'Use the time for which the value holds.'),
				('period', 'days', $$first_day <= last_day$$,
					'a period ends after it begins',
					'last_day is the last day of the period, which may be the first one.',
					'Set last_day to a later day.'),
				('period', 'not_own_parent', $$parent_id <> id$$,
					'a period cannot be around itself',
					'parent_id is the period around it.',
					'Choose another parent, or NULL for none.'),
				('setting', 'one_row', $$id = 1$$,
					'settings are one row',
					'Its id is 1.',
					'UPDATE setting SET ...'),
				('setting', 'credit_range',
					$$credit_floor < credit_cap AND (credit_floor IS NULL) = (credit_cap IS NULL)$$,
					'credit range of the workspace is no range',
					'credit_floor and credit_cap are set together, and the floor is below the cap.',
					'For example 0 and 1; or NULL and NULL for no limits.'),
				('team', 'not_own_parent', $$parent_id <> id$$,
					'a team cannot be above itself',
					'parent_id is the team above.',
					'Choose another parent, or NULL for none.'),
				('tree_lock', 'one_row', $$id = 1$$,
					'the lock of the tree is one row',
					'Its id is 1.',
					'Leave this table alone: triggers use it.')
			) v(table_name, name, condition, message, detail, hint)
		)
		SELECT r.table_name, string_agg(format('ADD CONSTRAINT %I CHECK (%s)', r.name, r.expression), ', ') AS added,
			jsonb_object_agg(r.name, r.expression) AS rules
		FROM rule r
		WHERE NOT EXISTS (SELECT FROM pg_constraint o
			WHERE o.conrelid = r.table_name::regclass AND o.conname = r.name)
		GROUP BY r.table_name
	LOOP
		BEGIN
			EXECUTE format('ALTER TABLE %I %s', t.table_name, t.added);
			CONTINUE;
		EXCEPTION WHEN check_violation OR data_exception THEN
			-- rows that do not fit: one by one, to say which
		END;
		FOR c IN SELECT r.key AS name, r.value AS expression FROM jsonb_each_text(t.rules) r LOOP
			EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%s) NOT VALID', t.table_name, c.name, c.expression);
			BEGIN
				EXECUTE format('ALTER TABLE %I VALIDATE CONSTRAINT %I', t.table_name, c.name);
			EXCEPTION WHEN check_violation OR data_exception THEN
				RAISE WARNING USING
					MESSAGE = format('constraint "%s" of table "%s" holds for new rows only: %s',
						c.name, t.table_name, SQLERRM),
					HINT = format('Mend the rows, then ALTER TABLE %s VALIDATE CONSTRAINT %I.',
						format('%I.%I', current_schema(), t.table_name), c.name);
			END;
		END LOOP;
	END LOOP;
	-- what every row has; not for measurements, for which a trigger per row would cost more than the rest
	FOR t IN SELECT k.table_name FROM opm._workspace_tables() k
		WHERE k.commands LIKE 'INSERT,%' AND k.table_name <> 'measurement'
	LOOP
		EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE INSERT OR UPDATE ON %I FOR EACH ROW'
			' EXECUTE FUNCTION opm._given()', t.table_name || '_given', t.table_name);
	END LOOP;
END
$do$;
