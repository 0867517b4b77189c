import { SetMetadata } from '@nestjs/common';
import type { RequestContext } from '../request-context.js';
import type { SurroundingsOf } from './field-traits.js';
import type { Surroundings } from './surroundings.js';

const MADE_OF_FACTS = 'graphql:made-of-facts';
const LASTING = 'graphql:lasting';
const SURROUNDINGS = 'graphql:surroundings';

/**
 * Marks a resolver all of whose fields say nothing but what follows from live facts, the viewer and the arguments: an
 * answer of such fields may be given again while the facts are unchanged.
 */
export const MadeOfFacts = () => SetMetadata(MADE_OF_FACTS, true);

/** Marks the resolver of a type whose objects are values of facts, shared by requests and never changed. */
export const LastingValues = () => SetMetadata(LASTING, true);

/**
 * Marks a field whose layered value follows from its object, the live facts about that, and surroundings that many answers
 * share, so that it is written once for all of them.
 * @param surroundings of one answer; undefined where they are not at hand
 */
export const InSurroundings = <Resolver>(
  surroundings: (resolver: Resolver, args: never, context: RequestContext) => Surroundings | undefined,
) => SetMetadata(SURROUNDINGS, surroundings);

type AnySurroundings = (resolver: object, args: unknown, context: RequestContext) => Surroundings | undefined;

export function surroundingsOf(resolver: object, method: object): SurroundingsOf | undefined {
  const surroundings = Reflect.getMetadata(SURROUNDINGS, method) as AnySurroundings | undefined;
  return surroundings && ((args, context) => surroundings(resolver, args, context));
}

export function isMadeOfFacts(resolver: object): boolean {
  return Reflect.getMetadata(MADE_OF_FACTS, resolver.constructor) === true;
}

export function hasLastingValues(resolver: object): boolean {
  return Reflect.getMetadata(LASTING, resolver.constructor) === true;
}
