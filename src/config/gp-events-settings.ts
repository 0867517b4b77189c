import { IsInt, Max, Min, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { list, Variable, wholeNumber } from './variable.js';

/** What is looked at in GP for events of its changes. */
export const GP_EVENT_FAMILIES = ['orders', 'quotes', 'invoices', 'stock', 'products', 'customers', 'prices', 'erp'] as const;
export type GpEventFamily = (typeof GP_EVENT_FAMILIES)[number];

@ValidatorConstraint()
class Families implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (value === 'auto') return true;
    return Array.isArray(value) && value.every((name) => (GP_EVENT_FAMILIES as readonly unknown[]).includes(name));
  }
}

/** Which changes in GP become events. */
export class GpEventsSettings {
  /** By default those of which a destination wants events: no destination would hear of the others. */
  @Variable('EVENTS_FROM_GP', {
    expected: `auto, off, or a list of ${GP_EVENT_FAMILIES.join(', ')}`,
    parse: (text) => (text === 'auto' ? text : text === 'off' ? [] : list(text)),
  })
  @Validate(Families)
  families: 'auto' | readonly GpEventFamily[] = 'auto';

  /** stock.low is told when what is available of an item at all warehouses falls to this or less, in the item's base unit. */
  @Variable('EVENTS_LOW_STOCK', { expected: 'a whole number from 0 to 1000000', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  lowStock = 10;

  /** invoice.dueSoon is told this many days before an open invoice is due. */
  @Variable('EVENTS_DUE_SOON_DAYS', { expected: 'a whole number of days from 0 to 90', parse: wholeNumber })
  @IsInt()
  @Min(0)
  @Max(90)
  dueSoonDays = 7;
}
