-- A process hold on a document that has its header.
create type "taSopUpdateCreateProcessHold_parameters" as (
  "I_vSOPTYPE" smallint,
  "I_vSOPNUMBE" char(21),
  "I_vPRCHLDID" char(15),
  "I_vDSCRIPTN" char(30),
  "I_vPASSWORD" char(15),
  "I_vXFERPHOL" tinyint,
  "I_vPOSTPHOL" tinyint,
  "I_vFUFIPHOL" tinyint,
  "I_vPRINPHOL" tinyint,
  "I_vHOLDDATE" datetime,
  "I_vUSERID" char(15),
  "I_vTIME1" datetime,
  "I_vDELETE1" integer,
  "I_vUpdateIfExistsMaster" integer,
  "I_vUpdateSopIfExists" integer,
  "I_vRequesterTrx" smallint
);

create function "taSopUpdateCreateProcessHold"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vSOPTYPE,I_vSOPNUMBE,I_vPRCHLDID}';
  nullable constant text[] := '{}';
  p "taSopUpdateCreateProcessHold_parameters" := jsonb_populate_record(null::"taSopUpdateCreateProcessHold_parameters",
    econnect_parameters(parameters, '"taSopUpdateCreateProcessHold_parameters"', required, nullable, '{}'));
  errors integer[] := '{}';
  today datetime := econnect_today();
begin
  if econnect_has_wrong_null(parameters, nullable) or p."I_vSOPTYPE" = 0 or p."I_vSOPNUMBE" = '' or p."I_vPRCHLDID" = '' then errors := '{717}';
  else
    p."I_vSOPNUMBE" := upper(p."I_vSOPNUMBE");
    p."I_vPRCHLDID" := upper(p."I_vPRCHLDID");
    errors := econnect_with(errors, 87, not exists (
      select from "SOP10100" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE"));
    errors := econnect_with(errors, 88, p."I_vDSCRIPTN" = '' and not exists (select from "SOP00100" where "PRCHLDID" = p."I_vPRCHLDID"));
    errors := econnect_with(errors, 6000, p."I_vXFERPHOL" > 1);
    errors := econnect_with(errors, 6001, p."I_vPOSTPHOL" > 1);
    errors := econnect_with(errors, 6002, p."I_vFUFIPHOL" > 1);
    errors := econnect_with(errors, 6003, p."I_vPRINPHOL" > 1);
    errors := econnect_with(errors, 6004, p."I_vDELETE1" not in (0, 1));
  end if;
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  insert into "SOP00100" ("PRCHLDID", "DSCRIPTN", "PASSWORD", "XFERPHOL", "POSTPHOL", "FUFIPHOL", "PRINPHOL", "USER2ENT", "CREATDDT", "MODIFDT")
  values (p."I_vPRCHLDID", p."I_vDSCRIPTN", p."I_vPASSWORD", p."I_vXFERPHOL", p."I_vPOSTPHOL", p."I_vFUFIPHOL", p."I_vPRINPHOL", p."I_vUSERID", today, today)
  on conflict do nothing;
  if p."I_vUpdateIfExistsMaster" = 1 then
    update "SOP00100" set "DSCRIPTN" = p."I_vDSCRIPTN", "PASSWORD" = p."I_vPASSWORD", "XFERPHOL" = p."I_vXFERPHOL", "POSTPHOL" = p."I_vPOSTPHOL",
      "FUFIPHOL" = p."I_vFUFIPHOL", "PRINPHOL" = p."I_vPRINPHOL", "MODIFDT" = today where "PRCHLDID" = p."I_vPRCHLDID";
  end if;
  insert into "SOP10104" ("SOPTYPE", "SOPNUMBE", "PRCHLDID", "DELETE1", "USERID", "HOLDDATE", "TIME1")
  values (p."I_vSOPTYPE", p."I_vSOPNUMBE", p."I_vPRCHLDID", p."I_vDELETE1", p."I_vUSERID",
    case when econnect_is_date(p."I_vHOLDDATE") then p."I_vHOLDDATE" else today end, p."I_vTIME1")
  on conflict do nothing;
  if p."I_vUpdateSopIfExists" = 1 then
    update "SOP10104" set "DELETE1" = p."I_vDELETE1", "USERID" = p."I_vUSERID",
      "HOLDDATE" = case when econnect_is_date(p."I_vHOLDDATE") then p."I_vHOLDDATE" else today end, "TIME1" = p."I_vTIME1"
      where "SOPTYPE" = p."I_vSOPTYPE" and "SOPNUMBE" = p."I_vSOPNUMBE" and "PRCHLDID" = p."I_vPRCHLDID";
  end if;
end $$;
