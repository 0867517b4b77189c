import type { GraphQLResolveInfo } from 'graphql';
import { type RequestContext } from '../../contract/index.js';
import type { Instant } from '../../values/instant.js';
import type { RenderedTexts } from './rendered-texts.js';
import type { InVariant } from './shared-field-writer.js';

/** One execution of a plan. */
export interface Run {
  readonly context: RequestContext;
  /** When it began. */
  readonly now: Instant;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly texts: RenderedTexts;
  /** Arguments that come from variables, by the number of their field in the plan, once they are known. */
  readonly args: (Record<string, unknown> | undefined)[];
  /** What resolvers that look at their selection are told of it, by the number of their field. */
  readonly infos: (GraphQLResolveInfo | undefined)[];
  /** What was rendered in the variant of this answer, by the number of the field; null where it has none. */
  readonly shared: (InVariant | null | undefined)[];
}

/**
 * Something that a plan leaves to graphql-js, which knows how to answer it: a null where none may be, an error of a
 * resolver, an argument that makes no sense. Queries change nothing, so they can be asked again.
 */
export class LeftToGraphql extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'LeftToGraphql';
  }
}
