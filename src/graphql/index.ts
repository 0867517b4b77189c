export { Authenticator } from './authenticator.js';
export { connectionOf, emptyConnection, pageSize } from './connection.js';
export { GraphqlEdgeModule } from './graphql.module.js';
export { type NodeSource, NodeType } from './node-source.js';
export type { RequestContext } from './request-context.js';
export type * as Contract from './schema.generated.js';
export { erpUnavailable, unavailable } from './unavailable.js';
