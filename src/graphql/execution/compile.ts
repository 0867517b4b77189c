import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { CollectedFields } from './collected-fields.js';
import { isShared, traitsOf } from './field-traits.js';
import { type FieldWriter, ResolvedFieldWriter, TypenameWriter } from './field-writer.js';
import { FallbackToGraphqlJs } from './run.js';
import { SharedFieldWriter } from './shared-field-writer.js';
import { AbstractWriter, LeafWriter, ListWriter, NonNullWriter, NullableWriter, ObjectWriter, type Writer } from './writers.js';

/** No plan is made of an operation with more fields: it would take too much memory. */
const MAX_FIELDS = 2_000;

export interface Compiled {
  readonly root: Writer;
  /** The number of fields. Fields are numbered from 1 to this. */
  readonly fields: number;
  /** Whether an answer depends on live facts, the viewer and the variables only. */
  readonly isOfFacts: boolean;
}

/**
 * Turns a validated query into writers, one per place of its selection.
 * @param switches the values of the variables that include or skip fields
 * @throws {FallbackToGraphqlJs} the query holds something that no writer can write
 */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  switches: Readonly<Record<string, unknown>>,
): Compiled {
  const collected = new CollectedFields(schema, document, switches);
  let fields = 0;
  let isOfFacts = true;

  const query = schema.getQueryType();
  if (!query) throw new FallbackToGraphqlJs('a schema without queries');
  const root = objectWriter(query, [operation.selectionSet]);
  return { root, fields, isOfFacts };

  function objectWriter(type: GraphQLObjectType, selectionSets: readonly (SelectionSetNode | undefined)[]): Writer {
    if (type.isTypeOf) throw new FallbackToGraphqlJs('a type that tells its objects by a function');
    const writers: FieldWriter[] = [];
    for (const [key, nodes] of collected.of(type, selectionSets)) {
      const [node] = nodes;
      const name = node.name.value;
      if (++fields > MAX_FIELDS) throw new FallbackToGraphqlJs('too many fields');
      const isFirst = writers.length === 0;
      if (name === '__typename') {
        writers.push(new TypenameWriter(key, isFirst, type.name));
        continue;
      }
      const field: GraphQLField<unknown, unknown> | undefined = type.getFields()[name];
      const traits = field && traitsOf(field);
      if (!field || !traits) throw new FallbackToGraphqlJs('a field of introspection, or one that was not described');
      isOfFacts &&= traits.ofFacts;
      const number = fields;
      const writer = writerOf(
        field.type,
        nodes.map(({ selectionSet }) => selectionSet),
      );
      const FieldWriterOf = traits.variant && writer.isOfValueAlone ? SharedFieldWriter : ResolvedFieldWriter;
      writers.push(new FieldWriterOf(key, isFirst, number, field, node, traits, writer));
    }
    return new ObjectWriter(writers, isShared(type));
  }

  function writerOf(type: GraphQLOutputType, selectionSets: readonly (SelectionSetNode | undefined)[]): Writer {
    if (isNonNullType(type)) return new NonNullWriter(bareWriterOf(type.ofType, selectionSets));
    return new NullableWriter(bareWriterOf(type, selectionSets));
  }

  function bareWriterOf(
    type: Exclude<GraphQLOutputType, { ofType: GraphQLNamedOutputType }>,
    selectionSets: readonly (SelectionSetNode | undefined)[],
  ): Writer {
    if (isListType(type)) return new ListWriter(writerOf(type.ofType, selectionSets));
    if (isLeafType(type)) return new LeafWriter(type);
    if (isAbstractType(type)) {
      const members = schema.getPossibleTypes(type).map((member) => [member.name, objectWriter(member, selectionSets)] as const);
      return new AbstractWriter(type, new Map(members));
    }
    return objectWriter(type as GraphQLObjectType, selectionSets);
  }
}
