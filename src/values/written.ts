/** Latin ones in every language: other digits are not in every font, and numbers of documents are told by phone. */
export const DIGITS = 'latn';

/** How amounts, quantities and dates are written in one language. The same value gives the same text on every machine. */
export class Written {
  private readonly amounts: Intl.NumberFormat;
  private readonly inCurrency: Intl.NumberFormat;
  private readonly finer: Intl.NumberFormat;
  private readonly quantities: Intl.NumberFormat;
  private readonly dates: Intl.DateTimeFormat;

  constructor(locale: string, currency: string, decimals: number) {
    const digits = { numberingSystem: DIGITS } as const;
    const places = { ...digits, minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    this.amounts = new Intl.NumberFormat(locale, places);
    // A unit price may have more decimals than the currency.
    this.finer = new Intl.NumberFormat(locale, { ...digits, minimumFractionDigits: decimals, maximumFractionDigits: 10 });
    this.quantities = new Intl.NumberFormat(locale, { ...digits, maximumFractionDigits: 10 });
    this.dates = new Intl.DateTimeFormat(locale, { ...digits, dateStyle: 'medium', timeZone: 'UTC' });
    this.inCurrency = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code', ...places });
  }

  amount(text: string): string {
    return this.amounts.format(text as `${number}`);
  }

  /** With the currency's code. */
  total(text: string): string {
    return plainBlanks(this.inCurrency.format(text as `${number}`));
  }

  unitPrice(text: string): string {
    return this.finer.format(text as `${number}`);
  }

  quantity(text: string): string {
    return this.quantities.format(text as `${number}`);
  }

  date(text: string): string {
    return plainBlanks(this.dates.format(new Date(`${text}T00:00:00Z`)));
  }
}

/** Some blanks of Intl are not in every font. */
export function plainBlanks(text: string): string {
  return text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');
}
