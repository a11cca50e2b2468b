-- Which engine's topics this database is filled from; one row. Empty: those that the log was begun with.
create table engine_set (
    name text collate "C" not null
);

insert into engine_set (name) values ('');

-- Where readers began to follow a set that others were followed before: the last tick and its offset that the store had
-- whole of the one before. What was said up to there was said by that one, and stays.
create table engine_set_begins (
    name text collate "C" not null,
    log_partition smallint not null,
    tick integer not null,
    log_offset bigint not null,
    primary key (name, log_partition)
);
