import { GraphQLError } from 'graphql';

/** A fault that graphql-js has found in the value of a variable. */
export interface VariableProblem {
  /** The place, as in "i.payments[0].method"; undefined if the value as a whole is wrong. */
  readonly place: string | undefined;
  /** The message of graphql-js. It may repeat the value. */
  readonly message: string;
}

/** The place at the end of a message. The value before it has escaped quotes, so no value can look like a place. */
const ENDS_WITH_PLACE = / at "(\w+(?:\.\w+|\[\d+\])+)"$/;

/** @returns undefined for an error that is not about the value of a variable */
export function variableProblemOf({ message, originalError }: GraphQLError): VariableProblem | undefined {
  if (!(originalError instanceof GraphQLError) || !message.startsWith('Variable "$')) return undefined;
  const ending = `; ${originalError.message}`;
  if (!message.endsWith(ending)) return undefined;
  const place = ENDS_WITH_PLACE.exec(message.slice(0, -ending.length))?.[1];
  return { place, message: originalError.message };
}
