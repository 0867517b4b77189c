-- The rights of gp-storefront-gateway in TWO and DYNAMICS. Made by "npm run gp -- grants".
--
-- gp_gateway_read reads tables and can write nothing. gp_gateway_orders calls eConnect's procedures.
-- Neither is in DYNGRP, which may read and write every table of GP, and neither owns anything.
--
-- Run it as sysadmin, in SQL Server Management Studio or with sqlcmd -b. It can be run again: it makes both roles anew.
-- Run it again after each update of the gateway, and after each upgrade of GP.

use master;
set xact_abort on;
-- Write a password for each login that does not exist yet, and take it out again afterwards.
declare @password1 nvarchar(128) = N''; -- of gp_gateway_read
declare @password2 nvarchar(128) = N''; -- of gp_gateway_orders
declare @create nvarchar(max);
if suser_id(N'gp_gateway_read') is null
begin
  if @password1 = N'' throw 50000, N'Write a password for gp_gateway_read into the script.', 1;
  set @create = N'create login [gp_gateway_read] with password = ' + quotename(@password1, '''');
  exec (@create);
end;
if suser_id(N'gp_gateway_orders') is null
begin
  if @password2 = N'' throw 50000, N'Write a password for gp_gateway_orders into the script.', 1;
  set @create = N'create login [gp_gateway_orders] with password = ' + quotename(@password2, '''');
  exec (@create);
end;
go

use [TWO];
go
set xact_abort on;
if db_name() <> N'TWO' or object_id(N'dbo.RM00101', N'U') is null
  throw 50000, N'TWO is not a company of GP''s: it has no table RM00101.', 1;
begin transaction;
declare @drop nvarchar(max);
while exists (select 1 from sys.database_role_members where role_principal_id = database_principal_id(N'gp_gateway_reading'))
begin
  select top (1) @drop = N'alter role [gp_gateway_reading] drop member ' + quotename(user_name(member_principal_id))
    from sys.database_role_members where role_principal_id = database_principal_id(N'gp_gateway_reading');
  exec (@drop);
end;
if database_principal_id(N'gp_gateway_reading') is not null drop role [gp_gateway_reading];
create role [gp_gateway_reading] authorization dbo;
while exists (select 1 from sys.database_role_members where role_principal_id = database_principal_id(N'gp_gateway_handing_over'))
begin
  select top (1) @drop = N'alter role [gp_gateway_handing_over] drop member ' + quotename(user_name(member_principal_id))
    from sys.database_role_members where role_principal_id = database_principal_id(N'gp_gateway_handing_over');
  exec (@drop);
end;
if database_principal_id(N'gp_gateway_handing_over') is not null drop role [gp_gateway_handing_over];
create role [gp_gateway_handing_over] authorization dbo;
if database_principal_id(N'gp_gateway_read') is null create user [gp_gateway_read] for login [gp_gateway_read];
alter role [gp_gateway_reading] add member [gp_gateway_read];
if database_principal_id(N'gp_gateway_orders') is null create user [gp_gateway_orders] for login [gp_gateway_orders];
alter role [gp_gateway_handing_over] add member [gp_gateway_orders];

-- What pages, orders and checks read. Some companies lack what only a check or a second currency needs.
grant select on object::dbo.[CM00100] to [gp_gateway_reading];
if object_id(N'dbo.GL40000') is not null grant select on object::dbo.[GL40000] to [gp_gateway_reading];
grant select on object::dbo.[IV00101] to [gp_gateway_reading];
grant select on object::dbo.[IV00102] to [gp_gateway_reading];
grant select on object::dbo.[IV00104] to [gp_gateway_reading];
grant select on object::dbo.[IV00105] to [gp_gateway_reading];
grant select on object::dbo.[IV00107] to [gp_gateway_reading];
grant select on object::dbo.[IV00108] to [gp_gateway_reading];
grant select on object::dbo.[IV10400] to [gp_gateway_reading];
grant select on object::dbo.[IV10401] to [gp_gateway_reading];
grant select on object::dbo.[IV10402] to [gp_gateway_reading];
grant select on object::dbo.[IV10403] to [gp_gateway_reading];
grant select on object::dbo.[IV40100] to [gp_gateway_reading];
grant select on object::dbo.[IV40201] to [gp_gateway_reading];
grant select on object::dbo.[IV40202] to [gp_gateway_reading];
grant select on object::dbo.[IV40400] to [gp_gateway_reading];
grant select on object::dbo.[IV40600] to [gp_gateway_reading];
grant select on object::dbo.[IV40700] to [gp_gateway_reading];
grant select on object::dbo.[IV40800] to [gp_gateway_reading];
grant select on object::dbo.[MC020102] to [gp_gateway_reading];
grant select on object::dbo.[MC40000] to [gp_gateway_reading];
if object_id(N'dbo.MC40301') is not null grant select on object::dbo.[MC40301] to [gp_gateway_reading];
grant select on object::dbo.[RM00101] to [gp_gateway_reading];
grant select on object::dbo.[RM00102] to [gp_gateway_reading];
grant select on object::dbo.[RM00103] to [gp_gateway_reading];
grant select on object::dbo.[RM00105] to [gp_gateway_reading];
grant select on object::dbo.[RM00201] to [gp_gateway_reading];
grant select on object::dbo.[RM00301] to [gp_gateway_reading];
grant select on object::dbo.[RM00303] to [gp_gateway_reading];
grant select on object::dbo.[RM00500] to [gp_gateway_reading];
grant select on object::dbo.[RM10201] to [gp_gateway_reading];
grant select on object::dbo.[RM20101] to [gp_gateway_reading];
grant select on object::dbo.[RM20201] to [gp_gateway_reading];
grant select on object::dbo.[RM30101] to [gp_gateway_reading];
grant select on object::dbo.[RM30201] to [gp_gateway_reading];
grant select on object::dbo.[RM40101] to [gp_gateway_reading];
grant select on object::dbo.[RM40201] to [gp_gateway_reading];
grant select on object::dbo.[SOP10100] to [gp_gateway_reading];
grant select on object::dbo.[SOP10104] to [gp_gateway_reading];
grant select on object::dbo.[SOP10105] to [gp_gateway_reading];
grant select on object::dbo.[SOP10106] to [gp_gateway_reading];
grant select on object::dbo.[SOP10107] to [gp_gateway_reading];
grant select on object::dbo.[SOP10109] to [gp_gateway_reading];
grant select on object::dbo.[SOP10110] to [gp_gateway_reading];
grant select on object::dbo.[SOP10200] to [gp_gateway_reading];
grant select on object::dbo.[SOP10202] to [gp_gateway_reading];
grant select on object::dbo.[SOP10205] to [gp_gateway_reading];
grant select on object::dbo.[SOP30200] to [gp_gateway_reading];
grant select on object::dbo.[SOP30300] to [gp_gateway_reading];
grant select on object::dbo.[SOP40100] to [gp_gateway_reading];
grant select on object::dbo.[SOP40200] to [gp_gateway_reading];
grant select on object::dbo.[SOP60300] to [gp_gateway_reading];
grant select on object::dbo.[SY00100] to [gp_gateway_reading];
grant select on object::dbo.[SY00500] to [gp_gateway_reading];
if object_id(N'dbo.SY01000') is not null grant select on object::dbo.[SY01000] to [gp_gateway_reading];
grant select on object::dbo.[SY01200] to [gp_gateway_reading];
grant select on object::dbo.[SY03000] to [gp_gateway_reading];
grant select on object::dbo.[SY03100] to [gp_gateway_reading];
grant select on object::dbo.[SY03300] to [gp_gateway_reading];
grant select on object::dbo.[SY03900] to [gp_gateway_reading];
grant select on object::dbo.[TX00101] to [gp_gateway_reading];
grant select on object::dbo.[TX00102] to [gp_gateway_reading];
grant select on object::dbo.[TX00201] to [gp_gateway_reading];

-- GP stamps changed rows by triggers. The gateway looks whether they are there and switched on.
grant view definition on object::dbo.[IV00101] to [gp_gateway_reading];
grant view definition on object::dbo.[IV00102] to [gp_gateway_reading];
grant view definition on object::dbo.[IV00104] to [gp_gateway_reading];
grant view definition on object::dbo.[IV40201] to [gp_gateway_reading];
grant view definition on object::dbo.[IV40202] to [gp_gateway_reading];
grant view definition on object::dbo.[RM00101] to [gp_gateway_reading];
grant view definition on object::dbo.[RM00102] to [gp_gateway_reading];
grant view definition on object::dbo.[SY01200] to [gp_gateway_reading];

-- Where the system database is: each login looks when it connects.
grant select on object::dbo.[SY00100] to [gp_gateway_handing_over];

-- Orders are handed over through these procedures of eConnect's, and in no other way.
grant execute on object::dbo.[taCreateCustomerAddress] to [gp_gateway_handing_over];
grant execute on object::dbo.[taCreateInternetAddresses] to [gp_gateway_handing_over];
grant execute on object::dbo.[taCreateSopPaymentInsertRecord] to [gp_gateway_handing_over];
grant execute on object::dbo.[taGetPaymentNumber] to [gp_gateway_handing_over];
grant execute on object::dbo.[taGetSopNumber] to [gp_gateway_handing_over];
grant execute on object::dbo.[taRMApply] to [gp_gateway_handing_over];
grant execute on object::dbo.[taRMCashReceiptInsert] to [gp_gateway_handing_over];
grant execute on object::dbo.[taSopHdrIvcInsert] to [gp_gateway_handing_over];
grant execute on object::dbo.[taSopLineIvcInsert] to [gp_gateway_handing_over];
grant execute on object::dbo.[taSopLineIvcTaxInsert] to [gp_gateway_handing_over];
grant execute on object::dbo.[taSopUserDefined] to [gp_gateway_handing_over];
if object_id(N'dbo.taSopVoidDocument') is not null grant execute on object::dbo.[taSopVoidDocument] to [gp_gateway_handing_over];
grant execute on object::dbo.[taUpdateCreateCustomerRcd] to [gp_gateway_handing_over];

-- "npm run gp -- check" and "npm run gp -- drift", and the job pricing.drift, compare prices with GP's own.
if object_id(N'dbo.taItemListPrice') is not null grant execute on object::dbo.[taItemListPrice] to [gp_gateway_handing_over];

-- "npm run gp -- check --order FILE" shows the rows of an order that it takes back again.
grant select on object::dbo.[SOP10100] to [gp_gateway_handing_over];
grant select on object::dbo.[SOP10103] to [gp_gateway_handing_over];
grant select on object::dbo.[SOP10105] to [gp_gateway_handing_over];
grant select on object::dbo.[SOP10106] to [gp_gateway_handing_over];
grant select on object::dbo.[SOP10200] to [gp_gateway_handing_over];
grant select on object::dbo.[SOP10202] to [gp_gateway_handing_over];

-- Before an order is cancelled, it is read whether something of it is picked, shipped or invoiced.
grant select on object::dbo.[SOP10107] to [gp_gateway_handing_over];
grant select on object::dbo.[SOP30200] to [gp_gateway_handing_over];
grant select on object::dbo.[SOP30300] to [gp_gateway_handing_over];
grant select on object::dbo.[SOP40200] to [gp_gateway_handing_over];
commit transaction;
go

use [DYNAMICS];
go
set xact_abort on;
if db_name() <> N'DYNAMICS' or object_id(N'dbo.SY01500', N'U') is null
  throw 50000, N'DYNAMICS is not GP''s system database: it has no table SY01500.', 1;
begin transaction;
declare @drop nvarchar(max);
while exists (select 1 from sys.database_role_members where role_principal_id = database_principal_id(N'gp_gateway_reading'))
begin
  select top (1) @drop = N'alter role [gp_gateway_reading] drop member ' + quotename(user_name(member_principal_id))
    from sys.database_role_members where role_principal_id = database_principal_id(N'gp_gateway_reading');
  exec (@drop);
end;
if database_principal_id(N'gp_gateway_reading') is not null drop role [gp_gateway_reading];
create role [gp_gateway_reading] authorization dbo;
while exists (select 1 from sys.database_role_members where role_principal_id = database_principal_id(N'gp_gateway_handing_over'))
begin
  select top (1) @drop = N'alter role [gp_gateway_handing_over] drop member ' + quotename(user_name(member_principal_id))
    from sys.database_role_members where role_principal_id = database_principal_id(N'gp_gateway_handing_over');
  exec (@drop);
end;
if database_principal_id(N'gp_gateway_handing_over') is not null drop role [gp_gateway_handing_over];
create role [gp_gateway_handing_over] authorization dbo;
if database_principal_id(N'gp_gateway_read') is null create user [gp_gateway_read] for login [gp_gateway_read];
alter role [gp_gateway_reading] add member [gp_gateway_read];
if database_principal_id(N'gp_gateway_orders') is null create user [gp_gateway_orders] for login [gp_gateway_orders];
alter role [gp_gateway_handing_over] add member [gp_gateway_orders];

if object_id(N'dbo.DU000020') is not null grant select on object::dbo.[DU000020] to [gp_gateway_reading];
if object_id(N'dbo.MC00100') is not null grant select on object::dbo.[MC00100] to [gp_gateway_reading];
grant select on object::dbo.[MC40200] to [gp_gateway_reading];
if object_id(N'dbo.MC40300') is not null grant select on object::dbo.[MC40300] to [gp_gateway_reading];
grant select on object::dbo.[SY01500] to [gp_gateway_reading];
grant select on object::dbo.[SY05501] to [gp_gateway_reading];
grant select on object::dbo.[taErrorCode] to [gp_gateway_reading];

-- GP's procedures read these with the rights of their caller: a right to execute ends at the border of its database.
if object_id(N'dbo.MC00100') is not null grant select on object::dbo.[MC00100] to [gp_gateway_handing_over];
if object_id(N'dbo.MC40200') is not null grant select on object::dbo.[MC40200] to [gp_gateway_handing_over];
if object_id(N'dbo.MC40300') is not null grant select on object::dbo.[MC40300] to [gp_gateway_handing_over];
if object_id(N'dbo.MC40301') is not null grant select on object::dbo.[MC40301] to [gp_gateway_handing_over];
if object_id(N'dbo.MC60100') is not null grant select on object::dbo.[MC60100] to [gp_gateway_handing_over];
if object_id(N'dbo.SY01500') is not null grant select on object::dbo.[SY01500] to [gp_gateway_handing_over];
if object_id(N'dbo.SY05501') is not null grant select on object::dbo.[SY05501] to [gp_gateway_handing_over];
if object_id(N'dbo.taErrorCode') is not null grant select on object::dbo.[taErrorCode] to [gp_gateway_handing_over];
commit transaction;
go

-- The proof, as each login. Both answers have to be empty: a row names a right that is missing, or one too many.
use [TWO];
go
execute as login = N'gp_gateway_read';
select N'gp_gateway_read' as login, N'is missing' as finding, r.permission, r.object from (values
  (N'dbo.[CM00100]', N'SELECT'),
  (N'dbo.[IV00101]', N'SELECT'),
  (N'dbo.[IV00102]', N'SELECT'),
  (N'dbo.[IV00104]', N'SELECT'),
  (N'dbo.[IV00105]', N'SELECT'),
  (N'dbo.[IV00107]', N'SELECT'),
  (N'dbo.[IV00108]', N'SELECT'),
  (N'dbo.[IV10400]', N'SELECT'),
  (N'dbo.[IV10401]', N'SELECT'),
  (N'dbo.[IV10402]', N'SELECT'),
  (N'dbo.[IV10403]', N'SELECT'),
  (N'dbo.[IV40100]', N'SELECT'),
  (N'dbo.[IV40201]', N'SELECT'),
  (N'dbo.[IV40202]', N'SELECT'),
  (N'dbo.[IV40400]', N'SELECT'),
  (N'dbo.[IV40600]', N'SELECT'),
  (N'dbo.[IV40700]', N'SELECT'),
  (N'dbo.[IV40800]', N'SELECT'),
  (N'dbo.[MC020102]', N'SELECT'),
  (N'dbo.[MC40000]', N'SELECT'),
  (N'dbo.[RM00101]', N'SELECT'),
  (N'dbo.[RM00102]', N'SELECT'),
  (N'dbo.[RM00103]', N'SELECT'),
  (N'dbo.[RM00105]', N'SELECT'),
  (N'dbo.[RM00201]', N'SELECT'),
  (N'dbo.[RM00301]', N'SELECT'),
  (N'dbo.[RM00303]', N'SELECT'),
  (N'dbo.[RM00500]', N'SELECT'),
  (N'dbo.[RM10201]', N'SELECT'),
  (N'dbo.[RM20101]', N'SELECT'),
  (N'dbo.[RM20201]', N'SELECT'),
  (N'dbo.[RM30101]', N'SELECT'),
  (N'dbo.[RM30201]', N'SELECT'),
  (N'dbo.[RM40101]', N'SELECT'),
  (N'dbo.[RM40201]', N'SELECT'),
  (N'dbo.[SOP10100]', N'SELECT'),
  (N'dbo.[SOP10104]', N'SELECT'),
  (N'dbo.[SOP10105]', N'SELECT'),
  (N'dbo.[SOP10106]', N'SELECT'),
  (N'dbo.[SOP10107]', N'SELECT'),
  (N'dbo.[SOP10109]', N'SELECT'),
  (N'dbo.[SOP10110]', N'SELECT'),
  (N'dbo.[SOP10200]', N'SELECT'),
  (N'dbo.[SOP10202]', N'SELECT'),
  (N'dbo.[SOP10205]', N'SELECT'),
  (N'dbo.[SOP30200]', N'SELECT'),
  (N'dbo.[SOP30300]', N'SELECT'),
  (N'dbo.[SOP40100]', N'SELECT'),
  (N'dbo.[SOP40200]', N'SELECT'),
  (N'dbo.[SOP60300]', N'SELECT'),
  (N'dbo.[SY00100]', N'SELECT'),
  (N'dbo.[SY00500]', N'SELECT'),
  (N'dbo.[SY01200]', N'SELECT'),
  (N'dbo.[SY03000]', N'SELECT'),
  (N'dbo.[SY03100]', N'SELECT'),
  (N'dbo.[SY03300]', N'SELECT'),
  (N'dbo.[SY03900]', N'SELECT'),
  (N'dbo.[TX00101]', N'SELECT'),
  (N'dbo.[TX00102]', N'SELECT'),
  (N'dbo.[TX00201]', N'SELECT'),
  (N'[DYNAMICS].dbo.[MC40200]', N'SELECT'),
  (N'[DYNAMICS].dbo.[SY01500]', N'SELECT'),
  (N'[DYNAMICS].dbo.[SY05501]', N'SELECT'),
  (N'[DYNAMICS].dbo.[taErrorCode]', N'SELECT')
) as r(object, permission) where isnull(has_perms_by_name(r.object, N'OBJECT', r.permission), 0) = 0
union all select N'gp_gateway_read', N'is too much', r.permission, r.object from (values
  (N'dbo.[SOP10100]', N'INSERT'),
  (N'dbo.[IV00102]', N'UPDATE'),
  (N'dbo.[RM00101]', N'DELETE'),
  (N'dbo.[taCreateCustomerAddress]', N'EXECUTE'),
  (N'dbo.[taCreateInternetAddresses]', N'EXECUTE'),
  (N'dbo.[taCreateSopPaymentInsertRecord]', N'EXECUTE'),
  (N'dbo.[taGetPaymentNumber]', N'EXECUTE'),
  (N'dbo.[taGetSopNumber]', N'EXECUTE'),
  (N'dbo.[taRMApply]', N'EXECUTE'),
  (N'dbo.[taRMCashReceiptInsert]', N'EXECUTE'),
  (N'dbo.[taSopHdrIvcInsert]', N'EXECUTE'),
  (N'dbo.[taSopLineIvcInsert]', N'EXECUTE'),
  (N'dbo.[taSopLineIvcTaxInsert]', N'EXECUTE'),
  (N'dbo.[taSopUserDefined]', N'EXECUTE'),
  (N'dbo.[taSopVoidDocument]', N'EXECUTE'),
  (N'dbo.[taUpdateCreateCustomerRcd]', N'EXECUTE')
) as r(object, permission) where has_perms_by_name(r.object, N'OBJECT', r.permission) = 1
union all select N'gp_gateway_read', N'is too much', N'member', r.name from (values (N'DYNGRP'), (N'db_owner')) as r(name)
  where is_member(r.name) = 1;
revert;
execute as login = N'gp_gateway_orders';
select N'gp_gateway_orders' as login, N'is missing' as finding, r.permission, r.object from (values
  (N'dbo.[taCreateCustomerAddress]', N'EXECUTE'),
  (N'dbo.[taCreateInternetAddresses]', N'EXECUTE'),
  (N'dbo.[taCreateSopPaymentInsertRecord]', N'EXECUTE'),
  (N'dbo.[taGetPaymentNumber]', N'EXECUTE'),
  (N'dbo.[taGetSopNumber]', N'EXECUTE'),
  (N'dbo.[taRMApply]', N'EXECUTE'),
  (N'dbo.[taRMCashReceiptInsert]', N'EXECUTE'),
  (N'dbo.[taSopHdrIvcInsert]', N'EXECUTE'),
  (N'dbo.[taSopLineIvcInsert]', N'EXECUTE'),
  (N'dbo.[taSopLineIvcTaxInsert]', N'EXECUTE'),
  (N'dbo.[taSopUserDefined]', N'EXECUTE'),
  (N'dbo.[taUpdateCreateCustomerRcd]', N'EXECUTE'),
  (N'dbo.[SY00100]', N'SELECT'),
  (N'dbo.[SOP10100]', N'SELECT'),
  (N'dbo.[SOP10103]', N'SELECT'),
  (N'dbo.[SOP10105]', N'SELECT'),
  (N'dbo.[SOP10106]', N'SELECT'),
  (N'dbo.[SOP10200]', N'SELECT'),
  (N'dbo.[SOP10202]', N'SELECT'),
  (N'dbo.[SOP10107]', N'SELECT'),
  (N'dbo.[SOP30200]', N'SELECT'),
  (N'dbo.[SOP30300]', N'SELECT'),
  (N'dbo.[SOP40200]', N'SELECT')
) as r(object, permission) where isnull(has_perms_by_name(r.object, N'OBJECT', r.permission), 0) = 0
union all select N'gp_gateway_orders', N'is too much', r.permission, r.object from (values
  (N'dbo.[SOP10100]', N'INSERT'),
  (N'dbo.[SOP10100]', N'UPDATE'),
  (N'dbo.[SOP10100]', N'DELETE')
) as r(object, permission) where has_perms_by_name(r.object, N'OBJECT', r.permission) = 1
union all select N'gp_gateway_orders', N'is too much', N'member', r.name from (values (N'DYNGRP'), (N'db_owner')) as r(name)
  where is_member(r.name) = 1;
revert;

-- A procedure that builds SQL of its own runs it with its caller's rights. Only a call shows that: it is taken back.
begin transaction;
declare @document char(15) = (select top (1) ORDDOCID from dbo.SOP40100), @number varchar(21), @state int;
execute as login = N'gp_gateway_orders';
exec dbo.taGetSopNumber @I_tSOPTYPE = 2, @I_cDOCID = @document, @I_tInc_Dec = 1, @O_vSopNumber = @number output,
  @O_iErrorState = @state output;
revert;
rollback transaction;
select N'gp_gateway_orders' as login, @number as [order number], @state as [error, 0 for none];
go
-- The whole way of an order, taken back too: npm run gp -- check --order FILE
