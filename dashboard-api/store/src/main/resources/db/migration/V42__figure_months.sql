-- Day figures added up, so that a year of a city is some thousand rows and not some hundred thousand. A row stands for
-- every unit, indicator and month of which there is a figure. Of each day of the month, the first at index 1, the sums
-- from the month's first day to the end of that one: any days of the month are the difference of two. ticks has the
-- figures' own. A row without ticks has still to be added up, or again: the transaction that writes a figure takes them
-- away, and until they are there the days themselves are read.
create table figure_months (
    unit integer not null,
    indicator integer not null,
    month_from integer not null,
    month_to integer not null,
    newest integer,
    numerators bigint[],
    denominators bigint[],
    opened bigint[],
    closed bigint[],
    counted smallint[],
    ticks integer[],
    primary key (unit, indicator, month_from)
);

create index figure_months_due on figure_months (month_from, indicator, unit) where ticks is null;

-- How far the offset was moved by one who takes sums away. Where it is not next_offset, figures were written by a build
-- that knew nothing of them: all are made anew before anybody reads.
alter table sink_offsets add column summed_to bigint;

alter table figure_months enable row level security;

create policy readers on figure_months for select to stationboard_reader using (
    (select current_setting('stationboard.units', true)) = '*' or unit = any (array (select number from
    unit_numbers where unit_id = any (string_to_array(current_setting('stationboard.units', true), ',')))));
