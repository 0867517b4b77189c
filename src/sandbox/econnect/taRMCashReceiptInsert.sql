-- A cash receipt, unposted, in a batch of cash receipts. It is applied to nothing: taRMApply does that.
create type "taRMCashReceiptInsert_parameters" as (
  "I_vCUSTNMBR" char(15),
  "I_vDOCNUMBR" char(20),
  "I_vDOCDATE" datetime,
  "I_vORTRXAMT" numeric(19,5),
  "I_vGLPOSTDT" datetime,
  "I_vBACHNUMB" char(15),
  "I_vCSHRCTYP" smallint,
  "I_vCHEKBKID" char(15),
  "I_vCHEKNMBR" char(20),
  "I_vCRCARDID" char(15),
  "I_vTRXDSCRN" char(30),
  "I_vLSTUSRED" char(15),
  "I_vBatchCHEKBKID" char(15),
  "I_vCURNCYID" char(15),
  "I_vXCHGRATE" numeric(19,7),
  "I_vRATETPID" char(15),
  "I_vEXPNDATE" datetime,
  "I_vEXCHDATE" datetime,
  "I_vEXGTBDSC" char(30),
  "I_vEXTBLSRC" char(50),
  "I_vRATEEXPR" smallint,
  "I_vDYSTINCR" smallint,
  "I_vRATEVARC" numeric(19,7),
  "I_vTRXDTDEF" smallint,
  "I_vRTCLCMTD" smallint,
  "I_vPRVDSLMT" smallint,
  "I_vDATELMTS" smallint,
  "I_vTIME1" datetime,
  "I_vCREATEDIST" smallint,
  "I_vRequesterTrx" smallint,
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

create function "taRMCashReceiptInsert"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vCUSTNMBR,I_vDOCNUMBR,I_vDOCDATE,I_vORTRXAMT,I_vGLPOSTDT,I_vBACHNUMB,I_vCSHRCTYP}';
  p "taRMCashReceiptInsert_parameters" := jsonb_populate_record(null::"taRMCashReceiptInsert_parameters",
    econnect_parameters(parameters, '"taRMCashReceiptInsert_parameters"', required, '{}',
      '{"I_vRATEEXPR": -1, "I_vDYSTINCR": -1, "I_vTRXDTDEF": -1, "I_vRTCLCMTD": -1, "I_vCREATEDIST": 1}'));
  errors integer[] := '{}';
  functional text := (select "FUNLCURR" from "MC40000" limit 1);
  customer "RM00101";
  card "SY03100";
  today datetime := econnect_today();
begin
  if econnect_has_wrong_null(parameters, '{}') then errors := '{1}';
  else
    errors := econnect_with(errors, 2, p."I_vCUSTNMBR" = '');
    errors := econnect_with(errors, 3, p."I_vDOCNUMBR" = '');
    errors := econnect_with(errors, 5, p."I_vBACHNUMB" = '');
    errors := econnect_with(errors, 12004, length(rtrim(p."I_vDOCNUMBR")) > 17);
  end if;
  if errors <> '{}' then
    "O_iErrorState" := econnect_state(errors);
    "oErrString" := econnect_string(errors);
    return;
  end if;
  p."I_vCUSTNMBR" := upper(p."I_vCUSTNMBR");
  p."I_vDOCNUMBR" := upper(p."I_vDOCNUMBR");
  p."I_vBACHNUMB" := upper(p."I_vBACHNUMB");
  select * into customer from "RM00101" where "CUSTNMBR" = p."I_vCUSTNMBR";
  select * into card from "SY03100" where upper("CARDNAME") = upper(p."I_vCRCARDID") and p."I_vCRCARDID" <> '';
  if p."I_vCHEKBKID" = '' and p."I_vCSHRCTYP" = 2 then p."I_vCHEKBKID" := coalesce(card."CKBKNUM1", ''); end if;
  if p."I_vCHEKBKID" = '' then
    p."I_vCHEKBKID" := coalesce(nullif(customer."CHEKBKID", ''), (select "CHEKBKID" from "RM40101" where "SETUPKEY" = 1), '');
  end if;

  errors := econnect_with(errors, 6, p."I_vCHEKBKID" = '');
  errors := econnect_with(errors, 12, p."I_vCHEKBKID" <> '' and not exists (select from "CM00100" where "CHEKBKID" = p."I_vCHEKBKID"));
  errors := econnect_with(errors, 9512, exists (select from "CM00100" where "CHEKBKID" = p."I_vCHEKBKID" and "INACTIVE" = 1));
  errors := econnect_with(errors, 14, p."I_vCSHRCTYP" not between 0 and 2);
  errors := econnect_with(errors, 16, p."I_vCSHRCTYP" = 2 and p."I_vCRCARDID" = '');
  errors := econnect_with(errors, 17, p."I_vCSHRCTYP" = 2 and p."I_vCRCARDID" <> '' and coalesce(card."CBRCVBLE", 0) = 0);
  errors := econnect_with(errors, 23, p."I_vCSHRCTYP" <> 2 and p."I_vCRCARDID" <> '');
  errors := econnect_with(errors, 22, p."I_vCSHRCTYP" = 1 and p."I_vCHEKNMBR" <> '');
  errors := econnect_with(errors, 24, customer."CUSTNMBR" is null);
  errors := econnect_with(errors, 25, exists (
    select from "SY00500" where "BCHSOURC" = 'RM_Cash' and "BACHNUMB" = p."I_vBACHNUMB" and "MKDTOPST" = 1));
  errors := econnect_with(errors, 5627, exists (
    select from "SY00500" where "BCHSOURC" = 'RM_Cash' and "BACHNUMB" = p."I_vBACHNUMB" and "APPROVL" = 1));
  errors := econnect_with(errors, 232, p."I_vCURNCYID" <> '' and not exists (
    select from "DYNAMICS"."MC40200" where "CURNCYID" = p."I_vCURNCYID"));
  errors := econnect_with(errors, 7, exists (select from "RM00401" where "RMDTYPAL" = 9 and "DOCNUMBR" = p."I_vDOCNUMBR")
    or exists (select from "RM20101" where "RMDTYPAL" = 9 and "DOCNUMBR" = p."I_vDOCNUMBR"));
  errors := econnect_with(errors, 11481, p."I_vCSHRCTYP" = 0 and p."I_vCHEKNMBR" <> '' and exists (
    select from "RM00401" where "RMDTYPAL" = 9 and "CUSTNMBR" = p."I_vCUSTNMBR" and "CHEKNMBR" = p."I_vCHEKNMBR"));
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;
  -- GP leaves such a receipt behind, which no cashier can post.
  if p."I_vORTRXAMT" <= 0 then raise exception 'The sandbox takes no receipt of %.', p."I_vORTRXAMT" using errcode = '0A000'; end if;
  if p."I_vCURNCYID" not in ('', functional) then
    raise exception 'The sandbox takes receipts in the functional currency, and not in %.', p."I_vCURNCYID" using errcode = '0A000';
  end if;

  insert into "SY00500" ("BCHSOURC", "BACHNUMB", "SERIES", "BACHFREQ", "CHEKBKID", "ORIGIN", "CREATDDT", "MODIFDT", "GLPOSTDT")
  values ('RM_Cash', p."I_vBACHNUMB", 3, 1, coalesce(nullif(p."I_vBatchCHEKBKID", ''), p."I_vCHEKBKID"), 1, today, today, p."I_vGLPOSTDT")
  on conflict do nothing;
  update "SY00500" set "NUMOFTRX" = "NUMOFTRX" + 1, "BCHTOTAL" = "BCHTOTAL" + p."I_vORTRXAMT", "MODIFDT" = today
    where "BCHSOURC" = 'RM_Cash' and "BACHNUMB" = p."I_vBACHNUMB";
  insert into "RM00401" ("DOCNUMBR", "RMDTYPAL", "DCSTATUS", "BCHSOURC", "CUSTNMBR", "CHEKNMBR", "DOCDATE")
  values (p."I_vDOCNUMBR", 9, 1, 'RM_Cash', p."I_vCUSTNMBR", p."I_vCHEKNMBR", p."I_vDOCDATE");
  insert into "RM10201" ("BACHNUMB", "BCHSOURC", "DOCNUMBR", "CUSTNMBR", "RMDTYPAL", "DOCDATE", "CSHRCTYP", "CHEKNMBR", "CHEKBKID", "CRCARDID",
    "CURNCYID", "TRXDSCRN", "LSTEDTDT", "LSTUSRED", "ORTRXAMT", "CURTRXAM", "GLPOSTDT")
  values (p."I_vBACHNUMB", 'RM_Cash', p."I_vDOCNUMBR", p."I_vCUSTNMBR", 9, p."I_vDOCDATE", p."I_vCSHRCTYP", p."I_vCHEKNMBR", p."I_vCHEKBKID",
    p."I_vCRCARDID", coalesce(nullif(p."I_vCURNCYID", ''), functional, ''), p."I_vTRXDSCRN", today, p."I_vLSTUSRED", p."I_vORTRXAMT", p."I_vORTRXAMT",
    p."I_vGLPOSTDT");
  if p."I_vCREATEDIST" = 1 then
    insert into "RM10101" ("DOCNUMBR", "RMDTYPAL", "DCSTATUS", "SEQNUMBR", "DISTTYPE", "CUSTNMBR", "DSTINDX", "DEBITAMT", "CRDTAMNT", "ORDBTAMT", "ORCRDAMT")
    select p."I_vDOCNUMBR", 9, 1, line.sequence, line.type, p."I_vCUSTNMBR", line.account, line.debit, line.credit, line.debit, line.credit
    from (values (16384, 1, (select "ACTINDX" from "CM00100" where "CHEKBKID" = p."I_vCHEKBKID"), p."I_vORTRXAMT", 0),
      (32768, 3, customer."RMARACC", 0, p."I_vORTRXAMT")) as line (sequence, type, account, debit, credit);
  end if;
  insert into "RM00103" ("CUSTNMBR") values (p."I_vCUSTNMBR") on conflict do nothing;
  update "RM00103" set "UNPSTDCA" = "UNPSTDCA" + p."I_vORTRXAMT" where "CUSTNMBR" = p."I_vCUSTNMBR";
end $$;
