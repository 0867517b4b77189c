-- What SQL Server tells of a database and of its changes (Change Tracking), with the same semantics: versions count commits, in
-- their order; of a row that changes again, the last change is kept; changes are forgotten up to a table's minimum valid version.

-- Stands for sys.databases.create_date: it is another one after a restore.
create table company_database (one_row boolean primary key default true check (one_row), created text not null);
insert into company_database (created) values (gen_random_uuid()::text);

create table change_tracking (one_row boolean primary key default true check (one_row), current_version bigint not null default 0, last_transaction text not null default '');
insert into change_tracking default values;
-- The tables for which it is on.
create table change_tracking_table (table_name text primary key, min_valid_version bigint not null);
create table change_tracking_row (
  table_name text not null,
  -- The columns of the primary key.
  key jsonb not null,
  version bigint not null,
  operation char(1) not null check (operation in ('I', 'U', 'D')),
  -- The columns that updates have changed; null where they are not told.
  columns jsonb,
  primary key (table_name, key)
);
create index on change_tracking_row (table_name, version);

-- null where Change Tracking is off.
create function change_tracking_current_version() returns bigint language sql stable as
  $$ select current_version from change_tracking where exists (select 1 from change_tracking_table) $$;
create function change_tracking_min_valid_version(name text) returns bigint language sql stable as
  $$ select min_valid_version from change_tracking_table where table_name = name $$;
create function change_table(name text, since bigint) returns setof change_tracking_row language sql stable as
  $$ select * from change_tracking_row where table_name = name and version > since $$;

-- Runs when the transaction commits, and locks the version until it has: so versions are in the order of the commits.
create function note_change() returns trigger language plpgsql as $$
declare
  present bigint;
  before jsonb;
  after jsonb;
begin
  update change_tracking set last_transaction = txid_current()::text,
    current_version = current_version + case when last_transaction = txid_current()::text then 0 else 1 end
  returning current_version into present;
  if tg_op <> 'INSERT' then before := to_jsonb(old); end if;
  if tg_op <> 'DELETE' then after := to_jsonb(new); end if;
  if before is not null and key_of(before, tg_argv) is distinct from key_of(after, tg_argv) then
    perform keep_change(tg_table_name, key_of(before, tg_argv), present, 'D', null);
    before := null;
  end if;
  if after is not null then
    perform keep_change(tg_table_name, key_of(after, tg_argv), present, case when before is null then 'I' else 'U' end,
      case when before is not null then
        (select coalesce(jsonb_agg(c.key), '[]') from jsonb_each(after) as c where before -> c.key is distinct from c.value) end);
  end if;
  return null;
end $$;

create function key_of(source jsonb, columns text[]) returns jsonb language sql immutable as
  $$ select case when source is not null then (select jsonb_object_agg(c, source -> c) from unnest(columns) as c) end $$;

create function keep_change(of_table text, of_key jsonb, at bigint, what text, touched jsonb) returns void language sql as $$
  insert into change_tracking_row as r (table_name, key, version, operation, columns) values (of_table, of_key, at, what, touched)
  on conflict (table_name, key) do update set version = at,
    operation = case when r.operation = 'I' and what = 'U' then 'I' else what end,
    columns = case when r.operation = 'U' and what = 'U' then r.columns || touched end
$$;

-- Switches it on for all of the company's tables that have a primary key, or off for all.
create function switch_change_tracking(turns_on boolean) returns void language plpgsql as $$
declare
  tracked record;
begin
  for tracked in
    select c.relname as name,
      (select string_agg(quote_literal(a.attname), ', ') from pg_attribute a where a.attrelid = c.oid and a.attnum = any (i.indkey)) as columns
    from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname ~ '^[A-Z]{2,3}[0-9]{5,6}$'
  loop
    execute format('drop trigger if exists note_change on %I', tracked.name);
    if turns_on then
      execute format('create constraint trigger note_change after insert or update or delete on %I deferrable initially deferred
        for each row execute function note_change(%s)', tracked.name, tracked.columns);
    end if;
  end loop;
  delete from change_tracking_row;
  delete from change_tracking_table;
  if turns_on then
    insert into change_tracking_table (table_name, min_valid_version)
    select c.relname, (select current_version from change_tracking)
    from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'note_change' and not t.tgisinternal;
  end if;
end $$;

-- Forgets all changes, as SQL Server does with those that are older than the retention.
create function forget_changes() returns void language sql as $$
  delete from change_tracking_row;
  update change_tracking_table set min_valid_version = (select current_version from change_tracking);
$$;
