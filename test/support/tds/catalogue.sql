-- What SQL Server tells of itself and of its databases, over a sandbox company in PostgreSQL: the views and functions that the
-- gateway asks, with the columns that it asks for. Tests may change the rows of sys.databases, sqlserver.denied and sqlserver.lacking.
create schema sys;
create schema sqlserver;
set local search_path = public, sqlserver;

-- A datetime of SQL Server's has steps of a three-hundredth of a second, which it shows as milliseconds.
create or replace function public.getutcdate() returns datetime language sql stable as $$
  select (date_trunc('second', now_there) + make_interval(secs => round(round(mod(extract(milliseconds from now_there), 1000) * 0.3) * 10 / 3) / 1000))::datetime
  from (select (clock_timestamp() at time zone 'UTC' + (select ahead from company_clock))::timestamp as now_there) as clock
$$;

create table sys.databases (
  name varchar(128) not null,
  database_id integer primary key,
  create_date datetime not null default '2024-03-01T08:00:00',
  compatibility_level tinyint not null default 160,
  collation_name varchar(128) not null default 'SQL_Latin1_General_CP1_CI_AS',
  user_access_desc varchar(60) not null default 'MULTI_USER',
  state tinyint not null default 0,
  state_desc varchar(60) not null default 'ONLINE',
  is_read_only boolean not null default false,
  snapshot_isolation_state tinyint not null default 0,
  snapshot_isolation_state_desc varchar(60) not null default 'OFF',
  is_read_committed_snapshot_on boolean not null default false
);
insert into sys.databases (name, database_id)
  select 'master', 1 union all select 'tempdb', 2 union all select 'DYNAMICS', 5 union all select rtrim("INTERID"), 6 from "DYNAMICS"."SY01500";

-- Where each company keeps the system database's name, and the version of GP.
create table if not exists public."SY00100" ("CMPANYID" smallint not null default 0, "DBNAME" char(11) not null default '');
insert into public."SY00100" select 1, 'DYNAMICS' where not exists (select from public."SY00100");
create table if not exists "DYNAMICS"."DU000020" (
  "companyID" smallint not null default 0, "PRODID" smallint not null default 0, "versionMajor" smallint not null default 0,
  "versionMinor" smallint not null default 0, "versionBuild" smallint not null default 0);
insert into "DYNAMICS"."DU000020" select 1, 0, 18, 7, 1800 where not exists (select from "DYNAMICS"."DU000020");

create view sys.schemas as select 'public'::regnamespace::oid::integer as schema_id, 'dbo'::varchar(128) as name;

create view sys.types as
  select name::varchar(128), id::integer as system_type_id, id::integer as user_type_id, "format", words from (values
    ('int', 56, 'integer', ''), ('smallint', 52, 'smallint', ''), ('tinyint', 48, 'tinyint', ''), ('bigint', 127, 'bigint', ''),
    ('char', 175, 'character', ''), ('varchar', 167, 'character varying', ''), ('text', 35, 'text', ''), ('numeric', 108, 'numeric', ''),
    ('datetime', 61, 'datetime', ''), ('binary', 173, 'bytea', ''), ('bit', 104, 'boolean', '')
  ) as known (name, id, "format", words);

create view sys.objects as
  select oid::integer as object_id, relname::varchar(128) as name, relnamespace::integer as schema_id, 0 as parent_object_id,
    'U '::char(2) as type, 'USER_TABLE'::varchar(60) as type_desc
  from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
  union all
  select oid::integer, proname::varchar(128), pronamespace::integer, 0, 'P ', 'SQL_STORED_PROCEDURE'
  from pg_proc where pronamespace = 'public'::regnamespace and proname ~ '^ta[A-Z]';

create view sys.tables as select * from sys.objects where type = 'U ';
create view sys.procedures as select * from sys.objects where type = 'P ';

create view sys.columns as
  select attrelid::integer as object_id, attname::varchar(128) as name, attnum::integer as column_id, t.system_type_id, t.user_type_id,
    (case t.name when 'char' then atttypmod - 4 when 'varchar' then atttypmod - 4 when 'numeric' then 9 when 'datetime' then 8
      when 'int' then 4 when 'smallint' then 2 when 'tinyint' then 1 else 16 end)::smallint as max_length,
    not attnotnull as is_nullable
  from pg_attribute join pg_class on pg_class.oid = attrelid join sys.types t on t."format" = format_type(atttypid, null)
  where attnum > 0 and not attisdropped and relnamespace = 'public'::regnamespace and relkind = 'r';

-- Parameters that the procedures of an older GP do not have.
create table sqlserver.lacking (parameter text primary key);

create view sys.parameters as
  select p.object_id, ('@' || a.attname)::varchar(128) as name, a.attnum::integer as parameter_id, t.system_type_id, t.user_type_id,
    false as is_output, false as has_default_value
  from sys.procedures p
  join pg_attribute a on a.attrelid = to_regtype(quote_ident(p.name || '_parameters'))::text::regclass and a.attnum > 0
  join sys.types t on t."format" = format_type(a.atttypid, null)
  where a.attname not in (select parameter from sqlserver.lacking)
  union all
  select p.object_id, ('@' || o.name)::varchar(128), 1000 + o.place::integer, t.system_type_id, t.user_type_id, true, false
  from sys.procedures p join pg_proc on pg_proc.oid = p.object_id
  cross join unnest(proargnames, proallargtypes) with ordinality as o (name, type, place)
  join sys.types t on t."format" = format_type(o.type, null)
  where o.place > 1;

-- GP's own keep the stamps: one for what is created, updated and deleted each.
create view sys.triggers as
  select (tg.oid::integer * 4 + kind.place) as object_id, ('zDT_' || relname || kind.letter)::varchar(128) as name, tgrelid::integer as parent_id,
    tgenabled = 'D' as is_disabled
  from pg_trigger tg join pg_class on pg_class.oid = tgrelid
  cross join (values ('C', 4, 1), ('D', 8, 2), ('U', 16, 3)) as kind (letter, bit, place)
  where not tgisinternal and relnamespace = 'public'::regnamespace and tgtype & kind.bit <> 0;

-- Rights that the login of the tests does not have.
create table sqlserver.denied (object text not null, permission text not null);

create function sqlserver.object_named(name text) returns oid language sql stable as $$
  select coalesce(
    (select oid from pg_class where relkind = 'r' and relname = o.name and relnamespace = to_regnamespace(o.schema)),
    (select oid from pg_proc where proname = o.name and pronamespace = to_regnamespace(o.schema) limit 1))
  from (select regexp_replace(regexp_replace(name, '["\[\]]', '', 'g'), '^(.*\.)?', '') as name,
    case when name ~* '^["\[]?DYNAMICS' then '"DYNAMICS"' else 'public' end as schema) as o
$$;
create function sqlserver.object_id(name text) returns integer language sql stable as $$ select sqlserver.object_named(name)::integer $$;
create function sqlserver.object_id(name text, kind text) returns integer language sql stable as $$ select sqlserver.object_named(name)::integer $$;
create function sqlserver.col_length(object text, col text) returns smallint language sql stable as $$
  select case when atttypmod > 4 and format_type(atttypid, null) like 'char%' then atttypmod - 4 else greatest(attlen, 1) end::smallint
  from pg_attribute where attrelid = sqlserver.object_named(object) and attname = col
$$;
create function sqlserver.has_perms_by_name(object text, class text, permission text) returns integer language sql stable as $$
  select case when sqlserver.object_named(object) is null then null
    when exists (select from sqlserver.denied d where d.object = regexp_replace(translate(has_perms_by_name.object, '"', ''), '^.*\.', '') and d.permission = has_perms_by_name.permission)
    then 0 else 1 end
$$;
create function sqlserver.serverproperty(name text) returns varchar(128) language sql immutable as $$
  select case lower(name) when 'productversion' then '16.0.4135.4' when 'edition' then 'Standard Edition (64-bit)' when 'productlevel' then 'RTM'
    when 'engineedition' then '2' when 'collation' then 'SQL_Latin1_General_CP1_CI_AS' when 'servername' then 'TESTS' end
$$;
create function sqlserver.collationproperty(name text, property text) returns integer language sql immutable as $$
  select case lower(property) when 'codepage' then case when name like '%UTF8%' then 65001 else 1252 end end
$$;
create function sqlserver.db_id() returns smallint language sql stable as $$ select max(database_id)::smallint from sys.databases $$;
create function sqlserver.db_id(named text) returns smallint language sql stable as $$ select database_id::smallint from sys.databases where name = named $$;
create function sqlserver.is_member(role text) returns integer language sql immutable as $$ select 0 $$;
create function sqlserver.is_rolemember(role text) returns integer language sql immutable as $$ select 0 $$;
create function sqlserver.is_srvrolemember(role text) returns integer language sql immutable as $$ select 0 $$;
create function sqlserver.user_name() returns varchar(128) language sql immutable as $$ select 'gateway'::varchar(128) $$;
create function sqlserver.getdate() returns datetime language sql stable as $$ select getutcdate() $$;
create function sqlserver.sysutcdatetime() returns datetime language sql stable as $$ select getutcdate() $$;
create function sqlserver.sysdatetime() returns datetime language sql stable as $$ select getutcdate() $$;
create function sqlserver.len(value text) returns integer language sql immutable as $$ select length(rtrim(value)) $$;
create function sqlserver.datediff(part text, earlier timestamp, later timestamp) returns integer language sql immutable as $$
  select (extract(epoch from date_trunc(part, later) - date_trunc(part, earlier)) / extract(epoch from ('1 ' || part)::interval))::integer
$$;

-- Change Tracking, as the sandbox keeps it (change-tracking.sql): CHANGETABLE(CHANGES "X", version) is "changes_of_X"(version).
create function sqlserver.change_tracking_min_valid_version(object integer) returns bigint language sql stable as $$
  select public.change_tracking_min_valid_version(relname::text) from pg_class where oid = object::oid
$$;
create function sqlserver.columnproperty(object integer, col text, property text) returns integer language sql stable as $$
  select attnum::integer from pg_attribute where attrelid = object::oid and attname = col
$$;
create function sqlserver.change_tracking_is_column_in_mask(place integer, mask jsonb) returns integer language sql immutable as $$
  select (mask @> to_jsonb(place))::integer
$$;
do $do$
declare
  tracked record;
begin
  for tracked in
    select c.relname as name, string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ') as columns,
      string_agg(format('(r.key ->> %L)::%s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ') as readings
    from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname ~ '^[A-Z]{2,3}[0-9]{5}$'
    group by c.relname
  loop
    execute format('create function sqlserver.%I(since bigint)
      returns table (%s, "SYS_CHANGE_OPERATION" char(1), "SYS_CHANGE_COLUMNS" jsonb) language sql stable as $f$
        select %s, r.operation, case when r.columns is not null then (
          select coalesce(jsonb_agg(p.attnum), ''[]'') from pg_attribute p where p.attrelid = %L::regclass and r.columns ? p.attname::text) end
        from public.change_table(%L, since) as r $f$',
      'changes_of_' || tracked.name, tracked.columns, tracked.readings, format('%I', tracked.name), tracked.name);
  end loop;
end $do$;

create view sys.change_tracking_databases as
  select sqlserver.db_id()::integer as database_id, true as is_auto_cleanup_on, 2 as retention_period,
    'DAYS'::varchar(60) as retention_period_units_desc
  where exists (select from public.change_tracking_table);
create view sys.change_tracking_tables as
  select o.object_id, c.table_name = 'IV00101' as is_track_columns_updated_on, c.min_valid_version
  from public.change_tracking_table c join sys.tables o on o.name = c.table_name;

-- A bit is compared with 0 and 1.
create function sqlserver.bit_is(one boolean, other integer) returns boolean language sql immutable as $$ select one::integer = other $$;
create function sqlserver.bit_is_not(one boolean, other integer) returns boolean language sql immutable as $$ select one::integer <> other $$;
create operator sqlserver.= (leftarg = boolean, rightarg = integer, function = sqlserver.bit_is);
create operator sqlserver.<> (leftarg = boolean, rightarg = integer, function = sqlserver.bit_is_not);
