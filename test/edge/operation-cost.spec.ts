import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressPolicy, customerPolicy } from '../../src/account/account.policy.js';
import { categoriesPolicy, familyPolicy, listingPolicy, productPolicy } from '../../src/catalog/catalog.policy.js';
import { traitsOf } from '../../src/graphql/execution/field-traits.js';
import type { Cost } from '../../src/graphql/limits/cost.js';
import { type CostEstimator, estimatorOf } from '../../src/graphql/limits/cost-estimator.js';
import { FIELD_WEIGHTS, KEYS_PER_QUESTION, weightOf } from '../../src/graphql/limits/field-weights.js';
import { stockPolicy } from '../../src/inventory/inventory.policy.js';
import { orderPagePolicy, orderPolicy } from '../../src/ordering/order.policy.js';
import { itemPricingPolicy, priceListPolicy } from '../../src/pricing/price.policy.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

let urls: string[];
let gateway: TestGateway;
let schema: GraphQLSchema;

beforeAll(async () => {
  urls = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: urls[0], GP_URL: urls[1] });
  ({ schema } = gateway.gateway.app.get(GraphQLSchemaHost));
});

afterAll(async () => {
  await gateway?.stop();
  for (const url of urls ?? []) await dropDatabase(url);
});

function estimator(query: string): CostEstimator {
  const document = parse(query);
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');
  if (!operation) throw new Error('no operation');
  return estimatorOf(schema, document, operation);
}

function cost(query: string, variables: Record<string, unknown> = {}): Cost {
  return estimator(query)(variables);
}

/** Every field that can be asked for, with its type's name. */
function* fieldsOfContract() {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) yield { type, field, path: `${type.name}.${field.name}` };
  }
}

describe('the table of weights', () => {
  it('has every field that has a resolver', () => {
    const missing = [...fieldsOfContract()]
      .filter(({ type, field }) => traitsOf(field)?.isProperty === false && !FIELD_WEIGHTS[type.name]?.[field.name])
      .map(({ path }) => path);
    expect(missing).toEqual([]);
  });

  it('has every list of objects, or the page that it stands in', () => {
    const paged = new Set(
      [...fieldsOfContract()]
        .filter(({ type, field }) => weightOf(type.name, field).pageSize !== undefined)
        .map(({ field }) => getNamedType(field.type).name),
    );
    const missing = [...fieldsOfContract()]
      .filter(({ field }) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)))
      .filter(({ type, field }) => weightOf(type.name, field).size === undefined && !paged.has(type.name))
      .map(({ path }) => path);
    expect(missing).toEqual([]);
  });

  it('has no field that the contract does not have, and no argument that the field does not take', () => {
    const paths = new Map([...fieldsOfContract()].map(({ path, field }) => [path, field]));
    for (const [type, weights] of Object.entries(FIELD_WEIGHTS)) {
      for (const [name, { size, pageSize }] of Object.entries(weights)) {
        if (name.startsWith('__')) continue;
        const field = paths.get(`${type}.${name}`);
        expect(field, `${type}.${name}`).toBeDefined();
        for (const one of [size, pageSize]) {
          if (typeof one !== 'object') continue;
          const [argument] = one.argument.split('.');
          expect(
            field?.args.map(({ name: arg }) => arg),
            `${type}.${name}`,
          ).toContain(argument);
        }
      }
    }
  });

  it('knows how many keys each fact is asked for at once', () => {
    const policies = [
      customerPolicy,
      addressPolicy,
      productPolicy,
      listingPolicy,
      categoriesPolicy,
      familyPolicy,
      itemPricingPolicy,
      priceListPolicy,
      stockPolicy,
      orderPolicy,
      orderPagePolicy,
    ];
    for (const { namespace, batchSize } of policies) {
      const fact = namespace.replace(/\.v\d+$/, '');
      expect(KEYS_PER_QUESTION, fact).toHaveProperty([fact], batchSize);
    }
    expect(Object.keys(KEYS_PER_QUESTION)).toHaveLength(policies.length + 1);
  });
});
