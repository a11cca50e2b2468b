-- Requests read as a role of their own, that owns nothing: it sees a row of a unit only where the transaction says that it
-- may ("stationboard.units": ids, or * for all of them). Without that it sees none. The sink, the loops behind alerts and
-- the verifier go on as the owner.
-- The subqueries do not depend on the row: each is answered once a statement.
do $$
begin
    -- Where the owner may make no roles, an administrator has made this one and granted it to the owner.
    if not exists (select 1 from pg_roles where rolname = 'stationboard_reader') then
        create role stationboard_reader nologin;
    end if;
    if not pg_has_role(current_user, 'stationboard_reader', 'member') then
        execute format('grant stationboard_reader to %I', current_user);
    end if;
    execute format('grant usage on schema %I to stationboard_reader', current_schema());
    execute format('grant select on all tables in schema %I to stationboard_reader', current_schema());
    execute format('alter default privileges in schema %I grant select on tables to stationboard_reader', current_schema());
end
$$;

revoke all on flyway_schema_history from stationboard_reader;

do $$
declare
    guarded text;
begin
    foreach guarded in array array['figures', 'figure_history', 'figures_minute', 'verdicts', 'verdicts_now',
        'alert_transitions', 'record_versions'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('create policy readers on %I for select to stationboard_reader using ('
            '(select current_setting(''stationboard.units'', true)) = ''*'' or unit = any (array (select number from '
            'unit_numbers where unit_id = any (string_to_array(current_setting(''stationboard.units'', true), '','')))))',
            guarded);
    end loop;
    foreach guarded in array array['alert_actions', 'proposals'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('create policy readers on %I for select to stationboard_reader using ('
            '(select current_setting(''stationboard.units'', true)) = ''*'' or unit_id = any ('
            'string_to_array((select current_setting(''stationboard.units'', true)), '','')))', guarded);
    end loop;
end
$$;

-- What hangs on a row of those is seen with it: the inner reads are held to the same units.
alter table proposal_decisions enable row level security;

create policy readers on proposal_decisions for select to stationboard_reader
    using (transition_id in (select transition_id from proposals));

alter table policy_weighings enable row level security;

create policy readers on policy_weighings for select to stationboard_reader
    using (exists (select 1 from alert_transitions t where t.id = policy_weighings.transition_id));

alter table notices enable row level security;

create policy readers on notices for select to stationboard_reader
    using (exists (select 1 from alert_transitions t where t.id = notices.transition_id));

alter table notice_deliveries enable row level security;

create policy readers on notice_deliveries for select to stationboard_reader
    using (exists (select 1 from notices n where n.id = notice_deliveries.notice_id));
