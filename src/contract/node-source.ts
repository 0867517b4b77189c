import { SetMetadata } from '@nestjs/common';
import type { MaybePromise } from '../values/maybe-promise.js';
import type { RequestContext } from './request-context.js';

const NODE_TYPE = 'graphql:node-type';

/** Marks a provider that fetches the nodes of one type by their keys. */
export const NodeType = (typename: string) => SetMetadata(NODE_TYPE, typename);

export function nodeTypeOf(provider: object): string | undefined {
  return Reflect.getMetadata(NODE_TYPE, provider.constructor);
}

/** Fetches nodes of one type for the viewer; null for a node that does not exist or that the viewer may not see. */
export interface NodeSource {
  node(key: string, context: RequestContext): MaybePromise<object | null>;
}
