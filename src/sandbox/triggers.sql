-- GP keeps DEX_ROW_TS by triggers, and passes changes of some tables on to the row they belong to.
create function stamp_row() returns trigger language plpgsql as $$
begin
  new."DEX_ROW_TS" := getutcdate();
  return new;
end $$;

create function stamp_item() returns trigger language plpgsql as $$
begin
  update "IV00101" set "DEX_ROW_TS" = getutcdate() where "ITEMNMBR" = coalesce(new."ITEMNMBR", old."ITEMNMBR");
  return null;
end $$;

create function stamp_price_level() returns trigger language plpgsql as $$
begin
  update "IV40800" set "DEX_ROW_TS" = getutcdate() where "PRCLEVEL" = coalesce(new."PRCLEVEL", old."PRCLEVEL");
  return null;
end $$;

create function stamp_unit_schedule() returns trigger language plpgsql as $$
begin
  update "IV40201" set "DEX_ROW_TS" = getutcdate() where "UOMSCHDL" = coalesce(new."UOMSCHDL", old."UOMSCHDL");
  return null;
end $$;

create trigger stamp before update on "RM00101" for each row execute function stamp_row();
create trigger stamp before update on "RM00102" for each row execute function stamp_row();
create trigger stamp before update on "SY01200" for each row execute function stamp_row();
create trigger stamp before update on "RM00301" for each row execute function stamp_row();
create trigger stamp before update on "RM00303" for each row execute function stamp_row();
create trigger stamp before update on "IV00101" for each row execute function stamp_row();
create trigger stamp before update on "IV00107" for each row execute function stamp_row();
create trigger stamp before update on "IV00108" for each row execute function stamp_row();
create trigger stamp before update on "IV40800" for each row execute function stamp_row();
create trigger stamp before update on "IV40201" for each row execute function stamp_row();
create trigger stamp before update on "IV40202" for each row execute function stamp_row();
create trigger stamp before update on "RM20101" for each row execute function stamp_row();
create trigger stamp before update on "RM30101" for each row execute function stamp_row();
create trigger stamp before update on "SOP10100" for each row execute function stamp_row();
create trigger stamp before update on "SOP10200" for each row execute function stamp_row();
create trigger stamp before update on "SOP30200" for each row execute function stamp_row();
create trigger stamp before update on "SOP30300" for each row execute function stamp_row();
create trigger stamp before update on "MC40000" for each row execute function stamp_row();
create trigger stamp before update on "DYNAMICS"."MC40200" for each row execute function stamp_row();
create trigger stamp_item after insert or update or delete on "IV00102" for each row execute function stamp_item();
create trigger stamp_item after insert or update or delete on "IV00104" for each row execute function stamp_item();
create trigger stamp_price_level after insert or delete on "IV00108" for each row execute function stamp_price_level();
create trigger stamp_unit_schedule after insert or delete on "IV40202" for each row execute function stamp_unit_schedule();
