import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getLocation,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  Source,
  validate,
  visit,
} from 'graphql';
import { type Costs, contract } from '../../contract/index.js';
import { readTextFile, UnreadableText } from '../../files/index.js';
import { graphqlCosts } from '../graphql.costs.js';
import { estimatorOf } from '../limits/cost-estimator.js';
import { declareCosts } from '../limits/declared-costs.js';
import type { RegisteredOperation } from './manifest.js';
import { sha256 } from './persisted-queries.js';

export interface MadeManifest {
  /** The highest cost of each operation, with the most expensive variables that the gateway accepts, by its name. */
  readonly costs: ReadonlyMap<string, number>;
  readonly operations: readonly RegisteredOperation[];
  /** All problems, each as "file:line: what is wrong". */
  readonly problems: readonly string[];
}

/**
 * Makes a manifest of all .graphql files in a folder and below it. A fragment may be in another file than the operations that use
 * it. An operation is registered with the text that graphql-js prints of it and its fragments.
 * @param costs the costs of the capabilities' fields
 */
export function manifestOf(folder: string, costs: readonly Costs[]): MadeManifest {
  const problems: string[] = [];
  const documents = filesBelow(folder).flatMap((file) => {
    try {
      return [parse(new Source(readTextFile(file).text, relative(folder, file)))];
    } catch (fault) {
      if (fault instanceof GraphQLError) problems.push(lineOf(fault));
      else if (fault instanceof UnreadableText) problems.push(`${relative(folder, file)}: ${fault.message}`);
      else throw fault;
      return [];
    }
  });
  const definitions = documents.flatMap(({ definitions }) => definitions);
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations = new Map<string, OperationDefinitionNode>();
  for (const node of definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    else if (node.kind !== Kind.OPERATION_DEFINITION) problems.push(at(node, 'only operations and fragments may stand here'));
    else if (!node.name) problems.push(at(node, 'an operation needs a name'));
    else if (operations.has(node.name.value)) problems.push(at(node, `there is another operation ${node.name.value}`));
    else operations.set(node.name.value, node);
  }
  // All files are validated as one document, so that each problem is reported once, with its place.
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  const schema = declareCosts(buildSchema(contract()), [graphqlCosts, ...costs]);
  if (problems.length === 0) {
    problems.push(...validate(schema, whole, undefined, { maxErrors: 10_000 }).map(lineOf));
  }
  if (problems.length > 0) return { operations: [], costs: new Map(), problems: [...new Set(problems)].toSorted() };
  const sorted = [...operations].toSorted(byName);
  return {
    operations: sorted.map(([, node]) => registered(node, fragments)),
    costs: new Map(sorted.map(([name, node]) => [name, estimatorOf(schema, whole, node).atMost.total])),
    problems: [],
  };
}

function registered(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): RegisteredOperation {
  const used = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) =>
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (!fragment || used.has(name.value)) return;
        used.set(name.value, fragment);
        collect(fragment);
      },
    });
  collect(operation);
  const definitions = [operation, ...[...used].toSorted(byName).map(([, fragment]) => fragment)];
  const body = print({ kind: Kind.DOCUMENT, definitions });
  const type = operation.operation === 'mutation' ? 'mutation' : 'query';
  return { id: sha256(body), name: operation.name?.value ?? '', type, body };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.graphql'))
    .toSorted()
    .map((file) => join(folder, file));
}

function lineOf({ message, nodes, source, locations }: GraphQLError): string {
  const node = nodes?.[0];
  if (node) return at(node, message);
  return `${source?.name ?? ''}:${locations?.[0]?.line ?? 1}: ${message}`;
}

function at({ loc }: DocumentNode['definitions'][number] | NonNullable<GraphQLError['nodes']>[number], message: string): string {
  if (!loc) return message;
  return `${loc.source.name}:${getLocation(loc.source, loc.start).line}: ${message}`;
}
