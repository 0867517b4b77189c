-- A line of a document, before its header; a kit brings its components.
create type "taSopLineIvcInsert_parameters" as (
  "I_vSOPTYPE" smallint,
  "I_vSOPNUMBE" char(21),
  "I_vCUSTNMBR" char(15),
  "I_vDOCDATE" datetime,
  "I_vUSERDATE" datetime,
  "I_vLOCNCODE" char(10),
  "I_vITEMNMBR" char(30),
  "I_vAutoAssignBin" smallint,
  "I_vUNITPRCE" numeric(19,5),
  "I_vXTNDPRCE" numeric(19,5),
  "I_vQUANTITY" numeric(19,5),
  "I_vMRKDNAMT" numeric(19,5),
  "I_vMRKDNPCT" numeric(19,2),
  "I_vCOMMNTID" char(15),
  "I_vCOMMENT_1" char(50),
  "I_vCOMMENT_2" char(50),
  "I_vCOMMENT_3" char(50),
  "I_vCOMMENT_4" char(50),
  "I_vUNITCOST" numeric(19,5),
  "I_vPRCLEVEL" char(10),
  "I_vITEMDESC" char(100),
  "I_vTAXAMNT" numeric(19,5),
  "I_vQTYONHND" numeric(19,5),
  "I_vQTYRTRND" numeric(19,5),
  "I_vQTYINUSE" numeric(19,5),
  "I_vQTYINSVC" numeric(19,5),
  "I_vQTYDMGED" numeric(19,5),
  "I_vNONINVEN" smallint,
  "I_vLNITMSEQ" integer,
  "I_vDROPSHIP" smallint,
  "I_vQTYTBAOR" numeric(19,5),
  "I_vDOCID" char(15),
  "I_vSALSTERR" char(15),
  "I_vSLPRSNID" char(15),
  "I_vITMTSHID" char(15),
  "I_vIVITMTXB" smallint,
  "I_vTAXSCHID" char(15),
  "I_vPRSTADCD" char(15),
  "I_vShipToName" char(64),
  "I_vCNTCPRSN" char(60),
  "I_vADDRESS1" char(60),
  "I_vADDRESS2" char(60),
  "I_vADDRESS3" char(60),
  "I_vCITY" char(35),
  "I_vSTATE" char(29),
  "I_vZIPCODE" char(10),
  "I_vCOUNTRY" char(60),
  "I_vPHONE1" char(21),
  "I_vPHONE2" char(21),
  "I_vPHONE3" char(21),
  "I_vFAXNUMBR" char(21),
  "I_vPrint_Phone_NumberGB" smallint,
  "I_vEXCEPTIONALDEMAND" tinyint,
  "I_vReqShipDate" datetime,
  "I_vFUFILDAT" datetime,
  "I_vACTLSHIP" datetime,
  "I_vSHIPMTHD" char(15),
  "I_vINVINDX" varchar(75),
  "I_vCSLSINDX" varchar(75),
  "I_vSLSINDX" varchar(75),
  "I_vMKDNINDX" varchar(75),
  "I_vRTNSINDX" varchar(75),
  "I_vINUSINDX" varchar(75),
  "I_vINSRINDX" varchar(75),
  "I_vDMGDINDX" varchar(75),
  "I_vAUTOALLOCATESERIAL" integer,
  "I_vAUTOALLOCATELOT" integer,
  "I_vGPSFOINTEGRATIONID" char(30),
  "I_vINTEGRATIONSOURCE" smallint,
  "I_vINTEGRATIONID" char(30),
  "I_vRequesterTrx" smallint,
  "I_vQTYCANCE" numeric(19,5),
  "I_vQTYFULFI" numeric(19,5),
  "I_vALLOCATE" smallint,
  "I_vUpdateIfExists" smallint,
  "I_vRecreateDist" smallint,
  "I_vQUOTEQTYTOINV" numeric(19,5),
  "I_vTOTALQTY" numeric(19,5),
  "I_vCMMTTEXT" varchar(500),
  "I_vKitCompMan" smallint,
  "I_vDEFPRICING" integer,
  "I_vDEFEXTPRICE" integer,
  "I_vCURNCYID" char(15),
  "I_vUOFM" char(8),
  "I_vIncludePromo" smallint,
  "I_vCKCreditLimit" tinyint,
  "I_vQtyShrtOpt" smallint,
  "I_vRECREATETAXES" smallint,
  "I_vRECREATECOMM" smallint,
  "I_vUSRDEFND1" char(50),
  "I_vUSRDEFND2" char(50),
  "I_vUSRDEFND3" char(50),
  "I_vUSRDEFND4" varchar(8000),
  "I_vUSRDEFND5" varchar(8000)
);

create function "taSopLineIvcInsert"(parameters jsonb, out "O_iErrorState" integer, out "oErrString" varchar)
language plpgsql as $$
declare
  required constant text[] := '{I_vSOPTYPE,I_vSOPNUMBE,I_vCUSTNMBR,I_vDOCDATE,I_vITEMNMBR,I_vQUANTITY}';
  nullable constant text[] := '{I_vMRKDNAMT,I_vMRKDNPCT,I_vUNITCOST,I_vSALSTERR,I_vSLPRSNID,I_vITMTSHID,I_vTAXSCHID,I_vPRSTADCD,I_vPrint_Phone_NumberGB,
    I_vSHIPMTHD,I_vQTYFULFI}';
  p "taSopLineIvcInsert_parameters" := jsonb_populate_record(null::"taSopLineIvcInsert_parameters",
    econnect_parameters(parameters, '"taSopLineIvcInsert_parameters"', required, nullable, '{"I_vAutoAssignBin": 1, "I_vQtyShrtOpt": 2}'));
  errors integer[] := '{}';
  setup "SOP40100";
  id "SOP40200";
  customer "RM00101";
  card "RM00102";
  item "IV00101";
  header "SOP10100";
  before "SOP10200";
  functional text := coalesce((select rtrim("FUNLCURR") from "MC40000"), '');
  "currency" text;
  currency_index integer;
  site char(11);
  ship_to char(15);
  unit char(9);
  in_base numeric;
  level char(11);
  price_currency text;
  prices_required boolean;
  stock boolean := false;
  kit boolean := false;
  quantity_decimals integer;
  price_decimals integer;
  quantity numeric;
  back_ordered numeric;
  canceled numeric;
  total numeric;
  ordered numeric;
  markdown numeric;
  extended numeric;
  money_decimals integer;
  sellable numeric;
  allocates boolean;
  allocated numeric;
  fulfilled numeric;
  cost numeric;
  method char(15);
  schedule char(15);
  component record;
  component_sequence integer := 0;
  by_sheets boolean := exists (select from "DYNAMICS"."SY05501" where "EXPRINST" = 1);
begin
  if econnect_has_wrong_null(parameters, nullable) then errors := '{101}';
  elsif p."I_vSOPTYPE" = 0 or p."I_vSOPNUMBE" = '' or p."I_vITEMNMBR" = '' then errors := '{102}';
  elsif p."I_vSOPTYPE" not between 1 and 6 then errors := '{104}';
  end if;
  if errors <> '{}' then
    "O_iErrorState" := econnect_state(errors);
    "oErrString" := econnect_string(errors);
    return;
  end if;
  if p."I_vDEFPRICING" = 1 and p."I_vUNITPRCE" = 0 then
    raise exception 'The sandbox does not compute unit prices (DEFPRICING): pass UNITPRCE.' using errcode = '0A000';
  end if;
  p."I_vSOPNUMBE" := upper(p."I_vSOPNUMBE");
  p."I_vCUSTNMBR" := upper(p."I_vCUSTNMBR");
  p."I_vITEMNMBR" := upper(p."I_vITEMNMBR");
  p."I_vLOCNCODE" := upper(p."I_vLOCNCODE");
  p."I_vDOCID" := upper(p."I_vDOCID");
  p."I_vPRSTADCD" := upper(p."I_vPRSTADCD");

  select * into setup from "SOP40100" where "SETUPKEY" = 1;
  select * into customer from "RM00101" where "CUSTNMBR" = p."I_vCUSTNMBR";
  errors := econnect_with(errors, 598, not found);
  if p."I_vDOCID" = '' then
    p."I_vDOCID" := case p."I_vSOPTYPE" when 1 then setup."QUODOCID" when 2 then setup."ORDDOCID" when 3 then setup."INVDOCID"
      when 4 then setup."RETDOCID" when 5 then setup."BACDOCID" else setup."FODOCID" end;
  end if;
  select * into id from "SOP40200" where "SOPTYPE" = p."I_vSOPTYPE" and "DOCID" = p."I_vDOCID";

  select * into header from "SOP10100" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE";
  errors := econnect_with(errors, 2221, found and p."I_vUpdateIfExists" = 0);
  if p."I_vLNITMSEQ" = 0 then
    p."I_vLNITMSEQ" := coalesce((select max("LNITMSEQ") / 16384 from "SOP10200"
      where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE"), 0) * 16384 + 16384;
  end if;
  select * into before from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE"
    and "LNITMSEQ" = p."I_vLNITMSEQ" and "CMPNTSEQ" = 0;
  errors := econnect_with(errors, 450, found and p."I_vUpdateIfExists" = 0);

  -- Ship-to address and site
  ship_to := coalesce(p."I_vPRSTADCD", customer."PRSTADCD", '');
  if ship_to <> '' then
    select * into card from "RM00102" where "CUSTNMBR" = p."I_vCUSTNMBR" and "ADRSCODE" = ship_to;
    errors := econnect_with(errors, 9551, not found and customer."CUSTNMBR" is not null);
  end if;
  site := coalesce(nullif(p."I_vLOCNCODE", ''), nullif(card."LOCNCODE", ''), setup."LOCNCODE", '');
  errors := econnect_with(errors, 105, site = '' and exists (select from "IV40700"));
  errors := econnect_with(errors, 106, site <> '' and not exists (select from "IV40700" where "LOCNCODE" = site));
  errors := econnect_with(errors, 11807, exists (select from "IV40700" where "LOCNCODE" = site and "INACTIVE" = 1));

  -- The item, by its number or by the customer's own
  select * into item from "IV00101" where "ITEMNMBR" = p."I_vITEMNMBR";
  if not found and p."I_vNONINVEN" = 0 then
    select i.* into item from "SOP60300" as own join "IV00101" as i using ("ITEMNMBR")
      where own."CUSTITEMNMBR" = p."I_vITEMNMBR" and own."CUSTNMBR" = p."I_vCUSTNMBR";
    errors := econnect_with(errors, 108, not found);
    p."I_vITEMNMBR" := coalesce(item."ITEMNMBR", p."I_vITEMNMBR");
  end if;
  stock := coalesce(item."ITEMTYPE" in (1, 2), false);
  kit := coalesce(item."ITEMTYPE" = 3, false);
  errors := econnect_with(errors, 11755, coalesce(item."INACTIVE" = 1, false) and p."I_vSOPTYPE" <> 4);
  if item."ITEMNMBR" is not null and site <> '' then
    errors := econnect_with(errors, 110, not exists (
      select from "IV00102" where "ITEMNMBR" = item."ITEMNMBR" and "RCRDTYPE" = 2 and "LOCNCODE" = site));
  end if;
  errors := econnect_with(errors, 303, kit and p."I_vDROPSHIP" = 1);

  -- Unit and currency
  unit := coalesce(nullif(p."I_vUOFM", ''), nullif(item."SELNGUOM", ''), (select "BASEUOFM" from "IV40201" where "UOMSCHDL" = item."UOMSCHDL"), 'Each');
  if item."ITEMNMBR" is null then in_base := 1;
  else
    select u."QTYBSUOM", u."UOFM" into in_base, unit from "IV40202" as u join "IV40201" as s on s."UOMSCHDL" = u."UOMSCHDL"
      where u."UOMSCHDL" = item."UOMSCHDL" and upper(u."UOFM") = upper(unit) and u."EQUIVUOM" = s."BASEUOFM";
    if not found then
      errors := econnect_with(errors, 5313, true);
      in_base := 1;
    end if;
  end if;
  "currency" := upper(rtrim(coalesce(nullif(p."I_vCURNCYID", ''), nullif(customer."CURNCYID", ''), functional::bpchar)));
  select "CURRNIDX" into currency_index from "DYNAMICS"."MC40200" where "CURNCYID" = "currency";
  money_decimals := econnect_currency_decimals("currency");
  quantity_decimals := coalesce(item."DECPLQTY", setup."DECPLQTY") - 1;
  price_decimals := coalesce((select "DECPLCUR" - 1 from "IV00105" where "ITEMNMBR" = item."ITEMNMBR" and "CURNCYID" = "currency"),
    coalesce(item."DECPLCUR", setup."DECPLCUR") - 1);

  -- Price level: searched and checked although the caller passes the price. Under extended pricing
  -- a line has a pseudo level, and price lists are not looked at.
  if by_sheets then
    level := 'EXTPRCLVL';
    errors := econnect_with(errors, 928, p."I_vPRCLEVEL" not in ('', level) and not exists (select from "IV40800" where "PRCLEVEL" = p."I_vPRCLEVEL"));
  elsif item."ITEMNMBR" is not null then
    prices_required := setup."Prices_Not_Required_In_Pr" = 0;
    price_currency := case when exists (select from "IV00108" where "ITEMNMBR" = item."ITEMNMBR" and "CURNCYID" <> '') then "currency" else '' end;
    select candidate.level into level from (values
      (1, p."I_vPRCLEVEL"::char(11), false), (2, customer."PRCLEVEL", true),
      (3, (select "PRCLEVEL" from "RM40101" where "SETUPKEY" = 1), true), (4, item."PRCLEVEL", false)) as candidate (rank, level, skipped)
      where coalesce(candidate.level, '') <> '' and (not (prices_required and candidate.skipped) or exists (
        select from "IV00108" where "ITEMNMBR" = item."ITEMNMBR" and "PRCLEVEL" = candidate.level and "CURNCYID" = price_currency::bpchar and "UOFM" = unit))
      order by rank limit 1;
    errors := econnect_with(errors, 771, coalesce(level, '') = '');
    errors := econnect_with(errors, 928, coalesce(level, '') <> '' and not exists (select from "IV40800" where "PRCLEVEL" = level));
    errors := econnect_with(errors, 9177, prices_required and coalesce(level, '') <> '' and item."PRICMTHD" in (1, 2) and not exists (
      select from "IV00108" where "ITEMNMBR" = item."ITEMNMBR" and "PRCLEVEL" = level and "UOFM" = unit and "CURNCYID" in ("currency"::bpchar, '')));
  end if;
  if item."ITEMNMBR" is not null and site <> '' then
    errors := econnect_with(errors, 11808, exists (
      select from "IV00102" where "ITEMNMBR" = item."ITEMNMBR" and "RCRDTYPE" = 2 and "LOCNCODE" = site and "INACTIVE" = 1));
  end if;
  level := coalesce(level, customer."PRCLEVEL", '');

  -- Cards
  method := coalesce(p."I_vSHIPMTHD", nullif(card."SHIPMTHD", ''), customer."SHIPMTHD", '');
  errors := econnect_with(errors, 927, method <> '' and not exists (select from "SY03000" where "SHIPMTHD" = method));
  -- The header takes the salesperson and the territory of the cards; a line has those that it is given.
  p."I_vSLPRSNID" := coalesce(p."I_vSLPRSNID", '');
  errors := econnect_with(errors, 179, p."I_vSLPRSNID" <> '' and not exists (select from "RM00301" where "SLPRSNID" = p."I_vSLPRSNID"));
  p."I_vSALSTERR" := coalesce(p."I_vSALSTERR", '');
  errors := econnect_with(errors, 245, p."I_vSALSTERR" <> '' and not exists (select from "RM00303" where "SALSTERR" = p."I_vSALSTERR"));
  schedule := coalesce(p."I_vTAXSCHID", case coalesce((select "SHIPTYPE" from "SY03000" where "SHIPMTHD" = method), 1)
    when 0 then (select "STAXSCHD" from "IV40700" where "LOCNCODE" = site) else card."TAXSCHID" end, '');
  p."I_vITMTSHID" := coalesce(p."I_vITMTSHID", item."ITMTSHID", setup."NONIVSCH", '');
  if p."I_vIVITMTXB" = 0 then p."I_vIVITMTXB" := coalesce(item."TAXOPTNS", setup."NONIVTXB", 0); end if;

  -- Quantities as they were given
  quantity := p."I_vQUANTITY";
  back_ordered := p."I_vQTYTBAOR";
  canceled := p."I_vQTYCANCE";
  errors := econnect_with(errors, 788, least(quantity, back_ordered, canceled, p."I_vTOTALQTY", p."I_vQUOTEQTYTOINV",
    p."I_vUNITPRCE", p."I_vXTNDPRCE", p."I_vMRKDNAMT", p."I_vMRKDNPCT", p."I_vQTYFULFI") < 0);
  errors := econnect_with(errors, 580, p."I_vSOPTYPE" = 1 and back_ordered <> 0);
  errors := econnect_with(errors, 302, p."I_vSOPTYPE" in (4, 5) and back_ordered <> 0);
  if p."I_vSOPTYPE" = 4 then
    errors := econnect_with(errors, 183, p."I_vQTYONHND" + p."I_vQTYRTRND" + p."I_vQTYINUSE" + p."I_vQTYINSVC" + p."I_vQTYDMGED" <> quantity);
  else
    errors := econnect_with(errors, 215, (p."I_vQTYONHND", p."I_vQTYRTRND", p."I_vQTYINUSE", p."I_vQTYINSVC", p."I_vQTYDMGED") <> (0, 0, 0, 0, 0));
  end if;
  total := quantity + back_ordered + canceled + p."I_vQUOTEQTYTOINV";
  errors := econnect_with(errors, 4777, p."I_vTOTALQTY" <> 0 and total > p."I_vTOTALQTY");
  errors := econnect_with(errors, 8503, econnect_has_more_decimals(quantity, quantity_decimals)
    or econnect_has_more_decimals(back_ordered, quantity_decimals) or econnect_has_more_decimals(canceled, quantity_decimals));
  errors := econnect_with(errors, 11454, item."ITEMNMBR" is not null and econnect_has_more_decimals(quantity,
    coalesce((select "UMDPQTYS" - 1 from "IV40201" where "UOMSCHDL" = item."UOMSCHDL"), 5)));
  if kit then
    errors := econnect_with(errors, 592, p."I_vQtyShrtOpt" not in (1, 2, 3, 5));
    errors := econnect_with(errors, 2231, (quantity > 0)::integer + (back_ordered > 0)::integer + (canceled > 0)::integer + (p."I_vQUOTEQTYTOINV" > 0)::integer > 1);
  end if;

  -- Shortage: read under the update lock on the item's quantities
  if p."I_vSOPTYPE" = 1 or not (stock or kit) then p."I_vQtyShrtOpt" := 2; end if;
  if stock then perform econnect_lock_quantities(item."ITEMNMBR");
  elsif kit then
    for component in select distinct "CMPTITNM" as number from "IV00104" where "ITEMNMBR" = item."ITEMNMBR" order by 1
    loop perform econnect_lock_quantities(component.number); end loop;
  end if;
  if p."I_vSOPTYPE" in (2, 3, 6) and p."I_vQtyShrtOpt" <> 2 and p."I_vDROPSHIP" = 0 then
    if stock then sellable := econnect_available(item."ITEMNMBR", site) / in_base;
    else
      -- Components that are not counted are never short.
      select min(trunc(econnect_available(k."CMPTITNM", site) / (k."CMPITQTY" * econnect_component_factor(k."CMPTITNM", k."CMPITUOM") * in_base),
          quantity_decimals)) into sellable
        from "IV00104" as k join "IV00101" as c on c."ITEMNMBR" = k."CMPTITNM"
        where k."ITEMNMBR" = item."ITEMNMBR" and c."ITEMTYPE" in (1, 2) and k."CMPITQTY" > 0;
    end if;
    sellable := trunc(sellable, quantity_decimals);
    if quantity > sellable then
      errors := econnect_with(errors, 2229, coalesce(p."I_vQTYFULFI", 0) > 0);
      case p."I_vQtyShrtOpt"
        when 1 then quantity := sellable;
        when 3 then back_ordered := back_ordered + quantity; quantity := 0;
        when 4 then back_ordered := back_ordered + quantity - sellable; quantity := sellable;
        when 5 then canceled := canceled + quantity; quantity := 0;
        when 6 then canceled := canceled + quantity - sellable; quantity := sellable;
        else null;
      end case;
    end if;
  end if;
  errors := econnect_with(errors, 4776, back_ordered > 0 and coalesce(item."ALWBKORD", 1) = 0);
  total := coalesce(nullif(p."I_vTOTALQTY", 0), quantity + back_ordered + canceled + p."I_vQUOTEQTYTOINV");
  errors := econnect_with(errors, 2262, before."QTYPRINV" > total);

  -- Prices
  errors := econnect_with(errors, 7803, p."I_vMRKDNAMT" <> 0 and p."I_vMRKDNPCT" <> 0);
  errors := econnect_with(errors, 4646, econnect_has_more_decimals(p."I_vUNITPRCE", price_decimals));
  errors := econnect_with(errors, 4647, econnect_has_more_decimals(p."I_vXTNDPRCE", money_decimals));
  markdown := case when coalesce(p."I_vMRKDNPCT", 0) <> 0 then round(p."I_vUNITPRCE" * p."I_vMRKDNPCT" / 100, price_decimals)
    else coalesce(p."I_vMRKDNAMT", 0) end;
  errors := econnect_with(errors, 451, markdown > p."I_vUNITPRCE");
  ordered := case when p."I_vSOPTYPE" in (3, 6) then quantity else total end;
  extended := round((p."I_vUNITPRCE" - markdown) * ordered, money_decimals);
  errors := econnect_with(errors, 4644, ordered = 0 and p."I_vXTNDPRCE" <> 0);
  if p."I_vDEFEXTPRICE" = 0 and p."I_vDEFPRICING" = 0 and coalesce(p."I_vMRKDNPCT", 0) = 0 and ordered <> 0 then
    errors := econnect_with(errors, case when p."I_vSOPTYPE" = 3 then 722 else 299 end, p."I_vXTNDPRCE" <> extended);
  end if;
  errors := econnect_with(errors, 2296, p."I_vCMMTTEXT" <> '' and rtrim(concat(p."I_vCOMMENT_1", p."I_vCOMMENT_2", p."I_vCOMMENT_3", p."I_vCOMMENT_4")) <> '');
  if p."I_vCKCreditLimit" = 1 then
    errors := econnect_with(errors, 1152, (select over_limit from econnect_over_limit(p."I_vCUSTNMBR", extended)));
    errors := econnect_with(errors, 1151, (select over_bucket from econnect_over_limit(p."I_vCUSTNMBR", extended)));
  end if;

  -- Allocation
  allocates := p."I_vSOPTYPE" in (2, 3, 6) and p."I_vDROPSHIP" = 0
    and (p."I_vALLOCATE" = 1 or p."I_vALLOCATE" = 0 and coalesce(id."ALLOCABY" = 1, false));
  allocated := case when allocates and stock then quantity else 0 end;
  if allocated > 0 and p."I_vQtyShrtOpt" = 2 then
    errors := econnect_with(errors, 1536, item."ITMTRKOP" = 2 and p."I_vAUTOALLOCATESERIAL" = 0 and allocated * in_base > (
      select count(*) from "IV00200" where "ITEMNMBR" = item."ITEMNMBR" and "LOCNCODE" = site and "SERLNSLD" = 0 and "QTYTYPE" = 1));
    errors := econnect_with(errors, 2082, item."ITMTRKOP" = 3 and p."I_vAUTOALLOCATELOT" = 0 and allocated * in_base > (
      select coalesce(sum("QTYRECVD" - "QTYSOLD" - "ATYALLOC"), 0) from "IV00300"
      where "ITEMNMBR" = item."ITEMNMBR" and "LOCNCODE" = site and "LTNUMSLD" = 0 and "QTYTYPE" = 1));
  end if;
  if kit and p."I_vKitCompMan" = 0 then
    for component in select c."INACTIVE" as inactive, c."ITEMTYPE" in (1, 2) and k."CMPITQTY" > 0 and c."ALWBKORD" = 0 as never_waits, exists (
        select from "IV00102" as q where q."ITEMNMBR" = c."ITEMNMBR" and q."RCRDTYPE" = 2 and q."LOCNCODE" = site) as assigned
      from "IV00104" as k join "IV00101" as c on c."ITEMNMBR" = k."CMPTITNM" where k."ITEMNMBR" = item."ITEMNMBR"
    loop
      errors := econnect_with(errors, 11755, component.inactive = 1 and p."I_vSOPTYPE" <> 4);
      errors := econnect_with(errors, 110, not component.assigned);
      errors := econnect_with(errors, 4776, back_ordered > 0 and component.never_waits);
    end loop;
  end if;

  "O_iErrorState" := econnect_state(errors);
  "oErrString" := econnect_string(errors);
  if errors <> '{}' then return; end if;

  if before."SOPNUMBE" is not null then
    perform econnect_move_quantities("ITEMNMBR", "LOCNCODE", -"ATYALLOC" * "QTYBSUOM",
        -"QTYBSUOM" * case when "SOPTYPE" = 5 then "QUANTITY" else "QTYTBAOR" end)
      from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" = p."I_vLNITMSEQ";
    delete from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" = p."I_vLNITMSEQ";
    delete from "SOP10202" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" = p."I_vLNITMSEQ";
  end if;

  fulfilled := coalesce(p."I_vQTYFULFI", case when p."I_vSOPTYPE" = 4 then quantity when coalesce(id."USPFULPR", 0) = 0 then allocated else 0 end);
  -- A kit costs what its components cost, and none of it is fulfilled by itself.
  if kit then
    fulfilled := 0;
    select sum(c."CURRCOST" * k."CMPITQTY" * econnect_component_factor(k."CMPTITNM", k."CMPITUOM")) into cost
      from "IV00104" as k join "IV00101" as c on c."ITEMNMBR" = k."CMPTITNM" where k."ITEMNMBR" = item."ITEMNMBR";
  else cost := item."CURRCOST";
  end if;
  cost := coalesce(p."I_vUNITCOST", round(coalesce(cost, 0) * in_base, price_decimals));
  insert into "SOP10200" ("SOPTYPE", "SOPNUMBE", "LNITMSEQ", "CMPNTSEQ", "ITEMNMBR", "ITEMDESC", "NONINVEN", "DROPSHIP", "UOFM", "LOCNCODE",
    "UNITCOST", "ORUNTCST", "UNITPRCE", "ORUNTPRC", "XTNDPRCE", "OXTNDPRC", "REMPRICE", "OREPRICE", "EXTDCOST", "OREXTCST",
    "MRKDNAMT", "ORMRKDAM", "MRKDNPCT", "MRKDNTYP", "ITMTSHID", "IVITMTXB", "TAXAMNT", "ORTAXAMT", "QUANTITY", "ATYALLOC",
    "QTYINSVC", "QTYINUSE", "QTYDMGED", "QTYRTRND", "QTYONHND", "QTYCANCE", "QTYREMAI", "QTYTBAOR", "QTYTOINV", "QTYTORDR", "QTYFULFI", "QTYBSUOM",
    "EXTQTYAL", "ReqShipDate", "FUFILDAT", "ACTLSHIP", "SHIPMTHD", "SALSTERR", "SLPRSNID", "PRCLEVEL", "COMMNTID", "CURRNIDX",
    "PURCHSTAT", "DECPLQTY", "DECPLCUR", "ODECPLCU", "EXCEPTIONALDEMAND", "TAXSCHID", "TXSCHSRC", "PRSTADCD", "ShipToName", "CNTCPRSN",
    "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "CCode", "COUNTRY", "PHONE1", "PHONE2", "PHONE3", "FAXNUMBR",
    "Print_Phone_NumberGB", "GPSFOINTEGRATIONID", "INTEGRATIONSOURCE", "INTEGRATIONID")
  values (p."I_vSOPTYPE", p."I_vSOPNUMBE", p."I_vLNITMSEQ", 0, p."I_vITEMNMBR", coalesce(nullif(p."I_vITEMDESC", ''), item."ITEMDESC", ''),
    case when item."ITEMNMBR" is null then 1 else 0 end, p."I_vDROPSHIP", unit, site,
    cost, cost, p."I_vUNITPRCE", p."I_vUNITPRCE", extended, extended, extended, extended, round(cost * ordered, money_decimals), round(cost * ordered, money_decimals),
    markdown, markdown, round(coalesce(p."I_vMRKDNPCT", 0) * 100), case when coalesce(p."I_vMRKDNAMT", 0) <> 0 then 1 else 0 end,
    p."I_vITMTSHID", p."I_vIVITMTXB", p."I_vTAXAMNT", p."I_vTAXAMNT", total, allocated,
    p."I_vQTYINSVC", p."I_vQTYINUSE", p."I_vQTYDMGED", p."I_vQTYRTRND", p."I_vQTYONHND", canceled, total - canceled, back_ordered,
    case when p."I_vSOPTYPE" = 1 then p."I_vQUOTEQTYTOINV" else quantity end, case when p."I_vSOPTYPE" in (1, 5) then quantity else 0 end, fulfilled, in_base,
    case when stock then econnect_available(item."ITEMNMBR", site) else 0 end,
    case when econnect_is_date(p."I_vReqShipDate") then p."I_vReqShipDate" else p."I_vDOCDATE" end, p."I_vFUFILDAT", p."I_vACTLSHIP",
    method, p."I_vSALSTERR", p."I_vSLPRSNID", level, p."I_vCOMMNTID", coalesce(currency_index, 0),
    case when back_ordered > 0 then 2 else 1 end, quantity_decimals + 1, price_decimals + 1, price_decimals + 1, p."I_vEXCEPTIONALDEMAND", schedule, case when schedule = '' then 4 else 2 end, ship_to,
    coalesce(nullif(p."I_vShipToName", ''), card."ShipToName", ''), coalesce(nullif(p."I_vCNTCPRSN", ''), card."CNTCPRSN", ''),
    coalesce(nullif(p."I_vADDRESS1", ''), card."ADDRESS1", ''), coalesce(nullif(p."I_vADDRESS2", ''), card."ADDRESS2", ''),
    coalesce(nullif(p."I_vADDRESS3", ''), card."ADDRESS3", ''), coalesce(nullif(p."I_vCITY", ''), card."CITY", ''),
    coalesce(nullif(p."I_vSTATE", ''), card."STATE", ''), coalesce(nullif(p."I_vZIPCODE", ''), card."ZIP", ''), '',
    coalesce(nullif(p."I_vCOUNTRY", ''), card."COUNTRY", ''), coalesce(nullif(p."I_vPHONE1", ''), card."PHONE1", ''),
    coalesce(nullif(p."I_vPHONE2", ''), card."PHONE2", ''), coalesce(nullif(p."I_vPHONE3", ''), card."PHONE3", ''),
    coalesce(nullif(p."I_vFAXNUMBR", ''), card."FAX", ''), coalesce(p."I_vPrint_Phone_NumberGB", card."Print_Phone_NumberGB", 0),
    p."I_vGPSFOINTEGRATIONID", p."I_vINTEGRATIONSOURCE", p."I_vINTEGRATIONID");
  update "SOP10200" set "Flags" = 1 where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" = p."I_vLNITMSEQ"
    and ("ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY")
      is distinct from (card."ShipToName", card."ADDRESS1", card."ADDRESS2", card."ADDRESS3", card."CITY", card."STATE", card."ZIP", card."COUNTRY");
  perform econnect_move_quantities(p."I_vITEMNMBR", site, allocated * in_base,
    in_base * case when not stock then 0 when p."I_vSOPTYPE" = 5 then quantity else back_ordered end);

  if kit and p."I_vKitCompMan" = 0 then
    for component in
      select k."CMPTITNM" as number, c."ITEMDESC" as description, k."CMPITUOM" as unit, k."CMPITQTY" as per_kit, c."DECPLQTY" as decimals,
        c."CURRCOST" as cost, c."TAXOPTNS" as taxable, c."ITEMTYPE" in (1, 2) as stock, econnect_component_factor(k."CMPTITNM", k."CMPITUOM") as in_base
      from "IV00104" as k join "IV00101" as c on c."ITEMNMBR" = k."CMPTITNM" where k."ITEMNMBR" = item."ITEMNMBR" order by k."SEQNUMBR"
    loop
      component_sequence := component_sequence + 16384;
      cost := round(component.cost * component.in_base, price_decimals);
      component.per_kit := component.per_kit * in_base;
      allocated := case when allocates and component.stock then quantity * component.per_kit else 0 end;
      insert into "SOP10200" ("SOPTYPE", "SOPNUMBE", "LNITMSEQ", "CMPNTSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "UNITCOST", "ORUNTCST",
        "EXTDCOST", "OREXTCST", "IVITMTXB", "QUANTITY", "ATYALLOC", "QTYCANCE", "QTYREMAI", "QTYTBAOR", "QTYTOINV", "QTYTORDR", "QTYFULFI", "QTYBSUOM",
        "ReqShipDate", "SHIPMTHD", "SALSTERR", "SLPRSNID", "PRCLEVEL", "CURRNIDX", "PURCHSTAT", "DECPLQTY", "DECPLCUR", "ODECPLCU", "TAXSCHID", "PRSTADCD")
      select "SOPTYPE", "SOPNUMBE", "LNITMSEQ", component_sequence, component.number, component.description, component.unit, "LOCNCODE", cost, cost,
        round(cost * "QUANTITY" * component.per_kit, money_decimals), round(cost * "QUANTITY" * component.per_kit, money_decimals), component.taxable,
        "QUANTITY" * component.per_kit, allocated, "QTYCANCE" * component.per_kit, "QTYREMAI" * component.per_kit,
        "QTYTBAOR" * component.per_kit, "QTYTOINV" * component.per_kit, "QTYTORDR" * component.per_kit,
        case when coalesce(id."USPFULPR", 0) = 0 then allocated else 0 end, component.in_base,
        "ReqShipDate", "SHIPMTHD", "SALSTERR", "SLPRSNID", "PRCLEVEL", "CURRNIDX", "PURCHSTAT", component.decimals, "DECPLCUR", "ODECPLCU", "TAXSCHID", "PRSTADCD"
      from "SOP10200" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" = p."I_vLNITMSEQ" and "CMPNTSEQ" = 0;
      perform econnect_move_quantities(component.number, site, allocated * component.in_base,
        component.in_base * component.per_kit * case when not component.stock then 0 when p."I_vSOPTYPE" = 5 then quantity else back_ordered end);
    end loop;
  end if;
  -- The promotion that a price was asked for with: the first sheet of the customer, of the book or of the base book that has one
  if by_sheets and p."I_vIncludePromo" = 1 then
    delete from "SOP10204" where "SOPNUMBE" = p."I_vSOPNUMBE" and "SOPTYPE" = p."I_vSOPTYPE" and "LNITMSEQ" = p."I_vLNITMSEQ" and "CMPNTSEQ" = 0;
    insert into "SOP10204" ("SOPNUMBE", "SOPTYPE", "CMPNTSEQ", "LNITMSEQ", "ITEMNMBR", "PROMOSTS", "PROMOTYP", "PSITMVAL", "FREEITEM", "FREEUOFM")
    select p."I_vSOPNUMBE", p."I_vSOPTYPE", 0, p."I_vLNITMSEQ", p."I_vITEMNMBR", 1, l."PROMOTYP", v."PSITMVAL", coalesce(f."FREEITEM", ''), coalesce(f."FREEUOFM", '')
    from (
      select 1 as place, "PRCSHID" from "RM00500" where "PRODTCOD" = 'C' and "LINKCODE" = p."I_vCUSTNMBR"
      union all select 2, r."PRCSHID" from "SOP10205" as b join "RM00500" as r on r."PRODTCOD" = 'P' and r."LINKCODE" = b."PRCBKID"
        where b."PRODTCOD" = 'C' and b."LINKCODE" = p."I_vCUSTNMBR"
      union all select 3, r."PRCSHID" from "SOP10109" as k join "RM00500" as r on r."PRODTCOD" = 'P' and r."LINKCODE" = k."PRCBKID" where k."ISBASE" = 1
    ) as linked
    join "SOP10110" as s on s."PRCSHID" = linked."PRCSHID" and s."ACTIVE" = 1 and s."PROMO" = 1
      and p."I_vDOCDATE" between s."STRTDATE" and s."ENDDATE" and coalesce(nullif(rtrim(s."CURNCYID"), ''), functional) = rtrim("currency")
    join "IV10401" as l on l."PRCSHID" = s."PRCSHID" and l."ACTIVE" = 1 and (l."EPITMTYP" = 'I' and l."ITEMNMBR" = item."ITEMNMBR" or l."EPITMTYP" = 'G'
      and exists (select from "IV10400" as g where g."PRCGRPID" = l."ITEMNMBR" and g."ITEMNMBR" = item."ITEMNMBR"))
    join "IV10402" as v on v."PRCSHID" = l."PRCSHID" and v."EPITMTYP" = l."EPITMTYP" and v."ITEMNMBR" = l."ITEMNMBR" and v."UOFM" = unit
      and ordered between v."QTYFROM" and v."QTYTO"
    left join "IV10403" as f on f."PRCSHID" = v."PRCSHID" and f."EPITMTYP" = v."EPITMTYP" and f."ITEMNMBR" = v."ITEMNMBR" and f."UOFM" = v."UOFM"
      and f."QTYFROM" = v."QTYFROM" and f."QTYTO" = v."QTYTO"
    order by linked.place, l."EPITMTYP" desc, s."STRTDATE" desc, s."ENDDATE" limit 1;
  end if;
  if rtrim(concat(p."I_vCMMTTEXT", p."I_vCOMMENT_1", p."I_vCOMMENT_2", p."I_vCOMMENT_3", p."I_vCOMMENT_4")) <> '' then
    insert into "SOP10202" ("SOPNUMBE", "SOPTYPE", "CMPNTSEQ", "LNITMSEQ", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT")
    values (p."I_vSOPNUMBE", p."I_vSOPTYPE", 0, p."I_vLNITMSEQ",
      coalesce(nullif(p."I_vCOMMENT_1", ''), left(p."I_vCMMTTEXT", 50)), coalesce(nullif(p."I_vCOMMENT_2", ''), substr(p."I_vCMMTTEXT", 51, 50)),
      coalesce(nullif(p."I_vCOMMENT_3", ''), substr(p."I_vCMMTTEXT", 101, 50)), coalesce(nullif(p."I_vCOMMENT_4", ''), substr(p."I_vCMMTTEXT", 151, 50)),
      coalesce(nullif(p."I_vCMMTTEXT", ''), concat_ws(E'\r', nullif(rtrim(p."I_vCOMMENT_1"), ''), nullif(rtrim(p."I_vCOMMENT_2"), ''),
        nullif(rtrim(p."I_vCOMMENT_3"), ''), nullif(rtrim(p."I_vCOMMENT_4"), ''))));
  end if;
end $$;
