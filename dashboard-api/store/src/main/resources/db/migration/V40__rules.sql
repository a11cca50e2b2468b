-- How rules change: a draft, backtests of it, and one decision by a second person. Only ever added to. The rules that hold
-- are the log's; live_at says when an approved draft was written into it, and null that it has still to be.
create table rule_drafts (
    id text collate "C" primary key,
    taken bigint generated always as identity,
    digest text collate "C" not null,
    base_digest text collate "C" not null,
    text text not null,
    reason text not null,
    account text collate "C" not null,
    role text collate "C" not null,
    authenticated boolean not null,
    drafted_at timestamptz not null
);

-- base_digest: the rules in force that the draft was run beside. A run that ended has a report or says why it has none.
create table rule_backtests (
    number bigint generated always as identity primary key,
    draft_id text collate "C" not null references rule_drafts,
    base_digest text collate "C" not null,
    from_day integer not null,
    to_day integer not null,
    account text collate "C" not null,
    role text collate "C" not null,
    authenticated boolean not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    fault text,
    report text
);

create index rule_backtests_by_draft on rule_backtests (draft_id);

create table rule_decisions (
    draft_id text collate "C" primary key references rule_drafts,
    approved boolean not null,
    backtest bigint references rule_backtests,
    reason text not null,
    account text collate "C" not null,
    role text collate "C" not null,
    authenticated boolean not null,
    decided_at timestamptz not null,
    live_at timestamptz,
    check (approved = (backtest is not null))
);
