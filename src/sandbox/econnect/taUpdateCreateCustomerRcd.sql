-- A customer, new or changed; NULL leaves a field as it is. Errors from 99000 on are numbers of this sandbox.
create type "taUpdateCreateCustomerRcd_parameters" as (
  "I_vCUSTNMBR" char(15),
  "I_vHOLD" tinyint,
  "I_vINACTIVE" tinyint,
  "I_vCUSTNAME" char(64),
  "I_vSHRTNAME" char(15),
  "I_vSTMTNAME" char(64),
  "I_vCUSTCLAS" char(15),
  "I_vCUSTPRIORITY" smallint,
  "I_vADRSCODE" char(15),
  "I_vCNTCPRSN" char(60),
  "I_vADDRESS1" char(60),
  "I_vADDRESS2" char(60),
  "I_vADDRESS3" char(60),
  "I_vCITY" char(35),
  "I_vSTATE" char(29),
  "I_vZIPCODE" char(10),
  "I_vCCode" char(6),
  "I_vCOUNTRY" char(60),
  "I_vPHNUMBR1" char(21),
  "I_vPHNUMBR2" char(21),
  "I_vPHNUMBR3" char(21),
  "I_vFAX" char(21),
  "I_vUPSZONE" char(3),
  "I_vSHIPMTHD" char(15),
  "I_vTAXSCHID" char(15),
  "I_vSHIPCOMPLETE" tinyint,
  "I_vPRSTADCD" char(15),
  "I_vPRBTADCD" char(15),
  "I_vSTADDRCD" char(15),
  "I_vSLPRSNID" char(15),
  "I_vSALSTERR" char(15),
  "I_vUSERDEF1" char(20),
  "I_vUSERDEF2" char(20),
  "I_vCOMMENT1" char(30),
  "I_vCOMMENT2" char(30),
  "I_vCUSTDISC" numeric(19,2),
  "I_vPYMTRMID" char(20),
  "I_vDISGRPER" smallint,
  "I_vDUEGRPER" smallint,
  "I_vPRCLEVEL" char(10),
  "I_vNOTETEXT" varchar(8000),
  "I_vBALNCTYP" tinyint,
  "I_vFNCHATYP" smallint,
  "I_vFNCHPCNT" numeric(19,2),
  "I_vFINCHDLR" numeric(19,5),
  "I_vMINPYTYP" smallint,
  "I_vMINPYPCT" numeric(19,2),
  "I_vMINPYDLR" numeric(19,5),
  "I_vCRLMTTYP" smallint,
  "I_vCRLMTAMT" numeric(19,5),
  "I_vCRLMTPER" smallint,
  "I_vCRLMTPAM" numeric(19,5),
  "I_vMXWOFTYP" smallint,
  "I_vMXWROFAM" numeric(19,5),
  "I_vRevalue_Customer" smallint,
  "I_vPost_Results_To" smallint,
  "I_vORDERFULFILLDEFAULT" tinyint,
  "I_vINCLUDEINDP" tinyint,
  "I_vCRCARDID" char(15),
  "I_vCRCRDNUM" char(20),
  "I_vCCRDXPDT" datetime,
  "I_vBANKNAME" char(30),
  "I_vBNKBRNCH" char(20),
  "I_vUSERLANG" smallint,
  "I_vTAXEXMT1" char(25),
  "I_vTAXEXMT2" char(25),
  "I_vTXRGNNUM" char(25),
  "I_vCURNCYID" char(15),
  "I_vRATETPID" char(15),
  "I_vSTMTCYCL" smallint,
  "I_vKPCALHST" tinyint,
  "I_vKPERHIST" tinyint,
  "I_vKPTRXHST" tinyint,
  "I_vKPDSTHST" tinyint,
  "I_vSend_Email_Statements" tinyint,
  "I_vCHEKBKID" char(15),
  "I_vDEFCACTY" smallint,
  "I_vGPSFOINTEGRATIONID" char(30),
  "I_vINTEGRATIONSOURCE" smallint,
  "I_vINTEGRATIONID" char(30),
  "I_vUseCustomerClass" tinyint,
  "I_vCreateAddress" tinyint,
  "I_vUpdateIfExists" tinyint,
  "I_vRequesterTrx" smallint,
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

create function "taUpdateCreateCustomerRcd"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vCUSTNMBR}';
  nullable constant text[] := '{I_vHOLD,I_vINACTIVE,I_vCUSTNAME,I_vSHRTNAME,I_vSTMTNAME,I_vCUSTCLAS,I_vCUSTPRIORITY,I_vADRSCODE,I_vCNTCPRSN,I_vADDRESS1,
    I_vADDRESS2,I_vADDRESS3,I_vCITY,I_vSTATE,I_vZIPCODE,I_vCCode,I_vCOUNTRY,I_vPHNUMBR1,I_vPHNUMBR2,I_vPHNUMBR3,I_vFAX,
    I_vUPSZONE,I_vSHIPMTHD,I_vTAXSCHID,I_vSHIPCOMPLETE,I_vPRSTADCD,I_vPRBTADCD,I_vSTADDRCD,I_vSLPRSNID,I_vSALSTERR,
    I_vUSERDEF1,I_vUSERDEF2,I_vCOMMENT1,I_vCOMMENT2,I_vCUSTDISC,I_vPYMTRMID,I_vDISGRPER,I_vDUEGRPER,I_vPRCLEVEL,I_vNOTETEXT,
    I_vBALNCTYP,I_vFNCHATYP,I_vFNCHPCNT,I_vFINCHDLR,I_vMINPYTYP,I_vMINPYPCT,I_vMINPYDLR,I_vCRLMTTYP,I_vCRLMTAMT,I_vCRLMTPER,
    I_vCRLMTPAM,I_vMXWOFTYP,I_vMXWROFAM,I_vRevalue_Customer,I_vPost_Results_To,I_vORDERFULFILLDEFAULT,I_vINCLUDEINDP,
    I_vCRCARDID,I_vCRCRDNUM,I_vCCRDXPDT,I_vBANKNAME,I_vBNKBRNCH,I_vUSERLANG,I_vTAXEXMT1,I_vTAXEXMT2,I_vTXRGNNUM,I_vCURNCYID,
    I_vRATETPID,I_vSTMTCYCL,I_vKPCALHST,I_vKPERHIST,I_vKPTRXHST,I_vKPDSTHST,I_vSend_Email_Statements,I_vCHEKBKID,I_vDEFCACTY,
    I_vGPSFOINTEGRATIONID,I_vINTEGRATIONSOURCE,I_vINTEGRATIONID}';
  p "taUpdateCreateCustomerRcd_parameters" := jsonb_populate_record(null::"taUpdateCreateCustomerRcd_parameters",
    econnect_parameters(parameters, '"taUpdateCreateCustomerRcd_parameters"', required, nullable, '{"I_vCreateAddress": 1, "I_vUpdateIfExists": 1}'));
  errors integer[] := '{}';
  today datetime := econnect_today();
  class "RM00201";
  exists_already boolean;
begin
  if econnect_has_wrong_null(parameters, nullable) or p."I_vCUSTNMBR" = '' then errors := '{99002}'; end if;
  p."I_vCUSTNMBR" := upper(p."I_vCUSTNMBR");
  exists_already := exists (select from "RM00101" where "CUSTNMBR" = p."I_vCUSTNMBR");
  errors := econnect_with(errors, 99001, exists_already and p."I_vUpdateIfExists" = 0);
  errors := econnect_with(errors, 1620, p."I_vINACTIVE" > 1);
  errors := econnect_with(errors, 1621, p."I_vHOLD" > 1);
  errors := econnect_with(errors, 4617, p."I_vCRLMTTYP" not between 0 and 2);
  errors := econnect_with(errors, 5897, p."I_vCUSTDISC" not between 0 and 100);
  if p."I_vUseCustomerClass" = 1 then
    select * into class from "RM00201" where "CLASSID" = upper(p."I_vCUSTCLAS");
    errors := econnect_with(errors, 99003, not found);
  end if;
  errors := econnect_with(errors, 7128, p."I_vCRLMTAMT" <> 0 and coalesce(p."I_vCRLMTTYP", class."CRLMTTYP",
    (select "CRLMTTYP" from "RM00101" where "CUSTNMBR" = p."I_vCUSTNMBR"), 0) <> 2);
  errors := econnect_with(errors, 99004, p."I_vPYMTRMID" <> '' and not exists (select from "SY03300" where "PYMTRMID" = p."I_vPYMTRMID"));
  errors := econnect_with(errors, 99005, p."I_vPRCLEVEL" <> '' and not exists (select from "IV40800" where "PRCLEVEL" = upper(p."I_vPRCLEVEL")));
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  if not exists_already then
    insert into "RM00101" ("CUSTNMBR", "CREATDDT", "KPCALHST", "KPDSTHST", "KPERHIST", "KPTRXHST") values (p."I_vCUSTNMBR", today, 1, 1, 1, 1);
    insert into "RM00103" ("CUSTNMBR") values (p."I_vCUSTNMBR") on conflict do nothing;
    p."I_vSTMTNAME" := coalesce(p."I_vSTMTNAME", p."I_vCUSTNAME");
    p."I_vSHRTNAME" := coalesce(p."I_vSHRTNAME", left(p."I_vCUSTNAME", 15));
    p."I_vPRSTADCD" := coalesce(p."I_vPRSTADCD", p."I_vADRSCODE");
    p."I_vPRBTADCD" := coalesce(p."I_vPRBTADCD", p."I_vADRSCODE");
    p."I_vSTADDRCD" := coalesce(p."I_vSTADDRCD", p."I_vADRSCODE");
  end if;
  if class."CLASSID" is not null then
    update "RM00101" set "CRLMTTYP" = class."CRLMTTYP", "CRLMTAMT" = class."CRLMTAMT", "CRLMTPER" = class."CRLMTPER", "CRLMTPAM" = class."CRLMTPAM",
      "TAXSCHID" = class."TAXSCHID", "SHIPMTHD" = class."SHIPMTHD", "PYMTRMID" = class."PYMTRMID", "CUSTDISC" = class."CUSTDISC",
      "PRCLEVEL" = class."PRCLEVEL", "CURNCYID" = class."CURNCYID", "SALSTERR" = class."SALSTERR", "SLPRSNID" = class."SLPRSNID",
      "BALNCTYP" = class."BALNCTYP", "STMTCYCL" = class."STMTCYCL", "CHEKBKID" = class."CHEKBKID"
      where "CUSTNMBR" = p."I_vCUSTNMBR";
  end if;
  update "RM00101" set
    "HOLD" = coalesce(p."I_vHOLD", "HOLD"), "INACTIVE" = coalesce(p."I_vINACTIVE", "INACTIVE"),
    "CUSTNAME" = coalesce(p."I_vCUSTNAME", "CUSTNAME"), "SHRTNAME" = coalesce(p."I_vSHRTNAME", "SHRTNAME"),
    "STMTNAME" = coalesce(p."I_vSTMTNAME", "STMTNAME"), "CUSTCLAS" = coalesce(upper(p."I_vCUSTCLAS"), "CUSTCLAS"),
    "CUSTPRIORITY" = coalesce(p."I_vCUSTPRIORITY", "CUSTPRIORITY"), "ADRSCODE" = coalesce(upper(p."I_vADRSCODE"), "ADRSCODE"),
    "CNTCPRSN" = coalesce(p."I_vCNTCPRSN", "CNTCPRSN"), "ADDRESS1" = coalesce(p."I_vADDRESS1", "ADDRESS1"),
    "ADDRESS2" = coalesce(p."I_vADDRESS2", "ADDRESS2"), "ADDRESS3" = coalesce(p."I_vADDRESS3", "ADDRESS3"),
    "CITY" = coalesce(p."I_vCITY", "CITY"), "STATE" = coalesce(p."I_vSTATE", "STATE"), "ZIP" = coalesce(p."I_vZIPCODE", "ZIP"),
    "CCode" = coalesce(p."I_vCCode", "CCode"), "COUNTRY" = coalesce(p."I_vCOUNTRY", "COUNTRY"),
    "PHONE1" = coalesce(p."I_vPHNUMBR1", "PHONE1"), "PHONE2" = coalesce(p."I_vPHNUMBR2", "PHONE2"),
    "PHONE3" = coalesce(p."I_vPHNUMBR3", "PHONE3"), "FAX" = coalesce(p."I_vFAX", "FAX"), "UPSZONE" = coalesce(p."I_vUPSZONE", "UPSZONE"),
    "SHIPMTHD" = coalesce(upper(p."I_vSHIPMTHD"), "SHIPMTHD"), "TAXSCHID" = coalesce(upper(p."I_vTAXSCHID"), "TAXSCHID"),
    "SHIPCOMPLETE" = coalesce(p."I_vSHIPCOMPLETE", "SHIPCOMPLETE"), "PRSTADCD" = coalesce(upper(p."I_vPRSTADCD"), "PRSTADCD"),
    "PRBTADCD" = coalesce(upper(p."I_vPRBTADCD"), "PRBTADCD"), "STADDRCD" = coalesce(upper(p."I_vSTADDRCD"), "STADDRCD"),
    "SLPRSNID" = coalesce(upper(p."I_vSLPRSNID"), "SLPRSNID"), "SALSTERR" = coalesce(upper(p."I_vSALSTERR"), "SALSTERR"),
    "USERDEF1" = coalesce(p."I_vUSERDEF1", "USERDEF1"), "USERDEF2" = coalesce(p."I_vUSERDEF2", "USERDEF2"),
    "COMMENT1" = coalesce(p."I_vCOMMENT1", "COMMENT1"), "COMMENT2" = coalesce(p."I_vCOMMENT2", "COMMENT2"),
    "CUSTDISC" = coalesce(round(p."I_vCUSTDISC" * 100), "CUSTDISC"), "PYMTRMID" = coalesce(p."I_vPYMTRMID", "PYMTRMID"),
    "DISGRPER" = coalesce(p."I_vDISGRPER", "DISGRPER"), "DUEGRPER" = coalesce(p."I_vDUEGRPER", "DUEGRPER"),
    "PRCLEVEL" = coalesce(upper(p."I_vPRCLEVEL"), "PRCLEVEL"), "BALNCTYP" = coalesce(p."I_vBALNCTYP", "BALNCTYP"),
    "FNCHATYP" = coalesce(p."I_vFNCHATYP", "FNCHATYP"), "FNCHPCNT" = coalesce(round(p."I_vFNCHPCNT" * 100), "FNCHPCNT"),
    "FINCHDLR" = coalesce(p."I_vFINCHDLR", "FINCHDLR"), "MINPYTYP" = coalesce(p."I_vMINPYTYP", "MINPYTYP"),
    "MINPYPCT" = coalesce(round(p."I_vMINPYPCT" * 100), "MINPYPCT"), "MINPYDLR" = coalesce(p."I_vMINPYDLR", "MINPYDLR"),
    "CRLMTTYP" = coalesce(p."I_vCRLMTTYP", "CRLMTTYP"), "CRLMTAMT" = coalesce(p."I_vCRLMTAMT", "CRLMTAMT"),
    "CRLMTPER" = coalesce(p."I_vCRLMTPER", "CRLMTPER"), "CRLMTPAM" = coalesce(p."I_vCRLMTPAM", "CRLMTPAM"),
    "MXWOFTYP" = coalesce(p."I_vMXWOFTYP", "MXWOFTYP"), "MXWROFAM" = coalesce(p."I_vMXWROFAM", "MXWROFAM"),
    "Revalue_Customer" = coalesce(p."I_vRevalue_Customer", "Revalue_Customer"),
    "Post_Results_To" = coalesce(p."I_vPost_Results_To", "Post_Results_To"),
    "ORDERFULFILLDEFAULT" = coalesce(p."I_vORDERFULFILLDEFAULT", "ORDERFULFILLDEFAULT"),
    "INCLUDEINDP" = coalesce(p."I_vINCLUDEINDP", "INCLUDEINDP"), "CRCARDID" = coalesce(p."I_vCRCARDID", "CRCARDID"),
    "CRCRDNUM" = coalesce(p."I_vCRCRDNUM", "CRCRDNUM"), "CCRDXPDT" = coalesce(p."I_vCCRDXPDT", "CCRDXPDT"),
    "BANKNAME" = coalesce(p."I_vBANKNAME", "BANKNAME"), "BNKBRNCH" = coalesce(p."I_vBNKBRNCH", "BNKBRNCH"),
    "USERLANG" = coalesce(p."I_vUSERLANG", "USERLANG"), "TAXEXMT1" = coalesce(p."I_vTAXEXMT1", "TAXEXMT1"),
    "TAXEXMT2" = coalesce(p."I_vTAXEXMT2", "TAXEXMT2"), "TXRGNNUM" = coalesce(p."I_vTXRGNNUM", "TXRGNNUM"),
    "CURNCYID" = coalesce(upper(p."I_vCURNCYID"), "CURNCYID"), "RATETPID" = coalesce(p."I_vRATETPID", "RATETPID"),
    "STMTCYCL" = coalesce(p."I_vSTMTCYCL", "STMTCYCL"), "KPCALHST" = coalesce(p."I_vKPCALHST", "KPCALHST"),
    "KPERHIST" = coalesce(p."I_vKPERHIST", "KPERHIST"), "KPTRXHST" = coalesce(p."I_vKPTRXHST", "KPTRXHST"),
    "KPDSTHST" = coalesce(p."I_vKPDSTHST", "KPDSTHST"),
    "Send_Email_Statements" = coalesce(p."I_vSend_Email_Statements", "Send_Email_Statements"),
    "CHEKBKID" = coalesce(p."I_vCHEKBKID", "CHEKBKID"), "DEFCACTY" = coalesce(p."I_vDEFCACTY", "DEFCACTY"),
    "GPSFOINTEGRATIONID" = coalesce(p."I_vGPSFOINTEGRATIONID", "GPSFOINTEGRATIONID"),
    "INTEGRATIONSOURCE" = coalesce(p."I_vINTEGRATIONSOURCE", "INTEGRATIONSOURCE"),
    "INTEGRATIONID" = coalesce(p."I_vINTEGRATIONID", "INTEGRATIONID"),
    "MODIFDT" = today
    where "CUSTNMBR" = p."I_vCUSTNMBR";
  if coalesce(p."I_vNOTETEXT", '') <> '' then
    update "RM00101" set "NOTEINDX" = econnect_note(p."I_vNOTETEXT") where "CUSTNMBR" = p."I_vCUSTNMBR";
  end if;
  if p."I_vCreateAddress" = 1 and coalesce(p."I_vADRSCODE", '') <> '' then
    insert into "RM00102" ("CUSTNMBR", "ADRSCODE", "CREATDDT") values (p."I_vCUSTNMBR", upper(p."I_vADRSCODE"), today) on conflict do nothing;
    update "RM00102" set
    "SLPRSNID" = coalesce(upper(p."I_vSLPRSNID"), "SLPRSNID"), "UPSZONE" = coalesce(p."I_vUPSZONE", "UPSZONE"),
    "SHIPMTHD" = coalesce(upper(p."I_vSHIPMTHD"), "SHIPMTHD"), "TAXSCHID" = coalesce(upper(p."I_vTAXSCHID"), "TAXSCHID"),
    "CNTCPRSN" = coalesce(p."I_vCNTCPRSN", "CNTCPRSN"), "ADDRESS1" = coalesce(p."I_vADDRESS1", "ADDRESS1"),
    "ADDRESS2" = coalesce(p."I_vADDRESS2", "ADDRESS2"), "ADDRESS3" = coalesce(p."I_vADDRESS3", "ADDRESS3"),
    "COUNTRY" = coalesce(p."I_vCOUNTRY", "COUNTRY"), "CITY" = coalesce(p."I_vCITY", "CITY"), "STATE" = coalesce(p."I_vSTATE", "STATE"),
    "ZIP" = coalesce(p."I_vZIPCODE", "ZIP"), "PHONE1" = coalesce(p."I_vPHNUMBR1", "PHONE1"), "PHONE2" = coalesce(p."I_vPHNUMBR2", "PHONE2"),
    "PHONE3" = coalesce(p."I_vPHNUMBR3", "PHONE3"), "FAX" = coalesce(p."I_vFAX", "FAX"), "CCode" = coalesce(p."I_vCCode", "CCode"),
    "SALSTERR" = coalesce(upper(p."I_vSALSTERR"), "SALSTERR"),
    "MODIFDT" = today
      where "CUSTNMBR" = p."I_vCUSTNMBR" and "ADRSCODE" = upper(p."I_vADRSCODE");
  end if;
end $$;
