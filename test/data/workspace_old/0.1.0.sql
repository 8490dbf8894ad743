-- A workspace of opm 0.1.0 with the rows of data.sql; made by make.sh, see README.md.
--
-- PostgreSQL database dump
--

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: perf; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA perf;

--
-- Name: SCHEMA perf; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON SCHEMA perf IS 'Goals, measurements, reviews and scorecards (opm workspace). Start with the view scorecard.';

--
-- Name: _adds_values(text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._adds_values(method text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (lower(method) = ANY (ARRAY['sum'::text, 'avg'::text, 'ratio'::text, 'low'::text, 'high'::text]));

--
-- Name: FUNCTION _adds_values(method text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._adds_values(method text) IS 'Internal: true for a rollup that puts the values of the goals below together, and not their scores. NULL for NULL.';

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: setting; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.setting (
    id integer DEFAULT 1 NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    year_begins_in integer DEFAULT 1 NOT NULL,
    bands text DEFAULT 'off track | 0.4 | at risk | 0.7 | on track'::text NOT NULL,
    status_basis text DEFAULT 'expected'::text NOT NULL,
    credit_floor double precision DEFAULT 0,
    credit_cap double precision DEFAULT 1,
    cadence_days integer DEFAULT 7 NOT NULL,
    grace_days integer DEFAULT 2 NOT NULL,
    notify boolean DEFAULT true NOT NULL,
    CONSTRAINT setting_bands_check CHECK (opm._literal('setting.bands'::text, bands, 'bands'::text)),
    CONSTRAINT setting_cadence_days_check CHECK (opm._number('setting.cadence_days'::text, (cadence_days)::double precision, (1)::double precision, (3660)::double precision)),
    CONSTRAINT setting_credit_cap_check CHECK (opm._number('setting.credit_cap'::text, credit_cap, '-1e+100'::double precision, '1e+100'::double precision)),
    CONSTRAINT setting_credit_floor_check CHECK (opm._number('setting.credit_floor'::text, credit_floor, '-1e+100'::double precision, '1e+100'::double precision)),
    CONSTRAINT setting_credit_range CHECK (opm._rule('setting'::text, ((credit_floor < credit_cap) AND ((credit_floor IS NULL) = (credit_cap IS NULL))), 'credit range of the workspace is no range'::text, 'credit_floor and credit_cap are set together, and the floor is below the cap.'::text, 'For example 0 and 1; or NULL and NULL for no limits.'::text)),
    CONSTRAINT setting_grace_days_check CHECK (opm._number('setting.grace_days'::text, (grace_days)::double precision, (0)::double precision, (3660)::double precision)),
    CONSTRAINT setting_one_row CHECK (opm._rule('setting'::text, (id = 1), 'settings are one row'::text, 'Its id is 1.'::text, 'UPDATE setting SET ...'::text)),
    CONSTRAINT setting_status_basis_check CHECK (opm._word('setting.status_basis'::text, status_basis, VARIADIC ARRAY['expected'::text, 'plan'::text, 'pace'::text, 'score'::text])),
    CONSTRAINT setting_time_zone_check CHECK (opm._literal('setting.time_zone'::text, time_zone, 'time zone'::text)),
    CONSTRAINT setting_year_begins_in_check CHECK (opm._number('setting.year_begins_in'::text, (year_begins_in)::double precision, (1)::double precision, (12)::double precision))
);

--
-- Name: TABLE setting; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.setting IS 'Settings of this workspace, one row. opm workspace, version 0.1.0.';

--
-- Name: COLUMN setting.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.id IS 'Always 1: there is one row.';

--
-- Name: COLUMN setting.time_zone; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.time_zone IS 'Time zone in which days and periods begin and end, for new periods; an IANA name.';

--
-- Name: COLUMN setting.year_begins_in; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.year_begins_in IS 'Month in which the fiscal year begins, 1 to 12.';

--
-- Name: COLUMN setting.bands; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.bands IS 'Names of scores for goals that have no bands of their own, an opm.bands literal; cuts are fractions, 1 is goal reached.';

--
-- Name: COLUMN setting.status_basis; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.status_basis IS 'What status judges while a goal runs, for goals that say nothing else: expected (where it will end if the rest goes between plan and past pace), plan (if the rest goes to plan), pace (at the pace so far) or score (how far it is). See opm.expected_score. When a goal is over, its score is judged.';

--
-- Name: COLUMN setting.credit_floor; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.credit_floor IS 'A child counts at least this much in its parent (1 is goal reached), for goals that say nothing else; empty, as credit_cap: no limits.';

--
-- Name: COLUMN setting.credit_cap; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.credit_cap IS 'A child counts at most this much in its parent (1 is goal reached), for goals that say nothing else; empty, as credit_floor: no limits.';

--
-- Name: COLUMN setting.cadence_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.cadence_days IS 'Days between two check-ins for goals that have no cadence of their own.';

--
-- Name: COLUMN setting.grace_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.grace_days IS 'Days after the cadence before a goal counts as stale.';

--
-- Name: COLUMN setting.notify; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.notify IS 'Whether changes of status are sent by NOTIFY; false for clients that PREPARE TRANSACTION, which PostgreSQL does not allow after a NOTIFY.';

--
-- Name: me(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.me(home regclass DEFAULT 'perf.setting'::regclass) RETURNS bigint
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN (SELECT p.id FROM perf.person p
		WHERE (p.login = current_user OR p.role_key = opm._workspace_role_key(current_user))
			AND opm._workspace_role(p.role_key, p.login::name) = opm._workspace_role(NULL, current_user)
		ORDER BY p.role_key LIMIT 1);
END
$$;

--
-- Name: FUNCTION me(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.me(home regclass) IS 'Key of the person who is the current database role; NULL if nobody is listed for it.';

--
-- Name: goal; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal (
    id bigint NOT NULL,
    key text DEFAULT ('g'::text || (gen_random_uuid())::text) NOT NULL,
    parent_id bigint,
    name text NOT NULL,
    why text,
    kind text DEFAULT 'kpi'::text NOT NULL,
    perspective_id bigint,
    team_id bigint,
    owner_id bigint DEFAULT perf.me() NOT NULL,
    period_id bigint,
    target text,
    unit text,
    decimals integer,
    weight double precision DEFAULT 1 NOT NULL,
    share double precision,
    rollup text,
    missing text,
    credit_floor double precision,
    credit_cap double precision,
    time_aggregation text DEFAULT 'last'::text NOT NULL,
    cadence_days integer,
    max_age interval,
    counted_until date,
    baseline_until date,
    signal_rules text,
    min_group integer,
    bands text,
    plan text,
    status_basis text,
    lifecycle text DEFAULT 'active'::text NOT NULL,
    priority integer,
    horizon text,
    indicator text,
    ambition text,
    visibility text DEFAULT 'everyone'::text NOT NULL,
    due_on date,
    accepted_at timestamp with time zone,
    template_id bigint,
    template_node text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT goal_accepted_at_check CHECK (opm._time('goal.accepted_at'::text, accepted_at)),
    CONSTRAINT goal_ambition_check CHECK (opm._word('goal.ambition'::text, ambition, VARIADIC ARRAY['committed'::text, 'aspirational'::text])),
    CONSTRAINT goal_bands_check CHECK (opm._literal('goal.bands'::text, bands, 'bands'::text)),
    CONSTRAINT goal_baseline_until_check CHECK (opm._day('goal.baseline_until'::text, baseline_until)),
    CONSTRAINT goal_cadence_days_check CHECK (opm._number('goal.cadence_days'::text, (cadence_days)::double precision, (1)::double precision, (3660)::double precision)),
    CONSTRAINT goal_count_target CHECK (opm._rule('goal'::text, ((time_aggregation <> 'count'::text) OR (target IS NULL) OR (opm.target_value((target)::opm.target) IS NULL) OR (opm.target_value((target)::opm.target) >= (0)::double precision)), 'target of a count is not below 0'::text, 'With time_aggregation count, measurements are counted.'::text, 'Choose another target, or another time_aggregation.'::text)),
    CONSTRAINT goal_counted_before CHECK (opm._rule('goal'::text, (counted_until <= (timezone('UTC'::text, (GREATEST(created_at, updated_at) + '14:00:00'::interval)))::date), 'counted_until is in the future'::text, 'Events that have not happened yet are not counted.'::text, 'Use the last day of which every event is recorded.'::text)),
    CONSTRAINT goal_counted_events CHECK (opm._rule('goal'::text, ((counted_until IS NULL) OR (time_aggregation = ANY (ARRAY['count'::text, 'sum'::text]))), 'counted_until is for goals with time_aggregation count or sum'::text, 'It says until when a log of events is complete, so that nothing recorded means 0.'::text, 'Leave counted_until empty, or change time_aggregation.'::text)),
    CONSTRAINT goal_counted_until_check CHECK (opm._day('goal.counted_until'::text, counted_until)),
    CONSTRAINT goal_created_at_check CHECK (opm._time('goal.created_at'::text, created_at)),
    CONSTRAINT goal_credit_cap_check CHECK (opm._number('goal.credit_cap'::text, credit_cap, '-1e+100'::double precision, '1e+100'::double precision)),
    CONSTRAINT goal_credit_floor_check CHECK (opm._number('goal.credit_floor'::text, credit_floor, '-1e+100'::double precision, '1e+100'::double precision)),
    CONSTRAINT goal_credit_range CHECK (opm._rule('goal'::text, ((credit_floor < credit_cap) AND ((credit_floor IS NULL) = (credit_cap IS NULL))), 'credit range of a goal is no range'::text, 'credit_floor and credit_cap are set together, and the floor is below the cap.'::text, 'For example 0 and 1; or NULL and NULL, for those of the workspace.'::text)),
    CONSTRAINT goal_decimals_check CHECK (opm._number('goal.decimals'::text, (decimals)::double precision, (0)::double precision, (6)::double precision)),
    CONSTRAINT goal_due_on_check CHECK (opm._day('goal.due_on'::text, due_on)),
    CONSTRAINT goal_horizon_check CHECK (opm._word('goal.horizon'::text, horizon, VARIADIC ARRAY['short'::text, 'long'::text])),
    CONSTRAINT goal_id_check CHECK (opm._number('goal.id'::text, (id)::double precision, (1)::double precision, '1e+19'::double precision)),
    CONSTRAINT goal_indicator_check CHECK (opm._word('goal.indicator'::text, indicator, VARIADIC ARRAY['leading'::text, 'lagging'::text])),
    CONSTRAINT goal_key_check CHECK (opm._line('goal.key'::text, key, '-1'::integer)),
    CONSTRAINT goal_kind_check CHECK (opm._word('goal.kind'::text, kind, VARIADIC ARRAY['objective'::text, 'key result'::text, 'kpi'::text, 'initiative'::text, 'development'::text])),
    CONSTRAINT goal_lifecycle_check CHECK (opm._word('goal.lifecycle'::text, lifecycle, VARIADIC ARRAY['draft'::text, 'active'::text, 'paused'::text, 'done'::text, 'dropped'::text])),
    CONSTRAINT goal_max_age_first CHECK (opm._rule('goal'::text, ((max_age IS NULL) OR (time_aggregation <> 'first'::text)), 'time_aggregation first and max_age do not go together'::text, 'A window that moves with the days has another first value each day.'::text, 'Choose another time_aggregation, or leave max_age empty.'::text)),
    CONSTRAINT goal_max_age_length CHECK (opm._rule('goal'::text, ((max_age >= '01:00:00'::interval) AND (max_age <= '100 years'::interval)), 'max_age of a goal is from 1 hour to 100 years'::text, 'It is how far back from now measurements count.'::text, 'For example 4 weeks, or 12 months.'::text)),
    CONSTRAINT goal_min_group_check CHECK (opm._number('goal.min_group'::text, (min_group)::double precision, (2)::double precision, (1000000)::double precision)),
    CONSTRAINT goal_missing_check CHECK (opm._literal('goal.missing'::text, missing, 'missing'::text)),
    CONSTRAINT goal_name_check CHECK (opm._line('goal.name'::text, name)),
    CONSTRAINT goal_not_own_parent CHECK (opm._rule('goal'::text, (parent_id <> id), 'a goal cannot be above itself'::text, 'parent_id is the goal above.'::text, 'Choose another parent, or NULL for none.'::text)),
    CONSTRAINT goal_objective_target CHECK (opm._rule('goal'::text, ((kind <> 'objective'::text) OR (target IS NULL) OR COALESCE(((lower(rollup) = 'own'::text) OR perf._adds_values(rollup)), false)), 'an objective is judged by the goals below it, not by a target'::text, 'A target of its own counts where its rollup is own, sum, avg, ratio, low or high.'::text, 'Leave target empty, choose one of these rollups, or make it a key result.'::text)),
    CONSTRAINT goal_plan_check CHECK (opm._literal('goal.plan'::text, plan, 'target'::text)),
    CONSTRAINT goal_priority_check CHECK (opm._number('goal.priority'::text, (priority)::double precision, (1)::double precision, (9)::double precision)),
    CONSTRAINT goal_private_to_team CHECK (opm._rule('goal'::text, ((visibility <> 'team'::text) OR (team_id IS NOT NULL)), 'a goal seen by its team needs a team'::text, 'With visibility team, those of team_id see it.'::text, 'Set team_id, or another visibility.'::text)),
    CONSTRAINT goal_rollup_check CHECK (opm._literal('goal.rollup'::text, rollup, 'rollup'::text)),
    CONSTRAINT goal_share_check CHECK (opm._number('goal.share'::text, share, '1e-100'::double precision, (1)::double precision)),
    CONSTRAINT goal_signal_rules_check CHECK (opm._literal('goal.signal_rules'::text, signal_rules, 'rules'::text)),
    CONSTRAINT goal_status_basis_check CHECK (opm._word('goal.status_basis'::text, status_basis, VARIADIC ARRAY['expected'::text, 'plan'::text, 'pace'::text, 'score'::text])),
    CONSTRAINT goal_sum_of_percentages CHECK (opm._rule('goal'::text, (NOT ((unit = '%'::text) AND ((lower(rollup) = 'sum'::text) OR (time_aggregation = 'sum'::text)))), 'percentages are not added up'::text, 'A goal with unit % has neither rollup nor time_aggregation sum.'::text, 'Use avg or ratio for rollup; mean, last or ratio for time_aggregation.'::text)),
    CONSTRAINT goal_target_check CHECK (opm._literal('goal.target'::text, target, 'target'::text)),
    CONSTRAINT goal_template_node_check CHECK (opm._line('goal.template_node'::text, template_node, '-1'::integer)),
    CONSTRAINT goal_time_aggregation_check CHECK (opm._word('goal.time_aggregation'::text, time_aggregation, VARIADIC ARRAY['last'::text, 'first'::text, 'sum'::text, 'mean'::text, 'min'::text, 'max'::text, 'count'::text, 'ratio'::text])),
    CONSTRAINT goal_unit_check CHECK (opm._line('goal.unit'::text, unit)),
    CONSTRAINT goal_updated_at_check CHECK (opm._time('goal.updated_at'::text, updated_at)),
    CONSTRAINT goal_visibility_check CHECK (opm._word('goal.visibility'::text, visibility, VARIADIC ARRAY['everyone'::text, 'team'::text, 'owner'::text])),
    CONSTRAINT goal_weight_check CHECK (opm._number('goal.weight'::text, weight, (0)::double precision, '1e+100'::double precision, '1e-100'::double precision)),
    CONSTRAINT goal_why_check CHECK (opm._text('goal.why'::text, why)),
    CONSTRAINT goal_yes_no_target CHECK (opm._rule('goal'::text, ((unit <> 'yes/no'::text) OR (target IS NULL) OR ((opm.target_value((target)::opm.target) >= (0)::double precision) AND (opm.target_value((target)::opm.target) <= (1)::double precision))), 'target of a yes/no goal is from 0 to 1'::text, '0 is no and 1 is yes.'::text, 'For example >= 1.'::text))
);
ALTER TABLE ONLY perf.goal ALTER COLUMN key SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN why SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN target SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN unit SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN decimals SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN weight SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN share SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN rollup SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN missing SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN credit_floor SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN credit_cap SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN cadence_days SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN max_age SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN signal_rules SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN bands SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN plan SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN priority SET STATISTICS 0;
ALTER TABLE ONLY perf.goal ALTER COLUMN template_node SET STATISTICS 0;

--
-- Name: TABLE goal; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal IS 'Goals of every kind: objectives, key results, KPIs, initiatives, development goals. parent_id makes the tree; more parents are in goal_link.';

--
-- Name: COLUMN goal.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.id IS 'Goal key.';

--
-- Name: COLUMN goal.key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.key IS 'Short unique word for outlines and queries, without blanks; made up if not given.';

--
-- Name: COLUMN goal.parent_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.parent_id IS 'Goal above; empty for a root.';

--
-- Name: COLUMN goal.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.name IS 'What is to be achieved, as people say it.';

--
-- Name: COLUMN goal.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.why IS 'Reason: what this goal is for.';

--
-- Name: COLUMN goal.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.kind IS 'objective, key result, kpi, initiative or development.';

--
-- Name: COLUMN goal.perspective_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.perspective_id IS 'Perspective the goal belongs to; empty: that of the goal above.';

--
-- Name: COLUMN goal.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.team_id IS 'Team the goal belongs to.';

--
-- Name: COLUMN goal.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.owner_id IS 'The one person who answers for the goal.';

--
-- Name: COLUMN goal.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.period_id IS 'Time box of the goal; measurements inside it count. Empty: all measurements count.';

--
-- Name: COLUMN goal.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.target IS 'What good looks like, an opm.target literal: 80 -> 95, >= 99.9, 10 .. 20 ~ 5, 200 -> -30%. Recurring targets by period are in goal_target.';

--
-- Name: COLUMN goal.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.unit IS 'Unit of the value: EUR, %, days, yes/no. Values of different units are never added up.';

--
-- Name: COLUMN goal.decimals; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.decimals IS 'Digits behind the point in actual_text and target_text, 0 to 6; empty: about three digits that count.';

--
-- Name: COLUMN goal.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.weight IS 'How much the goal counts among its siblings, 0 or more; 0: shown, does not count.';

--
-- Name: COLUMN goal.share; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.share IS 'Part of this goal that counts under parent_id when it has several parents and is split; the parts add up to 1, or each parent counts it in full. Empty: counts in full.';

--
-- Name: COLUMN goal.rollup; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.rollup IS 'How children count: mean (default with children), min, max, geomean, harmean, median, any, all, at_least(k); sum, avg, ratio, low, high of their values; own: they do not count.';

--
-- Name: COLUMN goal.missing; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.missing IS 'What an unknown child does: ignore (default), zero, block, or a least coverage such as >= 0.8.';

--
-- Name: COLUMN goal.credit_floor; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.credit_floor IS 'A child counts at least this much here (1 is goal reached); empty: that of the workspace.';

--
-- Name: COLUMN goal.credit_cap; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.credit_cap IS 'A child counts at most this much here, so that one over-achiever cannot hide failures (1 is goal reached); empty: that of the workspace.';

--
-- Name: COLUMN goal.time_aggregation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.time_aggregation IS 'How the measurements of the period make one value: last, first, sum, mean, min, max, count, or ratio (sum of values / sum of bases).';

--
-- Name: COLUMN goal.cadence_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.cadence_days IS 'Days between two measurements or check-ins; empty: that of the workspace.';

--
-- Name: COLUMN goal.max_age; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.max_age IS 'Only measurements of so long before now, or before the end of a period that is over, count: 4 weeks, 12 months. The period does not limit them then. With time_aggregation last: a value older than this is no longer carried forward. Empty: those of the period, or all.';

--
-- Name: COLUMN goal.counted_until; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.counted_until IS 'For logs of events (time_aggregation count or sum): the day, included, until which every event is recorded. Up to then, nothing recorded means 0. Empty: nothing recorded means that nothing is known. What is bound to a query (opm.bind) is complete up to now, and needs no such day.';

--
-- Name: COLUMN goal.baseline_until; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.baseline_until IS 'Last day of what the limits of the control chart rest on, so that a later shift is seen and not taken in. A pilot that begins later has limits of its own. Empty: all days.';

--
-- Name: COLUMN goal.signal_rules; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.signal_rules IS 'Which patterns are news on the control chart, a list as in opm.signal_rules(): beyond, run 8, trend 6; or nelson. Empty: western electric.';

--
-- Name: COLUMN goal.min_group; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.min_group IS 'For surveys: least number of answers (the base) of a measurement; those of fewer are neither shown nor counted. Empty: no limit.';

--
-- Name: COLUMN goal.bands; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.bands IS 'Names of scores, an opm.bands literal; empty: those of the workspace.';

--
-- Name: COLUMN goal.plan; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.plan IS 'Plan over time, a curve from elapsed fraction of the period to fraction of the way, such as 0:0 0.5:0.3 1:1; empty: a straight line. For a goal without a target, whose score is given, it says which score is planned.';

--
-- Name: COLUMN goal.status_basis; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.status_basis IS 'What status judges while the goal runs: expected, plan, pace or score, as in setting; empty: that of the workspace.';

--
-- Name: COLUMN goal.lifecycle; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.lifecycle IS 'draft, active, paused, done or dropped. Only active and done goals count.';

--
-- Name: COLUMN goal.priority; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.priority IS '1 is most important, 9 least.';

--
-- Name: COLUMN goal.horizon; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.horizon IS 'short or long term; empty: as the goal above.';

--
-- Name: COLUMN goal.indicator; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.indicator IS 'leading (moves first) or lagging (moves last).';

--
-- Name: COLUMN goal.ambition; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.ambition IS 'committed (to be reached in full) or aspirational.';

--
-- Name: COLUMN goal.visibility; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.visibility IS 'Who may see the goal: everyone who may read the workspace, its team, or its owner.';

--
-- Name: COLUMN goal.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.due_on IS 'Day by which the goal is to be reached; empty: last day of its period. Its plan runs to this day, from the first day of its period, or without one from the day on which the goal was made (created_at).';

--
-- Name: COLUMN goal.accepted_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.accepted_at IS 'When the owner accepted the goal; empty: not yet.';

--
-- Name: COLUMN goal.template_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.template_id IS 'Template the goal was made from.';

--
-- Name: COLUMN goal.template_node; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.template_node IS 'Key of the goal inside its template, the same for all teams.';

--
-- Name: COLUMN goal.created_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.created_at IS 'When the row was made.';

--
-- Name: COLUMN goal.updated_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.updated_at IS 'When the row was last changed.';

--
-- Name: goal_link; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_link (
    goal_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    weight double precision DEFAULT 1 NOT NULL,
    share double precision,
    CONSTRAINT goal_link_not_own_parent CHECK (opm._rule('goal_link'::text, (parent_id <> goal_id), 'a goal cannot be above itself'::text, 'parent_id is the goal above.'::text, 'Choose another parent.'::text)),
    CONSTRAINT goal_link_share_check CHECK (opm._number('goal_link.share'::text, share, '1e-100'::double precision, (1)::double precision)),
    CONSTRAINT goal_link_weight_check CHECK (opm._number('goal_link.weight'::text, weight, (0)::double precision, '1e+100'::double precision, '1e-100'::double precision))
);
ALTER TABLE ONLY perf.goal_link ALTER COLUMN weight SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_link ALTER COLUMN share SET STATISTICS 0;

--
-- Name: TABLE goal_link; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal_link IS 'Further parents of a goal, beside goal.parent_id: the tree becomes a network.';

--
-- Name: COLUMN goal_link.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_link.goal_id IS 'Goal that counts.';

--
-- Name: COLUMN goal_link.parent_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_link.parent_id IS 'Goal under which it counts as well.';

--
-- Name: COLUMN goal_link.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_link.weight IS 'How much it counts there, 0 or more; 0: supports, does not count.';

--
-- Name: COLUMN goal_link.share; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_link.share IS 'Part of the goal that counts there when it is split; the parts of all parents add up to 1, or each counts it in full. Empty: counts in full.';

--
-- Name: _parents(bigint); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._parents(goal_id bigint) RETURNS TABLE(parent_id bigint)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT g.parent_id
    FROM perf.goal g
   WHERE ((g.id = _parents.goal_id) AND (g.parent_id IS NOT NULL))
 UNION ALL
  SELECT l.parent_id
    FROM perf.goal_link l
   WHERE (l.goal_id = _parents.goal_id);
END;

--
-- Name: FUNCTION _parents(goal_id bigint); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._parents(goal_id bigint) IS 'Internal: the goals right above a goal. The planner puts it in its place, as look-ups in two indexes.';

--
-- Name: _added_values(bigint[]); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._added_values(goal_ids bigint[]) RETURNS opm.goaltree
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH RECURSIVE up(id) AS (
          SELECT c.id
            FROM unnest(_added_values.goal_ids) c(id)
         UNION
          SELECT p.id
            FROM ((up
              CROSS JOIN LATERAL perf._parents(up.id) e(parent_id))
              JOIN perf.goal p ON (((p.id = e.parent_id) AND perf._adds_values(p.rollup))))
         ), down(id, adds) AS (
          SELECT g.id,
             true AS "?column?"
            FROM (up
              JOIN perf.goal g ON (((g.id = up.id) AND perf._adds_values(g.rollup))))
         UNION
          SELECT k.id,
             COALESCE(perf._adds_values(k.rollup), false) AS "coalesce"
            FROM (down
              CROSS JOIN LATERAL ( SELECT g.id,
                     g.rollup
                    FROM perf.goal g
                   WHERE (g.parent_id = down.id)
                 UNION ALL
                  SELECT g.id,
                     g.rollup
                    FROM (perf.goal_link l
                      JOIN perf.goal g ON ((g.id = l.goal_id)))
                   WHERE (l.parent_id = down.id)) k)
           WHERE down.adds
         ), sums AS MATERIALIZED (
          SELECT p.id,
             p.key
            FROM (down d
              JOIN perf.goal p ON ((p.id = d.id)))
           WHERE d.adds
         )
  SELECT opm.goaltree(x.goal) AS goaltree
    FROM ( SELECT opm.goal(g.key, p.key, value => (
                 CASE
                     WHEN v.adds THEN NULL::integer
                     ELSE 0
                 END)::double precision, base => (
                 CASE
                     WHEN ((NOT v.adds) AND (g.time_aggregation = 'ratio'::text)) THEN 1
                     ELSE NULL::integer
                 END)::double precision, weight =>
                 CASE
                     WHEN (p.key IS NOT NULL) THEN g.weight
                     ELSE NULL::double precision
                 END, rollup =>
                 CASE
                     WHEN v.adds THEN g.rollup
                     ELSE NULL::text
                 END, unit => g.unit, applicable => (g.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))) AS goal
            FROM ((down v
              JOIN perf.goal g ON ((g.id = v.id)))
              LEFT JOIN sums p ON ((p.id = g.parent_id)))
         UNION ALL
          SELECT opm.goal(g.key, p.key, weight => l.weight) AS goal
            FROM (((down v
              JOIN perf.goal_link l ON ((l.goal_id = v.id)))
              JOIN perf.goal g ON ((g.id = v.id)))
              JOIN sums p ON ((p.id = l.parent_id)))) x;
END;

--
-- Name: FUNCTION _added_values(goal_ids bigint[]); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._added_values(goal_ids bigint[]) IS 'Internal: tree of all goals whose values are combined with those of the given goals, by rollups that add up, each with a value of 0: opm.rollup of it raises what a scorecard would raise. NULL if these goals add up nothing. Used by _check_units.';

--
-- Name: _announce_changed(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._announce_changed() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- a row may have moved from one goal to another
	IF TG_OP = 'UPDATE' THEN
		PERFORM perf._announce_goals(
			ARRAY(SELECT c.goal_id FROM changed_rows c UNION SELECT o.goal_id FROM old_rows o ORDER BY 1),
			TG_RELID);
	ELSE
		PERFORM perf._announce_goals(ARRAY(SELECT DISTINCT c.goal_id FROM changed_rows c ORDER BY 1), TG_RELID);
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _announce_changed(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._announce_changed() IS 'Internal: trigger function: announces the goals of corrected measurements and of check-ins, see _announce_goals. New measurements have opm._workspace_measured, which is quicker.';

--
-- Name: _announce_goals(bigint[], regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._announce_goals(goal_ids bigint[], home regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE
	g record;
	newest double precision;
	newest_at timestamptz;
	own double precision;
	is_late boolean;
	pace double precision;
	quiet_end timestamptz;
	now_status text;
	low double precision;
	high double precision;
	told boolean;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	-- One goal at a time: by its key each is a matter of index look-ups, a join would read all goals.
	FOR g IN
		SELECT i.id AS goal_id, x.*
		FROM unnest(goal_ids) i(id)
		CROSS JOIN LATERAL (
			SELECT a.status AS was, o.rollup, p.from_at, p.until_at,
				o.target::opm.target AS target,
				COALESCE(o.bands, d.bands)::opm.bands AS bands,
				COALESCE(o.status_basis, d.status_basis) AS basis, o.plan,
				perf._elapsed(COALESCE(p.first_day, timezone(d.time_zone, o.created_at)::date),
					LEAST(o.due_on, p.last_day), perf._day(COALESCE(p.time_zone, d.time_zone), now())) AS elapsed,
				timezone(COALESCE(p.time_zone, d.time_zone),
					timezone(COALESCE(p.time_zone, d.time_zone), now())::date + interval '1 day') AS tomorrow,
				perf._days(COALESCE(o.cadence_days, d.cadence_days) + d.grace_days) AS fresh,
				o.time_aggregation = 'last' AND o.max_age IS NULL AND o.target IS NOT NULL AND o.min_group IS NULL
					AND o.lifecycle = 'active'
					AND NOT EXISTS (SELECT FROM perf.goal_target t WHERE t.goal_id = o.id) AS plain
			FROM perf.announced a
			JOIN perf.goal o ON o.id = a.goal_id
			CROSS JOIN perf.setting d
			LEFT JOIN perf.period p ON p.id = o.period_id
			WHERE a.goal_id = i.id FOR NO KEY UPDATE OF a
		) x
	LOOP
		newest := NULL;
		pace := NULL;
		low := NULL;
		IF g.plain THEN
			-- the common case of what goal_now computes, in one look-up
			SELECT m.value, m.at INTO newest, newest_at FROM perf.measurement m
			WHERE m.goal_id = g.goal_id AND m.at >= COALESCE(g.from_at, '-infinity')
				AND m.at < COALESCE(g.until_at, 'infinity')
			ORDER BY m.at DESC LIMIT 1;
		END IF;
		IF newest IS NULL THEN
			SELECT n.status INTO now_status FROM perf.goal_now n WHERE n.goal_id = g.goal_id;
		ELSE
			own := opm.score(newest, g.target);
			pace := perf._pace_score(g.target, g.elapsed, g.plan);
			is_late := newest_at + g.fresh < LEAST(now(), g.until_at);
			now_status := perf._goal_status('active', perf._judged_score(own, opm.expected_score(own, pace, g.basis),
				g.basis, COALESCE(g.elapsed >= 1, false)), false, is_late, g.bands);
			IF NOT is_late THEN
				SELECT q.low, q.high INTO low, high FROM perf._quiet_values(newest, g.target,
					CASE WHEN pace < 1 THEN perf._score_bands(g.bands, pace, g.basis) ELSE g.bands END) q;
			END IF;
		END IF;
		-- a goal with goals below it is what they make of it: that is for announce()
		told := lower(g.rollup) = 'own'
			OR NOT (EXISTS (SELECT FROM perf.goal c WHERE c.parent_id = g.goal_id)
				OR EXISTS (SELECT FROM perf.goal_link l WHERE l.parent_id = g.goal_id));
		IF told IS NOT TRUE THEN
			low := NULL;
			high := NULL;
		END IF;
		IF told AND now_status <> g.was THEN
			PERFORM perf._tell_status(g.goal_id, now_status);
		END IF;
		-- tomorrow the plan expects more, and the same value may have another status
		quiet_end := COALESCE(LEAST(g.until_at, CASE WHEN pace < 1 THEN g.tomorrow END), '9999-12-31 UTC');
		UPDATE perf.announced a
		SET quiet_from = low, quiet_to = high, quiet_since = COALESCE(g.from_at, '0001-01-01 UTC'),
			quiet_until = quiet_end
		WHERE a.goal_id = g.goal_id
			AND (a.quiet_from, a.quiet_to, a.quiet_until) IS DISTINCT FROM (low, high, quiet_end);
	END LOOP;
END
$$;

--
-- Name: FUNCTION _announce_goals(goal_ids bigint[], home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._announce_goals(goal_ids bigint[], home regclass) IS 'Internal: announces those of the goals whose status, by their own measurements, has changed since it was announced last, by NOTIFY on channel() with the payload {"goal_id"}. home: a table of this workspace. Used by the triggers, and opm._workspace_measured. Parents, goals gone stale and bound goals are announced by announce().';

--
-- Name: _at_most_one(double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._at_most_one(x double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (x > (1)::double precision) THEN (1)::double precision ELSE x END;

--
-- Name: FUNCTION _at_most_one(x double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._at_most_one(x double precision) IS 'Internal: a fraction that rounding may have lifted above 1. NULL for NULL, unlike LEAST.';

--
-- Name: _bound; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf._bound WITH (security_invoker='true') AS
 SELECT NULL::bigint AS goal_id,
    NULL::timestamp with time zone AS at,
    NULL::double precision AS value,
    NULL::double precision AS base
  WHERE false;

--
-- Name: VIEW _bound; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf._bound IS 'Internal: measurements of goals that are bound to queries, see opm.bind; no rows while nothing is bound.';

--
-- Name: COLUMN _bound.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._bound.goal_id IS 'Goal that was measured.';

--
-- Name: COLUMN _bound.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._bound.at IS 'Time the value holds for.';

--
-- Name: COLUMN _bound.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._bound.value IS 'Measured value in the unit of the goal; for a ratio the numerator.';

--
-- Name: COLUMN _bound.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._bound.base IS 'For a ratio the denominator; for a survey the number of answers.';

--
-- Name: binding; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.binding (
    id bigint NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    goals text,
    CONSTRAINT binding_name_check CHECK (opm._line('binding.name'::text, name)),
    CONSTRAINT binding_query_check CHECK (opm._text('binding.query'::text, query, 1000000))
);

--
-- Name: TABLE binding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.binding IS 'Goals that read their measurements from a query on other tables, set by opm.bind. Nothing is copied.';

--
-- Name: COLUMN binding.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.binding.id IS 'Key of the binding.';

--
-- Name: COLUMN binding.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.binding.name IS 'Name by which opm.unbind finds it.';

--
-- Name: COLUMN binding.query; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.binding.query IS 'Query that yields goal (its key or id), at, value and base, as it was bound; a later renaming of what it reads is in the view that was made of it.';

--
-- Name: COLUMN binding.goals; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.binding.goals IS 'Keys of goals, with blanks between them, of which the query is the whole log, also where it has no row: nothing happened then. Empty: those of which it has a row.';

--
-- Name: _bound_logs(timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._bound_logs(as_of timestamp with time zone) RETURNS TABLE(goal_id bigint)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT b.goal_id
    FROM perf._bound b
   WHERE (b.at <= _bound_logs.as_of)
 UNION
  SELECT g.id
    FROM (perf.binding x
      JOIN perf.goal g ON ((g.key = ANY (string_to_array(x.goals, ' '::text)))));
END;

--
-- Name: FUNCTION _bound_logs(as_of timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._bound_logs(as_of timestamp with time zone) IS 'Internal: goals whose measurements come from a bound query, which is complete up to now: those of which it had a row by as_of, and those that were named when it was bound.';

--
-- Name: _bound_summary(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._bound_summary(home regclass DEFAULT 'perf.setting'::regclass) RETURNS TABLE(goal_id bigint, kpi opm.kpi)
    LANGUAGE plpgsql STABLE ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT y.goal_id, opm.kpi(y.at, y.value, y.base) FILTER (WHERE y.counts) AS kpi
	FROM (
		SELECT s.goal_id, s.time_aggregation, b.at, b.value, b.base, w.counts,
			row_number() OVER (PARTITION BY s.goal_id ORDER BY b.at DESC, b.value DESC) AS place
		FROM perf._goal_scope s
		JOIN perf._bound b ON b.goal_id = s.goal_id
		CROSS JOIN LATERAL (
			SELECT b.at >= s.usable_from_at AND b.at < COALESCE(s.until_at, 'infinity'::timestamptz)
				AND (s.min_group IS NULL OR b.base >= s.min_group) AS counts
		) w
		-- an event of any time says that there is a log
		WHERE w.counts OR s.time_aggregation IN ('count', 'sum')
		UNION ALL
		SELECT g.id, g.time_aggregation, NULL, NULL, NULL, false, 1
		FROM perf.binding x
		JOIN perf.goal g ON g.key = ANY (string_to_array(x.goals, ' '))
	) y
	WHERE y.time_aggregation <> 'last' OR y.place = 1
	GROUP BY y.goal_id;
END
$$;

--
-- Name: FUNCTION _bound_summary(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._bound_summary(home regclass) IS 'Internal: what the bound queries say of each goal now, read once for all goals. A function, so that the planner, which cannot know how many rows they have, does not read them goal by goal. Few goals are bound: as many rows as goals multiply the estimate of scorecard, and the query would be compiled (JIT) for seconds.';

--
-- Name: _bounded(double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._bounded(score double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (score > ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) THEN ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision
             WHEN (score < ('-100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) THEN ('-100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision
             ELSE score
         END AS score;
END;

--
-- Name: FUNCTION _bounded(score double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._bounded(score double precision) IS 'Internal: a score within what opm.scorecard takes: one absurd measurement must not stop the scorecards of everyone. NULL for NULL.';

--
-- Name: change_log; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.change_log (
    id bigint NOT NULL,
    changed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    changed_by text DEFAULT CURRENT_USER NOT NULL,
    table_name text NOT NULL,
    operation text NOT NULL,
    row_key text NOT NULL,
    goal_id bigint,
    confidential boolean DEFAULT false NOT NULL,
    old_row text
);
ALTER TABLE ONLY perf.change_log ALTER COLUMN old_row SET STATISTICS 0;

--
-- Name: TABLE change_log; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.change_log IS 'Every change of goals, links, targets, people, teams, periods and settings, and of check-ins, actions, reviews, decisions, factors and ratings: what the row was before. Filled by triggers; scorecard_at reads it.';

--
-- Name: COLUMN change_log.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.id IS 'Order of the changes.';

--
-- Name: COLUMN change_log.changed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.changed_at IS 'When.';

--
-- Name: COLUMN change_log.changed_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.changed_by IS 'Database role.';

--
-- Name: COLUMN change_log.table_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.table_name IS 'Table that was changed.';

--
-- Name: COLUMN change_log.operation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.operation IS 'INSERT, UPDATE or DELETE.';

--
-- Name: COLUMN change_log.row_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.row_key IS 'Key of the row in that table.';

--
-- Name: COLUMN change_log.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.goal_id IS 'Goal concerned, if any.';

--
-- Name: COLUMN change_log.confidential; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.confidential IS 'True if the row was or is about a goal that not everyone may see, or is a rating.';

--
-- Name: COLUMN change_log.old_row; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.old_row IS 'The row before the change as JSON text; empty for INSERT.';

--
-- Name: _changed_after(text, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._changed_after(table_name text, known_at timestamp with time zone) RETURNS TABLE(row_key text, old_row jsonb)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT DISTINCT ON (c.row_key) c.row_key,
         CASE
             WHEN (c.operation <> 'INSERT'::text) THEN (c.old_row)::jsonb
             ELSE NULL::jsonb
         END AS "case"
    FROM perf.change_log c
   WHERE ((c.table_name = _changed_after.table_name) AND (c.changed_at > _changed_after.known_at))
   ORDER BY c.row_key, c.id;
END;

--
-- Name: FUNCTION _changed_after(table_name text, known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._changed_after(table_name text, known_at timestamp with time zone) IS 'Internal: rows of a table that were changed after a time, by their row_key in change_log, each as it was at that time; empty for a row that was not there yet. Used by the functions that end in _known_at.';

--
-- Name: _check_closer(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_closer() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	PERFORM perf._may_close();
	RETURN NEW;
END
$$;

--
-- Name: FUNCTION _check_closer(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_closer() IS 'Internal: trigger function: asks whether the role that inserts may close, before the owner makes the close.';

--
-- Name: _check_goal_loop(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_goal_loop() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    SET enable_seqscan TO 'off'
    AS $_$
DECLARE
	changed bigint[];
	said text;
	looped text[];
	place integer;
	hidden bigint;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF TG_TABLE_NAME = 'goal' AND TG_OP = 'UPDATE' THEN
		-- not a join: planned for an update of one goal and kept, it would compare all with all in one of many
		SELECT array_agg(x.id)
		INTO changed
		FROM (SELECT n.id, n.parent_id FROM new_rows n EXCEPT SELECT o.id, o.parent_id FROM old_rows o) x
		WHERE x.parent_id IS NOT NULL;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		SELECT array_agg(n.id) INTO changed FROM new_rows n WHERE n.parent_id IS NOT NULL;
	ELSE
		SELECT array_agg(DISTINCT n.goal_id) INTO changed FROM new_rows n;
	END IF;
	IF changed IS NULL THEN
		RETURN NULL;
	END IF;
	-- A loop goes through a changed goal, and so through what is above the changed goals. The engine links that in one
	-- pass, and names a loop. Of many goals at once it takes the whole tree, which costs less than to look it up.
	BEGIN
		IF cardinality(changed) > 200 THEN
			PERFORM opm.goaltree(e.goal_id, e.parent_id, NULL) FROM perf._edge e;
		ELSE
			PERFORM opm.goaltree(a.goal_id, a.parent_id, NULL) FROM perf._links_above(changed) a;
		END IF;
	EXCEPTION WHEN invalid_parameter_value THEN
		GET STACKED DIAGNOSTICS said = MESSAGE_TEXT;
		looped := string_to_array(substring(said, '^goals form a loop: (.+)$'), ' -> ');
		IF looped IS NULL THEN
			RAISE;
		END IF;
	END;
	IF looped IS NOT NULL THEN
		-- by their keys, beginning with one that was changed; '...' where there are too many
		place := COALESCE((SELECT min(x.i) FROM unnest(looped) WITH ORDINALITY x(id, i)
			WHERE x.id <> '...' AND x.id::bigint = ANY (changed)), 1);
		IF looped[cardinality(looped)] <> '...' THEN
			looped := looped[place:] || looped[2:place];
		END IF;
		looped := ARRAY(SELECT COALESCE(g.key, x.id) FROM unnest(looped) WITH ORDINALITY x(id, i)
			LEFT JOIN perf.goal g ON g.id = CASE WHEN x.id <> '...' THEN x.id::bigint END ORDER BY x.i);
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('goal "%s" would be above itself', looped[1]),
			DETAIL = format('The loop is %s%s', array_to_string(looped, ' -> '),
				CASE WHEN looped[cardinality(looped)] <> '...' THEN '.' END),
			HINT = 'Give one of these goals another parent.';
	END IF;
	-- a loop through goals that the writer may not see cannot be seen either; a new goal has nothing below it, so it
	-- closes none
	IF row_security_active(TG_RELID) AND (TG_TABLE_NAME <> 'goal' OR TG_OP = 'UPDATE') THEN
		WITH a AS MATERIALIZED ( -- fence: one-pass
			SELECT l.goal_id, l.parent_id FROM perf._links_above(changed) l
		), h AS (
			SELECT a.goal_id FROM a LEFT JOIN perf.goal g ON g.id = a.parent_id WHERE g.id IS NULL LIMIT 1
		)
		SELECT COALESCE((SELECT h.goal_id WHERE h.goal_id = ANY (changed)), changed[1]) INTO hidden FROM h;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
				MESSAGE = format('goal "%s" cannot be put there by you',
					(SELECT g.key FROM perf.goal g WHERE g.id = hidden)),
				DETAIL = 'A goal above that place is private, so it cannot be told whether this closes a loop.',
				HINT = 'Ask an admin of the workspace.';
		END IF;
	END IF;
	RETURN NULL;
END
$_$;

--
-- Name: FUNCTION _check_goal_loop(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_goal_loop() IS 'Internal: trigger function: refuses a change of goals or links that closes a loop, or may close one through goals that the writer may not see.';

--
-- Name: check_in; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.check_in (
    id bigint NOT NULL,
    goal_id bigint NOT NULL,
    person_id bigint DEFAULT perf.me() NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    confidence double precision,
    score double precision,
    note text,
    blocker text,
    blocker_kind text,
    blocker_owner_id bigint,
    cleared_at timestamp with time zone,
    CONSTRAINT check_in_at_check CHECK (opm._time('check_in.at'::text, at)),
    CONSTRAINT check_in_blocker_check CHECK (opm._text('check_in.blocker'::text, blocker)),
    CONSTRAINT check_in_blocker_kind_check CHECK (opm._word('check_in.blocker_kind'::text, blocker_kind, VARIADIC ARRAY['people'::text, 'process'::text, 'technology'::text, 'dependency'::text, 'priority'::text, 'other'::text])),
    CONSTRAINT check_in_blocker_said CHECK (opm._rule('check_in'::text, ((blocker IS NOT NULL) OR ((blocker_kind IS NULL) AND (blocker_owner_id IS NULL))), 'kind and owner of a blocker need a blocker'::text, 'blocker says what is in the way.'::text, 'Set blocker as well.'::text)),
    CONSTRAINT check_in_cleared CHECK (opm._rule('check_in'::text, ((cleared_at IS NULL) OR ((blocker IS NOT NULL) AND (cleared_at >= at))), 'a blocker is cleared after it was said'::text, 'cleared_at belongs to a blocker, and is not before the check-in (at).'::text, 'Set blocker as well, or cleared_at to a later time.'::text)),
    CONSTRAINT check_in_cleared_at_check CHECK (opm._time('check_in.cleared_at'::text, cleared_at)),
    CONSTRAINT check_in_confidence_check CHECK (opm._number('check_in.confidence'::text, confidence, (0)::double precision, (1)::double precision)),
    CONSTRAINT check_in_note_check CHECK (opm._text('check_in.note'::text, note)),
    CONSTRAINT check_in_says_something CHECK (opm._rule('check_in'::text, (num_nonnulls(confidence, score, note, blocker) > 0), 'a check-in says something'::text, 'It has a confidence, a score, a note or a blocker.'::text, 'Set one of them.'::text)),
    CONSTRAINT check_in_score_check CHECK (opm._number('check_in.score'::text, score, '-1000000'::double precision, '1000000'::double precision))
);
ALTER TABLE ONLY perf.check_in ALTER COLUMN confidence SET STATISTICS 0;
ALTER TABLE ONLY perf.check_in ALTER COLUMN score SET STATISTICS 0;
ALTER TABLE ONLY perf.check_in ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE ONLY perf.check_in ALTER COLUMN blocker SET STATISTICS 0;

--
-- Name: TABLE check_in; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.check_in IS 'Check-ins: how it looks, how sure the owner is, and what is in the way.';

--
-- Name: COLUMN check_in.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.id IS 'Key of the check-in.';

--
-- Name: COLUMN check_in.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.goal_id IS 'Goal.';

--
-- Name: COLUMN check_in.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.person_id IS 'Person who checked in.';

--
-- Name: COLUMN check_in.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.at IS 'When.';

--
-- Name: COLUMN check_in.confidence; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.confidence IS 'How likely the person thinks the goal is reached in time, 0 to 1.';

--
-- Name: COLUMN check_in.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.score IS 'Score given by judgement (1 is goal reached), from -1e6 to 1e6, for goals that are not measured; the newest one of the goal''s period counts, until cadence and grace are over. One given after the end grades the period.';

--
-- Name: COLUMN check_in.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.note IS 'What happened, in words.';

--
-- Name: COLUMN check_in.blocker; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.blocker IS 'What is in the way; empty: nothing.';

--
-- Name: COLUMN check_in.blocker_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.blocker_kind IS 'people, process, technology, dependency, priority or other.';

--
-- Name: COLUMN check_in.blocker_owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.blocker_owner_id IS 'Person who is to clear the blocker.';

--
-- Name: COLUMN check_in.cleared_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.cleared_at IS 'When the blocker was cleared; empty: still there.';

--
-- Name: _check_ins_known_at(timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_ins_known_at(known_at timestamp with time zone) RETURNS TABLE(id bigint, goal_id bigint, at timestamp with time zone, score double precision)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH later AS (
          SELECT c.row_key,
             c.old_row
            FROM perf._changed_after('check_in'::text, _check_ins_known_at.known_at) c(row_key, old_row)
         )
  SELECT c.id,
     c.goal_id,
     c.at,
     c.score
    FROM perf.check_in c
   WHERE ((c.at <= _check_ins_known_at.known_at) AND (NOT (EXISTS ( SELECT
            FROM later l
           WHERE (l.row_key = (c.id)::text)))))
 UNION ALL
  SELECT p.id,
     p.goal_id,
     p.at,
     p.score
    FROM (later l
      CROSS JOIN LATERAL jsonb_populate_record(( SELECT x.*::perf.check_in AS x
            FROM perf.check_in x
           WHERE false), l.old_row) p(id, goal_id, person_id, at, confidence, score, note, blocker, blocker_kind, blocker_owner_id, cleared_at))
   WHERE ((l.old_row IS NOT NULL) AND (p.at <= _check_ins_known_at.known_at));
END;

--
-- Name: FUNCTION _check_ins_known_at(known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_ins_known_at(known_at timestamp with time zone) IS 'Internal: check-ins as they were known at a time, with their judged scores.';

--
-- Name: _check_login(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_login() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- the id as well: rows that name a person would pass to another one
	IF row_security_active(TG_RELID) AND ((OLD.id, OLD.login) IS DISTINCT FROM (NEW.id, NEW.login))
		AND (TG_OP = 'UPDATE' OR OLD.login IS NOT NULL OR NEW.login IS NOT NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('the login of person "%s" is not yours to change', COALESCE(OLD.name, NEW.name)),
			DETAIL = 'Whoever has the login reads and writes in the place of the person, private feedback included.',
			HINT = 'Leave the login out, and ask the owner of the workspace to set it.';
	END IF;
	RETURN COALESCE(NEW, OLD);
END
$$;

--
-- Name: FUNCTION _check_login(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_login() IS 'Internal: trigger function: only the owner of the workspace gives, changes or takes the login of a person.';

--
-- Name: _check_min_group(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_min_group() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	shown text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF row_security_active(TG_RELID) AND NOT perf._sees_everything() THEN
		SELECT n.key INTO shown
		FROM (
			SELECT o.id, o.min_group FROM old_rows o WHERE o.min_group IS NOT NULL
			EXCEPT
			SELECT n.id, n.min_group FROM new_rows n
		) o
		JOIN new_rows n ON n.id = o.id
		WHERE o.min_group > COALESCE(n.min_group, 0) LIMIT 1;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = 'goal', SCHEMA = TG_TABLE_SCHEMA,
				MESSAGE = format('the minimum group of survey "%s" cannot be lowered by you', shown),
				DETAIL = 'Answers were given under the promise that smaller groups are not shown.',
				HINT = 'Ask an admin of the workspace.';
		END IF;
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _check_min_group(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_min_group() IS 'Internal: trigger function: only admins lower the minimum group of a survey.';

--
-- Name: _check_own_name(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_own_name() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET extra_float_digits TO '1'
    SET "TimeZone" TO 'UTC'
    AS $$
DECLARE
	n jsonb := to_jsonb(NEW);
	o jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
	who text;
	at text;
	columns text[];
	said boolean;
	named boolean;
	dated boolean;
	is_mine boolean;
	wrong text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- TG_ARGV is triples: the column that names a person, that of the time at which this person said it, and what was
	-- said: the columns that nobody else changes. If the name is among these, nobody else says it anew either.
	FOR i IN 0 .. TG_NARGS - 1 BY 3 LOOP
		who := TG_ARGV[i];
		at := TG_ARGV[i + 1];
		dated := n ->> at IS DISTINCT FROM o ->> at;
		IF dated AND (n ->> at)::timestamptz > clock_timestamp() + interval '1 hour' THEN
			RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
				COLUMN = at, MESSAGE = format('column "%s" of table "%s" is in the future', at, TG_TABLE_NAME),
				DETAIL = 'What has not happened yet is not recorded; clocks may differ by an hour.',
				HINT = format('Leave "%s" out: it is now unless said.', at);
		END IF;
		columns := string_to_array(TG_ARGV[i + 2], ' ');
		said := EXISTS (SELECT FROM unnest(columns) c(name) WHERE n ->> c.name IS DISTINCT FROM o ->> c.name);
		named := n ->> who IS DISTINCT FROM o ->> who;
		CONTINUE WHEN NOT (said OR named OR dated);
		is_mine := who = '' OR ((n ->> who)::bigint = perf.me()
			AND NOT (TG_OP = 'UPDATE' AND who = ANY (columns) AND (o ->> who)::bigint IS DISTINCT FROM perf.me()));
		-- a row may name nobody; who is named is oneself, and nobody takes another's name away
		IF is_mine IS NOT TRUE AND (said OR n ->> who IS NOT NULL
			OR (named AND (o ->> who)::bigint IS DISTINCT FROM perf.me())) THEN
			wrong := format('in the name of another person (column "%s")', who);
		ELSIF dated AND NOT (n ->> at)::timestamptz BETWEEN now() AND clock_timestamp() THEN
			wrong := format('for another time than now (column "%s")', at);
		END IF;
	END LOOP;
	IF wrong IS NOT NULL AND NOT perf._sees_everything() THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('permission denied to write table "%s" %s', TG_TABLE_NAME, wrong),
			DETAIL = 'People write in their own name and at the present time, and do not change what others said.',
			HINT = 'Leave the column out. An admin of the workspace records for others, and for another time.';
	END IF;
	RETURN NEW;
END
$$;

--
-- Name: FUNCTION _check_own_name(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_own_name() IS 'Internal: trigger function: people write in their own name and at the present time, see rules/own_name.sql; what is in the future nobody records.';

--
-- Name: _check_period_nesting(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_period_nesting() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	wrong record;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	SELECT c.name AS child, p.name AS parent, p.first_day, p.last_day INTO wrong
	FROM new_rows n
	JOIN perf.period c ON c.id = n.id OR c.parent_id = n.id
	JOIN perf.period p ON p.id = c.parent_id
	WHERE c.first_day < p.first_day OR c.last_day > p.last_day OR c.calendar <> p.calendar
		OR (c.first_day = p.first_day AND c.last_day = p.last_day AND c.kind = p.kind)
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('period "%s" is not a part of "%s"', wrong.child, wrong.parent),
			DETAIL = format('A period has the calendar of its parent and lies within it, here %s to %s;'
				' a part of the same length is of another kind.', wrong.first_day, wrong.last_day);
	END IF;
	WITH RECURSIVE up(origin, id) AS (
		SELECT n.id, n.parent_id FROM new_rows n WHERE n.parent_id IS NOT NULL
		UNION
		SELECT up.origin, p.parent_id FROM up JOIN perf.period p ON p.id = up.id
		WHERE p.parent_id IS NOT NULL AND up.id <> up.origin
	)
	SELECT p.name INTO wrong FROM up JOIN perf.period p ON p.id = up.origin WHERE up.id = up.origin LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('period "%s" would be part of itself', wrong.name);
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _check_period_nesting(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_period_nesting() IS 'Internal: trigger function: a period lies within its parent, and around its children.';

--
-- Name: _check_period_overlap(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_period_overlap() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	other record; -- a type would be looked up before the first statement
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	SELECT p.* INTO other FROM perf.period p
	WHERE p.calendar = NEW.calendar AND p.kind = NEW.kind AND p.parent_id IS NOT DISTINCT FROM NEW.parent_id
		AND p.id <> NEW.id AND p.first_day <= NEW.last_day AND p.last_day >= NEW.first_day LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA,
			CONSTRAINT = 'period_siblings_overlap',
			MESSAGE = format('period "%s" overlaps "%s"', NEW.name, other.name),
			DETAIL = format('Periods of one calendar, kind and parent share no day; "%s" is from %s to %s.',
				other.name, other.first_day, other.last_day),
			HINT = 'Choose other days, or another calendar.';
	END IF;
	RETURN NEW;
END
$$;

--
-- Name: FUNCTION _check_period_overlap(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_period_overlap() IS 'Internal: trigger function: refuses a period that overlaps a sibling, in words; the constraint period_siblings_overlap stands behind it for what another transaction does at the same time.';

--
-- Name: _check_place(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_place() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	goal_ids bigint[];
	parent_ids bigint[];
	is_new boolean[];
	refused record;
	probes boolean;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF NOT row_security_active(TG_RELID) OR perf._sees_everything() THEN
		RETURN NULL;
	END IF;
	-- the places that a goal gets, and those that it had, where they are not the same
	IF TG_TABLE_NAME = 'goal' AND TG_OP = 'INSERT' THEN
		SELECT array_agg(n.id), array_agg(n.parent_id), array_agg(true)
		INTO goal_ids, parent_ids, is_new
		FROM new_rows n
		WHERE n.parent_id IS NOT NULL;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		SELECT array_agg(x.id), array_agg(x.parent_id), array_agg(x.is_new)
		INTO goal_ids, parent_ids, is_new
		FROM (
			SELECT n.*, true AS is_new
			FROM (
				SELECT n.id, n.parent_id, n.weight, n.share FROM new_rows n
				EXCEPT
				SELECT o.id, o.parent_id, o.weight, o.share FROM old_rows o
			) n
			UNION ALL
			SELECT o.*, false
			FROM (
				SELECT o.id, o.parent_id, o.weight, o.share FROM old_rows o
				EXCEPT
				SELECT n.id, n.parent_id, n.weight, n.share FROM new_rows n
			) o
		) x
		WHERE x.parent_id IS NOT NULL;
	ELSIF TG_OP = 'INSERT' THEN
		SELECT array_agg(n.goal_id), array_agg(n.parent_id), array_agg(true)
		INTO goal_ids, parent_ids, is_new
		FROM new_rows n;
	ELSIF TG_OP = 'DELETE' THEN
		SELECT array_agg(o.goal_id), array_agg(o.parent_id), array_agg(false)
		INTO goal_ids, parent_ids, is_new
		FROM old_rows o;
	ELSE
		SELECT array_agg(x.goal_id), array_agg(x.parent_id), array_agg(x.is_new)
		INTO goal_ids, parent_ids, is_new
		FROM (
			SELECT n.*, true AS is_new
			FROM (
				SELECT n.goal_id, n.parent_id, n.weight, n.share FROM new_rows n
				EXCEPT
				SELECT o.goal_id, o.parent_id, o.weight, o.share FROM old_rows o
			) n
			UNION ALL
			SELECT o.*, false
			FROM (
				SELECT o.goal_id, o.parent_id, o.weight, o.share FROM old_rows o
				EXCEPT
				SELECT n.goal_id, n.parent_id, n.weight, n.share FROM new_rows n
			) o
		) x;
	END IF;
	IF goal_ids IS NULL THEN
		RETURN NULL;
	END IF;
	-- Whoever leads the team of a goal gives it any place they see, and takes it from any. All others ask who may write
	-- the goal above.
	SELECT g.key, p.key AS above, c.goal_id, c.parent_id, c.is_new INTO refused
	FROM unnest(goal_ids, parent_ids, is_new) c(goal_id, parent_id, is_new)
	LEFT JOIN perf.goal g ON g.id = c.goal_id
	LEFT JOIN perf.goal p ON p.id = c.parent_id
	WHERE (p.owner_id = (SELECT perf.me()) OR p.team_id IN (SELECT t.id FROM perf._my_teams() t(id))
		OR p.id IN (SELECT m.id FROM perf._my_parts() m(id))) IS NOT TRUE
		AND ((SELECT perf._my_level()) >= 3 AND g.team_id IN (SELECT t.id FROM perf._my_teams() t(id))
			AND (p.id IS NOT NULL OR NOT c.is_new)) IS NOT TRUE
	LIMIT 1;
	IF FOUND THEN
		-- a goal that is hidden is answered like one that is not there, for which this is the foreign key's error;
		-- not so the goal under which this one is already
		probes := refused.above IS NULL AND refused.is_new;
		IF probes AND TG_OP = 'UPDATE' THEN
			probes := NOT EXISTS (SELECT FROM old_rows o WHERE o.parent_id = refused.parent_id
				AND (to_jsonb(o) ->> CASE TG_TABLE_NAME WHEN 'goal' THEN 'id' ELSE 'goal_id' END)::bigint
					= refused.goal_id);
		END IF;
		IF probes THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
				CONSTRAINT = TG_TABLE_NAME || '_parent',
				MESSAGE = format('insert or update on table "%s" violates foreign key constraint "%s"', TG_TABLE_NAME,
					TG_TABLE_NAME || '_parent'),
				DETAIL = 'Key is not present in table "goal".';
		END IF;
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('the place of goal "%s" under %s is not yours to change', refused.key,
				COALESCE('goal "' || refused.above || '"', 'a private goal')),
			DETAIL = 'Where a goal is, its weight and its share belong to the goal above:'
				' they are changed by owners of the goal who also own that one, take part in it or lead its team,'
				' and by managers who lead the team of the goal and see the goal above.',
			HINT = 'Ask an admin of the workspace, or a manager who leads the team of the goal.';
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _check_place(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_place() IS 'Internal: trigger function: where a goal is among its siblings, its weight and its share are changed by those who may write the goal above as well, before and after; managers place goals of teams they lead under any goal they see.';

--
-- Name: _check_snapshot(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_snapshot() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	ends timestamptz;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF NOT perf._sees_everything() THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'permission denied to take a snapshot',
			DETAIL = 'A snapshot holds every goal, so only the owner and admins of the workspace, who see all of them,'
				' may take one.';
	END IF;
	-- the owner brings back rows from elsewhere
	IF NEW.known_at IS NOT NULL THEN
		RETURN NEW;
	END IF;
	ends := timezone(perf.time_zone(), (NEW.day + 1)::timestamp) - interval '1 microsecond';
	NEW.known_at := clock_timestamp();
	NEW.as_of := LEAST(ends, NEW.known_at);
	NEW.taken_by := current_user;
	IF NEW.known_at < timezone(perf.time_zone(), NEW.day::timestamp) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('a snapshot of %s cannot be taken', NEW.day), DETAIL = 'The day has not begun.';
	END IF;
	RETURN NEW;
END
$$;

--
-- Name: FUNCTION _check_snapshot(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_snapshot() IS 'Internal: trigger function: says of which time a new snapshot is, and refuses one by who does not see all goals.';

--
-- Name: _check_team_loop(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_team_loop() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	looped text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	WITH RECURSIVE up(origin, id) AS (
		SELECT n.id, n.parent_id FROM new_rows n WHERE n.parent_id IS NOT NULL
		UNION
		SELECT up.origin, t.parent_id FROM up JOIN perf.team t ON t.id = up.id
		WHERE t.parent_id IS NOT NULL AND up.id <> up.origin
	)
	SELECT t.key INTO looped FROM up JOIN perf.team t ON t.id = up.origin WHERE up.id = up.origin LIMIT 1;
	IF looped IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'team', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('team "%s" would be above itself', looped),
			HINT = 'Give one of the teams above it another parent.';
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _check_team_loop(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_team_loop() IS 'Internal: trigger function: refuses a change of teams that closes a loop.';

--
-- Name: _check_units(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._check_units() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	changed bigint[];
	said text;
	detail text;
	is_over_all boolean := TG_NARGS > 0; -- as the owner
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF is_over_all AND NOT EXISTS (SELECT FROM perf.guarded_goal) THEN
		RETURN NULL;
	END IF;
	IF TG_TABLE_NAME = 'goal' AND TG_OP = 'UPDATE' THEN
		SELECT array_agg(x.id) INTO changed FROM (
			SELECT n.id, n.parent_id, n.unit, n.rollup, n.time_aggregation, n.lifecycle, n.weight FROM new_rows n
			EXCEPT
			SELECT o.id, o.parent_id, o.unit, o.rollup, o.time_aggregation, o.lifecycle, o.weight FROM old_rows o
		) x;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		SELECT array_agg(n.id) INTO changed FROM new_rows n WHERE n.parent_id IS NOT NULL;
	ELSE
		SELECT array_agg(n.goal_id) INTO changed FROM new_rows n;
	END IF;
	-- Most goals are not part of a sum, and most of those that are have the unit of a goal beside them, which fits
	-- already.
	SELECT array_agg(g.id) INTO changed
	FROM unnest(changed) c(id)
	JOIN perf.goal g ON g.id = c.id
	LEFT JOIN perf.goal p ON p.id = g.parent_id
	WHERE perf._adds_values(g.rollup)
		OR (perf._adds_values(p.rollup) AND (g.time_aggregation = 'ratio'
			-- of many, the engine looks at all: each would look at all the others
			OR (g.unit IS NOT NULL AND (cardinality(changed) > 200 OR NOT EXISTS (SELECT FROM perf.goal b
				WHERE b.parent_id = p.id AND b.unit = g.unit AND b.time_aggregation <> 'ratio'
					AND b.lifecycle IN ('active', 'done') AND b.id <> ALL (changed))))))
		OR EXISTS (SELECT FROM perf.goal_link l JOIN perf.goal q ON q.id = l.parent_id
			WHERE l.goal_id = g.id AND perf._adds_values(q.rollup));
	IF changed IS NULL THEN
		RETURN NULL;
	END IF;
	-- the engine knows what may be added up, and says what may not
	PERFORM count(*) FROM opm.rollup(perf._added_values(changed));
	RETURN NULL;
EXCEPTION WHEN datatype_mismatch THEN
	GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	IF is_over_all THEN
		said := 'cannot roll up values of different units';
		detail := 'Goals whose values are added up have one unit. One that you may not see has another.';
	END IF;
	RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
		MESSAGE = said, DETAIL = detail,
		HINT = 'Change the unit of a sum and of all goals below it in one statement, or set it to NULL first; '
			'goals of different units are put together by their scores, with mean.';
END
$$;

--
-- Name: FUNCTION _check_units(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._check_units() IS 'Internal: trigger function: refuses what would add up values of different units, or percentages, and so stop every view that shows the tree. Asked as the writer, with the goals that stand in the way, and then as the owner over all goals, without naming one.';

--
-- Name: _close_digest(text, bigint, timestamp with time zone, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._close_digest(previous_digest text, period_id bigint, closed_at timestamp with time zone, tree text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN encode(sha256(convert_to(((((((COALESCE(previous_digest, ''::text) || '
'::text) || (period_id)::text) || '
'::text) || ((((1000000)::double precision * date_part('epoch'::text, closed_at)))::numeric(24,0))::text) || '
'::text) || tree), 'UTF8'::name)), 'hex'::text);

--
-- Name: FUNCTION _close_digest(previous_digest text, period_id bigint, closed_at timestamp with time zone, tree text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._close_digest(previous_digest text, period_id bigint, closed_at timestamp with time zone, tree text) IS 'Internal: digest of a close, from what it is made of: SHA-256 in hex. tree: salt and outline of close_tree.';

--
-- Name: _close_problem(bigint, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._close_problem(close_id bigint, home regclass DEFAULT 'perf.setting'::regclass) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN (
		SELECT CASE
			WHEN c.previous_digest IS DISTINCT FROM
					(SELECT p.digest FROM perf.period_close p WHERE p.id < c.id ORDER BY p.id DESC LIMIT 1)
				THEN 'does not follow the close before'
			-- the tree of a close holds private goals too, and not everyone sees it
			WHEN t.close_id IS NULL AND NOT perf._sees_everything() THEN NULL
			WHEN c.digest <> perf._close_digest(c.previous_digest, c.period_id, c.closed_at,
					COALESCE(t.salt || t.outline, ''))
				THEN 'was changed: the digest does not fit'
			ELSE (
				SELECT format('was changed: results are not those of the tree (goals: %s, first: %s)', count(*),
					(array_agg(COALESCE(s.goal_id::text, r.key) ORDER BY COALESCE(s.tree_order, r.ordinal)))[1])
				FROM opm.rollup(t.outline::opm.goaltree) r
				FULL JOIN (SELECT z.* FROM perf.close_result z WHERE z.close_id = c.id) s ON s.goal_id::text = r.key
				WHERE s.goal_id IS NULL OR r.key IS NULL
					OR (s.goal_name, s.parent_goal_id::text, s.depth, s.target, s.unit)
						IS DISTINCT FROM (COALESCE(r.label, r.key), r.parent, r.depth, r.target, r.unit)
					-- the last digits may be others on another machine
					OR EXISTS (SELECT FROM (VALUES
							(s.actual, r.value, false),
							(s.score, r.score, false),
							-- empty where a private goal says so
							(s.coverage_fraction, r.coverage, true),
							(s.root_weight_fraction, r.root_weight, true)) v(closed, said, may_lack)
						WHERE (v.closed IS NULL AND v.said IS NOT NULL AND NOT v.may_lack)
							OR (v.closed IS NOT NULL AND v.said IS NULL)
							OR abs(v.closed - v.said) > 1e-9 * (1 + abs(v.said)))
				HAVING count(*) > 0) END
		FROM perf.period_close c
		LEFT JOIN perf.close_tree t ON t.close_id = c.id
		WHERE c.id = _close_problem.close_id);
END
$$;

--
-- Name: FUNCTION _close_problem(close_id bigint, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._close_problem(close_id bigint, home regclass) IS 'Internal: what is wrong with a close: it does not fit the one before, its tree does not fit its digest, or its results are not those of its tree. NULL if nothing is wrong. Those who may not see the tree are told only about the first.';

--
-- Name: _counted_at(date, timestamp with time zone, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._counted_at(counted_until date, until_at timestamp with time zone, time_zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (counted_until IS NOT NULL) THEN LEAST(timezone(time_zone, ((counted_until + 1))::timestamp without time zone), until_at)
             ELSE NULL::timestamp with time zone
         END AS "case";
END;

--
-- Name: FUNCTION _counted_at(counted_until date, until_at timestamp with time zone, time_zone text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._counted_at(counted_until date, until_at timestamp with time zone, time_zone text) IS 'Internal: the time until which a log of events is complete: the end of the day counted_until, but not after the end of the period (until_at, NULL for none). Whole days, so that what is read twice on a day is the same. NULL for a NULL day.';

--
-- Name: _counted_base(opm.kpi, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._counted_base(measured opm.kpi, how text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (how = 'ratio'::text) THEN NULLIF(opm.base(measured), (0)::double precision) ELSE NULL::double precision END;

--
-- Name: FUNCTION _counted_base(measured opm.kpi, how text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._counted_base(measured opm.kpi, how text) IS 'Internal: of a ratio the denominator that goes with _counted_value, else NULL.';

--
-- Name: _counted_value(opm.kpi, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._counted_value(measured opm.kpi, how text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (how <> 'ratio'::text) THEN opm.value(measured, how) WHEN (opm.base(measured) = (0)::double precision) THEN NULL::double precision WHEN (opm.pairs(measured) = opm.n(measured)) THEN opm.total(measured) ELSE (opm.ratio(measured) * opm.base(measured)) END;

--
-- Name: FUNCTION _counted_value(measured opm.kpi, how text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._counted_value(measured opm.kpi, how text) IS 'Internal: what the measurements of a goal count as in the tree: their value by the time aggregation how; of a ratio the numerator, which is not known where the bases add up to 0.';

--
-- Name: _counting(double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._counting(weight double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (weight >= (0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001)::double precision) THEN weight
             ELSE (0)::double precision
         END AS "case";
END;

--
-- Name: FUNCTION _counting(weight double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._counting(weight double precision) IS 'Internal: a weight at the root as opm.scorecard and opm.goal take it: below 1e-100 it counts as 0, and so does none at all, that of a goal which is not applicable, where these would take NULL as 1.';

--
-- Name: _cut_wide(text, integer); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._cut_wide(words text, width integer) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (sum(c.cells) <= _cut_wide.width) THEN _cut_wide.words
             ELSE ("left"(_cut_wide.words, (count(*) FILTER (WHERE (c.until <= (_cut_wide.width - 2))))::integer) || '..'::text)
         END AS "case"
    FROM ( SELECT x.cells,
             sum(x.cells) OVER (ORDER BY x.place) AS until
            FROM ( SELECT k.place,
                         CASE
                             WHEN ((ascii(k.letter) >= 4352) AND ((ascii(k.letter) < 7424) OR (ascii(k.letter) > 11903))) THEN 2
                             ELSE 1
                         END AS cells
                    FROM string_to_table(_cut_wide.words, NULL::text) WITH ORDINALITY k(letter, place)) x) c;
END;

--
-- Name: FUNCTION _cut_wide(words text, width integer); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._cut_wide(words text, width integer) IS 'Internal: _cut for words that are not all ASCII.';

--
-- Name: _cut(text, integer); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._cut(words text, width integer) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (octet_length(words) <= width) THEN words
             WHEN (octet_length(words) = length(words)) THEN ("left"(words, (width - 2)) || '..'::text)
             ELSE perf._cut_wide(words, width)
         END AS _cut_wide;
END;

--
-- Name: FUNCTION _cut(words text, width integer); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._cut(words text, width integer) IS 'Internal: words that fit into so many places on a screen, cut with two points at the end if they are longer. NULL for NULL.';

--
-- Name: _day(text, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._day(zone text, at timestamp with time zone) RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (timezone(zone, (at + '00:00:00.000001'::interval)))::date;

--
-- Name: FUNCTION _day(zone text, at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._day(zone text, at timestamp with time zone) IS 'Internal: the day in a time zone, at a time; its last microsecond, to which a close looks, is its end and so the next day. NULL for NULL.';

--
-- Name: _days(double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._days(n double precision) RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN make_interval(secs => (n * (86400.0)::double precision));

--
-- Name: FUNCTION _days(n double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._days(n double precision) IS 'Internal: n times 24 hours. Not a number of days, which would end by the clock of the session. NULL for NULL.';

--
-- Name: _elapsed(date, date, date); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._elapsed(begins_on date, ends_on date, today date) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (ends_on IS NULL) THEN NULL::double precision WHEN (today > ends_on) THEN (1)::double precision ELSE GREATEST((0)::double precision, (((today - LEAST(begins_on, ends_on)))::double precision / (((ends_on - LEAST(begins_on, ends_on)) + 1))::double precision)) END;

--
-- Name: FUNCTION _elapsed(begins_on date, ends_on date, today date); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._elapsed(begins_on date, ends_on date, today date) IS 'Internal: part of the days from begins_on to ends_on that have passed before today, 0 to 1; 1 from the day after ends_on on. NULL without an end.';

--
-- Name: _fresh_rollup(text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._fresh_rollup(rollup text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (lower(rollup) = 'own'::text) THEN 'own'::text ELSE 'max'::text END;

--
-- Name: FUNCTION _fresh_rollup(rollup text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._fresh_rollup(rollup text) IS 'Internal: how freshness goes up in the tree: a goal judged by what is below it is as fresh as the freshest goal there, whatever it measures itself.';

--
-- Name: _goal_links_known_at(timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._goal_links_known_at(known_at timestamp with time zone) RETURNS SETOF perf.goal_link
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH later AS (
          SELECT c.row_key,
             c.old_row
            FROM perf._changed_after('goal_link'::text, _goal_links_known_at.known_at) c(row_key, old_row)
         )
  SELECT g.*::perf.goal_link AS g
    FROM perf.goal_link g
   WHERE (NOT (EXISTS ( SELECT
            FROM later l
           WHERE (l.row_key = (((g.goal_id)::text || '/'::text) || (g.parent_id)::text)))))
 UNION ALL
  SELECT p.*::perf.goal_link AS p
    FROM (later l
      CROSS JOIN LATERAL jsonb_populate_record(( SELECT x.*::perf.goal_link AS x
            FROM perf.goal_link x
           WHERE false), l.old_row) p(goal_id, parent_id, weight, share))
   WHERE (l.old_row IS NOT NULL);
END;

--
-- Name: FUNCTION _goal_links_known_at(known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._goal_links_known_at(known_at timestamp with time zone) IS 'Internal: extra parents of goals as they were known at a time.';

--
-- Name: goal_target; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_target (
    goal_id bigint NOT NULL,
    period_id bigint NOT NULL,
    target text NOT NULL,
    CONSTRAINT goal_target_target_check CHECK (opm._literal('goal_target.target'::text, target, 'target'::text))
);
ALTER TABLE ONLY perf.goal_target ALTER COLUMN target SET STATISTICS 0;

--
-- Name: TABLE goal_target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal_target IS 'Target of a goal for one period, for goals that recur: the row of the shortest period that holds now counts before goal.target.';

--
-- Name: COLUMN goal_target.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_target.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_target.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_target.period_id IS 'Period for which the target holds; only measurements inside it count.';

--
-- Name: COLUMN goal_target.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_target.target IS 'What good looks like in this period, an opm.target literal.';

--
-- Name: _goal_targets_known_at(timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._goal_targets_known_at(known_at timestamp with time zone) RETURNS SETOF perf.goal_target
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH later AS (
          SELECT c.row_key,
             c.old_row
            FROM perf._changed_after('goal_target'::text, _goal_targets_known_at.known_at) c(row_key, old_row)
         )
  SELECT g.*::perf.goal_target AS g
    FROM perf.goal_target g
   WHERE (NOT (EXISTS ( SELECT
            FROM later l
           WHERE (l.row_key = (((g.goal_id)::text || '/'::text) || (g.period_id)::text)))))
 UNION ALL
  SELECT p.*::perf.goal_target AS p
    FROM (later l
      CROSS JOIN LATERAL jsonb_populate_record(( SELECT x.*::perf.goal_target AS x
            FROM perf.goal_target x
           WHERE false), l.old_row) p(goal_id, period_id, target))
   WHERE (l.old_row IS NOT NULL);
END;

--
-- Name: FUNCTION _goal_targets_known_at(known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._goal_targets_known_at(known_at timestamp with time zone) IS 'Internal: targets by period as they were known at a time.';

--
-- Name: _goals_known_at(timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._goals_known_at(known_at timestamp with time zone) RETURNS SETOF perf.goal
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH later AS (
          SELECT c.row_key,
             c.old_row
            FROM perf._changed_after('goal'::text, _goals_known_at.known_at) c(row_key, old_row)
         )
  SELECT g.*::perf.goal AS g
    FROM perf.goal g
   WHERE (NOT (EXISTS ( SELECT
            FROM later l
           WHERE (l.row_key = (g.id)::text))))
 UNION ALL
  SELECT p.*::perf.goal AS p
    FROM (later l
      CROSS JOIN LATERAL jsonb_populate_record(( SELECT x.*::perf.goal AS x
            FROM perf.goal x
           WHERE false), l.old_row) p(id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, decimals, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age, counted_until, baseline_until, signal_rules, min_group, bands, plan, status_basis, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at))
   WHERE (l.old_row IS NOT NULL);
END;

--
-- Name: FUNCTION _goals_known_at(known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._goals_known_at(known_at timestamp with time zone) IS 'Internal: goals as they were known at a time: the rows of goal, with every later change undone.';

--
-- Name: _is_whole(double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._is_whole(shares double precision) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (abs((shares - (1)::double precision)) <= (0.000000001)::double precision);

--
-- Name: FUNCTION _is_whole(shares double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._is_whole(shares double precision) IS 'Internal: true if the shares of a goal under all its parents add up to 1: only then is it split among them, else it counts in full under each. NULL for NULL.';

--
-- Name: _is_zero(opm.kpi, timestamp with time zone, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._is_zero(kpi opm.kpi, counted_at timestamp with time zone, usable_from_at timestamp with time zone, as_of timestamp with time zone) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((kpi IS NULL) AND (counted_at > usable_from_at) AND (as_of >= usable_from_at));

--
-- Name: FUNCTION _is_zero(kpi opm.kpi, counted_at timestamp with time zone, usable_from_at timestamp with time zone, as_of timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._is_zero(kpi opm.kpi, counted_at timestamp with time zone, usable_from_at timestamp with time zone, as_of timestamp with time zone) IS 'Internal: true where nothing is recorded (kpi is NULL) and the log is complete until some time in the window, which has begun: then nothing happened. Not true, perhaps NULL, otherwise.';

--
-- Name: measurement; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.measurement (
    goal_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    value double precision NOT NULL,
    base double precision,
    note text,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    recorded_by text DEFAULT CURRENT_USER NOT NULL,
    group_size double precision GENERATED ALWAYS AS (COALESCE(base, (0)::double precision)) STORED NOT NULL,
    CONSTRAINT measurement_at_check CHECK (opm._time('measurement.at'::text, at)),
    CONSTRAINT measurement_base_check CHECK (opm._number('measurement.base'::text, base, '-1e+100'::double precision, '1e+100'::double precision, '1e-40'::double precision)),
    CONSTRAINT measurement_not_in_the_future CHECK (opm._rule('measurement'::text, (at <= (recorded_at + '01:00:00'::interval)), 'measurement.at is in the future'::text, 'What has not happened yet is not measured; clocks may differ by an hour. A measurement that is known since an earlier time (recorded_at) is from before that.'::text, 'Use the time for which the value holds.'::text)),
    CONSTRAINT measurement_note_check CHECK (opm._text('measurement.note'::text, note)),
    CONSTRAINT measurement_recorded_at_check CHECK (opm._time('measurement.recorded_at'::text, recorded_at)),
    CONSTRAINT measurement_recorded_by_check CHECK (opm._line('measurement.recorded_by'::text, recorded_by)),
    CONSTRAINT measurement_value_check CHECK (opm._number('measurement.value'::text, value, '-1e+100'::double precision, '1e+100'::double precision))
);
ALTER TABLE ONLY perf.measurement ALTER COLUMN value SET STATISTICS 0;
ALTER TABLE ONLY perf.measurement ALTER COLUMN base SET STATISTICS 0;
ALTER TABLE ONLY perf.measurement ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE ONLY perf.measurement ALTER COLUMN group_size SET STATISTICS 0;

--
-- Name: TABLE measurement; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.measurement IS 'Measured values, one row per goal and time. Insert or COPY goal_id, at, value (and base for ratios; COPY is for the owner, PostgreSQL has none for roles under row security); a correction is an UPDATE or DELETE, and keeps what was there in measurement_history.';

--
-- Name: COLUMN measurement.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.goal_id IS 'Goal that was measured.';

--
-- Name: COLUMN measurement.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.at IS 'Time the value holds for.';

--
-- Name: COLUMN measurement.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.value IS 'Measured value in the unit of the goal; for a ratio the numerator. From -1e100 to 1e100.';

--
-- Name: COLUMN measurement.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.base IS 'For a ratio the denominator; for a survey the number of answers. Empty otherwise.';

--
-- Name: COLUMN measurement.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.note IS 'Anything to say about it.';

--
-- Name: COLUMN measurement.recorded_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.recorded_at IS 'When it became known.';

--
-- Name: COLUMN measurement.recorded_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.recorded_by IS 'Database role that wrote it.';

--
-- Name: COLUMN measurement.group_size; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.group_size IS 'Base, or 0 where there is none; not to be written. What hides small groups of a survey.';

--
-- Name: measurement_history; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.measurement_history (
    goal_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    value double precision NOT NULL,
    base double precision,
    note text,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by text NOT NULL,
    superseded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    superseded_by text DEFAULT CURRENT_USER NOT NULL,
    operation text NOT NULL,
    CONSTRAINT measurement_history_operation_check CHECK (opm._word('measurement_history.operation'::text, operation, VARIADIC ARRAY['UPDATE'::text, 'DELETE'::text]))
);
ALTER TABLE ONLY perf.measurement_history ALTER COLUMN value SET STATISTICS 0;
ALTER TABLE ONLY perf.measurement_history ALTER COLUMN base SET STATISTICS 0;
ALTER TABLE ONLY perf.measurement_history ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE ONLY perf.measurement_history REPLICA IDENTITY FULL;

--
-- Name: TABLE measurement_history; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.measurement_history IS 'Measurements that were corrected or deleted, as they were, with the time from which they no longer held.';

--
-- Name: COLUMN measurement_history.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.goal_id IS 'Goal that was measured.';

--
-- Name: COLUMN measurement_history.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.at IS 'Time the value held for.';

--
-- Name: COLUMN measurement_history.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.value IS 'Value before the correction.';

--
-- Name: COLUMN measurement_history.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.base IS 'Base before the correction.';

--
-- Name: COLUMN measurement_history.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.note IS 'Note before the correction.';

--
-- Name: COLUMN measurement_history.recorded_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.recorded_at IS 'When it had become known.';

--
-- Name: COLUMN measurement_history.recorded_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.recorded_by IS 'Database role that had written it.';

--
-- Name: COLUMN measurement_history.superseded_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.superseded_at IS 'When it was corrected or deleted.';

--
-- Name: COLUMN measurement_history.superseded_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.superseded_by IS 'Database role that corrected or deleted it.';

--
-- Name: COLUMN measurement_history.operation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.operation IS 'UPDATE for a correction, DELETE for a deletion.';

--
-- Name: _measurements_known_at(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._measurements_known_at(as_of timestamp with time zone, known_at timestamp with time zone) RETURNS TABLE(goal_id bigint, at timestamp with time zone, value double precision, base double precision)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT m.goal_id,
     m.at,
     m.value,
     m.base
    FROM perf.measurement m
   WHERE ((m.at <= (_measurements_known_at.as_of + '01:00:00'::interval)) AND ((m.at <= _measurements_known_at.as_of) OR (m.recorded_at <= _measurements_known_at.as_of)) AND (m.recorded_at <= _measurements_known_at.known_at))
 UNION ALL
  SELECT h.goal_id,
     h.at,
     h.value,
     h.base
    FROM perf.measurement_history h
   WHERE (((h.at <= _measurements_known_at.as_of) OR (h.recorded_at <= _measurements_known_at.as_of)) AND (h.recorded_at <= _measurements_known_at.known_at) AND (h.superseded_at > _measurements_known_at.known_at))
 UNION ALL
  SELECT b.goal_id,
     b.at,
     b.value,
     b.base
    FROM perf._bound b
   WHERE (b.at <= _measurements_known_at.as_of);
END;

--
-- Name: FUNCTION _measurements_known_at(as_of timestamp with time zone, known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._measurements_known_at(as_of timestamp with time zone, known_at timestamp with time zone) IS 'Internal: measurements up to as_of as they were known at known_at: without what was recorded later, with what was corrected later as it was. Rows of bound queries have no record of their own and are as they are.';

--
-- Name: _planned(opm.target, double precision, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._planned(target opm.target, elapsed double precision, plan text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (opm.baseline(target) IS NULL) THEN NULL::double precision WHEN (plan IS NULL) THEN opm.planned(target, elapsed) ELSE opm.planned(target, elapsed, (plan)::opm.target) END;

--
-- Name: FUNCTION _planned(target opm.target, elapsed double precision, plan text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._planned(target opm.target, elapsed double precision, plan text) IS 'Internal: value that the plan expects when this part of the days has passed. NULL for a target without a baseline: it holds all the time.';

--
-- Name: _pace_score(opm.target, double precision, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._pace_score(target opm.target, elapsed double precision, plan text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (target IS NULL) THEN CASE WHEN (plan IS NULL) THEN NULL::double precision WHEN (elapsed >= (1)::double precision) THEN (1)::double precision ELSE opm.score(elapsed, (plan)::opm.target) END WHEN (opm.baseline(target) IS NULL) THEN NULL::double precision WHEN (elapsed >= (1)::double precision) THEN (1)::double precision ELSE opm.score(perf._planned(target, elapsed, plan), target) END;

--
-- Name: FUNCTION _pace_score(target opm.target, elapsed double precision, plan text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._pace_score(target opm.target, elapsed double precision, plan text) IS 'Internal: score that the plan expects when this part of the days has passed; 1 at the end. NULL where nothing is planned: a target without a baseline, no end, or neither target nor plan.';

--
-- Name: time_zone(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.time_zone() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT s.time_zone
    FROM perf.setting s;
END;

--
-- Name: FUNCTION time_zone(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.time_zone() IS 'Time zone of the workspace.';

--
-- Name: period; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.period (
    id bigint NOT NULL,
    parent_id bigint,
    calendar text DEFAULT 'main'::text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    time_zone text DEFAULT perf.time_zone() NOT NULL,
    from_at timestamp with time zone GENERATED ALWAYS AS (timezone(time_zone, (first_day)::timestamp without time zone)) STORED,
    until_at timestamp with time zone GENERATED ALWAYS AS (timezone(time_zone, ((last_day + 1))::timestamp without time zone)) STORED,
    CONSTRAINT period_calendar_check CHECK (opm._line('period.calendar'::text, calendar)),
    CONSTRAINT period_days CHECK (opm._rule('period'::text, (first_day <= last_day), 'a period ends after it begins'::text, 'last_day is the last day of the period, which may be the first one.'::text, 'Set last_day to a later day.'::text)),
    CONSTRAINT period_first_day_check CHECK (opm._day('period.first_day'::text, first_day)),
    CONSTRAINT period_id_check CHECK (opm._number('period.id'::text, (id)::double precision, (1)::double precision, ('90000000000'::bigint)::double precision)),
    CONSTRAINT period_kind_check CHECK (opm._word('period.kind'::text, kind, VARIADIC ARRAY['year'::text, 'half'::text, 'quarter'::text, 'month'::text, 'week'::text, 'day'::text, 'sprint'::text, 'custom'::text])),
    CONSTRAINT period_last_day_check CHECK (opm._day('period.last_day'::text, last_day)),
    CONSTRAINT period_name_check CHECK (opm._line('period.name'::text, name)),
    CONSTRAINT period_not_own_parent CHECK (opm._rule('period'::text, (parent_id <> id), 'a period cannot be around itself'::text, 'parent_id is the period around it.'::text, 'Choose another parent, or NULL for none.'::text)),
    CONSTRAINT period_time_zone_check CHECK (opm._literal('period.time_zone'::text, time_zone, 'time zone'::text))
);

--
-- Name: TABLE period; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.period IS 'Time boxes: fiscal years, halves, quarters, months, weeks, sprints, nested. Siblings of one calendar and kind never overlap, children lie within their parent.';

--
-- Name: COLUMN period.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.id IS 'Period key.';

--
-- Name: COLUMN period.parent_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.parent_id IS 'Period around this one; empty at the top.';

--
-- Name: COLUMN period.calendar; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.calendar IS 'Name of the calendar; different calendars (fiscal, sprints of a team) may overlap.';

--
-- Name: COLUMN period.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.kind IS 'year, half, quarter, month, week, day, sprint or custom.';

--
-- Name: COLUMN period.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.name IS 'Name, such as FY2026 Q1.';

--
-- Name: COLUMN period.first_day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.first_day IS 'First day.';

--
-- Name: COLUMN period.last_day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.last_day IS 'Last day, included.';

--
-- Name: COLUMN period.time_zone; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.time_zone IS 'Time zone in which the days begin and end.';

--
-- Name: COLUMN period.from_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.from_at IS 'First instant of the period.';

--
-- Name: COLUMN period.until_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.until_at IS 'First instant after the period.';

--
-- Name: _periods_known_at(timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._periods_known_at(known_at timestamp with time zone) RETURNS SETOF perf.period
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH later AS (
          SELECT c.row_key,
             c.old_row
            FROM perf._changed_after('period'::text, _periods_known_at.known_at) c(row_key, old_row)
         )
  SELECT g.*::perf.period AS g
    FROM perf.period g
   WHERE (NOT (EXISTS ( SELECT
            FROM later l
           WHERE (l.row_key = (g.id)::text))))
 UNION ALL
  SELECT p.*::perf.period AS p
    FROM (later l
      CROSS JOIN LATERAL jsonb_populate_record(( SELECT x.*::perf.period AS x
            FROM perf.period x
           WHERE false), l.old_row) p(id, parent_id, calendar, kind, name, first_day, last_day, time_zone, from_at, until_at))
   WHERE (l.old_row IS NOT NULL);
END;

--
-- Name: FUNCTION _periods_known_at(known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._periods_known_at(known_at timestamp with time zone) IS 'Internal: periods as they were known at a time, from_at and until_at included.';

--
-- Name: _setting_known_at(timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._setting_known_at(known_at timestamp with time zone) RETURNS SETOF perf.setting
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH later AS (
          SELECT c.old_row
            FROM perf._changed_after('setting'::text, _setting_known_at.known_at) c(row_key, old_row)
           WHERE (c.old_row IS NOT NULL)
         )
  SELECT s.*::perf.setting AS s
    FROM perf.setting s
   WHERE (NOT (EXISTS ( SELECT
            FROM later)))
 UNION ALL
  SELECT p.*::perf.setting AS p
    FROM (later l
      CROSS JOIN LATERAL jsonb_populate_record(( SELECT x.*::perf.setting AS x
            FROM perf.setting x
           WHERE false), l.old_row) p(id, time_zone, year_begins_in, bands, status_basis, credit_floor, credit_cap, cadence_days, grace_days, notify));
END;

--
-- Name: FUNCTION _setting_known_at(known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._setting_known_at(known_at timestamp with time zone) IS 'Internal: settings as they were at a time, one row.';

--
-- Name: _window_from(timestamp with time zone, timestamp with time zone, interval, timestamp with time zone, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._window_from(from_at timestamp with time zone, until_at timestamp with time zone, max_age interval, as_of timestamp with time zone, time_zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (max_age IS NULL) THEN COALESCE(from_at, '-infinity'::timestamp with time zone)
             WHEN (until_at <= as_of) THEN timezone(time_zone, (timezone(time_zone, until_at) - max_age))
             ELSE (timezone(time_zone, (timezone(time_zone, as_of) - max_age)) + '00:00:00.000001'::interval)
         END AS "case";
END;

--
-- Name: FUNCTION _window_from(from_at timestamp with time zone, until_at timestamp with time zone, max_age interval, as_of timestamp with time zone, time_zone text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._window_from(from_at timestamp with time zone, until_at timestamp with time zone, max_age interval, as_of timestamp with time zone, time_zone text) IS 'Internal: the oldest time a measurement may have to count at as_of for a goal: the beginning of its period (from_at), or max_age before as_of or before the end of a period that is over (until_at). -infinity: no limit.';

--
-- Name: _scope_at(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._scope_at(as_of timestamp with time zone, known_at timestamp with time zone) RETURNS TABLE(goal perf.goal, target text, usable_from_at timestamp with time zone, until_at timestamp with time zone, reference_at timestamp with time zone, graded_until_at timestamp with time zone, counted_at timestamp with time zone, elapsed double precision, status_basis text, bands text, is_current boolean)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH p AS MATERIALIZED (
          SELECT k.id,
             k.first_day,
             k.last_day,
             k.from_at,
             k.until_at,
             k.time_zone
            FROM perf._periods_known_at(_scope_at.known_at) k(id, parent_id, calendar, kind, name, first_day, last_day, time_zone, from_at, until_at)
         ), t AS MATERIALIZED (
          SELECT gt.goal_id,
             gt.target,
             q.id AS period_id,
             q.from_at,
             q.until_at,
             (q.last_day - q.first_day) AS days
            FROM (perf._goal_targets_known_at(_scope_at.known_at) gt(goal_id, period_id, target)
              JOIN p q ON ((q.id = gt.period_id)))
         )
  SELECT g.*::perf.goal AS g,
     COALESCE(h.target, g.target) AS "coalesce",
     perf._window_from(p.from_at, p.until_at, g.max_age, _scope_at.as_of, d.time_zone) AS _window_from,
     COALESCE(p.until_at, 'infinity'::timestamp with time zone) AS "coalesce",
     LEAST(_scope_at.as_of, p.until_at) AS "least",
     ( SELECT min(GREATEST(l.from_at, p.until_at)) AS min
            FROM t l
           WHERE ((l.goal_id = g.id) AND (l.until_at > p.until_at))) AS min,
         CASE
             WHEN (g.time_aggregation = ANY (ARRAY['count'::text, 'sum'::text])) THEN perf._counted_at(
             CASE
                 WHEN (b.goal_id IS NULL) THEN g.counted_until
                 ELSE (timezone(d.time_zone, _scope_at.as_of))::date
             END, p.until_at, d.time_zone)
             ELSE NULL::timestamp with time zone
         END AS "case",
     perf._elapsed(COALESCE(p.first_day, (timezone(d.time_zone, g.created_at))::date), LEAST(g.due_on, p.last_day),
         CASE
             WHEN (p.time_zone <> d.time_zone) THEN perf._day(p.time_zone, _scope_at.as_of)
             ELSE d.today
         END) AS _elapsed,
     COALESCE(g.status_basis, d.status_basis) AS "coalesce",
     COALESCE(g.bands, d.bands) AS "coalesce",
         CASE
             WHEN (p.id IS NULL) THEN (g.lifecycle <> 'done'::text)
             ELSE ((p.from_at <= _scope_at.as_of) AND (_scope_at.as_of < p.until_at))
         END AS "case"
    FROM ((((perf._goals_known_at(_scope_at.known_at) g(id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, decimals, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age, counted_until, baseline_until, signal_rules, min_group, bands, plan, status_basis, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at)
      CROSS JOIN ( SELECT x.time_zone,
             x.status_basis,
             x.bands,
             perf._day(x.time_zone, _scope_at.as_of) AS today
            FROM perf._setting_known_at(_scope_at.known_at) x(id, time_zone, year_begins_in, bands, status_basis, credit_floor, credit_cap, cadence_days, grace_days, notify)
          OFFSET 0) d)
      LEFT JOIN perf._bound_logs(_scope_at.as_of) b(goal_id) ON ((b.goal_id = g.id)))
      LEFT JOIN ( SELECT DISTINCT ON (t.goal_id) t.goal_id,
             t.target,
             t.period_id
            FROM t
           WHERE ((t.from_at <= _scope_at.as_of) AND (_scope_at.as_of < t.until_at))
           ORDER BY t.goal_id, t.days, t.period_id) h ON ((h.goal_id = g.id)))
      LEFT JOIN p ON ((p.id = COALESCE(h.period_id, g.period_id))));
END;

--
-- Name: FUNCTION _scope_at(as_of timestamp with time zone, known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._scope_at(as_of timestamp with time zone, known_at timestamp with time zone) IS 'Internal: what counted for each goal at as_of, as known at known_at: the goal as it was, its target, the window of time, which begins at usable_from_at and ends before until_at, and the columns of the view _goal_scope, which says the same of now; the bands that name its score.';

--
-- Name: _trees_at(timestamp with time zone, timestamp with time zone, boolean); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._trees_at(as_of timestamp with time zone, known_at timestamp with time zone, with_freshness boolean) RETURNS TABLE(scored opm.goaltree, latest opm.goaltree, left_over opm.goaltree)
    LANGUAGE sql STABLE ROWS 1
    SET jit TO 'off'
    BEGIN ATOMIC
 WITH scope AS MATERIALIZED (
          SELECT (c.goal).id AS goal_id,
             (c.goal).parent_id AS parent_id,
             (c.goal).name AS name,
             (c.goal).unit AS unit,
             (c.goal).weight AS weight,
             (c.goal).share AS share,
             (c.goal).rollup AS rollup,
             (c.goal).missing AS missing,
             (c.goal).credit_floor AS credit_floor,
             (c.goal).credit_cap AS credit_cap,
             (c.goal).time_aggregation AS time_aggregation,
             (c.goal).min_group AS min_group,
             (c.goal).cadence_days AS cadence_days,
             (c.goal).lifecycle AS lifecycle,
             (c.goal).plan AS plan,
             (c.target)::opm.target AS target,
             c.usable_from_at,
             c.until_at,
             c.reference_at,
             c.counted_at,
             c.graded_until_at,
             c.elapsed,
             c.status_basis
            FROM perf._scope_at(_trees_at.as_of, _trees_at.known_at) c(goal, target, usable_from_at, until_at, reference_at, graded_until_at, counted_at, elapsed, status_basis, bands, is_current)
         ), k AS (
          SELECT s.goal_id,
             opm.kpi(m.at, m.value, m.base) AS kpi
            FROM (scope s
              JOIN perf._measurements_known_at(_trees_at.as_of, _trees_at.known_at) m(goal_id, at, value, base) ON (((m.goal_id = s.goal_id) AND (m.at >= s.usable_from_at) AND (m.at < s.until_at) AND ((s.min_group IS NULL) OR (m.base >= (s.min_group)::double precision)))))
           GROUP BY s.goal_id
         ), judged AS (
          SELECT DISTINCT ON (c.goal_id) c.goal_id,
             c.score,
             e.at
            FROM ((scope s
              JOIN perf._check_ins_known_at(_trees_at.known_at) c(id, goal_id, at, score) ON (((c.goal_id = s.goal_id) AND (c.score IS NOT NULL) AND (c.at >= s.usable_from_at) AND (c.at < COALESCE(s.graded_until_at, 'infinity'::timestamp with time zone)))))
              CROSS JOIN LATERAL ( SELECT LEAST(c.at, (s.until_at - '00:00:00.000001'::interval)) AS at) e)
           WHERE (e.at <= _trees_at.as_of)
           ORDER BY c.goal_id, c.at DESC, c.id DESC
         ), present AS (
          SELECT s.goal_id,
             s.parent_id,
             s.name,
             s.unit,
             s.weight,
             s.share,
             s.rollup,
             s.missing,
             s.credit_floor,
             s.credit_cap,
             s.time_aggregation,
             s.min_group,
             s.cadence_days,
             s.lifecycle,
             s.plan,
             s.target,
             s.usable_from_at,
             s.until_at,
             s.reference_at,
             s.counted_at,
             s.graded_until_at,
             s.elapsed,
             s.status_basis,
             v.value,
                 CASE
                     WHEN (v.value IS NOT NULL) THEN perf._counted_base(k.kpi, s.time_aggregation)
                     ELSE NULL::double precision
                 END AS base,
                 CASE
                     WHEN (v.value IS NULL) THEN j.score
                     ELSE NULL::double precision
                 END AS judged,
             (
                 CASE
                     WHEN (v.value IS NULL) THEN j.at
                     ELSE GREATEST(opm.last_at(k.kpi), s.counted_at)
                 END + perf._days(((COALESCE(s.cadence_days, d.cadence_days) + d.grace_days))::double precision)) AS fresh_until,
             COALESCE(s.credit_floor, d.credit_floor) AS floor,
             COALESCE(s.credit_cap, d.credit_cap) AS cap,
             (s.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) AS counts
            FROM ((((scope s
              CROSS JOIN perf._setting_known_at(_trees_at.known_at) d(id, time_zone, year_begins_in, bands, status_basis, credit_floor, credit_cap, cadence_days, grace_days, notify))
              LEFT JOIN k ON ((k.goal_id = s.goal_id)))
              LEFT JOIN judged j ON ((j.goal_id = s.goal_id)))
              CROSS JOIN LATERAL ( SELECT
                         CASE
                             WHEN perf._is_zero(k.kpi, s.counted_at, s.usable_from_at, _trees_at.as_of) THEN (0)::double precision
                             ELSE perf._counted_value(k.kpi, s.time_aggregation)
                         END AS value) v)
         ), links AS MATERIALIZED (
          SELECT k.goal_id,
             k.parent_id,
             k.weight,
             k.share
            FROM perf._goal_links_known_at(_trees_at.known_at) k(goal_id, parent_id, weight, share)
         ), split AS (
          SELECT l.goal_id
            FROM (links l
              JOIN scope s ON ((s.goal_id = l.goal_id)))
           GROUP BY l.goal_id, s.parent_id, s.share
          HAVING (perf._is_whole((sum(COALESCE(l.share, (1)::double precision)) +
                 CASE
                     WHEN (s.parent_id IS NULL) THEN (0)::double precision
                     ELSE COALESCE(s.share, (1)::double precision)
                 END)) AND (bool_or((l.parent_id = s.parent_id)) IS NOT TRUE))
         )
  SELECT opm.goaltree(x.goal) AS goaltree,
     opm.goaltree(x.id, x.parent_id, x.fresh, (1)::double precision, x.fresh_rollup) FILTER (WHERE (x.counts AND _trees_at.with_freshness)) AS goaltree,
     opm.goaltree(x.id, x.parent_id, (x.fresh - x.reference), (1)::double precision, x.fresh_rollup) FILTER (WHERE (x.counts AND _trees_at.with_freshness)) AS goaltree
    FROM ( SELECT opm.goal(g.goal_id, g.parent_id, g.name, g.value, g.base, g.target, g.judged,
                 CASE
                     WHEN (g.parent_id IS NOT NULL) THEN g.weight
                     ELSE NULL::double precision
                 END, g.rollup, g.missing, g.floor, g.cap, g.unit,
                 CASE
                     WHEN ((g.share IS NOT NULL) AND (g.parent_id IS NOT NULL) AND (g.goal_id IN ( SELECT s.goal_id
                        FROM split s))) THEN g.share
                     ELSE NULL::double precision
                 END, g.counts, perf._pace_score(g.target,
                 CASE
                     WHEN (g.lifecycle = 'done'::text) THEN (1)::double precision
                     ELSE g.elapsed
                 END, g.plan), NULLIF(g.status_basis, 'expected'::text)) AS goal,
             g.goal_id AS id,
             g.parent_id,
                 CASE
                     WHEN (g.lifecycle = 'active'::text) THEN date_part('epoch'::text, g.fresh_until)
                     ELSE NULL::double precision
                 END AS fresh,
             date_part('epoch'::text, g.reference_at) AS reference,
             perf._fresh_rollup(g.rollup) AS fresh_rollup,
             g.counts
            FROM present g
         UNION ALL
          SELECT opm.goal(l.goal_id, l.parent_id, weight => l.weight, share =>
                 CASE
                     WHEN ((l.share IS NOT NULL) AND (l.goal_id IN ( SELECT s.goal_id
                        FROM split s))) THEN l.share
                     ELSE NULL::double precision
                 END) AS goal,
             l.goal_id,
             l.parent_id,
             NULL::double precision AS float8,
             NULL::double precision AS float8,
             NULL::text AS text,
             (g.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))
            FROM (links l
              LEFT JOIN scope g ON ((g.goal_id = l.goal_id)))) x;
END;

--
-- Name: FUNCTION _trees_at(as_of timestamp with time zone, known_at timestamp with time zone, with_freshness boolean); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._trees_at(as_of timestamp with time zone, known_at timestamp with time zone, with_freshness boolean) IS 'Internal: the trees of the view scorecard at as_of, as known at known_at: scores, times until which goals are fresh, and seconds left until then as seen from as_of or from the end of the goal''s period; below 0 it is stale. The last two are empty unless with_freshness.';

--
-- Name: tree_at(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.tree_at(as_of timestamp with time zone DEFAULT clock_timestamp(), known_at timestamp with time zone DEFAULT clock_timestamp()) RETURNS opm.goaltree
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT t.scored
    FROM perf._trees_at(tree_at.as_of, tree_at.known_at, false) t(scored, latest, left_over);
END;

--
-- Name: FUNCTION tree_at(as_of timestamp with time zone, known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.tree_at(as_of timestamp with time zone, known_at timestamp with time zone) IS 'The scored tree of all goals at as_of, as known at known_at, keys are goal ids. The same rules as the scorecard.';

--
-- Name: _goal_scope; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf._goal_scope WITH (security_invoker='true') AS
 SELECT g.id AS goal_id,
    g.time_aggregation,
    COALESCE(t.target, g.target) AS target,
    p.id AS period_id,
    p.from_at,
    p.until_at,
    LEAST(now(), p.until_at) AS reference_at,
    perf._window_from(p.from_at, p.until_at, g.max_age, now(), s.time_zone) AS usable_from_at,
    (COALESCE(g.cadence_days, s.cadence_days) + s.grace_days) AS fresh_days,
    g.min_group,
    perf._elapsed(COALESCE(p.first_day, (timezone(s.time_zone, g.created_at))::date), LEAST(g.due_on, p.last_day),
        CASE
            WHEN (p.time_zone <> s.time_zone) THEN perf._day(p.time_zone, now())
            ELSE s.today
        END) AS elapsed,
    COALESCE(g.status_basis, s.status_basis) AS status_basis,
    perf._counted_at(g.counted_until, p.until_at, s.time_zone) AS counted_at,
    perf._counted_at((timezone(s.time_zone, now()))::date, p.until_at, s.time_zone) AS bound_at,
        CASE
            WHEN (p.until_at <= now()) THEN ( SELECT min(GREATEST(q.from_at, p.until_at)) AS min
               FROM (perf.goal_target gt
                 JOIN perf.period q ON ((q.id = gt.period_id)))
              WHERE ((gt.goal_id = g.id) AND (q.until_at > p.until_at)))
            ELSE NULL::timestamp with time zone
        END AS graded_until_at,
        CASE
            WHEN (p.id IS NULL) THEN (g.lifecycle <> 'done'::text)
            ELSE ((p.from_at <= now()) AND (now() < p.until_at))
        END AS is_current
   FROM (((perf.goal g
     CROSS JOIN ( SELECT x.cadence_days,
            x.grace_days,
            x.time_zone,
            x.status_basis,
            perf._day(x.time_zone, now()) AS today
           FROM perf.setting x
         OFFSET 0) s)
     LEFT JOIN ( SELECT DISTINCT ON (gt.goal_id) gt.goal_id,
            gt.target,
            gt.period_id
           FROM (perf.goal_target gt
             JOIN perf.period q ON ((q.id = gt.period_id)))
          WHERE ((q.from_at <= now()) AND (now() < q.until_at))
          ORDER BY gt.goal_id, (q.last_day - q.first_day), q.id) t ON ((t.goal_id = g.id)))
     LEFT JOIN perf.period p ON ((p.id = COALESCE(t.period_id, g.period_id))));

--
-- Name: VIEW _goal_scope; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf._goal_scope IS 'Internal: what counts for each goal now: target, window of time, and how long a value stays fresh. One row per goal.';

--
-- Name: COLUMN _goal_scope.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.goal_id IS 'Goal.';

--
-- Name: COLUMN _goal_scope.time_aggregation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.time_aggregation IS 'How the measurements of the window make one value: last, first, sum, mean, min, max, count or ratio.';

--
-- Name: COLUMN _goal_scope.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.target IS 'Target that holds now: that of the shortest period with a goal_target row, else that of the goal.';

--
-- Name: COLUMN _goal_scope.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.period_id IS 'Period whose measurements count; empty: all measurements count.';

--
-- Name: COLUMN _goal_scope.from_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.from_at IS 'Measurements from this time on count; empty: no limit.';

--
-- Name: COLUMN _goal_scope.until_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.until_at IS 'Measurements before this time count; empty: no limit.';

--
-- Name: COLUMN _goal_scope.reference_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.reference_at IS 'Time at which freshness and pace are judged: now, or the end of a period that is over.';

--
-- Name: COLUMN _goal_scope.usable_from_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.usable_from_at IS 'Oldest time a value may have to count now; -infinity for no limit.';

--
-- Name: COLUMN _goal_scope.fresh_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.fresh_days IS 'Days after which a value counts as stale: cadence and grace.';

--
-- Name: COLUMN _goal_scope.min_group; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.min_group IS 'For surveys: least number of answers.';

--
-- Name: COLUMN _goal_scope.elapsed; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.elapsed IS 'Part of the days of the goal that have passed, 0 to 1: from the first day of its period, or the day it was made, to its day due or the last day of the period. 1: it is over. Empty: it has no end.';

--
-- Name: COLUMN _goal_scope.status_basis; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.status_basis IS 'What status judges: expected, plan, pace or score.';

--
-- Name: COLUMN _goal_scope.counted_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.counted_at IS 'For logs of events that people keep: until when they are complete; empty: not said.';

--
-- Name: COLUMN _goal_scope.bound_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.bound_at IS 'Until when the log would be complete if it were bound to a query: the end of today, or of the period.';

--
-- Name: COLUMN _goal_scope.graded_until_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.graded_until_at IS 'Check-ins from the end of the period until this time grade the period: then another target of the goal begins. Empty: no limit.';

--
-- Name: COLUMN _goal_scope.is_current; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_scope.is_current IS 'True if its period holds now; without a period, if it is not done. Others are of the past or still to come.';

--
-- Name: period_close; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.period_close (
    id bigint NOT NULL,
    period_id bigint NOT NULL,
    closed_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_by text DEFAULT CURRENT_USER NOT NULL,
    note text,
    score double precision,
    previous_digest text,
    digest text NOT NULL,
    CONSTRAINT period_close_note_check CHECK (opm._text('period_close.note'::text, note))
);

--
-- Name: TABLE period_close; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.period_close IS 'Closed periods. Each close is final and carries the digest of the one before, so that none can be changed or removed unnoticed.';

--
-- Name: COLUMN period_close.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.id IS 'Key of the close, in the order of closing.';

--
-- Name: COLUMN period_close.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.period_id IS 'Period that was closed.';

--
-- Name: COLUMN period_close.closed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.closed_at IS 'When.';

--
-- Name: COLUMN period_close.closed_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.closed_by IS 'Database role that closed it.';

--
-- Name: COLUMN period_close.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.note IS 'Name of the close, or anything to say about it.';

--
-- Name: COLUMN period_close.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.score IS 'Mean score of the roots, each within the credit range of the workspace: 1 is goal reached. Empty where a private goal counts.';

--
-- Name: COLUMN period_close.previous_digest; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.previous_digest IS 'Digest of the close before; empty for the first.';

--
-- Name: COLUMN period_close.digest; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.digest IS 'SHA-256 over previous digest, period, time, salt and the scored tree, in hex.';

--
-- Name: team; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.team (
    id bigint NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    parent_id bigint,
    lead_id bigint,
    CONSTRAINT team_key_check CHECK (opm._line('team.key'::text, key, '-1'::integer)),
    CONSTRAINT team_name_check CHECK (opm._line('team.name'::text, name)),
    CONSTRAINT team_not_own_parent CHECK (opm._rule('team'::text, (parent_id <> id), 'a team cannot be above itself'::text, 'parent_id is the team above.'::text, 'Choose another parent, or NULL for none.'::text))
);

--
-- Name: TABLE team; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.team IS 'Teams and other units, nested.';

--
-- Name: COLUMN team.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team.id IS 'Team key.';

--
-- Name: COLUMN team.key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team.key IS 'Short unique word, without blanks.';

--
-- Name: COLUMN team.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team.name IS 'Name as people say it.';

--
-- Name: COLUMN team.parent_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team.parent_id IS 'Team above; empty at the top.';

--
-- Name: COLUMN team.lead_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team.lead_id IS 'Person who leads the team and may write for its goals.';

--
-- Name: _driver_rows(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._driver_rows() RETURNS TABLE(since text, since_at timestamp with time zone, scope_kind text, team_id bigint, root_goal_id bigint, scope_name text, scope_before_score double precision, scope_score double precision, scope_change_points double precision, driver_order integer, goal_id bigint, goal_key text, goal_name text, effect_points double precision, value_effect_points double precision, rule_effect_points double precision, weight_effect_points double precision, structure_effect_points double precision, goal_before_score double precision, goal_score double precision, reason text)
    LANGUAGE sql STABLE ROWS 100
    SET jit TO 'off'
    BEGIN ATOMIC
 WITH RECURSIVE since AS (
          SELECT 'last week'::text AS since,
             (now() - '168:00:00'::interval) AS at,
             (now() - '168:00:00'::interval) AS known_at
         UNION ALL
          SELECT 'last close'::text AS since,
             LEAST(c.closed_at, (p.until_at - '00:00:00.000001'::interval)) AS at,
             c.closed_at AS known_at
            FROM (( SELECT x.period_id,
                     x.closed_at
                    FROM perf.period_close x
                   ORDER BY x.id DESC
                  LIMIT 1) c
              JOIN perf.period p ON ((p.id = c.period_id)))
         ), trees AS MATERIALIZED (
          SELECT s_1.since,
             s_1.at,
             COALESCE(b.tree, perf.tree_at(s_1.at)) AS before,
                 CASE
                     WHEN (b.tree IS NULL) THEN 'infinity'::timestamp with time zone
                     ELSE s_1.known_at
                 END AS known_at,
             n.tree AS after
            FROM ((since s_1
              CROSS JOIN LATERAL ( SELECT perf.tree_at(s_1.at, s_1.known_at) AS tree
                  OFFSET 0) b)
              CROSS JOIN ( SELECT perf.tree_at() AS tree
                  OFFSET 0) n)
         ), owned AS MATERIALIZED (
          SELECT r.since,
             r.is_after,
             r.key,
             r.label,
             r.leaf,
             r.value,
             r.target,
             r.score,
             r.root_weight,
             g_1.team_id
            FROM ((( SELECT t_1.since,
                     false AS is_after,
                     x.key,
                     x.label,
                     x.leaf,
                     x.value,
                     x.target,
                     x.score,
                     x.root_weight,
                     x.method
                    FROM (trees t_1
                      CROSS JOIN LATERAL opm.rollup_bigint(t_1.before) x(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))
                 UNION ALL
                  SELECT t_1.since,
                     true,
                     x.key,
                     x.label,
                     x.leaf,
                     x.value,
                     x.target,
                     x.score,
                     x.root_weight,
                     x.method
                    FROM (trees t_1
                      CROSS JOIN LATERAL opm.rollup_bigint(t_1.after) x(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))
          OFFSET 0) r
              JOIN perf.goal g_1 ON ((g_1.id = r.key)))
              JOIN ( SELECT t_1.since,
                     false AS is_after,
                     (c.goal).id AS id
                    FROM (trees t_1
                      CROSS JOIN LATERAL perf._scope_at(t_1.at, t_1.known_at) c(goal, target, usable_from_at, until_at, reference_at, graded_until_at, counted_at, elapsed, status_basis, bands, is_current))
                   WHERE c.is_current
                 UNION ALL
                  SELECT t_1.since,
                     true AS is_after,
                     c.goal_id AS id
                    FROM (trees t_1
                      CROSS JOIN perf._goal_scope c)
                   WHERE c.is_current) k ON (((k.since = r.since) AND (k.is_after = r.is_after) AND (k.id = r.key))))
           WHERE ((r.method <> 'not applicable'::text) AND (g_1.team_id IS NOT NULL))
         ), edge AS MATERIALIZED (
          SELECT t_1.since,
             false AS is_after,
             g_1.id AS key,
             g_1.parent_id
            FROM (trees t_1
              CROSS JOIN LATERAL perf._goals_known_at(t_1.known_at) g_1(id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, decimals, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age, counted_until, baseline_until, signal_rules, min_group, bands, plan, status_basis, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at))
           WHERE (g_1.parent_id IS NOT NULL)
         UNION ALL
          SELECT t_1.since,
             false,
             l.goal_id,
             l.parent_id
            FROM (trees t_1
              CROSS JOIN LATERAL perf._goal_links_known_at(t_1.known_at) l(goal_id, parent_id, weight, share))
         UNION ALL
          SELECT t_1.since,
             true,
             g_1.id,
             g_1.parent_id
            FROM (since t_1
              CROSS JOIN perf.goal g_1)
           WHERE (g_1.parent_id IS NOT NULL)
         UNION ALL
          SELECT t_1.since,
             true,
             l.goal_id,
             l.parent_id
            FROM (since t_1
              CROSS JOIN perf.goal_link l)
         ), team_above(since, is_after, key, team_id) AS (
          SELECT e_1.since,
             e_1.is_after,
             e_1.key,
             o.team_id
            FROM (edge e_1
              JOIN owned o ON (((o.key = e_1.parent_id) AND (o.since = e_1.since) AND (o.is_after = e_1.is_after))))
         UNION
          SELECT e_1.since,
             e_1.is_after,
             e_1.key,
             a.team_id
            FROM (team_above a
              JOIN edge e_1 ON (((e_1.parent_id = a.key) AND (e_1.since = a.since) AND (e_1.is_after = a.is_after))))
         ), topmost AS MATERIALIZED (
          SELECT x.since,
             x.is_after,
             x.team_id,
             x.key,
             x.label,
             x.leaf,
             x.value,
             x.target,
             x.score,
             COALESCE(perf._counting(x.root_weight), (0)::double precision) AS weight
            FROM (owned x
              LEFT JOIN team_above a ON (((a.key = x.key) AND (a.since = x.since) AND (a.is_after = x.is_after) AND (a.team_id = x.team_id))))
           WHERE (a.key IS NULL)
         ), branch AS MATERIALIZED (
          SELECT x.since,
             x.is_after,
             x.team_id,
             x.key,
             x.label,
             x.value,
             x.target,
             x.score,
             x.weight,
             x.leaf,
                 CASE
                     WHEN x.leaf THEN NULL::opm.goaltree
                     WHEN x.is_after THEN opm.subtree(t_1.after, x.key)
                     ELSE opm.subtree(t_1.before, x.key)
                 END AS below
            FROM (topmost x
              JOIN trees t_1 ON ((t_1.since = x.since)))
         ), team_goal AS (
          SELECT x.since,
             x.team_id,
             x.is_after,
             p.goal
            FROM ((branch x
              CROSS JOIN LATERAL ( SELECT
                         CASE
                             WHEN ((x.below)::text ~ ' @[0-9]'::text) THEN (EXISTS ( SELECT
                                FROM jsonb_array_elements(((x.below)::jsonb -> 'goals'::text)) e_1(goal)
                               WHERE (NOT perf._is_whole((((e_1.goal ->> 'share'::text))::double precision + COALESCE(( SELECT sum(((l.link ->> 'share'::text))::double precision) AS sum
                                        FROM jsonb_array_elements((e_1.goal -> 'links'::text)) l(link)), (0)::double precision))))))
                             ELSE x.leaf
                         END AS is_split
                  OFFSET 0) w)
              CROSS JOIN LATERAL ( SELECT x.below AS goal
                   WHERE (NOT w.is_split)
                 UNION ALL
                  SELECT opm.goal(x.key, '-9223372036854775808'::bigint, weight => x.weight) AS goal
                   WHERE (NOT w.is_split)
                 UNION ALL
                  SELECT opm.goal(x.key, '-9223372036854775808'::bigint, x.label,
                         CASE
                             WHEN x.leaf THEN x.value
                             ELSE NULL::double precision
                         END, NULL::double precision,
                         CASE
                             WHEN x.leaf THEN (x.target)::opm.target
                             ELSE NULL::opm.target
                         END,
                         CASE
                             WHEN ((NOT x.leaf) OR (x.value IS NULL) OR (x.target IS NULL)) THEN x.score
                             ELSE NULL::double precision
                         END, x.weight) AS goal
                   WHERE w.is_split) p)
         ), team_tree AS (
          SELECT x.since,
             t_1.at,
             x.team_id,
             opm.merge(x.goal) FILTER (WHERE (NOT x.is_after)) AS before,
             opm.merge(x.goal) FILTER (WHERE x.is_after) AS after
            FROM (( SELECT y.since,
                     y.team_id,
                     y.is_after,
                     y.goal
                    FROM team_goal y
                 UNION ALL
                  SELECT y.since,
                     y.team_id,
                     b.is_after,
                     opm.goal('-9223372036854775808'::bigint, credit_floor => d.credit_floor, credit_cap => d.credit_cap) AS goal
                    FROM ((( SELECT DISTINCT z.since,
                             z.team_id
                            FROM topmost z) y
                      CROSS JOIN ( VALUES (false), (true)) b(is_after))
                      CROSS JOIN perf.setting d)) x
              JOIN since t_1 ON ((t_1.since = x.since)))
           GROUP BY x.since, t_1.at, x.team_id
         ), scope AS (
          SELECT t_1.since,
             t_1.at,
             'tree'::text AS scope_kind,
             r.key AS top,
             r.key AS root_goal_id,
             NULL::bigint AS team_id,
             t_1.before,
             t_1.after
            FROM (trees t_1
              CROSS JOIN LATERAL opm.rollup_bigint(t_1.after) r(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))
           WHERE ((r.depth = 0) AND (opm.depth(t_1.before, r.key) IS NOT NULL))
         UNION ALL
          SELECT t_1.since,
             t_1.at,
             'team'::text AS scope_kind,
             '-9223372036854775808'::bigint AS top,
             NULL::bigint AS root_goal_id,
             t_1.team_id,
             t_1.before,
             t_1.after
            FROM team_tree t_1
  OFFSET 0
         )
  SELECT s.since,
     s.at AS since_at,
     s.scope_kind,
     s.team_id,
     s.root_goal_id,
     COALESCE(t.name, rg.name) AS scope_name,
     s.was AS scope_before_score,
     s.now AS scope_score,
     ((100)::double precision * (s.now - s.was)) AS scope_change_points,
     (row_number() OVER (PARTITION BY s.since, s.scope_kind, s.team_id, s.root_goal_id ORDER BY (abs(e.effect)) DESC, e.key))::integer AS driver_order,
     NULLIF(e.key, '-9223372036854775808'::bigint) AS goal_id,
     g.key AS goal_key,
     COALESCE(g.name, e.label,
         CASE
             WHEN (e.key = '-9223372036854775808'::bigint) THEN t.name
             ELSE NULL::text
         END) AS goal_name,
     ((100)::double precision * e.effect) AS effect_points,
     ((100)::double precision * e.value_effect) AS value_effect_points,
     ((100)::double precision * e.rule_effect) AS rule_effect_points,
     ((100)::double precision * e.weight_effect) AS weight_effect_points,
     ((100)::double precision * e.structure_effect) AS structure_effect_points,
     e.before AS goal_before_score,
     e.after AS goal_score,
     COALESCE(e.reason, (
         CASE GREATEST(abs(e.value_effect), abs(e.rule_effect), abs(e.weight_effect), abs(e.structure_effect))
             WHEN abs(e.value_effect) THEN 'its value'::text
             WHEN abs(e.rule_effect) THEN 'its target or method'::text
             WHEN abs(e.weight_effect) THEN 'its weight'::text
             ELSE 'its place in the tree'::text
         END ||
         CASE
             WHEN (e.effect > (0)::double precision) THEN ' lifted the score'::text
             ELSE ' lowered the score'::text
         END)) AS reason
    FROM ((((( SELECT x.since,
             x.at,
             x.scope_kind,
             x.top,
             x.root_goal_id,
             x.team_id,
             x.before,
             x.after,
             opm.score(x.before, x.top) AS was,
             opm.score(x.after, x.top) AS now
            FROM scope x
          OFFSET 0) s
      CROSS JOIN LATERAL opm.explain_change_bigint(s.before, s.after, s.top, 'score'::text) e(ordinal, key, parent, label, depth, reason, before, after, value_effect, rule_effect, weight_effect, structure_effect, effect, branch_effect))
      LEFT JOIN perf.team t ON ((t.id = s.team_id)))
      LEFT JOIN perf.goal rg ON ((rg.id = s.root_goal_id)))
      LEFT JOIN perf.goal g ON ((g.id = e.key)))
   WHERE ((s.was IS NOT NULL) AND (s.now IS NOT NULL) AND (e.effect <> (0)::double precision));
END;

--
-- Name: FUNCTION _driver_rows(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._driver_rows() IS 'Internal: rows of the view drivers. A function, because compiling the query (JIT) would take longer than running it.';

--
-- Name: _fitting_step(double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._fitting_step(days double precision) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (days <= (1)::double precision) THEN 'day'::text WHEN (days <= (7)::double precision) THEN 'week'::text WHEN (days <= (31)::double precision) THEN 'month'::text WHEN (days <= (92)::double precision) THEN 'quarter'::text ELSE 'year'::text END;

--
-- Name: FUNCTION _fitting_step(days double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._fitting_step(days double precision) IS 'Internal: the step of the calendar that is at least so many days long, or year: day, week, month, quarter, year.';

--
-- Name: _goal_status(text, double precision, boolean, boolean, opm.bands); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._goal_status(lifecycle text, score double precision, lacks_target boolean, is_late boolean, bands opm.bands) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN lifecycle WHEN ((score IS NULL) AND (NOT lacks_target)) THEN 'no data'::text WHEN (is_late AND (lifecycle = 'active'::text)) THEN 'stale'::text WHEN (score IS NULL) THEN 'no target'::text ELSE opm.status(score, bands) END;

--
-- Name: FUNCTION _goal_status(lifecycle text, score double precision, lacks_target boolean, is_late boolean, bands opm.bands); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._goal_status(lifecycle text, score double precision, lacks_target boolean, is_late boolean, bands opm.bands) IS 'Internal: the status of a goal: its lifecycle if it does not count, else no data, stale, no target, or the name of its score. is_late: the time until which its last measurement counts as fresh is over.';

--
-- Name: _goal_status_order(text, double precision, boolean, boolean, opm.bands); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._goal_status_order(lifecycle text, score double precision, lacks_target boolean, is_late boolean, bands opm.bands) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN '-2'::integer WHEN ((score IS NULL) AND (NOT lacks_target)) THEN '-1'::integer WHEN (is_late AND (lifecycle = 'active'::text)) THEN 0 WHEN (score IS NULL) THEN '-1'::integer ELSE opm.status_rank(score, bands) END;

--
-- Name: FUNCTION _goal_status_order(lifecycle text, score double precision, lacks_target boolean, is_late boolean, bands opm.bands); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._goal_status_order(lifecycle text, score double precision, lacks_target boolean, is_late boolean, bands opm.bands) IS 'Internal: for sorting by status, case by case as in _goal_status: -2 does not count, -1 no data or no target, 0 stale, then 1 for the lowest band and up.';

--
-- Name: _judged_now(bigint, timestamp with time zone, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._judged_now(goal_id bigint, usable_from_at timestamp with time zone, until_at timestamp with time zone, graded_until_at timestamp with time zone) RETURNS TABLE(score double precision, at timestamp with time zone)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT ci.score,
     LEAST(ci.at, (_judged_now.until_at - '00:00:00.000001'::interval)) AS "least"
    FROM perf.check_in ci
   WHERE ((ci.goal_id = _judged_now.goal_id) AND (ci.score IS NOT NULL) AND (ci.at >= _judged_now.usable_from_at) AND (ci.at <= now()) AND (ci.at < COALESCE(_judged_now.graded_until_at, 'infinity'::timestamp with time zone)))
   ORDER BY ci.at DESC, ci.id DESC
  LIMIT 1;
END;

--
-- Name: FUNCTION _judged_now(goal_id bigint, usable_from_at timestamp with time zone, until_at timestamp with time zone, graded_until_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._judged_now(goal_id bigint, usable_from_at timestamp with time zone, until_at timestamp with time zone, graded_until_at timestamp with time zone) IS 'Internal: the score that was given last to a goal by judgement, and the time for which it holds; no row if none counts now. A grade given after the end of a period is one of its last instant. The arguments are columns of _goal_scope. The same rule at another time: _trees_at.';

--
-- Name: _judged_score(double precision, double precision, text, boolean); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._judged_score(score double precision, expected_score double precision, basis text, is_over boolean) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (is_over OR (basis = 'score'::text)) THEN score WHEN ((basis = 'expected'::text) AND (expected_score >= (1)::double precision)) THEN GREATEST(LEAST(score, expected_score), (0.9999999999999999)::double precision) ELSE expected_score END;

--
-- Name: FUNCTION _judged_score(score double precision, expected_score double precision, basis text, is_over boolean); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._judged_score(score double precision, expected_score double precision, basis text, is_over boolean) IS 'Internal: the score that status names: what is expected while a goal runs, what was reached when it is over. By the basis expected, a band that begins at 1 or above is given for a score only, not for what is expected.';

--
-- Name: _lacks_target(double precision, double precision, boolean, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._lacks_target(score double precision, value double precision, has_target boolean, method text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((score IS NULL) AND (value IS NOT NULL) AND (NOT has_target) AND ((method = 'own'::text) OR perf._adds_values(method)));

--
-- Name: FUNCTION _lacks_target(score double precision, value double precision, has_target boolean, method text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._lacks_target(score double precision, value double precision, has_target boolean, method text) IS 'Internal: true for a goal whose value is known and that has no score only because nothing says what good looks like: its status is no target. Not for one that is judged by the scores of its children (method mean, min and so on): that one lacks data.';

--
-- Name: _latest_confidence(bigint); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._latest_confidence(goal_id bigint) RETURNS TABLE(confidence double precision)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT ci.confidence
    FROM perf.check_in ci
   WHERE ((ci.goal_id = _latest_confidence.goal_id) AND (ci.confidence IS NOT NULL))
   ORDER BY ci.at DESC, ci.id DESC
  LIMIT 1;
END;

--
-- Name: FUNCTION _latest_confidence(goal_id bigint); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._latest_confidence(goal_id bigint) IS 'Internal: the confidence stated last for a goal; no row if none was.';

--
-- Name: _needed_score(double precision, double precision, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._needed_score(judged_score double precision, pace_score double precision, basis text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((pace_score IS NULL) OR (pace_score >= (1)::double precision) OR (basis = 'score'::text)) THEN judged_score WHEN ((basis = 'expected'::text) AND (judged_score >= (1)::double precision)) THEN judged_score WHEN (basis = 'expected'::text) THEN (pace_score + ((judged_score - (1)::double precision) / ((2)::double precision - GREATEST(pace_score, (0)::double precision)))) WHEN ((basis = 'pace'::text) AND (pace_score > (0)::double precision)) THEN (judged_score * pace_score) ELSE ((judged_score - (1)::double precision) + pace_score) END;

--
-- Name: FUNCTION _needed_score(judged_score double precision, pace_score double precision, basis text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._needed_score(judged_score double precision, pace_score double precision, basis text) IS 'Internal: the score that a goal must have now to be judged as judged_score: the inverse of _judged_score for a goal that is scored by itself.';

--
-- Name: _number_text(double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._number_text(x double precision) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (x = (0)::double precision) THEN '0'::text
             WHEN ((abs(x) >= (0.000001)::double precision) AND (abs(x) < ('1000000000000000'::numeric)::double precision)) THEN (trim_scale(round((x)::numeric, GREATEST(0, (3 - (floor(log(abs(x))))::integer)))))::text
             ELSE to_char(x, 'FM9.999EEEE'::text)
         END AS to_char;
END;

--
-- Name: FUNCTION _number_text(x double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._number_text(x double precision) IS 'Internal: a number for a sentence: 4 significant digits, whole numbers whole. The same whatever the settings of the session are. NULL for NULL.';

--
-- Name: _outcome(text, double precision, boolean); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._outcome(lifecycle text, score double precision, is_over boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (is_over AND (lifecycle = ANY (ARRAY['active'::text, 'done'::text]))) THEN CASE WHEN (score >= (1)::double precision) THEN 'reached'::text WHEN (score < (1)::double precision) THEN 'missed'::text ELSE 'unknown'::text END ELSE NULL::text END;

--
-- Name: FUNCTION _outcome(lifecycle text, score double precision, is_over boolean); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._outcome(lifecycle text, score double precision, is_over boolean) IS 'Internal: how a goal ended: reached, missed, or unknown where it has no score. NULL while it runs, and for one that does not count.';

--
-- Name: _plan_status(double precision, double precision, boolean); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._plan_status(score double precision, pace_score double precision, is_over boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN is_over THEN NULL::text WHEN ((score - pace_score) < (('-0.05'::numeric - 0.000000001))::double precision) THEN 'behind'::text WHEN ((score - pace_score) > ((0.05 + 0.000000001))::double precision) THEN 'ahead'::text WHEN ((score - pace_score) IS NOT NULL) THEN 'on plan'::text ELSE NULL::text END;

--
-- Name: FUNCTION _plan_status(score double precision, pace_score double precision, is_over boolean); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._plan_status(score double precision, pace_score double precision, is_over boolean) IS 'Internal: ahead, on plan (within 5 points of the plan) or behind. NULL where nothing is planned or the score is not known, and when the goal is over.';

--
-- Name: _plotted(double precision, double precision, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._plotted(value double precision, base double precision, how text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (how = 'ratio'::text) THEN
             CASE
                 WHEN ((abs(value) > ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) OR (abs(base) > ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) OR (abs(base) < (0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001)::double precision)) THEN NULL::double precision
                 WHEN (abs(value) < (0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001)::double precision) THEN ((0)::double precision * base)
                 WHEN (abs((value / base)) <= ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) THEN (value / base)
                 ELSE NULL::double precision
             END
             WHEN (abs(value) < (0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001)::double precision) THEN (0)::double precision
             WHEN (abs(value) <= ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) THEN value
             ELSE NULL::double precision
         END AS "case";
END;

--
-- Name: FUNCTION _plotted(value double precision, base double precision, how text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._plotted(value double precision, base double precision, how text) IS 'Internal: a single measurement as it is plotted: the value, for a ratio value / base. NULL where the base is 0 or missing, for NULL, and beyond 1e140, because one absurd measurement must not stop a view of all goals; below 1e-140 it counts as 0.';

--
-- Name: _product(double precision, double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._product(x double precision, y double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN ((x IS NULL) OR (y IS NULL)) THEN NULL::double precision
             WHEN ((abs(x) < (0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001)::double precision) OR (abs(y) < (0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001)::double precision)) THEN (0)::double precision
             ELSE (LEAST(GREATEST(x, ('-1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision), ('1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) * LEAST(GREATEST(y, ('-1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision), ('1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision))
         END AS "case";
END;

--
-- Name: FUNCTION _product(x double precision, y double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._product(x double precision, y double precision) IS 'Internal: x * y, without an error: what is below 1e-150 counts as 0, what is beyond 1e150 as 1e150. NULL for NULL.';

--
-- Name: _step_length(text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._step_length(step text) RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE step WHEN 'day'::text THEN '1 day'::interval WHEN 'week'::text THEN '7 days'::interval WHEN 'month'::text THEN '1 mon'::interval WHEN 'quarter'::text THEN '3 mons'::interval WHEN 'year'::text THEN '1 year'::interval ELSE NULL::interval END;

--
-- Name: FUNCTION _step_length(step text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._step_length(step text) IS 'Internal: how long a step of the calendar is; NULL for other words, and for NULL.';

--
-- Name: _measured; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf._measured WITH (security_invoker='true') AS
 SELECT m.goal_id,
    m.at,
    m.value,
    m.base
   FROM perf.measurement m
UNION ALL
 SELECT b.goal_id,
    b.at,
    b.value,
    b.base
   FROM perf._bound b;

--
-- Name: VIEW _measured; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf._measured IS 'Internal: all measurements: stored ones and those of the bound queries.';

--
-- Name: COLUMN _measured.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._measured.goal_id IS 'Goal that was measured.';

--
-- Name: COLUMN _measured.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._measured.at IS 'Time the value holds for.';

--
-- Name: COLUMN _measured.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._measured.value IS 'Measured value in the unit of the goal; for a ratio the numerator.';

--
-- Name: COLUMN _measured.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._measured.base IS 'For a ratio the denominator; for a survey the number of answers.';

--
-- Name: _summed_series; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf._summed_series WITH (security_invoker='true') AS
 WITH said AS (
         SELECT g.id AS goal_id,
            d_1.time_zone,
            (g.time_aggregation = 'count'::text) AS is_count,
            g.min_group,
            COALESCE(g.cadence_days, d_1.cadence_days) AS cadence_days,
                CASE
                    WHEN ((l.goal_id IS NOT NULL) OR (((g.counted_until + 1))::timestamp without time zone > v.today)) THEN v.today
                    ELSE ((g.counted_until + 1))::timestamp without time zone
                END AS complete_at,
            timezone(d_1.time_zone, now()) AS seen_at
           FROM (((perf.goal g
             CROSS JOIN perf.setting d_1)
             CROSS JOIN LATERAL ( SELECT date_trunc('day'::text, timezone(d_1.time_zone, now())) AS today) v)
             LEFT JOIN perf._bound_logs(now()) l(goal_id) ON ((l.goal_id = g.id)))
          WHERE (g.time_aggregation = ANY (ARRAY['count'::text, 'sum'::text]))
        ), spread AS (
         SELECT m.goal_id,
            count(*) AS events,
            min(m.at) AS first_at,
            max(m.at) AS last_at,
            min(m.value) AS "least"
           FROM perf._measured m
          WHERE (abs(m.value) <= ('10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision)
          GROUP BY m.goal_id
        ), fitted AS (
         SELECT s.goal_id,
            s.time_zone,
            s.is_count,
            s.min_group,
            s.cadence_days,
            s.complete_at,
            s.seen_at,
            e.events,
            timezone(s.time_zone, e.first_at) AS first_at,
            (s.is_count OR (e."least" >= (0)::double precision)) AS only_grows,
                CASE
                    WHEN (NOT s.is_count) THEN perf._fitting_step(GREATEST((s.cadence_days)::double precision, (((0.7)::double precision * t.days) / (GREATEST((e.events - 1), (1)::bigint))::double precision)))
                    WHEN (((e.events * s.cadence_days))::double precision < t.days) THEN 'event'::text
                    ELSE perf._fitting_step((s.cadence_days)::double precision)
                END AS step
           FROM ((said s
             JOIN spread e ON ((e.goal_id = s.goal_id)))
             CROSS JOIN LATERAL ( SELECT (date_part('epoch'::text, (GREATEST(s.complete_at, timezone(s.time_zone, e.last_at)) - timezone(s.time_zone, e.first_at))) / (86400)::double precision) AS days) t)
          GROUP BY s.goal_id, s.time_zone, s.is_count, s.min_group, s.cadence_days, s.complete_at, s.seen_at, e.events, (timezone(s.time_zone, e.first_at)), (s.is_count OR (e."least" >= (0)::double precision)),
                CASE
                    WHEN (NOT s.is_count) THEN perf._fitting_step(GREATEST((s.cadence_days)::double precision, (((0.7)::double precision * t.days) / (GREATEST((e.events - 1), (1)::bigint))::double precision)))
                    WHEN (((e.events * s.cadence_days))::double precision < t.days) THEN 'event'::text
                    ELSE perf._fitting_step((s.cadence_days)::double precision)
                END
        ), summed AS (
         SELECT f_1.goal_id,
            f_1.step,
            f_1.is_count,
            f_1.complete_at,
            f_1.seen_at,
            f_1.only_grows,
            f_1.first_at,
            f_1.events,
            b.at,
                CASE
                    WHEN f_1.is_count THEN (count(*))::double precision
                    ELSE sum(m.value)
                END AS amount
           FROM ((fitted f_1
             JOIN perf._measured m ON ((m.goal_id = f_1.goal_id)))
             CROSS JOIN LATERAL ( SELECT
                        CASE f_1.step
                            WHEN 'event'::text THEN timezone(f_1.time_zone, m.at)
                            ELSE date_trunc(f_1.step, timezone(f_1.time_zone, m.at))
                        END AS at) b)
          WHERE ((abs(m.value) <= ('10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) AND ((f_1.min_group IS NULL) OR (m.base >= (f_1.min_group)::double precision)))
          GROUP BY f_1.goal_id, f_1.step, f_1.is_count, f_1.complete_at, f_1.seen_at, f_1.only_grows, f_1.first_at, f_1.events, b.at
        ), followed AS (
         SELECT s.goal_id,
            s.step,
            s.is_count,
            s.complete_at,
            s.seen_at,
            s.only_grows,
            s.first_at,
            s.events,
            s.at,
                CASE s.step
                    WHEN 'event'::text THEN (date_part('epoch'::text, (s.at - lag(s.at) OVER w)) / (86400)::double precision)
                    ELSE s.amount
                END AS amount,
            lead(s.at) OVER w AS next_at,
            perf._step_length(s.step) AS length,
                CASE
                    WHEN (s.step <> 'event'::text) THEN max(s.amount) FILTER (WHERE ((s.at + perf._step_length(s.step)) <= COALESCE(s.complete_at, s.seen_at))) OVER p
                    ELSE NULL::double precision
                END AS most
           FROM summed s
          WINDOW w AS (PARTITION BY s.goal_id ORDER BY s.at), p AS (PARTITION BY s.goal_id)
        ), filled AS (
         SELECT f_1.goal_id,
            f_1.step,
            f_1.at,
            f_1.amount,
            f_1.length,
            f_1.complete_at,
            f_1.seen_at,
            f_1.only_grows,
            f_1.most,
            generate_series(f_1.at, GREATEST(f_1.at, r.until_at), r.length) AS step_at
           FROM ((followed f_1
             CROSS JOIN LATERAL ( SELECT
                        CASE
                            WHEN (f_1.step <> 'event'::text) THEN f_1.length
                            WHEN ((f_1.next_at IS NULL) AND (f_1.events > 1) AND ((f_1.complete_at - f_1.at) > ((f_1.at - f_1.first_at) / ((f_1.events - 1))::double precision))) THEN (f_1.complete_at - f_1.at)
                            ELSE NULL::interval
                        END AS length) l)
             CROSS JOIN LATERAL ( SELECT COALESCE(l.length, '1 day'::interval) AS length,
                        CASE
                            WHEN (f_1.step = 'event'::text) THEN (f_1.at + l.length)
                            WHEN (f_1.is_count OR (f_1.complete_at IS NOT NULL)) THEN (COALESCE(f_1.next_at, date_trunc(f_1.step, f_1.complete_at)) - f_1.length)
                            ELSE NULL::timestamp without time zone
                        END AS until_at) r)
        )
 SELECT f.goal_id,
    f.step,
    timezone(d.time_zone, f.step_at) AS at,
        CASE
            WHEN (f.step_at = f.at) THEN f.amount
            WHEN (f.step = 'event'::text) THEN (date_part('epoch'::text, (f.step_at - f.at)) / (86400)::double precision)
            ELSE (0)::double precision
        END AS value
   FROM (filled f
     CROSS JOIN perf.setting d)
  WHERE
        CASE f.step
            WHEN 'event'::text THEN ((f.amount IS NOT NULL) OR (f.step_at > f.at))
            ELSE (((f.step_at + f.length) <= COALESCE(f.complete_at, f.seen_at)) OR ((f.step_at = f.at) AND f.only_grows AND (f.amount > f.most)))
        END;

--
-- Name: VIEW _summed_series; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf._summed_series IS 'Internal: goals whose measurements add up (time aggregation count and sum), as they are plotted. One row per goal and step of the calendar that is over, or per event where there is less than one in a step.';

--
-- Name: COLUMN _summed_series.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._summed_series.goal_id IS 'Goal.';

--
-- Name: COLUMN _summed_series.step; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._summed_series.step IS 'day, week, month, quarter or year that was added up, fitting the cadence of the goal and the distance of its measurements; event: the time between events.';

--
-- Name: COLUMN _summed_series.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._summed_series.at IS 'First instant of the step by the clock of the workspace, or time of the event; the last time between events may go on, it then ends with the log.';

--
-- Name: COLUMN _summed_series.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._summed_series.value IS 'Sum of the step, 0 where the log is known to be complete; or days since the event before.';

--
-- Name: _project(bigint, text, text, integer, timestamp with time zone, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._project(goal_id bigint, target text, how text, min_group integer, from_at timestamp with time zone, until_at timestamp with time zone, as_of timestamp with time zone) RETURNS TABLE(measurement_count integer, actual double precision, expected double precision, low double precision, high double precision, hit double precision, required double precision, recent double precision, reached_at timestamp with time zone, reason text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (e.n)::integer AS n,
     a.actual,
     f.expected,
         CASE
             WHEN ((_project.how = 'last'::text) AND (_project.until_at > _project.as_of)) THEN l.low
             ELSE (f.expected + (opm.t_quantile((0.1)::double precision, COALESCE(f.df, (1)::double precision)) * f.error))
         END AS "case",
         CASE
             WHEN ((_project.how = 'last'::text) AND (_project.until_at > _project.as_of)) THEN l.high
             ELSE (f.expected + (opm.t_quantile((0.9)::double precision, COALESCE(f.df, (1)::double precision)) * f.error))
         END AS "case",
         CASE
             WHEN ((_project.how = 'last'::text) AND (_project.until_at > _project.as_of)) THEN opm.hit_probability(h.kpi, _project.until_at, (_project.target)::opm.target)
             ELSE opm.hit_probability(f.expected, f.error, (_project.target)::opm.target, COALESCE(f.df, 'Infinity'::double precision))
         END AS hit_probability,
         CASE
             WHEN (_project.until_at > _project.as_of) THEN
             CASE _project.how
                 WHEN 'last'::text THEN ((w.wanted - a.actual) / NULLIF(e.days_left, (0)::double precision))
                 WHEN 'count'::text THEN ((w.wanted - (h.done_n)::double precision) / NULLIF(e.days_left, (0)::double precision))
                 WHEN 'sum'::text THEN ((w.wanted - h.done) / NULLIF(e.k, (0)::double precision))
                 WHEN 'mean'::text THEN (((w.wanted * ((h.done_n)::double precision + e.k)) - h.done) / NULLIF(e.k, (0)::double precision))
                 WHEN 'ratio'::text THEN (((w.wanted * (h.done_base + (e.k * h.mean_base))) - h.done) / NULLIF((e.k * h.mean_base), (0)::double precision))
                 ELSE NULL::double precision
             END
             ELSE NULL::double precision
         END AS "case",
         CASE _project.how
             WHEN 'last'::text THEN opm.slope(h.kpi)
             WHEN 'count'::text THEN e.a_day
             WHEN 'sum'::text THEN e.mean
             WHEN 'mean'::text THEN h.mean
             WHEN 'ratio'::text THEN (h.total / NULLIF(h.total_base, (0)::double precision))
             ELSE NULL::double precision
         END AS "case",
         CASE
             WHEN opm.reached(a.actual, (_project.target)::opm.target) THEN NULL::timestamp with time zone
             WHEN (_project.how = 'last'::text) THEN
             CASE
                 WHEN (opm.reaches_at(h.kpi, w.wanted) > _project.as_of) THEN opm.reaches_at(h.kpi, w.wanted)
                 ELSE NULL::timestamp with time zone
             END
             WHEN ((_project.how = 'sum'::text) AND (e.mean > (0)::double precision) AND (w.wanted > h.done) AND ((((w.wanted - h.done) / e.mean) * e.gap) < (36500)::double precision)) THEN (
             CASE
                 WHEN e.is_log THEN _project.as_of
                 ELSE h.last_at
             END + perf._days((((w.wanted - h.done) / e.mean) * e.gap)))
             ELSE NULL::timestamp with time zone
         END AS "case",
         CASE
             WHEN (h.n = 0) THEN 'no measurements'::text
             WHEN (_project.how = ANY (ARRAY['min'::text, 'max'::text])) THEN 'the lowest or highest value of a period has no forecast'::text
             WHEN (_project.until_at IS NULL) THEN 'no period, and no day by which it is to be reached'::text
             WHEN (_project.until_at <= _project.as_of) THEN 'its time is over'::text
             WHEN ((_project.how <> 'first'::text) AND (e.n < 3)) THEN 'fewer than 3 measurements'::text
             WHEN (_project.how = 'last'::text) THEN l.reason
             WHEN (f.expected IS NULL) THEN 'measured at one time only'::text
             ELSE NULL::text
         END AS "case"
    FROM ((((((((( SELECT LEAST((_project.as_of - '4368:00:00'::interval), ( SELECT min(z_1.at) AS min
                    FROM ( SELECT x.at
                            FROM perf._measured x
                           WHERE ((x.goal_id = _project.goal_id) AND (x.at <= _project.as_of))
                           ORDER BY x.at DESC
                          LIMIT 12) z_1)) AS since
          OFFSET 0) b
      CROSS JOIN LATERAL ( SELECT count(*) FILTER (WHERE i.past) AS n,
             opm.kpi(m.at, m.value) FILTER (WHERE i.past) AS kpi,
             opm.kpi(m.at, m.value, m.base) FILTER (WHERE i.own) AS own,
             avg(m.value) FILTER (WHERE i.past) AS mean,
             var_samp(m.value) FILTER (WHERE i.past) AS var,
             avg(m.base) FILTER (WHERE i.past) AS mean_base,
             var_samp(m.base) FILTER (WHERE i.past) AS var_base,
             covar_samp(m.value, m.base) FILTER (WHERE i.past) AS covar,
             sum(m.value) FILTER (WHERE i.past) AS total,
             sum(m.base) FILTER (WHERE i.past) AS total_base,
             min(m.at) FILTER (WHERE i.past) AS first_at,
             max(m.at) AS last_at,
             COALESCE(sum(m.value) FILTER (WHERE i.own), (0)::double precision) AS done,
             COALESCE(sum(m.base) FILTER (WHERE i.own), (0)::double precision) AS done_base,
             count(*) FILTER (WHERE i.own) AS done_n
            FROM (perf._measured m
              CROSS JOIN LATERAL ( SELECT (m.at >= b.since) AS past,
                     ((m.at >= COALESCE(_project.from_at, '-infinity'::timestamp with time zone)) AND (m.at < COALESCE(_project.until_at, 'infinity'::timestamp with time zone))) AS own) i)
           WHERE ((m.goal_id = _project.goal_id) AND (m.at <= _project.as_of) AND (m.at >= LEAST(COALESCE(_project.from_at, '-infinity'::timestamp with time zone), b.since)) AND ((_project.min_group IS NULL) OR (m.base >= (_project.min_group)::double precision)) AND ((_project.how <> 'ratio'::text) OR (m.base IS NOT NULL)) AND (abs(m.value) <= ('1000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) AND ((m.value = (0)::double precision) OR (abs(m.value) >= (0.0000000000000000000000000000000000000001)::double precision)) AND ((m.base IS NULL) OR (m.base = (0)::double precision) OR ((abs(m.base) >= (0.00000000000000000001)::double precision) AND (abs(m.base) <= ('1000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision))))) h)
      CROSS JOIN LATERAL ( SELECT count(*) AS n,
             avg(x.value) AS mean,
             var_samp(x.value) AS var,
             min(x.at) AS first_at,
             max(x.at) AS last_at
            FROM perf._summed_series x
           WHERE ((_project.how = ANY (ARRAY['count'::text, 'sum'::text])) AND (x.goal_id = _project.goal_id) AND (x.step <> 'event'::text) AND (x.at >= b.since) AND ((x.at + perf._step_length(x.step)) <= _project.as_of) AND (abs(x.value) <= ('1000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) AND ((x.value = (0)::double precision) OR (abs(x.value) >= (0.0000000000000000000000000000000000000001)::double precision)))) y)
      CROSS JOIN LATERAL ( SELECT opm.value(h.own, _project.how) AS actual
          OFFSET 0) a)
      CROSS JOIN LATERAL ( SELECT
                 CASE
                     WHEN (abs(opm.target_value((_project.target)::opm.target)) <= ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) THEN opm.target_value((_project.target)::opm.target)
                     ELSE NULL::double precision
                 END AS wanted
          OFFSET 0) w)
      CROSS JOIN LATERAL ( SELECT (y.n >= 3) AS by_step,
                 CASE
                     WHEN (y.n >= 3) THEN (opm.days_between(y.first_at, y.last_at) / ((y.n - 1))::double precision)
                     WHEN (h.n >= 3) THEN (NULLIF(opm.days_between(h.first_at, h.last_at), (0)::double precision) / ((h.n - 1))::double precision)
                     ELSE NULL::double precision
                 END AS gap,
             (ceil(((24)::double precision * opm.days_between(
                 CASE
                     WHEN (_project.how = 'count'::text) THEN GREATEST(_project.as_of,
                     CASE
                         WHEN (_project.from_at < _project.until_at) THEN _project.from_at
                         ELSE NULL::timestamp with time zone
                     END)
                     ELSE _project.as_of
                 END, _project.until_at))) / (24)::double precision) AS days_left
          OFFSET 0) z)
      CROSS JOIN LATERAL ( SELECT z.gap,
             z.days_left,
             z.by_step,
             (z.by_step AND ((_project.how = 'count'::text) OR (abs((h.n - y.n)) > 1))) AS is_log,
                 CASE
                     WHEN z.by_step THEN y.n
                     ELSE h.n
                 END AS n,
                 CASE
                     WHEN z.by_step THEN y.mean
                     ELSE h.mean
                 END AS mean,
                 CASE
                     WHEN z.by_step THEN y.var
                     ELSE h.var
                 END AS var,
                 CASE
                     WHEN (z.by_step AND ((_project.how = 'count'::text) OR (abs((h.n - y.n)) > 1))) THEN GREATEST((0)::double precision, ((ceil(((24)::double precision * opm.days_between(GREATEST(_project.as_of, _project.from_at), _project.until_at))) / (24)::double precision) / z.gap))
                     WHEN (z.gap IS NOT NULL) THEN GREATEST((0)::double precision, (ceil((opm.days_between(GREATEST(h.last_at, (_project.as_of - perf._days(z.gap)), (_project.from_at - perf._days(z.gap))), _project.until_at) / z.gap)) - (1)::double precision))
                     ELSE NULL::double precision
                 END AS k,
             (
                 CASE
                     WHEN z.by_step THEN y.mean
                     ELSE (1)::double precision
                 END / z.gap) AS a_day
          OFFSET 0) e)
      LEFT JOIN LATERAL opm.forecast(
         CASE
             WHEN ((_project.how = 'last'::text) AND (h.n >= 3)) THEN h.kpi
             ELSE NULL::opm.kpi
         END, _project.until_at, (0.8)::double precision) l(value, low, high, line_low, line_high, error, line_error, df, reason) ON (true))
      CROSS JOIN LATERAL ( SELECT
                 CASE
                     WHEN ((_project.until_at IS NULL) OR (_project.how = ANY (ARRAY['min'::text, 'max'::text]))) THEN NULL::double precision
                     WHEN ((_project.until_at <= _project.as_of) OR (_project.how = 'first'::text)) THEN a.actual
                     WHEN (_project.how = 'last'::text) THEN l.value
                     WHEN (_project.how = 'sum'::text) THEN (h.done + (e.k * e.mean))
                     WHEN ((_project.how = 'count'::text) AND e.by_step) THEN ((h.done_n)::double precision + (e.k * e.mean))
                     WHEN (_project.how = 'mean'::text) THEN ((h.done + (e.k * h.mean)) / NULLIF(((h.done_n)::double precision + e.k), (0)::double precision))
                     WHEN (_project.how = 'ratio'::text) THEN ((h.done + (((e.k * h.mean_base) * h.total) / NULLIF(h.total_base, (0)::double precision))) / NULLIF((h.done_base + (e.k * h.mean_base)), (0)::double precision))
                     WHEN (_project.how = 'count'::text) THEN ((h.done_n)::double precision + (e.a_day * e.days_left))
                     ELSE NULL::double precision
                 END AS expected,
                 CASE
                     WHEN ((_project.until_at <= _project.as_of) OR (_project.how = 'first'::text)) THEN (0)::double precision
                     WHEN ((_project.how = 'sum'::text) OR e.by_step) THEN sqrt(((e.var * e.k) * ((1)::double precision + (e.k / (e.n)::double precision))))
                     WHEN (_project.how = 'mean'::text) THEN (sqrt(((h.var * e.k) * ((1)::double precision + (e.k / (h.n)::double precision)))) / NULLIF(((h.done_n)::double precision + e.k), (0)::double precision))
                     WHEN ((_project.how = 'ratio'::text) AND ((h.n < 2) OR (h.total_base = (0)::double precision))) THEN NULL::double precision
                     WHEN (_project.how = 'ratio'::text) THEN (sqrt(((GREATEST((0)::double precision, ((h.var - ((((2)::double precision * h.covar) * h.total) / NULLIF(h.total_base, (0)::double precision))) + ((h.var_base * (h.total / NULLIF(h.total_base, (0)::double precision))) * (h.total / NULLIF(h.total_base, (0)::double precision))))) * e.k) * ((1)::double precision + (e.k / (h.n)::double precision)))) / NULLIF(abs((h.done_base + (e.k * h.mean_base))), (0)::double precision))
                     WHEN (_project.how = 'count'::text) THEN sqrt(((e.a_day * e.days_left) * ((1)::double precision + (e.days_left / (e.gap * (h.n)::double precision)))))
                     ELSE NULL::double precision
                 END AS error,
             (
                 CASE
                     WHEN (e.n >= 2) THEN (e.n - 1)
                     ELSE NULL::bigint
                 END)::double precision AS df
          OFFSET 0) f);
END;

--
-- Name: FUNCTION _project(goal_id bigint, target text, how text, min_group integer, from_at timestamp with time zone, until_at timestamp with time zone, as_of timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._project(goal_id bigint, target text, how text, min_group integer, from_at timestamp with time zone, until_at timestamp with time zone, as_of timestamp with time zone) IS 'Internal: forecast of one goal at until_at, made at as_of from what was measured in the half year before, or the last 12 times if these go back further, and in its period so far. last: the straight line. mean, ratio: what is measured already and as many measurements as are to be expected, each drawn from the history (t distribution). sum, count: the same with the sums of days, weeks, months, quarters or years that were over; rare events: a Poisson process. low and high hold 80 %; hit is the probability of reaching target; required and recent are a change per day (last), a number per day (count), an amount per step (sum), or a level per measurement. reason: why something is NULL. Used by the views forecast and calibration_case.';

--
-- Name: _target_text(double precision, double precision, text, integer); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._target_text(low double precision, high double precision, unit text, decimals integer) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (low = high) THEN opm.value_text(low, unit, decimals)
             WHEN ((low IS NOT NULL) AND (high IS NOT NULL)) THEN ((regexp_replace(opm.value_text(low, unit, decimals), ' .*'::text, ''::text) || ' to '::text) || opm.value_text(high, unit, decimals))
             WHEN (low IS NOT NULL) THEN ('at least '::text || opm.value_text(low, unit, decimals))
             WHEN (high IS NOT NULL) THEN ('at most '::text || opm.value_text(high, unit, decimals))
             ELSE NULL::text
         END AS "case";
END;

--
-- Name: FUNCTION _target_text(low double precision, high double precision, unit text, decimals integer); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._target_text(low double precision, high double precision, unit text, decimals integer) IS 'Internal: the values that reach a target, in words: at least 4,600 bikes, at most 12 days, 10 to 20 %. NULL without a target.';

--
-- Name: _way(opm.target, double precision, double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._way(target opm.target, before double precision, after double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE opm.direction(target) WHEN 'up'::text THEN sign((after - before)) WHEN 'down'::text THEN sign((before - after)) WHEN 'range'::text THEN sign((abs((before - ((opm.target_low(target) / (2)::double precision) + (opm.target_high(target) / (2)::double precision)))) - abs((after - ((opm.target_low(target) / (2)::double precision) + (opm.target_high(target) / (2)::double precision)))))) ELSE NULL::double precision END;

--
-- Name: FUNCTION _way(target opm.target, before double precision, after double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._way(target opm.target, before double precision, after double precision) IS 'Internal: whether a change of the value is for the better: 1 better, -1 worse, 0 neither, NULL where the target does not say which way is better. Of a range, nearer to its middle is better.';

--
-- Name: action; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.action (
    id bigint NOT NULL,
    kind text DEFAULT 'action'::text NOT NULL,
    name text NOT NULL,
    why text,
    goal_id bigint,
    decision_id bigint,
    owner_id bigint DEFAULT perf.me(),
    raised_by_id bigint DEFAULT perf.me(),
    raised_at timestamp with time zone DEFAULT now() NOT NULL,
    verdict text,
    decided_by_id bigint,
    decided_at timestamp with time zone,
    due_on date,
    began_on date,
    done_at timestamp with time zone,
    dropped_at timestamp with time zone,
    outcome text,
    expected_effect double precision,
    realised_effect double precision,
    impact integer,
    feasibility integer,
    baseline_from date,
    control_goal_id bigint,
    CONSTRAINT action_baseline_from_check CHECK (opm._day('action.baseline_from'::text, baseline_from)),
    CONSTRAINT action_began_on_check CHECK (opm._day('action.began_on'::text, began_on)),
    CONSTRAINT action_control_other CHECK (opm._rule('action'::text, ((control_goal_id IS NULL) OR ((goal_id IS NOT NULL) AND (control_goal_id <> goal_id))), 'a pilot is compared with another goal'::text, 'control_goal_id is a goal on which the pilot is not tried, goal_id the one on which it is.'::text, 'Set goal_id as well, to another goal.'::text)),
    CONSTRAINT action_decided CHECK (opm._rule('action'::text, (((verdict IS NULL) = (decided_at IS NULL)) AND ((decided_at IS NULL) OR (decided_at >= raised_at))), 'verdict and time of an action do not fit'::text, 'A verdict has a time (decided_at), which is not before the action was raised (raised_at).'::text, 'Set verdict and decided_at together.'::text)),
    CONSTRAINT action_decided_at_check CHECK (opm._time('action.decided_at'::text, decided_at)),
    CONSTRAINT action_done_at_check CHECK (opm._time('action.done_at'::text, done_at)),
    CONSTRAINT action_done_or_dropped CHECK (opm._rule('action'::text, ((done_at IS NULL) OR (dropped_at IS NULL)), 'an action cannot be both done and dropped'::text, 'done_at says when it was done, dropped_at when it was given up.'::text, 'Set the other one to NULL.'::text)),
    CONSTRAINT action_dropped_at_check CHECK (opm._time('action.dropped_at'::text, dropped_at)),
    CONSTRAINT action_due_on_check CHECK (opm._day('action.due_on'::text, due_on)),
    CONSTRAINT action_expected_effect_check CHECK (opm._number('action.expected_effect'::text, expected_effect, '-1e+100'::double precision, '1e+100'::double precision)),
    CONSTRAINT action_feasibility_check CHECK (opm._number('action.feasibility'::text, (feasibility)::double precision, (1)::double precision, (10)::double precision)),
    CONSTRAINT action_has_owner CHECK (opm._rule('action'::text, ((owner_id IS NOT NULL) OR (kind = 'proposal'::text)), 'an action has an owner'::text, 'Only a proposal may have none.'::text, 'Set owner_id.'::text)),
    CONSTRAINT action_impact_check CHECK (opm._number('action.impact'::text, (impact)::double precision, (1)::double precision, (10)::double precision)),
    CONSTRAINT action_kind_check CHECK (opm._word('action.kind'::text, kind, VARIADIC ARRAY['action'::text, 'corrective'::text, 'initiative'::text, 'pilot'::text, 'proposal'::text])),
    CONSTRAINT action_name_check CHECK (opm._line('action.name'::text, name)),
    CONSTRAINT action_outcome_check CHECK (opm._text('action.outcome'::text, outcome)),
    CONSTRAINT action_outcome_when_done CHECK (opm._rule('action'::text, ((outcome IS NULL) OR (done_at IS NOT NULL) OR (dropped_at IS NOT NULL)), 'an action that is open has no outcome'::text, 'An outcome is that of an action that was done (done_at) or given up (dropped_at).'::text, 'Set done_at or dropped_at as well.'::text)),
    CONSTRAINT action_pilot_days CHECK (opm._rule('action'::text, ((baseline_from IS NULL) OR ((began_on IS NOT NULL) AND (baseline_from < began_on))), 'a pilot needs days before it began'::text, 'baseline_from is the first day of the time before, with which the days since began_on are compared.'::text, 'Set began_on to a day after baseline_from.'::text)),
    CONSTRAINT action_raised_at_check CHECK (opm._time('action.raised_at'::text, raised_at)),
    CONSTRAINT action_realised_effect_check CHECK (opm._number('action.realised_effect'::text, realised_effect, '-1e+100'::double precision, '1e+100'::double precision)),
    CONSTRAINT action_verdict_check CHECK (opm._word('action.verdict'::text, verdict, VARIADIC ARRAY['accepted'::text, 'rejected'::text, 'studied'::text])),
    CONSTRAINT action_why_check CHECK (opm._text('action.why'::text, why))
);
ALTER TABLE ONLY perf.action ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY perf.action ALTER COLUMN why SET STATISTICS 0;
ALTER TABLE ONLY perf.action ALTER COLUMN outcome SET STATISTICS 0;
ALTER TABLE ONLY perf.action ALTER COLUMN expected_effect SET STATISTICS 0;
ALTER TABLE ONLY perf.action ALTER COLUMN realised_effect SET STATISTICS 0;
ALTER TABLE ONLY perf.action ALTER COLUMN impact SET STATISTICS 0;
ALTER TABLE ONLY perf.action ALTER COLUMN feasibility SET STATISTICS 0;

--
-- Name: TABLE action; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.action IS 'What people do to reach goals: actions, corrective actions, initiatives, improvement pilots and Work-Out proposals.';

--
-- Name: COLUMN action.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.id IS 'Key of the action.';

--
-- Name: COLUMN action.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.kind IS 'action, corrective, initiative, pilot or proposal (Work-Out).';

--
-- Name: COLUMN action.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.name IS 'What is to be done.';

--
-- Name: COLUMN action.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.why IS 'Reason, or the hypothesis of a pilot.';

--
-- Name: COLUMN action.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.goal_id IS 'Goal it serves.';

--
-- Name: COLUMN action.decision_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.decision_id IS 'Decision it comes from.';

--
-- Name: COLUMN action.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.owner_id IS 'Person who does it; only a proposal may have none.';

--
-- Name: COLUMN action.raised_by_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.raised_by_id IS 'Person who proposed it.';

--
-- Name: COLUMN action.raised_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.raised_at IS 'When it was raised.';

--
-- Name: COLUMN action.verdict; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.verdict IS 'For a proposal: accepted, rejected, or to be studied; empty: not decided.';

--
-- Name: COLUMN action.decided_by_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.decided_by_id IS 'Person who gave the verdict.';

--
-- Name: COLUMN action.decided_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.decided_at IS 'When the verdict was given.';

--
-- Name: COLUMN action.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.due_on IS 'Day by which it is to be done.';

--
-- Name: COLUMN action.began_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.began_on IS 'Day on which work, or the pilot, began.';

--
-- Name: COLUMN action.done_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.done_at IS 'When it was done; empty: open.';

--
-- Name: COLUMN action.dropped_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.dropped_at IS 'When it was given up; empty: not.';

--
-- Name: COLUMN action.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.outcome IS 'What came of it.';

--
-- Name: COLUMN action.expected_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.expected_effect IS 'Change of the goal''s value that is hoped for, in its unit.';

--
-- Name: COLUMN action.realised_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.realised_effect IS 'Change of the goal''s value that came of it, in its unit.';

--
-- Name: COLUMN action.impact; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.impact IS 'Impact, 1 to 10.';

--
-- Name: COLUMN action.feasibility; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.feasibility IS 'How easily it can be done, 1 to 10.';

--
-- Name: COLUMN action.baseline_from; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.baseline_from IS 'For a pilot: first day of the time before, with which it is compared.';

--
-- Name: COLUMN action.control_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.control_goal_id IS 'For a pilot: goal in the same unit on which it is not tried, with which it is compared; empty: none.';

--
-- Name: chart_exclusion; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.chart_exclusion (
    id bigint NOT NULL,
    goal_id bigint NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    why text NOT NULL,
    CONSTRAINT chart_exclusion_days CHECK (opm._rule('chart_exclusion'::text, (first_day <= last_day), 'what is excluded ends after it begins'::text, 'last_day is the last day that does not count, which may be the first one.'::text, 'Set last_day to a later day.'::text)),
    CONSTRAINT chart_exclusion_first_day_check CHECK (opm._day('chart_exclusion.first_day'::text, first_day)),
    CONSTRAINT chart_exclusion_last_day_check CHECK (opm._day('chart_exclusion.last_day'::text, last_day)),
    CONSTRAINT chart_exclusion_why_check CHECK (opm._line('chart_exclusion.why'::text, why))
);
ALTER TABLE ONLY perf.chart_exclusion ALTER COLUMN why SET STATISTICS 0;

--
-- Name: TABLE chart_exclusion; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.chart_exclusion IS 'Days of a goal that do not count for the limits of its control chart, with the reason: a strike, a flood, a slip of measuring. The points stay on the chart.';

--
-- Name: COLUMN chart_exclusion.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.chart_exclusion.id IS 'Key of the exclusion.';

--
-- Name: COLUMN chart_exclusion.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.chart_exclusion.goal_id IS 'Goal.';

--
-- Name: COLUMN chart_exclusion.first_day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.chart_exclusion.first_day IS 'First day that does not count.';

--
-- Name: COLUMN chart_exclusion.last_day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.chart_exclusion.last_day IS 'Last day that does not count, the first one or later.';

--
-- Name: COLUMN chart_exclusion.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.chart_exclusion.why IS 'What happened; shown beside the points.';

--
-- Name: _goal_series; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf._goal_series WITH (security_invoker='true') AS
 SELECT x.goal_id,
    x.measured_at,
    x.value,
    v.phase_order,
    x.step,
    ((((timezone(d.time_zone, x.measured_at))::date <@ e.days) IS NOT TRUE) AND ((x.baseline_until IS NULL) OR ((timezone(d.time_zone, x.measured_at))::date <= x.baseline_until) OR (v.phase_order > COALESCE(width_bucket(timezone(d.time_zone, (x.baseline_until)::timestamp without time zone), b.began), 0)))) AS in_baseline,
        CASE
            WHEN ((timezone(d.time_zone, x.measured_at))::date <@ e.days) THEN ( SELECT string_agg(y.why, '; '::text ORDER BY y.id) AS string_agg
               FROM perf.chart_exclusion y
              WHERE ((y.goal_id = x.goal_id) AND (((timezone(d.time_zone, x.measured_at))::date >= y.first_day) AND ((timezone(d.time_zone, x.measured_at))::date <= y.last_day))))
            ELSE NULL::text
        END AS excluded_why,
    x.signal_rules
   FROM ((((( SELECT g.id AS goal_id,
            m.at AS measured_at,
            perf._plotted(m.value, m.base, g.time_aggregation) AS value,
            NULL::text AS step,
            g.baseline_until,
            g.signal_rules
           FROM (perf.goal g
             JOIN perf._measured m ON ((m.goal_id = g.id)))
          WHERE ((g.time_aggregation <> ALL (ARRAY['count'::text, 'sum'::text])) AND ((g.min_group IS NULL) OR (m.base >= (g.min_group)::double precision)))
        UNION ALL
         SELECT s.goal_id,
            s.at,
            perf._plotted(s.value, NULL::double precision, 'sum'::text) AS _plotted,
            s.step,
            g.baseline_until,
            g.signal_rules
           FROM (perf._summed_series s
             JOIN perf.goal g ON ((g.id = s.goal_id)))) x
     CROSS JOIN perf.setting d)
     LEFT JOIN ( SELECT a.goal_id,
            array_agg(DISTINCT timezone(e_1.time_zone, (a.began_on)::timestamp without time zone) ORDER BY (timezone(e_1.time_zone, (a.began_on)::timestamp without time zone))) AS began
           FROM (perf.action a
             CROSS JOIN perf.setting e_1)
          WHERE ((a.kind = 'pilot'::text) AND (a.began_on IS NOT NULL))
          GROUP BY a.goal_id) b ON ((b.goal_id = x.goal_id)))
     LEFT JOIN ( SELECT y.goal_id,
            range_agg(daterange(y.first_day, y.last_day, '[]'::text)) AS days
           FROM perf.chart_exclusion y
          GROUP BY y.goal_id) e ON ((e.goal_id = x.goal_id)))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (b.began IS NULL) THEN 0
                    ELSE width_bucket(x.measured_at, b.began)
                END AS phase_order) v);

--
-- Name: VIEW _goal_series; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf._goal_series IS 'Internal: values as they are plotted. One row per goal and measurement; where measurements add up, per step of the calendar, or per rare event. Small survey groups are left out.';

--
-- Name: COLUMN _goal_series.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_series.goal_id IS 'Goal.';

--
-- Name: COLUMN _goal_series.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_series.measured_at IS 'Time of the measurement or event; for what is added up, the beginning of the step.';

--
-- Name: COLUMN _goal_series.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_series.value IS 'The measured value or sum, in the unit of the goal; for ratios value / base, empty where the base is 0 and beyond 1e140; for rare events days since the one before.';

--
-- Name: COLUMN _goal_series.phase_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_series.phase_order IS '0 until the first pilot on the goal begins, 1 from then on, and so on.';

--
-- Name: COLUMN _goal_series.step; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_series.step IS 'day, week, month, quarter or year that was added up; event: the value is the time between rare events; empty: single values.';

--
-- Name: COLUMN _goal_series.in_baseline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_series.in_baseline IS 'True if the limits of the control chart rest on it.';

--
-- Name: COLUMN _goal_series.excluded_why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_series.excluded_why IS 'Why it does not count for the limits; empty: nothing was said.';

--
-- Name: COLUMN _goal_series.signal_rules; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_series.signal_rules IS 'What is news for this goal; empty: western electric.';

--
-- Name: control_chart; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.control_chart WITH (security_invoker='true') AS
 SELECT c.measured_at,
    c.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    g.team_id,
    t.name AS team_name,
    g.unit,
    c.phase_order,
    c.value,
        CASE c.step
            WHEN 'event'::text THEN power((c.chart).centre, (3.6)::double precision)
            ELSE (c.chart).centre
        END AS centre_value,
        CASE c.step
            WHEN 'event'::text THEN power(GREATEST((c.chart).lower, (0)::double precision), (3.6)::double precision)
            ELSE (c.chart).lower
        END AS lower_limit,
        CASE c.step
            WHEN 'event'::text THEN power((c.chart).upper, (3.6)::double precision)
            ELSE (c.chart).upper
        END AS upper_limit,
        CASE
            WHEN (c.step IS DISTINCT FROM 'event'::text) THEN (c.chart).sigma
            ELSE NULL::double precision
        END AS sigma,
        CASE
            WHEN (c.step IS DISTINCT FROM 'event'::text) THEN (c.chart).range
            ELSE NULL::double precision
        END AS moving_range,
        CASE
            WHEN (c.step IS DISTINCT FROM 'event'::text) THEN (c.chart).range_upper
            ELSE NULL::double precision
        END AS moving_range_limit,
    ((c.chart).points)::integer AS point_count,
    ((c.chart).signal <> 0) AS is_signal,
        CASE (c.chart).direction
            WHEN 1 THEN 'up'::text
            WHEN '-1'::integer THEN 'down'::text
            WHEN 0 THEN 'neither'::text
            ELSE NULL::text
        END AS signal_direction,
        CASE
            WHEN ((c.chart).direction = 0) THEN 'unclear'::text
            WHEN (v.direction =
            CASE c.step
                WHEN 'event'::text THEN 'down'::text
                ELSE 'up'::text
            END) THEN
            CASE (c.chart).direction
                WHEN 1 THEN 'better'::text
                WHEN '-1'::integer THEN 'worse'::text
                ELSE NULL::text
            END
            WHEN (v.direction = ANY (ARRAY['up'::text, 'down'::text])) THEN
            CASE (c.chart).direction
                WHEN '-1'::integer THEN 'better'::text
                WHEN 1 THEN 'worse'::text
                ELSE NULL::text
            END
            WHEN ((c.chart).direction IS NOT NULL) THEN 'unclear'::text
            ELSE NULL::text
        END AS signal_effect,
    ((c.chart).run)::integer AS signal_length,
    c.since AS signal_since_at,
    COALESCE(((c.chart).reason ||
        CASE
            WHEN ((c.chart).run > 1) THEN ((
            CASE
                WHEN ((c.chart).reason ~~ '%;%'::text) THEN ' (the first since '::text
                ELSE ' (since '::text
            END || to_char(timezone(d.time_zone, c.since), 'YYYY-MM-DD'::text)) || ')'::text)
            ELSE ''::text
        END),
        CASE
            WHEN ((c.chart).signal = 0) THEN 'noise: within its usual range'::text
            ELSE NULL::text
        END) AS signal,
    c.latest AS is_latest,
        CASE
            WHEN (c.step IS NULL) THEN 'value'::text
            WHEN (c.step = 'event'::text) THEN 'days between events'::text
            ELSE c.step
        END AS step,
    (((c.chart).signal <> 0) AND (NOT COALESCE((((c.before).signal <> 0) AND (NOT ((c.before).direction IS DISTINCT FROM (c.chart).direction))), false))) AS is_new_signal,
    c.in_baseline AS is_in_baseline,
    c.excluded_why,
    v.target_low,
    v.target_high,
        CASE
            WHEN ((c.step IS NOT NULL) OR ((c.chart).upper IS NULL) OR (num_nulls(v.target_low, v.target_high) = 2)) THEN NULL::text
            WHEN (((v.target_low IS NULL) OR ((c.chart).lower >= v.target_low)) AND ((v.target_high IS NULL) OR ((c.chart).upper <= v.target_high))) THEN 'hits'::text
            WHEN (((c.chart).upper < v.target_low) OR ((c.chart).lower > v.target_high)) THEN 'misses'::text
            ELSE 'hit and miss'::text
        END AS assurance,
        CASE
            WHEN ((c.trend_fit >= (0.5)::double precision) AND (c.trend_points >= 12) AND (c.step IS DISTINCT FROM 'event'::text)) THEN c.trend_value
            ELSE NULL::double precision
        END AS trend_value
   FROM ((((( SELECT y.goal_id,
            y.measured_at,
            y.phase_order,
            y.value,
            y.step,
            y.chart,
            y.latest,
            y.in_baseline,
            y.excluded_why,
            y.trend_fit,
            y.trend_points,
            y.trend_value,
            lag(y.chart) OVER (PARTITION BY y.goal_id, y.phase_order ORDER BY y.measured_at) AS before,
            lag(y.measured_at, (((y.chart).run - 1))::integer) OVER (PARTITION BY y.goal_id, y.phase_order ORDER BY y.measured_at) AS since
           FROM ( SELECT x.goal_id,
                    x.measured_at,
                    x.phase_order,
                    x.value,
                    x.step,
                    opm.xmr_chart(
                        CASE x.step
                            WHEN 'event'::text THEN power(x.value, (((1)::numeric / 3.6))::double precision)
                            ELSE x.value
                        END, in_baseline => x.in_baseline, rules => COALESCE(x.signal_rules, 'western electric'::text)) OVER (PARTITION BY x.goal_id, x.phase_order ORDER BY x.measured_at) AS chart,
                    x.in_baseline,
                    x.excluded_why,
                    regr_r2(x.value, date_part('epoch'::text, x.measured_at)) OVER p AS trend_fit,
                    count(x.value) OVER p AS trend_points,
                    (avg(x.value) OVER p + (regr_slope(x.value, date_part('epoch'::text, x.measured_at)) OVER p * (date_part('epoch'::text, x.measured_at) - avg(date_part('epoch'::text, x.measured_at)) OVER p))) AS trend_value,
                    (lead(x.measured_at) OVER (PARTITION BY x.goal_id ORDER BY x.phase_order, x.measured_at) IS NULL) AS latest
                   FROM perf._goal_series x
                  WINDOW p AS (PARTITION BY x.goal_id, x.phase_order)) y) c
     CROSS JOIN perf.setting d)
     JOIN perf.goal g ON ((g.id = c.goal_id)))
     LEFT JOIN perf.team t ON ((t.id = g.team_id)))
     LEFT JOIN ( SELECT s.goal_id,
            opm.direction((s.target)::opm.target) AS direction,
            opm.target_low((s.target)::opm.target) AS target_low,
            opm.target_high((s.target)::opm.target) AS target_high
           FROM perf._goal_scope s
         OFFSET 0) v ON ((v.goal_id = c.goal_id)));

--
-- Name: VIEW control_chart; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.control_chart IS 'Is a measurement news or noise? One row per goal and measurement, with limits and the signal in words (XmR, process behaviour charts). What adds up (time aggregation sum and count) has a row per day, week, month, quarter or year that is over, and rare events one per event: the days since the one before (t chart). Limits rest on all points of the phase, or on what goal.baseline_until and chart_exclusion leave; a pilot on the goal begins a new phase. For several goals in one chart, filter by goal_id.';

--
-- Name: COLUMN control_chart.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.measured_at IS 'Time of the measurement or event; for what is added up the beginning of the day, week, month, quarter or year.';

--
-- Name: COLUMN control_chart.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.goal_id IS 'Goal.';

--
-- Name: COLUMN control_chart.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN control_chart.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN control_chart.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.team_id IS 'Team of the goal.';

--
-- Name: COLUMN control_chart.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.team_name IS 'Name of the team.';

--
-- Name: COLUMN control_chart.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.unit IS 'Unit of the values.';

--
-- Name: COLUMN control_chart.phase_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.phase_order IS '0 until the first pilot on the goal begins, 1 from then on, and so on.';

--
-- Name: COLUMN control_chart.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.value IS 'What is plotted, in unit; for ratios value / base; for rare events days since the one before.';

--
-- Name: COLUMN control_chart.centre_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.centre_value IS 'Centre line: the mean of the phase.';

--
-- Name: COLUMN control_chart.lower_limit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.lower_limit IS 'Lower 3 sigma limit; a value on it is inside. Empty where there are too few points.';

--
-- Name: COLUMN control_chart.upper_limit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.upper_limit IS 'Upper 3 sigma limit; a value on it is inside. Empty where there are too few points.';

--
-- Name: COLUMN control_chart.sigma; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.sigma IS 'Noise of single values, in unit, from the mean moving range; empty for days between events.';

--
-- Name: COLUMN control_chart.moving_range; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.moving_range IS 'Distance from the value before; empty for days between events.';

--
-- Name: COLUMN control_chart.moving_range_limit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.moving_range_limit IS 'Upper limit of the moving range; empty for days between events.';

--
-- Name: COLUMN control_chart.point_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.point_count IS 'Points that the limits rest on.';

--
-- Name: COLUMN control_chart.is_signal; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.is_signal IS 'True: news, a pattern is completed here. False: noise. Empty: cannot be judged.';

--
-- Name: COLUMN control_chart.signal_direction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.signal_direction IS 'up, down or neither; empty without a signal.';

--
-- Name: COLUMN control_chart.signal_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.signal_effect IS 'better or worse by the target, unclear if the target has no direction; empty without a signal.';

--
-- Name: COLUMN control_chart.signal_length; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.signal_length IS 'Points in the pattern, this one included.';

--
-- Name: COLUMN control_chart.signal_since_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.signal_since_at IS 'Time of the first point of the pattern.';

--
-- Name: COLUMN control_chart.signal; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.signal IS 'The pattern in words, noise, or why it cannot be told.';

--
-- Name: COLUMN control_chart.is_latest; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.is_latest IS 'True for the latest measurement of the goal.';

--
-- Name: COLUMN control_chart.step; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.step IS 'value: single measurements; day, week, month, quarter or year: sums of each, of which the last one is over; days between events: more of them is fewer events.';

--
-- Name: COLUMN control_chart.is_new_signal; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.is_new_signal IS 'True where a signal begins: the point before had none, or one in another direction. Draw these, and not each point of a pattern that goes on. Empty: cannot be judged.';

--
-- Name: COLUMN control_chart.is_in_baseline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.is_in_baseline IS 'True if the limits rest on this point; false after goal.baseline_until and on days of chart_exclusion.';

--
-- Name: COLUMN control_chart.excluded_why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.excluded_why IS 'Why the limits do not rest on this point, from chart_exclusion; else empty.';

--
-- Name: COLUMN control_chart.target_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.target_low IS 'Lower end of the values that reach the goal, where there is one.';

--
-- Name: COLUMN control_chart.target_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.target_high IS 'Upper end of the values that reach the goal, where there is one.';

--
-- Name: COLUMN control_chart.assurance; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.assurance IS 'Will the process reach the target if it goes on as it is? hits: both limits do; misses: no value between the limits does; hit and miss: chance decides. Empty without limits or target, and for what is added up or rare, of which the target is that of a whole period. As in NHS England, Making data count.';

--
-- Name: COLUMN control_chart.trend_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.control_chart.trend_value IS 'Where the values of the phase follow a straight line (12 points, r squared at least 0.5), that line: a chart of levels does not fit then, and its many signals say only that there is a trend. Else empty.';

--
-- Name: _goal_signal; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf._goal_signal WITH (security_invoker='true') AS
 WITH seen AS (
         SELECT c.goal_id,
            max(c.measured_at) FILTER (WHERE c.is_latest) AS measured_at,
            max(c.value) FILTER (WHERE c.is_latest) AS value,
            max(c.centre_value) FILTER (WHERE c.is_latest) AS centre,
            max(c.sigma) FILTER (WHERE c.is_latest) AS sigma,
            max(
                CASE
                    WHEN c.is_signal THEN 1
                    WHEN (NOT c.is_signal) THEN 0
                    ELSE NULL::integer
                END) FILTER (WHERE c.is_latest) AS signal,
            max(
                CASE c.signal_direction
                    WHEN 'up'::text THEN 1
                    WHEN 'down'::text THEN '-1'::integer
                    WHEN 'neither'::text THEN 0
                    ELSE NULL::integer
                END) FILTER (WHERE c.is_latest) AS direction,
            max(c.point_count) FILTER (WHERE c.is_latest) AS points,
            max(c.step) AS step,
            max(c.signal) FILTER (WHERE (c.is_latest AND (c.is_signal IS DISTINCT FROM false))) AS note,
            opm.kpi(c.measured_at, c.value) FILTER (WHERE ((c.value IS NOT NULL) AND (c.measured_at > (now() - '672:00:00'::interval)) AND (c.measured_at <= now()))) AS short_after,
            opm.kpi(c.measured_at, c.value) FILTER (WHERE ((c.value IS NOT NULL) AND (c.measured_at > (now() - '1344:00:00'::interval)) AND (c.measured_at <= (now() - '672:00:00'::interval)))) AS short_before,
            opm.kpi(c.measured_at, c.value) FILTER (WHERE ((c.value IS NOT NULL) AND (c.measured_at > (now() - '2184:00:00'::interval)) AND (c.measured_at <= now()))) AS long_after,
            opm.kpi(c.measured_at, c.value) FILTER (WHERE ((c.value IS NOT NULL) AND (c.measured_at > (now() - '4368:00:00'::interval)) AND (c.measured_at <= (now() - '2184:00:00'::interval)))) AS long_before
           FROM perf.control_chart c
          GROUP BY c.goal_id
        )
 SELECT g.goal_id,
    l.measured_at,
    l.value,
    s.change AS short_value_change,
    s.p AS short_chance,
    o.change AS long_value_change,
    o.p AS long_chance,
    v.momentum,
        CASE v.found
            WHEN 'signal'::text THEN l.note
            WHEN 'long'::text THEN (((((('the mean of the last 13 weeks is '::text ||
            CASE
                WHEN (o.change > (0)::double precision) THEN 'higher'::text
                ELSE 'lower'::text
            END) || ' than that of the 13 weeks before ('::text) || perf._number_text(o.change)) || ', chance '::text) ||
            CASE
                WHEN (o.p < (0.0001)::double precision) THEN 'below 0.0001'::text
                ELSE perf._number_text((round((o.p)::numeric, 4))::double precision)
            END) || ')'::text)
            WHEN 'short'::text THEN (((((('the mean of the last 4 weeks is '::text ||
            CASE
                WHEN (s.change > (0)::double precision) THEN 'higher'::text
                ELSE 'lower'::text
            END) || ' than that of the 4 weeks before ('::text) || perf._number_text(s.change)) || ', chance '::text) ||
            CASE
                WHEN (s.p < (0.0001)::double precision) THEN 'below 0.0001'::text
                ELSE perf._number_text((round((s.p)::numeric, 4))::double precision)
            END) || ')'::text)
            WHEN 'noise'::text THEN 'within its usual range: changes are no greater than chance makes them'::text
            WHEN 'side'::text THEN 'there is a signal, but the target does not say which way is better'::text
            ELSE COALESCE(l.note, 'too few measurements'::text)
        END AS reason,
        CASE v.momentum
            WHEN 'deteriorating'::text THEN 1
            WHEN 'steady'::text THEN 2
            WHEN 'improving'::text THEN 3
            ELSE 0
        END AS momentum_order
   FROM ((((((perf._goal_scope g
     JOIN seen l ON ((l.goal_id = g.goal_id)))
     LEFT JOIN LATERAL opm.improvement(l.short_before, l.short_after) s(change, low, high, relative, error, df, p, reason) ON (true))
     LEFT JOIN LATERAL opm.improvement(l.long_before, l.long_after) o(change, low, high, relative, error, df, p, reason) ON (true))
     CROSS JOIN LATERAL ( SELECT ((e.sense)::double precision * perf._way(t.target,
                CASE
                    WHEN (((l.direction)::double precision * (l.value - l.centre)) > (0)::double precision) THEN l.centre
                    ELSE (l.value - ((l.direction)::double precision * COALESCE(l.sigma, (1)::double precision)))
                END, l.value)) AS signal,
            ((e.sense)::double precision * perf._way(t.target, opm.mean(l.short_before), opm.mean(l.short_after))) AS short,
            ((e.sense)::double precision * perf._way(t.target, opm.mean(l.long_before), opm.mean(l.long_after))) AS long
           FROM (( SELECT (g.target)::opm.target AS target) t
             CROSS JOIN LATERAL ( SELECT
                        CASE
                            WHEN (l.step <> 'days between events'::text) THEN 1
                            WHEN (opm.direction(t.target) = ANY (ARRAY['up'::text, 'down'::text])) THEN '-1'::integer
                            ELSE NULL::integer
                        END AS sense) e)) w)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN ((l.signal <> 0) AND (l.direction <> 0)) THEN 'signal'::text
                    WHEN ((l.points >= 6) AND (s.p < (0.01)::double precision)) THEN 'short'::text
                    WHEN ((l.points >= 6) AND (o.p < (0.01)::double precision)) THEN 'long'::text
                    WHEN ((l.signal IS NOT NULL) AND (l.points >= 6)) THEN 'noise'::text
                    ELSE NULL::text
                END AS found,
                CASE
                    WHEN ((l.signal <> 0) AND (l.direction <> 0)) THEN w.signal
                    WHEN ((l.points >= 6) AND (s.p < (0.01)::double precision)) THEN w.short
                    WHEN ((l.points >= 6) AND (o.p < (0.01)::double precision)) THEN w.long
                    WHEN ((l.signal IS NOT NULL) AND (l.points >= 6)) THEN (0)::double precision
                    ELSE NULL::double precision
                END AS way) f)
     CROSS JOIN LATERAL ( SELECT
                CASE f.way
                    WHEN 1 THEN 'improving'::text
                    WHEN '-1'::integer THEN 'deteriorating'::text
                    WHEN 0 THEN 'steady'::text
                    ELSE 'unknown'::text
                END AS momentum,
                CASE
                    WHEN ((f.found IS NOT NULL) AND (f.way IS NULL)) THEN 'side'::text
                    ELSE f.found
                END AS found) v);

--
-- Name: VIEW _goal_signal; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf._goal_signal IS 'Internal: what the measurements of each goal say by themselves, for momentum and exceptions. One row per goal that has any. Changes compare means of single values; chance treats them as independent.';

--
-- Name: COLUMN _goal_signal.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_signal.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN _goal_signal.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_signal.measured_at IS 'Time of the latest measurement.';

--
-- Name: COLUMN _goal_signal.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_signal.value IS 'The latest value, in unit; for ratios value / base.';

--
-- Name: COLUMN _goal_signal.short_value_change; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_signal.short_value_change IS 'Mean of the last 4 weeks less that of the 4 weeks before, in unit.';

--
-- Name: COLUMN _goal_signal.short_chance; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_signal.short_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';

--
-- Name: COLUMN _goal_signal.long_value_change; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_signal.long_value_change IS 'Mean of the last 13 weeks less that of the 13 weeks before, in unit.';

--
-- Name: COLUMN _goal_signal.long_chance; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_signal.long_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';

--
-- Name: COLUMN _goal_signal.momentum; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_signal.momentum IS 'improving, steady, deteriorating or unknown.';

--
-- Name: COLUMN _goal_signal.reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_signal.reason IS 'Why it is called so.';

--
-- Name: COLUMN _goal_signal.momentum_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._goal_signal.momentum_order IS 'For sorting: 0 unknown, 1 deteriorating, 2 steady, 3 improving.';

--
-- Name: _open_blocker; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf._open_blocker WITH (security_invoker='true') AS
 SELECT ci.id AS check_in_id,
    ci.goal_id,
    ci.blocker,
    ci.at,
    COALESCE(ci.blocker_owner_id, ci.person_id) AS person_id
   FROM perf.check_in ci
  WHERE ((ci.blocker IS NOT NULL) AND (ci.cleared_at IS NULL));

--
-- Name: VIEW _open_blocker; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf._open_blocker IS 'Internal: check-ins with a blocker that nobody has cleared.';

--
-- Name: COLUMN _open_blocker.check_in_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._open_blocker.check_in_id IS 'Check-in.';

--
-- Name: COLUMN _open_blocker.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._open_blocker.goal_id IS 'Goal.';

--
-- Name: COLUMN _open_blocker.blocker; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._open_blocker.blocker IS 'What is in the way.';

--
-- Name: COLUMN _open_blocker.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._open_blocker.at IS 'When it was said.';

--
-- Name: COLUMN _open_blocker.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._open_blocker.person_id IS 'Person who is to clear it, else who said it.';

--
-- Name: _split_goal; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf._split_goal WITH (security_invoker='true') AS
 SELECT l.goal_id
   FROM (perf.goal_link l
     JOIN perf.goal g ON ((g.id = l.goal_id)))
  GROUP BY l.goal_id, g.parent_id, g.share
 HAVING (perf._is_whole((sum(COALESCE(l.share, (1)::double precision)) +
        CASE
            WHEN (g.parent_id IS NULL) THEN (0)::double precision
            ELSE COALESCE(g.share, (1)::double precision)
        END)) AND (bool_or((l.parent_id = g.parent_id)) IS NOT TRUE));

--
-- Name: VIEW _split_goal; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf._split_goal IS 'Internal: goals with several parents whose shares add up to 1. A goal whose shares do not is counted in full by each of its parents.';

--
-- Name: COLUMN _split_goal.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._split_goal.goal_id IS 'Goal.';

--
-- Name: person; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.person (
    id bigint NOT NULL,
    name text NOT NULL,
    login text,
    role_key text,
    team_id bigint,
    active boolean DEFAULT true NOT NULL,
    CONSTRAINT person_login_check CHECK (opm._line('person.login'::text, login)),
    CONSTRAINT person_name_check CHECK (opm._line('person.name'::text, name)),
    CONSTRAINT person_role_key_check CHECK (opm._line('person.role_key'::text, role_key))
);

--
-- Name: TABLE person; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.person IS 'People who own goals, check in and give feedback. A database role is not needed to be listed.';

--
-- Name: COLUMN person.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.id IS 'Person key.';

--
-- Name: COLUMN person.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.name IS 'Name as people say it.';

--
-- Name: COLUMN person.login; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.login IS 'Database role of this person, which decides what they may write; empty for people who never connect. Set by the owner of the workspace alone.';

--
-- Name: COLUMN person.role_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.role_key IS 'The role itself, set when login is: identifier of the cluster and OID. In that cluster it decides which role is this person, whatever its name is now; empty while there is no such role, and then, as where the table was restored elsewhere, login decides.';

--
-- Name: COLUMN person.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.team_id IS 'Team the person belongs to.';

--
-- Name: COLUMN person.active; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.active IS 'False for someone who left.';

--
-- Name: forecast; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.forecast WITH (security_invoker='true') AS
 SELECT g.id AS goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    g.team_id,
    t.name AS team_name,
    g.owner_id,
    o.name AS owner_name,
    g.unit,
    s.period_id,
    (timezone(COALESCE(pe.time_zone, d.time_zone), (u.until_at - '00:00:00.000001'::interval)))::date AS due_on,
    s.target,
    opm.target_value((s.target)::opm.target) AS target_value,
    f.measurement_count,
    f.actual,
    f.expected AS expected_value,
    f.low AS expected_low,
    f.high AS expected_high,
    opm.score(f.expected, (s.target)::opm.target) AS expected_score,
    f.hit AS hit_probability,
    ((1)::double precision - f.hit) AS miss_probability,
    f.required AS required_run,
    f.recent AS recent_run,
        CASE g.time_aggregation
            WHEN 'last'::text THEN 'change a day'::text
            WHEN 'count'::text THEN 'measurements a day'::text
            WHEN 'sum'::text THEN 'amount a step'::text
            WHEN 'mean'::text THEN 'level of each measurement'::text
            WHEN 'ratio'::text THEN 'ratio of what is to come'::text
            ELSE NULL::text
        END AS run_kind,
    (timezone(d.time_zone, f.reached_at))::date AS reached_on,
        CASE
            WHEN (f.hit IS NULL) THEN 'unknown'::text
            WHEN (u.until_at <= now()) THEN
            CASE
                WHEN (f.hit > (0.5)::double precision) THEN 'reached'::text
                ELSE 'missed'::text
            END
            WHEN (f.hit >= (0.9)::double precision) THEN 'almost certain'::text
            WHEN (f.hit >= (0.7)::double precision) THEN 'likely'::text
            WHEN (f.hit > (0.3)::double precision) THEN 'open'::text
            WHEN (f.hit > (0.1)::double precision) THEN 'unlikely'::text
            ELSE 'hardly possible'::text
        END AS outlook,
        CASE
            WHEN (f.hit IS NULL) THEN 0
            WHEN (u.until_at <= now()) THEN
            CASE
                WHEN (f.hit > (0.5)::double precision) THEN 6
                ELSE 1
            END
            WHEN (f.hit >= (0.9)::double precision) THEN 5
            WHEN (f.hit >= (0.7)::double precision) THEN 4
            WHEN (f.hit > (0.3)::double precision) THEN 3
            WHEN (f.hit > (0.1)::double precision) THEN 2
            ELSE 1
        END AS outlook_order,
    f.reason,
    pe.name AS period_name
   FROM (((((((perf.goal g
     CROSS JOIN perf.setting d)
     JOIN perf._goal_scope s ON ((s.goal_id = g.id)))
     LEFT JOIN perf.period pe ON ((pe.id = s.period_id)))
     CROSS JOIN LATERAL ( SELECT COALESCE(timezone(COALESCE(pe.time_zone, d.time_zone), ((g.due_on + 1))::timestamp without time zone), s.until_at) AS until_at) u)
     CROSS JOIN LATERAL perf._project(g.id, s.target, g.time_aggregation, g.min_group,
        CASE
            WHEN ((g.max_age IS NULL) OR (g.time_aggregation = 'last'::text)) THEN s.from_at
            ELSE perf._window_from(s.from_at, u.until_at, g.max_age, u.until_at, d.time_zone)
        END, u.until_at, now()) f(measurement_count, actual, expected, low, high, hit, required, recent, reached_at, reason))
     LEFT JOIN perf.team t ON ((t.id = g.team_id)))
     LEFT JOIN perf.person o ON ((o.id = g.owner_id)))
  WHERE (
        CASE
            WHEN ((g.lifecycle = 'active'::text) AND (s.target IS NOT NULL)) THEN 'has a forecast'::text
            ELSE NULL::text
        END = 'has a forecast'::text);

--
-- Name: VIEW forecast; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.forecast IS 'Where is each goal heading? One row per active goal with a target: what is expected at the end of its period or on its due day if things go on as in the last half year, or the last 12 measurements if these go back further.';

--
-- Name: COLUMN forecast.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN forecast.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN forecast.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN forecast.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.team_id IS 'Team of the goal.';

--
-- Name: COLUMN forecast.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.team_name IS 'Name of the team.';

--
-- Name: COLUMN forecast.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.owner_id IS 'Person who answers for the goal.';

--
-- Name: COLUMN forecast.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.owner_name IS 'Name of that person.';

--
-- Name: COLUMN forecast.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.unit IS 'Unit of the values.';

--
-- Name: COLUMN forecast.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.period_id IS 'Period whose measurements count.';

--
-- Name: COLUMN forecast.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.due_on IS 'Day that the forecast is for: the due day, or the last day of the period.';

--
-- Name: COLUMN forecast.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.target IS 'Target as text.';

--
-- Name: COLUMN forecast.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.target_value IS 'Value to aim at.';

--
-- Name: COLUMN forecast.measurement_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.measurement_count IS 'Measurements on which the forecast rests: of the last half year, or the last 12 if these go back further; where measurements add up, the days, weeks, months, quarters or years that they are added up by.';

--
-- Name: COLUMN forecast.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.actual IS 'Value so far, by the goal''s time aggregation; with max_age of the window that ends on due_on.';

--
-- Name: COLUMN forecast.expected_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.expected_value IS 'Value expected on due_on.';

--
-- Name: COLUMN forecast.expected_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.expected_low IS 'With probability 0.8 the value will be between this ...';

--
-- Name: COLUMN forecast.expected_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.expected_high IS '... and this.';

--
-- Name: COLUMN forecast.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.expected_score IS 'Score of the expected value: 1 is goal reached.';

--
-- Name: COLUMN forecast.hit_probability; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.hit_probability IS 'Probability that the target is reached if things go on as they went, 0 to 1. A statement about that trend, not about what people may still change.';

--
-- Name: COLUMN forecast.miss_probability; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.miss_probability IS 'Probability that it is missed on the same terms, 0 to 1.';

--
-- Name: COLUMN forecast.required_run; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.required_run IS 'What is needed from now on to reach the target, see run_kind; below 0 where more than the target is there already.';

--
-- Name: COLUMN forecast.recent_run; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.recent_run IS 'What there was, see run_kind.';

--
-- Name: COLUMN forecast.run_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.run_kind IS 'What the two before are: change a day, measurements a day, amount a step (the day, week, month, quarter or year of control_chart.step), level of each measurement, or ratio of what is to come.';

--
-- Name: COLUMN forecast.reached_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.reached_on IS 'Day on which the target is reached at this pace; empty if it is reached now, or never at this pace.';

--
-- Name: COLUMN forecast.outlook; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.outlook IS 'almost certain, likely, open, unlikely, hardly possible; reached or missed when its time is over; unknown.';

--
-- Name: COLUMN forecast.outlook_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.outlook_order IS 'For sorting, 1 is worst; 0 unknown.';

--
-- Name: COLUMN forecast.reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.reason IS 'Why numbers are empty.';

--
-- Name: COLUMN forecast.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.forecast.period_name IS 'Name of the period.';

--
-- Name: perspective; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.perspective (
    id bigint NOT NULL,
    name text NOT NULL,
    display_order integer DEFAULT 0 NOT NULL,
    why text,
    CONSTRAINT perspective_name_check CHECK (opm._line('perspective.name'::text, name)),
    CONSTRAINT perspective_why_check CHECK (opm._text('perspective.why'::text, why))
);

--
-- Name: TABLE perspective; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.perspective IS 'The views from which a strategy is looked at: financial, customer, internal process, learning and growth, or your own.';

--
-- Name: COLUMN perspective.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.perspective.id IS 'Perspective key.';

--
-- Name: COLUMN perspective.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.perspective.name IS 'Name.';

--
-- Name: COLUMN perspective.display_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.perspective.display_order IS 'Place in lists, lowest first.';

--
-- Name: COLUMN perspective.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.perspective.why IS 'What the perspective asks.';

--
-- Name: scorecard; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.scorecard WITH (security_invoker='true') AS
 WITH scope AS MATERIALIZED (
         SELECT i.goal_id,
            i.time_aggregation,
            i.target,
            i.period_id,
            i.until_at,
            i.reference_at,
            i.usable_from_at,
            i.fresh_days,
            i.min_group,
            i.graded_until_at,
            i.counted_at,
            i.bound_at,
            i.elapsed,
            i.status_basis,
            i.is_current,
                CASE
                    WHEN ((i.min_group IS NOT NULL) OR (i.time_aggregation = 'ratio'::text)) THEN 'with base'::text
                    WHEN (i.time_aggregation = 'last'::text) THEN 'newest'::text
                    ELSE 'all'::text
                END AS reading
           FROM perf._goal_scope i
        ), measured_now AS (
         SELECT s_1.goal_id,
            s_1.time_aggregation,
            s_1.target,
            s_1.period_id,
            s_1.until_at,
            s_1.reference_at,
            s_1.usable_from_at,
            s_1.fresh_days,
            s_1.min_group,
            s_1.graded_until_at,
            s_1.counted_at,
            s_1.bound_at,
            s_1.elapsed,
            s_1.status_basis,
            s_1.is_current,
            s_1.reading,
            m.value AS newest,
            m.at AS newest_at,
            NULL::opm.kpi AS stored
           FROM (scope s_1
             LEFT JOIN LATERAL ( SELECT x.value,
                    x.at
                   FROM perf.measurement x
                  WHERE ((x.goal_id = s_1.goal_id) AND (x.at >= s_1.usable_from_at) AND (x.at < COALESCE(s_1.until_at, 'infinity'::timestamp with time zone)))
                  ORDER BY x.at DESC
                 LIMIT 1) m ON (true))
          WHERE (s_1.reading = 'newest'::text)
        UNION ALL
         SELECT s_1.goal_id,
            s_1.time_aggregation,
            s_1.target,
            s_1.period_id,
            s_1.until_at,
            s_1.reference_at,
            s_1.usable_from_at,
            s_1.fresh_days,
            s_1.min_group,
            s_1.graded_until_at,
            s_1.counted_at,
            s_1.bound_at,
            s_1.elapsed,
            s_1.status_basis,
            s_1.is_current,
            s_1.reading,
            NULL::double precision,
            NULL::timestamp with time zone,
            m.kpi
           FROM (scope s_1
             CROSS JOIN LATERAL ( SELECT opm.kpi(x.at, x.value) AS kpi
                   FROM perf.measurement x
                  WHERE ((x.goal_id = s_1.goal_id) AND (x.at >= s_1.usable_from_at) AND (x.at < COALESCE(s_1.until_at, 'infinity'::timestamp with time zone)))) m)
          WHERE (s_1.reading = 'all'::text)
        UNION ALL
         SELECT s_1.goal_id,
            s_1.time_aggregation,
            s_1.target,
            s_1.period_id,
            s_1.until_at,
            s_1.reference_at,
            s_1.usable_from_at,
            s_1.fresh_days,
            s_1.min_group,
            s_1.graded_until_at,
            s_1.counted_at,
            s_1.bound_at,
            s_1.elapsed,
            s_1.status_basis,
            s_1.is_current,
            s_1.reading,
            NULL::double precision,
            NULL::timestamp with time zone,
            m.kpi
           FROM (scope s_1
             CROSS JOIN LATERAL ( SELECT opm.kpi(y.at, y.value, y.base) AS kpi
                   FROM ( SELECT x.at,
                            x.value,
                            x.base
                           FROM perf.measurement x
                          WHERE ((x.goal_id = s_1.goal_id) AND (x.at >= s_1.usable_from_at) AND (x.at < COALESCE(s_1.until_at, 'infinity'::timestamp with time zone)) AND ((s_1.min_group IS NULL) OR (x.base >= (s_1.min_group)::double precision)))
                          ORDER BY x.at DESC
                         LIMIT
                                CASE
                                    WHEN (s_1.time_aggregation = 'last'::text) THEN 1
                                    ELSE NULL::integer
                                END) y) m)
          WHERE (s_1.reading = 'with base'::text)
        ), present AS MATERIALIZED (
         SELECT s_1.goal_id,
            (s_1.target)::opm.target AS target,
            s_1.period_id,
            s_1.until_at,
            s_1.reference_at,
            n.value,
            v.base,
            v.measured_at,
            s_1.elapsed,
            s_1.status_basis,
            s_1.is_current,
            j.score AS judged,
            (
                CASE
                    WHEN (n.value IS NULL) THEN j.at
                    ELSE GREATEST(v.measured_at, e.counted_at)
                END + perf._days((s_1.fresh_days)::double precision)) AS fresh_until
           FROM ((((((measured_now s_1
             LEFT JOIN perf._bound_summary() b_1(goal_id, kpi) ON ((b_1.goal_id = s_1.goal_id)))
             CROSS JOIN LATERAL ( SELECT
                        CASE
                            WHEN (s_1.time_aggregation <> 'last'::text) THEN COALESCE((s_1.stored + b_1.kpi), s_1.stored, b_1.kpi)
                            WHEN (ROW(opm.last_at(b_1.kpi), opm.last(b_1.kpi)) > ROW(COALESCE(s_1.newest_at, opm.last_at(s_1.stored), '-infinity'::timestamp with time zone), COALESCE(s_1.newest, opm.last(s_1.stored), (0)::double precision))) THEN b_1.kpi
                            ELSE s_1.stored
                        END AS kpi) k)
             CROSS JOIN LATERAL ( SELECT
                        CASE s_1.time_aggregation
                            WHEN 'last'::text THEN COALESCE(opm.last(k.kpi), s_1.newest)
                            ELSE perf._counted_value(k.kpi, s_1.time_aggregation)
                        END AS value,
                    perf._counted_base(k.kpi, s_1.time_aggregation) AS base,
                        CASE
                            WHEN ((s_1.time_aggregation <> 'ratio'::text) OR (opm.base(k.kpi) <> (0)::double precision)) THEN COALESCE(opm.last_at(k.kpi), s_1.newest_at)
                            ELSE NULL::timestamp with time zone
                        END AS measured_at) v)
             CROSS JOIN LATERAL ( SELECT
                        CASE
                            WHEN (s_1.time_aggregation <> ALL (ARRAY['count'::text, 'sum'::text])) THEN NULL::timestamp with time zone
                            WHEN (b_1.goal_id IS NOT NULL) THEN s_1.bound_at
                            ELSE s_1.counted_at
                        END AS counted_at) e)
             CROSS JOIN LATERAL ( SELECT
                        CASE
                            WHEN perf._is_zero(k.kpi, e.counted_at, s_1.usable_from_at, now()) THEN (0)::double precision
                            ELSE v.value
                        END AS value) n)
             LEFT JOIN LATERAL perf._judged_now(
                CASE
                    WHEN (n.value IS NULL) THEN s_1.goal_id
                    ELSE NULL::bigint
                END, s_1.usable_from_at, s_1.until_at, s_1.graded_until_at) j(score, at) ON (true))
        ), split AS (
         SELECT s_1.goal_id
           FROM perf._split_goal s_1
        ), tree AS MATERIALIZED (
         SELECT opm.goaltree(x.goal) AS scored,
            opm.goaltree(x.id, x.parent_id, x.fresh, (1)::double precision, x.fresh_rollup) FILTER (WHERE x.counts) AS latest,
            opm.goaltree(x.id, x.parent_id, (x.fresh - x.reference), (1)::double precision, x.fresh_rollup) FILTER (WHERE x.counts) AS left_over
           FROM ( SELECT opm.goal(g_1.id, g_1.parent_id, g_1.name, p_1.value, p_1.base, p_1.target, p_1.judged,
                        CASE
                            WHEN (g_1.parent_id IS NOT NULL) THEN g_1.weight
                            ELSE NULL::double precision
                        END, g_1.rollup, g_1.missing, COALESCE(g_1.credit_floor, d_1.credit_floor), COALESCE(g_1.credit_cap, d_1.credit_cap), g_1.unit,
                        CASE
                            WHEN ((g_1.share IS NOT NULL) AND (g_1.parent_id IS NOT NULL) AND (g_1.id IN ( SELECT s_1.goal_id
                               FROM split s_1))) THEN g_1.share
                            ELSE NULL::double precision
                        END, c.counts, perf._pace_score(p_1.target,
                        CASE
                            WHEN (g_1.lifecycle = 'done'::text) THEN (1)::double precision
                            ELSE p_1.elapsed
                        END, g_1.plan), NULLIF(p_1.status_basis, 'expected'::text)) AS goal,
                    g_1.id,
                    g_1.parent_id,
                        CASE
                            WHEN (g_1.lifecycle = 'active'::text) THEN date_part('epoch'::text, p_1.fresh_until)
                            ELSE NULL::double precision
                        END AS fresh,
                    date_part('epoch'::text, p_1.reference_at) AS reference,
                    perf._fresh_rollup(g_1.rollup) AS fresh_rollup,
                    c.counts
                   FROM (((perf.goal g_1
                     CROSS JOIN perf.setting d_1)
                     JOIN present p_1 ON ((p_1.goal_id = g_1.id)))
                     CROSS JOIN LATERAL ( SELECT (g_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) AS counts) c)
                UNION ALL
                 SELECT opm.goal(l.goal_id, l.parent_id, weight => l.weight, share =>
                        CASE
                            WHEN ((l.share IS NOT NULL) AND (l.goal_id IN ( SELECT s_1.goal_id
                               FROM split s_1))) THEN l.share
                            ELSE NULL::double precision
                        END) AS goal,
                    l.goal_id,
                    l.parent_id,
                    NULL::double precision,
                    NULL::double precision,
                    NULL::text,
                    (g_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))
                   FROM (perf.goal_link l
                     LEFT JOIN perf.goal g_1 ON ((g_1.id = l.goal_id)))) x
        ), listed AS (
         SELECT r_1.ordinal,
            r_1.key,
            r_1.parent,
            r_1.depth,
            r_1.leaf,
            r_1.goals,
            r_1.method,
            r_1.value,
            r_1.score,
            r_1.pace_score,
            r_1.expected_score,
            r_1.coverage,
            r_1.score_low,
            r_1.score_high,
            r_1.root_weight,
            r_1.contribution,
            opm.path(t.scored, r_1.key) AS path,
            opm.root(t.scored, r_1.key) AS root,
            to_timestamp(opm.score(t.latest, r_1.key)) AS fresh_until,
            (opm.score(t.left_over, r_1.key) < (0)::double precision) AS is_late
           FROM (tree t
             CROSS JOIN LATERAL opm.rollup_bigint(t.scored) r_1(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))
         OFFSET 0
        )
 SELECT g.id AS goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    g.kind AS goal_kind,
    r.parent AS parent_goal_id,
    up.name AS parent_goal_name,
    r.root AS root_goal_id,
    r.depth,
    r.ordinal AS tree_order,
    r.path AS goal_path,
    r.leaf AS is_leaf,
    r.goals AS goals_below_count,
    g.perspective_id,
    pv.name AS perspective_name,
    g.team_id,
    tm.name AS team_name,
    g.owner_id,
    ow.name AS owner_name,
    p.period_id,
    pe.name AS period_name,
    COALESCE(g.due_on, pe.last_day) AS due_on,
    g.unit,
    r.value AS actual,
    p.measured_at,
    (p.target)::text AS target,
    opm.baseline(p.target) AS baseline,
    opm.target_value(p.target) AS target_value,
    opm.target_low(p.target) AS target_low,
    opm.target_high(p.target) AS target_high,
    opm.direction(p.target) AS direction,
    p.elapsed AS elapsed_fraction,
    perf._planned(p.target, p.elapsed, g.plan) AS pace_value,
    r.pace_score,
    (s.plan_status <> 'behind'::text) AS is_on_pace,
    r.score,
    opm.percent(r.score) AS score_percent,
    r.expected_score,
    perf._goal_status(g.lifecycle, s.judged, f.lacks_target, f.is_late, b.bands) AS status,
    perf._goal_status_order(g.lifecycle, s.judged, f.lacks_target, f.is_late, b.bands) AS status_order,
    p.status_basis,
    s.plan_status,
        CASE s.plan_status
            WHEN 'behind'::text THEN 1
            WHEN 'on plan'::text THEN 2
            WHEN 'ahead'::text THEN 3
            ELSE NULL::integer
        END AS plan_status_order,
    s.outcome,
        CASE s.outcome
            WHEN 'unknown'::text THEN 0
            WHEN 'missed'::text THEN 1
            WHEN 'reached'::text THEN 2
            ELSE NULL::integer
        END AS outcome_order,
    COALESCE(((g.lifecycle = 'active'::text) AND ((r.score IS NOT NULL) OR f.lacks_target) AND f.is_late), false) AS is_stale,
    r.fresh_until,
        CASE
            WHEN ((g.lifecycle = 'active'::text) AND ((r.score IS NOT NULL) OR f.lacks_target) AND f.is_late) THEN (opm.days_between(r.fresh_until, now()))::integer
            ELSE NULL::integer
        END AS overdue_days,
    b.cuts[(opm.status_rank(s.judged, b.bands) - 1)] AS band_from_score,
    b.cuts[opm.status_rank(s.judged, b.bands)] AS band_to_score,
    opm.required(p.target, perf._needed_score(b.cuts[opm.status_rank(s.judged, b.bands)],
        CASE
            WHEN (NOT s.is_over) THEN r.pace_score
            ELSE NULL::double precision
        END, p.status_basis)) AS next_band_value,
    r.coverage AS coverage_fraction,
    r.score_low,
    r.score_high,
    g.weight,
    r.method AS rollup,
    r.root_weight AS root_weight_fraction,
    ((100)::double precision * r.contribution) AS contribution_points,
    g.lifecycle,
    g.priority,
    g.horizon,
    g.indicator,
    g.visibility,
    g.accepted_at,
        CASE
            WHEN (r.score IS NOT NULL) THEN LEAST(GREATEST(r.score, d.credit_floor), d.credit_cap)
            ELSE NULL::double precision
        END AS credited_score,
        CASE
            WHEN (r.score IS NOT NULL) THEN LEAST(GREATEST(r.expected_score, d.credit_floor), d.credit_cap)
            ELSE NULL::double precision
        END AS credited_expected_score,
    (r.key IN ( SELECT q.id
           FROM opm._workspace_partial_goals('perf.setting'::regclass) q(id))) AS is_partial,
    p.is_current,
    opm.value_text(r.value, g.unit, g.decimals) AS actual_text,
    perf._target_text(opm.target_low(p.target), opm.target_high(p.target), g.unit, g.decimals) AS target_text
   FROM ((((((((((((listed r
     JOIN perf.goal g ON ((g.id = r.key)))
     JOIN present p ON ((p.goal_id = r.key)))
     LEFT JOIN perf.period pe ON ((pe.id = p.period_id)))
     CROSS JOIN ( SELECT (s_1.bands)::opm.bands AS bands,
            opm.cuts((s_1.bands)::opm.bands) AS cuts,
            s_1.credit_floor,
            s_1.credit_cap
           FROM perf.setting s_1
         OFFSET 0) d)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (g.bands IS NULL) THEN d.bands
                    ELSE (g.bands)::opm.bands
                END AS bands,
                CASE
                    WHEN (g.bands IS NULL) THEN d.cuts
                    ELSE opm.cuts((g.bands)::opm.bands)
                END AS cuts) b)
     CROSS JOIN LATERAL ( SELECT perf._lacks_target(r.score, r.value, (p.target IS NOT NULL), r.method) AS lacks_target,
            r.is_late) f)
     CROSS JOIN LATERAL ( SELECT (COALESCE((p.elapsed >= (1)::double precision), false) OR (g.lifecycle = 'done'::text)) AS is_over) o)
     CROSS JOIN LATERAL ( SELECT o.is_over,
            perf._judged_score(r.score, r.expected_score, p.status_basis, o.is_over) AS judged,
            perf._plan_status(r.score, r.pace_score, o.is_over) AS plan_status,
            perf._outcome(g.lifecycle, r.score, o.is_over) AS outcome
         OFFSET 0) s)
     LEFT JOIN perf.goal up ON ((up.id = r.parent)))
     LEFT JOIN perf.perspective pv ON ((pv.id = g.perspective_id)))
     LEFT JOIN perf.team tm ON ((tm.id = g.team_id)))
     LEFT JOIN perf.person ow ON ((ow.id = g.owner_id)));

--
-- Name: VIEW scorecard; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.scorecard IS 'How does every goal stand now? One row per goal, with its place in the tree, actual, target, pace, score and status. Start here. For goals that nobody measured in time: is_leaf AND lifecycle = ''active'' AND status IN (''stale'', ''no data''); silence is never green.';

--
-- Name: COLUMN scorecard.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN scorecard.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN scorecard.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN scorecard.goal_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goal_kind IS 'objective, key result, kpi, initiative or development.';

--
-- Name: COLUMN scorecard.parent_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.parent_goal_id IS 'Key of the goal above, under which it is listed; empty for a root.';

--
-- Name: COLUMN scorecard.parent_goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.parent_goal_name IS 'Name of the goal above.';

--
-- Name: COLUMN scorecard.root_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.root_goal_id IS 'Key of the goal at the top of this tree.';

--
-- Name: COLUMN scorecard.depth; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.depth IS '0 for a root, 1 for its children, and so on.';

--
-- Name: COLUMN scorecard.tree_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.tree_order IS 'Sort by this to show the tree in reading order.';

--
-- Name: COLUMN scorecard.goal_path; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goal_path IS 'Names from the root to this goal, joined by " / ".';

--
-- Name: COLUMN scorecard.is_leaf; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.is_leaf IS 'True if no goal is below this one.';

--
-- Name: COLUMN scorecard.goals_below_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goals_below_count IS 'Number of goals below, each counted once.';

--
-- Name: COLUMN scorecard.perspective_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.perspective_id IS 'Perspective, as said of this goal itself; empty: not said. The view balanced_scorecard takes that of the nearest goal above then.';

--
-- Name: COLUMN scorecard.perspective_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.perspective_name IS 'Name of the perspective.';

--
-- Name: COLUMN scorecard.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.team_id IS 'Team of the goal.';

--
-- Name: COLUMN scorecard.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.team_name IS 'Name of the team.';

--
-- Name: COLUMN scorecard.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.owner_id IS 'Person who answers for the goal.';

--
-- Name: COLUMN scorecard.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.owner_name IS 'Name of that person.';

--
-- Name: COLUMN scorecard.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.period_id IS 'Period whose measurements count.';

--
-- Name: COLUMN scorecard.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.period_name IS 'Name of that period.';

--
-- Name: COLUMN scorecard.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.due_on IS 'Day by which the goal is to be reached.';

--
-- Name: COLUMN scorecard.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.unit IS 'Unit of actual, target_value, baseline and pace_value.';

--
-- Name: COLUMN scorecard.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.actual IS 'Current value, measured or added up from the goals below; empty: not known.';

--
-- Name: COLUMN scorecard.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.measured_at IS 'Time of the last measurement of this goal itself.';

--
-- Name: COLUMN scorecard.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.target IS 'Target as text, such as 80 -> 95.';

--
-- Name: COLUMN scorecard.baseline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.baseline IS 'Value the goal starts from, where there is one.';

--
-- Name: COLUMN scorecard.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.target_value IS 'Value to aim at, where there is one.';

--
-- Name: COLUMN scorecard.target_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.target_low IS 'Lower end of the values that reach the goal, where there is one.';

--
-- Name: COLUMN scorecard.target_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.target_high IS 'Upper end of the values that reach the goal, where there is one.';

--
-- Name: COLUMN scorecard.direction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.direction IS 'Which way is better: up, down, range, mixed or flat.';

--
-- Name: COLUMN scorecard.elapsed_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.elapsed_fraction IS 'Part of the days of the goal that have passed, 0 to 1: from the first day of its period (without one, the day it was made) to the day due. 1: it is over. Empty: it has no end.';

--
-- Name: COLUMN scorecard.pace_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.pace_value IS 'Value the plan expects by now. Empty for a target without a baseline, which holds all the time.';

--
-- Name: COLUMN scorecard.pace_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.pace_score IS 'Score the plan expects by now: 1 is goal reached. For a parent, the score it would have if every goal below that has a plan were just on it. Empty: nothing is planned.';

--
-- Name: COLUMN scorecard.is_on_pace; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.is_on_pace IS 'True if plan_status is ahead or on plan; empty as plan_status is.';

--
-- Name: COLUMN scorecard.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.score IS 'Score: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN scorecard.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN scorecard.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.expected_score IS 'Score with which it is expected to end, by status_basis: 1 is goal reached. For a parent rolled up from the goals below, as the score is. The score itself where nothing is planned, and when the goal is over.';

--
-- Name: COLUMN scorecard.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.status IS 'Name of expected_score while the goal runs and of the score when it is over, or stale (measured too long ago), no target (its actual is known, but nothing says what good looks like), no data (not measured, and for a parent no score below), or the lifecycle of a goal that does not count (draft, paused, dropped).';

--
-- Name: COLUMN scorecard.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.status_order IS 'For sorting by status: -2 does not count, -1 no data or no target, 0 stale, then 1 for the lowest band and up.';

--
-- Name: COLUMN scorecard.status_basis; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.status_basis IS 'What status judges while the goal runs: expected, plan, pace or score, see opm.expected_score.';

--
-- Name: COLUMN scorecard.plan_status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.plan_status IS 'Where the score is against the plan: ahead, on plan (within 5 points) or behind. Empty: nothing is planned, no score, or the goal is over.';

--
-- Name: COLUMN scorecard.plan_status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.plan_status_order IS 'For sorting by plan_status: 1 behind, 2 on plan, 3 ahead.';

--
-- Name: COLUMN scorecard.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.outcome IS 'How a goal ended that is over (its period or day due has passed, or it is done): reached (score at least 1), missed, or unknown (no score). Empty while it runs, and for one that does not count.';

--
-- Name: COLUMN scorecard.outcome_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.outcome_order IS 'For sorting by outcome: 0 unknown, 1 missed, 2 reached.';

--
-- Name: COLUMN scorecard.is_stale; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.is_stale IS 'True if the last measurement or judged score (for a parent: each one below) is older than cadence and grace, now or at the end of a period that is over.';

--
-- Name: COLUMN scorecard.fresh_until; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.fresh_until IS 'Time until which the last measurement or judged score counts as fresh; for a parent that of the freshest active goal below, whatever it measures itself. Empty: nothing to go stale.';

--
-- Name: COLUMN scorecard.overdue_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.overdue_days IS 'Days since fresh_until, rounded; empty: not stale.';

--
-- Name: COLUMN scorecard.band_from_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.band_from_score IS 'Score at which the present band begins; empty in the lowest band.';

--
-- Name: COLUMN scorecard.band_to_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.band_to_score IS 'Score at which the next band begins; empty in the highest band.';

--
-- Name: COLUMN scorecard.next_band_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.next_band_value IS 'Value needed now to get into the next band.';

--
-- Name: COLUMN scorecard.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.coverage_fraction IS 'Part of the weight below that has data, 0 to 1.';

--
-- Name: COLUMN scorecard.score_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.score_low IS 'What the score could still become if all unknown goals came in worst.';

--
-- Name: COLUMN scorecard.score_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.score_high IS 'What the score could still become if all unknown goals came in best.';

--
-- Name: COLUMN scorecard.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.weight IS 'Weight among the siblings.';

--
-- Name: COLUMN scorecard.rollup; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.rollup IS 'How the goals below count.';

--
-- Name: COLUMN scorecard.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.root_weight_fraction IS 'Effective weight at the root, 0 to 1.';

--
-- Name: COLUMN scorecard.contribution_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.contribution_points IS 'Points of the root score that come through this goal; 100 points are 1.';

--
-- Name: COLUMN scorecard.lifecycle; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.lifecycle IS 'draft, active, paused, done or dropped.';

--
-- Name: COLUMN scorecard.priority; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.priority IS '1 is most important, 9 least; empty: not said.';

--
-- Name: COLUMN scorecard.horizon; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.horizon IS 'short or long, as said of this goal itself; empty: not said. The view balance takes that of the nearest goal above then.';

--
-- Name: COLUMN scorecard.indicator; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.indicator IS 'leading or lagging; empty: not said.';

--
-- Name: COLUMN scorecard.visibility; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.visibility IS 'Who may see the goal: everyone, team or owner.';

--
-- Name: COLUMN scorecard.accepted_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.accepted_at IS 'When the owner accepted the goal.';

--
-- Name: COLUMN scorecard.credited_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.credited_score IS 'The score as it counts in means over goals, within the credit range of the workspace: an over-achiever does not hide failures.';

--
-- Name: COLUMN scorecard.credited_expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.credited_expected_score IS 'The same of expected_score.';

--
-- Name: COLUMN scorecard.is_partial; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.is_partial IS 'True if goals below count that the current role may not see: the score, as it is shown here, rests on the others. The view shared_scorecard has the one in which all count.';

--
-- Name: COLUMN scorecard.is_current; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.is_current IS 'True if the period of the goal holds now; without a period, if it is not done. The aggregates by team, perspective and person count these goals, and no others.';

--
-- Name: COLUMN scorecard.actual_text; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.actual_text IS 'Current value with its unit as people read it, such as 4,600 bikes; shares (unit EUR/EUR) in percent. Digits behind the point: goal.decimals. Empty: not known.';

--
-- Name: COLUMN scorecard.target_text; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.target_text IS 'Values that reach the goal, in words: at least 4,600 bikes, at most 12 days, 10 to 20 %. Empty: no target.';

--
-- Name: _exception_rows(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._exception_rows() RETURNS TABLE(goal_id bigint, goal_key text, goal_name text, attention_order integer, reason text, lost_points double precision, status text, status_order integer, score double precision, expected_score double precision, outcome text, owner_id bigint, owner_name text, team_id bigint, team_name text, due_on date, blocker text, overdue_action_count integer, confidence double precision, goal_path text, finding text, finding_order integer, urgency_order integer, momentum text, momentum_order integer, hit_probability double precision, outlook text, outlook_order integer, measured_at timestamp with time zone)
    LANGUAGE sql STABLE
    SET jit TO 'off'
    BEGIN ATOMIC
 WITH signals AS MATERIALIZED (
          SELECT x.goal_id,
             x.momentum,
             x.momentum_order,
             x.reason
            FROM perf._goal_signal x
         ), outlooks AS MATERIALIZED (
          SELECT x.goal_id,
             x.hit_probability,
             x.miss_probability,
             x.outlook,
             x.outlook_order
            FROM perf.forecast x
         ), seen AS MATERIALIZED (
          SELECT s.goal_id,
             s.goal_key,
             s.goal_name,
             s.goal_path,
             s.team_id,
             s.team_name,
             s.owner_id,
             s.owner_name,
             s.status,
             s.status_order,
             s.score,
             s.expected_score,
             s.outcome,
             s.due_on,
             s.measured_at,
             d.time_zone,
             perf._product(COALESCE(s.root_weight_fraction, (0)::double precision), GREATEST((0)::double precision, ((100)::double precision - COALESCE(s.score_percent, (0)::double precision)))) AS lost_points,
             perf._product(COALESCE(s.root_weight_fraction, (0)::double precision), COALESCE(f_1.miss_probability, (
                 CASE
                     WHEN (s.score >= (1)::double precision) THEN 0
                     ELSE 1
                 END)::double precision)) AS expected_loss,
             b.blocker,
             a.overdue,
             c.confidence,
             f_1.hit_probability,
             f_1.miss_probability,
             f_1.outlook,
             f_1.outlook_order,
             COALESCE(v.momentum, 'unknown'::text) AS momentum,
             COALESCE(v.momentum_order, 0) AS momentum_order,
             v.reason AS momentum_reason,
             ((s.band_to_score IS NULL) AND (s.status_order > 1)) AS is_green,
             ((f_1.outlook_order > 0) AND (f_1.outlook <> ALL (ARRAY['reached'::text, 'missed'::text])) AND (f_1.miss_probability >= (0.5)::double precision)) AS is_heading_for_miss,
             ((s.outcome = 'missed'::text) AND (s.lifecycle = 'active'::text)) AS is_missed,
             ((s.plan_status = 'behind'::text) AND (s.status_order <> 1)) AS is_behind
            FROM ((((((perf.scorecard s
              CROSS JOIN perf.setting d)
              LEFT JOIN signals v ON ((v.goal_id = s.goal_id)))
              LEFT JOIN outlooks f_1 ON ((f_1.goal_id = s.goal_id)))
              LEFT JOIN ( SELECT o.goal_id,
                     string_agg(o.blocker, ', '::text ORDER BY o.at, o.check_in_id) AS blocker
                    FROM perf._open_blocker o
                   GROUP BY o.goal_id) b ON ((b.goal_id = s.goal_id)))
              LEFT JOIN LATERAL perf._latest_confidence(s.goal_id) c(confidence) ON (true))
              LEFT JOIN ( SELECT x.goal_id,
                     (count(*))::integer AS overdue
                    FROM (perf.action x
                      CROSS JOIN perf.setting e)
                   WHERE ((x.done_at IS NULL) AND (x.dropped_at IS NULL) AND (x.due_on < (timezone(e.time_zone, now()))::date))
                   GROUP BY x.goal_id) a ON ((a.goal_id = s.goal_id)))
           WHERE (((s.lifecycle = 'active'::text) AND s.is_leaf) OR ((s.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) AND ((b.blocker IS NOT NULL) OR (a.overdue > 0))))
         ), found AS (
          SELECT x.goal_id,
             x.goal_key,
             x.goal_name,
             x.goal_path,
             x.team_id,
             x.team_name,
             x.owner_id,
             x.owner_name,
             x.status,
             x.status_order,
             x.score,
             x.expected_score,
             x.outcome,
             x.due_on,
             x.measured_at,
             x.lost_points,
             x.expected_loss,
             x.blocker,
             x.overdue,
             x.confidence,
             x.hit_probability,
             x.outlook,
             x.outlook_order,
             x.momentum,
             x.momentum_order,
                 CASE
                     WHEN ((x.momentum = 'deteriorating'::text) OR (x.blocker IS NOT NULL)) THEN 1
                     WHEN ((x.status_order = 1) AND (x.momentum = 'steady'::text)) THEN 3
                     WHEN ((x.momentum = 'improving'::text) AND (x.status_order >= 1)) THEN 4
                     ELSE 2
                 END AS urgency,
                 CASE
                     WHEN (x.blocker IS NOT NULL) THEN 1
                     WHEN (x.status = 'no data'::text) THEN 5
                     WHEN (x.status = 'stale'::text) THEN 6
                     WHEN (x.status_order = 1) THEN
                     CASE x.momentum
                         WHEN 'deteriorating'::text THEN 2
                         WHEN 'steady'::text THEN 13
                         WHEN 'improving'::text THEN 14
                         ELSE 7
                     END
                     WHEN (x.momentum = 'deteriorating'::text) THEN
                     CASE
                         WHEN x.is_green THEN 4
                         ELSE 3
                     END
                     WHEN x.is_missed THEN 8
                     WHEN x.is_heading_for_miss THEN 9
                     WHEN x.is_behind THEN 10
                     WHEN (x.confidence < (0.5)::double precision) THEN 11
                     WHEN (x.overdue > 0) THEN 12
                     ELSE NULL::integer
                 END AS finding_order,
             concat_ws('; '::text,
                 CASE
                     WHEN (x.blocker IS NOT NULL) THEN ('blocked: '::text || x.blocker)
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN (x.status = 'no data'::text) THEN 'no data'::text
                     WHEN (x.status = 'stale'::text) THEN ('stale: last measured on '::text || to_char(timezone(x.time_zone, x.measured_at), 'YYYY-MM-DD'::text))
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN ((x.status_order = 1) AND (x.momentum = 'steady'::text)) THEN ((('red, but noise: '::text || x.status) || ', '::text) || x.momentum_reason)
                     WHEN ((x.status_order = 1) AND (x.momentum = 'deteriorating'::text)) THEN ((('red, and deteriorating: '::text || x.status) || ', '::text) || x.momentum_reason)
                     WHEN ((x.status_order = 1) AND (x.momentum = 'improving'::text)) THEN ((('red, but improving: '::text || x.status) || ', '::text) || x.momentum_reason)
                     WHEN (x.status_order = 1) THEN ('red: status is '::text || x.status)
                     WHEN ((x.momentum = 'deteriorating'::text) AND x.is_green) THEN ((('green, but deteriorating: '::text || x.status) || ', '::text) || x.momentum_reason)
                     WHEN (x.momentum = 'deteriorating'::text) THEN ((('deteriorating: '::text || x.status) || ', '::text) || x.momentum_reason)
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN x.is_missed THEN ('missed: its day was '::text || to_char((x.due_on)::timestamp without time zone, 'YYYY-MM-DD'::text))
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN x.is_heading_for_miss THEN ('on its present trend it '::text ||
                     CASE
                         WHEN (x.miss_probability >= (0.95)::double precision) THEN 'almost surely misses its target'::text
                         ELSE (('misses its target (about '::text || round((((10)::double precision * x.miss_probability))::numeric)) || ' in 10)'::text)
                     END)
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN x.is_behind THEN 'behind plan'::text
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN (x.confidence < (0.5)::double precision) THEN (('stated confidence '::text || round((((100)::double precision * x.confidence))::numeric)) || ' %'::text)
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN (x.overdue > 0) THEN (x.overdue ||
                     CASE
                         WHEN (x.overdue = 1) THEN ' overdue action'::text
                         ELSE ' overdue actions'::text
                     END)
                     ELSE NULL::text
                 END) AS reason
            FROM seen x
         )
  SELECT f.goal_id,
     f.goal_key,
     f.goal_name,
     (row_number() OVER (ORDER BY f.urgency, f.expected_loss DESC, f.lost_points DESC, f.status_order, f.goal_id))::integer AS attention_order,
     f.reason,
     f.lost_points,
     f.status,
     f.status_order,
     f.score,
     f.expected_score,
     f.outcome,
     f.owner_id,
     f.owner_name,
     f.team_id,
     f.team_name,
     f.due_on,
     f.blocker,
     f.overdue AS overdue_action_count,
     f.confidence,
     f.goal_path,
         CASE f.finding_order
             WHEN 1 THEN 'blocked'::text
             WHEN 2 THEN 'red, and deteriorating'::text
             WHEN 3 THEN 'deteriorating'::text
             WHEN 4 THEN 'green, but deteriorating'::text
             WHEN 5 THEN 'no data'::text
             WHEN 6 THEN 'stale'::text
             WHEN 7 THEN 'red'::text
             WHEN 8 THEN 'missed'::text
             WHEN 9 THEN 'heading for a miss'::text
             WHEN 10 THEN 'behind plan'::text
             WHEN 11 THEN 'low confidence'::text
             WHEN 12 THEN 'overdue actions'::text
             WHEN 13 THEN 'red, but noise'::text
             WHEN 14 THEN 'red, but improving'::text
             ELSE NULL::text
         END AS finding,
     f.finding_order,
     f.urgency AS urgency_order,
     f.momentum,
     f.momentum_order,
     f.hit_probability,
     f.outlook,
     f.outlook_order,
     f.measured_at
    FROM found f
   WHERE (f.finding_order IS NOT NULL);
END;

--
-- Name: FUNCTION _exception_rows(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._exception_rows() IS 'Internal: rows of the view exceptions. A function, because compiling the query (JIT) would take longer than running it; nothing is lost, since attention_order needs all goals whatever is asked of them.';

--
-- Name: _quotient(double precision, double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._quotient(x double precision, y double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN ((x IS NULL) OR (abs(y) < (0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001)::double precision)) THEN NULL::double precision
             WHEN (abs(x) < (0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001)::double precision) THEN (0)::double precision
             ELSE (LEAST(GREATEST(x, ('-1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision), ('1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) / LEAST(GREATEST(y, ('-1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision), ('1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision))
         END AS "case";
END;

--
-- Name: FUNCTION _quotient(x double precision, y double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._quotient(x double precision, y double precision) IS 'Internal: x / y, without an error, as _product. NULL where y counts as 0, and for NULL.';

--
-- Name: _edge; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf._edge WITH (security_invoker='true') AS
 SELECT g.id AS goal_id,
    g.parent_id,
    g.weight,
    g.share
   FROM perf.goal g
  WHERE (g.parent_id IS NOT NULL)
UNION ALL
 SELECT l.goal_id,
    l.parent_id,
    l.weight,
    l.share
   FROM perf.goal_link l;

--
-- Name: VIEW _edge; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf._edge IS 'Internal: one row per goal and goal above it.';

--
-- Name: COLUMN _edge.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._edge.goal_id IS 'Goal.';

--
-- Name: COLUMN _edge.parent_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._edge.parent_id IS 'Goal above.';

--
-- Name: COLUMN _edge.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._edge.weight IS 'How much the goal counts there.';

--
-- Name: COLUMN _edge.share; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._edge.share IS 'Part of the goal that counts there; empty: all of it.';

--
-- Name: _figure_parts(bigint, bigint[], double precision[]); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._figure_parts(close_id bigint, goal_ids bigint[], actuals double precision[]) RETURNS SETOF opm._figure_part
    LANGUAGE sql STABLE ROWS 100
    SET jit TO 'off'
    BEGIN ATOMIC
 WITH RECURSIVE figure AS MATERIALIZED (
          SELECT f_1.id,
             f_1.actual,
             (f_1.place)::integer AS place
            FROM UNNEST(_figure_parts.goal_ids, _figure_parts.actuals) WITH ORDINALITY f_1(id, actual, place)
         ), counted AS MATERIALIZED (
          SELECT e.parent_id AS id,
             e.goal_id AS child_id,
             (p.visibility <> 'everyone'::text) AS is_private,
             (c.visibility <> 'everyone'::text) AS child_is_private,
             ((perf._adds_values(c.rollup) IS TRUE) AND (perf._adds_values(p.rollup) IS NOT TRUE)) AS is_targeted,
                 CASE
                     WHEN ((COALESCE(lower(p.rollup), 'mean'::text) = ANY (ARRAY['mean'::text, 'geomean'::text, 'harmean'::text, 'sum'::text, 'avg'::text])) AND (count(*) OVER (PARTITION BY e.goal_id) = 1)) THEN perf._quotient(m.size, sum(m.size) OVER (PARTITION BY e.parent_id))
                     ELSE NULL::double precision
                 END AS fraction
            FROM ((((perf._edge e
              JOIN perf.goal c ON ((c.id = e.goal_id)))
              JOIN perf.goal p ON ((p.id = e.parent_id)))
              JOIN figure f_1 ON ((f_1.id = e.goal_id)))
              CROSS JOIN LATERAL ( SELECT perf._product(COALESCE(e.share, (1)::double precision),
                         CASE lower(p.rollup)
                             WHEN 'sum'::text THEN COALESCE(abs(f_1.actual), (1)::double precision)
                             WHEN 'avg'::text THEN perf._product(e.weight, COALESCE(abs(f_1.actual), (1)::double precision))
                             ELSE e.weight
                         END) AS size) m)
           WHERE ((e.weight > (0)::double precision) AND (c.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) AND (lower(p.rollup) IS DISTINCT FROM 'own'::text))
         ), part AS MATERIALIZED (
          SELECT k_1.id,
             k_1.child_id,
             k_1.is_private,
             (k_1.child_is_private AND ((b.id IS NULL) OR k_1.is_targeted)) AS is_secret,
                 CASE
                     WHEN ((b.id IS NULL) OR (NOT (k_1.child_is_private AND k_1.is_targeted))) THEN k_1.fraction
                     ELSE NULL::double precision
                 END AS fraction
            FROM (counted k_1
              LEFT JOIN ( SELECT DISTINCT x.id
                    FROM counted x) b ON ((b.id = k_1.child_id)))
         ), resting(id) AS (
          SELECT k_1.id
            FROM part k_1
           WHERE k_1.is_secret
         UNION
          SELECT k_1.id
            FROM (resting r
              JOIN part k_1 ON ((k_1.child_id = r.id)))
         )
  SELECT _figure_parts.close_id AS close_id,
     k.id,
     k.child_id,
     f.place,
     k.is_private,
     k.is_secret,
     k.fraction
    FROM (part k
      JOIN figure f ON ((f.id = k.id)))
   WHERE (k.is_secret OR (k.child_id IN ( SELECT r.id
            FROM resting r)));
END;

--
-- Name: FUNCTION _figure_parts(close_id bigint, goal_ids bigint[], actuals double precision[]); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._figure_parts(close_id bigint, goal_ids bigint[], actuals double precision[]) IS 'Internal: which figures rest on private goals, as rows for close_part. goal_ids: goals that have a figure, in tree order; actuals: their values, NULL for those judged by a score alone. Used by _make_close and _shared_scores.';

--
-- Name: _forget_quiet(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._forget_quiet() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- Also where it is forgotten already: whoever measures at this time has to wait for the change. Locked in the order
	-- in which measurements lock.
	IF TG_TABLE_NAME IN ('setting', 'period') THEN
		PERFORM FROM perf.announced a ORDER BY a.goal_id FOR NO KEY UPDATE;
		UPDATE perf.announced a SET quiet_from = NULL;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		PERFORM FROM perf.announced a
		WHERE a.goal_id IN (SELECT c.id FROM changed_rows c)
		ORDER BY a.goal_id FOR NO KEY UPDATE;
		UPDATE perf.announced a SET quiet_from = NULL FROM changed_rows c WHERE a.goal_id = c.id;
	ELSE
		PERFORM FROM perf.announced a
		WHERE a.goal_id IN (SELECT c.goal_id FROM changed_rows c)
		ORDER BY a.goal_id FOR NO KEY UPDATE;
		UPDATE perf.announced a SET quiet_from = NULL FROM changed_rows c WHERE a.goal_id = c.goal_id;
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _forget_quiet(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._forget_quiet() IS 'Internal: trigger function: another target, period or band may give the same value another status, so the next measurement is looked at.';

--
-- Name: _guard_goal(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._guard_goal() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	INSERT INTO perf.guarded_goal (goal_id)
	SELECT n.id FROM new_rows n WHERE n.visibility <> 'everyone' OR n.min_group IS NOT NULL
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _guard_goal(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._guard_goal() IS 'Internal: trigger function: notes goals that not everyone may see all of.';

--
-- Name: _is_comparable(double precision, double precision); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._is_comparable(coverage_fraction double precision, before_coverage_fraction double precision) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE(((coverage_fraction >= (0.5)::double precision) AND (before_coverage_fraction >= (0.5)::double precision)), false);

--
-- Name: FUNCTION _is_comparable(coverage_fraction double precision, before_coverage_fraction double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._is_comparable(coverage_fraction double precision, before_coverage_fraction double precision) IS 'Internal: true if at two times enough was known to compare the scores: at least half of the weight, both times. A score of a few goals against one of many tells which were measured, not how they went.';

--
-- Name: guarded_goal; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.guarded_goal (
    goal_id bigint NOT NULL
);

--
-- Name: TABLE guarded_goal; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.guarded_goal IS 'Goals that are or were private, or surveys with a minimum group: only for these do the policies ask who may see what. Filled by a trigger, only ever added to; goals that are gone stay.';

--
-- Name: COLUMN guarded_goal.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.guarded_goal.goal_id IS 'Goal.';

--
-- Name: _is_of_private_goal(text, jsonb); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._is_of_private_goal(table_name text, j jsonb) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN ((table_name <> 'goal'::text) AND ((j ->> 'goal_id'::text) IS NOT NULL) AND (SELECT CASE WHEN (g.id IS NULL) THEN (EXISTS (SELECT FROM perf.guarded_goal q WHERE (q.goal_id = k.id))) ELSE (g.visibility <> 'everyone'::text) END AS "case" FROM ((SELECT ((_is_of_private_goal.j ->> 'goal_id'::text))::bigint AS id) k LEFT JOIN perf.goal g ON ((g.id = k.id)))));

--
-- Name: FUNCTION _is_of_private_goal(table_name text, j jsonb); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._is_of_private_goal(table_name text, j jsonb) IS 'Internal: true for a row that is about a private goal, for change_log: it stays confidential when the goal no more is. Asked as the owner.';

--
-- Name: _keep_goal_id(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._keep_goal_id() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', TABLE = 'goal', SCHEMA = TG_TABLE_SCHEMA,
		COLUMN = 'id', MESSAGE = 'the id of a goal does not change',
		DETAIL = 'Its history goes by it.', HINT = 'Change key or name, which are for people.';
END
$$;

--
-- Name: FUNCTION _keep_goal_id(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._keep_goal_id() IS 'Internal: trigger function: the id of a goal does not change.';

--
-- Name: _keep_superseded(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._keep_superseded() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    SET enable_nestloop TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- recorded_at stays where nothing was changed (_stamp_correction)
	IF TG_LEVEL = 'ROW' THEN
		IF TG_OP = 'UPDATE' AND NEW.recorded_at = OLD.recorded_at THEN
			RETURN NULL;
		END IF;
		-- a row that an UPDATE or MERGE moves to another partition is deleted here, and new there
		INSERT INTO perf.measurement_history
			(goal_id, at, value, base, note, recorded_at, recorded_by, superseded_at, superseded_by, operation)
		VALUES (OLD.goal_id, OLD.at, OLD.value, OLD.base, OLD.note, OLD.recorded_at, OLD.recorded_by,
			COALESCE(NEW.recorded_at, clock_timestamp()), TG_ARGV[1], TG_OP);
	ELSIF TG_OP = 'DELETE' THEN
		INSERT INTO perf.measurement_history
			(goal_id, at, value, base, note, recorded_at, recorded_by, superseded_by, operation)
		SELECT o.goal_id, o.at, o.value, o.base, o.note, o.recorded_at, o.recorded_by, TG_ARGV[1], TG_OP
		FROM old_rows o;
	ELSE
		-- the old row holds until the very moment from which the new one does
		INSERT INTO perf.measurement_history
			(goal_id, at, value, base, note, recorded_at, recorded_by, superseded_at, superseded_by, operation)
		SELECT o.goal_id, o.at, o.value, o.base, o.note, o.recorded_at, o.recorded_by,
			COALESCE(n.recorded_at, clock_timestamp()), TG_ARGV[1], TG_OP
		FROM old_rows o LEFT JOIN new_rows n ON n.goal_id = o.goal_id AND n.at = o.at
		WHERE o.recorded_at IS DISTINCT FROM n.recorded_at;
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _keep_superseded(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._keep_superseded() IS 'Internal: trigger function: keeps superseded measurements in measurement_history.';

--
-- Name: _know_role(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._know_role() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	other text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- who may not change a login does not say it again either: another role may have the name now
	IF TG_OP = 'INSERT' OR (TG_ARGV[0] = 'said' AND NOT row_security_active(TG_RELID)) THEN
		NEW.role_key := opm._workspace_role_key(NEW.login);
		SELECT p.name INTO other FROM perf.person p WHERE p.role_key = NEW.role_key AND p.id <> NEW.id;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'unique_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
				CONSTRAINT = 'person_role_key', MESSAGE = format('role "%s" is person "%s" already', NEW.login, other),
				DETAIL = 'A database role is one person.', HINT = 'Take the login from that person first.';
		END IF;
	ELSIF TG_ARGV[0] = 'kept' THEN
		NEW.role_key := OLD.role_key;
	END IF;
	RETURN NEW;
END
$$;

--
-- Name: FUNCTION _know_role(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._know_role() IS 'Internal: trigger function: role_key is the role that login names when the owner says it, and is not written otherwise.';

--
-- Name: _least_group(bigint, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._least_group(goal_id bigint, home regclass DEFAULT 'perf.setting'::regclass) RETURNS double precision
    LANGUAGE plpgsql STABLE COST 1 PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN (SELECT COALESCE(g.min_group, 0) FROM perf.goal g WHERE g.id = _least_group.goal_id);
END
$$;

--
-- Name: FUNCTION _least_group(goal_id bigint, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._least_group(goal_id bigint, home regclass) IS 'Internal: least number of answers for a measurement of this goal to be seen: 0 where it is no survey, NULL where the goal cannot be seen. Used by a policy. A function, because the planner would expect a subquery to cost as much as millions of rows, and compile it.';

--
-- Name: _links_above(bigint[]); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._links_above(goal_ids bigint[]) RETURNS TABLE(goal_id bigint, parent_id bigint)
    LANGUAGE sql STABLE ROWS 10
    BEGIN ATOMIC
 WITH RECURSIVE up(id) AS (
          SELECT c.id
            FROM unnest(_links_above.goal_ids) c(id)
         UNION
          SELECT e_1.parent_id
            FROM (up up_1
              CROSS JOIN LATERAL perf._parents(up_1.id) e_1(parent_id))
         )
  SELECT up.id,
     e.parent_id
    FROM (up
      CROSS JOIN LATERAL perf._parents(up.id) e(parent_id));
END;

--
-- Name: FUNCTION _links_above(goal_ids bigint[]); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._links_above(goal_ids bigint[]) IS 'Internal: every link from one of the goals upward, as far as the current role sees goals; each goal is looked at once.';

--
-- Name: _log_change(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._log_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    SET extra_float_digits TO '1'
    SET "TimeZone" TO 'UTC'
    SET "IntervalStyle" TO 'postgres'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF TG_OP = 'INSERT' THEN
		INSERT INTO perf.change_log (changed_by, table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_ARGV[1], TG_TABLE_NAME, TG_OP, perf._row_key(j.n), perf._row_goal(TG_TABLE_NAME, j.n),
			TG_TABLE_NAME = 'rating' OR COALESCE(j.n ->> 'visibility', 'everyone') <> 'everyone'
				OR perf._is_of_private_goal(TG_TABLE_NAME, j.n), NULL
		FROM (SELECT to_jsonb(r) AS n FROM new_rows r) j;
	ELSIF TG_OP = 'UPDATE' THEN
		-- a changed key is a deletion and an insertion
		INSERT INTO perf.change_log (changed_by, table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_ARGV[1], TG_TABLE_NAME,
			CASE WHEN j.n IS NULL THEN 'DELETE' WHEN j.o IS NULL THEN 'INSERT' ELSE 'UPDATE' END,
			COALESCE(j.o_key, j.n_key), perf._row_goal(TG_TABLE_NAME, COALESCE(j.o, j.n)),
			TG_TABLE_NAME = 'rating' OR COALESCE(j.o ->> 'visibility', 'everyone') <> 'everyone'
				OR COALESCE(j.n ->> 'visibility', 'everyone') <> 'everyone'
				OR perf._is_of_private_goal(TG_TABLE_NAME, COALESCE(j.o, j.n)), j.o::text
		FROM (
			SELECT o.j AS o, o.k AS o_key, n.j AS n, n.k AS n_key
			FROM (SELECT to_jsonb(r) AS j, perf._row_key(to_jsonb(r)) AS k FROM old_rows r) o
			FULL JOIN (SELECT to_jsonb(r) AS j, perf._row_key(to_jsonb(r)) AS k FROM new_rows r) n ON n.k = o.k
		) j
		WHERE (j.o - 'updated_at') IS DISTINCT FROM (j.n - 'updated_at');
	ELSE
		INSERT INTO perf.change_log (changed_by, table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_ARGV[1], TG_TABLE_NAME, TG_OP, perf._row_key(j.o), perf._row_goal(TG_TABLE_NAME, j.o),
			TG_TABLE_NAME = 'rating' OR COALESCE(j.o ->> 'visibility', 'everyone') <> 'everyone'
				OR perf._is_of_private_goal(TG_TABLE_NAME, j.o), j.o::text
		FROM (SELECT to_jsonb(r) AS o FROM old_rows r) j;
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _log_change(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._log_change() IS 'Internal: trigger function: keeps what rows were before a change, in change_log.';

--
-- Name: _make_close(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._make_close() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	p record; -- a type would be looked up before the first statement
	as_of timestamptz;
	closing timestamptz;
	is_shared boolean;
	last_day date;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- this function itself, or the owner who brings back a close from elsewhere: _refuse_late_close looks at it
	IF NEW.digest IS NOT NULL THEN
		RETURN NEW;
	END IF;
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state',
			MESSAGE = format('a period cannot be closed in a transaction of isolation level %s',
				current_setting('transaction_isolation')),
			DETAIL = 'Measurements that others write at this moment would be neither in the close'
				' nor among its restatements.',
			HINT = 'Use READ COMMITTED.';
	END IF;
	-- Whatever is being written is waited for, and the close and its rows are made by one statement, from one snapshot.
	-- What is written later has a later time than the close, so it is a restatement.
	EXECUTE (SELECT format('LOCK TABLE %s IN SHARE MODE',
			string_agg(format('%I.%I', TG_TABLE_SCHEMA, t.table_name), ', ' ORDER BY t.ordinality))
		FROM opm._workspace_tables() WITH ORDINALITY t WHERE t.closed);
	UPDATE perf.tree_lock SET turn = turn + 1;
	SELECT q.* INTO p FROM perf.period q WHERE q.id = NEW.period_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('period %s does not exist', COALESCE(NEW.period_id::text, 'NULL')),
			HINT = format('%I.period_id(name) finds one by its name; %I.add_fiscal_year(...) makes those of a year.',
				TG_TABLE_SCHEMA, TG_TABLE_SCHEMA);
	END IF;
	IF EXISTS (SELECT FROM perf.period_close c WHERE c.period_id = p.id) THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = format('period "%s" is closed already', p.name),
			DETAIL = 'A close never changes; later corrections show in the view restatements.';
	END IF;
	IF p.from_at > now() THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('period "%s" has not begun', p.name),
			DETAIL = format('Its first day is %s.', p.first_day), HINT = 'Close it when it is over.';
	END IF;
	-- everyone reads it, so it rests on nothing that not everyone may see
	is_shared := NOT EXISTS (SELECT FROM perf.goal g
		WHERE g.parent_id IS NULL AND g.lifecycle IN ('active', 'done')
			AND (g.visibility <> 'everyone' OR g.id IN (SELECT k.goal_id
				FROM perf._figure_parts(0, ARRAY(SELECT q.id FROM perf.goal q), '{}') k)));
	closing := clock_timestamp();
	as_of := LEAST(closing, p.until_at - interval '1 microsecond');
	WITH RECURSIVE t AS MATERIALIZED ( -- fence: one-pass
		SELECT perf.tree_at(as_of, closing) AS tree, gen_random_uuid()::text AS salt,
			(SELECT c.digest FROM perf.period_close c ORDER BY c.id DESC LIMIT 1) AS last_digest
	), c AS (
		INSERT INTO perf.period_close (id, period_id, closed_at, closed_by, note, score, previous_digest, digest)
		OVERRIDING SYSTEM VALUE
		SELECT NEW.id, p.id, closing, TG_ARGV[1], NEW.note,
			(SELECT avg(LEAST(GREATEST(r.score, d.credit_floor), d.credit_cap))
				FROM opm.rollup_bigint(t.tree) r CROSS JOIN perf.setting d
				WHERE r.depth = 0 AND r.score IS NOT NULL AND is_shared),
			t.last_digest, perf._close_digest(t.last_digest, p.id, closing, COALESCE(t.salt || t.tree::text, ''))
		FROM t
		RETURNING id
	), o AS (
		INSERT INTO perf.close_tree (close_id, outline, salt)
		SELECT c.id, t.tree::text, t.salt FROM c, t WHERE t.tree IS NOT NULL
	), edge AS MATERIALIZED ( -- fence: one-pass
		SELECT e.goal_id, e.parent_id,
			e.weight > 0 AND g.lifecycle IN ('active', 'done') AND g.visibility <> 'everyone' AS is_private
		FROM perf._edge e JOIN perf.goal g ON g.id = e.goal_id
	), above(id) AS (
		SELECT e.parent_id FROM edge e WHERE e.is_private
		UNION
		SELECT e.parent_id FROM above a JOIN edge e ON e.goal_id = a.id
	), beside(id) AS (
		SELECT e.goal_id FROM edge e WHERE e.parent_id IN (SELECT q.parent_id FROM edge q WHERE q.is_private)
		UNION
		SELECT e.goal_id FROM beside b JOIN edge e ON e.parent_id = b.id
	), r AS (
		INSERT INTO perf.close_result (close_id, goal_id, goal_key, goal_name, parent_goal_id, depth, tree_order,
			actual, target, unit, score, status, status_order, outcome, coverage_fraction, root_weight_fraction,
			visibility)
		SELECT c.id, s.goal_id, s.goal_key, s.goal_name, s.parent_goal_id, s.depth, s.tree_order, s.actual, s.target,
			s.unit, s.score, s.status, s.status_order, s.outcome,
			-- everyone who sees the goal reads these: they tell weights, and which goals have a score
			CASE WHEN s.goal_id NOT IN (SELECT a.id FROM above a) THEN s.coverage_fraction END,
			CASE WHEN s.goal_id NOT IN (SELECT b.id FROM beside b) THEN s.root_weight_fraction END,
			g.visibility
		FROM c, perf.scorecard_at(as_of, closing) s JOIN perf.goal g ON g.id = s.goal_id
	)
	SELECT c.id INTO NEW.id FROM c;
	INSERT INTO perf.close_part (close_id, goal_id, child_id, tree_order, is_private, is_secret, fraction)
	SELECT k.close_id, k.goal_id, k.child_id, k.tree_order, k.is_private, k.is_secret, k.fraction
	FROM (
		SELECT array_agg(r.goal_id ORDER BY r.tree_order) AS goal_ids,
			array_agg(r.actual ORDER BY r.tree_order) AS actuals
		FROM perf.close_result r
		WHERE r.close_id = NEW.id AND (r.score IS NOT NULL OR r.actual IS NOT NULL)
	) f
	CROSS JOIN LATERAL perf._figure_parts(NEW.id, f.goal_ids, f.actuals) k;
	-- so that goal_history says of that day what the close says
	last_day := timezone(perf.time_zone(), as_of)::date;
	DELETE FROM perf.snapshot s WHERE s.day = last_day;
	INSERT INTO perf.snapshot (day) VALUES (last_day);
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _make_close(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._make_close() IS 'Internal: trigger function: makes the close of the period that is inserted, in place of the row that is inserted.';

--
-- Name: _may_close(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._may_close(home regclass DEFAULT 'perf.setting'::regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF NOT perf._sees_everything() THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'permission denied to close a period',
			DETAIL = 'A close holds every goal, so only the owner and admins of the workspace, who see all of them,'
				' may close.';
	END IF;
END
$$;

--
-- Name: FUNCTION _may_close(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._may_close(home regclass) IS 'Internal: raises 42501 for those who may not close a period.';

--
-- Name: _measure_by_key(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._measure_by_key() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF NEW.goal_id IS NOT NULL AND NEW.goal_id <> perf.goal_id(NEW.goal_key) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('goal "%s" has not the id %s', NEW.goal_key, NEW.goal_id),
			HINT = 'Leave goal_id out: the key says which goal it is.';
	END IF;
	PERFORM perf.measure(NEW.goal_key, NEW.value, NEW.at, NEW.base, NEW.day, NEW.note);
	RETURN NEW;
END
$$;

--
-- Name: FUNCTION _measure_by_key(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._measure_by_key() IS 'Internal: trigger function: a row put into measurement_by_key is measured.';

--
-- Name: _momentum_rows(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._momentum_rows() RETURNS TABLE(goal_id bigint, goal_key text, goal_name text, tree_order integer, is_leaf boolean, team_id bigint, team_name text, unit text, score double precision, short_before_score double precision, short_change_points double precision, long_before_score double precision, long_change_points double precision, value double precision, short_value_change double precision, short_chance double precision, long_value_change double precision, long_chance double precision, momentum text, momentum_order integer, reason text, measured_at timestamp with time zone, is_short_comparable boolean, is_long_comparable boolean)
    LANGUAGE sql STABLE ROWS 10000
    SET jit TO 'off'
    BEGIN ATOMIC
 WITH scored AS MATERIALIZED (
          SELECT r_1.key,
             r_1.ordinal,
             r_1.leaf,
             r_1.score,
             r_1.coverage
            FROM (( SELECT perf.tree_at() AS tree
                  OFFSET 0) t_1
              CROSS JOIN LATERAL opm.rollup_bigint(t_1.tree) r_1(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))
         ), short AS MATERIALIZED (
          SELECT r_1.key,
             r_1.score,
             r_1.coverage
            FROM (( SELECT perf.tree_at((now() - '672:00:00'::interval)) AS tree
                  OFFSET 0) t_1
              CROSS JOIN LATERAL opm.rollup_bigint(t_1.tree) r_1(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))
         ), long AS MATERIALIZED (
          SELECT r_1.key,
             r_1.score,
             r_1.coverage
            FROM (( SELECT perf.tree_at((now() - '2184:00:00'::interval)) AS tree
                  OFFSET 0) t_1
              CROSS JOIN LATERAL opm.rollup_bigint(t_1.tree) r_1(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))
         ), signals AS MATERIALIZED (
          SELECT x.goal_id,
             x.measured_at,
             x.value,
             x.short_value_change,
             x.short_chance,
             x.long_value_change,
             x.long_chance,
             x.momentum,
             x.reason
            FROM perf._goal_signal x
         )
  SELECT g.id,
     g.key,
     g.name,
     r.ordinal AS tree_order,
     r.leaf AS is_leaf,
     g.team_id,
     t.name AS team_name,
     g.unit,
     r.score,
     s.score AS short_before_score,
         CASE
             WHEN perf._is_comparable(r.coverage, s.coverage) THEN ((100)::double precision * (r.score - s.score))
             ELSE NULL::double precision
         END AS short_change_points,
     l.score AS long_before_score,
         CASE
             WHEN perf._is_comparable(r.coverage, l.coverage) THEN ((100)::double precision * (r.score - l.score))
             ELSE NULL::double precision
         END AS long_change_points,
     v.value,
     v.short_value_change,
     v.short_chance,
     v.long_value_change,
     v.long_chance,
     COALESCE(v.momentum, 'unknown'::text) AS momentum,
         CASE v.momentum
             WHEN 'deteriorating'::text THEN 1
             WHEN 'steady'::text THEN 2
             WHEN 'improving'::text THEN 3
             ELSE 0
         END AS momentum_order,
     COALESCE(v.reason,
         CASE
             WHEN r.leaf THEN 'no measurements'::text
             ELSE 'no measurements of its own: see the goals below it'::text
         END) AS reason,
     v.measured_at,
     perf._is_comparable(r.coverage, s.coverage) AS _is_comparable,
     perf._is_comparable(r.coverage, l.coverage) AS _is_comparable
    FROM (((((scored r
      JOIN perf.goal g ON (((g.id = r.key) AND (g.lifecycle = ANY (ARRAY['active'::text, 'done'::text])))))
      LEFT JOIN short s ON ((s.key = r.key)))
      LEFT JOIN long l ON ((l.key = r.key)))
      LEFT JOIN signals v ON ((v.goal_id = r.key)))
      LEFT JOIN perf.team t ON ((t.id = g.team_id)));
END;

--
-- Name: FUNCTION _momentum_rows(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._momentum_rows() IS 'Internal: rows of the view momentum. A function, because compiling the query (JIT) would take longer than running it; nothing is lost, since the trees are made for all goals whatever is asked of them.';

--
-- Name: access; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.access (
    login text NOT NULL,
    role_key text,
    level text NOT NULL,
    CONSTRAINT access_level_check CHECK (opm._word('access.level'::text, level, VARIADIC ARRAY['reader'::text, 'reporter'::text, 'contributor'::text, 'manager'::text, 'admin'::text])),
    CONSTRAINT access_login_check CHECK (opm._line('access.login'::text, login)),
    CONSTRAINT access_role_key_check CHECK (opm._line('access.role_key'::text, role_key))
);

--
-- Name: TABLE access; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.access IS 'Levels granted to database roles by opm.grant_workspace. A member of a role has its level.';

--
-- Name: COLUMN access.login; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.access.login IS 'Database role, by its name when the level was granted.';

--
-- Name: COLUMN access.role_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.access.role_key IS 'The role itself: identifier of the cluster and OID. In that cluster it decides which role has the level, whatever its name is now; where the table was restored elsewhere, login does.';

--
-- Name: COLUMN access.level; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.access.level IS 'reader, reporter, contributor, manager or admin.';

--
-- Name: _my_level(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._my_level() RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT COALESCE(max(
         CASE a.level
             WHEN 'admin'::text THEN 4
             WHEN 'manager'::text THEN 3
             WHEN 'contributor'::text THEN 2
             ELSE 1
         END), 0) AS "coalesce"
    FROM perf.access a
   WHERE pg_has_role(CURRENT_USER, opm._workspace_role(a.role_key, (a.login)::name), 'USAGE'::text);
END;

--
-- Name: FUNCTION _my_level(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._my_level() IS 'Internal: highest level of the current role, by its own grant or that of a role it is a member of: 0 none, 1 reader or reporter, 2 contributor, 3 manager, 4 admin. What a reporter sees beyond a reader is asked by _shared_scores.';

--
-- Name: _my_parts(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._my_parts(home regclass DEFAULT 'perf.setting'::regclass) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 10 PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT gp.goal_id FROM perf.goal_person gp
		WHERE gp.person_id = (SELECT perf.me()) AND gp.part = 'contributor';
END
$$;

--
-- Name: FUNCTION _my_parts(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._my_parts(home regclass) IS 'Internal: goals the current person takes part in as a contributor, of those that the person may see.';

--
-- Name: _my_sight(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._my_sight(home regclass DEFAULT 'perf.setting'::regclass) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF perf._sees_everything() THEN
		RETURN NULL;
	END IF;
	RETURN ARRAY(SELECT s.id FROM perf._seen_guarded() s(id));
END
$$;

--
-- Name: FUNCTION _my_sight(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._my_sight(home regclass) IS 'Internal: the guarded goals that the current role sees; NULL: it sees all goals. Asked as the reader by opm._workspace_shared_scores and opm._workspace_partial_goals, before they compute with the rights of the owner.';

--
-- Name: _my_teams(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._my_teams(home regclass DEFAULT 'perf.setting'::regclass) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 10 PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY WITH RECURSIVE led(id) AS (
		SELECT t.id FROM perf.team t WHERE t.lead_id = (SELECT perf.me())
		UNION
		SELECT t.id FROM perf.team t JOIN led ON t.parent_id = led.id
	)
	SELECT led.id FROM led;
END
$$;

--
-- Name: FUNCTION _my_teams(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._my_teams(home regclass) IS 'Internal: teams the current person leads, with all teams below them.';

--
-- Name: _note_goal(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._note_goal() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	INSERT INTO perf.announced (goal_id, status)
	SELECT n.id, perf._goal_status(n.lifecycle, NULL, false, false, NULL) FROM new_rows n;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _note_goal(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._note_goal() IS 'Internal: trigger function: a new goal begins with the status it has without data, which is not announced.';

--
-- Name: _partial_goals(oid, bigint[], regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._partial_goals(reader oid, sight bigint[], home regclass) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF sight IS NULL OR NOT EXISTS (SELECT FROM perf.guarded_goal) THEN
		RETURN;
	END IF;
	RETURN QUERY WITH RECURSIVE edge AS MATERIALIZED ( -- fence: one-pass
		SELECT e.goal_id, e.parent_id, p.visibility = 'everyone' OR p.id = ANY (sight) AS is_seen
		FROM perf._edge e
		JOIN perf.goal c ON c.id = e.goal_id
		JOIN perf.goal p ON p.id = e.parent_id
		WHERE e.weight > 0 AND c.lifecycle IN ('active', 'done') AND lower(p.rollup) IS DISTINCT FROM 'own'
	), above(id, is_seen) AS (
		SELECT e.parent_id, e.is_seen
		FROM perf.guarded_goal q
		JOIN perf.goal g ON g.id = q.goal_id
		JOIN edge e ON e.goal_id = g.id
		WHERE g.visibility <> 'everyone' AND g.id <> ALL (sight)
		UNION
		SELECT e.parent_id, e.is_seen FROM above a JOIN edge e ON e.goal_id = a.id
	)
	SELECT a.id FROM above a WHERE a.is_seen;
END
$$;

--
-- Name: FUNCTION _partial_goals(reader oid, sight bigint[], home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._partial_goals(reader oid, sight bigint[], home regclass) IS 'Internal: the work of opm._workspace_partial_goals, done as the owner: goals that the reader sees, above goals that count there and are hidden from the reader. sight: see _my_sight.';

--
-- Name: _private_below(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._private_below() RETURNS TABLE(goal_id bigint, private_ids bigint[])
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH RECURSIVE counted AS MATERIALIZED (
          SELECT e.goal_id,
             e.parent_id
            FROM ((perf._edge e
              JOIN perf.goal c ON ((c.id = e.goal_id)))
              JOIN perf.goal p ON ((p.id = e.parent_id)))
           WHERE ((e.weight > (0)::double precision) AND (c.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) AND (lower(p.rollup) IS DISTINCT FROM 'own'::text))
         ), above(id, private_id) AS (
          SELECT e.parent_id,
             g.id
            FROM (perf.goal g
              JOIN counted e ON ((e.goal_id = g.id)))
           WHERE (g.visibility <> 'everyone'::text)
         UNION
          SELECT e.parent_id,
             a_1.private_id
            FROM (above a_1
              JOIN counted e ON ((e.goal_id = a_1.id)))
         )
  SELECT a.id,
     array_agg(a.private_id ORDER BY a.private_id) AS array_agg
    FROM above a
   GROUP BY a.id;
END;

--
-- Name: FUNCTION _private_below(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._private_below() IS 'Internal: goals whose figures rest on private goals, with these; asked as who sees all goals. What counts where is as in _partial_goals.';

--
-- Name: _quiet_edge(double precision, double precision, opm.target, opm.bands); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._quiet_edge(value double precision, edge double precision, target opm.target, bands opm.bands) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	same text := opm.status(opm.score(value, target), bands);
	inside double precision;
BEGIN
	IF abs(edge) > 1e139 OR opm.status(opm.score(edge, target), bands) = same THEN
		RETURN edge;
	END IF;
	inside := value + (edge - value) * (1 - 1e-9);
	RETURN CASE WHEN opm.status(opm.score(inside, target), bands) = same THEN inside ELSE value END;
END
$$;

--
-- Name: FUNCTION _quiet_edge(value double precision, edge double precision, target opm.target, bands opm.bands); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._quiet_edge(value double precision, edge double precision, target opm.target, bands opm.bands) IS 'Internal: the value nearest to edge that has the same status as value: edge itself, one just inside, or value.';

--
-- Name: _quiet_values(double precision, opm.target, opm.bands, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._quiet_values(value double precision, target opm.target, bands opm.bands, home regclass DEFAULT 'perf.setting'::regclass, OUT low double precision, OUT high double precision) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	rank integer := opm.status_rank(opm.score(value, target), bands);
	worse double precision := opm.required(target, (opm.cuts(bands))[rank - 1]);
	better double precision := opm.required(target, (opm.cuts(bands))[rank]);
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	-- where the score rises (or falls) with the value, a status is a range of values; no edge means no end on that
	-- side, which is written as 1e140, because BI tools know no infinity; values beyond are looked at
	IF opm.direction(target) = 'up' THEN
		low := perf._quiet_edge(value, COALESCE(worse, -1e140), target, bands);
		high := perf._quiet_edge(value, COALESCE(better, 1e140), target, bands);
	ELSIF opm.direction(target) = 'down' THEN
		low := perf._quiet_edge(value, COALESCE(better, -1e140), target, bands);
		high := perf._quiet_edge(value, COALESCE(worse, 1e140), target, bands);
	END IF;
END
$$;

--
-- Name: FUNCTION _quiet_values(value double precision, target opm.target, bands opm.bands, home regclass, OUT low double precision, OUT high double precision); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._quiet_values(value double precision, target opm.target, bands opm.bands, home regclass, OUT low double precision, OUT high double precision) IS 'Internal: range of values around the given one, ends included, that have the same status. NULL where the score does not rise or fall with the value all the way.';

--
-- Name: _reader_persons(oid, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._reader_persons(reader oid, home regclass) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	connected oid := (SELECT r.oid FROM pg_roles r WHERE r.rolname = session_user AND NOT r.rolsuper);
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT p.id FROM perf.person p, LATERAL (SELECT opm._workspace_role(p.role_key, p.login) AS id) r
		WHERE pg_has_role(reader, r.id, 'MEMBER') OR pg_has_role(connected, r.id, 'USAGE');
END
$$;

--
-- Name: FUNCTION _reader_persons(reader oid, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._reader_persons(reader oid, home regclass) IS 'Internal: persons as whom the role reader, or the role that connected, can read. Used by _seen_by and _withheld_scores, as the owner.';

--
-- Name: _refuse_change_of_close(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._refuse_change_of_close() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'a close never changes',
		DETAIL = 'What was closed stays as it was; later corrections show in the view restatements.';
END
$$;

--
-- Name: FUNCTION _refuse_change_of_close(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._refuse_change_of_close() IS 'Internal: trigger function: a close never changes.';

--
-- Name: _refuse_late_close(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._refuse_late_close() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	wrong text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- Only the owner could write one by hand, and is not believed either. _make_close writes all of a close in one
	-- statement, so at the end of one that writes any of it the close is of this transaction, and whole: the tree fits
	-- the digest, and the results are those of the tree. A row that comes later does not fit.
	SELECT CASE WHEN c.closed_at < now() OR c.closed_at > clock_timestamp() THEN 'was not made now'
			ELSE perf._close_problem(c.id) END
	INTO wrong
	FROM perf.period_close c
	WHERE c.id IN (SELECT COALESCE(to_jsonb(n) ->> 'close_id', to_jsonb(n) ->> 'id')::bigint FROM new_rows n)
	ORDER BY 1 LIMIT 1;
	IF wrong IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', TABLE = TG_TABLE_NAME,
			SCHEMA = TG_TABLE_SCHEMA, MESSAGE = 'a close is made as a whole',
			DETAIL = format('With these rows, a close %s.', wrong),
			HINT = format('SELECT %I.close_period(...) makes one.', TG_TABLE_SCHEMA);
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _refuse_late_close(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._refuse_late_close() IS 'Internal: trigger function: rows of a close are written by the transaction that makes it, all at once, and as the tree says.';

--
-- Name: _refuse_truncate(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._refuse_truncate() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
		MESSAGE = format('table "%s" cannot be truncated', TG_TABLE_NAME),
		DETAIL = 'Every change is kept, and TRUNCATE would leave no trace.', HINT = 'Use DELETE.';
END
$$;

--
-- Name: FUNCTION _refuse_truncate(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._refuse_truncate() IS 'Internal: trigger function: refuses TRUNCATE, which would lose rows without a trace.';

--
-- Name: _refuse_used_goal(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._refuse_used_goal() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
	k record;
	is_used boolean;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF pg_has_role(TG_ARGV[1], current_user, 'USAGE') OR EXISTS (SELECT FROM perf.access a WHERE a.level = 'admin'
		AND pg_has_role(TG_ARGV[1], opm._workspace_role(a.role_key, a.login), 'USAGE')) THEN
		RETURN OLD;
	END IF;
	FOR k IN SELECT c.conrelid::regclass AS name, a.attname FROM pg_constraint c
		JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		WHERE c.confrelid = TG_RELID AND c.contype = 'f' AND c.confdeltype IN ('a', 'r') AND c.conparentid = 0
			AND cardinality(c.conkey) = 1
	LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %s x WHERE x.%I = $1)', k.name, k.attname) INTO is_used USING OLD.id;
		IF is_used THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', TABLE = 'goal', SCHEMA = TG_TABLE_SCHEMA,
				MESSAGE = format('goal "%s" cannot be deleted', OLD.key),
				DETAIL = 'Other rows name it: goals below it, measurements, check-ins, or what you may not see.',
				HINT = 'Set its lifecycle to dropped: then it does not count. An admin is told what names it.';
		END IF;
	END LOOP;
	RETURN OLD;
END
$_$;

--
-- Name: FUNCTION _refuse_used_goal(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._refuse_used_goal() IS 'Internal: trigger function: a goal that other rows name is not deleted, and who may not see everything is not told which rows these are.';

--
-- Name: _row_goal(text, jsonb); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._row_goal(table_name text, j jsonb) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (CASE WHEN (table_name = 'goal'::text) THEN (j ->> 'id'::text) ELSE (j ->> 'goal_id'::text) END)::bigint;

--
-- Name: FUNCTION _row_goal(table_name text, j jsonb); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._row_goal(table_name text, j jsonb) IS 'Internal: goal a row is about, for change_log; NULL if none.';

--
-- Name: _row_key(jsonb); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._row_key(j jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE((j ->> 'id'::text), (((j ->> 'goal_id'::text) || '/'::text) || COALESCE((j ->> 'parent_id'::text), (j ->> 'period_id'::text), (j ->> 'person_id'::text), ''::text)));

--
-- Name: FUNCTION _row_key(j jsonb); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._row_key(j jsonb) IS 'Internal: key of a row for change_log: its id, or the two keys it links.';

--
-- Name: _scopes_at(timestamp with time zone[]); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._scopes_at(times timestamp with time zone[]) RETURNS TABLE(ordinal integer, as_of timestamp with time zone, goal_id bigint, window_id bigint, target text, period_id bigint, usable_from_at timestamp with time zone, until_at timestamp with time zone, graded_until_at timestamp with time zone, counted_at timestamp with time zone, elapsed double precision)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH asked AS MATERIALIZED (
          SELECT (t.ordinal)::integer AS ordinal,
             t.as_of,
             d.time_zone,
             perf._day(d.time_zone, t.as_of) AS today
            FROM (unnest(_scopes_at.times) WITH ORDINALITY t(as_of, ordinal)
              CROSS JOIN perf.setting d)
         ), t AS MATERIALIZED (
          SELECT gt.goal_id,
             gt.target,
             q.id AS period_id,
             q.from_at,
             q.until_at,
             (q.last_day - q.first_day) AS days
            FROM (perf.goal_target gt
              JOIN perf.period q ON ((q.id = gt.period_id)))
         ), graded AS MATERIALIZED (
          SELECT x.goal_id,
             p_1.id AS period_id,
             min(GREATEST(l_1.from_at, p_1.until_at)) AS until_at
            FROM ((( SELECT g_1.id AS goal_id,
                     g_1.period_id
                    FROM perf.goal g_1
                   WHERE (g_1.id IN ( SELECT y.goal_id
                            FROM t y))
                 UNION
                  SELECT y.goal_id,
                     y.period_id
                    FROM t y) x
              JOIN perf.period p_1 ON ((p_1.id = x.period_id)))
              JOIN t l_1 ON (((l_1.goal_id = x.goal_id) AND (l_1.until_at > p_1.until_at))))
           GROUP BY x.goal_id, p_1.id
         ), bound AS MATERIALIZED (
          SELECT y.goal_id,
             min(y.since) AS since
            FROM ( SELECT b.goal_id,
                     b.at AS since
                    FROM perf._bound b
                 UNION ALL
                  SELECT g_1.id,
                     '-infinity'::timestamp with time zone AS since
                    FROM (perf.binding x
                      JOIN perf.goal g_1 ON ((g_1.key = ANY (string_to_array(x.goals, ' '::text)))))) y
           GROUP BY y.goal_id
         )
  SELECT a.ordinal,
     a.as_of,
     g.id,
     COALESCE(p.id, (0)::bigint) AS "coalesce",
     COALESCE(h.target, g.target) AS "coalesce",
     p.id,
     perf._window_from(p.from_at, p.until_at, g.max_age, a.as_of, a.time_zone) AS _window_from,
     COALESCE(p.until_at, 'infinity'::timestamp with time zone) AS "coalesce",
     l.until_at,
         CASE
             WHEN (g.time_aggregation = ANY (ARRAY['count'::text, 'sum'::text])) THEN perf._counted_at(
             CASE
                 WHEN (o.since <= a.as_of) THEN (timezone(a.time_zone, a.as_of))::date
                 ELSE g.counted_until
             END, p.until_at, a.time_zone)
             ELSE NULL::timestamp with time zone
         END AS "case",
     perf._elapsed(COALESCE(p.first_day, (timezone(a.time_zone, g.created_at))::date), LEAST(g.due_on, p.last_day),
         CASE
             WHEN (p.time_zone <> a.time_zone) THEN perf._day(p.time_zone, a.as_of)
             ELSE a.today
         END) AS _elapsed
    FROM (((((asked a
      CROSS JOIN perf.goal g)
      LEFT JOIN ( SELECT DISTINCT ON (b.ordinal, t.goal_id) b.ordinal,
             t.goal_id,
             t.target,
             t.period_id
            FROM (asked b
              JOIN t ON (((t.from_at <= b.as_of) AND (b.as_of < t.until_at))))
           ORDER BY b.ordinal, t.goal_id, t.days, t.period_id) h ON (((h.ordinal = a.ordinal) AND (h.goal_id = g.id))))
      LEFT JOIN perf.period p ON ((p.id = COALESCE(h.period_id, g.period_id))))
      LEFT JOIN graded l ON (((l.goal_id = g.id) AND (l.period_id = p.id))))
      LEFT JOIN bound o ON ((o.goal_id = g.id)));
END;

--
-- Name: FUNCTION _scopes_at(times timestamp with time zone[]); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._scopes_at(times timestamp with time zone[]) IS 'Internal: what counts for each goal at each of some times, as known now: _scope_at, for many times. times: in order; ordinal: place in times; window_id: the period, 0 for none.';

--
-- Name: _score_bands(opm.bands, double precision, text, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._score_bands(bands opm.bands, pace_score double precision, basis text, home regclass DEFAULT 'perf.setting'::regclass) RETURNS opm.bands
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN opm.bands(opm.labels(bands),
		ARRAY(SELECT perf._needed_score(c.cut, pace_score, basis)
			FROM unnest(opm.cuts(bands)) WITH ORDINALITY c(cut, place) ORDER BY c.place));
END
$$;

--
-- Name: FUNCTION _score_bands(bands opm.bands, pace_score double precision, basis text, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._score_bands(bands opm.bands, pace_score double precision, basis text, home regclass) IS 'Internal: the bands that give a score the status which the given bands give to what it lets expect.';

--
-- Name: _values_at(timestamp with time zone[]); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._values_at(times timestamp with time zone[]) RETURNS TABLE(ordinal integer, goal_id bigint, target text, period_id bigint, elapsed double precision, value double precision, base double precision, judged double precision, fresh_until timestamp with time zone, reference_at timestamp with time zone)
    LANGUAGE sql STABLE
    SET jit TO 'off'
    BEGIN ATOMIC
 WITH scope AS MATERIALIZED (
          SELECT s_1.ordinal,
             s_1.as_of,
             s_1.goal_id,
             s_1.window_id,
             s_1.target,
             s_1.period_id,
             s_1.usable_from_at,
             s_1.until_at,
             s_1.graded_until_at,
             s_1.counted_at,
             s_1.elapsed,
             g.time_aggregation,
             g.min_group,
             ((g.max_age IS NOT NULL) AND (g.time_aggregation = 'last'::text)) AS ages,
             ((g.max_age IS NOT NULL) AND (g.time_aggregation <> 'last'::text)) AS rolls,
             g.cadence_days
            FROM (perf._scopes_at(_values_at.times) s_1(ordinal, as_of, goal_id, window_id, target, period_id, usable_from_at, until_at, graded_until_at, counted_at, elapsed)
              JOIN perf.goal g ON ((g.id = s_1.goal_id)))
         ), part AS (
          SELECT w.goal_id,
             w.window_id,
             w.ordinal,
             opm.kpi(w.at, w.value, w.base) AS kpi
            FROM ( SELECT s_1.goal_id,
                     s_1.window_id,
                     m.at,
                     m.value,
                     m.base,
                     (width_bucket(m.at, ARRAY( SELECT (u.t + '00:00:00.000001'::interval)
                            FROM unnest(_values_at.times) u(t))) + 1) AS ordinal
                    FROM (( SELECT DISTINCT x.goal_id,
                             x.window_id,
                             x.min_group,
                             x.until_at,
                                 CASE
                                     WHEN x.ages THEN '-infinity'::timestamp with time zone
                                     ELSE x.usable_from_at
                                 END AS from_at
                            FROM scope x
                           WHERE (NOT x.rolls)) s_1
                      JOIN perf._measured m ON (((m.goal_id = s_1.goal_id) AND (m.at >= s_1.from_at) AND (m.at < s_1.until_at) AND (m.at <= (_values_at.times)[cardinality(_values_at.times)]) AND ((s_1.min_group IS NULL) OR (m.base >= (s_1.min_group)::double precision)))))) w
           GROUP BY w.goal_id, w.window_id, w.ordinal
         ), running AS (
          SELECT r_1.goal_id,
             r_1.window_id,
             r_1.ordinal,
             r_1.is_asked,
             opm.merge(r_1.kpi) OVER (PARTITION BY r_1.goal_id, r_1.window_id ORDER BY r_1.ordinal) AS kpi
            FROM ( SELECT p.goal_id,
                     p.window_id,
                     p.ordinal,
                     false AS is_asked,
                     p.kpi
                    FROM part p
                 UNION ALL
                  SELECT s_1.goal_id,
                     s_1.window_id,
                     s_1.ordinal,
                     true AS is_asked,
                     NULL::opm.kpi AS kpi
                    FROM scope s_1
                   WHERE (NOT s_1.rolls)) r_1
         )
  SELECT s.ordinal,
     s.goal_id,
     s.target,
     s.period_id,
     s.elapsed,
     v.value,
         CASE
             WHEN (v.value IS NOT NULL) THEN perf._counted_base(k.kpi, s.time_aggregation)
             ELSE NULL::double precision
         END AS "case",
         CASE
             WHEN (v.value IS NULL) THEN j.score
             ELSE NULL::double precision
         END AS "case",
     (
         CASE
             WHEN (v.value IS NULL) THEN j.at
             ELSE GREATEST(opm.last_at(k.kpi), s.counted_at)
         END + perf._days(((COALESCE(s.cadence_days, d.cadence_days) + d.grace_days))::double precision)),
     LEAST(s.as_of, s.until_at) AS "least"
    FROM (((((scope s
      CROSS JOIN perf.setting d)
      LEFT JOIN running r ON ((r.is_asked AND (r.goal_id = s.goal_id) AND (r.ordinal = s.ordinal))))
      CROSS JOIN LATERAL ( SELECT
                 CASE
                     WHEN s.rolls THEN ( SELECT opm.kpi(m.at, m.value, m.base) AS kpi
                        FROM perf._measured m
                       WHERE ((m.goal_id = s.goal_id) AND (m.at >= s.usable_from_at) AND (m.at < s.until_at) AND (m.at <= s.as_of) AND ((s.min_group IS NULL) OR (m.base >= (s.min_group)::double precision))))
                     WHEN ((NOT s.ages) OR (opm.last_at(r.kpi) >= s.usable_from_at)) THEN r.kpi
                     ELSE NULL::opm.kpi
                 END AS kpi
          OFFSET 0) k)
      CROSS JOIN LATERAL ( SELECT
                 CASE
                     WHEN perf._is_zero(k.kpi, s.counted_at, s.usable_from_at, s.as_of) THEN (0)::double precision
                     ELSE perf._counted_value(k.kpi, s.time_aggregation)
                 END AS value) v)
      LEFT JOIN LATERAL ( SELECT c.score,
             LEAST(c.at, (s.until_at - '00:00:00.000001'::interval)) AS at
            FROM perf.check_in c
           WHERE ((c.goal_id = s.goal_id) AND (c.score IS NOT NULL) AND (c.at >= s.usable_from_at) AND (c.at <= now()) AND (c.at < COALESCE(s.graded_until_at, 'infinity'::timestamp with time zone)) AND (LEAST(c.at, (s.until_at - '00:00:00.000001'::interval)) <= s.as_of))
           ORDER BY c.at DESC, c.id DESC
          LIMIT 1) j ON (((v.value IS NULL) AND (s.goal_id IN ( SELECT y.goal_id
            FROM perf.check_in y
           WHERE (y.score IS NOT NULL))))));
END;

--
-- Name: FUNCTION _values_at(times timestamp with time zone[]); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._values_at(times timestamp with time zone[]) IS 'Internal: what each goal was worth by itself at each of some times, as known now: value (base for a ratio), or the score judged where nothing was measured; and until when it was fresh. times: in order.';

--
-- Name: _scorecards_at(timestamp with time zone[]); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._scorecards_at(times timestamp with time zone[]) RETURNS TABLE(ordinal integer, goal_id bigint, is_partial boolean, rests_on bigint[], target text, period_id bigint, actual double precision, pace_value double precision, score double precision, pace_score double precision, expected_score double precision, status text, status_order integer, plan_status text, outcome text, band_from_score double precision, band_to_score double precision, coverage_fraction double precision)
    LANGUAGE sql STABLE
    SET jit TO 'off'
    SET enable_hashagg TO 'off'
    BEGIN ATOMIC
 WITH v AS MATERIALIZED (
          SELECT x.ordinal,
             x.goal_id,
             x.target,
             x.period_id,
             x.elapsed,
             x.value,
             x.base,
             x.judged,
             x.fresh_until,
             x.reference_at
            FROM perf._values_at(_scorecards_at.times) x(ordinal, goal_id, target, period_id, elapsed, value, base, judged, fresh_until, reference_at)
         ), private AS MATERIALIZED (
          SELECT b_1.goal_id,
             b_1.private_ids
            FROM perf._private_below() b_1(goal_id, private_ids)
         ), kind AS MATERIALIZED (
          SELECT k.is_partial
            FROM ( VALUES (false), (true)) k(is_partial)
           WHERE ((NOT k.is_partial) OR (EXISTS ( SELECT
                    FROM private)))
         ), split AS MATERIALIZED (
          SELECT s.goal_id
            FROM perf._split_goal s
         ), listed AS (
          SELECT t.ordinal,
             t.is_partial,
             r_1.key,
             r_1.method,
             r_1.value,
             r_1.target,
             r_1.score,
             r_1.coverage,
             r_1.pace_score,
             r_1.expected_score,
             (opm.score(t.left_over, r_1.key) < (0)::double precision) AS is_late
            FROM (( SELECT x.ordinal,
                     x.is_partial,
                     opm.goaltree(x.goal) AS scored,
                     opm.goaltree(x.id, x.parent_id, x.left_over, (1)::double precision, x.fresh_rollup) FILTER (WHERE x.counts) AS left_over
                    FROM ( SELECT v_1.ordinal,
                             k.is_partial,
                             g_1.id,
                             g_1.parent_id,
                             c.counts,
                                 CASE
                                     WHEN (g_1.lifecycle = 'active'::text) THEN (date_part('epoch'::text, v_1.fresh_until) - date_part('epoch'::text, v_1.reference_at))
                                     ELSE NULL::double precision
                                 END AS left_over,
                             perf._fresh_rollup(g_1.rollup) AS fresh_rollup,
                             opm.goal(g_1.id, g_1.parent_id, g_1.name, v_1.value, v_1.base, (v_1.target)::opm.target, v_1.judged,
                                 CASE
                                     WHEN (g_1.parent_id IS NOT NULL) THEN g_1.weight
                                     ELSE NULL::double precision
                                 END, g_1.rollup, g_1.missing, COALESCE(g_1.credit_floor, d_1.credit_floor), COALESCE(g_1.credit_cap, d_1.credit_cap), g_1.unit,
                                 CASE
                                     WHEN ((g_1.share IS NOT NULL) AND (g_1.parent_id IS NOT NULL) AND (g_1.id IN ( SELECT s.goal_id
                                        FROM split s))) THEN g_1.share
                                     ELSE NULL::double precision
                                 END, c.counts, perf._pace_score((v_1.target)::opm.target,
                                 CASE
                                     WHEN (g_1.lifecycle = 'done'::text) THEN (1)::double precision
                                     ELSE v_1.elapsed
                                 END, g_1.plan), NULLIF(COALESCE(g_1.status_basis, d_1.status_basis), 'expected'::text)) AS goal
                            FROM ((((v v_1
                              JOIN perf.goal g_1 ON ((g_1.id = v_1.goal_id)))
                              CROSS JOIN perf.setting d_1)
                              JOIN kind k ON (((NOT k.is_partial) OR (g_1.visibility = 'everyone'::text))))
                              CROSS JOIN LATERAL ( SELECT (g_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) AS counts) c)
                         UNION ALL
                          SELECT o_1.ordinal,
                             k.is_partial,
                             l.goal_id AS id,
                             l.parent_id,
                             (g_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) AS counts,
                             NULL::double precision AS left_over,
                             NULL::text AS fresh_rollup,
                             opm.goal(l.goal_id, l.parent_id, weight => l.weight, share =>
                                 CASE
                                     WHEN ((l.share IS NOT NULL) AND (l.goal_id IN ( SELECT s.goal_id
                                        FROM split s))) THEN l.share
                                     ELSE NULL::double precision
                                 END) AS goal
                            FROM (((perf.goal_link l
                              JOIN perf.goal g_1 ON ((g_1.id = l.goal_id)))
                              JOIN kind k ON (((NOT k.is_partial) OR (g_1.visibility = 'everyone'::text))))
                              CROSS JOIN generate_series(1, cardinality(_scorecards_at.times)) o_1(ordinal))) x
                   GROUP BY x.ordinal, x.is_partial
                  OFFSET 0) t
              CROSS JOIN LATERAL opm.rollup_bigint(t.scored) r_1(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))
          OFFSET 0
         )
  SELECT r.ordinal,
     r.key,
     r.is_partial,
         CASE
             WHEN (NOT r.is_partial) THEN COALESCE(p.private_ids, '{}'::bigint[])
             ELSE '{}'::bigint[]
         END AS "case",
     r.target,
     v.period_id,
     r.value,
     perf._planned((v.target)::opm.target, v.elapsed, g.plan) AS _planned,
     r.score,
     r.pace_score,
     r.expected_score,
     perf._goal_status(g.lifecycle, j.judged, j.lacks_target, r.is_late, b.bands) AS _goal_status,
     perf._goal_status_order(g.lifecycle, j.judged, j.lacks_target, r.is_late, b.bands) AS _goal_status_order,
     perf._plan_status(r.score, r.pace_score, o.is_over) AS _plan_status,
     perf._outcome(g.lifecycle, r.score, o.is_over) AS _outcome,
     (opm.cuts(b.bands))[(opm.status_rank(j.judged, b.bands) - 1)] AS cuts,
     (opm.cuts(b.bands))[opm.status_rank(j.judged, b.bands)] AS cuts,
     r.coverage
    FROM (((((((listed r
      JOIN perf.goal g ON ((g.id = r.key)))
      JOIN v ON (((v.ordinal = r.ordinal) AND (v.goal_id = r.key))))
      CROSS JOIN perf.setting d)
      CROSS JOIN LATERAL ( SELECT (COALESCE(g.bands, d.bands))::opm.bands AS bands) b)
      CROSS JOIN LATERAL ( SELECT (COALESCE((v.elapsed >= (1)::double precision), false) OR (g.lifecycle = 'done'::text)) AS is_over) o)
      CROSS JOIN LATERAL ( SELECT perf._judged_score(r.score, r.expected_score, COALESCE(g.status_basis, d.status_basis), o.is_over) AS judged,
             perf._lacks_target(r.score, r.value, (r.target IS NOT NULL), r.method) AS lacks_target
          OFFSET 0) j)
      LEFT JOIN private p ON ((p.goal_id = r.key)))
   WHERE ((NOT r.is_partial) OR (p.goal_id IS NOT NULL));
END;

--
-- Name: FUNCTION _scorecards_at(times timestamp with time zone[]); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._scorecards_at(times timestamp with time zone[]) IS 'Internal: scorecard_at of many times, as known now, for who sees all goals. Goals whose figures rest on private ones have two rows: with all goals, and without the private ones (is_partial). times: in order.';

--
-- Name: _seen_by(oid, bigint[], regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._seen_by(reader oid, sight bigint[], home regclass) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	persons bigint[];
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	persons := ARRAY(SELECT p.id FROM perf._reader_persons(reader, home) p(id));
	RETURN ARRAY(
		WITH RECURSIVE led(id) AS (
			SELECT t.id FROM perf.team t WHERE t.lead_id = ANY (persons)
			UNION
			SELECT t.id FROM perf.team t JOIN led ON t.parent_id = led.id
		)
		-- as the policy of goal
		SELECT g.id FROM perf.goal g
		WHERE g.visibility = 'everyone' OR g.id = ANY (sight) OR g.owner_id = ANY (persons)
			OR g.team_id IN (SELECT l.id FROM led l) OR (g.visibility = 'team'
				AND g.team_id IN (SELECT p.team_id FROM perf.person p WHERE p.id = ANY (persons))));
END
$$;

--
-- Name: FUNCTION _seen_by(reader oid, sight bigint[], home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._seen_by(reader oid, sight bigint[], home regclass) IS 'Internal: goals that the role reader sees, or can see as another role. sight: see _my_sight. Used as the owner.';

--
-- Name: _seen_guarded(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._seen_guarded(home regclass DEFAULT 'perf.setting'::regclass) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE COST 1 ROWS 10 PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT q.goal_id FROM perf.guarded_goal q WHERE q.goal_id IN (SELECT g.id FROM perf.goal g);
END
$$;

--
-- Name: FUNCTION _seen_guarded(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._seen_guarded(home regclass) IS 'Internal: guarded goals that the current role may see. Used by the policies.';

--
-- Name: _sees_everything(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._sees_everything(home regclass DEFAULT 'perf.setting'::regclass) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN perf._my_level() >= 4 OR NOT row_security_active(format('%I.setting', 'perf')::regclass);
END
$$;

--
-- Name: FUNCTION _sees_everything(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._sees_everything(home regclass) IS 'Internal: true for admins of the workspace and for the owner of its tables, whom no policy limits.';

--
-- Name: _shared_scores(oid, bigint[], regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._shared_scores(reader oid, sight bigint[], home regclass) RETURNS TABLE(goal_id bigint, score double precision, status text, status_order integer, is_withheld boolean)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	goal_ids bigint[]; -- those that have a figure, in tree order
	actuals double precision[];
	parents bigint[];
	scores double precision[];
	statuses text[];
	orders integer[];
	unseen bigint[] := '{}';
	withheld bigint[] := '{}';
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF sight IS NOT NULL AND NOT EXISTS (SELECT FROM perf.access a
		WHERE a.level = 'reporter' AND pg_has_role(reader, opm._workspace_role(a.role_key, a.login), 'USAGE')) THEN
		RETURN;
	END IF;
	SELECT array_agg(s.goal_id) FILTER (WHERE s.score IS NOT NULL OR s.actual IS NOT NULL),
		array_agg(s.actual) FILTER (WHERE s.score IS NOT NULL OR s.actual IS NOT NULL),
		array_agg(s.goal_id) FILTER (WHERE NOT s.is_leaf),
		array_agg(s.score) FILTER (WHERE NOT s.is_leaf),
		array_agg(s.status) FILTER (WHERE NOT s.is_leaf),
		array_agg(s.status_order) FILTER (WHERE NOT s.is_leaf)
	INTO goal_ids, actuals, parents, scores, statuses, orders
	FROM (
		SELECT x.goal_id, x.actual, x.score, x.status, x.status_order, x.is_leaf
		FROM perf.scorecard x ORDER BY x.tree_order
	) s;
	IF sight IS NOT NULL THEN
		unseen := ARRAY(SELECT g.id FROM perf.goal g WHERE g.visibility <> 'everyone' AND g.id <> ALL (sight));
	END IF;
	IF unseen <> '{}' THEN
		withheld := ARRAY(SELECT w.id FROM perf._withheld_scores(reader, sight, goal_ids, actuals, home) w(id));
	END IF;
	RETURN QUERY
		SELECT p.id, CASE WHEN NOT w.it THEN p.score END, CASE WHEN NOT w.it THEN p.status END,
			CASE WHEN NOT w.it THEN p.status_order END, w.it
		FROM unnest(parents, scores, statuses, orders) p(id, score, status, status_order)
		CROSS JOIN LATERAL (SELECT p.id = ANY (withheld)) w(it)
		WHERE p.id <> ALL (unseen);
END
$$;

--
-- Name: FUNCTION _shared_scores(reader oid, sight bigint[], home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._shared_scores(reader oid, sight bigint[], home regclass) IS 'Internal: the work of opm._workspace_shared_scores, done as the owner: the score of every parent that the reader sees, in which all goals count, for reporters, admins and the owner. sight: see _my_sight.';

--
-- Name: _stamp_correction(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._stamp_correction() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	-- a row written again as it was is no correction: what is known is known since then, and from whom
	IF (NEW.goal_id, NEW.at, NEW.value, NEW.base, NEW.note)
		IS NOT DISTINCT FROM (OLD.goal_id, OLD.at, OLD.value, OLD.base, OLD.note) THEN
		NEW.recorded_at := OLD.recorded_at;
		NEW.recorded_by := OLD.recorded_by;
	ELSE
		NEW.recorded_at := clock_timestamp();
		NEW.recorded_by := current_user;
	END IF;
	RETURN NEW;
END
$$;

--
-- Name: FUNCTION _stamp_correction(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._stamp_correction() IS 'Internal: trigger function: a correction is known from now on; an unchanged row is none.';

--
-- Name: _survey_goals(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._survey_goals(home regclass DEFAULT 'perf.setting'::regclass) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE COST 1 ROWS 10 PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT g.id FROM perf.goal g WHERE g.min_group IS NOT NULL;
END
$$;

--
-- Name: FUNCTION _survey_goals(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._survey_goals(home regclass) IS 'Internal: surveys that the current role may see. Used by the policies: only for these the size of a group is looked at.';

--
-- Name: _take_snapshots(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._take_snapshots() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	-- rows brought back from elsewhere have their goals with them
	days date[] := ARRAY(SELECT n.day FROM new_rows n WHERE n.known_at >= now() ORDER BY n.as_of);
	times timestamptz[] := ARRAY(SELECT n.as_of FROM new_rows n WHERE n.known_at >= now() ORDER BY n.as_of);
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF days = '{}' THEN
		RETURN NULL;
	END IF;
	WITH RECURSIVE above AS (
		-- down from the roots; a goal that everyone sees is never told of the private goals above it
		SELECT g.id, g.id AS root_id, g.perspective_id, g.visibility = 'everyone' AS is_open
		FROM perf.goal g WHERE g.parent_id IS NULL
		UNION ALL
		SELECT g.id, CASE WHEN g.visibility = 'everyone' AND NOT a.is_open THEN g.id ELSE a.root_id END,
			COALESCE(g.perspective_id, a.perspective_id), g.visibility = 'everyone'
		FROM above a JOIN perf.goal g ON g.parent_id = a.id
	)
	INSERT INTO perf.goal_snapshot (goal_id, day, is_partial, rests_on, parent_goal_id, root_goal_id, perspective_id,
		team_id, owner_id, period_id, target, unit, actual, pace_value, score, pace_score, expected_score,
		status, status_order, plan_status, outcome, band_from_score, band_to_score, coverage_fraction)
	SELECT s.goal_id, days[s.ordinal], s.is_partial, s.rests_on,
		CASE WHEN g.visibility <> 'everyone' OR u.visibility = 'everyone' THEN u.id END, a.root_id, a.perspective_id,
		g.team_id, g.owner_id, s.period_id, s.target, g.unit, s.actual, s.pace_value, s.score, s.pace_score,
		s.expected_score, s.status, s.status_order, s.plan_status, s.outcome, s.band_from_score, s.band_to_score,
		s.coverage_fraction
	FROM perf._scorecards_at(times) s
	JOIN perf.goal g ON g.id = s.goal_id
	LEFT JOIN perf.goal u ON u.id = g.parent_id
	LEFT JOIN above a ON a.id = s.goal_id;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _take_snapshots(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._take_snapshots() IS 'Internal: trigger function: fills goal_snapshot for the days that were added to snapshot.';

--
-- Name: _take_tree_lock(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._take_tree_lock() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	UPDATE perf.tree_lock SET turn = turn + 1;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _take_tree_lock(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._take_tree_lock() IS 'Internal: trigger function: takes the lock row, so that changes of a tree are one after the other. An UPDATE, because only a write-write conflict is seen at every isolation level.';

--
-- Name: _target_slope(double precision, opm.target); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._target_slope(value double precision, target opm.target) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN ((abs(_target_slope.value) <= ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) AND (abs(s.slope) <= ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision)) THEN s.slope
             ELSE NULL::double precision
         END AS "case"
    FROM ( SELECT
                 CASE
                     WHEN (opm.baseline(_target_slope.target) IS NULL) THEN
                     CASE
                         WHEN (abs(_target_slope.value) <= ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) THEN ((opm.score((_target_slope.value + (GREATEST(abs(_target_slope.value), (1)::double precision) * (0.0000001)::double precision)), _target_slope.target) - opm.score(_target_slope.value, _target_slope.target)) / (GREATEST(abs(_target_slope.value), (1)::double precision) * (0.0000001)::double precision))
                         ELSE NULL::double precision
                     END
                     WHEN ((abs(opm.target_value(_target_slope.target)) <= ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) AND (abs(opm.baseline(_target_slope.target)) <= ('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'::numeric)::double precision) AND (abs((opm.target_value(_target_slope.target) - opm.baseline(_target_slope.target))) >= (0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001)::double precision)) THEN ((1)::double precision / (opm.target_value(_target_slope.target) - opm.baseline(_target_slope.target)))
                     ELSE NULL::double precision
                 END AS slope) s;
END;

--
-- Name: FUNCTION _target_slope(value double precision, target opm.target); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._target_slope(value double precision, target opm.target) IS 'Internal: how much a score (1 is goal reached) rises for one unit of value more, at this value. 0 where it does not move, as on the far side of a limit. NULL for NULL, and where numbers are too large or too small to tell (1e140).';

--
-- Name: _tell_login(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._tell_login() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- anyone who can connect can listen, so no name is sent: change_log has the rest
	PERFORM pg_notify(perf.channel(), json_build_object('person_id', OLD.id)::text)
	FROM perf.setting s WHERE s.notify;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION _tell_login(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._tell_login() IS 'Internal: trigger function: announces, by NOTIFY on channel() with the payload {"person_id"}, that the login of a person has changed.';

--
-- Name: _tell_status(bigint, text, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._tell_status(goal_id bigint, status text, home regclass DEFAULT 'perf.setting'::regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	INSERT INTO perf.announced AS a (goal_id, status) VALUES (goal_id, status)
		ON CONFLICT ON CONSTRAINT announced_pkey
		DO UPDATE SET status = EXCLUDED.status, since = EXCLUDED.since, quiet_from = NULL, quiet_to = NULL;
	-- Anyone who can connect can listen, and all of them hear the same: that something changed, and no more. What it is
	-- they read with rights of their own.
	PERFORM pg_notify(perf.channel(), json_build_object('goal_id', goal_id)::text)
	FROM perf.setting s WHERE s.notify;
END
$$;

--
-- Name: FUNCTION _tell_status(goal_id bigint, status text, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._tell_status(goal_id bigint, status text, home regclass) IS 'Internal: notes the status of a goal and sends its goal_id by NOTIFY, unless setting.notify is off. Used by _announce_goals and announce.';

--
-- Name: _topmost_goals(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._topmost_goals(home regclass DEFAULT 'perf.setting'::regclass) RETURNS TABLE(goal_id bigint, of_owner boolean, of_team boolean)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	-- not written out in the views: the walk is guessed to find millions, and they would be compiled for many times as
	-- long as they run
	RETURN QUERY WITH RECURSIVE counted AS MATERIALIZED ( -- fence: one-pass
		SELECT g.id, g.owner_id, g.team_id
		FROM perf.goal g
		JOIN perf._goal_scope s ON s.goal_id = g.id AND s.is_current
		WHERE g.lifecycle IN ('active', 'done')
	), edge AS (
		SELECT x.goal_id, x.parent_id FROM perf._edge x
	), owner_above(goal_id, owner_id) AS (
		-- each owner above once, not each goal above: that many there are not, however deep the tree
		SELECT e.goal_id, a.owner_id
		FROM edge e JOIN counted a ON a.id = e.parent_id
		UNION
		SELECT e.goal_id, o.owner_id FROM owner_above o JOIN edge e ON e.parent_id = o.goal_id
	), team_above(goal_id, team_id) AS (
		SELECT e.goal_id, a.team_id
		FROM edge e
		JOIN counted a ON a.id = e.parent_id AND a.team_id IS NOT NULL
		UNION
		SELECT e.goal_id, t.team_id FROM team_above t JOIN edge e ON e.parent_id = t.goal_id
	)
	SELECT g.id, o.goal_id IS NULL, t.goal_id IS NULL
	FROM counted g
	LEFT JOIN owner_above o ON o.goal_id = g.id AND o.owner_id = g.owner_id
	LEFT JOIN team_above t ON t.goal_id = g.id AND t.team_id = g.team_id;
END
$$;

--
-- Name: FUNCTION _topmost_goals(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._topmost_goals(home regclass) IS 'Internal: active and done goals whose period holds now (is_current); of_owner is true where no such goal above, by any parent, has the same owner, of_team where none has the same team. The mean over these counts nothing twice.';

--
-- Name: _touch(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._touch() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
	NEW.updated_at := now();
	RETURN NEW;
END
$$;

--
-- Name: FUNCTION _touch(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._touch() IS 'Internal: trigger function: sets updated_at.';

--
-- Name: _withheld(opm._figure_part[], bigint[]); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._withheld(parts opm._figure_part[], seen bigint[]) RETURNS TABLE(close_id bigint, goal_id bigint)
    LANGUAGE plpgsql STABLE COST 1 ROWS 10 PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	k record;
	sizes double precision[] := '{}'; -- of unknown figures: the part that may still be anything, 0 to 1
	size double precision;
	largest double precision := 0;
	together double precision := 0;
	rests boolean := false;
BEGIN
	-- from the leaves up, so that what is below is known
	FOR k IN
		SELECT c.*, b.place AS child_place, s.id IS NULL AS is_unseen, p.id IS NULL AS is_parent_unseen,
			lead(c.place) OVER (ORDER BY c.place) IS DISTINCT FROM c.place AS is_last
		FROM (
			SELECT x.close_id, x.goal_id, x.child_id, x.is_private, x.is_secret, x.fraction,
				dense_rank() OVER (ORDER BY x.close_id, x.tree_order DESC) AS place
			FROM unnest(parts) x
		) c
		LEFT JOIN (
			SELECT y.close_id, y.goal_id, dense_rank() OVER (ORDER BY y.close_id, y.tree_order DESC) AS place
			FROM (SELECT DISTINCT x.close_id, x.goal_id, x.tree_order FROM unnest(parts) x) y
		) b ON b.close_id = c.close_id AND b.goal_id = c.child_id
		LEFT JOIN unnest(seen) s(id) ON s.id = c.child_id
		LEFT JOIN unnest(seen) p(id) ON p.id = c.goal_id
		ORDER BY c.place
	LOOP
		size := CASE WHEN k.is_secret AND k.is_unseen THEN 1 ELSE sizes[k.child_place] END;
		IF size IS NOT NULL THEN
			rests := true;
			-- what is that small hides nothing, and has no product
			size := CASE WHEN size >= 1e-150 AND k.fraction >= 1e-150 THEN size * k.fraction ELSE 0 END;
			largest := GREATEST(largest, size);
			together := together + size;
		END IF;
		CONTINUE WHEN NOT k.is_last;
		sizes[k.place] := NULL;
		IF rests AND (together <= 1.1 * largest OR (k.is_private AND k.is_parent_unseen)) THEN
			sizes[k.place] := together;
			_withheld.close_id := k.close_id;
			_withheld.goal_id := k.goal_id;
			RETURN NEXT;
		END IF;
		largest := 0;
		together := 0;
		rests := false;
	END LOOP;
END
$$;

--
-- Name: FUNCTION _withheld(parts opm._figure_part[], seen bigint[]); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._withheld(parts opm._figure_part[], seen bigint[]) IS 'Internal: figures that are not shown to who sees the goals in seen, because one could solve for a goal that is not among these. parts: what the figures rest on.';

--
-- Name: _withheld_results(oid, bigint[], regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._withheld_results(reader oid, sight bigint[], home regclass) RETURNS TABLE(close_id bigint, goal_id bigint)
    LANGUAGE plpgsql STABLE COST 1 ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF sight IS NOT NULL AND EXISTS (SELECT FROM perf.close_part) THEN
		RETURN QUERY SELECT w.close_id, w.goal_id
			FROM perf._withheld(ARRAY(SELECT ROW(k.close_id, k.goal_id, k.child_id, k.tree_order, k.is_private,
				k.is_secret, k.fraction)::opm._figure_part FROM perf.close_part k),
				perf._seen_by(reader, sight, home)) w;
	END IF;
END
$$;

--
-- Name: FUNCTION _withheld_results(reader oid, sight bigint[], home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._withheld_results(reader oid, sight bigint[], home regclass) IS 'Internal: the work of opm._workspace_withheld_results, done as the owner. sight: see _my_sight.';

--
-- Name: _withheld_scores(oid, bigint[], bigint[], double precision[], regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf._withheld_scores(reader oid, sight bigint[], goal_ids bigint[], actuals double precision[], home regclass) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	seen bigint[];
	connected oid := (SELECT r.oid FROM pg_roles r WHERE r.rolname = session_user AND NOT r.rolsuper);
	may_write boolean;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	seen := perf._seen_by(reader, sight, home);
	may_write := EXISTS (SELECT FROM perf.access a, LATERAL (SELECT opm._workspace_role(a.role_key, a.login) AS id) r
		WHERE a.level IN ('contributor', 'manager')
			AND (pg_has_role(reader, r.id, 'MEMBER') OR pg_has_role(connected, r.id, 'USAGE')));
	RETURN QUERY WITH RECURSIVE part AS MATERIALIZED ( -- fence: one-pass
		SELECT k.* FROM perf._figure_parts(0, goal_ids, actuals) k
	), taken AS (
		SELECT p.id FROM perf._reader_persons(reader, home) p(id) WHERE may_write
	), led(id) AS (
		SELECT t.id FROM perf.team t WHERE t.lead_id IN (SELECT m.id FROM taken m)
		UNION
		SELECT t.id FROM perf.team t JOIN led ON t.parent_id = led.id
	), changed(id) AS (
		SELECT g.id FROM perf.goal g
		WHERE (g.owner_id IN (SELECT m.id FROM taken m) OR g.team_id IN (SELECT l.id FROM led l))
			AND (g.visibility <> 'everyone' OR g.id IN (SELECT k.goal_id FROM part k))
		UNION
		SELECT k.goal_id FROM changed c JOIN part k ON k.child_id = c.id
	)
	-- what may be changed, and what is above: as if it were hidden itself
	SELECT w.goal_id FROM perf._withheld(
		ARRAY(SELECT ROW(k.close_id, k.goal_id, k.child_id, k.tree_order,
				k.is_private OR k.goal_id IN (SELECT c.id FROM changed c), k.is_secret, k.fraction)::opm._figure_part
			FROM part k),
		ARRAY(SELECT u.id FROM unnest(seen) u(id) WHERE u.id NOT IN (SELECT c.id FROM changed c))) w;
END
$$;

--
-- Name: FUNCTION _withheld_scores(reader oid, sight bigint[], goal_ids bigint[], actuals double precision[], home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf._withheld_scores(reader oid, sight bigint[], goal_ids bigint[], actuals double precision[], home regclass) IS 'Internal: goals whose shared score of now is withheld from the role reader. sight: see _my_sight; goal_ids and actuals: see _figure_parts. Used by _shared_scores, as the owner.';

--
-- Name: add_fiscal_year(date, text, text, text, integer, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.add_fiscal_year(first_day date, pattern text DEFAULT 'months'::text, calendar text DEFAULT 'main'::text, name text DEFAULT NULL::text, weeks integer DEFAULT 52, home regclass DEFAULT 'perf.setting'::regclass) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_variable
DECLARE
	final_day date;
	year_name text;
	year_id bigint;
	quarter_id bigint;
	lengths integer[];
	at date := first_day;
	until date;
	last date;
	n integer := 0;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF (pattern IN ('months', '4-4-5', '4-5-4', '5-4-4', '4-week') AND weeks IN (52, 53) AND first_day IS NOT NULL)
		IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no such fiscal year',
			DETAIL = 'pattern is months, 4-4-5, 4-5-4, 5-4-4 or 4-week; weeks is 52 or 53; first_day is a date.';
	END IF;
	final_day := CASE WHEN pattern = 'months' THEN (first_day + interval '1 year')::date
		ELSE first_day + weeks * 7 END - 1;
	-- a year of weeks that ends in the first months of a year (retail: January) is that of the year before
	year_name := COALESCE(name, 'FY' || date_part('year', CASE WHEN pattern = 'months' THEN final_day
		ELSE (final_day - interval '5 months')::date END));
	IF EXISTS (SELECT FROM perf.period p WHERE p.calendar = add_fiscal_year.calendar AND p.name = year_name) THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation', TABLE = 'period',
			MESSAGE = format('calendar "%s" has a period "%s" already', left(calendar, 64), left(year_name, 64)),
			HINT = 'Give the year a name of its own (name => ...), or another calendar.';
	END IF;
	INSERT INTO perf.period (calendar, kind, name, first_day, last_day)
	VALUES (calendar, 'year', year_name, first_day, final_day)
	RETURNING id INTO year_id;
	IF pattern = '4-week' THEN
		INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
			SELECT year_id, calendar, 'month', year_name || ' P' || lpad(i::text, 2, '0'), first_day + 28 * (i - 1),
				CASE i WHEN 13 THEN final_day ELSE first_day + 28 * i - 1 END
			FROM generate_series(1, 13) i;
	ELSE
		lengths := CASE WHEN pattern <> 'months' THEN string_to_array(pattern, '-')::integer[] END;
	END IF;
	FOR q IN 1 .. CASE pattern WHEN '4-week' THEN 0 ELSE 4 END LOOP
		until := CASE WHEN pattern = 'months' THEN (first_day + make_interval(months => 3 * q))::date - 1
			WHEN q = 4 THEN final_day
			ELSE first_day + 91 * q - 1 END;
		INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
		VALUES (year_id, calendar, 'quarter', year_name || ' Q' || q, at, until) RETURNING id INTO quarter_id;
		FOR m IN 1 .. 3 LOOP
			n := n + 1;
			last := CASE WHEN pattern = 'months' THEN (first_day + make_interval(months => n))::date - 1
				WHEN m = 3 THEN until
				ELSE at + 7 * lengths[m] - 1 END;
			INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
			VALUES (quarter_id, calendar, 'month', year_name || ' M' || lpad(n::text, 2, '0'), at, last);
			at := last + 1;
		END LOOP;
	END LOOP;
	IF pattern <> 'months' THEN
		INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
			SELECT p.id, calendar, 'week', year_name || ' W' || lpad(i::text, 2, '0'), w.day, w.day + 6
			FROM generate_series(1, weeks) i
			CROSS JOIN LATERAL (SELECT first_day + 7 * (i - 1) AS day) w
			JOIN perf.period p ON p.calendar = add_fiscal_year.calendar AND p.kind = 'month'
				AND w.day BETWEEN p.first_day AND p.last_day;
	END IF;
	RETURN year_id;
END
$$;

--
-- Name: FUNCTION add_fiscal_year(first_day date, pattern text, calendar text, name text, weeks integer, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.add_fiscal_year(first_day date, pattern text, calendar text, name text, weeks integer, home regclass) IS 'Adds a fiscal year that begins on first_day, with its quarters and months (pattern months); or one of 52 or 53 weeks, with quarters and months of whole weeks (pattern 4-4-5, 4-5-4 or 5-4-4) or with 13 parts of four weeks (pattern 4-week), and with its weeks. The 53rd week is in the last part. Name NULL: FY and the year in which it ends; for weeks the year before, if it ends in January to May. Returns the id of the year. Errors: 22023 for another pattern or number of weeks, 23505 for a name that is taken, 23P01 for days that are.';

--
-- Name: add_iso_year(integer, text, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.add_iso_year(iso_year integer, calendar text DEFAULT 'iso'::text, home regclass DEFAULT 'perf.setting'::regclass) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_variable
DECLARE
	monday date := to_date(iso_year || '-01', 'IYYY-IW');
	next_monday date := to_date((iso_year + 1) || '-01', 'IYYY-IW');
	year_id bigint;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	INSERT INTO perf.period (calendar, kind, name, first_day, last_day)
	VALUES (calendar, 'year', iso_year::text, monday, next_monday - 1) RETURNING id INTO year_id;
	INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
		SELECT year_id, calendar, 'quarter', iso_year || '-Q' || q, monday + 91 * (q - 1),
			CASE q WHEN 4 THEN next_monday ELSE monday + 91 * q END - 1
		FROM generate_series(1, 4) q;
	INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
		SELECT p.id, calendar, 'week', to_char(w.day, 'IYYY"-W"IW'), w.day, w.day + 6
		FROM (SELECT monday + 7 * i AS day FROM generate_series(0, (next_monday - monday) / 7 - 1) i) w
		JOIN perf.period p ON p.parent_id = year_id AND w.day BETWEEN p.first_day AND p.last_day;
	RETURN year_id;
END
$$;

--
-- Name: FUNCTION add_iso_year(iso_year integer, calendar text, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.add_iso_year(iso_year integer, calendar text, home regclass) IS 'Adds an ISO year in a calendar of its own: its weeks, from Monday to Sunday, and quarters of 13 of them; a 53rd week is in the last quarter. So each week belongs to one quarter. Returns the id of the year.';

--
-- Name: add_sprints(date, integer, integer, text, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.add_sprints(first_day date, weeks integer, sprints integer, calendar text DEFAULT 'sprints'::text, home regclass DEFAULT 'perf.setting'::regclass) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_variable
DECLARE
	already integer;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF weeks NOT BETWEEN 1 AND 52 OR sprints NOT BETWEEN 1 AND 1000 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no such sprints',
			DETAIL = 'weeks is 1 to 52, sprints 1 to 1000.';
	END IF;
	SELECT count(*) INTO already FROM perf.period p WHERE p.calendar = add_sprints.calendar AND p.kind = 'sprint';
	INSERT INTO perf.period (calendar, kind, name, first_day, last_day)
		SELECT calendar, 'sprint', 'Sprint ' || (already + i), first_day + (i - 1) * weeks * 7,
			first_day + i * weeks * 7 - 1
		FROM generate_series(1, sprints) i;
	RETURN sprints;
END
$$;

--
-- Name: FUNCTION add_sprints(first_day date, weeks integer, sprints integer, calendar text, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.add_sprints(first_day date, weeks integer, sprints integer, calendar text, home regclass) IS 'Adds sprints of equal length, one after the other, in a calendar of their own. Returns how many.';

--
-- Name: announce(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.announce(home regclass DEFAULT 'perf.setting'::regclass) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
DECLARE
	g record;
	told integer := 0;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF row_security_active(format('%I.setting', 'perf')::regclass) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = 'permission denied to announce changes of status',
			DETAIL = 'What was announced is written by the owner of the workspace and by triggers, and by nobody else.',
			HINT = 'Let the owner of the workspace call it, for example by cron.';
	END IF;
	FOR g IN
		-- where a private goal counts, every reader sees another score, and none of them is this one
		WITH RECURSIVE mixed(id) AS (
			SELECT p.id FROM perf.goal c JOIN perf._edge e ON e.goal_id = c.id JOIN perf.goal p ON p.id = e.parent_id
			WHERE c.visibility <> 'everyone' AND lower(p.rollup) IS DISTINCT FROM 'own'
			UNION
			SELECT p.id FROM mixed JOIN perf._edge e ON e.goal_id = mixed.id JOIN perf.goal p ON p.id = e.parent_id
			WHERE lower(p.rollup) IS DISTINCT FROM 'own'
		)
		SELECT s.goal_id, s.status
		FROM perf.scorecard s JOIN perf.announced a ON a.goal_id = s.goal_id
		WHERE s.status <> a.status AND s.goal_id NOT IN (SELECT m.id FROM mixed m)
		ORDER BY s.goal_id
	LOOP
		PERFORM perf._tell_status(g.goal_id, g.status);
		told := told + 1;
	END LOOP;
	RETURN told;
END
$$;

--
-- Name: FUNCTION announce(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.announce(home regclass) IS 'Announces, by NOTIFY on channel(), every goal whose status in the scorecard has changed since it was announced last: also parents, bound goals, and goals that went stale because time passed, when nothing was written; but no goal above a private one, whose status depends on who reads it. To be called from time to time, for example by cron. For the owner of the workspace. Returns how many were announced. Errors: 42501 for others.';

--
-- Name: channel(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.channel() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT ('opm_'::text ||
         CASE
             WHEN (octet_length((n.nspname)::text) < 60) THEN (n.nspname)::text
             ELSE md5((n.nspname)::text)
         END)
    FROM (pg_class c
      JOIN pg_namespace n ON ((n.oid = c.relnamespace)))
   WHERE (c.oid = ('perf.setting'::regclass)::oid);
END;

--
-- Name: FUNCTION channel(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.channel() IS 'Channel on which this workspace announces changes of status, for LISTEN: opm_ and the schema name (the md5 of a name of 60 bytes and more).';

--
-- Name: check_closes(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.check_closes() RETURNS TABLE(close_id bigint, problem text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT x.id,
     x.problem
    FROM ( SELECT c.id,
             perf._close_problem(c.id) AS problem
            FROM perf.period_close c) x
   WHERE (x.problem IS NOT NULL)
   ORDER BY x.id;
END;

--
-- Name: FUNCTION check_closes(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.check_closes() IS 'Closes that do not fit their digest or the chain, or whose results are not those of the stored tree, with the reason: none in a healthy workspace. For those who may not see the trees, only the chain is checked.';

--
-- Name: check_tree(regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.check_tree(home regclass DEFAULT 'perf.setting'::regclass) RETURNS TABLE(goal_id bigint, goal_key text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
DECLARE
	alive bigint[];
	before integer := -1;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	-- take away goals without a parent that is still there, again and again; what stays is on a loop or below one;
	-- then the same from below, which leaves the loops
	SELECT array_agg(g.id) INTO alive FROM perf.goal g;
	WHILE COALESCE(cardinality(alive), 0) <> before LOOP
		before := COALESCE(cardinality(alive), 0);
		SELECT array_agg(DISTINCT e.goal_id) INTO alive
		FROM perf._edge e
		JOIN unnest(alive) a(id) ON a.id = e.parent_id
		JOIN unnest(alive) c(id) ON c.id = e.goal_id;
	END LOOP;
	before := -1;
	WHILE COALESCE(cardinality(alive), 0) <> before LOOP
		before := COALESCE(cardinality(alive), 0);
		SELECT array_agg(DISTINCT e.parent_id) INTO alive
		FROM perf._edge e
		JOIN unnest(alive) a(id) ON a.id = e.parent_id
		JOIN unnest(alive) c(id) ON c.id = e.goal_id;
	END LOOP;
	RETURN QUERY SELECT g.id, g.key FROM perf.goal g WHERE g.id = ANY (alive) ORDER BY g.id;
END
$$;

--
-- Name: FUNCTION check_tree(home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.check_tree(home regclass) IS 'Goals on a loop, one row per goal: none in a healthy workspace. Finds loops that the triggers did not see, for example by replication.';

--
-- Name: close_period(bigint, text, text, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.close_period(period_id bigint, note text DEFAULT NULL::text, confirm text DEFAULT NULL::text, home regclass DEFAULT 'perf.setting'::regclass) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
	p record; -- a type would be looked up before the first statement
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	PERFORM perf._may_close();
	SELECT q.* INTO p FROM perf.period q WHERE q.id = period_id;
	-- a close is for good
	IF confirm IS DISTINCT FROM 'not over' AND p.from_at <= now() AND p.until_at > now()
		AND NOT EXISTS (SELECT FROM perf.period_close c WHERE c.period_id = p.id) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('period "%s" is not over', p.name),
			DETAIL = format('Its last day is %s. A period is closed once, and its close never changes.', p.last_day),
			HINT = format('To close it as it is now, for good: SELECT %I.close_period(%s, confirm => %L);',
				'perf', p.id, 'not over');
	END IF;
	-- the trigger makes the close, see rules/close.sql
	INSERT INTO perf.period_close (period_id, note) VALUES (period_id, note);
	RETURN (SELECT c.id FROM perf.period_close c WHERE c.period_id = close_period.period_id);
END
$$;

--
-- Name: FUNCTION close_period(period_id bigint, note text, confirm text, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.close_period(period_id bigint, note text, confirm text, home regclass) IS 'Closes a period: stores the scored tree at its end as known now, with a digest chained to the last close; note is a name for it, or anything to say. A period that is not over is closed as of now, and asks for a word: confirm => ''not over''. For the owner of the workspace and admins, who see all goals. Returns the id of the close. Errors: 23505 if the period is closed already, 42704 if there is no such period, 55000 if it is not over and that was not confirmed, or has not begun, 42501 for others, 25000 in a transaction that is not READ COMMITTED.';

--
-- Name: goal_now; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.goal_now WITH (security_invoker='true') AS
 SELECT g.id AS goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    s.period_id,
    g.unit,
    v.actual,
    m.measurement_count,
    m.measured_at,
    v.previous_actual,
    m.change_per_day,
    g.time_aggregation,
    s.target,
    opm.target_value(t.target) AS target_value,
    opm.baseline(t.target) AS baseline,
    v.own AS score,
    opm.percent(v.own) AS score_percent,
    perf._goal_status(g.lifecycle, y.judged, f.lacks_target, f.is_late, f.bands) AS status,
    v.fresh_until,
    c.confidence,
    g.owner_id,
    v.newest_actual,
    perf._goal_status_order(g.lifecycle, y.judged, f.lacks_target, f.is_late, f.bands) AS status_order,
    w.pace_score,
    e.expected_score,
    perf._plan_status(v.own, w.pace_score, w.is_over) AS plan_status,
    perf._outcome(g.lifecycle, v.own, w.is_over) AS outcome
   FROM (((((((((((((perf.goal g
     CROSS JOIN perf.setting d)
     JOIN perf._goal_scope s ON ((s.goal_id = g.id)))
     CROSS JOIN LATERAL ( SELECT (s.target)::opm.target AS target
         OFFSET 0) t)
     LEFT JOIN LATERAL ( SELECT opm.kpi(x.at, x.value, x.base) AS kpi,
            (count(*))::integer AS measurement_count,
            max(x.at) AS measured_at,
            opm.slope(opm.kpi(x.at, x.value, x.base)) AS change_per_day
           FROM perf._measured x
          WHERE ((x.goal_id = g.id) AND (x.at >= s.usable_from_at) AND (x.at < COALESCE(s.until_at, 'infinity'::timestamp with time zone)) AND ((s.min_group IS NULL) OR (x.base >= (s.min_group)::double precision)))) m ON (true))
     LEFT JOIN LATERAL perf._judged_now(g.id, s.usable_from_at, s.until_at, s.graded_until_at) j(score, at) ON (true))
     LEFT JOIN LATERAL perf._latest_confidence(g.id) c(confidence) ON (true))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (g.time_aggregation <> ALL (ARRAY['count'::text, 'sum'::text])) THEN NULL::timestamp with time zone
                    WHEN ((EXISTS ( SELECT
                       FROM perf._bound b
                      WHERE (b.goal_id = g.id))) OR (EXISTS ( SELECT
                       FROM perf.binding x
                      WHERE (g.key = ANY (string_to_array(x.goals, ' '::text)))))) THEN s.bound_at
                    ELSE s.counted_at
                END AS counted_at
         OFFSET 0) u)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN perf._is_zero(m.kpi, u.counted_at, s.usable_from_at, now()) THEN (0)::double precision
                    ELSE opm.value(m.kpi, g.time_aggregation)
                END AS actual
         OFFSET 0) a)
     CROSS JOIN LATERAL ( SELECT a.actual,
            COALESCE(opm.score(a.actual, t.target),
                CASE
                    WHEN (a.actual IS NULL) THEN j.score
                    ELSE NULL::double precision
                END) AS own,
            (
                CASE
                    WHEN (a.actual IS NULL) THEN j.at
                    ELSE GREATEST(m.measured_at, u.counted_at)
                END + perf._days((s.fresh_days)::double precision)) AS fresh_until,
            ( SELECT
                        CASE
                            WHEN (g.time_aggregation = 'ratio'::text) THEN perf._quotient(x.value, x.base)
                            ELSE x.value
                        END AS value
                   FROM perf._measured x
                  WHERE ((x.goal_id = g.id) AND (x.at < m.measured_at) AND ((s.min_group IS NULL) OR (x.base >= (s.min_group)::double precision)))
                  ORDER BY x.at DESC
                 LIMIT 1) AS previous_actual,
                CASE
                    WHEN (g.time_aggregation <> 'ratio'::text) THEN opm.last(m.kpi)
                    ELSE ( SELECT perf._quotient(x.value, x.base) AS _quotient
                       FROM perf._measured x
                      WHERE ((x.goal_id = g.id) AND (x.at = m.measured_at))
                     LIMIT 1)
                END AS newest_actual
         OFFSET 0) v)
     CROSS JOIN LATERAL ( SELECT perf._lacks_target(v.own, v.actual, (t.target IS NOT NULL), 'own'::text) AS lacks_target,
            (v.fresh_until < s.reference_at) AS is_late,
            (COALESCE(g.bands, d.bands))::opm.bands AS bands) f)
     CROSS JOIN LATERAL ( SELECT (COALESCE((s.elapsed >= (1)::double precision), false) OR (g.lifecycle = 'done'::text)) AS is_over,
            perf._pace_score(t.target,
                CASE
                    WHEN (g.lifecycle = 'done'::text) THEN (1)::double precision
                    ELSE s.elapsed
                END, g.plan) AS pace_score
         OFFSET 0) w)
     CROSS JOIN LATERAL ( SELECT opm.expected_score(v.own, w.pace_score, s.status_basis) AS expected_score
         OFFSET 0) e)
     CROSS JOIN LATERAL ( SELECT perf._judged_score(v.own, e.expected_score, s.status_basis, w.is_over) AS judged
         OFFSET 0) y)
  WHERE (
        CASE
            WHEN (g.lifecycle <> ''::text) THEN 'a goal'::text
            ELSE NULL::text
        END = 'a goal'::text);

--
-- Name: VIEW goal_now; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.goal_now IS 'How does one goal stand by its own measurements? One row per goal: its current value by its own time aggregation, and its score without its children. Reading one goal by goal_id or goal_key needs no tree and takes milliseconds.';

--
-- Name: COLUMN goal_now.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN goal_now.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN goal_now.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN goal_now.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.period_id IS 'Period whose measurements count; empty: all measurements count.';

--
-- Name: COLUMN goal_now.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.unit IS 'Unit of actual and target_value.';

--
-- Name: COLUMN goal_now.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.actual IS 'Current value, in the unit of the goal; empty: not known.';

--
-- Name: COLUMN goal_now.measurement_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.measurement_count IS 'Measurements that count, in the window of the goal.';

--
-- Name: COLUMN goal_now.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.measured_at IS 'Time of the last measurement that counts.';

--
-- Name: COLUMN goal_now.previous_actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.previous_actual IS 'Value of the measurement before the last one.';

--
-- Name: COLUMN goal_now.change_per_day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.change_per_day IS 'Trend: slope of the least-squares line through the measurements of the window, in units per day.';

--
-- Name: COLUMN goal_now.time_aggregation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.time_aggregation IS 'How the measurements make one value.';

--
-- Name: COLUMN goal_now.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.target IS 'Target, as text.';

--
-- Name: COLUMN goal_now.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.target_value IS 'Value to aim at, where there is one.';

--
-- Name: COLUMN goal_now.baseline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.baseline IS 'Value the goal starts from, where there is one.';

--
-- Name: COLUMN goal_now.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.score IS 'Score of the goal by itself: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN goal_now.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN goal_now.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.status IS 'Name of expected_score while the goal runs and of the score when it is over, or stale (measured too long ago), no target (measured, but nothing says what good looks like), no data, or the lifecycle of a goal that does not count (draft, paused, dropped).';

--
-- Name: COLUMN goal_now.fresh_until; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.fresh_until IS 'Time until which the last measurement, or else the last judged score, counts as fresh.';

--
-- Name: COLUMN goal_now.confidence; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.confidence IS 'Latest stated confidence that the goal is reached in time, 0 to 1.';

--
-- Name: COLUMN goal_now.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.owner_id IS 'Person who answers for the goal.';

--
-- Name: COLUMN goal_now.newest_actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.newest_actual IS 'Value of the last measurement alone, for a ratio value / base.';

--
-- Name: COLUMN goal_now.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.status_order IS 'For sorting by status: -2 does not count, -1 no data or no target, 0 stale, then 1 for the lowest band and up.';

--
-- Name: COLUMN goal_now.pace_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.pace_score IS 'Score the plan expects by now; empty: nothing is planned.';

--
-- Name: COLUMN goal_now.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.expected_score IS 'Score with which the goal by itself is expected to end; the score itself where nothing is planned.';

--
-- Name: COLUMN goal_now.plan_status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.plan_status IS 'ahead, on plan or behind, as in the scorecard; empty: nothing is planned, no score, or the goal is over.';

--
-- Name: COLUMN goal_now.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.outcome IS 'reached, missed or unknown, for a goal that is over; empty while it runs, and for one that does not count.';

--
-- Name: export_outline(text, boolean); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.export_outline(goal_key text DEFAULT NULL::text, with_values boolean DEFAULT true) RETURNS text
    LANGUAGE sql STABLE
    SET jit TO 'off'
    BEGIN ATOMIC
 WITH split AS (
          SELECT s.goal_id
            FROM perf._split_goal s
         )
  SELECT (
         CASE
             WHEN (export_outline.goal_key IS NULL) THEN t.tree
             ELSE opm.subtree(t.tree, export_outline.goal_key)
         END)::text AS subtree
    FROM ( SELECT opm.goaltree(x.goal) AS tree
            FROM ( SELECT opm.goal(g.key, p.key, NULLIF(g.name, g.key),
                         CASE
                             WHEN export_outline.with_values THEN
                             CASE
                                 WHEN (g.time_aggregation = 'ratio'::text) THEN (n.actual * b.base)
                                 ELSE n.actual
                             END
                             ELSE NULL::double precision
                         END,
                         CASE
                             WHEN (export_outline.with_values AND (g.time_aggregation = 'ratio'::text)) THEN b.base
                             ELSE NULL::double precision
                         END, (g.target)::opm.target,
                         CASE
                             WHEN (export_outline.with_values AND (n.actual IS NULL)) THEN j.score
                             ELSE NULL::double precision
                         END,
                         CASE
                             WHEN (g.parent_id IS NOT NULL) THEN g.weight
                             ELSE NULL::double precision
                         END, g.rollup, g.missing, g.credit_floor, g.credit_cap, g.unit,
                         CASE
                             WHEN ((g.share IS NOT NULL) AND (g.parent_id IS NOT NULL) AND (g.id IN ( SELECT s.goal_id
                                FROM split s))) THEN g.share
                             ELSE NULL::double precision
                         END,
                         CASE
                             WHEN (g.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN false
                             ELSE NULL::boolean
                         END) AS goal
                    FROM (((((perf.goal g
                      JOIN perf.goal_now n ON ((n.goal_id = g.id)))
                      LEFT JOIN perf.goal p ON ((p.id = g.parent_id)))
                      LEFT JOIN LATERAL ( SELECT sum(m.base) AS base
                            FROM (perf._measured m
                              JOIN perf._goal_scope s ON ((s.goal_id = m.goal_id)))
                           WHERE ((m.goal_id = g.id) AND (m.at >= s.usable_from_at) AND (m.at < COALESCE(s.until_at, 'infinity'::timestamp with time zone)))) b ON ((g.time_aggregation = 'ratio'::text)))
                      JOIN perf._goal_scope w ON ((w.goal_id = g.id)))
                      LEFT JOIN LATERAL perf._judged_now(g.id, w.usable_from_at, w.until_at, w.graded_until_at) j(score, at) ON (true))
                 UNION ALL
                  SELECT opm.goal(g.key, p.key, weight => l.weight, share =>
                         CASE
                             WHEN ((l.share IS NOT NULL) AND (l.goal_id IN ( SELECT s.goal_id
                                FROM split s))) THEN l.share
                             ELSE NULL::double precision
                         END) AS goal
                    FROM ((perf.goal_link l
                      JOIN perf.goal g ON ((g.id = l.goal_id)))
                      JOIN perf.goal p ON ((p.id = l.parent_id)))) x) t;
END;

--
-- Name: FUNCTION export_outline(goal_key text, with_values boolean); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.export_outline(goal_key text, with_values boolean) IS 'The goals of the workspace as one outline with their current values: the text that load_outline reads. Key NULL: all goals.';

--
-- Name: goal_id(text, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.goal_id(key text, home regclass DEFAULT 'perf.setting'::regclass) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
	found_id bigint;
	near text;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT g.id INTO found_id FROM perf.goal g WHERE g.key = goal_id.key;
	IF found_id IS NULL THEN
		SELECT string_agg('"' || n.key || '"', ', ' ORDER BY n.edits, n.key) INTO near
		FROM (SELECT g.key, opm._edits(goal_id.key, g.key) AS edits FROM perf.goal g
			WHERE opm._edits(goal_id.key, g.key) IS NOT NULL ORDER BY 2, 1 LIMIT 3) n;
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no goal %s', COALESCE('"' || left(goal_id.key, 64) || '"', 'NULL')),
			DETAIL = 'Keys are words of the table goal, upper and lower case are not the same.'
				' Goals that you may not see are not looked for.',
			HINT = COALESCE('Perhaps you mean ' || near || '.', 'The view scorecard lists goals with their keys.');
	END IF;
	RETURN found_id;
END
$$;

--
-- Name: FUNCTION goal_id(key text, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.goal_id(key text, home regclass) IS 'Id of the goal with this key. Errors: 42704 if there is none that you may see, also for NULL; the hint names up to three keys that are near.';

--
-- Name: instantiate(text, bigint[], bigint, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.instantiate(template_name text, team_ids bigint[], period_id bigint DEFAULT NULL::bigint, home regclass DEFAULT 'perf.setting'::regclass) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_variable
DECLARE
	t record;
	wanted record;
	made integer := 0;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT x.id, x.outline INTO wanted FROM perf.template x WHERE x.name = template_name;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('template "%s" does not exist', template_name);
	END IF;
	FOR t IN SELECT i.id, m.key, m.lead_id FROM unnest(team_ids) i(id) LEFT JOIN perf.team m ON m.id = i.id LOOP
		IF t.key IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = format('team %s does not exist', t.id);
		END IF;
		made := made + perf.load_outline(wanted.outline, period_id, t.lead_id, t.id, 'kpi', t.key || '.', wanted.id);
	END LOOP;
	RETURN made;
END
$$;

--
-- Name: FUNCTION instantiate(template_name text, team_ids bigint[], period_id bigint, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.instantiate(template_name text, team_ids bigint[], period_id bigint, home regclass) IS 'Makes the goals of a template for each of the teams, with the team key and a dot in front of their keys. Returns how many goals were made or changed. The owner is the team lead where there is one.';

--
-- Name: load_outline(text, bigint, bigint, bigint, text, text, bigint, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.load_outline(outline text, period_id bigint DEFAULT NULL::bigint, owner_id bigint DEFAULT NULL::bigint, team_id bigint DEFAULT NULL::bigint, kind text DEFAULT 'kpi'::text, key_prefix text DEFAULT ''::text, template_id bigint DEFAULT NULL::bigint, home regclass DEFAULT 'perf.setting'::regclass) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_variable
DECLARE
	plan jsonb := (outline::opm.goaltree)::jsonb -> 'goals';
	responsible bigint;
	units jsonb; -- by key, as they were
	linked text[]; -- goals that the outline has below a further parent of theirs, and says nothing of the first
	coming text; -- a period that has not begun
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	responsible := COALESCE(owner_id, perf.me());
	IF plan IS NULL THEN
		RETURN 0;
	END IF;
	IF responsible IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'not_null_violation', MESSAGE = 'goals need an owner',
			DETAIL = format('No person has the login %I.', current_user),
			HINT = 'Name the owner with owner_id, or add a person with this login.';
	END IF;
	SELECT jsonb_object_agg(r.key, g.unit) INTO units
	FROM jsonb_to_recordset(plan) r(key text)
	JOIN perf.goal g ON g.key = key_prefix || r.key WHERE g.unit IS NOT NULL;
	WITH named AS (
		SELECT r.key, g.id, g.parent_id, p.id AS further_id
		FROM jsonb_to_recordset(plan) r(key text, parent text)
		JOIN perf.goal g ON g.key = key_prefix || r.key
		LEFT JOIN perf.goal p ON p.key = key_prefix || r.parent
	)
	SELECT array_agg(n.key) INTO linked FROM named n
	JOIN perf.goal_link l ON l.goal_id = n.id AND l.parent_id = n.further_id
	WHERE n.parent_id NOT IN (SELECT o.id FROM named o);
	-- units of goals that are there already come last, when all are in their places: what is added up then fits
	UPDATE perf.goal g SET unit = NULL
	FROM jsonb_to_recordset(plan) r(key text, unit text, parent text)
	WHERE g.key = key_prefix || r.key AND g.unit IS NOT NULL
		AND (g.unit IS DISTINCT FROM COALESCE(r.unit, g.unit)
			OR (SELECT p.key FROM perf.goal p WHERE p.id = g.parent_id) IS DISTINCT FROM key_prefix || r.parent);
	INSERT INTO perf.goal AS g (key, name, kind, target, unit, weight, share, rollup, missing, credit_floor, credit_cap,
		lifecycle, owner_id, period_id, team_id, template_id, template_node)
	SELECT key_prefix || r.key, COALESCE(r.label, k.name, r.key), kind, COALESCE(r.target, k.target),
		COALESCE(r.unit, k.unit), COALESCE(e.weight, e.had, 1), COALESCE(e.share, e.had_share),
		COALESCE(r.rollup, k.rollup), COALESCE(r.missing, k.missing),
		CASE WHEN num_nonnulls(r.credit_floor, r.credit_cap) = 0 THEN k.credit_floor ELSE r.credit_floor END,
		CASE WHEN num_nonnulls(r.credit_floor, r.credit_cap) = 0 THEN k.credit_cap ELSE r.credit_cap END,
		CASE WHEN r.applicable IS FALSE THEN 'paused' ELSE 'active' END, responsible, period_id, team_id,
		template_id, CASE WHEN template_id IS NOT NULL THEN r.key END
	FROM jsonb_to_recordset(plan) r(key text, label text, target text, unit text, weight double precision,
		share double precision, rollup text, missing text, credit_floor double precision, credit_cap double precision,
		applicable boolean, parent text)
	LEFT JOIN perf.goal k ON k.key = key_prefix || r.key
	-- the line between a goal and its first parent: a new one has nothing that could stay
	LEFT JOIN perf.goal up ON up.id = k.parent_id
	CROSS JOIN LATERAL (
		SELECT CASE WHEN NOT f.it THEN r.weight END AS weight, CASE WHEN NOT f.it THEN r.share END AS share,
			CASE WHEN f.it OR f.stays THEN k.weight END AS had, CASE WHEN f.it OR f.stays THEN k.share END AS had_share
		FROM (SELECT COALESCE(r.key = ANY (linked), false) AS it,
			r.parent IS NULL OR up.key IS NOT DISTINCT FROM key_prefix || r.parent AS stays) f
	) e
	-- a tree lists siblings by their ids: made in the order of the lines, they stay in the order of the plan
	LEFT JOIN (
		SELECT substring(t.line, '[^[:space:]]+') AS key, min(t.place) AS place
		FROM regexp_split_to_table(outline, chr(10)) WITH ORDINALITY t(line, place)
		GROUP BY 1
	) w ON w.key = r.key
	ORDER BY w.place, r.key
	ON CONFLICT (key) DO UPDATE SET
		name = EXCLUDED.name, target = EXCLUDED.target, weight = EXCLUDED.weight, share = EXCLUDED.share,
		rollup = EXCLUDED.rollup, missing = EXCLUDED.missing,
		credit_floor = EXCLUDED.credit_floor, credit_cap = EXCLUDED.credit_cap,
		-- draft, dropped and done stay what they are, as far as the outline says the same of them: whether they count
		lifecycle = CASE WHEN (g.lifecycle IN ('active', 'done')) = (EXCLUDED.lifecycle = 'active') THEN g.lifecycle
			ELSE EXCLUDED.lifecycle END,
		period_id = COALESCE(EXCLUDED.period_id, g.period_id),
		team_id = COALESCE(EXCLUDED.team_id, g.team_id),
		owner_id = COALESCE(load_outline.owner_id, g.owner_id);
	-- the text says of its own goals which are below which; a parent that it leaves out stays one
	WITH named AS (
		SELECT r.key, g.id FROM jsonb_to_recordset(plan) r(key text) JOIN perf.goal g ON g.key = key_prefix || r.key
	), kept AS (
		SELECT g.id AS goal_id, p.id AS parent_id
		FROM jsonb_array_elements(plan) r
		CROSS JOIN LATERAL jsonb_to_recordset(COALESCE(r -> 'links', '[]')) k(parent text)
		JOIN named g ON g.key = r ->> 'key'
		JOIN named p ON p.key = k.parent
	)
	DELETE FROM perf.goal_link l
	WHERE l.goal_id IN (SELECT n.id FROM named n WHERE n.key = ANY (linked) IS NOT TRUE)
		AND l.parent_id IN (SELECT n.id FROM named n)
		AND (l.goal_id, l.parent_id) NOT IN (SELECT k.goal_id, k.parent_id FROM kept k);
	UPDATE perf.goal_link l SET weight = COALESCE(r.weight, l.weight), share = COALESCE(r.share, l.share)
	FROM jsonb_to_recordset(plan) r(key text, parent text, weight double precision, share double precision)
	JOIN perf.goal g ON g.key = key_prefix || r.key
	JOIN perf.goal p ON p.key = key_prefix || r.parent
	WHERE r.key = ANY (linked) AND l.goal_id = g.id AND l.parent_id = p.id
		AND (r.weight <> l.weight OR r.share IS DISTINCT FROM COALESCE(l.share, r.share));
	UPDATE perf.goal g SET parent_id = p.id
	FROM jsonb_to_recordset(plan) r(key text, parent text)
	LEFT JOIN perf.goal p ON p.key = key_prefix || r.parent
	WHERE g.key = key_prefix || r.key AND g.parent_id IS DISTINCT FROM p.id AND r.key = ANY (linked) IS NOT TRUE
		-- a part of the tree, loaded alone, stays where it is; not so a goal that was below another of the outline
		AND (r.parent IS NOT NULL OR EXISTS (
			SELECT FROM perf.goal was JOIN jsonb_array_elements(plan) o ON was.key = key_prefix || (o ->> 'key')
			WHERE was.id = g.parent_id));
	INSERT INTO perf.goal_link (goal_id, parent_id, weight, share)
	SELECT g.id, p.id, COALESCE(l.weight, was.weight, 1), COALESCE(l.share, was.share)
	FROM jsonb_array_elements(plan) r
	CROSS JOIN LATERAL jsonb_to_recordset(COALESCE(r -> 'links', '[]'))
		l(parent text, weight double precision, share double precision)
	JOIN perf.goal g ON g.key = key_prefix || (r ->> 'key')
	JOIN perf.goal p ON p.key = key_prefix || l.parent
	LEFT JOIN perf.goal_link was ON was.goal_id = g.id AND was.parent_id = p.id
	ON CONFLICT (goal_id, parent_id) DO UPDATE SET weight = EXCLUDED.weight, share = EXCLUDED.share;
	UPDATE perf.goal g SET unit = u.unit
	FROM jsonb_to_recordset(plan) r(key text, unit text)
	CROSS JOIN LATERAL (SELECT COALESCE(r.unit, units ->> r.key) AS unit) u
	WHERE g.key = key_prefix || r.key AND g.unit IS DISTINCT FROM u.unit;
	UPDATE perf.goal g SET time_aggregation = 'ratio'
	FROM jsonb_to_recordset(plan) r(key text, base double precision)
	WHERE g.key = key_prefix || r.key AND r.base IS NOT NULL AND g.time_aggregation <> 'ratio';
	SELECT p.name INTO coming
	FROM jsonb_to_recordset(plan) r(key text, value double precision, score double precision)
	JOIN perf.goal g ON g.key = key_prefix || r.key
	JOIN perf.period p ON p.id = g.period_id
	WHERE p.from_at > now() AND COALESCE(r.value, r.score) IS NOT NULL LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('period "%s" has not begun', coming),
			DETAIL = 'The outline has results, and goals of this period can have none yet.',
			HINT = 'Load the plan without values, or name the period that the results are of.';
	END IF;
	INSERT INTO perf.measurement AS m (goal_id, at, value, base)
	-- results of a period that is over are those at its end
	SELECT g.id, LEAST(now(), s.until_at - interval '1 microsecond'), r.value, r.base
	FROM jsonb_to_recordset(plan) r(key text, value double precision, base double precision)
	JOIN perf.goal g ON g.key = key_prefix || r.key
	JOIN perf._goal_scope s ON s.goal_id = g.id
	LEFT JOIN perf.goal_now n ON n.goal_id = g.id
	-- what is known already is not measured once more: a total would double
	WHERE r.value IS NOT NULL
		AND n.actual IS DISTINCT FROM CASE WHEN r.base IS NOT NULL THEN r.value / NULLIF(r.base, 0) ELSE r.value END
	ON CONFLICT (goal_id, at) DO UPDATE SET value = EXCLUDED.value, base = EXCLUDED.base;
	INSERT INTO perf.check_in (goal_id, person_id, score)
	SELECT g.id, responsible, r.score
	FROM jsonb_to_recordset(plan) r(key text, score double precision)
	JOIN perf.goal g ON g.key = key_prefix || r.key
	WHERE r.score IS NOT NULL;
	RETURN jsonb_array_length(plan);
END
$$;

--
-- Name: FUNCTION load_outline(outline text, period_id bigint, owner_id bigint, team_id bigint, kind text, key_prefix text, template_id bigint, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.load_outline(outline text, period_id bigint, owner_id bigint, team_id bigint, kind text, key_prefix text, template_id bigint, home regclass) IS 'Loads a plan from an opm.goaltree outline: makes goals, in the order of its lines, or changes those whose key is there already. What the outline leaves out stays: other goals, and of its own goals names, targets, units, weights, rules, and further parents that are not in the outline. Values other than the present ones become measurements, at the time of the call, or at the end of the period of the goal if it is over; given scores become check-ins. Goals of the outline belong to period_id, owner_id and team_id where these are given. Returns how many goals the outline has. Errors: 22P02 for a text that is no outline, 22023 for results of a period that has not begun, 23502 if goals have no owner.';

--
-- Name: measure(text, double precision, timestamp with time zone, double precision, date, text, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.measure(key text, value double precision, at timestamp with time zone DEFAULT NULL::timestamp with time zone, base double precision DEFAULT NULL::double precision, day date DEFAULT NULL::date, note text DEFAULT NULL::text, home regclass DEFAULT 'perf.setting'::regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
	of_day timestamptz;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	of_day := timezone(perf.time_zone(), day::timestamp);
	IF at <> of_day THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'a measurement has a day or a time, not both',
			DETAIL = format('The day %s begins at %s in the time zone of the workspace, %s.', day, of_day,
				perf.time_zone()),
			HINT = 'Leave one of them out.';
	END IF;
	INSERT INTO perf.measurement AS m (goal_id, at, value, base, note)
	VALUES (perf.goal_id(key), COALESCE(at, of_day, now()), value, base, note)
	ON CONFLICT ON CONSTRAINT measurement_pkey DO UPDATE
	SET value = EXCLUDED.value, base = EXCLUDED.base, note = EXCLUDED.note;
END
$$;

--
-- Name: FUNCTION measure(key text, value double precision, at timestamp with time zone, base double precision, day date, note text, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.measure(key text, value double precision, at timestamp with time zone, base double precision, day date, note text, home regclass) IS 'Records a measurement of the goal with this key: at a time, or on a day of the workspace (setting.time_zone), else now. The same time again corrects. base: see the table measurement. Errors: 42704 for a key that is none, 22023 for a day and a time that differ, 23514 for what is in the future, 42501 for a goal that is not yours to measure.';

--
-- Name: period_id(text, text, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.period_id(name text, calendar text DEFAULT 'main'::text, home regclass DEFAULT 'perf.setting'::regclass) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
	found_id bigint;
	near text;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT p.id INTO found_id FROM perf.period p WHERE p.name = period_id.name AND p.calendar = period_id.calendar;
	IF found_id IS NULL THEN
		SELECT string_agg('"' || n.name || '"', ', ' ORDER BY n.edits, n.name) INTO near
		FROM (SELECT p.name, opm._edits(period_id.name, p.name) AS edits FROM perf.period p
			WHERE p.calendar = period_id.calendar AND opm._edits(period_id.name, p.name) IS NOT NULL
			ORDER BY 2, 1 LIMIT 3) n;
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no period %s in calendar %s',
				COALESCE('"' || left(period_id.name, 64) || '"', 'NULL'),
				COALESCE('"' || left(period_id.calendar, 64) || '"', 'NULL')),
			DETAIL = 'Periods are in the table period, each in a calendar.',
			HINT = CASE WHEN near IS NOT NULL THEN format('Perhaps you mean %s.', near)
				ELSE 'SELECT add_fiscal_year(...) makes the periods of a year; SELECT calendar, name FROM period'
					' lists those that are there.' END;
	END IF;
	RETURN found_id;
END
$$;

--
-- Name: FUNCTION period_id(name text, calendar text, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.period_id(name text, calendar text, home regclass) IS 'Id of the period with this name, in the calendar main unless another is named. Errors: 42704 if there is none, also for NULL; the hint names up to three that are near.';

--
-- Name: scenario(jsonb); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.scenario(changes jsonb) RETURNS TABLE(goal_id bigint, goal_key text, goal_name text, parent_goal_id bigint, depth integer, tree_order integer, score_before double precision, score double precision, score_percent double precision, change_points double precision, actual_before double precision, actual double precision, unit text, status text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH present AS MATERIALIZED (
          SELECT perf.tree_at() AS tree
         ), said AS (
          SELECT c.key,
             c.value,
             (COALESCE(g_1.id,
                 CASE
                     WHEN (c.key ~ '^-?[0-9]{1,18}$'::text) THEN (c.key)::bigint
                     WHEN (c.value @> '{"add": true}'::jsonb) THEN (- c.place)
                     ELSE NULL::bigint
                 END))::text AS id
            FROM (( SELECT e.key,
                     e.value,
                     row_number() OVER (ORDER BY e.key) AS place
                    FROM jsonb_each(scenario.changes) e(key, value)) c
              LEFT JOIN perf.goal g_1 ON ((g_1.key = c.key)))
         ), known AS (
          SELECT s.key,
             s.id
            FROM said s
           WHERE (s.id IS NOT NULL)
         UNION
          SELECT g_1.key,
             (g_1.id)::text AS id
            FROM perf.goal g_1
         ), translated AS (
          SELECT COALESCE(s.id, s.key) AS id,
                 CASE
                     WHEN (jsonb_typeof(s.value) <> 'object'::text) THEN s.value
                     ELSE ((s.value ||
                     CASE
                         WHEN (jsonb_typeof((s.value -> 'parent'::text)) = 'string'::text) THEN jsonb_build_object('parent', COALESCE(( SELECT k.id
                            FROM known k
                           WHERE (k.key = (s.value ->> 'parent'::text))
                          LIMIT 1), (s.value ->> 'parent'::text)))
                         ELSE '{}'::jsonb
                     END) ||
                     CASE
                         WHEN (jsonb_typeof((s.value -> 'links'::text)) = 'array'::text) THEN jsonb_build_object('links', ( SELECT COALESCE(jsonb_agg(
                                 CASE
                                     WHEN (jsonb_typeof((l.link -> 'parent'::text)) = 'string'::text) THEN (l.link || jsonb_build_object('parent', COALESCE(( SELECT k.id
                                        FROM known k
                                       WHERE (k.key = (l.link ->> 'parent'::text))
                                      LIMIT 1), (l.link ->> 'parent'::text))))
                                     ELSE l.link
                                 END ORDER BY l.place), '[]'::jsonb) AS "coalesce"
                            FROM jsonb_array_elements((s.value -> 'links'::text)) WITH ORDINALITY l(link, place)))
                         ELSE '{}'::jsonb
                     END)
                 END AS value
            FROM said s
         ), whatif AS MATERIALIZED (
          SELECT p.tree AS before,
             opm.what_if(p.tree, ( SELECT COALESCE(jsonb_object_agg(t.id, t.value), '{}'::jsonb) AS "coalesce"
                    FROM translated t)) AS after
            FROM present p
           WHERE (scenario.changes IS NOT NULL)
         )
  SELECT COALESCE(a.key, b.key) AS "coalesce",
     COALESCE(g.key, ( SELECT s.key
            FROM said s
           WHERE (s.id = (a.key)::text))) AS "coalesce",
     COALESCE(a.label, b.label) AS "coalesce",
     a.parent,
     COALESCE(a.depth, b.depth) AS "coalesce",
     COALESCE(a.ordinal, b.ordinal) AS "coalesce",
     b.score,
     a.score,
     opm.percent(a.score) AS percent,
     ((100)::double precision * (a.score - b.score)),
     b.value,
     a.value,
     COALESCE(a.unit, b.unit) AS "coalesce",
         CASE
             WHEN (a.key IS NULL) THEN 'removed'::text
             WHEN (a.method = 'not applicable'::text) THEN 'not applicable'::text
             ELSE perf._goal_status('active'::text, perf._judged_score(a.score, a.expected_score, COALESCE(z.status_basis, d.status_basis), (COALESCE((z.elapsed >= (1)::double precision), false) OR COALESCE((g.lifecycle = 'done'::text), false))), perf._lacks_target(a.score, a.value, (a.target IS NOT NULL), a.method), false, (COALESCE(g.bands, d.bands))::opm.bands)
         END AS _goal_status
    FROM ((((( SELECT r.key,
             r.parent,
             r.label,
             r.depth,
             r.ordinal,
             r.method,
             r.score,
             r.expected_score,
             r.value,
             r.target,
             r.unit
            FROM (whatif w
              CROSS JOIN LATERAL opm.rollup_bigint(w.after) r(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))) a
      FULL JOIN ( SELECT r.key,
             r.label,
             r.depth,
             r.ordinal,
             r.score,
             r.value,
             r.unit
            FROM (whatif w
              CROSS JOIN LATERAL opm.rollup_bigint(w.before) r(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))) b ON ((b.key = a.key)))
      CROSS JOIN perf.setting d)
      LEFT JOIN perf.goal g ON ((g.id = COALESCE(a.key, b.key))))
      LEFT JOIN perf._goal_scope z ON ((z.goal_id = g.id)))
   ORDER BY COALESCE(a.ordinal, b.ordinal), (a.key IS NULL);
END;

--
-- Name: FUNCTION scenario(changes jsonb); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.scenario(changes jsonb) IS 'The scorecard as it would be; nothing is stored. changes: {"goal key": {"value": 97, "weight": 2, ...}, ...} as in opm.what_if, with keys of goals or their ids; for a ratio value is the numerator and base the denominator. Scores before and after; removed goals are listed with the status removed, new ones have ids below 0 if their key is not a number. No rows for NULL. Errors: 22023 for an unknown goal, parent or member, or a loop.';

--
-- Name: scorecard_at(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.scorecard_at(as_of timestamp with time zone, known_at timestamp with time zone DEFAULT clock_timestamp()) RETURNS TABLE(goal_id bigint, goal_key text, goal_name text, parent_goal_id bigint, depth integer, tree_order integer, actual double precision, target text, unit text, score double precision, score_percent double precision, status text, status_order integer, coverage_fraction double precision, root_weight_fraction double precision, contribution_points double precision, is_stale boolean, fresh_until timestamp with time zone, pace_score double precision, expected_score double precision, plan_status text, outcome text)
    LANGUAGE sql STABLE
    SET jit TO 'off'
    BEGIN ATOMIC
 SELECT r.key,
     (g.goal).key AS key,
     (g.goal).name AS name,
     r.parent,
     r.depth,
     r.ordinal,
     r.value,
     r.target,
     r.unit,
     r.score,
     opm.percent(r.score) AS percent,
     perf._goal_status((g.goal).lifecycle, j.judged, r.lacks_target, r.is_late, (g.bands)::opm.bands) AS _goal_status,
     perf._goal_status_order((g.goal).lifecycle, j.judged, r.lacks_target, r.is_late, (g.bands)::opm.bands) AS _goal_status_order,
     r.coverage,
     r.root_weight,
     ((100)::double precision * r.contribution),
     COALESCE((((g.goal).lifecycle = 'active'::text) AND ((r.score IS NOT NULL) OR r.lacks_target) AND r.is_late), false) AS "coalesce",
     r.fresh_until,
     r.pace_score,
     r.expected_score,
     perf._plan_status(r.score, r.pace_score, o.is_over) AS _plan_status,
     perf._outcome((g.goal).lifecycle, r.score, o.is_over) AS _outcome
    FROM (((( SELECT x.key,
             x.parent,
             x.depth,
             x.ordinal,
             x.value,
             x.target,
             x.unit,
             x.score,
             x.coverage,
             x.root_weight,
             x.contribution,
             x.pace_score,
             x.expected_score,
             (opm.score(t.left_over, x.key) < (0)::double precision) AS is_late,
             to_timestamp(opm.score(t.latest, x.key)) AS fresh_until,
             perf._lacks_target(x.score, x.value, (x.target IS NOT NULL), x.method) AS lacks_target
            FROM (( SELECT f.scored,
                     f.latest,
                     f.left_over
                    FROM perf._trees_at(scorecard_at.as_of, scorecard_at.known_at, true) f(scored, latest, left_over)
                  OFFSET 0) t
              CROSS JOIN LATERAL opm.rollup_bigint(t.scored) x(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))
          OFFSET 0) r
      JOIN perf._scope_at(scorecard_at.as_of, scorecard_at.known_at) g(goal, target, usable_from_at, until_at, reference_at, graded_until_at, counted_at, elapsed, status_basis, bands, is_current) ON (((g.goal).id = r.key)))
      CROSS JOIN LATERAL ( SELECT (COALESCE((g.elapsed >= (1)::double precision), false) OR ((g.goal).lifecycle = 'done'::text)) AS is_over) o)
      CROSS JOIN LATERAL ( SELECT perf._judged_score(r.score, r.expected_score, g.status_basis, o.is_over) AS judged
          OFFSET 0) j)
   ORDER BY r.ordinal;
END;

--
-- Name: FUNCTION scorecard_at(as_of timestamp with time zone, known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.scorecard_at(as_of timestamp with time zone, known_at timestamp with time zone) IS 'The scorecard at a time. as_of: what had happened by then; known_at: what was known by then. scorecard_at(t, t) is as it was known then, scorecard_at(t) is as it is known now about then. Scores, fractions and statuses as in the view scorecard, a stale goal as stale; keys of goals that are gone stay.';

--
-- Name: snapshot(date, text, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.snapshot(from_day date DEFAULT NULL::date, step text DEFAULT 'week'::text, home regclass DEFAULT 'perf.setting'::regclass) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
	zone text;
	today date;
	missing date[];
	chunk integer;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF step IS NULL OR step NOT IN ('day', 'week', 'month') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('unknown step %s', COALESCE(quote_literal(left(step, 64)), 'NULL')),
			HINT = 'Steps are day, week and month.';
	END IF;
	zone := perf.time_zone();
	today := timezone(zone, now())::date;
	-- what is to be taken again, and days that were not over
	DELETE FROM perf.snapshot s
	WHERE s.day >= from_day OR s.as_of < timezone(zone, (s.day + 1)::timestamp) - interval '1 microsecond';
	missing := ARRAY(
		SELECT e.day FROM (
			SELECT (CASE step WHEN 'day' THEN d.day
				ELSE date_trunc(step, d.day) + format('1 %s', step)::interval - interval '1 day' END)::date AS day
			FROM generate_series(
				date_trunc(step, GREATEST(COALESCE(from_day, (SELECT timezone(zone, min(m.at)) FROM perf._measured m)),
					today - 3660)::timestamp),
				today::timestamp, format('1 %s', step)::interval) d(day)
			UNION
			SELECT today
		) e
		WHERE e.day <= today AND e.day NOT IN (SELECT s.day FROM perf.snapshot s)
		ORDER BY e.day);
	-- so that no more than about half a million rows are sorted at once
	chunk := LEAST(366, GREATEST(1, 500000 / (1 + (SELECT count(*) FROM perf.goal))))::integer;
	FOR i IN 0 .. (cardinality(missing) - 1) / chunk LOOP
		INSERT INTO perf.snapshot (day)
		SELECT u.day FROM unnest(missing[1 + i * chunk:(i + 1) * chunk]) u(day)
		ON CONFLICT DO NOTHING;
	END LOOP;
	RETURN cardinality(missing);
END
$$;

--
-- Name: FUNCTION snapshot(from_day date, step text, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.snapshot(from_day date, step text, home regclass) IS 'Keeps the score over time: takes the snapshots that are missing since the first measurement (ten years at most), at the end of each step (day, week or month), and one of today. To be called by cron, or by hand: twice is as once. What is known now counts; a snapshot that was taken stays as it is, unless from_day says to take all again from that day on. Read the view goal_history. For the owner of the workspace and admins. Returns the number of days taken. Errors: 42501 for others, 22023 for another step.';

--
-- Name: target_from_history(bigint, bigint, text, double precision, interval, interval, regclass); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.target_from_history(goal_id bigint, period_id bigint, target text, factor double precision DEFAULT 1, same_ago interval DEFAULT NULL::interval, mean_of interval DEFAULT NULL::interval, home regclass DEFAULT 'perf.setting'::regclass) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
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

--
-- Name: FUNCTION target_from_history(goal_id bigint, period_id bigint, target text, factor double precision, same_ago interval, mean_of interval, home regclass); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.target_from_history(goal_id bigint, period_id bigint, target text, factor double precision, same_ago interval, mean_of interval, home regclass) IS 'Writes the target of a goal for a period (goal_target) from what was, and returns it. target: a target with x for the number, such as >= x, 0 -> x, x +- 5%. x is factor times the value of the goal in the same period so long ago (same_ago, 1 year if nothing is said), or its mean over so long before the period (mean_of): of what adds up the mean of periods of this length, of single values that of the measurements. The number is written once, as what people are held to: a later correction of history does not move it, and another call does, which the change log keeps. Errors: 42704 if there is no such goal or period, 22023 for a target without x or two histories, 55000 if nothing is known of that time, 42501 for those who may not change the goal.';

--
-- Name: _people; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf._people WITH (security_invoker='true') AS
 SELECT p.id,
    p.name,
    p.team_id,
    p.active
   FROM perf.person p
  WHERE ((p.name IS DISTINCT FROM p.login) OR (p.team_id IS NOT NULL) OR (EXISTS ( SELECT
           FROM perf.goal g
          WHERE (g.owner_id = p.id))) OR (EXISTS ( SELECT
           FROM perf.action a
          WHERE (a.owner_id = p.id))) OR (EXISTS ( SELECT
           FROM perf.check_in c
          WHERE (c.person_id = p.id))));

--
-- Name: VIEW _people; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf._people IS 'Internal: people, without rows that are only a database role: called like their login, in no team, with no goal, action or check-in. create_workspace adds such a row for the role that makes the workspace.';

--
-- Name: COLUMN _people.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._people.id IS 'Person.';

--
-- Name: COLUMN _people.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._people.name IS 'Name of the person.';

--
-- Name: COLUMN _people.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._people.team_id IS 'Team of the person.';

--
-- Name: COLUMN _people.active; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf._people.active IS 'False: has left.';

--
-- Name: accountability; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.accountability WITH (security_invoker='true') AS
 SELECT p.id AS person_id,
    p.name AS person_name,
    p.team_id,
    t.name AS team_name,
    p.active AS is_active,
    COALESCE(g.goal_count, 0) AS goal_count,
    COALESCE(g.lowest_band_count, 0) AS lowest_band_count,
    COALESCE(g.stale_count, 0) AS stale_count,
    COALESCE(g.no_data_count, 0) AS no_data_count,
    COALESCE(g.not_accepted_count, 0) AS not_accepted_count,
    opm.mean(g.topmost) AS score,
    opm.percent(opm.mean(g.topmost)) AS score_percent,
    opm.mean(g.expected) AS expected_score,
    opm.weight(g.topmost) AS root_weight_fraction,
    COALESCE(a.open_action_count, 0) AS open_action_count,
    COALESCE(a.overdue_action_count, 0) AS overdue_action_count,
    COALESCE(a.done_action_count, 0) AS done_action_count,
    c.last_check_in_at,
    COALESCE(g.no_target_count, 0) AS no_target_count
   FROM ((((perf._people p
     LEFT JOIN perf.team t ON ((t.id = p.team_id)))
     LEFT JOIN ( SELECT s.owner_id,
            (count(*))::integer AS goal_count,
            (count(*) FILTER (WHERE (s.status_order = 1)))::integer AS lowest_band_count,
            (count(*) FILTER (WHERE (s.status = 'stale'::text)))::integer AS stale_count,
            (count(*) FILTER (WHERE (s.status = 'no data'::text)))::integer AS no_data_count,
            (count(*) FILTER (WHERE (s.status = 'no target'::text)))::integer AS no_target_count,
            (count(*) FILTER (WHERE (s.accepted_at IS NULL)))::integer AS not_accepted_count,
            opm.scorecard(perf._bounded(s.credited_score), perf._counting(s.root_weight_fraction)) FILTER (WHERE m.of_owner) AS topmost,
            opm.scorecard(perf._bounded(s.credited_expected_score), perf._counting(s.root_weight_fraction)) FILTER (WHERE m.of_owner) AS expected
           FROM (perf.scorecard s
             JOIN perf._topmost_goals() m(goal_id, of_owner, of_team) ON ((m.goal_id = s.goal_id)))
          GROUP BY s.owner_id) g ON ((g.owner_id = p.id)))
     LEFT JOIN ( SELECT x.owner_id,
            (count(*) FILTER (WHERE ((x.done_at IS NULL) AND (x.dropped_at IS NULL))))::integer AS open_action_count,
            (count(*) FILTER (WHERE ((x.done_at IS NULL) AND (x.dropped_at IS NULL) AND (x.due_on < (timezone(d.time_zone, now()))::date))))::integer AS overdue_action_count,
            (count(*) FILTER (WHERE (x.done_at IS NOT NULL)))::integer AS done_action_count
           FROM (perf.action x
             CROSS JOIN perf.setting d)
          GROUP BY x.owner_id) a ON ((a.owner_id = p.id)))
     LEFT JOIN ( SELECT ci.person_id,
            max(ci.at) AS last_check_in_at
           FROM perf.check_in ci
          GROUP BY ci.person_id) c ON ((c.person_id = p.id)))
  WHERE ((g.owner_id IS NOT NULL) OR (a.owner_id IS NOT NULL) OR p.active);

--
-- Name: VIEW accountability; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.accountability IS 'Who answers for which goals and actions, and how do these stand? One row per person who is active or owns goals or actions. Counts are over all goals the person owns, objectives and what is below them alike; the score is over the topmost, those that are not below another goal of the same owner, so that nothing counts twice.';

--
-- Name: COLUMN accountability.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.person_id IS 'Person; unique in this view.';

--
-- Name: COLUMN accountability.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.person_name IS 'Name of the person.';

--
-- Name: COLUMN accountability.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.team_id IS 'Team of the person.';

--
-- Name: COLUMN accountability.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.team_name IS 'Name of the team.';

--
-- Name: COLUMN accountability.is_active; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.is_active IS 'False for someone who left but still owns something.';

--
-- Name: COLUMN accountability.goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.goal_count IS 'Active and done goals the person owns whose period holds now, wherever in the tree.';

--
-- Name: COLUMN accountability.lowest_band_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.lowest_band_count IS 'Of goal_count, in the lowest band.';

--
-- Name: COLUMN accountability.stale_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.stale_count IS 'Of goal_count, with the status stale: measured too long ago.';

--
-- Name: COLUMN accountability.no_data_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.no_data_count IS 'Of goal_count, with the status no data: not measured, and no score below.';

--
-- Name: COLUMN accountability.not_accepted_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.not_accepted_count IS 'Of goal_count, not accepted by the owner.';

--
-- Name: COLUMN accountability.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.score IS 'Mean score of the topmost goals of the person by their weight at the root: 1 is goal reached; each counts within the credit range of the workspace, one without a score not at all. Empty: none has a score, or none has weight at the root.';

--
-- Name: COLUMN accountability.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN accountability.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.expected_score IS 'Mean of the scores with which these goals are expected to end, in the same way.';

--
-- Name: COLUMN accountability.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.root_weight_fraction IS 'Weight of these topmost goals at the root, added up: 0 to 1 for one tree.';

--
-- Name: COLUMN accountability.open_action_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.open_action_count IS 'Actions neither done nor dropped.';

--
-- Name: COLUMN accountability.overdue_action_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.overdue_action_count IS 'Of these, actions past their day.';

--
-- Name: COLUMN accountability.done_action_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.done_action_count IS 'Actions done.';

--
-- Name: COLUMN accountability.last_check_in_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.last_check_in_at IS 'Latest check-in by this person.';

--
-- Name: COLUMN accountability.no_target_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.no_target_count IS 'Of goal_count, with the status no target: measured, but nothing says what good looks like.';

--
-- Name: action_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.action ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.action_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: alignment_gaps; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.alignment_gaps WITH (security_invoker='true') AS
 SELECT ((x.goal_id || ' '::text) || x.gap_type) AS id,
    x.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    x.gap_type,
    x.detail,
    g.owner_id,
    p.name AS owner_name,
    g.team_id,
    t.name AS team_name
   FROM (((( SELECT c.id AS goal_id,
            'orphan'::text AS gap_type,
            'has no goal above and none below'::text AS detail
           FROM perf.goal c
          WHERE ((c.parent_id IS NULL) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = c.id)))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE ((c.id = l.goal_id) OR (c.id = l.parent_id))))))
        UNION ALL
         SELECT c.id,
            'no key results'::text,
            'an objective without key results or goals below'::text
           FROM perf.goal c
          WHERE ((c.kind = 'objective'::text) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = c.id)))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE (l.parent_id = c.id)))))
        UNION ALL
         SELECT c.id,
            'left owner'::text,
            'the owner is not active any more'::text
           FROM (perf.goal c
             JOIN perf.person o ON (((o.id = c.owner_id) AND (NOT o.active))))
        UNION ALL
         SELECT c.id,
            'no target'::text,
            'nothing says what good looks like'::text
           FROM perf.goal c
          WHERE ((c.target IS NULL) AND (c.kind <> 'objective'::text) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = c.id)))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE (l.parent_id = c.id)))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal_target gt
                  WHERE (gt.goal_id = c.id)))) AND (NOT (EXISTS ( SELECT
                   FROM perf.check_in j
                  WHERE ((j.goal_id = c.id) AND (j.score IS NOT NULL))))))
        UNION ALL
         SELECT c.id,
            'outside the period above'::text,
            ((('its period '::text || cp.name) || ' is not within '::text) || pp.name)
           FROM (((perf.goal c
             JOIN perf.goal a ON ((a.id = c.parent_id)))
             JOIN perf.period cp ON ((cp.id = c.period_id)))
             JOIN perf.period pp ON ((pp.id = a.period_id)))
          WHERE ((cp.first_day < pp.first_day) OR (cp.last_day > pp.last_day))
        UNION ALL
         SELECT c.id,
            'opposite direction'::text,
            (((('better is '::text || opm.direction((cs.target)::opm.target)) || ' here and '::text) || opm.direction((s.target)::opm.target)) || ' above, in the same unit'::text)
           FROM (((perf.goal c
             JOIN perf.goal a ON (((a.id = c.parent_id) AND
                CASE
                    WHEN (a.unit = c.unit) THEN true
                    ELSE false
                END)))
             JOIN perf._goal_scope cs ON ((cs.goal_id = c.id)))
             JOIN perf._goal_scope s ON ((s.goal_id = a.id)))
          WHERE ((opm.direction((cs.target)::opm.target) = ANY (ARRAY['up'::text, 'down'::text])) AND (opm.direction((s.target)::opm.target) = ANY (ARRAY['up'::text, 'down'::text])) AND (opm.direction((cs.target)::opm.target) <> opm.direction((s.target)::opm.target)))
        UNION ALL
         SELECT c.id,
            'shares do not add up'::text,
            (('the shares of its parents add up to '::text || round((c.total)::numeric, 6)) || ' and not to 1, so each of them counts it in full'::text)
           FROM ( SELECT e.goal_id AS id,
                    sum(COALESCE(e.share, (1)::double precision)) AS total
                   FROM perf._edge e
                  GROUP BY e.goal_id
                 HAVING (bool_or((e.share < (1)::double precision)) AND (NOT perf._is_whole(sum(COALESCE(e.share, (1)::double precision)))))) c
        UNION ALL
         SELECT c.id,
            'same measure twice'::text,
            ('another goal of the same name, team and period: '::text || c.first_key)
           FROM ( SELECT o.id,
                    first_value(o.id) OVER w AS first_id,
                    first_value(o.key) OVER w AS first_key
                   FROM perf.goal o
                  WINDOW w AS (PARTITION BY o.name, o.team_id, o.period_id ORDER BY o.id)) c
          WHERE (c.id <> c.first_id)
        UNION ALL
         SELECT c.id,
            'no weight'::text,
            'all goals below have weight 0'::text
           FROM perf.goal c
          WHERE ((EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = c.id))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE ((k.parent_id = c.id) AND (k.weight > (0)::double precision))))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE ((l.parent_id = c.id) AND (l.weight > (0)::double precision))))))
        UNION ALL
         SELECT c.id,
            'not accepted'::text,
            'the owner has not accepted the goal'::text
           FROM perf.goal c
          WHERE ((c.accepted_at IS NULL) AND (c.lifecycle = 'active'::text))) x
     JOIN perf.goal g ON (((g.id = x.goal_id) AND (g.lifecycle = ANY (ARRAY['draft'::text, 'active'::text])))))
     LEFT JOIN perf.person p ON ((p.id = g.owner_id)))
     LEFT JOIN perf.team t ON ((t.id = g.team_id)));

--
-- Name: VIEW alignment_gaps; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.alignment_gaps IS 'Where do goals not fit together? One row per draft or active goal and kind of gap.';

--
-- Name: COLUMN alignment_gaps.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.id IS 'Goal and kind of gap; unique in this view.';

--
-- Name: COLUMN alignment_gaps.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.goal_id IS 'Goal.';

--
-- Name: COLUMN alignment_gaps.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN alignment_gaps.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN alignment_gaps.gap_type; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.gap_type IS 'orphan, no key results, left owner, no target, outside the period above, opposite direction, shares do not add up, same measure twice, no weight or not accepted.';

--
-- Name: COLUMN alignment_gaps.detail; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.detail IS 'What is wrong, in words.';

--
-- Name: COLUMN alignment_gaps.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.owner_id IS 'Person who answers for it.';

--
-- Name: COLUMN alignment_gaps.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.owner_name IS 'Name of that person.';

--
-- Name: COLUMN alignment_gaps.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.team_id IS 'Team of the goal.';

--
-- Name: COLUMN alignment_gaps.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.team_name IS 'Name of the team.';

--
-- Name: announced; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.announced (
    goal_id bigint NOT NULL,
    status text NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL,
    quiet_from double precision,
    quiet_to double precision,
    quiet_since timestamp with time zone,
    quiet_until timestamp with time zone
)
WITH (fillfactor='50');
ALTER TABLE ONLY perf.announced ALTER COLUMN quiet_from SET STATISTICS 0;
ALTER TABLE ONLY perf.announced ALTER COLUMN quiet_to SET STATISTICS 0;

--
-- Name: TABLE announced; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.announced IS 'Status of each goal when it was last announced by NOTIFY, or when it was made. One row per goal.';

--
-- Name: COLUMN announced.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.announced.goal_id IS 'Goal.';

--
-- Name: COLUMN announced.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.announced.status IS 'Status announced last.';

--
-- Name: COLUMN announced.since; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.announced.since IS 'When it was announced.';

--
-- Name: COLUMN announced.quiet_from; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.announced.quiet_from IS 'A new measurement from this value on, up to quiet_to, leaves the status as it is; empty: to be worked out.';

--
-- Name: COLUMN announced.quiet_to; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.announced.quiet_to IS 'See quiet_from.';

--
-- Name: COLUMN announced.quiet_since; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.announced.quiet_since IS 'That holds for measurements from this time on, and from the last day.';

--
-- Name: COLUMN announced.quiet_until; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.announced.quiet_until IS 'That holds for measurements before this time.';

--
-- Name: balance; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.balance WITH (security_invoker='true') AS
 WITH RECURSIVE s AS MATERIALIZED (
         SELECT x_1.goal_id,
            x_1.parent_goal_id,
            x_1.horizon,
            x_1.indicator,
            x_1.is_leaf,
            x_1.credited_score,
            x_1.root_weight_fraction,
            x_1.lifecycle
           FROM perf.scorecard x_1
        ), inherited(goal_id, horizon) AS (
         SELECT s.goal_id,
            s.horizon
           FROM s
          WHERE (s.parent_goal_id IS NULL)
        UNION ALL
         SELECT s.goal_id,
            COALESCE(s.horizon, i.horizon) AS "coalesce"
           FROM (s
             JOIN inherited i ON ((i.goal_id = s.parent_goal_id)))
        )
 SELECT ((COALESCE(x.horizon, 'not said'::text) || ', '::text) || COALESCE(x.indicator, 'not said'::text)) AS id,
    COALESCE(x.horizon, 'not said'::text) AS horizon,
    COALESCE(x.indicator, 'not said'::text) AS indicator,
    x.goal_count,
    opm.weight(x.goals) AS root_weight_fraction,
    opm.mean(x.goals) AS score,
    opm.percent(opm.mean(x.goals)) AS score_percent
   FROM ( SELECT i.horizon,
            s.indicator,
            (count(*))::integer AS goal_count,
            opm.scorecard(perf._bounded(s.credited_score), perf._counting(s.root_weight_fraction)) AS goals
           FROM (s
             JOIN inherited i ON ((i.goal_id = s.goal_id)))
          WHERE (s.is_leaf AND (s.lifecycle = ANY (ARRAY['active'::text, 'done'::text])))
          GROUP BY i.horizon, s.indicator) x;

--
-- Name: VIEW balance; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.balance IS 'How is the weight divided between short and long term, leading and lagging? One row per horizon and kind of indicator, with the weight that goes there. Counted are active and done goals at the bottom of the tree; one without a horizon has that of the nearest goal above.';

--
-- Name: COLUMN balance.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.id IS 'Horizon and indicator; unique in this view.';

--
-- Name: COLUMN balance.horizon; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.horizon IS 'short, long, or not said: neither by the goal nor by one above.';

--
-- Name: COLUMN balance.indicator; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.indicator IS 'leading, lagging or not said, by the goal itself.';

--
-- Name: COLUMN balance.goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.goal_count IS 'Active and done goals at the bottom of the tree.';

--
-- Name: COLUMN balance.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.root_weight_fraction IS 'Effective weight at the root, 0 to 1 for one tree.';

--
-- Name: COLUMN balance.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.score IS 'Mean score by that weight: 1 is goal reached.';

--
-- Name: COLUMN balance.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: balanced_scorecard; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.balanced_scorecard WITH (security_invoker='true') AS
 WITH RECURSIVE s AS MATERIALIZED (
         SELECT x_1.goal_id,
            x_1.parent_goal_id,
            x_1.perspective_id,
            x_1.is_leaf,
            x_1.score,
            x_1.credited_score,
            x_1.credited_expected_score,
            x_1.root_weight_fraction,
            x_1.status,
            x_1.lifecycle,
            x_1.is_current
           FROM perf.scorecard x_1
        ), inherited(goal_id, perspective_id) AS (
         SELECT s.goal_id,
            s.perspective_id
           FROM s
          WHERE (s.parent_goal_id IS NULL)
        UNION ALL
         SELECT s.goal_id,
            COALESCE(s.perspective_id, i.perspective_id) AS "coalesce"
           FROM (s
             JOIN inherited i ON ((i.goal_id = s.parent_goal_id)))
        )
 SELECT p.id AS perspective_id,
    p.name AS perspective_name,
    p.display_order,
    COALESCE(x.goal_count, 0) AS goal_count,
    COALESCE(x.measured_count, 0) AS measured_count,
    opm.mean(x.goals) AS score,
    opm.percent(opm.mean(x.goals)) AS score_percent,
    opm.mean(x.expected) AS expected_score,
    COALESCE(opm.status(perf._judged_score(opm.mean(x.goals), opm.mean(x.expected), d.status_basis, false), (d.bands)::opm.bands), 'no data'::text) AS status,
    COALESCE(opm.status_rank(perf._judged_score(opm.mean(x.goals), opm.mean(x.expected), d.status_basis, false), (d.bands)::opm.bands), '-1'::integer) AS status_order,
    opm.coverage(x.goals) AS coverage_fraction,
    x.worst AS worst_score,
    x.best AS best_score,
    opm.weight(x.goals) AS root_weight_fraction,
    COALESCE(x.stale_count, 0) AS stale_count
   FROM ((perf.perspective p
     CROSS JOIN perf.setting d)
     LEFT JOIN ( SELECT i.perspective_id,
            (count(*))::integer AS goal_count,
            (count(s.score))::integer AS measured_count,
            opm.scorecard(perf._bounded(s.credited_score), perf._counting(s.root_weight_fraction)) AS goals,
            opm.scorecard(perf._bounded(s.credited_expected_score), perf._counting(s.root_weight_fraction)) AS expected,
            min(s.score) AS worst,
            max(s.score) AS best,
            (count(*) FILTER (WHERE (s.status = 'stale'::text)))::integer AS stale_count
           FROM (inherited i
             JOIN s ON ((s.goal_id = i.goal_id)))
          WHERE (s.is_leaf AND (s.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) AND s.is_current)
          GROUP BY i.perspective_id) x ON ((x.perspective_id = p.id)));

--
-- Name: VIEW balanced_scorecard; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.balanced_scorecard IS 'How does each perspective stand? One row per perspective (balanced scorecard). The score is the mean of the goals at the bottom of the tree, by their weight at the root; a goal without a perspective has that of the nearest goal above.';

--
-- Name: COLUMN balanced_scorecard.perspective_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.perspective_id IS 'Perspective; unique in this view.';

--
-- Name: COLUMN balanced_scorecard.perspective_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.perspective_name IS 'Name of the perspective.';

--
-- Name: COLUMN balanced_scorecard.display_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.display_order IS 'Place in lists.';

--
-- Name: COLUMN balanced_scorecard.goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.goal_count IS 'Active and done goals at the bottom of the tree in this perspective whose period holds now.';

--
-- Name: COLUMN balanced_scorecard.measured_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.measured_count IS 'Of these, goals with a score.';

--
-- Name: COLUMN balanced_scorecard.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.score IS 'Mean score of these by their weight at the root: 1 is goal reached; each counts within the credit range of the workspace, one without a score not at all. Empty: none has a score, or none has weight at the root.';

--
-- Name: COLUMN balanced_scorecard.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN balanced_scorecard.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.expected_score IS 'Mean of the scores with which these goals are expected to end, in the same way.';

--
-- Name: COLUMN balanced_scorecard.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.status IS 'Name of expected_score (of the score, if that is the status_basis of the workspace) by the bands of the workspace, or no data where there is none.';

--
-- Name: COLUMN balanced_scorecard.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.status_order IS 'For sorting by status: -1 no data, then 1 for the lowest band and up.';

--
-- Name: COLUMN balanced_scorecard.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.coverage_fraction IS 'Part of the weight that has data, 0 to 1.';

--
-- Name: COLUMN balanced_scorecard.worst_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.worst_score IS 'Lowest score of one of these goals, without the credit range: it may be below 0.';

--
-- Name: COLUMN balanced_scorecard.best_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.best_score IS 'Highest score of one of these goals, without the credit range: it may be above 1.';

--
-- Name: COLUMN balanced_scorecard.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.root_weight_fraction IS 'Effective weight of the perspective at the root, 0 to 1 for one tree.';

--
-- Name: COLUMN balanced_scorecard.stale_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.stale_count IS 'Of goal_count, with the status stale: measured too long ago.';

--
-- Name: template; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.template (
    id bigint NOT NULL,
    name text NOT NULL,
    outline text NOT NULL,
    CONSTRAINT template_name_check CHECK (opm._line('template.name'::text, name)),
    CONSTRAINT template_outline_check CHECK (opm._literal('template.outline'::text, outline, 'outline'::text, 1000000))
);

--
-- Name: TABLE template; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.template IS 'Goal trees to be instantiated for many teams, as outlines.';

--
-- Name: COLUMN template.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.template.id IS 'Template key.';

--
-- Name: COLUMN template.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.template.name IS 'Name.';

--
-- Name: COLUMN template.outline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.template.outline IS 'The goals, as an opm.goaltree outline; keys get the team key in front.';

--
-- Name: benchmark; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.benchmark WITH (security_invoker='true') AS
 SELECT s.goal_id,
    s.goal_key,
    s.goal_name,
    g.template_node,
    g.template_id,
    x.name AS template_name,
    s.team_id,
    s.team_name,
    s.actual,
    s.unit,
    s.score,
    s.score_percent,
    s.expected_score,
    s.status,
    s.status_order,
        CASE
            WHEN (s.score IS NOT NULL) THEN (rank() OVER (same ORDER BY s.score DESC NULLS LAST))::integer
            ELSE NULL::integer
        END AS team_rank,
    avg(s.score) OVER same AS mean_score,
    max(s.score) OVER same AS best_score
   FROM ((perf.scorecard s
     JOIN perf.goal g ON ((g.id = s.goal_id)))
     JOIN perf.template x ON ((x.id = g.template_id)))
  WINDOW same AS (PARTITION BY g.template_id, g.template_node);

--
-- Name: VIEW benchmark; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.benchmark IS 'How do teams compare on the same goal? One row per template goal and team, for teams that use one template.';

--
-- Name: COLUMN benchmark.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN benchmark.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN benchmark.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN benchmark.template_node; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.template_node IS 'Key of the goal inside the template, the same for all teams.';

--
-- Name: COLUMN benchmark.template_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.template_id IS 'Template.';

--
-- Name: COLUMN benchmark.template_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.template_name IS 'Name of the template.';

--
-- Name: COLUMN benchmark.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.team_id IS 'Team.';

--
-- Name: COLUMN benchmark.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.team_name IS 'Name of the team.';

--
-- Name: COLUMN benchmark.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.actual IS 'Current value, in unit.';

--
-- Name: COLUMN benchmark.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.unit IS 'Unit of the values.';

--
-- Name: COLUMN benchmark.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.score IS 'Score: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN benchmark.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN benchmark.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.expected_score IS 'Score with which it is expected to end, as in the scorecard.';

--
-- Name: COLUMN benchmark.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.status IS 'Status of the goal, as in the scorecard.';

--
-- Name: COLUMN benchmark.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.status_order IS 'For sorting by status.';

--
-- Name: COLUMN benchmark.team_rank; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.team_rank IS '1 is the best team for this goal; empty: no score.';

--
-- Name: COLUMN benchmark.mean_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.mean_score IS 'Mean score of this goal over the teams that have one.';

--
-- Name: COLUMN benchmark.best_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.best_score IS 'Best score of this goal over the teams.';

--
-- Name: binding_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.binding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.binding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: brief; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.brief WITH (security_invoker='true') AS
 SELECT s.tree_order AS id,
    perf._cut((repeat('  '::text, LEAST(s.depth, 4)) || s.goal_name), 19) AS goal,
    perf._cut(
        CASE
            WHEN (length(s.actual_text) > 11) THEN regexp_replace(s.actual_text, ' .*'::text, ''::text)
            ELSE s.actual_text
        END, 11) AS actual_text,
    perf._cut(
        CASE
            WHEN (length(t.short) > 11) THEN regexp_replace(t.short, '([0-9]) .*'::text, '\1'::text)
            ELSE t.short
        END, 11) AS target_text,
    ((opm.bar(s.score, 4) || ' '::text) || perf._cut((round((s.score_percent)::numeric))::text, 4)) AS progress,
    perf._cut(s.status, 9) AS standing,
    COALESCE(s.outcome, s.plan_status) AS plan,
    perf._cut(s.owner_name, 8) AS owner
   FROM (perf.scorecard s
     CROSS JOIN LATERAL ( SELECT replace(replace(replace(s.target_text, 'at least '::text, '>= '::text), 'at most '::text, '<= '::text), ' to '::text, '..'::text) AS short
         OFFSET 0) t)
  ORDER BY s.tree_order;

--
-- Name: VIEW brief; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.brief IS 'How does the whole tree stand, on one screen? One row per goal, in the order of the tree, within 100 characters, for psql and e-mail. Texts that are too long are cut. For charts and filters take the scorecard.';

--
-- Name: COLUMN brief.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.brief.id IS 'Place in the tree, the tree_order of the scorecard; unique in this view.';

--
-- Name: COLUMN brief.goal; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.brief.goal IS 'Name of the goal, indented by its depth.';

--
-- Name: COLUMN brief.actual_text; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.brief.actual_text IS 'Current value with its unit where both fit; empty: not known.';

--
-- Name: COLUMN brief.target_text; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.brief.target_text IS 'Values that reach the goal, with their unit where both fit; empty: no target.';

--
-- Name: COLUMN brief.progress; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.brief.progress IS 'Score as a bar and in percent: 100 is goal reached. Empty: not known.';

--
-- Name: COLUMN brief.standing; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.brief.standing IS 'Status, as in the scorecard.';

--
-- Name: COLUMN brief.plan; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.brief.plan IS 'ahead, on plan or behind while the goal runs; reached, missed or unknown when it is over; empty: nothing is planned.';

--
-- Name: COLUMN brief.owner; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.brief.owner IS 'Person who answers for the goal.';

--
-- Name: calendar; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.calendar WITH (security_invoker='true') AS
 WITH covering AS MATERIALIZED (
         SELECT p.calendar,
            d_1.day,
            p.id,
            p.kind,
            p.name,
            row_number() OVER (PARTITION BY p.calendar, d_1.day, p.kind ORDER BY (p.last_day - p.first_day), p.id) AS place,
            row_number() OVER (PARTITION BY p.calendar, d_1.day ORDER BY (p.last_day - p.first_day), p.id) AS shortest
           FROM (perf.period p
             CROSS JOIN LATERAL generate_series((p.first_day)::timestamp without time zone, (p.last_day)::timestamp without time zone, '1 day'::interval) d_1(day))
          WHERE (((p.last_day - p.first_day) <= 3660) AND (abs((p.first_day - CURRENT_DATE)) < 36600))
        ), named AS (
         SELECT c.calendar,
            c.day,
            max(c.id) FILTER (WHERE (c.kind = 'year'::text)) AS year_id,
            max(c.name) FILTER (WHERE (c.kind = 'year'::text)) AS year_name,
            max(c.id) FILTER (WHERE (c.kind = 'quarter'::text)) AS quarter_id,
            max(c.name) FILTER (WHERE (c.kind = 'quarter'::text)) AS quarter_name,
            max(c.id) FILTER (WHERE (c.kind = 'month'::text)) AS month_id,
            max(c.name) FILTER (WHERE (c.kind = 'month'::text)) AS month_name,
            max(c.id) FILTER (WHERE (c.kind = 'week'::text)) AS week_id,
            max(c.name) FILTER (WHERE (c.kind = 'week'::text)) AS week_name,
            max(c.id) FILTER (WHERE (c.kind = 'sprint'::text)) AS sprint_id,
            max(c.name) FILTER (WHERE (c.kind = 'sprint'::text)) AS sprint_name,
            max(c.id) FILTER (WHERE (c.shortest = 1)) AS period_id,
            max(c.name) FILTER (WHERE (c.shortest = 1)) AS period_name,
            max(c.kind) FILTER (WHERE (c.shortest = 1)) AS period_kind
           FROM covering c
          WHERE (c.place = 1)
          GROUP BY c.calendar, c.day
        ), spine AS (
         SELECT p.calendar,
                CASE
                    WHEN (p.calendar = 'main'::text) THEN (0)::bigint
                    ELSE min(p.id)
                END AS place,
            (min(p.first_day))::timestamp without time zone AS first_day,
            (max(p.last_day))::timestamp without time zone AS last_day
           FROM perf.period p
          WHERE (((p.last_day - p.first_day) <= 3660) AND (abs((p.first_day - CURRENT_DATE)) < 36600))
          GROUP BY p.calendar
        )
 SELECT ((100000000 * s.place) + (to_char(d.day, 'YYYYMMDD'::text))::bigint) AS id,
    (d.day)::date AS day,
    (date_part('isodow'::text, d.day))::integer AS weekday,
    n.year_id,
    n.year_name,
    n.quarter_id,
    n.quarter_name,
    n.month_id,
    n.month_name,
    to_char(d.day, 'IYYY"-W"IW'::text) AS iso_week_name,
    s.calendar,
    n.week_id,
    n.week_name,
    n.sprint_id,
    n.sprint_name,
    n.period_id,
    n.period_name,
    n.period_kind
   FROM ((spine s
     CROSS JOIN LATERAL generate_series(s.first_day, s.last_day, '1 day'::interval) d(day))
     LEFT JOIN named n ON (((n.calendar = s.calendar) AND (n.day = d.day))));

--
-- Name: VIEW calendar; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.calendar IS 'Which periods is a day in? One row per calendar and day, from the first to the last day of every calendar, for gaps in time series and as a time spine. Filter by calendar (main, if you have made no other) to have each day once.';

--
-- Name: COLUMN calendar.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.id IS 'Calendar and day as a number, unique in this view; in the calendar main the day itself, such as 20260131.';

--
-- Name: COLUMN calendar.day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.day IS 'Day; unique within a calendar.';

--
-- Name: COLUMN calendar.weekday; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.weekday IS '1 is Monday, 7 is Sunday.';

--
-- Name: COLUMN calendar.year_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.year_id IS 'Year of this calendar; empty: the day is in none.';

--
-- Name: COLUMN calendar.year_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.year_name IS 'Name of the year.';

--
-- Name: COLUMN calendar.quarter_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.quarter_id IS 'Quarter of this calendar; empty: the day is in none.';

--
-- Name: COLUMN calendar.quarter_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.quarter_name IS 'Name of the quarter.';

--
-- Name: COLUMN calendar.month_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.month_id IS 'Month of this calendar; empty: the day is in none.';

--
-- Name: COLUMN calendar.month_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.month_name IS 'Name of the month.';

--
-- Name: COLUMN calendar.iso_week_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.iso_week_name IS 'ISO week of the day, such as 2026-W05, whatever the calendar.';

--
-- Name: COLUMN calendar.calendar; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.calendar IS 'Name of the calendar, as in the table period: main, or one of your own for sprints, weeks or another fiscal year.';

--
-- Name: COLUMN calendar.week_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.week_id IS 'Week of this calendar; empty: the day is in none.';

--
-- Name: COLUMN calendar.week_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.week_name IS 'Name of the week.';

--
-- Name: COLUMN calendar.sprint_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.sprint_id IS 'Sprint of this calendar; empty: the day is in none.';

--
-- Name: COLUMN calendar.sprint_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.sprint_name IS 'Name of the sprint.';

--
-- Name: COLUMN calendar.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.period_id IS 'Shortest period of this calendar that holds the day, of any kind; empty: none, a gap between periods. Periods of more than ten years are left out.';

--
-- Name: COLUMN calendar.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.period_name IS 'Name of that period.';

--
-- Name: COLUMN calendar.period_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.period_kind IS 'Kind of that period: year, half, quarter, month, week, day, sprint or custom.';

--
-- Name: close_result; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.close_result (
    close_id bigint NOT NULL,
    goal_id bigint NOT NULL,
    goal_key text NOT NULL,
    goal_name text NOT NULL,
    parent_goal_id bigint,
    depth integer NOT NULL,
    tree_order integer NOT NULL,
    actual double precision,
    target text,
    unit text,
    score double precision,
    status text NOT NULL,
    status_order integer NOT NULL,
    outcome text,
    coverage_fraction double precision,
    root_weight_fraction double precision,
    visibility text NOT NULL
);
ALTER TABLE ONLY perf.close_result ALTER COLUMN goal_key SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN goal_name SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN depth SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN tree_order SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN actual SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN target SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN unit SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN score SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN status_order SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN outcome SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN coverage_fraction SET STATISTICS 0;
ALTER TABLE ONLY perf.close_result ALTER COLUMN root_weight_fraction SET STATISTICS 0;

--
-- Name: TABLE close_result; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.close_result IS 'Results of closed periods, one row per goal and close, as they were then. They never change; later corrections are in restatements.';

--
-- Name: COLUMN close_result.close_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.close_id IS 'Close.';

--
-- Name: COLUMN close_result.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.goal_id IS 'Goal.';

--
-- Name: COLUMN close_result.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.goal_key IS 'Short unique word of the goal then.';

--
-- Name: COLUMN close_result.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.goal_name IS 'Name of the goal then.';

--
-- Name: COLUMN close_result.parent_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.parent_goal_id IS 'Goal above then.';

--
-- Name: COLUMN close_result.depth; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.depth IS '0 for a root.';

--
-- Name: COLUMN close_result.tree_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.tree_order IS 'Place in tree order.';

--
-- Name: COLUMN close_result.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.actual IS 'Value then, in unit.';

--
-- Name: COLUMN close_result.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.target IS 'Target then.';

--
-- Name: COLUMN close_result.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.unit IS 'Unit of actual.';

--
-- Name: COLUMN close_result.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.score IS 'Score then: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN close_result.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.status IS 'Name of the score then.';

--
-- Name: COLUMN close_result.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.status_order IS 'For sorting by status.';

--
-- Name: COLUMN close_result.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.outcome IS 'reached, missed or unknown, of a goal that was over then; empty: it was not, or did not count.';

--
-- Name: COLUMN close_result.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.coverage_fraction IS 'Part of the weight below that had data, 0 to 1. Empty where a private goal counts below; close_tree has it.';

--
-- Name: COLUMN close_result.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.root_weight_fraction IS 'Effective weight at the root, 0 to 1. Empty where a private goal counts beside it, or beside a goal above it; close_tree has it.';

--
-- Name: COLUMN close_result.visibility; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.visibility IS 'Who might see the goal then: everyone, team or owner.';

--
-- Name: calibration_case; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.calibration_case WITH (security_invoker='true') AS
 SELECT ('check-in '::text || ci.id) AS id,
    'stated confidence'::text AS origin,
    ci.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    ci.person_id,
    p.name AS person_name,
    ci.at AS made_at,
    u.until_at AS ended_at,
    ci.confidence AS probability,
    (n.score >= (1)::double precision) AS is_reached,
    opm.brier(ci.confidence, (n.score >= (1)::double precision)) AS brier
   FROM ((((((((((perf.check_in ci
     CROSS JOIN perf.setting d)
     JOIN perf.goal g ON (((g.id = ci.goal_id) AND (g.lifecycle = ANY (ARRAY['active'::text, 'done'::text])))))
     JOIN perf.person p ON ((p.id = ci.person_id)))
     LEFT JOIN perf.period pe ON ((pe.id = g.period_id)))
     CROSS JOIN LATERAL ( SELECT COALESCE(timezone(COALESCE(pe.time_zone, d.time_zone), ((g.due_on + 1))::timestamp without time zone), pe.until_at) AS until_at) u)
     LEFT JOIN ( SELECT cr.goal_id,
            pc.period_id,
            cr.score
           FROM (perf.close_result cr
             JOIN perf.period_close pc ON ((pc.id = cr.close_id)))) r ON (((r.goal_id = g.id) AND (r.period_id = g.period_id))))
     LEFT JOIN perf._goal_scope s ON ((s.goal_id = g.id)))
     LEFT JOIN LATERAL ( SELECT
                CASE
                    WHEN perf._is_zero(opm.kpi(x.at, x.value, x.base), s.counted_at, s.usable_from_at, u.until_at) THEN (0)::double precision
                    ELSE opm.value(opm.kpi(x.at, x.value, x.base), g.time_aggregation)
                END AS actual
           FROM perf._measured x
          WHERE ((x.goal_id = g.id) AND (x.at < LEAST(u.until_at, s.until_at)) AND (x.at >=
                CASE
                    WHEN (g.max_age IS NULL) THEN s.usable_from_at
                    ELSE perf._window_from(NULL::timestamp with time zone, LEAST(u.until_at, s.until_at), g.max_age, now(), d.time_zone)
                END) AND ((g.min_group IS NULL) OR (x.base >= (g.min_group)::double precision)))) e ON (true))
     LEFT JOIN LATERAL perf._judged_now(g.id, s.usable_from_at, s.until_at, s.graded_until_at) j(score, at) ON (true))
     CROSS JOIN LATERAL ( SELECT COALESCE(r.score, opm.score(e.actual, (s.target)::opm.target),
                CASE
                    WHEN (e.actual IS NULL) THEN j.score
                    ELSE NULL::double precision
                END) AS score
         OFFSET 0) n)
  WHERE ((ci.confidence IS NOT NULL) AND (u.until_at <= now()) AND (ci.at < u.until_at) AND (n.score IS NOT NULL))
UNION ALL
 SELECT ((('forecast '::text || g.id) || '/'::text) || q.id) AS id,
    'forecast'::text AS origin,
    g.id AS goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    NULL::bigint AS person_id,
    NULL::text AS person_name,
    w.made_at,
    q.until_at AS ended_at,
    f.hit AS probability,
    opm.reached(e.actual, (w.target)::opm.target) AS is_reached,
    opm.brier(f.hit, opm.reached(e.actual, (w.target)::opm.target)) AS brier
   FROM ((((((perf.goal g
     LEFT JOIN perf.period pe ON ((pe.id = g.period_id)))
     JOIN perf.period q ON (((q.kind = 'quarter'::text) AND (q.calendar = COALESCE(pe.calendar, 'main'::text)) AND (q.until_at <= now()) AND (q.until_at > (now() - '9600:00:00'::interval)))))
     LEFT JOIN perf.goal_target gt ON (((gt.goal_id = g.id) AND (gt.period_id = q.id))))
     CROSS JOIN LATERAL ( SELECT COALESCE(gt.target,
                CASE
                    WHEN ((g.period_id = q.id) OR (g.time_aggregation = ANY (ARRAY['last'::text, 'mean'::text, 'ratio'::text]))) THEN g.target
                    ELSE NULL::text
                END) AS target,
            (q.from_at + make_interval(secs => (date_part('epoch'::text, (q.until_at - q.from_at)) / (2)::double precision))) AS made_at
         OFFSET 0) w)
     CROSS JOIN LATERAL perf._project(g.id, w.target, g.time_aggregation, g.min_group, q.from_at, q.until_at, w.made_at) f(measurement_count, actual, expected, low, high, hit, required, recent, reached_at, reason))
     CROSS JOIN LATERAL perf._project(g.id, w.target, g.time_aggregation, g.min_group, q.from_at, q.until_at, q.until_at) e(measurement_count, actual, expected, low, high, hit, required, recent, reached_at, reason))
  WHERE ((
        CASE
            WHEN (g.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) THEN 'counts'::text
            ELSE NULL::text
        END = 'counts'::text) AND (w.target IS NOT NULL) AND (f.hit IS NOT NULL) AND (e.actual IS NOT NULL));

--
-- Name: VIEW calibration_case; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.calibration_case IS 'Which probabilities came true? One row per check-in with a confidence whose goal is over, and one row per goal and quarter of the last year with the forecast that would have been made half-way.';

--
-- Name: COLUMN calibration_case.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.id IS 'Check-in, or goal and quarter; unique in this view.';

--
-- Name: COLUMN calibration_case.origin; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.origin IS 'stated confidence or forecast.';

--
-- Name: COLUMN calibration_case.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.goal_id IS 'Goal.';

--
-- Name: COLUMN calibration_case.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN calibration_case.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN calibration_case.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.person_id IS 'Person who stated the confidence; empty for forecasts.';

--
-- Name: COLUMN calibration_case.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.person_name IS 'Name of that person.';

--
-- Name: COLUMN calibration_case.made_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.made_at IS 'When it was stated; for forecasts the middle of the quarter.';

--
-- Name: COLUMN calibration_case.ended_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.ended_at IS 'End of the period, when the outcome was known.';

--
-- Name: COLUMN calibration_case.probability; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.probability IS 'Probability that the target is reached, 0 to 1.';

--
-- Name: COLUMN calibration_case.is_reached; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.is_reached IS 'True if it was reached at the end: by the close, if the period is closed.';

--
-- Name: COLUMN calibration_case.brier; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration_case.brier IS '(probability - outcome) squared: 0 certain and right, 1 certain and wrong.';

--
-- Name: calibration; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.calibration WITH (security_invoker='true') AS
 SELECT concat_ws('/'::text, x.origin, x.person_id) AS id,
    x.origin,
    x.person_id,
        CASE
            WHEN (x.everyone = 1) THEN 'everyone'::text
            ELSE p.name
        END AS person_name,
    (c.y).n AS case_count,
    (c.y).mean_p AS mean_probability,
    (c.y).hit_rate AS hit_fraction,
    (c.y).bias AS bias,
    (c.y).bias_z AS bias_z,
    (c.y).brier AS brier,
    (c.y).log_score AS log_loss,
    (c.y).reliability AS reliability,
    (c.y).resolution AS resolution,
    (c.y).skill AS skill,
        CASE
            WHEN ((c.y).n < 10) THEN 'too few cases'::text
            WHEN ((c.y).bias_z > (2)::double precision) THEN 'over-confident'::text
            WHEN ((c.y).bias_z < ('-2'::integer)::double precision) THEN 'under-confident'::text
            ELSE 'no bias shown'::text
        END AS finding,
    (c.y).reason AS reason,
        CASE
            WHEN ((c.y).n < 10) THEN 0
            WHEN ((c.y).bias_z > (2)::double precision) THEN 1
            WHEN ((c.y).bias_z < ('-2'::integer)::double precision) THEN 2
            ELSE 3
        END AS finding_order
   FROM ((( SELECT k.origin,
            k.person_id,
            GROUPING(k.person_id) AS everyone,
            array_agg(k.probability ORDER BY k.made_at, k.goal_id, k.person_id) AS stated,
            array_agg(k.is_reached ORDER BY k.made_at, k.goal_id, k.person_id) AS outcome
           FROM perf.calibration_case k
          GROUP BY GROUPING SETS ((k.origin), (k.origin, k.person_id))) x
     LEFT JOIN perf.person p ON ((p.id = x.person_id)))
     CROSS JOIN LATERAL ( SELECT opm.calibration(x.stated, x.outcome) AS y
         OFFSET 0) c)
  WHERE ((x.everyone = 1) OR (x.person_id IS NOT NULL));

--
-- Name: VIEW calibration; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.calibration IS 'Can stated confidence and forecasts be trusted? One row for the forecasts, one for all stated confidence, and one per person. Empty until goals with stated confidence are over.';

--
-- Name: COLUMN calibration.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.id IS 'Origin and person; unique in this view.';

--
-- Name: COLUMN calibration.origin; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.origin IS 'stated confidence or forecast.';

--
-- Name: COLUMN calibration.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.person_id IS 'Person; empty for everyone together.';

--
-- Name: COLUMN calibration.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.person_name IS 'Name of the person, or everyone.';

--
-- Name: COLUMN calibration.case_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.case_count IS 'Probabilities whose outcome is known.';

--
-- Name: COLUMN calibration.mean_probability; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.mean_probability IS 'Their mean, 0 to 1.';

--
-- Name: COLUMN calibration.hit_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.hit_fraction IS 'Part of them that came true, 0 to 1.';

--
-- Name: COLUMN calibration.bias; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.bias IS 'mean_probability less hit_fraction: above 0 is over-confident.';

--
-- Name: COLUMN calibration.bias_z; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.bias_z IS 'The bias in standard errors: beyond 2 it is hardly chance.';

--
-- Name: COLUMN calibration.brier; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.brier IS 'Mean squared distance from the outcome: 0 is perfect, 0.25 is always saying one half.';

--
-- Name: COLUMN calibration.log_loss; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.log_loss IS 'Mean of -ln of the probability given to what happened: 0 is perfect.';

--
-- Name: COLUMN calibration.reliability; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.reliability IS 'Part of brier that comes from saying the wrong number: 0 is best.';

--
-- Name: COLUMN calibration.resolution; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.resolution IS 'Part of brier that comes off for telling cases apart: more is better.';

--
-- Name: COLUMN calibration.skill; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.skill IS '1 is perfect, 0 no better than always saying hit_fraction.';

--
-- Name: COLUMN calibration.finding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.finding IS 'over-confident, under-confident, no bias shown, or too few cases (below 10).';

--
-- Name: COLUMN calibration.reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.reason IS 'Why numbers are empty.';

--
-- Name: COLUMN calibration.finding_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calibration.finding_order IS 'For sorting by finding: 0 too few cases, 1 over-confident, 2 under-confident, 3 no bias shown.';

--
-- Name: capability; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.capability WITH (security_invoker='true') AS
 WITH phased AS (
         SELECT x.goal_id,
            x.measured_at,
            x.value,
            x.phase_order,
            max(x.phase_order) OVER (PARTITION BY x.goal_id) AS last_phase
           FROM perf._goal_series x
          WHERE (x.step IS DISTINCT FROM 'event'::text)
        ), stepped AS (
         SELECT p.goal_id,
            p.measured_at,
            p.value,
            abs((p.value - lag(p.value) OVER (PARTITION BY p.goal_id ORDER BY p.measured_at))) AS step
           FROM phased p
          WHERE ((p.phase_order = p.last_phase) AND (p.value IS NOT NULL))
        ), series AS MATERIALIZED (
         SELECT s_1.goal_id,
            opm.kpi(s_1.measured_at, s_1.value) AS kpi,
            (avg(s_1.step) / opm.d2(2)) AS sigma,
            count(*) AS n
           FROM stepped s_1
          GROUP BY s_1.goal_id
        )
 SELECT g.id AS goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    g.team_id,
    t.name AS team_name,
    g.unit,
    l.lower_limit,
    l.upper_limit,
    (COALESCE((c.x).n, (0)::bigint))::integer AS measurement_count,
    (c.x).mean AS mean_value,
    (c.x).sigma_within AS sigma_within,
    (c.x).sigma_overall AS sigma_overall,
    (c.x).cp AS cp,
    (c.x).cpk AS cpk,
    (c.x).cpk_low AS cpk_low,
    (c.x).cpk_high AS cpk_high,
    (c.x).cpm AS cpm,
    (c.x).pp AS pp,
    (c.x).ppk AS ppk,
    (c.x).ppk_low AS ppk_low,
    (c.x).ppk_high AS ppk_high,
    (c.x).dpm_overall AS expected_misses_per_million,
        CASE
            WHEN ((c.x).cpk IS NULL) THEN 'unknown'::text
            WHEN ((c.x).cpk >= (1.33)::double precision) THEN 'capable'::text
            WHEN ((c.x).cpk >= (1)::double precision) THEN 'barely capable'::text
            ELSE 'not capable'::text
        END AS finding,
    COALESCE((c.x).reason,
        CASE
            WHEN (s.goal_id IS NULL) THEN 'no measurements'::text
            WHEN (l.lower_limit = l.upper_limit) THEN 'no width between the limits'::text
            ELSE NULL::text
        END) AS reason,
        CASE
            WHEN ((c.x).cpk IS NULL) THEN 0
            WHEN ((c.x).cpk >= (1.33)::double precision) THEN 3
            WHEN ((c.x).cpk >= (1)::double precision) THEN 2
            ELSE 1
        END AS finding_order
   FROM (((((perf.goal g
     JOIN perf._goal_scope sc ON ((sc.goal_id = g.id)))
     CROSS JOIN LATERAL ( SELECT opm.target_low((sc.target)::opm.target) AS lower_limit,
            opm.target_high((sc.target)::opm.target) AS upper_limit,
                CASE
                    WHEN (opm.target_kind((sc.target)::opm.target) = 'range'::text) THEN ((opm.target_low((sc.target)::opm.target) / (2)::double precision) + (opm.target_high((sc.target)::opm.target) / (2)::double precision))
                    ELSE NULL::double precision
                END AS best
         OFFSET 0) l)
     LEFT JOIN series s ON ((s.goal_id = g.id)))
     LEFT JOIN LATERAL ( SELECT opm.capability(s.kpi, l.lower_limit, l.upper_limit, l.best, s.sigma) AS x
          WHERE ((l.lower_limit = l.upper_limit) IS NOT TRUE)
         OFFSET 0) c ON (true))
     LEFT JOIN perf.team t ON ((t.id = g.team_id)))
  WHERE ((opm.target_kind((sc.target)::opm.target) = ANY (ARRAY['hold'::text, 'range'::text])) AND (g.time_aggregation <> ALL (ARRAY['sum'::text, 'count'::text])) AND (g.lifecycle = ANY (ARRAY['active'::text, 'done'::text])));

--
-- Name: VIEW capability; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.capability IS 'Does the process keep within its limits? One row per goal that is to hold a limit or stay in a range, by its single measurements since the last pilot began. Goals that add up over a period have no limit for single measurements and are left out.';

--
-- Name: COLUMN capability.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN capability.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN capability.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN capability.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.team_id IS 'Team of the goal.';

--
-- Name: COLUMN capability.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.team_name IS 'Name of the team.';

--
-- Name: COLUMN capability.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.unit IS 'Unit of the values.';

--
-- Name: COLUMN capability.lower_limit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.lower_limit IS 'Lowest value that is good; empty if there is none.';

--
-- Name: COLUMN capability.upper_limit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.upper_limit IS 'Highest value that is good; empty if there is none.';

--
-- Name: COLUMN capability.measurement_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.measurement_count IS 'Measurements.';

--
-- Name: COLUMN capability.mean_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.mean_value IS 'Their mean.';

--
-- Name: COLUMN capability.sigma_within; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.sigma_within IS 'Noise from one measurement to the next (mean moving range / 1.128).';

--
-- Name: COLUMN capability.sigma_overall; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.sigma_overall IS 'Standard deviation of all of them.';

--
-- Name: COLUMN capability.cp; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.cp IS 'Width between the limits over 6 sigma_within; empty with one limit.';

--
-- Name: COLUMN capability.cpk; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.cpk IS 'Distance of the mean from the nearer limit over 3 sigma_within: 1.33 and more is called capable, below 0 the mean is outside.';

--
-- Name: COLUMN capability.cpk_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.cpk_low IS 'Lower end of its 95 % interval.';

--
-- Name: COLUMN capability.cpk_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.cpk_high IS 'Upper end of its 95 % interval.';

--
-- Name: COLUMN capability.cpm; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.cpm IS 'Cp reduced for the distance of the mean from the middle of the range; empty with one limit.';

--
-- Name: COLUMN capability.pp; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.pp IS 'As cp, with sigma_overall.';

--
-- Name: COLUMN capability.ppk; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.ppk IS 'As cpk, with sigma_overall.';

--
-- Name: COLUMN capability.ppk_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.ppk_low IS 'Lower end of its 95 % interval.';

--
-- Name: COLUMN capability.ppk_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.ppk_high IS 'Upper end of its 95 % interval.';

--
-- Name: COLUMN capability.expected_misses_per_million; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.expected_misses_per_million IS 'Measurements outside the limits expected in a million, if normal with sigma_overall.';

--
-- Name: COLUMN capability.finding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.finding IS 'capable, barely capable, not capable or unknown.';

--
-- Name: COLUMN capability.reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.reason IS 'Why numbers are empty.';

--
-- Name: COLUMN capability.finding_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capability.finding_order IS 'For sorting by finding: 0 unknown, 1 not capable, 2 barely capable, 3 capable.';

--
-- Name: capacity; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.capacity (
    team_id bigint NOT NULL,
    period_id bigint NOT NULL,
    unit text DEFAULT 'days'::text NOT NULL,
    available double precision NOT NULL,
    committed double precision DEFAULT 0 NOT NULL,
    used double precision,
    CONSTRAINT capacity_available_check CHECK (opm._number('capacity.available'::text, available, (0)::double precision, '1e+100'::double precision, '1e-100'::double precision)),
    CONSTRAINT capacity_committed_check CHECK (opm._number('capacity.committed'::text, committed, (0)::double precision, '1e+100'::double precision, '1e-100'::double precision)),
    CONSTRAINT capacity_unit_check CHECK (opm._line('capacity.unit'::text, unit)),
    CONSTRAINT capacity_used_check CHECK (opm._number('capacity.used'::text, used, (0)::double precision, '1e+100'::double precision, '1e-100'::double precision))
);

--
-- Name: TABLE capacity; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.capacity IS 'Capacity of a team in a period: what there is, what is promised, what was used.';

--
-- Name: COLUMN capacity.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.team_id IS 'Team.';

--
-- Name: COLUMN capacity.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.period_id IS 'Period.';

--
-- Name: COLUMN capacity.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.unit IS 'Unit: days, hours, points.';

--
-- Name: COLUMN capacity.available; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.available IS 'What is available.';

--
-- Name: COLUMN capacity.committed; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.committed IS 'What is promised.';

--
-- Name: COLUMN capacity.used; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.used IS 'What was used; empty: not known yet.';

--
-- Name: capacity_load; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.capacity_load WITH (security_invoker='true') AS
 SELECT ((((c.team_id || '/'::text) || c.period_id) || '/'::text) || c.unit) AS id,
    c.team_id,
    t.name AS team_name,
    c.period_id,
    p.name AS period_name,
    c.unit,
    c.available AS available_quantity,
    c.committed AS committed_quantity,
    c.used AS used_quantity,
    (c.used / NULLIF(c.available, (0)::double precision)) AS used_fraction,
    (c.committed / NULLIF(c.available, (0)::double precision)) AS committed_fraction,
    (c.committed > c.available) AS is_overcommitted
   FROM ((perf.capacity c
     JOIN perf.team t ON ((t.id = c.team_id)))
     JOIN perf.period p ON ((p.id = c.period_id)));

--
-- Name: VIEW capacity_load; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.capacity_load IS 'Has a team promised more than it can do? One row per team, period and unit.';

--
-- Name: COLUMN capacity_load.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.id IS 'Team, period and unit; unique in this view.';

--
-- Name: COLUMN capacity_load.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.team_id IS 'Team.';

--
-- Name: COLUMN capacity_load.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.team_name IS 'Name of the team.';

--
-- Name: COLUMN capacity_load.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.period_id IS 'Period.';

--
-- Name: COLUMN capacity_load.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.period_name IS 'Name of the period.';

--
-- Name: COLUMN capacity_load.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.unit IS 'Unit of the amounts.';

--
-- Name: COLUMN capacity_load.available_quantity; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.available_quantity IS 'What is available.';

--
-- Name: COLUMN capacity_load.committed_quantity; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.committed_quantity IS 'What is promised.';

--
-- Name: COLUMN capacity_load.used_quantity; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.used_quantity IS 'What was used.';

--
-- Name: COLUMN capacity_load.used_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.used_fraction IS 'Used out of available, 0 to 1 and beyond.';

--
-- Name: COLUMN capacity_load.committed_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.committed_fraction IS 'Promised out of available, 0 to 1 and beyond.';

--
-- Name: COLUMN capacity_load.is_overcommitted; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.is_overcommitted IS 'More is promised than there is.';

--
-- Name: change_log_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.change_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME perf.change_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: chart_exclusion_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.chart_exclusion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.chart_exclusion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: check_in_feed; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.check_in_feed WITH (security_invoker='true') AS
 SELECT c.id,
    c.at AS checked_at,
    c.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    g.team_id,
    t.name AS team_name,
    c.person_id,
    p.name AS person_name,
    c.confidence,
    c.score,
    opm.percent(c.score) AS score_percent,
    c.note,
    c.blocker,
    c.cleared_at
   FROM (((perf.check_in c
     JOIN perf.goal g ON ((g.id = c.goal_id)))
     LEFT JOIN perf.team t ON ((t.id = g.team_id)))
     LEFT JOIN perf.person p ON ((p.id = c.person_id)));

--
-- Name: VIEW check_in_feed; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.check_in_feed IS 'What did people say of their goals, and when? One row per check-in that you may see. Sort by checked_at.';

--
-- Name: COLUMN check_in_feed.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.id IS 'Check-in; unique in this view.';

--
-- Name: COLUMN check_in_feed.checked_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.checked_at IS 'Time of the check-in.';

--
-- Name: COLUMN check_in_feed.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.goal_id IS 'Goal it is about.';

--
-- Name: COLUMN check_in_feed.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN check_in_feed.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN check_in_feed.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.team_id IS 'Team of the goal.';

--
-- Name: COLUMN check_in_feed.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.team_name IS 'Name of the team.';

--
-- Name: COLUMN check_in_feed.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.person_id IS 'Person who checked in.';

--
-- Name: COLUMN check_in_feed.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.person_name IS 'Name of that person.';

--
-- Name: COLUMN check_in_feed.confidence; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.confidence IS 'How likely the person thinks the goal is reached in time, 0 to 1; empty: not said.';

--
-- Name: COLUMN check_in_feed.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.score IS 'Score given by judgement: 1 is goal reached; empty: none given.';

--
-- Name: COLUMN check_in_feed.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN check_in_feed.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.note IS 'What happened, in words.';

--
-- Name: COLUMN check_in_feed.blocker; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.blocker IS 'What is in the way; empty: nothing.';

--
-- Name: COLUMN check_in_feed.cleared_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in_feed.cleared_at IS 'Time when the blocker was cleared; empty: still there, or none.';

--
-- Name: check_in_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.check_in ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.check_in_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: close_part; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.close_part (
    close_id bigint NOT NULL,
    goal_id bigint NOT NULL,
    child_id bigint NOT NULL,
    tree_order integer NOT NULL,
    is_private boolean NOT NULL,
    is_secret boolean NOT NULL,
    fraction double precision
);
ALTER TABLE ONLY perf.close_part ALTER COLUMN tree_order SET STATISTICS 0;
ALTER TABLE ONLY perf.close_part ALTER COLUMN fraction SET STATISTICS 0;

--
-- Name: TABLE close_part; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.close_part IS 'Which figures of a close rest on goals that not everyone may see: one row per goal and goal right below it that counts there, and is private or rests on such. Decides which results are shown to whom. Filled by a trigger.';

--
-- Name: COLUMN close_part.close_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_part.close_id IS 'Close.';

--
-- Name: COLUMN close_part.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_part.goal_id IS 'Goal whose figure it is.';

--
-- Name: COLUMN close_part.child_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_part.child_id IS 'Goal right below it.';

--
-- Name: COLUMN close_part.tree_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_part.tree_order IS 'Place of the goal in tree order, among those that have a figure.';

--
-- Name: COLUMN close_part.is_private; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_part.is_private IS 'True if the goal itself was private.';

--
-- Name: COLUMN close_part.is_secret; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_part.is_secret IS 'True if the goal below was private and had a figure of its own, which does not follow from goals below it: it had none that counted, or a target of its own made a score of their values.';

--
-- Name: COLUMN close_part.fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_part.fraction IS 'Part of the figure that the goal below made, 0 to 1: by weight, in a sum by the size of values, in a ratio one as much as the other. Empty where it hides no other number: it counted under several goals, the figure is not made of all (min, max, median and the like), or the score is hidden only by its target.';

--
-- Name: close_tree; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.close_tree (
    close_id bigint NOT NULL,
    outline text NOT NULL,
    salt text DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT close_tree_canonical CHECK (opm._rule('close_tree'::text, (((outline)::opm.goaltree)::text = outline), 'the tree of a close is written as the engine writes it'::text, 'Its digest is over that text.'::text, 'Let close_period() make the close.'::text)),
    CONSTRAINT close_tree_salt_check CHECK (opm._line('close_tree.salt'::text, salt))
);
ALTER TABLE ONLY perf.close_tree ALTER COLUMN outline SET STATISTICS 0;
ALTER TABLE ONLY perf.close_tree ALTER COLUMN salt SET STATISTICS 0;

--
-- Name: TABLE close_tree; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.close_tree IS 'The scored tree of each close, as an opm.goaltree outline with goal ids as keys. Seen by owner and admins of the workspace, because it holds private goals too.';

--
-- Name: COLUMN close_tree.close_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_tree.close_id IS 'Close.';

--
-- Name: COLUMN close_tree.outline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_tree.outline IS 'The tree, canonical text.';

--
-- Name: COLUMN close_tree.salt; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_tree.salt IS 'Random word that is part of the digest: without it, who sees the digest could try which numbers of private goals fit.';

--
-- Name: rating; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.rating (
    id bigint NOT NULL,
    kind text NOT NULL,
    criterion text DEFAULT 'overall'::text NOT NULL,
    subject_id bigint NOT NULL,
    rater_id bigint DEFAULT perf.me() NOT NULL,
    period_id bigint,
    rating double precision NOT NULL,
    required_rating double precision,
    weight double precision DEFAULT 1 NOT NULL,
    note text,
    rated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT rating_criterion_check CHECK (opm._line('rating.criterion'::text, criterion)),
    CONSTRAINT rating_kind_check CHECK (opm._word('rating.kind'::text, kind, VARIADIC ARRAY['performance'::text, 'potential'::text, 'competency'::text])),
    CONSTRAINT rating_note_check CHECK (opm._text('rating.note'::text, note)),
    CONSTRAINT rating_rated_at_check CHECK (opm._time('rating.rated_at'::text, rated_at)),
    CONSTRAINT rating_rating_check CHECK (opm._number('rating.rating'::text, rating, (0)::double precision, (100)::double precision, '1e-100'::double precision)),
    CONSTRAINT rating_required_rating_check CHECK (opm._number('rating.required_rating'::text, required_rating, (0)::double precision, (100)::double precision)),
    CONSTRAINT rating_weight_check CHECK (opm._number('rating.weight'::text, weight, '1e-100'::double precision, (100)::double precision))
);
ALTER TABLE ONLY perf.rating ALTER COLUMN criterion SET STATISTICS 0;
ALTER TABLE ONLY perf.rating ALTER COLUMN rating SET STATISTICS 0;
ALTER TABLE ONLY perf.rating ALTER COLUMN required_rating SET STATISTICS 0;
ALTER TABLE ONLY perf.rating ALTER COLUMN weight SET STATISTICS 0;
ALTER TABLE ONLY perf.rating ALTER COLUMN note SET STATISTICS 0;

--
-- Name: TABLE rating; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.rating IS 'Ratings of people: performance, potential, and competencies with the level their role asks for. Seen by the two people and managers of the workspace.';

--
-- Name: COLUMN rating.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.id IS 'Key of the rating.';

--
-- Name: COLUMN rating.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.kind IS 'performance, potential or competency.';

--
-- Name: COLUMN rating.criterion; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.criterion IS 'What is rated; for a competency its name.';

--
-- Name: COLUMN rating.subject_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.subject_id IS 'Person who is rated.';

--
-- Name: COLUMN rating.rater_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.rater_id IS 'Person who rates.';

--
-- Name: COLUMN rating.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.period_id IS 'Period the rating is for.';

--
-- Name: COLUMN rating.rating; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.rating IS 'The rating, 0 to 100.';

--
-- Name: COLUMN rating.required_rating; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.required_rating IS 'For a competency: level that the role asks for, 0 to 100.';

--
-- Name: COLUMN rating.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.weight IS 'How much it counts among the ratings of the person.';

--
-- Name: COLUMN rating.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.note IS 'Reason.';

--
-- Name: COLUMN rating.rated_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.rated_at IS 'When.';

--
-- Name: competency_gaps; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.competency_gaps WITH (security_invoker='true', security_barrier='true') AS
 SELECT ((r.subject_id || '/'::text) || r.criterion) AS id,
    r.subject_id AS person_id,
    p.name AS person_name,
    r.criterion AS competency_name,
    (sum((r.rating * r.weight)) / sum(r.weight)) AS actual_rating,
    max(r.required_rating) AS required_rating,
    (max(r.required_rating) - (sum((r.rating * r.weight)) / sum(r.weight))) AS gap_rating,
    (count(*))::integer AS rating_count
   FROM (perf.rating r
     JOIN perf.person p ON ((p.id = r.subject_id)))
  WHERE ((r.kind = 'competency'::text) AND (r.rater_id <> r.subject_id))
  GROUP BY r.subject_id, p.name, r.criterion;

--
-- Name: VIEW competency_gaps; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.competency_gaps IS 'Which competencies are missing? One row per person and competency, what is asked for and what is there, as far as you may see, without what people say of themselves.';

--
-- Name: COLUMN competency_gaps.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.id IS 'Person and competency; unique in this view.';

--
-- Name: COLUMN competency_gaps.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.person_id IS 'Person.';

--
-- Name: COLUMN competency_gaps.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.person_name IS 'Name of the person.';

--
-- Name: COLUMN competency_gaps.competency_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.competency_name IS 'Competency.';

--
-- Name: COLUMN competency_gaps.actual_rating; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.actual_rating IS 'Mean rating by weight, 0 to 100.';

--
-- Name: COLUMN competency_gaps.required_rating; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.required_rating IS 'Level asked for, 0 to 100.';

--
-- Name: COLUMN competency_gaps.gap_rating; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.gap_rating IS 'Points that are missing; below 0: more than asked for.';

--
-- Name: COLUMN competency_gaps.rating_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.rating_count IS 'Ratings.';

--
-- Name: decision; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.decision (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    goal_id bigint,
    name text NOT NULL,
    why text,
    decided_by_id bigint DEFAULT perf.me(),
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT decision_decided_at_check CHECK (opm._time('decision.decided_at'::text, decided_at)),
    CONSTRAINT decision_name_check CHECK (opm._line('decision.name'::text, name)),
    CONSTRAINT decision_why_check CHECK (opm._text('decision.why'::text, why))
);
ALTER TABLE ONLY perf.decision ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY perf.decision ALTER COLUMN why SET STATISTICS 0;

--
-- Name: TABLE decision; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.decision IS 'Decisions taken in a review.';

--
-- Name: COLUMN decision.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.id IS 'Key of the decision.';

--
-- Name: COLUMN decision.review_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.review_id IS 'Review in which it was taken.';

--
-- Name: COLUMN decision.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.goal_id IS 'Goal it is about.';

--
-- Name: COLUMN decision.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.name IS 'The decision, in one sentence.';

--
-- Name: COLUMN decision.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.why IS 'Reason.';

--
-- Name: COLUMN decision.decided_by_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.decided_by_id IS 'Person who decided.';

--
-- Name: COLUMN decision.decided_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.decided_at IS 'When.';

--
-- Name: decision_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: drivers; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.drivers WITH (security_invoker='true') AS
 SELECT concat_ws(' '::text, d.since, '/', d.scope_kind, COALESCE(d.team_id, d.root_goal_id), '/', d.goal_id) AS id,
    d.since,
    d.since_at,
    d.scope_kind,
    d.team_id,
    d.root_goal_id,
    d.scope_name,
    d.scope_before_score,
    d.scope_score,
    d.scope_change_points,
    d.driver_order,
    d.goal_id,
    d.goal_key,
    d.goal_name,
    d.effect_points,
    d.value_effect_points,
    d.rule_effect_points,
    d.weight_effect_points,
    d.structure_effect_points,
    d.goal_before_score,
    d.goal_score,
    d.reason,
        CASE
            WHEN (d.scope_kind = 'team'::text) THEN d.scope_name
            ELSE NULL::text
        END AS team_name,
        CASE
            WHEN (d.scope_kind = 'tree'::text) THEN d.scope_name
            ELSE NULL::text
        END AS root_goal_name
   FROM perf._driver_rows() d(since, since_at, scope_kind, team_id, root_goal_id, scope_name, scope_before_score, scope_score, scope_change_points, driver_order, goal_id, goal_key, goal_name, effect_points, value_effect_points, rule_effect_points, weight_effect_points, structure_effect_points, goal_before_score, goal_score, reason);

--
-- Name: VIEW drivers; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.drivers IS 'What moved the score? One row per goal that moved a tree (the company) or a team, since the last close and since last week. effect_points of all rows of one scope and since adds up to scope_change_points. Before is as it was known then; what is newer than that is taken as it is known now. The score of a team is that of team_scorecard: the mean of its topmost goals, by the teams of today.';

--
-- Name: COLUMN drivers.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.id IS 'Since, scope and goal; unique in this view.';

--
-- Name: COLUMN drivers.since; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.since IS 'last close or last week.';

--
-- Name: COLUMN drivers.since_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.since_at IS 'Time with which now is compared.';

--
-- Name: COLUMN drivers.scope_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.scope_kind IS 'tree (a goal without parents and all below it) or team.';

--
-- Name: COLUMN drivers.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.team_id IS 'Team; empty for trees.';

--
-- Name: COLUMN drivers.root_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.root_goal_id IS 'Goal on top of the tree; empty for teams.';

--
-- Name: COLUMN drivers.scope_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.scope_name IS 'Name of the team or of the goal on top.';

--
-- Name: COLUMN drivers.scope_before_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.scope_before_score IS 'Score of the scope then: 1 is goal reached.';

--
-- Name: COLUMN drivers.scope_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.scope_score IS 'Score of the scope now: 1 is goal reached.';

--
-- Name: COLUMN drivers.scope_change_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.scope_change_points IS 'Points between the two; 100 points are 1.';

--
-- Name: COLUMN drivers.driver_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.driver_order IS '1 moved the score of the scope most, up or down.';

--
-- Name: COLUMN drivers.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.goal_id IS 'Goal that moved it, for a team also one below its goals; empty for the team itself.';

--
-- Name: COLUMN drivers.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.goal_key IS 'Short unique word of that goal; empty: it is gone, or the team itself.';

--
-- Name: COLUMN drivers.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.goal_name IS 'Name of that goal.';

--
-- Name: COLUMN drivers.effect_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.effect_points IS 'Points of scope_change_points that come from this goal.';

--
-- Name: COLUMN drivers.value_effect_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.value_effect_points IS 'Of these, because its value or score changed, came or went.';

--
-- Name: COLUMN drivers.rule_effect_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.rule_effect_points IS 'Of these, because its target, method or policy changed.';

--
-- Name: COLUMN drivers.weight_effect_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.weight_effect_points IS 'Of these, because its weight changed.';

--
-- Name: COLUMN drivers.structure_effect_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.structure_effect_points IS 'Of these, because it was added, removed or moved.';

--
-- Name: COLUMN drivers.goal_before_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.goal_before_score IS 'Score of this goal then.';

--
-- Name: COLUMN drivers.goal_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.goal_score IS 'Score of this goal now.';

--
-- Name: COLUMN drivers.reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.reason IS 'The main cause in words.';

--
-- Name: COLUMN drivers.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.team_name IS 'Name of the team; empty for trees.';

--
-- Name: COLUMN drivers.root_goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.drivers.root_goal_name IS 'Name of the goal on top of the tree; empty for teams.';

--
-- Name: engagement; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.engagement WITH (security_invoker='true') AS
 WITH today AS (
         SELECT (timezone(d.time_zone, now()))::date AS day,
            (floor(((((timezone(d.time_zone, now()))::date - '1970-01-05'::date))::numeric / 7.0)))::integer AS week
           FROM perf.setting d
        ), week_of AS (
         SELECT DISTINCT ci.person_id,
            (floor(((((timezone(d.time_zone, ci.at))::date - '1970-01-05'::date))::numeric / 7.0)))::integer AS week
           FROM (perf.check_in ci
             CROSS JOIN perf.setting d)
          WHERE ((ci.at <= now()) AND (ci.at > '-infinity'::timestamp with time zone))
        ), streak AS (
         SELECT x.person_id,
            (count(*))::integer AS weeks,
            max(x.week) AS last_week
           FROM ( SELECT w.person_id,
                    w.week,
                    (w.week - row_number() OVER (PARTITION BY w.person_id ORDER BY w.week)) AS island
                   FROM week_of w) x
          GROUP BY x.person_id, x.island
        ), streaks AS (
         SELECT s.person_id,
            max(s.weeks) AS longest,
            COALESCE(max(s.weeks) FILTER (WHERE (s.last_week >= (n.week - 1))), 0) AS present
           FROM (streak s
             CROSS JOIN today n)
          GROUP BY s.person_id
        ), recent AS (
         SELECT w.person_id,
            (count(*))::integer AS weeks
           FROM (week_of w
             CROSS JOIN today n)
          WHERE (w.week > (n.week - 13))
          GROUP BY w.person_id
        ), last_of AS (
         SELECT ci.person_id,
            max(ci.at) AS at
           FROM perf.check_in ci
          WHERE (ci.at <= now())
          GROUP BY ci.person_id
        ), owned AS (
         SELECT g.owner_id,
            (count(*))::integer AS goals,
            (count(*) FILTER (WHERE (c.at > (now() - perf._days(((COALESCE(g.cadence_days, d.cadence_days) + d.grace_days))::double precision)))))::integer AS kept
           FROM ((perf.goal g
             CROSS JOIN perf.setting d)
             LEFT JOIN ( SELECT ci.goal_id,
                    max(ci.at) AS at
                   FROM perf.check_in ci
                  WHERE (ci.at <= now())
                  GROUP BY ci.goal_id) c ON ((c.goal_id = g.id)))
          WHERE (g.lifecycle = 'active'::text)
          GROUP BY g.owner_id
        )
 SELECT p.id AS person_id,
    p.name AS person_name,
    p.team_id,
    t.name AS team_name,
    COALESCE(o.goals, 0) AS active_goal_count,
    COALESCE(o.kept, 0) AS checked_goal_count,
    COALESCE(r.weeks, 0) AS checked_week_count,
    COALESCE(k.present, 0) AS streak_weeks,
    COALESCE(k.longest, 0) AS longest_streak_weeks,
    l.at AS last_check_in_at,
        CASE
            WHEN (o.goals IS NULL) THEN 'owns no active goal'::text
            WHEN (o.kept = o.goals) THEN 'all goals checked in time'::text
            WHEN (o.kept > 0) THEN 'some goals waiting'::text
            ELSE 'all goals waiting'::text
        END AS finding,
        CASE
            WHEN (o.goals IS NULL) THEN 4
            WHEN (o.kept = o.goals) THEN 3
            WHEN (o.kept > 0) THEN 2
            ELSE 1
        END AS finding_order
   FROM (((((perf._people p
     LEFT JOIN perf.team t ON ((t.id = p.team_id)))
     LEFT JOIN owned o ON ((o.owner_id = p.id)))
     LEFT JOIN recent r ON ((r.person_id = p.id)))
     LEFT JOIN streaks k ON ((k.person_id = p.id)))
     LEFT JOIN last_of l ON ((l.person_id = p.id)))
  WHERE (p.active OR (o.goals IS NOT NULL));

--
-- Name: VIEW engagement; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.engagement IS 'Who keeps checking in? One row per person, with the active goals they own, how many of them have had a check-in in time, and how many weeks in a row the person has checked in. Weeks begin on Monday.';

--
-- Name: COLUMN engagement.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.person_id IS 'Person; unique in this view.';

--
-- Name: COLUMN engagement.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.person_name IS 'Name of the person.';

--
-- Name: COLUMN engagement.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.team_id IS 'Team of the person.';

--
-- Name: COLUMN engagement.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.team_name IS 'Name of the team.';

--
-- Name: COLUMN engagement.active_goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.active_goal_count IS 'Active goals the person owns.';

--
-- Name: COLUMN engagement.checked_goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.checked_goal_count IS 'Of these, goals with a check-in, by anyone, within cadence and grace.';

--
-- Name: COLUMN engagement.checked_week_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.checked_week_count IS 'Weeks with a check-in by this person, of the last 13 with the present one.';

--
-- Name: COLUMN engagement.streak_weeks; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.streak_weeks IS 'Weeks in a row with a check-in by this person, up to this week or the last.';

--
-- Name: COLUMN engagement.longest_streak_weeks; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.longest_streak_weeks IS 'Most weeks in a row ever.';

--
-- Name: COLUMN engagement.last_check_in_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.last_check_in_at IS 'Latest check-in by this person.';

--
-- Name: COLUMN engagement.finding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.finding IS 'all goals checked in time, some goals waiting, all goals waiting, or owns no active goal.';

--
-- Name: COLUMN engagement.finding_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.engagement.finding_order IS 'For sorting by finding, 1 is worst.';

--
-- Name: escalations; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.escalations WITH (security_invoker='true') AS
 WITH RECURSIVE item AS (
         SELECT ('blocker '::text || b.check_in_id) AS id,
            'blocker'::text AS item_kind,
            b.blocker AS item,
            b.goal_id,
            b.person_id,
            (timezone(d.time_zone, b.at))::date AS open_on,
            ((timezone(d.time_zone, now()))::date - (timezone(d.time_zone, b.at))::date) AS age_days,
            COALESCE(g_1.cadence_days, d.cadence_days) AS patience_days
           FROM ((perf._open_blocker b
             JOIN perf.goal g_1 ON ((g_1.id = b.goal_id)))
             CROSS JOIN perf.setting d)
        UNION ALL
         SELECT ('action '::text || a_1.id),
            'overdue action'::text,
            a_1.name,
            a_1.goal_id,
            a_1.owner_id,
            a_1.due_on,
            ((timezone(d.time_zone, now()))::date - a_1.due_on),
            COALESCE(g_1.cadence_days, d.cadence_days) AS "coalesce"
           FROM ((perf.action a_1
             JOIN perf.goal g_1 ON ((g_1.id = a_1.goal_id)))
             CROSS JOIN perf.setting d)
          WHERE ((a_1.done_at IS NULL) AND (a_1.dropped_at IS NULL) AND (a_1.due_on < (timezone(d.time_zone, now()))::date) AND (a_1.due_on > '-infinity'::date))
        ), late AS (
         SELECT i.id,
            i.item_kind,
            i.item,
            i.goal_id,
            i.person_id,
            i.open_on,
            i.age_days,
            i.patience_days,
            (i.age_days / i.patience_days) AS step
           FROM item i
          WHERE (i.age_days >= i.patience_days)
        ), way(id, goal_id, height) AS (
         SELECT l_1.id,
            l_1.goal_id,
            0 AS "?column?"
           FROM late l_1
        UNION ALL
         SELECT w.id,
            g_1.parent_id,
            (w.height + 1)
           FROM (way w
             JOIN perf.goal g_1 ON ((g_1.id = w.goal_id)))
          WHERE ((g_1.parent_id IS NOT NULL) AND (w.height < 64))
        ), team_way(id, team_id, height) AS (
         SELECT l_1.id,
            g_1.team_id,
            0 AS "?column?"
           FROM (late l_1
             JOIN perf.goal g_1 ON ((g_1.id = l_1.goal_id)))
          WHERE (g_1.team_id IS NOT NULL)
        UNION ALL
         SELECT w.id,
            t_1.parent_id,
            (w.height + 1)
           FROM (team_way w
             JOIN perf.team t_1 ON ((t_1.id = w.team_id)))
          WHERE ((t_1.parent_id IS NOT NULL) AND (w.height < 64))
        ), asked AS (
         SELECT c.id,
            c.person_id,
            row_number() OVER (PARTITION BY c.id ORDER BY (min(c.place))) AS turn,
            count(*) OVER (PARTITION BY c.id) AS turns
           FROM ((( SELECT w.id,
                    g_1.owner_id AS person_id,
                    (3 * w.height) AS place
                   FROM (way w
                     JOIN perf.goal g_1 ON ((g_1.id = w.goal_id)))
                UNION ALL
                 SELECT w.id,
                    t_1.lead_id,
                    ((3 * w.height) + 1)
                   FROM ((way w
                     JOIN perf.goal g_1 ON ((g_1.id = w.goal_id)))
                     JOIN perf.team t_1 ON ((t_1.id = g_1.team_id)))
                UNION ALL
                 SELECT w.id,
                    t_1.lead_id,
                    ((3 * w.height) + 2)
                   FROM (team_way w
                     JOIN perf.team t_1 ON ((t_1.id = w.team_id)))) c
             JOIN late l_1 ON ((l_1.id = c.id)))
             JOIN perf.person p_1 ON (((p_1.id = c.person_id) AND p_1.active)))
          WHERE (c.person_id IS DISTINCT FROM l_1.person_id)
          GROUP BY c.id, c.person_id
        )
 SELECT l.id,
    l.item,
    l.item_kind,
    l.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    g.team_id,
    t.name AS team_name,
    l.person_id,
    p.name AS person_name,
    l.open_on,
    l.age_days,
    l.patience_days,
    l.step AS escalation_step,
    a.person_id AS next_person_id,
    n.name AS next_person_name,
        CASE
            WHEN (a.person_id IS NULL) THEN 'nobody is above the person who has it'::text
            WHEN (l.step > a.turns) THEN 'the last one up; asked before, and still open'::text
            ELSE NULL::text
        END AS reason
   FROM (((((late l
     JOIN perf.goal g ON ((g.id = l.goal_id)))
     LEFT JOIN perf.team t ON ((t.id = g.team_id)))
     LEFT JOIN perf.person p ON ((p.id = l.person_id)))
     LEFT JOIN asked a ON (((a.id = l.id) AND (a.turn = LEAST((l.step)::bigint, a.turns)))))
     LEFT JOIN perf.person n ON ((n.id = a.person_id)));

--
-- Name: VIEW escalations; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.escalations IS 'What has been open too long, and who is asked next? One row per blocker, or overdue action of a goal, that is open for at least one check-in cadence of its goal. With every further cadence it goes one person up, goals and teams in step: owner of the goal, lead of its team; owner of the goal above, lead of the team of that goal, lead of the team above the own team; then the same two goals and two teams up, and so on to the top, each person once, without those who have it already or left.';

--
-- Name: COLUMN escalations.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.id IS 'Kind and key of the item; unique in this view.';

--
-- Name: COLUMN escalations.item; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.item IS 'The blocker, or what is to be done.';

--
-- Name: COLUMN escalations.item_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.item_kind IS 'blocker or overdue action.';

--
-- Name: COLUMN escalations.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.goal_id IS 'Goal concerned.';

--
-- Name: COLUMN escalations.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN escalations.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN escalations.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.team_id IS 'Team of the goal.';

--
-- Name: COLUMN escalations.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.team_name IS 'Name of the team.';

--
-- Name: COLUMN escalations.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.person_id IS 'Person who has it: for a blocker who is to clear it, else who said it.';

--
-- Name: COLUMN escalations.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.person_name IS 'Name of that person.';

--
-- Name: COLUMN escalations.open_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.open_on IS 'Day on which the blocker was said, or the action was due.';

--
-- Name: COLUMN escalations.age_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.age_days IS 'Days since then.';

--
-- Name: COLUMN escalations.patience_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.patience_days IS 'Days for one step: the check-in cadence of the goal.';

--
-- Name: COLUMN escalations.escalation_step; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.escalation_step IS 'How many times the cadence has passed, 1 or more: it goes up so many persons.';

--
-- Name: COLUMN escalations.next_person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.next_person_id IS 'Person to ask now; the last one up once all were asked; empty: there is nobody above.';

--
-- Name: COLUMN escalations.next_person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.next_person_name IS 'Name of that person.';

--
-- Name: COLUMN escalations.reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.escalations.reason IS 'Why there is nobody to ask, or nobody new; empty: the next one is to be asked.';

--
-- Name: exceptions; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.exceptions WITH (security_invoker='true') AS
 SELECT e.goal_id,
    e.goal_key,
    e.goal_name,
    e.attention_order,
    e.reason,
    e.lost_points,
    e.status,
    e.status_order,
    e.score,
    opm.percent(e.score) AS score_percent,
    e.expected_score,
    e.outcome,
    e.owner_id,
    e.owner_name,
    e.team_id,
    e.team_name,
    e.due_on,
    e.blocker,
    e.overdue_action_count,
    e.confidence,
    e.goal_path,
    e.finding,
    e.finding_order,
    e.urgency_order,
    e.momentum,
    e.momentum_order,
    e.hit_probability,
    e.outlook,
    e.outlook_order,
    e.measured_at
   FROM perf._exception_rows() e(goal_id, goal_key, goal_name, attention_order, reason, lost_points, status, status_order, score, expected_score, outcome, owner_id, owner_name, team_id, team_name, due_on, blocker, overdue_action_count, confidence, goal_path, finding, finding_order, urgency_order, momentum, momentum_order, hit_probability, outlook, outlook_order, measured_at);

--
-- Name: VIEW exceptions; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.exceptions IS 'What needs attention first, and why? One row per goal. Sort by attention_order. Red, but noise and green, but deteriorating are told apart; the numbers are in momentum and forecast.';

--
-- Name: COLUMN exceptions.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN exceptions.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN exceptions.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN exceptions.attention_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.attention_order IS '1 needs attention first: by urgency_order; within these by weight at the root times the probability of missing the target.';

--
-- Name: COLUMN exceptions.reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.reason IS 'Why it is here, in words, all that holds: red, but noise is a low score without news; green, but deteriorating is news in a good score.';

--
-- Name: COLUMN exceptions.lost_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.lost_points IS 'Points of the root score that are missing here: weight at the root times the way to 100.';

--
-- Name: COLUMN exceptions.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.status IS 'Status of the goal.';

--
-- Name: COLUMN exceptions.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.status_order IS 'For sorting by status.';

--
-- Name: COLUMN exceptions.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.score IS 'Score: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN exceptions.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN exceptions.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.expected_score IS 'Score with which it is expected to end: status names it while the goal runs.';

--
-- Name: COLUMN exceptions.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.outcome IS 'reached, missed or unknown, when it is over; empty while it runs.';

--
-- Name: COLUMN exceptions.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.owner_id IS 'Person who answers for it.';

--
-- Name: COLUMN exceptions.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.owner_name IS 'Name of that person.';

--
-- Name: COLUMN exceptions.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.team_id IS 'Team of the goal.';

--
-- Name: COLUMN exceptions.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.team_name IS 'Name of the team.';

--
-- Name: COLUMN exceptions.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.due_on IS 'Day by which it is to be reached.';

--
-- Name: COLUMN exceptions.blocker; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.blocker IS 'What is in the way, if anything.';

--
-- Name: COLUMN exceptions.overdue_action_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.overdue_action_count IS 'Actions past their day; empty: none.';

--
-- Name: COLUMN exceptions.confidence; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.confidence IS 'Latest stated confidence, 0 to 1.';

--
-- Name: COLUMN exceptions.goal_path; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.goal_path IS 'Names from the root to the goal.';

--
-- Name: COLUMN exceptions.finding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.finding IS 'The first that holds: blocked; no data; stale; red, and deteriorating; red; red, but noise; red, but improving; deteriorating; green, but deteriorating; missed; heading for a miss; behind plan; low confidence; overdue actions.';

--
-- Name: COLUMN exceptions.finding_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.finding_order IS 'For sorting and colouring by finding: 1 blocked, 2 red, and deteriorating, 3 deteriorating, 4 green, but deteriorating, 5 no data, 6 stale, 7 red, 8 missed, 9 heading for a miss, 10 behind plan, 11 low confidence, 12 overdue actions, 13 red, but noise, 14 red, but improving.';

--
-- Name: COLUMN exceptions.urgency_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.urgency_order IS '1 blocked or deteriorating by signal, 2 what cannot be told or may be news, 3 red, but noise, 4 improving.';

--
-- Name: COLUMN exceptions.momentum; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.momentum IS 'improving, steady, deteriorating or unknown, as in the view momentum.';

--
-- Name: COLUMN exceptions.momentum_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.momentum_order IS 'For sorting: 0 unknown, 1 deteriorating, 2 steady, 3 improving.';

--
-- Name: COLUMN exceptions.hit_probability; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.hit_probability IS 'Probability that the target is reached if things go on as they went, 0 to 1, as in the view forecast.';

--
-- Name: COLUMN exceptions.outlook; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.outlook IS 'The same in words, as in the view forecast.';

--
-- Name: COLUMN exceptions.outlook_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.outlook_order IS 'For sorting, 1 is worst; 0 unknown.';

--
-- Name: COLUMN exceptions.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.measured_at IS 'Time of the last measurement.';

--
-- Name: factor; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.factor (
    id bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    note text,
    team_id bigint,
    owner_id bigint,
    impact integer,
    likelihood integer,
    noted_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT factor_closed_at_check CHECK (opm._time('factor.closed_at'::text, closed_at)),
    CONSTRAINT factor_impact_check CHECK (opm._number('factor.impact'::text, (impact)::double precision, (1)::double precision, (5)::double precision)),
    CONSTRAINT factor_kind_check CHECK (opm._word('factor.kind'::text, kind, VARIADIC ARRAY['strength'::text, 'weakness'::text, 'opportunity'::text, 'threat'::text, 'risk'::text, 'stakeholder'::text])),
    CONSTRAINT factor_likelihood_check CHECK (opm._number('factor.likelihood'::text, (likelihood)::double precision, (1)::double precision, (5)::double precision)),
    CONSTRAINT factor_name_check CHECK (opm._line('factor.name'::text, name)),
    CONSTRAINT factor_note_check CHECK (opm._text('factor.note'::text, note)),
    CONSTRAINT factor_noted_at_check CHECK (opm._time('factor.noted_at'::text, noted_at))
);

--
-- Name: TABLE factor; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.factor IS 'Strategy around the goals: strengths, weaknesses, opportunities, threats, risks and stakeholders.';

--
-- Name: COLUMN factor.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.id IS 'Key of the factor.';

--
-- Name: COLUMN factor.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.kind IS 'strength, weakness, opportunity, threat, risk or stakeholder.';

--
-- Name: COLUMN factor.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.name IS 'What it is.';

--
-- Name: COLUMN factor.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.note IS 'More about it; for a stakeholder the interest.';

--
-- Name: COLUMN factor.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.team_id IS 'Team it concerns; empty: the whole organisation.';

--
-- Name: COLUMN factor.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.owner_id IS 'Person who watches it.';

--
-- Name: COLUMN factor.impact; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.impact IS 'Impact, 1 to 5; for a stakeholder the influence.';

--
-- Name: COLUMN factor.likelihood; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.likelihood IS 'Likelihood, 1 to 5; for a stakeholder the interest.';

--
-- Name: COLUMN factor.noted_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.noted_at IS 'When it was noted.';

--
-- Name: COLUMN factor.closed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.closed_at IS 'When it no longer held; empty: it holds.';

--
-- Name: factor_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.factor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.factor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: feedback; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.feedback (
    id bigint NOT NULL,
    kind text DEFAULT 'feedback'::text NOT NULL,
    from_id bigint DEFAULT perf.me() NOT NULL,
    to_id bigint NOT NULL,
    goal_id bigint,
    at timestamp with time zone DEFAULT now() NOT NULL,
    body text NOT NULL,
    visibility text DEFAULT 'private'::text NOT NULL,
    points integer,
    CONSTRAINT feedback_at_check CHECK (opm._time('feedback.at'::text, at)),
    CONSTRAINT feedback_body_check CHECK (opm._text('feedback.body'::text, body)),
    CONSTRAINT feedback_kind_check CHECK (opm._word('feedback.kind'::text, kind, VARIADIC ARRAY['feedback'::text, 'coaching'::text, 'recognition'::text, 'one-on-one'::text])),
    CONSTRAINT feedback_not_to_oneself CHECK (opm._rule('feedback'::text, ((from_id <> to_id) OR (kind = 'coaching'::text)), 'feedback is to somebody else'::text, 'Only coaching may be from and to the same person.'::text, 'Set to_id to another person.'::text)),
    CONSTRAINT feedback_points_check CHECK (opm._number('feedback.points'::text, (points)::double precision, (0)::double precision, (1000)::double precision)),
    CONSTRAINT feedback_visibility_check CHECK (opm._word('feedback.visibility'::text, visibility, VARIADIC ARRAY['private'::text, 'team'::text, 'everyone'::text]))
);
ALTER TABLE ONLY perf.feedback ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE ONLY perf.feedback ALTER COLUMN points SET STATISTICS 0;

--
-- Name: TABLE feedback; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.feedback IS 'Feedback, coaching and recognition between people. Private rows are seen by the two people only.';

--
-- Name: COLUMN feedback.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.id IS 'Key of the row.';

--
-- Name: COLUMN feedback.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.kind IS 'feedback, coaching, recognition or one-on-one.';

--
-- Name: COLUMN feedback.from_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.from_id IS 'Person who gives it.';

--
-- Name: COLUMN feedback.to_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.to_id IS 'Person who gets it.';

--
-- Name: COLUMN feedback.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.goal_id IS 'Goal it is about.';

--
-- Name: COLUMN feedback.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.at IS 'When.';

--
-- Name: COLUMN feedback.body; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.body IS 'What is said.';

--
-- Name: COLUMN feedback.visibility; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.visibility IS 'private (the two people), team (also the team of the receiver), or everyone.';

--
-- Name: COLUMN feedback.points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.points IS 'For recognition: points given.';

--
-- Name: feedback_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.feedback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.feedback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: flow; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.flow WITH (security_invoker='true') AS
 WITH item AS (
         SELECT a.kind,
            g.team_id,
            a.raised_at,
            LEAST(COALESCE(timezone(d.time_zone, (a.began_on)::timestamp without time zone),
                CASE
                    WHEN (a.kind <> 'proposal'::text) THEN a.raised_at
                    WHEN (a.verdict = 'accepted'::text) THEN a.decided_at
                    ELSE a.done_at
                END), a.done_at) AS began_at,
            a.done_at
           FROM ((perf.action a
             CROSS JOIN perf.setting d)
             LEFT JOIN perf.goal g ON ((g.id = a.goal_id)))
          WHERE (a.dropped_at IS NULL)
        ), window_of AS (
         SELECT (h.until_at - '2184:00:00'::interval) AS from_at,
            h.until_at
           FROM ( SELECT (date_trunc('hour'::text, now(), 'UTC'::text) + '01:00:00'::interval) AS until_at) h
        ), numbers AS (
         SELECT i.team_id,
            i.kind,
            opm.flow(i.began_at, i.done_at, w.from_at, w.until_at) AS f,
            percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY (opm.days_between(LEAST(i.raised_at, i.began_at), i.done_at))) FILTER (WHERE ((i.done_at >= w.from_at) AND (i.done_at < w.until_at))) AS lead_half,
            percentile_cont((0.85)::double precision) WITHIN GROUP (ORDER BY (opm.days_between(LEAST(i.raised_at, i.began_at), i.done_at))) FILTER (WHERE ((i.done_at >= w.from_at) AND (i.done_at < w.until_at))) AS lead_most,
            avg(opm.age_days(i.began_at, i.done_at, w.until_at)) AS mean_age,
            max(opm.age_days(i.began_at, i.done_at, w.until_at)) AS oldest_age,
            count(*) FILTER (WHERE (i.began_at IS NULL)) AS waiting
           FROM (item i
             CROSS JOIN window_of w)
          GROUP BY i.team_id, i.kind
        )
 SELECT concat_ws(' '::text, n.kind, n.team_id) AS id,
    n.team_id,
    t.name AS team_name,
    n.kind AS action_kind,
    (n.waiting)::integer AS waiting_count,
    ((n.f).started)::integer AS begun_count,
    ((n.f).finished)::integer AS finished_count,
    ((n.f).wip_to)::integer AS wip_count,
    (n.f).mean_wip AS mean_wip,
    ((7)::double precision * (n.f).throughput) AS throughput_per_week,
    n.lead_half AS lead_days_median,
    n.lead_most AS lead_days_85,
    (n.f).mean_cycle_days AS mean_cycle_days,
    (n.f).littles_cycle_days AS littles_cycle_days,
    n.mean_age AS mean_age_days,
    n.oldest_age AS oldest_age_days
   FROM (numbers n
     LEFT JOIN perf.team t ON ((t.id = n.team_id)));

--
-- Name: VIEW flow; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.flow IS 'How fast does work get done? One row per team and kind of action, over the last 13 weeks. Work begins on the day it began, else when it was raised (proposals: accepted), and ends when it is done; what was dropped is left out.';

--
-- Name: COLUMN flow.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.id IS 'Kind of action and team; unique in this view.';

--
-- Name: COLUMN flow.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.team_id IS 'Team of the goal that the actions serve; empty for actions without one.';

--
-- Name: COLUMN flow.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.team_name IS 'Name of the team.';

--
-- Name: COLUMN flow.action_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.action_kind IS 'action, corrective, initiative, pilot or proposal.';

--
-- Name: COLUMN flow.waiting_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.waiting_count IS 'Actions that have not begun.';

--
-- Name: COLUMN flow.begun_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.begun_count IS 'Actions begun in the last 13 weeks.';

--
-- Name: COLUMN flow.finished_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.finished_count IS 'Actions done in the last 13 weeks.';

--
-- Name: COLUMN flow.wip_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.wip_count IS 'Actions in progress now.';

--
-- Name: COLUMN flow.mean_wip; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.mean_wip IS 'Actions in progress, averaged over the 13 weeks.';

--
-- Name: COLUMN flow.throughput_per_week; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.throughput_per_week IS 'Actions done a week.';

--
-- Name: COLUMN flow.lead_days_median; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.lead_days_median IS 'Half of the actions done took no more days than this, from raised to done.';

--
-- Name: COLUMN flow.lead_days_85; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.lead_days_85 IS '85 % of the actions done took no more days than this, from raised to done.';

--
-- Name: COLUMN flow.mean_cycle_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.mean_cycle_days IS 'Mean days from begun to done.';

--
-- Name: COLUMN flow.littles_cycle_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.littles_cycle_days IS 'mean_wip over throughput in days (Little''s law): what work begun now can expect.';

--
-- Name: COLUMN flow.mean_age_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.mean_age_days IS 'Mean age in days of what is in progress.';

--
-- Name: COLUMN flow.oldest_age_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.flow.oldest_age_days IS 'Age in days of the oldest in progress.';

--
-- Name: goal_factor; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_factor (
    goal_id bigint NOT NULL,
    factor_id bigint NOT NULL,
    effect text DEFAULT 'supports'::text NOT NULL,
    CONSTRAINT goal_factor_effect_check CHECK (opm._word('goal_factor.effect'::text, effect, VARIADIC ARRAY['supports'::text, 'endangers'::text, 'answered by'::text]))
);

--
-- Name: TABLE goal_factor; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal_factor IS 'Which factors bear on which goals.';

--
-- Name: COLUMN goal_factor.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_factor.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_factor.factor_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_factor.factor_id IS 'Factor.';

--
-- Name: COLUMN goal_factor.effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_factor.effect IS 'supports, endangers, or answered by (the goal is the answer to the factor).';

--
-- Name: goal_snapshot; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_snapshot (
    goal_id bigint NOT NULL,
    day date NOT NULL,
    is_partial boolean NOT NULL,
    rests_on bigint[] NOT NULL,
    parent_goal_id bigint,
    root_goal_id bigint,
    perspective_id bigint,
    team_id bigint,
    owner_id bigint,
    period_id bigint,
    target text,
    unit text,
    actual double precision,
    pace_value double precision,
    score double precision,
    pace_score double precision,
    expected_score double precision,
    status text NOT NULL,
    status_order integer NOT NULL,
    plan_status text,
    outcome text,
    band_from_score double precision,
    band_to_score double precision,
    coverage_fraction double precision
);
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN rests_on SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN target SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN unit SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN actual SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN pace_value SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN score SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN pace_score SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN expected_score SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN status_order SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN plan_status SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN outcome SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN band_from_score SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN band_to_score SET STATISTICS 0;
ALTER TABLE ONLY perf.goal_snapshot ALTER COLUMN coverage_fraction SET STATISTICS 0;

--
-- Name: TABLE goal_snapshot; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal_snapshot IS 'How every goal stood at the end of a day, by the rules of scorecard_at. Read it through goal_history. A goal above private ones has two rows: one in which all goals count, seen by who sees all of them, and one without them.';

--
-- Name: COLUMN goal_snapshot.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_snapshot.day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.day IS 'Day.';

--
-- Name: COLUMN goal_snapshot.is_partial; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.is_partial IS 'True for the row in which only goals count that everyone might see, where others are below too.';

--
-- Name: COLUMN goal_snapshot.rests_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.rests_on IS 'Private goals that count in this row. It is shown to who may see all of them; empty: to who may see the goal.';

--
-- Name: COLUMN goal_snapshot.parent_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.parent_goal_id IS 'Goal above, when the snapshot was taken; empty for a root.';

--
-- Name: COLUMN goal_snapshot.root_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.root_goal_id IS 'Goal at the top of the tree then.';

--
-- Name: COLUMN goal_snapshot.perspective_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.perspective_id IS 'Perspective then, that of the nearest goal above if not said.';

--
-- Name: COLUMN goal_snapshot.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.team_id IS 'Team of the goal then.';

--
-- Name: COLUMN goal_snapshot.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.owner_id IS 'Person who answered for the goal then.';

--
-- Name: COLUMN goal_snapshot.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.period_id IS 'Period whose measurements counted; empty: all did.';

--
-- Name: COLUMN goal_snapshot.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.target IS 'Target that held, as text.';

--
-- Name: COLUMN goal_snapshot.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.unit IS 'Unit of actual and pace_value.';

--
-- Name: COLUMN goal_snapshot.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.actual IS 'Value by then; empty: not known.';

--
-- Name: COLUMN goal_snapshot.pace_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.pace_value IS 'Value the plan expected by then.';

--
-- Name: COLUMN goal_snapshot.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.score IS 'Score by then: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN goal_snapshot.pace_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.pace_score IS 'Score the plan expected by then: 1 is goal reached.';

--
-- Name: COLUMN goal_snapshot.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.expected_score IS 'Score expected at the end, as in scorecard.';

--
-- Name: COLUMN goal_snapshot.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.status IS 'Status by then, as in scorecard.';

--
-- Name: COLUMN goal_snapshot.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.status_order IS 'For sorting by status.';

--
-- Name: COLUMN goal_snapshot.plan_status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.plan_status IS 'ahead, on plan or behind, as in scorecard; empty: not known, or over.';

--
-- Name: COLUMN goal_snapshot.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.outcome IS 'reached or missed, as in scorecard; empty: not over.';

--
-- Name: COLUMN goal_snapshot.band_from_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.band_from_score IS 'Score at which the band of score began; empty in the lowest.';

--
-- Name: COLUMN goal_snapshot.band_to_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.band_to_score IS 'Score at which the next band began; empty in the highest.';

--
-- Name: COLUMN goal_snapshot.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_snapshot.coverage_fraction IS 'Part of the weight below that had data, 0 to 1.';

--
-- Name: snapshot; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.snapshot (
    day date NOT NULL,
    as_of timestamp with time zone NOT NULL,
    known_at timestamp with time zone NOT NULL,
    taken_by text NOT NULL,
    CONSTRAINT snapshot_day_check CHECK (opm._day('snapshot.day'::text, day))
);

--
-- Name: TABLE snapshot; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.snapshot IS 'Days for which the score of every goal is kept, in goal_snapshot. The function snapshot() adds those that are missing; a day that is deleted goes with its scores, and may be taken again.';

--
-- Name: COLUMN snapshot.day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.snapshot.day IS 'Day, in the time zone of the workspace.';

--
-- Name: COLUMN snapshot.as_of; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.snapshot.as_of IS 'Last instant of that day; for a day that was not over, the time at which the snapshot was taken.';

--
-- Name: COLUMN snapshot.known_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.snapshot.known_at IS 'When it was taken: what was known by then is in it.';

--
-- Name: COLUMN snapshot.taken_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.snapshot.taken_by IS 'Database role that took it; the owner, where a close did.';

--
-- Name: goal_history; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.goal_history WITH (security_invoker='true') AS
 WITH taken AS MATERIALIZED (
         SELECT s_1.day,
            s_1.as_of,
            s_1.known_at,
            lag(s_1.day) OVER (ORDER BY s_1.day) AS before_day,
            (lead(s_1.day) OVER (ORDER BY s_1.day) IS NULL) AS is_latest,
            ( SELECT max(y_1.day) AS max
                   FROM perf.snapshot y_1
                  WHERE ((y_1.day >= (((s_1.day - '1 year'::interval))::date - 6)) AND (y_1.day <= ((s_1.day - '1 year'::interval))::date))) AS year_before_day
           FROM perf.snapshot s_1
        ), period_before AS MATERIALIZED (
         SELECT p_1.id AS period_id,
            b_1.id AS before_id,
            b_1.name,
            ( SELECT max(y_1.day) AS max
                   FROM perf.snapshot y_1
                  WHERE ((y_1.day >= b_1.first_day) AND (y_1.day <= b_1.last_day))) AS day
           FROM (perf.period p_1
             CROSS JOIN LATERAL ( SELECT q.id,
                    q.name,
                    q.first_day,
                    q.last_day
                   FROM perf.period q
                  WHERE ((q.calendar = p_1.calendar) AND (q.kind = p_1.kind) AND (q.last_day < p_1.first_day))
                  ORDER BY q.last_day DESC, q.id
                 LIMIT 1) b_1)
        ), seen AS NOT MATERIALIZED (
         SELECT x.goal_id,
            x.day,
            x.is_partial,
            x.parent_goal_id,
            x.root_goal_id,
            x.perspective_id,
            x.team_id,
            x.owner_id,
            x.period_id,
            x.target,
            x.unit,
            x.actual,
            x.pace_value,
            x.score,
            x.pace_score,
            x.expected_score,
            x.status,
            x.status_order,
            x.plan_status,
            x.outcome,
            x.band_from_score,
            x.band_to_score,
            x.coverage_fraction
           FROM perf.goal_snapshot x
          WHERE (NOT x.is_partial)
        UNION ALL
         SELECT x.goal_id,
            x.day,
            x.is_partial,
            x.parent_goal_id,
            x.root_goal_id,
            x.perspective_id,
            x.team_id,
            x.owner_id,
            x.period_id,
            x.target,
            x.unit,
            x.actual,
            x.pace_value,
            x.score,
            x.pace_score,
            x.expected_score,
            x.status,
            x.status_order,
            x.plan_status,
            x.outcome,
            x.band_from_score,
            x.band_to_score,
            x.coverage_fraction
           FROM (perf.goal_snapshot x
             LEFT JOIN perf.goal_snapshot y_1 ON (((y_1.goal_id = x.goal_id) AND (y_1.day = x.day) AND (NOT y_1.is_partial))))
          WHERE (x.is_partial AND (y_1.goal_id IS NULL))
        )
 SELECT ((s.goal_id || '/'::text) || to_char((s.day)::timestamp with time zone, 'YYYYMMDD'::text)) AS id,
    s.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    s.day AS day_on,
    t.is_latest,
    s.parent_goal_id,
    up.name AS parent_goal_name,
    s.root_goal_id,
    ro.name AS root_goal_name,
    s.perspective_id,
    pv.name AS perspective_name,
    s.team_id,
    tm.name AS team_name,
    s.owner_id,
    ow.name AS owner_name,
    s.period_id,
    pe.name AS period_name,
    s.unit,
    s.actual,
    s.target,
    opm.target_value((s.target)::opm.target) AS target_value,
    s.pace_value,
    s.pace_score,
    s.score,
    ((100)::double precision * s.score) AS score_percent,
    s.expected_score,
    s.status,
    s.status_order,
    s.plan_status,
        CASE s.plan_status
            WHEN 'behind'::text THEN 1
            WHEN 'on plan'::text THEN 2
            WHEN 'ahead'::text THEN 3
            ELSE NULL::integer
        END AS plan_status_order,
    s.outcome,
    s.band_from_score,
    s.band_to_score,
    s.coverage_fraction,
    s.is_partial,
    b.day AS before_on,
    b.score AS before_score,
        CASE
            WHEN perf._is_comparable(s.coverage_fraction, b.coverage_fraction) THEN ((100)::double precision * (s.score - b.score))
            ELSE NULL::double precision
        END AS change_points,
    perf._is_comparable(s.coverage_fraction, b.coverage_fraction) AS is_comparable,
    pb.before_id AS period_before_id,
    pb.name AS period_before_name,
    p.actual AS period_before_actual,
    p.score AS period_before_score,
        CASE
            WHEN perf._is_comparable(s.coverage_fraction, p.coverage_fraction) THEN ((100)::double precision * (s.score - p.score))
            ELSE NULL::double precision
        END AS period_change_points,
    perf._is_comparable(s.coverage_fraction, p.coverage_fraction) AS is_period_comparable,
    y.day AS year_before_on,
    y.actual AS year_before_actual,
    y.score AS year_before_score,
        CASE
            WHEN perf._is_comparable(s.coverage_fraction, y.coverage_fraction) THEN ((100)::double precision * (s.score - y.score))
            ELSE NULL::double precision
        END AS year_change_points,
    perf._is_comparable(s.coverage_fraction, y.coverage_fraction) AS is_year_comparable,
    t.as_of AS until_at,
    t.known_at
   FROM ((((((((((((seen s
     JOIN taken t ON ((t.day = s.day)))
     JOIN perf.goal g ON ((g.id = s.goal_id)))
     LEFT JOIN seen b ON (((b.goal_id = s.goal_id) AND (b.day = t.before_day))))
     LEFT JOIN period_before pb ON ((pb.period_id = s.period_id)))
     LEFT JOIN seen p ON (((p.goal_id = s.goal_id) AND (p.day = pb.day))))
     LEFT JOIN seen y ON (((y.goal_id = s.goal_id) AND (y.day = t.year_before_day))))
     LEFT JOIN perf.goal up ON ((up.id = s.parent_goal_id)))
     LEFT JOIN perf.goal ro ON ((ro.id = s.root_goal_id)))
     LEFT JOIN perf.perspective pv ON ((pv.id = s.perspective_id)))
     LEFT JOIN perf.team tm ON ((tm.id = s.team_id)))
     LEFT JOIN perf.person ow ON ((ow.id = s.owner_id)))
     LEFT JOIN perf.period pe ON ((pe.id = s.period_id)));

--
-- Name: VIEW goal_history; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.goal_history IS 'How did the score of every goal go over time? One row per goal and day of which a snapshot was taken, for line charts; snapshot() takes them. Place, owner, team, period and target are those of then. A change is empty where less than half of the weight was known at one of the two times.';

--
-- Name: COLUMN goal_history.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.id IS 'Goal and day; unique in this view.';

--
-- Name: COLUMN goal_history.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_history.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN goal_history.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.goal_name IS 'Name of the goal now.';

--
-- Name: COLUMN goal_history.day_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.day_on IS 'Day at the end of which it stood so; of the last day, by until_at.';

--
-- Name: COLUMN goal_history.is_latest; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.is_latest IS 'True for the newest snapshot.';

--
-- Name: COLUMN goal_history.parent_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.parent_goal_id IS 'Goal above when the snapshot was taken; empty for a root.';

--
-- Name: COLUMN goal_history.parent_goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.parent_goal_name IS 'Name of the goal above now.';

--
-- Name: COLUMN goal_history.root_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.root_goal_id IS 'Goal at the top of the tree then; below a private goal, the goal itself.';

--
-- Name: COLUMN goal_history.root_goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.root_goal_name IS 'Name of that goal now.';

--
-- Name: COLUMN goal_history.perspective_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.perspective_id IS 'Perspective then: that of the nearest goal above, if not said.';

--
-- Name: COLUMN goal_history.perspective_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.perspective_name IS 'Name of the perspective.';

--
-- Name: COLUMN goal_history.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.team_id IS 'Team of the goal then.';

--
-- Name: COLUMN goal_history.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.team_name IS 'Name of the team.';

--
-- Name: COLUMN goal_history.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.owner_id IS 'Person who answered for the goal then.';

--
-- Name: COLUMN goal_history.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.owner_name IS 'Name of that person.';

--
-- Name: COLUMN goal_history.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.period_id IS 'Period whose measurements counted; empty: all did.';

--
-- Name: COLUMN goal_history.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.period_name IS 'Name of that period.';

--
-- Name: COLUMN goal_history.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.unit IS 'Unit of the values.';

--
-- Name: COLUMN goal_history.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.actual IS 'Value by then; empty: not known.';

--
-- Name: COLUMN goal_history.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.target IS 'Target that held, as text.';

--
-- Name: COLUMN goal_history.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.target_value IS 'Value to aim at, where there is one.';

--
-- Name: COLUMN goal_history.pace_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.pace_value IS 'Value the plan expected by then.';

--
-- Name: COLUMN goal_history.pace_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.pace_score IS 'Score the plan expected by then: 1 is goal reached.';

--
-- Name: COLUMN goal_history.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.score IS 'Score by then: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN goal_history.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN goal_history.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.expected_score IS 'Score expected at the end, as in scorecard.';

--
-- Name: COLUMN goal_history.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.status IS 'Status by then, as in scorecard.';

--
-- Name: COLUMN goal_history.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.status_order IS 'For sorting by status, as in scorecard.';

--
-- Name: COLUMN goal_history.plan_status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.plan_status IS 'ahead, on plan or behind, as in scorecard; empty: not known, or over.';

--
-- Name: COLUMN goal_history.plan_status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.plan_status_order IS 'For sorting: 1 behind, 2 on plan, 3 ahead.';

--
-- Name: COLUMN goal_history.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.outcome IS 'reached or missed, as in scorecard; empty: not over.';

--
-- Name: COLUMN goal_history.band_from_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.band_from_score IS 'Score at which the band of score began; empty in the lowest.';

--
-- Name: COLUMN goal_history.band_to_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.band_to_score IS 'Score at which the next band began; empty in the highest.';

--
-- Name: COLUMN goal_history.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.coverage_fraction IS 'Part of the weight below that had data, 0 to 1.';

--
-- Name: COLUMN goal_history.is_partial; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.is_partial IS 'True if goals counted that the current role may not see: then only goals that everyone might see are in this row.';

--
-- Name: COLUMN goal_history.before_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.before_on IS 'Day of the snapshot before this one.';

--
-- Name: COLUMN goal_history.before_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.before_score IS 'Score by then.';

--
-- Name: COLUMN goal_history.change_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.change_points IS 'Points since then; 100 points are 1. Empty: too little was known at one of the two times, or nothing.';

--
-- Name: COLUMN goal_history.is_comparable; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.is_comparable IS 'True if at least half of the weight was known at both times: only then is there a change.';

--
-- Name: COLUMN goal_history.period_before_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.period_before_id IS 'Period before, of the same calendar and kind; empty: none, or the goal has no period.';

--
-- Name: COLUMN goal_history.period_before_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.period_before_name IS 'Name of the period before.';

--
-- Name: COLUMN goal_history.period_before_actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.period_before_actual IS 'Value in the last snapshot of the period before.';

--
-- Name: COLUMN goal_history.period_before_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.period_before_score IS 'Score in the last snapshot of the period before.';

--
-- Name: COLUMN goal_history.period_change_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.period_change_points IS 'Points since then, as change_points.';

--
-- Name: COLUMN goal_history.is_period_comparable; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.is_period_comparable IS 'As is_comparable, for the period before.';

--
-- Name: COLUMN goal_history.year_before_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.year_before_on IS 'Day of the snapshot of the same day a year before, or of up to 6 days earlier.';

--
-- Name: COLUMN goal_history.year_before_actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.year_before_actual IS 'Value by then.';

--
-- Name: COLUMN goal_history.year_before_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.year_before_score IS 'Score by then.';

--
-- Name: COLUMN goal_history.year_change_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.year_change_points IS 'Points since then, as change_points.';

--
-- Name: COLUMN goal_history.is_year_comparable; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.is_year_comparable IS 'As is_comparable, for the year before.';

--
-- Name: COLUMN goal_history.until_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.until_at IS 'What was measured until then is in it: the last instant of the day, or when a snapshot of today was taken.';

--
-- Name: COLUMN goal_history.known_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_history.known_at IS 'What was known by then is in it.';

--
-- Name: goal_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.goal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.goal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: goal_person; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_person (
    goal_id bigint NOT NULL,
    person_id bigint NOT NULL,
    part text DEFAULT 'contributor'::text NOT NULL,
    CONSTRAINT goal_person_part_check CHECK (opm._word('goal_person.part'::text, part, VARIADIC ARRAY['contributor'::text, 'reviewer'::text, 'consulted'::text, 'informed'::text]))
);

--
-- Name: TABLE goal_person; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal_person IS 'People who take part in a goal beside its owner. The one accountable person is goal.owner_id and nobody else.';

--
-- Name: COLUMN goal_person.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_person.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_person.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_person.person_id IS 'Person.';

--
-- Name: COLUMN goal_person.part; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_person.part IS 'contributor (may write), reviewer, consulted or informed; accountable is not a choice here, it is goal.owner_id.';

--
-- Name: goal_trend; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.goal_trend WITH (security_invoker='true') AS
 SELECT m.at AS measured_at,
    m.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    perf._plotted(m.value, m.base, g.time_aggregation) AS actual,
    g.unit,
    opm.target_value((s.target)::opm.target) AS target_value,
    opm.baseline((s.target)::opm.target) AS baseline,
        CASE
            WHEN ((m.at >= s.from_at) AND (m.at <= s.until_at)) THEN opm.planned((s.target)::opm.target, (date_part('epoch'::text, (m.at - s.from_at)) / date_part('epoch'::text, (s.until_at - s.from_at))))
            ELSE NULL::double precision
        END AS pace_value,
    v.score,
    opm.percent(v.score) AS score_percent,
        CASE
            WHEN ((g.time_aggregation = ANY (ARRAY['count'::text, 'sum'::text])) AND (m.at >= COALESCE(s.from_at, '-infinity'::timestamp with time zone)) AND (m.at < COALESCE(s.until_at, 'infinity'::timestamp with time zone))) THEN sum(
            CASE
                WHEN (g.time_aggregation = 'count'::text) THEN (1)::double precision
                ELSE perf._plotted(m.value, m.base, 'sum'::text)
            END) OVER (PARTITION BY m.goal_id, (m.at >= COALESCE(s.from_at, '-infinity'::timestamp with time zone)) ORDER BY m.at)
            ELSE perf._plotted(m.value, m.base, g.time_aggregation)
        END AS actual_so_far
   FROM (((perf._measured m
     JOIN perf.goal g ON ((g.id = m.goal_id)))
     JOIN perf._goal_scope s ON ((s.goal_id = m.goal_id)))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (g.time_aggregation <> ALL (ARRAY['sum'::text, 'count'::text])) THEN opm.score(perf._plotted(m.value, m.base, g.time_aggregation), (s.target)::opm.target)
                    ELSE NULL::double precision
                END AS score
         OFFSET 0) v)
  WHERE ((s.min_group IS NULL) OR (m.base >= (s.min_group)::double precision));

--
-- Name: VIEW goal_trend; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.goal_trend IS 'How did the measurements of a goal move towards its target? One row per measurement, beside the target that holds now, for line charts.';

--
-- Name: COLUMN goal_trend.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.measured_at IS 'Time the value holds for.';

--
-- Name: COLUMN goal_trend.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_trend.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN goal_trend.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN goal_trend.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.actual IS 'Measured value, in unit; for a ratio value / base.';

--
-- Name: COLUMN goal_trend.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.unit IS 'Unit of actual.';

--
-- Name: COLUMN goal_trend.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.target_value IS 'Value to aim at now.';

--
-- Name: COLUMN goal_trend.baseline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.baseline IS 'Value the goal starts from.';

--
-- Name: COLUMN goal_trend.pace_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.pace_value IS 'Value a straight plan expected then; empty outside the period that counts now.';

--
-- Name: COLUMN goal_trend.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.score IS 'Score of this one value by the target of now: 1 is goal reached; empty where single values have none (sums, counts).';

--
-- Name: COLUMN goal_trend.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN goal_trend.actual_so_far; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.actual_so_far IS 'Value of the goal as it stood then: for what adds up (sum, count) the total of its period up to this measurement, which runs up towards target_value and is to be compared with pace_value; else as actual.';

--
-- Name: huddle; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.huddle WITH (security_invoker='true') AS
 SELECT n.goal_id,
    n.goal_key,
    n.goal_name,
    g.team_id,
    t.name AS team_name,
    n.owner_id,
    p.name AS owner_name,
    n.actual,
    n.previous_actual,
    (n.newest_actual - n.previous_actual) AS change_value,
    n.target_value,
    n.unit,
    n.score,
    n.score_percent,
    n.expected_score,
    n.plan_status,
        CASE n.plan_status
            WHEN 'behind'::text THEN 1
            WHEN 'on plan'::text THEN 2
            WHEN 'ahead'::text THEN 3
            ELSE NULL::integer
        END AS plan_status_order,
    n.outcome,
    n.status,
    n.measured_at,
    b.blocker,
        CASE
            WHEN (n.status_order = 0) THEN (opm.days_between(n.fresh_until, now()))::integer
            ELSE 0
        END AS overdue_days,
    n.status_order
   FROM ((((perf.goal_now n
     JOIN perf.goal g ON (((g.id = n.goal_id) AND (g.lifecycle = 'active'::text))))
     LEFT JOIN perf.team t ON ((t.id = g.team_id)))
     LEFT JOIN perf.person p ON ((p.id = n.owner_id)))
     LEFT JOIN ( SELECT o.goal_id,
            string_agg(o.blocker, ', '::text ORDER BY o.at, o.check_in_id) AS blocker
           FROM perf._open_blocker o
          GROUP BY o.goal_id) b ON ((b.goal_id = n.goal_id)))
  WHERE ((n.measured_at IS NOT NULL) OR (n.target IS NOT NULL));

--
-- Name: VIEW huddle; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.huddle IS 'What does a team look at today? One row per active goal that has a measurement or a target of its own, with the last two values, the value to aim at, and what is in the way (daily huddle). What the goals below come to is in the scorecard.';

--
-- Name: COLUMN huddle.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN huddle.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN huddle.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN huddle.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.team_id IS 'Team of the goal.';

--
-- Name: COLUMN huddle.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.team_name IS 'Name of the team.';

--
-- Name: COLUMN huddle.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.owner_id IS 'Person who answers for it.';

--
-- Name: COLUMN huddle.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.owner_name IS 'Name of that person.';

--
-- Name: COLUMN huddle.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.actual IS 'Current value, in unit.';

--
-- Name: COLUMN huddle.previous_actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.previous_actual IS 'Value of the measurement before the last one.';

--
-- Name: COLUMN huddle.change_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.change_value IS 'Last measurement less the one before, in unit; not actual less previous_actual where the goal adds up or averages.';

--
-- Name: COLUMN huddle.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.target_value IS 'Value to aim at.';

--
-- Name: COLUMN huddle.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.unit IS 'Unit of the values.';

--
-- Name: COLUMN huddle.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.score IS 'Score of the goal by itself: 1 is goal reached.';

--
-- Name: COLUMN huddle.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN huddle.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.expected_score IS 'Score with which it is expected to end, as in goal_now: status names it while the goal runs.';

--
-- Name: COLUMN huddle.plan_status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.plan_status IS 'ahead, on plan or behind; empty: nothing is planned, no score, or it is over.';

--
-- Name: COLUMN huddle.plan_status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.plan_status_order IS 'For sorting by plan_status: 1 behind, 2 on plan, 3 ahead.';

--
-- Name: COLUMN huddle.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.outcome IS 'reached, missed or unknown, when it is over; empty while it runs.';

--
-- Name: COLUMN huddle.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.status IS 'Name of that score, stale, no target or no data; not that of the goals below.';

--
-- Name: COLUMN huddle.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.measured_at IS 'Time of the last measurement.';

--
-- Name: COLUMN huddle.blocker; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.blocker IS 'Open blockers.';

--
-- Name: COLUMN huddle.overdue_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.overdue_days IS 'Days a new measurement is overdue; 0: not stale, or never measured.';

--
-- Name: COLUMN huddle.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.status_order IS 'For sorting by status: -1 no data or no target, 0 stale, then 1 for the lowest band and up.';

--
-- Name: incentive; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.incentive (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    goal_id bigint NOT NULL,
    amount numeric(14,2) NOT NULL,
    currency text DEFAULT 'EUR'::text NOT NULL,
    curve text DEFAULT '0.8:0.5 1:1 1.2:2'::text NOT NULL,
    threshold double precision DEFAULT 0.8,
    CONSTRAINT incentive_amount_check CHECK (opm._number('incentive.amount'::text, (amount)::double precision, (0)::double precision, (999999999999.99)::double precision)),
    CONSTRAINT incentive_currency_check CHECK (opm._line('incentive.currency'::text, currency)),
    CONSTRAINT incentive_curve_check CHECK (opm._literal('incentive.curve'::text, curve, 'target'::text)),
    CONSTRAINT incentive_threshold_check CHECK (opm._number('incentive.threshold'::text, threshold, '-1e+100'::double precision, '1e+100'::double precision))
);
ALTER TABLE ONLY perf.incentive ALTER COLUMN amount SET STATISTICS 0;
ALTER TABLE ONLY perf.incentive ALTER COLUMN currency SET STATISTICS 0;
ALTER TABLE ONLY perf.incentive ALTER COLUMN curve SET STATISTICS 0;
ALTER TABLE ONLY perf.incentive ALTER COLUMN threshold SET STATISTICS 0;

--
-- Name: TABLE incentive; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.incentive IS 'Pay that depends on a goal: the amount at full payment and the curve from score to paid fraction. Seen by the person and managers of the workspace.';

--
-- Name: COLUMN incentive.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.id IS 'Key of the row.';

--
-- Name: COLUMN incentive.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.person_id IS 'Person who is paid.';

--
-- Name: COLUMN incentive.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.goal_id IS 'Goal whose score decides.';

--
-- Name: COLUMN incentive.amount; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.amount IS 'Amount when the curve gives 1.';

--
-- Name: COLUMN incentive.currency; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.currency IS 'Currency of the amount.';

--
-- Name: COLUMN incentive.curve; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.curve IS 'Curve from score (1 is goal reached) to the part that is paid, an opm.target literal.';

--
-- Name: COLUMN incentive.threshold; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.threshold IS 'Score below which nothing is paid, 0.8 unless said; empty: the curve alone decides.';

--
-- Name: incentive_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.incentive ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.incentive_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: initiatives; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.initiatives WITH (security_invoker='true') AS
 WITH span AS (
         SELECT a_1.id,
            a_1.goal_id,
            a_1.control_goal_id,
            v.began_at,
            v.done_at,
            COALESCE(timezone(d_1.time_zone, (a_1.baseline_from)::timestamp without time zone), (v.began_at - GREATEST('2184:00:00'::interval, (COALESCE(v.done_at, now()) - v.began_at)))) AS baseline_at
           FROM ((perf.action a_1
             CROSS JOIN perf.setting d_1)
             CROSS JOIN LATERAL ( SELECT timezone(d_1.time_zone, (a_1.began_on)::timestamp without time zone) AS began_at,
                    COALESCE(a_1.done_at, a_1.dropped_at) AS done_at) v)
          WHERE (a_1.began_on IS NOT NULL)
        ), group_of AS (
         SELECT s.id,
            opm.kpi(x.measured_at, x.value) FILTER (WHERE (x.measured_at < s.began_at)) AS before,
            opm.kpi(x.measured_at, x.value) FILTER (WHERE ((x.measured_at >= s.began_at) AND ((s.done_at IS NULL) OR (x.measured_at <= s.done_at)))) AS after,
            opm.kpi(x.measured_at, x.value) FILTER (WHERE (x.measured_at > s.done_at)) AS later,
                CASE
                    WHEN bool_or((x.step = 'event'::text)) THEN '-1'::integer
                    ELSE 1
                END AS sense
           FROM (span s
             JOIN perf._goal_series x ON (((x.goal_id = s.goal_id) AND (x.measured_at >= s.baseline_at) AND (x.value IS NOT NULL))))
          GROUP BY s.id
        ), control_of AS (
         SELECT s.id,
            opm.kpi(x.measured_at, x.value) FILTER (WHERE (x.measured_at < s.began_at)) AS before,
            opm.kpi(x.measured_at, x.value) FILTER (WHERE ((x.measured_at >= s.began_at) AND ((s.done_at IS NULL) OR (x.measured_at <= s.done_at)))) AS after
           FROM (span s
             JOIN perf._goal_series x ON (((x.goal_id = s.control_goal_id) AND (x.measured_at >= s.baseline_at) AND (x.value IS NOT NULL))))
          GROUP BY s.id
        )
 SELECT a.id AS action_id,
    a.name AS action_name,
    a.kind AS action_kind,
    a.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    g.team_id,
    t.name AS team_name,
    a.owner_id,
    o.name AS owner_name,
        CASE
            WHEN (a.done_at IS NOT NULL) THEN 'done'::text
            WHEN (a.dropped_at IS NOT NULL) THEN 'dropped'::text
            WHEN ((a.began_on IS NULL) OR (a.began_on > (timezone(d.time_zone, now()))::date)) THEN 'planned'::text
            ELSE 'in progress'::text
        END AS status,
    a.began_on,
    (timezone(d.time_zone, COALESCE(a.done_at, a.dropped_at)))::date AS finished_on,
    g.unit,
    (COALESCE(opm.n(k.before), (0)::bigint))::integer AS before_count,
    (COALESCE(opm.n(k.after), (0)::bigint))::integer AS after_count,
    opm.mean(k.before) AS before_value,
    opm.mean(k.after) AS after_value,
    i.change AS change_value,
    i.low AS change_low,
    i.high AS change_high,
    i.p AS chance,
        CASE
            WHEN (i.p IS NULL) THEN 'unknown'::text
            WHEN (i.p >= (0.05)::double precision) THEN 'no change shown'::text
            WHEN (w.own > (0)::double precision) THEN 'better'::text
            WHEN (w.own < (0)::double precision) THEN 'worse'::text
            ELSE 'changed'::text
        END AS finding,
    a.expected_effect,
    a.realised_effect,
    y.kept AS kept_fraction,
    y.alarm AS is_gain_lost,
        CASE
            WHEN (a.goal_id IS NULL) THEN 'serves no goal'::text
            WHEN (a.began_on IS NULL) THEN 'has not begun'::text
            WHEN (k.id IS NULL) THEN 'no measurements'::text
            WHEN (k.before IS NULL) THEN 'no measurements before it began'::text
            WHEN (k.after IS NULL) THEN 'no measurements since it began'::text
            ELSE i.reason
        END AS reason,
        CASE
            WHEN (a.done_at IS NOT NULL) THEN 3
            WHEN (a.dropped_at IS NOT NULL) THEN 4
            WHEN ((a.began_on IS NULL) OR (a.began_on > (timezone(d.time_zone, now()))::date)) THEN 1
            ELSE 2
        END AS status_order,
        CASE
            WHEN (i.p IS NULL) THEN 0
            WHEN (i.p >= (0.05)::double precision) THEN 3
            WHEN (w.own > (0)::double precision) THEN 4
            WHEN (w.own < (0)::double precision) THEN 1
            ELSE 2
        END AS finding_order,
    a.control_goal_id,
    cg.name AS control_goal_name,
    opm.mean(c.before) AS control_before_value,
    opm.mean(c.after) AS control_after_value,
    n.change AS net_change_value,
    n.low AS net_change_low,
    n.high AS net_change_high,
    n.p AS net_chance,
        CASE
            WHEN (n.p IS NULL) THEN 'unknown'::text
            WHEN (n.p >= (0.05)::double precision) THEN 'no change shown'::text
            WHEN (w.net > (0)::double precision) THEN 'better'::text
            WHEN (w.net < (0)::double precision) THEN 'worse'::text
            ELSE 'changed'::text
        END AS net_finding,
        CASE
            WHEN (n.p IS NULL) THEN 0
            WHEN (n.p >= (0.05)::double precision) THEN 3
            WHEN (w.net > (0)::double precision) THEN 4
            WHEN (w.net < (0)::double precision) THEN 1
            ELSE 2
        END AS net_finding_order,
        CASE
            WHEN (a.control_goal_id IS NULL) THEN 'nothing to compare with'::text
            WHEN (cg.id IS NULL) THEN 'the goal to compare with may not be seen'::text
            WHEN (cg.unit IS DISTINCT FROM g.unit) THEN 'units differ'::text
            WHEN ((c.before IS NULL) OR (c.after IS NULL)) THEN 'the goal to compare with was not measured before and since'::text
            ELSE n.reason
        END AS net_reason
   FROM ((((((((((((perf.action a
     CROSS JOIN perf.setting d)
     LEFT JOIN perf.goal g ON ((g.id = a.goal_id)))
     LEFT JOIN perf.team t ON ((t.id = g.team_id)))
     LEFT JOIN perf.person o ON ((o.id = a.owner_id)))
     LEFT JOIN group_of k ON ((k.id = a.id)))
     LEFT JOIN LATERAL opm.improvement(k.before, k.after) i(change, low, high, relative, error, df, p, reason) ON (true))
     LEFT JOIN LATERAL opm.gain_kept(k.before, k.after, k.later) y(kept, change, p, alarm, reason) ON (true))
     LEFT JOIN perf.goal cg ON ((cg.id = a.control_goal_id)))
     LEFT JOIN control_of c ON (((c.id = a.id) AND (NOT (cg.unit IS DISTINCT FROM g.unit)))))
     LEFT JOIN LATERAL opm.improvement(k.before, k.after, c.before, c.after) n(change, low, high, relative, error, df, p, reason) ON (((c.before IS NOT NULL) AND (c.after IS NOT NULL))))
     LEFT JOIN perf._goal_scope sc ON ((sc.goal_id = a.goal_id)))
     CROSS JOIN LATERAL ( SELECT ((k.sense)::double precision * perf._way((sc.target)::opm.target, opm.mean(k.before), opm.mean(k.after))) AS own,
            ((k.sense)::double precision * perf._way((sc.target)::opm.target, opm.mean(k.before), (opm.mean(k.before) + n.change))) AS net) w)
  WHERE ((a.kind = ANY (ARRAY['pilot'::text, 'initiative'::text, 'corrective'::text])) OR (a.began_on IS NOT NULL));

--
-- Name: VIEW initiatives; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.initiatives IS 'Did it work? One row per pilot, initiative or corrective action, with the measurements of its goal before and since, and the interval of the change. It shows that something changed, not why.';

--
-- Name: COLUMN initiatives.action_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.action_id IS 'Action; unique in this view.';

--
-- Name: COLUMN initiatives.action_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.action_name IS 'What was done.';

--
-- Name: COLUMN initiatives.action_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.action_kind IS 'pilot, initiative, corrective, or another action that began.';

--
-- Name: COLUMN initiatives.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.goal_id IS 'Goal it serves.';

--
-- Name: COLUMN initiatives.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN initiatives.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN initiatives.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.team_id IS 'Team of the goal.';

--
-- Name: COLUMN initiatives.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.team_name IS 'Name of the team.';

--
-- Name: COLUMN initiatives.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.owner_id IS 'Person who does it.';

--
-- Name: COLUMN initiatives.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.owner_name IS 'Name of that person.';

--
-- Name: COLUMN initiatives.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.status IS 'planned, in progress, done or dropped.';

--
-- Name: COLUMN initiatives.began_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.began_on IS 'Day on which it began.';

--
-- Name: COLUMN initiatives.finished_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.finished_on IS 'Day on which it was done or dropped.';

--
-- Name: COLUMN initiatives.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.unit IS 'Unit of the values.';

--
-- Name: COLUMN initiatives.before_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.before_count IS 'Measurements before it began: from its baseline day, else as long before as it lasted, at least 13 weeks.';

--
-- Name: COLUMN initiatives.after_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.after_count IS 'Measurements from its first day until it was done, or until now.';

--
-- Name: COLUMN initiatives.before_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.before_value IS 'Their mean before.';

--
-- Name: COLUMN initiatives.after_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.after_value IS 'Their mean since.';

--
-- Name: COLUMN initiatives.change_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.change_value IS 'Mean since less mean before, in unit.';

--
-- Name: COLUMN initiatives.change_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.change_low IS 'Lower end of the 95 % interval of the change.';

--
-- Name: COLUMN initiatives.change_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.change_high IS 'Upper end of the 95 % interval of the change.';

--
-- Name: COLUMN initiatives.chance; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';

--
-- Name: COLUMN initiatives.finding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.finding IS 'better, worse, changed, no change shown (chance 0.05 or more) or unknown.';

--
-- Name: COLUMN initiatives.expected_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.expected_effect IS 'Change that was hoped for, as entered.';

--
-- Name: COLUMN initiatives.realised_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.realised_effect IS 'Change that came of it, as entered.';

--
-- Name: COLUMN initiatives.kept_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.kept_fraction IS 'Part of the change that is still there after it was done: 1 all of it, 0 back where it was.';

--
-- Name: COLUMN initiatives.is_gain_lost; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.is_gain_lost IS 'True if the gain is not sustained, more surely than chance makes it.';

--
-- Name: COLUMN initiatives.reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.reason IS 'Why numbers are empty.';

--
-- Name: COLUMN initiatives.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.status_order IS 'For sorting by status: 1 planned, 2 in progress, 3 done, 4 dropped.';

--
-- Name: COLUMN initiatives.finding_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.finding_order IS 'For sorting by finding: 0 unknown, 1 worse, 2 changed, 3 no change shown, 4 better.';

--
-- Name: COLUMN initiatives.control_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.control_goal_id IS 'Goal to compare with, on which it was not tried.';

--
-- Name: COLUMN initiatives.control_goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.control_goal_name IS 'Name of that goal.';

--
-- Name: COLUMN initiatives.control_before_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.control_before_value IS 'Mean of that goal in the same days before, in unit.';

--
-- Name: COLUMN initiatives.control_after_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.control_after_value IS 'Mean of that goal in the same days since, in unit.';

--
-- Name: COLUMN initiatives.net_change_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.net_change_value IS 'Change of the goal less change of the goal to compare with (difference in differences), in unit.';

--
-- Name: COLUMN initiatives.net_change_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.net_change_low IS 'Lower end of the 95 % interval of the net change.';

--
-- Name: COLUMN initiatives.net_change_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.net_change_high IS 'Upper end of the 95 % interval of the net change.';

--
-- Name: COLUMN initiatives.net_chance; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.net_chance IS 'Probability of so great a net change by chance, 0 to 1 (Welch).';

--
-- Name: COLUMN initiatives.net_finding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.net_finding IS 'better, worse, changed, no change shown (net_chance 0.05 or more) or unknown.';

--
-- Name: COLUMN initiatives.net_finding_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.net_finding_order IS 'For sorting by net_finding: 0 unknown, 1 worse, 2 changed, 3 no change shown, 4 better.';

--
-- Name: COLUMN initiatives.net_reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.initiatives.net_reason IS 'Why the net change is empty.';

--
-- Name: leverage; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.leverage WITH (security_invoker='true') AS
 SELECT ((r.key || '/'::text) || v.key) AS id,
    r.key AS root_goal_id,
    r.label AS root_goal_name,
    v.rank AS leverage_order,
    v.key AS goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    g.team_id,
    tm.name AS team_name,
    g.owner_id,
    o.name AS owner_name,
    v.score,
    opm.percent(v.score) AS score_percent,
    v.value AS actual,
    g.unit,
    v.per_score AS root_points_per_point,
    ((100)::double precision *
        CASE
            WHEN ((COALESCE(v.per_score, (0)::double precision) = (0)::double precision) OR ((g.time_aggregation = 'ratio'::text) AND (v.per_value <> (0)::double precision))) THEN v.per_value
            ELSE (v.per_value + perf._product(v.per_score, perf._target_slope(v.value, (s.target)::opm.target)))
        END) AS root_points_per_unit,
    v.gap AS gap_value,
    ((100)::double precision * v.gain) AS gain_points
   FROM (((((( SELECT x.tree,
            r_1.key,
            r_1.label
           FROM (( SELECT perf.tree_at() AS tree
                 OFFSET 0) x
             CROSS JOIN LATERAL opm.rollup_bigint(x.tree) r_1(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, pace_score, expected_score, coverage, score_low, score_high, root_weight, contribution, goals))
          WHERE (r_1.depth = 0)
         OFFSET 0) r
     CROSS JOIN LATERAL opm.leverage_bigint(r.tree, r.key) v(rank, key, label, score, value, per_score, per_value, gap, gain))
     JOIN perf.goal g ON ((g.id = v.key)))
     JOIN perf._goal_scope s ON ((s.goal_id = v.key)))
     LEFT JOIN perf.team tm ON ((tm.id = g.team_id)))
     LEFT JOIN perf.person o ON ((o.id = g.owner_id)));

--
-- Name: VIEW leverage; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.leverage IS 'Where is a point worth most? One row per tree and goal with a score of its own, the most useful first. Exact where the tree is linear; elsewhere the rate from where it stands, and scenario() is exact.';

--
-- Name: COLUMN leverage.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.id IS 'Tree and goal; unique in this view.';

--
-- Name: COLUMN leverage.root_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.root_goal_id IS 'Goal on top of the tree.';

--
-- Name: COLUMN leverage.root_goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.root_goal_name IS 'Its name.';

--
-- Name: COLUMN leverage.leverage_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.leverage_order IS '1 is the goal whose gap is worth most.';

--
-- Name: COLUMN leverage.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.goal_id IS 'Goal.';

--
-- Name: COLUMN leverage.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN leverage.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN leverage.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.team_id IS 'Team of the goal.';

--
-- Name: COLUMN leverage.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.team_name IS 'Name of the team.';

--
-- Name: COLUMN leverage.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.owner_id IS 'Person who answers for the goal.';

--
-- Name: COLUMN leverage.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.owner_name IS 'Name of that person.';

--
-- Name: COLUMN leverage.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.score IS 'Its score now: 1 is goal reached, below 0 and above 1 are possible.';

--
-- Name: COLUMN leverage.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN leverage.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.actual IS 'Its value now, in unit.';

--
-- Name: COLUMN leverage.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.unit IS 'Unit of the values.';

--
-- Name: COLUMN leverage.root_points_per_point; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.root_points_per_point IS 'Points of the root score for one point more of its score; 0 where it counts by its value above.';

--
-- Name: COLUMN leverage.root_points_per_unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.root_points_per_unit IS 'Points of the root score for one unit more of actual, at this rate: by its own target where it counts by its score, by the sum or mean above where it counts by its value (of a ratio then: one unit of the numerator). Below 0 where less is better; 0 where its value moves nothing from where it stands, such as beyond the credit cap; empty: no value, or a score by judgement.';

--
-- Name: COLUMN leverage.gap_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.gap_value IS 'What it lacks to reach its target: in unit if it counts by its value above, else as a fraction of its score, 0 to 1 and beyond.';

--
-- Name: COLUMN leverage.gain_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.leverage.gain_points IS 'Points of the root score that closing the gap brings, at this rate; 100 points are 1.';

--
-- Name: measurement_by_key; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.measurement_by_key WITH (security_invoker='true') AS
 SELECT m.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    (timezone(perf.time_zone(), m.at))::date AS day,
    m.at,
    m.value,
    m.base,
    m.note
   FROM (perf.measurement m
     JOIN perf.goal g ON ((g.id = m.goal_id)));

--
-- Name: VIEW measurement_by_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.measurement_by_key IS 'What was measured, by key and day? One row per measurement. COPY or INSERT into it: goal_key, value, and day or at (empty: now). A day is one of the workspace, whatever the time zone of the session is.';

--
-- Name: COLUMN measurement_by_key.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_by_key.goal_id IS 'Goal; not needed when rows are put in.';

--
-- Name: COLUMN measurement_by_key.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_by_key.goal_key IS 'Key of the goal.';

--
-- Name: COLUMN measurement_by_key.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_by_key.goal_name IS 'Name of the goal; not looked at when rows are put in.';

--
-- Name: COLUMN measurement_by_key.day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_by_key.day IS 'Day in the time zone of the workspace.';

--
-- Name: COLUMN measurement_by_key.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_by_key.at IS 'Time of the measurement; of a day: its first instant.';

--
-- Name: COLUMN measurement_by_key.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_by_key.value IS 'Measured value; of a ratio the numerator.';

--
-- Name: COLUMN measurement_by_key.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_by_key.base IS 'Denominator of a ratio, or number of answers; else empty.';

--
-- Name: COLUMN measurement_by_key.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_by_key.note IS 'Remark.';

--
-- Name: momentum; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.momentum WITH (security_invoker='true') AS
 SELECT m.goal_id,
    m.goal_key,
    m.goal_name,
    m.tree_order,
    m.is_leaf,
    m.team_id,
    m.team_name,
    m.unit,
    m.score,
    opm.percent(m.score) AS score_percent,
    m.short_before_score,
    m.short_change_points,
    m.long_before_score,
    m.long_change_points,
    m.value,
    m.short_value_change,
    m.short_chance,
    m.long_value_change,
    m.long_chance,
    m.momentum,
    m.momentum_order,
    m.reason,
    m.measured_at,
    m.is_short_comparable,
    m.is_long_comparable
   FROM perf._momentum_rows() m(goal_id, goal_key, goal_name, tree_order, is_leaf, team_id, team_name, unit, score, short_before_score, short_change_points, long_before_score, long_change_points, value, short_value_change, short_chance, long_value_change, long_chance, momentum, momentum_order, reason, measured_at, is_short_comparable, is_long_comparable);

--
-- Name: VIEW momentum; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.momentum IS 'Is each goal getting better or worse? One row per goal, how score and value changed over the short term (4 weeks) and the long term (13 weeks), and whether that is more than noise. Scores before are by the goals, weights and targets of today.';

--
-- Name: COLUMN momentum.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN momentum.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN momentum.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN momentum.tree_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.tree_order IS 'Place in tree order.';

--
-- Name: COLUMN momentum.is_leaf; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.is_leaf IS 'True if nothing is below it.';

--
-- Name: COLUMN momentum.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.team_id IS 'Team of the goal.';

--
-- Name: COLUMN momentum.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.team_name IS 'Name of the team.';

--
-- Name: COLUMN momentum.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.unit IS 'Unit of the values.';

--
-- Name: COLUMN momentum.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.score IS 'Score now: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN momentum.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN momentum.short_before_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.short_before_score IS 'Score 4 weeks ago.';

--
-- Name: COLUMN momentum.short_change_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.short_change_points IS 'Points since then; 100 points are 1. Empty where too little was known at one of the two times. The score of a goal that adds up over a period rises by itself.';

--
-- Name: COLUMN momentum.long_before_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.long_before_score IS 'Score 13 weeks ago.';

--
-- Name: COLUMN momentum.long_change_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.long_change_points IS 'Points since then, as short_change_points.';

--
-- Name: COLUMN momentum.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.value IS 'The latest single value, in unit; for ratios value / base.';

--
-- Name: COLUMN momentum.short_value_change; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.short_value_change IS 'Mean of the last 4 weeks less that of the 4 weeks before, in unit.';

--
-- Name: COLUMN momentum.short_chance; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.short_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';

--
-- Name: COLUMN momentum.long_value_change; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.long_value_change IS 'Mean of the last 13 weeks less that of the 13 weeks before, in unit.';

--
-- Name: COLUMN momentum.long_chance; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.long_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';

--
-- Name: COLUMN momentum.momentum; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.momentum IS 'improving, steady, deteriorating or unknown, by the measurements and the direction of the target.';

--
-- Name: COLUMN momentum.momentum_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.momentum_order IS 'For sorting: 0 unknown, 1 deteriorating, 2 steady, 3 improving.';

--
-- Name: COLUMN momentum.reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.reason IS 'Why it is called so.';

--
-- Name: COLUMN momentum.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.measured_at IS 'Time of the latest measurement.';

--
-- Name: COLUMN momentum.is_short_comparable; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.is_short_comparable IS 'True if at least half of the weight was known now and 4 weeks ago: only then is there a change of the score.';

--
-- Name: COLUMN momentum.is_long_comparable; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.momentum.is_long_comparable IS 'The same of 13 weeks ago.';

--
-- Name: nine_box; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.nine_box WITH (security_invoker='true', security_barrier='true') AS
 SELECT concat_ws('/'::text, x.person_id, x.period_id) AS id,
    x.person_id,
    p.name AS person_name,
    x.period_id,
    e.name AS period_name,
    x.performance_rating,
    x.potential_rating,
    (width_bucket(x.performance_rating, ARRAY[((100.0 / (3)::numeric))::double precision, ((200.0 / (3)::numeric))::double precision]) + 1) AS performance_box,
    (width_bucket(x.potential_rating, ARRAY[((100.0 / (3)::numeric))::double precision, ((200.0 / (3)::numeric))::double precision]) + 1) AS potential_box,
    x.rater_count
   FROM ((( SELECT r.subject_id AS person_id,
            r.period_id,
            (sum((r.rating * r.weight)) FILTER (WHERE (r.kind = 'performance'::text)) / NULLIF(sum(r.weight) FILTER (WHERE (r.kind = 'performance'::text)), (0)::double precision)) AS performance_rating,
            (sum((r.rating * r.weight)) FILTER (WHERE (r.kind = 'potential'::text)) / NULLIF(sum(r.weight) FILTER (WHERE (r.kind = 'potential'::text)), (0)::double precision)) AS potential_rating,
            (count(DISTINCT r.rater_id))::integer AS rater_count
           FROM perf.rating r
          WHERE ((r.kind = ANY (ARRAY['performance'::text, 'potential'::text])) AND (r.rater_id <> r.subject_id))
          GROUP BY r.subject_id, r.period_id) x
     JOIN perf.person p ON ((p.id = x.person_id)))
     LEFT JOIN perf.period e ON ((e.id = x.period_id)));

--
-- Name: VIEW nine_box; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.nine_box IS 'Who is strong in performance and in potential? One row per person and period with ratings that you may see, without what people say of themselves (nine-box). Boxes begin at 100/3 and 200/3.';

--
-- Name: COLUMN nine_box.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.id IS 'Person and period; unique in this view.';

--
-- Name: COLUMN nine_box.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.person_id IS 'Person.';

--
-- Name: COLUMN nine_box.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.person_name IS 'Name of the person.';

--
-- Name: COLUMN nine_box.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.period_id IS 'Period the ratings are for.';

--
-- Name: COLUMN nine_box.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.period_name IS 'Name of the period.';

--
-- Name: COLUMN nine_box.performance_rating; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.performance_rating IS 'Mean performance rating by weight, 0 to 100.';

--
-- Name: COLUMN nine_box.potential_rating; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.potential_rating IS 'Mean potential rating by weight, 0 to 100.';

--
-- Name: COLUMN nine_box.performance_box; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.performance_box IS '1 low, 2 middle, 3 high.';

--
-- Name: COLUMN nine_box.potential_box; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.potential_box IS '1 low, 2 middle, 3 high.';

--
-- Name: COLUMN nine_box.rater_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.rater_count IS 'People who rated.';

--
-- Name: okr; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.okr WITH (security_invoker='true') AS
 WITH s AS MATERIALIZED (
         SELECT x.goal_id,
            x.goal_key,
            x.goal_name,
            x.goal_kind,
            x.parent_goal_id,
            x.period_id,
            x.period_name,
            x.team_id,
            x.team_name,
            x.owner_id,
            x.owner_name,
            x.actual,
            x.baseline,
            x.target_value,
            x.pace_value,
            x.unit,
            x.score,
            x.score_percent,
            x.pace_score,
            x.expected_score,
            x.plan_status,
            x.plan_status_order,
            x.outcome,
            x.status,
            x.status_order,
            x.weight,
            x.measured_at,
            x.due_on,
            x.tree_order,
            x.is_partial,
            x.actual_text,
            x.target_text
           FROM perf.scorecard x
        )
 SELECT k.goal_id,
    k.goal_key,
    k.goal_name,
    o.goal_id AS objective_id,
    o.goal_name AS objective_name,
    o.score AS objective_score,
    o.expected_score AS objective_expected_score,
    o.status AS objective_status,
    k.period_id,
    k.period_name,
    k.team_id,
    k.team_name,
    k.owner_id,
    k.owner_name,
    k.actual,
    k.baseline,
    k.target_value,
    k.pace_value,
    k.unit,
    k.score,
    k.score_percent,
    k.pace_score,
    k.expected_score,
    k.plan_status,
    k.plan_status_order,
    k.outcome,
    k.status,
    k.status_order,
    c.confidence,
    g.ambition,
    k.weight,
    k.measured_at,
    k.due_on,
    k.tree_order,
    o.status_order AS objective_status_order,
    k.is_partial,
    o.is_partial AS is_objective_partial,
    k.actual_text,
    k.target_text
   FROM (((s k
     JOIN perf.goal g ON ((g.id = k.goal_id)))
     LEFT JOIN s o ON ((o.goal_id = k.parent_goal_id)))
     LEFT JOIN LATERAL perf._latest_confidence(k.goal_id) c(confidence) ON (true))
  WHERE (k.goal_kind = 'key result'::text);

--
-- Name: VIEW okr; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.okr IS 'How do key results and their objectives stand? One row per key result (OKR). Objectives without key results are in alignment_gaps.';

--
-- Name: COLUMN okr.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.goal_id IS 'Key result; unique in this view.';

--
-- Name: COLUMN okr.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.goal_key IS 'Short unique word of the key result.';

--
-- Name: COLUMN okr.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.goal_name IS 'Name of the key result.';

--
-- Name: COLUMN okr.objective_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.objective_id IS 'Goal above the key result, as a rule its objective; empty: none.';

--
-- Name: COLUMN okr.objective_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.objective_name IS 'Name of that goal.';

--
-- Name: COLUMN okr.objective_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.objective_score IS 'Score of that goal: 1 is goal reached.';

--
-- Name: COLUMN okr.objective_expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.objective_expected_score IS 'Score with which the objective is expected to end.';

--
-- Name: COLUMN okr.objective_status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.objective_status IS 'Status of that goal.';

--
-- Name: COLUMN okr.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.period_id IS 'Period whose measurements count.';

--
-- Name: COLUMN okr.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.period_name IS 'Name of that period.';

--
-- Name: COLUMN okr.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.team_id IS 'Team of the key result.';

--
-- Name: COLUMN okr.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.team_name IS 'Name of the team.';

--
-- Name: COLUMN okr.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.owner_id IS 'Person who answers for the key result.';

--
-- Name: COLUMN okr.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.owner_name IS 'Name of that person.';

--
-- Name: COLUMN okr.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.actual IS 'Current value, in unit.';

--
-- Name: COLUMN okr.baseline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.baseline IS 'Value it starts from.';

--
-- Name: COLUMN okr.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.target_value IS 'Value to aim at.';

--
-- Name: COLUMN okr.pace_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.pace_value IS 'Value the plan expects by now.';

--
-- Name: COLUMN okr.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.unit IS 'Unit of the values.';

--
-- Name: COLUMN okr.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.score IS 'Score: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN okr.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN okr.pace_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.pace_score IS 'Score the plan expects by now; empty: nothing is planned.';

--
-- Name: COLUMN okr.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.expected_score IS 'Score with which it is expected to end, as in the scorecard: status names it while the goal runs.';

--
-- Name: COLUMN okr.plan_status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.plan_status IS 'ahead, on plan or behind; empty: nothing is planned, no score, or it is over.';

--
-- Name: COLUMN okr.plan_status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.plan_status_order IS 'For sorting by plan_status: 1 behind, 2 on plan, 3 ahead.';

--
-- Name: COLUMN okr.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.outcome IS 'reached, missed or unknown, when it is over; empty while it runs.';

--
-- Name: COLUMN okr.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.status IS 'Name of the score, stale, no target, no data, or the lifecycle of a key result that does not count (draft, paused, dropped).';

--
-- Name: COLUMN okr.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.status_order IS 'For sorting by status.';

--
-- Name: COLUMN okr.confidence; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.confidence IS 'Latest stated confidence that it is reached in time, 0 to 1.';

--
-- Name: COLUMN okr.ambition; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.ambition IS 'committed or aspirational.';

--
-- Name: COLUMN okr.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.weight IS 'Weight among the siblings.';

--
-- Name: COLUMN okr.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.measured_at IS 'Time of the last measurement.';

--
-- Name: COLUMN okr.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.due_on IS 'Day by which it is to be reached.';

--
-- Name: COLUMN okr.tree_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.tree_order IS 'Sort by this to show key results under their objectives.';

--
-- Name: COLUMN okr.objective_status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.objective_status_order IS 'For sorting by objective_status.';

--
-- Name: COLUMN okr.is_partial; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.is_partial IS 'True if goals below count that the current role may not see.';

--
-- Name: COLUMN okr.is_objective_partial; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.is_objective_partial IS 'The same of that goal: its score here rests on the others.';

--
-- Name: COLUMN okr.actual_text; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.actual_text IS 'Current value with its unit as people read it, such as 4,600 bikes; shares (unit EUR/EUR) in percent. Digits behind the point: goal.decimals. Empty: not known.';

--
-- Name: COLUMN okr.target_text; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.target_text IS 'Values that reach the goal, in words: at least 4,600 bikes, at most 12 days, 10 to 20 %. Empty: no target.';

--
-- Name: payout; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.payout WITH (security_invoker='true', security_barrier='true') AS
 SELECT i.id,
    i.person_id,
    p.name AS person_name,
    i.goal_id,
    s.goal_key,
    s.goal_name,
    s.score,
    s.score_percent,
    i.amount AS full_amount,
    f.paid AS paid_fraction,
    (round((((i.amount)::double precision * f.paid))::numeric, 2))::numeric(14,2) AS paid_amount,
    i.currency,
    s.status,
    s.status_order
   FROM (((perf.incentive i
     JOIN perf.person p ON ((p.id = i.person_id)))
     JOIN perf.scorecard s ON ((s.goal_id = i.goal_id)))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (s.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN NULL::double precision
                    WHEN (s.score < i.threshold) THEN (0)::double precision
                    ELSE opm.score(s.score, (i.curve)::opm.target)
                END AS paid) f);

--
-- Name: VIEW payout; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.payout IS 'What do the present scores pay? One row per person and goal with an incentive, as far as you may see.';

--
-- Name: COLUMN payout.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.id IS 'Incentive; unique in this view.';

--
-- Name: COLUMN payout.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.person_id IS 'Person who is paid.';

--
-- Name: COLUMN payout.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.person_name IS 'Name of the person.';

--
-- Name: COLUMN payout.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.goal_id IS 'Goal whose score decides.';

--
-- Name: COLUMN payout.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN payout.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN payout.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.score IS 'Score of the goal: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN payout.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN payout.full_amount; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.full_amount IS 'Amount when the curve gives 1, in currency.';

--
-- Name: COLUMN payout.paid_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.paid_fraction IS 'Part that is paid, 1 is the full amount; empty: no score, or the goal does not count.';

--
-- Name: COLUMN payout.paid_amount; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.paid_amount IS 'Amount paid, in currency, rounded to the cent.';

--
-- Name: COLUMN payout.currency; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.currency IS 'Currency of the amounts.';

--
-- Name: COLUMN payout.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.status IS 'Status of the goal: a stale one pays by its last value.';

--
-- Name: COLUMN payout.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.status_order IS 'For sorting by status.';

--
-- Name: period_close_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.period_close ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME perf.period_close_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: period_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.period ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.period_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: person_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: perspective_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.perspective ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.perspective_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: pillar_health; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.pillar_health WITH (security_invoker='true') AS
 SELECT x.id,
    x.pillar_name,
    x.measure_name,
    x.counted_count,
    x.of_count,
    perf._at_most_one(((x.counted_count)::double precision / (NULLIF(x.of_count, 0))::double precision)) AS score,
    opm.percent(perf._at_most_one(((x.counted_count)::double precision / (NULLIF(x.of_count, 0))::double precision))) AS score_percent
   FROM ( SELECT 1 AS id,
            'Goal setting and alignment'::text AS pillar_name,
            'active goals that are part of a tree'::text AS measure_name,
            (count(*) FILTER (WHERE ((g.parent_id IS NOT NULL) OR (g.id IN ( SELECT k.parent_id
                   FROM perf.goal k
                  WHERE (k.parent_id IS NOT NULL))) OR (g.id IN ( SELECT l.goal_id
                   FROM perf.goal_link l)))))::integer AS counted_count,
            (count(*))::integer AS of_count
           FROM (perf.goal g
             JOIN perf._goal_scope s ON (((s.goal_id = g.id) AND s.is_current)))
          WHERE (g.lifecycle = 'active'::text)
        UNION ALL
         SELECT 2,
            'Feedback and communication'::text,
            'active people who got feedback, coaching or recognition that you may see'::text,
            (count(*) FILTER (WHERE (EXISTS ( SELECT
                   FROM perf.feedback f
                  WHERE ((f.to_id = p.id) AND (f.at > (now() - '2160:00:00'::interval)))))))::integer AS count,
            (count(*))::integer AS count
           FROM perf._people p
          WHERE p.active
        UNION ALL
         SELECT 3,
            'Measurement and analytics'::text,
            'active goals with a target whose last value is fresh'::text,
            (count(*) FILTER (WHERE ((n.measured_at IS NOT NULL) AND (n.fresh_until >= s.reference_at))))::integer AS count,
            (count(*))::integer AS count
           FROM ((perf._goal_scope s
             JOIN perf.goal g ON (((g.id = s.goal_id) AND (
                CASE g.lifecycle
                    WHEN 'active'::text THEN 'counts'::text
                    ELSE NULL::text
                END = 'counts'::text))))
             LEFT JOIN LATERAL ( SELECT m.at AS measured_at,
                    (m.at + perf._days((s.fresh_days)::double precision)) AS fresh_until
                   FROM perf._measured m
                  WHERE ((m.goal_id = g.id) AND (m.at >= s.usable_from_at) AND (m.at < COALESCE(s.until_at, 'infinity'::timestamp with time zone)) AND ((s.min_group IS NULL) OR (m.base >= (s.min_group)::double precision)))
                  ORDER BY m.at DESC
                 LIMIT 1) n ON (true))
          WHERE ((s.target IS NOT NULL) AND s.is_current)
        UNION ALL
         SELECT 4,
            'Development and coaching'::text,
            'active people with a development goal or coaching that you may see'::text,
            (count(*) FILTER (WHERE ((EXISTS ( SELECT
                   FROM perf.goal g
                  WHERE ((g.owner_id = p.id) AND (g.kind = 'development'::text) AND (g.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))))) OR (EXISTS ( SELECT
                   FROM perf.feedback f
                  WHERE ((f.to_id = p.id) AND (f.kind = 'coaching'::text) AND (f.at > (now() - '2160:00:00'::interval))))))))::integer AS count,
            (count(*))::integer AS count
           FROM perf._people p
          WHERE p.active
        UNION ALL
         SELECT 5,
            'Recognition and reward'::text,
            'active people who were recognised, as far as you may see'::text,
            (count(*) FILTER (WHERE (EXISTS ( SELECT
                   FROM perf.feedback f
                  WHERE ((f.to_id = p.id) AND (f.kind = 'recognition'::text) AND (f.at > (now() - '2160:00:00'::interval)))))))::integer AS count,
            (count(*))::integer AS count
           FROM perf._people p
          WHERE p.active) x;

--
-- Name: VIEW pillar_health; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.pillar_health IS 'Is performance management itself in good health? One row per pillar of performance management, of five. Goals are counted as they are now, feedback, coaching and recognition over the last 90 days.';

--
-- Name: COLUMN pillar_health.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.id IS 'Pillar, 1 to 5; unique in this view.';

--
-- Name: COLUMN pillar_health.pillar_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.pillar_name IS 'Name of the pillar.';

--
-- Name: COLUMN pillar_health.measure_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.measure_name IS 'What is counted.';

--
-- Name: COLUMN pillar_health.counted_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.counted_count IS 'What was found.';

--
-- Name: COLUMN pillar_health.of_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.of_count IS 'Out of how many.';

--
-- Name: COLUMN pillar_health.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.score IS 'Found out of expected, 0 to 1; empty: nothing expected.';

--
-- Name: COLUMN pillar_health.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.score_percent IS 'The same times 100.';

--
-- Name: rating_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: recognition_feed; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.recognition_feed WITH (security_invoker='true', security_barrier='true') AS
 SELECT f.id,
    f.at AS recognised_at,
    f.from_id AS from_person_id,
    a.name AS from_person_name,
    f.to_id AS to_person_id,
    b.name AS to_person_name,
    f.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    f.body,
    f.points AS point_count
   FROM (((perf.feedback f
     JOIN perf.person a ON ((a.id = f.from_id)))
     JOIN perf.person b ON ((b.id = f.to_id)))
     LEFT JOIN perf.goal g ON ((g.id = f.goal_id)))
  WHERE (f.kind = 'recognition'::text);

--
-- Name: VIEW recognition_feed; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.recognition_feed IS 'Who was recognised, and for what? One row per recognition that you may see. Sort by recognised_at.';

--
-- Name: COLUMN recognition_feed.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.id IS 'Recognition; unique in this view.';

--
-- Name: COLUMN recognition_feed.recognised_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.recognised_at IS 'When.';

--
-- Name: COLUMN recognition_feed.from_person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.from_person_id IS 'Person who gives it.';

--
-- Name: COLUMN recognition_feed.from_person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.from_person_name IS 'Name of that person.';

--
-- Name: COLUMN recognition_feed.to_person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.to_person_id IS 'Person who gets it.';

--
-- Name: COLUMN recognition_feed.to_person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.to_person_name IS 'Name of that person.';

--
-- Name: COLUMN recognition_feed.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.goal_id IS 'Goal it is about.';

--
-- Name: COLUMN recognition_feed.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN recognition_feed.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN recognition_feed.body; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.body IS 'What is said.';

--
-- Name: COLUMN recognition_feed.point_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.point_count IS 'Points given.';

--
-- Name: reconciliation; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.reconciliation WITH (security_invoker='true') AS
 WITH child AS (
         SELECT l.parent_id,
            (count(*))::integer AS child_count,
            (count(w.wanted))::integer AS targeted,
            (count(*) FILTER (WHERE ((w.wanted IS NOT NULL) AND (c_1.unit IS DISTINCT FROM p.unit))))::integer AS other_unit,
            sum(perf._product(w.wanted, COALESCE(l.share, (1)::double precision))) AS total,
            perf._quotient(sum(perf._product(w.wanted, l.weight)), sum(l.weight) FILTER (WHERE (w.wanted IS NOT NULL))) AS mean,
            min(w.wanted) AS low,
            max(w.wanted) AS high
           FROM ((((perf._edge l
             JOIN perf.goal c_1 ON (((c_1.id = l.goal_id) AND (c_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text])))))
             JOIN perf.goal p ON ((p.id = l.parent_id)))
             JOIN perf._goal_scope s_1 ON ((s_1.goal_id = c_1.id)))
             CROSS JOIN LATERAL ( SELECT opm.target_value((s_1.target)::opm.target) AS wanted
                 OFFSET 0) w)
          WHERE (l.weight > (0)::double precision)
          GROUP BY l.parent_id
        )
 SELECT g.id AS goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    g.team_id,
    t.name AS team_name,
    g.owner_id,
    o.name AS owner_name,
    g.rollup,
    g.unit,
    v.wanted AS target_value,
    v.below AS children_target_value,
    (v.below - v.wanted) AS gap_value,
    ((v.below - v.wanted) / NULLIF(abs(v.wanted), (0)::double precision)) AS gap_fraction,
    c.child_count,
    (c.child_count - c.targeted) AS without_target_count,
        CASE
            WHEN (v.wanted IS NULL) THEN 'no target above'::text
            WHEN (c.targeted = 0) THEN 'no targets below'::text
            WHEN (c.other_unit > 0) THEN 'units differ'::text
            WHEN (abs((v.below - v.wanted)) <= ((0.000000001)::double precision * GREATEST(abs(v.wanted), abs(v.below)))) THEN
            CASE
                WHEN (c.targeted < c.child_count) THEN 'adds up, some without target'::text
                ELSE 'adds up'::text
            END
            WHEN (v.below < v.wanted) THEN 'below the target above'::text
            ELSE 'above the target above'::text
        END AS finding,
    ((v.below IS NOT NULL) AND (v.wanted IS NOT NULL) AND (c.other_unit = 0) AND (abs((v.below - v.wanted)) <= ((0.000000001)::double precision * GREATEST(abs(v.wanted), abs(v.below))))) AS is_reconciled,
        CASE
            WHEN ((v.wanted IS NULL) OR (c.targeted = 0)) THEN 2
            WHEN (c.other_unit > 0) THEN 1
            WHEN (abs((v.below - v.wanted)) <= ((0.000000001)::double precision * GREATEST(abs(v.wanted), abs(v.below)))) THEN
            CASE
                WHEN (c.targeted < c.child_count) THEN 5
                ELSE 6
            END
            WHEN (v.below < v.wanted) THEN 3
            ELSE 4
        END AS finding_order
   FROM (((((perf.goal g
     JOIN child c ON ((c.parent_id = g.id)))
     JOIN perf._goal_scope s ON ((s.goal_id = g.id)))
     CROSS JOIN LATERAL ( SELECT opm.target_value((s.target)::opm.target) AS wanted,
                CASE lower(g.rollup)
                    WHEN 'sum'::text THEN c.total
                    WHEN 'avg'::text THEN c.mean
                    WHEN 'low'::text THEN c.low
                    WHEN 'high'::text THEN c.high
                    ELSE NULL::double precision
                END AS below
         OFFSET 0) v)
     LEFT JOIN perf.team t ON ((t.id = g.team_id)))
     LEFT JOIN perf.person o ON ((o.id = g.owner_id)))
  WHERE ((lower(g.rollup) = ANY (ARRAY['sum'::text, 'avg'::text, 'low'::text, 'high'::text])) AND (g.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) AND ((v.wanted IS NOT NULL) OR (c.targeted > 0)));

--
-- Name: VIEW reconciliation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.reconciliation IS 'Do the targets below add up to the target above? One row per goal that takes its value from its children (sum, avg, low, high), with their targets put together the same way. For those that do not, filter by is_reconciled = false.';

--
-- Name: COLUMN reconciliation.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN reconciliation.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN reconciliation.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN reconciliation.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.team_id IS 'Team of the goal.';

--
-- Name: COLUMN reconciliation.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.team_name IS 'Name of the team.';

--
-- Name: COLUMN reconciliation.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.owner_id IS 'Person who answers for the goal.';

--
-- Name: COLUMN reconciliation.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.owner_name IS 'Name of that person.';

--
-- Name: COLUMN reconciliation.rollup; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.rollup IS 'How values are combined: sum, avg, low or high.';

--
-- Name: COLUMN reconciliation.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.unit IS 'Unit of the values.';

--
-- Name: COLUMN reconciliation.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.target_value IS 'Value the goal aims at.';

--
-- Name: COLUMN reconciliation.children_target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.children_target_value IS 'What the targets of its children come to, combined by rollup.';

--
-- Name: COLUMN reconciliation.gap_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.gap_value IS 'children_target_value less target_value: below 0 the children promise less than the goal needs, where more is better.';

--
-- Name: COLUMN reconciliation.gap_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.gap_fraction IS 'The same as a fraction of target_value.';

--
-- Name: COLUMN reconciliation.child_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.child_count IS 'Children that count.';

--
-- Name: COLUMN reconciliation.without_target_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.without_target_count IS 'Of these, children without a target.';

--
-- Name: COLUMN reconciliation.finding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.finding IS 'adds up; adds up, some without target; below the target above; above the target above; units differ; no target above; no targets below.';

--
-- Name: COLUMN reconciliation.is_reconciled; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.is_reconciled IS 'True if they add up, to 9 digits.';

--
-- Name: COLUMN reconciliation.finding_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.reconciliation.finding_order IS 'For sorting by finding: 1 units differ, 2 a target is missing, 3 below, 4 above, 5 and 6 adds up.';

--
-- Name: restatements; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.restatements WITH (security_invoker='true') AS
 WITH closed AS MATERIALIZED (
         SELECT c_1.id,
            c_1.period_id,
            c_1.closed_at,
            p.name,
            p.first_day,
            p.last_day,
            p.from_at,
            p.until_at,
            LEAST(c_1.closed_at, (p.until_at - '00:00:00.000001'::interval)) AS as_of
           FROM (perf.period_close c_1
             JOIN perf.period p ON ((p.id = c_1.period_id)))
        ), logged AS MATERIALIZED (
         SELECT l.table_name,
            l.operation,
            l.row_key,
            l.goal_id,
            l.changed_at,
            l.changed_by,
            (l.old_row)::jsonb AS old_row,
            lead(l.operation) OVER w AS next_operation,
            (lead(l.old_row) OVER w)::jsonb AS next_row
           FROM perf.change_log l
          WHERE ((l.table_name = ANY (ARRAY['goal'::text, 'goal_link'::text, 'goal_target'::text, 'check_in'::text])) AND (l.changed_at > ( SELECT min(c_1.closed_at) AS min
                   FROM closed c_1)))
          WINDOW w AS (PARTITION BY l.table_name, l.row_key ORDER BY l.id)
        ), goal_change AS (
         SELECT l.goal_id,
            l.changed_at,
            l.changed_by,
            f.change_type,
            f.field,
            f.old_value,
            f.new_value,
            f.old_text,
            f.new_text
           FROM (((((((logged l
             CROSS JOIN LATERAL jsonb_populate_record(( SELECT x_1.*::perf.goal AS x
                   FROM perf.goal x_1
                  WHERE false), l.old_row) o(id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, decimals, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age, counted_until, baseline_until, signal_rules, min_group, bands, plan, status_basis, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at))
             CROSS JOIN LATERAL ( SELECT n_1.parent_id,
                    n_1.period_id,
                    n_1.target,
                    n_1.unit,
                    n_1.weight,
                    n_1.share,
                    n_1.rollup,
                    n_1.missing,
                    n_1.credit_floor,
                    n_1.credit_cap,
                    n_1.time_aggregation,
                    n_1.max_age,
                    n_1.counted_until,
                    n_1.min_group,
                    n_1.bands,
                    n_1.lifecycle,
                    n_1.plan,
                    n_1.status_basis,
                    n_1.due_on
                   FROM jsonb_populate_record(( SELECT x_1.*::perf.goal AS x
                           FROM perf.goal x_1
                          WHERE false), l.next_row) n_1(id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, decimals, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age, counted_until, baseline_until, signal_rules, min_group, bands, plan, status_basis, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at)
                  WHERE (l.next_operation IS NOT NULL)
                UNION ALL
                 SELECT g_1.parent_id,
                    g_1.period_id,
                    g_1.target,
                    g_1.unit,
                    g_1.weight,
                    g_1.share,
                    g_1.rollup,
                    g_1.missing,
                    g_1.credit_floor,
                    g_1.credit_cap,
                    g_1.time_aggregation,
                    g_1.max_age,
                    g_1.counted_until,
                    g_1.min_group,
                    g_1.bands,
                    g_1.lifecycle,
                    g_1.plan,
                    g_1.status_basis,
                    g_1.due_on
                   FROM perf.goal g_1
                  WHERE ((l.next_operation IS NULL) AND (g_1.id = l.goal_id))) n)
             LEFT JOIN perf.goal op ON ((op.id = o.parent_id)))
             LEFT JOIN perf.goal np ON ((np.id = n.parent_id)))
             LEFT JOIN perf.period oq ON ((oq.id = o.period_id)))
             LEFT JOIN perf.period nq ON ((nq.id = n.period_id)))
             CROSS JOIN LATERAL ( VALUES ('target'::text,'target'::text,(o.target IS DISTINCT FROM n.target),NULL::double precision,NULL::double precision,o.target,n.target), ('weight'::text,'weight'::text,(o.weight IS DISTINCT FROM n.weight),o.weight,n.weight,NULL::text,NULL::text), ('weight'::text,'share'::text,(o.share IS DISTINCT FROM n.share),o.share,n.share,NULL::text,NULL::text), ('parent'::text,'parent_id'::text,(o.parent_id IS DISTINCT FROM n.parent_id),NULL::double precision,NULL::double precision,COALESCE(op.name, ('goal '::text || o.parent_id)),COALESCE(np.name, ('goal '::text || n.parent_id))), ('rollup'::text,'rollup'::text,(o.rollup IS DISTINCT FROM n.rollup),NULL::double precision,NULL::double precision,o.rollup,n.rollup), ('rollup'::text,'missing'::text,(o.missing IS DISTINCT FROM n.missing),NULL::double precision,NULL::double precision,o.missing,n.missing), ('rollup'::text,'credit_floor'::text,(o.credit_floor IS DISTINCT FROM n.credit_floor),o.credit_floor,n.credit_floor,NULL::text,NULL::text), ('rollup'::text,'credit_cap'::text,(o.credit_cap IS DISTINCT FROM n.credit_cap),o.credit_cap,n.credit_cap,NULL::text,NULL::text), ('rule'::text,'unit'::text,(o.unit IS DISTINCT FROM n.unit),NULL::double precision,NULL::double precision,o.unit,n.unit), ('rule'::text,'time_aggregation'::text,(o.time_aggregation IS DISTINCT FROM n.time_aggregation),NULL::double precision,NULL::double precision,o.time_aggregation,n.time_aggregation), ('rule'::text,'max_age'::text,(o.max_age IS DISTINCT FROM n.max_age),NULL::double precision,NULL::double precision,(o.max_age)::text,(n.max_age)::text), ('rule'::text,'counted_until'::text,(o.counted_until IS DISTINCT FROM n.counted_until),NULL::double precision,NULL::double precision,to_char((o.counted_until)::timestamp with time zone, 'YYYY-MM-DD'::text),to_char((n.counted_until)::timestamp with time zone, 'YYYY-MM-DD'::text)), ('rule'::text,'min_group'::text,(o.min_group IS DISTINCT FROM n.min_group),o.min_group,n.min_group,NULL::text,NULL::text), ('rule'::text,'bands'::text,(o.bands IS DISTINCT FROM n.bands),NULL::double precision,NULL::double precision,o.bands,n.bands), ('rule'::text,'plan'::text,(o.plan IS DISTINCT FROM n.plan),NULL::double precision,NULL::double precision,o.plan,n.plan), ('rule'::text,'status_basis'::text,(o.status_basis IS DISTINCT FROM n.status_basis),NULL::double precision,NULL::double precision,o.status_basis,n.status_basis), ('rule'::text,'due_on'::text,(o.due_on IS DISTINCT FROM n.due_on),NULL::double precision,NULL::double precision,(o.due_on)::text,(n.due_on)::text), ('rule'::text,'lifecycle'::text,(o.lifecycle IS DISTINCT FROM n.lifecycle),NULL::double precision,NULL::double precision,o.lifecycle,n.lifecycle), ('rule'::text,'period_id'::text,(o.period_id IS DISTINCT FROM n.period_id),NULL::double precision,NULL::double precision,COALESCE(oq.name, ('period '::text || o.period_id)),COALESCE(nq.name, ('period '::text || n.period_id)))) f(change_type, field, differs, old_value, new_value, old_text, new_text))
          WHERE ((l.table_name = 'goal'::text) AND (l.operation = 'UPDATE'::text) AND f.differs)
        ), link_change AS (
         SELECT l.goal_id,
            l.changed_at,
            l.changed_by,
            f.change_type,
            f.field,
            f.old_value,
            f.new_value,
            f.old_text,
            f.new_text
           FROM (((((logged l
             CROSS JOIN LATERAL ( SELECT o_1.parent_id,
                    o_1.weight,
                    o_1.share
                   FROM jsonb_populate_record(( SELECT x_1.*::perf.goal_link AS x
                           FROM perf.goal_link x_1
                          WHERE false), l.old_row) o_1(goal_id, parent_id, weight, share)) o)
             LEFT JOIN LATERAL ( SELECT n_1.parent_id,
                    n_1.weight,
                    n_1.share
                   FROM jsonb_populate_record(( SELECT x_1.*::perf.goal_link AS x
                           FROM perf.goal_link x_1
                          WHERE false), l.next_row) n_1(goal_id, parent_id, weight, share)
                  WHERE ((l.next_operation IS NOT NULL) AND (l.operation <> 'DELETE'::text))
                UNION ALL
                 SELECT k.parent_id,
                    k.weight,
                    k.share
                   FROM perf.goal_link k
                  WHERE ((l.next_operation IS NULL) AND (l.operation <> 'DELETE'::text) AND (k.goal_id = l.goal_id) AND (((k.goal_id || '/'::text) || k.parent_id) = l.row_key))) n ON (true))
             LEFT JOIN perf.goal op ON ((op.id = o.parent_id)))
             LEFT JOIN perf.goal np ON ((np.id = n.parent_id)))
             CROSS JOIN LATERAL ( VALUES ('parent'::text,'goal_link'::text,(l.operation <> 'UPDATE'::text),NULL::double precision,NULL::double precision,COALESCE(op.name, ('goal '::text || o.parent_id)),COALESCE(np.name, ('goal '::text || n.parent_id))), ('weight'::text,'goal_link.weight'::text,((l.operation = 'UPDATE'::text) AND (o.weight IS DISTINCT FROM n.weight)),o.weight,n.weight,op.name,np.name), ('weight'::text,'goal_link.share'::text,((l.operation = 'UPDATE'::text) AND (o.share IS DISTINCT FROM n.share)),o.share,n.share,op.name,np.name)) f(change_type, field, differs, old_value, new_value, old_text, new_text))
          WHERE ((l.table_name = 'goal_link'::text) AND f.differs AND (EXISTS ( SELECT
                   FROM perf.goal g_1
                  WHERE (g_1.id = l.goal_id))))
        ), target_change AS (
         SELECT l.goal_id,
            l.changed_at,
            l.changed_by,
            COALESCE(o.period_id, n.period_id) AS period_id,
            o.target AS old_text,
            n.target AS new_text
           FROM ((logged l
             CROSS JOIN LATERAL ( SELECT o_1.period_id,
                    o_1.target
                   FROM jsonb_populate_record(( SELECT x_1.*::perf.goal_target AS x
                           FROM perf.goal_target x_1
                          WHERE false), l.old_row) o_1(goal_id, period_id, target)) o)
             LEFT JOIN LATERAL ( SELECT n_1.period_id,
                    n_1.target
                   FROM jsonb_populate_record(( SELECT x_1.*::perf.goal_target AS x
                           FROM perf.goal_target x_1
                          WHERE false), l.next_row) n_1(goal_id, period_id, target)
                  WHERE ((l.next_operation IS NOT NULL) AND (l.operation <> 'DELETE'::text))
                UNION ALL
                 SELECT k.period_id,
                    k.target
                   FROM perf.goal_target k
                  WHERE ((l.next_operation IS NULL) AND (l.operation <> 'DELETE'::text) AND (k.goal_id = l.goal_id) AND (((k.goal_id || '/'::text) || k.period_id) = l.row_key))) n ON (true))
          WHERE ((l.table_name = 'goal_target'::text) AND (o.target IS DISTINCT FROM n.target) AND (EXISTS ( SELECT
                   FROM perf.goal g_1
                  WHERE (g_1.id = l.goal_id))))
        ), judged_change AS (
         SELECT l.goal_id,
            l.changed_at,
            l.changed_by,
            COALESCE(o.at, n.at) AS at,
            o.score AS old_value,
            n.score AS new_value
           FROM ((logged l
             CROSS JOIN LATERAL ( SELECT o_1.at,
                    o_1.score
                   FROM jsonb_populate_record(( SELECT x_1.*::perf.check_in AS x
                           FROM perf.check_in x_1
                          WHERE false), l.old_row) o_1(id, goal_id, person_id, at, confidence, score, note, blocker, blocker_kind, blocker_owner_id, cleared_at)) o)
             LEFT JOIN LATERAL ( SELECT n_1.at,
                    n_1.score
                   FROM jsonb_populate_record(( SELECT x_1.*::perf.check_in AS x
                           FROM perf.check_in x_1
                          WHERE false), l.next_row) n_1(id, goal_id, person_id, at, confidence, score, note, blocker, blocker_kind, blocker_owner_id, cleared_at)
                  WHERE ((l.next_operation IS NOT NULL) AND (l.operation <> 'DELETE'::text))
                UNION ALL
                 SELECT k.at,
                    k.score
                   FROM perf.check_in k
                  WHERE ((l.next_operation IS NULL) AND (l.operation <> 'DELETE'::text) AND (k.id = (l.row_key)::bigint))) n ON (true))
          WHERE ((l.table_name = 'check_in'::text) AND (o.score IS DISTINCT FROM n.score))
        ), version AS (
         SELECT v.goal_id,
            v.at,
            v.value,
            v.base,
            v.recorded_at,
            v.recorded_by,
            v.superseded_at,
            v.superseded_by,
            v.operation,
            lag(v.superseded_at) OVER w AS was_until_at,
            COALESCE((lag(v.operation) OVER w = 'DELETE'::text), true) AS is_new,
            (NOT ((v.value IS DISTINCT FROM lag(v.value) OVER w) OR (v.base IS DISTINCT FROM lag(v.base) OVER w))) AS is_as_before,
            lead(v.value) OVER w AS next_value,
            (COALESCE((NOT ((v.value IS DISTINCT FROM lead(v.value) OVER w) OR (v.base IS DISTINCT FROM lead(v.base) OVER w))), false) AND (lead(v.goal_id) OVER w IS NOT NULL)) AS stays
           FROM ( SELECT h.goal_id,
                    h.at,
                    h.value,
                    h.base,
                    h.recorded_at,
                    h.recorded_by,
                    h.superseded_at,
                    h.superseded_by,
                    h.operation
                   FROM perf.measurement_history h
                UNION ALL
                 SELECT m.goal_id,
                    m.at,
                    m.value,
                    m.base,
                    m.recorded_at,
                    m.recorded_by,
                    NULL::timestamp with time zone,
                    NULL::text,
                    NULL::text
                   FROM (( SELECT DISTINCT h_1.goal_id,
                            h_1.at
                           FROM perf.measurement_history h_1) h
                     JOIN perf.measurement m ON (((m.goal_id = h.goal_id) AND (m.at = h.at))))) v
          WINDOW w AS (PARTITION BY v.goal_id, v.at ORDER BY v.recorded_at, v.superseded_at)
        ), found AS (
         SELECT c_1.id AS close_id,
            x_1.goal_id,
            x_1.at,
            x_1.change_type,
            'measurement'::text AS field,
            x_1.old_value,
            x_1.new_value,
            NULL::text AS old_text,
            NULL::text AS new_text,
            x_1.changed_at,
            x_1.changed_by
           FROM (closed c_1
             JOIN ( SELECT m.goal_id,
                    m.at,
                    'late'::text AS change_type,
                    NULL::double precision AS old_value,
                    m.value AS new_value,
                    m.recorded_at AS changed_at,
                    m.recorded_by AS changed_by,
                    NULL::timestamp with time zone AS gone_at
                   FROM perf.measurement m
                  WHERE (NOT (EXISTS ( SELECT
                           FROM perf.measurement_history h
                          WHERE ((h.goal_id = m.goal_id) AND (h.at = m.at)))))
                UNION ALL
                 SELECT v.goal_id,
                    v.at,
                    'late'::text,
                    NULL::double precision,
                    v.value,
                    v.recorded_at,
                    v.recorded_by,
                        CASE
                            WHEN v.is_as_before THEN v.was_until_at
                            ELSE NULL::timestamp with time zone
                        END AS "case"
                   FROM version v
                  WHERE v.is_new
                UNION ALL
                 SELECT v.goal_id,
                    v.at,
                        CASE v.operation
                            WHEN 'DELETE'::text THEN 'deleted'::text
                            ELSE 'corrected'::text
                        END AS "case",
                    v.value,
                        CASE
                            WHEN (v.operation <> 'DELETE'::text) THEN v.next_value
                            ELSE NULL::double precision
                        END AS "case",
                    v.superseded_at,
                    v.superseded_by,
                    NULL::timestamp with time zone
                   FROM version v
                  WHERE ((v.operation IS NOT NULL) AND (NOT v.stays))) x_1 ON (((x_1.at >= c_1.from_at) AND (x_1.at < c_1.until_at) AND (x_1.changed_at > c_1.closed_at) AND ((x_1.gone_at > c_1.closed_at) IS NOT TRUE))))
          WHERE (EXISTS ( SELECT
                   FROM perf.goal g_1
                  WHERE (g_1.id = x_1.goal_id)))
        UNION ALL
         SELECT c_1.id,
            x_1.goal_id,
            NULL::timestamp with time zone,
            x_1.change_type,
            x_1.field,
            x_1.old_value,
            x_1.new_value,
            x_1.old_text,
            x_1.new_text,
            x_1.changed_at,
            x_1.changed_by
           FROM ((((closed c_1
             JOIN ( SELECT y.goal_id,
                    y.changed_at,
                    y.changed_by,
                    y.change_type,
                    y.field,
                    y.old_value,
                    y.new_value,
                    y.old_text,
                    y.new_text
                   FROM goal_change y
                UNION ALL
                 SELECT y.goal_id,
                    y.changed_at,
                    y.changed_by,
                    y.change_type,
                    y.field,
                    y.old_value,
                    y.new_value,
                    y.old_text,
                    y.new_text
                   FROM link_change y) x_1 ON ((x_1.changed_at > c_1.closed_at)))
             JOIN perf.close_result r_1 ON (((r_1.close_id = c_1.id) AND (r_1.goal_id = x_1.goal_id))))
             JOIN perf.goal g_1 ON ((g_1.id = x_1.goal_id)))
             LEFT JOIN perf.period q ON ((q.id = g_1.period_id)))
          WHERE (((x_1.field = 'period_id'::text) OR (q.id IS NULL) OR ((q.first_day <= c_1.last_day) AND (q.last_day >= c_1.first_day)) OR (EXISTS ( SELECT
                   FROM perf.goal_target t
                  WHERE ((t.goal_id = g_1.id) AND (t.period_id = c_1.period_id))))) AND (NOT ((x_1.field = 'target'::text) AND (EXISTS ( SELECT
                   FROM (perf.goal_target t
                     JOIN perf.period h ON ((h.id = t.period_id)))
                  WHERE ((t.goal_id = g_1.id) AND (h.from_at <= c_1.as_of) AND (c_1.as_of < h.until_at)))))))
        UNION ALL
         SELECT c_1.id,
            x_1.goal_id,
            NULL::timestamp with time zone,
            'target'::text,
            'goal_target'::text,
            NULL::double precision,
            NULL::double precision,
            x_1.old_text,
            x_1.new_text,
            x_1.changed_at,
            x_1.changed_by
           FROM (((closed c_1
             JOIN target_change x_1 ON ((x_1.changed_at > c_1.closed_at)))
             JOIN perf.close_result r_1 ON (((r_1.close_id = c_1.id) AND (r_1.goal_id = x_1.goal_id))))
             JOIN perf.period h ON (((h.id = x_1.period_id) AND (h.from_at <= c_1.as_of) AND (c_1.as_of < h.until_at))))
        UNION ALL
         SELECT c_1.id,
            x_1.goal_id,
            x_1.at,
            'judged'::text,
            'check_in.score'::text,
            x_1.old_value,
            x_1.new_value,
            NULL::text,
            NULL::text,
            x_1.changed_at,
            x_1.changed_by
           FROM ((((closed c_1
             JOIN judged_change x_1 ON ((x_1.changed_at > c_1.closed_at)))
             JOIN perf.close_result r_1 ON (((r_1.close_id = c_1.id) AND (r_1.goal_id = x_1.goal_id) AND (r_1.actual IS NULL))))
             JOIN perf.goal g_1 ON ((g_1.id = x_1.goal_id)))
             LEFT JOIN perf.period q ON ((q.id = g_1.period_id)))
          WHERE ((LEAST(x_1.at, (q.until_at - '00:00:00.000001'::interval)) <= c_1.as_of) AND (((x_1.at < q.from_at) IS NOT TRUE) OR (EXISTS ( SELECT
                   FROM perf.goal_target t
                  WHERE ((t.goal_id = g_1.id) AND (t.period_id = c_1.period_id))))))
        UNION ALL
         SELECT c_1.id,
            l.goal_id,
            NULL::timestamp with time zone,
            'new goal'::text,
            'goal'::text,
            NULL::double precision,
            NULL::double precision,
            NULL::text,
            g_1.name,
            l.changed_at,
            l.changed_by
           FROM (((closed c_1
             JOIN logged l ON (((l.table_name = 'goal'::text) AND (l.operation = 'INSERT'::text) AND (l.changed_at > c_1.closed_at))))
             JOIN perf.goal g_1 ON ((g_1.id = l.goal_id)))
             LEFT JOIN perf.period q ON ((q.id = g_1.period_id)))
          WHERE ((q.id IS NULL) OR ((q.first_day <= c_1.last_day) AND (q.last_day >= c_1.first_day)) OR (EXISTS ( SELECT
                   FROM perf.goal_target t
                  WHERE ((t.goal_id = g_1.id) AND (t.period_id = c_1.period_id)))))
        UNION ALL
         SELECT c_1.id,
            l.goal_id,
            NULL::timestamp with time zone,
            'deleted goal'::text,
            'goal'::text,
            NULL::double precision,
            NULL::double precision,
            r_1.goal_name,
            NULL::text,
            l.changed_at,
            l.changed_by
           FROM (((closed c_1
             JOIN logged l ON (((l.table_name = 'goal'::text) AND (l.operation = 'DELETE'::text) AND (l.changed_at > c_1.closed_at))))
             JOIN perf.close_result r_1 ON (((r_1.close_id = c_1.id) AND (r_1.goal_id = l.goal_id))))
             LEFT JOIN perf.period q ON ((q.id = ((l.old_row ->> 'period_id'::text))::bigint)))
          WHERE ((q.id IS NULL) OR ((q.first_day <= c_1.last_day) AND (q.last_day >= c_1.first_day)))
        )
 SELECT c.period_id,
    c.name AS period_name,
    x.goal_id,
    COALESCE(g.key, r.goal_key) AS goal_key,
    COALESCE(g.name, r.goal_name) AS goal_name,
    x.at AS measured_at,
    x.change_type,
    x.old_value,
    x.new_value,
    x.changed_at,
    x.changed_by,
    r.actual AS closed_actual,
    r.score AS closed_score,
    c.closed_at,
    x.field AS changed_field,
    x.old_text,
    x.new_text
   FROM (((found x
     JOIN closed c ON ((c.id = x.close_id)))
     LEFT JOIN perf.goal g ON ((g.id = x.goal_id)))
     LEFT JOIN perf.close_result r ON (((r.close_id = x.close_id) AND (r.goal_id = x.goal_id))));

--
-- Name: VIEW restatements; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.restatements IS 'What was changed after a period was closed? One row per change that bears on its results and closed period, with what the close had. Measurements and judged scores of that time; target, weight, parent, rollup and other rules of goals in the close; goals made or deleted since. A goal bears on a period if its own period overlaps it, or it has none. Not listed: periods that were moved, settings, and what bound queries say now. scorecard_at tells what the results are with all of it.';

--
-- Name: COLUMN restatements.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.period_id IS 'Closed period.';

--
-- Name: COLUMN restatements.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.period_name IS 'Name of the period.';

--
-- Name: COLUMN restatements.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.goal_id IS 'Goal.';

--
-- Name: COLUMN restatements.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.goal_key IS 'Short unique word of the goal; of a deleted one that in the close.';

--
-- Name: COLUMN restatements.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.goal_name IS 'Name of the goal; of a deleted one its name in the close.';

--
-- Name: COLUMN restatements.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.measured_at IS 'Time that a measured value or a judged score holds for; empty for all else.';

--
-- Name: COLUMN restatements.change_type; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.change_type IS 'Of measurements: late (recorded after the close), corrected or deleted, if the number became another. judged: the score of a check-in, of a goal without measurements. Of goals: target, weight, parent, rollup, rule (whatever else decides how it counts), new goal or deleted goal.';

--
-- Name: COLUMN restatements.old_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.old_value IS 'Number before the change; empty: there was none, or it is not a number and is in old_text.';

--
-- Name: COLUMN restatements.new_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.new_value IS 'Number after the change; empty: there is none, or it is not a number and is in new_text.';

--
-- Name: COLUMN restatements.changed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.changed_at IS 'When it was changed.';

--
-- Name: COLUMN restatements.changed_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.changed_by IS 'Database role that changed it.';

--
-- Name: COLUMN restatements.closed_actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.closed_actual IS 'Value of the goal in the close; empty: not known, or not in it.';

--
-- Name: COLUMN restatements.closed_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.closed_score IS 'Score of the goal in the close: 1 is goal reached; empty: not known, or not in it.';

--
-- Name: COLUMN restatements.closed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.closed_at IS 'When the period was closed.';

--
-- Name: COLUMN restatements.changed_field; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.changed_field IS 'What was changed: measurement, check_in.score (1 is goal reached), goal (made or deleted), a column of the table goal such as target or weight, goal_target (the target of the period), goal_link (one more parent, or one less) or its weight or share.';

--
-- Name: COLUMN restatements.old_text; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.old_text IS 'What was there before, where it is not a number: a target, a rule, the name of the goal above; empty: nothing.';

--
-- Name: COLUMN restatements.new_text; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.new_text IS 'What is there since, where it is not a number; empty: nothing.';

--
-- Name: review; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.review (
    id bigint NOT NULL,
    name text NOT NULL,
    kind text DEFAULT 'weekly'::text NOT NULL,
    team_id bigint,
    period_id bigint,
    facilitator_id bigint DEFAULT perf.me(),
    planned_at timestamp with time zone,
    held_at timestamp with time zone,
    summary text,
    CONSTRAINT review_held_at_check CHECK (opm._time('review.held_at'::text, held_at)),
    CONSTRAINT review_kind_check CHECK (opm._word('review.kind'::text, kind, VARIADIC ARRAY['daily'::text, 'weekly'::text, 'monthly'::text, 'quarterly'::text, 'annual'::text, 'work-out'::text, 'other'::text])),
    CONSTRAINT review_name_check CHECK (opm._line('review.name'::text, name)),
    CONSTRAINT review_planned_at_check CHECK (opm._time('review.planned_at'::text, planned_at)),
    CONSTRAINT review_summary_check CHECK (opm._text('review.summary'::text, summary))
);

--
-- Name: TABLE review; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.review IS 'Meetings in which goals are reviewed.';

--
-- Name: COLUMN review.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.id IS 'Key of the review.';

--
-- Name: COLUMN review.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.name IS 'Name.';

--
-- Name: COLUMN review.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.kind IS 'daily, weekly, monthly, quarterly, annual, work-out or other.';

--
-- Name: COLUMN review.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.team_id IS 'Team that meets; empty: the whole organisation.';

--
-- Name: COLUMN review.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.period_id IS 'Period under review.';

--
-- Name: COLUMN review.facilitator_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.facilitator_id IS 'Person who runs it.';

--
-- Name: COLUMN review.planned_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.planned_at IS 'When it is to be held.';

--
-- Name: COLUMN review.held_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.held_at IS 'When it was held; empty: not yet.';

--
-- Name: COLUMN review.summary; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.summary IS 'What came out, in words.';

--
-- Name: review_agenda; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.review_agenda WITH (security_invoker='true') AS
 SELECT i.id,
    i.team_id,
    t.name AS team_name,
    (row_number() OVER (PARTITION BY i.team_id ORDER BY i.rank, i.place, i.id))::integer AS item_order,
    i.topic,
    (i.rank + 1) AS topic_order,
    i.item,
    i.why,
    i.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    i.person_id,
    p.name AS person_name,
    i.since_on,
    COALESCE(i.finding, i.why) AS why_short
   FROM (((( SELECT ('exception '::text || e.goal_id) AS id,
            e.team_id,
            1 AS rank,
            'exception'::text AS topic,
            e.goal_name AS item,
            e.reason AS why,
            e.goal_id,
            e.owner_id AS person_id,
            (e.attention_order)::double precision AS place,
            (timezone(d.time_zone, e.measured_at))::date AS since_on,
            e.finding
           FROM (perf.exceptions e
             CROSS JOIN perf.setting d)
          WHERE (e.blocker IS NULL)
        UNION ALL
         SELECT ('blocker '::text || b.check_in_id),
            g_1.team_id,
            0,
            'blocker'::text,
            b.blocker,
            ('open since '::text || to_char(timezone(d.time_zone, b.at), 'YYYY-MM-DD'::text)),
            b.goal_id,
            b.person_id,
            date_part('epoch'::text, b.at) AS date_part,
            (timezone(d.time_zone, b.at))::date AS timezone,
            NULL::text
           FROM ((perf._open_blocker b
             JOIN perf.goal g_1 ON ((g_1.id = b.goal_id)))
             CROSS JOIN perf.setting d)
        UNION ALL
         SELECT ('action '::text || a.id),
            g_1.team_id,
            2,
            'overdue action'::text,
            a.name,
            ('due on '::text || to_char((a.due_on)::timestamp without time zone, 'YYYY-MM-DD'::text)),
            a.goal_id,
            a.owner_id,
            date_part('epoch'::text, (a.due_on)::timestamp without time zone) AS date_part,
            a.due_on,
            NULL::text
           FROM ((perf.action a
             CROSS JOIN perf.setting d)
             LEFT JOIN perf.goal g_1 ON ((g_1.id = a.goal_id)))
          WHERE ((a.done_at IS NULL) AND (a.dropped_at IS NULL) AND (a.due_on < (timezone(d.time_zone, now()))::date))
        UNION ALL
         SELECT ('proposal '::text || a.id),
            g_1.team_id,
            3,
            'proposal to decide'::text,
            a.name,
            ('raised on '::text || to_char(timezone(d.time_zone, a.raised_at), 'YYYY-MM-DD'::text)),
            a.goal_id,
            a.raised_by_id,
            date_part('epoch'::text, a.raised_at) AS date_part,
            (timezone(d.time_zone, a.raised_at))::date AS timezone,
            NULL::text
           FROM ((perf.action a
             CROSS JOIN perf.setting d)
             LEFT JOIN perf.goal g_1 ON ((g_1.id = a.goal_id)))
          WHERE ((a.kind = 'proposal'::text) AND (a.verdict IS NULL) AND (a.done_at IS NULL) AND (a.dropped_at IS NULL))
        UNION ALL
         SELECT ('decision '::text || x.id),
            COALESCE(g_1.team_id, r.team_id) AS "coalesce",
            4,
            'decision to follow up'::text,
            x.name,
            'no action yet'::text,
            x.goal_id,
            x.decided_by_id,
            date_part('epoch'::text, x.decided_at) AS date_part,
            (timezone(d.time_zone, x.decided_at))::date AS timezone,
            NULL::text
           FROM (((perf.decision x
             JOIN perf.review r ON ((r.id = x.review_id)))
             CROSS JOIN perf.setting d)
             LEFT JOIN perf.goal g_1 ON ((g_1.id = x.goal_id)))
          WHERE (NOT (EXISTS ( SELECT
                   FROM perf.action a
                  WHERE (a.decision_id = x.id))))) i
     LEFT JOIN perf.team t ON ((t.id = i.team_id)))
     LEFT JOIN perf.goal g ON ((g.id = i.goal_id)))
     LEFT JOIN perf.person p ON ((p.id = i.person_id)));

--
-- Name: VIEW review_agenda; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.review_agenda IS 'What is on the agenda of the next review? One row per item, for each team and for goals without a team. Sort by team_name, item_order.';

--
-- Name: COLUMN review_agenda.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.id IS 'Kind and key of the item; unique in this view.';

--
-- Name: COLUMN review_agenda.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.team_id IS 'Team whose review it is for; empty: the whole organisation.';

--
-- Name: COLUMN review_agenda.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.team_name IS 'Name of the team.';

--
-- Name: COLUMN review_agenda.item_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.item_order IS 'Place on the agenda of the team.';

--
-- Name: COLUMN review_agenda.topic; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.topic IS 'blocker, exception, overdue action, proposal to decide, or decision to follow up.';

--
-- Name: COLUMN review_agenda.topic_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.topic_order IS 'For sorting by topic.';

--
-- Name: COLUMN review_agenda.item; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.item IS 'What to talk about.';

--
-- Name: COLUMN review_agenda.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.why IS 'Why it is on the agenda.';

--
-- Name: COLUMN review_agenda.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.goal_id IS 'Goal concerned.';

--
-- Name: COLUMN review_agenda.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN review_agenda.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN review_agenda.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.person_id IS 'Person to report.';

--
-- Name: COLUMN review_agenda.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.person_name IS 'Name of that person.';

--
-- Name: COLUMN review_agenda.since_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.since_on IS 'Day from which it is open: raised, decided or due; for an exception the day of the last measurement.';

--
-- Name: COLUMN review_agenda.why_short; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.why_short IS 'The same in a few words, at most 30 characters, for a cell of a table: the finding of an exception.';

--
-- Name: review_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: scorecard_history; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.scorecard_history WITH (security_invoker='true') AS
 SELECT ((c.period_id || '/'::text) || r.goal_id) AS id,
    c.period_id,
    p.name AS period_name,
    p.kind AS period_kind,
    p.last_day,
    r.goal_id,
    r.goal_key,
    r.goal_name,
    r.parent_goal_id,
    u.goal_name AS parent_goal_name,
    r.depth,
    r.tree_order,
    r.actual,
    r.unit,
    r.target,
    r.score,
    opm.percent(r.score) AS score_percent,
    r.status,
    r.status_order,
    r.outcome,
    r.coverage_fraction,
        CASE
            WHEN perf._is_comparable(r.coverage_fraction, lag(r.coverage_fraction) OVER w) THEN ((100)::double precision * (r.score - lag(r.score) OVER w))
            ELSE NULL::double precision
        END AS change_points,
    perf._is_comparable(r.coverage_fraction, lag(r.coverage_fraction) OVER w) AS is_comparable,
    c.closed_at,
    c.note AS close_note
   FROM (((perf.close_result r
     JOIN perf.period_close c ON ((c.id = r.close_id)))
     JOIN perf.period p ON ((p.id = c.period_id)))
     LEFT JOIN perf.close_result u ON (((u.close_id = r.close_id) AND (u.goal_id = r.parent_goal_id))))
  WINDOW w AS (PARTITION BY r.goal_id, p.kind, p.calendar ORDER BY p.first_day);

--
-- Name: VIEW scorecard_history; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.scorecard_history IS 'How did goals stand when periods were closed? One row per goal and closed period, as closed.';

--
-- Name: COLUMN scorecard_history.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.id IS 'Period and goal; unique in this view.';

--
-- Name: COLUMN scorecard_history.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.period_id IS 'Period.';

--
-- Name: COLUMN scorecard_history.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.period_name IS 'Name of the period.';

--
-- Name: COLUMN scorecard_history.period_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.period_kind IS 'year, quarter, month and so on.';

--
-- Name: COLUMN scorecard_history.last_day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.last_day IS 'Last day of the period.';

--
-- Name: COLUMN scorecard_history.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.goal_id IS 'Goal.';

--
-- Name: COLUMN scorecard_history.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.goal_key IS 'Short unique word of the goal then.';

--
-- Name: COLUMN scorecard_history.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.goal_name IS 'Name of the goal then.';

--
-- Name: COLUMN scorecard_history.parent_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.parent_goal_id IS 'Goal above then.';

--
-- Name: COLUMN scorecard_history.parent_goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.parent_goal_name IS 'Name of the goal above then.';

--
-- Name: COLUMN scorecard_history.depth; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.depth IS '0 for a root.';

--
-- Name: COLUMN scorecard_history.tree_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.tree_order IS 'Place in tree order.';

--
-- Name: COLUMN scorecard_history.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.actual IS 'Value then, in unit.';

--
-- Name: COLUMN scorecard_history.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.unit IS 'Unit of actual.';

--
-- Name: COLUMN scorecard_history.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.target IS 'Target then, as text.';

--
-- Name: COLUMN scorecard_history.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.score IS 'Score then: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';

--
-- Name: COLUMN scorecard_history.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN scorecard_history.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.status IS 'Status then: name of the score, stale, no target, no data, or draft, paused or dropped.';

--
-- Name: COLUMN scorecard_history.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.status_order IS 'For sorting by status: -2 did not count, -1 no data or no target, 0 stale, then 1 for the lowest band and up.';

--
-- Name: COLUMN scorecard_history.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.outcome IS 'reached, missed or unknown, of a goal that was over then; empty: it was not, or did not count.';

--
-- Name: COLUMN scorecard_history.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.coverage_fraction IS 'Part of the weight below that had data, 0 to 1. Empty where a private goal counts below.';

--
-- Name: COLUMN scorecard_history.change_points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.change_points IS 'Points more than in the closed period before, of the same kind and calendar; empty: none, no score, or too little was known in one of the two.';

--
-- Name: COLUMN scorecard_history.is_comparable; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.is_comparable IS 'True if at least half of the weight was known in both: only then is there a change.';

--
-- Name: COLUMN scorecard_history.closed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.closed_at IS 'When the period was closed.';

--
-- Name: COLUMN scorecard_history.close_note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.close_note IS 'Name of the close, or what was said of it.';

--
-- Name: shared_scorecard; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.shared_scorecard WITH (security_invoker='true') AS
 SELECT x.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    x.score,
    opm.percent(x.score) AS score_percent,
    x.status,
    x.status_order,
    x.is_withheld
   FROM (opm._workspace_shared_scores('perf.setting'::regclass) x(goal_id, score, status, status_order, is_withheld)
     JOIN perf.goal g ON ((g.id = x.goal_id)));

--
-- Name: VIEW shared_scorecard; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.shared_scorecard IS 'What is the one score of every parent, whoever reads? One row per goal with goals below it that the current role sees; all goals count in it, also those that the role may not see, as in a close. For reporters, admins and the owner; others read no rows. A score from which a hidden goal could be solved is withheld.';

--
-- Name: COLUMN shared_scorecard.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.shared_scorecard.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN shared_scorecard.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.shared_scorecard.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN shared_scorecard.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.shared_scorecard.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN shared_scorecard.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.shared_scorecard.score IS 'Score over all goals below: 1 is goal reached, below 0 and above 1 are possible. Empty: not known, or withheld.';

--
-- Name: COLUMN shared_scorecard.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.shared_scorecard.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN shared_scorecard.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.shared_scorecard.status IS 'Status by that score, as in scorecard; empty: withheld.';

--
-- Name: COLUMN shared_scorecard.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.shared_scorecard.status_order IS 'For sorting by status, as in scorecard; empty: withheld.';

--
-- Name: COLUMN shared_scorecard.is_withheld; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.shared_scorecard.is_withheld IS 'True if the score is not shown, because it would give away a goal that the current role may not see.';

--
-- Name: smart_audit; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.smart_audit WITH (security_invoker='true') AS
 SELECT x.goal_id,
    x.goal_key,
    x.goal_name,
    x.is_specific,
    x.is_measurable,
    x.is_achievable,
    x.is_relevant,
    x.is_time_bound,
    (((((x.is_specific)::integer + (x.is_measurable)::integer) + (COALESCE(x.is_achievable, false))::integer) + (x.is_relevant)::integer) + (x.is_time_bound)::integer) AS met_count,
    concat_ws('; '::text,
        CASE
            WHEN (NOT x.is_specific) THEN 'say why, or name the team'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (NOT x.is_measurable) THEN 'give a target and a unit'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (x.is_unmeasured AND (x.is_achievable IS NULL)) THEN 'measure it'::text
            WHEN (NOT x.is_achievable) THEN 'the target is far from the trend'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (NOT x.is_relevant) THEN 'put it under a goal'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (NOT x.is_time_bound) THEN 'give it a period or a day'::text
            ELSE NULL::text
        END) AS advice,
    x.owner_id,
    x.owner_name,
    x.team_id,
    x.team_name
   FROM ( SELECT g.id AS goal_id,
            g.key AS goal_key,
            g.name AS goal_name,
            g.owner_id,
            p.name AS owner_name,
            g.team_id,
            t.name AS team_name,
            ((g.why IS NOT NULL) OR (g.team_id IS NOT NULL)) AS is_specific,
            ((n.target IS NOT NULL) AND (g.unit IS NOT NULL)) AS is_measurable,
                CASE
                    WHEN (n.score >= (1)::double precision) THEN true
                    WHEN ((n.change_per_day IS NULL) OR (n.target_value IS NULL) OR (COALESCE(g.due_on, q.last_day) IS NULL)) THEN NULL::boolean
                    WHEN (COALESCE(g.due_on, q.last_day) <= (timezone(d.time_zone, now()))::date) THEN false
                    ELSE (((((2)::double precision * n.change_per_day) * sign((n.target_value - n.actual))) * ((COALESCE(g.due_on, q.last_day) - (timezone(d.time_zone, now()))::date))::double precision) >= abs((n.target_value - n.actual)))
                END AS is_achievable,
            (n.change_per_day IS NULL) AS is_unmeasured,
            ((g.parent_id IS NOT NULL) OR (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE (l.goal_id = g.id)))) AS is_relevant,
            ((g.period_id IS NOT NULL) OR (g.due_on IS NOT NULL) OR (n.period_id IS NOT NULL)) AS is_time_bound
           FROM (((((perf.goal g
             JOIN perf.goal_now n ON ((n.goal_id = g.id)))
             CROSS JOIN perf.setting d)
             LEFT JOIN perf.person p ON ((p.id = g.owner_id)))
             LEFT JOIN perf.team t ON ((t.id = g.team_id)))
             LEFT JOIN perf.period q ON ((q.id = n.period_id)))
          WHERE ((g.lifecycle = ANY (ARRAY['draft'::text, 'active'::text])) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = g.id)))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE (l.parent_id = g.id)))))) x;

--
-- Name: VIEW smart_audit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.smart_audit IS 'Are the goals SMART? One row per draft or active goal at the bottom of the tree, computed from the data; empty where it cannot be told.';

--
-- Name: COLUMN smart_audit.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.goal_id IS 'Goal; unique in this view.';

--
-- Name: COLUMN smart_audit.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN smart_audit.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN smart_audit.is_specific; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.is_specific IS 'It has a reason (why) or a team; an owner every goal has.';

--
-- Name: COLUMN smart_audit.is_measurable; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.is_measurable IS 'It has a target and a unit.';

--
-- Name: COLUMN smart_audit.is_achievable; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.is_achievable IS 'It is reached, or the trend so far needs to be at most twice as fast to reach it in time; empty: fewer than two measurements, no one value to aim at, or no day.';

--
-- Name: COLUMN smart_audit.is_relevant; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.is_relevant IS 'It is part of a tree.';

--
-- Name: COLUMN smart_audit.is_time_bound; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.is_time_bound IS 'It has a period or a day.';

--
-- Name: COLUMN smart_audit.met_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.met_count IS 'How many of the five hold, 0 to 5; what cannot be told does not hold.';

--
-- Name: COLUMN smart_audit.advice; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.advice IS 'What to do; empty: nothing.';

--
-- Name: COLUMN smart_audit.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.owner_id IS 'Person who answers for it.';

--
-- Name: COLUMN smart_audit.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.owner_name IS 'Name of that person.';

--
-- Name: COLUMN smart_audit.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.team_id IS 'Team of the goal.';

--
-- Name: COLUMN smart_audit.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.team_name IS 'Name of the team.';

--
-- Name: status_band; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.status_band WITH (security_invoker='true') AS
 WITH named AS (
         SELECT (s.bands)::opm.bands AS bands,
            true AS of_workspace
           FROM perf.setting s
        UNION ALL
         SELECT DISTINCT (g.bands)::opm.bands AS bands,
            false
           FROM perf.goal g
          WHERE (g.bands IS NOT NULL)
        ), band AS (
         SELECT DISTINCT ON (l.status) l.status,
            (l.place)::integer AS status_order,
                CASE
                    WHEN n.of_workspace THEN (opm.cuts(n.bands))[(l.place - 1)]
                    ELSE NULL::double precision
                END AS from_score,
                CASE
                    WHEN n.of_workspace THEN (opm.cuts(n.bands))[l.place]
                    ELSE NULL::double precision
                END AS to_score,
                CASE
                    WHEN (l.place = cardinality(opm.labels(n.bands))) THEN (5)::numeric
                    ELSE ((1)::numeric + round(((4.0 * ((l.place - 1))::numeric) / ((cardinality(opm.labels(n.bands)) - 1))::numeric)))
                END AS shade
           FROM (named n
             CROSS JOIN LATERAL unnest(opm.labels(n.bands)) WITH ORDINALITY l(status, place))
          ORDER BY l.status, n.of_workspace DESC, n.bands
        ), word(kind, status, status_order, from_score, to_score, color) AS (
         SELECT 'status'::text AS "?column?",
            b.status,
            b.status_order,
            b.from_score,
            b.to_score,
                CASE b.shade
                    WHEN 1 THEN '#D55E00'::text
                    WHEN 2 THEN '#E69F00'::text
                    WHEN 3 THEN '#F0E442'::text
                    WHEN 4 THEN '#56B4E9'::text
                    ELSE '#009E73'::text
                END AS "case"
           FROM band b
        UNION ALL
         SELECT 'status'::text,
            f.status,
            f.status_order,
            NULL::double precision,
            NULL::double precision,
            f.color
           FROM ( VALUES ('stale'::text,0,'#999999'::text), ('no data'::text,'-1'::integer,'#BBBBBB'::text), ('no target'::text,'-1'::integer,'#CCCCCC'::text), ('draft'::text,'-2'::integer,'#DDDDDD'::text), ('paused'::text,'-2'::integer,'#DDDDDD'::text), ('dropped'::text,'-2'::integer,'#DDDDDD'::text)) f(status, status_order, color)
          WHERE (NOT (f.status IN ( SELECT b.status
                   FROM band b)))
        UNION ALL
         SELECT v.kind,
            v.status,
            v.status_order,
            v.from_score,
            v.to_score,
            v.color
           FROM ( VALUES ('plan_status'::text,'behind'::text,1,NULL::double precision,NULL::double precision,'#D55E00'::text), ('plan_status'::text,'on plan'::text,2,NULL::double precision,NULL::double precision,'#009E73'::text), ('plan_status'::text,'ahead'::text,3,NULL::double precision,NULL::double precision,'#0072B2'::text), ('outcome'::text,'unknown'::text,0,NULL::double precision,NULL::double precision,'#999999'::text), ('outcome'::text,'missed'::text,1,NULL::double precision,1,'#D55E00'::text), ('outcome'::text,'reached'::text,2,1,NULL::double precision,'#009E73'::text)) v(kind, status, status_order, from_score, to_score, color)
        )
 SELECT ((w.kind || ' '::text) || w.status) AS id,
    w.kind,
    w.status,
    w.status_order,
    w.from_score,
    w.to_score,
    w.color,
        CASE
            WHEN (w.color = '#0072B2'::text) THEN '#FFFFFF'::text
            ELSE '#000000'::text
        END AS text_color,
    (c.contrast_white)::double precision AS contrast_white,
    (c.contrast_black)::double precision AS contrast_black
   FROM (word w
     JOIN ( VALUES ('#D55E00'::text,3.9,5.4), ('#E69F00'::text,2.3,9.3), ('#F0E442'::text,1.3,15.9), ('#56B4E9'::text,2.3,9.1), ('#009E73'::text,3.4,6.1), ('#0072B2'::text,5.2,4.0), ('#999999'::text,2.8,7.4), ('#BBBBBB'::text,1.9,10.9), ('#CCCCCC'::text,1.6,13.1), ('#DDDDDD'::text,1.4,15.5)) c(color, contrast_white, contrast_black) ON ((c.color = w.color)));

--
-- Name: VIEW status_band; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.status_band IS 'What does a status mean, and which colour has it? One row per word of status, plan_status and outcome, for BI tools to join by kind and status. Colours are those of Okabe and Ito (Color Universal Design, 2008), which people tell apart whose eyes do not tell red from green; what says nothing of success is grey.';

--
-- Name: COLUMN status_band.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.status_band.id IS 'Kind and word together; unique in this view.';

--
-- Name: COLUMN status_band.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.status_band.kind IS 'Column that has the word: status, plan_status or outcome.';

--
-- Name: COLUMN status_band.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.status_band.status IS 'The word: a label of the bands of the workspace or of a goal, stale, no data, no target, draft, paused, dropped; behind, on plan, ahead; unknown, missed, reached.';

--
-- Name: COLUMN status_band.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.status_band.status_order IS 'For sorting, as the order column that stands beside the word elsewhere.';

--
-- Name: COLUMN status_band.from_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.status_band.from_score IS 'Score from which on it is given, 1 is goal reached. Empty: no lower end, it does not depend on the score alone, or only goals with bands of their own have it.';

--
-- Name: COLUMN status_band.to_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.status_band.to_score IS 'Score up to which, but not including it, it is given; empty as from_score.';

--
-- Name: COLUMN status_band.color; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.status_band.color IS 'Colour to fill with, #RRGGBB.';

--
-- Name: COLUMN status_band.text_color; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.status_band.text_color IS 'Black or white, whichever is read more easily on it.';

--
-- Name: COLUMN status_band.contrast_white; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.status_band.contrast_white IS 'Contrast of white text on the colour by WCAG 2, 1 to 21; from 4.5 on it is read easily.';

--
-- Name: COLUMN status_band.contrast_black; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.status_band.contrast_black IS 'The same of black text.';

--
-- Name: strategy_factors; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.strategy_factors WITH (security_invoker='true') AS
 SELECT f.id AS factor_id,
    f.name AS factor_name,
    f.kind AS factor_kind,
    f.impact,
    f.likelihood,
    (f.impact * f.likelihood) AS weight_product,
    (count(l.goal_id))::integer AS goal_count,
    (count(l.goal_id) FILTER (WHERE (l.effect = 'answered by'::text)))::integer AS answer_count,
        CASE
            WHEN ((f.kind = ANY (ARRAY['threat'::text, 'risk'::text, 'weakness'::text])) AND (count(l.goal_id) FILTER (WHERE (l.effect = 'answered by'::text)) = 0)) THEN 'unanswered'::text
            WHEN ((f.kind = ANY (ARRAY['strength'::text, 'opportunity'::text])) AND (count(l.goal_id) = 0)) THEN 'unused'::text
            ELSE 'in hand'::text
        END AS finding,
    f.owner_id,
    p.name AS owner_name,
    f.team_id,
    t.name AS team_name,
        CASE
            WHEN ((f.kind = ANY (ARRAY['threat'::text, 'risk'::text, 'weakness'::text])) AND (count(l.goal_id) FILTER (WHERE (l.effect = 'answered by'::text)) = 0)) THEN 1
            WHEN ((f.kind = ANY (ARRAY['strength'::text, 'opportunity'::text])) AND (count(l.goal_id) = 0)) THEN 2
            ELSE 3
        END AS finding_order
   FROM (((perf.factor f
     LEFT JOIN perf.goal_factor l ON ((l.factor_id = f.id)))
     LEFT JOIN perf.person p ON ((p.id = f.owner_id)))
     LEFT JOIN perf.team t ON ((t.id = f.team_id)))
  WHERE (f.closed_at IS NULL)
  GROUP BY f.id, f.name, f.kind, f.impact, f.likelihood, f.owner_id, p.name, f.team_id, t.name;

--
-- Name: VIEW strategy_factors; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.strategy_factors IS 'Which strengths, weaknesses, opportunities, threats and risks has no goal taken up? One row per factor that is not closed, stakeholders too, with how many goals it bears on.';

--
-- Name: COLUMN strategy_factors.factor_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.factor_id IS 'Factor; unique in this view.';

--
-- Name: COLUMN strategy_factors.factor_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.factor_name IS 'What it is.';

--
-- Name: COLUMN strategy_factors.factor_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.factor_kind IS 'strength, weakness, opportunity, threat, risk or stakeholder.';

--
-- Name: COLUMN strategy_factors.impact; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.impact IS 'Impact, 1 to 5.';

--
-- Name: COLUMN strategy_factors.likelihood; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.likelihood IS 'Likelihood, 1 to 5.';

--
-- Name: COLUMN strategy_factors.weight_product; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.weight_product IS 'Impact times likelihood, 1 to 25.';

--
-- Name: COLUMN strategy_factors.goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.goal_count IS 'Goals it bears on.';

--
-- Name: COLUMN strategy_factors.answer_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.answer_count IS 'Goals that answer it.';

--
-- Name: COLUMN strategy_factors.finding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.finding IS 'unanswered (a weakness, threat or risk that no goal answers), unused (a strength or opportunity without a goal) or in hand.';

--
-- Name: COLUMN strategy_factors.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.owner_id IS 'Person who watches it.';

--
-- Name: COLUMN strategy_factors.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.owner_name IS 'Name of that person.';

--
-- Name: COLUMN strategy_factors.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.team_id IS 'Team it concerns.';

--
-- Name: COLUMN strategy_factors.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.team_name IS 'Name of the team.';

--
-- Name: COLUMN strategy_factors.finding_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.finding_order IS 'For sorting by finding, 1 is worst.';

--
-- Name: team_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.team ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: team_scorecard; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.team_scorecard WITH (security_invoker='true') AS
 SELECT t.id AS team_id,
    t.name AS team_name,
    t.parent_id AS parent_team_id,
    u.name AS parent_team_name,
    t.lead_id AS lead_person_id,
    l.name AS lead_person_name,
    COALESCE(x.goal_count, 0) AS goal_count,
    opm.mean(x.topmost) AS score,
    opm.percent(opm.mean(x.topmost)) AS score_percent,
    opm.mean(x.expected) AS expected_score,
    COALESCE(opm.status(perf._judged_score(opm.mean(x.topmost), opm.mean(x.expected), d.status_basis, false), (d.bands)::opm.bands), 'no data'::text) AS status,
    COALESCE(opm.status_rank(perf._judged_score(opm.mean(x.topmost), opm.mean(x.expected), d.status_basis, false), (d.bands)::opm.bands), '-1'::integer) AS status_order,
    x.coverage_fraction,
    COALESCE(x.lowest_band_count, 0) AS lowest_band_count,
    COALESCE(x.stale_count, 0) AS stale_count,
    COALESCE(x.no_data_count, 0) AS no_data_count,
    COALESCE(x.no_target_count, 0) AS no_target_count
   FROM ((((perf.team t
     CROSS JOIN perf.setting d)
     LEFT JOIN perf.team u ON ((u.id = t.parent_id)))
     LEFT JOIN perf.person l ON ((l.id = t.lead_id)))
     LEFT JOIN ( SELECT s.team_id,
            (count(*))::integer AS goal_count,
            opm.scorecard(perf._bounded(s.credited_score), perf._counting(s.root_weight_fraction)) FILTER (WHERE m.of_team) AS topmost,
            opm.scorecard(perf._bounded(s.credited_expected_score), perf._counting(s.root_weight_fraction)) FILTER (WHERE m.of_team) AS expected,
            perf._at_most_one((sum(perf._product(perf._counting(s.root_weight_fraction), s.coverage_fraction)) FILTER (WHERE m.of_team) / NULLIF(sum(perf._counting(s.root_weight_fraction)) FILTER (WHERE m.of_team), (0)::double precision))) AS coverage_fraction,
            (count(*) FILTER (WHERE (s.status_order = 1)))::integer AS lowest_band_count,
            (count(*) FILTER (WHERE (s.status = 'stale'::text)))::integer AS stale_count,
            (count(*) FILTER (WHERE (s.status = 'no data'::text)))::integer AS no_data_count,
            (count(*) FILTER (WHERE (s.status = 'no target'::text)))::integer AS no_target_count
           FROM (perf.scorecard s
             JOIN perf._topmost_goals() m(goal_id, of_owner, of_team) ON ((m.goal_id = s.goal_id)))
          GROUP BY s.team_id) x ON ((x.team_id = t.id)));

--
-- Name: VIEW team_scorecard; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.team_scorecard IS 'How does each team stand? One row per team, with the goals that belong to the team itself, not those of the teams below. Counts are over all of these; the score is over the topmost, those that are not below another goal of the same team, so that an objective and its key results do not count twice.';

--
-- Name: COLUMN team_scorecard.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.team_id IS 'Team; unique in this view.';

--
-- Name: COLUMN team_scorecard.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.team_name IS 'Name of the team.';

--
-- Name: COLUMN team_scorecard.parent_team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.parent_team_id IS 'Team above.';

--
-- Name: COLUMN team_scorecard.parent_team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.parent_team_name IS 'Name of the team above.';

--
-- Name: COLUMN team_scorecard.lead_person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.lead_person_id IS 'Person who leads the team.';

--
-- Name: COLUMN team_scorecard.lead_person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.lead_person_name IS 'Name of that person.';

--
-- Name: COLUMN team_scorecard.goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.goal_count IS 'Active and done goals of the team whose period holds now, wherever in the tree.';

--
-- Name: COLUMN team_scorecard.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.score IS 'Mean score of the topmost goals of the team by their weight at the root: 1 is goal reached; each counts within the credit range of the workspace, one without a score not at all. Empty: none has a score, or none has weight at the root.';

--
-- Name: COLUMN team_scorecard.score_percent; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.score_percent IS 'The same times 100: 100 is goal reached.';

--
-- Name: COLUMN team_scorecard.expected_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.expected_score IS 'Mean of the scores with which these goals are expected to end, in the same way.';

--
-- Name: COLUMN team_scorecard.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.status IS 'Name of expected_score (of the score, if that is the status_basis of the workspace) by the bands of the workspace, or no data where there is none.';

--
-- Name: COLUMN team_scorecard.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.status_order IS 'For sorting by status: -1 no data, then 1 for the lowest band and up.';

--
-- Name: COLUMN team_scorecard.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.coverage_fraction IS 'Part of the weight of the topmost goals that has data, below them included, 0 to 1.';

--
-- Name: COLUMN team_scorecard.lowest_band_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.lowest_band_count IS 'Of goal_count, in the lowest band.';

--
-- Name: COLUMN team_scorecard.stale_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.stale_count IS 'Of goal_count, with the status stale: measured too long ago.';

--
-- Name: COLUMN team_scorecard.no_data_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.no_data_count IS 'Of goal_count, with the status no data: not measured, and no score below.';

--
-- Name: COLUMN team_scorecard.no_target_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.no_target_count IS 'Of goal_count, with the status no target: measured, but nothing says what good looks like.';

--
-- Name: template_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.template ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.template_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: tree_lock; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.tree_lock (
    id integer DEFAULT 1 NOT NULL,
    turn bigint DEFAULT 0 NOT NULL,
    CONSTRAINT tree_lock_one_row CHECK (opm._rule('tree_lock'::text, (id = 1), 'the lock of the tree is one row'::text, 'Its id is 1.'::text, 'Leave this table alone: triggers use it.'::text))
)
WITH (fillfactor='50');

--
-- Name: TABLE tree_lock; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.tree_lock IS 'Row that every change of the goal tree or the team tree updates first, so that two changes at the same time cannot close a loop between them. Holds no information.';

--
-- Name: COLUMN tree_lock.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.tree_lock.id IS 'Always 1: there is one row.';

--
-- Name: COLUMN tree_lock.turn; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.tree_lock.turn IS 'Number of changes so far.';

--
-- Name: work_out; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.work_out WITH (security_invoker='true') AS
 SELECT a.id AS action_id,
    a.name AS action_name,
    a.goal_id,
    g.key AS goal_key,
    g.name AS goal_name,
    a.raised_by_id AS raised_by_person_id,
    r.name AS raised_by_person_name,
    a.raised_at,
    COALESCE(a.verdict, 'open'::text) AS verdict,
    a.decided_at,
    (date_part('epoch'::text, (a.decided_at - a.raised_at)) / (3600)::double precision) AS decision_hours,
        CASE
            WHEN (a.decided_at IS NULL) THEN ((timezone(d.time_zone, now()))::date - (timezone(d.time_zone, a.raised_at))::date)
            ELSE NULL::integer
        END AS waiting_days,
    a.owner_id,
    o.name AS owner_name,
    a.due_on,
    a.done_at,
    a.expected_effect,
    a.realised_effect,
    perf._quotient(a.realised_effect, a.expected_effect) AS realised_fraction
   FROM ((((perf.action a
     CROSS JOIN perf.setting d)
     LEFT JOIN perf.goal g ON ((g.id = a.goal_id)))
     LEFT JOIN perf.person r ON ((r.id = a.raised_by_id)))
     LEFT JOIN perf.person o ON ((o.id = a.owner_id)))
  WHERE (a.kind = 'proposal'::text);

--
-- Name: VIEW work_out; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.work_out IS 'How fast are proposals decided, and what came of them? One row per Work-Out proposal.';

--
-- Name: COLUMN work_out.action_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.action_id IS 'Proposal; unique in this view.';

--
-- Name: COLUMN work_out.action_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.action_name IS 'What is proposed.';

--
-- Name: COLUMN work_out.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.goal_id IS 'Goal it serves.';

--
-- Name: COLUMN work_out.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN work_out.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN work_out.raised_by_person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.raised_by_person_id IS 'Person who proposed it.';

--
-- Name: COLUMN work_out.raised_by_person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.raised_by_person_name IS 'Name of that person.';

--
-- Name: COLUMN work_out.raised_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.raised_at IS 'When it was raised.';

--
-- Name: COLUMN work_out.verdict; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.verdict IS 'accepted, rejected, studied or open.';

--
-- Name: COLUMN work_out.decided_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.decided_at IS 'When it was decided.';

--
-- Name: COLUMN work_out.decision_hours; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.decision_hours IS 'Hours from proposal to decision; empty: not decided.';

--
-- Name: COLUMN work_out.waiting_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.waiting_days IS 'Days an open proposal has been waiting.';

--
-- Name: COLUMN work_out.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.owner_id IS 'Person who does it.';

--
-- Name: COLUMN work_out.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.owner_name IS 'Name of that person.';

--
-- Name: COLUMN work_out.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.due_on IS 'Day by which it is to be done.';

--
-- Name: COLUMN work_out.done_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.done_at IS 'When it was done.';

--
-- Name: COLUMN work_out.expected_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.expected_effect IS 'Change of the goal''s value that was hoped for.';

--
-- Name: COLUMN work_out.realised_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.realised_effect IS 'Change that came of it.';

--
-- Name: COLUMN work_out.realised_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.realised_fraction IS 'Realised out of expected, 1 is all of it.';

--
-- Data for Name: access; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.access (login, role_key, level) FROM stdin;
\.

--
-- Data for Name: action; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.action (id, kind, name, why, goal_id, decision_id, owner_id, raised_by_id, raised_at, verdict, decided_by_id, decided_at, due_on, began_on, done_at, dropped_at, outcome, expected_effect, realised_effect, impact, feasibility, baseline_from, control_goal_id) FROM stdin;
1	corrective	Call the supplier	\N	3	1	2	1	2025-05-10 00:00:00+00	\N	\N	\N	2025-06-01	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
\.

--
-- Data for Name: announced; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.announced (goal_id, status, since, quiet_from, quiet_to, quiet_since, quiet_until) FROM stdin;
1	no data	2026-11-29 08:43:06.770509+00	\N	\N	\N	\N
2	no data	2026-11-29 08:43:06.770509+00	\N	\N	\N	\N
5	no data	2026-11-29 08:43:06.770509+00	\N	\N	\N	\N
3	on track	2026-11-29 08:43:06.781255+00	\N	\N	2024-12-31 23:00:00+00	2025-12-31 23:00:00+00
4	on track	2026-11-29 08:43:06.781255+00	\N	\N	2024-12-31 23:00:00+00	2025-12-31 23:00:00+00
6	stale	2026-11-29 08:43:06.781255+00	\N	\N	0001-01-01 00:00:00+00	9999-12-31 00:00:00+00
7	stale	2026-11-29 08:43:06.781255+00	\N	\N	2024-12-31 23:00:00+00	2025-12-31 23:00:00+00
8	stale	2026-11-29 08:43:06.790569+00	\N	\N	0001-01-01 00:00:00+00	9999-12-31 00:00:00+00
\.

--
-- Data for Name: binding; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.binding (id, name, query, goals) FROM stdin;
\.

--
-- Data for Name: capacity; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.capacity (team_id, period_id, unit, available, committed, used) FROM stdin;
2	1	days	200	150	\N
\.

--
-- Data for Name: change_log; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.change_log (id, changed_at, changed_by, table_name, operation, row_key, goal_id, confidential, old_row) FROM stdin;
1	2026-11-29 08:43:06.761726+00	postgres	setting	UPDATE	1	\N	f	{"id": 1, "bands": "off track | 0.4 | at risk | 0.7 | on track", "notify": true, "time_zone": "UTC", "credit_cap": 1, "grace_days": 2, "cadence_days": 7, "credit_floor": 0, "status_basis": "expected", "year_begins_in": 1}
2	2026-11-29 08:43:06.763474+00	postgres	team	INSERT	1	\N	f	\N
3	2026-11-29 08:43:06.763624+00	postgres	team	INSERT	2	\N	f	\N
4	2026-11-29 08:43:06.763637+00	postgres	team	INSERT	3	\N	f	\N
5	2026-11-29 08:43:06.764697+00	postgres	team	UPDATE	2	\N	f	{"id": 2, "key": "sales", "name": "Sales", "lead_id": null, "parent_id": null}
6	2026-11-29 08:43:06.764836+00	postgres	team	UPDATE	3	\N	f	{"id": 3, "key": "it", "name": "IT", "lead_id": null, "parent_id": null}
7	2026-11-29 08:43:06.766563+00	postgres	person	UPDATE	1	\N	f	{"id": 1, "name": "postgres", "login": "postgres", "active": true, "team_id": null, "role_key": "7713511234608880305/10"}
8	2026-11-29 08:43:06.767277+00	postgres	person	INSERT	2	\N	f	\N
9	2026-11-29 08:43:06.767397+00	postgres	person	INSERT	3	\N	f	\N
10	2026-11-29 08:43:06.767907+00	postgres	team	UPDATE	2	\N	f	{"id": 2, "key": "sales", "name": "Sales", "lead_id": null, "parent_id": 1}
11	2026-11-29 08:43:06.769098+00	postgres	period	INSERT	1	\N	f	\N
12	2026-11-29 08:43:06.770173+00	postgres	period	INSERT	2	\N	f	\N
13	2026-11-29 08:43:06.770296+00	postgres	period	INSERT	3	\N	f	\N
14	2026-11-29 08:43:06.773649+00	postgres	goal	INSERT	1	1	f	\N
15	2026-11-29 08:43:06.773811+00	postgres	goal	INSERT	2	2	f	\N
16	2026-11-29 08:43:06.773846+00	postgres	goal	INSERT	3	3	f	\N
17	2026-11-29 08:43:06.773876+00	postgres	goal	INSERT	4	4	f	\N
18	2026-11-29 08:43:06.773904+00	postgres	goal	INSERT	5	5	f	\N
19	2026-11-29 08:43:06.773931+00	postgres	goal	INSERT	6	6	f	\N
20	2026-11-29 08:43:06.773959+00	postgres	goal	INSERT	7	7	f	\N
21	2026-11-29 08:43:06.773988+00	postgres	goal	INSERT	8	8	f	\N
22	2026-11-29 08:43:06.777301+00	postgres	goal_link	INSERT	6/2	6	f	\N
23	2026-11-29 08:43:06.780069+00	postgres	goal_target	INSERT	3/2	3	f	\N
24	2026-11-29 08:43:06.780201+00	postgres	goal_target	INSERT	3/3	3	f	\N
25	2026-11-29 08:43:06.780996+00	postgres	goal_person	INSERT	3/3	3	f	\N
26	2026-11-29 08:43:06.792716+00	postgres	check_in	INSERT	1	8	f	\N
27	2026-11-29 08:43:06.792857+00	postgres	check_in	INSERT	2	3	f	\N
28	2026-11-29 08:43:06.792878+00	postgres	check_in	INSERT	3	6	f	\N
29	2026-11-29 08:43:06.794077+00	postgres	review	INSERT	1	\N	f	\N
30	2026-11-29 08:43:06.79539+00	postgres	decision	INSERT	1	3	f	\N
31	2026-11-29 08:43:06.797037+00	postgres	action	INSERT	1	3	f	\N
32	2026-11-29 08:43:06.799414+00	postgres	rating	INSERT	1	\N	t	\N
33	2026-11-29 08:43:06.799434+00	postgres	rating	INSERT	2	\N	t	\N
34	2026-11-29 08:43:06.801037+00	postgres	factor	INSERT	1	\N	f	\N
\.

--
-- Data for Name: chart_exclusion; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.chart_exclusion (id, goal_id, first_day, last_day, why) FROM stdin;
\.

--
-- Data for Name: check_in; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.check_in (id, goal_id, person_id, at, confidence, score, note, blocker, blocker_kind, blocker_owner_id, cleared_at) FROM stdin;
1	8	2	2025-05-05 00:00:00+00	0.7	0.5	half done	\N	\N	\N	\N
2	3	2	2025-05-06 00:00:00+00	0.4	\N	\N	no stock	process	3	2025-05-20 00:00:00+00
3	6	3	2025-06-01 00:00:00+00	0.9	\N	fine	\N	\N	\N	\N
\.

--
-- Data for Name: close_part; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.close_part (close_id, goal_id, child_id, tree_order, is_private, is_secret, fraction) FROM stdin;
\.

--
-- Data for Name: close_result; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.close_result (close_id, goal_id, goal_key, goal_name, parent_goal_id, depth, tree_order, actual, target, unit, score, status, status_order, outcome, coverage_fraction, root_weight_fraction, visibility) FROM stdin;
1	1	co	Company	\N	0	1	\N	\N	\N	0.937037037037037	on track	3	\N	0.7121212121212123	1	everyone
1	2	sell	Sell more	1	1	2	\N	\N	\N	0.9055555555555556	on track	3	\N	0.8181818181818182	0.6666666666666666	everyone
1	3	orders	Orders	2	2	3	35	0 -> 20	orders	1.75	on track	3	reached	1	0.3636363636363636	everyone
1	4	margin	Margin	2	2	4	0.315	0.2 -> 0.4	EUR/EUR	0.575	stale	0	\N	1	0.12121212121212122	everyone
1	8	judged	New shop	2	2	5	\N	\N	\N	\N	no data	-1	\N	0	0.12121212121212122	everyone
1	5	run	Run well	1	1	6	\N	\N	\N	1	on track	3	\N	0.5	0.3333333333333333	everyone
1	6	uptime	Uptime	5	2	7	99.6	>= 99.5	%	1	on track	3	\N	1	0.22727272727272727	everyone
1	7	survey	People like it here	5	2	8	\N	>= 7	points	\N	no data	-1	\N	0	0.16666666666666666	everyone
2	1	co	Company	\N	0	1	\N	\N	\N	0.9181818181818182	on track	3	missed	1	1	everyone
2	2	sell	Sell more	1	1	2	\N	\N	\N	0.8772727272727273	on track	3	missed	1	0.6666666666666666	everyone
2	3	orders	Orders	2	2	3	138	0 -> 100	orders	1.38	on track	3	reached	1	0.3636363636363636	everyone
2	4	margin	Margin	2	2	4	0.365	0.2 -> 0.4	EUR/EUR	0.825	on track	3	missed	1	0.12121212121212122	everyone
2	8	judged	New shop	2	2	5	\N	\N	\N	0.5	stale	0	\N	1	0.12121212121212122	everyone
2	5	run	Run well	1	1	6	\N	\N	\N	1	on track	3	reached	1	0.3333333333333333	everyone
2	6	uptime	Uptime	5	2	7	99.6	>= 99.5	%	1	on track	3	\N	1	0.22727272727272727	everyone
2	7	survey	People like it here	5	2	8	7.333333333333333	>= 7	points	1	stale	0	reached	1	0.16666666666666666	everyone
\.

--
-- Data for Name: close_tree; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.close_tree (close_id, outline, salt) FROM stdin;
1	1 credit(0..1) "Company"\n  2 *2 mean credit(0..1) "Sell more"\n    3 *3 credit(0..1) {orders} [0 -> 20] = 35 pace_score=1 "Orders"\n    4 credit(0..1) {EUR/EUR} [0.2 -> 0.4] = 63 / 200 pace_score=0.24657534246575338 "Margin"\n    8 credit(0..1) "New shop"\n  5 min credit(0..1) "Run well"\n    6 ^2*0.5 credit(0..1) {%} [>= 99.5] = 99.6 "Uptime"\n    7 credit(0..1) {points} [>= 7] "People like it here"	b214695c-cae5-48fe-8fc0-f20bc264e656
2	1 credit(0..1) "Company"\n  2 *2 mean credit(0..1) "Sell more"\n    3 *3 credit(0..1) {orders} [0 -> 100] = 138 pace_score=1 "Orders"\n    4 credit(0..1) {EUR/EUR} [0.2 -> 0.4] = 438 / 1200 pace_score=1 "Margin"\n    8 credit(0..1) score=0.5 "New shop"\n  5 min credit(0..1) "Run well"\n    6 ^2*0.5 credit(0..1) {%} [>= 99.5] = 99.6 "Uptime"\n    7 credit(0..1) {points} [>= 7] = 7.333333333333333 "People like it here"	4c418cde-3356-45cd-aaab-23f53de1bab0
\.

--
-- Data for Name: decision; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.decision (id, review_id, goal_id, name, why, decided_by_id, decided_at) FROM stdin;
1	1	3	Order stock earlier	\N	1	2025-05-10 00:00:00+00
\.

--
-- Data for Name: factor; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.factor (id, kind, name, note, team_id, owner_id, impact, likelihood, noted_at, closed_at) FROM stdin;
1	risk	One supplier	\N	\N	3	\N	\N	2025-02-01 00:00:00+00	\N
\.

--
-- Data for Name: feedback; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.feedback (id, kind, from_id, to_id, goal_id, at, body, visibility, points) FROM stdin;
1	recognition	1	2	\N	2025-05-11 00:00:00+00	Well sold	everyone	\N
2	feedback	2	3	\N	2025-05-12 00:00:00+00	Between us	private	\N
\.

--
-- Data for Name: goal; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal (id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, decimals, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age, counted_until, baseline_until, signal_rules, min_group, bands, plan, status_basis, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at) FROM stdin;
1	co	\N	Company	\N	objective	\N	1	1	1	\N	\N	\N	1	\N	\N	\N	\N	\N	last	\N	\N	\N	\N	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-29 08:43:06.770509+00
2	sell	1	Sell more	\N	objective	\N	2	2	1	\N	\N	\N	2	\N	mean	\N	\N	\N	last	\N	\N	\N	\N	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-29 08:43:06.770509+00
3	orders	2	Orders	\N	key result	\N	2	2	1	0 -> 100	orders	\N	3	\N	\N	\N	\N	\N	sum	\N	\N	\N	\N	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-29 08:43:06.770509+00
4	margin	2	Margin	\N	key result	\N	2	2	1	0.2 -> 0.4	EUR/EUR	\N	1	\N	\N	\N	\N	\N	ratio	\N	\N	\N	\N	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-29 08:43:06.770509+00
5	run	1	Run well	\N	objective	\N	3	3	1	\N	\N	\N	1	\N	min	\N	\N	\N	last	\N	\N	\N	\N	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-29 08:43:06.770509+00
6	uptime	5	Uptime	\N	kpi	\N	3	3	\N	>= 99.5	%	\N	1	\N	\N	\N	\N	\N	last	\N	\N	\N	\N	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-29 08:43:06.770509+00
7	survey	5	People like it here	\N	kpi	\N	3	3	1	>= 7	points	\N	1	\N	\N	\N	\N	\N	mean	\N	\N	\N	\N	\N	5	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-29 08:43:06.770509+00
8	judged	2	New shop	\N	initiative	\N	2	2	\N	\N	\N	\N	1	\N	\N	\N	\N	\N	last	\N	\N	\N	\N	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-29 08:43:06.770509+00
\.

--
-- Data for Name: goal_factor; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal_factor (goal_id, factor_id, effect) FROM stdin;
3	1	endangers
\.

--
-- Data for Name: goal_link; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal_link (goal_id, parent_id, weight, share) FROM stdin;
6	2	0.5	\N
\.

--
-- Data for Name: goal_person; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal_person (goal_id, person_id, part) FROM stdin;
3	3	contributor
\.

--
-- Data for Name: goal_snapshot; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal_snapshot (goal_id, day, is_partial, rests_on, parent_goal_id, root_goal_id, perspective_id, team_id, owner_id, period_id, target, unit, actual, pace_value, score, pace_score, expected_score, status, status_order, plan_status, outcome, band_from_score, band_to_score, coverage_fraction) FROM stdin;
1	2025-03-31	f	{}	\N	1	\N	1	1	1	\N	\N	\N	\N	0.937037037037037	0.8883815322171487	1	on track	3	on plan	\N	0.7	\N	0.7121212121212123
2	2025-03-31	f	{}	1	1	\N	2	2	1	\N	\N	\N	\N	0.9055555555555556	0.832572298325723	1	on track	3	ahead	\N	0.7	\N	0.8181818181818182
3	2025-03-31	f	{}	2	1	\N	2	2	2	0 -> 20	orders	35	20	1.75	1	1.75	on track	3	\N	reached	0.7	\N	1
4	2025-03-31	f	{}	2	1	\N	2	2	1	0.2 -> 0.4	EUR/EUR	0.315	0.2493150684931507	0.575	0.24657534246575338	1.5758678926627885	stale	0	ahead	\N	0.7	\N	1
5	2025-03-31	f	{}	1	1	\N	3	3	1	\N	\N	\N	\N	1	\N	1	on track	3	\N	\N	0.7	\N	0.5
6	2025-03-31	f	{}	5	1	\N	3	3	\N	>= 99.5	%	99.6	\N	1	\N	1	on track	3	\N	\N	0.7	\N	1
7	2025-03-31	f	{}	5	1	\N	3	3	1	>= 7	points	\N	\N	\N	\N	\N	no data	-1	\N	\N	\N	\N	0
8	2025-03-31	f	{}	2	1	\N	2	2	\N	\N	\N	\N	\N	\N	\N	\N	no data	-1	\N	\N	\N	\N	0
1	2025-12-31	f	{}	\N	1	\N	1	1	1	\N	\N	\N	\N	0.9181818181818182	0.9393939393939393	0.9181818181818182	on track	3	\N	missed	0.7	\N	1
2	2025-12-31	f	{}	1	1	\N	2	2	1	\N	\N	\N	\N	0.8772727272727273	0.9090909090909091	0.8772727272727273	on track	3	\N	missed	0.7	\N	1
3	2025-12-31	f	{}	2	1	\N	2	2	1	0 -> 100	orders	138	100	1.38	1	1.38	on track	3	\N	reached	0.7	\N	1
4	2025-12-31	f	{}	2	1	\N	2	2	1	0.2 -> 0.4	EUR/EUR	0.365	0.4	0.825	1	0.825	on track	3	\N	missed	0.7	\N	1
5	2025-12-31	f	{}	1	1	\N	3	3	1	\N	\N	\N	\N	1	\N	1	on track	3	\N	reached	0.7	\N	1
6	2025-12-31	f	{}	5	1	\N	3	3	\N	>= 99.5	%	99.6	\N	1	\N	1	on track	3	\N	\N	0.7	\N	1
7	2025-12-31	f	{}	5	1	\N	3	3	1	>= 7	points	7.333333333333333	\N	1	\N	1	stale	0	\N	reached	0.7	\N	1
8	2025-12-31	f	{}	2	1	\N	2	2	\N	\N	\N	\N	\N	0.5	\N	0.5	stale	0	\N	\N	0.4	0.7	1
\.

--
-- Data for Name: goal_target; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal_target (goal_id, period_id, target) FROM stdin;
3	2	0 -> 20
3	3	0 -> 30
\.

--
-- Data for Name: guarded_goal; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.guarded_goal (goal_id) FROM stdin;
7
\.

--
-- Data for Name: incentive; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.incentive (id, person_id, goal_id, amount, currency, curve, threshold) FROM stdin;
1	2	3	1000.00	EUR	0.8:0.5 1:1 1.2:2	0.8
\.

--
-- Data for Name: measurement; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.measurement (goal_id, at, value, base, note, recorded_at, recorded_by) FROM stdin;
3	2025-01-21 12:00:00+00	4	\N	\N	2025-01-21 12:00:00+00	postgres
3	2025-01-28 12:00:00+00	1	\N	\N	2025-01-28 12:00:00+00	postgres
3	2025-02-11 12:00:00+00	3	\N	\N	2025-02-11 12:00:00+00	postgres
3	2025-02-18 12:00:00+00	4	\N	\N	2025-02-18 12:00:00+00	postgres
3	2025-02-25 12:00:00+00	1	\N	\N	2025-02-25 12:00:00+00	postgres
3	2025-03-04 12:00:00+00	2	\N	\N	2025-03-04 12:00:00+00	postgres
3	2025-03-11 12:00:00+00	3	\N	\N	2025-03-11 12:00:00+00	postgres
3	2025-03-18 12:00:00+00	4	\N	\N	2025-03-18 12:00:00+00	postgres
3	2025-03-25 12:00:00+00	1	\N	\N	2025-03-25 12:00:00+00	postgres
3	2025-04-01 12:00:00+00	2	\N	\N	2025-04-01 12:00:00+00	postgres
3	2025-04-08 12:00:00+00	3	\N	\N	2025-04-08 12:00:00+00	postgres
3	2025-04-15 12:00:00+00	4	\N	\N	2025-04-15 12:00:00+00	postgres
3	2025-04-22 12:00:00+00	1	\N	\N	2025-04-22 12:00:00+00	postgres
3	2025-04-29 12:00:00+00	2	\N	\N	2025-04-29 12:00:00+00	postgres
3	2025-05-06 12:00:00+00	3	\N	\N	2025-05-06 12:00:00+00	postgres
3	2025-05-13 12:00:00+00	4	\N	\N	2025-05-13 12:00:00+00	postgres
3	2025-05-20 12:00:00+00	1	\N	\N	2025-05-20 12:00:00+00	postgres
3	2025-05-27 12:00:00+00	2	\N	\N	2025-05-27 12:00:00+00	postgres
3	2025-06-03 12:00:00+00	3	\N	\N	2025-06-03 12:00:00+00	postgres
3	2025-06-10 12:00:00+00	4	\N	\N	2025-06-10 12:00:00+00	postgres
3	2025-06-17 12:00:00+00	1	\N	\N	2025-06-17 12:00:00+00	postgres
3	2025-06-24 12:00:00+00	2	\N	\N	2025-06-24 12:00:00+00	postgres
3	2025-07-01 12:00:00+00	3	\N	\N	2025-07-01 12:00:00+00	postgres
3	2025-07-08 12:00:00+00	4	\N	\N	2025-07-08 12:00:00+00	postgres
3	2025-07-15 12:00:00+00	1	\N	\N	2025-07-15 12:00:00+00	postgres
3	2025-07-22 12:00:00+00	2	\N	\N	2025-07-22 12:00:00+00	postgres
3	2025-07-29 12:00:00+00	3	\N	\N	2025-07-29 12:00:00+00	postgres
3	2025-08-05 12:00:00+00	4	\N	\N	2025-08-05 12:00:00+00	postgres
3	2025-08-12 12:00:00+00	1	\N	\N	2025-08-12 12:00:00+00	postgres
3	2025-08-19 12:00:00+00	2	\N	\N	2025-08-19 12:00:00+00	postgres
3	2025-08-26 12:00:00+00	3	\N	\N	2025-08-26 12:00:00+00	postgres
3	2025-09-02 12:00:00+00	4	\N	\N	2025-09-02 12:00:00+00	postgres
3	2025-09-09 12:00:00+00	1	\N	\N	2025-09-09 12:00:00+00	postgres
3	2025-09-16 12:00:00+00	2	\N	\N	2025-09-16 12:00:00+00	postgres
3	2025-09-23 12:00:00+00	3	\N	\N	2025-09-23 12:00:00+00	postgres
3	2025-09-30 12:00:00+00	4	\N	\N	2025-09-30 12:00:00+00	postgres
3	2025-10-07 12:00:00+00	1	\N	\N	2025-10-07 12:00:00+00	postgres
3	2025-10-14 12:00:00+00	2	\N	\N	2025-10-14 12:00:00+00	postgres
3	2025-10-21 12:00:00+00	3	\N	\N	2025-10-21 12:00:00+00	postgres
3	2025-10-28 12:00:00+00	4	\N	\N	2025-10-28 12:00:00+00	postgres
3	2025-11-04 12:00:00+00	1	\N	\N	2025-11-04 12:00:00+00	postgres
3	2025-11-11 12:00:00+00	2	\N	\N	2025-11-11 12:00:00+00	postgres
3	2025-11-18 12:00:00+00	3	\N	\N	2025-11-18 12:00:00+00	postgres
3	2025-11-25 12:00:00+00	4	\N	\N	2025-11-25 12:00:00+00	postgres
3	2025-12-02 12:00:00+00	1	\N	\N	2025-12-02 12:00:00+00	postgres
3	2025-12-09 12:00:00+00	2	\N	\N	2025-12-09 12:00:00+00	postgres
3	2025-12-16 12:00:00+00	3	\N	\N	2025-12-16 12:00:00+00	postgres
3	2025-12-23 12:00:00+00	4	\N	\N	2025-12-23 12:00:00+00	postgres
4	2025-01-31 12:00:00+00	31	100	\N	2025-01-31 12:00:00+00	postgres
4	2025-03-02 12:00:00+00	32	100	\N	2025-03-02 12:00:00+00	postgres
4	2025-04-01 12:00:00+00	33	100	\N	2025-04-01 12:00:00+00	postgres
4	2025-05-01 12:00:00+00	34	100	\N	2025-05-01 12:00:00+00	postgres
4	2025-05-31 12:00:00+00	35	100	\N	2025-05-31 12:00:00+00	postgres
4	2025-06-30 12:00:00+00	36	100	\N	2025-06-30 12:00:00+00	postgres
4	2025-07-30 12:00:00+00	37	100	\N	2025-07-30 12:00:00+00	postgres
4	2025-08-29 12:00:00+00	38	100	\N	2025-08-29 12:00:00+00	postgres
4	2025-09-28 12:00:00+00	39	100	\N	2025-09-28 12:00:00+00	postgres
4	2025-10-28 12:00:00+00	40	100	\N	2025-10-28 12:00:00+00	postgres
4	2025-11-27 12:00:00+00	41	100	\N	2025-11-27 12:00:00+00	postgres
4	2025-12-27 12:00:00+00	42	100	\N	2025-12-27 12:00:00+00	postgres
6	2025-01-21 12:00:00+00	99.2	\N	\N	2025-01-21 12:00:00+00	postgres
6	2025-02-04 12:00:00+00	99.3	\N	\N	2025-02-04 12:00:00+00	postgres
6	2025-02-18 12:00:00+00	99.4	\N	\N	2025-02-18 12:00:00+00	postgres
6	2025-03-04 12:00:00+00	99.5	\N	\N	2025-03-04 12:00:00+00	postgres
6	2025-03-18 12:00:00+00	99.6	\N	\N	2025-03-18 12:00:00+00	postgres
6	2025-04-01 12:00:00+00	99.7	\N	\N	2025-04-01 12:00:00+00	postgres
6	2025-04-15 12:00:00+00	99.8	\N	\N	2025-04-15 12:00:00+00	postgres
6	2025-04-29 12:00:00+00	99.9	\N	\N	2025-04-29 12:00:00+00	postgres
6	2025-05-13 12:00:00+00	99	\N	\N	2025-05-13 12:00:00+00	postgres
6	2025-05-27 12:00:00+00	99.1	\N	\N	2025-05-27 12:00:00+00	postgres
6	2025-06-10 12:00:00+00	99.2	\N	\N	2025-06-10 12:00:00+00	postgres
6	2025-06-24 12:00:00+00	99.3	\N	\N	2025-06-24 12:00:00+00	postgres
6	2025-07-08 12:00:00+00	99.4	\N	\N	2025-07-08 12:00:00+00	postgres
6	2025-07-22 12:00:00+00	99.5	\N	\N	2025-07-22 12:00:00+00	postgres
6	2025-08-05 12:00:00+00	99.6	\N	\N	2025-08-05 12:00:00+00	postgres
6	2025-08-19 12:00:00+00	99.7	\N	\N	2025-08-19 12:00:00+00	postgres
6	2025-09-02 12:00:00+00	99.8	\N	\N	2025-09-02 12:00:00+00	postgres
6	2025-09-16 12:00:00+00	99.9	\N	\N	2025-09-16 12:00:00+00	postgres
6	2025-09-30 12:00:00+00	99	\N	\N	2025-09-30 12:00:00+00	postgres
6	2025-10-14 12:00:00+00	99.1	\N	\N	2025-10-14 12:00:00+00	postgres
6	2025-10-28 12:00:00+00	99.2	\N	\N	2025-10-28 12:00:00+00	postgres
6	2025-11-11 12:00:00+00	99.3	\N	\N	2025-11-11 12:00:00+00	postgres
6	2025-11-25 12:00:00+00	99.4	\N	\N	2025-11-25 12:00:00+00	postgres
6	2025-12-09 12:00:00+00	99.5	\N	\N	2025-12-09 12:00:00+00	postgres
6	2025-12-23 12:00:00+00	99.6	\N	\N	2025-12-23 12:00:00+00	postgres
7	2025-03-01 12:00:00+00	8	4	\N	2025-03-01 12:00:00+00	postgres
7	2025-05-30 12:00:00+00	7	5	\N	2025-05-30 12:00:00+00	postgres
7	2025-08-28 12:00:00+00	8	6	\N	2025-08-28 12:00:00+00	postgres
7	2025-11-26 12:00:00+00	7	7	\N	2025-11-26 12:00:00+00	postgres
3	2025-01-07 12:00:00+00	5	\N	two orders came late	2026-11-29 08:43:06.789049+00	postgres
3	2025-01-14 12:00:00+00	5	\N	two orders came late	2026-11-29 08:43:06.789098+00	postgres
3	2025-02-04 12:00:00+00	6	\N	\N	2026-11-29 08:43:06.838011+00	postgres
\.

--
-- Data for Name: measurement_history; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.measurement_history (goal_id, at, value, base, note, recorded_at, recorded_by, superseded_at, superseded_by, operation) FROM stdin;
3	2025-01-07 12:00:00+00	2	\N	\N	2025-01-07 12:00:00+00	postgres	2026-11-29 08:43:06.789049+00	postgres	UPDATE
3	2025-01-14 12:00:00+00	3	\N	\N	2025-01-14 12:00:00+00	postgres	2026-11-29 08:43:06.789098+00	postgres	UPDATE
6	2025-01-07 12:00:00+00	99.1	\N	\N	2025-01-07 12:00:00+00	postgres	2026-11-29 08:43:06.790409+00	postgres	DELETE
3	2025-02-04 12:00:00+00	2	\N	\N	2025-02-04 12:00:00+00	postgres	2026-11-29 08:43:06.838011+00	postgres	UPDATE
\.

--
-- Data for Name: period; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.period (id, parent_id, calendar, kind, name, first_day, last_day, time_zone) FROM stdin;
1	\N	main	year	FY2025	2025-01-01	2025-12-31	Europe/Vienna
2	1	main	quarter	FY2025 Q1	2025-01-01	2025-03-31	Europe/Vienna
3	1	main	quarter	FY2025 Q2	2025-04-01	2025-06-30	Europe/Vienna
\.

--
-- Data for Name: period_close; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.period_close (id, period_id, closed_at, closed_by, note, score, previous_digest, digest) FROM stdin;
1	2	2026-11-29 08:43:06.804708+00	postgres	first quarter	0.937037037037037	\N	87e16d67520f222f57454dbdf9f477722984308c8d9556958d687045a0702c5f
2	1	2026-11-29 08:43:06.840341+00	postgres	the year	0.9181818181818182	87e16d67520f222f57454dbdf9f477722984308c8d9556958d687045a0702c5f	cb0d67e9040dc705f141056bdb93acd63f2d38cdd1cff3f219e34f596a81a77b
\.

--
-- Data for Name: person; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.person (id, name, login, role_key, team_id, active) FROM stdin;
1	The owner	old_owner	\N	1	t
2	Ann	old_ann	\N	2	t
3	Bob	\N	\N	3	t
\.

--
-- Data for Name: perspective; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.perspective (id, name, display_order, why) FROM stdin;
1	Financial	1	How do we look to those who fund us?
2	Customer	2	How do customers see us?
3	Internal process	3	What must we excel at?
4	Learning and growth	4	Can we continue to improve?
\.

--
-- Data for Name: rating; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.rating (id, kind, criterion, subject_id, rater_id, period_id, rating, required_rating, weight, note, rated_at) FROM stdin;
1	performance	overall	2	1	1	80	\N	1	\N	2025-12-20 00:00:00+00
2	potential	overall	2	1	1	60	\N	1	\N	2025-12-20 00:00:00+00
\.

--
-- Data for Name: review; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.review (id, name, kind, team_id, period_id, facilitator_id, planned_at, held_at, summary) FROM stdin;
1	May review	weekly	\N	\N	1	\N	2025-05-10 00:00:00+00	\N
\.

--
-- Data for Name: setting; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.setting (id, time_zone, year_begins_in, bands, status_basis, credit_floor, credit_cap, cadence_days, grace_days, notify) FROM stdin;
1	Europe/Vienna	1	off track | 0.4 | at risk | 0.7 | on track	expected	0	1	14	2	t
\.

--
-- Data for Name: snapshot; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.snapshot (day, as_of, known_at, taken_by) FROM stdin;
2025-03-31	2025-03-31 21:59:59.999999+00	2026-11-29 08:43:06.831311+00	postgres
2025-12-31	2025-12-31 22:59:59.999999+00	2026-11-29 08:43:06.85597+00	postgres
\.

--
-- Data for Name: team; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.team (id, key, name, parent_id, lead_id) FROM stdin;
1	co	Company	\N	\N
3	it	IT	1	\N
2	sales	Sales	1	2
\.

--
-- Data for Name: template; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.template (id, name, outline) FROM stdin;
1	shop	shop\n  sales [>= 5]
\.

--
-- Data for Name: tree_lock; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.tree_lock (id, turn) FROM stdin;
1	8
\.

--
-- Name: action_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.action_id_seq', 1, true);

--
-- Name: binding_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.binding_id_seq', 1, false);

--
-- Name: change_log_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.change_log_id_seq', 34, true);

--
-- Name: chart_exclusion_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.chart_exclusion_id_seq', 1, false);

--
-- Name: check_in_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.check_in_id_seq', 3, true);

--
-- Name: decision_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.decision_id_seq', 1, true);

--
-- Name: factor_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.factor_id_seq', 1, true);

--
-- Name: feedback_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.feedback_id_seq', 2, true);

--
-- Name: goal_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.goal_id_seq', 8, true);

--
-- Name: incentive_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.incentive_id_seq', 1, true);

--
-- Name: period_close_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.period_close_id_seq', 2, true);

--
-- Name: period_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.period_id_seq', 3, true);

--
-- Name: person_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.person_id_seq', 3, true);

--
-- Name: perspective_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.perspective_id_seq', 4, true);

--
-- Name: rating_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.rating_id_seq', 2, true);

--
-- Name: review_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.review_id_seq', 1, true);

--
-- Name: team_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.team_id_seq', 3, true);

--
-- Name: template_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.template_id_seq', 1, true);

--
-- Name: access access_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.access
    ADD CONSTRAINT access_pkey PRIMARY KEY (login);

--
-- Name: access access_role_key; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.access
    ADD CONSTRAINT access_role_key UNIQUE (role_key);

--
-- Name: action action_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_pkey PRIMARY KEY (id);

--
-- Name: announced announced_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.announced
    ADD CONSTRAINT announced_pkey PRIMARY KEY (goal_id);

--
-- Name: binding binding_name; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.binding
    ADD CONSTRAINT binding_name UNIQUE (name);

--
-- Name: binding binding_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.binding
    ADD CONSTRAINT binding_pkey PRIMARY KEY (id);

--
-- Name: capacity capacity_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.capacity
    ADD CONSTRAINT capacity_pkey PRIMARY KEY (team_id, period_id, unit);

--
-- Name: change_log change_log_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.change_log
    ADD CONSTRAINT change_log_pkey PRIMARY KEY (id);

--
-- Name: chart_exclusion chart_exclusion_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.chart_exclusion
    ADD CONSTRAINT chart_exclusion_pkey PRIMARY KEY (id);

--
-- Name: check_in check_in_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.check_in
    ADD CONSTRAINT check_in_pkey PRIMARY KEY (id);

--
-- Name: close_part close_part_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.close_part
    ADD CONSTRAINT close_part_pkey PRIMARY KEY (close_id, goal_id, child_id);

--
-- Name: close_result close_result_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.close_result
    ADD CONSTRAINT close_result_pkey PRIMARY KEY (close_id, goal_id);

--
-- Name: close_tree close_tree_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.close_tree
    ADD CONSTRAINT close_tree_pkey PRIMARY KEY (close_id);

--
-- Name: decision decision_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (id);

--
-- Name: factor factor_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.factor
    ADD CONSTRAINT factor_pkey PRIMARY KEY (id);

--
-- Name: feedback feedback_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (id);

--
-- Name: goal_factor goal_factor_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_factor
    ADD CONSTRAINT goal_factor_pkey PRIMARY KEY (goal_id, factor_id);

--
-- Name: goal goal_key; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_key UNIQUE (key);

--
-- Name: goal_link goal_link_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_link
    ADD CONSTRAINT goal_link_pkey PRIMARY KEY (goal_id, parent_id);

--
-- Name: goal_person goal_person_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_person
    ADD CONSTRAINT goal_person_pkey PRIMARY KEY (goal_id, person_id);

--
-- Name: goal goal_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_pkey PRIMARY KEY (id);

--
-- Name: goal_snapshot goal_snapshot_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_snapshot
    ADD CONSTRAINT goal_snapshot_pkey PRIMARY KEY (goal_id, day, is_partial);

--
-- Name: goal_target goal_target_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_target
    ADD CONSTRAINT goal_target_pkey PRIMARY KEY (goal_id, period_id);

--
-- Name: guarded_goal guarded_goal_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.guarded_goal
    ADD CONSTRAINT guarded_goal_pkey PRIMARY KEY (goal_id);

--
-- Name: incentive incentive_once; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.incentive
    ADD CONSTRAINT incentive_once UNIQUE (person_id, goal_id);

--
-- Name: incentive incentive_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.incentive
    ADD CONSTRAINT incentive_pkey PRIMARY KEY (id);

--
-- Name: measurement measurement_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.measurement
    ADD CONSTRAINT measurement_pkey PRIMARY KEY (goal_id, at) INCLUDE (value, group_size);

--
-- Name: period_close period_close_digest; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period_close
    ADD CONSTRAINT period_close_digest UNIQUE (digest);

--
-- Name: period_close period_close_once; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period_close
    ADD CONSTRAINT period_close_once UNIQUE (period_id);

--
-- Name: period_close period_close_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period_close
    ADD CONSTRAINT period_close_pkey PRIMARY KEY (id);

--
-- Name: period period_name; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period
    ADD CONSTRAINT period_name UNIQUE (calendar, name);

--
-- Name: period period_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period
    ADD CONSTRAINT period_pkey PRIMARY KEY (id);

--
-- Name: period period_siblings_overlap; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period
    ADD CONSTRAINT period_siblings_overlap EXCLUDE USING gist (int8range((hashtextextended(((((calendar || '/'::text) || kind) || '/'::text) || (COALESCE(parent_id, (0)::bigint))::text), (0)::bigint) / 2), (hashtextextended(((((calendar || '/'::text) || kind) || '/'::text) || (COALESCE(parent_id, (0)::bigint))::text), (0)::bigint) / 2), '[]'::text) WITH &&, daterange(first_day, last_day, '[]'::text) WITH &&);

--
-- Name: person person_login; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.person
    ADD CONSTRAINT person_login UNIQUE (login);

--
-- Name: person person_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

--
-- Name: person person_role_key; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.person
    ADD CONSTRAINT person_role_key UNIQUE (role_key);

--
-- Name: perspective perspective_name; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.perspective
    ADD CONSTRAINT perspective_name UNIQUE (name);

--
-- Name: perspective perspective_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.perspective
    ADD CONSTRAINT perspective_pkey PRIMARY KEY (id);

--
-- Name: rating rating_once; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.rating
    ADD CONSTRAINT rating_once UNIQUE NULLS NOT DISTINCT (kind, criterion, subject_id, rater_id, period_id);

--
-- Name: rating rating_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.rating
    ADD CONSTRAINT rating_pkey PRIMARY KEY (id);

--
-- Name: review review_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.review
    ADD CONSTRAINT review_pkey PRIMARY KEY (id);

--
-- Name: setting setting_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (id);

--
-- Name: snapshot snapshot_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.snapshot
    ADD CONSTRAINT snapshot_pkey PRIMARY KEY (day);

--
-- Name: team team_key; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.team
    ADD CONSTRAINT team_key UNIQUE (key);

--
-- Name: team team_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.team
    ADD CONSTRAINT team_pkey PRIMARY KEY (id);

--
-- Name: template template_name; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.template
    ADD CONSTRAINT template_name UNIQUE (name);

--
-- Name: template template_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.template
    ADD CONSTRAINT template_pkey PRIMARY KEY (id);

--
-- Name: tree_lock tree_lock_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.tree_lock
    ADD CONSTRAINT tree_lock_pkey PRIMARY KEY (id);

--
-- Name: action_control_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX action_control_goal_id ON perf.action USING btree (control_goal_id);

--
-- Name: action_decided_by_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX action_decided_by_id ON perf.action USING btree (decided_by_id) WHERE (decided_by_id IS NOT NULL);

--
-- Name: action_decision_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX action_decision_id ON perf.action USING btree (decision_id);

--
-- Name: action_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX action_goal_id ON perf.action USING btree (goal_id);

--
-- Name: action_owner_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX action_owner_id ON perf.action USING btree (owner_id);

--
-- Name: action_raised_by_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX action_raised_by_id ON perf.action USING btree (raised_by_id);

--
-- Name: capacity_period_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX capacity_period_id ON perf.capacity USING btree (period_id);

--
-- Name: change_log_changed_at; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX change_log_changed_at ON perf.change_log USING btree (changed_at);

--
-- Name: change_log_row; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX change_log_row ON perf.change_log USING btree (table_name, row_key, id);

--
-- Name: chart_exclusion_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX chart_exclusion_goal_id ON perf.chart_exclusion USING btree (goal_id);

--
-- Name: check_in_blocker; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_blocker ON perf.check_in USING btree (goal_id) WHERE ((blocker IS NOT NULL) AND (cleared_at IS NULL));

--
-- Name: check_in_blocker_owner_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_blocker_owner_id ON perf.check_in USING btree (blocker_owner_id) WHERE (blocker_owner_id IS NOT NULL);

--
-- Name: check_in_confidence; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_confidence ON perf.check_in USING btree (goal_id, at, id) WHERE (confidence IS NOT NULL);

--
-- Name: check_in_goal_id_at; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_goal_id_at ON perf.check_in USING btree (goal_id, at);

--
-- Name: check_in_person_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_person_id ON perf.check_in USING btree (person_id);

--
-- Name: check_in_score; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_score ON perf.check_in USING btree (goal_id, at, id) WHERE (score IS NOT NULL);

--
-- Name: close_result_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX close_result_goal_id ON perf.close_result USING btree (goal_id);

--
-- Name: decision_decided_by_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX decision_decided_by_id ON perf.decision USING btree (decided_by_id);

--
-- Name: decision_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX decision_goal_id ON perf.decision USING btree (goal_id);

--
-- Name: decision_review_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX decision_review_id ON perf.decision USING btree (review_id);

--
-- Name: factor_owner_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX factor_owner_id ON perf.factor USING btree (owner_id);

--
-- Name: factor_team_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX factor_team_id ON perf.factor USING btree (team_id);

--
-- Name: feedback_from_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX feedback_from_id ON perf.feedback USING btree (from_id);

--
-- Name: feedback_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX feedback_goal_id ON perf.feedback USING btree (goal_id) WHERE (goal_id IS NOT NULL);

--
-- Name: feedback_to_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX feedback_to_id ON perf.feedback USING btree (to_id);

--
-- Name: goal_factor_factor_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_factor_factor_id ON perf.goal_factor USING btree (factor_id);

--
-- Name: goal_link_parent_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_link_parent_id ON perf.goal_link USING btree (parent_id);

--
-- Name: goal_owner_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_owner_id ON perf.goal USING btree (owner_id);

--
-- Name: goal_parent_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_parent_id ON perf.goal USING btree (parent_id);

--
-- Name: goal_period_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_period_id ON perf.goal USING btree (period_id);

--
-- Name: goal_person_person_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_person_person_id ON perf.goal_person USING btree (person_id);

--
-- Name: goal_perspective_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_perspective_id ON perf.goal USING btree (perspective_id);

--
-- Name: goal_snapshot_day; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_snapshot_day ON perf.goal_snapshot USING btree (day);

--
-- Name: goal_snapshot_partial; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_snapshot_partial ON perf.goal_snapshot USING btree (goal_id, day) WHERE is_partial;

--
-- Name: goal_target_period_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_target_period_id ON perf.goal_target USING btree (period_id);

--
-- Name: goal_team_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_team_id ON perf.goal USING btree (team_id);

--
-- Name: goal_template_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_template_id ON perf.goal USING btree (template_id) WHERE (template_id IS NOT NULL);

--
-- Name: incentive_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX incentive_goal_id ON perf.incentive USING btree (goal_id);

--
-- Name: measurement_history_goal_id_at; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX measurement_history_goal_id_at ON perf.measurement_history USING btree (goal_id, at);

--
-- Name: period_parent_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX period_parent_id ON perf.period USING btree (parent_id);

--
-- Name: person_team_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX person_team_id ON perf.person USING btree (team_id);

--
-- Name: rating_period_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX rating_period_id ON perf.rating USING btree (period_id);

--
-- Name: rating_rater_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX rating_rater_id ON perf.rating USING btree (rater_id);

--
-- Name: rating_subject_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX rating_subject_id ON perf.rating USING btree (subject_id);

--
-- Name: review_facilitator_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX review_facilitator_id ON perf.review USING btree (facilitator_id);

--
-- Name: review_period_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX review_period_id ON perf.review USING btree (period_id);

--
-- Name: review_team_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX review_team_id ON perf.review USING btree (team_id);

--
-- Name: team_lead_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX team_lead_id ON perf.team USING btree (lead_id);

--
-- Name: team_parent_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX team_parent_id ON perf.team USING btree (parent_id);

--
-- Name: action action_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER action_given BEFORE INSERT OR UPDATE ON perf.action FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: action action_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER action_log_delete AFTER DELETE ON perf.action REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: action action_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER action_log_insert AFTER INSERT ON perf.action REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: action action_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER action_log_update AFTER UPDATE ON perf.action REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: action action_own_name; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER action_own_name BEFORE INSERT OR UPDATE ON perf.action FOR EACH ROW EXECUTE FUNCTION perf._check_own_name('raised_by_id', 'raised_at', 'name why', 'decided_by_id', 'decided_at', 'verdict', '', 'done_at', '', '', 'dropped_at', '');

--
-- Name: action action_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER action_truncate BEFORE TRUNCATE ON perf.action FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: capacity capacity_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER capacity_given BEFORE INSERT OR UPDATE ON perf.capacity FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: chart_exclusion chart_exclusion_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER chart_exclusion_given BEFORE INSERT OR UPDATE ON perf.chart_exclusion FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: chart_exclusion chart_exclusion_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER chart_exclusion_log_delete AFTER DELETE ON perf.chart_exclusion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: chart_exclusion chart_exclusion_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER chart_exclusion_log_insert AFTER INSERT ON perf.chart_exclusion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: chart_exclusion chart_exclusion_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER chart_exclusion_log_update AFTER UPDATE ON perf.chart_exclusion REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: chart_exclusion chart_exclusion_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER chart_exclusion_truncate BEFORE TRUNCATE ON perf.chart_exclusion FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: check_in check_in_announce_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_announce_delete AFTER DELETE ON perf.check_in REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_announce_changed');

--
-- Name: check_in check_in_announce_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_announce_insert AFTER INSERT ON perf.check_in REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_announce_changed');

--
-- Name: check_in check_in_announce_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_announce_update AFTER UPDATE ON perf.check_in REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_announce_changed');

--
-- Name: check_in check_in_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_given BEFORE INSERT OR UPDATE ON perf.check_in FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: check_in check_in_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_log_delete AFTER DELETE ON perf.check_in REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: check_in check_in_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_log_insert AFTER INSERT ON perf.check_in REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: check_in check_in_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_log_update AFTER UPDATE ON perf.check_in REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: check_in check_in_own_name; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_own_name BEFORE INSERT OR UPDATE ON perf.check_in FOR EACH ROW EXECUTE FUNCTION perf._check_own_name('person_id', 'at', 'person_id goal_id confidence score note blocker blocker_kind', '', 'cleared_at', '');

--
-- Name: check_in check_in_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_truncate BEFORE TRUNCATE ON perf.check_in FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: close_part close_part_final; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER close_part_final BEFORE DELETE OR UPDATE OR TRUNCATE ON perf.close_part FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_change_of_close();

--
-- Name: close_part close_part_whole; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER close_part_whole AFTER INSERT ON perf.close_part REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_late_close();

--
-- Name: close_result close_result_final; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER close_result_final BEFORE DELETE OR UPDATE OR TRUNCATE ON perf.close_result FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_change_of_close();

--
-- Name: close_result close_result_whole; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER close_result_whole AFTER INSERT ON perf.close_result REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_late_close();

--
-- Name: close_tree close_tree_final; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER close_tree_final BEFORE DELETE OR UPDATE OR TRUNCATE ON perf.close_tree FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_change_of_close();

--
-- Name: close_tree close_tree_whole; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER close_tree_whole AFTER INSERT ON perf.close_tree REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_late_close();

--
-- Name: decision decision_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER decision_given BEFORE INSERT OR UPDATE ON perf.decision FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: decision decision_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER decision_log_delete AFTER DELETE ON perf.decision REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: decision decision_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER decision_log_insert AFTER INSERT ON perf.decision REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: decision decision_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER decision_log_update AFTER UPDATE ON perf.decision REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: decision decision_own_name; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER decision_own_name BEFORE INSERT OR UPDATE ON perf.decision FOR EACH ROW EXECUTE FUNCTION perf._check_own_name('decided_by_id', 'decided_at', 'decided_by_id review_id goal_id name why');

--
-- Name: decision decision_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER decision_truncate BEFORE TRUNCATE ON perf.decision FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: factor factor_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER factor_given BEFORE INSERT OR UPDATE ON perf.factor FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: factor factor_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER factor_log_delete AFTER DELETE ON perf.factor REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: factor factor_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER factor_log_insert AFTER INSERT ON perf.factor REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: factor factor_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER factor_log_update AFTER UPDATE ON perf.factor REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: factor factor_own_name; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER factor_own_name BEFORE INSERT OR UPDATE ON perf.factor FOR EACH ROW EXECUTE FUNCTION perf._check_own_name('owner_id', 'noted_at', '', '', 'closed_at', '');

--
-- Name: factor factor_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER factor_truncate BEFORE TRUNCATE ON perf.factor FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: feedback feedback_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER feedback_given BEFORE INSERT OR UPDATE ON perf.feedback FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: feedback feedback_own_name; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER feedback_own_name BEFORE INSERT OR UPDATE ON perf.feedback FOR EACH ROW EXECUTE FUNCTION perf._check_own_name('from_id', 'at', 'from_id kind to_id goal_id body visibility points');

--
-- Name: goal goal_above_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_above_insert AFTER INSERT ON perf.goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_place();

--
-- Name: goal goal_above_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_above_update AFTER UPDATE ON perf.goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_place();

--
-- Name: goal_factor goal_factor_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_factor_given BEFORE INSERT OR UPDATE ON perf.goal_factor FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: goal goal_forget_quiet; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_forget_quiet AFTER UPDATE ON perf.goal REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_forget_quiet');

--
-- Name: goal goal_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_given BEFORE INSERT OR UPDATE ON perf.goal FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: goal goal_guard_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_guard_insert AFTER INSERT ON perf.goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_guard_goal');

--
-- Name: goal goal_guard_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_guard_update AFTER UPDATE ON perf.goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_guard_goal');

--
-- Name: goal goal_id_kept; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_id_kept BEFORE UPDATE ON perf.goal FOR EACH ROW WHEN ((new.id IS DISTINCT FROM old.id)) EXECUTE FUNCTION perf._keep_goal_id();

--
-- Name: goal_link goal_link_above_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_above_delete AFTER DELETE ON perf.goal_link REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_place();

--
-- Name: goal_link goal_link_above_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_above_insert AFTER INSERT ON perf.goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_place();

--
-- Name: goal_link goal_link_above_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_above_update AFTER UPDATE ON perf.goal_link REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_place();

--
-- Name: goal_link goal_link_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_given BEFORE INSERT OR UPDATE ON perf.goal_link FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: goal_link goal_link_lock; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_lock BEFORE INSERT OR DELETE OR UPDATE ON perf.goal_link FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');

--
-- Name: goal_link goal_link_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_log_delete AFTER DELETE ON perf.goal_link REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal_link goal_link_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_log_insert AFTER INSERT ON perf.goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal_link goal_link_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_log_update AFTER UPDATE ON perf.goal_link REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal_link goal_link_loop_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_loop_insert AFTER INSERT ON perf.goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_goal_loop();

--
-- Name: goal_link goal_link_loop_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_loop_update AFTER UPDATE ON perf.goal_link REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_goal_loop();

--
-- Name: goal_link goal_link_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_truncate BEFORE TRUNCATE ON perf.goal_link FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: goal_link goal_link_units_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_units_insert AFTER INSERT ON perf.goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_units();

--
-- Name: goal_link goal_link_units_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_units_update AFTER UPDATE ON perf.goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_units();

--
-- Name: goal_link goal_link_units_with_private_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_units_with_private_insert AFTER INSERT ON perf.goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_check_units');

--
-- Name: goal_link goal_link_units_with_private_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_units_with_private_update AFTER UPDATE ON perf.goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_check_units');

--
-- Name: goal goal_lock; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_lock BEFORE INSERT OR DELETE OR UPDATE OF parent_id, unit, rollup, time_aggregation, lifecycle, weight ON perf.goal FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');

--
-- Name: goal goal_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_log_delete AFTER DELETE ON perf.goal REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal goal_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_log_insert AFTER INSERT ON perf.goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal goal_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_log_update AFTER UPDATE ON perf.goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal goal_loop_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_loop_insert AFTER INSERT ON perf.goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_goal_loop();

--
-- Name: goal goal_loop_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_loop_update AFTER UPDATE ON perf.goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_goal_loop();

--
-- Name: goal goal_min_group; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_min_group AFTER UPDATE ON perf.goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_min_group();

--
-- Name: goal goal_note; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_note AFTER INSERT ON perf.goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_note_goal');

--
-- Name: goal goal_own_name_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_own_name_insert BEFORE INSERT ON perf.goal FOR EACH ROW WHEN (((new.accepted_at IS NOT NULL) OR (new.created_at IS DISTINCT FROM now()))) EXECUTE FUNCTION perf._check_own_name('owner_id', 'accepted_at', '', '', 'created_at', '');

--
-- Name: goal goal_own_name_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_own_name_update BEFORE UPDATE ON perf.goal FOR EACH ROW WHEN (((new.created_at IS DISTINCT FROM old.created_at) OR ((new.accepted_at IS NOT NULL) AND (new.accepted_at IS DISTINCT FROM old.accepted_at)))) EXECUTE FUNCTION perf._check_own_name('owner_id', 'accepted_at', '', '', 'created_at', '');

--
-- Name: goal_person goal_person_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_person_given BEFORE INSERT OR UPDATE ON perf.goal_person FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: goal_person goal_person_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_person_log_delete AFTER DELETE ON perf.goal_person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal_person goal_person_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_person_log_insert AFTER INSERT ON perf.goal_person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal_person goal_person_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_person_log_update AFTER UPDATE ON perf.goal_person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal_person goal_person_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_person_truncate BEFORE TRUNCATE ON perf.goal_person FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: goal_target goal_target_forget_quiet; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_target_forget_quiet AFTER INSERT ON perf.goal_target REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_forget_quiet');

--
-- Name: goal_target goal_target_forget_quiet_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_target_forget_quiet_update AFTER UPDATE ON perf.goal_target REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_forget_quiet');

--
-- Name: goal_target goal_target_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_target_given BEFORE INSERT OR UPDATE ON perf.goal_target FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: goal_target goal_target_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_target_log_delete AFTER DELETE ON perf.goal_target REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal_target goal_target_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_target_log_insert AFTER INSERT ON perf.goal_target REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal_target goal_target_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_target_log_update AFTER UPDATE ON perf.goal_target REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: goal_target goal_target_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_target_truncate BEFORE TRUNCATE ON perf.goal_target FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: goal goal_touch; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_touch BEFORE UPDATE ON perf.goal FOR EACH ROW EXECUTE FUNCTION perf._touch();

--
-- Name: goal goal_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_truncate BEFORE TRUNCATE ON perf.goal FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: goal goal_units_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_units_insert AFTER INSERT ON perf.goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_units();

--
-- Name: goal goal_units_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_units_update AFTER UPDATE ON perf.goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_units();

--
-- Name: goal goal_units_with_private_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_units_with_private_insert AFTER INSERT ON perf.goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_check_units');

--
-- Name: goal goal_units_with_private_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_units_with_private_update AFTER UPDATE ON perf.goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_check_units');

--
-- Name: goal goal_used; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_used BEFORE DELETE ON perf.goal FOR EACH ROW EXECUTE FUNCTION opm._workspace_by_owner('_refuse_used_goal');

--
-- Name: incentive incentive_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER incentive_given BEFORE INSERT OR UPDATE ON perf.incentive FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: measurement measurement_announce_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_announce_delete AFTER DELETE ON perf.measurement REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_announce_changed');

--
-- Name: measurement measurement_announce_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_announce_insert AFTER INSERT ON perf.measurement REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_measured();

--
-- Name: measurement measurement_announce_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_announce_update AFTER UPDATE ON perf.measurement REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_announce_changed');

--
-- Name: measurement_by_key measurement_by_key_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_by_key_insert INSTEAD OF INSERT ON perf.measurement_by_key FOR EACH ROW EXECUTE FUNCTION perf._measure_by_key();

--
-- Name: measurement measurement_keep_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_keep_delete AFTER DELETE ON perf.measurement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_keep_superseded');

--
-- Name: measurement measurement_keep_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_keep_update AFTER UPDATE ON perf.measurement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_keep_superseded');

--
-- Name: measurement measurement_stamp; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_stamp BEFORE UPDATE ON perf.measurement FOR EACH ROW EXECUTE FUNCTION perf._stamp_correction();

--
-- Name: measurement measurement_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_truncate BEFORE TRUNCATE ON perf.measurement FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: period_close period_close_check; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_close_check BEFORE INSERT ON perf.period_close FOR EACH ROW EXECUTE FUNCTION perf._check_closer();

--
-- Name: period_close period_close_final; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_close_final BEFORE DELETE OR UPDATE OR TRUNCATE ON perf.period_close FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_change_of_close();

--
-- Name: period_close period_close_make; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_close_make BEFORE INSERT ON perf.period_close FOR EACH ROW EXECUTE FUNCTION opm._workspace_by_owner('_make_close');

--
-- Name: period_close period_close_whole; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_close_whole AFTER INSERT ON perf.period_close REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_late_close();

--
-- Name: period period_forget_quiet; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_forget_quiet AFTER UPDATE ON perf.period FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_forget_quiet');

--
-- Name: period period_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_given BEFORE INSERT OR UPDATE ON perf.period FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: period period_lock; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_lock BEFORE INSERT OR DELETE OR UPDATE ON perf.period FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');

--
-- Name: period period_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_log_delete AFTER DELETE ON perf.period REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: period period_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_log_insert AFTER INSERT ON perf.period REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: period period_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_log_update AFTER UPDATE ON perf.period REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: period period_nesting_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_nesting_insert AFTER INSERT ON perf.period REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_period_nesting();

--
-- Name: period period_nesting_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_nesting_update AFTER UPDATE ON perf.period REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_period_nesting();

--
-- Name: period period_overlap; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_overlap BEFORE INSERT OR UPDATE ON perf.period FOR EACH ROW EXECUTE FUNCTION perf._check_period_overlap();

--
-- Name: period period_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_truncate BEFORE TRUNCATE ON perf.period FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: person person_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_given BEFORE INSERT OR UPDATE ON perf.person FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: person person_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_log_delete AFTER DELETE ON perf.person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: person person_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_log_insert AFTER INSERT ON perf.person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: person person_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_log_update AFTER UPDATE ON perf.person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: person person_login; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_login BEFORE INSERT OR DELETE OR UPDATE ON perf.person FOR EACH ROW EXECUTE FUNCTION perf._check_login();

--
-- Name: person person_role_kept; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_role_kept BEFORE UPDATE ON perf.person FOR EACH ROW EXECUTE FUNCTION perf._know_role('kept');

--
-- Name: person person_role_said; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_role_said BEFORE INSERT OR UPDATE OF login ON perf.person FOR EACH ROW EXECUTE FUNCTION perf._know_role('said');

--
-- Name: person person_tell_login; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_tell_login AFTER UPDATE ON perf.person FOR EACH ROW WHEN (((old.id <> new.id) OR (old.login IS DISTINCT FROM new.login) OR (old.role_key IS DISTINCT FROM new.role_key))) EXECUTE FUNCTION perf._tell_login();

--
-- Name: person person_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_truncate BEFORE TRUNCATE ON perf.person FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: perspective perspective_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER perspective_given BEFORE INSERT OR UPDATE ON perf.perspective FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: perspective perspective_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER perspective_log_delete AFTER DELETE ON perf.perspective REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: perspective perspective_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER perspective_log_insert AFTER INSERT ON perf.perspective REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: perspective perspective_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER perspective_log_update AFTER UPDATE ON perf.perspective REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: perspective perspective_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER perspective_truncate BEFORE TRUNCATE ON perf.perspective FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: rating rating_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER rating_given BEFORE INSERT OR UPDATE ON perf.rating FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: rating rating_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER rating_log_delete AFTER DELETE ON perf.rating REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: rating rating_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER rating_log_insert AFTER INSERT ON perf.rating REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: rating rating_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER rating_log_update AFTER UPDATE ON perf.rating REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: rating rating_own_name; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER rating_own_name BEFORE INSERT OR UPDATE ON perf.rating FOR EACH ROW EXECUTE FUNCTION perf._check_own_name('rater_id', 'rated_at', 'rater_id kind criterion subject_id period_id rating required_rating weight note');

--
-- Name: rating rating_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER rating_truncate BEFORE TRUNCATE ON perf.rating FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: review review_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER review_given BEFORE INSERT OR UPDATE ON perf.review FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: review review_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER review_log_delete AFTER DELETE ON perf.review REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: review review_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER review_log_insert AFTER INSERT ON perf.review REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: review review_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER review_log_update AFTER UPDATE ON perf.review REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: review review_own_name; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER review_own_name BEFORE INSERT OR UPDATE ON perf.review FOR EACH ROW EXECUTE FUNCTION perf._check_own_name('facilitator_id', 'held_at', 'name summary');

--
-- Name: review review_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER review_truncate BEFORE TRUNCATE ON perf.review FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: setting setting_forget_quiet; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER setting_forget_quiet AFTER UPDATE ON perf.setting FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_forget_quiet');

--
-- Name: setting setting_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER setting_given BEFORE INSERT OR UPDATE ON perf.setting FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: setting setting_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER setting_log_delete AFTER DELETE ON perf.setting REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: setting setting_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER setting_log_insert AFTER INSERT ON perf.setting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: setting setting_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER setting_log_update AFTER UPDATE ON perf.setting REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: setting setting_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER setting_truncate BEFORE TRUNCATE ON perf.setting FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: snapshot snapshot_check; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER snapshot_check BEFORE INSERT ON perf.snapshot FOR EACH ROW EXECUTE FUNCTION perf._check_snapshot();

--
-- Name: snapshot snapshot_take; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER snapshot_take AFTER INSERT ON perf.snapshot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_snapshots');

--
-- Name: team team_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_given BEFORE INSERT OR UPDATE ON perf.team FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: team team_lock; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_lock BEFORE INSERT OR DELETE OR UPDATE OF parent_id ON perf.team FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');

--
-- Name: team team_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_log_delete AFTER DELETE ON perf.team REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: team team_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_log_insert AFTER INSERT ON perf.team REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: team team_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_log_update AFTER UPDATE ON perf.team REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_log_change');

--
-- Name: team team_loop_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_loop_insert AFTER INSERT ON perf.team REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_team_loop();

--
-- Name: team team_loop_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_loop_update AFTER UPDATE ON perf.team REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._check_team_loop();

--
-- Name: team team_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_truncate BEFORE TRUNCATE ON perf.team FOR EACH STATEMENT EXECUTE FUNCTION perf._refuse_truncate();

--
-- Name: template template_given; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER template_given BEFORE INSERT OR UPDATE ON perf.template FOR EACH ROW EXECUTE FUNCTION opm._given();

--
-- Name: action action_control_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_control_goal FOREIGN KEY (control_goal_id) REFERENCES perf.goal(id);

--
-- Name: action action_decided_by; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_decided_by FOREIGN KEY (decided_by_id) REFERENCES perf.person(id);

--
-- Name: action action_decision; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_decision FOREIGN KEY (decision_id) REFERENCES perf.decision(id);

--
-- Name: action action_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: action action_owner; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_owner FOREIGN KEY (owner_id) REFERENCES perf.person(id);

--
-- Name: action action_raised_by; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_raised_by FOREIGN KEY (raised_by_id) REFERENCES perf.person(id);

--
-- Name: announced announced_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.announced
    ADD CONSTRAINT announced_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: capacity capacity_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.capacity
    ADD CONSTRAINT capacity_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: capacity capacity_team; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.capacity
    ADD CONSTRAINT capacity_team FOREIGN KEY (team_id) REFERENCES perf.team(id);

--
-- Name: chart_exclusion chart_exclusion_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.chart_exclusion
    ADD CONSTRAINT chart_exclusion_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: check_in check_in_blocker_owner; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.check_in
    ADD CONSTRAINT check_in_blocker_owner FOREIGN KEY (blocker_owner_id) REFERENCES perf.person(id);

--
-- Name: check_in check_in_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.check_in
    ADD CONSTRAINT check_in_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: check_in check_in_person; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.check_in
    ADD CONSTRAINT check_in_person FOREIGN KEY (person_id) REFERENCES perf.person(id);

--
-- Name: close_part close_part_close; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.close_part
    ADD CONSTRAINT close_part_close FOREIGN KEY (close_id) REFERENCES perf.period_close(id);

--
-- Name: close_result close_result_close; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.close_result
    ADD CONSTRAINT close_result_close FOREIGN KEY (close_id) REFERENCES perf.period_close(id);

--
-- Name: close_tree close_tree_close; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.close_tree
    ADD CONSTRAINT close_tree_close FOREIGN KEY (close_id) REFERENCES perf.period_close(id);

--
-- Name: decision decision_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.decision
    ADD CONSTRAINT decision_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: decision decision_person; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.decision
    ADD CONSTRAINT decision_person FOREIGN KEY (decided_by_id) REFERENCES perf.person(id);

--
-- Name: decision decision_review; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.decision
    ADD CONSTRAINT decision_review FOREIGN KEY (review_id) REFERENCES perf.review(id);

--
-- Name: factor factor_owner; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.factor
    ADD CONSTRAINT factor_owner FOREIGN KEY (owner_id) REFERENCES perf.person(id);

--
-- Name: factor factor_team; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.factor
    ADD CONSTRAINT factor_team FOREIGN KEY (team_id) REFERENCES perf.team(id);

--
-- Name: feedback feedback_from; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.feedback
    ADD CONSTRAINT feedback_from FOREIGN KEY (from_id) REFERENCES perf.person(id);

--
-- Name: feedback feedback_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.feedback
    ADD CONSTRAINT feedback_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: feedback feedback_to; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.feedback
    ADD CONSTRAINT feedback_to FOREIGN KEY (to_id) REFERENCES perf.person(id);

--
-- Name: goal_factor goal_factor_factor; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_factor
    ADD CONSTRAINT goal_factor_factor FOREIGN KEY (factor_id) REFERENCES perf.factor(id) ON DELETE CASCADE;

--
-- Name: goal_factor goal_factor_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_factor
    ADD CONSTRAINT goal_factor_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: goal_link goal_link_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_link
    ADD CONSTRAINT goal_link_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: goal_link goal_link_parent; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_link
    ADD CONSTRAINT goal_link_parent FOREIGN KEY (parent_id) REFERENCES perf.goal(id);

--
-- Name: goal goal_owner; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_owner FOREIGN KEY (owner_id) REFERENCES perf.person(id);

--
-- Name: goal goal_parent; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_parent FOREIGN KEY (parent_id) REFERENCES perf.goal(id);

--
-- Name: goal goal_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: goal_person goal_person_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_person
    ADD CONSTRAINT goal_person_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: goal_person goal_person_person; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_person
    ADD CONSTRAINT goal_person_person FOREIGN KEY (person_id) REFERENCES perf.person(id);

--
-- Name: goal goal_perspective; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_perspective FOREIGN KEY (perspective_id) REFERENCES perf.perspective(id);

--
-- Name: goal_snapshot goal_snapshot_day; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_snapshot
    ADD CONSTRAINT goal_snapshot_day FOREIGN KEY (day) REFERENCES perf.snapshot(day) ON DELETE CASCADE;

--
-- Name: goal_snapshot goal_snapshot_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_snapshot
    ADD CONSTRAINT goal_snapshot_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: goal_target goal_target_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_target
    ADD CONSTRAINT goal_target_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: goal_target goal_target_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_target
    ADD CONSTRAINT goal_target_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: goal goal_team; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_team FOREIGN KEY (team_id) REFERENCES perf.team(id);

--
-- Name: goal goal_template; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_template FOREIGN KEY (template_id) REFERENCES perf.template(id);

--
-- Name: incentive incentive_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.incentive
    ADD CONSTRAINT incentive_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: incentive incentive_person; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.incentive
    ADD CONSTRAINT incentive_person FOREIGN KEY (person_id) REFERENCES perf.person(id);

--
-- Name: measurement measurement_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.measurement
    ADD CONSTRAINT measurement_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: period_close period_close_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period_close
    ADD CONSTRAINT period_close_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: period period_parent; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period
    ADD CONSTRAINT period_parent FOREIGN KEY (parent_id) REFERENCES perf.period(id);

--
-- Name: person person_team; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.person
    ADD CONSTRAINT person_team FOREIGN KEY (team_id) REFERENCES perf.team(id);

--
-- Name: rating rating_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.rating
    ADD CONSTRAINT rating_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: rating rating_rater; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.rating
    ADD CONSTRAINT rating_rater FOREIGN KEY (rater_id) REFERENCES perf.person(id);

--
-- Name: rating rating_subject; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.rating
    ADD CONSTRAINT rating_subject FOREIGN KEY (subject_id) REFERENCES perf.person(id);

--
-- Name: review review_facilitator; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.review
    ADD CONSTRAINT review_facilitator FOREIGN KEY (facilitator_id) REFERENCES perf.person(id);

--
-- Name: review review_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.review
    ADD CONSTRAINT review_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: review review_team; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.review
    ADD CONSTRAINT review_team FOREIGN KEY (team_id) REFERENCES perf.team(id);

--
-- Name: team team_lead; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.team
    ADD CONSTRAINT team_lead FOREIGN KEY (lead_id) REFERENCES perf.person(id);

--
-- Name: team team_parent; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.team
    ADD CONSTRAINT team_parent FOREIGN KEY (parent_id) REFERENCES perf.team(id);

--
-- Name: access; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.access ENABLE ROW LEVEL SECURITY;

--
-- Name: action; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.action ENABLE ROW LEVEL SECURITY;

--
-- Name: action added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.action FOR INSERT WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND (raised_by_id IS NOT NULL) AND ((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g))) AND ((control_goal_id IS NULL) OR (control_goal_id IN ( SELECT g.id
   FROM perf.goal g)))));

--
-- Name: capacity added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.capacity FOR INSERT WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 3) AND (team_id IN ( SELECT t.id
   FROM perf._my_teams() t(id)))));

--
-- Name: chart_exclusion added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.chart_exclusion FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = chart_exclusion.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: check_in added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.check_in FOR INSERT WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = check_in.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id)))))))));

--
-- Name: decision added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.decision FOR INSERT WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND ((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g)))));

--
-- Name: factor added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.factor FOR INSERT WITH CHECK ((( SELECT perf._my_level() AS _my_level) >= 2));

--
-- Name: feedback added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.feedback FOR INSERT WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND (from_id = ( SELECT perf.me() AS me)) AND ((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g)))));

--
-- Name: goal added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.goal FOR INSERT WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 3) AND (NOT (id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (team_id IN ( SELECT t.id
   FROM perf._my_teams() t(id)))))));

--
-- Name: goal_factor added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.goal_factor FOR INSERT WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_factor.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id)))))))));

--
-- Name: goal_link added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.goal_link FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_link.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: goal_person added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.goal_person FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_person.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: goal_target added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.goal_target FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_target.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: measurement added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.measurement FOR INSERT WITH CHECK (((recorded_by = CURRENT_USER) AND (recorded_at >= now()) AND (recorded_at <= clock_timestamp()) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = measurement.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id)))))))));

--
-- Name: rating added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.rating FOR INSERT WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND (rater_id = ( SELECT perf.me() AS me))));

--
-- Name: review added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.review FOR INSERT WITH CHECK ((( SELECT perf._my_level() AS _my_level) >= 2));

--
-- Name: template added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.template FOR INSERT WITH CHECK ((( SELECT perf._my_level() AS _my_level) >= 3));

--
-- Name: action admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.action USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: announced admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.announced FOR SELECT USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: capacity admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.capacity USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: change_log admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.change_log FOR SELECT USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: chart_exclusion admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.chart_exclusion USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: check_in admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.check_in USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: close_part admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.close_part FOR SELECT USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: close_result admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.close_result FOR SELECT USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: close_tree admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.close_tree FOR SELECT USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: decision admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.decision USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: factor admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.factor USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: goal admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: goal_factor admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal_factor USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: goal_link admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal_link USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: goal_person admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal_person USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: goal_snapshot admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal_snapshot FOR SELECT USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: goal_target admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal_target USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: guarded_goal admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.guarded_goal FOR SELECT USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: incentive admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.incentive USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: measurement admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.measurement USING ((( SELECT perf._my_level() AS _my_level) >= 4)) WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 4) AND (recorded_by = CURRENT_USER) AND (recorded_at >= now()) AND (recorded_at <= clock_timestamp())));

--
-- Name: measurement_history admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.measurement_history FOR SELECT USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: period admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.period USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: period_close admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.period_close USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: person admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.person USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: perspective admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.perspective USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: rating admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.rating USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: review admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.review USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: setting admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.setting USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: snapshot admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.snapshot USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: team admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.team USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: template admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.template USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: tree_lock admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.tree_lock FOR SELECT USING ((( SELECT perf._my_level() AS _my_level) >= 4));

--
-- Name: announced; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.announced ENABLE ROW LEVEL SECURITY;

--
-- Name: binding; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.binding ENABLE ROW LEVEL SECURITY;

--
-- Name: capacity; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.capacity ENABLE ROW LEVEL SECURITY;

--
-- Name: change_log; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.change_log ENABLE ROW LEVEL SECURITY;

--
-- Name: action changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.action FOR UPDATE USING (((( SELECT perf._my_level() AS _my_level) >= 2) AND ((goal_id IS NULL) OR (NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))) AND ((owner_id = ( SELECT perf.me() AS me)) OR (raised_by_id = ( SELECT perf.me() AS me)) OR (( SELECT perf._my_level() AS _my_level) >= 3) OR ((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = action.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id))))))))))) WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND ((owner_id = ( SELECT perf.me() AS me)) OR (raised_by_id = ( SELECT perf.me() AS me)) OR (( SELECT perf._my_level() AS _my_level) >= 3) OR ((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = action.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id))))))))) AND ((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g))) AND ((control_goal_id IS NULL) OR (control_goal_id IN ( SELECT g.id
   FROM perf.goal g)))));

--
-- Name: capacity changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.capacity FOR UPDATE USING (((( SELECT perf._my_level() AS _my_level) >= 3) AND (team_id IN ( SELECT t.id
   FROM perf._my_teams() t(id)))));

--
-- Name: chart_exclusion changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.chart_exclusion FOR UPDATE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = chart_exclusion.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))))))))) WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = chart_exclusion.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: check_in changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.check_in FOR UPDATE USING (((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = check_in.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id))))))))) WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = check_in.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id)))))))));

--
-- Name: decision changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.decision FOR UPDATE USING (((( SELECT perf._my_level() AS _my_level) >= 2) AND (decided_by_id = ( SELECT perf.me() AS me)) AND ((goal_id IS NULL) OR (NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))))) WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND (decided_by_id = ( SELECT perf.me() AS me)) AND ((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g)))));

--
-- Name: factor changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.factor FOR UPDATE USING (((( SELECT perf._my_level() AS _my_level) >= 3) OR (owner_id = ( SELECT perf.me() AS me))));

--
-- Name: goal changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.goal FOR UPDATE USING (((( SELECT perf._my_level() AS _my_level) >= 2) AND ((owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (team_id IN ( SELECT t.id
   FROM perf._my_teams() t(id))))))) WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND ((owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (team_id IN ( SELECT t.id
   FROM perf._my_teams() t(id)))))));

--
-- Name: goal_factor changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.goal_factor FOR UPDATE USING (((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_factor.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id))))))))) WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_factor.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id)))))))));

--
-- Name: goal_link changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.goal_link FOR UPDATE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_link.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))))))))) WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_link.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: goal_person changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.goal_person FOR UPDATE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_person.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))))))))) WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_person.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: goal_target changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.goal_target FOR UPDATE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_target.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))))))))) WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_target.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: measurement changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.measurement FOR UPDATE USING (((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = measurement.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id))))))) AND ((NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (group_size >= perf._least_group(goal_id))))) WITH CHECK (((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = measurement.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id)))))))));

--
-- Name: rating changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.rating FOR UPDATE USING ((rater_id = ( SELECT perf.me() AS me))) WITH CHECK ((rater_id = ( SELECT perf.me() AS me)));

--
-- Name: review changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.review FOR UPDATE USING (((( SELECT perf._my_level() AS _my_level) >= 3) OR (facilitator_id = ( SELECT perf.me() AS me)))) WITH CHECK ((( SELECT perf._my_level() AS _my_level) >= 2));

--
-- Name: chart_exclusion; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.chart_exclusion ENABLE ROW LEVEL SECURITY;

--
-- Name: check_in; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.check_in ENABLE ROW LEVEL SECURITY;

--
-- Name: close_part; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.close_part ENABLE ROW LEVEL SECURITY;

--
-- Name: close_result; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.close_result ENABLE ROW LEVEL SECURITY;

--
-- Name: close_tree; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.close_tree ENABLE ROW LEVEL SECURITY;

--
-- Name: decision; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.decision ENABLE ROW LEVEL SECURITY;

--
-- Name: factor; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.factor ENABLE ROW LEVEL SECURITY;

--
-- Name: feedback; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.feedback ENABLE ROW LEVEL SECURITY;

--
-- Name: goal; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal ENABLE ROW LEVEL SECURITY;

--
-- Name: goal_factor; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal_factor ENABLE ROW LEVEL SECURITY;

--
-- Name: goal_link; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal_link ENABLE ROW LEVEL SECURITY;

--
-- Name: goal_person; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal_person ENABLE ROW LEVEL SECURITY;

--
-- Name: goal_snapshot; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal_snapshot ENABLE ROW LEVEL SECURITY;

--
-- Name: goal_target; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal_target ENABLE ROW LEVEL SECURITY;

--
-- Name: guarded_goal; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.guarded_goal ENABLE ROW LEVEL SECURITY;

--
-- Name: incentive; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.incentive ENABLE ROW LEVEL SECURITY;

--
-- Name: measurement; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.measurement ENABLE ROW LEVEL SECURITY;

--
-- Name: measurement_history; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.measurement_history ENABLE ROW LEVEL SECURITY;

--
-- Name: period; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.period ENABLE ROW LEVEL SECURITY;

--
-- Name: period_close; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.period_close ENABLE ROW LEVEL SECURITY;

--
-- Name: person; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.person ENABLE ROW LEVEL SECURITY;

--
-- Name: perspective; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.perspective ENABLE ROW LEVEL SECURITY;

--
-- Name: rating; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.rating ENABLE ROW LEVEL SECURITY;

--
-- Name: access readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.access FOR SELECT USING (true);

--
-- Name: action readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.action FOR SELECT USING (((goal_id IS NULL) OR (NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))));

--
-- Name: binding readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.binding FOR SELECT USING (true);

--
-- Name: capacity readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.capacity FOR SELECT USING (true);

--
-- Name: change_log readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.change_log FOR SELECT USING ((((NOT confidential) AND ((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g)) OR ((operation = 'DELETE'::text) AND (NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q)))))) OR (confidential AND (goal_id IN ( SELECT g.id
   FROM perf.goal g
  WHERE (g.owner_id = perf.me()))))));

--
-- Name: chart_exclusion readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.chart_exclusion FOR SELECT USING (((NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))));

--
-- Name: check_in readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.check_in FOR SELECT USING (((NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))));

--
-- Name: close_result readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.close_result FOR SELECT USING ((((visibility = 'everyone'::text) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g))) AND (NOT ((close_id, goal_id) IN ( SELECT w.close_id,
    w.goal_id
   FROM opm._workspace_withheld_results('perf.setting'::regclass) w(close_id, goal_id))))));

--
-- Name: decision readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.decision FOR SELECT USING (((goal_id IS NULL) OR (NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))));

--
-- Name: factor readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.factor FOR SELECT USING (true);

--
-- Name: feedback readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.feedback FOR SELECT USING (((visibility = 'everyone'::text) OR (from_id = ( SELECT perf.me() AS me)) OR (to_id = ( SELECT perf.me() AS me)) OR ((visibility = 'team'::text) AND (( SELECT p.team_id
   FROM perf.person p
  WHERE (p.id = feedback.to_id)) = ( SELECT p.team_id
   FROM perf.person p
  WHERE (p.id = perf.me()))))));

--
-- Name: goal readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal FOR SELECT USING (((visibility = 'everyone'::text) OR (owner_id = ( SELECT perf.me() AS me)) OR (team_id IN ( SELECT t.id
   FROM perf._my_teams() t(id))) OR ((visibility = 'team'::text) AND (team_id = ( SELECT p.team_id
   FROM perf.person p
  WHERE (p.id = perf.me()))))));

--
-- Name: goal_factor readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal_factor FOR SELECT USING (((NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))));

--
-- Name: goal_link readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal_link FOR SELECT USING (((NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))));

--
-- Name: goal_person readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal_person FOR SELECT USING (((NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))));

--
-- Name: goal_snapshot readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal_snapshot FOR SELECT USING ((((NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))) AND ((rests_on = '{}'::bigint[]) OR (rests_on <@ ARRAY( SELECT s.id
   FROM perf._seen_guarded() s(id))))));

--
-- Name: goal_target readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal_target FOR SELECT USING (((NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR (goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id)))));

--
-- Name: guarded_goal readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.guarded_goal FOR SELECT USING (true);

--
-- Name: incentive readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.incentive FOR SELECT USING ((person_id = ( SELECT perf.me() AS me)));

--
-- Name: measurement readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.measurement FOR SELECT USING (((NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR ((goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id))) AND ((NOT (goal_id IN ( SELECT s.id
   FROM perf._survey_goals() s(id)))) OR (group_size >= perf._least_group(goal_id))))));

--
-- Name: measurement_history readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.measurement_history FOR SELECT USING (((NOT (goal_id IN ( SELECT q.goal_id
   FROM perf.guarded_goal q))) OR ((goal_id IN ( SELECT s.id
   FROM perf._seen_guarded() s(id))) AND ((NOT (goal_id IN ( SELECT s.id
   FROM perf._survey_goals() s(id)))) OR (COALESCE(base, (0)::double precision) >= perf._least_group(goal_id))))));

--
-- Name: period readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.period FOR SELECT USING (true);

--
-- Name: period_close readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.period_close FOR SELECT USING (true);

--
-- Name: person readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.person FOR SELECT USING (true);

--
-- Name: perspective readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.perspective FOR SELECT USING (true);

--
-- Name: rating readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.rating FOR SELECT USING (((subject_id = ( SELECT perf.me() AS me)) OR (rater_id = ( SELECT perf.me() AS me))));

--
-- Name: review readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.review FOR SELECT USING (true);

--
-- Name: setting readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.setting FOR SELECT USING (true);

--
-- Name: snapshot readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.snapshot FOR SELECT USING (true);

--
-- Name: team readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.team FOR SELECT USING (true);

--
-- Name: template readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.template FOR SELECT USING (true);

--
-- Name: tree_lock readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.tree_lock FOR SELECT USING (true);

--
-- Name: chart_exclusion removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.chart_exclusion FOR DELETE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = chart_exclusion.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: feedback removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.feedback FOR DELETE USING ((from_id = ( SELECT perf.me() AS me)));

--
-- Name: goal removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.goal FOR DELETE USING (((( SELECT perf._my_level() AS _my_level) >= 3) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (team_id IN ( SELECT t.id
   FROM perf._my_teams() t(id)))))));

--
-- Name: goal_factor removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.goal_factor FOR DELETE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_factor.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: goal_link removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.goal_link FOR DELETE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_link.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: goal_person removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.goal_person FOR DELETE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_person.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: goal_target removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.goal_target FOR DELETE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_target.goal_id) AND (( SELECT perf._my_level() AS _my_level) >= 2) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR ((( SELECT perf._my_level() AS _my_level) >= 3) AND (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id)))))))));

--
-- Name: measurement removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.measurement FOR DELETE USING (((( SELECT perf._my_level() AS _my_level) >= 2) AND (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = measurement.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
           FROM perf._my_teams() t(id))) OR (g.id IN ( SELECT p.id
           FROM perf._my_parts() p(id)))))))));

--
-- Name: review; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.review ENABLE ROW LEVEL SECURITY;

--
-- Name: setting; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.setting ENABLE ROW LEVEL SECURITY;

--
-- Name: snapshot; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.snapshot ENABLE ROW LEVEL SECURITY;

--
-- Name: team; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.team ENABLE ROW LEVEL SECURITY;

--
-- Name: template; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.template ENABLE ROW LEVEL SECURITY;

--
-- Name: tree_lock; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.tree_lock ENABLE ROW LEVEL SECURITY;

--
-- PostgreSQL database dump complete
--
