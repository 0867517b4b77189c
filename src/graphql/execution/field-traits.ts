import type { GraphQLField, GraphQLObjectType } from 'graphql';
import { type VariantOf } from '../../contract/index.js';

/** What a field's value depends on. */
export interface FieldTraits {
  /** It has no resolver: it is the property of its name. */
  readonly isProperty: boolean;
  /** The name of the class that resolves it. */
  readonly resolver?: string | undefined;
  /** Its object and its arguments, and nothing else. */
  readonly ofParentAndArguments: boolean;
  /** Live facts, the viewer and the arguments: nothing but what the dependencies of a request notices. */
  readonly ofFacts: boolean;
  /** Its resolver looks at the selection below it. */
  readonly wantsInfo: boolean;
  /** What its value follows from in an answer; undefined where that is not at hand. Only of shared fields. */
  readonly variant?: VariantOf | undefined;
}

const TRAITS = 'traits';
const SHARED = 'shared';

export function describeField(field: GraphQLField<unknown, unknown>, traits: FieldTraits): void {
  field.extensions = { ...field.extensions, [TRAITS]: traits };
}

/** Undefined for a field whose resolver nobody described. */
export function traitsOf(field: GraphQLField<unknown, unknown>): FieldTraits | undefined {
  return field.extensions[TRAITS] as FieldTraits | undefined;
}

/** Says of a type that its objects are values of facts: shared by requests, and never changed. */
export function declareShared(type: GraphQLObjectType): void {
  type.extensions = { ...type.extensions, [SHARED]: true };
}

export function isShared(type: GraphQLObjectType): boolean {
  return type.extensions[SHARED] === true;
}
