import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { execute } from 'graphql';
import { type RequestContext } from '../../contract/index.js';
import type { Clock } from '../../values/clock.js';
import type { OperationPlan } from './operation-plan.js';
import type { QueryPlans } from './query-plans.js';
import { RenderedTexts } from './rendered-texts.js';

/** Makes a plan of each query that Apollo Server has validated. The plan answers the query from then on. */
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

const CHECKED_TEXTS_BYTES = 16 * 1024 * 1024;
const ATTEMPTS = 4;

/**
 * Compares each answer of graphql-js that has no error with the answer of the plan.
 * @throws {Error} the plan's answer differs, if only by one byte
 */
export function checkingPlugin(plans: QueryPlans, clock: Clock): ApolloServerPlugin<RequestContext> {
  const texts = new RenderedTexts(CHECKED_TEXTS_BYTES);
  return {
    async requestDidStart() {
      return {
        async willSendResponse(answered) {
          const plan = plans.find(answered.source ?? '', answered.request.operationName);
          // Samples for the page editor come from another schema than the one that plans are made of.
          if (plan && !answered.contextValue.isEditing) await check(plan, answered, texts, clock);
        },
      };
    },
  };
}

async function check(
  plan: OperationPlan,
  answered: GraphQLRequestContextWillSendResponse<RequestContext>,
  texts: RenderedTexts,
  clock: Clock,
): Promise<void> {
  const { body } = answered.response;
  if (body.kind !== 'single' || body.singleResult.errors || !body.singleResult.data) return;
  const { contextValue, request } = answered;
  let expected = textOf(body.singleResult);
  for (let attempt = 1; ; attempt++) {
    const body = await plan.execute(plan.variablesOf(request.variables ?? {}), contextValue, texts, clock.now());
    const text = body.toString();
    if (text === expected) return;
    if (attempt === ATTEMPTS) throw new Error(`The plan answers otherwise ${difference(text, expected)}`);
    // A fact may have been read between the two executions. Then both answers change.
    expected = textOf(await answerAgain(answered));
  }
}

function answerAgain({ schema, document, contextValue, request }: GraphQLRequestContextWillSendResponse<RequestContext>) {
  if (!document) throw new Error('An answer to no document');
  const { operationName, variables } = request;
  return execute({ schema, document, contextValue, operationName: operationName ?? null, variableValues: variables ?? {} });
}

function textOf({ data }: { data?: unknown }): string {
  return `${JSON.stringify({ data })}\n`;
}

function difference(text: string, expected: string): string {
  const from = [...text].findIndex((character, index) => character !== expected[index]);
  return `from character ${from}: ${text.slice(from - 80, from + 80)}`;
}
