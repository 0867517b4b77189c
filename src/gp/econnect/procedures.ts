import type { CalendarDate } from '../../values/calendar-date.js';

/** The type of a parameter, in SQL Server's words. */
export type ParameterType =
  | 'tinyint'
  | 'smallint'
  | 'int'
  | 'datetime'
  | 'text'
  | `char(${number})`
  | `varchar(${number})`
  | `numeric(${number},${number})`;

type ParameterTypes = Readonly<Record<string, ParameterType>>;

/** What the gateway passes to a procedure that writes. Each of them answers through @O_iErrorState and @oErrString. */
interface WritingProcedure {
  /** Parameters without a default. SQL Server refuses a call that leaves one out (201). */
  readonly required: ParameterTypes;
  readonly optional: ParameterTypes;
  /**
   * Parameters that an older GP does not have. They are left out where the procedure has none of the name: what they say is
   * also in another parameter of the call.
   */
  readonly newer?: ParameterTypes;
}

const ADDRESS = {
  I_vADDRESS1: 'char(60)',
  I_vADDRESS2: 'char(60)',
  I_vADDRESS3: 'char(60)',
  I_vCITY: 'char(35)',
  I_vSTATE: 'char(29)',
  I_vZIPCODE: 'char(10)',
  I_vCOUNTRY: 'char(60)',
} as const;

/** Of a document's ship-to address. The contact person also has the name. */
const SHIP_TO_NAME = { I_vShipToName: 'char(64)' } as const;

/**
 * Every parameter that the gateway passes to eConnect's procedures, by its name without the @, with the type that the
 * procedure declares. The calls, the check of a company and the statements for a SQL Server are made from this list. Source:
 * the parameter lists of GP 2013 and GP 2018, which are equal in these.
 */
export const PROCEDURES = {
  taSopLineIvcInsert: {
    required: {
      I_vSOPTYPE: 'smallint',
      I_vSOPNUMBE: 'char(21)',
      I_vCUSTNMBR: 'char(15)',
      I_vDOCDATE: 'datetime',
      I_vITEMNMBR: 'char(30)',
      I_vQUANTITY: 'numeric(19,5)',
    },
    optional: {
      I_vDOCID: 'char(15)',
      I_vLNITMSEQ: 'int',
      I_vUOFM: 'char(8)',
      I_vLOCNCODE: 'char(10)',
      I_vPRCLEVEL: 'char(10)',
      I_vQTYTBAOR: 'numeric(19,5)',
      I_vTOTALQTY: 'numeric(19,5)',
      I_vQtyShrtOpt: 'smallint',
      I_vUNITPRCE: 'numeric(19,5)',
      I_vMRKDNAMT: 'numeric(19,5)',
      I_vXTNDPRCE: 'numeric(19,5)',
      I_vTAXAMNT: 'numeric(19,5)',
      I_vCURNCYID: 'char(15)',
      I_vIncludePromo: 'smallint',
      I_vSLPRSNID: 'char(15)',
      I_vSALSTERR: 'char(15)',
      I_vSHIPMTHD: 'char(15)',
      I_vReqShipDate: 'datetime',
      I_vCMMTTEXT: 'varchar(500)',
      I_vPRSTADCD: 'char(15)',
      I_vCNTCPRSN: 'char(60)',
      ...ADDRESS,
      I_vPHONE1: 'char(21)',
    },
    newer: SHIP_TO_NAME,
  },
  taSopLineIvcTaxInsert: {
    required: {
      I_vSOPTYPE: 'smallint',
      I_vSOPNUMBE: 'char(21)',
      I_vCUSTNMBR: 'char(15)',
      I_vTAXDTLID: 'char(15)',
    },
    optional: {
      I_vTAXTYPE: 'smallint',
      I_vLNITMSEQ: 'int',
      I_vSALESAMT: 'numeric(19,5)',
      I_vSTAXAMNT: 'numeric(19,5)',
      I_vTDTTXSLS: 'numeric(19,5)',
      I_vFREIGHT: 'numeric(19,5)',
      I_vFRTTXAMT: 'numeric(19,5)',
      I_vMISCAMNT: 'numeric(19,5)',
      I_vMSCTXAMT: 'numeric(19,5)',
    },
  },
  taCreateSopPaymentInsertRecord: {
    required: { I_vSOPTYPE: 'smallint', I_vSOPNUMBE: 'char(21)', I_vCUSTNMBR: 'char(15)' },
    optional: {
      I_vDOCDATE: 'datetime',
      I_vDOCAMNT: 'numeric(19,5)',
      I_vAction: 'smallint',
      I_vPYMTTYPE: 'int',
      I_vCARDNAME: 'char(15)',
      I_vRCTNCCRD: 'char(20)',
      I_vAUTHCODE: 'char(15)',
      I_vCHEKBKID: 'char(15)',
      I_vCHEKNMBR: 'char(20)',
      I_vDOCNUMBR: 'char(20)',
    },
  },
  taSopUserDefined: {
    required: { I_vSOPTYPE: 'smallint', I_vSOPNUMBE: 'char(21)' },
    optional: {
      I_vUSERDEF1: 'char(20)',
      I_vUSERDEF2: 'char(20)',
      I_vUSRDEF03: 'char(20)',
      I_vUSRDEF04: 'char(20)',
      I_vUSRDEF05: 'char(20)',
    },
  },
  taSopHdrIvcInsert: {
    required: {
      I_vSOPTYPE: 'smallint',
      I_vDOCID: 'char(15)',
      I_vSOPNUMBE: 'char(21)',
      I_vDOCDATE: 'datetime',
      I_vCUSTNMBR: 'char(15)',
      I_vBACHNUMB: 'char(15)',
    },
    optional: {
      I_vORIGTYPE: 'smallint',
      I_vORIGNUMB: 'char(21)',
      I_vMSTRNUMB: 'int',
      I_vORDRDATE: 'datetime',
      I_vQUOTEDAT: 'datetime',
      I_vCURNCYID: 'char(15)',
      I_vREFRENCE: 'char(30)',
      I_vSUBTOTAL: 'numeric(19,5)',
      I_vTRDISAMT: 'numeric(19,5)',
      I_vFREIGHT: 'numeric(19,5)',
      I_vMISCAMNT: 'numeric(19,5)',
      I_vTAXAMNT: 'numeric(19,5)',
      I_vFRTTXAMT: 'numeric(19,5)',
      I_vMSCTXAMT: 'numeric(19,5)',
      I_vDOCAMNT: 'numeric(19,5)',
      I_vDISAVAMT: 'numeric(19,5)',
      I_vPYMTRCVD: 'numeric(19,5)',
      I_vCKHOLD: 'tinyint',
      I_vCKCreditLimit: 'tinyint',
      I_vSLPRSNID: 'char(15)',
      I_vSALSTERR: 'char(15)',
      I_vSHIPMTHD: 'char(15)',
      I_vPYMTRMID: 'char(20)',
      I_vCSTPONBR: 'char(20)',
      I_vLOCNCODE: 'char(10)',
      I_vReqShipDate: 'datetime',
      I_vTAXSCHID: 'char(15)',
      I_vFRTSCHID: 'char(15)',
      I_vMSCSCHID: 'char(15)',
      I_vFREIGTBLE: 'int',
      I_vMISCTBLE: 'int',
      I_vPRBTADCD: 'char(15)',
      I_vCMMTTEXT: 'varchar(500)',
      I_vNOTETEXT: 'varchar(8000)',
      I_vPRSTADCD: 'char(15)',
      I_vCNTCPRSN: 'char(60)',
      ...ADDRESS,
      I_vPHNUMBR1: 'char(21)',
    },
    newer: SHIP_TO_NAME,
  },
  taSopVoidDocument: {
    required: { I_vSOPTYPE: 'smallint', I_vSOPNUMBE: 'char(21)' },
    optional: { I_vRemovePayments: 'smallint', I_vUSRDEFND4: 'varchar(8000)' },
  },
  taUpdateCreateCustomerRcd: {
    required: { I_vCUSTNMBR: 'char(15)' },
    optional: {
      I_vCUSTNAME: 'char(64)',
      I_vADRSCODE: 'char(15)',
      I_vPRBTADCD: 'char(15)',
      I_vPRSTADCD: 'char(15)',
      I_vSTADDRCD: 'char(15)',
      I_vCNTCPRSN: 'char(60)',
      ...ADDRESS,
      I_vPHNUMBR1: 'char(21)',
      I_vTXRGNNUM: 'char(25)',
      I_vCURNCYID: 'char(15)',
      I_vCUSTCLAS: 'char(15)',
      I_vSALSTERR: 'char(15)',
      I_vSLPRSNID: 'char(15)',
      I_vUseCustomerClass: 'tinyint',
      I_vUpdateIfExists: 'tinyint',
    },
  },
  taCreateCustomerAddress: {
    required: { I_vCUSTNMBR: 'char(15)', I_vADRSCODE: 'char(15)' },
    optional: { I_vCNTCPRSN: 'char(60)', ...ADDRESS, I_vPHNUMBR1: 'char(21)' },
    newer: SHIP_TO_NAME,
  },
  taCreateInternetAddresses: {
    required: { I_vMaster_Type: 'char(3)', I_vMaster_ID: 'char(30)' },
    optional: { I_vADRSCODE: 'char(15)', I_vINET1: 'char(200)' },
    // INET1 has the address too.
    newer: { I_vEmailToAddress: 'text' },
  },
  taRMCashReceiptInsert: {
    required: {
      I_vCUSTNMBR: 'char(15)',
      I_vDOCNUMBR: 'char(20)',
      I_vDOCDATE: 'datetime',
      I_vORTRXAMT: 'numeric(19,5)',
      I_vGLPOSTDT: 'datetime',
      I_vBACHNUMB: 'char(15)',
      I_vCSHRCTYP: 'smallint',
    },
    optional: {
      I_vCHEKBKID: 'char(15)',
      I_vCHEKNMBR: 'char(20)',
      I_vCRCARDID: 'char(15)',
      I_vTRXDSCRN: 'char(30)',
      I_vCURNCYID: 'char(15)',
    },
  },
  taRMApply: {
    required: {
      I_vAPTODCNM: 'char(21)',
      I_vAPFRDCNM: 'char(21)',
      I_vAPPTOAMT: 'numeric(19,5)',
      I_vAPFRDCTY: 'int',
      I_vAPTODCTY: 'int',
    },
    optional: {
      I_vDISTKNAM: 'numeric(19,5)',
      I_vAPPLYDATE: 'datetime',
      I_vGLPOSTDT: 'datetime',
    },
  },
} as const satisfies Readonly<Record<string, WritingProcedure>>;

/** A procedure that gives out a number. It answers through @O_iErrorState alone: @oErrString is one argument too many (8144). */
interface NumberProcedure {
  readonly optional: ParameterTypes;
  /** The output that has the number. */
  readonly number: string;
}

/** They may return rows besides, which mean nothing to the caller. */
export const NUMBER_PROCEDURES = {
  taGetSopNumber: {
    optional: { I_tSOPTYPE: 'tinyint', I_cDOCID: 'char(15)', I_tInc_Dec: 'tinyint' },
    number: 'O_vSopNumber',
  },
  taGetPaymentNumber: { optional: { I_vDOCTYPE: 'tinyint', I_vInc_Dec: 'tinyint' }, number: 'O_vDOCNumber' },
} as const satisfies Readonly<Record<string, NumberProcedure>>;

type Procedures = typeof PROCEDURES;
export type ProcedureName = keyof Procedures;
type NumberProcedures = typeof NUMBER_PROCEDURES;
export type NumberProcedureName = keyof NumberProcedures;

/** NULL is passed as it is: it often means the default of the customer's card, and differs from leaving a parameter out. */
type ValueOf<Type> =
  | (Type extends 'tinyint' | 'smallint' | 'int' ? number : Type extends 'datetime' ? CalendarDate : string)
  | null;

type Required<Name extends ProcedureName> = Procedures[Name]['required'];
type Optional<Name extends ProcedureName> = Procedures[Name]['optional'] &
  (Procedures[Name] extends { readonly newer: infer Newer } ? Newer : unknown);

/** The parameters of a call. One that is left out gets the procedure's default. Quantities and amounts are texts. */
export type ParametersOf<Name extends ProcedureName> = {
  readonly [Parameter in keyof Required<Name>]: ValueOf<Required<Name>[Parameter]>;
} & { readonly [Parameter in keyof Optional<Name>]?: ValueOf<Optional<Name>[Parameter]> };

export type NumberParametersOf<Name extends NumberProcedureName> = {
  readonly [Parameter in keyof NumberProcedures[Name]['optional']]: ValueOf<NumberProcedures[Name]['optional'][Parameter]>;
};

/**
 * Procedures without which the gateway does all but one thing: a site may have an eConnect without them, or give no right to
 * them. What is lost without each.
 */
export const DISPENSABLE_PROCEDURES: Readonly<Partial<Record<ProcedureName, string>>> = {
  taSopVoidDocument:
    'orders that are in GP cannot be cancelled through the storefront, and a quote that it orders stays open in GP',
};

/** The declared types of all parameters that the gateway passes to a procedure. */
export function parameterTypes(procedure: ProcedureName | NumberProcedureName): ParameterTypes {
  if (procedure in NUMBER_PROCEDURES) return NUMBER_PROCEDURES[procedure as NumberProcedureName].optional;
  const { required, optional, newer }: WritingProcedure = PROCEDURES[procedure as ProcedureName];
  return { ...required, ...optional, ...newer };
}

/** Whether an older GP may lack a parameter, which is left out then. */
export function isNewer(procedure: ProcedureName | NumberProcedureName, parameter: string): boolean {
  const { newer = {} }: Partial<WritingProcedure> = { ...PROCEDURES, ...NUMBER_PROCEDURES }[procedure];
  return parameter in newer;
}
