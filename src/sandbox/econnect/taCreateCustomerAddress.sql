-- An address of a customer, new or changed; NULL leaves a field as it is. Errors from 99000 on are numbers of this sandbox.
create type "taCreateCustomerAddress_parameters" as (
  "I_vCUSTNMBR" char(15),
  "I_vADRSCODE" char(15),
  "I_vSLPRSNID" char(15),
  "I_vUPSZONE" char(3),
  "I_vSHIPMTHD" char(15),
  "I_vTAXSCHID" char(15),
  "I_vCNTCPRSN" char(60),
  "I_vADDRESS1" char(60),
  "I_vADDRESS2" char(60),
  "I_vADDRESS3" char(60),
  "I_vCOUNTRY" char(60),
  "I_vCITY" char(35),
  "I_vSTATE" char(29),
  "I_vZIPCODE" char(10),
  "I_vPHNUMBR1" char(21),
  "I_vPHNUMBR2" char(21),
  "I_vPHNUMBR3" char(21),
  "I_vFAX" char(21),
  "I_vGPSFOINTEGRATIONID" char(30),
  "I_vINTEGRATIONSOURCE" smallint,
  "I_vINTEGRATIONID" char(30),
  "I_vCCode" char(6),
  "I_vLOCNCODE" char(10),
  "I_vSALSTERR" char(15),
  "I_vShipToName" char(64),
  "I_vPrint_Phone_NumberGB" smallint,
  "I_vUSERDEF1" char(20),
  "I_vUSERDEF2" char(20),
  "I_vUpdateIfExists" tinyint,
  "I_vRequesterTrx" smallint,
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

create function "taCreateCustomerAddress"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vCUSTNMBR,I_vADRSCODE}';
  nullable constant text[] := '{I_vSLPRSNID,I_vUPSZONE,I_vSHIPMTHD,I_vTAXSCHID,I_vCNTCPRSN,I_vADDRESS1,I_vADDRESS2,I_vADDRESS3,I_vCOUNTRY,I_vCITY,
    I_vSTATE,I_vZIPCODE,I_vPHNUMBR1,I_vPHNUMBR2,I_vPHNUMBR3,I_vFAX,I_vGPSFOINTEGRATIONID,I_vINTEGRATIONSOURCE,
    I_vINTEGRATIONID,I_vCCode,I_vLOCNCODE,I_vSALSTERR,I_vShipToName,I_vPrint_Phone_NumberGB,I_vUSERDEF1,I_vUSERDEF2}';
  p "taCreateCustomerAddress_parameters" := jsonb_populate_record(null::"taCreateCustomerAddress_parameters",
    econnect_parameters(parameters, '"taCreateCustomerAddress_parameters"', required, nullable, '{"I_vUpdateIfExists": 1}'));
  errors integer[] := '{}';
  today datetime := econnect_today();
begin
  if econnect_has_wrong_null(parameters, nullable) or p."I_vCUSTNMBR" = '' or p."I_vADRSCODE" = '' then errors := '{99002}'; end if;
  p."I_vCUSTNMBR" := upper(p."I_vCUSTNMBR");
  p."I_vADRSCODE" := upper(p."I_vADRSCODE");
  errors := econnect_with(errors, 99006, not exists (select from "RM00101" where "CUSTNMBR" = p."I_vCUSTNMBR"));
  errors := econnect_with(errors, 99001, p."I_vUpdateIfExists" = 0 and exists (
    select from "RM00102" where "CUSTNMBR" = p."I_vCUSTNMBR" and "ADRSCODE" = p."I_vADRSCODE"));
  errors := econnect_with(errors, 99007, p."I_vTAXSCHID" <> '' and not exists (select from "TX00101" where "TAXSCHID" = p."I_vTAXSCHID"));
  errors := econnect_with(errors, 99008, p."I_vLOCNCODE" <> '' and not exists (select from "IV40700" where "LOCNCODE" = upper(p."I_vLOCNCODE")));
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  insert into "RM00102" ("CUSTNMBR", "ADRSCODE", "CREATDDT") values (p."I_vCUSTNMBR", p."I_vADRSCODE", today) on conflict do nothing;
  update "RM00102" set
    "SLPRSNID" = coalesce(upper(p."I_vSLPRSNID"), "SLPRSNID"), "UPSZONE" = coalesce(p."I_vUPSZONE", "UPSZONE"),
    "SHIPMTHD" = coalesce(upper(p."I_vSHIPMTHD"), "SHIPMTHD"), "TAXSCHID" = coalesce(upper(p."I_vTAXSCHID"), "TAXSCHID"),
    "CNTCPRSN" = coalesce(p."I_vCNTCPRSN", "CNTCPRSN"), "ADDRESS1" = coalesce(p."I_vADDRESS1", "ADDRESS1"),
    "ADDRESS2" = coalesce(p."I_vADDRESS2", "ADDRESS2"), "ADDRESS3" = coalesce(p."I_vADDRESS3", "ADDRESS3"),
    "COUNTRY" = coalesce(p."I_vCOUNTRY", "COUNTRY"), "CITY" = coalesce(p."I_vCITY", "CITY"), "STATE" = coalesce(p."I_vSTATE", "STATE"),
    "ZIP" = coalesce(p."I_vZIPCODE", "ZIP"), "PHONE1" = coalesce(p."I_vPHNUMBR1", "PHONE1"), "PHONE2" = coalesce(p."I_vPHNUMBR2", "PHONE2"),
    "PHONE3" = coalesce(p."I_vPHNUMBR3", "PHONE3"), "FAX" = coalesce(p."I_vFAX", "FAX"),
    "GPSFOINTEGRATIONID" = coalesce(p."I_vGPSFOINTEGRATIONID", "GPSFOINTEGRATIONID"),
    "INTEGRATIONSOURCE" = coalesce(p."I_vINTEGRATIONSOURCE", "INTEGRATIONSOURCE"),
    "INTEGRATIONID" = coalesce(p."I_vINTEGRATIONID", "INTEGRATIONID"), "CCode" = coalesce(p."I_vCCode", "CCode"),
    "LOCNCODE" = coalesce(upper(p."I_vLOCNCODE"), "LOCNCODE"), "SALSTERR" = coalesce(upper(p."I_vSALSTERR"), "SALSTERR"),
    "ShipToName" = coalesce(p."I_vShipToName", "ShipToName"),
    "Print_Phone_NumberGB" = coalesce(p."I_vPrint_Phone_NumberGB", "Print_Phone_NumberGB"),
    "USERDEF1" = coalesce(p."I_vUSERDEF1", "USERDEF1"), "USERDEF2" = coalesce(p."I_vUSERDEF2", "USERDEF2"),
    "MODIFDT" = today
    where "CUSTNMBR" = p."I_vCUSTNMBR" and "ADRSCODE" = p."I_vADRSCODE";
end $$;
