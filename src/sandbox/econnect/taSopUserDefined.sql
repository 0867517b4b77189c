-- User-defined fields of a document.
create type "taSopUserDefined_parameters" as (
  "I_vSOPTYPE" smallint,
  "I_vSOPNUMBE" char(21),
  "I_vUSRDAT01" datetime,
  "I_vUSRDAT02" datetime,
  "I_vUSRTAB01" char(20),
  "I_vUSRTAB09" char(20),
  "I_vUSRTAB03" char(20),
  "I_vUSERDEF1" char(20),
  "I_vUSERDEF2" char(20),
  "I_vUSRDEF03" char(20),
  "I_vUSRDEF04" char(20),
  "I_vUSRDEF05" char(20),
  "I_vRequesterTrx" smallint,
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

create function "taSopUserDefined"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vSOPTYPE,I_vSOPNUMBE}';
  nullable constant text[] := '{I_vUSRTAB01,I_vUSRTAB09,I_vUSRTAB03,I_vUSERDEF1,I_vUSERDEF2,I_vUSRDEF03,I_vUSRDEF04,I_vUSRDEF05}';
  p "taSopUserDefined_parameters" := jsonb_populate_record(null::"taSopUserDefined_parameters",
    econnect_parameters(parameters, '"taSopUserDefined_parameters"', required, nullable, '{}'));
  errors integer[] := '{}';
  list record;
begin
  if econnect_has_wrong_null(parameters, nullable) then errors := '{134}';
  elsif p."I_vSOPTYPE" = 0 or p."I_vSOPNUMBE" = '' then errors := '{135}';
  elsif p."I_vSOPTYPE" not between 1 and 6 then errors := '{136}';
  end if;
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  p."I_vSOPNUMBE" := upper(p."I_vSOPNUMBE");
  for list in select number, value from (values (1, p."I_vUSRTAB01"), (2, p."I_vUSRTAB09"), (3, p."I_vUSRTAB03")) as lists (number, value)
    where coalesce(value, '') <> ''
  loop
    insert into "SOP40400" ("INDEX1", "USTABVAL") values (list.number, list.value) on conflict do nothing;
  end loop;
  insert into "SOP10106" ("SOPTYPE", "SOPNUMBE") values (p."I_vSOPTYPE", p."I_vSOPNUMBE") on conflict do nothing;
  -- NULL leaves a field as it is.
  update "SOP10106" set
    "USRDAT01" = case when econnect_is_date(p."I_vUSRDAT01") then p."I_vUSRDAT01" else "USRDAT01" end,
    "USRDAT02" = case when econnect_is_date(p."I_vUSRDAT02") then p."I_vUSRDAT02" else "USRDAT02" end,
    "USRTAB01" = coalesce(p."I_vUSRTAB01", "USRTAB01"), "USRTAB09" = coalesce(p."I_vUSRTAB09", "USRTAB09"),
    "USRTAB03" = coalesce(p."I_vUSRTAB03", "USRTAB03"), "USERDEF1" = coalesce(p."I_vUSERDEF1", "USERDEF1"),
    "USERDEF2" = coalesce(p."I_vUSERDEF2", "USERDEF2"), "USRDEF03" = coalesce(p."I_vUSRDEF03", "USRDEF03"),
    "USRDEF04" = coalesce(p."I_vUSRDEF04", "USRDEF04"), "USRDEF05" = coalesce(p."I_vUSRDEF05", "USRDEF05")
    where "SOPTYPE" = p."I_vSOPTYPE" and "SOPNUMBE" = p."I_vSOPNUMBE";
end $$;
