import { type Fixed, ONE } from './fixed-point.js';

/** A unit of a schedule (IV40202), with its quantity in base units and in the unit that defines it. */
export interface Unit {
  readonly code: string;
  readonly baseQuantity: Fixed;
  /** The defining unit where it is not the base unit. GP then keeps a second row. */
  readonly definedBy?: { readonly code: string; readonly quantity: Fixed };
}

/** A unit of measure schedule (IV40201). The first unit is the base. */
export interface Schedule {
  readonly id: string;
  readonly description: string;
  readonly quantityDecimals: number;
  readonly units: readonly [Unit, ...Unit[]];
  /** The default selling unit. */
  readonly sellingUnit: string;
}

const base = (code: string): Unit => ({ code, baseQuantity: ONE });
const of = (code: string, quantity: number): Unit => ({ code, baseQuantity: Math.round(quantity * ONE) });

export const SCHEDULES = {
  EACH: { id: 'EACH', description: 'Single pieces', quantityDecimals: 0, units: [base('Each')], sellingUnit: 'Each' },
  BOX100: {
    id: 'BOX100',
    description: 'Each, box 100, case 1000',
    quantityDecimals: 0,
    units: [
      base('Each'),
      of('Box', 100),
      { code: 'Case', baseQuantity: 1000 * ONE, definedBy: { code: 'Box', quantity: 10 * ONE } },
    ],
    sellingUnit: 'Box',
  },
  BOX50: {
    id: 'BOX50',
    description: 'Each, box 50',
    quantityDecimals: 0,
    units: [base('Each'), of('Box', 50)],
    sellingUnit: 'Box',
  },
  PACK10: {
    id: 'PACK10',
    description: 'Each, pack 10, case 100',
    quantityDecimals: 0,
    units: [base('Each'), of('Pack', 10), of('Case', 100)],
    sellingUnit: 'Pack',
  },
  CASE12: {
    id: 'CASE12',
    description: 'Each, case 12',
    quantityDecimals: 0,
    units: [base('Each'), of('Case', 12)],
    sellingUnit: 'Each',
  },
  PAIR: {
    id: 'PAIR',
    description: 'Pair, dozen',
    quantityDecimals: 0,
    units: [base('Pair'), of('Dozen', 12)],
    sellingUnit: 'Pair',
  },
  LENGTH: {
    id: 'LENGTH',
    description: 'Foot, length 10',
    quantityDecimals: 1,
    units: [base('Foot'), of('Length', 10)],
    sellingUnit: 'Length',
  },
  POUND: {
    id: 'POUND',
    description: 'Pound, pail 25',
    quantityDecimals: 2,
    units: [base('Pound'), of('Pail', 25)],
    sellingUnit: 'Pail',
  },
  FOOT: {
    id: 'FOOT',
    description: 'Foot, spool 500, reel 2500',
    quantityDecimals: 3,
    units: [
      base('Foot'),
      of('Spool', 500),
      { code: 'Reel', baseQuantity: 2500 * ONE, definedBy: { code: 'Spool', quantity: 5 * ONE } },
    ],
    sellingUnit: 'Spool',
  },
  GALLON: {
    id: 'GALLON',
    description: 'Gallon, quart, pail 5',
    quantityDecimals: 4,
    units: [base('Gallon'), of('Quart', 0.25), of('Pail', 5)],
    sellingUnit: 'Gallon',
  },
  TROYOZ: {
    id: 'TROYOZ',
    description: 'Troy ounce, gram',
    quantityDecimals: 5,
    units: [base('TrOz'), of('Gram', 0.03215)],
    sellingUnit: 'TrOz',
  },
  HOUR: {
    id: 'HOUR',
    description: 'Hour, day 8',
    quantityDecimals: 2,
    units: [base('Hour'), of('Day', 8)],
    sellingUnit: 'Hour',
  },
} as const satisfies Readonly<Record<string, Schedule>>;

export type ScheduleId = keyof typeof SCHEDULES;
