import { EXCEPTION_FILTERS_METADATA, GUARDS_METADATA, INTERCEPTORS_METADATA, PIPES_METADATA } from '@nestjs/common/constants.js';
import type { DiscoveryService } from '@nestjs/core';
import { PARAM_ARGS_METADATA, RESOLVER_NAME_METADATA, RESOLVER_TYPE_METADATA } from '@nestjs/graphql';
import { type GraphQLSchema, isObjectType } from 'graphql';
import {
  emptiedFilledIn,
  hasSharedObjects,
  isCacheable,
  propertyOf,
  type RequestContext,
  variantOf,
  withGivenInput,
} from '../../contract/index.js';
import { declareShared, describeField } from './field-traits.js';

/** The positions at which graphql-js passes Nest's @Parent (0), @Context (1) and @Args (3). A plan passes no @Info (2). */
const PLACES: readonly (number | undefined)[] = [0, 2, undefined, 1];
const INFO = 2;
const PARENT = 0;
const ARGUMENTS = 1;

interface Parameter {
  readonly place: number;
  /** The name in @Args(name) or the like; undefined for the whole object. */
  readonly name: string | undefined;
}

/** The decorators that Nest would run around a resolver. A direct call does not run them. */
const ENHANCERS: Readonly<Record<string, string>> = {
  [GUARDS_METADATA]: 'guard',
  [PIPES_METADATA]: 'pipe',
  [INTERCEPTORS_METADATA]: 'interceptor',
  [EXCEPTION_FILTERS_METADATA]: 'filter',
};

type Method = (...given: unknown[]) => unknown;
type Resolve = (parent: unknown, args: Record<string, unknown>, context: RequestContext, info: unknown) => unknown;

/**
 * Makes the schema call the methods of the resolvers directly. Nest's wrappers turn every value into a promise, to run guards,
 * pipes and interceptors. The gateway has none of these.
 * @throws {Error} a resolver has a guard, pipe, interceptor or filter, which would not be run, or an @Info parameter, which a plan
 *   does not pass
 */
export function resolveDirectly(schema: GraphQLSchema, discovery: DiscoveryService): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (source) => propertyOf(source, field.name);
      describeField(field, { isProperty: true, ofParentAndArguments: true, ofFacts: true });
    }
  }
  for (const { instance } of discovery.getProviders()) {
    if (instance && typeof instance === 'object') attach(schema, instance);
  }
  return schema;
}

function attach(schema: GraphQLSchema, resolver: object): void {
  const prototype = Object.getPrototypeOf(resolver) as Record<string, Method>;
  for (const methodName of Object.getOwnPropertyNames(prototype)) {
    if (methodName === 'constructor') continue;
    const method = Object.getOwnPropertyDescriptor(prototype, methodName)?.value as Method | undefined;
    if (typeof method !== 'function' || !Reflect.hasMetadata(RESOLVER_NAME_METADATA, method)) continue;
    const type = schema.getType(typeOf(method) ?? typeOf(resolver.constructor) ?? '');
    const name: string = Reflect.getMetadata(RESOLVER_NAME_METADATA, method);
    // The method of an interface tells the type of its objects. It resolves no field.
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    if (!field) continue;
    refuseEnhancers(resolver, methodName, method);
    const parameters = parametersOf(resolver, methodName);
    const filledIn = emptiedFilledIn(field);
    const resolve = withGivenInput(field, direct(resolver, method, parameters));
    field.resolve = filledIn ? (parent, args, ...rest) => resolve(parent, filledIn(args), ...rest) : resolve;
    const variant = variantOf(resolver, method);
    describeField(field, {
      isProperty: false,
      resolver: resolver.constructor.name,
      ofParentAndArguments: parameters.every(({ place }) => place === PARENT || place === ARGUMENTS),
      ofFacts: isCacheable(resolver),
      variant: variant && filledIn ? (args, context) => variant(filledIn(args), context) : variant,
    });
  }
  const ownType = schema.getType(typeOf(resolver.constructor) ?? '');
  if (isObjectType(ownType) && hasSharedObjects(resolver)) declareShared(ownType);
}

function refuseEnhancers(resolver: object, methodName: string, method: Method): void {
  const owner = resolver.constructor;
  for (const [key, kind] of Object.entries(ENHANCERS)) {
    for (const decorated of [owner, method]) {
      if (Reflect.hasMetadata(key, decorated)) throw new Error(enhanced(`${owner.name}.${methodName}`, kind));
    }
  }
  const metadata: Record<string, { pipes?: readonly unknown[] }> =
    Reflect.getMetadata(PARAM_ARGS_METADATA, owner, methodName) ?? {};
  if (Object.values(metadata).some(({ pipes }) => pipes && pipes.length > 0)) {
    throw new Error(enhanced(`${owner.name}.${methodName}`, 'pipe'));
  }
}

function enhanced(resolver: string, kind: string): string {
  return `${resolver} has a Nest ${kind}, which would not be run: resolvers are called directly. Do in the service what it does.`;
}

function notPassed(resolver: string, kind: number): string {
  if (kind !== INFO) return `${resolver} has a parameter of an unknown kind`;
  return `${resolver} takes Nest's @Info, which it would not get: plans call resolvers without it. Let it follow from its arguments.`;
}

function typeOf(decorated: object): string | undefined {
  return Reflect.getMetadata(RESOLVER_TYPE_METADATA, decorated);
}

function parametersOf(resolver: object, methodName: string): Parameter[] {
  const metadata: Record<string, { index: number; data?: unknown }> =
    Reflect.getMetadata(PARAM_ARGS_METADATA, resolver.constructor, methodName) ?? {};
  const parameters: Parameter[] = [];
  for (const [key, { index, data }] of Object.entries(metadata)) {
    const kind = Number(key.split(':')[0]);
    const place = PLACES[kind];
    if (place === undefined) throw new Error(notPassed(`${resolver.constructor.name}.${methodName}`, kind));
    parameters[index] = { place, name: typeof data === 'string' ? data : undefined };
  }
  return parameters;
}

function direct(resolver: object, method: Method, parameters: readonly Parameter[]): Resolve {
  const [one, two, three, ...more] = parameters.map(readerOf);
  // Written out for up to three parameters: to collect them in a list takes longer than most of the methods do.
  if (!one) return () => method.call(resolver);
  if (!two) return (...given) => method.call(resolver, one(given));
  if (!three) return (...given) => method.call(resolver, one(given), two(given));
  return (...given) => method.call(resolver, one(given), two(given), three(given), ...more.map((each) => each(given)));
}

function readerOf({ place, name }: Parameter): (given: Parameters<Resolve>) => unknown {
  if (name === undefined) return (given) => given[place];
  return (given) => (given[place] as Record<string, unknown>)[name];
}
