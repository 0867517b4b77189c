-- server
select cast(serverproperty('ProductVersion') as varchar(128)) as "version", cast(serverproperty('Edition') as varchar(128)) as "edition", cast(serverproperty('ProductLevel') as varchar(128)) as "level";

-- database
select d.name as "name", cast(d.compatibility_level as int) as "compatibility", d.collation_name as "collation", cast(collationproperty(d.collation_name, 'CodePage') as int) as "codePage", d.user_access_desc as "access", d.state_desc as "state", cast(d.is_read_only as int) as "readOnly"
from sys.databases as d
where d.name = db_name();

-- isolation
select d."name" as "database", d."is_read_committed_snapshot_on" as "rowVersions", d."snapshot_isolation_state" as "snapshots", s."name" as "systemDatabase", s."snapshot_isolation_state" as "systemSnapshots", (select datediff(second, '20000101', t."create_date")
from "sys"."databases" as t
where t."database_id" = 2) as "startedAt"
from "sys"."databases" as d
left join "sys"."databases" as s on s."name" collate database_default = (select top 1 rtrim(c."DBNAME") collate database_default
from "dbo"."SY00100" as c)
where d."database_id" = db_id();

-- logins
select suser_sname() as "login", is_member('db_owner') as "owner", is_member('DYNGRP') as "dyngrp", is_srvrolemember('sysadmin') as "sysadmin";

-- latency
select 1 as "one";

-- clock
select getutcdate() as "utc", datediff(minute, getutcdate(), getdate()) as "offsetMinutes";

-- GP
select "DBNAME"
from "SY00100";

-- GP
select "CMPANYID"
from "DYNAMICS"."dbo"."SY01500"
where "INTERID" = cast(@1 as char(5));

-- GP
select "versionMajor" as "major", "versionMinor" as "minor", "versionBuild" as "build"
from "DYNAMICS"."dbo"."DU000020"
where "companyID" = @1 and "PRODID" = @2;

-- tables
select w."table" as "table", w."column" as "column", has_perms_by_name(w."object", 'OBJECT', 'SELECT') as "allowed", col_length(w."object", w."column") as "length"
from (values ('CM00100', 'dbo.CM00100', 'CHEKBKID'),
  ('CM00100', 'dbo.CM00100', 'INACTIVE'),
  ('DYNAMICS.DU000020', '"DYNAMICS"."dbo"."DU000020"', 'PRODID'),
  ('DYNAMICS.DU000020', '"DYNAMICS"."dbo"."DU000020"', 'companyID'),
  ('DYNAMICS.DU000020', '"DYNAMICS"."dbo"."DU000020"', 'versionBuild'),
  ('DYNAMICS.DU000020', '"DYNAMICS"."dbo"."DU000020"', 'versionMajor'),
  ('DYNAMICS.DU000020', '"DYNAMICS"."dbo"."DU000020"', 'versionMinor'),
  ('DYNAMICS.MC00100', '"DYNAMICS"."dbo"."MC00100"', 'CURNCYID'),
  ('DYNAMICS.MC00100', '"DYNAMICS"."dbo"."MC00100"', 'EXCHDATE'),
  ('DYNAMICS.MC00100', '"DYNAMICS"."dbo"."MC00100"', 'EXGTBLID'),
  ('DYNAMICS.MC00100', '"DYNAMICS"."dbo"."MC00100"', 'EXPNDATE'),
  ('DYNAMICS.MC00100', '"DYNAMICS"."dbo"."MC00100"', 'TIME1'),
  ('DYNAMICS.MC00100', '"DYNAMICS"."dbo"."MC00100"', 'XCHGRATE'),
  ('DYNAMICS.MC40200', '"DYNAMICS"."dbo"."MC40200"', 'CURNCYID'),
  ('DYNAMICS.MC40200', '"DYNAMICS"."dbo"."MC40200"', 'DECPLCUR'),
  ('DYNAMICS.MC40200', '"DYNAMICS"."dbo"."MC40200"', 'ISOCURRC'),
  ('DYNAMICS.MC40300', '"DYNAMICS"."dbo"."MC40300"', 'DATELMTS'),
  ('DYNAMICS.MC40300', '"DYNAMICS"."dbo"."MC40300"', 'EXGTBLID'),
  ('DYNAMICS.MC40300', '"DYNAMICS"."dbo"."MC40300"', 'PRVDSLMT'),
  ('DYNAMICS.MC40300', '"DYNAMICS"."dbo"."MC40300"', 'RTCLCMTD'),
  ('DYNAMICS.MC40300', '"DYNAMICS"."dbo"."MC40300"', 'TRXDTDEF'),
  ('DYNAMICS.SY01500', '"DYNAMICS"."dbo"."SY01500"', 'CMPANYID'),
  ('DYNAMICS.SY01500', '"DYNAMICS"."dbo"."SY01500"', 'INTERID'),
  ('DYNAMICS.SY05501', '"DYNAMICS"."dbo"."SY05501"', 'CMPANYID'),
  ('DYNAMICS.SY05501', '"DYNAMICS"."dbo"."SY05501"', 'EXPRINST'),
  ('DYNAMICS.taErrorCode', '"DYNAMICS"."dbo"."taErrorCode"', 'ErrorCode'),
  ('DYNAMICS.taErrorCode', '"DYNAMICS"."dbo"."taErrorCode"', 'ErrorDesc'),
  ('GL40000', 'dbo.GL40000', 'NJRNLENT'),
  ('IV00101', 'dbo.IV00101', 'ALTITEM1'),
  ('IV00101', 'dbo.IV00101', 'ALTITEM2'),
  ('IV00101', 'dbo.IV00101', 'ALWBKORD'),
  ('IV00101', 'dbo.IV00101', 'CNTRYORGN'),
  ('IV00101', 'dbo.IV00101', 'CREATDDT'),
  ('IV00101', 'dbo.IV00101', 'CURRCOST'),
  ('IV00101', 'dbo.IV00101', 'DECPLCUR'),
  ('IV00101', 'dbo.IV00101', 'DECPLQTY'),
  ('IV00101', 'dbo.IV00101', 'DEX_ROW_TS'),
  ('IV00101', 'dbo.IV00101', 'INACTIVE'),
  ('IV00101', 'dbo.IV00101', 'ITEMDESC'),
  ('IV00101', 'dbo.IV00101', 'ITEMNMBR'),
  ('IV00101', 'dbo.IV00101', 'ITEMSHWT'),
  ('IV00101', 'dbo.IV00101', 'ITEMTYPE'),
  ('IV00101', 'dbo.IV00101', 'ITMCLSCD'),
  ('IV00101', 'dbo.IV00101', 'ITMGEDSC'),
  ('IV00101', 'dbo.IV00101', 'PRCLEVEL'),
  ('IV00101', 'dbo.IV00101', 'PRICMTHD'),
  ('IV00101', 'dbo.IV00101', 'SELNGUOM'),
  ('IV00101', 'dbo.IV00101', 'STNDCOST'),
  ('IV00101', 'dbo.IV00101', 'UOMSCHDL'),
  ('IV00101', 'dbo.IV00101', 'USCATVLS_1'),
  ('IV00101', 'dbo.IV00101', 'USCATVLS_2'),
  ('IV00101', 'dbo.IV00101', 'USCATVLS_3'),
  ('IV00101', 'dbo.IV00101', 'USCATVLS_4'),
  ('IV00101', 'dbo.IV00101', 'USCATVLS_5'),
  ('IV00101', 'dbo.IV00101', 'USCATVLS_6'),
  ('IV00102', 'dbo.IV00102', 'ATYALLOC'),
  ('IV00102', 'dbo.IV00102', 'INACTIVE'),
  ('IV00102', 'dbo.IV00102', 'ITEMNMBR'),
  ('IV00102', 'dbo.IV00102', 'LOCNCODE'),
  ('IV00102', 'dbo.IV00102', 'ORDRPNTQTY'),
  ('IV00102', 'dbo.IV00102', 'QTYBKORD'),
  ('IV00102', 'dbo.IV00102', 'QTYONHND'),
  ('IV00102', 'dbo.IV00102', 'QTYONORD'),
  ('IV00102', 'dbo.IV00102', 'RCRDTYPE'),
  ('IV00104', 'dbo.IV00104', 'CMPITQTY'),
  ('IV00104', 'dbo.IV00104', 'CMPITUOM'),
  ('IV00104', 'dbo.IV00104', 'CMPTITNM'),
  ('IV00104', 'dbo.IV00104', 'ITEMNMBR'),
  ('IV00104', 'dbo.IV00104', 'SEQNUMBR'),
  ('IV00105', 'dbo.IV00105', 'CURNCYID'),
  ('IV00105', 'dbo.IV00105', 'DECPLCUR'),
  ('IV00105', 'dbo.IV00105', 'ITEMNMBR'),
  ('IV00105', 'dbo.IV00105', 'LISTPRCE'),
  ('IV00107', 'dbo.IV00107', 'CURNCYID'),
  ('IV00107', 'dbo.IV00107', 'ITEMNMBR'),
  ('IV00107', 'dbo.IV00107', 'PRCLEVEL'),
  ('IV00107', 'dbo.IV00107', 'QTYBSUOM'),
  ('IV00107', 'dbo.IV00107', 'RNDGAMNT'),
  ('IV00107', 'dbo.IV00107', 'ROUNDHOW'),
  ('IV00107', 'dbo.IV00107', 'ROUNDTO'),
  ('IV00107', 'dbo.IV00107', 'UMSLSOPT'),
  ('IV00107', 'dbo.IV00107', 'UOFM'),
  ('IV00108', 'dbo.IV00108', 'CURNCYID'),
  ('IV00108', 'dbo.IV00108', 'FROMQTY'),
  ('IV00108', 'dbo.IV00108', 'ITEMNMBR'),
  ('IV00108', 'dbo.IV00108', 'PRCLEVEL'),
  ('IV00108', 'dbo.IV00108', 'QTYBSUOM'),
  ('IV00108', 'dbo.IV00108', 'TOQTY'),
  ('IV00108', 'dbo.IV00108', 'UOFM'),
  ('IV00108', 'dbo.IV00108', 'UOMPRICE'),
  ('IV10400', 'dbo.IV10400', 'ITEMNMBR'),
  ('IV10400', 'dbo.IV10400', 'PRCGRPID'),
  ('IV10401', 'dbo.IV10401', 'ACTIVE'),
  ('IV10401', 'dbo.IV10401', 'EPITMTYP'),
  ('IV10401', 'dbo.IV10401', 'ITEMNMBR'),
  ('IV10401', 'dbo.IV10401', 'PRCSHID'),
  ('IV10401', 'dbo.IV10401', 'PRODTCOD'),
  ('IV10401', 'dbo.IV10401', 'PROMOLVL'),
  ('IV10401', 'dbo.IV10401', 'PROMOTYP'),
  ('IV10402', 'dbo.IV10402', 'EPITMTYP'),
  ('IV10402', 'dbo.IV10402', 'EQUOMQTY'),
  ('IV10402', 'dbo.IV10402', 'ITEMNMBR'),
  ('IV10402', 'dbo.IV10402', 'PRCSHID'),
  ('IV10402', 'dbo.IV10402', 'PSITMVAL'),
  ('IV10402', 'dbo.IV10402', 'QTYFROM'),
  ('IV10402', 'dbo.IV10402', 'QTYTO'),
  ('IV10402', 'dbo.IV10402', 'UOFM'),
  ('IV10403', 'dbo.IV10403', 'EPITMTYP'),
  ('IV10403', 'dbo.IV10403', 'FREEITEM'),
  ('IV10403', 'dbo.IV10403', 'FREEUOFM'),
  ('IV10403', 'dbo.IV10403', 'ITEMNMBR'),
  ('IV10403', 'dbo.IV10403', 'MAXQTYFR'),
  ('IV10403', 'dbo.IV10403', 'PRCSHID'),
  ('IV10403', 'dbo.IV10403', 'QTYFROM'),
  ('IV10403', 'dbo.IV10403', 'QTYTO'),
  ('IV10403', 'dbo.IV10403', 'UOFM'),
  ('IV40100', 'dbo.IV40100', 'USCATDSC_1'),
  ('IV40100', 'dbo.IV40100', 'USCATDSC_2'),
  ('IV40100', 'dbo.IV40100', 'USCATDSC_3'),
  ('IV40100', 'dbo.IV40100', 'USCATDSC_4'),
  ('IV40100', 'dbo.IV40100', 'USCATDSC_5'),
  ('IV40100', 'dbo.IV40100', 'USCATDSC_6'),
  ('IV40201', 'dbo.IV40201', 'BASEUOFM'),
  ('IV40201', 'dbo.IV40201', 'DEX_ROW_TS'),
  ('IV40201', 'dbo.IV40201', 'UMDPQTYS'),
  ('IV40201', 'dbo.IV40201', 'UOMSCHDL'),
  ('IV40202', 'dbo.IV40202', 'DEX_ROW_TS'),
  ('IV40202', 'dbo.IV40202', 'EQUIVUOM'),
  ('IV40202', 'dbo.IV40202', 'QTYBSUOM'),
  ('IV40202', 'dbo.IV40202', 'SEQNUMBR'),
  ('IV40202', 'dbo.IV40202', 'UOFM'),
  ('IV40202', 'dbo.IV40202', 'UOMSCHDL'),
  ('IV40400', 'dbo.IV40400', 'ITMCLSCD'),
  ('IV40400', 'dbo.IV40400', 'ITMCLSDC'),
  ('IV40600', 'dbo.IV40600', 'Image_URL'),
  ('IV40600', 'dbo.IV40600', 'USCATNUM'),
  ('IV40600', 'dbo.IV40600', 'USCATVAL'),
  ('IV40600', 'dbo.IV40600', 'UserCatLongDescr'),
  ('IV40700', 'dbo.IV40700', 'ADDRESS1'),
  ('IV40700', 'dbo.IV40700', 'ADDRESS2'),
  ('IV40700', 'dbo.IV40700', 'ADDRESS3'),
  ('IV40700', 'dbo.IV40700', 'CCode'),
  ('IV40700', 'dbo.IV40700', 'CITY'),
  ('IV40700', 'dbo.IV40700', 'COUNTRY'),
  ('IV40700', 'dbo.IV40700', 'INACTIVE'),
  ('IV40700', 'dbo.IV40700', 'LOCNCODE'),
  ('IV40700', 'dbo.IV40700', 'LOCNDSCR'),
  ('IV40700', 'dbo.IV40700', 'PHONE1'),
  ('IV40700', 'dbo.IV40700', 'STATE'),
  ('IV40700', 'dbo.IV40700', 'ZIPCODE'),
  ('IV40800', 'dbo.IV40800', 'PRCLEVEL'),
  ('MC020102', 'dbo.MC020102', 'CURNCYID'),
  ('MC020102', 'dbo.MC020102', 'DOCNUMBR'),
  ('MC020102', 'dbo.MC020102', 'ORCTRXAM'),
  ('MC020102', 'dbo.MC020102', 'ORDAVAMT'),
  ('MC020102', 'dbo.MC020102', 'ORDISTKN'),
  ('MC020102', 'dbo.MC020102', 'ORFRTAMT'),
  ('MC020102', 'dbo.MC020102', 'ORMISCAMT'),
  ('MC020102', 'dbo.MC020102', 'ORORGTRX'),
  ('MC020102', 'dbo.MC020102', 'ORTAXAMT'),
  ('MC020102', 'dbo.MC020102', 'ORTDISAM'),
  ('MC020102', 'dbo.MC020102', 'ORWROFAM'),
  ('MC020102', 'dbo.MC020102', 'RMDTYPAL'),
  ('MC40000', 'dbo.MC40000', 'DEFSLSTP'),
  ('MC40000', 'dbo.MC40000', 'FUNLCURR'),
  ('MC40301', 'dbo.MC40301', 'CURNCYID'),
  ('MC40301', 'dbo.MC40301', 'DFLTRATE'),
  ('MC40301', 'dbo.MC40301', 'EXGTBLID'),
  ('MC40301', 'dbo.MC40301', 'RATETPID'),
  ('RM00101', 'dbo.RM00101', 'BALNCTYP'),
  ('RM00101', 'dbo.RM00101', 'CPRCSTNM'),
  ('RM00101', 'dbo.RM00101', 'CRLMTAMT'),
  ('RM00101', 'dbo.RM00101', 'CRLMTPAM'),
  ('RM00101', 'dbo.RM00101', 'CRLMTPER'),
  ('RM00101', 'dbo.RM00101', 'CRLMTTYP'),
  ('RM00101', 'dbo.RM00101', 'CURNCYID'),
  ('RM00101', 'dbo.RM00101', 'CUSTCLAS'),
  ('RM00101', 'dbo.RM00101', 'CUSTDISC'),
  ('RM00101', 'dbo.RM00101', 'CUSTNAME'),
  ('RM00101', 'dbo.RM00101', 'CUSTNMBR'),
  ('RM00101', 'dbo.RM00101', 'DEX_ROW_TS'),
  ('RM00101', 'dbo.RM00101', 'HOLD'),
  ('RM00101', 'dbo.RM00101', 'INACTIVE'),
  ('RM00101', 'dbo.RM00101', 'PRBTADCD'),
  ('RM00101', 'dbo.RM00101', 'PRCLEVEL'),
  ('RM00101', 'dbo.RM00101', 'PRSTADCD'),
  ('RM00101', 'dbo.RM00101', 'PYMTRMID'),
  ('RM00101', 'dbo.RM00101', 'RATETPID'),
  ('RM00101', 'dbo.RM00101', 'SALSTERR'),
  ('RM00101', 'dbo.RM00101', 'SHIPMTHD'),
  ('RM00101', 'dbo.RM00101', 'SLPRSNID'),
  ('RM00101', 'dbo.RM00101', 'TAXEXMT1'),
  ('RM00101', 'dbo.RM00101', 'TAXEXMT2'),
  ('RM00101', 'dbo.RM00101', 'TAXSCHID'),
  ('RM00102', 'dbo.RM00102', 'ADDRESS1'),
  ('RM00102', 'dbo.RM00102', 'ADDRESS2'),
  ('RM00102', 'dbo.RM00102', 'ADDRESS3'),
  ('RM00102', 'dbo.RM00102', 'ADRSCODE'),
  ('RM00102', 'dbo.RM00102', 'CCode'),
  ('RM00102', 'dbo.RM00102', 'CITY'),
  ('RM00102', 'dbo.RM00102', 'CNTCPRSN'),
  ('RM00102', 'dbo.RM00102', 'COUNTRY'),
  ('RM00102', 'dbo.RM00102', 'CUSTNMBR'),
  ('RM00102', 'dbo.RM00102', 'LOCNCODE'),
  ('RM00102', 'dbo.RM00102', 'PHONE1'),
  ('RM00102', 'dbo.RM00102', 'SALSTERR'),
  ('RM00102', 'dbo.RM00102', 'SHIPMTHD'),
  ('RM00102', 'dbo.RM00102', 'SLPRSNID'),
  ('RM00102', 'dbo.RM00102', 'STATE'),
  ('RM00102', 'dbo.RM00102', 'TAXSCHID'),
  ('RM00102', 'dbo.RM00102', 'ZIP'),
  ('RM00103', 'dbo.RM00103', 'AGPERAMT_1'),
  ('RM00103', 'dbo.RM00103', 'AGPERAMT_2'),
  ('RM00103', 'dbo.RM00103', 'AGPERAMT_3'),
  ('RM00103', 'dbo.RM00103', 'AGPERAMT_4'),
  ('RM00103', 'dbo.RM00103', 'AGPERAMT_5'),
  ('RM00103', 'dbo.RM00103', 'AGPERAMT_6'),
  ('RM00103', 'dbo.RM00103', 'AGPERAMT_7'),
  ('RM00103', 'dbo.RM00103', 'CUSTBLNC'),
  ('RM00103', 'dbo.RM00103', 'CUSTNMBR'),
  ('RM00103', 'dbo.RM00103', 'DEPRECV'),
  ('RM00103', 'dbo.RM00103', 'ONORDAMT'),
  ('RM00103', 'dbo.RM00103', 'UNPSTDCA'),
  ('RM00103', 'dbo.RM00103', 'UNPSTDSA'),
  ('RM00103', 'dbo.RM00103', 'UNPSTOCA'),
  ('RM00103', 'dbo.RM00103', 'UNPSTOSA'),
  ('RM00105', 'dbo.RM00105', 'CPRCSTNM'),
  ('RM00105', 'dbo.RM00105', 'NACREDITCHECK'),
  ('RM00105', 'dbo.RM00105', 'NAHOLDINACTIVE'),
  ('RM00201', 'dbo.RM00201', 'CLASSID'),
  ('RM00301', 'dbo.RM00301', 'INACTIVE'),
  ('RM00301', 'dbo.RM00301', 'PHONE1'),
  ('RM00301', 'dbo.RM00301', 'SLPRSNFN'),
  ('RM00301', 'dbo.RM00301', 'SLPRSNID'),
  ('RM00301', 'dbo.RM00301', 'SPRSNSLN'),
  ('RM00303', 'dbo.RM00303', 'SALSTERR'),
  ('RM00500', 'dbo.RM00500', 'LINKCODE'),
  ('RM00500', 'dbo.RM00500', 'PRCSHID'),
  ('RM00500', 'dbo.RM00500', 'PRODTCOD'),
  ('RM10201', 'dbo.RM10201', 'CHEKNMBR'),
  ('RM10201', 'dbo.RM10201', 'CSHRCTYP'),
  ('RM10201', 'dbo.RM10201', 'CURNCYID'),
  ('RM10201', 'dbo.RM10201', 'CURTRXAM'),
  ('RM10201', 'dbo.RM10201', 'CUSTNMBR'),
  ('RM10201', 'dbo.RM10201', 'DOCDATE'),
  ('RM10201', 'dbo.RM10201', 'DOCNUMBR'),
  ('RM10201', 'dbo.RM10201', 'EFTFLAG'),
  ('RM10201', 'dbo.RM10201', 'ORTRXAMT'),
  ('RM10201', 'dbo.RM10201', 'RMDTYPAL'),
  ('RM10201', 'dbo.RM10201', 'TRXDSCRN'),
  ('RM20101', 'dbo.RM20101', 'CHEKNMBR'),
  ('RM20101', 'dbo.RM20101', 'CSHRCTYP'),
  ('RM20101', 'dbo.RM20101', 'CSPORNBR'),
  ('RM20101', 'dbo.RM20101', 'CURNCYID'),
  ('RM20101', 'dbo.RM20101', 'CURTRXAM'),
  ('RM20101', 'dbo.RM20101', 'CUSTNMBR'),
  ('RM20101', 'dbo.RM20101', 'DEX_ROW_TS'),
  ('RM20101', 'dbo.RM20101', 'DISAVAMT'),
  ('RM20101', 'dbo.RM20101', 'DISCDATE'),
  ('RM20101', 'dbo.RM20101', 'DISTKNAM'),
  ('RM20101', 'dbo.RM20101', 'DOCDATE'),
  ('RM20101', 'dbo.RM20101', 'DOCNUMBR'),
  ('RM20101', 'dbo.RM20101', 'DUEDATE'),
  ('RM20101', 'dbo.RM20101', 'EFTFLAG'),
  ('RM20101', 'dbo.RM20101', 'FRTAMNT'),
  ('RM20101', 'dbo.RM20101', 'MISCAMNT'),
  ('RM20101', 'dbo.RM20101', 'ORTRXAMT'),
  ('RM20101', 'dbo.RM20101', 'RMDTYPAL'),
  ('RM20101', 'dbo.RM20101', 'TAXAMNT'),
  ('RM20101', 'dbo.RM20101', 'TRDISAMT'),
  ('RM20101', 'dbo.RM20101', 'TRXDSCRN'),
  ('RM20101', 'dbo.RM20101', 'VOIDSTTS'),
  ('RM20101', 'dbo.RM20101', 'WROFAMNT'),
  ('RM20201', 'dbo.RM20201', 'APFRDCNM'),
  ('RM20201', 'dbo.RM20201', 'APFRDCTY'),
  ('RM20201', 'dbo.RM20201', 'APPTOAMT'),
  ('RM20201', 'dbo.RM20201', 'APTODCNM'),
  ('RM20201', 'dbo.RM20201', 'APTODCTY'),
  ('RM20201', 'dbo.RM20201', 'CUSTNMBR'),
  ('RM20201', 'dbo.RM20201', 'DATE1'),
  ('RM20201', 'dbo.RM20201', 'DISTKNAM'),
  ('RM20201', 'dbo.RM20201', 'ORAPTOAM'),
  ('RM20201', 'dbo.RM20201', 'WROFAMNT'),
  ('RM30101', 'dbo.RM30101', 'CHEKNMBR'),
  ('RM30101', 'dbo.RM30101', 'CSHRCTYP'),
  ('RM30101', 'dbo.RM30101', 'CSPORNBR'),
  ('RM30101', 'dbo.RM30101', 'CURTRXAM'),
  ('RM30101', 'dbo.RM30101', 'CUSTNMBR'),
  ('RM30101', 'dbo.RM30101', 'DISAVAMT'),
  ('RM30101', 'dbo.RM30101', 'DISCDATE'),
  ('RM30101', 'dbo.RM30101', 'DISTKNAM'),
  ('RM30101', 'dbo.RM30101', 'DOCDATE'),
  ('RM30101', 'dbo.RM30101', 'DOCNUMBR'),
  ('RM30101', 'dbo.RM30101', 'DUEDATE'),
  ('RM30101', 'dbo.RM30101', 'EFTFLAG'),
  ('RM30101', 'dbo.RM30101', 'FRTAMNT'),
  ('RM30101', 'dbo.RM30101', 'MISCAMNT'),
  ('RM30101', 'dbo.RM30101', 'ORTRXAMT'),
  ('RM30101', 'dbo.RM30101', 'RMDTYPAL'),
  ('RM30101', 'dbo.RM30101', 'TAXAMNT'),
  ('RM30101', 'dbo.RM30101', 'TRDISAMT'),
  ('RM30101', 'dbo.RM30101', 'TRXDSCRN'),
  ('RM30101', 'dbo.RM30101', 'VOIDSTTS'),
  ('RM30101', 'dbo.RM30101', 'WROFAMNT'),
  ('RM30201', 'dbo.RM30201', 'APFRDCNM'),
  ('RM30201', 'dbo.RM30201', 'APFRDCTY'),
  ('RM30201', 'dbo.RM30201', 'APPTOAMT'),
  ('RM30201', 'dbo.RM30201', 'APTODCNM'),
  ('RM30201', 'dbo.RM30201', 'APTODCTY'),
  ('RM30201', 'dbo.RM30201', 'CUSTNMBR'),
  ('RM30201', 'dbo.RM30201', 'DATE1'),
  ('RM30201', 'dbo.RM30201', 'DISTKNAM'),
  ('RM30201', 'dbo.RM30201', 'ORAPTOAM'),
  ('RM30201', 'dbo.RM30201', 'WROFAMNT'),
  ('RM40101', 'dbo.RM40101', 'AGEBY'),
  ('RM40101', 'dbo.RM40101', 'AGEUNAPPLDCR'),
  ('RM40101', 'dbo.RM40101', 'AGPERUSD'),
  ('RM40101', 'dbo.RM40101', 'PRCLEVEL'),
  ('RM40201', 'dbo.RM40201', 'INDEX1'),
  ('RM40201', 'dbo.RM40201', 'RMPERDSC'),
  ('RM40201', 'dbo.RM40201', 'RMPEREND'),
  ('SOP10100', 'dbo.SOP10100', 'ACTLSHIP'),
  ('SOP10100', 'dbo.SOP10100', 'ADDRESS1'),
  ('SOP10100', 'dbo.SOP10100', 'ADDRESS2'),
  ('SOP10100', 'dbo.SOP10100', 'ADDRESS3'),
  ('SOP10100', 'dbo.SOP10100', 'BACHNUMB'),
  ('SOP10100', 'dbo.SOP10100', 'CCode'),
  ('SOP10100', 'dbo.SOP10100', 'CITY'),
  ('SOP10100', 'dbo.SOP10100', 'CNTCPRSN'),
  ('SOP10100', 'dbo.SOP10100', 'COUNTRY'),
  ('SOP10100', 'dbo.SOP10100', 'CSTPONBR'),
  ('SOP10100', 'dbo.SOP10100', 'CURNCYID'),
  ('SOP10100', 'dbo.SOP10100', 'CUSTNMBR'),
  ('SOP10100', 'dbo.SOP10100', 'DEX_ROW_TS'),
  ('SOP10100', 'dbo.SOP10100', 'DOCDATE'),
  ('SOP10100', 'dbo.SOP10100', 'DOCID'),
  ('SOP10100', 'dbo.SOP10100', 'DUEDATE'),
  ('SOP10100', 'dbo.SOP10100', 'MSTRNUMB'),
  ('SOP10100', 'dbo.SOP10100', 'NOTEINDX'),
  ('SOP10100', 'dbo.SOP10100', 'ORACTAMT'),
  ('SOP10100', 'dbo.SOP10100', 'ORDEPRVD'),
  ('SOP10100', 'dbo.SOP10100', 'ORDOCAMT'),
  ('SOP10100', 'dbo.SOP10100', 'ORFRTAMT'),
  ('SOP10100', 'dbo.SOP10100', 'ORFRTTAX'),
  ('SOP10100', 'dbo.SOP10100', 'ORIGNUMB'),
  ('SOP10100', 'dbo.SOP10100', 'ORIGTYPE'),
  ('SOP10100', 'dbo.SOP10100', 'ORMISCAMT'),
  ('SOP10100', 'dbo.SOP10100', 'ORMSCTAX'),
  ('SOP10100', 'dbo.SOP10100', 'ORSUBTOT'),
  ('SOP10100', 'dbo.SOP10100', 'ORTAXAMT'),
  ('SOP10100', 'dbo.SOP10100', 'ORTDISAM'),
  ('SOP10100', 'dbo.SOP10100', 'PHNUMBR1'),
  ('SOP10100', 'dbo.SOP10100', 'PRBTADCD'),
  ('SOP10100', 'dbo.SOP10100', 'PRSTADCD'),
  ('SOP10100', 'dbo.SOP10100', 'PYMTRMID'),
  ('SOP10100', 'dbo.SOP10100', 'QUOEXPDA'),
  ('SOP10100', 'dbo.SOP10100', 'REFRENCE'),
  ('SOP10100', 'dbo.SOP10100', 'ReqShipDate'),
  ('SOP10100', 'dbo.SOP10100', 'SALSTERR'),
  ('SOP10100', 'dbo.SOP10100', 'SHIPMTHD'),
  ('SOP10100', 'dbo.SOP10100', 'SLPRSNID'),
  ('SOP10100', 'dbo.SOP10100', 'SOPNUMBE'),
  ('SOP10100', 'dbo.SOP10100', 'SOPSTATUS'),
  ('SOP10100', 'dbo.SOP10100', 'SOPTYPE'),
  ('SOP10100', 'dbo.SOP10100', 'STATE'),
  ('SOP10100', 'dbo.SOP10100', 'ShipToName'),
  ('SOP10100', 'dbo.SOP10100', 'TAXSCHID'),
  ('SOP10100', 'dbo.SOP10100', 'VOIDSTTS'),
  ('SOP10100', 'dbo.SOP10100', 'ZIPCODE'),
  ('SOP10104', 'dbo.SOP10104', 'DELETE1'),
  ('SOP10104', 'dbo.SOP10104', 'SOPNUMBE'),
  ('SOP10104', 'dbo.SOP10104', 'SOPTYPE'),
  ('SOP10105', 'dbo.SOP10105', 'DELETE1'),
  ('SOP10105', 'dbo.SOP10105', 'LNITMSEQ'),
  ('SOP10105', 'dbo.SOP10105', 'ORFRTTAX'),
  ('SOP10105', 'dbo.SOP10105', 'ORMSCTAX'),
  ('SOP10105', 'dbo.SOP10105', 'ORSLSTAX'),
  ('SOP10105', 'dbo.SOP10105', 'ORTXSLS'),
  ('SOP10105', 'dbo.SOP10105', 'SOPNUMBE'),
  ('SOP10105', 'dbo.SOP10105', 'SOPTYPE'),
  ('SOP10105', 'dbo.SOP10105', 'TAXDTLID'),
  ('SOP10106', 'dbo.SOP10106', 'CMMTTEXT'),
  ('SOP10106', 'dbo.SOP10106', 'COMMENT_1'),
  ('SOP10106', 'dbo.SOP10106', 'COMMENT_2'),
  ('SOP10106', 'dbo.SOP10106', 'COMMENT_3'),
  ('SOP10106', 'dbo.SOP10106', 'COMMENT_4'),
  ('SOP10106', 'dbo.SOP10106', 'SOPNUMBE'),
  ('SOP10106', 'dbo.SOP10106', 'SOPTYPE'),
  ('SOP10106', 'dbo.SOP10106', 'USERDEF1'),
  ('SOP10107', 'dbo.SOP10107', 'SOPNUMBE'),
  ('SOP10107', 'dbo.SOP10107', 'SOPTYPE'),
  ('SOP10107', 'dbo.SOP10107', 'Tracking_Number'),
  ('SOP10109', 'dbo.SOP10109', 'ISBASE'),
  ('SOP10109', 'dbo.SOP10109', 'PRCBKID'),
  ('SOP10110', 'dbo.SOP10110', 'ACTIVE'),
  ('SOP10110', 'dbo.SOP10110', 'CURNCYID'),
  ('SOP10110', 'dbo.SOP10110', 'ENDDATE'),
  ('SOP10110', 'dbo.SOP10110', 'PRCSHID'),
  ('SOP10110', 'dbo.SOP10110', 'PROMO'),
  ('SOP10110', 'dbo.SOP10110', 'STRTDATE'),
  ('SOP10200', 'dbo.SOP10200', 'ACTLSHIP'),
  ('SOP10200', 'dbo.SOP10200', 'ADDRESS1'),
  ('SOP10200', 'dbo.SOP10200', 'ADDRESS2'),
  ('SOP10200', 'dbo.SOP10200', 'ADDRESS3'),
  ('SOP10200', 'dbo.SOP10200', 'CCode'),
  ('SOP10200', 'dbo.SOP10200', 'CITY'),
  ('SOP10200', 'dbo.SOP10200', 'CMPNTSEQ'),
  ('SOP10200', 'dbo.SOP10200', 'CNTCPRSN'),
  ('SOP10200', 'dbo.SOP10200', 'COUNTRY'),
  ('SOP10200', 'dbo.SOP10200', 'DEX_ROW_TS'),
  ('SOP10200', 'dbo.SOP10200', 'DROPSHIP'),
  ('SOP10200', 'dbo.SOP10200', 'ITEMDESC'),
  ('SOP10200', 'dbo.SOP10200', 'ITEMNMBR'),
  ('SOP10200', 'dbo.SOP10200', 'LNITMSEQ'),
  ('SOP10200', 'dbo.SOP10200', 'LOCNCODE'),
  ('SOP10200', 'dbo.SOP10200', 'ODECPLCU'),
  ('SOP10200', 'dbo.SOP10200', 'ORGSEQNM'),
  ('SOP10200', 'dbo.SOP10200', 'ORUNTPRC'),
  ('SOP10200', 'dbo.SOP10200', 'OXTNDPRC'),
  ('SOP10200', 'dbo.SOP10200', 'PHONE1'),
  ('SOP10200', 'dbo.SOP10200', 'PRCLEVEL'),
  ('SOP10200', 'dbo.SOP10200', 'PRSTADCD'),
  ('SOP10200', 'dbo.SOP10200', 'QTYCANCE'),
  ('SOP10200', 'dbo.SOP10200', 'QTYFULFI'),
  ('SOP10200', 'dbo.SOP10200', 'QTYPRBAC'),
  ('SOP10200', 'dbo.SOP10200', 'QTYPRINV'),
  ('SOP10200', 'dbo.SOP10200', 'QTYREMAI'),
  ('SOP10200', 'dbo.SOP10200', 'QTYTBAOR'),
  ('SOP10200', 'dbo.SOP10200', 'QUANTITY'),
  ('SOP10200', 'dbo.SOP10200', 'ReqShipDate'),
  ('SOP10200', 'dbo.SOP10200', 'SHIPMTHD'),
  ('SOP10200', 'dbo.SOP10200', 'SOPNUMBE'),
  ('SOP10200', 'dbo.SOP10200', 'SOPTYPE'),
  ('SOP10200', 'dbo.SOP10200', 'STATE'),
  ('SOP10200', 'dbo.SOP10200', 'ShipToName'),
  ('SOP10200', 'dbo.SOP10200', 'TAXSCHID'),
  ('SOP10200', 'dbo.SOP10200', 'UOFM'),
  ('SOP10200', 'dbo.SOP10200', 'ZIPCODE'),
  ('SOP10202', 'dbo.SOP10202', 'CMMTTEXT'),
  ('SOP10202', 'dbo.SOP10202', 'CMPNTSEQ'),
  ('SOP10202', 'dbo.SOP10202', 'COMMENT_1'),
  ('SOP10202', 'dbo.SOP10202', 'COMMENT_2'),
  ('SOP10202', 'dbo.SOP10202', 'COMMENT_3'),
  ('SOP10202', 'dbo.SOP10202', 'COMMENT_4'),
  ('SOP10202', 'dbo.SOP10202', 'LNITMSEQ'),
  ('SOP10202', 'dbo.SOP10202', 'SOPNUMBE'),
  ('SOP10202', 'dbo.SOP10202', 'SOPTYPE'),
  ('SOP10205', 'dbo.SOP10205', 'LINKCODE'),
  ('SOP10205', 'dbo.SOP10205', 'PRCBKID'),
  ('SOP10205', 'dbo.SOP10205', 'PRODTCOD'),
  ('SOP30200', 'dbo.SOP30200', 'ACTLSHIP'),
  ('SOP30200', 'dbo.SOP30200', 'ADDRESS1'),
  ('SOP30200', 'dbo.SOP30200', 'ADDRESS2'),
  ('SOP30200', 'dbo.SOP30200', 'ADDRESS3'),
  ('SOP30200', 'dbo.SOP30200', 'BACHNUMB'),
  ('SOP30200', 'dbo.SOP30200', 'CCode'),
  ('SOP30200', 'dbo.SOP30200', 'CITY'),
  ('SOP30200', 'dbo.SOP30200', 'CNTCPRSN'),
  ('SOP30200', 'dbo.SOP30200', 'COUNTRY'),
  ('SOP30200', 'dbo.SOP30200', 'CSTPONBR'),
  ('SOP30200', 'dbo.SOP30200', 'CURNCYID'),
  ('SOP30200', 'dbo.SOP30200', 'CUSTNMBR'),
  ('SOP30200', 'dbo.SOP30200', 'DOCDATE'),
  ('SOP30200', 'dbo.SOP30200', 'DOCID'),
  ('SOP30200', 'dbo.SOP30200', 'DUEDATE'),
  ('SOP30200', 'dbo.SOP30200', 'MSTRNUMB'),
  ('SOP30200', 'dbo.SOP30200', 'NOTEINDX'),
  ('SOP30200', 'dbo.SOP30200', 'ORACTAMT'),
  ('SOP30200', 'dbo.SOP30200', 'ORDEPRVD'),
  ('SOP30200', 'dbo.SOP30200', 'ORDOCAMT'),
  ('SOP30200', 'dbo.SOP30200', 'ORFRTAMT'),
  ('SOP30200', 'dbo.SOP30200', 'ORFRTTAX'),
  ('SOP30200', 'dbo.SOP30200', 'ORIGNUMB'),
  ('SOP30200', 'dbo.SOP30200', 'ORIGTYPE'),
  ('SOP30200', 'dbo.SOP30200', 'ORMISCAMT'),
  ('SOP30200', 'dbo.SOP30200', 'ORMSCTAX'),
  ('SOP30200', 'dbo.SOP30200', 'ORSUBTOT'),
  ('SOP30200', 'dbo.SOP30200', 'ORTAXAMT'),
  ('SOP30200', 'dbo.SOP30200', 'ORTDISAM'),
  ('SOP30200', 'dbo.SOP30200', 'PHNUMBR1'),
  ('SOP30200', 'dbo.SOP30200', 'PRBTADCD'),
  ('SOP30200', 'dbo.SOP30200', 'PRSTADCD'),
  ('SOP30200', 'dbo.SOP30200', 'PYMTRMID'),
  ('SOP30200', 'dbo.SOP30200', 'QUOEXPDA'),
  ('SOP30200', 'dbo.SOP30200', 'REFRENCE'),
  ('SOP30200', 'dbo.SOP30200', 'ReqShipDate'),
  ('SOP30200', 'dbo.SOP30200', 'SALSTERR'),
  ('SOP30200', 'dbo.SOP30200', 'SHIPMTHD'),
  ('SOP30200', 'dbo.SOP30200', 'SLPRSNID'),
  ('SOP30200', 'dbo.SOP30200', 'SOPNUMBE'),
  ('SOP30200', 'dbo.SOP30200', 'SOPSTATUS'),
  ('SOP30200', 'dbo.SOP30200', 'SOPTYPE'),
  ('SOP30200', 'dbo.SOP30200', 'STATE'),
  ('SOP30200', 'dbo.SOP30200', 'ShipToName'),
  ('SOP30200', 'dbo.SOP30200', 'TAXSCHID'),
  ('SOP30200', 'dbo.SOP30200', 'VOIDSTTS'),
  ('SOP30200', 'dbo.SOP30200', 'ZIPCODE'),
  ('SOP30300', 'dbo.SOP30300', 'ACTLSHIP'),
  ('SOP30300', 'dbo.SOP30300', 'ADDRESS1'),
  ('SOP30300', 'dbo.SOP30300', 'ADDRESS2'),
  ('SOP30300', 'dbo.SOP30300', 'ADDRESS3'),
  ('SOP30300', 'dbo.SOP30300', 'CCode'),
  ('SOP30300', 'dbo.SOP30300', 'CITY'),
  ('SOP30300', 'dbo.SOP30300', 'CMPNTSEQ'),
  ('SOP30300', 'dbo.SOP30300', 'CNTCPRSN'),
  ('SOP30300', 'dbo.SOP30300', 'COUNTRY'),
  ('SOP30300', 'dbo.SOP30300', 'DROPSHIP'),
  ('SOP30300', 'dbo.SOP30300', 'ITEMDESC'),
  ('SOP30300', 'dbo.SOP30300', 'ITEMNMBR'),
  ('SOP30300', 'dbo.SOP30300', 'LNITMSEQ'),
  ('SOP30300', 'dbo.SOP30300', 'LOCNCODE'),
  ('SOP30300', 'dbo.SOP30300', 'ODECPLCU'),
  ('SOP30300', 'dbo.SOP30300', 'ORGSEQNM'),
  ('SOP30300', 'dbo.SOP30300', 'ORUNTPRC'),
  ('SOP30300', 'dbo.SOP30300', 'OXTNDPRC'),
  ('SOP30300', 'dbo.SOP30300', 'PHONE1'),
  ('SOP30300', 'dbo.SOP30300', 'PRCLEVEL'),
  ('SOP30300', 'dbo.SOP30300', 'PRSTADCD'),
  ('SOP30300', 'dbo.SOP30300', 'QTYCANCE'),
  ('SOP30300', 'dbo.SOP30300', 'QTYFULFI'),
  ('SOP30300', 'dbo.SOP30300', 'QTYPRBAC'),
  ('SOP30300', 'dbo.SOP30300', 'QTYPRINV'),
  ('SOP30300', 'dbo.SOP30300', 'QTYREMAI'),
  ('SOP30300', 'dbo.SOP30300', 'QTYTBAOR'),
  ('SOP30300', 'dbo.SOP30300', 'QUANTITY'),
  ('SOP30300', 'dbo.SOP30300', 'ReqShipDate'),
  ('SOP30300', 'dbo.SOP30300', 'SHIPMTHD'),
  ('SOP30300', 'dbo.SOP30300', 'SOPNUMBE'),
  ('SOP30300', 'dbo.SOP30300', 'SOPTYPE'),
  ('SOP30300', 'dbo.SOP30300', 'STATE'),
  ('SOP30300', 'dbo.SOP30300', 'ShipToName'),
  ('SOP30300', 'dbo.SOP30300', 'TAXSCHID'),
  ('SOP30300', 'dbo.SOP30300', 'UOFM'),
  ('SOP30300', 'dbo.SOP30300', 'ZIPCODE'),
  ('SOP40100', 'dbo.SOP40100', 'CALCKITC'),
  ('SOP40100', 'dbo.SOP40100', 'Convert_Functional_Price'),
  ('SOP40100', 'dbo.SOP40100', 'LOCNCODE'),
  ('SOP40100', 'dbo.SOP40100', 'ORDDOCID'),
  ('SOP40100', 'dbo.SOP40100', 'Prices_Not_Required_In_Pr'),
  ('SOP40100', 'dbo.SOP40100', 'QUODOCID'),
  ('SOP40100', 'dbo.SOP40100', 'TRMSTNUM'),
  ('SOP40200', 'dbo.SOP40200', 'DOCID'),
  ('SOP40200', 'dbo.SOP40200', 'ORDTOBAC'),
  ('SOP40200', 'dbo.SOP40200', 'QUOTOORD'),
  ('SOP40200', 'dbo.SOP40200', 'SOPTYPE'),
  ('SOP40200', 'dbo.SOP40200', 'USPFULPR'),
  ('SOP40200', 'dbo.SOP40200', 'WORKFLOWENABLED'),
  ('SOP60300', 'dbo.SOP60300', 'CUSTITEMNMBR'),
  ('SOP60300', 'dbo.SOP60300', 'CUSTNMBR'),
  ('SOP60300', 'dbo.SOP60300', 'ITEMNMBR'),
  ('SY00100', 'dbo.SY00100', 'DBNAME'),
  ('SY00500', 'dbo.SY00500', 'BACHNUMB'),
  ('SY00500', 'dbo.SY00500', 'BCHSOURC'),
  ('SY01000', 'dbo.SY01000', 'SERIES'),
  ('SY01000', 'dbo.SY01000', 'TRXSRCPX'),
  ('SY01200', 'dbo.SY01200', 'ADRSCODE'),
  ('SY01200', 'dbo.SY01200', 'DEX_ROW_TS'),
  ('SY01200', 'dbo.SY01200', 'EmailToAddress'),
  ('SY01200', 'dbo.SY01200', 'INET1'),
  ('SY01200', 'dbo.SY01200', 'INET4'),
  ('SY01200', 'dbo.SY01200', 'INETINFO'),
  ('SY01200', 'dbo.SY01200', 'Master_ID'),
  ('SY01200', 'dbo.SY01200', 'Master_Type'),
  ('SY03000', 'dbo.SY03000', 'SHIPMTHD'),
  ('SY03100', 'dbo.SY03100', 'CARDNAME'),
  ('SY03300', 'dbo.SY03300', 'DISCDTDS'),
  ('SY03300', 'dbo.SY03300', 'DISCTYPE'),
  ('SY03300', 'dbo.SY03300', 'DSCLCTYP'),
  ('SY03300', 'dbo.SY03300', 'DSCPCTAM'),
  ('SY03300', 'dbo.SY03300', 'DUEDTDS'),
  ('SY03300', 'dbo.SY03300', 'DUETYPE'),
  ('SY03300', 'dbo.SY03300', 'PYMTRMID'),
  ('SY03900', 'dbo.SY03900', 'NOTEINDX'),
  ('SY03900', 'dbo.SY03900', 'TXTFIELD'),
  ('TX00101', 'dbo.TX00101', 'TAXSCHID'),
  ('TX00102', 'dbo.TX00102', 'TAXDTLID'),
  ('TX00102', 'dbo.TX00102', 'TAXSCHID'),
  ('TX00201', 'dbo.TX00201', 'TAXDTLID'),
  ('TX00201', 'dbo.TX00201', 'TXDTLDSC')) as w("table", "object", "column");

-- eConnect
select p.name as "procedure", a.name as "parameter", has_perms_by_name(concat('dbo.', p.name), 'OBJECT', 'EXECUTE') as "allowed"
from sys.procedures as p
inner join sys.schemas as s on s.schema_id = p.schema_id
left join sys.parameters as a on a.object_id = p.object_id
where s.name = 'dbo' and p.name in ('taSopLineIvcInsert', 'taSopLineIvcTaxInsert', 'taCreateSopPaymentInsertRecord', 'taSopUserDefined', 'taSopHdrIvcInsert', 'taSopVoidDocument', 'taUpdateCreateCustomerRcd', 'taCreateCustomerAddress', 'taCreateInternetAddresses', 'taRMCashReceiptInsert', 'taRMApply', 'taGetSopNumber', 'taGetPaymentNumber');

-- stamps
select t.name as "table", g.name as "trigger", cast(g.is_disabled as int) as "disabled"
from sys.triggers as g
inner join sys.tables as t on t.object_id = g.parent_id
where left(g.name, 4) = 'zDT_';

-- changes
select cast(d.is_auto_cleanup_on as int) as "cleanup", d.retention_period as "retention", d.retention_period_units_desc as "unit"
from sys.change_tracking_databases as d
where d.database_id = db_id();

-- changes
select w."table" as "table", case when t.object_id is null then 0 else 1 end as "tracked", coalesce(cast(t.is_track_columns_updated_on as int), 0) as "columns", has_perms_by_name(w."object", 'OBJECT', 'VIEW CHANGE TRACKING') as "allowed"
from (values ('IV00102', 'dbo.IV00102'),
  ('IV00101', 'dbo.IV00101'),
  ('IV00104', 'dbo.IV00104'),
  ('IV00105', 'dbo.IV00105'),
  ('IV00108', 'dbo.IV00108'),
  ('IV10400', 'dbo.IV10400'),
  ('IV40201', 'dbo.IV40201'),
  ('IV40202', 'dbo.IV40202'),
  ('IV00107', 'dbo.IV00107'),
  ('RM00500', 'dbo.RM00500'),
  ('SOP10205', 'dbo.SOP10205'),
  ('SOP10109', 'dbo.SOP10109'),
  ('SOP10110', 'dbo.SOP10110'),
  ('IV10401', 'dbo.IV10401'),
  ('IV10402', 'dbo.IV10402'),
  ('IV10403', 'dbo.IV10403'),
  ('RM00101', 'dbo.RM00101'),
  ('RM00102', 'dbo.RM00102'),
  ('RM00103', 'dbo.RM00103'),
  ('RM20101', 'dbo.RM20101'),
  ('RM00105', 'dbo.RM00105'),
  ('RM00301', 'dbo.RM00301'),
  ('SY01200', 'dbo.SY01200'),
  ('SY03300', 'dbo.SY03300'),
  ('RM30101', 'dbo.RM30101'),
  ('RM10201', 'dbo.RM10201'),
  ('RM40101', 'dbo.RM40101'),
  ('RM40201', 'dbo.RM40201')) as w("table", "object")
left join sys.change_tracking_tables as t on t.object_id = object_id(w."object");

-- document ID
select "DOCID", "QUOTOORD"
from "SOP40200"
where "SOPTYPE" = @1
order by "DOCID";

-- document ID
select "ORDDOCID", "QUODOCID"
from "SOP40100";

-- quotes
select "DOCID", "QUOTOORD"
from "SOP40200"
where "SOPTYPE" = @1
order by "DOCID";

-- quotes
select "ORDDOCID", "QUODOCID"
from "SOP40100";

-- order setup
select "BACHNUMB"
from "SY00500"
where "BACHNUMB" = cast(@1 as char(15)) and "BCHSOURC" = cast(@2 as char(15));

-- order setup
select "CLASSID"
from "RM00201"
order by "CLASSID";

-- sites
select "LOCNCODE", "LOCNDSCR", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIPCODE", "COUNTRY", "CCode", "PHONE1", "INACTIVE"
from "IV40700";

-- deposits
select "NJRNLENT"
from "GL40000";

-- deposits
select "TRXSRCPX"
from "SY01000"
where "SERIES" = @1 and "TRXSRCPX" = cast(@2 as char(5));

-- exchange
select "FUNLCURR", "DEFSLSTP"
from "MC40000";

-- exchange
select "CURNCYID", "RATETPID"
from "RM00101"
where "INACTIVE" = @1
group by "CURNCYID", "RATETPID"
order by "CURNCYID", "RATETPID";

-- exchange
select "CURNCYID", "RATETPID", "EXGTBLID"
from "MC40301";

-- exchange
select "EXGTBLID", "CURNCYID"
from "DYNAMICS"."dbo"."MC00100"
where "EXCHDATE" <= cast(cast(@1 as char(8)) as datetime) and "EXPNDATE" >= cast(cast(@2 as char(8)) as datetime)
group by "EXGTBLID", "CURNCYID";

-- price
select p.name as "procedure", a.name as "parameter", has_perms_by_name(concat('dbo.', p.name), 'OBJECT', 'EXECUTE') as "allowed"
from sys.procedures as p
inner join sys.schemas as s on s.schema_id = p.schema_id
left join sys.parameters as a on a.object_id = p.object_id
where s.name = 'dbo' and p.name in ('taItemListPrice');

-- price
select "CUSTNMBR" as "key"
from "RM00101"
where "INACTIVE" = @1 and "HOLD" = @2
order by "CUSTNMBR"
offset @3 rows fetch next @4 rows only;

-- price
select "i"."ITEMNMBR" as "key"
from "IV00101" as "i"
where exists (select "r"."ITEMNMBR"
from "IV00108" as "r"
where "r"."ITEMNMBR" = "i"."ITEMNMBR")
order by "i"."ITEMNMBR"
offset @1 rows fetch next @2 rows only;

-- price
select "CUSTNMBR", "PRCLEVEL", "CURNCYID"
from "RM00101"
where "CUSTNMBR" in (cast(@1 as char(15)));

-- stock
select "ITEMNMBR"
from "IV00102"
where "RCRDTYPE" = @1 and "QTYONHND" > 0
order by "ITEMNMBR"
offset @2 rows fetch next @3 rows only;

-- stock
select "ITEMNMBR", "RCRDTYPE", cast("QTYONHND" as varchar(40)) as "onHand", cast("ATYALLOC" as varchar(40)) as "allocated"
from "IV00102"
where "ITEMNMBR" in (cast(@1 as char(31)));
