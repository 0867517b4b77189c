import type { ScheduleId } from './units.js';

/** How prices of an item are computed (IV00101.PRICMTHD). */
export type PriceMethod = 1 | 2 | 3 | 4 | 5 | 6;

/** A kind of goods. The generator makes any number of series of it. The items of a series are variants of each other. */
export interface Kind {
  readonly prefix: string;
  readonly name: string;
  readonly itemClass: string;
  readonly schedule: ScheduleId;
  readonly sizes: readonly string[];
  /** Codes of the user category that varies besides the size. */
  readonly finishes?: readonly string[];
  readonly colors?: readonly string[];
  readonly material: string;
  /** Cost of one base unit, in cents. */
  readonly costCents: readonly [least: number, most: number];
  /** Weight of one base unit, in hundredths of a pound. */
  readonly weight: number;
  readonly priceDecimals: number;
  readonly method: PriceMethod;
  readonly restricted?: boolean;
}

const INCHES = ['1/4', '5/16', '3/8', '1/2', '5/8', '3/4'];
const BOLTS = ['1/4X1', '1/4X2', '5/16X1', '5/16X2', '3/8X1', '3/8X2', '1/2X2', '1/2X3'];
const GRITS = ['G40', 'G60', 'G80', 'G120', 'G180', 'G220'];
const WEAR = ['S', 'M', 'L', 'XL', '2XL'];
const PLATING = ['ZINC', 'PLAIN', 'HOTDIP'];
const PAINTS = ['BLACK', 'WHITE', 'GRAY', 'RED', 'BLUE', 'YELLOW', 'GREEN'];

// biome-ignore format: a table is read by its columns.
export const KINDS: readonly Kind[] = [
  { prefix: 'HCS', name: 'hex cap screw', itemClass: 'FASTENERS', schedule: 'BOX100', sizes: BOLTS, finishes: PLATING, material: 'STEEL', costCents: [4, 45], weight: 5, priceDecimals: 4, method: 1 },
  { prefix: 'CRB', name: 'carriage bolt', itemClass: 'FASTENERS', schedule: 'BOX100', sizes: BOLTS, finishes: PLATING, material: 'STEEL', costCents: [5, 60], weight: 6, priceDecimals: 4, method: 1 },
  { prefix: 'SHC', name: 'socket head screw', itemClass: 'FASTENERS', schedule: 'BOX50', sizes: BOLTS, finishes: ['BLACKOXIDE', 'ZINC'], material: 'ALLOY', costCents: [9, 80], weight: 5, priceDecimals: 4, method: 1 },
  { prefix: 'NUT', name: 'hex nut', itemClass: 'FASTENERS', schedule: 'BOX100', sizes: INCHES, finishes: PLATING, material: 'STEEL', costCents: [1, 14], weight: 2, priceDecimals: 5, method: 1 },
  { prefix: 'FWA', name: 'flat washer', itemClass: 'FASTENERS', schedule: 'BOX100', sizes: INCHES, finishes: PLATING, material: 'STEEL', costCents: [1, 9], weight: 1, priceDecimals: 5, method: 1 },
  { prefix: 'SMS', name: 'sheet metal screw', itemClass: 'FASTENERS', schedule: 'BOX100', sizes: ['6X1/2', '8X1/2', '8X1', '10X3/4', '12X1'], finishes: ['ZINC', 'PLAIN'], material: 'STEEL', costCents: [2, 8], weight: 1, priceDecimals: 4, method: 1 },
  { prefix: 'ANC', name: 'wedge anchor', itemClass: 'FASTENERS', schedule: 'BOX50', sizes: INCHES, material: 'STEEL', costCents: [18, 160], weight: 14, priceDecimals: 3, method: 1 },
  { prefix: 'ROD', name: 'threaded rod', itemClass: 'FASTENERS', schedule: 'LENGTH', sizes: INCHES, finishes: ['ZINC', 'PLAIN'], material: 'STEEL', costCents: [60, 700], weight: 60, priceDecimals: 2, method: 1 },
  { prefix: 'DKS', name: 'deck screw', itemClass: 'FASTENERS', schedule: 'POUND', sizes: ['8X1-5/8', '8X2', '8X2-1/2', '10X3'], colors: ['TAN', 'GREEN', 'GRAY'], material: 'STEEL', costCents: [380, 610], weight: 100, priceDecimals: 2, method: 1 },
  { prefix: 'PAL', name: 'powder load', itemClass: 'FASTENERS', schedule: 'BOX100', sizes: ['.22', '.25', '.27'], colors: ['GREEN', 'YELLOW', 'RED'], material: 'BRASS', costCents: [8, 16], weight: 1, priceDecimals: 4, method: 1, restricted: true },
  { prefix: 'DSC', name: 'sanding disc', itemClass: 'ABRASIVES', schedule: 'BOX50', sizes: GRITS, material: 'ALUMOXIDE', costCents: [22, 90], weight: 2, priceDecimals: 2, method: 2 },
  { prefix: 'FLP', name: 'flap disc', itemClass: 'ABRASIVES', schedule: 'PACK10', sizes: GRITS, material: 'ZIRCONIA', costCents: [180, 420], weight: 20, priceDecimals: 2, method: 2 },
  { prefix: 'COW', name: 'cut-off wheel', itemClass: 'ABRASIVES', schedule: 'PACK10', sizes: ['4-1/2 IN', '6 IN', '9 IN', '14 IN'], material: 'ALUMOXIDE', costCents: [90, 520], weight: 18, priceDecimals: 2, method: 2 },
  { prefix: 'BLT', name: 'sanding belt', itemClass: 'ABRASIVES', schedule: 'PACK10', sizes: GRITS, material: 'ZIRCONIA', costCents: [150, 680], weight: 12, priceDecimals: 2, method: 2 },
  { prefix: 'DRL', name: 'cordless drill', itemClass: 'POWERTOOLS', schedule: 'EACH', sizes: ['12 V', '18 V'], material: 'MIXED', costCents: [5200, 16500], weight: 340, priceDecimals: 2, method: 2 },
  { prefix: 'GRN', name: 'angle grinder', itemClass: 'POWERTOOLS', schedule: 'EACH', sizes: ['4-1/2 IN', '5 IN', '9 IN'], material: 'MIXED', costCents: [4100, 18900], weight: 520, priceDecimals: 2, method: 2 },
  { prefix: 'SAW', name: 'circular saw blade', itemClass: 'POWERTOOLS', schedule: 'EACH', sizes: ['7-1/4 IN', '10 IN', '12 IN'], material: 'CARBIDE', costCents: [700, 5400], weight: 60, priceDecimals: 2, method: 2 },
  { prefix: 'PRS', name: 'bench drill press', itemClass: 'POWERTOOLS', schedule: 'EACH', sizes: ['8 IN', '12 IN', '15 IN'], material: 'CASTIRON', costCents: [14000, 88000], weight: 9000, priceDecimals: 0, method: 2 },
  { prefix: 'CWR', name: 'combination wrench', itemClass: 'HANDTOOLS', schedule: 'EACH', sizes: INCHES, finishes: ['CHROME', 'BLACKOXIDE'], material: 'CRVANADIUM', costCents: [350, 1900], weight: 40, priceDecimals: 2, method: 3 },
  { prefix: 'SOC', name: 'impact socket', itemClass: 'HANDTOOLS', schedule: 'EACH', sizes: INCHES, material: 'CRMOLY', costCents: [320, 1400], weight: 45, priceDecimals: 2, method: 3 },
  { prefix: 'PLR', name: 'pliers', itemClass: 'HANDTOOLS', schedule: 'EACH', sizes: ['6 IN', '8 IN', '10 IN'], material: 'CRVANADIUM', costCents: [620, 2300], weight: 80, priceDecimals: 2, method: 3 },
  { prefix: 'LVL', name: 'box level', itemClass: 'HANDTOOLS', schedule: 'EACH', sizes: ['24 IN', '48 IN', '72 IN'], material: 'ALUMINUM', costCents: [1500, 6200], weight: 260, priceDecimals: 1, method: 3 },
  { prefix: 'GLV', name: 'work gloves', itemClass: 'SAFETY', schedule: 'PAIR', sizes: WEAR, colors: ['BLACK', 'GRAY'], material: 'NITRILE', costCents: [110, 780], weight: 14, priceDecimals: 2, method: 1 },
  { prefix: 'VST', name: 'safety vest', itemClass: 'SAFETY', schedule: 'EACH', sizes: WEAR, colors: ['LIME', 'ORANGE'], material: 'POLYESTER', costCents: [340, 1250], weight: 35, priceDecimals: 2, method: 1 },
  { prefix: 'GLS', name: 'safety glasses', itemClass: 'SAFETY', schedule: 'PACK10', sizes: ['ONE SIZE'], colors: ['CLEAR', 'GRAY', 'AMBER'], material: 'POLYCARB', costCents: [130, 690], weight: 7, priceDecimals: 2, method: 1 },
  { prefix: 'HAT', name: 'hard hat', itemClass: 'SAFETY', schedule: 'EACH', sizes: ['ONE SIZE'], colors: ['WHITE', 'YELLOW', 'BLUE', 'ORANGE', 'RED'], material: 'HDPE', costCents: [520, 2600], weight: 95, priceDecimals: 2, method: 1 },
  { prefix: 'BRG', name: 'ball bearing', itemClass: 'BEARINGS', schedule: 'EACH', sizes: ['6201', '6202', '6203', '6204', '6205', '6206', '6207'], finishes: ['SEALED', 'OPEN'], material: 'CHROMESTL', costCents: [180, 2400], weight: 30, priceDecimals: 2, method: 5 },
  { prefix: 'VBT', name: 'V-belt', itemClass: 'BEARINGS', schedule: 'EACH', sizes: ['A26', 'A34', 'A48', 'B42', 'B55'], material: 'RUBBER', costCents: [350, 1900], weight: 40, priceDecimals: 2, method: 5 },
  { prefix: 'PLB', name: 'pillow block', itemClass: 'BEARINGS', schedule: 'EACH', sizes: ['1/2 IN', '3/4 IN', '1 IN', '1-1/4 IN'], material: 'CASTIRON', costCents: [800, 4200], weight: 240, priceDecimals: 2, method: 5 },
  { prefix: 'WIR', name: 'building wire', itemClass: 'ELECTRICAL', schedule: 'FOOT', sizes: ['14 AWG', '12 AWG', '10 AWG', '8 AWG'], colors: ['BLACK', 'RED', 'WHITE', 'GREEN'], material: 'COPPER', costCents: [9, 55], weight: 4, priceDecimals: 4, method: 6 },
  { prefix: 'EMT', name: 'conduit', itemClass: 'ELECTRICAL', schedule: 'LENGTH', sizes: ['1/2 IN', '3/4 IN', '1 IN', '2 IN'], material: 'STEEL', costCents: [45, 420], weight: 35, priceDecimals: 3, method: 6 },
  { prefix: 'CON', name: 'conduit connector', itemClass: 'ELECTRICAL', schedule: 'BOX50', sizes: ['1/2 IN', '3/4 IN', '1 IN', '2 IN'], material: 'ZINC', costCents: [25, 310], weight: 7, priceDecimals: 3, method: 6 },
  { prefix: 'TIE', name: 'cable tie', itemClass: 'ELECTRICAL', schedule: 'BOX100', sizes: ['4 IN', '8 IN', '11 IN', '14 IN'], colors: ['BLACK', 'NATURAL'], material: 'NYLON', costCents: [1, 7], weight: 1, priceDecimals: 5, method: 6 },
  { prefix: 'ENM', name: 'industrial enamel', itemClass: 'PAINT', schedule: 'GALLON', sizes: ['GALLON'], colors: PAINTS, material: 'ALKYD', costCents: [1800, 5200], weight: 1080, priceDecimals: 2, method: 4 },
  { prefix: 'SPR', name: 'spray paint', itemClass: 'PAINT', schedule: 'CASE12', sizes: ['15 OZ'], colors: PAINTS, material: 'ALKYD', costCents: [240, 620], weight: 100, priceDecimals: 2, method: 4 },
  { prefix: 'SIL', name: 'silicone sealant', itemClass: 'ADHESIVES', schedule: 'CASE12', sizes: ['10 OZ'], colors: ['CLEAR', 'WHITE', 'BLACK', 'GRAY'], material: 'SILICONE', costCents: [310, 980], weight: 75, priceDecimals: 2, method: 1 },
  { prefix: 'TAP', name: 'vinyl tape', itemClass: 'ADHESIVES', schedule: 'PACK10', sizes: ['3/4 IN', '1 IN', '2 IN'], colors: PAINTS, material: 'VINYL', costCents: [70, 610], weight: 16, priceDecimals: 2, method: 1 },
  { prefix: 'OIL', name: 'hydraulic oil', itemClass: 'LUBRICANTS', schedule: 'GALLON', sizes: ['ISO 32', 'ISO 46', 'ISO 68', 'ISO 100'], material: 'MINERAL', costCents: [900, 2600], weight: 740, priceDecimals: 2, method: 2 },
  { prefix: 'GRS', name: 'grease cartridge', itemClass: 'LUBRICANTS', schedule: 'CASE12', sizes: ['14 OZ'], colors: ['RED', 'BLUE', 'WHITE'], material: 'LITHIUM', costCents: [320, 1500], weight: 92, priceDecimals: 2, method: 2 },
  { prefix: 'MIG', name: 'welding wire', itemClass: 'WELDING', schedule: 'POUND', sizes: ['.023 IN', '.030 IN', '.035 IN', '.045 IN'], material: 'STEEL', costCents: [120, 690], weight: 100, priceDecimals: 2, method: 4 },
  { prefix: 'BRZ', name: 'silver brazing alloy', itemClass: 'WELDING', schedule: 'TROYOZ', sizes: ['15 PCT', '45 PCT', '56 PCT'], material: 'SILVER', costCents: [900, 2900], weight: 7, priceDecimals: 5, method: 3 },
  { prefix: 'AGY', name: 'agency supply kit', itemClass: 'GOVSUPPLY', schedule: 'EACH', sizes: ['SMALL', 'LARGE'], material: 'MIXED', costCents: [1400, 21000], weight: 300, priceDecimals: 2, method: 1 },
];

export const ITEM_CLASSES: Readonly<Record<string, string>> = {
  FASTENERS: 'Fasteners',
  ABRASIVES: 'Abrasives',
  POWERTOOLS: 'Power tools',
  HANDTOOLS: 'Hand tools',
  SAFETY: 'Safety and protection',
  BEARINGS: 'Bearings and drives',
  ELECTRICAL: 'Wire and electrical',
  PAINT: 'Paint and marking',
  ADHESIVES: 'Adhesives, sealants and tape',
  LUBRICANTS: 'Lubricants and fluids',
  WELDING: 'Welding',
  GOVSUPPLY: 'Agency supply list',
  KITS: 'Kits and sets',
  SERVICES: 'Services',
  CHARGES: 'Charges',
};

/** Names of user category values, where the name differs from the value. */
export const VALUE_NAMES: Readonly<Record<string, string>> = {
  RESTRICTED: 'Trade customers only',
  HAZMAT: 'Hazardous, ground only',
  ZINC: 'Zinc plated',
  PLAIN: 'Plain',
  HOTDIP: 'Hot dip galvanized',
  BLACKOXIDE: 'Black oxide',
  CHROME: 'Chrome',
  SEALED: 'Sealed',
  OPEN: 'Open',
  ALUMOXIDE: 'Aluminum oxide',
  CRVANADIUM: 'Chrome vanadium',
  CRMOLY: 'Chrome molybdenum',
  CHROMESTL: 'Chrome steel',
  CASTIRON: 'Cast iron',
  POLYCARB: 'Polycarbonate',
  HDPE: 'Polyethylene',
  ALLOY: 'Alloy steel',
};

export const PLACES = [
  ['Aurora', 'IL', '60502'],
  ['Peoria', 'IL', '61602'],
  ['Rockford', 'IL', '61104'],
  ['Davenport', 'IA', '52801'],
  ['Madison', 'WI', '53703'],
  ['Racine', 'WI', '53403'],
  ['Fort Wayne', 'IN', '46802'],
  ['Toledo', 'OH', '43604'],
  ['Dayton', 'OH', '45402'],
  ['Lansing', 'MI', '48912'],
  ['Reading', 'PA', '19601'],
  ['Erie', 'PA', '16501'],
  ['Trenton', 'NJ', '08608'],
  ['Albany', 'NY', '12207'],
  ['Richmond', 'VA', '23219'],
  ['Durham', 'NC', '27701'],
  ['Macon', 'GA', '31204'],
  ['Mobile', 'AL', '36602'],
  ['Tulsa', 'OK', '74103'],
  ['Wichita', 'KS', '67202'],
  ['Omaha', 'NE', '68102'],
  ['Amarillo', 'TX', '79101'],
  ['Waco', 'TX', '76701'],
  ['Pueblo', 'CO', '81003'],
  ['Boise', 'ID', '83702'],
  ['Reno', 'NV', '89501'],
  ['Fresno', 'CA', '93721'],
  ['Salem', 'OR', '97301'],
  ['Tacoma', 'WA', '98402'],
  ['Spokane', 'WA', '99201'],
] as const;

export const CANADIAN_PLACES = [
  ['Mississauga', 'ON', 'L5T 2N7'],
  ['Hamilton', 'ON', 'L8P 1A1'],
  ['Thunder Bay', 'ON', 'P7B 5E4'],
  ['Calgary', 'AB', 'T2E 7W6'],
  ['Edmonton', 'AB', 'T5J 0N3'],
  ['Winnipeg', 'MB', 'R3C 1A5'],
] as const;

export const FIRST_NAMES = [
  'Ada',
  'Bela',
  'Cyrus',
  'Dana',
  'Elio',
  'Fay',
  'Gus',
  'Hana',
  'Ivo',
  'Jo',
  'Kit',
  'Lena',
  'Moss',
  'Nell',
  'Otis',
];
export const LAST_NAMES = [
  'Orrin',
  'Falk',
  'Voss',
  'Marchand',
  'Storey',
  'Quill',
  'Wynn',
  'Kemper',
  'Lorne',
  'Brandt',
  'Sand',
  'Reyes',
  'Thorne',
];
export const BUSINESS_NAMES = [
  'Alderbrook',
  'Basswood',
  'Cinderford',
  'Dunlin',
  'Eastmere',
  'Fallowfield',
  'Grayling',
  'Hollowell',
  'Ironbridge',
  'Juniper Flat',
  'Kettleby',
  'Larchmere',
  'Millrace',
  'Nettleton',
  'Oxbow',
  'Pinecrest',
  'Quarry Hill',
  'Ravensworth',
  'Saltmarsh',
  'Tamarack',
  'Underhill',
  'Vesper',
  'Westering',
  'Yarrow',
];
export const BUSINESS_KINDS = [
  'Fabrication',
  'Millwork',
  'Builders',
  'Machine Works',
  'Equipment Rental',
  'Marine',
  'Foundry',
  'Hardware',
  'Electric',
  'Mechanical',
  'Farm Supply',
  'Tool and Die',
  'Roofing',
  'Rail Services',
  'Plumbing',
  'Maintenance',
  'Packaging',
  'Steel Erectors',
];
export const STREETS = [
  'Foundry Street',
  'Canal Road',
  'Depot Street',
  'Mill Lane',
  'Harbor Drive',
  'Quarry Road',
  'Granite Court',
  'Prairie Avenue',
  'Switchyard Way',
  'Orchard Street',
];
