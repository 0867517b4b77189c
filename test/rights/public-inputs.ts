const UNIT = 'the units of a product stand beside it, for whoever sees it';
const WRITTEN_DOWN = 'text that goes into the order as it stands; nothing is looked up by it';
const OF_THE_COMPANY =
  "a code of the company's own setup that goes into the order as it stands; no customer has it to themselves";

/**
 * What may be given by anybody without naming what is somebody's, by where it is declared, with the reason. Whatever is
 * neither here nor covered by a case fails the test.
 */
export const PUBLIC_INPUTS: Readonly<Record<string, string>> = {
  'Product.price(unitOfMeasure)': UNIT,
  'Product.availability(unitOfMeasure)': UNIT,
  'CartLineInput.unitOfMeasure': UNIT,
  'OrderLineInput.unitOfMeasure': UNIT,
  'QuickOrderLineInput.unitOfMeasure': UNIT,
  'LoginWithIdentityTokenInput.idToken':
    "signed by the provider for one subject; the tests of identity tokens show that it opens no other user's session",
  'LoginWithIdentityTokenInput.nonce': 'compared with what stands in the token, and with nothing else',
  'LocationInput.postalCode': 'postal codes and where they are come with the gateway',
  'Product.customFields(names)': "names that the merchant has configured for everybody; the product's visibility is another case",
  'Order.customFields(names)': 'names that the merchant has configured for everybody; who sees the order is another case',

  'PlaceOrderInput.reference': WRITTEN_DOWN,
  'PlaceOrderInput.purchaseOrderNumber': WRITTEN_DOWN,
  'PlaceOrderInput.shippingMethod': OF_THE_COMPANY,
  'PlaceOrderInput.comment': WRITTEN_DOWN,
  'CancelOrderInput.reason': WRITTEN_DOWN,
  'NewCustomerInput.name': WRITTEN_DOWN,
  'NewCustomerInput.company': WRITTEN_DOWN,
  'NewCustomerInput.phone': WRITTEN_DOWN,
  'NewCustomerInput.taxRegistration': WRITTEN_DOWN,
  'AddressInput.contactName': WRITTEN_DOWN,
  'AddressInput.line1': WRITTEN_DOWN,
  'AddressInput.line2': WRITTEN_DOWN,
  'AddressInput.line3': WRITTEN_DOWN,
  'AddressInput.city': WRITTEN_DOWN,
  'AddressInput.region': WRITTEN_DOWN,
  'AddressInput.postalCode': WRITTEN_DOWN,
  'AddressInput.country': WRITTEN_DOWN,
  'AddressInput.phone': WRITTEN_DOWN,
  'AddressInput.email': WRITTEN_DOWN,
  'CustomFieldInput.name': WRITTEN_DOWN,
  'CustomFieldInput.value': WRITTEN_DOWN,
  'RequestQuoteInput.reference': WRITTEN_DOWN,
  'RequestQuoteInput.comment': WRITTEN_DOWN,
  'OrderQuoteInput.reference': WRITTEN_DOWN,
  'OrderQuoteInput.purchaseOrderNumber': WRITTEN_DOWN,
  'OrderQuoteInput.revision': 'compared with that of the quote that was named, and with nothing else',
  'AnswerQuoteInput.comment': WRITTEN_DOWN,
  'OrderLineInput.taxCode': WRITTEN_DOWN,
  'OrderLineInput.comment': WRITTEN_DOWN,
  'FeeInput.code': WRITTEN_DOWN,
  'FeeInput.description': WRITTEN_DOWN,
  'DiscountInput.code': WRITTEN_DOWN,
  'TaxInput.detail': OF_THE_COMPANY,
  'TaxInput.provider': WRITTEN_DOWN,
  'TaxInput.transactionId': WRITTEN_DOWN,
  'PaymentInput.transactionId': WRITTEN_DOWN,
  'PaymentInput.authorizationCode': WRITTEN_DOWN,
  'PaymentInput.account': OF_THE_COMPANY,
  'RecurrenceInput.subscriptionId': WRITTEN_DOWN,
  'PayInvoicesInput.transactionId': WRITTEN_DOWN,
  'PayInvoicesInput.authorizationCode': WRITTEN_DOWN,
};
