-- What eConnect's procedures have in common here. Each takes its parameters as one JSON object, under their own names without the @:
-- PostgreSQL's functions have at most 100 parameters, and some of these have more.

-- A text as a column of SQL Server keeps it: a letter that code page 1252 does not have becomes a question mark, without a word.
create function econnect_in_code_page(value text) returns text language sql immutable as $$
  select regexp_replace(value, '[^\u0001-\u007F\u00A0-\u00FF\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178]', '?', 'g')
$$;

-- The parameters that were given, completed by the defaults: those named are required, NULL or have a default of their own,
-- all others are blank, 0 or GP's "no date". Texts are cut to the parameter's length, as SQL Server cuts them.
create function econnect_parameters(given jsonb, kind regtype, required text[], null_unless_given text[], own_defaults jsonb) returns jsonb
language plpgsql as $$
declare
  "procedure" text := replace(kind::text, '_parameters', '');
  complete jsonb := '{}';
  parameter record;
  value jsonb;
begin
  "procedure" := trim(both '"' from "procedure");
  for parameter in select name from jsonb_object_keys(given) as name
    where not exists (select from pg_attribute where attrelid = kind::text::regclass and attname = name)
  loop
    raise exception '@% is not a parameter for procedure %.', parameter.name, "procedure" using errcode = 'E8145';
  end loop;
  for parameter in select attname::text as name, atttypid::regtype::text as type, atttypmod as modifier
    from pg_attribute where attrelid = kind::text::regclass and attnum > 0 order by attnum
  loop
    value := given -> parameter.name;
    if value is null then
      if parameter.name = any (required) then
        raise exception 'Procedure or function ''%'' expects parameter ''@%'', which was not supplied.', "procedure", parameter.name
          using errcode = 'E0201';
      end if;
      value := case
        when parameter.name = any (null_unless_given) then 'null'
        when own_defaults ? parameter.name then own_defaults -> parameter.name
        when parameter.type in ('character', 'character varying', 'text') then '""'
        when parameter.type = 'datetime' then '"1900-01-01"'
        else '0' end;
    elsif jsonb_typeof(value) <> 'null' then
      if parameter.type = 'datetime' then
        if trim(value #>> '{}') = '' then value := '"1900-01-01"';
        -- SQL Server reads any other text by the login's language: 2026-11-23 has no such month for a British or French one.
        elsif value #>> '{}' !~ '^\d{8}$' then
          raise exception 'The conversion of a varchar data type to a datetime data type depends on the language of the login (@%).', parameter.name
            using errcode = 'E0242';
        elsif (value #>> '{}')::timestamp < '1753-01-01' or (value #>> '{}')::timestamp >= '10000-01-01' then
          raise exception 'The conversion of a varchar data type to a datetime data type resulted in an out-of-range value (@%).', parameter.name
            using errcode = 'E0242';
        end if;
      elsif parameter.type in ('character', 'character varying', 'text') then
        -- Not in the XML that eConnect is also called with, and bars in GP's windows.
        if value #>> '{}' ~ '[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F]' then
          raise exception 'A control character is not allowed in a text (@%).', parameter.name using errcode = 'E9420';
        end if;
        value := to_jsonb(econnect_in_code_page(value #>> '{}'));
        if parameter.type <> 'text' then value := to_jsonb(left(value #>> '{}', parameter.modifier - 4)); end if;
      end if;
    end if;
    complete := complete || jsonb_build_object(parameter.name, value);
  end loop;
  return complete;
end $$;

-- Whether NULL was given to a parameter whose default is another.
create function econnect_has_wrong_null(given jsonb, null_unless_given text[]) returns boolean language sql immutable as $$
  select exists (select from jsonb_each(given) as one where jsonb_typeof(one.value) = 'null' and one.key <> all (null_unless_given))
$$;

-- A list of errors, each in it once.
create function econnect_with(errors integer[], error integer, applies boolean) returns integer[] language sql immutable as $$
  select case when applies and error <> all (errors) then errors || error else errors end
$$;

create function econnect_state(errors integer[]) returns integer language sql immutable as $$ select coalesce(errors[1], 0) $$;

create function econnect_string(errors integer[]) returns varchar language sql immutable as $$
  select left(coalesce(array_to_string(errors, ' '), ''), 255)::varchar(255)
$$;

create function econnect_is_date(value timestamp) returns boolean language sql immutable as $$ select value > '1900-01-01' $$;

-- The company's day.
create function econnect_today() returns datetime language sql stable as $$ select date_trunc('day', getutcdate())::datetime $$;

-- Decimals of a currency; GP keeps them with one added.
create function econnect_currency_decimals(currency bpchar) returns integer language sql stable as $$
  select coalesce((select "DECPLCUR" - 1 from "DYNAMICS"."MC40200" where "CURNCYID" = currency), 2)
$$;

create function econnect_has_more_decimals(amount numeric, decimals integer) returns boolean language sql immutable as $$
  select round(coalesce(amount, 0), decimals) <> coalesce(amount, 0)
$$;

-- The next of a row of numbers: the digits at its end, raised or lowered with carry, and no more of them. Without digits it stays.
create function econnect_counted(number text, step integer) returns text language sql immutable as $$
  select case when digits is null then number
    else left(number, length(number) - length(digits)) || lpad(((digits::numeric + step + modulus) % modulus)::text, length(digits), '0') end
  from (select substring(number from '[0-9]+$') as digits, ('1' || repeat('0', length(substring(number from '[0-9]+$'))))::numeric as modulus) as parts
$$;

-- What can be sold of an item at a site, in its base unit. A negative allocation lowers it like a positive one.
create function econnect_available(item bpchar, site bpchar) returns numeric language sql volatile as $$
  select coalesce((select greatest("QTYONHND" - abs("ATYALLOC"), 0) from "IV00102"
    where "ITEMNMBR" = item and "RCRDTYPE" = 2 and "LOCNCODE" = site), 0)
$$;

-- Takes the update lock on the item's quantities under which eConnect looks for shortages.
create function econnect_lock_quantities(item bpchar) returns void language plpgsql as $$
begin
  perform 1 from "IV00102" where "ITEMNMBR" = item order by "RCRDTYPE", "LOCNCODE" for update;
end $$;

-- Moves an item's allocated and back-ordered quantities at a site and in the sum over all sites, in the base unit.
create function econnect_move_quantities(item bpchar, site bpchar, allocated numeric, back_ordered numeric) returns void language plpgsql as $$
begin
  if allocated = 0 and back_ordered = 0 then return; end if;
  update "IV00102" set "ATYALLOC" = "ATYALLOC" + allocated, "QTYBKORD" = "QTYBKORD" + back_ordered
    where "ITEMNMBR" = item and ("RCRDTYPE" = 2 and "LOCNCODE" = site or "RCRDTYPE" = 1);
end $$;

-- Whether a new sale takes a customer over a limit. Its parent's where NACREDITCHECK says so, and then the parent's own balance alone.
create function econnect_over_limit(customer bpchar, sale numeric) returns table (over_limit boolean, over_bucket boolean) language sql stable as $$
  select
    card."CRLMTTYP" = 0 or card."CRLMTTYP" = 2 and balance.total + sale > card."CRLMTAMT",
    card."CRLMTTYP" = 2 and card."CRLMTPAM" > 0 and balance.bucket > card."CRLMTPAM"
  from "RM00101" as own
  left join "RM00105" as family on family."CPRCSTNM" = own."CPRCSTNM" and family."NACREDITCHECK" = 1
  join "RM00101" as card on card."CUSTNMBR" = coalesce(family."CPRCSTNM", own."CUSTNMBR")
  left join lateral (
    select "CUSTBLNC" + "UNPSTDSA" + "UNPSTOSA" + "ONORDAMT" - "UNPSTDCA" - "UNPSTOCA" - "DEPRECV" as total,
      case card."CRLMTPER" when 1 then "AGPERAMT_1" when 2 then "AGPERAMT_2" when 3 then "AGPERAMT_3" when 4 then "AGPERAMT_4"
        when 5 then "AGPERAMT_5" when 6 then "AGPERAMT_6" when 7 then "AGPERAMT_7" else 0 end as bucket
    from "RM00103" where "CUSTNMBR" = card."CUSTNMBR"
  ) as summary on true
  cross join lateral (select coalesce(summary.total, 0) as total, coalesce(summary.bucket, 0) as bucket) as balance
  where own."CUSTNMBR" = customer
$$;

-- Adds to a customer's summary, which is made where it is missing.
create function econnect_add_to_summary(customer bpchar, on_order numeric, unposted_sales numeric, unposted_cash numeric, deposits numeric)
returns void language plpgsql as $$
begin
  insert into "RM00103" ("CUSTNMBR") values (customer) on conflict do nothing;
  update "RM00103" set "ONORDAMT" = "ONORDAMT" + on_order, "UNPSTOSA" = "UNPSTOSA" + unposted_sales,
    "UNPSTOCA" = "UNPSTOCA" + unposted_cash, "DEPRECV" = "DEPRECV" + deposits
    where "CUSTNMBR" = customer;
end $$;

-- How a payment on a document moves its customer's summary: deposits at once, payments with the document, a card on an order not at all.
create function econnect_add_payment(customer bpchar, sop_type integer, payment_type integer, amount numeric) returns void language plpgsql as $$
begin
  if payment_type <= 3 then perform econnect_add_to_summary(customer, 0, 0, 0, amount);
  elsif sop_type in (3, 4, 6) then perform econnect_add_to_summary(customer, 0, 0, amount, 0);
  end if;
end $$;

-- The due date by the terms: days, a day of the month, the month's end, at once, a day of the next month.
create function econnect_due_date(terms bpchar, document_date timestamp) returns timestamp language plpgsql stable as $$
declare
  card "SY03300";
  start_date timestamp := document_date;
  month_start timestamp;
  due timestamp;
begin
  select * into card from "SY03300" where "PYMTRMID" = terms;
  if not found then return document_date; end if;
  if card."DISCTYPE" <> 1 then start_date := econnect_discount_date(terms, document_date); end if;
  month_start := date_trunc('month', start_date);
  due := case card."DUETYPE"
    when 1 then start_date + make_interval(days => card."DUEDTDS")
    when 2 then month_start + make_interval(months => case when extract(day from start_date) > card."DUEDTDS" then 1 else 0 end, days => card."DUEDTDS" - 1)
    when 3 then month_start + interval '1 month - 1 day'
    when 5 then month_start + make_interval(months => 1, days => card."DUEDTDS" - 1)
    else document_date end;
  return due;
end $$;

create function econnect_discount_date(terms bpchar, document_date timestamp) returns timestamp language plpgsql stable as $$
declare
  card "SY03300";
  month_start timestamp := date_trunc('month', document_date);
begin
  select * into card from "SY03300" where "PYMTRMID" = terms;
  return case card."DISCTYPE"
    when 1 then document_date + make_interval(days => card."DISCDTDS")
    when 2 then month_start + make_interval(months => case when extract(day from document_date) > card."DISCDTDS" then 1 else 0 end, days => card."DISCDTDS" - 1)
    when 3 then month_start + interval '1 month - 1 day'
    else document_date end;
end $$;

-- Adds a note of its own and returns its index; 0 for none.
create function econnect_note(note text) returns numeric language plpgsql as $$
declare
  index numeric;
begin
  if coalesce(note, '') = '' then return 0; end if;
  lock table "SY03900" in exclusive mode;
  select coalesce(max("NOTEINDX"), 0) + 1 into index from "SY03900";
  insert into "SY03900" ("NOTEINDX", "DATE1", "TXTFIELD") values (index, econnect_today(), note);
  return index;
end $$;

-- How many of the base unit a component's unit is.
create function econnect_component_factor(item bpchar, unit bpchar) returns numeric language sql stable as $$
  select coalesce((select u."QTYBSUOM" from "IV00101" as i join "IV40201" as s on s."UOMSCHDL" = i."UOMSCHDL"
    join "IV40202" as u on u."UOMSCHDL" = s."UOMSCHDL" and u."EQUIVUOM" = s."BASEUOFM"
    where i."ITEMNMBR" = item and upper(u."UOFM") = upper(unit)), 1)
$$;
