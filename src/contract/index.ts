export { accessTokenOf, bringsAccessToken } from './access-token.js';
export { Authenticator } from './authenticator.js';
export { connectionOf, emptyConnection, LARGEST_PAGE, pageSize } from './connection.js';
export { correlationIdOf } from './correlation-id.js';
export {
  type AskedFact,
  type Costs,
  CUSTOM_FIELDS,
  FIRST,
  type FieldCost,
  FREE,
  type InputListCost,
  type ListLength,
  OWN_RECORD,
  USER_ERRORS,
} from './costs.js';
export { DocumentLinks, type LinkedDocument } from './document-links.js';
export { emptiedFilledIn } from './emptied.js';
export { ErrorFormat } from './error-format.js';
export { inputFaults, withGivenInput } from './given-input.js';
export { type NodeSource, NodeType, nodeTypeOf } from './node-source.js';
export { oncePerArguments } from './once-per-arguments.js';
export { PartlyShared, propertyOf } from './partly-shared.js';
export { type Caller, callerOf, contextOf, type RequestContext } from './request-context.js';
export { correlationId, type Execution, NO_WAITS, RequestRecord, requestScope, type Waits } from './request-record.js';
export { AnswerIsCacheable, hasSharedObjects, isCacheable, SharedField, SharedObjects, variantOf } from './resolver-marks.js';
export { CurrencyCodeScalar, DateScalar, DateTimeScalar, DecimalScalar } from './scalars.js';
export type * as Contract from './schema.generated.js';
export { contract } from './sdl.js';
export { Unauthenticated } from './unauthenticated.js';
export { erpUnavailable, unavailable } from './unavailable.js';
export type { OwnFreshness, Variant, VariantOf, VariantOfObject } from './variant.js';
export { type Identified, ViewerIdentity } from './viewer-identity.js';
