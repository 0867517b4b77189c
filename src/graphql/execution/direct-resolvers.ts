import type { DiscoveryService } from '@nestjs/core';
import { PARAM_ARGS_METADATA, RESOLVER_NAME_METADATA, RESOLVER_TYPE_METADATA } from '@nestjs/graphql';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { withGivenInput } from '../given-input.js';
import type { RequestContext } from '../request-context.js';
import { declareLasting, describeField } from './field-traits.js';
import { propertyOf } from './layered.js';
import { hasLastingValues, isMadeOfFacts, surroundingsOf } from './made-of-facts.js';

/** Where graphql-js passes what Nest calls @Parent (0), @Context (1), @Info (2) and @Args (3). */
const PLACES: readonly number[] = [0, 2, 3, 1];
const PARENT = 0;
const ARGUMENTS = 1;
const INFO = 3;

interface Parameter {
  readonly place: number;
  /** The one argument that is wanted, where not all of them are. */
  readonly name: string | undefined;
}

type Method = (...given: unknown[]) => unknown;
type Resolve = (parent: unknown, args: Record<string, unknown>, context: RequestContext, info: unknown) => unknown;

/**
 * Lets the schema call the resolvers' methods themselves. Nest's own wrappers make a promise of every value, also of one
 * that is at hand, to run guards, pipes and interceptors, of which the gateway has none.
 */
export function resolveDirectly(schema: GraphQLSchema, discovery: DiscoveryService): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (source) => propertyOf(source, field.name);
      describeField(field, { isProperty: true, ofParentAndArguments: true, ofFacts: true, wantsInfo: false });
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
    // An interface's method tells the type of its objects and resolves no field.
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    if (!field) continue;
    const parameters = parametersOf(resolver, methodName);
    field.resolve = withGivenInput(field, direct(resolver, method, parameters));
    describeField(field, {
      isProperty: false,
      ofParentAndArguments: parameters.every(({ place }) => place === PARENT || place === ARGUMENTS),
      ofFacts: isMadeOfFacts(resolver),
      wantsInfo: parameters.some(({ place }) => place === INFO),
      surroundings: surroundingsOf(resolver, method),
    });
  }
  const ownType = schema.getType(typeOf(resolver.constructor) ?? '');
  if (isObjectType(ownType) && hasLastingValues(resolver)) declareLasting(ownType);
}

function typeOf(decorated: object): string | undefined {
  return Reflect.getMetadata(RESOLVER_TYPE_METADATA, decorated);
}

function parametersOf(resolver: object, methodName: string): Parameter[] {
  const metadata: Record<string, { index: number; data?: unknown }> =
    Reflect.getMetadata(PARAM_ARGS_METADATA, resolver.constructor, methodName) ?? {};
  const parameters: Parameter[] = [];
  for (const [key, { index, data }] of Object.entries(metadata)) {
    const place = PLACES[Number(key.split(':')[0])];
    if (place === undefined) throw new Error(`${resolver.constructor.name}.${methodName} has a parameter of an unknown kind`);
    parameters[index] = { place, name: typeof data === 'string' ? data : undefined };
  }
  return parameters;
}

function direct(resolver: object, method: Method, parameters: readonly Parameter[]): Resolve {
  const [one, two, three, ...more] = parameters.map(readerOf);
  // Spelt out for the numbers that there are: to gather them in a list would take longer than most of the methods do.
  if (!one) return () => method.call(resolver);
  if (!two) return (...given) => method.call(resolver, one(given));
  if (!three) return (...given) => method.call(resolver, one(given), two(given));
  return (...given) => method.call(resolver, one(given), two(given), three(given), ...more.map((each) => each(given)));
}

function readerOf({ place, name }: Parameter): (given: Parameters<Resolve>) => unknown {
  if (name === undefined) return (given) => given[place];
  return (given) => (given[place] as Record<string, unknown>)[name];
}
