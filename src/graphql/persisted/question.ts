import { getOperationAST, parse } from 'graphql';

/** One operation as it was sent, before anything of it is trusted. */
export type Question = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The hash of Apollo's protocol, version 1. */
export function hashOf({ extensions }: Question): string | undefined {
  const persisted = isRecord(extensions) ? extensions['persistedQuery'] : undefined;
  if (!isRecord(persisted) || persisted['version'] !== 1) return undefined;
  const hash = persisted['sha256Hash'];
  return typeof hash === 'string' ? hash : undefined;
}

export function textOf({ query }: Question): string | undefined {
  return typeof query === 'string' && query !== '' ? query : undefined;
}

/** A text that makes no sense is no mutation: Apollo Server says what is wrong with it. */
export function isMutation(question: unknown): boolean {
  const text = isRecord(question) ? textOf(question) : undefined;
  if (text === undefined || !/\bmutation\b/.test(text)) return false;
  try {
    const name = (question as Question)['operationName'];
    return getOperationAST(parse(text), typeof name === 'string' ? name : undefined)?.operation === 'mutation';
  } catch {
    return false;
  }
}

/** The operation in the parameters of a URL; null where they cannot be read. */
export function questionOfUrl(parameters: Readonly<Record<string, unknown>>): Question | null {
  const question: Record<string, unknown> = {};
  for (const name of ['query', 'operationName', 'documentId', 'variables', 'extensions']) {
    const text = parameters[name];
    if (text === undefined || text === '') continue;
    if (typeof text !== 'string') return null;
    const value = name === 'variables' || name === 'extensions' ? json(text) : text;
    if (value === undefined) return null;
    if (value !== null) question[name] = value;
  }
  return question;
}

/** An object or null; undefined where it is neither. */
function json(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
