import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { RequestContext } from '../request-context.js';
import type { OperationPlan } from './operation-plan.js';
import type { QueryPlans } from './query-plans.js';
import { TextShelf } from './text-shelf.js';

/** Has a plan made of every query that Apollo Server has validated, so that it is answered by its plan from then on. */
export function planPlugin(plans: QueryPlans): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, source, request, document, operation }) {
          if (operation) plans.make(schema, source, request.operationName, document, operation);
        },
      };
    },
  };
}

const CHECKED_SHELF_BYTES = 16 * 1024 * 1024;

/**
 * Has everything that graphql-js answered without an error answered by a plan as well.
 * @throws {Error} the plan's answer is another, by a single byte
 */
export function checkingPlugin(plans: QueryPlans): ApolloServerPlugin<RequestContext> {
  const shelf = new TextShelf(CHECKED_SHELF_BYTES);
  return {
    async requestDidStart() {
      return {
        async willSendResponse(answered) {
          const plan = plans.find(answered.source ?? '', answered.request.operationName);
          if (plan) await check(plan, answered, shelf);
        },
      };
    },
  };
}

async function check(
  plan: OperationPlan,
  { request, response, contextValue }: GraphQLRequestContextWillSendResponse<RequestContext>,
  shelf: TextShelf,
): Promise<void> {
  if (response.body.kind !== 'single') return;
  const { data, errors } = response.body.singleResult;
  if (errors || !data) return;
  const expected = `${JSON.stringify({ data })}\n`;
  const text = await plan.execute(plan.variablesOf(request.variables ?? {}), contextValue, shelf);
  if (text === expected) return;
  const from = [...text].findIndex((character, index) => character !== expected[index]);
  throw new Error(`The plan answers otherwise from character ${from}: ${text.slice(from - 80, from + 80)}`);
}
