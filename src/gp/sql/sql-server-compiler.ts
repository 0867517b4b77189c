import { MssqlQueryCompiler, type SchemableIdentifierNode } from 'kysely';

/**
 * Writes the gateway's questions in T-SQL. GP's system database is another database on the same server, so what stands in
 * the schema "DYNAMICS" here is called DYNAMICS.dbo.X there.
 */
export class SqlServerCompiler extends MssqlQueryCompiler {
  protected override visitSchemableIdentifier(node: SchemableIdentifierNode): void {
    if (node.schema) {
      this.visitNode(node.schema);
      this.append('."dbo".');
    }
    this.visitNode(node.identifier);
  }
}
