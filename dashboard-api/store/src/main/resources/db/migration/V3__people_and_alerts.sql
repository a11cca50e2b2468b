-- What people did about alerts. Kept nowhere else: unlike everything that the sink writes it is not on the log.
-- An alert is one life: unit, standard, and the minute it became pending at.
create table alert_actions (
    number bigint generated always as identity primary key,
    transition_id text collate "C" not null,
    unit_id text collate "C" not null,
    standard_id text collate "C" not null,
    since integer not null,
    kind text collate "C" not null,
    account text collate "C" not null,
    role text collate "C" not null,
    authenticated boolean not null,
    acted_at timestamptz not null,
    words text not null,
    ends_at timestamptz,
    assignee text collate "C"
);

create index alert_actions_by_unit on alert_actions (unit_id, standard_id);

-- What people are to be told: written in the transaction that brought the transition, or that escalated the alert. id is
-- the transition's, of an escalation with its level behind it: what is sent again carries the same one.
create table notices (
    id text collate "C" primary key,
    taken bigint generated always as identity,
    transition_id text collate "C" not null,
    kind text collate "C" not null,
    level text collate "C",
    tick integer not null,
    written_at timestamptz not null
);

create index notices_by_tick on notices (tick);

create index notices_by_transition on notices (transition_id);

-- How far the telling has come, by receiver. next_at is null once nothing more is to be done.
create table notice_deliveries (
    notice_id text collate "C" not null,
    receiver text collate "C" not null,
    outcome text collate "C" not null,
    attempts integer not null,
    next_at timestamptz,
    last_at timestamptz not null,
    fault text not null,
    primary key (notice_id, receiver)
) with (fillfactor = 70);

-- Transitions to FIRING, written with the transition; what the policy said of each is filled in afterwards.
-- awards: how many versions of award records were known then. A holder may be reported late.
create table policy_weighings (
    transition_id text collate "C" primary key,
    taken bigint generated always as identity,
    outcome text collate "C",
    policy_digest text collate "C",
    awards bigint,
    weighed_at timestamptz
) with (fillfactor = 70);

create index policy_weighings_open on policy_weighings (taken) where outcome is null;

create index policy_weighings_without_award on policy_weighings (taken) where outcome = 'NO_AWARD';

insert into policy_weighings (transition_id) select id from alert_transitions where to_state = 3 order by taken;

-- Proposals to review, one per transition. award is the record that decides, lower the other awards held, record ids.
create table proposals (
    transition_id text collate "C" primary key,
    unit_id text collate "C" not null,
    standard_id text collate "C" not null,
    tick integer not null,
    award text collate "C" not null,
    award_level text collate "C" not null,
    lower text[] not null,
    policy_digest text collate "C" not null,
    reasons_zh text[] not null,
    reasons_en text[] not null,
    made_at timestamptz not null
);

-- What a person made of a proposal, once.
create table proposal_decisions (
    transition_id text collate "C" primary key references proposals,
    opened boolean not null,
    reason text not null,
    account text collate "C" not null,
    role text collate "C" not null,
    authenticated boolean not null,
    decided_at timestamptz not null
);

-- Award records are few and looked up among millions: field number 29 of the contract.
create index record_versions_of_awards on record_versions (unit) where body = 29;
