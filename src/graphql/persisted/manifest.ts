import { Kind, parse } from 'graphql';
import { readJsonFile } from '../../files/index.js';

const FORMAT = 'apollo-persisted-query-manifest';

export interface RegisteredOperation {
  readonly id: string;
  readonly name: string;
  readonly type: 'query' | 'mutation';
  readonly body: string;
}

/** The registered operations, by their IDs and by their texts. */
export class Manifest {
  private readonly bodies = new Map<string, string>();
  private readonly texts = new Set<string>();

  constructor(operations: readonly RegisteredOperation[]) {
    for (const { id, body } of operations) {
      this.bodies.set(id, body);
      this.texts.add(body);
    }
  }

  /**
   * Reads the format of Apollo's persisted query manifests, version 1.
   * @throws {Error} with one line for people that names the place in the file
   */
  static read(file: string): Manifest {
    const plain = readJsonFile(file);
    if (!isRecord(plain)) throw new Error('it is not a JSON object');
    const { format, version, operations } = plain;
    if (format !== FORMAT) throw new Error(`format: expected "${FORMAT}"`);
    if (version !== 1) throw new Error('version: expected 1');
    if (!Array.isArray(operations)) throw new Error('operations: expected an array');
    const ids = new Set<string>();
    operations.forEach((operation: unknown, index) => {
      const problem = problemOf(operation);
      if (problem) throw new Error(`operations[${index}]${problem}`);
      const { id } = operation as RegisteredOperation;
      if (ids.has(id)) throw new Error(`operations[${index}].id: there is another operation of this id`);
      ids.add(id);
    });
    return new Manifest(operations as RegisteredOperation[]);
  }

  bodyOf(id: string): string | undefined {
    return this.bodies.get(id);
  }

  /** Whether a text is registered. Texts are compared by their SHA-256. */
  holds(text: string): boolean {
    return this.texts.has(text);
  }
}

function problemOf(operation: unknown): string | undefined {
  if (!isRecord(operation)) return ': expected an object';
  for (const name of ['id', 'name', 'body']) {
    if (typeof operation[name] !== 'string' || operation[name] === '') return `.${name}: expected a text`;
  }
  const { name, type, body } = operation as unknown as RegisteredOperation;
  if (type !== 'query' && type !== 'mutation') return '.type: expected query or mutation';
  try {
    const found = parse(body).definitions.some(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && definition.operation === type && definition.name?.value === name,
    );
    return found ? undefined : `.body: holds no ${type} of this name`;
  } catch {
    return '.body: is not GraphQL';
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
