/** What kind of program calls. It decides how much may be asked, and whether its API key can be a secret. */
export const CLIENT_CLASSES = ['SERVER', 'BROWSER', 'MOBILE', 'BUILD'] as const;
export type ClientClass = (typeof CLIENT_CLASSES)[number];

/** What a program may say of an order that only the storefront's server knows. */
export interface OrderRights {
  /** Discounts, of the order, of a line and of the freight: GP knows none of the storefront's promotions. */
  readonly mayDiscount: boolean;
  /** That a payment was made: by card, by bank transfer or by check. */
  readonly mayConfirmPayments: boolean;
  /** Orders of somebody who is not signed in. */
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

/** The program that sent a request; the person on whose behalf it did is the viewer. */
export interface CallingClient {
  /** Its name in the configuration; null for a program that is not known. */
  readonly name: string | null;
  readonly class: ClientClass;
  /** Where the request comes from; null for this machine itself, and whatever stands before the gateway on it. */
  readonly address: string | null;
  /** The requests that it may make in 10 seconds, where that is not what its class may. */
  readonly rateLimit: number | undefined;
  readonly orderRights: OrderRights;
}

/** Whether many visitors share the client, and its key is known to each: it tells them apart by their addresses alone. */
export function isPublicClient({ name, class: of }: CallingClient): boolean {
  return name === null || of === 'BROWSER' || of === 'MOBILE';
}
