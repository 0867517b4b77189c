import type { OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type NodeSource, nodeTypeOf, type RequestContext } from '../contract/index.js';
import { InvalidInput } from '../faults/index.js';
import { parseGlobalId } from '../values/global-id.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';

const MAX_IDS = 100;

/** Fetches nodes of all capabilities by their IDs. */
@Resolver('Node')
export class NodeResolver implements OnModuleInit {
  private readonly sources = new Map<string, NodeSource>();
  /**
   * The types of the fetched nodes. They are not written into the nodes, since requests share the nodes that are values of facts.
   */
  private readonly typenames = new WeakMap<object, string>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      const typename = instance && typeof instance === 'object' ? nodeTypeOf(instance) : undefined;
      if (typename) this.sources.set(typename, instance as NodeSource);
    }
  }

  @Query('node')
  node(@Args('id') id: string, @Context() context: RequestContext) {
    return this.find(id, context);
  }

  @Query('nodes')
  nodes(@Args('ids') ids: readonly string[], @Context() context: RequestContext) {
    if (ids.length > MAX_IDS) throw new InvalidInput('ids', `must not hold more than ${MAX_IDS} IDs`);
    return ids.map((id) => this.find(id, context));
  }

  @ResolveField('__resolveType')
  typeOf(node: object): string | undefined {
    return this.typenames.get(node);
  }

  private find(id: string, context: RequestContext): MaybePromise<object | null> {
    const parsed = parseGlobalId(id);
    const source = parsed && this.sources.get(parsed.typename);
    if (!source) return null;
    return andThen(source.node(parsed.key, context), (node) => {
      if (node) this.typenames.set(node, parsed.typename);
      return node;
    });
  }
}
