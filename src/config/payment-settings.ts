import { IsIn, IsInt, IsNotEmpty, IsOptional, IsUrl, Length, Matches, Max, Min } from 'class-validator';
import { secretFile, Variable, wholeNumber } from './variable.js';

/** How invoices are paid online. */
export class PaymentSettings {
  /** The batch in GP that receipts are put into, one a day where it has {date}. It is created if it is missing. */
  @Variable('GP_PAYMENT_BATCH', { expected: 'a batch ID of at most 15 characters, in which {date} stands for the day as 261123' })
  @Length(1, 15)
  @Matches(/^(?:[^{}]|\{date\})+$/)
  batchId = 'WEBPAY{date}';

  /** The checkbook of receipts in GP; by default the card's, the customer's or that of GP's setup. */
  @Variable('GP_PAYMENT_CHECKBOOK', { expected: 'a checkbook ID of at most 15 characters' })
  @IsOptional()
  @Length(1, 15)
  checkbook?: string;

  /** The credit card in GP for payments by card. Without one they are entered as checks. */
  @Variable('GP_PAYMENT_CARD', { expected: 'a credit card ID of at most 15 characters' })
  @IsOptional()
  @Length(1, 15)
  card?: string;

  /** How long preparePayment holds invoices for an account. */
  @Variable('PAYMENT_HOLD_MINUTES', { expected: 'a whole number of minutes from 1 to 120', parse: wholeNumber })
  @IsInt()
  @Min(1)
  @Max(120)
  holdMinutes = 15;

  /**
   * Who confirms that a payment was made. `trusted-caller`: programs that may, by their client entries. `stripe`: they, and for
   * all others Stripe.
   */
  @Variable('PAYMENT_VERIFIER', { expected: 'one of trusted-caller, stripe' })
  @IsIn(['trusted-caller', 'stripe'])
  verifier: 'trusted-caller' | 'stripe' = 'trusted-caller';

  /** A key of Stripe's with the right to read payment intents and charges. */
  @Variable('STRIPE_API_KEY', { expected: 'a secret or restricted key of Stripe' })
  @IsOptional()
  @Length(8, 256)
  stripeKey?: string;

  @Variable('STRIPE_API_KEY_FILE', { expected: 'a readable file with a key of Stripe', parse: secretFile })
  @IsOptional()
  @IsNotEmpty()
  stripeKeyOfFile?: string;

  /** Where Stripe's API is. */
  @Variable('STRIPE_API_BASE', { expected: 'an http or https URL' })
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  stripeBase = 'https://api.stripe.com';

  /** Lines about values that do not go together; for readEnvironment. */
  problems(): readonly string[] {
    const keys = [this.stripeKey, this.stripeKeyOfFile].filter((key) => key !== undefined).length;
    if (keys === 2) return ['STRIPE_API_KEY: expected the key in one place only.'];
    if (this.verifier === 'stripe' && keys === 0) {
      return ['STRIPE_API_KEY: expected the key of Stripe, here or in a file that STRIPE_API_KEY_FILE names.'];
    }
    return [];
  }
}
