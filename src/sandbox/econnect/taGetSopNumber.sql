-- The next number of a document id, or of the document type where the id has none of its own.
create type "taGetSopNumber_parameters" as ("I_tSOPTYPE" tinyint, "I_cDOCID" char(15), "I_tInc_Dec" tinyint);

create function "taGetSopNumber"(parameters jsonb, out "O_iErrorState" integer, out "O_vSopNumber" varchar)
language plpgsql as $$
declare
  nullable constant text[] := '{I_tSOPTYPE,I_cDOCID,I_tInc_Dec}';
  p "taGetSopNumber_parameters" := jsonb_populate_record(null::"taGetSopNumber_parameters",
    econnect_parameters(parameters, '"taGetSopNumber_parameters"', '{}', nullable, '{}'));
  errors integer[] := '{}';
  id "SOP40200";
  number_type integer;
  number_id text;
  own boolean;
  stored text;
  tries integer := 0;
begin
  p."I_cDOCID" := upper(p."I_cDOCID");
  errors := econnect_with(errors, 3388, p."I_tSOPTYPE" is null or p."I_tSOPTYPE" not between 1 and 6);
  errors := econnect_with(errors, 3394, p."I_tInc_Dec" is null or p."I_tInc_Dec" > 1);
  if errors = '{}' then
    -- The locks stay until the caller's transaction ends: other callers who need a number wait.
    lock table "SOP40200", "SOP40300" in exclusive mode;
    select * into id from "SOP40200" where "SOPTYPE" = p."I_tSOPTYPE" and "DOCID" = p."I_cDOCID";
    errors := econnect_with(errors, 3411, not found);
  end if;
  if errors = '{}' then
    number_type := case p."I_tSOPTYPE" when 6 then 3 else p."I_tSOPTYPE" end;
    number_id := case when id."SOPNUMBE" = '' and id."USNXTINV" = 1 then id."USDOCID1" else id."DOCID" end;
    select "SOPNUMBE" into stored from "SOP40200"
      where "SOPTYPE" = case when number_id = id."DOCID" then p."I_tSOPTYPE" else number_type end and "DOCID" = number_id;
    own := coalesce(stored, '') <> '';
    if not own then select "SOPNUMBE" into stored from "SOP40300" where "SOPTYPE" = number_type; end if;
    errors := econnect_with(errors, 3412, coalesce(stored, '') = '');
  end if;
  if errors = '{}' then
    stored := rtrim(stored);
    if p."I_tInc_Dec" = 0 then
      stored := econnect_counted(stored, -1);
      "O_vSopNumber" := stored;
    else
      while exists (select from "SOP10100" where "SOPTYPE" = p."I_tSOPTYPE" and "SOPNUMBE" = stored::bpchar)
        or exists (select from "SOP30200" where "SOPTYPE" = p."I_tSOPTYPE" and "SOPNUMBE" = stored::bpchar)
      loop
        tries := tries + 1;
        exit when tries > 1000;
        stored := econnect_counted(stored, 1);
      end loop;
      errors := econnect_with(errors, 3419, tries > 1000);
      "O_vSopNumber" := stored;
      stored := econnect_counted(stored, 1);
    end if;
  end if;
  if errors = '{}' then
    if own then
      update "SOP40200" set "SOPNUMBE" = stored
        where "SOPTYPE" = case when number_id = id."DOCID" then p."I_tSOPTYPE" else number_type end and "DOCID" = number_id;
    else
      update "SOP40300" set "SOPNUMBE" = stored where "SOPTYPE" = number_type;
    end if;
  else
    "O_vSopNumber" := null;
  end if;
  "O_iErrorState" := econnect_state(errors);
end $$;
