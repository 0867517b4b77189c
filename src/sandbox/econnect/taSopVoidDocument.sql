-- Voids a document that is not posted: it moves to history with VOIDSTTS 1, and what it has allocated is free. Like GP's own, it
-- does not look whether something of it is picked or invoiced.
create type "taSopVoidDocument_parameters" as (
  "I_vSOPTYPE" smallint,
  "I_vSOPNUMBE" char(21),
  "I_vBACHNUMB" char(15),
  "I_vRemovePayments" smallint,
  "I_vVOIDDATE" datetime,
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

-- The columns that two tables have in common, but for GP's row number.
create function econnect_common_columns(one text, other text) returns text[] language sql stable as $$
  select array_agg(a.attname::text order by a.attnum) from pg_attribute a
  where a.attrelid = quote_ident(one)::regclass and a.attnum > 0 and not a.attisdropped and a.attname not in ('DEX_ROW_ID', 'DEX_ROW_TS')
    and exists (select from pg_attribute b where b.attrelid = quote_ident(other)::regclass and b.attname = a.attname and not b.attisdropped)
$$;

-- Copies a document's rows to history, with some of their columns set to other values.
create function econnect_to_history(work text, history text, sop_type integer, number bpchar, changes jsonb) returns void language plpgsql as $$
declare
  columns text[] := econnect_common_columns(work, history);
begin
  execute format('insert into %I (%s) select %s from %I as w, jsonb_populate_record(null::%I, $3) as c where w."SOPTYPE" = $1 and w."SOPNUMBE" = $2',
    history, (select string_agg(quote_ident(name), ', ') from unnest(columns) as name),
    (select string_agg(case when changes ? name then 'c.' else 'w.' end || quote_ident(name), ', ') from unnest(columns) as name), work, history)
    using sop_type, number, changes;
end $$;

create function "taSopVoidDocument"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vSOPTYPE,I_vSOPNUMBE}';
  p "taSopVoidDocument_parameters" := jsonb_populate_record(null::"taSopVoidDocument_parameters",
    econnect_parameters(parameters, '"taSopVoidDocument_parameters"', required, '{}', '{"I_vRemovePayments": 1}'));
  errors integer[] := '{}';
  header "SOP10100";
  audit_trail text;
  today datetime := econnect_today();
begin
  errors := econnect_with(errors, 7000, econnect_has_wrong_null(parameters, '{}'));
  errors := econnect_with(errors, 7001, p."I_vSOPNUMBE" = '' or p."I_vSOPTYPE" = 0);
  errors := econnect_with(errors, 1588, p."I_vRemovePayments" not in (0, 1));
  errors := econnect_with(errors, 7003, p."I_vSOPTYPE" not between 1 and 6);
  p."I_vSOPNUMBE" := upper(p."I_vSOPNUMBE");
  -- The rows are locked first: GP's procedure reads without locks, and has them once it deletes the rows.
  select * into header from "SOP10100" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" for update;
  errors := econnect_with(errors, 7004, exists (
    select from "SOP30200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE"));
  errors := econnect_with(errors, 2939, header."SOPNUMBE" is null);
  errors := econnect_with(errors, 3422, exists (
    select from "SOP60100" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE"));
  if errors = '{}' then
    errors := econnect_with(errors, 7134, exists (select from "DEX_LOCK" where "table_path_name" = 'SOP10100' and "row_id" = header."DEX_ROW_ID"));
  end if;
  if errors = '{}' and p."I_vRemovePayments" = 1 and p."I_vSOPTYPE" in (2, 5) and exists (select from "SOP10103"
    where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "OAMNTREM" > 0 and "PYMTTYPE" in (1, 2, 3, 6)) then
    raise exception 'The sandbox does not void payments (RemovePayments 1).' using errcode = '0A000';
  end if;
  if errors = '{}' then
    errors := econnect_with(errors, 7002, exists (select from "SOP10103"
      where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and case
        when p."I_vSOPTYPE" in (2, 5) then "OAMNTREM" > 0 and "PYMTTYPE" <> 6
        when p."I_vSOPTYPE" in (3, 4, 6) then "TRXSORCE" <> '' and "DEPSTATS" <> 2 else false end));
    errors := econnect_with(errors, 7010, not exists (select from "SY01000" where "SERIES" = 3 and "TRXSRCPX" = 'SLSVT'));
  end if;
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  perform 1 from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" order by "LNITMSEQ", "CMPNTSEQ" for update;
  if p."I_vSOPTYPE" in (3, 4, 6) then
    delete from "RM00401" where ("DOCNUMBR", "RMDTYPAL") in (select "DOCNUMBR", "RMDTYPAL" from "SOP10103"
      where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE");
    perform econnect_add_to_summary(header."CUSTNMBR", 0, header."ORDOCAMT" * case when p."I_vSOPTYPE" = 4 then 1 else -1 end,
      header."ORPMTRVD" * case when p."I_vSOPTYPE" = 4 then 1 else -1 end, 0);
  elsif p."I_vSOPTYPE" = 2 then
    perform econnect_add_to_summary(header."CUSTNMBR", -header."REMSUBTO", 0, 0, 0);
  end if;
  -- In the order in which orders lock items: by item.
  perform econnect_lock_quantities(taken.item) from (select distinct "ITEMNMBR" as item from "SOP10200"
    where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" order by 1) as taken;
  perform econnect_move_quantities(l."ITEMNMBR", l."LOCNCODE", -l."ATYALLOC" * l."QTYBSUOM",
      -l."QTYBSUOM" * case when l."SOPTYPE" = 5 then l."QUANTITY" else l."QTYTBAOR" end)
    from "SOP10200" as l join "IV00101" as i on i."ITEMNMBR" = l."ITEMNMBR" and i."ITEMTYPE" in (1, 2)
    where l."SOPNUMBE" = p."I_vSOPNUMBE" and l."SOPTYPE" = p."I_vSOPTYPE" and l."SOPTYPE" in (2, 3, 5, 6);
  update "SY00500" set "NUMOFTRX" = "NUMOFTRX" - 1, "BCHTOTAL" = "BCHTOTAL" - header."DOCAMNT", "MODIFDT" = today
    where "BCHSOURC" = 'Sales Entry' and "BACHNUMB" = header."BACHNUMB";
  update "SY01000" set "NTRXSNUM" = "NTRXSNUM" + 1 where "SERIES" = 3 and "TRXSRCPX" = 'SLSVT'
    returning 'SLSVT' || lpad(("NTRXSNUM" - 1)::text, 8, '0') into audit_trail;
  update "SOP10104" set "TRXSORCE" = audit_trail where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
  update "SOP10105" set "TRXSORCE" = audit_trail where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
  update "SOP10103" set "AMNTREMA" = 0, "OAMNTREM" = 0, "DEPSTATS" = 2, "TRXSORCE" = audit_trail
    where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
  perform econnect_to_history('SOP10100', 'SOP30200', p."I_vSOPTYPE", p."I_vSOPNUMBE", jsonb_build_object('VOIDSTTS', 1,
    'BCHSOURC', 'Sales Void', 'BACHNUMB', coalesce(nullif(p."I_vBACHNUMB", ''), header."BACHNUMB"), 'TRXSORCE', audit_trail,
    'GLPOSTDT', today, 'MODIFDT', today, 'POSTEDDT', today, 'SOPSTATUS', case when p."I_vSOPTYPE" = 2 then 9 else 0 end));
  perform econnect_to_history('SOP10200', 'SOP30300', p."I_vSOPTYPE", p."I_vSOPNUMBE", jsonb_build_object('TRXSORCE', audit_trail, 'Flags', 2));
  delete from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
  delete from "SOP10100" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
end $$;
