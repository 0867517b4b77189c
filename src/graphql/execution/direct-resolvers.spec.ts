import { type CanActivate, Injectable, ParseIntPipe, UseFilters, UseGuards, UseInterceptors, UsePipes } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { Args, Info, Query, Resolver } from '@nestjs/graphql';
import { buildSchema, type GraphQLResolveInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { resolveDirectly } from './direct-resolvers.js';

@Injectable()
class Door implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

const schema = () => buildSchema('type Query { answer(of: Int): Int }');
const found = (resolver: object) => ({ getProviders: () => [{ instance: resolver }] }) as unknown as DiscoveryService;

@Resolver()
class Plain {
  @Query('answer')
  answer(@Args('of') of: number): number {
    return of + 1;
  }
}

@Resolver()
@UseGuards(Door)
class Guarded extends Plain {
  @Query('answer')
  override answer(@Args('of') of: number): number {
    return of;
  }
}

@Resolver()
class GuardedMethod {
  @Query('answer')
  @UseGuards(Door)
  answer(): number {
    return 42;
  }
}

@Resolver()
class Piped {
  @Query('answer')
  @UsePipes(ParseIntPipe)
  answer(): number {
    return 42;
  }
}

@Resolver()
class PipedArgument {
  @Query('answer')
  answer(@Args('of', ParseIntPipe) of: number): number {
    return of;
  }
}

@Resolver()
class Intercepted {
  @Query('answer')
  @UseInterceptors(class {})
  answer(): number {
    return 42;
  }
}

@Resolver()
class Filtered {
  @Query('answer')
  @UseFilters(class {})
  answer(): number {
    return 42;
  }
}

@Resolver()
class Informed {
  @Query('answer')
  answer(@Info() { fieldName }: GraphQLResolveInfo): number {
    return fieldName.length;
  }
}

describe('A resolver that is called directly', () => {
  it('answers as its method does', () => {
    const { answer } = resolveDirectly(schema(), found(new Plain())).getQueryType()?.getFields() ?? {};
    expect(answer?.resolve?.(undefined, { of: 41 }, {}, undefined as never)).toBe(42);
  });

  it.each([
    ['guard', 'class', new Guarded()],
    ['guard', 'method', new GuardedMethod()],
    ['pipe', 'method', new Piped()],
    ['pipe', 'argument', new PipedArgument()],
    ['interceptor', 'method', new Intercepted()],
    ['filter', 'method', new Filtered()],
  ])('must have no %s of Nest at its %s, which would not be run: the start fails', (kind, _place, resolver) => {
    expect(() => resolveDirectly(schema(), found(resolver))).toThrow(`${resolver.constructor.name}.answer has a Nest ${kind}`);
  });

  it('must not take @Info, which a plan does not have: the start fails', () => {
    expect(() => resolveDirectly(schema(), found(new Informed()))).toThrow("Informed.answer takes Nest's @Info");
  });
});
