-- What holds for the whole workspace, in one row; the comment on this table also says which version made the workspace.
-- How files here become statements, and what that asks of them: see src/workspace/README.md.

CREATE TABLE IF NOT EXISTS setting (
	id integer PRIMARY KEY DEFAULT 1,
	time_zone text NOT NULL DEFAULT 'UTC',
	year_begins_in integer NOT NULL DEFAULT 1,
	bands text NOT NULL DEFAULT 'off track | 0.4 | at risk | 0.7 | on track',
	status_basis text NOT NULL DEFAULT 'expected',
	credit_floor double precision DEFAULT 0,
	credit_cap double precision DEFAULT 1,
	cadence_days integer NOT NULL DEFAULT 7,
	grace_days integer NOT NULL DEFAULT 2,
	notify boolean NOT NULL DEFAULT true
);
COMMENT ON TABLE setting IS 'Settings of this workspace, one row.';
COMMENT ON COLUMN setting.id IS 'Always 1: there is one row.';
COMMENT ON COLUMN setting.time_zone IS
	'Time zone in which days and periods begin and end, for new periods; an IANA name.';
COMMENT ON COLUMN setting.year_begins_in IS 'Month in which the fiscal year begins, 1 to 12.';
COMMENT ON COLUMN setting.bands IS
	'Names of scores for goals that have no bands of their own, an opm.bands literal; '
	'cuts are fractions, 1 is goal reached.';
COMMENT ON COLUMN setting.status_basis IS
	'What status judges while a goal runs, for goals that say nothing else: expected (where it will end if the rest '
	'goes between plan and past pace), plan (if the rest goes to plan), pace (at the pace so far) or score (how far it '
	'is). See opm.expected_score. When a goal is over, its score is judged.';
COMMENT ON COLUMN setting.credit_floor IS
	'A child counts at least this much in its parent (1 is goal reached), for goals that say nothing '
	'else; empty, as credit_cap: no limits.';
COMMENT ON COLUMN setting.credit_cap IS
	'A child counts at most this much in its parent (1 is goal reached), for goals that say nothing else; '
	'empty, as credit_floor: no limits.';
COMMENT ON COLUMN setting.cadence_days IS
	'Days between two check-ins for goals that have no cadence of their own. Values of a longer period stay fresh for '
	'a twelfth of it.';
COMMENT ON COLUMN setting.grace_days IS 'Days after the cadence before a goal counts as stale.';
COMMENT ON COLUMN setting.notify IS
	'Whether changes of status are sent by NOTIFY; false for clients that PREPARE TRANSACTION, which PostgreSQL does '
	'not allow after a NOTIFY.';
DO $do$
BEGIN
	-- not ON CONFLICT: after a rename, the triggers of this table still look for the old name
	IF NOT EXISTS (SELECT FROM setting) THEN
		INSERT INTO setting (id) VALUES (1);
	END IF;
END
$do$;

CREATE OR REPLACE FUNCTION time_zone() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT s.time_zone FROM setting s;
END;
COMMENT ON FUNCTION time_zone IS 'Time zone of the workspace.';
