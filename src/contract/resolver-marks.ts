import { SetMetadata } from '@nestjs/common';
import type { RequestContext } from './request-context.js';
import type { Variant, VariantOf, VariantOfObject } from './variant.js';

const CACHEABLE = 'graphql:cacheable';
const SHARED_OBJECTS = 'graphql:shared-objects';
const VARIANT = 'graphql:variant';

/**
 * Marks a resolver whose fields all depend only on live facts, the viewer and the arguments. An answer of such fields may be
 * given again while the facts are unchanged.
 */
export const AnswerIsCacheable = () => SetMetadata(CACHEABLE, true);

/** Marks the resolver of a type whose objects are values of facts: requests share them, and they never change. */
export const SharedObjects = () => SetMetadata(SHARED_OBJECTS, true);

/**
 * Marks a field whose value depends on its object, on live facts about that object, and on a variant that many answers share.
 * Its text is rendered once for all of these answers.
 * @param variant tells the variant of one answer, or of each object in it; undefined if it is not known yet
 */
export const SharedField = <Resolver>(
  variant: (resolver: Resolver, args: never, context: RequestContext) => Variant | VariantOfObject<never> | undefined,
) => SetMetadata(VARIANT, variant);

type AnyVariant = (resolver: object, args: unknown, context: RequestContext) => Variant | VariantOfObject | undefined;

export function variantOf(resolver: object, method: object): VariantOf | undefined {
  const variant = Reflect.getMetadata(VARIANT, method) as AnyVariant | undefined;
  return variant && ((args, context) => variant(resolver, args, context));
}

export function isCacheable(resolver: object): boolean {
  return Reflect.getMetadata(CACHEABLE, resolver.constructor) === true;
}

export function hasSharedObjects(resolver: object): boolean {
  return Reflect.getMetadata(SHARED_OBJECTS, resolver.constructor) === true;
}
