-- The next number of a receivables document type; 9 is a payment.
create type "taGetPaymentNumber_parameters" as ("I_vDOCTYPE" tinyint, "I_vInc_Dec" tinyint);

create function "taGetPaymentNumber"(parameters jsonb, out "O_iErrorState" integer, out "O_vDOCNumber" varchar)
language plpgsql as $$
declare
  nullable constant text[] := '{I_vDOCTYPE,I_vInc_Dec}';
  p "taGetPaymentNumber_parameters" := jsonb_populate_record(null::"taGetPaymentNumber_parameters",
    econnect_parameters(parameters, '"taGetPaymentNumber_parameters"', '{}', nullable, '{}'));
  errors integer[] := '{}';
  stored text;
  tries integer := 0;
begin
  errors := econnect_with(errors, 122, p."I_vDOCTYPE" is null or p."I_vDOCTYPE" not between 1 and 9);
  errors := econnect_with(errors, 124, p."I_vInc_Dec" is null or p."I_vInc_Dec" > 1);
  if errors = '{}' then
    lock table "RM40401" in exclusive mode;
    select rtrim("DOCNUMBR") into stored from "RM40401" where "RMDTYPAL" = p."I_vDOCTYPE";
    errors := econnect_with(errors, 44, coalesce(stored, '') = '');
  end if;
  if errors = '{}' then
    if p."I_vInc_Dec" = 0 then
      stored := econnect_counted(stored, -1);
      "O_vDOCNumber" := stored;
    else
      while exists (select from "RM00401" where "RMDTYPAL" = p."I_vDOCTYPE" and "DOCNUMBR" = stored::bpchar) loop
        tries := tries + 1;
        exit when tries > 1000;
        stored := econnect_counted(stored, 1);
      end loop;
      errors := econnect_with(errors, 3413, tries > 1000);
      "O_vDOCNumber" := stored;
      stored := econnect_counted(stored, 1);
    end if;
    update "RM40401" set "DOCNUMBR" = stored where "RMDTYPAL" = p."I_vDOCTYPE";
  end if;
  "O_iErrorState" := econnect_state(errors);
end $$;
