import { GraphQLError } from 'graphql';

/** What graphql-js found wrong within the value of a variable. */
export interface VariableProblem {
  /** As in "i.payments[0].method"; undefined where the value as a whole is wrong. */
  readonly place: string | undefined;
  /** What is wrong there. It may repeat the value. */
  readonly message: string;
}

/** The place stands behind the value, which graphql-js writes with its quotes escaped: no value can look like a place. */
const ENDS_WITH_PLACE = / at "(\w+(?:\.\w+|\[\d+\])+)"$/;

/** Undefined where an error is about anything but the value of a variable. */
export function variableProblemOf({ message, originalError }: GraphQLError): VariableProblem | undefined {
  if (!(originalError instanceof GraphQLError) || !message.startsWith('Variable "$')) return undefined;
  const ending = `; ${originalError.message}`;
  if (!message.endsWith(ending)) return undefined;
  const place = ENDS_WITH_PLACE.exec(message.slice(0, -ending.length))?.[1];
  return { place, message: originalError.message };
}
