-- customersQuery
select 'customer' as "part",
  cast("p"."CUSTNMBR" as varchar(255)) as "c0",
  cast("p"."CUSTNAME" as varchar(255)) as "c1",
  cast("p"."CUSTCLAS" as varchar(255)) as "c2",
  cast("p"."CPRCSTNM" as varchar(255)) as "c3",
  cast("p"."HOLD" as varchar(255)) as "c4",
  cast("p"."INACTIVE" as varchar(255)) as "c5",
  cast("p"."CRLMTTYP" as varchar(255)) as "c6",
  cast("p"."CRLMTAMT" as varchar(255)) as "c7",
  cast("p"."CRLMTPER" as varchar(255)) as "c8",
  cast("p"."CRLMTPAM" as varchar(255)) as "c9",
  cast("p"."CURNCYID" as varchar(255)) as "c10",
  cast("p"."CUSTDISC" as varchar(255)) as "c11",
  cast("p"."PRCLEVEL" as varchar(255)) as "c12",
  cast("p"."PYMTRMID" as varchar(255)) as "c13",
  cast("p"."SHIPMTHD" as varchar(255)) as "c14",
  cast("p"."TAXSCHID" as varchar(255)) as "c15",
  cast("p"."TAXEXMT1" as varchar(255)) as "c16",
  cast("p"."TAXEXMT2" as varchar(255)) as "c17",
  cast("p"."SLPRSNID" as varchar(255)) as "c18",
  cast("p"."PRBTADCD" as varchar(255)) as "c19",
  cast("p"."PRSTADCD" as varchar(255)) as "c20",
  cast("p"."CUSTBLNC" as varchar(255)) as "c21",
  cast("p"."UNPSTDSA" as varchar(255)) as "c22",
  cast("p"."UNPSTOSA" as varchar(255)) as "c23",
  cast("p"."ONORDAMT" as varchar(255)) as "c24",
  cast("p"."UNPSTDCA" as varchar(255)) as "c25",
  cast("p"."UNPSTOCA" as varchar(255)) as "c26",
  cast("p"."DEPRECV" as varchar(255)) as "c27",
  cast("p"."AGPERAMT_1" as varchar(255)) as "c28",
  cast("p"."AGPERAMT_2" as varchar(255)) as "c29",
  cast("p"."AGPERAMT_3" as varchar(255)) as "c30",
  cast("p"."AGPERAMT_4" as varchar(255)) as "c31",
  cast("p"."AGPERAMT_5" as varchar(255)) as "c32",
  cast("p"."AGPERAMT_6" as varchar(255)) as "c33",
  cast("p"."AGPERAMT_7" as varchar(255)) as "c34",
  cast("p"."shipToTaxSchedule" as varchar(255)) as "c35",
  cast("p"."shipToWarehouse" as varchar(255)) as "c36",
  cast("p"."termsFound" as varchar(255)) as "c37",
  cast("p"."DUETYPE" as varchar(255)) as "c38",
  cast("p"."DUEDTDS" as varchar(255)) as "c39",
  cast("p"."DISCTYPE" as varchar(255)) as "c40",
  cast("p"."DISCDTDS" as varchar(255)) as "c41",
  cast("p"."DSCLCTYP" as varchar(255)) as "c42",
  cast("p"."DSCPCTAM" as varchar(255)) as "c43",
  cast("p"."SLPRSNFN" as varchar(255)) as "c44",
  cast("p"."SPRSNSLN" as varchar(255)) as "c45",
  cast("p"."salespersonPhone" as varchar(255)) as "c46",
  cast("p"."salespersonInternet" as varchar(255)) as "c47",
  cast("p"."salespersonEmail" as varchar(255)) as "c48",
  cast("p"."optionsOfParent" as varchar(255)) as "c49",
  cast("p"."NACREDITCHECK" as varchar(255)) as "c50",
  cast("p"."NAHOLDINACTIVE" as varchar(255)) as "c51",
  cast("p"."parentHold" as varchar(255)) as "c52",
  cast("p"."parentInactive" as varchar(255)) as "c53",
  cast("p"."parentLimitType" as varchar(255)) as "c54",
  cast("p"."parentLimitAmount" as varchar(255)) as "c55",
  cast("p"."parentLimitBucket" as varchar(255)) as "c56",
  cast("p"."parentLimitBucketAmount" as varchar(255)) as "c57",
  cast("p"."field0" as varchar(255)) as "c58",
  cast("p"."field1" as varchar(255)) as "c59",
  cast("p"."field2" as varchar(255)) as "c60"
from (select "c"."CUSTNMBR", "c"."CUSTNAME", "c"."CUSTCLAS", "c"."CPRCSTNM", "c"."HOLD", "c"."INACTIVE", "c"."CRLMTTYP", "c"."CRLMTAMT", "c"."CRLMTPER", "c"."CRLMTPAM", "c"."CURNCYID", "c"."CUSTDISC", "c"."PRCLEVEL", "c"."PYMTRMID", "c"."SHIPMTHD", "c"."TAXSCHID", "c"."TAXEXMT1", "c"."TAXEXMT2", "c"."SLPRSNID", "c"."PRBTADCD", "c"."PRSTADCD", "s"."CUSTBLNC", "s"."UNPSTDSA", "s"."UNPSTOSA", "s"."ONORDAMT", "s"."UNPSTDCA", "s"."UNPSTOCA", "s"."DEPRECV", "s"."AGPERAMT_1", "s"."AGPERAMT_2", "s"."AGPERAMT_3", "s"."AGPERAMT_4", "s"."AGPERAMT_5", "s"."AGPERAMT_6", "s"."AGPERAMT_7", "a"."TAXSCHID" as "shipToTaxSchedule", "a"."LOCNCODE" as "shipToWarehouse", "t"."PYMTRMID" as "termsFound", "t"."DUETYPE", "t"."DUEDTDS", "t"."DISCTYPE", "t"."DISCDTDS", "t"."DSCLCTYP", "t"."DSCPCTAM", "r"."SLPRSNFN", "r"."SPRSNSLN", "r"."PHONE1" as "salespersonPhone", "i"."INET1" as "salespersonInternet", "i"."EmailToAddress" as "salespersonEmail", "n"."CPRCSTNM" as "optionsOfParent", "n"."NACREDITCHECK", "n"."NAHOLDINACTIVE", "p"."HOLD" as "parentHold", "p"."INACTIVE" as "parentInactive", "p"."CRLMTTYP" as "parentLimitType", "p"."CRLMTAMT" as "parentLimitAmount", "p"."CRLMTPER" as "parentLimitBucket", "p"."CRLMTPAM" as "parentLimitBucketAmount", "c"."USERDEF1" as "field0", cast(cast("c"."CREATDDT" as date) as varchar(10)) as "field1", cast("c"."NOTEINDX" as varchar(40)) as "field2"
from "RM00101" as "c"
left join "RM00103" as "s" on "s"."CUSTNMBR" = "c"."CUSTNMBR"
left join "RM00102" as "a" on "a"."CUSTNMBR" = "c"."CUSTNMBR" and "a"."ADRSCODE" = "c"."PRSTADCD"
left join "SY03300" as "t" on "t"."PYMTRMID" = "c"."PYMTRMID"
left join "RM00301" as "r" on "r"."SLPRSNID" = "c"."SLPRSNID"
left join "SY01200" as "i" on "i"."Master_Type" = cast(@1 as char(3)) and "i"."Master_ID" = "c"."SLPRSNID" and "i"."ADRSCODE" = cast(@2 as char(15))
left join "RM00105" as "n" on "n"."CPRCSTNM" = case when "c"."CPRCSTNM" = '' then "c"."CUSTNMBR" else "c"."CPRCSTNM" end
left join "RM00101" as "p" on "p"."CUSTNMBR" = case when "c"."CPRCSTNM" = '' then "c"."CUSTNMBR" else "c"."CPRCSTNM" end
where "c"."CUSTNMBR" in (cast(@3 as char(15)))) as "p"
union all select 'family' as "part",
  cast("p"."CUSTNMBR" as varchar(255)) as "c0",
  cast("p"."CUSTBLNC" as varchar(255)) as "c1",
  cast("p"."UNPSTDSA" as varchar(255)) as "c2",
  cast("p"."UNPSTOSA" as varchar(255)) as "c3",
  cast("p"."ONORDAMT" as varchar(255)) as "c4",
  cast("p"."UNPSTDCA" as varchar(255)) as "c5",
  cast("p"."UNPSTOCA" as varchar(255)) as "c6",
  cast("p"."DEPRECV" as varchar(255)) as "c7",
  cast("p"."AGPERAMT_1" as varchar(255)) as "c8",
  cast("p"."AGPERAMT_2" as varchar(255)) as "c9",
  cast("p"."AGPERAMT_3" as varchar(255)) as "c10",
  cast("p"."AGPERAMT_4" as varchar(255)) as "c11",
  cast("p"."AGPERAMT_5" as varchar(255)) as "c12",
  cast("p"."AGPERAMT_6" as varchar(255)) as "c13",
  cast("p"."AGPERAMT_7" as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32", cast(null as varchar(255)) as "c33", cast(null as varchar(255)) as "c34", cast(null as varchar(255)) as "c35", cast(null as varchar(255)) as "c36", cast(null as varchar(255)) as "c37", cast(null as varchar(255)) as "c38", cast(null as varchar(255)) as "c39", cast(null as varchar(255)) as "c40", cast(null as varchar(255)) as "c41", cast(null as varchar(255)) as "c42", cast(null as varchar(255)) as "c43", cast(null as varchar(255)) as "c44", cast(null as varchar(255)) as "c45", cast(null as varchar(255)) as "c46", cast(null as varchar(255)) as "c47", cast(null as varchar(255)) as "c48", cast(null as varchar(255)) as "c49", cast(null as varchar(255)) as "c50", cast(null as varchar(255)) as "c51", cast(null as varchar(255)) as "c52", cast(null as varchar(255)) as "c53", cast(null as varchar(255)) as "c54", cast(null as varchar(255)) as "c55", cast(null as varchar(255)) as "c56", cast(null as varchar(255)) as "c57", cast(null as varchar(255)) as "c58", cast(null as varchar(255)) as "c59", cast(null as varchar(255)) as "c60"
from (select "c"."CUSTNMBR", sum("s"."CUSTBLNC") as "CUSTBLNC", sum("s"."UNPSTDSA") as "UNPSTDSA", sum("s"."UNPSTOSA") as "UNPSTOSA", sum("s"."ONORDAMT") as "ONORDAMT", sum("s"."UNPSTDCA") as "UNPSTDCA", sum("s"."UNPSTOCA") as "UNPSTOCA", sum("s"."DEPRECV") as "DEPRECV", sum("s"."AGPERAMT_1") as "AGPERAMT_1", sum("s"."AGPERAMT_2") as "AGPERAMT_2", sum("s"."AGPERAMT_3") as "AGPERAMT_3", sum("s"."AGPERAMT_4") as "AGPERAMT_4", sum("s"."AGPERAMT_5") as "AGPERAMT_5", sum("s"."AGPERAMT_6") as "AGPERAMT_6", sum("s"."AGPERAMT_7") as "AGPERAMT_7"
from "RM00101" as "c"
inner join "RM00105" as "n" on "n"."CPRCSTNM" = case when "c"."CPRCSTNM" = '' then "c"."CUSTNMBR" else "c"."CPRCSTNM" end
inner join (select "f"."CUSTNMBR", case when "f"."CPRCSTNM" = '' then "f"."CUSTNMBR" else "f"."CPRCSTNM" end as "family"
from "RM00101" as "f") as "m" on "m"."family" = "n"."CPRCSTNM"
inner join "RM00103" as "s" on "s"."CUSTNMBR" = "m"."CUSTNMBR"
where "c"."CUSTNMBR" in (cast(@4 as char(15)))
group by "c"."CUSTNMBR") as "p"
union all select 'pastDue' as "part",
  cast("p"."CUSTNMBR" as varchar(255)) as "c0",
  cast("p"."pastDue" as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32", cast(null as varchar(255)) as "c33", cast(null as varchar(255)) as "c34", cast(null as varchar(255)) as "c35", cast(null as varchar(255)) as "c36", cast(null as varchar(255)) as "c37", cast(null as varchar(255)) as "c38", cast(null as varchar(255)) as "c39", cast(null as varchar(255)) as "c40", cast(null as varchar(255)) as "c41", cast(null as varchar(255)) as "c42", cast(null as varchar(255)) as "c43", cast(null as varchar(255)) as "c44", cast(null as varchar(255)) as "c45", cast(null as varchar(255)) as "c46", cast(null as varchar(255)) as "c47", cast(null as varchar(255)) as "c48", cast(null as varchar(255)) as "c49", cast(null as varchar(255)) as "c50", cast(null as varchar(255)) as "c51", cast(null as varchar(255)) as "c52", cast(null as varchar(255)) as "c53", cast(null as varchar(255)) as "c54", cast(null as varchar(255)) as "c55", cast(null as varchar(255)) as "c56", cast(null as varchar(255)) as "c57", cast(null as varchar(255)) as "c58", cast(null as varchar(255)) as "c59", cast(null as varchar(255)) as "c60"
from (select "d"."CUSTNMBR", sum("d"."CURTRXAM") as "pastDue"
from "RM20101" as "d"
where "d"."CUSTNMBR" in (cast(@5 as char(15))) and "d"."RMDTYPAL" between 1 and 6 and "d"."VOIDSTTS" = 0 and "d"."CURTRXAM" <> 0
    and case when "d"."DUEDATE" = cast('19000101' as datetime) then "d"."DOCDATE" else "d"."DUEDATE" end < cast(@6 as datetime)
group by "d"."CUSTNMBR") as "p"
union all select 'familyPastDue' as "part",
  cast("p"."CUSTNMBR" as varchar(255)) as "c0",
  cast("p"."pastDue" as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32", cast(null as varchar(255)) as "c33", cast(null as varchar(255)) as "c34", cast(null as varchar(255)) as "c35", cast(null as varchar(255)) as "c36", cast(null as varchar(255)) as "c37", cast(null as varchar(255)) as "c38", cast(null as varchar(255)) as "c39", cast(null as varchar(255)) as "c40", cast(null as varchar(255)) as "c41", cast(null as varchar(255)) as "c42", cast(null as varchar(255)) as "c43", cast(null as varchar(255)) as "c44", cast(null as varchar(255)) as "c45", cast(null as varchar(255)) as "c46", cast(null as varchar(255)) as "c47", cast(null as varchar(255)) as "c48", cast(null as varchar(255)) as "c49", cast(null as varchar(255)) as "c50", cast(null as varchar(255)) as "c51", cast(null as varchar(255)) as "c52", cast(null as varchar(255)) as "c53", cast(null as varchar(255)) as "c54", cast(null as varchar(255)) as "c55", cast(null as varchar(255)) as "c56", cast(null as varchar(255)) as "c57", cast(null as varchar(255)) as "c58", cast(null as varchar(255)) as "c59", cast(null as varchar(255)) as "c60"
from (select "c"."CUSTNMBR", sum("d"."CURTRXAM") as "pastDue"
from "RM00101" as "c"
inner join "RM00105" as "n" on "n"."CPRCSTNM" = case when "c"."CPRCSTNM" = '' then "c"."CUSTNMBR" else "c"."CPRCSTNM" end
inner join (select "f"."CUSTNMBR", case when "f"."CPRCSTNM" = '' then "f"."CUSTNMBR" else "f"."CPRCSTNM" end as "family"
from "RM00101" as "f") as "m" on "m"."family" = "n"."CPRCSTNM"
inner join "RM20101" as "d" on "d"."CUSTNMBR" = "m"."CUSTNMBR"
where "c"."CUSTNMBR" in (cast(@7 as char(15))) and "d"."RMDTYPAL" between 1 and 6 and "d"."VOIDSTTS" = 0 and "d"."CURTRXAM" <> 0
    and case when "d"."DUEDATE" = cast('19000101' as datetime) then "d"."DOCDATE" else "d"."DUEDATE" end < cast(@8 as datetime)
group by "c"."CUSTNMBR") as "p";

-- addressesQuery
select "a"."CUSTNMBR", "a"."ADRSCODE", "a"."CNTCPRSN", "a"."ADDRESS1", "a"."ADDRESS2", "a"."ADDRESS3", "a"."CITY", "a"."STATE", "a"."ZIP", "a"."COUNTRY", "a"."CCode", "a"."PHONE1", "a"."SHIPMTHD", "a"."TAXSCHID", "a"."LOCNCODE", "i"."INET1", cast("i"."EmailToAddress" as varchar(255)) as "EmailToAddress"
from "RM00102" as "a"
left join "SY01200" as "i" on "i"."Master_Type" = cast(@1 as char(3)) and "i"."Master_ID" = "a"."CUSTNMBR" and "i"."ADRSCODE" = "a"."ADRSCODE"
where "a"."CUSTNMBR" in (cast(@2 as char(15)))
order by "a"."CUSTNMBR", "a"."ADRSCODE";

-- companyQuery
select 'functionalCurrency' as "part",
  cast("p"."FUNLCURR" as varchar(255)) collate database_default as "c0", cast(null as varchar(255)) collate database_default as "c1", cast(null as varchar(255)) collate database_default as "c2", cast(null as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5"
from (select "FUNLCURR"
from "MC40000") as "p"
union all select 'currency' as "part",
  cast("p"."CURNCYID" as varchar(255)) collate database_default as "c0",
  cast("p"."DECPLCUR" as varchar(255)) collate database_default as "c1",
  cast("p"."ISOCURRC" as varchar(255)) collate database_default as "c2", cast(null as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5"
from (select "CURNCYID", "DECPLCUR", "ISOCURRC"
from "DYNAMICS"."dbo"."MC40200") as "p"
union all select 'receivables' as "part",
  cast("p"."PRCLEVEL" as varchar(255)) collate database_default as "c0", cast(null as varchar(255)) collate database_default as "c1", cast(null as varchar(255)) collate database_default as "c2", cast(null as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5"
from (select "PRCLEVEL"
from "RM40101") as "p"
union all select 'priceLevel' as "part",
  cast("p"."PRCLEVEL" as varchar(255)) collate database_default as "c0", cast(null as varchar(255)) collate database_default as "c1", cast(null as varchar(255)) collate database_default as "c2", cast(null as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5"
from (select "PRCLEVEL"
from "IV40800") as "p"
union all select 'sales' as "part",
  cast("p"."CALCKITC" as varchar(255)) collate database_default as "c0",
  cast("p"."LOCNCODE" as varchar(255)) collate database_default as "c1",
  cast("p"."Prices_Not_Required_In_Pr" as varchar(255)) collate database_default as "c2",
  cast("p"."Convert_Functional_Price" as varchar(255)) collate database_default as "c3",
  cast("p"."ORDDOCID" as varchar(255)) collate database_default as "c4",
  cast("p"."QUODOCID" as varchar(255)) collate database_default as "c5"
from (select "CALCKITC", "LOCNCODE", "Prices_Not_Required_In_Pr", "Convert_Functional_Price", "ORDDOCID", "QUODOCID"
from "SOP40100") as "p"
union all select 'document' as "part",
  cast("p"."SOPTYPE" as varchar(255)) collate database_default as "c0",
  cast("p"."DOCID" as varchar(255)) collate database_default as "c1",
  cast("p"."ORDTOBAC" as varchar(255)) collate database_default as "c2",
  cast("p"."QUOTOORD" as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5"
from (select "SOPTYPE", "DOCID", "ORDTOBAC", "QUOTOORD"
from "SOP40200"
where "SOPTYPE" in (@1, @2)) as "p"
union all select 'extendedPricing' as "part",
  cast("p"."CMPANYID" as varchar(255)) collate database_default as "c0", cast(null as varchar(255)) collate database_default as "c1", cast(null as varchar(255)) collate database_default as "c2", cast(null as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5"
from (select "e"."CMPANYID"
from "DYNAMICS"."dbo"."SY05501" as "e"
inner join "DYNAMICS"."dbo"."SY01500" as "c" on "c"."CMPANYID" = "e"."CMPANYID"
where "c"."INTERID" = cast(@3 as char(5)) and "e"."EXPRINST" = @4) as "p";

-- partNumbersQuery
select "p"."CUSTNMBR", "p"."ITEMNMBR", "p"."CUSTITEMNMBR"
from (values (cast(@1 as char(15)), cast(@2 as char(31)))) as "k"("CUSTNMBR", "ITEMNMBR")
inner join "SOP60300" as "p" on "p"."CUSTNMBR" = "k"."CUSTNMBR" and "p"."ITEMNMBR" = "k"."ITEMNMBR";

-- partCodesQuery
select "CUSTITEMNMBR", "ITEMNMBR"
from "SOP60300"
where "CUSTNMBR" = cast(@1 as char(15)) and "CUSTITEMNMBR" in (cast(@2 as char(31)));

-- itemPricingQuery
select 'item' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0",
  cast("p"."ITEMTYPE" as varchar(255)) as "c1",
  cast("p"."PRICMTHD" as varchar(255)) as "c2",
  cast("p"."CURRCOST" as varchar(255)) as "c3",
  cast("p"."STNDCOST" as varchar(255)) as "c4",
  cast("p"."SELNGUOM" as varchar(255)) as "c5",
  cast("p"."BASEUOFM" as varchar(255)) as "c6",
  cast("p"."UMDPQTYS" as varchar(255)) as "c7",
  cast("p"."DECPLQTY" as varchar(255)) as "c8",
  cast("p"."DECPLCUR" as varchar(255)) as "c9",
  cast("p"."PRCLEVEL" as varchar(255)) as "c10",
  cast("p"."PRCGRPID" as varchar(255)) as "c11"
from (select "i"."ITEMNMBR", "i"."ITEMTYPE", "i"."PRICMTHD", "i"."CURRCOST", "i"."STNDCOST", "i"."SELNGUOM", "s"."BASEUOFM", "s"."UMDPQTYS", "i"."DECPLQTY", "i"."DECPLCUR", "i"."PRCLEVEL", "g"."PRCGRPID"
from "IV00101" as "i"
left join "IV40201" as "s" on "s"."UOMSCHDL" = "i"."UOMSCHDL"
left join "IV10400" as "g" on "g"."ITEMNMBR" = "i"."ITEMNMBR"
where "i"."ITEMNMBR" in (cast(@1 as char(31)))) as "p"
union all select 'unit' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0",
  cast("p"."UOFM" as varchar(255)) as "c1",
  cast("p"."QTYBSUOM" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11"
from (select "i"."ITEMNMBR", "u"."UOFM", "u"."QTYBSUOM"
from "IV00101" as "i"
inner join "IV40201" as "s" on "s"."UOMSCHDL" = "i"."UOMSCHDL"
inner join "IV40202" as "u" on "u"."UOMSCHDL" = "s"."UOMSCHDL" and "u"."EQUIVUOM" = "s"."BASEUOFM"
where "i"."ITEMNMBR" in (cast(@2 as char(31)))) as "p"
union all select 'currency' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0",
  cast("p"."CURNCYID" as varchar(255)) as "c1",
  cast("p"."LISTPRCE" as varchar(255)) as "c2",
  cast("p"."DECPLCUR" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11"
from (select "c"."ITEMNMBR", "c"."CURNCYID", "c"."LISTPRCE", "c"."DECPLCUR"
from "IV00105" as "c"
where "c"."ITEMNMBR" in (cast(@3 as char(31)))) as "p"
union all select 'component' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0",
  cast("p"."CMPITQTY" as varchar(255)) as "c1",
  cast("p"."CURRCOST" as varchar(255)) as "c2",
  cast("p"."STNDCOST" as varchar(255)) as "c3",
  cast("p"."unitRows" as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11"
from (select "k"."ITEMNMBR", "k"."CMPITQTY", "i"."CURRCOST", "i"."STNDCOST", (select count(*) as "rows"
from "IV40202" as "u"
where "u"."UOMSCHDL" = "i"."UOMSCHDL" and "u"."UOFM" = "k"."CMPITUOM") as "unitRows"
from "IV00104" as "k"
inner join "IV00101" as "i" on "i"."ITEMNMBR" = "k"."CMPTITNM"
where "k"."ITEMNMBR" in (cast(@4 as char(31)))) as "p"
union all select 'pricedByCurrency' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0", cast(null as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11"
from (select "r"."ITEMNMBR"
from "IV00108" as "r"
where "r"."ITEMNMBR" in (cast(@5 as char(31))) and "r"."CURNCYID" <> ''
group by "r"."ITEMNMBR") as "p";

-- priceListsQuery
select 'row' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0",
  cast("p"."PRCLEVEL" as varchar(255)) as "c1",
  cast("p"."CURNCYID" as varchar(255)) as "c2",
  cast("p"."UOFM" as varchar(255)) as "c3",
  cast("p"."FROMQTY" as varchar(255)) as "c4",
  cast("p"."TOQTY" as varchar(255)) as "c5",
  cast("p"."UOMPRICE" as varchar(255)) as "c6",
  cast("p"."QTYBSUOM" as varchar(255)) as "c7",
  cast("p"."asked" as varchar(255)) as "c8", cast(null as varchar(255)) as "c9"
from (select "r"."ITEMNMBR", "r"."PRCLEVEL", "r"."CURNCYID", "r"."UOFM", "r"."FROMQTY", "r"."TOQTY", "r"."UOMPRICE", "r"."QTYBSUOM", "w"."level" as "asked"
from (values (cast(@1 as char(31)), cast(@2 as char(11))), (cast(@3 as char(31)), cast(@4 as char(11))), (cast(@5 as char(31)), cast(@6 as char(11))), (cast(@7 as char(31)), cast(@8 as char(11))), (cast(@9 as char(31)), cast(@10 as char(11)))) as "w"("sku", "level")
left join "IV00101" as "i" on "i"."ITEMNMBR" = "w"."sku" and "w"."level" = ''
inner join "IV00108" as "r" on "r"."ITEMNMBR" = "w"."sku" and "r"."PRCLEVEL" = coalesce("i"."PRCLEVEL", "w"."level")) as "p"
union all select 'option' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0",
  cast("p"."PRCLEVEL" as varchar(255)) as "c1",
  cast("p"."CURNCYID" as varchar(255)) as "c2",
  cast("p"."UOFM" as varchar(255)) as "c3",
  cast("p"."QTYBSUOM" as varchar(255)) as "c4",
  cast("p"."UMSLSOPT" as varchar(255)) as "c5",
  cast("p"."ROUNDTO" as varchar(255)) as "c6",
  cast("p"."ROUNDHOW" as varchar(255)) as "c7",
  cast("p"."RNDGAMNT" as varchar(255)) as "c8",
  cast("p"."asked" as varchar(255)) as "c9"
from (select "o"."ITEMNMBR", "o"."PRCLEVEL", "o"."CURNCYID", "o"."UOFM", "o"."QTYBSUOM", "o"."UMSLSOPT", "o"."ROUNDTO", "o"."ROUNDHOW", "o"."RNDGAMNT", "w"."level" as "asked"
from (values (cast(@11 as char(31)), cast(@12 as char(11))), (cast(@13 as char(31)), cast(@14 as char(11))), (cast(@15 as char(31)), cast(@16 as char(11))), (cast(@17 as char(31)), cast(@18 as char(11))), (cast(@19 as char(31)), cast(@20 as char(11)))) as "w"("sku", "level")
left join "IV00101" as "i" on "i"."ITEMNMBR" = "w"."sku" and "w"."level" = ''
inner join "IV00107" as "o" on "o"."ITEMNMBR" = "w"."sku" and "o"."PRCLEVEL" = coalesce("i"."PRCLEVEL", "w"."level")) as "p";

-- sheetLinksQuery
select 'own' as "part",
  cast("p"."LINKCODE" as varchar(255)) as "c0",
  cast("p"."PRCSHID" as varchar(255)) as "c1",
  cast("p"."ACTIVE" as varchar(255)) as "c2",
  cast("p"."PROMO" as varchar(255)) as "c3",
  cast("p"."CURNCYID" as varchar(255)) as "c4",
  cast("p"."STRTDATE" as varchar(255)) as "c5",
  cast("p"."ENDDATE" as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15"
from (select "r"."LINKCODE", "s"."PRCSHID", "s"."ACTIVE", "s"."PROMO", "s"."CURNCYID", cast(cast("s"."STRTDATE" as date) as varchar(10)) as "STRTDATE", cast(cast("s"."ENDDATE" as date) as varchar(10)) as "ENDDATE"
from "RM00500" as "r"
inner join "SOP10110" as "s" on "s"."PRCSHID" = "r"."PRCSHID"
where "r"."PRODTCOD" = 'C' and "r"."LINKCODE" in (cast(@1 as char(15)))) as "p"
union all select 'ownLine' as "part",
  cast("p"."LINKCODE" as varchar(255)) as "c0",
  cast("p"."PRCSHID" as varchar(255)) as "c1",
  cast("p"."EPITMTYP" as varchar(255)) as "c2",
  cast("p"."ITEMNMBR" as varchar(255)) as "c3",
  cast("p"."ACTIVE" as varchar(255)) as "c4",
  cast("p"."PRODTCOD" as varchar(255)) as "c5",
  cast("p"."PROMOTYP" as varchar(255)) as "c6",
  cast("p"."PROMOLVL" as varchar(255)) as "c7",
  cast("p"."UOFM" as varchar(255)) as "c8",
  cast("p"."QTYFROM" as varchar(255)) as "c9",
  cast("p"."QTYTO" as varchar(255)) as "c10",
  cast("p"."PSITMVAL" as varchar(255)) as "c11",
  cast("p"."EQUOMQTY" as varchar(255)) as "c12",
  cast("p"."FREEITEM" as varchar(255)) as "c13",
  cast("p"."FREEUOFM" as varchar(255)) as "c14",
  cast("p"."MAXQTYFR" as varchar(255)) as "c15"
from (select "r"."LINKCODE", "l"."PRCSHID", "l"."EPITMTYP", "l"."ITEMNMBR", "l"."ACTIVE", "l"."PRODTCOD", "l"."PROMOTYP", "l"."PROMOLVL", "v"."UOFM", "v"."QTYFROM", "v"."QTYTO", "v"."PSITMVAL", "v"."EQUOMQTY", "f"."FREEITEM", "f"."FREEUOFM", "f"."MAXQTYFR"
from "RM00500" as "r"
inner join "IV10401" as "l" on "l"."PRCSHID" = "r"."PRCSHID"
left join "IV10402" as "v" on "v"."PRCSHID" = "l"."PRCSHID" and "v"."EPITMTYP" = "l"."EPITMTYP" and "v"."ITEMNMBR" = "l"."ITEMNMBR"
left join "IV10403" as "f" on "f"."PRCSHID" = "v"."PRCSHID" and "f"."EPITMTYP" = "v"."EPITMTYP" and "f"."ITEMNMBR" = "v"."ITEMNMBR" and "f"."UOFM" = "v"."UOFM" and "f"."QTYFROM" = "v"."QTYFROM" and "f"."QTYTO" = "v"."QTYTO"
where "r"."PRODTCOD" = 'C' and "r"."LINKCODE" in (cast(@2 as char(15))) and not exists (select 1
from "RM00500" as o
where o."PRCSHID" = r."PRCSHID"
  and not (o."PRODTCOD" = r."PRODTCOD" and o."LINKCODE" = r."LINKCODE")) and not exists (select 1
from "IV10401" as m
where m."PRCSHID" = r."PRCSHID"
   
order by m."PRCSHID"
offset 500 rows fetch next 1 rows only) and not exists (select 1
from "IV10402" as m
where m."PRCSHID" = r."PRCSHID"
   
order by m."PRCSHID"
offset 500 rows fetch next 1 rows only)) as "p"
union all select 'book' as "part",
  cast("p"."LINKCODE" as varchar(255)) as "c0",
  cast("p"."PRCBKID" as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15"
from (select "b"."LINKCODE", "b"."PRCBKID"
from "SOP10205" as "b"
where "b"."PRODTCOD" = 'C' and "b"."LINKCODE" in (cast(@3 as char(15)))) as "p"
union all select 'bookSheet' as "part",
  cast("p"."LINKCODE" as varchar(255)) as "c0",
  cast("p"."PRCSHID" as varchar(255)) as "c1",
  cast("p"."ACTIVE" as varchar(255)) as "c2",
  cast("p"."PROMO" as varchar(255)) as "c3",
  cast("p"."CURNCYID" as varchar(255)) as "c4",
  cast("p"."STRTDATE" as varchar(255)) as "c5",
  cast("p"."ENDDATE" as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15"
from (select "b"."LINKCODE", "s"."PRCSHID", "s"."ACTIVE", "s"."PROMO", "s"."CURNCYID", cast(cast("s"."STRTDATE" as date) as varchar(10)) as "STRTDATE", cast(cast("s"."ENDDATE" as date) as varchar(10)) as "ENDDATE"
from "SOP10205" as "b"
inner join "RM00500" as "r" on "r"."LINKCODE" = "b"."PRCBKID" and "r"."PRODTCOD" = 'P'
inner join "SOP10110" as "s" on "s"."PRCSHID" = "r"."PRCSHID"
where "b"."PRODTCOD" = 'C' and "b"."LINKCODE" in (cast(@4 as char(15)))) as "p"
union all select 'base' as "part",
  cast("p"."PRCSHID" as varchar(255)) as "c0",
  cast("p"."ACTIVE" as varchar(255)) as "c1",
  cast("p"."PROMO" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."STRTDATE" as varchar(255)) as "c4",
  cast("p"."ENDDATE" as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15"
from (select "s"."PRCSHID", "s"."ACTIVE", "s"."PROMO", "s"."CURNCYID", cast(cast("s"."STRTDATE" as date) as varchar(10)) as "STRTDATE", cast(cast("s"."ENDDATE" as date) as varchar(10)) as "ENDDATE"
from "SOP10109" as "k"
inner join "RM00500" as "r" on "r"."LINKCODE" = "k"."PRCBKID" and "r"."PRODTCOD" = 'P'
inner join "SOP10110" as "s" on "s"."PRCSHID" = "r"."PRCSHID"
where "k"."ISBASE" = @5) as "p";

-- sheetLinksQuery, of customers
select 'own' as "part",
  cast("p"."LINKCODE" as varchar(255)) as "c0",
  cast("p"."PRCSHID" as varchar(255)) as "c1",
  cast("p"."ACTIVE" as varchar(255)) as "c2",
  cast("p"."PROMO" as varchar(255)) as "c3",
  cast("p"."CURNCYID" as varchar(255)) as "c4",
  cast("p"."STRTDATE" as varchar(255)) as "c5",
  cast("p"."ENDDATE" as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15"
from (select "r"."LINKCODE", "s"."PRCSHID", "s"."ACTIVE", "s"."PROMO", "s"."CURNCYID", cast(cast("s"."STRTDATE" as date) as varchar(10)) as "STRTDATE", cast(cast("s"."ENDDATE" as date) as varchar(10)) as "ENDDATE"
from "RM00500" as "r"
inner join "SOP10110" as "s" on "s"."PRCSHID" = "r"."PRCSHID"
where "r"."PRODTCOD" = 'C' and "r"."LINKCODE" in (cast(@1 as char(15)))) as "p"
union all select 'ownLine' as "part",
  cast("p"."LINKCODE" as varchar(255)) as "c0",
  cast("p"."PRCSHID" as varchar(255)) as "c1",
  cast("p"."EPITMTYP" as varchar(255)) as "c2",
  cast("p"."ITEMNMBR" as varchar(255)) as "c3",
  cast("p"."ACTIVE" as varchar(255)) as "c4",
  cast("p"."PRODTCOD" as varchar(255)) as "c5",
  cast("p"."PROMOTYP" as varchar(255)) as "c6",
  cast("p"."PROMOLVL" as varchar(255)) as "c7",
  cast("p"."UOFM" as varchar(255)) as "c8",
  cast("p"."QTYFROM" as varchar(255)) as "c9",
  cast("p"."QTYTO" as varchar(255)) as "c10",
  cast("p"."PSITMVAL" as varchar(255)) as "c11",
  cast("p"."EQUOMQTY" as varchar(255)) as "c12",
  cast("p"."FREEITEM" as varchar(255)) as "c13",
  cast("p"."FREEUOFM" as varchar(255)) as "c14",
  cast("p"."MAXQTYFR" as varchar(255)) as "c15"
from (select "r"."LINKCODE", "l"."PRCSHID", "l"."EPITMTYP", "l"."ITEMNMBR", "l"."ACTIVE", "l"."PRODTCOD", "l"."PROMOTYP", "l"."PROMOLVL", "v"."UOFM", "v"."QTYFROM", "v"."QTYTO", "v"."PSITMVAL", "v"."EQUOMQTY", "f"."FREEITEM", "f"."FREEUOFM", "f"."MAXQTYFR"
from "RM00500" as "r"
inner join "IV10401" as "l" on "l"."PRCSHID" = "r"."PRCSHID"
left join "IV10402" as "v" on "v"."PRCSHID" = "l"."PRCSHID" and "v"."EPITMTYP" = "l"."EPITMTYP" and "v"."ITEMNMBR" = "l"."ITEMNMBR"
left join "IV10403" as "f" on "f"."PRCSHID" = "v"."PRCSHID" and "f"."EPITMTYP" = "v"."EPITMTYP" and "f"."ITEMNMBR" = "v"."ITEMNMBR" and "f"."UOFM" = "v"."UOFM" and "f"."QTYFROM" = "v"."QTYFROM" and "f"."QTYTO" = "v"."QTYTO"
where "r"."PRODTCOD" = 'C' and "r"."LINKCODE" in (cast(@2 as char(15))) and not exists (select 1
from "RM00500" as o
where o."PRCSHID" = r."PRCSHID"
  and not (o."PRODTCOD" = r."PRODTCOD" and o."LINKCODE" = r."LINKCODE")) and not exists (select 1
from "IV10401" as m
where m."PRCSHID" = r."PRCSHID"
   
order by m."PRCSHID"
offset 500 rows fetch next 1 rows only) and not exists (select 1
from "IV10402" as m
where m."PRCSHID" = r."PRCSHID"
   
order by m."PRCSHID"
offset 500 rows fetch next 1 rows only)) as "p"
union all select 'book' as "part",
  cast("p"."LINKCODE" as varchar(255)) as "c0",
  cast("p"."PRCBKID" as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15"
from (select "b"."LINKCODE", "b"."PRCBKID"
from "SOP10205" as "b"
where "b"."PRODTCOD" = 'C' and "b"."LINKCODE" in (cast(@3 as char(15)))) as "p"
union all select 'bookSheet' as "part",
  cast("p"."LINKCODE" as varchar(255)) as "c0",
  cast("p"."PRCSHID" as varchar(255)) as "c1",
  cast("p"."ACTIVE" as varchar(255)) as "c2",
  cast("p"."PROMO" as varchar(255)) as "c3",
  cast("p"."CURNCYID" as varchar(255)) as "c4",
  cast("p"."STRTDATE" as varchar(255)) as "c5",
  cast("p"."ENDDATE" as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15"
from (select "b"."LINKCODE", "s"."PRCSHID", "s"."ACTIVE", "s"."PROMO", "s"."CURNCYID", cast(cast("s"."STRTDATE" as date) as varchar(10)) as "STRTDATE", cast(cast("s"."ENDDATE" as date) as varchar(10)) as "ENDDATE"
from "SOP10205" as "b"
inner join "RM00500" as "r" on "r"."LINKCODE" = "b"."PRCBKID" and "r"."PRODTCOD" = 'P'
inner join "SOP10110" as "s" on "s"."PRCSHID" = "r"."PRCSHID"
where "b"."PRODTCOD" = 'C' and "b"."LINKCODE" in (cast(@4 as char(15)))) as "p";

-- sheetLinksQuery, of the base book
select 'base' as "part",
  cast("p"."PRCSHID" as varchar(255)) as "c0",
  cast("p"."ACTIVE" as varchar(255)) as "c1",
  cast("p"."PROMO" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."STRTDATE" as varchar(255)) as "c4",
  cast("p"."ENDDATE" as varchar(255)) as "c5"
from (select "s"."PRCSHID", "s"."ACTIVE", "s"."PROMO", "s"."CURNCYID", cast(cast("s"."STRTDATE" as date) as varchar(10)) as "STRTDATE", cast(cast("s"."ENDDATE" as date) as varchar(10)) as "ENDDATE"
from "SOP10109" as "k"
inner join "RM00500" as "r" on "r"."LINKCODE" = "k"."PRCBKID" and "r"."PRODTCOD" = 'P'
inner join "SOP10110" as "s" on "s"."PRCSHID" = "r"."PRCSHID"
where "k"."ISBASE" = @1) as "p";

-- sheetPricesQuery
select 'item' as "part",
  cast("p"."sheet" as varchar(255)) as "c0",
  cast("p"."sku" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ACTIVE" as varchar(255)) as "c3",
  cast("p"."PRODTCOD" as varchar(255)) as "c4",
  cast("p"."PROMOTYP" as varchar(255)) as "c5",
  cast("p"."PROMOLVL" as varchar(255)) as "c6",
  cast("p"."UOFM" as varchar(255)) as "c7",
  cast("p"."QTYFROM" as varchar(255)) as "c8",
  cast("p"."QTYTO" as varchar(255)) as "c9",
  cast("p"."PSITMVAL" as varchar(255)) as "c10",
  cast("p"."EQUOMQTY" as varchar(255)) as "c11",
  cast("p"."FREEITEM" as varchar(255)) as "c12",
  cast("p"."FREEUOFM" as varchar(255)) as "c13",
  cast("p"."MAXQTYFR" as varchar(255)) as "c14"
from (select "w"."sheet", "i"."sku", "l"."ITEMNMBR", "l"."ACTIVE", "l"."PRODTCOD", "l"."PROMOTYP", "l"."PROMOLVL", "v"."UOFM", "v"."QTYFROM", "v"."QTYTO", "v"."PSITMVAL", "v"."EQUOMQTY", "f"."FREEITEM", "f"."FREEUOFM", "f"."MAXQTYFR"
from (values (cast(@1 as char(15)))) as "w"("sheet") cross join (values (cast(@2 as char(31)))) as "i"("sku")
inner join "IV10401" as "l" on "l"."PRCSHID" = "w"."sheet" and "l"."EPITMTYP" = 'I' and "l"."ITEMNMBR" = "i"."sku"
left join "IV10402" as "v" on "v"."PRCSHID" = "l"."PRCSHID" and "v"."EPITMTYP" = "l"."EPITMTYP" and "v"."ITEMNMBR" = "l"."ITEMNMBR"
left join "IV10403" as "f" on "f"."PRCSHID" = "v"."PRCSHID" and "f"."EPITMTYP" = "v"."EPITMTYP" and "f"."ITEMNMBR" = "v"."ITEMNMBR" and "f"."UOFM" = "v"."UOFM" and "f"."QTYFROM" = "v"."QTYFROM" and "f"."QTYTO" = "v"."QTYTO") as "p"
union all select 'group' as "part",
  cast("p"."sheet" as varchar(255)) as "c0",
  cast("p"."sku" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ACTIVE" as varchar(255)) as "c3",
  cast("p"."PRODTCOD" as varchar(255)) as "c4",
  cast("p"."PROMOTYP" as varchar(255)) as "c5",
  cast("p"."PROMOLVL" as varchar(255)) as "c6",
  cast("p"."UOFM" as varchar(255)) as "c7",
  cast("p"."QTYFROM" as varchar(255)) as "c8",
  cast("p"."QTYTO" as varchar(255)) as "c9",
  cast("p"."PSITMVAL" as varchar(255)) as "c10",
  cast("p"."EQUOMQTY" as varchar(255)) as "c11",
  cast("p"."FREEITEM" as varchar(255)) as "c12",
  cast("p"."FREEUOFM" as varchar(255)) as "c13",
  cast("p"."MAXQTYFR" as varchar(255)) as "c14"
from (select "w"."sheet", "i"."sku", "l"."ITEMNMBR", "l"."ACTIVE", "l"."PRODTCOD", "l"."PROMOTYP", "l"."PROMOLVL", "v"."UOFM", "v"."QTYFROM", "v"."QTYTO", "v"."PSITMVAL", "v"."EQUOMQTY", "f"."FREEITEM", "f"."FREEUOFM", "f"."MAXQTYFR"
from (values (cast(@3 as char(15)))) as "w"("sheet") cross join (values (cast(@4 as char(31)))) as "i"("sku")
inner join "IV10400" as "g" on "g"."ITEMNMBR" = "i"."sku"
inner join "IV10401" as "l" on "l"."PRCSHID" = "w"."sheet" and "l"."EPITMTYP" = 'G' and "l"."ITEMNMBR" = "g"."PRCGRPID"
left join "IV10402" as "v" on "v"."PRCSHID" = "l"."PRCSHID" and "v"."EPITMTYP" = "l"."EPITMTYP" and "v"."ITEMNMBR" = "l"."ITEMNMBR"
left join "IV10403" as "f" on "f"."PRCSHID" = "v"."PRCSHID" and "f"."EPITMTYP" = "v"."EPITMTYP" and "f"."ITEMNMBR" = "v"."ITEMNMBR" and "f"."UOFM" = "v"."UOFM" and "f"."QTYFROM" = "v"."QTYFROM" and "f"."QTYTO" = "v"."QTYTO") as "p";

-- exchangeRatesQuery
select 'customer' as "part",
  cast("p"."CUSTNMBR" as varchar(255)) collate database_default as "c0",
  cast("p"."RATETPID" as varchar(255)) collate database_default as "c1", cast(null as varchar(255)) collate database_default as "c2", cast(null as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5", cast(null as varchar(255)) collate database_default as "c6", cast(null as varchar(255)) collate database_default as "c7"
from (select "CUSTNMBR", "RATETPID"
from "RM00101"
where "CUSTNMBR" in (cast(@1 as char(15)))) as "p"
union all select 'setup' as "part",
  cast("p"."DEFSLSTP" as varchar(255)) collate database_default as "c0", cast(null as varchar(255)) collate database_default as "c1", cast(null as varchar(255)) collate database_default as "c2", cast(null as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5", cast(null as varchar(255)) collate database_default as "c6", cast(null as varchar(255)) collate database_default as "c7"
from (select "DEFSLSTP"
from "MC40000") as "p"
union all select 'table' as "part",
  cast("p"."CURNCYID" as varchar(255)) collate database_default as "c0",
  cast("p"."RATETPID" as varchar(255)) collate database_default as "c1",
  cast("p"."EXGTBLID" as varchar(255)) collate database_default as "c2",
  cast("p"."DFLTRATE" as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5", cast(null as varchar(255)) collate database_default as "c6", cast(null as varchar(255)) collate database_default as "c7"
from (select "CURNCYID", "RATETPID", "EXGTBLID", "DFLTRATE"
from "MC40301"
where "CURNCYID" in (cast(@2 as char(15)))) as "p"
union all select 'rate' as "part",
  cast("p"."EXGTBLID" as varchar(255)) collate database_default as "c0",
  cast("p"."CURNCYID" as varchar(255)) collate database_default as "c1",
  cast("p"."XCHGRATE" as varchar(255)) collate database_default as "c2",
  cast("p"."RTCLCMTD" as varchar(255)) collate database_default as "c3",
  cast("p"."TRXDTDEF" as varchar(255)) collate database_default as "c4",
  cast("p"."DATELMTS" as varchar(255)) collate database_default as "c5",
  cast("p"."PRVDSLMT" as varchar(255)) collate database_default as "c6",
  cast("p"."EXCHDATE" as varchar(255)) collate database_default as "c7"
from (select "r"."EXGTBLID", "r"."CURNCYID", "r"."XCHGRATE", "t"."RTCLCMTD", "t"."TRXDTDEF", "t"."DATELMTS", "t"."PRVDSLMT", cast(cast("r"."EXCHDATE" as date) as varchar(10)) as "EXCHDATE"
from "DYNAMICS"."dbo"."MC00100" as "r"
inner join "DYNAMICS"."dbo"."MC40300" as "t" on "t"."EXGTBLID" = "r"."EXGTBLID"
where "r"."CURNCYID" in (cast(@3 as char(15))) and "r"."EXCHDATE" <= cast(cast(@4 as char(8)) as datetime) and "r"."EXPNDATE" >= cast(cast(@5 as char(8)) as datetime) and not exists (select "n"."EXGTBLID"
from "DYNAMICS"."dbo"."MC00100" as "n"
where "n"."EXGTBLID" = "r"."EXGTBLID" and "n"."CURNCYID" = "r"."CURNCYID" and "n"."EXCHDATE" <= cast(cast(@6 as char(8)) as datetime) and ("n"."EXPNDATE" >= cast(cast(@7 as char(8)) as datetime) or "n"."EXPNDATE" = cast('19000101' as datetime)) and (n."EXCHDATE" > r."EXCHDATE" or n."EXCHDATE" = r."EXCHDATE" and n."TIME1" > r."TIME1"))) as "p";

-- exchangeRatesQuery, of a visitor
select 'setup' as "part",
  cast("p"."DEFSLSTP" as varchar(255)) collate database_default as "c0", cast(null as varchar(255)) collate database_default as "c1", cast(null as varchar(255)) collate database_default as "c2", cast(null as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5", cast(null as varchar(255)) collate database_default as "c6", cast(null as varchar(255)) collate database_default as "c7"
from (select "DEFSLSTP"
from "MC40000") as "p"
union all select 'table' as "part",
  cast("p"."CURNCYID" as varchar(255)) collate database_default as "c0",
  cast("p"."RATETPID" as varchar(255)) collate database_default as "c1",
  cast("p"."EXGTBLID" as varchar(255)) collate database_default as "c2",
  cast("p"."DFLTRATE" as varchar(255)) collate database_default as "c3", cast(null as varchar(255)) collate database_default as "c4", cast(null as varchar(255)) collate database_default as "c5", cast(null as varchar(255)) collate database_default as "c6", cast(null as varchar(255)) collate database_default as "c7"
from (select "CURNCYID", "RATETPID", "EXGTBLID", "DFLTRATE"
from "MC40301"
where "CURNCYID" in (cast(@1 as char(15)))) as "p"
union all select 'rate' as "part",
  cast("p"."EXGTBLID" as varchar(255)) collate database_default as "c0",
  cast("p"."CURNCYID" as varchar(255)) collate database_default as "c1",
  cast("p"."XCHGRATE" as varchar(255)) collate database_default as "c2",
  cast("p"."RTCLCMTD" as varchar(255)) collate database_default as "c3",
  cast("p"."TRXDTDEF" as varchar(255)) collate database_default as "c4",
  cast("p"."DATELMTS" as varchar(255)) collate database_default as "c5",
  cast("p"."PRVDSLMT" as varchar(255)) collate database_default as "c6",
  cast("p"."EXCHDATE" as varchar(255)) collate database_default as "c7"
from (select "r"."EXGTBLID", "r"."CURNCYID", "r"."XCHGRATE", "t"."RTCLCMTD", "t"."TRXDTDEF", "t"."DATELMTS", "t"."PRVDSLMT", cast(cast("r"."EXCHDATE" as date) as varchar(10)) as "EXCHDATE"
from "DYNAMICS"."dbo"."MC00100" as "r"
inner join "DYNAMICS"."dbo"."MC40300" as "t" on "t"."EXGTBLID" = "r"."EXGTBLID"
where "r"."CURNCYID" in (cast(@2 as char(15))) and "r"."EXCHDATE" <= cast(cast(@3 as char(8)) as datetime) and "r"."EXPNDATE" >= cast(cast(@4 as char(8)) as datetime) and not exists (select "n"."EXGTBLID"
from "DYNAMICS"."dbo"."MC00100" as "n"
where "n"."EXGTBLID" = "r"."EXGTBLID" and "n"."CURNCYID" = "r"."CURNCYID" and "n"."EXCHDATE" <= cast(cast(@5 as char(8)) as datetime) and ("n"."EXPNDATE" >= cast(cast(@6 as char(8)) as datetime) or "n"."EXPNDATE" = cast('19000101' as datetime)) and (n."EXCHDATE" > r."EXCHDATE" or n."EXCHDATE" = r."EXCHDATE" and n."TIME1" > r."TIME1"))) as "p";

-- currenciesInUseQuery
select "c"."CURNCYID", "c"."RATETPID"
from "RM00101" as "c"
where "c"."INACTIVE" = @1 and "c"."CURNCYID" <> '' and not exists (select "s"."FUNLCURR"
from "MC40000" as "s"
where "s"."FUNLCURR" = "c"."CURNCYID")
group by "c"."CURNCYID", "c"."RATETPID";

-- stockQuery
select "ITEMNMBR", "LOCNCODE", cast("QTYONHND" as varchar(40)) as "onHand", cast("ATYALLOC" as varchar(40)) as "allocated", cast("QTYONORD" as varchar(40)) as "onOrder", cast("QTYBKORD" as varchar(40)) as "backordered", cast("ORDRPNTQTY" as varchar(40)) as "orderPoint", "INACTIVE"
from "IV00102"
where "ITEMNMBR" in (cast(@1 as char(31))) and "RCRDTYPE" = @2;

-- warehousesQuery
select "LOCNCODE", "LOCNDSCR", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "PHONE1", "INACTIVE"
from "IV40700";

-- orderPlacesQuery
select "SOPNUMBE", "CUSTNMBR", "MSTRNUMB", (select max(s."TRMSTNUM")
from "SOP40100" as s) as "tracked"
from "SOP10100"
where "SOPTYPE" = @1 and "SOPNUMBE" in (cast(@2 as char(21)))
union all select "SOPNUMBE", "CUSTNMBR", "MSTRNUMB", (select max(s."TRMSTNUM")
from "SOP40100" as s) as "tracked"
from "SOP30200"
where "SOPTYPE" = @3 and "SOPNUMBE" in (cast(@4 as char(21)));

-- ordersQuery
select 'inWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PRBTADCD" as varchar(255)) as "c4",
  cast("p"."PHNUMBR1" as varchar(255)) as "c5",
  cast("p"."ORSUBTOT" as varchar(255)) as "c6",
  cast("p"."ORTDISAM" as varchar(255)) as "c7",
  cast("p"."ORFRTAMT" as varchar(255)) as "c8",
  cast("p"."ORMISCAMT" as varchar(255)) as "c9",
  cast("p"."ORTAXAMT" as varchar(255)) as "c10",
  cast("p"."ORDOCAMT" as varchar(255)) as "c11",
  cast("p"."ORDEPRVD" as varchar(255)) as "c12",
  cast("p"."VOIDSTTS" as varchar(255)) as "c13",
  cast("p"."PRSTADCD" as varchar(255)) as "c14",
  cast("p"."CNTCPRSN" as varchar(255)) as "c15",
  cast("p"."ShipToName" as varchar(255)) as "c16",
  cast("p"."ADDRESS1" as varchar(255)) as "c17",
  cast("p"."ADDRESS2" as varchar(255)) as "c18",
  cast("p"."ADDRESS3" as varchar(255)) as "c19",
  cast("p"."CITY" as varchar(255)) as "c20",
  cast("p"."STATE" as varchar(255)) as "c21",
  cast("p"."ZIPCODE" as varchar(255)) as "c22",
  cast("p"."COUNTRY" as varchar(255)) as "c23",
  cast("p"."CCode" as varchar(255)) as "c24",
  cast("p"."SHIPMTHD" as varchar(255)) as "c25",
  cast("p"."TAXSCHID" as varchar(255)) as "c26",
  cast("p"."date" as varchar(255)) as "c27",
  cast("p"."requested" as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "CUSTNMBR", "CSTPONBR", "CURNCYID", "PRBTADCD", "PHNUMBR1", "ORSUBTOT", "ORTDISAM", "ORFRTAMT", "ORMISCAMT", "ORTAXAMT", "ORDOCAMT", "ORDEPRVD", "VOIDSTTS", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("DOCDATE" as date) as varchar(10)) as "date", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP10100"
where "SOPTYPE" = @1 and "SOPNUMBE" in (cast(@2 as char(21)))) as "p"
union all select 'inHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PRBTADCD" as varchar(255)) as "c4",
  cast("p"."PHNUMBR1" as varchar(255)) as "c5",
  cast("p"."ORSUBTOT" as varchar(255)) as "c6",
  cast("p"."ORTDISAM" as varchar(255)) as "c7",
  cast("p"."ORFRTAMT" as varchar(255)) as "c8",
  cast("p"."ORMISCAMT" as varchar(255)) as "c9",
  cast("p"."ORTAXAMT" as varchar(255)) as "c10",
  cast("p"."ORDOCAMT" as varchar(255)) as "c11",
  cast("p"."ORDEPRVD" as varchar(255)) as "c12",
  cast("p"."VOIDSTTS" as varchar(255)) as "c13",
  cast("p"."PRSTADCD" as varchar(255)) as "c14",
  cast("p"."CNTCPRSN" as varchar(255)) as "c15",
  cast("p"."ShipToName" as varchar(255)) as "c16",
  cast("p"."ADDRESS1" as varchar(255)) as "c17",
  cast("p"."ADDRESS2" as varchar(255)) as "c18",
  cast("p"."ADDRESS3" as varchar(255)) as "c19",
  cast("p"."CITY" as varchar(255)) as "c20",
  cast("p"."STATE" as varchar(255)) as "c21",
  cast("p"."ZIPCODE" as varchar(255)) as "c22",
  cast("p"."COUNTRY" as varchar(255)) as "c23",
  cast("p"."CCode" as varchar(255)) as "c24",
  cast("p"."SHIPMTHD" as varchar(255)) as "c25",
  cast("p"."TAXSCHID" as varchar(255)) as "c26",
  cast("p"."date" as varchar(255)) as "c27",
  cast("p"."requested" as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "CUSTNMBR", "CSTPONBR", "CURNCYID", "PRBTADCD", "PHNUMBR1", "ORSUBTOT", "ORTDISAM", "ORFRTAMT", "ORMISCAMT", "ORTAXAMT", "ORDOCAMT", "ORDEPRVD", "VOIDSTTS", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("DOCDATE" as date) as varchar(10)) as "date", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP30200"
where "SOPTYPE" = @3 and "SOPNUMBE" in (cast(@4 as char(21)))) as "p"
union all select 'lineInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP10200"
where "SOPTYPE" = @5 and "SOPNUMBE" in (cast(@6 as char(21))) and "CMPNTSEQ" = @7) as "p"
union all select 'lineInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP30300"
where "SOPTYPE" = @8 and "SOPNUMBE" in (cast(@9 as char(21))) and "CMPNTSEQ" = @10) as "p"
union all select 'fields' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."USERDEF1" as varchar(255)) as "c1",
  cast("p"."COMMENT_1" as varchar(255)) as "c2",
  cast("p"."COMMENT_2" as varchar(255)) as "c3",
  cast("p"."COMMENT_3" as varchar(255)) as "c4",
  cast("p"."COMMENT_4" as varchar(255)) as "c5",
  cast("p"."CMMTTEXT" as varchar(8000)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "USERDEF1", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT"
from "SOP10106"
where "SOPTYPE" = @11 and "SOPNUMBE" in (cast(@12 as char(21)))) as "p"
union all select 'lineComment' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."COMMENT_1" as varchar(255)) as "c2",
  cast("p"."COMMENT_2" as varchar(255)) as "c3",
  cast("p"."COMMENT_3" as varchar(255)) as "c4",
  cast("p"."COMMENT_4" as varchar(255)) as "c5",
  cast("p"."CMMTTEXT" as varchar(8000)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "LNITMSEQ", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT"
from "SOP10202"
where "SOPTYPE" = @13 and "SOPNUMBE" in (cast(@14 as char(21))) and "CMPNTSEQ" = @15) as "p"
union all select 'noteInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."TXTFIELD" as varchar(8000)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "d"."SOPNUMBE", "n"."TXTFIELD"
from "SOP10100" as "d"
inner join "SY03900" as "n" on "n"."NOTEINDX" = "d"."NOTEINDX"
where "d"."SOPTYPE" = @16 and "d"."SOPNUMBE" in (cast(@17 as char(21)))) as "p"
union all select 'noteInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."TXTFIELD" as varchar(8000)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "d"."SOPNUMBE", "n"."TXTFIELD"
from "SOP30200" as "d"
inner join "SY03900" as "n" on "n"."NOTEINDX" = "d"."NOTEINDX"
where "d"."SOPTYPE" = @18 and "d"."SOPNUMBE" in (cast(@19 as char(21)))) as "p"
union all select 'hold' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0", cast(null as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE"
from "SOP10104"
where "SOPTYPE" = @20 and "SOPNUMBE" in (cast(@21 as char(21))) and "DELETE1" = @22) as "p"
union all select 'relatedInWork' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."ORIGTYPE" as varchar(255)) as "c2",
  cast("p"."ORIGNUMB" as varchar(255)) as "c3",
  cast("p"."SOPSTATUS" as varchar(255)) as "c4",
  cast("p"."LNITMSEQ" as varchar(255)) as "c5",
  cast("p"."ORGSEQNM" as varchar(255)) as "c6",
  cast("p"."QUANTITY" as varchar(255)) as "c7",
  cast("p"."QTYCANCE" as varchar(255)) as "c8",
  cast("p"."QTYPRINV" as varchar(255)) as "c9",
  cast("p"."QTYFULFI" as varchar(255)) as "c10",
  cast("p"."QTYREMAI" as varchar(255)) as "c11",
  cast("p"."QTYTBAOR" as varchar(255)) as "c12",
  cast("p"."held" as varchar(255)) as "c13",
  cast("p"."ITEMNMBR" as varchar(255)) as "c14",
  cast("p"."LOCNCODE" as varchar(255)) as "c15",
  cast("p"."DROPSHIP" as varchar(255)) as "c16",
  cast("p"."PHNUMBR1" as varchar(255)) as "c17",
  cast("p"."date" as varchar(255)) as "c18",
  cast("p"."shipped" as varchar(255)) as "c19",
  cast("p"."PRSTADCD" as varchar(255)) as "c20",
  cast("p"."CNTCPRSN" as varchar(255)) as "c21",
  cast("p"."ShipToName" as varchar(255)) as "c22",
  cast("p"."ADDRESS1" as varchar(255)) as "c23",
  cast("p"."ADDRESS2" as varchar(255)) as "c24",
  cast("p"."ADDRESS3" as varchar(255)) as "c25",
  cast("p"."CITY" as varchar(255)) as "c26",
  cast("p"."STATE" as varchar(255)) as "c27",
  cast("p"."ZIPCODE" as varchar(255)) as "c28",
  cast("p"."COUNTRY" as varchar(255)) as "c29",
  cast("p"."CCode" as varchar(255)) as "c30",
  cast("p"."SHIPMTHD" as varchar(255)) as "c31",
  cast("p"."TAXSCHID" as varchar(255)) as "c32"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "d"."ORIGTYPE", "d"."ORIGNUMB", case when d."SOPSTATUS" = 1 and not exists (select "w"."DOCID"
from "SOP40200" as "w"
where w."SOPTYPE" = d."SOPTYPE" and w."DOCID" = d."DOCID" and "w"."WORKFLOWENABLED" = 1) then 0 else d."SOPSTATUS" end as "SOPSTATUS", "l"."LNITMSEQ", "l"."ORGSEQNM", "l"."QUANTITY", "l"."QTYCANCE", "l"."QTYPRINV", "l"."QTYFULFI", "l"."QTYREMAI", "l"."QTYTBAOR", case when exists (select 1
from "SOP10104" as b
where b."SOPTYPE" = d."SOPTYPE" and b."SOPNUMBE" = d."SOPNUMBE"
    and b."DELETE1" = 0) then 1 else 0 end as "held", "l"."ITEMNMBR", "l"."LOCNCODE", "l"."DROPSHIP", "d"."PHNUMBR1", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."ACTLSHIP" as date) as varchar(10)) as "shipped", "d"."PRSTADCD", "d"."CNTCPRSN", "d"."ShipToName", "d"."ADDRESS1", "d"."ADDRESS2", "d"."ADDRESS3", "d"."CITY", "d"."STATE", "d"."ZIPCODE", "d"."COUNTRY", "d"."CCode", "d"."SHIPMTHD", "d"."TAXSCHID"
from "SOP10100" as "d"
left join "SOP10200" as "l" on "l"."SOPNUMBE" = "d"."SOPNUMBE" and "l"."SOPTYPE" = "d"."SOPTYPE" and "l"."CMPNTSEQ" = @23
where "d"."SOPTYPE" in (@24, @25, @26) and "d"."VOIDSTTS" = @27 and d."MSTRNUMB" in (@28)) as "p"
union all select 'relatedInHistory' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."ORIGTYPE" as varchar(255)) as "c2",
  cast("p"."ORIGNUMB" as varchar(255)) as "c3",
  cast("p"."SOPSTATUS" as varchar(255)) as "c4",
  cast("p"."LNITMSEQ" as varchar(255)) as "c5",
  cast("p"."ORGSEQNM" as varchar(255)) as "c6",
  cast("p"."QUANTITY" as varchar(255)) as "c7",
  cast("p"."QTYCANCE" as varchar(255)) as "c8",
  cast("p"."QTYPRINV" as varchar(255)) as "c9",
  cast("p"."QTYFULFI" as varchar(255)) as "c10",
  cast("p"."QTYREMAI" as varchar(255)) as "c11",
  cast("p"."QTYTBAOR" as varchar(255)) as "c12",
  cast("p"."held" as varchar(255)) as "c13",
  cast("p"."ITEMNMBR" as varchar(255)) as "c14",
  cast("p"."LOCNCODE" as varchar(255)) as "c15",
  cast("p"."DROPSHIP" as varchar(255)) as "c16",
  cast("p"."PHNUMBR1" as varchar(255)) as "c17",
  cast("p"."date" as varchar(255)) as "c18",
  cast("p"."shipped" as varchar(255)) as "c19",
  cast("p"."PRSTADCD" as varchar(255)) as "c20",
  cast("p"."CNTCPRSN" as varchar(255)) as "c21",
  cast("p"."ShipToName" as varchar(255)) as "c22",
  cast("p"."ADDRESS1" as varchar(255)) as "c23",
  cast("p"."ADDRESS2" as varchar(255)) as "c24",
  cast("p"."ADDRESS3" as varchar(255)) as "c25",
  cast("p"."CITY" as varchar(255)) as "c26",
  cast("p"."STATE" as varchar(255)) as "c27",
  cast("p"."ZIPCODE" as varchar(255)) as "c28",
  cast("p"."COUNTRY" as varchar(255)) as "c29",
  cast("p"."CCode" as varchar(255)) as "c30",
  cast("p"."SHIPMTHD" as varchar(255)) as "c31",
  cast("p"."TAXSCHID" as varchar(255)) as "c32"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "d"."ORIGTYPE", "d"."ORIGNUMB", d."SOPSTATUS" as "SOPSTATUS", "l"."LNITMSEQ", "l"."ORGSEQNM", "l"."QUANTITY", "l"."QTYCANCE", "l"."QTYPRINV", "l"."QTYFULFI", "l"."QTYREMAI", "l"."QTYTBAOR", case when exists (select 1
from "SOP10104" as b
where b."SOPTYPE" = d."SOPTYPE" and b."SOPNUMBE" = d."SOPNUMBE"
    and b."DELETE1" = 0) then 1 else 0 end as "held", "l"."ITEMNMBR", "l"."LOCNCODE", "l"."DROPSHIP", "d"."PHNUMBR1", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."ACTLSHIP" as date) as varchar(10)) as "shipped", "d"."PRSTADCD", "d"."CNTCPRSN", "d"."ShipToName", "d"."ADDRESS1", "d"."ADDRESS2", "d"."ADDRESS3", "d"."CITY", "d"."STATE", "d"."ZIPCODE", "d"."COUNTRY", "d"."CCode", "d"."SHIPMTHD", "d"."TAXSCHID"
from "SOP30200" as "d"
left join "SOP30300" as "l" on "l"."SOPNUMBE" = "d"."SOPNUMBE" and "l"."SOPTYPE" = "d"."SOPTYPE" and "l"."CMPNTSEQ" = @29
where "d"."SOPTYPE" in (@30, @31, @32) and "d"."VOIDSTTS" = @33 and d."MSTRNUMB" in (@34)) as "p"
union all select 'trackingOfOrder' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."Tracking_Number" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPTYPE", "SOPNUMBE", "Tracking_Number"
from "SOP10107"
where "SOPTYPE" = @35 and "SOPNUMBE" in (cast(@36 as char(21)))) as "p"
union all select 'trackingInWork' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."Tracking_Number" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "t"."Tracking_Number"
from "SOP10100" as "d"
inner join "SOP10107" as "t" on "t"."SOPNUMBE" = "d"."SOPNUMBE" and "t"."SOPTYPE" = "d"."SOPTYPE"
where "d"."SOPTYPE" in (@37, @38) and "d"."VOIDSTTS" = @39 and d."MSTRNUMB" in (@40)) as "p"
union all select 'trackingInHistory' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."Tracking_Number" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "t"."Tracking_Number"
from "SOP30200" as "d"
inner join "SOP10107" as "t" on "t"."SOPNUMBE" = "d"."SOPNUMBE" and "t"."SOPTYPE" = "d"."SOPTYPE"
where "d"."SOPTYPE" in (@41, @42) and "d"."VOIDSTTS" = @43 and d."MSTRNUMB" in (@44)) as "p";

-- ordersQuery, without master numbers
select 'inWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PRBTADCD" as varchar(255)) as "c4",
  cast("p"."PHNUMBR1" as varchar(255)) as "c5",
  cast("p"."ORSUBTOT" as varchar(255)) as "c6",
  cast("p"."ORTDISAM" as varchar(255)) as "c7",
  cast("p"."ORFRTAMT" as varchar(255)) as "c8",
  cast("p"."ORMISCAMT" as varchar(255)) as "c9",
  cast("p"."ORTAXAMT" as varchar(255)) as "c10",
  cast("p"."ORDOCAMT" as varchar(255)) as "c11",
  cast("p"."ORDEPRVD" as varchar(255)) as "c12",
  cast("p"."VOIDSTTS" as varchar(255)) as "c13",
  cast("p"."PRSTADCD" as varchar(255)) as "c14",
  cast("p"."CNTCPRSN" as varchar(255)) as "c15",
  cast("p"."ShipToName" as varchar(255)) as "c16",
  cast("p"."ADDRESS1" as varchar(255)) as "c17",
  cast("p"."ADDRESS2" as varchar(255)) as "c18",
  cast("p"."ADDRESS3" as varchar(255)) as "c19",
  cast("p"."CITY" as varchar(255)) as "c20",
  cast("p"."STATE" as varchar(255)) as "c21",
  cast("p"."ZIPCODE" as varchar(255)) as "c22",
  cast("p"."COUNTRY" as varchar(255)) as "c23",
  cast("p"."CCode" as varchar(255)) as "c24",
  cast("p"."SHIPMTHD" as varchar(255)) as "c25",
  cast("p"."TAXSCHID" as varchar(255)) as "c26",
  cast("p"."date" as varchar(255)) as "c27",
  cast("p"."requested" as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "CUSTNMBR", "CSTPONBR", "CURNCYID", "PRBTADCD", "PHNUMBR1", "ORSUBTOT", "ORTDISAM", "ORFRTAMT", "ORMISCAMT", "ORTAXAMT", "ORDOCAMT", "ORDEPRVD", "VOIDSTTS", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("DOCDATE" as date) as varchar(10)) as "date", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP10100"
where "SOPTYPE" = @1 and "SOPNUMBE" in (cast(@2 as char(21)))) as "p"
union all select 'inHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PRBTADCD" as varchar(255)) as "c4",
  cast("p"."PHNUMBR1" as varchar(255)) as "c5",
  cast("p"."ORSUBTOT" as varchar(255)) as "c6",
  cast("p"."ORTDISAM" as varchar(255)) as "c7",
  cast("p"."ORFRTAMT" as varchar(255)) as "c8",
  cast("p"."ORMISCAMT" as varchar(255)) as "c9",
  cast("p"."ORTAXAMT" as varchar(255)) as "c10",
  cast("p"."ORDOCAMT" as varchar(255)) as "c11",
  cast("p"."ORDEPRVD" as varchar(255)) as "c12",
  cast("p"."VOIDSTTS" as varchar(255)) as "c13",
  cast("p"."PRSTADCD" as varchar(255)) as "c14",
  cast("p"."CNTCPRSN" as varchar(255)) as "c15",
  cast("p"."ShipToName" as varchar(255)) as "c16",
  cast("p"."ADDRESS1" as varchar(255)) as "c17",
  cast("p"."ADDRESS2" as varchar(255)) as "c18",
  cast("p"."ADDRESS3" as varchar(255)) as "c19",
  cast("p"."CITY" as varchar(255)) as "c20",
  cast("p"."STATE" as varchar(255)) as "c21",
  cast("p"."ZIPCODE" as varchar(255)) as "c22",
  cast("p"."COUNTRY" as varchar(255)) as "c23",
  cast("p"."CCode" as varchar(255)) as "c24",
  cast("p"."SHIPMTHD" as varchar(255)) as "c25",
  cast("p"."TAXSCHID" as varchar(255)) as "c26",
  cast("p"."date" as varchar(255)) as "c27",
  cast("p"."requested" as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "CUSTNMBR", "CSTPONBR", "CURNCYID", "PRBTADCD", "PHNUMBR1", "ORSUBTOT", "ORTDISAM", "ORFRTAMT", "ORMISCAMT", "ORTAXAMT", "ORDOCAMT", "ORDEPRVD", "VOIDSTTS", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("DOCDATE" as date) as varchar(10)) as "date", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP30200"
where "SOPTYPE" = @3 and "SOPNUMBE" in (cast(@4 as char(21)))) as "p"
union all select 'lineInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP10200"
where "SOPTYPE" = @5 and "SOPNUMBE" in (cast(@6 as char(21))) and "CMPNTSEQ" = @7) as "p"
union all select 'lineInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP30300"
where "SOPTYPE" = @8 and "SOPNUMBE" in (cast(@9 as char(21))) and "CMPNTSEQ" = @10) as "p"
union all select 'fields' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."USERDEF1" as varchar(255)) as "c1",
  cast("p"."COMMENT_1" as varchar(255)) as "c2",
  cast("p"."COMMENT_2" as varchar(255)) as "c3",
  cast("p"."COMMENT_3" as varchar(255)) as "c4",
  cast("p"."COMMENT_4" as varchar(255)) as "c5",
  cast("p"."CMMTTEXT" as varchar(8000)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "USERDEF1", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT"
from "SOP10106"
where "SOPTYPE" = @11 and "SOPNUMBE" in (cast(@12 as char(21)))) as "p"
union all select 'lineComment' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."COMMENT_1" as varchar(255)) as "c2",
  cast("p"."COMMENT_2" as varchar(255)) as "c3",
  cast("p"."COMMENT_3" as varchar(255)) as "c4",
  cast("p"."COMMENT_4" as varchar(255)) as "c5",
  cast("p"."CMMTTEXT" as varchar(8000)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE", "LNITMSEQ", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT"
from "SOP10202"
where "SOPTYPE" = @13 and "SOPNUMBE" in (cast(@14 as char(21))) and "CMPNTSEQ" = @15) as "p"
union all select 'noteInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."TXTFIELD" as varchar(8000)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "d"."SOPNUMBE", "n"."TXTFIELD"
from "SOP10100" as "d"
inner join "SY03900" as "n" on "n"."NOTEINDX" = "d"."NOTEINDX"
where "d"."SOPTYPE" = @16 and "d"."SOPNUMBE" in (cast(@17 as char(21)))) as "p"
union all select 'noteInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."TXTFIELD" as varchar(8000)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "d"."SOPNUMBE", "n"."TXTFIELD"
from "SOP30200" as "d"
inner join "SY03900" as "n" on "n"."NOTEINDX" = "d"."NOTEINDX"
where "d"."SOPTYPE" = @18 and "d"."SOPNUMBE" in (cast(@19 as char(21)))) as "p"
union all select 'hold' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0", cast(null as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPNUMBE"
from "SOP10104"
where "SOPTYPE" = @20 and "SOPNUMBE" in (cast(@21 as char(21))) and "DELETE1" = @22) as "p"
union all select 'relatedInWork' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."ORIGTYPE" as varchar(255)) as "c2",
  cast("p"."ORIGNUMB" as varchar(255)) as "c3",
  cast("p"."SOPSTATUS" as varchar(255)) as "c4",
  cast("p"."LNITMSEQ" as varchar(255)) as "c5",
  cast("p"."ORGSEQNM" as varchar(255)) as "c6",
  cast("p"."QUANTITY" as varchar(255)) as "c7",
  cast("p"."QTYCANCE" as varchar(255)) as "c8",
  cast("p"."QTYPRINV" as varchar(255)) as "c9",
  cast("p"."QTYFULFI" as varchar(255)) as "c10",
  cast("p"."QTYREMAI" as varchar(255)) as "c11",
  cast("p"."QTYTBAOR" as varchar(255)) as "c12",
  cast("p"."held" as varchar(255)) as "c13",
  cast("p"."ITEMNMBR" as varchar(255)) as "c14",
  cast("p"."LOCNCODE" as varchar(255)) as "c15",
  cast("p"."DROPSHIP" as varchar(255)) as "c16",
  cast("p"."PHNUMBR1" as varchar(255)) as "c17",
  cast("p"."date" as varchar(255)) as "c18",
  cast("p"."shipped" as varchar(255)) as "c19",
  cast("p"."PRSTADCD" as varchar(255)) as "c20",
  cast("p"."CNTCPRSN" as varchar(255)) as "c21",
  cast("p"."ShipToName" as varchar(255)) as "c22",
  cast("p"."ADDRESS1" as varchar(255)) as "c23",
  cast("p"."ADDRESS2" as varchar(255)) as "c24",
  cast("p"."ADDRESS3" as varchar(255)) as "c25",
  cast("p"."CITY" as varchar(255)) as "c26",
  cast("p"."STATE" as varchar(255)) as "c27",
  cast("p"."ZIPCODE" as varchar(255)) as "c28",
  cast("p"."COUNTRY" as varchar(255)) as "c29",
  cast("p"."CCode" as varchar(255)) as "c30",
  cast("p"."SHIPMTHD" as varchar(255)) as "c31",
  cast("p"."TAXSCHID" as varchar(255)) as "c32"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "d"."ORIGTYPE", "d"."ORIGNUMB", case when d."SOPSTATUS" = 1 and not exists (select "w"."DOCID"
from "SOP40200" as "w"
where w."SOPTYPE" = d."SOPTYPE" and w."DOCID" = d."DOCID" and "w"."WORKFLOWENABLED" = 1) then 0 else d."SOPSTATUS" end as "SOPSTATUS", "l"."LNITMSEQ", "l"."ORGSEQNM", "l"."QUANTITY", "l"."QTYCANCE", "l"."QTYPRINV", "l"."QTYFULFI", "l"."QTYREMAI", "l"."QTYTBAOR", case when exists (select 1
from "SOP10104" as b
where b."SOPTYPE" = d."SOPTYPE" and b."SOPNUMBE" = d."SOPNUMBE"
    and b."DELETE1" = 0) then 1 else 0 end as "held", "l"."ITEMNMBR", "l"."LOCNCODE", "l"."DROPSHIP", "d"."PHNUMBR1", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."ACTLSHIP" as date) as varchar(10)) as "shipped", "d"."PRSTADCD", "d"."CNTCPRSN", "d"."ShipToName", "d"."ADDRESS1", "d"."ADDRESS2", "d"."ADDRESS3", "d"."CITY", "d"."STATE", "d"."ZIPCODE", "d"."COUNTRY", "d"."CCode", "d"."SHIPMTHD", "d"."TAXSCHID"
from "SOP10100" as "d"
left join "SOP10200" as "l" on "l"."SOPNUMBE" = "d"."SOPNUMBE" and "l"."SOPTYPE" = "d"."SOPTYPE" and "l"."CMPNTSEQ" = @23
where "d"."SOPTYPE" in (@24, @25, @26) and "d"."VOIDSTTS" = @27 and (d."CUSTNMBR" in (cast(@28 as char(15))) and (d."ORIGTYPE" = 2 and d."ORIGNUMB" in (cast(@29 as char(21)))
      or d."ORIGTYPE" > 2))) as "p"
union all select 'relatedInHistory' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."ORIGTYPE" as varchar(255)) as "c2",
  cast("p"."ORIGNUMB" as varchar(255)) as "c3",
  cast("p"."SOPSTATUS" as varchar(255)) as "c4",
  cast("p"."LNITMSEQ" as varchar(255)) as "c5",
  cast("p"."ORGSEQNM" as varchar(255)) as "c6",
  cast("p"."QUANTITY" as varchar(255)) as "c7",
  cast("p"."QTYCANCE" as varchar(255)) as "c8",
  cast("p"."QTYPRINV" as varchar(255)) as "c9",
  cast("p"."QTYFULFI" as varchar(255)) as "c10",
  cast("p"."QTYREMAI" as varchar(255)) as "c11",
  cast("p"."QTYTBAOR" as varchar(255)) as "c12",
  cast("p"."held" as varchar(255)) as "c13",
  cast("p"."ITEMNMBR" as varchar(255)) as "c14",
  cast("p"."LOCNCODE" as varchar(255)) as "c15",
  cast("p"."DROPSHIP" as varchar(255)) as "c16",
  cast("p"."PHNUMBR1" as varchar(255)) as "c17",
  cast("p"."date" as varchar(255)) as "c18",
  cast("p"."shipped" as varchar(255)) as "c19",
  cast("p"."PRSTADCD" as varchar(255)) as "c20",
  cast("p"."CNTCPRSN" as varchar(255)) as "c21",
  cast("p"."ShipToName" as varchar(255)) as "c22",
  cast("p"."ADDRESS1" as varchar(255)) as "c23",
  cast("p"."ADDRESS2" as varchar(255)) as "c24",
  cast("p"."ADDRESS3" as varchar(255)) as "c25",
  cast("p"."CITY" as varchar(255)) as "c26",
  cast("p"."STATE" as varchar(255)) as "c27",
  cast("p"."ZIPCODE" as varchar(255)) as "c28",
  cast("p"."COUNTRY" as varchar(255)) as "c29",
  cast("p"."CCode" as varchar(255)) as "c30",
  cast("p"."SHIPMTHD" as varchar(255)) as "c31",
  cast("p"."TAXSCHID" as varchar(255)) as "c32"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "d"."ORIGTYPE", "d"."ORIGNUMB", d."SOPSTATUS" as "SOPSTATUS", "l"."LNITMSEQ", "l"."ORGSEQNM", "l"."QUANTITY", "l"."QTYCANCE", "l"."QTYPRINV", "l"."QTYFULFI", "l"."QTYREMAI", "l"."QTYTBAOR", case when exists (select 1
from "SOP10104" as b
where b."SOPTYPE" = d."SOPTYPE" and b."SOPNUMBE" = d."SOPNUMBE"
    and b."DELETE1" = 0) then 1 else 0 end as "held", "l"."ITEMNMBR", "l"."LOCNCODE", "l"."DROPSHIP", "d"."PHNUMBR1", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."ACTLSHIP" as date) as varchar(10)) as "shipped", "d"."PRSTADCD", "d"."CNTCPRSN", "d"."ShipToName", "d"."ADDRESS1", "d"."ADDRESS2", "d"."ADDRESS3", "d"."CITY", "d"."STATE", "d"."ZIPCODE", "d"."COUNTRY", "d"."CCode", "d"."SHIPMTHD", "d"."TAXSCHID"
from "SOP30200" as "d"
left join "SOP30300" as "l" on "l"."SOPNUMBE" = "d"."SOPNUMBE" and "l"."SOPTYPE" = "d"."SOPTYPE" and "l"."CMPNTSEQ" = @30
where "d"."SOPTYPE" in (@31, @32, @33) and "d"."VOIDSTTS" = @34 and (d."CUSTNMBR" in (cast(@35 as char(15))) and (d."ORIGTYPE" = 2 and d."ORIGNUMB" in (cast(@36 as char(21)))
      or d."ORIGTYPE" > 2))) as "p"
union all select 'trackingOfOrder' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."Tracking_Number" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "SOPTYPE", "SOPNUMBE", "Tracking_Number"
from "SOP10107"
where "SOPTYPE" = @37 and "SOPNUMBE" in (cast(@38 as char(21)))) as "p"
union all select 'trackingInWork' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."Tracking_Number" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "t"."Tracking_Number"
from "SOP10100" as "d"
inner join "SOP10107" as "t" on "t"."SOPNUMBE" = "d"."SOPNUMBE" and "t"."SOPTYPE" = "d"."SOPTYPE"
where "d"."SOPTYPE" in (@39, @40) and "d"."VOIDSTTS" = @41 and (d."CUSTNMBR" in (cast(@42 as char(15))) and (d."ORIGTYPE" = 2 and d."ORIGNUMB" in (cast(@43 as char(21)))
      or d."ORIGTYPE" > 2))) as "p"
union all select 'trackingInHistory' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."Tracking_Number" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31", cast(null as varchar(255)) as "c32"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "t"."Tracking_Number"
from "SOP30200" as "d"
inner join "SOP10107" as "t" on "t"."SOPNUMBE" = "d"."SOPNUMBE" and "t"."SOPTYPE" = "d"."SOPTYPE"
where "d"."SOPTYPE" in (@44, @45) and "d"."VOIDSTTS" = @46 and (d."CUSTNMBR" in (cast(@47 as char(15))) and (d."ORIGTYPE" = 2 and d."ORIGNUMB" in (cast(@48 as char(21)))
      or d."ORIGTYPE" > 2))) as "p";

-- orderPageQuery, all
select "p"."SOPNUMBE", "p"."MSTRNUMB", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date", (select max(s."TRMSTNUM")
from "SOP40100" as s) as "tracked"
from (select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP10100" as listed
     
where listed."SOPTYPE" = 2 and listed."CUSTNMBR" = cast(@1 as char(15)) and listed."DOCDATE" >= cast(@2 as datetime) and listed."DOCDATE" <= cast(@3 as datetime) and listed."DOCDATE" <= cast(@4 as datetime) and (listed."DOCDATE" < cast(@5 as datetime) or listed."SOPNUMBE" < cast(@6 as char(21)))
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @7 rows only) as "SOP10100"
   
union all select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP30200" as listed
     
where listed."SOPTYPE" = 2 and listed."CUSTNMBR" = cast(@8 as char(15)) and not exists (select 1
from "SOP10100" as w
where w."SOPNUMBE" = "listed"."SOPNUMBE"
    and w."SOPTYPE" = "listed"."SOPTYPE") and listed."DOCDATE" >= cast(@9 as datetime) and listed."DOCDATE" <= cast(@10 as datetime) and listed."DOCDATE" <= cast(@11 as datetime) and (listed."DOCDATE" < cast(@12 as datetime) or listed."SOPNUMBE" < cast(@13 as char(21)))
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @14 rows only) as "SOP30200") as "p"
order by "p"."DOCDATE" desc, "p"."SOPNUMBE" desc
offset @15 rows fetch next @16 rows only;

-- orderPageQuery, unfinished
select "p"."SOPNUMBE", "p"."MSTRNUMB", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date", (select max(s."TRMSTNUM")
from "SOP40100" as s) as "tracked"
from (select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP10100" as listed
     
where listed."SOPTYPE" = 2 and listed."CUSTNMBR" = cast(@1 as char(15)) and listed."DOCDATE" >= cast(@2 as datetime) and listed."DOCDATE" <= cast(@3 as datetime) and listed."DOCDATE" <= cast(@4 as datetime) and (listed."DOCDATE" < cast(@5 as datetime) or listed."SOPNUMBE" < cast(@6 as char(21))) and (@7 = 1 and listed."VOIDSTTS" = 0
    or @8 = 1 and (listed."VOIDSTTS" = 1 or not exists (select 1
from "SOP10200" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYREMAI" > 0 and l."QTYCANCE" < l."QUANTITY"))
    or @9 = 1 and exists (select 1
from "SOP10104" as b
where b."SOPTYPE" = listed."SOPTYPE"
      and b."SOPNUMBE" = listed."SOPNUMBE" and b."DELETE1" = 0)
    or @10 = 1 and (exists (select 1
from "SOP10200" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYPRINV" > 0) or not exists (select 1
from "SOP10200" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYREMAI" > 0))
    or @11 = 1 and listed."SOPNUMBE" in (select w."ORIGNUMB"
from "SOP10100" as w
where w."CUSTNMBR" = cast(@12 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@13 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@14 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@15 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@16 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@17 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@18 as char(15)) and w."ORIGTYPE" > 0))
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @19 rows only) as "SOP10100"
   
union all select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP30200" as listed
     
where listed."SOPTYPE" = 2 and listed."CUSTNMBR" = cast(@20 as char(15)) and not exists (select 1
from "SOP10100" as w
where w."SOPNUMBE" = "listed"."SOPNUMBE"
    and w."SOPTYPE" = "listed"."SOPTYPE") and listed."DOCDATE" >= cast(@21 as datetime) and listed."DOCDATE" <= cast(@22 as datetime) and listed."DOCDATE" <= cast(@23 as datetime) and (listed."DOCDATE" < cast(@24 as datetime) or listed."SOPNUMBE" < cast(@25 as char(21))) and listed."SOPNUMBE" in (select w."ORIGNUMB"
from "SOP10100" as w
where w."CUSTNMBR" = cast(@26 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@27 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@28 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@29 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@30 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@31 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@32 as char(15)) and w."ORIGTYPE" > 0)
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @33 rows only) as "SOP30200") as "p"
order by "p"."DOCDATE" desc, "p"."SOPNUMBE" desc
offset @34 rows fetch next @35 rows only;

-- orderPageQuery, of statuses
select "p"."SOPNUMBE", "p"."MSTRNUMB", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date", (select max(s."TRMSTNUM")
from "SOP40100" as s) as "tracked"
from (select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP10100" as listed
     
where listed."SOPTYPE" = 2 and listed."CUSTNMBR" = cast(@1 as char(15)) and listed."DOCDATE" >= cast(@2 as datetime) and listed."DOCDATE" <= cast(@3 as datetime) and listed."DOCDATE" <= cast(@4 as datetime) and (listed."DOCDATE" < cast(@5 as datetime) or listed."SOPNUMBE" < cast(@6 as char(21))) and (@7 = 1 and listed."VOIDSTTS" = 0
    or @8 = 1 and (listed."VOIDSTTS" = 1 or not exists (select 1
from "SOP10200" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYREMAI" > 0 and l."QTYCANCE" < l."QUANTITY"))
    or @9 = 1 and exists (select 1
from "SOP10104" as b
where b."SOPTYPE" = listed."SOPTYPE"
      and b."SOPNUMBE" = listed."SOPNUMBE" and b."DELETE1" = 0)
    or @10 = 1 and (exists (select 1
from "SOP10200" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYPRINV" > 0) or not exists (select 1
from "SOP10200" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYREMAI" > 0))
    or @11 = 1 and listed."SOPNUMBE" in (select w."ORIGNUMB"
from "SOP10100" as w
where w."CUSTNMBR" = cast(@12 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@13 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@14 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@15 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@16 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@17 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@18 as char(15)) and w."ORIGTYPE" > 0))
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @19 rows only) as "SOP10100"
   
union all select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP30200" as listed
     
where listed."SOPTYPE" = 2 and listed."CUSTNMBR" = cast(@20 as char(15)) and not exists (select 1
from "SOP10100" as w
where w."SOPNUMBE" = "listed"."SOPNUMBE"
    and w."SOPTYPE" = "listed"."SOPTYPE") and listed."DOCDATE" >= cast(@21 as datetime) and listed."DOCDATE" <= cast(@22 as datetime) and listed."DOCDATE" <= cast(@23 as datetime) and (listed."DOCDATE" < cast(@24 as datetime) or listed."SOPNUMBE" < cast(@25 as char(21))) and (@26 = 1 and listed."VOIDSTTS" = 0
    or @27 = 1 and (listed."VOIDSTTS" = 1 or not exists (select 1
from "SOP30300" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYPRINV" > 0))
    or @28 = 1 and listed."SOPNUMBE" in (select w."ORIGNUMB"
from "SOP10100" as w
where w."CUSTNMBR" = cast(@29 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@30 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@31 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@32 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@33 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@34 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@35 as char(15)) and w."ORIGTYPE" > 0))
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @36 rows only) as "SOP30200") as "p"
order by "p"."DOCDATE" desc, "p"."SOPNUMBE" desc
offset @37 rows fetch next @38 rows only;

-- orderPageQuery, searched
select "p"."SOPNUMBE", "p"."MSTRNUMB", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date", (select max(s."TRMSTNUM")
from "SOP40100" as s) as "tracked"
from (select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP10100" as listed
     
where listed."SOPTYPE" = 2 and listed."CUSTNMBR" = cast(@1 as char(15)) and listed."DOCDATE" >= cast(@2 as datetime) and listed."DOCDATE" <= cast(@3 as datetime) and listed."DOCDATE" <= cast(@4 as datetime) and (listed."DOCDATE" < cast(@5 as datetime) or listed."SOPNUMBE" < cast(@6 as char(21))) and (cast(@7 as char(21)) = '' or listed."CSTPONBR" = cast(@8 as char(21))) and (cast(@9 as char(21)) = '' or exists (select 1
from "SOP10106" as u
where u."SOPTYPE" = listed."SOPTYPE" and u."SOPNUMBE" = listed."SOPNUMBE"
      and upper(u."USERDEF1") = upper(cast(@10 as char(21))))) and (cast(@11 as char(31)) = '' or exists (select 1
from "SOP10200" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."ITEMNMBR" = cast(@12 as char(31)))) and (@13 = 1 and listed."VOIDSTTS" = 0
    or @14 = 1 and (listed."VOIDSTTS" = 1 or not exists (select 1
from "SOP10200" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYREMAI" > 0 and l."QTYCANCE" < l."QUANTITY"))
    or @15 = 1 and exists (select 1
from "SOP10104" as b
where b."SOPTYPE" = listed."SOPTYPE"
      and b."SOPNUMBE" = listed."SOPNUMBE" and b."DELETE1" = 0)
    or @16 = 1 and (exists (select 1
from "SOP10200" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYPRINV" > 0) or not exists (select 1
from "SOP10200" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYREMAI" > 0))
    or @17 = 1 and listed."SOPNUMBE" in (select w."ORIGNUMB"
from "SOP10100" as w
where w."CUSTNMBR" = cast(@18 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@19 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@20 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@21 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@22 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@23 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@24 as char(15)) and w."ORIGTYPE" > 0))
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @25 rows only) as "SOP10100"
   
union all select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP30200" as listed
     
where listed."SOPTYPE" = 2 and listed."CUSTNMBR" = cast(@26 as char(15)) and not exists (select 1
from "SOP10100" as w
where w."SOPNUMBE" = "listed"."SOPNUMBE"
    and w."SOPTYPE" = "listed"."SOPTYPE") and listed."DOCDATE" >= cast(@27 as datetime) and listed."DOCDATE" <= cast(@28 as datetime) and listed."DOCDATE" <= cast(@29 as datetime) and (listed."DOCDATE" < cast(@30 as datetime) or listed."SOPNUMBE" < cast(@31 as char(21))) and (cast(@32 as char(21)) = '' or listed."CSTPONBR" = cast(@33 as char(21))) and (cast(@34 as char(21)) = '' or exists (select 1
from "SOP10106" as u
where u."SOPTYPE" = listed."SOPTYPE" and u."SOPNUMBE" = listed."SOPNUMBE"
      and upper(u."USERDEF1") = upper(cast(@35 as char(21))))) and (cast(@36 as char(31)) = '' or exists (select 1
from "SOP30300" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."ITEMNMBR" = cast(@37 as char(31)))) and (@38 = 1 and listed."VOIDSTTS" = 0
    or @39 = 1 and (listed."VOIDSTTS" = 1 or not exists (select 1
from "SOP30300" as l
where l."SOPTYPE" = listed."SOPTYPE" and l."SOPNUMBE" = listed."SOPNUMBE"
      and l."CMPNTSEQ" = 0 and l."QTYPRINV" > 0))
    or @40 = 1 and listed."SOPNUMBE" in (select w."ORIGNUMB"
from "SOP10100" as w
where w."CUSTNMBR" = cast(@41 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@42 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@43 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP10100" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@44 as char(15)) and w."ORIGTYPE" > 0
union all select p."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@45 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP10100" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@46 as char(15)) and w."ORIGTYPE" > 0
union all select g."ORIGNUMB"
from "SOP10100" as w
inner join "SOP30200" as "p" on "p"."SOPNUMBE" = "w"."ORIGNUMB"
      and "p"."SOPTYPE" = "w"."ORIGTYPE" and "w"."ORIGTYPE" <> 2
inner join "SOP30200" as "g" on "g"."SOPNUMBE" = "p"."ORIGNUMB"
      and "g"."SOPTYPE" = "p"."ORIGTYPE" and "p"."ORIGTYPE" <> 2
where w."CUSTNMBR" = cast(@47 as char(15)) and w."ORIGTYPE" > 0))
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @48 rows only) as "SOP30200") as "p"
order by "p"."DOCDATE" desc, "p"."SOPNUMBE" desc
offset @49 rows fetch next @50 rows only;

-- invoicesQuery
select 'open' as "part",
  cast("p"."DOCNUMBR" as varchar(255)) as "c0",
  cast("p"."RMDTYPAL" as varchar(255)) as "c1",
  cast("p"."CUSTNMBR" as varchar(255)) as "c2",
  cast("p"."ORTRXAMT" as varchar(255)) as "c3",
  cast("p"."CURTRXAM" as varchar(255)) as "c4",
  cast("p"."FRTAMNT" as varchar(255)) as "c5",
  cast("p"."MISCAMNT" as varchar(255)) as "c6",
  cast("p"."TAXAMNT" as varchar(255)) as "c7",
  cast("p"."TRDISAMT" as varchar(255)) as "c8",
  cast("p"."DISTKNAM" as varchar(255)) as "c9",
  cast("p"."DISAVAMT" as varchar(255)) as "c10",
  cast("p"."WROFAMNT" as varchar(255)) as "c11",
  cast("p"."CSPORNBR" as varchar(255)) as "c12",
  cast("p"."TRXDSCRN" as varchar(255)) as "c13",
  cast("p"."VOIDSTTS" as varchar(255)) as "c14",
  cast("p"."CURNCYID" as varchar(255)) as "c15",
  cast("p"."ORORGTRX" as varchar(255)) as "c16",
  cast("p"."ORCTRXAM" as varchar(255)) as "c17",
  cast("p"."ORFRTAMT" as varchar(255)) as "c18",
  cast("p"."ORMISCAMT" as varchar(255)) as "c19",
  cast("p"."ORTAXAMT" as varchar(255)) as "c20",
  cast("p"."ORTDISAM" as varchar(255)) as "c21",
  cast("p"."ORDISTKN" as varchar(255)) as "c22",
  cast("p"."ORDAVAMT" as varchar(255)) as "c23",
  cast("p"."ORWROFAM" as varchar(255)) as "c24",
  cast("p"."date" as varchar(255)) as "c25",
  cast("p"."due" as varchar(255)) as "c26",
  cast("p"."discountDate" as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "d"."DOCNUMBR", "d"."RMDTYPAL", "d"."CUSTNMBR", "d"."ORTRXAMT", "d"."CURTRXAM", "d"."FRTAMNT", "d"."MISCAMNT", "d"."TAXAMNT", "d"."TRDISAMT", "d"."DISTKNAM", "d"."DISAVAMT", "d"."WROFAMNT", "d"."CSPORNBR", "d"."TRXDSCRN", "d"."VOIDSTTS", "m"."CURNCYID", "m"."ORORGTRX", "m"."ORCTRXAM", "m"."ORFRTAMT", "m"."ORMISCAMT", "m"."ORTAXAMT", "m"."ORTDISAM", "m"."ORDISTKN", "m"."ORDAVAMT", "m"."ORWROFAM", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."DUEDATE" as date) as varchar(10)) as "due", cast(cast("d"."DISCDATE" as date) as varchar(10)) as "discountDate"
from "RM20101" as "d"
left join "MC020102" as "m" on "m"."RMDTYPAL" = "d"."RMDTYPAL" and "m"."DOCNUMBR" = "d"."DOCNUMBR"
where "d"."RMDTYPAL" between 1 and 6 and "d"."DOCNUMBR" in (cast(@1 as char(21)))) as "p"
union all select 'history' as "part",
  cast("p"."DOCNUMBR" as varchar(255)) as "c0",
  cast("p"."RMDTYPAL" as varchar(255)) as "c1",
  cast("p"."CUSTNMBR" as varchar(255)) as "c2",
  cast("p"."ORTRXAMT" as varchar(255)) as "c3",
  cast("p"."CURTRXAM" as varchar(255)) as "c4",
  cast("p"."FRTAMNT" as varchar(255)) as "c5",
  cast("p"."MISCAMNT" as varchar(255)) as "c6",
  cast("p"."TAXAMNT" as varchar(255)) as "c7",
  cast("p"."TRDISAMT" as varchar(255)) as "c8",
  cast("p"."DISTKNAM" as varchar(255)) as "c9",
  cast("p"."DISAVAMT" as varchar(255)) as "c10",
  cast("p"."WROFAMNT" as varchar(255)) as "c11",
  cast("p"."CSPORNBR" as varchar(255)) as "c12",
  cast("p"."TRXDSCRN" as varchar(255)) as "c13",
  cast("p"."VOIDSTTS" as varchar(255)) as "c14",
  cast("p"."CURNCYID" as varchar(255)) as "c15",
  cast("p"."ORORGTRX" as varchar(255)) as "c16",
  cast("p"."ORCTRXAM" as varchar(255)) as "c17",
  cast("p"."ORFRTAMT" as varchar(255)) as "c18",
  cast("p"."ORMISCAMT" as varchar(255)) as "c19",
  cast("p"."ORTAXAMT" as varchar(255)) as "c20",
  cast("p"."ORTDISAM" as varchar(255)) as "c21",
  cast("p"."ORDISTKN" as varchar(255)) as "c22",
  cast("p"."ORDAVAMT" as varchar(255)) as "c23",
  cast("p"."ORWROFAM" as varchar(255)) as "c24",
  cast("p"."date" as varchar(255)) as "c25",
  cast("p"."due" as varchar(255)) as "c26",
  cast("p"."discountDate" as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "d"."DOCNUMBR", "d"."RMDTYPAL", "d"."CUSTNMBR", "d"."ORTRXAMT", "d"."CURTRXAM", "d"."FRTAMNT", "d"."MISCAMNT", "d"."TAXAMNT", "d"."TRDISAMT", "d"."DISTKNAM", "d"."DISAVAMT", "d"."WROFAMNT", "d"."CSPORNBR", "d"."TRXDSCRN", "d"."VOIDSTTS", "m"."CURNCYID", "m"."ORORGTRX", "m"."ORCTRXAM", "m"."ORFRTAMT", "m"."ORMISCAMT", "m"."ORTAXAMT", "m"."ORTDISAM", "m"."ORDISTKN", "m"."ORDAVAMT", "m"."ORWROFAM", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."DUEDATE" as date) as varchar(10)) as "due", cast(cast("d"."DISCDATE" as date) as varchar(10)) as "discountDate"
from "RM30101" as "d"
left join "MC020102" as "m" on "m"."RMDTYPAL" = "d"."RMDTYPAL" and "m"."DOCNUMBR" = "d"."DOCNUMBR"
where "d"."RMDTYPAL" between 1 and 6 and "d"."DOCNUMBR" in (cast(@2 as char(21)))) as "p"
union all select 'salesInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PHNUMBR1" as varchar(255)) as "c4",
  cast("p"."ORSUBTOT" as varchar(255)) as "c5",
  cast("p"."ORTDISAM" as varchar(255)) as "c6",
  cast("p"."ORFRTAMT" as varchar(255)) as "c7",
  cast("p"."ORMISCAMT" as varchar(255)) as "c8",
  cast("p"."ORTAXAMT" as varchar(255)) as "c9",
  cast("p"."ORFRTTAX" as varchar(255)) as "c10",
  cast("p"."ORMSCTAX" as varchar(255)) as "c11",
  cast("p"."ORDOCAMT" as varchar(255)) as "c12",
  cast("p"."ORACTAMT" as varchar(255)) as "c13",
  cast("p"."VOIDSTTS" as varchar(255)) as "c14",
  cast("p"."PRSTADCD" as varchar(255)) as "c15",
  cast("p"."CNTCPRSN" as varchar(255)) as "c16",
  cast("p"."ShipToName" as varchar(255)) as "c17",
  cast("p"."ADDRESS1" as varchar(255)) as "c18",
  cast("p"."ADDRESS2" as varchar(255)) as "c19",
  cast("p"."ADDRESS3" as varchar(255)) as "c20",
  cast("p"."CITY" as varchar(255)) as "c21",
  cast("p"."STATE" as varchar(255)) as "c22",
  cast("p"."ZIPCODE" as varchar(255)) as "c23",
  cast("p"."COUNTRY" as varchar(255)) as "c24",
  cast("p"."CCode" as varchar(255)) as "c25",
  cast("p"."SHIPMTHD" as varchar(255)) as "c26",
  cast("p"."TAXSCHID" as varchar(255)) as "c27",
  cast("p"."date" as varchar(255)) as "c28",
  cast("p"."due" as varchar(255)) as "c29",
  cast("p"."shipped" as varchar(255)) as "c30",
  cast("p"."orderNumber" as varchar(255)) as "c31"
from (select "d"."SOPNUMBE", "d"."CUSTNMBR", "d"."CSTPONBR", "d"."CURNCYID", "d"."PHNUMBR1", "d"."ORSUBTOT", "d"."ORTDISAM", "d"."ORFRTAMT", "d"."ORMISCAMT", "d"."ORTAXAMT", "d"."ORFRTTAX", "d"."ORMSCTAX", "d"."ORDOCAMT", "d"."ORACTAMT", "d"."VOIDSTTS", "d"."PRSTADCD", "d"."CNTCPRSN", "d"."ShipToName", "d"."ADDRESS1", "d"."ADDRESS2", "d"."ADDRESS3", "d"."CITY", "d"."STATE", "d"."ZIPCODE", "d"."COUNTRY", "d"."CCode", "d"."SHIPMTHD", "d"."TAXSCHID", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."DUEDATE" as date) as varchar(10)) as "due", cast(cast("d"."ACTLSHIP" as date) as varchar(10)) as "shipped", case when d."ORIGTYPE" = 2 then d."ORIGNUMB" when d."ORIGTYPE" > 2 then
    (select max(case when p."ORIGTYPE" = 2 then p."ORIGNUMB" else g."ORIGNUMB" end)
from (select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP10100"
   
union all select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP30200") as p
     
left join (select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP10100"
   
union all select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP30200") as g on g."SOPTYPE" = p."ORIGTYPE" and g."SOPNUMBE" = p."ORIGNUMB" and g."ORIGTYPE" = 2
     
where p."SOPTYPE" = d."ORIGTYPE" and p."SOPNUMBE" = d."ORIGNUMB") end as "orderNumber"
from "SOP10100" as "d"
where "d"."SOPTYPE" = @3 and "d"."SOPNUMBE" in (cast(@4 as char(21)))) as "p"
union all select 'salesInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PHNUMBR1" as varchar(255)) as "c4",
  cast("p"."ORSUBTOT" as varchar(255)) as "c5",
  cast("p"."ORTDISAM" as varchar(255)) as "c6",
  cast("p"."ORFRTAMT" as varchar(255)) as "c7",
  cast("p"."ORMISCAMT" as varchar(255)) as "c8",
  cast("p"."ORTAXAMT" as varchar(255)) as "c9",
  cast("p"."ORFRTTAX" as varchar(255)) as "c10",
  cast("p"."ORMSCTAX" as varchar(255)) as "c11",
  cast("p"."ORDOCAMT" as varchar(255)) as "c12",
  cast("p"."ORACTAMT" as varchar(255)) as "c13",
  cast("p"."VOIDSTTS" as varchar(255)) as "c14",
  cast("p"."PRSTADCD" as varchar(255)) as "c15",
  cast("p"."CNTCPRSN" as varchar(255)) as "c16",
  cast("p"."ShipToName" as varchar(255)) as "c17",
  cast("p"."ADDRESS1" as varchar(255)) as "c18",
  cast("p"."ADDRESS2" as varchar(255)) as "c19",
  cast("p"."ADDRESS3" as varchar(255)) as "c20",
  cast("p"."CITY" as varchar(255)) as "c21",
  cast("p"."STATE" as varchar(255)) as "c22",
  cast("p"."ZIPCODE" as varchar(255)) as "c23",
  cast("p"."COUNTRY" as varchar(255)) as "c24",
  cast("p"."CCode" as varchar(255)) as "c25",
  cast("p"."SHIPMTHD" as varchar(255)) as "c26",
  cast("p"."TAXSCHID" as varchar(255)) as "c27",
  cast("p"."date" as varchar(255)) as "c28",
  cast("p"."due" as varchar(255)) as "c29",
  cast("p"."shipped" as varchar(255)) as "c30",
  cast("p"."orderNumber" as varchar(255)) as "c31"
from (select "d"."SOPNUMBE", "d"."CUSTNMBR", "d"."CSTPONBR", "d"."CURNCYID", "d"."PHNUMBR1", "d"."ORSUBTOT", "d"."ORTDISAM", "d"."ORFRTAMT", "d"."ORMISCAMT", "d"."ORTAXAMT", "d"."ORFRTTAX", "d"."ORMSCTAX", "d"."ORDOCAMT", "d"."ORACTAMT", "d"."VOIDSTTS", "d"."PRSTADCD", "d"."CNTCPRSN", "d"."ShipToName", "d"."ADDRESS1", "d"."ADDRESS2", "d"."ADDRESS3", "d"."CITY", "d"."STATE", "d"."ZIPCODE", "d"."COUNTRY", "d"."CCode", "d"."SHIPMTHD", "d"."TAXSCHID", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."DUEDATE" as date) as varchar(10)) as "due", cast(cast("d"."ACTLSHIP" as date) as varchar(10)) as "shipped", case when d."ORIGTYPE" = 2 then d."ORIGNUMB" when d."ORIGTYPE" > 2 then
    (select max(case when p."ORIGTYPE" = 2 then p."ORIGNUMB" else g."ORIGNUMB" end)
from (select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP10100"
   
union all select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP30200") as p
     
left join (select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP10100"
   
union all select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP30200") as g on g."SOPTYPE" = p."ORIGTYPE" and g."SOPNUMBE" = p."ORIGNUMB" and g."ORIGTYPE" = 2
     
where p."SOPTYPE" = d."ORIGTYPE" and p."SOPNUMBE" = d."ORIGNUMB") end as "orderNumber"
from "SOP30200" as "d"
where "d"."SOPTYPE" = @5 and "d"."SOPNUMBE" in (cast(@6 as char(21)))) as "p"
union all select 'lineInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP10200"
where "SOPTYPE" = @7 and "SOPNUMBE" in (cast(@8 as char(21))) and "CMPNTSEQ" = @9) as "p"
union all select 'lineInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP30300"
where "SOPTYPE" = @10 and "SOPNUMBE" in (cast(@11 as char(21))) and "CMPNTSEQ" = @12) as "p"
union all select 'lineComment' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."COMMENT_1" as varchar(255)) as "c2",
  cast("p"."COMMENT_2" as varchar(255)) as "c3",
  cast("p"."COMMENT_3" as varchar(255)) as "c4",
  cast("p"."COMMENT_4" as varchar(255)) as "c5",
  cast("p"."CMMTTEXT" as varchar(8000)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "SOPNUMBE", "LNITMSEQ", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT"
from "SOP10202"
where "SOPTYPE" = @13 and "SOPNUMBE" in (cast(@14 as char(21))) and "CMPNTSEQ" = @15) as "p"
union all select 'tax' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."TAXDTLID" as varchar(255)) as "c1",
  cast("p"."TXDTLDSC" as varchar(255)) as "c2",
  cast("p"."ORSLSTAX" as varchar(255)) as "c3",
  cast("p"."ORFRTTAX" as varchar(255)) as "c4",
  cast("p"."ORMSCTAX" as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "x"."SOPNUMBE", "x"."TAXDTLID", "t"."TXDTLDSC", "x"."ORSLSTAX", "x"."ORFRTTAX", "x"."ORMSCTAX"
from "SOP10105" as "x"
left join "TX00201" as "t" on "t"."TAXDTLID" = "x"."TAXDTLID"
where "x"."SOPTYPE" = @16 and "x"."SOPNUMBE" in (cast(@17 as char(21))) and "x"."LNITMSEQ" = @18 and "x"."DELETE1" = @19) as "p"
union all select 'tracking' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."Tracking_Number" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "SOPTYPE", "SOPNUMBE", "Tracking_Number"
from "SOP10107"
where "SOPTYPE" = @20 and "SOPNUMBE" in (cast(@21 as char(21)))) as "p"
union all select 'appliedOpen' as "part",
  cast("p"."APTODCNM" as varchar(255)) as "c0",
  cast("p"."APTODCTY" as varchar(255)) as "c1",
  cast("p"."APFRDCNM" as varchar(255)) as "c2",
  cast("p"."APFRDCTY" as varchar(255)) as "c3",
  cast("p"."APPTOAMT" as varchar(255)) as "c4",
  cast("p"."ORAPTOAM" as varchar(255)) as "c5",
  cast("p"."date" as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "APTODCNM", "APTODCTY", "APFRDCNM", "APFRDCTY", "APPTOAMT", "ORAPTOAM", cast(cast("DATE1" as date) as varchar(10)) as "date"
from "RM20201"
where "APTODCTY" in (1, 2, 3, 4, 5, 6) and "APTODCNM" in (cast(@22 as char(21)))) as "p"
union all select 'appliedInHistory' as "part",
  cast("p"."APTODCNM" as varchar(255)) as "c0",
  cast("p"."APTODCTY" as varchar(255)) as "c1",
  cast("p"."APFRDCNM" as varchar(255)) as "c2",
  cast("p"."APFRDCTY" as varchar(255)) as "c3",
  cast("p"."APPTOAMT" as varchar(255)) as "c4",
  cast("p"."ORAPTOAM" as varchar(255)) as "c5",
  cast("p"."date" as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "APTODCNM", "APTODCTY", "APFRDCNM", "APFRDCTY", "APPTOAMT", "ORAPTOAM", cast(cast("DATE1" as date) as varchar(10)) as "date"
from "RM30201"
where "APTODCTY" in (1, 2, 3, 4, 5, 6) and "APTODCNM" in (cast(@23 as char(21)))) as "p";

-- invoicePageQuery, first page
select "p"."DOCNUMBR", "p"."RMDTYPAL", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date"
from (select *
from (select "d"."DOCNUMBR" as "DOCNUMBR", d."RMDTYPAL" as "RMDTYPAL", d."DOCDATE"
from "RM20101" as d
     
where d."CUSTNMBR" = cast(@1 as char(15)) and d."DOCDATE" >= cast(@2 as datetime) and d."DOCDATE" <= cast(@3 as datetime) and d."DOCDATE" <= cast(@4 as datetime) and (d."DOCDATE" < cast(@5 as datetime) or "d"."DOCNUMBR" < cast(@6 as char(21)) or "d"."DOCNUMBR" = cast(@7 as char(21)) and d."RMDTYPAL" < @8) and "d"."RMDTYPAL" between 1 and 6 and (@9 = 1 and d."VOIDSTTS" = 0 and d."CURTRXAM" <> 0 and case when d."DUEDATE" = cast('19000101' as datetime) then d."DOCDATE" else d."DUEDATE" end >= cast(@10 as datetime)
          or @11 = 1 and d."VOIDSTTS" = 0 and d."CURTRXAM" <> 0 and case when d."DUEDATE" = cast('19000101' as datetime) then d."DOCDATE" else d."DUEDATE" end < cast(@12 as datetime)
          or @13 = 1 and d."VOIDSTTS" = 0 and d."CURTRXAM" = 0
          or @14 = 1 and d."VOIDSTTS" = 1)
     
order by d."DOCDATE" desc, "d"."DOCNUMBR" desc, d."RMDTYPAL" desc
offset 0 rows fetch next @15 rows only) as "RM20101"
union all select *
from (select "d"."DOCNUMBR" as "DOCNUMBR", d."RMDTYPAL" as "RMDTYPAL", d."DOCDATE"
from "RM30101" as d
     
where d."CUSTNMBR" = cast(@16 as char(15)) and d."DOCDATE" >= cast(@17 as datetime) and d."DOCDATE" <= cast(@18 as datetime) and d."DOCDATE" <= cast(@19 as datetime) and (d."DOCDATE" < cast(@20 as datetime) or "d"."DOCNUMBR" < cast(@21 as char(21)) or "d"."DOCNUMBR" = cast(@22 as char(21)) and d."RMDTYPAL" < @23) and "d"."RMDTYPAL" between 1 and 6 and (@24 = 1 and d."VOIDSTTS" = 0 or @25 = 1 and d."VOIDSTTS" = 1) and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR")
     
order by d."DOCDATE" desc, "d"."DOCNUMBR" desc, d."RMDTYPAL" desc
offset 0 rows fetch next @26 rows only) as "RM30101"
union all select *
from (select "d"."SOPNUMBE" as "DOCNUMBR", 1 as "RMDTYPAL", d."DOCDATE"
from "SOP10100" as d
     
where d."CUSTNMBR" = cast(@27 as char(15)) and d."DOCDATE" >= cast(@28 as datetime) and d."DOCDATE" <= cast(@29 as datetime) and d."DOCDATE" <= cast(@30 as datetime) and (d."DOCDATE" < cast(@31 as datetime) or "d"."SOPNUMBE" < cast(@32 as char(21)) or "d"."SOPNUMBE" = cast(@33 as char(21)) and 1 < @34) and d."SOPTYPE" = 3 and d."VOIDSTTS" = 0 and @35 = 1 and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = 1 and o."DOCNUMBR" = d."SOPNUMBE") and not exists (select 1
from "RM30101" as o
where o."RMDTYPAL" = 1 and o."DOCNUMBR" = d."SOPNUMBE")
     
order by d."DOCDATE" desc, "d"."SOPNUMBE" desc
offset 0 rows fetch next @36 rows only) as "SOP10100"
union all select *
from (select "d"."SOPNUMBE" as "DOCNUMBR", 1 as "RMDTYPAL", d."DOCDATE"
from "SOP30200" as d
     
where d."CUSTNMBR" = cast(@37 as char(15)) and d."DOCDATE" >= cast(@38 as datetime) and d."DOCDATE" <= cast(@39 as datetime) and d."DOCDATE" <= cast(@40 as datetime) and (d."DOCDATE" < cast(@41 as datetime) or "d"."SOPNUMBE" < cast(@42 as char(21)) or "d"."SOPNUMBE" = cast(@43 as char(21)) and 1 < @44) and d."SOPTYPE" = 3 and d."VOIDSTTS" = 1 and @45 = 1 and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = 1 and o."DOCNUMBR" = d."SOPNUMBE") and not exists (select 1
from "RM30101" as o
where o."RMDTYPAL" = 1 and o."DOCNUMBR" = d."SOPNUMBE")
     
order by d."DOCDATE" desc, "d"."SOPNUMBE" desc
offset 0 rows fetch next @46 rows only) as "SOP30200") as "p"
order by "p"."DOCDATE" desc, "p"."DOCNUMBR" desc, "p"."RMDTYPAL" desc
offset @47 rows fetch next @48 rows only;

-- invoicePageQuery, later page of statuses
select "p"."DOCNUMBR", "p"."RMDTYPAL", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date"
from (select *
from (select "d"."DOCNUMBR" as "DOCNUMBR", d."RMDTYPAL" as "RMDTYPAL", d."DOCDATE"
from "RM20101" as d
     
where d."CUSTNMBR" = cast(@1 as char(15)) and d."DOCDATE" >= cast(@2 as datetime) and d."DOCDATE" <= cast(@3 as datetime) and d."DOCDATE" <= cast(@4 as datetime) and (d."DOCDATE" < cast(@5 as datetime) or "d"."DOCNUMBR" < cast(@6 as char(21)) or "d"."DOCNUMBR" = cast(@7 as char(21)) and d."RMDTYPAL" < @8) and "d"."RMDTYPAL" between 1 and 6 and (@9 = 1 and d."VOIDSTTS" = 0 and d."CURTRXAM" <> 0 and case when d."DUEDATE" = cast('19000101' as datetime) then d."DOCDATE" else d."DUEDATE" end >= cast(@10 as datetime)
          or @11 = 1 and d."VOIDSTTS" = 0 and d."CURTRXAM" <> 0 and case when d."DUEDATE" = cast('19000101' as datetime) then d."DOCDATE" else d."DUEDATE" end < cast(@12 as datetime)
          or @13 = 1 and d."VOIDSTTS" = 0 and d."CURTRXAM" = 0
          or @14 = 1 and d."VOIDSTTS" = 1)
     
order by d."DOCDATE" desc, "d"."DOCNUMBR" desc, d."RMDTYPAL" desc
offset 0 rows fetch next @15 rows only) as "RM20101"
union all select *
from (select "d"."DOCNUMBR" as "DOCNUMBR", d."RMDTYPAL" as "RMDTYPAL", d."DOCDATE"
from "RM30101" as d
     
where d."CUSTNMBR" = cast(@16 as char(15)) and d."DOCDATE" >= cast(@17 as datetime) and d."DOCDATE" <= cast(@18 as datetime) and d."DOCDATE" <= cast(@19 as datetime) and (d."DOCDATE" < cast(@20 as datetime) or "d"."DOCNUMBR" < cast(@21 as char(21)) or "d"."DOCNUMBR" = cast(@22 as char(21)) and d."RMDTYPAL" < @23) and "d"."RMDTYPAL" between 1 and 6 and (@24 = 1 and d."VOIDSTTS" = 0 or @25 = 1 and d."VOIDSTTS" = 1) and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR")
     
order by d."DOCDATE" desc, "d"."DOCNUMBR" desc, d."RMDTYPAL" desc
offset 0 rows fetch next @26 rows only) as "RM30101"
union all select *
from (select "d"."SOPNUMBE" as "DOCNUMBR", 1 as "RMDTYPAL", d."DOCDATE"
from "SOP10100" as d
     
where d."CUSTNMBR" = cast(@27 as char(15)) and d."DOCDATE" >= cast(@28 as datetime) and d."DOCDATE" <= cast(@29 as datetime) and d."DOCDATE" <= cast(@30 as datetime) and (d."DOCDATE" < cast(@31 as datetime) or "d"."SOPNUMBE" < cast(@32 as char(21)) or "d"."SOPNUMBE" = cast(@33 as char(21)) and 1 < @34) and d."SOPTYPE" = 3 and d."VOIDSTTS" = 0 and @35 = 1 and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = 1 and o."DOCNUMBR" = d."SOPNUMBE") and not exists (select 1
from "RM30101" as o
where o."RMDTYPAL" = 1 and o."DOCNUMBR" = d."SOPNUMBE")
     
order by d."DOCDATE" desc, "d"."SOPNUMBE" desc
offset 0 rows fetch next @36 rows only) as "SOP10100"
union all select *
from (select "d"."SOPNUMBE" as "DOCNUMBR", 1 as "RMDTYPAL", d."DOCDATE"
from "SOP30200" as d
     
where d."CUSTNMBR" = cast(@37 as char(15)) and d."DOCDATE" >= cast(@38 as datetime) and d."DOCDATE" <= cast(@39 as datetime) and d."DOCDATE" <= cast(@40 as datetime) and (d."DOCDATE" < cast(@41 as datetime) or "d"."SOPNUMBE" < cast(@42 as char(21)) or "d"."SOPNUMBE" = cast(@43 as char(21)) and 1 < @44) and d."SOPTYPE" = 3 and d."VOIDSTTS" = 1 and @45 = 1 and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = 1 and o."DOCNUMBR" = d."SOPNUMBE") and not exists (select 1
from "RM30101" as o
where o."RMDTYPAL" = 1 and o."DOCNUMBR" = d."SOPNUMBE")
     
order by d."DOCDATE" desc, "d"."SOPNUMBE" desc
offset 0 rows fetch next @46 rows only) as "SOP30200") as "p"
order by "p"."DOCDATE" desc, "p"."DOCNUMBR" desc, "p"."RMDTYPAL" desc
offset @47 rows fetch next @48 rows only;

-- creditsQuery
select "p"."CUSTNMBR", "p"."DOCNUMBR", "p"."RMDTYPAL", "p"."CSHRCTYP", "p"."EFTFLAG", "p"."CHEKNMBR", "p"."TRXDSCRN", "m"."CURNCYID",
  cast("p"."ORTRXAMT" as varchar(40)) as "amount",
  cast("p"."CURTRXAM" as varchar(40)) as "unapplied", cast("m"."ORORGTRX" as varchar(40)) as "originalAmount", cast("m"."ORCTRXAM" as varchar(40)) as "originalUnapplied", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date"
from (select d."CUSTNMBR", d."DOCNUMBR", d."RMDTYPAL", d."DOCDATE", d."ORTRXAMT", d."CURTRXAM", d."CSHRCTYP", d."EFTFLAG",
      d."CHEKNMBR", d."TRXDSCRN"
from "RM20101" as d
where "d"."RMDTYPAL" between 7 and 9 and d."DOCNUMBR" in (cast(@1 as char(21)))
      and d."VOIDSTTS" = 0
union all select d."CUSTNMBR", d."DOCNUMBR", d."RMDTYPAL", d."DOCDATE", d."ORTRXAMT", d."CURTRXAM", d."CSHRCTYP", d."EFTFLAG",
      d."CHEKNMBR", d."TRXDSCRN"
from "RM30101" as d
where "d"."RMDTYPAL" between 7 and 9 and d."DOCNUMBR" in (cast(@2 as char(21)))
      and d."VOIDSTTS" = 0 and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR")
union all select d."CUSTNMBR", d."DOCNUMBR", d."RMDTYPAL", d."DOCDATE", d."ORTRXAMT", d."CURTRXAM", d."CSHRCTYP", d."EFTFLAG",
      d."CHEKNMBR", d."TRXDSCRN"
from "RM10201" as d
where "d"."RMDTYPAL" between 7 and 9 and d."DOCNUMBR" in (cast(@3 as char(21)))
      and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR") and not exists (select 1
from "RM30101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR")) as "p"
left join "MC020102" as "m" on "m"."RMDTYPAL" = "p"."RMDTYPAL" and "m"."DOCNUMBR" = "p"."DOCNUMBR";

-- creditMemosQuery
select 'open' as "part",
  cast("p"."DOCNUMBR" as varchar(255)) as "c0",
  cast("p"."RMDTYPAL" as varchar(255)) as "c1",
  cast("p"."CUSTNMBR" as varchar(255)) as "c2",
  cast("p"."ORTRXAMT" as varchar(255)) as "c3",
  cast("p"."CURTRXAM" as varchar(255)) as "c4",
  cast("p"."FRTAMNT" as varchar(255)) as "c5",
  cast("p"."MISCAMNT" as varchar(255)) as "c6",
  cast("p"."TAXAMNT" as varchar(255)) as "c7",
  cast("p"."TRDISAMT" as varchar(255)) as "c8",
  cast("p"."DISTKNAM" as varchar(255)) as "c9",
  cast("p"."DISAVAMT" as varchar(255)) as "c10",
  cast("p"."WROFAMNT" as varchar(255)) as "c11",
  cast("p"."CSPORNBR" as varchar(255)) as "c12",
  cast("p"."TRXDSCRN" as varchar(255)) as "c13",
  cast("p"."VOIDSTTS" as varchar(255)) as "c14",
  cast("p"."CURNCYID" as varchar(255)) as "c15",
  cast("p"."ORORGTRX" as varchar(255)) as "c16",
  cast("p"."ORCTRXAM" as varchar(255)) as "c17",
  cast("p"."ORFRTAMT" as varchar(255)) as "c18",
  cast("p"."ORMISCAMT" as varchar(255)) as "c19",
  cast("p"."ORTAXAMT" as varchar(255)) as "c20",
  cast("p"."ORTDISAM" as varchar(255)) as "c21",
  cast("p"."ORDISTKN" as varchar(255)) as "c22",
  cast("p"."ORDAVAMT" as varchar(255)) as "c23",
  cast("p"."ORWROFAM" as varchar(255)) as "c24",
  cast("p"."date" as varchar(255)) as "c25",
  cast("p"."due" as varchar(255)) as "c26",
  cast("p"."discountDate" as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "d"."DOCNUMBR", "d"."RMDTYPAL", "d"."CUSTNMBR", "d"."ORTRXAMT", "d"."CURTRXAM", "d"."FRTAMNT", "d"."MISCAMNT", "d"."TAXAMNT", "d"."TRDISAMT", "d"."DISTKNAM", "d"."DISAVAMT", "d"."WROFAMNT", "d"."CSPORNBR", "d"."TRXDSCRN", "d"."VOIDSTTS", "m"."CURNCYID", "m"."ORORGTRX", "m"."ORCTRXAM", "m"."ORFRTAMT", "m"."ORMISCAMT", "m"."ORTAXAMT", "m"."ORTDISAM", "m"."ORDISTKN", "m"."ORDAVAMT", "m"."ORWROFAM", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."DUEDATE" as date) as varchar(10)) as "due", cast(cast("d"."DISCDATE" as date) as varchar(10)) as "discountDate"
from "RM20101" as "d"
left join "MC020102" as "m" on "m"."RMDTYPAL" = "d"."RMDTYPAL" and "m"."DOCNUMBR" = "d"."DOCNUMBR"
where d."RMDTYPAL" in (7, 8) and "d"."DOCNUMBR" in (cast(@1 as char(21)))) as "p"
union all select 'history' as "part",
  cast("p"."DOCNUMBR" as varchar(255)) as "c0",
  cast("p"."RMDTYPAL" as varchar(255)) as "c1",
  cast("p"."CUSTNMBR" as varchar(255)) as "c2",
  cast("p"."ORTRXAMT" as varchar(255)) as "c3",
  cast("p"."CURTRXAM" as varchar(255)) as "c4",
  cast("p"."FRTAMNT" as varchar(255)) as "c5",
  cast("p"."MISCAMNT" as varchar(255)) as "c6",
  cast("p"."TAXAMNT" as varchar(255)) as "c7",
  cast("p"."TRDISAMT" as varchar(255)) as "c8",
  cast("p"."DISTKNAM" as varchar(255)) as "c9",
  cast("p"."DISAVAMT" as varchar(255)) as "c10",
  cast("p"."WROFAMNT" as varchar(255)) as "c11",
  cast("p"."CSPORNBR" as varchar(255)) as "c12",
  cast("p"."TRXDSCRN" as varchar(255)) as "c13",
  cast("p"."VOIDSTTS" as varchar(255)) as "c14",
  cast("p"."CURNCYID" as varchar(255)) as "c15",
  cast("p"."ORORGTRX" as varchar(255)) as "c16",
  cast("p"."ORCTRXAM" as varchar(255)) as "c17",
  cast("p"."ORFRTAMT" as varchar(255)) as "c18",
  cast("p"."ORMISCAMT" as varchar(255)) as "c19",
  cast("p"."ORTAXAMT" as varchar(255)) as "c20",
  cast("p"."ORTDISAM" as varchar(255)) as "c21",
  cast("p"."ORDISTKN" as varchar(255)) as "c22",
  cast("p"."ORDAVAMT" as varchar(255)) as "c23",
  cast("p"."ORWROFAM" as varchar(255)) as "c24",
  cast("p"."date" as varchar(255)) as "c25",
  cast("p"."due" as varchar(255)) as "c26",
  cast("p"."discountDate" as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "d"."DOCNUMBR", "d"."RMDTYPAL", "d"."CUSTNMBR", "d"."ORTRXAMT", "d"."CURTRXAM", "d"."FRTAMNT", "d"."MISCAMNT", "d"."TAXAMNT", "d"."TRDISAMT", "d"."DISTKNAM", "d"."DISAVAMT", "d"."WROFAMNT", "d"."CSPORNBR", "d"."TRXDSCRN", "d"."VOIDSTTS", "m"."CURNCYID", "m"."ORORGTRX", "m"."ORCTRXAM", "m"."ORFRTAMT", "m"."ORMISCAMT", "m"."ORTAXAMT", "m"."ORTDISAM", "m"."ORDISTKN", "m"."ORDAVAMT", "m"."ORWROFAM", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."DUEDATE" as date) as varchar(10)) as "due", cast(cast("d"."DISCDATE" as date) as varchar(10)) as "discountDate"
from "RM30101" as "d"
left join "MC020102" as "m" on "m"."RMDTYPAL" = "d"."RMDTYPAL" and "m"."DOCNUMBR" = "d"."DOCNUMBR"
where d."RMDTYPAL" in (7, 8) and "d"."DOCNUMBR" in (cast(@2 as char(21)))) as "p"
union all select 'salesInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PHNUMBR1" as varchar(255)) as "c4",
  cast("p"."ORSUBTOT" as varchar(255)) as "c5",
  cast("p"."ORTDISAM" as varchar(255)) as "c6",
  cast("p"."ORFRTAMT" as varchar(255)) as "c7",
  cast("p"."ORMISCAMT" as varchar(255)) as "c8",
  cast("p"."ORTAXAMT" as varchar(255)) as "c9",
  cast("p"."ORFRTTAX" as varchar(255)) as "c10",
  cast("p"."ORMSCTAX" as varchar(255)) as "c11",
  cast("p"."ORDOCAMT" as varchar(255)) as "c12",
  cast("p"."ORACTAMT" as varchar(255)) as "c13",
  cast("p"."VOIDSTTS" as varchar(255)) as "c14",
  cast("p"."PRSTADCD" as varchar(255)) as "c15",
  cast("p"."CNTCPRSN" as varchar(255)) as "c16",
  cast("p"."ShipToName" as varchar(255)) as "c17",
  cast("p"."ADDRESS1" as varchar(255)) as "c18",
  cast("p"."ADDRESS2" as varchar(255)) as "c19",
  cast("p"."ADDRESS3" as varchar(255)) as "c20",
  cast("p"."CITY" as varchar(255)) as "c21",
  cast("p"."STATE" as varchar(255)) as "c22",
  cast("p"."ZIPCODE" as varchar(255)) as "c23",
  cast("p"."COUNTRY" as varchar(255)) as "c24",
  cast("p"."CCode" as varchar(255)) as "c25",
  cast("p"."SHIPMTHD" as varchar(255)) as "c26",
  cast("p"."TAXSCHID" as varchar(255)) as "c27",
  cast("p"."date" as varchar(255)) as "c28",
  cast("p"."due" as varchar(255)) as "c29",
  cast("p"."shipped" as varchar(255)) as "c30",
  cast("p"."orderNumber" as varchar(255)) as "c31"
from (select "d"."SOPNUMBE", "d"."CUSTNMBR", "d"."CSTPONBR", "d"."CURNCYID", "d"."PHNUMBR1", "d"."ORSUBTOT", "d"."ORTDISAM", "d"."ORFRTAMT", "d"."ORMISCAMT", "d"."ORTAXAMT", "d"."ORFRTTAX", "d"."ORMSCTAX", "d"."ORDOCAMT", "d"."ORACTAMT", "d"."VOIDSTTS", "d"."PRSTADCD", "d"."CNTCPRSN", "d"."ShipToName", "d"."ADDRESS1", "d"."ADDRESS2", "d"."ADDRESS3", "d"."CITY", "d"."STATE", "d"."ZIPCODE", "d"."COUNTRY", "d"."CCode", "d"."SHIPMTHD", "d"."TAXSCHID", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date", cast(cast("d"."DUEDATE" as date) as varchar(10)) as "due", cast(cast("d"."ACTLSHIP" as date) as varchar(10)) as "shipped", case when d."ORIGTYPE" = 2 then d."ORIGNUMB" when d."ORIGTYPE" > 2 then
    (select max(case when p."ORIGTYPE" = 2 then p."ORIGNUMB" else g."ORIGNUMB" end)
from (select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP10100"
   
union all select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP30200") as p
     
left join (select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP10100"
   
union all select "SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB"
from "SOP30200") as g on g."SOPTYPE" = p."ORIGTYPE" and g."SOPNUMBE" = p."ORIGNUMB" and g."ORIGTYPE" = 2
     
where p."SOPTYPE" = d."ORIGTYPE" and p."SOPNUMBE" = d."ORIGNUMB") end as "orderNumber"
from "SOP30200" as "d"
where "d"."SOPTYPE" = @3 and "d"."SOPNUMBE" in (cast(@4 as char(21)))) as "p"
union all select 'lineInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP30300"
where "SOPTYPE" = @5 and "SOPNUMBE" in (cast(@6 as char(21))) and "CMPNTSEQ" = @7) as "p"
union all select 'lineComment' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."COMMENT_1" as varchar(255)) as "c2",
  cast("p"."COMMENT_2" as varchar(255)) as "c3",
  cast("p"."COMMENT_3" as varchar(255)) as "c4",
  cast("p"."COMMENT_4" as varchar(255)) as "c5",
  cast("p"."CMMTTEXT" as varchar(8000)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "SOPNUMBE", "LNITMSEQ", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT"
from "SOP10202"
where "SOPTYPE" = @8 and "SOPNUMBE" in (cast(@9 as char(21))) and "CMPNTSEQ" = @10) as "p"
union all select 'tax' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."TAXDTLID" as varchar(255)) as "c1",
  cast("p"."TXDTLDSC" as varchar(255)) as "c2",
  cast("p"."ORSLSTAX" as varchar(255)) as "c3",
  cast("p"."ORFRTTAX" as varchar(255)) as "c4",
  cast("p"."ORMSCTAX" as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "x"."SOPNUMBE", "x"."TAXDTLID", "t"."TXDTLDSC", "x"."ORSLSTAX", "x"."ORFRTTAX", "x"."ORMSCTAX"
from "SOP10105" as "x"
left join "TX00201" as "t" on "t"."TAXDTLID" = "x"."TAXDTLID"
where "x"."SOPTYPE" = @11 and "x"."SOPNUMBE" in (cast(@12 as char(21))) and "x"."LNITMSEQ" = @13 and "x"."DELETE1" = @14) as "p"
union all select 'appliedOpen' as "part",
  cast("p"."APTODCNM" as varchar(255)) as "c0",
  cast("p"."APTODCTY" as varchar(255)) as "c1",
  cast("p"."APFRDCNM" as varchar(255)) as "c2",
  cast("p"."APFRDCTY" as varchar(255)) as "c3",
  cast("p"."APPTOAMT" as varchar(255)) as "c4",
  cast("p"."ORAPTOAM" as varchar(255)) as "c5",
  cast("p"."date" as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "a"."APTODCNM", "a"."APTODCTY", "a"."APFRDCNM", "a"."APFRDCTY", "a"."APPTOAMT", "a"."ORAPTOAM", cast(cast("a"."DATE1" as date) as varchar(10)) as "date"
from (select d."CUSTNMBR", d."RMDTYPAL", d."DOCNUMBR"
from "RM20101" as d
       
where d."RMDTYPAL" in (7, 8) and d."DOCNUMBR" in (cast(@15 as char(21))) union select d."CUSTNMBR", d."RMDTYPAL", d."DOCNUMBR"
from "RM30101" as d
       
where d."RMDTYPAL" in (7, 8) and d."DOCNUMBR" in (cast(@16 as char(21)))) as "d"
inner join "RM20201" as "a" on "a"."CUSTNMBR" = "d"."CUSTNMBR" and "a"."APFRDCTY" = "d"."RMDTYPAL" and "a"."APFRDCNM" = "d"."DOCNUMBR") as "p"
union all select 'appliedInHistory' as "part",
  cast("p"."APTODCNM" as varchar(255)) as "c0",
  cast("p"."APTODCTY" as varchar(255)) as "c1",
  cast("p"."APFRDCNM" as varchar(255)) as "c2",
  cast("p"."APFRDCTY" as varchar(255)) as "c3",
  cast("p"."APPTOAMT" as varchar(255)) as "c4",
  cast("p"."ORAPTOAM" as varchar(255)) as "c5",
  cast("p"."date" as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30", cast(null as varchar(255)) as "c31"
from (select "a"."APTODCNM", "a"."APTODCTY", "a"."APFRDCNM", "a"."APFRDCTY", "a"."APPTOAMT", "a"."ORAPTOAM", cast(cast("a"."DATE1" as date) as varchar(10)) as "date"
from (select d."CUSTNMBR", d."RMDTYPAL", d."DOCNUMBR"
from "RM20101" as d
       
where d."RMDTYPAL" in (7, 8) and d."DOCNUMBR" in (cast(@17 as char(21))) union select d."CUSTNMBR", d."RMDTYPAL", d."DOCNUMBR"
from "RM30101" as d
       
where d."RMDTYPAL" in (7, 8) and d."DOCNUMBR" in (cast(@18 as char(21)))) as "d"
inner join "RM30201" as "a" on "a"."CUSTNMBR" = "d"."CUSTNMBR" and "a"."APFRDCTY" = "d"."RMDTYPAL" and "a"."APFRDCNM" = "d"."DOCNUMBR") as "p";

-- paymentPageQuery
select "p"."CUSTNMBR", "p"."DOCNUMBR", "p"."RMDTYPAL", "p"."CSHRCTYP", "p"."EFTFLAG", "p"."CHEKNMBR", "p"."TRXDSCRN", "m"."CURNCYID",
  cast("p"."ORTRXAMT" as varchar(40)) as "amount",
  cast("p"."CURTRXAM" as varchar(40)) as "unapplied", cast("m"."ORORGTRX" as varchar(40)) as "originalAmount", cast("m"."ORCTRXAM" as varchar(40)) as "originalUnapplied", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date"
from (select *
from (select d."CUSTNMBR", d."DOCNUMBR", d."RMDTYPAL", d."DOCDATE", d."ORTRXAMT", d."CURTRXAM", d."CSHRCTYP", d."EFTFLAG",
      d."CHEKNMBR", d."TRXDSCRN"
from "RM20101" as d
     
where d."CUSTNMBR" = cast(@1 as char(15)) and d."DOCDATE" <= cast(@2 as datetime)
        and (d."DOCDATE" < cast(@3 as datetime) or d."DOCNUMBR" < cast(@4 as char(21)) or d."DOCNUMBR" = cast(@5 as char(21)) and d."RMDTYPAL" < @6)
        and d."RMDTYPAL" = 9 and d."VOIDSTTS" = 0
     
order by d."DOCDATE" desc, d."DOCNUMBR" desc, d."RMDTYPAL" desc
offset 0 rows fetch next @7 rows only) as "RM20101"
union all select *
from (select d."CUSTNMBR", d."DOCNUMBR", d."RMDTYPAL", d."DOCDATE", d."ORTRXAMT", d."CURTRXAM", d."CSHRCTYP", d."EFTFLAG",
      d."CHEKNMBR", d."TRXDSCRN"
from "RM30101" as d
     
where d."CUSTNMBR" = cast(@8 as char(15)) and d."DOCDATE" <= cast(@9 as datetime)
        and (d."DOCDATE" < cast(@10 as datetime) or d."DOCNUMBR" < cast(@11 as char(21)) or d."DOCNUMBR" = cast(@12 as char(21)) and d."RMDTYPAL" < @13)
        and d."RMDTYPAL" = 9 and d."VOIDSTTS" = 0 and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR")
     
order by d."DOCDATE" desc, d."DOCNUMBR" desc, d."RMDTYPAL" desc
offset 0 rows fetch next @14 rows only) as "RM30101"
union all select *
from (select d."CUSTNMBR", d."DOCNUMBR", d."RMDTYPAL", d."DOCDATE", d."ORTRXAMT", d."CURTRXAM", d."CSHRCTYP", d."EFTFLAG",
      d."CHEKNMBR", d."TRXDSCRN"
from "RM10201" as d
     
where d."CUSTNMBR" = cast(@15 as char(15)) and d."DOCDATE" <= cast(@16 as datetime)
        and (d."DOCDATE" < cast(@17 as datetime) or d."DOCNUMBR" < cast(@18 as char(21)) or d."DOCNUMBR" = cast(@19 as char(21)) and d."RMDTYPAL" < @20)
        and d."RMDTYPAL" = 9 and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR") and not exists (select 1
from "RM30101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR")
     
order by d."DOCDATE" desc, d."DOCNUMBR" desc, d."RMDTYPAL" desc
offset 0 rows fetch next @21 rows only) as "RM10201") as "p"
left join "MC020102" as "m" on "m"."RMDTYPAL" = "p"."RMDTYPAL" and "m"."DOCNUMBR" = "p"."DOCNUMBR"
order by "p"."DOCDATE" desc, "p"."DOCNUMBR" desc, "p"."RMDTYPAL" desc
offset @22 rows fetch next @23 rows only;

-- creditPageQuery
select "p"."CUSTNMBR", "p"."DOCNUMBR", "p"."RMDTYPAL", "p"."CSHRCTYP", "p"."EFTFLAG", "p"."CHEKNMBR", "p"."TRXDSCRN", "m"."CURNCYID",
  cast("p"."ORTRXAMT" as varchar(40)) as "amount",
  cast("p"."CURTRXAM" as varchar(40)) as "unapplied", cast("m"."ORORGTRX" as varchar(40)) as "originalAmount", cast("m"."ORCTRXAM" as varchar(40)) as "originalUnapplied", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date"
from (select *
from (select d."CUSTNMBR", d."DOCNUMBR", d."RMDTYPAL", d."DOCDATE", d."ORTRXAMT", d."CURTRXAM", d."CSHRCTYP", d."EFTFLAG",
      d."CHEKNMBR", d."TRXDSCRN"
from "RM20101" as d
     
where d."CUSTNMBR" = cast(@1 as char(15)) and d."DOCDATE" <= cast(@2 as datetime)
        and (d."DOCDATE" < cast(@3 as datetime) or d."DOCNUMBR" < cast(@4 as char(21)) or d."DOCNUMBR" = cast(@5 as char(21)) and d."RMDTYPAL" < @6)
        and "d"."RMDTYPAL" between 7 and 9 and d."VOIDSTTS" = 0 and d."CURTRXAM" <> 0
     
order by d."DOCDATE" desc, d."DOCNUMBR" desc, d."RMDTYPAL" desc
offset 0 rows fetch next @7 rows only) as "RM20101") as "p"
left join "MC020102" as "m" on "m"."RMDTYPAL" = "p"."RMDTYPAL" and "m"."DOCNUMBR" = "p"."DOCNUMBR"
order by "p"."DOCDATE" desc, "p"."DOCNUMBR" desc, "p"."RMDTYPAL" desc
offset @8 rows fetch next @9 rows only;

-- openReceivablesQuery
select 'customer' as "part",
  cast("p"."CUSTNMBR" as varchar(255)) as "c0",
  cast("p"."BALNCTYP" as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4"
from (select "CUSTNMBR", "BALNCTYP"
from "RM00101"
where "CUSTNMBR" in (cast(@1 as char(15)))) as "p"
union all select 'open' as "part",
  cast("p"."CUSTNMBR" as varchar(255)) as "c0",
  cast("p"."credit" as varchar(255)) as "c1",
  cast("p"."aged" as varchar(255)) as "c2",
  cast("p"."amount" as varchar(255)) as "c3",
  cast("p"."pastDue" as varchar(255)) as "c4"
from (select "d"."CUSTNMBR", "d"."credit", cast(cast("d"."aged" as date) as varchar(10)) as "aged", sum(d."amount") as "amount", sum(d."pastDue") as "pastDue"
from (select d."CUSTNMBR",
    case when "d"."RMDTYPAL" between 7 and 9 then 1 else 0 end as "credit",
    case when (select max(s."AGEBY")
from "RM40101" as s) = 1 then d."DOCDATE" else case when d."DUEDATE" = cast('19000101' as datetime) then d."DOCDATE" else d."DUEDATE" end end as "aged",
    case when "d"."RMDTYPAL" between 7 and 9 then -"d"."CURTRXAM" else "d"."CURTRXAM" end as "amount",
    case when not ("d"."RMDTYPAL" between 7 and 9) and case when d."DUEDATE" = cast('19000101' as datetime) then d."DOCDATE" else d."DUEDATE" end < cast(@2 as datetime) then d."CURTRXAM" else 0 end as "pastDue"
   
from "RM20101" as d
where d."CUSTNMBR" in (cast(@3 as char(15))) and d."VOIDSTTS" = 0 and d."RMDTYPAL" between 1 and 9 and d."CURTRXAM" <> 0) as "d"
group by "d"."CUSTNMBR", "d"."credit", "d"."aged") as "p"
union all select 'receipts' as "part",
  cast("p"."CUSTNMBR" as varchar(255)) as "c0",
  cast("p"."amount" as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4"
from (select "d"."CUSTNMBR", sum(d."ORTRXAMT") as "amount"
from "RM10201" as "d"
where "d"."CUSTNMBR" in (cast(@4 as char(15))) and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR") and not exists (select 1
from "RM30101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR")
group by "d"."CUSTNMBR") as "p"
union all select 'lastOpen' as "part",
  cast("p"."CUSTNMBR" as varchar(255)) as "c0",
  cast("p"."DOCNUMBR" as varchar(255)) as "c1",
  cast("p"."ORTRXAMT" as varchar(255)) as "c2",
  cast("p"."date" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4"
from (select "d"."CUSTNMBR", "d"."DOCNUMBR", "d"."ORTRXAMT", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date"
from "RM20101" as "d"
where "d"."CUSTNMBR" in (cast(@5 as char(15))) and "d"."RMDTYPAL" = @6 and "d"."VOIDSTTS" = @7 and d."DOCDATE" = (select max(l."DOCDATE")
from "RM20101" as l
where l."CUSTNMBR" = d."CUSTNMBR"
          and l."RMDTYPAL" = 9 and l."VOIDSTTS" = 0)) as "p"
union all select 'lastInHistory' as "part",
  cast("p"."CUSTNMBR" as varchar(255)) as "c0",
  cast("p"."DOCNUMBR" as varchar(255)) as "c1",
  cast("p"."ORTRXAMT" as varchar(255)) as "c2",
  cast("p"."date" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4"
from (select "d"."CUSTNMBR", "d"."DOCNUMBR", "d"."ORTRXAMT", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date"
from "RM30101" as "d"
where "d"."CUSTNMBR" in (cast(@8 as char(15))) and "d"."RMDTYPAL" = @9 and "d"."VOIDSTTS" = @10 and d."DOCDATE" = (select max(l."DOCDATE")
from "RM30101" as l
where l."CUSTNMBR" = d."CUSTNMBR"
          and l."RMDTYPAL" = 9 and l."VOIDSTTS" = 0)) as "p"
union all select 'setup' as "part",
  cast("p"."AGPERUSD" as varchar(255)) as "c0",
  cast("p"."AGEUNAPPLDCR" as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4"
from (select "AGPERUSD", "AGEUNAPPLDCR"
from "RM40101") as "p"
union all select 'period' as "part",
  cast("p"."INDEX1" as varchar(255)) as "c0",
  cast("p"."RMPERDSC" as varchar(255)) as "c1",
  cast("p"."RMPEREND" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4"
from (select "INDEX1", "RMPERDSC", "RMPEREND"
from "RM40201") as "p";

-- statementQuery
select 'now' as "part",
  cast("p"."amount" as varchar(255)) as "c0", cast(null as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3"
from (select sum(case when "d"."RMDTYPAL" between 7 and 9 then -"d"."CURTRXAM" else "d"."CURTRXAM" end) as "amount"
from "RM20101" as "d"
where d."CUSTNMBR" = cast(@1 as char(15)) and d."VOIDSTTS" = 0 and d."RMDTYPAL" between 1 and 9) as "p"
union all select 'receiptsNow' as "part",
  cast("p"."amount" as varchar(255)) as "c0", cast(null as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3"
from (select sum(-d."CURTRXAM") as "amount"
from "RM10201" as "d"
where d."CUSTNMBR" = cast(@2 as char(15)) and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR") and not exists (select 1
from "RM30101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR")) as "p"
union all select 'open' as "part",
  cast("p"."DOCNUMBR" as varchar(255)) as "c0",
  cast("p"."RMDTYPAL" as varchar(255)) as "c1",
  cast("p"."ORTRXAMT" as varchar(255)) as "c2",
  cast("p"."date" as varchar(255)) as "c3"
from (select "d"."DOCNUMBR", "d"."RMDTYPAL", "d"."ORTRXAMT", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date"
from (select d."DOCNUMBR", d."RMDTYPAL", d."ORTRXAMT",
      d."DOCDATE"
from "RM20101" as d
where d."CUSTNMBR" = cast(@3 as char(15)) and d."VOIDSTTS" = 0 and d."RMDTYPAL" between 1 and 9 and d."DOCDATE" >= cast(@4 as datetime) and d."DOCDATE" <= cast(@5 as datetime)
     
order by d."DOCDATE"
offset 0 rows fetch next 5001 rows only) as "d") as "p"
union all select 'history' as "part",
  cast("p"."DOCNUMBR" as varchar(255)) as "c0",
  cast("p"."RMDTYPAL" as varchar(255)) as "c1",
  cast("p"."ORTRXAMT" as varchar(255)) as "c2",
  cast("p"."date" as varchar(255)) as "c3"
from (select "d"."DOCNUMBR", "d"."RMDTYPAL", "d"."ORTRXAMT", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date"
from (select d."DOCNUMBR", d."RMDTYPAL", d."ORTRXAMT",
      d."DOCDATE"
from "RM30101" as d
where d."CUSTNMBR" = cast(@6 as char(15)) and d."VOIDSTTS" = 0 and d."RMDTYPAL" between 1 and 9 and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR") and d."DOCDATE" >= cast(@7 as datetime) and d."DOCDATE" <= cast(@8 as datetime)
     
order by d."DOCDATE"
offset 0 rows fetch next 5001 rows only) as "d") as "p"
union all select 'receipts' as "part",
  cast("p"."DOCNUMBR" as varchar(255)) as "c0",
  cast("p"."RMDTYPAL" as varchar(255)) as "c1",
  cast("p"."ORTRXAMT" as varchar(255)) as "c2",
  cast("p"."date" as varchar(255)) as "c3"
from (select "d"."DOCNUMBR", "d"."RMDTYPAL", "d"."ORTRXAMT", cast(cast("d"."DOCDATE" as date) as varchar(10)) as "date"
from (select d."DOCNUMBR", d."RMDTYPAL", d."ORTRXAMT",
      d."DOCDATE"
from "RM10201" as d
where d."CUSTNMBR" = cast(@9 as char(15)) and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR") and not exists (select 1
from "RM30101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR") and d."DOCDATE" >= cast(@10 as datetime) and d."DOCDATE" <= cast(@11 as datetime)
     
order by d."DOCDATE"
offset 0 rows fetch next 5001 rows only) as "d") as "p"
union all select 'appliedOpen' as "part",
  cast("p"."APFRDCNM" as varchar(255)) as "c0",
  cast("p"."APFRDCTY" as varchar(255)) as "c1",
  cast("p"."amount" as varchar(255)) as "c2",
  cast("p"."date" as varchar(255)) as "c3"
from (select "d"."APFRDCNM", "d"."APFRDCTY", "d"."amount", cast(cast("d"."DATE1" as date) as varchar(10)) as "date"
from (select "d"."APFRDCNM", "d"."APFRDCTY", "d"."amount", "d"."DATE1"
from (select x."APFRDCNM", x."APFRDCTY", x."DATE1",
      case when x."owner" = cast(@12 as char(15)) then -x."DISTKNAM" - x."WROFAMNT" else 0 end
        + case when x."owner" = x."CUSTNMBR" then 0 when x."owner" = cast(@13 as char(15)) then -x."APPTOAMT"
          when x."CUSTNMBR" = cast(@14 as char(15)) then x."APPTOAMT" else 0 end as "amount"
     
from (select a."APFRDCNM", a."APFRDCTY", a."DATE1", a."APPTOAMT", a."DISTKNAM", a."WROFAMNT", a."CUSTNMBR", coalesce((select max(t."CUSTNMBR")
from "RM20101" as t
where t."RMDTYPAL" = a."APTODCTY" and t."DOCNUMBR" = a."APTODCNM"),
      (select max(t."CUSTNMBR")
from "RM30101" as t
where t."RMDTYPAL" = a."APTODCTY" and t."DOCNUMBR" = a."APTODCNM")) as "owner"
       
from "RM20201" as a
where a."DATE1" >= cast(@15 as datetime) and (a."CUSTNMBR" = cast(@16 as char(15))
          or a."CUSTNMBR" = (select max(c."CPRCSTNM")
from "RM00101" as c
where c."CUSTNMBR" = cast(@17 as char(15)) and c."CPRCSTNM" <> ''))
          ) as x) as "d"
where d."amount" <> 0 and d."DATE1" <= cast(@18 as datetime)
order by "d"."DATE1"
offset @19 rows fetch next @20 rows only) as "d") as "p"
union all select 'appliedInHistory' as "part",
  cast("p"."APFRDCNM" as varchar(255)) as "c0",
  cast("p"."APFRDCTY" as varchar(255)) as "c1",
  cast("p"."amount" as varchar(255)) as "c2",
  cast("p"."date" as varchar(255)) as "c3"
from (select "d"."APFRDCNM", "d"."APFRDCTY", "d"."amount", cast(cast("d"."DATE1" as date) as varchar(10)) as "date"
from (select "d"."APFRDCNM", "d"."APFRDCTY", "d"."amount", "d"."DATE1"
from (select x."APFRDCNM", x."APFRDCTY", x."DATE1",
      case when x."owner" = cast(@21 as char(15)) then -x."DISTKNAM" - x."WROFAMNT" else 0 end
        + case when x."owner" = x."CUSTNMBR" then 0 when x."owner" = cast(@22 as char(15)) then -x."APPTOAMT"
          when x."CUSTNMBR" = cast(@23 as char(15)) then x."APPTOAMT" else 0 end as "amount"
     
from (select a."APFRDCNM", a."APFRDCTY", a."DATE1", a."APPTOAMT", a."DISTKNAM", a."WROFAMNT", a."CUSTNMBR", coalesce((select max(t."CUSTNMBR")
from "RM20101" as t
where t."RMDTYPAL" = a."APTODCTY" and t."DOCNUMBR" = a."APTODCNM"),
      (select max(t."CUSTNMBR")
from "RM30101" as t
where t."RMDTYPAL" = a."APTODCTY" and t."DOCNUMBR" = a."APTODCNM")) as "owner"
       
from "RM30201" as a
where a."DATE1" >= cast(@24 as datetime) and (a."CUSTNMBR" = cast(@25 as char(15))
          or a."CUSTNMBR" = (select max(c."CPRCSTNM")
from "RM00101" as c
where c."CUSTNMBR" = cast(@26 as char(15)) and c."CPRCSTNM" <> ''))
          and not exists (select 1
from "RM20201" as o
where o."APFRDCTY" = a."APFRDCTY" and o."APFRDCNM" = a."APFRDCNM"
      and o."APTODCTY" = a."APTODCTY" and o."APTODCNM" = a."APTODCNM")) as x) as "d"
where d."amount" <> 0 and d."DATE1" <= cast(@27 as datetime)
order by "d"."DATE1"
offset @28 rows fetch next @29 rows only) as "d") as "p"
union all select 'openSince' as "part",
  cast("p"."amount" as varchar(255)) as "c0", cast(null as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3"
from (select sum(case when "d"."RMDTYPAL" between 7 and 9 then -"d"."ORTRXAMT" else "d"."ORTRXAMT" end) as "amount"
from "RM20101" as "d"
where d."CUSTNMBR" = cast(@30 as char(15)) and d."VOIDSTTS" = 0 and d."RMDTYPAL" between 1 and 9 and d."DOCDATE" > cast(@31 as datetime)) as "p"
union all select 'historySince' as "part",
  cast("p"."amount" as varchar(255)) as "c0", cast(null as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3"
from (select sum(case when "d"."RMDTYPAL" between 7 and 9 then -"d"."ORTRXAMT" else "d"."ORTRXAMT" end) as "amount"
from "RM30101" as "d"
where d."CUSTNMBR" = cast(@32 as char(15)) and d."VOIDSTTS" = 0 and d."RMDTYPAL" between 1 and 9 and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR") and d."DOCDATE" > cast(@33 as datetime)) as "p"
union all select 'receiptsSince' as "part",
  cast("p"."amount" as varchar(255)) as "c0", cast(null as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3"
from (select sum(case when "d"."RMDTYPAL" between 7 and 9 then -"d"."ORTRXAMT" else "d"."ORTRXAMT" end) as "amount"
from "RM10201" as "d"
where d."CUSTNMBR" = cast(@34 as char(15)) and not exists (select 1
from "RM20101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR") and not exists (select 1
from "RM30101" as o
where o."RMDTYPAL" = d."RMDTYPAL" and o."DOCNUMBR" = d."DOCNUMBR") and d."DOCDATE" > cast(@35 as datetime)) as "p"
union all select 'appliedOpenSince' as "part",
  cast("p"."amount" as varchar(255)) as "c0", cast(null as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3"
from (select sum(d."amount") as "amount"
from (select x."APFRDCNM", x."APFRDCTY", x."DATE1",
      case when x."owner" = cast(@36 as char(15)) then -x."DISTKNAM" - x."WROFAMNT" else 0 end
        + case when x."owner" = x."CUSTNMBR" then 0 when x."owner" = cast(@37 as char(15)) then -x."APPTOAMT"
          when x."CUSTNMBR" = cast(@38 as char(15)) then x."APPTOAMT" else 0 end as "amount"
     
from (select a."APFRDCNM", a."APFRDCTY", a."DATE1", a."APPTOAMT", a."DISTKNAM", a."WROFAMNT", a."CUSTNMBR", coalesce((select max(t."CUSTNMBR")
from "RM20101" as t
where t."RMDTYPAL" = a."APTODCTY" and t."DOCNUMBR" = a."APTODCNM"),
      (select max(t."CUSTNMBR")
from "RM30101" as t
where t."RMDTYPAL" = a."APTODCTY" and t."DOCNUMBR" = a."APTODCNM")) as "owner"
       
from "RM20201" as a
where a."DATE1" >= cast(@39 as datetime) and (a."CUSTNMBR" = cast(@40 as char(15))
          or a."CUSTNMBR" = (select max(c."CPRCSTNM")
from "RM00101" as c
where c."CUSTNMBR" = cast(@41 as char(15)) and c."CPRCSTNM" <> ''))
          ) as x) as "d"
where d."amount" <> 0 and d."DATE1" > cast(@42 as datetime)) as "p"
union all select 'appliedInHistorySince' as "part",
  cast("p"."amount" as varchar(255)) as "c0", cast(null as varchar(255)) as "c1", cast(null as varchar(255)) as "c2", cast(null as varchar(255)) as "c3"
from (select sum(d."amount") as "amount"
from (select x."APFRDCNM", x."APFRDCTY", x."DATE1",
      case when x."owner" = cast(@43 as char(15)) then -x."DISTKNAM" - x."WROFAMNT" else 0 end
        + case when x."owner" = x."CUSTNMBR" then 0 when x."owner" = cast(@44 as char(15)) then -x."APPTOAMT"
          when x."CUSTNMBR" = cast(@45 as char(15)) then x."APPTOAMT" else 0 end as "amount"
     
from (select a."APFRDCNM", a."APFRDCTY", a."DATE1", a."APPTOAMT", a."DISTKNAM", a."WROFAMNT", a."CUSTNMBR", coalesce((select max(t."CUSTNMBR")
from "RM20101" as t
where t."RMDTYPAL" = a."APTODCTY" and t."DOCNUMBR" = a."APTODCNM"),
      (select max(t."CUSTNMBR")
from "RM30101" as t
where t."RMDTYPAL" = a."APTODCTY" and t."DOCNUMBR" = a."APTODCNM")) as "owner"
       
from "RM30201" as a
where a."DATE1" >= cast(@46 as datetime) and (a."CUSTNMBR" = cast(@47 as char(15))
          or a."CUSTNMBR" = (select max(c."CPRCSTNM")
from "RM00101" as c
where c."CUSTNMBR" = cast(@48 as char(15)) and c."CPRCSTNM" <> ''))
          and not exists (select 1
from "RM20201" as o
where o."APFRDCTY" = a."APFRDCTY" and o."APFRDCNM" = a."APFRDCNM"
      and o."APTODCTY" = a."APTODCTY" and o."APTODCNM" = a."APTODCNM")) as x) as "d"
where d."amount" <> 0 and d."DATE1" > cast(@49 as datetime)) as "p";

-- quotePlacesQuery
select "SOPNUMBE", "CUSTNMBR", "MSTRNUMB", (select max(s."TRMSTNUM")
from "SOP40100" as s) as "tracked"
from "SOP10100"
where "SOPTYPE" = @1 and "SOPNUMBE" in (cast(@2 as char(21)))
union all select "SOPNUMBE", "CUSTNMBR", "MSTRNUMB", (select max(s."TRMSTNUM")
from "SOP40100" as s) as "tracked"
from "SOP30200"
where "SOPTYPE" = @3 and "SOPNUMBE" in (cast(@4 as char(21)));

-- quotesQuery
select 'inWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PRBTADCD" as varchar(255)) as "c4",
  cast("p"."PHNUMBR1" as varchar(255)) as "c5",
  cast("p"."ORSUBTOT" as varchar(255)) as "c6",
  cast("p"."ORTDISAM" as varchar(255)) as "c7",
  cast("p"."ORFRTAMT" as varchar(255)) as "c8",
  cast("p"."ORMISCAMT" as varchar(255)) as "c9",
  cast("p"."ORTAXAMT" as varchar(255)) as "c10",
  cast("p"."ORDOCAMT" as varchar(255)) as "c11",
  cast("p"."ORDEPRVD" as varchar(255)) as "c12",
  cast("p"."VOIDSTTS" as varchar(255)) as "c13",
  cast("p"."PRSTADCD" as varchar(255)) as "c14",
  cast("p"."CNTCPRSN" as varchar(255)) as "c15",
  cast("p"."ShipToName" as varchar(255)) as "c16",
  cast("p"."ADDRESS1" as varchar(255)) as "c17",
  cast("p"."ADDRESS2" as varchar(255)) as "c18",
  cast("p"."ADDRESS3" as varchar(255)) as "c19",
  cast("p"."CITY" as varchar(255)) as "c20",
  cast("p"."STATE" as varchar(255)) as "c21",
  cast("p"."ZIPCODE" as varchar(255)) as "c22",
  cast("p"."COUNTRY" as varchar(255)) as "c23",
  cast("p"."CCode" as varchar(255)) as "c24",
  cast("p"."SHIPMTHD" as varchar(255)) as "c25",
  cast("p"."TAXSCHID" as varchar(255)) as "c26",
  cast("p"."date" as varchar(255)) as "c27",
  cast("p"."requested" as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "CUSTNMBR", "CSTPONBR", "CURNCYID", "PRBTADCD", "PHNUMBR1", "ORSUBTOT", "ORTDISAM", "ORFRTAMT", "ORMISCAMT", "ORTAXAMT", "ORDOCAMT", "ORDEPRVD", "VOIDSTTS", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("DOCDATE" as date) as varchar(10)) as "date", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP10100"
where "SOPTYPE" = @1 and "SOPNUMBE" in (cast(@2 as char(21)))) as "p"
union all select 'inHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PRBTADCD" as varchar(255)) as "c4",
  cast("p"."PHNUMBR1" as varchar(255)) as "c5",
  cast("p"."ORSUBTOT" as varchar(255)) as "c6",
  cast("p"."ORTDISAM" as varchar(255)) as "c7",
  cast("p"."ORFRTAMT" as varchar(255)) as "c8",
  cast("p"."ORMISCAMT" as varchar(255)) as "c9",
  cast("p"."ORTAXAMT" as varchar(255)) as "c10",
  cast("p"."ORDOCAMT" as varchar(255)) as "c11",
  cast("p"."ORDEPRVD" as varchar(255)) as "c12",
  cast("p"."VOIDSTTS" as varchar(255)) as "c13",
  cast("p"."PRSTADCD" as varchar(255)) as "c14",
  cast("p"."CNTCPRSN" as varchar(255)) as "c15",
  cast("p"."ShipToName" as varchar(255)) as "c16",
  cast("p"."ADDRESS1" as varchar(255)) as "c17",
  cast("p"."ADDRESS2" as varchar(255)) as "c18",
  cast("p"."ADDRESS3" as varchar(255)) as "c19",
  cast("p"."CITY" as varchar(255)) as "c20",
  cast("p"."STATE" as varchar(255)) as "c21",
  cast("p"."ZIPCODE" as varchar(255)) as "c22",
  cast("p"."COUNTRY" as varchar(255)) as "c23",
  cast("p"."CCode" as varchar(255)) as "c24",
  cast("p"."SHIPMTHD" as varchar(255)) as "c25",
  cast("p"."TAXSCHID" as varchar(255)) as "c26",
  cast("p"."date" as varchar(255)) as "c27",
  cast("p"."requested" as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "CUSTNMBR", "CSTPONBR", "CURNCYID", "PRBTADCD", "PHNUMBR1", "ORSUBTOT", "ORTDISAM", "ORFRTAMT", "ORMISCAMT", "ORTAXAMT", "ORDOCAMT", "ORDEPRVD", "VOIDSTTS", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("DOCDATE" as date) as varchar(10)) as "date", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP30200"
where "SOPTYPE" = @3 and "SOPNUMBE" in (cast(@4 as char(21)))) as "p"
union all select 'termsInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."BACHNUMB" as varchar(255)) as "c1",
  cast("p"."PYMTRMID" as varchar(255)) as "c2",
  cast("p"."expires" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "BACHNUMB", "PYMTRMID", cast(cast("QUOEXPDA" as date) as varchar(10)) as "expires"
from "SOP10100"
where "SOPTYPE" = @5 and "SOPNUMBE" in (cast(@6 as char(21)))) as "p"
union all select 'termsInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."BACHNUMB" as varchar(255)) as "c1",
  cast("p"."PYMTRMID" as varchar(255)) as "c2",
  cast("p"."expires" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "BACHNUMB", "PYMTRMID", cast(cast("QUOEXPDA" as date) as varchar(10)) as "expires"
from "SOP30200"
where "SOPTYPE" = @7 and "SOPNUMBE" in (cast(@8 as char(21)))) as "p"
union all select 'lineInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP10200"
where "SOPTYPE" = @9 and "SOPNUMBE" in (cast(@10 as char(21))) and "CMPNTSEQ" = @11) as "p"
union all select 'lineInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP30300"
where "SOPTYPE" = @12 and "SOPNUMBE" in (cast(@13 as char(21))) and "CMPNTSEQ" = @14) as "p"
union all select 'levelInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."PRCLEVEL" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "PRCLEVEL"
from "SOP10200"
where "SOPTYPE" = @15 and "SOPNUMBE" in (cast(@16 as char(21))) and "CMPNTSEQ" = @17) as "p"
union all select 'levelInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."PRCLEVEL" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "PRCLEVEL"
from "SOP30300"
where "SOPTYPE" = @18 and "SOPNUMBE" in (cast(@19 as char(21))) and "CMPNTSEQ" = @20) as "p"
union all select 'fields' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."USERDEF1" as varchar(255)) as "c1",
  cast("p"."COMMENT_1" as varchar(255)) as "c2",
  cast("p"."COMMENT_2" as varchar(255)) as "c3",
  cast("p"."COMMENT_3" as varchar(255)) as "c4",
  cast("p"."COMMENT_4" as varchar(255)) as "c5",
  cast("p"."CMMTTEXT" as varchar(8000)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "USERDEF1", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT"
from "SOP10106"
where "SOPTYPE" = @21 and "SOPNUMBE" in (cast(@22 as char(21)))) as "p"
union all select 'lineComment' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."COMMENT_1" as varchar(255)) as "c2",
  cast("p"."COMMENT_2" as varchar(255)) as "c3",
  cast("p"."COMMENT_3" as varchar(255)) as "c4",
  cast("p"."COMMENT_4" as varchar(255)) as "c5",
  cast("p"."CMMTTEXT" as varchar(8000)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT"
from "SOP10202"
where "SOPTYPE" = @23 and "SOPNUMBE" in (cast(@24 as char(21))) and "CMPNTSEQ" = @25) as "p"
union all select 'tax' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."TAXDTLID" as varchar(255)) as "c2",
  cast("p"."ORSLSTAX" as varchar(255)) as "c3",
  cast("p"."ORFRTTAX" as varchar(255)) as "c4",
  cast("p"."ORMSCTAX" as varchar(255)) as "c5",
  cast("p"."ORTXSLS" as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "TAXDTLID", "ORSLSTAX", "ORFRTTAX", "ORMSCTAX", "ORTXSLS"
from "SOP10105"
where "SOPTYPE" = @26 and "SOPNUMBE" in (cast(@27 as char(21)))) as "p"
union all select 'successorInWork' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."ORIGNUMB" as varchar(255)) as "c2",
  cast("p"."VOIDSTTS" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "d"."ORIGNUMB", "d"."VOIDSTTS"
from "SOP10100" as "d"
where "d"."ORIGTYPE" = @28 and (d."CUSTNMBR" in (cast(@29 as char(15))) and d."ORIGNUMB" in (cast(@30 as char(21))))) as "p"
union all select 'successorInHistory' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."ORIGNUMB" as varchar(255)) as "c2",
  cast("p"."VOIDSTTS" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "d"."ORIGNUMB", "d"."VOIDSTTS"
from "SOP30200" as "d"
where "d"."ORIGTYPE" = @31 and d."MSTRNUMB" in (@32)) as "p";

-- quotesQuery, without master numbers
select 'inWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PRBTADCD" as varchar(255)) as "c4",
  cast("p"."PHNUMBR1" as varchar(255)) as "c5",
  cast("p"."ORSUBTOT" as varchar(255)) as "c6",
  cast("p"."ORTDISAM" as varchar(255)) as "c7",
  cast("p"."ORFRTAMT" as varchar(255)) as "c8",
  cast("p"."ORMISCAMT" as varchar(255)) as "c9",
  cast("p"."ORTAXAMT" as varchar(255)) as "c10",
  cast("p"."ORDOCAMT" as varchar(255)) as "c11",
  cast("p"."ORDEPRVD" as varchar(255)) as "c12",
  cast("p"."VOIDSTTS" as varchar(255)) as "c13",
  cast("p"."PRSTADCD" as varchar(255)) as "c14",
  cast("p"."CNTCPRSN" as varchar(255)) as "c15",
  cast("p"."ShipToName" as varchar(255)) as "c16",
  cast("p"."ADDRESS1" as varchar(255)) as "c17",
  cast("p"."ADDRESS2" as varchar(255)) as "c18",
  cast("p"."ADDRESS3" as varchar(255)) as "c19",
  cast("p"."CITY" as varchar(255)) as "c20",
  cast("p"."STATE" as varchar(255)) as "c21",
  cast("p"."ZIPCODE" as varchar(255)) as "c22",
  cast("p"."COUNTRY" as varchar(255)) as "c23",
  cast("p"."CCode" as varchar(255)) as "c24",
  cast("p"."SHIPMTHD" as varchar(255)) as "c25",
  cast("p"."TAXSCHID" as varchar(255)) as "c26",
  cast("p"."date" as varchar(255)) as "c27",
  cast("p"."requested" as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "CUSTNMBR", "CSTPONBR", "CURNCYID", "PRBTADCD", "PHNUMBR1", "ORSUBTOT", "ORTDISAM", "ORFRTAMT", "ORMISCAMT", "ORTAXAMT", "ORDOCAMT", "ORDEPRVD", "VOIDSTTS", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("DOCDATE" as date) as varchar(10)) as "date", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP10100"
where "SOPTYPE" = @1 and "SOPNUMBE" in (cast(@2 as char(21)))) as "p"
union all select 'inHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."CUSTNMBR" as varchar(255)) as "c1",
  cast("p"."CSTPONBR" as varchar(255)) as "c2",
  cast("p"."CURNCYID" as varchar(255)) as "c3",
  cast("p"."PRBTADCD" as varchar(255)) as "c4",
  cast("p"."PHNUMBR1" as varchar(255)) as "c5",
  cast("p"."ORSUBTOT" as varchar(255)) as "c6",
  cast("p"."ORTDISAM" as varchar(255)) as "c7",
  cast("p"."ORFRTAMT" as varchar(255)) as "c8",
  cast("p"."ORMISCAMT" as varchar(255)) as "c9",
  cast("p"."ORTAXAMT" as varchar(255)) as "c10",
  cast("p"."ORDOCAMT" as varchar(255)) as "c11",
  cast("p"."ORDEPRVD" as varchar(255)) as "c12",
  cast("p"."VOIDSTTS" as varchar(255)) as "c13",
  cast("p"."PRSTADCD" as varchar(255)) as "c14",
  cast("p"."CNTCPRSN" as varchar(255)) as "c15",
  cast("p"."ShipToName" as varchar(255)) as "c16",
  cast("p"."ADDRESS1" as varchar(255)) as "c17",
  cast("p"."ADDRESS2" as varchar(255)) as "c18",
  cast("p"."ADDRESS3" as varchar(255)) as "c19",
  cast("p"."CITY" as varchar(255)) as "c20",
  cast("p"."STATE" as varchar(255)) as "c21",
  cast("p"."ZIPCODE" as varchar(255)) as "c22",
  cast("p"."COUNTRY" as varchar(255)) as "c23",
  cast("p"."CCode" as varchar(255)) as "c24",
  cast("p"."SHIPMTHD" as varchar(255)) as "c25",
  cast("p"."TAXSCHID" as varchar(255)) as "c26",
  cast("p"."date" as varchar(255)) as "c27",
  cast("p"."requested" as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "CUSTNMBR", "CSTPONBR", "CURNCYID", "PRBTADCD", "PHNUMBR1", "ORSUBTOT", "ORTDISAM", "ORFRTAMT", "ORMISCAMT", "ORTAXAMT", "ORDOCAMT", "ORDEPRVD", "VOIDSTTS", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("DOCDATE" as date) as varchar(10)) as "date", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP30200"
where "SOPTYPE" = @3 and "SOPNUMBE" in (cast(@4 as char(21)))) as "p"
union all select 'termsInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."BACHNUMB" as varchar(255)) as "c1",
  cast("p"."PYMTRMID" as varchar(255)) as "c2",
  cast("p"."expires" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "BACHNUMB", "PYMTRMID", cast(cast("QUOEXPDA" as date) as varchar(10)) as "expires"
from "SOP10100"
where "SOPTYPE" = @5 and "SOPNUMBE" in (cast(@6 as char(21)))) as "p"
union all select 'termsInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."BACHNUMB" as varchar(255)) as "c1",
  cast("p"."PYMTRMID" as varchar(255)) as "c2",
  cast("p"."expires" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "BACHNUMB", "PYMTRMID", cast(cast("QUOEXPDA" as date) as varchar(10)) as "expires"
from "SOP30200"
where "SOPTYPE" = @7 and "SOPNUMBE" in (cast(@8 as char(21)))) as "p"
union all select 'lineInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP10200"
where "SOPTYPE" = @9 and "SOPNUMBE" in (cast(@10 as char(21))) and "CMPNTSEQ" = @11) as "p"
union all select 'lineInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."ITEMNMBR" as varchar(255)) as "c2",
  cast("p"."ITEMDESC" as varchar(255)) as "c3",
  cast("p"."UOFM" as varchar(255)) as "c4",
  cast("p"."LOCNCODE" as varchar(255)) as "c5",
  cast("p"."DROPSHIP" as varchar(255)) as "c6",
  cast("p"."ORUNTPRC" as varchar(255)) as "c7",
  cast("p"."OXTNDPRC" as varchar(255)) as "c8",
  cast("p"."ODECPLCU" as varchar(255)) as "c9",
  cast("p"."QUANTITY" as varchar(255)) as "c10",
  cast("p"."QTYCANCE" as varchar(255)) as "c11",
  cast("p"."QTYPRINV" as varchar(255)) as "c12",
  cast("p"."QTYFULFI" as varchar(255)) as "c13",
  cast("p"."QTYREMAI" as varchar(255)) as "c14",
  cast("p"."QTYTBAOR" as varchar(255)) as "c15",
  cast("p"."PHONE1" as varchar(255)) as "c16",
  cast("p"."PRSTADCD" as varchar(255)) as "c17",
  cast("p"."CNTCPRSN" as varchar(255)) as "c18",
  cast("p"."ShipToName" as varchar(255)) as "c19",
  cast("p"."ADDRESS1" as varchar(255)) as "c20",
  cast("p"."ADDRESS2" as varchar(255)) as "c21",
  cast("p"."ADDRESS3" as varchar(255)) as "c22",
  cast("p"."CITY" as varchar(255)) as "c23",
  cast("p"."STATE" as varchar(255)) as "c24",
  cast("p"."ZIPCODE" as varchar(255)) as "c25",
  cast("p"."COUNTRY" as varchar(255)) as "c26",
  cast("p"."CCode" as varchar(255)) as "c27",
  cast("p"."SHIPMTHD" as varchar(255)) as "c28",
  cast("p"."TAXSCHID" as varchar(255)) as "c29",
  cast("p"."requested" as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "DROPSHIP", "ORUNTPRC", "OXTNDPRC", "ODECPLCU", "QUANTITY", "QTYCANCE", "QTYPRINV", "QTYFULFI", "QTYREMAI", "QTYTBAOR", "PHONE1", "PRSTADCD", "CNTCPRSN", "ShipToName", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "SHIPMTHD", "TAXSCHID", cast(cast("ReqShipDate" as date) as varchar(10)) as "requested"
from "SOP30300"
where "SOPTYPE" = @12 and "SOPNUMBE" in (cast(@13 as char(21))) and "CMPNTSEQ" = @14) as "p"
union all select 'levelInWork' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."PRCLEVEL" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "PRCLEVEL"
from "SOP10200"
where "SOPTYPE" = @15 and "SOPNUMBE" in (cast(@16 as char(21))) and "CMPNTSEQ" = @17) as "p"
union all select 'levelInHistory' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."PRCLEVEL" as varchar(255)) as "c2", cast(null as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "PRCLEVEL"
from "SOP30300"
where "SOPTYPE" = @18 and "SOPNUMBE" in (cast(@19 as char(21))) and "CMPNTSEQ" = @20) as "p"
union all select 'fields' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."USERDEF1" as varchar(255)) as "c1",
  cast("p"."COMMENT_1" as varchar(255)) as "c2",
  cast("p"."COMMENT_2" as varchar(255)) as "c3",
  cast("p"."COMMENT_3" as varchar(255)) as "c4",
  cast("p"."COMMENT_4" as varchar(255)) as "c5",
  cast("p"."CMMTTEXT" as varchar(8000)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "USERDEF1", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT"
from "SOP10106"
where "SOPTYPE" = @21 and "SOPNUMBE" in (cast(@22 as char(21)))) as "p"
union all select 'lineComment' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."COMMENT_1" as varchar(255)) as "c2",
  cast("p"."COMMENT_2" as varchar(255)) as "c3",
  cast("p"."COMMENT_3" as varchar(255)) as "c4",
  cast("p"."COMMENT_4" as varchar(255)) as "c5",
  cast("p"."CMMTTEXT" as varchar(8000)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "COMMENT_1", "COMMENT_2", "COMMENT_3", "COMMENT_4", "CMMTTEXT"
from "SOP10202"
where "SOPTYPE" = @23 and "SOPNUMBE" in (cast(@24 as char(21))) and "CMPNTSEQ" = @25) as "p"
union all select 'tax' as "part",
  cast("p"."SOPNUMBE" as varchar(255)) as "c0",
  cast("p"."LNITMSEQ" as varchar(255)) as "c1",
  cast("p"."TAXDTLID" as varchar(255)) as "c2",
  cast("p"."ORSLSTAX" as varchar(255)) as "c3",
  cast("p"."ORFRTTAX" as varchar(255)) as "c4",
  cast("p"."ORMSCTAX" as varchar(255)) as "c5",
  cast("p"."ORTXSLS" as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "SOPNUMBE", "LNITMSEQ", "TAXDTLID", "ORSLSTAX", "ORFRTTAX", "ORMSCTAX", "ORTXSLS"
from "SOP10105"
where "SOPTYPE" = @26 and "SOPNUMBE" in (cast(@27 as char(21)))) as "p"
union all select 'successorInWork' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."ORIGNUMB" as varchar(255)) as "c2",
  cast("p"."VOIDSTTS" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "d"."ORIGNUMB", "d"."VOIDSTTS"
from "SOP10100" as "d"
where "d"."ORIGTYPE" = @28 and (d."CUSTNMBR" in (cast(@29 as char(15))) and d."ORIGNUMB" in (cast(@30 as char(21))))) as "p"
union all select 'successorInHistory' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."ORIGNUMB" as varchar(255)) as "c2",
  cast("p"."VOIDSTTS" as varchar(255)) as "c3", cast(null as varchar(255)) as "c4", cast(null as varchar(255)) as "c5", cast(null as varchar(255)) as "c6", cast(null as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15", cast(null as varchar(255)) as "c16", cast(null as varchar(255)) as "c17", cast(null as varchar(255)) as "c18", cast(null as varchar(255)) as "c19", cast(null as varchar(255)) as "c20", cast(null as varchar(255)) as "c21", cast(null as varchar(255)) as "c22", cast(null as varchar(255)) as "c23", cast(null as varchar(255)) as "c24", cast(null as varchar(255)) as "c25", cast(null as varchar(255)) as "c26", cast(null as varchar(255)) as "c27", cast(null as varchar(255)) as "c28", cast(null as varchar(255)) as "c29", cast(null as varchar(255)) as "c30"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "d"."ORIGNUMB", "d"."VOIDSTTS"
from "SOP30200" as "d"
where "d"."ORIGTYPE" = @31 and (d."CUSTNMBR" in (cast(@32 as char(15))) and d."ORIGNUMB" in (cast(@33 as char(21))))) as "p";

-- quoteSuccessorsQuery
select 'inWork' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."ORIGNUMB" as varchar(255)) as "c2",
  cast("p"."VOIDSTTS" as varchar(255)) as "c3"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "d"."ORIGNUMB", "d"."VOIDSTTS"
from "SOP10100" as "d"
where "d"."ORIGTYPE" = @1 and (d."CUSTNMBR" in (cast(@2 as char(15))) and d."ORIGNUMB" in (cast(@3 as char(21))))) as "p"
union all select 'inHistory' as "part",
  cast("p"."SOPTYPE" as varchar(255)) as "c0",
  cast("p"."SOPNUMBE" as varchar(255)) as "c1",
  cast("p"."ORIGNUMB" as varchar(255)) as "c2",
  cast("p"."VOIDSTTS" as varchar(255)) as "c3"
from (select "d"."SOPTYPE", "d"."SOPNUMBE", "d"."ORIGNUMB", "d"."VOIDSTTS"
from "SOP30200" as "d"
where "d"."ORIGTYPE" = @4 and (d."CUSTNMBR" in (cast(@5 as char(15))) and d."ORIGNUMB" in (cast(@6 as char(21))))) as "p";

-- quotePageQuery, all
select "p"."SOPNUMBE", "p"."MSTRNUMB", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date", (select max(s."TRMSTNUM")
from "SOP40100" as s) as "tracked"
from (select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP10100" as listed
     
where listed."SOPTYPE" = 1 and listed."CUSTNMBR" = cast(@1 as char(15)) and listed."DOCDATE" >= cast(@2 as datetime) and listed."DOCDATE" <= cast(@3 as datetime) and listed."DOCDATE" <= cast(@4 as datetime) and (listed."DOCDATE" < cast(@5 as datetime) or listed."SOPNUMBE" < cast(@6 as char(21)))
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @7 rows only) as "SOP10100"
union all select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP30200" as listed
     
where listed."SOPTYPE" = 1 and listed."CUSTNMBR" = cast(@8 as char(15)) and not exists (select 1
from "SOP10100" as w
where w."SOPNUMBE" = "listed"."SOPNUMBE"
    and w."SOPTYPE" = "listed"."SOPTYPE") and listed."DOCDATE" >= cast(@9 as datetime) and listed."DOCDATE" <= cast(@10 as datetime) and listed."DOCDATE" <= cast(@11 as datetime) and (listed."DOCDATE" < cast(@12 as datetime) or listed."SOPNUMBE" < cast(@13 as char(21)))
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @14 rows only) as "SOP30200") as "p"
order by "p"."DOCDATE" desc, "p"."SOPNUMBE" desc
offset @15 rows fetch next @16 rows only;

-- quotePageQuery, in work
select "p"."SOPNUMBE", "p"."MSTRNUMB", cast(cast("p"."DOCDATE" as date) as varchar(10)) as "date", (select max(s."TRMSTNUM")
from "SOP40100" as s) as "tracked"
from (select *
from (select listed."SOPNUMBE", listed."DOCDATE", listed."MSTRNUMB"
from "SOP10100" as listed
     
where listed."SOPTYPE" = 1 and listed."CUSTNMBR" = cast(@1 as char(15)) and listed."DOCDATE" >= cast(@2 as datetime) and listed."DOCDATE" <= cast(@3 as datetime) and listed."DOCDATE" <= cast(@4 as datetime) and (listed."DOCDATE" < cast(@5 as datetime) or listed."SOPNUMBE" < cast(@6 as char(21)))
     
order by listed."DOCDATE" desc, listed."SOPNUMBE" desc
offset 0 rows fetch next @7 rows only) as "SOP10100") as "p"
order by "p"."DOCDATE" desc, "p"."SOPNUMBE" desc
offset @8 rows fetch next @9 rows only;

-- openDocumentsQuery
select "d"."SOPNUMBE", "d"."SOPTYPE", "d"."ORIGNUMB" as "firstNumber", "d"."ORIGTYPE" as "firstType", coalesce(w."ORIGNUMB", h."ORIGNUMB") as "secondNumber", coalesce(w."ORIGTYPE", h."ORIGTYPE") as "secondType", coalesce(v."ORIGNUMB", g."ORIGNUMB") as "thirdNumber", coalesce(v."ORIGTYPE", g."ORIGTYPE") as "thirdType", "d"."DEX_ROW_TS" as "stamp", (select max("l"."DEX_ROW_TS") as "stamp"
from "SOP10200" as "l"
where "l"."SOPNUMBE" = "d"."SOPNUMBE" and "l"."SOPTYPE" = "d"."SOPTYPE") as "lines", (select count(*) as "count"
from "SOP10200" as "l"
where "l"."SOPNUMBE" = "d"."SOPNUMBE" and "l"."SOPTYPE" = "d"."SOPTYPE") as "lineCount", (select count(*) as "count"
from "SOP10104" as "b"
where "b"."SOPTYPE" = "d"."SOPTYPE" and "b"."SOPNUMBE" = "d"."SOPNUMBE" and "b"."DELETE1" = @1) as "holds"
from "SOP10100" as "d"
left join "SOP10100" as "w" on "w"."SOPNUMBE" = "d"."ORIGNUMB" and "w"."SOPTYPE" = "d"."ORIGTYPE" and "d"."ORIGTYPE" in (@2, @3)
left join "SOP30200" as "h" on "h"."SOPNUMBE" = "d"."ORIGNUMB" and "h"."SOPTYPE" = "d"."ORIGTYPE" and "d"."ORIGTYPE" in (@4, @5)
left join "SOP10100" as "v" on "v"."SOPNUMBE" = coalesce(w."ORIGNUMB", h."ORIGNUMB") and "v"."SOPTYPE" = coalesce(w."ORIGTYPE", h."ORIGTYPE") and "v"."SOPTYPE" in (@6, @7)
left join "SOP30200" as "g" on "g"."SOPNUMBE" = coalesce(w."ORIGNUMB", h."ORIGNUMB") and "g"."SOPTYPE" = coalesce(w."ORIGTYPE", h."ORIGTYPE") and "g"."SOPTYPE" in (@8, @9)
where "d"."SOPTYPE" in (@10, @11, @12, @13) and "d"."SOPNUMBE" >= cast(@14 as char(21)) and ("d"."SOPNUMBE" > cast(@15 as char(21)) or "d"."SOPTYPE" > @16)
order by "d"."SOPNUMBE", "d"."SOPTYPE"
offset @17 rows fetch next @18 rows only;

-- openQuotesQuery
select "SOPNUMBE", "CUSTNMBR", "BACHNUMB", cast(cast("QUOEXPDA" as date) as varchar(10)) as "expires"
from "SOP10100"
where "SOPTYPE" = @1 and "SOPNUMBE" > cast(@2 as char(21))
order by "SOPNUMBE"
offset @3 rows fetch next @4 rows only;

-- changedItemsQuery
select "ITEMNMBR"
from "IV00101"
where "DEX_ROW_TS" >= cast(@1 as datetime) and "ITEMNMBR" > cast(@2 as char(31))
order by "ITEMNMBR"
offset @3 rows fetch next @4 rows only;

-- changedCustomersQuery
select "CUSTNMBR", "HOLD", "CRLMTTYP", cast("CRLMTAMT" as varchar(40)) as "limitAmount", "CRLMTPER", cast("CRLMTPAM" as varchar(40)) as "bucketAmount"
from "RM00101"
where "DEX_ROW_TS" >= cast(@1 as datetime) and "CUSTNMBR" > cast(@2 as char(15))
order by "CUSTNMBR"
offset @3 rows fetch next @4 rows only;

-- changedInvoicesQuery
select "CUSTNMBR", "RMDTYPAL", "DOCNUMBR", cast(cast("DUEDATE" as date) as varchar(10)) as "due", cast("CURTRXAM" as varchar(40)) as "balance", "VOIDSTTS"
from "RM20101"
where "RMDTYPAL" >= 1 and "RMDTYPAL" <= 6 and "DEX_ROW_TS" >= cast(@1 as datetime) and "CUSTNMBR" >= cast(@2 as char(15)) and ("CUSTNMBR" > cast(@3 as char(15)) or "RMDTYPAL" > @4 or ("RMDTYPAL" = @5 and "DOCNUMBR" > cast(@6 as char(21))))
order by "CUSTNMBR", "RMDTYPAL", "DOCNUMBR"
offset @7 rows fetch next @8 rows only;

-- priceRowsQuery
select 'list' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0",
  cast("p"."PRCLEVEL" as varchar(255)) as "c1",
  cast("p"."CURNCYID" as varchar(255)) as "c2",
  cast("p"."UOFM" as varchar(255)) as "c3",
  cast("p"."FROMQTY" as varchar(255)) as "c4",
  cast("p"."TOQTY" as varchar(255)) as "c5",
  cast("p"."UOMPRICE" as varchar(255)) as "c6",
  cast("p"."QTYBSUOM" as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15"
from (select "r"."ITEMNMBR", "r"."PRCLEVEL", "r"."CURNCYID", "r"."UOFM", "r"."FROMQTY", "r"."TOQTY", "r"."UOMPRICE", "r"."QTYBSUOM"
from "IV00108" as "r"
where "r"."ITEMNMBR" in (cast(@1 as char(31)))) as "p"
union all select 'option' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0",
  cast("p"."PRCLEVEL" as varchar(255)) as "c1",
  cast("p"."CURNCYID" as varchar(255)) as "c2",
  cast("p"."UOFM" as varchar(255)) as "c3",
  cast("p"."UMSLSOPT" as varchar(255)) as "c4",
  cast("p"."ROUNDTO" as varchar(255)) as "c5",
  cast("p"."ROUNDHOW" as varchar(255)) as "c6",
  cast("p"."RNDGAMNT" as varchar(255)) as "c7", cast(null as varchar(255)) as "c8", cast(null as varchar(255)) as "c9", cast(null as varchar(255)) as "c10", cast(null as varchar(255)) as "c11", cast(null as varchar(255)) as "c12", cast(null as varchar(255)) as "c13", cast(null as varchar(255)) as "c14", cast(null as varchar(255)) as "c15"
from (select "o"."ITEMNMBR", "o"."PRCLEVEL", "o"."CURNCYID", "o"."UOFM", "o"."UMSLSOPT", "o"."ROUNDTO", "o"."ROUNDHOW", "o"."RNDGAMNT"
from "IV00107" as "o"
where "o"."ITEMNMBR" in (cast(@2 as char(31)))) as "p"
union all select 'sheet' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0",
  cast("p"."PRCSHID" as varchar(255)) as "c1",
  cast("p"."ACTIVE" as varchar(255)) as "c2",
  cast("p"."PRODTCOD" as varchar(255)) as "c3",
  cast("p"."PROMOTYP" as varchar(255)) as "c4",
  cast("p"."PROMOLVL" as varchar(255)) as "c5",
  cast("p"."UOFM" as varchar(255)) as "c6",
  cast("p"."QTYFROM" as varchar(255)) as "c7",
  cast("p"."QTYTO" as varchar(255)) as "c8",
  cast("p"."PSITMVAL" as varchar(255)) as "c9",
  cast("p"."EQUOMQTY" as varchar(255)) as "c10",
  cast("p"."sheetIsActive" as varchar(255)) as "c11",
  cast("p"."PROMO" as varchar(255)) as "c12",
  cast("p"."CURNCYID" as varchar(255)) as "c13",
  cast("p"."STRTDATE" as varchar(255)) as "c14",
  cast("p"."ENDDATE" as varchar(255)) as "c15"
from (select "l"."ITEMNMBR", "l"."PRCSHID", "l"."ACTIVE", "l"."PRODTCOD", "l"."PROMOTYP", "l"."PROMOLVL", "v"."UOFM", "v"."QTYFROM", "v"."QTYTO", "v"."PSITMVAL", "v"."EQUOMQTY", "s"."ACTIVE" as "sheetIsActive", "s"."PROMO", "s"."CURNCYID", cast(cast("s"."STRTDATE" as date) as varchar(10)) as "STRTDATE", cast(cast("s"."ENDDATE" as date) as varchar(10)) as "ENDDATE"
from "IV10401" as "l"
inner join "SOP10110" as "s" on "s"."PRCSHID" = "l"."PRCSHID"
inner join "IV10402" as "v" on "v"."PRCSHID" = "l"."PRCSHID" and "v"."EPITMTYP" = "l"."EPITMTYP" and "v"."ITEMNMBR" = "l"."ITEMNMBR"
where "l"."EPITMTYP" = 'I' and "l"."ITEMNMBR" in (cast(@3 as char(31)))) as "p"
union all select 'sheetOfGroup' as "part",
  cast("p"."ITEMNMBR" as varchar(255)) as "c0",
  cast("p"."PRCSHID" as varchar(255)) as "c1",
  cast("p"."ACTIVE" as varchar(255)) as "c2",
  cast("p"."PRODTCOD" as varchar(255)) as "c3",
  cast("p"."PROMOTYP" as varchar(255)) as "c4",
  cast("p"."PROMOLVL" as varchar(255)) as "c5",
  cast("p"."UOFM" as varchar(255)) as "c6",
  cast("p"."QTYFROM" as varchar(255)) as "c7",
  cast("p"."QTYTO" as varchar(255)) as "c8",
  cast("p"."PSITMVAL" as varchar(255)) as "c9",
  cast("p"."EQUOMQTY" as varchar(255)) as "c10",
  cast("p"."sheetIsActive" as varchar(255)) as "c11",
  cast("p"."PROMO" as varchar(255)) as "c12",
  cast("p"."CURNCYID" as varchar(255)) as "c13",
  cast("p"."STRTDATE" as varchar(255)) as "c14",
  cast("p"."ENDDATE" as varchar(255)) as "c15"
from (select "g"."ITEMNMBR", "l"."PRCSHID", "l"."ACTIVE", "l"."PRODTCOD", "l"."PROMOTYP", "l"."PROMOLVL", "v"."UOFM", "v"."QTYFROM", "v"."QTYTO", "v"."PSITMVAL", "v"."EQUOMQTY", "s"."ACTIVE" as "sheetIsActive", "s"."PROMO", "s"."CURNCYID", cast(cast("s"."STRTDATE" as date) as varchar(10)) as "STRTDATE", cast(cast("s"."ENDDATE" as date) as varchar(10)) as "ENDDATE"
from "IV10400" as "g"
inner join "IV10401" as "l" on "l"."ITEMNMBR" = "g"."PRCGRPID" and "l"."EPITMTYP" = 'G'
inner join "SOP10110" as "s" on "s"."PRCSHID" = "l"."PRCSHID"
inner join "IV10402" as "v" on "v"."PRCSHID" = "l"."PRCSHID" and "v"."EPITMTYP" = "l"."EPITMTYP" and "v"."ITEMNMBR" = "l"."ITEMNMBR"
where "g"."ITEMNMBR" in (cast(@4 as char(31)))) as "p";

-- turningItemsQuery
select "i"."ITEMNMBR"
from (select "l"."ITEMNMBR"
from "SOP10110" as "s"
inner join "IV10401" as "l" on "l"."PRCSHID" = "s"."PRCSHID"
where "s"."ACTIVE" = @1 and (("s"."STRTDATE" > cast(@2 as datetime) and "s"."STRTDATE" <= cast(@3 as datetime)) or ("s"."ENDDATE" >= cast(@4 as datetime) and "s"."ENDDATE" < cast(@5 as datetime))) and "l"."EPITMTYP" = 'I' and "l"."ITEMNMBR" > cast(@6 as char(31)) union select "g"."ITEMNMBR"
from "SOP10110" as "s"
inner join "IV10401" as "l" on "l"."PRCSHID" = "s"."PRCSHID"
inner join "IV10400" as "g" on "g"."PRCGRPID" = "l"."ITEMNMBR"
where "s"."ACTIVE" = @7 and (("s"."STRTDATE" > cast(@8 as datetime) and "s"."STRTDATE" <= cast(@9 as datetime)) or ("s"."ENDDATE" >= cast(@10 as datetime) and "s"."ENDDATE" < cast(@11 as datetime))) and "l"."EPITMTYP" = 'G' and "g"."ITEMNMBR" > cast(@12 as char(31))) as "i"
order by "i"."ITEMNMBR"
offset @13 rows fetch next @14 rows only;

-- postedInvoicesQuery
select "CUSTNMBR", "RMDTYPAL", "DOCNUMBR", cast(cast("DUEDATE" as date) as varchar(10)) as "due", cast("CURTRXAM" as varchar(40)) as "balance", "VOIDSTTS"
from "RM20101"
where "RMDTYPAL" >= 1 and "RMDTYPAL" <= 6 and "DOCNUMBR" in (cast(@1 as char(21)));

-- clockQuery
select getutcdate() as "now";

-- itemVersionsQuery, all
select "i"."ITEMNMBR", "i"."DEX_ROW_TS" as "item", "s"."DEX_ROW_TS" as "schedule", "n"."DEX_ROW_TS" as "text", (select max("u"."DEX_ROW_TS") as "stamp"
from "IV40202" as "u"
where "u"."UOMSCHDL" = "i"."UOMSCHDL") as "units"
from "IV00101" as "i"
left join "IV40201" as "s" on "s"."UOMSCHDL" = "i"."UOMSCHDL"
left join "SY01200" as "n" on "n"."Master_Type" = cast(@1 as char(3)) and "n"."Master_ID" = "i"."ITEMNMBR" and "n"."ADRSCODE" = cast(@2 as char(15))
order by "i"."ITEMNMBR"
offset @3 rows fetch next @4 rows only;

-- itemVersionsQuery, changed ones of a later page
select "i"."ITEMNMBR", "i"."DEX_ROW_TS" as "item", "s"."DEX_ROW_TS" as "schedule", "n"."DEX_ROW_TS" as "text", (select max("u"."DEX_ROW_TS") as "stamp"
from "IV40202" as "u"
where "u"."UOMSCHDL" = "i"."UOMSCHDL") as "units"
from "IV00101" as "i"
left join "IV40201" as "s" on "s"."UOMSCHDL" = "i"."UOMSCHDL"
left join "SY01200" as "n" on "n"."Master_Type" = cast(@1 as char(3)) and "n"."Master_ID" = "i"."ITEMNMBR" and "n"."ADRSCODE" = cast(@2 as char(15))
where "i"."ITEMNMBR" > cast(@3 as char(31)) and ("i"."DEX_ROW_TS" > cast(@4 as datetime) or "s"."DEX_ROW_TS" > cast(@5 as datetime) or "n"."DEX_ROW_TS" > cast(@6 as datetime) or exists (select "u"."UOMSCHDL"
from "IV40202" as "u"
where "u"."UOMSCHDL" = "i"."UOMSCHDL" and "u"."DEX_ROW_TS" > cast(@7 as datetime)))
order by "i"."ITEMNMBR"
offset @8 rows fetch next @9 rows only;

-- itemsQuery
select "i"."ITEMNMBR", "i"."ITEMDESC", "i"."ITEMTYPE", "i"."INACTIVE", "i"."ITMCLSCD", "i"."ITMGEDSC", "i"."USCATVLS_1", "i"."USCATVLS_2", "i"."USCATVLS_3", "i"."USCATVLS_4", "i"."USCATVLS_5", "i"."USCATVLS_6", "i"."UOMSCHDL", "s"."BASEUOFM", "i"."SELNGUOM", "i"."DECPLQTY", "i"."ITEMSHWT", "i"."ALWBKORD", "i"."ALTITEM1", "i"."ALTITEM2", cast(cast("i"."CREATDDT" as date) as varchar(10)) as "created", "n"."INET4", "n"."INETINFO", "i"."CNTRYORGN" as "field0", "i"."USERDEF1" as "field1", cast(cast("i"."CREATDDT" as date) as varchar(10)) as "field2", cast("i"."NOTEINDX" as varchar(40)) as "field3"
from "IV00101" as "i"
left join "IV40201" as "s" on "s"."UOMSCHDL" = "i"."UOMSCHDL"
left join "SY01200" as "n" on "n"."Master_Type" = cast(@1 as char(3)) and "n"."Master_ID" = "i"."ITEMNMBR" and "n"."ADRSCODE" = cast(@2 as char(15))
where "i"."ITEMNMBR" in (cast(@3 as char(31)));

-- unitsQuery
select "u"."UOMSCHDL", "u"."UOFM", cast("u"."QTYBSUOM" as varchar(40)) as "baseQuantity"
from "IV40202" as "u"
inner join "IV40201" as "s" on "s"."UOMSCHDL" = "u"."UOMSCHDL" and "s"."BASEUOFM" = "u"."EQUIVUOM"
where "u"."UOMSCHDL" in (cast(@1 as char(11)))
order by "u"."UOMSCHDL", "u"."SEQNUMBR";

-- componentsQuery
select "ITEMNMBR", "CMPTITNM", "CMPITUOM", cast("CMPITQTY" as varchar(40)) as "quantity"
from "IV00104"
where "ITEMNMBR" in (cast(@1 as char(31)))
order by "ITEMNMBR", "SEQNUMBR";

-- itemKeysQuery, first page
select "ITEMNMBR"
from "IV00101"
order by "ITEMNMBR"
offset @1 rows fetch next @2 rows only;

-- itemKeysQuery, later page
select "ITEMNMBR"
from "IV00101"
where "ITEMNMBR" > cast(@1 as char(31))
order by "ITEMNMBR"
offset @2 rows fetch next @3 rows only;

-- itemClassesQuery
select "ITMCLSCD", "ITMCLSDC"
from "IV40400"
order by "ITMCLSCD";

-- categoryLabelsQuery
select "USCATDSC_1", "USCATDSC_2", "USCATDSC_3", "USCATDSC_4", "USCATDSC_5", "USCATDSC_6"
from "IV40100";

-- categoryValuesQuery
select "USCATNUM", "USCATVAL", "UserCatLongDescr", "Image_URL"
from "IV40600"
order by "USCATNUM", "USCATVAL";

-- columnsQuery
select TABLE_NAME as "tableName", COLUMN_NAME as "columnName", DATA_TYPE as "dataType"
from INFORMATION_SCHEMA.COLUMNS
   
where TABLE_SCHEMA in ('dbo', 'public') and TABLE_NAME in ('RM00101');
