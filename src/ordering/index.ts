export { type CartReview, CartReviewService } from './cart-review.service.js';
export { EmailHolderSource, type EmailHolders } from './email-holder-source.port.js';
export { keptTexts, notKept, oneLine, severalLines } from './kept-text.js';
export { lineDiscount } from './line-discount.js';
export { type OpenOrderDocument, type OpenOrderDocuments, OpenOrderSource } from './open-order-source.port.js';
export {
  asOrderNumber,
  type Order,
  type OrderAddress,
  type OrderLine,
  type OrderNumber,
  type OrderShipment,
  type OrderShipmentLine,
  type OrderStatus,
} from './order.js';
export { orderPolicy } from './order.policy.js';
export { OrderService } from './order.service.js';
export { orderAcceptance } from './order-acceptance.js';
export { checkAmounts, totalsOfOrder } from './order-amounts.js';
export { type Cancellation, OrderCancellation } from './order-cancellation.port.js';
export { hashOfContent, placeOf } from './order-content.js';
export { orderTermsPolicy } from './order-entry.policy.js';
export {
  accountOf,
  eventsOfOrder,
  orderCancelled,
  orderEvents,
  orderPushed,
  orderReceived,
  orderRejected,
  orderShipped,
  orderSubmissionEvents,
} from './order-events.js';
export { OrderHandOver } from './order-hand-over.js';
export { type Handover, OrderIntake } from './order-intake.port.js';
export { type LineComment, readLineComment, writeLineComment } from './order-line-comment.js';
export { customFieldsOfNote, orderNote } from './order-note.js';
export { InvalidOrderJson, orderOfJson } from './order-of-json.js';
export { type CustomerChanges, type CustomerOfOrder, customerPoint, type OrderChanges, orderPoint } from './order-points.js';
export { besides, type OrderProblem, problem } from './order-problem.js';
export type { CartRequest, OrderRequest, PaymentRequest, TaxRequest } from './order-request.js';
export { type OrderFilter, type OrderPage, type OrderPageAsk, type OrderPosition, OrderSource } from './order-source.port.js';
export { type OrderTerms, OrderTermsSource, type ParentCredit } from './order-terms-source.port.js';
export { amountOf, type OrderLineView, type OrderView, orderLineOf } from './order-view.js';
export { FACTS_OF_A_LINE, orderingCosts } from './ordering.costs.js';
export { OrderingModule } from './ordering.module.js';
export { type PartCodeKey, type PartNumberKey, PartNumberSource } from './part-number-source.port.js';
export { PaymentAccountSource, type PaymentAccounts } from './payment-account-source.port.js';
export { type Agreement, type Orderer, type PlacedOrder, PlaceOrderService } from './place-order.service.js';
export { faults, keptKey, keyProblems, type ReadInput, readCart, readPayments } from './read-order-input.js';
export type {
  Discount,
  NamedText,
  NewCustomer,
  Payment,
  QuoteOrigin,
  SalesOrder,
  SalesOrderCharge,
  SalesOrderFee,
  SalesOrderLine,
  ShipTo,
  Tax,
  WrittenAddress,
} from './sales-order.js';
export { type AcceptedReview, salesOrderOf } from './sales-order-of.js';
export { ShippingMethodSource } from './shipping-method-source.port.js';
export { QUOTE_ORDER, QUOTE_REQUEST } from './submission-kinds.js';
export { submissionOf } from './submission-view.js';
export { type TaxDetail, TaxDetailSource } from './tax-detail-source.port.js';
export { textProblems } from './text-limits.js';
export { UNKNOWN_CURRENCY } from './unknown-currency.js';
