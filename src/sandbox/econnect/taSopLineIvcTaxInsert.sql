-- A tax row of a line, of freight or of miscellaneous charges, added up in the document's own row (LNITMSEQ 0).
create type "taSopLineIvcTaxInsert_parameters" as (
  "I_vSOPTYPE" smallint,
  "I_vTAXTYPE" smallint,
  "I_vSOPNUMBE" char(21),
  "I_vCUSTNMBR" char(15),
  "I_vLNITMSEQ" integer,
  "I_vSALESAMT" numeric(19,5),
  "I_vFRTTXAMT" numeric(19,5),
  "I_vMSCTXAMT" numeric(19,5),
  "I_vFREIGHT" numeric(19,5),
  "I_vMISCAMNT" numeric(19,5),
  "I_vTAXDTLID" char(15),
  "I_vACTINDX" integer,
  "I_vACTNUMST" varchar(75),
  "I_vSTAXAMNT" numeric(19,5),
  "I_vTDTTXSLS" numeric(19,5),
  "I_vTXDTOTTX" numeric(19,5),
  "I_vRequesterTrx" smallint,
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

create function "taSopLineIvcTaxInsert"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vSOPTYPE,I_vSOPNUMBE,I_vCUSTNMBR,I_vTAXDTLID}';
  nullable constant text[] := '{I_vTDTTXSLS,I_vTXDTOTTX}';
  p "taSopLineIvcTaxInsert_parameters" := jsonb_populate_record(null::"taSopLineIvcTaxInsert_parameters",
    econnect_parameters(parameters, '"taSopLineIvcTaxInsert_parameters"', required, nullable, '{}'));
  errors integer[] := '{}';
  sequence integer;
  tax numeric;
  sales numeric;
  currency_index integer;
begin
  if econnect_has_wrong_null(parameters, nullable) then errors := '{456}';
  elsif p."I_vSOPTYPE" = 0 or p."I_vSOPNUMBE" = '' or p."I_vCUSTNMBR" = '' or p."I_vTAXDTLID" = '' then errors := '{457}';
  end if;
  if errors = '{}' then
    p."I_vSOPNUMBE" := upper(p."I_vSOPNUMBE");
    sequence := case p."I_vTAXTYPE" when 1 then 2147483646 when 2 then 2147483645 else p."I_vLNITMSEQ" end;
    tax := case p."I_vTAXTYPE" when 1 then p."I_vFRTTXAMT" when 2 then p."I_vMSCTXAMT" else p."I_vSTAXAMNT" end;
    sales := case p."I_vTAXTYPE" when 1 then p."I_vFREIGHT" when 2 then p."I_vMISCAMNT" else p."I_vSALESAMT" end;
    errors := econnect_with(errors, 604, p."I_vSOPTYPE" not between 1 and 6);
    errors := econnect_with(errors, 605, not exists (select from "TX00201" where "TAXDTLID" = p."I_vTAXDTLID"));
    errors := econnect_with(errors, case p."I_vTAXTYPE" when 1 then 794 when 2 then 795 else 793 end, exists (
      select from "SOP10105" where "SOPTYPE" = p."I_vSOPTYPE" and "SOPNUMBE" = p."I_vSOPNUMBE" and "LNITMSEQ" = sequence
        and "TAXDTLID" = p."I_vTAXDTLID"));
  end if;
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  -- The currency is that of the document's lines, else the customer's.
  select coalesce((select "CURRNIDX" from "SOP10200" where "SOPTYPE" = p."I_vSOPTYPE" and "SOPNUMBE" = p."I_vSOPNUMBE" limit 1),
      (select m."CURRNIDX" from "DYNAMICS"."MC40200" as m join "RM00101" as c
        on m."CURNCYID" = coalesce(nullif(c."CURNCYID", ''), (select "FUNLCURR" from "MC40000")) where c."CUSTNMBR" = upper(p."I_vCUSTNMBR")), 0)
    into currency_index;
  -- Every row counts in the document's own row too.
  for sequence in select distinct s from unnest(array[sequence, 0]) as s loop
    insert into "SOP10105" ("SOPTYPE", "SOPNUMBE", "LNITMSEQ", "TAXDTLID", "ACTINDX", "STAXAMNT", "ORSLSTAX", "FRTTXAMT", "ORFRTTAX", "MSCTXAMT", "ORMSCTAX",
      "TAXDTSLS", "ORTOTSLS", "TDTTXSLS", "ORTXSLS", "TXDTOTTX", "OTTAXPON", "CURRNIDX")
    values (p."I_vSOPTYPE", p."I_vSOPNUMBE", sequence, p."I_vTAXDTLID", p."I_vACTINDX",
      case p."I_vTAXTYPE" when 0 then tax else 0 end, case p."I_vTAXTYPE" when 0 then tax else 0 end,
      case p."I_vTAXTYPE" when 1 then tax else 0 end, case p."I_vTAXTYPE" when 1 then tax else 0 end,
      case p."I_vTAXTYPE" when 2 then tax else 0 end, case p."I_vTAXTYPE" when 2 then tax else 0 end,
      sales, sales, coalesce(p."I_vTDTTXSLS", sales), coalesce(p."I_vTDTTXSLS", sales), coalesce(p."I_vTXDTOTTX", tax), coalesce(p."I_vTXDTOTTX", tax), currency_index)
    on conflict ("SOPTYPE", "SOPNUMBE", "LNITMSEQ", "TAXDTLID") do update set
      "STAXAMNT" = "SOP10105"."STAXAMNT" + excluded."STAXAMNT", "ORSLSTAX" = "SOP10105"."ORSLSTAX" + excluded."ORSLSTAX",
      "FRTTXAMT" = "SOP10105"."FRTTXAMT" + excluded."FRTTXAMT", "ORFRTTAX" = "SOP10105"."ORFRTTAX" + excluded."ORFRTTAX",
      "MSCTXAMT" = "SOP10105"."MSCTXAMT" + excluded."MSCTXAMT", "ORMSCTAX" = "SOP10105"."ORMSCTAX" + excluded."ORMSCTAX",
      "TAXDTSLS" = "SOP10105"."TAXDTSLS" + excluded."TAXDTSLS", "ORTOTSLS" = "SOP10105"."ORTOTSLS" + excluded."ORTOTSLS",
      "TDTTXSLS" = "SOP10105"."TDTTXSLS" + excluded."TDTTXSLS", "ORTXSLS" = "SOP10105"."ORTXSLS" + excluded."ORTXSLS",
      "TXDTOTTX" = "SOP10105"."TXDTOTTX" + excluded."TXDTOTTX", "OTTAXPON" = "SOP10105"."OTTAXPON" + excluded."OTTAXPON";
  end loop;
end $$;
