/** A table that every company of GP has, and no other database: it names GP's system database. */
export const TABLE_OF_EVERY_COMPANY = 'SY00100';

/** SQL Server makes tempdb anew at each start. */
const TEMPDB = 2;

/**
 * How the databases keep reads apart from writes, the name of GP's system database, and when the server was started, in seconds. The names of databases have the
 * server's collation, and the table the company's. It is asked at each login, and of SQL Server only.
 */
export const DATABASE_FACTS = [
  'select d."name" as "database", d."is_read_committed_snapshot_on" as "rowVersions", d."snapshot_isolation_state" as "snapshots",',
  's."name" as "systemDatabase", s."snapshot_isolation_state" as "systemSnapshots",',
  `(select datediff(second, '20000101', t."create_date") from "sys"."databases" as t where t."database_id" = ${TEMPDB}) as "startedAt"`,
  'from "sys"."databases" as d left join "sys"."databases" as s on s."name" collate database_default =',
  `(select top 1 rtrim(c."DBNAME") collate database_default from "dbo"."${TABLE_OF_EVERY_COMPANY}" as c)`,
  'where d."database_id" = db_id()',
].join(' ');
