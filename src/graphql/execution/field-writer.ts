import {
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  getArgumentValues,
  Kind,
  visit,
} from 'graphql';
import type { FieldTraits } from './field-traits.js';
import { argumentsReader } from './input-readers.js';
import { Placeholders } from './placeholder.js';
import { FallbackToGraphqlJs, type Run } from './run.js';
import type { TextSink } from './text-sink.js';
import { writeOnceThere } from './write-once-there.js';
import type { Writer } from './writers.js';

/** Writes one field of an object: `{` or a comma, the key, and the value. */
export interface FieldWriter {
  /** Whether the text depends on the object only. */
  readonly isOfParentAlone: boolean;
  /** The text before the value: `{` or a comma, and the key. */
  readonly prefix: string;
  /** The places of its value in rendered texts; undefined for a field that has a resolver or a selection. */
  readonly placeholders: Placeholders | undefined;
  /** Whether the value may depend on one of these properties of the object. */
  readsAny(names: ReadonlySet<string>): boolean;
  write(parent: unknown, run: Run, text: TextSink): void;
  /** The number of the variant whose texts it writes in this run; undefined if there is none, or objects have their own. */
  variantIn?(run: Run): number | undefined;
}

/** Writes __typename, whose value is known when the plan is made. */
export class TypenameWriter implements FieldWriter {
  readonly isOfParentAlone = true;
  readonly prefix: string;
  readonly placeholders = undefined;
  private readonly text: string;

  constructor(key: string, isFirst: boolean, typename: string) {
    this.prefix = keyText(key, isFirst);
    this.text = this.prefix + JSON.stringify(typename);
  }

  readsAny(): boolean {
    return false;
  }

  write(_parent: unknown, _run: Run, text: TextSink): void {
    text.add(this.text);
  }
}

export class ResolvedFieldWriter implements FieldWriter {
  readonly prefix: string;
  readonly placeholders: Placeholders | undefined;
  private readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  /** The arguments, if none of them holds a variable. */
  private readonly fixedArgs: Record<string, unknown> | undefined;
  private readonly readArgs: (variables: Run['variables']) => Record<string, unknown>;

  /** @param number of the field in its plan */
  constructor(
    key: string,
    isFirst: boolean,
    readonly number: number,
    private readonly field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    protected readonly traits: FieldTraits,
    readonly writer: Writer,
  ) {
    if (!field.resolve) throw new FallbackToGraphqlJs('a field without a resolver');
    this.resolve = field.resolve;
    this.prefix = keyText(key, isFirst);
    this.fixedArgs = hasVariables(node) ? undefined : getArgumentValues(field, node);
    this.readArgs = argumentsReader(field, node) ?? ((variables) => getArgumentValues(field, node, variables));
    const { textOf } = writer;
    if (traits.isProperty && textOf) this.placeholders = new Placeholders(field.name, textOf.bind(writer));
  }

  get isOfParentAlone(): boolean {
    return this.traits.ofParentAndArguments && this.fixedArgs !== undefined && this.writer.isOfValueAlone;
  }

  readsAny(names: ReadonlySet<string>): boolean {
    return names.has(this.field.name) || (names.size > 0 && !this.traits.isProperty);
  }

  write(parent: unknown, run: Run, text: TextSink): void {
    const value = this.valueOf(parent, run);
    text.add(this.prefix);
    writeOnceThere(value, this.writer, run, text);
  }

  valueOf(parent: unknown, run: Run): unknown {
    return this.resolve(parent, this.argsIn(run), run.context, NO_INFO);
  }

  /** The arguments, which are the same for all objects of one execution. */
  protected argsIn(run: Run): Record<string, unknown> {
    if (this.fixedArgs) return this.fixedArgs;
    let args = run.args[this.number];
    if (!args) {
      args = this.readArgs(run.variables);
      run.args[this.number] = args;
    }
    return args;
  }
}

function keyText(key: string, isFirst: boolean): string {
  return `${isFirst ? '{' : ','}${JSON.stringify(key)}:`;
}

/** The start refuses a resolver with an @Info parameter. */
const NO_INFO = undefined as unknown as GraphQLResolveInfo;

function hasVariables({ arguments: given }: FieldNode): boolean {
  let found = false;
  for (const argument of given ?? []) {
    visit(argument, {
      [Kind.VARIABLE]: () => {
        found = true;
      },
    });
  }
  return found;
}
