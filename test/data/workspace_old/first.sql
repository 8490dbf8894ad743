-- A workspace of opm as it was at commit 0a5c9ce, with the rows of data.sql; see README.md.
--
-- PostgreSQL database dump
--

-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

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

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: person; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.person (
    id bigint NOT NULL,
    name text NOT NULL,
    login text,
    team_id bigint,
    active boolean DEFAULT true NOT NULL
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

COMMENT ON COLUMN perf.person.login IS 'Database role of this person, which decides what they may write; empty for people who never connect.';

--
-- Name: COLUMN person.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.team_id IS 'Team the person belongs to.';

--
-- Name: COLUMN person.active; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.active IS 'False for someone who left.';

--
-- Name: me(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.me() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT p.id
    FROM perf.person p
   WHERE (p.login = CURRENT_USER);
END;

--
-- Name: FUNCTION me(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.me() IS 'Key of the person whose login is the current database role; NULL if nobody is listed for it.';

--
-- Name: setting; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.setting (
    id integer DEFAULT 1 NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    year_begins_in integer DEFAULT 1 NOT NULL,
    bands text DEFAULT 'off track | 0.4 | at risk | 0.7 | on track'::text NOT NULL,
    credit_floor double precision DEFAULT 0,
    credit_cap double precision DEFAULT 1,
    cadence_days integer DEFAULT 7 NOT NULL,
    grace_days integer DEFAULT 2 NOT NULL,
    CONSTRAINT setting_bands_valid CHECK ((((bands)::opm.bands)::text <> ''::text)),
    CONSTRAINT setting_cadence CHECK (((cadence_days >= 1) AND (cadence_days <= 3660))),
    CONSTRAINT setting_credit_cap CHECK (((credit_cap > '-Infinity'::double precision) AND (credit_cap < 'Infinity'::double precision) AND (credit_cap > credit_floor))),
    CONSTRAINT setting_credit_floor CHECK (((credit_floor > '-Infinity'::double precision) AND (credit_floor < 'Infinity'::double precision))),
    CONSTRAINT setting_grace CHECK (((grace_days >= 0) AND (grace_days <= 3660))),
    CONSTRAINT setting_month CHECK (((year_begins_in >= 1) AND (year_begins_in <= 12))),
    CONSTRAINT setting_one_row CHECK ((id = 1)),
    CONSTRAINT setting_time_zone_known CHECK ((timezone(time_zone, '2000-01-01 00:00:00'::timestamp without time zone) IS NOT NULL))
);

--
-- Name: TABLE setting; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.setting IS 'Settings of this workspace, one row. opm workspace, version 0.0.1.';

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
-- Name: COLUMN setting.credit_floor; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.credit_floor IS 'A child counts at least this much in its parent (a fraction, 1 is goal reached), for goals that say nothing else; empty: no limit.';

--
-- Name: COLUMN setting.credit_cap; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.credit_cap IS 'A child counts at most this much in its parent (a fraction, 1 is goal reached), for goals that say nothing else; empty: no limit.';

--
-- Name: COLUMN setting.cadence_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.cadence_days IS 'Days between two check-ins for goals that have no cadence of their own.';

--
-- Name: COLUMN setting.grace_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.grace_days IS 'Days after the cadence before a goal counts as stale.';

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
    CONSTRAINT action_decided CHECK ((((verdict IS NULL) = (decided_at IS NULL)) AND ((decided_at IS NULL) OR (decided_at >= raised_at)))),
    CONSTRAINT action_done_or_dropped CHECK (((done_at IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT action_expected_effect CHECK (((expected_effect > '-Infinity'::double precision) AND (expected_effect < 'Infinity'::double precision))),
    CONSTRAINT action_feasibility CHECK (((feasibility >= 1) AND (feasibility <= 10))),
    CONSTRAINT action_has_owner CHECK (((owner_id IS NOT NULL) OR (kind = 'proposal'::text))),
    CONSTRAINT action_impact CHECK (((impact >= 1) AND (impact <= 10))),
    CONSTRAINT action_kind CHECK ((kind = ANY (ARRAY['action'::text, 'corrective'::text, 'initiative'::text, 'pilot'::text, 'proposal'::text]))),
    CONSTRAINT action_outcome_when_done CHECK (((outcome IS NULL) OR (done_at IS NOT NULL) OR (dropped_at IS NOT NULL))),
    CONSTRAINT action_pilot_days CHECK (((baseline_from IS NULL) OR ((began_on IS NOT NULL) AND (baseline_from < began_on)))),
    CONSTRAINT action_realised_effect CHECK (((realised_effect > '-Infinity'::double precision) AND (realised_effect < 'Infinity'::double precision))),
    CONSTRAINT action_verdict CHECK ((verdict = ANY (ARRAY['accepted'::text, 'rejected'::text, 'studied'::text])))
);

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
-- Name: announced; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.announced (
    goal_id bigint NOT NULL,
    status text NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: TABLE announced; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.announced IS 'Status of a goal by its own measurements when it was last announced by NOTIFY.';

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
-- Name: binding; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.binding (
    id bigint NOT NULL,
    name text NOT NULL,
    query text NOT NULL
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

COMMENT ON COLUMN perf.binding.query IS 'Query that yields goal (its key or id), at, value and base.';

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
-- Name: capacity; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.capacity (
    team_id bigint NOT NULL,
    period_id bigint NOT NULL,
    unit text DEFAULT 'days'::text NOT NULL,
    available double precision NOT NULL,
    committed double precision DEFAULT 0 NOT NULL,
    used double precision,
    CONSTRAINT capacity_available CHECK (((available >= (0)::double precision) AND (available < 'Infinity'::double precision))),
    CONSTRAINT capacity_committed CHECK (((committed >= (0)::double precision) AND (committed < 'Infinity'::double precision))),
    CONSTRAINT capacity_used CHECK (((used >= (0)::double precision) AND (used < 'Infinity'::double precision)))
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

COMMENT ON COLUMN perf.capacity.available IS 'What there is.';

--
-- Name: COLUMN capacity.committed; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.committed IS 'What is promised.';

--
-- Name: COLUMN capacity.used; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.used IS 'What was used; empty: not known yet.';

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
    CONSTRAINT check_in_blocker_kind CHECK ((blocker_kind = ANY (ARRAY['people'::text, 'process'::text, 'technology'::text, 'dependency'::text, 'priority'::text, 'other'::text]))),
    CONSTRAINT check_in_blocker_said CHECK (((blocker IS NOT NULL) OR ((blocker_kind IS NULL) AND (blocker_owner_id IS NULL)))),
    CONSTRAINT check_in_cleared CHECK (((cleared_at IS NULL) OR ((blocker IS NOT NULL) AND (cleared_at >= at)))),
    CONSTRAINT check_in_confidence CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
    CONSTRAINT check_in_says_something CHECK ((num_nonnulls(confidence, score, note, blocker) > 0)),
    CONSTRAINT check_in_score CHECK (((score > '-Infinity'::double precision) AND (score < 'Infinity'::double precision)))
);

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

COMMENT ON COLUMN perf.check_in.score IS 'Score given by judgement, a fraction (1 is goal reached), for goals that are not measured; the newest one counts.';

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
-- Name: decision; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.decision (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    goal_id bigint,
    name text NOT NULL,
    why text,
    decided_by_id bigint DEFAULT perf.me(),
    decided_at timestamp with time zone DEFAULT now() NOT NULL
);

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
    CONSTRAINT factor_impact CHECK (((impact >= 1) AND (impact <= 5))),
    CONSTRAINT factor_kind CHECK ((kind = ANY (ARRAY['strength'::text, 'weakness'::text, 'opportunity'::text, 'threat'::text, 'risk'::text, 'stakeholder'::text]))),
    CONSTRAINT factor_likelihood CHECK (((likelihood >= 1) AND (likelihood <= 5)))
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
    CONSTRAINT feedback_kind CHECK ((kind = ANY (ARRAY['feedback'::text, 'coaching'::text, 'recognition'::text, 'one-on-one'::text]))),
    CONSTRAINT feedback_not_to_oneself CHECK (((from_id <> to_id) OR (kind = 'coaching'::text))),
    CONSTRAINT feedback_points CHECK (((points >= 0) AND (points <= 1000))),
    CONSTRAINT feedback_visibility CHECK ((visibility = ANY (ARRAY['private'::text, 'team'::text, 'everyone'::text])))
);

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
    weight double precision DEFAULT 1 NOT NULL,
    share double precision,
    rollup text,
    missing text,
    credit_floor double precision,
    credit_cap double precision,
    time_aggregation text DEFAULT 'last'::text NOT NULL,
    cadence_days integer,
    max_age_days integer,
    min_group integer,
    bands text,
    plan_curve text,
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
    CONSTRAINT goal_ambition CHECK ((ambition = ANY (ARRAY['committed'::text, 'aspirational'::text]))),
    CONSTRAINT goal_bands_valid CHECK ((((bands)::opm.bands)::text <> ''::text)),
    CONSTRAINT goal_cadence CHECK (((cadence_days >= 1) AND (cadence_days <= 3660))),
    CONSTRAINT goal_count_target CHECK (((time_aggregation <> 'count'::text) OR (target IS NULL) OR (opm.goal_value((target)::opm.target) IS NULL) OR (opm.goal_value((target)::opm.target) >= (0)::double precision))),
    CONSTRAINT goal_credit_cap CHECK (((credit_cap > '-Infinity'::double precision) AND (credit_cap < 'Infinity'::double precision))),
    CONSTRAINT goal_credit_floor CHECK (((credit_floor > '-Infinity'::double precision) AND (credit_floor < 'Infinity'::double precision))),
    CONSTRAINT goal_credit_range CHECK (((credit_floor < credit_cap) AND ((credit_floor IS NULL) = (credit_cap IS NULL)))),
    CONSTRAINT goal_horizon CHECK ((horizon = ANY (ARRAY['short'::text, 'long'::text]))),
    CONSTRAINT goal_indicator CHECK ((indicator = ANY (ARRAY['leading'::text, 'lagging'::text]))),
    CONSTRAINT goal_key_form CHECK (((key <> ''::text) AND (key !~ '\s'::text) AND (octet_length(key) <= 255))),
    CONSTRAINT goal_key_result_target CHECK (((kind <> 'key result'::text) OR (target IS NOT NULL) OR (lifecycle = ANY (ARRAY['draft'::text, 'dropped'::text])))),
    CONSTRAINT goal_kind CHECK ((kind = ANY (ARRAY['objective'::text, 'key result'::text, 'kpi'::text, 'initiative'::text, 'development'::text]))),
    CONSTRAINT goal_lifecycle CHECK ((lifecycle = ANY (ARRAY['draft'::text, 'active'::text, 'paused'::text, 'done'::text, 'dropped'::text]))),
    CONSTRAINT goal_max_age CHECK (((max_age_days >= 1) AND (max_age_days <= 36600))),
    CONSTRAINT goal_min_group CHECK (((min_group >= 2) AND (min_group <= 1000000))),
    CONSTRAINT goal_missing CHECK (((missing = ANY (ARRAY['ignore'::text, 'zero'::text, 'block'::text])) OR (missing ~ '^>= *(0(\.[0-9]+)?|1(\.0+)?)$'::text))),
    CONSTRAINT goal_name CHECK ((name <> ''::text)),
    CONSTRAINT goal_not_own_parent CHECK ((parent_id <> id)),
    CONSTRAINT goal_objective_target CHECK (((kind <> 'objective'::text) OR (target IS NULL) OR (rollup = ANY (ARRAY['sum'::text, 'avg'::text, 'ratio'::text, 'low'::text, 'high'::text, 'own'::text])))),
    CONSTRAINT goal_plan_curve_valid CHECK ((((plan_curve)::opm.target)::text <> ''::text)),
    CONSTRAINT goal_priority CHECK (((priority >= 1) AND (priority <= 9))),
    CONSTRAINT goal_private_to_team CHECK (((visibility <> 'team'::text) OR (team_id IS NOT NULL))),
    CONSTRAINT goal_rollup CHECK ((rollup ~ '^(mean|min|max|geomean|harmean|median|any|all|at_least\([1-9][0-9]{0,8}\)|sum|avg|ratio|low|high|own)$'::text)),
    CONSTRAINT goal_share CHECK (((share > (0)::double precision) AND (share <= (1)::double precision))),
    CONSTRAINT goal_sum_of_percentages CHECK ((NOT ((unit = '%'::text) AND ((rollup = 'sum'::text) OR (time_aggregation = 'sum'::text))))),
    CONSTRAINT goal_target_valid CHECK ((((target)::opm.target)::text <> ''::text)),
    CONSTRAINT goal_time_aggregation CHECK ((time_aggregation = ANY (ARRAY['last'::text, 'first'::text, 'sum'::text, 'mean'::text, 'min'::text, 'max'::text, 'count'::text, 'ratio'::text]))),
    CONSTRAINT goal_visibility CHECK ((visibility = ANY (ARRAY['everyone'::text, 'team'::text, 'owner'::text]))),
    CONSTRAINT goal_weight CHECK (((weight >= (0)::double precision) AND (weight < 'Infinity'::double precision))),
    CONSTRAINT goal_yes_no_target CHECK (((unit <> 'yes/no'::text) OR (target IS NULL) OR ((opm.goal_value((target)::opm.target) >= (0)::double precision) AND (opm.goal_value((target)::opm.target) <= (1)::double precision))))
);

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
-- Name: COLUMN goal.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.weight IS 'How much the goal counts among its siblings, 0 or more; 0: shown, does not count.';

--
-- Name: COLUMN goal.share; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.share IS 'Part of this goal that counts under parent_id when it has several parents and is split; the parts add up to 1. Empty: counts in full.';

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

COMMENT ON COLUMN perf.goal.credit_floor IS 'A child counts at least this much here (a fraction, 1 is goal reached); empty: that of the workspace.';

--
-- Name: COLUMN goal.credit_cap; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.credit_cap IS 'A child counts at most this much here, so that one over-achiever cannot hide failures (a fraction, 1 is goal reached); empty: that of the workspace.';

--
-- Name: COLUMN goal.time_aggregation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.time_aggregation IS 'How the measurements of the period make one value: last, first, sum, mean, min, max, count, or ratio (sum of values / sum of bases).';

--
-- Name: COLUMN goal.cadence_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.cadence_days IS 'Days between two measurements or check-ins; empty: that of the workspace.';

--
-- Name: COLUMN goal.max_age_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.max_age_days IS 'A last value older than this is no longer carried forward: the goal is unknown. Empty: no limit.';

--
-- Name: COLUMN goal.min_group; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.min_group IS 'For surveys: least number of answers (the base); smaller groups are not shown. Empty: no limit.';

--
-- Name: COLUMN goal.bands; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.bands IS 'Names of scores, an opm.bands literal; empty: those of the workspace.';

--
-- Name: COLUMN goal.plan_curve; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.plan_curve IS 'Plan over time, a curve from elapsed fraction of the period to fraction of the way, such as 0:0 0.5:0.3 1:1; empty: a straight line.';

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

COMMENT ON COLUMN perf.goal.horizon IS 'short or long term.';

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

COMMENT ON COLUMN perf.goal.due_on IS 'Day by which the goal is to be reached; empty: last day of its period.';

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
-- Name: goal_factor; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_factor (
    goal_id bigint NOT NULL,
    factor_id bigint NOT NULL,
    effect text DEFAULT 'supports'::text NOT NULL,
    CONSTRAINT goal_factor_effect CHECK ((effect = ANY (ARRAY['supports'::text, 'endangers'::text, 'answered by'::text])))
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
-- Name: goal_link; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_link (
    goal_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    weight double precision DEFAULT 1 NOT NULL,
    share double precision,
    CONSTRAINT goal_link_not_own_parent CHECK ((parent_id <> goal_id)),
    CONSTRAINT goal_link_share CHECK (((share > (0)::double precision) AND (share <= (1)::double precision))),
    CONSTRAINT goal_link_weight CHECK (((weight >= (0)::double precision) AND (weight < 'Infinity'::double precision)))
);

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

COMMENT ON COLUMN perf.goal_link.share IS 'Part of the goal that counts there when it is split; the parts of all parents add up to 1. Empty: counts in full.';

--
-- Name: goal_target; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_target (
    goal_id bigint NOT NULL,
    period_id bigint NOT NULL,
    target text NOT NULL,
    CONSTRAINT goal_target_target_valid CHECK ((((target)::opm.target)::text <> ''::text))
);

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
    CONSTRAINT period_days CHECK (((first_day <= last_day) AND (first_day >= '0001-01-01'::date) AND (last_day < '9999-12-31'::date))),
    CONSTRAINT period_kind CHECK ((kind = ANY (ARRAY['year'::text, 'half'::text, 'quarter'::text, 'month'::text, 'week'::text, 'day'::text, 'sprint'::text, 'custom'::text]))),
    CONSTRAINT period_not_own_parent CHECK ((parent_id <> id)),
    CONSTRAINT period_time_zone_known CHECK ((timezone(time_zone, '2000-01-01 00:00:00'::timestamp without time zone) IS NOT NULL))
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
-- Name: goal_scope; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.goal_scope WITH (security_invoker='true') AS
 SELECT g.id AS goal_id,
    g.time_aggregation,
    COALESCE(t.target, g.target) AS target,
    p.id AS period_id,
    p.from_at,
    p.until_at,
    LEAST(now(), p.until_at) AS reference_at,
        CASE
            WHEN ((g.max_age_days IS NOT NULL) AND (g.time_aggregation = 'last'::text)) THEN (LEAST(now(), p.until_at) - make_interval(secs => (((g.max_age_days)::numeric * 86400.0))::double precision))
            ELSE COALESCE(p.from_at, '-infinity'::timestamp with time zone)
        END AS usable_from_at,
    (COALESCE(g.cadence_days, s.cadence_days) + s.grace_days) AS fresh_days,
    g.min_group
   FROM (((perf.goal g
     CROSS JOIN perf.setting s)
     LEFT JOIN ( SELECT DISTINCT ON (gt.goal_id) gt.goal_id,
            gt.target,
            gt.period_id
           FROM (perf.goal_target gt
             JOIN perf.period q ON ((q.id = gt.period_id)))
          WHERE ((q.from_at <= now()) AND (now() < q.until_at))
          ORDER BY gt.goal_id, (q.last_day - q.first_day), q.id) t ON ((t.goal_id = g.id)))
     LEFT JOIN perf.period p ON ((p.id = COALESCE(t.period_id, g.period_id))));

--
-- Name: VIEW goal_scope; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.goal_scope IS 'What counts for each goal now: target, window of time, and how long a value stays fresh. One row a goal.';

--
-- Name: COLUMN goal_scope.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_scope.time_aggregation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.time_aggregation IS 'How the measurements of the window make one value: last, first, sum, mean, min, max, count or ratio.';

--
-- Name: COLUMN goal_scope.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.target IS 'Target that holds now: that of the shortest period with a goal_target row, else that of the goal.';

--
-- Name: COLUMN goal_scope.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.period_id IS 'Period whose measurements count; empty: all measurements count.';

--
-- Name: COLUMN goal_scope.from_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.from_at IS 'Measurements from this time on count; empty: no limit.';

--
-- Name: COLUMN goal_scope.until_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.until_at IS 'Measurements before this time count; empty: no limit.';

--
-- Name: COLUMN goal_scope.reference_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.reference_at IS 'Time at which freshness and pace are judged: now, or the end of a period that is over.';

--
-- Name: COLUMN goal_scope.usable_from_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.usable_from_at IS 'Oldest time a value may have to count now; -infinity for no limit.';

--
-- Name: COLUMN goal_scope.fresh_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.fresh_days IS 'Days after which a value counts as stale: cadence and grace.';

--
-- Name: COLUMN goal_scope.min_group; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.min_group IS 'For surveys: least number of answers.';

--
-- Name: measurement; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.measurement (
    goal_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    value double precision NOT NULL,
    base double precision,
    note text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT CURRENT_USER NOT NULL,
    CONSTRAINT measurement_base_finite CHECK (((base > '-Infinity'::double precision) AND (base < 'Infinity'::double precision))),
    CONSTRAINT measurement_not_in_the_future CHECK (((at <= (recorded_at + '01:00:00'::interval)) AND (at > '-infinity'::timestamp with time zone))),
    CONSTRAINT measurement_value_finite CHECK (((value > '-Infinity'::double precision) AND (value < 'Infinity'::double precision)))
);

--
-- Name: TABLE measurement; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.measurement IS 'Measured values, one row a goal and time. Insert or COPY goal_id, at, value (and base for ratios); a correction is an UPDATE or DELETE, and keeps what was there in measurement_history.';

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

COMMENT ON COLUMN perf.measurement.value IS 'Measured value in the unit of the goal; for a ratio the numerator.';

--
-- Name: COLUMN measurement.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.base IS 'For a ratio the denominator; for a survey the number of answers. Empty otherwise.';

--
-- Name: COLUMN measurement.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.note IS 'What there is to say about it.';

--
-- Name: COLUMN measurement.recorded_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.recorded_at IS 'When it became known.';

--
-- Name: COLUMN measurement.recorded_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.recorded_by IS 'Database role that wrote it.';

--
-- Name: measured; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.measured WITH (security_invoker='true') AS
 SELECT m.goal_id,
    m.at,
    m.value,
    m.base
   FROM perf.measurement m;

--
-- Name: VIEW measured; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.measured IS 'All measurements: stored ones and those of the bound queries.';

--
-- Name: COLUMN measured.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measured.goal_id IS 'Goal that was measured.';

--
-- Name: COLUMN measured.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measured.at IS 'Time the value holds for.';

--
-- Name: COLUMN measured.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measured.value IS 'Measured value in the unit of the goal; for a ratio the numerator.';

--
-- Name: COLUMN measured.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measured.base IS 'For a ratio the denominator; for a survey the number of answers.';

--
-- Name: goal_now; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.goal_now WITH (security_invoker='true') AS
 SELECT g.id,
    g.name,
    g.key AS goal_key,
    s.period_id,
    g.unit,
    v.actual,
    m.measurement_count,
    m.measured_at,
    v.previous_actual,
    m.change_per_day,
    g.time_aggregation,
    s.target,
    opm.goal_value((s.target)::opm.target) AS target_value,
    opm.baseline((s.target)::opm.target) AS baseline,
    ((100)::double precision * v.own) AS score,
    v.own AS attained_fraction,
        CASE
            WHEN (g.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN g.lifecycle
            WHEN (v.own IS NULL) THEN 'no data'::text
            WHEN ((v.fresh_until < s.reference_at) AND (g.lifecycle = 'active'::text)) THEN 'stale'::text
            ELSE opm.status(v.own, (COALESCE(g.bands, d.bands))::opm.bands)
        END AS status,
    v.fresh_until,
    c.confidence,
    g.owner_id
   FROM (((((((perf.goal g
     CROSS JOIN perf.setting d)
     JOIN perf.goal_scope s ON ((s.goal_id = g.id)))
     LEFT JOIN LATERAL ( SELECT opm.kpi(x.at, x.value, x.base) AS kpi,
            (count(*))::integer AS measurement_count,
            max(x.at) AS measured_at,
            opm.slope(opm.kpi(x.at, x.value, x.base)) AS change_per_day
           FROM perf.measured x
          WHERE ((x.goal_id = g.id) AND (x.at >= s.usable_from_at) AND (x.at < COALESCE(s.until_at, 'infinity'::timestamp with time zone)))) m ON (true))
     LEFT JOIN LATERAL ( SELECT ci.score
           FROM perf.check_in ci
          WHERE ((ci.goal_id = g.id) AND (ci.score IS NOT NULL))
          ORDER BY ci.at DESC, ci.id DESC
         LIMIT 1) j ON (true))
     LEFT JOIN LATERAL ( SELECT ci.confidence
           FROM perf.check_in ci
          WHERE ((ci.goal_id = g.id) AND (ci.confidence IS NOT NULL))
          ORDER BY ci.at DESC, ci.id DESC
         LIMIT 1) c ON (true))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN ((s.min_group IS NULL) OR (opm.base(m.kpi) >= (s.min_group)::double precision)) THEN opm.value(m.kpi, g.time_aggregation)
                    ELSE NULL::double precision
                END AS actual
         OFFSET 0) a)
     CROSS JOIN LATERAL ( SELECT a.actual,
            COALESCE(opm.score(a.actual, (s.target)::opm.target),
                CASE
                    WHEN (a.actual IS NULL) THEN j.score
                    ELSE NULL::double precision
                END) AS own,
            (m.measured_at + make_interval(secs => (((s.fresh_days)::numeric * 86400.0))::double precision)) AS fresh_until,
            ( SELECT x.value
                   FROM perf.measured x
                  WHERE ((x.goal_id = g.id) AND (x.at < m.measured_at) AND (s.min_group IS NULL))
                  ORDER BY x.at DESC
                 LIMIT 1) AS previous_actual
         OFFSET 0) v);

--
-- Name: VIEW goal_now; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.goal_now IS 'Current value of each goal by its own time aggregation, and its score without its children. One row a goal; reading one goal by id needs no tree and takes milliseconds.';

--
-- Name: COLUMN goal_now.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.id IS 'Goal key; unique in this view.';

--
-- Name: COLUMN goal_now.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.name IS 'Name of the goal.';

--
-- Name: COLUMN goal_now.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.goal_key IS 'Short unique word of the goal.';

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

COMMENT ON COLUMN perf.goal_now.score IS 'Score of the goal by itself, 0 to 100 and beyond: 100 is goal reached. Empty: not known.';

--
-- Name: COLUMN goal_now.attained_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.attained_fraction IS 'The same as a fraction, 1 is goal reached.';

--
-- Name: COLUMN goal_now.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.status IS 'Name of the score, or stale (measured too long ago), no data, or the lifecycle of a goal that does not count (draft, paused, dropped).';

--
-- Name: COLUMN goal_now.fresh_until; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.fresh_until IS 'Time until which the last measurement counts as fresh.';

--
-- Name: COLUMN goal_now.confidence; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.confidence IS 'Latest stated confidence that the goal is reached in time, 0 to 1.';

--
-- Name: COLUMN goal_now.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.owner_id IS 'Person who answers for the goal.';

--
-- Name: goal_person; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_person (
    goal_id bigint NOT NULL,
    person_id bigint NOT NULL,
    part text DEFAULT 'contributor'::text NOT NULL,
    CONSTRAINT goal_person_one_accountable_is_goal_owner CHECK ((part = ANY (ARRAY['contributor'::text, 'reviewer'::text, 'consulted'::text, 'informed'::text])))
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
-- Name: incentive; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.incentive (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    goal_id bigint NOT NULL,
    amount numeric(14,2) NOT NULL,
    currency text DEFAULT 'EUR'::text NOT NULL,
    curve text DEFAULT '0.8:0.5 1:1 1.2:2'::text NOT NULL,
    threshold double precision,
    CONSTRAINT incentive_amount CHECK ((amount >= (0)::numeric)),
    CONSTRAINT incentive_curve_valid CHECK ((((curve)::opm.target)::text <> ''::text)),
    CONSTRAINT incentive_threshold CHECK (((threshold > '-Infinity'::double precision) AND (threshold < 'Infinity'::double precision)))
);

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

COMMENT ON COLUMN perf.incentive.curve IS 'Curve from score (fraction, 1 is goal reached) to paid fraction, an opm.target literal.';

--
-- Name: COLUMN incentive.threshold; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.threshold IS 'Score (fraction) below which nothing is paid; empty: the curve alone decides.';

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
    superseded_at timestamp with time zone DEFAULT now() NOT NULL,
    superseded_by text DEFAULT CURRENT_USER NOT NULL,
    operation text NOT NULL,
    CONSTRAINT measurement_history_operation CHECK ((operation = ANY (ARRAY['UPDATE'::text, 'DELETE'::text])))
);

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
-- Name: perspective; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.perspective (
    id bigint NOT NULL,
    name text NOT NULL,
    display_order integer DEFAULT 0 NOT NULL,
    why text
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
-- Name: rating; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.rating (
    id bigint NOT NULL,
    kind text NOT NULL,
    criterion text DEFAULT 'overall'::text NOT NULL,
    subject_id bigint NOT NULL,
    rater_id bigint DEFAULT perf.me() NOT NULL,
    period_id bigint,
    score double precision NOT NULL,
    required_score double precision,
    weight double precision DEFAULT 1 NOT NULL,
    note text,
    rated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT rating_kind CHECK ((kind = ANY (ARRAY['performance'::text, 'potential'::text, 'competency'::text]))),
    CONSTRAINT rating_required CHECK (((required_score >= (0)::double precision) AND (required_score <= (100)::double precision))),
    CONSTRAINT rating_score CHECK (((score >= (0)::double precision) AND (score <= (100)::double precision))),
    CONSTRAINT rating_weight CHECK (((weight > (0)::double precision) AND (weight < 'Infinity'::double precision)))
);

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
-- Name: COLUMN rating.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.score IS 'The rating, 0 to 100.';

--
-- Name: COLUMN rating.required_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.required_score IS 'For a competency: level that the role asks for, 0 to 100.';

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
    CONSTRAINT review_kind CHECK ((kind = ANY (ARRAY['daily'::text, 'weekly'::text, 'monthly'::text, 'quarterly'::text, 'annual'::text, 'work-out'::text, 'other'::text])))
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
-- Name: team; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.team (
    id bigint NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    parent_id bigint,
    lead_id bigint,
    CONSTRAINT team_key_form CHECK (((key <> ''::text) AND (key !~ '\s'::text))),
    CONSTRAINT team_not_own_parent CHECK ((parent_id <> id))
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
-- Name: scorecard; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.scorecard WITH (security_invoker='true') AS
 WITH last_value AS (
         SELECT s.goal_id,
            m.value,
            m.base,
            m.at
           FROM (perf.goal_scope s
             CROSS JOIN LATERAL ( SELECT x.value,
                    x.base,
                    x.at
                   FROM perf.measured x
                  WHERE ((x.goal_id = s.goal_id) AND (x.at >= s.usable_from_at) AND (x.at < COALESCE(s.until_at, 'infinity'::timestamp with time zone)))
                  ORDER BY x.at DESC
                 LIMIT 1) m)
          WHERE (s.time_aggregation = 'last'::text)
        ), all_values AS (
         SELECT x.goal_id,
            opm.kpi(x.at, x.value, x.base) AS kpi
           FROM (perf.goal_scope s
             JOIN perf.measured x ON (((x.goal_id = s.goal_id) AND (x.at >= s.usable_from_at) AND (x.at < COALESCE(s.until_at, 'infinity'::timestamp with time zone)))))
          WHERE (s.time_aggregation <> 'last'::text)
          GROUP BY x.goal_id
        ), judged AS (
         SELECT DISTINCT ON (ci.goal_id) ci.goal_id,
            ci.score
           FROM perf.check_in ci
          WHERE (ci.score IS NOT NULL)
          ORDER BY ci.goal_id, ci.at DESC, ci.id DESC
        ), present AS MATERIALIZED (
         SELECT s.goal_id,
            (s.target)::opm.target AS target,
            s.period_id,
            s.from_at,
            s.until_at,
            s.reference_at,
                CASE
                    WHEN ((s.min_group IS NULL) OR (v.group_size >= (s.min_group)::double precision)) THEN v.value
                    ELSE NULL::double precision
                END AS value,
            v.base,
            v.measured_at,
                CASE
                    WHEN (v.value IS NULL) THEN j.score
                    ELSE NULL::double precision
                END AS judged,
            (v.measured_at + make_interval(secs => (((s.fresh_days)::numeric * 86400.0))::double precision)) AS fresh_until
           FROM ((perf.goal_scope s
             LEFT JOIN ( SELECT l.goal_id,
                    l.value,
                    NULL::double precision AS base,
                    l.base AS group_size,
                    l.at AS measured_at
                   FROM last_value l
                UNION ALL
                 SELECT k.goal_id,
                        CASE
                            WHEN (g_1.time_aggregation <> 'ratio'::text) THEN opm.value(k.kpi, g_1.time_aggregation)
                            WHEN (opm.pairs(k.kpi) = opm.n(k.kpi)) THEN opm.total(k.kpi)
                            ELSE (opm.ratio(k.kpi) * opm.base(k.kpi))
                        END AS "case",
                        CASE
                            WHEN (g_1.time_aggregation = 'ratio'::text) THEN NULLIF(opm.base(k.kpi), (0)::double precision)
                            ELSE NULL::double precision
                        END AS "case",
                    opm.base(k.kpi) AS base,
                    opm.last_at(k.kpi) AS last_at
                   FROM (all_values k
                     JOIN perf.goal g_1 ON ((g_1.id = k.goal_id)))
                  WHERE ((g_1.time_aggregation <> 'ratio'::text) OR (opm.base(k.kpi) <> (0)::double precision))) v ON ((v.goal_id = s.goal_id)))
             LEFT JOIN judged j ON ((j.goal_id = s.goal_id)))
        ), tree AS MATERIALIZED (
         SELECT opm.goaltree(x.goal) AS scored
           FROM ( SELECT opm.goal(g_1.id, g_1.parent_id, g_1.name, p_1.value, p_1.base, p_1.target, p_1.judged, g_1.weight, g_1.rollup, g_1.missing, COALESCE(g_1.credit_floor, d_1.credit_floor), COALESCE(g_1.credit_cap, d_1.credit_cap), g_1.unit, g_1.share, (g_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))) AS goal
                   FROM ((perf.goal g_1
                     CROSS JOIN perf.setting d_1)
                     JOIN present p_1 ON ((p_1.goal_id = g_1.id)))
                UNION ALL
                 SELECT opm.goal(l.goal_id, l.parent_id, weight => l.weight, share => l.share) AS goal
                   FROM perf.goal_link l) x
        ), freshness AS MATERIALIZED (
         SELECT opm.goaltree(x.id, x.parent_id, x.fresh, (1)::double precision, x.rollup) AS latest
           FROM ( SELECT g_1.id,
                    g_1.parent_id,
                    date_part('epoch'::text, p_1.fresh_until) AS fresh,
                        CASE
                            WHEN (g_1.rollup = 'own'::text) THEN 'own'::text
                            WHEN (p_1.fresh_until IS NULL) THEN 'max'::text
                            ELSE NULL::text
                        END AS rollup
                   FROM (perf.goal g_1
                     JOIN present p_1 ON ((p_1.goal_id = g_1.id)))
                  WHERE (g_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))
                UNION ALL
                 SELECT l.goal_id,
                    l.parent_id,
                    NULL::double precision,
                    NULL::text
                   FROM (perf.goal_link l
                     JOIN perf.goal g_1 ON ((g_1.id = l.goal_id)))
                  WHERE (g_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))) x
        ), scored AS (
         SELECT r_1.ordinal,
            r_1.key,
            r_1.parent,
            r_1.depth,
            r_1.leaf,
            r_1.goals,
            r_1.method,
            r_1.value,
            r_1.score,
            r_1.coverage,
            r_1.score_low,
            r_1.score_high,
            r_1.share,
            r_1.contribution,
            opm.path(t.scored, r_1.key) AS path,
            to_timestamp(opm.score(f_1.latest, r_1.key)) AS fresh_until,
            max(
                CASE
                    WHEN (r_1.depth = 0) THEN r_1.ordinal
                    ELSE NULL::integer
                END) OVER (ORDER BY r_1.ordinal) AS root_ordinal
           FROM ((tree t
             CROSS JOIN freshness f_1)
             CROSS JOIN LATERAL opm.rollup(t.scored, NULL::bigint) r_1(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, coverage, score_low, score_high, share, contribution, goals))
        )
 SELECT g.id,
    g.name,
    g.key AS goal_key,
    g.kind AS goal_kind,
    r.parent AS parent_goal_id,
    up.name AS parent_goal_name,
    first_value(g.id) OVER (PARTITION BY r.root_ordinal ORDER BY r.ordinal) AS root_goal_id,
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
    opm.goal_value(p.target) AS target_value,
    opm.goal_low(p.target) AS target_low,
    opm.goal_high(p.target) AS target_high,
    opm.direction(p.target) AS direction,
    e.elapsed AS elapsed_fraction,
    pc.planned AS pace_value,
    ((100)::double precision * opm.score(pc.planned, p.target)) AS pace_score,
    ((r.score - opm.score(pc.planned, p.target)) >= (0)::double precision) AS is_on_pace,
    ((100)::double precision * r.score) AS score,
    r.score AS attained_fraction,
    st.status,
        CASE
            WHEN (g.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN '-2'::integer
            WHEN (r.score IS NULL) THEN '-1'::integer
            WHEN st.is_stale THEN 0
            ELSE opm.status_rank(r.score, b.bands)
        END AS status_order,
    st.is_stale,
    r.fresh_until,
    ((100)::double precision * (opm.cuts(b.bands))[(opm.status_rank(r.score, b.bands) - 1)]) AS band_from_score,
    ((100)::double precision * (opm.cuts(b.bands))[opm.status_rank(r.score, b.bands)]) AS band_to_score,
    opm.required(p.target, (opm.cuts(b.bands))[opm.status_rank(r.score, b.bands)]) AS next_band_value,
    r.coverage AS coverage_fraction,
    ((100)::double precision * r.score_low) AS score_low,
    ((100)::double precision * r.score_high) AS score_high,
    g.weight,
    r.method AS rollup,
    r.share AS root_weight_fraction,
    ((100)::double precision * r.contribution) AS contribution_score,
    g.lifecycle,
    g.priority,
    g.horizon,
    g.indicator,
    g.visibility,
    g.accepted_at
   FROM (((((((((((((scored r
     JOIN perf.goal g ON ((g.id = r.key)))
     JOIN present p ON ((p.goal_id = r.key)))
     CROSS JOIN ( SELECT (s.bands)::opm.bands AS bands
           FROM perf.setting s
         OFFSET 0) d)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (g.bands IS NULL) THEN d.bands
                    ELSE (g.bands)::opm.bands
                END AS bands) b)
     CROSS JOIN LATERAL ( SELECT ((g.lifecycle = 'active'::text) AND (r.score IS NOT NULL) AND (r.fresh_until < p.reference_at)) AS is_stale) f)
     CROSS JOIN LATERAL ( SELECT COALESCE(f.is_stale, false) AS is_stale,
                CASE
                    WHEN (g.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN g.lifecycle
                    WHEN (r.score IS NULL) THEN 'no data'::text
                    WHEN f.is_stale THEN 'stale'::text
                    ELSE opm.status(r.score, b.bands)
                END AS status) st)
     CROSS JOIN LATERAL ( SELECT LEAST((1)::double precision, GREATEST((0)::double precision, (date_part('epoch'::text, (p.reference_at - p.from_at)) / NULLIF(date_part('epoch'::text, (p.until_at - p.from_at)), (0)::double precision)))) AS elapsed) e)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (g.plan_curve IS NULL) THEN opm.planned(p.target, e.elapsed)
                    ELSE opm.planned(p.target, e.elapsed, (g.plan_curve)::opm.target)
                END AS planned) pc)
     LEFT JOIN perf.goal up ON ((up.id = r.parent)))
     LEFT JOIN perf.perspective pv ON ((pv.id = g.perspective_id)))
     LEFT JOIN perf.team tm ON ((tm.id = g.team_id)))
     LEFT JOIN perf.person ow ON ((ow.id = g.owner_id)))
     LEFT JOIN perf.period pe ON ((pe.id = p.period_id)));

--
-- Name: VIEW scorecard; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.scorecard IS 'The scorecard: every goal with its place in the tree, actual, target, pace, score and status, now. One row a goal. Start here.';

--
-- Name: COLUMN scorecard.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.id IS 'Goal key; unique in this view. Other views call it goal_id.';

--
-- Name: COLUMN scorecard.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.name IS 'Name of the goal.';

--
-- Name: COLUMN scorecard.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goal_key IS 'Short unique word of the goal.';

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

COMMENT ON COLUMN perf.scorecard.perspective_id IS 'Perspective of the goal.';

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

COMMENT ON COLUMN perf.scorecard.elapsed_fraction IS 'Part of the period that has passed, 0 to 1.';

--
-- Name: COLUMN scorecard.pace_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.pace_value IS 'Value the plan expects by now.';

--
-- Name: COLUMN scorecard.pace_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.pace_score IS 'Score the plan expects by now, 0 to 100.';

--
-- Name: COLUMN scorecard.is_on_pace; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.is_on_pace IS 'True if the score is at least what the plan expects by now.';

--
-- Name: COLUMN scorecard.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.score IS 'Score, 0 to 100 and beyond: 100 is goal reached. Empty: not known.';

--
-- Name: COLUMN scorecard.attained_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.attained_fraction IS 'The same as a fraction: 1 is goal reached.';

--
-- Name: COLUMN scorecard.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.status IS 'Name of the score, or stale (measured too long ago), no data, or the lifecycle of a goal that does not count (draft, paused, dropped).';

--
-- Name: COLUMN scorecard.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.status_order IS 'For sorting by status: -2 does not count, -1 no data, 0 stale, then 1 for the lowest band and up.';

--
-- Name: COLUMN scorecard.is_stale; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.is_stale IS 'True if the last measurement (for a parent: every measurement below) is older than cadence and grace.';

--
-- Name: COLUMN scorecard.fresh_until; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.fresh_until IS 'Time until which the last measurement counts as fresh; for a parent that of the freshest goal below.';

--
-- Name: COLUMN scorecard.band_from_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.band_from_score IS 'Score, 0 to 100, at which the present band begins; empty in the lowest band.';

--
-- Name: COLUMN scorecard.band_to_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.band_to_score IS 'Score, 0 to 100, at which the next band begins; empty in the highest band.';

--
-- Name: COLUMN scorecard.next_band_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.next_band_value IS 'Value needed to get into the next band.';

--
-- Name: COLUMN scorecard.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.coverage_fraction IS 'Part of the weight below that has data, 0 to 1.';

--
-- Name: COLUMN scorecard.score_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.score_low IS 'What the score could still become if all unknown goals came in worst, 0 to 100.';

--
-- Name: COLUMN scorecard.score_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.score_high IS 'What the score could still become if all unknown goals came in best, 0 to 100.';

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
-- Name: COLUMN scorecard.contribution_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.contribution_score IS 'Points of the root score that come through this goal.';

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

COMMENT ON COLUMN perf.scorecard.horizon IS 'short or long; empty: not said.';

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
-- Name: template; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.template (
    id bigint NOT NULL,
    name text NOT NULL,
    outline text NOT NULL,
    CONSTRAINT template_outline_valid CHECK ((((outline)::opm.goaltree)::text <> ''::text))
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
    CONSTRAINT tree_lock_one_row CHECK ((id = 1))
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
-- Data for Name: action; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.action (id, kind, name, why, goal_id, decision_id, owner_id, raised_by_id, raised_at, verdict, decided_by_id, decided_at, due_on, began_on, done_at, dropped_at, outcome, expected_effect, realised_effect, impact, feasibility, baseline_from) FROM stdin;
1	corrective	Call the supplier	\N	3	1	2	1	2025-05-10 00:00:00+00	\N	\N	\N	2025-06-01	\N	\N	\N	\N	\N	\N	\N	\N	\N
\.

--
-- Data for Name: announced; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.announced (goal_id, status, since) FROM stdin;
\.

--
-- Data for Name: binding; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.binding (id, name, query) FROM stdin;
\.

--
-- Data for Name: capacity; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.capacity (team_id, period_id, unit, available, committed, used) FROM stdin;
2	1	days	200	150	\N
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

COPY perf.goal (id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age_days, min_group, bands, plan_curve, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at) FROM stdin;
1	co	\N	Company	\N	objective	\N	1	1	1	\N	\N	1	\N	\N	\N	\N	\N	last	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:55:10.004495+00
2	sell	1	Sell more	\N	objective	\N	2	2	1	\N	\N	2	\N	mean	\N	\N	\N	last	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:55:10.004495+00
3	orders	2	Orders	\N	key result	\N	2	2	1	0 -> 100	orders	3	\N	\N	\N	\N	\N	sum	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:55:10.004495+00
4	margin	2	Margin	\N	key result	\N	2	2	1	0.2 -> 0.4	EUR/EUR	1	\N	\N	\N	\N	\N	ratio	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:55:10.004495+00
5	run	1	Run well	\N	objective	\N	3	3	1	\N	\N	1	\N	min	\N	\N	\N	last	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:55:10.004495+00
6	uptime	5	Uptime	\N	kpi	\N	3	3	\N	>= 99.5	%	1	\N	\N	\N	\N	\N	last	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:55:10.004495+00
7	survey	5	People like it here	\N	kpi	\N	3	3	1	>= 7	points	1	\N	\N	\N	\N	\N	mean	\N	\N	5	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:55:10.004495+00
8	judged	2	New shop	\N	initiative	\N	2	2	\N	\N	\N	1	\N	\N	\N	\N	\N	last	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:55:10.004495+00
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
-- Data for Name: goal_target; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal_target (goal_id, period_id, target) FROM stdin;
3	2	0 -> 20
3	3	0 -> 30
\.

--
-- Data for Name: incentive; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.incentive (id, person_id, goal_id, amount, currency, curve, threshold) FROM stdin;
1	2	3	1000.00	EUR	0.8:0.5 1:1 1.2:2	\N
\.

--
-- Data for Name: measurement; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.measurement (goal_id, at, value, base, note, recorded_at, recorded_by) FROM stdin;
3	2025-01-21 12:00:00+00	4	\N	\N	2025-01-21 12:00:00+00	postgres
3	2025-01-28 12:00:00+00	1	\N	\N	2025-01-28 12:00:00+00	postgres
3	2025-02-04 12:00:00+00	2	\N	\N	2025-02-04 12:00:00+00	postgres
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
3	2025-01-07 12:00:00+00	5	\N	two orders came late	2025-01-07 12:00:00+00	postgres
3	2025-01-14 12:00:00+00	5	\N	two orders came late	2025-01-14 12:00:00+00	postgres
\.

--
-- Data for Name: measurement_history; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.measurement_history (goal_id, at, value, base, note, recorded_at, recorded_by, superseded_at, superseded_by, operation) FROM stdin;
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
-- Data for Name: person; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.person (id, name, login, team_id, active) FROM stdin;
1	The owner	old_owner	1	t
2	Ann	old_ann	2	t
3	Bob	\N	3	t
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

COPY perf.rating (id, kind, criterion, subject_id, rater_id, period_id, score, required_score, weight, note, rated_at) FROM stdin;
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

COPY perf.setting (id, time_zone, year_begins_in, bands, credit_floor, credit_cap, cadence_days, grace_days) FROM stdin;
1	Europe/Vienna	1	off track | 0.4 | at risk | 0.7 | on track	0	1	14	2
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
1	0
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
-- Name: check_in check_in_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.check_in
    ADD CONSTRAINT check_in_pkey PRIMARY KEY (id);

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
-- Name: goal_target goal_target_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_target
    ADD CONSTRAINT goal_target_pkey PRIMARY KEY (goal_id, period_id);

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
    ADD CONSTRAINT measurement_pkey PRIMARY KEY (goal_id, at);

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
-- Name: capacity_period_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX capacity_period_id ON perf.capacity USING btree (period_id);

--
-- Name: check_in_blocker; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_blocker ON perf.check_in USING btree (goal_id) WHERE ((blocker IS NOT NULL) AND (cleared_at IS NULL));

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
-- Name: decision_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX decision_goal_id ON perf.decision USING btree (goal_id);

--
-- Name: decision_review_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX decision_review_id ON perf.decision USING btree (review_id);

--
-- Name: feedback_from_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX feedback_from_id ON perf.feedback USING btree (from_id);

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
-- Name: rating_rater_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX rating_rater_id ON perf.rating USING btree (rater_id);

--
-- Name: rating_subject_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX rating_subject_id ON perf.rating USING btree (subject_id);

--
-- Name: team_lead_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX team_lead_id ON perf.team USING btree (lead_id);

--
-- Name: team_parent_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX team_parent_id ON perf.team USING btree (parent_id);

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
-- PostgreSQL database dump complete
--
