import { type CollateNode, MssqlQueryCompiler, type SchemableIdentifierNode } from 'kysely';

/**
 * Compiles the gateway's queries to T-SQL. GP's system database is another database on the same server, so a table X of the
 * schema "DYNAMICS" here is DYNAMICS.dbo.X there. Where that database has another name, the driver puts it in its place.
 */
export class SqlServerCompiler extends MssqlQueryCompiler {
  protected override visitSchemableIdentifier(node: SchemableIdentifierNode): void {
    if (node.schema) {
      this.visitNode(node.schema);
      this.append('."dbo".');
    }
    this.visitNode(node.identifier);
  }

  /** Queries ask for no collation but that of their database. */
  protected override visitCollate(_node: CollateNode): void {
    this.append('collate database_default');
  }
}
