import type { GpTables } from './gp-tables.js';

type OptionalColumns = { readonly [Table in keyof GpTables]?: { readonly [Column in keyof GpTables[Table]]?: '' | 0 } };

/**
 * Columns that a company of an older GP may lack, and what is read in their place. GP has added them over its releases, and
 * the contract allows each of them to be blank. Without any other column an answer would be wrong and not only poorer.
 */
export const OPTIONAL_COLUMNS = {
  IV00101: { ALTITEM1: '', ALTITEM2: '', INACTIVE: 0 },
  IV00102: { INACTIVE: 0 },
  IV40600: { Image_URL: '', UserCatLongDescr: '' },
  IV40700: { CCode: '', INACTIVE: 0 },
  RM00102: { CCode: '' },
  SOP10100: { CCode: '', ShipToName: '', SOPSTATUS: 0 },
  SOP10106: { CMMTTEXT: '' },
  SOP10200: { CCode: '', ShipToName: '' },
  SOP10202: { CMMTTEXT: '' },
  SOP30200: { CCode: '', ShipToName: '', SOPSTATUS: 0 },
  SOP30300: { CCode: '', ShipToName: '' },
  SOP40100: { Convert_Functional_Price: 0, Prices_Not_Required_In_Pr: 0 },
  SOP40200: { WORKFLOWENABLED: 0 },
  SY01200: { EmailToAddress: '', INET4: '', INETINFO: '' },
} satisfies OptionalColumns as Readonly<Record<string, Readonly<Record<string, '' | 0>>>>;
