import type { GraphQLField, GraphQLObjectType } from 'graphql';
import { type VariantOf } from '../../contract/index.js';

/** What a field's value depends on. */
export interface FieldTraits {
  /** The field has no resolver: its value is the property of the same name. */
  readonly isProperty: boolean;
  /** The name of the class that resolves it. */
  readonly resolver?: string | undefined;
  /** The value depends on the object and the arguments only. */
  readonly ofParentAndArguments: boolean;
  /** The value depends only on live facts, which the request's Dependencies note, on the viewer and on the arguments. */
  readonly ofFacts: boolean;
  /** Tells the variant that the value has in an answer, or undefined if that is not known yet. For shared fields only. */
  readonly variant?: VariantOf | undefined;
}

const TRAITS = 'traits';
const SHARED = 'shared';

export function describeField(field: GraphQLField<unknown, unknown>, traits: FieldTraits): void {
  field.extensions = { ...field.extensions, [TRAITS]: traits };
}

/** @returns undefined for a field that `resolveDirectly` has not described */
export function traitsOf(field: GraphQLField<unknown, unknown>): FieldTraits | undefined {
  return field.extensions[TRAITS] as FieldTraits | undefined;
}

/** Marks a type whose objects are values of facts: requests share them, and they never change. */
export function declareShared(type: GraphQLObjectType): void {
  type.extensions = { ...type.extensions, [SHARED]: true };
}

export function isShared(type: GraphQLObjectType): boolean {
  return type.extensions[SHARED] === true;
}
