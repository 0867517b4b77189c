-- orderQuery
select 'work' as "part", cast("p"."CUSTNMBR" as varchar(255)) as "c0", cast("p"."REFRENCE" as varchar(255)) as "c1", cast("p"."total" as varchar(255)) as "c2" from (select "CUSTNMBR", "REFRENCE", cast("ORDOCAMT" as varchar(40)) as "total" from "SOP10100" where "SOPNUMBE" = cast(@1 as char(21)) and "SOPTYPE" = @2) as "p" union all select 'history' as "part", cast("p"."CUSTNMBR" as varchar(255)) as "c0", cast("p"."REFRENCE" as varchar(255)) as "c1", cast("p"."total" as varchar(255)) as "c2" from (select "CUSTNMBR", "REFRENCE", cast("ORDOCAMT" as varchar(40)) as "total" from "SOP30200" where "SOPNUMBE" = cast(@3 as char(21)) and "SOPTYPE" = @4) as "p";

-- customersOfEmailQuery
select 'holder' as "part", cast("p"."Master_ID" as varchar(255)) as "c0" from (select distinct "Master_ID" from "SY01200" where "Master_Type" = cast(@1 as char(3)) and (replace(lower(concat(';', replace(cast("INET1" as varchar(8000)), ' ', ''), ';')), cast(@2 as varchar(500)), '') <> lower(concat(';', replace(cast("INET1" as varchar(8000)), ' ', ''), ';')) or replace(lower(concat(';', replace(cast("EmailToAddress" as varchar(8000)), ' ', ''), ';')), cast(@3 as varchar(500)), '') <> lower(concat(';', replace(cast("EmailToAddress" as varchar(8000)), ' ', ''), ';')))) as "p" union all select 'own' as "part", cast("p"."CUSTNMBR" as varchar(255)) as "c0" from (select "CUSTNMBR" from "RM00101" where "CUSTNMBR" = cast(@4 as char(15))) as "p";

-- taxSchedulesQuery
select "TAXSCHID", "TAXDTLID" from "TX00102" where "TAXDTLID" in (cast(@1 as char(15)), cast(@2 as char(15)));

-- errorTextsQuery
select "ErrorCode", "ErrorDesc" from "DYNAMICS"."dbo"."taErrorCode" where "ErrorCode" in (@1, @2);

-- usualDocumentIdQuery
select "ORDDOCID" from "SOP40100";
