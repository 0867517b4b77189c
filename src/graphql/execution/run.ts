import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../request-context.js';
import type { TextShelf } from './text-shelf.js';

/** One execution of a plan. */
export interface Run {
  readonly context: RequestContext;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly shelf: TextShelf;
  /** Arguments that come from variables, by the number of their field in the plan, once they are known. */
  readonly args: (Record<string, unknown> | undefined)[];
  /** What resolvers that look at their selection are told of it, by the number of their field. */
  readonly infos: (GraphQLResolveInfo | undefined)[];
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
