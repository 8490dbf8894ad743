
-- rules: patterns on a chart that are news and not noise

CREATE FUNCTION opm.signal_text(signal integer) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_rules_signal_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.signal_text(integer) IS
	'What the bits of a signal mean, in general words. The reason of an opm.chart_point says it with numbers, side and '
	'date. NULL for NULL and for 0 (no signal). Error 22023 for a number that is no signal.';

CREATE FUNCTION opm.signal_rules(
	OUT rule text,
	OUT signal integer,
	OUT usual_length integer,
	OUT meaning text,
	OUT western_electric boolean,
	OUT nelson boolean,
	OUT wheeler boolean
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'opm_rules_signal_rules' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION opm.signal_rules() IS
	'All run rules, one per row. rule: its name in a list of rules. signal: its bit in the signal of a point; test it '
	'with point.signal & rule.signal <> 0. usual_length: the usual number of points, NULL if it is fixed. meaning: '
	'what it means. western_electric, nelson, wheeler: is it in that set? Rule k of Nelson is bit 2^(k-1), and his run '
	'is 9 points. Sources: Western Electric 1956, Nelson 1984, Wheeler 1993.';
