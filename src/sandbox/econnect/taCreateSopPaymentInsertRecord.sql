-- A deposit or payment of a document, before its header or after it.
create type "taCreateSopPaymentInsertRecord_parameters" as (
  "I_vSOPTYPE" smallint,
  "I_vSOPNUMBE" char(21),
  "I_vCUSTNMBR" char(15),
  "I_vCUSTNAME" char(64),
  "I_vDOCDATE" datetime,
  "I_vDOCAMNT" numeric(19,5),
  "I_vCHEKBKID" char(15),
  "I_vCARDNAME" char(15),
  "I_vCHEKNMBR" char(20),
  "I_vRCTNCCRD" char(20),
  "I_vAUTHCODE" char(15),
  "I_vEXPNDATE" datetime,
  "I_vPYMTTYPE" integer,
  "I_vDOCNUMBR" char(20),
  "I_vAction" smallint,
  "I_vSEQNUMBR" integer,
  "I_vMDFUSRID" char(15),
  "I_vVOIDDATE" datetime,
  "I_vPROCESSELECTRONICALLY" tinyint,
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

create function "taCreateSopPaymentInsertRecord"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vSOPTYPE,I_vSOPNUMBE,I_vCUSTNMBR}';
  nullable constant text[] := '{I_vAction,I_vSEQNUMBR}';
  p "taCreateSopPaymentInsertRecord_parameters" := jsonb_populate_record(null::"taCreateSopPaymentInsertRecord_parameters",
    econnect_parameters(parameters, '"taCreateSopPaymentInsertRecord_parameters"', required, nullable, '{"I_vPYMTTYPE": 1}'));
  errors integer[] := '{}';
  setup "SOP40100";
  header "SOP10100";
  before "SOP10103";
  currency_index integer;
  paid numeric;
  is_deposit boolean;
  audit_trail text := '';
begin
  if econnect_has_wrong_null(parameters, nullable) then errors := '{35}';
  elsif p."I_vSOPTYPE" = 0 or p."I_vSOPNUMBE" = '' or p."I_vCUSTNMBR" = '' then errors := '{36}';
  end if;
  if errors <> '{}' then
    "O_iErrorState" := econnect_state(errors);
    "oErrString" := econnect_string(errors);
    return;
  end if;
  if p."I_vAction" in (2, 9) then
    raise exception 'The sandbox does not delete or void payments (Action %).', p."I_vAction" using errcode = '0A000';
  end if;
  p."I_vSOPNUMBE" := upper(p."I_vSOPNUMBE");
  p."I_vCUSTNMBR" := upper(p."I_vCUSTNMBR");
  p."I_vDOCNUMBR" := upper(p."I_vDOCNUMBR");
  select * into setup from "SOP40100" where "SETUPKEY" = 1;
  select * into header from "SOP10100" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
  select * into before from "SOP10103" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE"
    and ("SEQNUMBR" = p."I_vSEQNUMBR" and p."I_vSEQNUMBR" <> 0 or "DOCNUMBR" = p."I_vDOCNUMBR" and p."I_vDOCNUMBR" <> '')
    and coalesce(p."I_vAction", 3) = 3;

  errors := econnect_with(errors, 581, p."I_vSOPTYPE" = 1);
  errors := econnect_with(errors, 109, p."I_vDOCAMNT" <= 0);
  errors := econnect_with(errors, 3426, p."I_vPYMTTYPE" not between 1 and 6);
  errors := econnect_with(errors, 3427, coalesce(p."I_vAction", 1) not in (1, 2, 3, 9));
  errors := econnect_with(errors, 4006, p."I_vSOPTYPE" in (2, 5) and p."I_vPYMTTYPE" in (4, 5));
  errors := econnect_with(errors, 3640, p."I_vSOPTYPE" in (3, 4, 6) and p."I_vPYMTTYPE" in (1, 2, 3));
  errors := econnect_with(errors, 6618, p."I_vSOPTYPE" in (2, 5) and p."I_vPYMTTYPE" = 6 and p."I_vDOCNUMBR" <> '');
  errors := econnect_with(errors, 48, p."I_vPYMTTYPE" in (3, 6) and not exists (
    select from "SY03100" where upper("CARDNAME") = upper(p."I_vCARDNAME")));
  errors := econnect_with(errors, 753, p."I_vPYMTTYPE" in (2, 5) and p."I_vCHEKNMBR" = '');
  if p."I_vCHEKBKID" = '' then p."I_vCHEKBKID" := setup."CHEKBKID"; end if;
  if p."I_vPYMTTYPE" in (1, 2, 4, 5) then
    errors := econnect_with(errors, 214, p."I_vCHEKBKID" = '');
    errors := econnect_with(errors, 212, p."I_vCHEKBKID" <> '' and not exists (select from "CM00100" where "CHEKBKID" = p."I_vCHEKBKID"));
    errors := econnect_with(errors, 9528, exists (select from "CM00100" where "CHEKBKID" = p."I_vCHEKBKID" and "INACTIVE" = 1));
  end if;
  -- A deposit posts at once: it needs the next journal entry, and the next number of its audit trail.
  is_deposit := p."I_vPYMTTYPE" <= 3;
  errors := econnect_with(errors, 37, is_deposit and not exists (select from "GL40000"));
  errors := econnect_with(errors, 15, is_deposit and not exists (select from "SY01000" where "SERIES" = 3 and "TRXSRCPX" = 'SLSDP'));
  errors := econnect_with(errors, 42, p."I_vDOCNUMBR" <> '' and before."SOPNUMBE" is null and exists (
    select from "RM00401" where "RMDTYPAL" = 9 and "DOCNUMBR" = p."I_vDOCNUMBR"));
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  if p."I_vDOCNUMBR" = '' and not (p."I_vSOPTYPE" in (2, 5) and p."I_vPYMTTYPE" = 6) then
    select number."O_vDOCNumber", number."O_iErrorState" into p."I_vDOCNUMBR", "O_iErrorState"
      from "taGetPaymentNumber"('{"I_vDOCTYPE": 9, "I_vInc_Dec": 1}') as number;
    if "O_iErrorState" <> 0 then
      "oErrString" := econnect_string(array["O_iErrorState"]);
      return;
    end if;
  end if;
  if coalesce(p."I_vSEQNUMBR", 0) = 0 then
    p."I_vSEQNUMBR" := coalesce(before."SEQNUMBR", (select max("SEQNUMBR") / 16384 * 16384 + 16384 from "SOP10103"
      where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE"), 16384);
  end if;
  if before."SOPNUMBE" is not null then
    delete from "SOP10103" where "SOPNUMBE" = before."SOPNUMBE" and "SOPTYPE" = before."SOPTYPE" and "SEQNUMBR" = before."SEQNUMBR";
    delete from "RM00401" where "RMDTYPAL" = 9 and "DOCNUMBR" = before."DOCNUMBR" and before."DOCNUMBR" <> '';
    if header."SOPNUMBE" is not null then
      perform econnect_add_payment(header."CUSTNMBR", before."SOPTYPE", before."PYMTTYPE", -before."AMNTPAID");
    end if;
  end if;
  if not econnect_is_date(p."I_vDOCDATE") then p."I_vDOCDATE" := coalesce(header."DOCDATE", econnect_today()); end if;
  select "CURRNIDX" into currency_index from "DYNAMICS"."MC40200" as m join "RM00101" as c
    on m."CURNCYID" = coalesce(nullif(header."CURNCYID", ''), nullif(c."CURNCYID", ''), (select "FUNLCURR" from "MC40000"))
    where c."CUSTNMBR" = p."I_vCUSTNMBR";
  if is_deposit then
    update "GL40000" set "NJRNLENT" = "NJRNLENT" + 1;
    update "SY01000" set "NTRXSNUM" = "NTRXSNUM" + 1 where "SERIES" = 3 and "TRXSRCPX" = 'SLSDP'
      returning 'SLSDP' || lpad(("NTRXSNUM" - 1)::text, 8, '0') into audit_trail;
  end if;
  insert into "SOP10103" ("SOPTYPE", "SOPNUMBE", "SEQNUMBR", "PYMTTYPE", "DOCNUMBR", "RMDTYPAL", "CHEKBKID", "CHEKNMBR", "CARDNAME", "RCTNCCRD",
    "AUTHCODE", "AMNTPAID", "OAMTPAID", "AMNTREMA", "OAMNTREM", "DOCDATE", "EXPNDATE", "CURNCYID", "CURRNIDX", "TRXSORCE", "DEPSTATS", "GLPOSTDT")
  values (p."I_vSOPTYPE", p."I_vSOPNUMBE", p."I_vSEQNUMBR", p."I_vPYMTTYPE", p."I_vDOCNUMBR", 9, p."I_vCHEKBKID", p."I_vCHEKNMBR", p."I_vCARDNAME", p."I_vRCTNCCRD",
    p."I_vAUTHCODE", p."I_vDOCAMNT", p."I_vDOCAMNT", p."I_vDOCAMNT", p."I_vDOCAMNT", p."I_vDOCDATE", p."I_vEXPNDATE",
    coalesce((select "CURNCYID" from "DYNAMICS"."MC40200" where "CURRNIDX" = currency_index), ''), coalesce(currency_index, 0),
    audit_trail, 0, p."I_vDOCDATE");
  if p."I_vDOCNUMBR" <> '' then
    insert into "RM00401" ("DOCNUMBR", "RMDTYPAL", "DCSTATUS", "BCHSOURC", "CUSTNMBR", "CHEKNMBR", "DOCDATE")
    values (p."I_vDOCNUMBR", 9, 0, case when p."I_vPYMTTYPE" <= 3 then 'Sales Deposits' else 'Sales Entry' end, p."I_vCUSTNMBR", p."I_vCHEKNMBR", p."I_vDOCDATE");
  end if;
  -- Without its header the document does not count yet: the header's procedure moves the summary, after its check of the limit.
  if header."SOPNUMBE" is not null then
    perform econnect_add_payment(header."CUSTNMBR", p."I_vSOPTYPE", p."I_vPYMTTYPE", p."I_vDOCAMNT");
    select sum("AMNTPAID") into paid from "SOP10103" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
    update "SOP10100" set "PYMTRCVD" = paid, "ORPMTRVD" = paid, "ACCTAMNT" = "DOCAMNT" - paid, "ORACTAMT" = "ORDOCAMT" - paid,
      "DEPRECVD" = deposits.total, "ORDEPRVD" = deposits.total
      from (select coalesce(sum("AMNTPAID"), 0) as total from "SOP10103"
        where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "PYMTTYPE" <= 3) as deposits
      where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
  end if;
end $$;
