-- Ids of records that stand in more than one partition of the log: the few that moved, among them any that its source
-- forgot to withdraw where it was. Which of those still count twice is told by record_versions.
create table moved_records (
    record_id text collate "C" primary key
);

-- Up to where record_versions was searched for them, by partition of the log.
create table moved_searched (
    log_partition smallint primary key,
    next_offset bigint not null
);
