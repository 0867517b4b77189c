import { SetMetadata } from '@nestjs/common';

const MADE_OF_FACTS = 'graphql:made-of-facts';
const LASTING = 'graphql:lasting';

/**
 * Marks a resolver all of whose fields say nothing but what follows from live facts, the viewer and the arguments: an
 * answer of such fields may be given again while the facts are unchanged.
 */
export const MadeOfFacts = () => SetMetadata(MADE_OF_FACTS, true);

/** Marks the resolver of a type whose objects are values of facts, shared by requests and never changed. */
export const LastingValues = () => SetMetadata(LASTING, true);

export function isMadeOfFacts(resolver: object): boolean {
  return Reflect.getMetadata(MADE_OF_FACTS, resolver.constructor) === true;
}

export function hasLastingValues(resolver: object): boolean {
  return Reflect.getMetadata(LASTING, resolver.constructor) === true;
}
