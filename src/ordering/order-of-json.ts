import { buildSchema, coerceInputValue, GraphQLScalarType, isInputType } from 'graphql';
import { type Contract, CurrencyCodeScalar, contract, DateScalar, DecimalScalar } from '../contract/index.js';
import type { OrderRequest } from './order-request.js';
import { type ReadInput, readOrder } from './read-order-input.js';

/**
 * Reads an order as a client of the API sends it: the JSON of a PlaceOrderInput.
 * @throws {InvalidOrderJson} it has not the contract's form; the message has a line for each mistake, with its place
 */
export function orderOfJson(json: unknown): ReadInput<OrderRequest> {
  const problems: string[] = [];
  const input: unknown = coerceInputValue(json, inputType(), (path, _, { message }) => {
    problems.push(`${['input', ...path].join('.')}: ${message}`);
  });
  if (problems.length > 0) throw new InvalidOrderJson(problems.join('\n'));
  return readOrder(input as Contract.PlaceOrderInput);
}

export class InvalidOrderJson extends Error {}

function inputType() {
  const schema = buildSchema(contract());
  for (const { name, parseValue } of [DecimalScalar, DateScalar, CurrencyCodeScalar]) {
    const scalar = schema.getType(name);
    if (scalar instanceof GraphQLScalarType) scalar.parseValue = parseValue;
  }
  const type = schema.getType('PlaceOrderInput');
  if (!isInputType(type)) throw new TypeError('The contract has no PlaceOrderInput');
  return type;
}
