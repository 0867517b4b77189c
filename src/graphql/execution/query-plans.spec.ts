import { buildSchema, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { describeField } from './field-traits.js';
import { QueryPlans } from './query-plans.js';

const schema = buildSchema('type Query { me: Query, name: String }');
for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
  field.resolve = () => null;
  describeField(field, { isProperty: true, ofParentAndArguments: true, ofFacts: true });
}

function make(plans: QueryPlans, query: string) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return plans.make(schema, query, undefined, document, document.definitions[0] as OperationDefinitionNode);
}

/** A query of some hundred letters and many fields: each fragment is there twice in the one before it. */
function blownUp(depth: number, name: string): string {
  const fragments = Array.from({ length: depth }, (_, at) => {
    const inner = at === depth - 1 ? 'name' : `...F${at + 1}`;
    return `fragment F${at} on Query { a${at}: me { ${inner} } b${at}: me { ${inner} } }`;
  });
  return `query ${name} { ...F0 } ${fragments.join(' ')}`;
}

describe('The plans of queries', () => {
  it('are found by the text of their query', () => {
    const plans = new QueryPlans();
    const plan = make(plans, '{ name }');
    expect(plans.find('{ name }', undefined)).toBe(plan);
    expect(plans.find('{ name  }', undefined)).toBeUndefined();
    expect(plans.find('{ name }', 'Named')).toBeUndefined();
  });

  it('stay while their query is asked, whatever else is', () => {
    const plans = new QueryPlans();
    const often = make(plans, '{ name }');
    for (let number = 0; number < 1_500; number++) {
      make(plans, `{ other${number}: name }`);
      expect(plans.find('{ name }', undefined)).toBe(often);
    }
    for (let number = 1_490; number < 1_500; number++) plans.find(`{ other${number}: name }`, undefined);
    expect(plans.find('{ name }', undefined)).toBe(often);
  });

  it('are not made of queries that blow up', () => {
    expect(make(new QueryPlans(), blownUp(9, 'Fits'))).toBeDefined();
    expect(make(new QueryPlans(), blownUp(12, 'BlowsUp'))).toBeUndefined();
  });

  it('are bounded in memory, for any queries', () => {
    const plans = new QueryPlans();
    const queries = Array.from({ length: 160 }, (_, at) => blownUp(9, `Q${at}`));
    for (const query of queries) make(plans, query);
    const kept = queries.filter((query) => plans.find(query, undefined));
    expect(kept.length).toBeGreaterThan(0);
    // Each has 2 + 4 + ... + 512 objects, and as many names as the last of these: about 1,500 fields.
    expect(kept.length).toBeLessThan(140);
    expect(plans.find(queries.at(-1) ?? '', undefined)).toBeDefined();
  });
});
