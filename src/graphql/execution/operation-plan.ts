import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { type RequestContext } from '../../contract/index.js';
import type { Instant } from '../../values/instant.js';
import type { MaybePromise } from '../../values/maybe-promise.js';
import { AnswerBody } from './answer-body.js';
import { switchesOf } from './collected-fields.js';
import { type Compiled, compile } from './compile.js';
import { variablesReader } from './input-readers.js';
import type { RenderedTexts } from './rendered-texts.js';
import { FallbackToGraphqlJs } from './run.js';

/** An operation with more combinations of included and skipped fields is left to graphql-js for the further ones. */
const MAX_VARIANTS = 16;

/**
 * A validated query, prepared to be executed often. It writes the text of the answer itself, and without a promise if all
 * values are there.
 */
export class OperationPlan {
  private readonly switches: readonly string[];
  private readonly variants = new Map<string, Compiled>();
  private readonly readVariables: ReturnType<typeof variablesReader>;

  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly onCompiled: (fields: number) => void,
  ) {
    this.switches = switchesOf(document, operation);
    this.readVariables = variablesReader(schema, operation.variableDefinitions ?? []);
  }

  /**
   * @param onCompiled told the number of fields of each variant, which measures its memory
   * @returns undefined for a mutation, and for a query that cannot be compiled
   */
  static of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    onCompiled: (fields: number) => void,
  ): OperationPlan | undefined {
    if (operation.operation !== OperationTypeNode.QUERY) return undefined;
    try {
      const plan = new OperationPlan(schema, document, operation, onCompiled);
      // Without variables that switch fields there is one variant, so it is compiled now to see whether that is possible.
      if (plan.switches.length === 0) plan.variantFor({});
      return plan;
    } catch {
      return undefined;
    }
  }

  get name(): string | null {
    return this.operation.name?.value ?? null;
  }

  /** Whether an answer depends on live facts, the viewer and the variables only. */
  isOfFacts(variables: Readonly<Record<string, unknown>>): boolean {
    return this.variantFor(variables).isOfFacts;
  }

  /** The values of the variables, in the types that the operation declares. @throws a value is wrong */
  variablesOf(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return this.readVariables(given);
  }

  /**
   * The body of the answer.
   * @throws {FallbackToGraphqlJs} or the error of a resolver: then graphql-js has to answer
   */
  execute(
    variables: Readonly<Record<string, unknown>>,
    context: RequestContext,
    texts: RenderedTexts,
    now: Instant,
  ): MaybePromise<Buffer> {
    const { root } = this.variantFor(variables);
    const text = new AnswerBody(texts);
    text.add('{"data":');
    root.write(undefined, { context, now, variables, texts, args: [], shared: [] }, text);
    text.add('}\n');
    return text.body();
  }

  private variantFor(variables: Readonly<Record<string, unknown>>): Compiled {
    const key = this.switches.map((name) => String(variables[name])).join();
    let variant = this.variants.get(key);
    if (!variant) {
      if (this.variants.size >= MAX_VARIANTS) throw new FallbackToGraphqlJs('too many variants');
      variant = compile(this.schema, this.document, this.operation, variables);
      this.variants.set(key, variant);
      this.onCompiled(variant.fields);
    }
    return variant;
  }
}
