import {
  AliasNode,
  type FromNode,
  IdentifierNode,
  type JoinNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RootOperationNode,
  sql,
  TableNode,
  type UnknownRow,
} from 'kysely';

/** What is read in place of missing columns, by table and column. */
export type MissingColumns = ReadonlyMap<string, ReadonlyMap<string, '' | 0>>;

/** Lets queries read tables that lack columns: each table is read as a select of its rows with the missing columns added. */
export class WithoutColumns implements KyselyPlugin {
  missing: MissingColumns = new Map();
  private readonly transformer = new TableTransformer((table) => this.missing.get(table));

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    return this.missing.size === 0 ? node : this.transformer.transformNode(node);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}

class TableTransformer extends OperationNodeTransformer {
  constructor(private readonly missingOf: (table: string) => ReadonlyMap<string, '' | 0> | undefined) {
    super();
  }

  protected override transformAlias(node: AliasNode): AliasNode {
    return super.transformAlias({ ...node, node: this.completed(node.node) ?? node.node });
  }

  protected override transformFrom(node: FromNode): FromNode {
    return super.transformFrom({ ...node, froms: node.froms.map((from) => this.named(from)) });
  }

  protected override transformJoin(node: JoinNode): JoinNode {
    return super.transformJoin({ ...node, table: this.named(node.table) });
  }

  /** A table without an alias, by its own name. */
  private named(node: OperationNode): OperationNode {
    const completed = this.completed(node);
    return completed && TableNode.is(node)
      ? AliasNode.create(completed, IdentifierNode.create(node.table.identifier.name))
      : node;
  }

  /** It names the table as an identifier and not as a table, so that a query that is transformed twice is the same. */
  private completed(node: OperationNode): OperationNode | undefined {
    if (!TableNode.is(node) || node.table.schema) return undefined;
    const table = node.table.identifier.name;
    const missing = this.missingOf(table);
    if (!missing) return undefined;
    const columns = [...missing].map(
      ([column, value]) => sql`${value === 0 ? sql`0` : sql`cast('' as varchar(1))`} as ${sql.id(column)}`,
    );
    return sql`(select t.*, ${sql.join(columns)} from ${sql.id(table)} as t)`.toOperationNode();
  }
}
