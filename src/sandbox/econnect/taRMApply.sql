-- Applies a payment or a credit to an invoice. Both get smaller at once, also by a receipt that is not posted yet.
create type "taRMApply_parameters" as (
  "I_vAPTODCNM" char(21),
  "I_vAPFRDCNM" char(21),
  "I_vAPPTOAMT" numeric(19,5),
  "I_vAPFRDCTY" integer,
  "I_vAPTODCTY" integer,
  "I_vDISTKNAM" numeric(19,5),
  "I_vWROFAMNT" numeric(19,5),
  "I_vAPPLYDATE" datetime,
  "I_vGLPOSTDT" datetime,
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

create function "taRMApply"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vAPTODCNM,I_vAPFRDCNM,I_vAPPTOAMT,I_vAPFRDCTY,I_vAPTODCTY}';
  nullable constant text[] := '{I_vDISTKNAM,I_vAPPLYDATE,I_vGLPOSTDT,I_vUSRDEFND1,I_vUSRDEFND2,I_vUSRDEFND3,I_vUSRDEFND4,I_vUSRDEFND5}';
  p "taRMApply_parameters" := jsonb_populate_record(null::"taRMApply_parameters",
    econnect_parameters(parameters, '"taRMApply_parameters"', required, nullable, '{}'));
  errors integer[] := '{}';
  functional text := (select "FUNLCURR" from "MC40000" limit 1);
  invoice "RM20101";
  receipt "RM10201";
  credit "RM20101";
  payer text;
  from_date datetime;
  from_currency text;
  remaining numeric;
  discount numeric;
  is_posted boolean;
begin
  if econnect_has_wrong_null(parameters, nullable) then errors := '{562}';
  else
    errors := econnect_with(errors, 563, p."I_vAPTODCNM" = '');
    errors := econnect_with(errors, 564, p."I_vAPFRDCNM" = '');
    errors := econnect_with(errors, 565, p."I_vAPPTOAMT" < 0 or p."I_vDISTKNAM" < 0 or p."I_vWROFAMNT" < 0);
    errors := econnect_with(errors, 184, p."I_vAPFRDCTY" not in (7, 8, 9));
    errors := econnect_with(errors, 1660, p."I_vAPTODCTY" not in (1, 3, 4, 5));
  end if;
  if errors <> '{}' then
    "O_iErrorState" := econnect_state(errors);
    "oErrString" := econnect_string(errors);
    return;
  end if;
  p."I_vAPTODCNM" := upper(p."I_vAPTODCNM");
  p."I_vAPFRDCNM" := upper(p."I_vAPFRDCNM");
  if p."I_vAPPLYDATE" is null then p."I_vAPPLYDATE" := econnect_today(); end if;
  if p."I_vGLPOSTDT" is null then p."I_vGLPOSTDT" := p."I_vAPPLYDATE"; end if;
  -- Locked, so that two that apply to one document at once see each other.
  select * into invoice from "RM20101"
    where "RMDTYPAL" = p."I_vAPTODCTY" and "DOCNUMBR" = p."I_vAPTODCNM" and "VOIDSTTS" = 0 for update;
  if exists (select from "RM00401" where "RMDTYPAL" = p."I_vAPFRDCTY" and "DOCNUMBR" = p."I_vAPFRDCNM" and "DCSTATUS" in (1, 2)) then
    select * into receipt from "RM10201" where "RMDTYPAL" = p."I_vAPFRDCTY" and "DOCNUMBR" = p."I_vAPFRDCNM" for update;
    select * into credit from "RM20101"
      where "RMDTYPAL" = p."I_vAPFRDCTY" and "DOCNUMBR" = p."I_vAPFRDCNM" and "VOIDSTTS" = 0 for update;
  end if;
  is_posted := credit."DOCNUMBR" is not null;
  payer := coalesce(credit."CUSTNMBR", receipt."CUSTNMBR");
  remaining := coalesce(credit."CURTRXAM", receipt."CURTRXAM");
  from_date := coalesce(credit."DOCDATE", receipt."DOCDATE");
  from_currency := coalesce(credit."CURNCYID", receipt."CURNCYID");

  errors := econnect_with(errors, 568, invoice."DOCNUMBR" is null);
  errors := econnect_with(errors, 569, payer is null);
  if errors = '{}' then
    -- Left out, the discount is taken as long as it is in time.
    discount := coalesce(p."I_vDISTKNAM", case when invoice."DISCDATE" >= p."I_vAPPLYDATE"
      then least(greatest(invoice."DISAVAMT" - invoice."DISTKNAM", 0), invoice."CURTRXAM" - p."I_vAPPTOAMT") else 0 end);
    errors := econnect_with(errors, 570, p."I_vAPPTOAMT" > invoice."ORTRXAMT");
    errors := econnect_with(errors, 574, p."I_vAPPTOAMT" + discount + p."I_vWROFAMNT" > invoice."CURTRXAM");
    errors := econnect_with(errors, 664, p."I_vAPPTOAMT" > remaining);
    errors := econnect_with(errors, 165, payer <> invoice."CUSTNMBR" and not exists (
      select from "RM00101" where "CUSTNMBR" = invoice."CUSTNMBR" and "CPRCSTNM" = payer));
    errors := econnect_with(errors, 4694, coalesce(nullif(invoice."CURNCYID", ''), functional) <> functional
      or coalesce(nullif(from_currency, ''), functional) <> functional);
    errors := econnect_with(errors, 670, exists (select from "RM20201" where "APFRDCTY" = p."I_vAPFRDCTY" and "APFRDCNM" = p."I_vAPFRDCNM"
      and "APTODCTY" = p."I_vAPTODCTY" and "APTODCNM" = p."I_vAPTODCNM"));
  end if;
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  insert into "RM20201" ("CUSTNMBR", "CPRCSTNM", "DATE1", "GLPOSTDT", "POSTED", "APTODCNM", "APTODCTY", "APTODCDT", "ApplyToGLPostDate", "CURNCYID",
    "APPTOAMT", "DISTKNAM", "DISAVTKN", "WROFAMNT", "ORAPTOAM", "ORDISTKN", "ORWROFAM", "APFRDCNM", "APFRDCTY", "APFRDCDT", "ApplyFromGLPostDate",
    "FROMCURR", "APFRMAPLYAMT", "ActualApplyToAmount")
  values (payer, invoice."CPRCSTNM", p."I_vAPPLYDATE", p."I_vGLPOSTDT", case when is_posted then 1 else 0 end, p."I_vAPTODCNM", p."I_vAPTODCTY",
    invoice."DOCDATE", invoice."GLPOSTDT", invoice."CURNCYID", p."I_vAPPTOAMT", discount, discount, p."I_vWROFAMNT", p."I_vAPPTOAMT", discount,
    p."I_vWROFAMNT", p."I_vAPFRDCNM", p."I_vAPFRDCTY", from_date, coalesce(credit."GLPOSTDT", receipt."GLPOSTDT"), from_currency, p."I_vAPPTOAMT",
    p."I_vAPPTOAMT");
  update "RM20101" set "CURTRXAM" = "CURTRXAM" - p."I_vAPPTOAMT" - discount - p."I_vWROFAMNT", "DISTKNAM" = "DISTKNAM" + discount,
    "DISAVTKN" = "DISAVTKN" + discount, "WROFAMNT" = "WROFAMNT" + p."I_vWROFAMNT",
    "DINVPDOF" = case when "CURTRXAM" - p."I_vAPPTOAMT" - discount - p."I_vWROFAMNT" = 0 then p."I_vAPPLYDATE" else "DINVPDOF" end
    where "RMDTYPAL" = p."I_vAPTODCTY" and "DOCNUMBR" = p."I_vAPTODCNM";
  if is_posted then
    update "RM20101" set "CURTRXAM" = "CURTRXAM" - p."I_vAPPTOAMT",
      "DINVPDOF" = case when "CURTRXAM" = p."I_vAPPTOAMT" then p."I_vAPPLYDATE" else "DINVPDOF" end
      where "RMDTYPAL" = p."I_vAPFRDCTY" and "DOCNUMBR" = p."I_vAPFRDCNM";
    -- What both documents lose in equal parts leaves the balance as it is. A receipt that is not posted moves it when it is posted.
    update "RM00103" set "CUSTBLNC" = "CUSTBLNC" - discount - p."I_vWROFAMNT" where "CUSTNMBR" = invoice."CUSTNMBR";
  else
    update "RM10201" set "CURTRXAM" = "CURTRXAM" - p."I_vAPPTOAMT", "DISTKNAM" = "DISTKNAM" + discount, "DISAVTKN" = "DISAVTKN" + discount,
      "WROFAMNT" = "WROFAMNT" + p."I_vWROFAMNT"
      where "RMDTYPAL" = p."I_vAPFRDCTY" and "DOCNUMBR" = p."I_vAPFRDCNM";
  end if;
end $$;
