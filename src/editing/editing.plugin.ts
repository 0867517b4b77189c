import type {
  ApolloServerPlugin,
  GraphQLRequestContextResponseForOperation,
  GraphQLRequestListener,
  GraphQLResponse,
} from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import { execute, type GraphQLSchema } from 'graphql';
import { ErrorFormat, type RequestContext } from '../contract/index.js';
import { SampleResolvers } from './sample-resolvers.js';
import { sampleSchema } from './sample-schema.js';

/** Answers the page editor's requests from a copy of the schema that has samples where GP would be asked. */
@Plugin()
export class EditingPlugin implements ApolloServerPlugin<RequestContext> {
  private schema: GraphQLSchema | undefined;

  constructor(
    private readonly samples: SampleResolvers,
    private readonly format: ErrorFormat,
  ) {}

  async requestDidStart(): Promise<GraphQLRequestListener<RequestContext>> {
    return {
      responseForOperation: async (asked) => (asked.contextValue.isEditing ? this.answer(asked) : null),
    };
  }

  private async answer({
    schema,
    document,
    request,
    operationName,
    contextValue,
    response,
  }: GraphQLRequestContextResponseForOperation<RequestContext>): Promise<GraphQLResponse> {
    this.schema ??= sampleSchema(schema, this.samples.all);
    const { data, errors } = await execute({
      schema: this.schema,
      document,
      operationName,
      variableValues: request.variables,
      contextValue,
    });
    const publicErrors = errors?.map((error) => this.format.of(error));
    return {
      http: response.http,
      body: { kind: 'single', singleResult: { ...(publicErrors && { errors: publicErrors }), data: data ?? null } },
    };
  }
}
