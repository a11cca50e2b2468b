-- Accounts. Names of people stand here and nowhere else; everything else holds the account's id.
-- password: Argon2id in its own notation with its parameters; null where the account logs in otherwise.
-- changed_at: what was opened before is closed.
create table accounts (
    account text collate "C" primary key,
    display_name text not null,
    role text collate "C" not null,
    unit_id text collate "C",
    feeds text[] not null,
    password text,
    disabled boolean not null default false,
    failures integer not null default 0,
    locked_until timestamptz,
    made_at timestamptz not null,
    changed_at timestamptz not null
);

-- Keys of sources and tokens of walls. Only a digest of the secret is kept; it is 256 bits of chance, so a plain one does.
-- session: digest of the cookie that a wall's token was exchanged for, once.
create table access_tokens (
    id text collate "C" primary key,
    kind text collate "C" not null,
    label text collate "C" not null,
    unit_id text collate "C",
    feeds text[] not null,
    secret bytea not null,
    session bytea unique,
    made_at timestamptz not null,
    expires_at timestamptz,
    exchanged_at timestamptz,
    revoked_at timestamptz
);

-- Who read evidence, took data away, decided, logged in or was refused. Account, role, route and unit; never content.
create table audit_log (
    number bigint generated always as identity primary key,
    at timestamptz not null,
    account text collate "C" not null,
    role text collate "C" not null,
    operation text collate "C" not null,
    unit_id text collate "C",
    outcome text collate "C" not null
);

create function audit_log_is_only_added_to() returns trigger language plpgsql as $$
begin
    raise exception 'audit_log: % (expected: insert)', lower(tg_op);
end
$$;

create trigger only_added_to before update or delete or truncate on audit_log
    for each statement execute function audit_log_is_only_added_to();

revoke all on accounts, access_tokens, audit_log from stationboard_reader;
