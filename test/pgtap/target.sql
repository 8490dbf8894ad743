-- opm.target against answers that nobody wrote for opm: test/data/kpi, tables of cases of published rules.
-- Tolerance: 1e-12 relative, 1e-15 absolute (answers are exact; double precision is asked for 1e-9).
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(22);

CREATE FUNCTION pg_temp.close(got double precision, want double precision) RETURNS boolean
	RETURN CASE WHEN got IS NULL OR want IS NULL THEN got IS NULL AND want IS NULL
		ELSE abs(got - want) <= greatest(1e-15, 1e-12 * abs(want)) END;

CREATE TEMP TABLE attainment (case_id text, direction text, baseline float8, target float8, actual float8, progress_from_baseline float8,
	progress_clipped_0_1 float8, ratio_actual_to_target float8, ratio_target_to_actual_down float8, two_minus_ratio_down float8, target_met int);
\copy attainment FROM 'test/data/kpi/expected_attainment.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE band (band_id text, outer_low float8, low float8, high float8, outer_high float8, actual float8, score float8, in_band int);
\copy band FROM 'test/data/kpi/expected_band.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE pace (start_date date, end_date date, baseline float8, target float8, on_date date, elapsed_share float8, expected_value float8);
\copy pace FROM 'test/data/kpi/expected_pace.csv' (FORMAT csv, HEADER)

SELECT is((SELECT count(*) FROM attainment), 65::bigint, 'all attainment cases are here');

-- progress_from_baseline is the score of a move; undefined where baseline = target, which is no move.
SELECT is_empty($$
	SELECT case_id, opm.score(actual, opm.target(baseline, target)), progress_from_baseline FROM attainment
	WHERE baseline IS DISTINCT FROM target AND NOT pg_temp.close(opm.score(actual, opm.target(baseline, target)), progress_from_baseline)$$,
	'attainment: progress from baseline = score of baseline -> target');
SELECT is((SELECT count(*) FROM attainment WHERE baseline = target AND progress_from_baseline IS NOT NULL), 0::bigint, 'attainment: undefined where baseline = target');
SELECT throws_ok(format('SELECT opm.target(%s, %s)', baseline, target), '22023', 'invalid target', 'baseline = target is refused: ' || case_id)
FROM attainment WHERE baseline = target ORDER BY case_id LIMIT 1;
-- Clipped progress is the same line as a curve, which is flat outside its knots.
SELECT is_empty($$
	SELECT case_id FROM attainment
	WHERE progress_clipped_0_1 IS NOT NULL AND NOT pg_temp.close(opm.score(actual, CASE WHEN baseline < target
		THEN opm.target_curve(ARRAY[baseline, target], '{0,1}') ELSE opm.target_curve(ARRAY[target, baseline], '{1,0}') END), progress_clipped_0_1)$$,
	'attainment: clipped progress = score of a curve');
-- actual / target is a move from 0; 2 - actual / target a move from twice the target. Both need a target other than 0.
SELECT is_empty($$
	SELECT case_id FROM attainment
	WHERE ratio_actual_to_target IS NOT NULL AND NOT pg_temp.close(opm.score(actual, opm.target(0, target)), ratio_actual_to_target)$$,
	'attainment: actual / target = score of 0 -> target');
SELECT is_empty($$
	SELECT case_id, opm.score(actual, opm.target(2 * target, target)), two_minus_ratio_down FROM attainment
	WHERE two_minus_ratio_down IS NOT NULL AND NOT pg_temp.close(opm.score(actual, opm.target(2 * target, target)), two_minus_ratio_down)$$,
	'attainment: 2 - actual / target = score of 2 * target -> target');
-- Left out: ratio_target_to_actual_down (target / actual), a hyperbola, which no piecewise-linear target is.
SELECT is_empty($$
	SELECT case_id FROM attainment
	WHERE target_met IS NOT NULL AND opm.reached(actual, opm.target_hold(CASE direction WHEN 'up' THEN '>=' ELSE '<=' END, target)) <> (target_met = 1)$$,
	'attainment: target met = reached of a hold');
SELECT is_empty($$
	SELECT case_id FROM attainment
	WHERE target_met IS NOT NULL AND baseline <> target AND opm.reached(actual, opm.target(baseline, target)) <> (target_met = 1)$$,
	'attainment: target met = reached of a move');
SELECT is_empty($$
	SELECT case_id FROM attainment WHERE target_met IS NOT NULL AND baseline <> target
	AND (opm.direction(opm.target(baseline, target)) <> direction OR opm.direction(opm.target_hold(CASE direction WHEN 'up' THEN '>=' ELSE '<=' END, target)) <> direction)$$,
	'attainment: direction');
SELECT is_empty($$
	SELECT case_id FROM attainment
	WHERE progress_from_baseline IS NOT NULL AND abs(opm.required(opm.target(baseline, target), progress_from_baseline) - actual) > 1e-12 * (abs(baseline) + abs(target) + abs(actual))$$,
	'attainment: required gives the actual back');

SELECT is_empty($$
	SELECT band_id, actual FROM band
	WHERE NOT pg_temp.close(opm.score(actual, opm.target_range(low, high, low - outer_low)), score) OR low - outer_low <> outer_high - high$$,
	'band: score of a range with tolerance');
SELECT is_empty($$
	SELECT band_id, actual FROM band WHERE opm.reached(actual, opm.target_range(low, high, low - outer_low)) <> (in_band = 1)
	OR opm.score(actual, opm.target_range(low, high)) <> in_band$$,
	'band: in band = reached, = score without tolerance');
SELECT is_empty($$
	SELECT band_id, actual FROM band
	WHERE NOT pg_temp.close(opm.score(actual, CASE WHEN low < high THEN opm.target_curve(ARRAY[outer_low, low, high, outer_high], '{0,1,1,0}')
		ELSE opm.target_curve(ARRAY[outer_low, low, outer_high], '{0,1,0}') END), score)$$,
	'band: the same as a curve');

-- The elapsed share is the caller's (days, working days, ...); planned takes it from there.
SELECT is_empty($$
	SELECT on_date, baseline FROM pace WHERE baseline <> target AND NOT pg_temp.close(opm.planned(opm.target(baseline, target), elapsed_share), expected_value)$$,
	'pace: planned of a move');
SELECT is_empty($$
	SELECT on_date FROM pace WHERE baseline = target AND NOT pg_temp.close(opm.planned(opm.target_hold('>=', target), elapsed_share), expected_value)$$,
	'pace: nothing to move, so the limit is held');
SELECT is_empty($$
	SELECT on_date FROM pace
	WHERE baseline <> target AND NOT pg_temp.close(opm.planned(opm.target(baseline, target), (on_date - start_date) / (end_date - start_date)::float8), expected_value)$$,
	'pace: held outside the period');

-- Published rules as cases
CREATE TEMP TABLE rule (source text, target opm.target, value float8, score float8);
INSERT INTO rule VALUES
	-- Spider Impact, goal and red flag: goal 700, red flag 500 give 0 at 300 and 10 at 900; goal = 6.67, red flag = 3.33
	('spider', '300:0 900:10', 250, 0), ('spider', '300:0 900:10', 300, 0), ('spider', '300:0 900:10', 500, 10.0 / 3), ('spider', '300:0 900:10', 700, 20.0 / 3), ('spider', '300:0 900:10', 900, 10), ('spider', '300:0 900:10', 2000, 10),
	-- BSC Designer: value 16, baseline 15, target 45 is a progress of 3.33 %; minimum 0, maximum 100 a performance of 16 %
	('bsc', '15 -> 45', 16, 1.0 / 30), ('bsc', '0 -> 100', 16, 0.16),
	-- Quantive: stay above is strict, the target itself scores 0; increase is not clamped
	('quantive', '> 95', 95, 0), ('quantive', '> 95', 95.5, 1), ('quantive', '0 -> 8', 10, 1.25),
	-- Profit.co, at most, distance from the target t: (2t - a) / t
	('profit', '2 -> 1', 0.8, 1.2), ('profit', '2 -> 1', 1.5, 0.5), ('profit', '2 -> 1', 1.75, 0.25),
	-- UpRaise, maintain: 100 % inside [minimum, maximum], else 0
	('upraise', '10 .. 20', 10, 1), ('upraise', '10 .. 20', 20, 1), ('upraise', '10 .. 20', 20.001, 0),
	-- ServiceNow: 220 of 250, 480 of 500, 890 of 1000
	('servicenow', '0 -> 250', 220, 0.88), ('servicenow', '0 -> 500', 480, 0.96), ('servicenow', '0 -> 1000', 890, 0.89),
	-- puzzle/okr: zones fail, commit, target, stretch at 0.3, 0.7, 1 of the way from baseline to stretch goal
	('puzzle', '10 -> 60', 25, 0.3), ('puzzle', '10 -> 60', 45, 0.7),
	-- Pay-out curve with a cliff: 80 % pays 50 %, 100 % pays 100 %, 120 % pays 200 %, below 80 % nothing
	('payout', '80:0 80:50 100:100 120:200', 79.99, 0), ('payout', '80:0 80:50 100:100 120:200', 80, 50), ('payout', '80:0 80:50 100:100 120:200', 90, 75),
	('payout', '80:0 80:50 100:100 120:200', 100, 100), ('payout', '80:0 80:50 100:100 120:200', 110, 150), ('payout', '80:0 80:50 100:100 120:200', 125, 200);
SELECT is_empty('SELECT source, target, value, score, opm.score(value, target) FROM rule WHERE NOT pg_temp.close(opm.score(value, target), score)', 'published rules');
SELECT is_empty('SELECT source, target, value FROM rule WHERE opm.reached(value, target) <> (opm.score(value, target) >= 1)', 'reached is a score of at least 1');
SELECT is_empty('SELECT target FROM rule WHERE target::text::opm.target::text <> target::text', 'text round trip');

-- Relative goals: a percentage of the size of the baseline, and its sign is the direction.
SELECT is_empty($$
	SELECT literal, want FROM (VALUES ('>= 50 ~ 10%', '>= 50 ~ 5'), ('<= -20 ~ 5 %', '<= -20 ~ 1'), ('10 .. 30 ~ 50%', '10 .. 30 ~ 10'), ('100 +- 5%', '95 .. 105'), (U&'100 \00B1 5 %', '95 .. 105'), ('-200 +/- 10%', '-220 .. -180'), ('7+-0.5', '6.5 .. 7.5'), ('100 +- 5% ~ 10%', '95 .. 105 ~ 10'), ('200 -> -30%', '200 -> 140'), ('200 -> +30%', '200 -> 260'), ('-200 -> +30%', '-200 -> -140'), ('-200 -> -30%', '-200 -> -260'), ('80 -> +5 %', '80 -> 84'), ('50 -> -100%', '50 -> 0'), ('50 -> +12.5%', '50 -> 56.25')) v(literal, want)
	WHERE literal::opm.target::text <> want$$, 'relative goals');
SELECT is(opm.planned('0 -> 100', 0.5, '0:0 0.5:0.2 1:1'), 20::float8, 'plan along a profile');

SELECT * FROM finish();
ROLLBACK;
