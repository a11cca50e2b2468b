-- Days and minutes are the numbers the log itself uses: local days and UTC minutes since 1970-01-01. No query needs a
-- time zone, and a time-partitioned table can be cut by such a number as well as by a timestamp.
-- Primary keys of tables that grow with time hold their time column, so that they can be cut by it.

-- Ids that stand in millions of rows are kept once. Numbers mean nothing outside this database.
create table unit_numbers (
    number integer generated always as identity primary key,
    unit_id text collate "C" not null unique
);

create table indicator_numbers (
    number integer generated always as identity primary key,
    indicator text collate "C" not null unique
);

-- The newest value of each day figure. Updated in place: room is left on each page for that.
create table figures (
    unit integer not null,
    indicator integer not null,
    day integer not null,
    tick integer not null,
    log_offset bigint not null,
    numerator bigint not null,
    denominator bigint,
    opened bigint,
    closed bigint,
    primary key (unit, indicator, day)
) with (fillfactor = 75);

-- Day figures as they were known at each day's turn, where they changed since the turn before. tick is the turn's: a
-- value known at a tick is the row with the largest tick up to it. Rows of a turn that has not come yet still change.
create table figure_history (
    unit integer not null,
    indicator integer not null,
    day integer not null,
    tick integer not null,
    log_offset bigint not null,
    numerator bigint not null,
    denominator bigint,
    opened bigint,
    closed bigint,
    primary key (unit, indicator, day, tick)
) with (fillfactor = 90);

-- The newest value of each minute figure. The key begins with the minute: new rows go to one end of the index and old
-- ones are taken from the other.
create table figures_minute (
    minute integer not null,
    unit integer not null,
    indicator integer not null,
    tick integer not null,
    log_offset bigint not null,
    numerator bigint not null,
    denominator bigint,
    primary key (minute, unit, indicator)
) with (fillfactor = 90);

-- Every verdict given at a day's turn or on a change of state. message is the verdict as published.
create table verdicts (
    unit integer not null,
    standard_id text collate "C" not null,
    tick integer not null,
    on_day integer not null,
    state smallint not null,
    turn boolean not null,
    log_partition smallint not null,
    log_offset bigint not null,
    message bytea not null,
    primary key (unit, standard_id, tick)
);

create index verdicts_by_tick on verdicts (tick);

create table verdicts_now (
    unit integer not null,
    standard_id text collate "C" not null,
    tick integer not null,
    log_offset bigint not null,
    message bytea not null,
    primary key (unit, standard_id)
) with (fillfactor = 60);

-- Every step of every alert. message is the transition as published; taken tells the order within a tick.
create table alert_transitions (
    id text collate "C" primary key,
    taken bigint generated always as identity,
    unit integer not null,
    standard_id text collate "C" not null,
    tick integer not null,
    to_state smallint not null,
    log_partition smallint not null,
    log_offset bigint not null,
    message bytea not null
);

create index alert_transitions_by_unit on alert_transitions (unit, standard_id, tick);

-- The log's records, every version, as they came: each with its position and the last tick before it.
-- digest is the content digest with its highest bit flipped, so that the signed order here is the unsigned order there.
-- day_from and day_to: first and last local day on which the version counts anything; null when it counts nothing.
create table record_versions (
    log_offset bigint not null,
    version bigint not null,
    digest bigint not null,
    unit integer not null,
    tick integer not null,
    day_from integer,
    day_to integer,
    log_partition smallint not null,
    body smallint not null,
    withdrawn boolean not null,
    record_id text collate "C" not null,
    bytes bytea not null,
    primary key (log_partition, log_offset)
);

create index record_versions_by_record on record_versions (record_id);

create index record_versions_by_days on record_versions (body, unit, day_from, log_partition, log_offset)
    where day_from is not null;

-- The most days any version of a body spans: bounds how far before a range a version that reaches into it can begin.
create table body_spans (
    body smallint primary key,
    longest integer not null
);

-- Control records other than ticks: engine, register, catalogue, rhythms.
create table control_records (
    log_partition smallint not null,
    log_offset bigint not null,
    tick integer not null,
    kind smallint not null,
    bytes bytea not null,
    primary key (log_partition, log_offset)
);

-- Records of the log that the engine could not take: they count nothing and replace nothing.
create table dead_letters (
    log_partition smallint not null,
    log_offset bigint not null,
    reason text not null,
    expected text not null,
    primary key (log_partition, log_offset)
);

-- Markers. ticks_now holds each partition's newest; ticks those of day's turns.
create table ticks_now (
    log_partition smallint primary key,
    tick integer not null,
    log_offset bigint not null,
    applied bigint not null,
    superseded bigint not null,
    duplicate bigint not null,
    dead bigint not null,
    conflicts bigint not null
) with (fillfactor = 20);

create table ticks (
    log_partition smallint not null,
    tick integer not null,
    log_offset bigint not null,
    applied bigint not null,
    superseded bigint not null,
    duplicate bigint not null,
    dead bigint not null,
    conflicts bigint not null,
    primary key (log_partition, tick)
);

create table feeds (
    source text collate "C" not null,
    feed text collate "C" not null,
    log_key text collate "C" not null,
    tick integer not null,
    log_offset bigint not null,
    message bytea not null,
    primary key (source, feed, log_key)
) with (fillfactor = 60);

-- Where the sink goes on reading. Moved in the transaction that wrote what came before.
-- log_tick: of station-records the last tick before next_offset, else 0.
create table sink_offsets (
    topic text collate "C" not null,
    partition integer not null,
    next_offset bigint not null,
    log_tick integer not null,
    primary key (topic, partition)
) with (fillfactor = 20);
