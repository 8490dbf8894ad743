-- What decides the status of a goal, for all views that show one.

CREATE OR REPLACE FUNCTION lacks_target(score double precision, value double precision, has_target boolean, method text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN score IS NULL AND value IS NOT NULL AND NOT has_target AND method IN ('own', 'sum', 'avg', 'ratio', 'low', 'high');
COMMENT ON FUNCTION lacks_target IS 'True for a goal whose value is known and that has no score only because nothing says what good looks like: its status is no target. Not for one that is judged by the scores of its children (method mean, min and so on): that one lacks data.';
