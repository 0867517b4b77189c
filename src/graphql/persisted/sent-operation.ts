import { getOperationAST, parse } from 'graphql';

/** One operation as it was sent, before it is checked. */
export type SentOperation = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The hash of a persisted query, as in version 1 of Apollo's protocol. */
export function hashOf({ extensions }: SentOperation): string | undefined {
  const persisted = isRecord(extensions) ? extensions['persistedQuery'] : undefined;
  if (!isRecord(persisted) || persisted['version'] !== 1) return undefined;
  const hash = persisted['sha256Hash'];
  return typeof hash === 'string' ? hash : undefined;
}

export function textOf({ query }: SentOperation): string | undefined {
  return typeof query === 'string' && query !== '' ? query : undefined;
}

/** Whether an operation is a mutation. A text that cannot be parsed is not: Apollo Server answers with its errors. */
export function isMutation(operation: unknown): boolean {
  const text = isRecord(operation) ? textOf(operation) : undefined;
  if (text === undefined || !/\bmutation\b/.test(text)) return false;
  try {
    const name = (operation as SentOperation)['operationName'];
    return getOperationAST(parse(text), typeof name === 'string' ? name : undefined)?.operation === 'mutation';
  } catch {
    return false;
  }
}

/** The operation in the parameters of a URL; null if they cannot be read. */
export function operationOfUrl(parameters: Readonly<Record<string, unknown>>): SentOperation | null {
  const operation: Record<string, unknown> = {};
  for (const name of ['query', 'operationName', 'documentId', 'variables', 'extensions']) {
    const text = parameters[name];
    if (text === undefined || text === '') continue;
    if (typeof text !== 'string') return null;
    const value = name === 'variables' || name === 'extensions' ? json(text) : text;
    if (value === undefined) return null;
    if (value !== null) operation[name] = value;
  }
  return operation;
}

/** The object or null in a JSON text; undefined if it is neither. */
function json(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
