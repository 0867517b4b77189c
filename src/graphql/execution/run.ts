import { type RequestContext } from '../../contract/index.js';
import type { Instant } from '../../values/instant.js';
import type { RenderedTexts } from './rendered-texts.js';
import type { InVariant, TextsOfObject } from './shared-field-writer.js';

/** One execution of a plan. */
export interface Run {
  readonly context: RequestContext;
  /** When the execution began. */
  readonly now: Instant;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly texts: RenderedTexts;
  /** The arguments that hold variables, by the number of their field in the plan, once they are read. */
  readonly args: (Record<string, unknown> | undefined)[];
  /**
   * The variant of this answer and its texts, by the number of the field; null if the field has no variant; a function if each
   * object has its own.
   */
  readonly shared: (InVariant | TextsOfObject | null | undefined)[];
}

/**
 * Thrown if graphql-js has to answer instead of the plan: for a null that the schema forbids, an error of a resolver, or a
 * wrong argument. A query changes nothing, so it can be executed again.
 */
export class FallbackToGraphqlJs extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'FallbackToGraphqlJs';
  }
}
