-- Internet addresses of a customer's address, an item or a company. Errors from 99000 on are numbers of this sandbox.
create type "taCreateInternetAddresses_parameters" as (
  "I_vMaster_Type" char(3),
  "I_vMaster_ID" char(30),
  "I_vADRSCODE" char(15),
  "I_vINET1" char(200),
  "I_vINET2" char(200),
  "I_vINET3" char(200),
  "I_vINET4" char(200),
  "I_vINET5" char(200),
  "I_vINET6" char(200),
  "I_vINET7" char(200),
  "I_vINET8" char(200),
  "I_vINETINFO" text,
  "I_vMessenger_Address" char(200),
  "I_vEmailBccAddress" text,
  "I_vEmailCcAddress" text,
  "I_vEmailToAddress" text,
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

create function "taCreateInternetAddresses"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vMaster_Type,I_vMaster_ID}';
  nullable constant text[] := '{}';
  p "taCreateInternetAddresses_parameters" := jsonb_populate_record(null::"taCreateInternetAddresses_parameters",
    econnect_parameters(parameters, '"taCreateInternetAddresses_parameters"', required, nullable, '{}'));
  errors integer[] := '{}';
begin
  if econnect_has_wrong_null(parameters, nullable) or p."I_vMaster_Type" = '' or p."I_vMaster_ID" = ''
    or p."I_vADRSCODE" = '' and p."I_vMaster_Type" in ('CUS', 'VEN', 'EMP', 'CMP') then errors := '{99002}'; end if;
  p."I_vMaster_ID" := upper(p."I_vMaster_ID");
  p."I_vADRSCODE" := upper(p."I_vADRSCODE");
  errors := econnect_with(errors, 99006, p."I_vMaster_Type" = 'CUS' and not exists (
    select from "RM00102" where "CUSTNMBR" = left(p."I_vMaster_ID", 15)::bpchar and "ADRSCODE" = p."I_vADRSCODE"));
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  insert into "SY01200" ("Master_Type", "Master_ID", "ADRSCODE") values (p."I_vMaster_Type", p."I_vMaster_ID", p."I_vADRSCODE") on conflict do nothing;
  update "SY01200" set
    "INET1" = p."I_vINET1",
    "INET2" = p."I_vINET2",
    "INET3" = p."I_vINET3",
    "INET4" = p."I_vINET4",
    "INET5" = p."I_vINET5",
    "INET6" = p."I_vINET6",
    "INET7" = p."I_vINET7",
    "INET8" = p."I_vINET8",
    "INETINFO" = p."I_vINETINFO",
    "Messenger_Address" = p."I_vMessenger_Address",
    "EmailBccAddress" = p."I_vEmailBccAddress",
    "EmailCcAddress" = p."I_vEmailCcAddress",
    "EmailToAddress" = p."I_vEmailToAddress"
    where "Master_Type" = p."I_vMaster_Type" and "Master_ID" = p."I_vMaster_ID" and "ADRSCODE" = p."I_vADRSCODE";
end $$;
