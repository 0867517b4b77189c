-- The header of a document, last: it checks everything against the rows inserted before.
create type "taSopHdrIvcInsert_parameters" as (
  "I_vSOPTYPE" smallint,
  "I_vDOCID" char(15),
  "I_vSOPNUMBE" char(21),
  "I_vORIGNUMB" char(21),
  "I_vORIGTYPE" smallint,
  "I_vTAXSCHID" char(15),
  "I_vFRTSCHID" char(15),
  "I_vMSCSCHID" char(15),
  "I_vSHIPMTHD" char(15),
  "I_vTAXAMNT" numeric(19,5),
  "I_vLOCNCODE" char(10),
  "I_vDOCDATE" datetime,
  "I_vFREIGHT" numeric(19,5),
  "I_vMISCAMNT" numeric(19,5),
  "I_vTRDISAMT" numeric(19,5),
  "I_vTRADEPCT" numeric(19,2),
  "I_vDISTKNAM" numeric(19,5),
  "I_vMRKDNAMT" numeric(19,5),
  "I_vCUSTNMBR" char(15),
  "I_vCUSTNAME" char(64),
  "I_vCSTPONBR" char(20),
  "I_vShipToName" char(64),
  "I_vADDRESS1" char(60),
  "I_vADDRESS2" char(60),
  "I_vADDRESS3" char(60),
  "I_vCNTCPRSN" char(60),
  "I_vFAXNUMBR" char(21),
  "I_vCITY" char(35),
  "I_vSTATE" char(29),
  "I_vZIPCODE" char(10),
  "I_vCOUNTRY" char(60),
  "I_vPHNUMBR1" char(21),
  "I_vPHNUMBR2" char(21),
  "I_vPHNUMBR3" char(21),
  "I_vPrint_Phone_NumberGB" smallint,
  "I_vSUBTOTAL" numeric(19,5),
  "I_vDOCAMNT" numeric(19,5),
  "I_vPYMTRCVD" numeric(19,5),
  "I_vSALSTERR" char(15),
  "I_vSLPRSNID" char(15),
  "I_vUPSZONE" char(3),
  "I_vUSER2ENT" char(15),
  "I_vBACHNUMB" char(15),
  "I_vPRBTADCD" char(15),
  "I_vPRSTADCD" char(15),
  "I_vFRTTXAMT" numeric(19,5),
  "I_vMSCTXAMT" numeric(19,5),
  "I_vORDRDATE" datetime,
  "I_vMSTRNUMB" integer,
  "I_vPYMTRMID" char(20),
  "I_vDUEDATE" datetime,
  "I_vDISCDATE" datetime,
  "I_vREFRENCE" char(30),
  "I_vUSINGHEADERLEVELTAXES" integer,
  "I_vBatchCHEKBKID" char(15),
  "I_vCREATECOMM" smallint,
  "I_vCOMMAMNT" numeric(19,5),
  "I_vCOMPRCNT" numeric(19,2),
  "I_vCREATEDIST" smallint,
  "I_vCREATETAXES" smallint,
  "I_vDEFTAXSCHDS" smallint,
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
  "I_vDISAVAMT" numeric(19,5),
  "I_vDSCDLRAM" numeric(19,5),
  "I_vDSCPCTAM" numeric(19,2),
  "I_vFREIGTBLE" integer,
  "I_vMISCTBLE" integer,
  "I_vCOMMNTID" char(15),
  "I_vCOMMENT_1" char(50),
  "I_vCOMMENT_2" char(50),
  "I_vCOMMENT_3" char(50),
  "I_vCOMMENT_4" char(50),
  "I_vGPSFOINTEGRATIONID" char(30),
  "I_vINTEGRATIONSOURCE" smallint,
  "I_vINTEGRATIONID" char(30),
  "I_vReqShipDate" datetime,
  "I_vRequesterTrx" smallint,
  "I_vCKCreditLimit" tinyint,
  "I_vCKHOLD" tinyint,
  "I_vUpdateExisting" tinyint,
  "I_vQUOEXPDA" datetime,
  "I_vQUOTEDAT" datetime,
  "I_vINVODATE" datetime,
  "I_vBACKDATE" datetime,
  "I_vRETUDATE" datetime,
  "I_vCMMTTEXT" varchar(500),
  "I_vPRCLEVEL" char(10),
  "I_vDEFPRICING" tinyint,
  "I_vTAXEXMT1" char(25),
  "I_vTAXEXMT2" char(25),
  "I_vTXRGNNUM" char(25),
  "I_vREPTING" tinyint,
  "I_vTRXFREQU" smallint,
  "I_vTIMETREP" smallint,
  "I_vQUOTEDYSTINCR" smallint,
  "I_vNOTETEXT" varchar(8000),
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

create function "taSopHdrIvcInsert"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vSOPTYPE,I_vDOCID,I_vSOPNUMBE,I_vDOCDATE,I_vCUSTNMBR,I_vBACHNUMB}';
  nullable constant text[] := '{I_vSHIPMTHD,I_vTRDISAMT,I_vTRADEPCT,I_vPrint_Phone_NumberGB,I_vSALSTERR,I_vSLPRSNID,I_vUPSZONE,I_vPRSTADCD,I_vPYMTRMID,
    I_vDISAVAMT,I_vDSCDLRAM,I_vDSCPCTAM,I_vCOMMNTID,I_vTAXEXMT1,I_vTAXEXMT2,I_vTXRGNNUM,I_vNOTETEXT}';
  p "taSopHdrIvcInsert_parameters" := jsonb_populate_record(null::"taSopHdrIvcInsert_parameters",
    econnect_parameters(parameters, '"taSopHdrIvcInsert_parameters"', required, nullable, '{"I_vCREATEDIST": 1, "I_vRATEEXPR": -1, "I_vDYSTINCR": -1, "I_vTRXDTDEF": -1, "I_vRTCLCMTD": -1}'));
  errors integer[] := '{}';
  setup "SOP40100";
  id "SOP40200";
  customer "RM00101";
  card "RM00102";
  terms "SY03300";
  before "SOP10100";
  functional char(15) := coalesce((select "FUNLCURR" from "MC40000"), '');
  decimals integer;
  currency_index integer;
  -- What an amount is multiplied by to be one of the functional currency
  rate numeric := 1;
  -- The rate as its table has it, by which some tables divide
  written_rate numeric;
  today datetime := econnect_today();
  prices boolean;
  subtotal numeric;
  line_taxes numeric;
  line_markdowns numeric;
  discount numeric;
  percent numeric;
  total numeric;
  paid numeric;
  deposits numeric;
  header_taxes numeric;
  note numeric;
  payment record;
  exchange_table char(15);
  -- Which rates of the table may be used: of the day alone (0), of an earlier day too (1), of the next day that has one (2)
  date_rule smallint;
  most_days integer;
  is_posted boolean;
  posting_date timestamp;
begin
  if econnect_has_wrong_null(parameters, nullable) then errors := '{53}';
  elsif p."I_vSOPNUMBE" = '' or not econnect_is_date(p."I_vDOCDATE") or p."I_vCUSTNMBR" = '' or p."I_vDOCID" = '' or p."I_vBACHNUMB" = '' then errors := '{54}';
  elsif p."I_vSOPTYPE" not between 1 and 6 then errors := '{898}';
  end if;
  if errors <> '{}' then
    "O_iErrorState" := econnect_state(errors);
    "oErrString" := econnect_string(errors);
    return;
  end if;
  p."I_vSOPNUMBE" := upper(p."I_vSOPNUMBE");
  p."I_vCUSTNMBR" := upper(p."I_vCUSTNMBR");
  p."I_vDOCID" := upper(p."I_vDOCID");
  p."I_vBACHNUMB" := upper(p."I_vBACHNUMB");
  p."I_vLOCNCODE" := upper(p."I_vLOCNCODE");
  p."I_vPRSTADCD" := upper(p."I_vPRSTADCD");
  p."I_vPRBTADCD" := upper(p."I_vPRBTADCD");
  p."I_vCSTPONBR" := upper(p."I_vCSTPONBR");

  select * into before from "SOP10100" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
  errors := econnect_with(errors, 56, found and p."I_vUpdateExisting" = 0
    or exists (select from "SOP30200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE"));
  select * into setup from "SOP40100" where "SETUPKEY" = 1;
  select * into id from "SOP40200" where "SOPTYPE" = p."I_vSOPTYPE" and "DOCID" = p."I_vDOCID";
  errors := econnect_with(errors, 68, not found);
  select * into customer from "RM00101" where "CUSTNMBR" = p."I_vCUSTNMBR";
  errors := econnect_with(errors, 66, not found);
  -- Of an inactive customer GP says nothing else.
  if customer."INACTIVE" = 1 then
    "O_iErrorState" := 1790;
    "oErrString" := '1790';
    return;
  end if;
  errors := econnect_with(errors, 1541, p."I_vCKHOLD" = 1 and customer."HOLD" = 1);

  -- Addresses, site and the other defaults of the cards
  p."I_vPRSTADCD" := coalesce(p."I_vPRSTADCD", customer."PRSTADCD", '');
  if p."I_vPRBTADCD" = '' then p."I_vPRBTADCD" := coalesce(customer."PRBTADCD", ''); end if;
  if p."I_vPRSTADCD" <> '' then
    select * into card from "RM00102" where "CUSTNMBR" = p."I_vCUSTNMBR" and "ADRSCODE" = p."I_vPRSTADCD";
    errors := econnect_with(errors, 867, not found and customer."CUSTNMBR" is not null);
  end if;
  errors := econnect_with(errors, 818, p."I_vPRBTADCD" <> '' and customer."CUSTNMBR" is not null and not exists (
    select from "RM00102" where "CUSTNMBR" = p."I_vCUSTNMBR" and "ADRSCODE" = p."I_vPRBTADCD"));
  if p."I_vLOCNCODE" = '' then p."I_vLOCNCODE" := coalesce(nullif(card."LOCNCODE", ''), setup."LOCNCODE", ''); end if;
  errors := econnect_with(errors, 58, p."I_vLOCNCODE" = '' and exists (select from "IV40700"));
  errors := econnect_with(errors, 59, p."I_vLOCNCODE" <> '' and not exists (select from "IV40700" where "LOCNCODE" = p."I_vLOCNCODE"));
  errors := econnect_with(errors, 11809, exists (select from "IV40700" where "LOCNCODE" = p."I_vLOCNCODE" and "INACTIVE" = 1));
  p."I_vSHIPMTHD" := coalesce(p."I_vSHIPMTHD", nullif(card."SHIPMTHD", ''), customer."SHIPMTHD", '');
  p."I_vSLPRSNID" := coalesce(p."I_vSLPRSNID", nullif(card."SLPRSNID", ''), customer."SLPRSNID", '');
  errors := econnect_with(errors, 178, p."I_vSLPRSNID" <> '' and not exists (select from "RM00301" where "SLPRSNID" = p."I_vSLPRSNID"));
  errors := econnect_with(errors, 9538, exists (select from "RM00301" where "SLPRSNID" = p."I_vSLPRSNID" and "INACTIVE" = 1));
  p."I_vSALSTERR" := coalesce(p."I_vSALSTERR", nullif(card."SALSTERR", ''), customer."SALSTERR", '');
  errors := econnect_with(errors, 244, p."I_vSALSTERR" <> '' and not exists (select from "RM00303" where "SALSTERR" = p."I_vSALSTERR"));
  p."I_vPYMTRMID" := coalesce(p."I_vPYMTRMID", customer."PYMTRMID", '');
  select * into terms from "SY03300" where "PYMTRMID" = p."I_vPYMTRMID";
  errors := econnect_with(errors, 7032, p."I_vPYMTRMID" <> '' and not found);
  if p."I_vPRCLEVEL" = '' then p."I_vPRCLEVEL" := coalesce(nullif(customer."PRCLEVEL", ''), (select "PRCLEVEL" from "RM40101" where "SETUPKEY" = 1), ''); end if;
  p."I_vUPSZONE" := coalesce(p."I_vUPSZONE", nullif(card."UPSZONE", ''), customer."UPSZONE", '');

  -- Currency
  p."I_vCURNCYID" := upper(coalesce(nullif(p."I_vCURNCYID", ''), nullif(customer."CURNCYID", ''), functional));
  select m."CURRNIDX" into currency_index from "DYNAMICS"."MC40200" as m where m."CURNCYID" = p."I_vCURNCYID";
  errors := econnect_with(errors, 724, not found and p."I_vCURNCYID" <> '');
  errors := econnect_with(errors, 9370, exists (select from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE"
    and "CURRNIDX" <> coalesce(currency_index, 0)));
  decimals := econnect_currency_decimals(p."I_vCURNCYID");
  if p."I_vCURNCYID" <> functional and p."I_vXCHGRATE" > 0 then rate := p."I_vXCHGRATE";
  elsif p."I_vCURNCYID" <> functional and currency_index is not null then
    -- By the exchange table of the currency and the rate type, at the rate of the document's day.
    if p."I_vRATETPID" = '' then
      p."I_vRATETPID" := coalesce(nullif(customer."RATETPID", ''), (select "DEFSLSTP" from "MC40000"), '');
    end if;
    select "EXGTBLID" into exchange_table from "MC40301"
      where "CURNCYID" = p."I_vCURNCYID" and "RATETPID" = p."I_vRATETPID" order by "DFLTRATE" desc, "EXGTBLID" limit 1;
    errors := econnect_with(errors, 356, exchange_table is null);
    select "TRXDTDEF", case when "DATELMTS" = 1 then "PRVDSLMT" end into date_rule, most_days
      from "DYNAMICS"."MC40300" where "EXGTBLID" = exchange_table;
    select "XCHGRATE", "EXCHDATE" into rate, p."I_vEXCHDATE" from (
        select *, coalesce(date_rule, 1) = 2 and "EXCHDATE" >= p."I_vDOCDATE" as is_next from "DYNAMICS"."MC00100"
        where "EXGTBLID" = exchange_table and "CURNCYID" = p."I_vCURNCYID" and "EXPNDATE" >= p."I_vDOCDATE"
      ) as rates
      where (is_next or "EXCHDATE" <= p."I_vDOCDATE") and (coalesce(date_rule, 1) <> 0 or "EXCHDATE" = p."I_vDOCDATE")
        and (most_days is null or abs("EXCHDATE"::date - p."I_vDOCDATE"::date) <= most_days)
      order by is_next desc, case when is_next then "EXCHDATE" end, case when is_next then "TIME1" end, "EXCHDATE" desc, "TIME1" desc limit 1;
    errors := econnect_with(errors, 726, rate is null);
    p."I_vRTCLCMTD" := coalesce((select "RTCLCMTD" from "DYNAMICS"."MC40300" where "EXGTBLID" = exchange_table), 0);
    written_rate := rate;
    rate := coalesce(case when p."I_vRTCLCMTD" = 1 then 1 / nullif(rate, 0) else rate end, 1);
  end if;

  -- Tax schedules
  if p."I_vDEFTAXSCHDS" = 1 then
    if p."I_vTAXSCHID" = '' then
      p."I_vTAXSCHID" := coalesce(case coalesce((select "SHIPTYPE" from "SY03000" where "SHIPMTHD" = p."I_vSHIPMTHD"), 1)
        when 0 then (select "STAXSCHD" from "IV40700" where "LOCNCODE" = p."I_vLOCNCODE") else card."TAXSCHID" end, '');
    end if;
    if p."I_vFRTSCHID" = '' then p."I_vFRTSCHID" := setup."FRTSCHID"; end if;
    if p."I_vMSCSCHID" = '' then p."I_vMSCSCHID" := setup."MSCSCHID"; end if;
  end if;
  errors := econnect_with(errors, 61, p."I_vTAXSCHID" <> '' and not exists (select from "TX00101" where "TAXSCHID" = p."I_vTAXSCHID"));
  errors := econnect_with(errors, 890, p."I_vFRTSCHID" <> '' and not exists (select from "TX00101" where "TAXSCHID" = p."I_vFRTSCHID"));
  errors := econnect_with(errors, 891, p."I_vMSCSCHID" <> '' and not exists (select from "TX00101" where "TAXSCHID" = p."I_vMSCSCHID"));
  errors := econnect_with(errors, 859, p."I_vCREATETAXES" = 1 and p."I_vUSINGHEADERLEVELTAXES" = 1);
  header_taxes := p."I_vTAXAMNT" + p."I_vFRTTXAMT" + p."I_vMSCTXAMT";
  errors := econnect_with(errors, 866, p."I_vCREATETAXES" = 1 and header_taxes <> 0);

  -- Amounts
  errors := econnect_with(errors, 786, least(p."I_vTAXAMNT", p."I_vFREIGHT", p."I_vMISCAMNT", p."I_vTRDISAMT", p."I_vTRADEPCT", p."I_vDISTKNAM",
    p."I_vMRKDNAMT", p."I_vSUBTOTAL", p."I_vDOCAMNT", p."I_vPYMTRCVD", p."I_vFRTTXAMT", p."I_vMSCTXAMT", p."I_vDISAVAMT") < 0);
  errors := econnect_with(errors, 832, exists (select from unnest(array[p."I_vTAXAMNT", p."I_vFREIGHT", p."I_vMISCAMNT", p."I_vTRDISAMT", p."I_vSUBTOTAL",
    p."I_vDOCAMNT", p."I_vPYMTRCVD", p."I_vFRTTXAMT", p."I_vMSCTXAMT"]) as amount where econnect_has_more_decimals(amount, decimals)));
  errors := econnect_with(errors, 7802, p."I_vTRDISAMT" <> 0 and p."I_vTRADEPCT" <> 0);
  select coalesce(sum("OXTNDPRC"), 0), coalesce(sum("ORTAXAMT"), 0), coalesce(sum(round("ORMRKDAM" * "QUANTITY", decimals)), 0)
    into subtotal, line_taxes, line_markdowns
    from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "CMPNTSEQ" = 0;
  -- Where the customer's own discount is asked for, GP computes the totals.
  prices := p."I_vDEFPRICING" = 1 or p."I_vTRDISAMT" is null and p."I_vTRADEPCT" is null;
  percent := case when p."I_vTRDISAMT" is null then coalesce(p."I_vTRADEPCT", customer."CUSTDISC" / 100.0, 0) else coalesce(p."I_vTRADEPCT", 0) end;
  discount := case when coalesce(p."I_vTRDISAMT", 0) <> 0 then p."I_vTRDISAMT" else round(subtotal * percent / 100, decimals) end;
  if p."I_vCREATETAXES" = 1 and errors = '{}' then
    perform econnect_create_taxes(p."I_vSOPTYPE", p."I_vSOPNUMBE", p."I_vFREIGHT", p."I_vFRTSCHID",
      coalesce(nullif(p."I_vFREIGTBLE", 0), setup."FRGTTXBL"), p."I_vMISCAMNT", p."I_vMSCSCHID", coalesce(nullif(p."I_vMISCTBLE", 0), setup."MISCTXBL"),
      p."I_vTAXSCHID", decimals);
    select coalesce(sum("ORSLSTAX"), 0), coalesce(sum("ORFRTTAX"), 0), coalesce(sum("ORMSCTAX"), 0)
      into p."I_vTAXAMNT", p."I_vFRTTXAMT", p."I_vMSCTXAMT"
      from "SOP10105" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" = 0;
    header_taxes := p."I_vTAXAMNT" + p."I_vFRTTXAMT" + p."I_vMSCTXAMT";
    prices := true;
  else
    errors := econnect_with(errors, 82, p."I_vTAXAMNT" > 0 and p."I_vTAXSCHID" = '');
    errors := econnect_with(errors, 799, header_taxes <> (select coalesce(sum("ORSLSTAX" + "ORFRTTAX" + "ORMSCTAX"), 0) from "SOP10105"
      where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" = 0));
    if p."I_vUSINGHEADERLEVELTAXES" = 0 then
      errors := econnect_with(errors, 62, header_taxes <> (select coalesce(sum("ORSLSTAX" + "ORFRTTAX" + "ORMSCTAX"), 0) from "SOP10105"
        where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" <> 0));
      errors := econnect_with(errors, 868, p."I_vTAXAMNT" <> line_taxes);
      errors := econnect_with(errors, 85, p."I_vFRTTXAMT" <> (select coalesce(sum("ORFRTTAX"), 0) from "SOP10105"
        where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" <> 0));
      errors := econnect_with(errors, 86, p."I_vMSCTXAMT" <> (select coalesce(sum("ORMSCTAX"), 0) from "SOP10105"
        where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" <> 0));
    end if;
  end if;
  errors := econnect_with(errors, 67, not prices and p."I_vSUBTOTAL" <> subtotal);
  errors := econnect_with(errors, 4602, discount > subtotal);
  errors := econnect_with(errors, 64, p."I_vMRKDNAMT" <> 0 and p."I_vMRKDNAMT" <> line_markdowns);
  total := subtotal + p."I_vFREIGHT" + p."I_vMISCAMNT" + header_taxes - discount;
  errors := econnect_with(errors, 235, not prices and p."I_vDOCAMNT" <> total);
  select coalesce(sum("OAMTPAID"), 0), coalesce(sum("OAMTPAID") filter (where "PYMTTYPE" <= 3), 0) into paid, deposits
    from "SOP10103" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "DELETE1" = 0;
  errors := econnect_with(errors, 60, p."I_vPYMTRCVD" <> paid);
  p."I_vDISAVAMT" := coalesce(p."I_vDISAVAMT", case when coalesce(terms."SALPURCH", 0) = 0 then 0
    when terms."DSCLCTYP" = 2 then terms."DSCDLRAM" else round(subtotal * terms."DSCPCTAM" / 10000, decimals) end, 0);
  errors := econnect_with(errors, 735, p."I_vDISAVAMT" > total);
  errors := econnect_with(errors, 7122, p."I_vDISTKNAM" > total);
  errors := econnect_with(errors, 787, p."I_vSOPTYPE" = 4 and paid > total);
  errors := econnect_with(errors, 2296, p."I_vCMMTTEXT" <> '' and rtrim(concat(p."I_vCOMMENT_1", p."I_vCOMMENT_2", p."I_vCOMMENT_3", p."I_vCOMMENT_4")) <> '');

  -- What the document id allows
  errors := econnect_with(errors, 2695, p."I_vSOPTYPE" = 5 and id."BACTOORD" = 0 and id."BACTOINV" = 0);
  errors := econnect_with(errors, 2696, p."I_vSOPTYPE" = 2 and id."ORDTOBAC" = 0 and exists (
    select from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "QTYTBAOR" > 0));
  errors := econnect_with(errors, 2697, p."I_vSOPTYPE" in (3, 6) and id."INVTOBAC" = 0 and exists (
    select from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "QTYTBAOR" > 0));
  errors := econnect_with(errors, 2698, p."I_vSOPTYPE" = 1 and exists (
    select from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE"
      and ("QTYTORDR" > 0 and id."QUOTOORD" = 0 or "QTYTOINV" > 0 and id."QUOTOINV" = 0)));
  errors := econnect_with(errors, 5616, exists (
    select from "SY00500" where "BCHSOURC" = 'Sales Entry' and "BACHNUMB" = p."I_vBACHNUMB" and "MKDTOPST" = 1));
  if p."I_vCKCreditLimit" = 1 and p."I_vSOPTYPE" in (2, 3, 6) then
    errors := econnect_with(errors, 1791, (select over_limit from econnect_over_limit(p."I_vCUSTNMBR", round(total * rate, 2))));
    errors := econnect_with(errors, 1792, (select over_bucket from econnect_over_limit(p."I_vCUSTNMBR", round(total * rate, 2))));
  end if;
  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  if p."I_vSHIPMTHD" <> '' then insert into "SY03000" ("SHIPMTHD", "SHIPTYPE") values (p."I_vSHIPMTHD", 1) on conflict do nothing; end if;
  -- An order is due on its day, and has neither a discount date nor dates of posting: its invoice gets them by the terms.
  is_posted := p."I_vSOPTYPE" in (3, 4, 6);
  if is_posted and not econnect_is_date(p."I_vDISCDATE") then p."I_vDISCDATE" := econnect_discount_date(p."I_vPYMTRMID", p."I_vDOCDATE"); end if;
  if not econnect_is_date(p."I_vDUEDATE") then
    p."I_vDUEDATE" := case when not is_posted or customer."BALNCTYP" = 1 then p."I_vDOCDATE" else econnect_due_date(p."I_vPYMTRMID", p."I_vDOCDATE") end;
  end if;
  posting_date := case when is_posted then p."I_vDOCDATE" else '1900-01-01' end;

  -- The batch comes first: its row keeps documents of one batch apart, as GP's does.
  insert into "SY00500" ("BCHSOURC", "BACHNUMB", "SERIES", "BACHFREQ", "CHEKBKID", "ORIGIN", "CREATDDT", "MODIFDT")
  values ('Sales Entry', p."I_vBACHNUMB", 3, 1, coalesce(nullif(p."I_vBatchCHEKBKID", ''), setup."CHEKBKID"), 1, today, today) on conflict do nothing;
  if before."SOPNUMBE" is not null then
    update "SY00500" set "NUMOFTRX" = "NUMOFTRX" - 1, "BCHTOTAL" = "BCHTOTAL" - before."DOCAMNT"
      where "BCHSOURC" = 'Sales Entry' and "BACHNUMB" = before."BACHNUMB";
    perform econnect_add_to_summary(before."CUSTNMBR", case when before."SOPTYPE" = 2 then -before."REMSUBTO" else 0 end,
      case when before."SOPTYPE" in (3, 6) then -before."DOCAMNT" when before."SOPTYPE" = 4 then before."DOCAMNT" else 0 end, 0, 0);
    p."I_vMSTRNUMB" := before."MSTRNUMB";
    note := before."NOTEINDX";
    delete from "SOP10100" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
  end if;
  update "SY00500" set "NUMOFTRX" = "NUMOFTRX" + 1, "BCHTOTAL" = "BCHTOTAL" + round(total * rate, 2), "MODIFDT" = today
    where "BCHSOURC" = 'Sales Entry' and "BACHNUMB" = p."I_vBACHNUMB";
  if p."I_vMSTRNUMB" = 0 and setup."TRMSTNUM" = 1 then
    select "NXTMSTNO" into p."I_vMSTRNUMB" from "SOP40100" where "SETUPKEY" = 1 for update;
    while exists (select from "SOP40500" where "MSTRNUMB" = p."I_vMSTRNUMB") loop p."I_vMSTRNUMB" := p."I_vMSTRNUMB" + 1; end loop;
    update "SOP40100" set "NXTMSTNO" = p."I_vMSTRNUMB" + 1 where "SETUPKEY" = 1;
  end if;
  if p."I_vMSTRNUMB" <> 0 then insert into "SOP40500" ("MSTRNUMB") values (p."I_vMSTRNUMB") on conflict do nothing; end if;
  note := coalesce(nullif(note, 0), econnect_note(p."I_vNOTETEXT"));

  -- Amounts of lines in the functional currency, and their shares of the trade discount: the last line takes what rounding leaves.
  update "SOP10200" set "UNITPRCE" = round("ORUNTPRC" * rate, 5), "XTNDPRCE" = round("OXTNDPRC" * rate, 2), "REMPRICE" = round("OREPRICE" * rate, 2),
    "TAXAMNT" = round("ORTAXAMT" * rate, 2), "MRKDNAMT" = round("ORMRKDAM" * rate, 5), "ORTDISAM" = share.amount, "TRDISAMT" = round(share.amount * rate, 2)
    from (
      select "LNITMSEQ" as line, round(discount * upto / nullif(subtotal, 0), decimals) - round(discount * (upto - own) / nullif(subtotal, 0), decimals) as amount
      from (select "LNITMSEQ", "OXTNDPRC" as own, sum("OXTNDPRC") over (order by "LNITMSEQ") as upto from "SOP10200"
        where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "CMPNTSEQ" = 0) as sums
    ) as share
    where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "CMPNTSEQ" = 0 and "LNITMSEQ" = share.line and subtotal <> 0;

  insert into "SOP10100" ("SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB", "DOCID", "DOCDATE", "GLPOSTDT", "QUOTEDAT", "QUOEXPDA", "ORDRDATE", "INVODATE", "BACKDATE", "RETUDATE",
    "ReqShipDate", "DISCDATE", "DUEDATE", "REPTING", "TRXFREQU", "TIMETREP", "USDOCID1", "USDOCID2", "DISAVAMT", "ORDAVAMT", "DISTKNAM", "ORDISTKN", "DSCPCTAM",
    "DSCDLRAM", "ORDDLRAT", "PYMTRMID", "PRCLEVEL", "LOCNCODE", "BCHSOURC", "BACHNUMB", "CUSTNMBR", "CUSTNAME", "CSTPONBR", "MSTRNUMB", "MRKDNAMT", "ORMRKDAM",
    "PRBTADCD", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "CCode", "COUNTRY",
    "PHNUMBR1", "PHNUMBR2", "PHONE3", "FAXNUMBR", "Print_Phone_NumberGB", "COMMAMNT", "OCOMMAMT", "SHIPMTHD", "TRDISAMT", "ORTDISAM", "TRDISPCT",
    "SUBTOTAL", "ORSUBTOT", "REMSUBTO", "OREMSUBT", "EXTDCOST", "OREXTCST", "FRTAMNT", "ORFRTAMT", "MISCAMNT", "ORMISCAMT", "TXENGCLD",
    "TAXEXMT1", "TAXEXMT2", "TXRGNNUM", "TAXSCHID", "TXSCHSRC", "FRTSCHID", "FRTTXAMT", "ORFRTTAX", "FRGTTXBL", "MSCSCHID", "MSCTXAMT", "ORMSCTAX", "MISCTXBL",
    "TAXAMNT", "ORTAXAMT", "DOCAMNT", "ORDOCAMT", "PYMTRCVD", "ORPMTRVD", "DEPRECVD", "ORDEPRVD", "ACCTAMNT", "ORACTAMT", "SALSTERR", "SLPRSNID", "UPSZONE",
    "ALLOCABY", "NOTEINDX", "CURNCYID", "CURRNIDX", "RATETPID", "XCHGRATE", "EXCHDATE", "RTCLCMTD", "COMMNTID", "REFRENCE", "USER2ENT", "CREATDDT", "MODIFDT",
    "Tax_Date", "GPSFOINTEGRATIONID", "INTEGRATIONSOURCE", "INTEGRATIONID", "SOPSTATUS", "SHIPCOMPLETE")
  values (p."I_vSOPTYPE", p."I_vSOPNUMBE", p."I_vORIGTYPE", upper(p."I_vORIGNUMB"), p."I_vDOCID", p."I_vDOCDATE", posting_date,
    case when econnect_is_date(p."I_vQUOTEDAT") or p."I_vSOPTYPE" <> 1 then p."I_vQUOTEDAT" else p."I_vDOCDATE" end,
    case when econnect_is_date(p."I_vQUOEXPDA") or p."I_vSOPTYPE" <> 1 then p."I_vQUOEXPDA" else p."I_vDOCDATE" + make_interval(days => id."DAYTOEXP") end,
    case when econnect_is_date(p."I_vORDRDATE") or p."I_vSOPTYPE" <> 2 then p."I_vORDRDATE" else p."I_vDOCDATE" end,
    case when econnect_is_date(p."I_vINVODATE") or p."I_vSOPTYPE" <> 3 then p."I_vINVODATE" else p."I_vDOCDATE" end,
    case when econnect_is_date(p."I_vBACKDATE") or p."I_vSOPTYPE" <> 5 then p."I_vBACKDATE" else p."I_vDOCDATE" end,
    case when econnect_is_date(p."I_vRETUDATE") or p."I_vSOPTYPE" <> 4 then p."I_vRETUDATE" else p."I_vDOCDATE" end,
    case when econnect_is_date(p."I_vReqShipDate") then p."I_vReqShipDate" else p."I_vDOCDATE" end,
    p."I_vDISCDATE", p."I_vDUEDATE", p."I_vREPTING", p."I_vTRXFREQU", p."I_vTIMETREP", id."USDOCID1", id."USDOCID2",
    round(p."I_vDISAVAMT" * rate, 2), p."I_vDISAVAMT", round(p."I_vDISTKNAM" * rate, 2), p."I_vDISTKNAM",
    coalesce(round(p."I_vDSCPCTAM" * 100), terms."DSCPCTAM", 0), round(coalesce(p."I_vDSCDLRAM", terms."DSCDLRAM", 0) * rate, 2), coalesce(p."I_vDSCDLRAM", terms."DSCDLRAM", 0),
    p."I_vPYMTRMID", p."I_vPRCLEVEL", p."I_vLOCNCODE", 'Sales Entry', p."I_vBACHNUMB", p."I_vCUSTNMBR",
    coalesce(nullif(p."I_vCUSTNAME", ''), customer."CUSTNAME"), p."I_vCSTPONBR", p."I_vMSTRNUMB", round(line_markdowns * rate, 2), line_markdowns,
    p."I_vPRBTADCD", p."I_vPRSTADCD", coalesce(nullif(p."I_vCNTCPRSN", ''), card."CNTCPRSN", ''), coalesce(nullif(p."I_vShipToName", ''), card."ShipToName", ''),
    coalesce(nullif(p."I_vADDRESS1", ''), card."ADDRESS1", ''), coalesce(nullif(p."I_vADDRESS2", ''), card."ADDRESS2", ''),
    coalesce(nullif(p."I_vADDRESS3", ''), card."ADDRESS3", ''), coalesce(nullif(p."I_vCITY", ''), card."CITY", ''),
    coalesce(nullif(p."I_vSTATE", ''), card."STATE", ''), coalesce(nullif(p."I_vZIPCODE", ''), card."ZIP", ''), coalesce(card."CCode", ''),
    coalesce(nullif(p."I_vCOUNTRY", ''), card."COUNTRY", ''), coalesce(nullif(p."I_vPHNUMBR1", ''), card."PHONE1", ''),
    coalesce(nullif(p."I_vPHNUMBR2", ''), card."PHONE2", ''), coalesce(nullif(p."I_vPHNUMBR3", ''), card."PHONE3", ''),
    coalesce(nullif(p."I_vFAXNUMBR", ''), card."FAX", ''), coalesce(p."I_vPrint_Phone_NumberGB", card."Print_Phone_NumberGB", 0),
    round(p."I_vCOMMAMNT" * rate, 2), p."I_vCOMMAMNT", p."I_vSHIPMTHD", round(discount * rate, 2), discount,
    case when coalesce(p."I_vTRDISAMT", 0) <> 0 then 0 else round(percent * 100) end,
    round(subtotal * rate, 2), subtotal, round(subtotal * rate, 2), subtotal,
    (select coalesce(sum("EXTDCOST"), 0) from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "CMPNTSEQ" = 0),
    (select coalesce(sum("OREXTCST"), 0) from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "CMPNTSEQ" = 0),
    round(p."I_vFREIGHT" * rate, 2), p."I_vFREIGHT", round(p."I_vMISCAMNT" * rate, 2), p."I_vMISCAMNT", p."I_vCREATETAXES",
    coalesce(p."I_vTAXEXMT1", customer."TAXEXMT1"), coalesce(p."I_vTAXEXMT2", customer."TAXEXMT2"), coalesce(p."I_vTXRGNNUM", customer."TXRGNNUM"),
    p."I_vTAXSCHID", case when p."I_vTAXSCHID" = '' then 4 else 2 end, p."I_vFRTSCHID", round(p."I_vFRTTXAMT" * rate, 2), p."I_vFRTTXAMT",
    coalesce(nullif(p."I_vFREIGTBLE", 0), setup."FRGTTXBL"), p."I_vMSCSCHID", round(p."I_vMSCTXAMT" * rate, 2), p."I_vMSCTXAMT",
    coalesce(nullif(p."I_vMISCTBLE", 0), setup."MISCTXBL"), round(header_taxes * rate, 2), header_taxes, round(total * rate, 2), total,
    round(paid * rate, 2), paid, round(deposits * rate, 2), deposits, round((total - paid) * rate, 2), total - paid,
    p."I_vSALSTERR", p."I_vSLPRSNID", p."I_vUPSZONE", id."ALLOCABY", note, p."I_vCURNCYID", coalesce(currency_index, 0), p."I_vRATETPID",
    case when p."I_vCURNCYID" = functional then 0 else coalesce(written_rate, rate) end, p."I_vEXCHDATE", greatest(p."I_vRTCLCMTD", 0), coalesce(p."I_vCOMMNTID", id."COMMNTID"),
    p."I_vREFRENCE", p."I_vUSER2ENT", today, today, posting_date, p."I_vGPSFOINTEGRATIONID", p."I_vINTEGRATIONSOURCE", p."I_vINTEGRATIONID",
    case when p."I_vSOPTYPE" = 2 or id."WORKFLOWENABLED" = 1 then 1 else 0 end, customer."SHIPCOMPLETE");

  if rtrim(concat(p."I_vCMMTTEXT", p."I_vCOMMENT_1", p."I_vCOMMENT_2", p."I_vCOMMENT_3", p."I_vCOMMENT_4")) <> '' then
    insert into "SOP10106" ("SOPTYPE", "SOPNUMBE") values (p."I_vSOPTYPE", p."I_vSOPNUMBE") on conflict do nothing;
    update "SOP10106" set
      "COMMENT_1" = coalesce(nullif(p."I_vCOMMENT_1", ''), left(p."I_vCMMTTEXT", 50)),
      "COMMENT_2" = coalesce(nullif(p."I_vCOMMENT_2", ''), substr(p."I_vCMMTTEXT", 51, 50)),
      "COMMENT_3" = coalesce(nullif(p."I_vCOMMENT_3", ''), substr(p."I_vCMMTTEXT", 101, 50)),
      "COMMENT_4" = coalesce(nullif(p."I_vCOMMENT_4", ''), substr(p."I_vCMMTTEXT", 151, 50)),
      "CMMTTEXT" = coalesce(nullif(p."I_vCMMTTEXT", ''), concat_ws(E'\r', nullif(rtrim(p."I_vCOMMENT_1"), ''), nullif(rtrim(p."I_vCOMMENT_2"), ''),
        nullif(rtrim(p."I_vCOMMENT_3"), ''), nullif(rtrim(p."I_vCOMMENT_4"), '')))
      where "SOPTYPE" = p."I_vSOPTYPE" and "SOPNUMBE" = p."I_vSOPNUMBE";
  end if;
  if p."I_vSOPTYPE" in (3, 4) then
    insert into "RM00401" ("DOCNUMBR", "RMDTYPAL", "DCSTATUS", "BCHSOURC", "CUSTNMBR", "DOCDATE")
    values (p."I_vSOPNUMBE", case p."I_vSOPTYPE" when 3 then 1 else 8 end, 0, 'Sales Entry', p."I_vCUSTNMBR", p."I_vDOCDATE") on conflict do nothing;
  end if;
  insert into "SOP10104" ("SOPTYPE", "SOPNUMBE", "PRCHLDID", "USERID", "HOLDDATE")
    select p."I_vSOPTYPE", p."I_vSOPNUMBE", "PRCHLDID", p."I_vUSER2ENT", today
    from "SOP40201" where "SOPTYPE" = p."I_vSOPTYPE" and "DOCID" = p."I_vDOCID" on conflict do nothing;

  perform econnect_add_to_summary(p."I_vCUSTNMBR", case when p."I_vSOPTYPE" = 2 then round(subtotal * rate, 2) else 0 end,
    round(total * rate, 2) * case when p."I_vSOPTYPE" in (3, 6) then 1 when p."I_vSOPTYPE" = 4 then -1 else 0 end, 0, 0);
  if before."SOPNUMBE" is null then
    for payment in select "PYMTTYPE" as type, "AMNTPAID" as amount from "SOP10103"
      where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "DELETE1" = 0
    loop
      perform econnect_add_payment(p."I_vCUSTNMBR", p."I_vSOPTYPE", payment.type, payment.amount);
    end loop;
  end if;
end $$;
