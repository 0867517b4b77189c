/** The kinds of calling programs. The class decides how much a program may ask, and whether its API key can be a secret. */
export const CLIENT_CLASSES = ['SERVER', 'BROWSER', 'MOBILE', 'BUILD'] as const;
export type ClientClass = (typeof CLIENT_CLASSES)[number];

/** Which facts about an order a program may state. Only the storefront's server knows them. */
export interface OrderRights {
  /** Discounts of the order, of a line and of the freight. GP knows none of the storefront's promotions. */
  readonly mayDiscount: boolean;
  /** That a payment was made: by card, by bank transfer or by check. */
  readonly mayConfirmPayments: boolean;
  /** Orders of visitors, who are not signed in. */
  readonly mayOrderForVisitors: boolean;
  /** That an e-mail address is the visitor's own. */
  readonly mayVouch: boolean;
}

export const NO_ORDER_RIGHTS: OrderRights = {
  mayDiscount: false,
  mayConfirmPayments: false,
  mayOrderForVisitors: false,
  mayVouch: false,
};

export const ALL_ORDER_RIGHTS: OrderRights = {
  mayDiscount: true,
  mayConfirmPayments: true,
  mayOrderForVisitors: true,
  mayVouch: true,
};

/** The program that sent a request. The person for whom it sent the request is the viewer. */
export interface CallingClient {
  /** Its name in the configuration; null for a program that is not known. */
  readonly name: string | null;
  readonly class: ClientClass;
  /** The address that the request comes from; null for this machine itself and for a proxy on it. */
  readonly address: string | null;
  /** The number of requests that it may make in 10 seconds; undefined where the number of its class applies. */
  readonly rateLimit: number | undefined;
  readonly orderRights: OrderRights;
}

/** Whether many visitors share the client and know its key. Such visitors are told apart by their addresses alone. */
export function isPublicClient({ name, class: of }: CallingClient): boolean {
  return name === null || of === 'BROWSER' || of === 'MOBILE';
}
