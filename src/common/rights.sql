
-- Everybody may use it. Said here, and last, because the default privileges of who installs it may say otherwise.
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA opm TO PUBLIC;
GRANT USAGE ON TYPE opm.target, opm.bands, opm.kpi, opm.scorecard, opm.goaltree, opm.fit, opm.chart_point,
	opm.cusum_point, opm.flow_stats, opm._figure_part TO PUBLIC;
