/**
 * The columns of GP's tables that the gateway reads. Text columns are `char` and come padded with blanks. A column is never
 * null: a missing value is a blank, 0 or 1900-01-01. Decimals must be read as text (see as-text.ts); their type here makes
 * the compiler refuse any other use.
 */
type Decimal = { readonly decimalToBeAskedForAsText: true };
type Timestamp = Date;

/** Customer master. */
interface RM00101 {
  CUSTNMBR: string;
  CUSTNAME: string;
  CUSTCLAS: string;
  CPRCSTNM: string;
  PRBTADCD: string;
  PRSTADCD: string;
  SHIPMTHD: string;
  TAXSCHID: string;
  SLPRSNID: string;
  PYMTRMID: string;
  CRLMTTYP: number;
  CRLMTAMT: Decimal;
  CRLMTPER: number;
  CRLMTPAM: Decimal;
  CURNCYID: string;
  CUSTDISC: number;
  PRCLEVEL: string;
  TAXEXMT1: string;
  TAXEXMT2: string;
  BALNCTYP: number;
  INACTIVE: number;
  HOLD: number;
}

/** Customer addresses. */
interface RM00102 {
  CUSTNMBR: string;
  ADRSCODE: string;
  CNTCPRSN: string;
  ADDRESS1: string;
  ADDRESS2: string;
  ADDRESS3: string;
  CITY: string;
  STATE: string;
  ZIP: string;
  COUNTRY: string;
  CCode: string;
  PHONE1: string;
  SHIPMTHD: string;
  TAXSCHID: string;
  LOCNCODE: string;
}

/** Customer summary: balances and aging. */
interface RM00103 {
  CUSTNMBR: string;
  CUSTBLNC: Decimal;
  UNPSTDSA: Decimal;
  UNPSTOSA: Decimal;
  ONORDAMT: Decimal;
  UNPSTDCA: Decimal;
  UNPSTOCA: Decimal;
  DEPRECV: Decimal;
  AGPERAMT_1: Decimal;
  AGPERAMT_2: Decimal;
  AGPERAMT_3: Decimal;
  AGPERAMT_4: Decimal;
  AGPERAMT_5: Decimal;
  AGPERAMT_6: Decimal;
  AGPERAMT_7: Decimal;
}

/** National account options, one row per parent. */
interface RM00105 {
  CPRCSTNM: string;
  NACREDITCHECK: number;
  NAHOLDINACTIVE: number;
}

/** Salespeople. */
interface RM00301 {
  SLPRSNID: string;
  SLPRSNFN: string;
  SPRSNSLN: string;
  PHONE1: string;
}

/** Receivables documents: RM20101 (open) and RM30101 (history). Amounts are functional, and positive whatever the type. */
interface ReceivablesDocument {
  CUSTNMBR: string;
  DOCNUMBR: string;
  RMDTYPAL: number;
  DOCDATE: Timestamp;
  DUEDATE: Timestamp;
  ORTRXAMT: Decimal;
  CURTRXAM: Decimal;
  SLSAMNT: Decimal;
  FRTAMNT: Decimal;
  MISCAMNT: Decimal;
  TAXAMNT: Decimal;
  TRDISAMT: Decimal;
  DISTKNAM: Decimal;
  DISAVAMT: Decimal;
  DISCDATE: Timestamp;
  WROFAMNT: Decimal;
  TRXDSCRN: string;
  CSPORNBR: string;
  CHEKNMBR: string;
  CSHRCTYP: number;
  EFTFLAG: number;
  VOIDSTTS: number;
  CURNCYID: string;
}

/** What was applied to what: RM20201 (one of the documents is open) and RM30201 (history). */
interface ReceivablesApplication {
  APFRDCTY: number;
  APFRDCNM: string;
  APTODCTY: number;
  APTODCNM: string;
  CUSTNMBR: string;
  DATE1: Timestamp;
  APPTOAMT: Decimal;
  DISTKNAM: Decimal;
  WROFAMNT: Decimal;
  ORAPTOAM: Decimal;
}

/** Cash receipts that are not posted. */
interface RM10201 {
  CUSTNMBR: string;
  RMDTYPAL: number;
  DOCNUMBR: string;
  DOCDATE: Timestamp;
  CSHRCTYP: number;
  CHEKNMBR: string;
  TRXDSCRN: string;
  EFTFLAG: number;
  ORTRXAMT: Decimal;
  CURTRXAM: Decimal;
  CURNCYID: string;
}

/** Names of the ageing periods, and the last day of each. */
interface RM40201 {
  INDEX1: number;
  RMPERDSC: string;
  RMPEREND: number;
}

/** Amounts of receivables documents in their own currency, where it is not the functional one. */
interface MC020102 {
  RMDTYPAL: number;
  DOCNUMBR: string;
  CURNCYID: string;
  ORORGTRX: Decimal;
  ORCTRXAM: Decimal;
  ORSLSAMT: Decimal;
  ORFRTAMT: Decimal;
  ORMISCAMT: Decimal;
  ORTAXAMT: Decimal;
  ORTDISAM: Decimal;
  ORDISTKN: Decimal;
  ORDAVAMT: Decimal;
  ORWROFAM: Decimal;
}

/** Receivables setup. */
interface RM40101 {
  SETUPKEY: number;
  PRCLEVEL: string;
  AGEBY: number;
  AGPERUSD: number;
  AGEUNAPPLDCR: number;
}

/** Taxes of sales documents by line and detail, in work and in history. */
interface SOP10105 {
  SOPTYPE: number;
  SOPNUMBE: string;
  LNITMSEQ: number;
  TAXDTLID: string;
  ORSLSTAX: Decimal;
  ORFRTTAX: Decimal;
  ORMSCTAX: Decimal;
  ORTXSLS: Decimal;
}

/** Payment terms. */
interface SY03300 {
  PYMTRMID: string;
  DUETYPE: number;
  DUEDTDS: number;
  DISCTYPE: number;
  DISCDTDS: number;
  DSCLCTYP: number;
  DSCPCTAM: number;
}

/** Internet addresses. */
interface SY01200 {
  Master_Type: string;
  Master_ID: string;
  ADRSCODE: string;
  INET1: string;
  INET4: string;
  INETINFO: string | null;
  EmailToAddress: string | null;
  DEX_ROW_TS: Timestamp;
}

/** Document IDs of sales documents. */
interface SOP40200 {
  SOPTYPE: number;
  DOCID: string;
  WORKFLOWENABLED: number;
}

/** Sales order processing setup. */
interface SOP40100 {
  SETUPKEY: number;
  CALCKITC: number;
  LOCNCODE: string;
  Prices_Not_Required_In_Pr: number;
  TRMSTNUM: number;
}

/** Headers of sales documents: SOP10100 (work) and SOP30200 (history). */
interface SalesDocument {
  SOPTYPE: number;
  SOPNUMBE: string;
  ORIGTYPE: number;
  ORIGNUMB: string;
  DOCDATE: Timestamp;
  DUEDATE: Timestamp;
  ReqShipDate: Timestamp;
  CUSTNMBR: string;
  CSTPONBR: string;
  MSTRNUMB: number;
  NOTEINDX: Decimal;
  PRBTADCD: string;
  PRSTADCD: string;
  CNTCPRSN: string;
  ShipToName: string;
  ADDRESS1: string;
  ADDRESS2: string;
  ADDRESS3: string;
  CITY: string;
  STATE: string;
  ZIPCODE: string;
  COUNTRY: string;
  CCode: string;
  PHNUMBR1: string;
  SHIPMTHD: string;
  TAXSCHID: string;
  ORSUBTOT: Decimal;
  ORTDISAM: Decimal;
  ORFRTAMT: Decimal;
  ORMISCAMT: Decimal;
  ORTAXAMT: Decimal;
  ORFRTTAX: Decimal;
  ORMSCTAX: Decimal;
  ORDOCAMT: Decimal;
  ORACTAMT: Decimal;
  ORDEPRVD: Decimal;
  QUOEXPDA: Timestamp;
  BACHNUMB: string;
  PYMTRMID: string;
  VOIDSTTS: number;
  DOCID: string;
  SOPSTATUS: number;
  CURNCYID: string;
}

/** Lines of sales documents: SOP10200 (work) and SOP30300 (history). */
interface SalesDocumentLine {
  SOPTYPE: number;
  SOPNUMBE: string;
  LNITMSEQ: number;
  CMPNTSEQ: number;
  ORGSEQNM: number;
  ITEMNMBR: string;
  ITEMDESC: string;
  UOFM: string;
  LOCNCODE: string;
  ORUNTPRC: Decimal;
  OXTNDPRC: Decimal;
  ORMRKDAM: Decimal;
  MRKDNPCT: number;
  MRKDNTYP: number;
  QUANTITY: Decimal;
  QTYCANCE: Decimal;
  QTYPRINV: Decimal;
  QTYFULFI: Decimal;
  QTYREMAI: Decimal;
  QTYTBAOR: Decimal;
  ODECPLCU: number;
  ReqShipDate: Timestamp;
  SHIPMTHD: string;
  TAXSCHID: string;
  PRSTADCD: string;
  CNTCPRSN: string;
  ShipToName: string;
  ADDRESS1: string;
  ADDRESS2: string;
  ADDRESS3: string;
  CITY: string;
  STATE: string;
  ZIPCODE: string;
  COUNTRY: string;
  CCode: string;
  PHONE1: string;
  PRCLEVEL: string;
}

/** Process holds on sales documents. */
/** Tracking numbers of sales documents. */
interface SOP10107 {
  SOPTYPE: number;
  SOPNUMBE: string;
  Tracking_Number: string;
}

/** Customers' own numbers of items. */
interface SOP60300 {
  CUSTNMBR: string;
  ITEMNMBR: string;
  CUSTITEMNMBR: string;
}

interface SOP10104 {
  SOPTYPE: number;
  SOPNUMBE: string;
  DELETE1: number;
}

/** Taxes of sales documents, in work and in history, by tax detail. Rows of LNITMSEQ 0 are sums of the document. */
interface SOP10105 {
  SOPTYPE: number;
  SOPNUMBE: string;
  LNITMSEQ: number;
  TAXDTLID: string;
  ORSLSTAX: Decimal;
  ORFRTTAX: Decimal;
  ORMSCTAX: Decimal;
  DELETE1: number;
}

/** Tax details. */
interface TX00201 {
  TAXDTLID: string;
  TXDTLDSC: string;
}

/** User-defined fields and comments of sales documents. */
interface SOP10106 {
  SOPTYPE: number;
  SOPNUMBE: string;
  USERDEF1: string;
  COMMENT_1: string;
  COMMENT_2: string;
  COMMENT_3: string;
  COMMENT_4: string;
  CMMTTEXT: string | null;
}

/** Record notes, of every kind of record. */
interface SY03900 {
  NOTEINDX: Decimal;
  TXTFIELD: string | null;
}

/** Comments of lines. */
interface SOP10202 {
  SOPTYPE: number;
  SOPNUMBE: string;
  LNITMSEQ: number;
  CMPNTSEQ: number;
  COMMENT_1: string;
  COMMENT_2: string;
  COMMENT_3: string;
  COMMENT_4: string;
  CMMTTEXT: string | null;
}

/** Item master. */
interface IV00101 {
  ITEMNMBR: string;
  ITEMDESC: string;
  ITEMTYPE: number;
  ITMGEDSC: string;
  STNDCOST: Decimal;
  CURRCOST: Decimal;
  ITEMSHWT: number;
  DECPLQTY: number;
  DECPLCUR: number;
  ITMCLSCD: string;
  ALWBKORD: number;
  UOMSCHDL: string;
  ALTITEM1: string;
  ALTITEM2: string;
  USCATVLS_1: string;
  USCATVLS_2: string;
  USCATVLS_3: string;
  USCATVLS_4: string;
  USCATVLS_5: string;
  USCATVLS_6: string;
  CREATDDT: Timestamp;
  PRCLEVEL: string;
  PRICMTHD: number;
  SELNGUOM: string;
  INACTIVE: number;
  DEX_ROW_TS: Timestamp;
}

/** Item quantities per site. */
interface IV00102 {
  ITEMNMBR: string;
  LOCNCODE: string;
  RCRDTYPE: number;
  QTYONHND: Decimal;
  ATYALLOC: Decimal;
  QTYONORD: Decimal;
  QTYBKORD: Decimal;
  ORDRPNTQTY: Decimal;
  INACTIVE: number;
}

/** Kit components. */
interface IV00104 {
  ITEMNMBR: string;
  SEQNUMBR: number;
  CMPTITNM: string;
  CMPITUOM: string;
  CMPITQTY: Decimal;
}

/** List price per item and currency. */
interface IV00105 {
  ITEMNMBR: string;
  CURNCYID: string;
  DECPLCUR: number;
  LISTPRCE: Decimal;
}

/** Units and rounding per item and price level. */
interface IV00107 {
  ITEMNMBR: string;
  CURNCYID: string;
  PRCLEVEL: string;
  UOFM: string;
  RNDGAMNT: Decimal;
  ROUNDHOW: number;
  ROUNDTO: number;
  UMSLSOPT: number;
  QTYBSUOM: Decimal;
}

/** Price list: quantity breaks. */
interface IV00108 {
  ITEMNMBR: string;
  CURNCYID: string;
  PRCLEVEL: string;
  UOFM: string;
  TOQTY: Decimal;
  FROMQTY: Decimal;
  UOMPRICE: Decimal;
  QTYBSUOM: Decimal;
}

/** Items of price groups. An item is in one group at most. */
interface IV10400 {
  PRCGRPID: string;
  ITEMNMBR: string;
}

/** Lines of price sheets: an item, or a price group. */
interface IV10401 {
  PRCSHID: string;
  EPITMTYP: string;
  ITEMNMBR: string;
  ACTIVE: number;
  PRODTCOD: string;
  PROMOTYP: number;
  PROMOLVL: number;
}

/** Values of price sheets: unit and quantity range. */
interface IV10402 {
  PRCSHID: string;
  EPITMTYP: string;
  ITEMNMBR: string;
  UOFM: string;
  QTYFROM: Decimal;
  QTYTO: Decimal;
  PSITMVAL: Decimal;
  EQUOMQTY: Decimal;
}

/** Free items of promotions. */
interface IV10403 {
  PRCSHID: string;
  EPITMTYP: string;
  ITEMNMBR: string;
  UOFM: string;
  FREEITEM: string;
  FREEUOFM: string;
  MAXQTYFR: Decimal;
  QTYFROM: Decimal;
  QTYTO: Decimal;
}

/** Price sheets. */
interface SOP10110 {
  PRCSHID: string;
  ACTIVE: number;
  STRTDATE: Timestamp;
  ENDDATE: Timestamp;
  PROMO: number;
  CURNCYID: string;
}

/** Price books. */
interface SOP10109 {
  PRCBKID: string;
  ISBASE: number;
}

/** The price book of a customer. */
interface SOP10205 {
  PRCBKID: string;
  PRODTCOD: string;
  LINKCODE: string;
}

/** The price sheets of a customer or a price book. */
interface RM00500 {
  PRCSHID: string;
  PRODTCOD: string;
  LINKCODE: string;
}

/** Price levels. */
interface IV40800 {
  PRCLEVEL: string;
}

/** Inventory setup. */
interface IV40100 {
  SETUPKEY: number;
  USCATDSC_1: string;
  USCATDSC_2: string;
  USCATDSC_3: string;
  USCATDSC_4: string;
  USCATDSC_5: string;
  USCATDSC_6: string;
}

/** Unit of measure schedules. */
interface IV40201 {
  UOMSCHDL: string;
  BASEUOFM: string;
  UMDPQTYS: number;
  DEX_ROW_TS: Timestamp;
}

/** Units of a schedule. */
interface IV40202 {
  UOMSCHDL: string;
  UOFM: string;
  SEQNUMBR: number;
  EQUIVUOM: string;
  QTYBSUOM: Decimal;
  DEX_ROW_TS: Timestamp;
}

/** Item classes. */
interface IV40400 {
  ITMCLSCD: string;
  ITMCLSDC: string;
}

/** User category values. */
interface IV40600 {
  USCATVAL: string;
  USCATNUM: number;
  Image_URL: string;
  UserCatLongDescr: string;
}

/** Sites. */
interface IV40700 {
  LOCNCODE: string;
  LOCNDSCR: string;
  ADDRESS1: string;
  ADDRESS2: string;
  ADDRESS3: string;
  CITY: string;
  STATE: string;
  ZIPCODE: string;
  COUNTRY: string;
  CCode: string;
  PHONE1: string;
  INACTIVE: number;
}

/** Multicurrency setup; no row in a company without it. */
interface MC40000 {
  FUNLCURR: string;
}

/** Currencies. */
interface MC40200 {
  CURNCYID: string;
  DECPLCUR: number;
  ISOCURRC: string;
}

/** Companies. */
interface SY01500 {
  CMPANYID: number;
  INTERID: string;
}

/** Extended pricing options per company. */
interface SY05501 {
  CMPANYID: number;
  EXPRINST: number;
}

/** The tables of a company database, and of the system database those with the prefix "DYNAMICS.". */
export interface GpTables {
  RM00101: RM00101;
  RM00102: RM00102;
  RM00103: RM00103;
  RM00105: RM00105;
  RM00301: RM00301;
  RM00500: RM00500;
  RM10201: RM10201;
  RM20101: ReceivablesDocument;
  RM20201: ReceivablesApplication;
  RM30101: ReceivablesDocument;
  RM30201: ReceivablesApplication;
  RM40101: RM40101;
  RM40201: RM40201;
  SY01200: SY01200;
  SY03300: SY03300;
  SY03900: SY03900;
  SOP10100: SalesDocument;
  SOP10104: SOP10104;
  SOP10105: SOP10105;
  SOP60300: SOP60300;
  SOP10107: SOP10107;
  SOP10106: SOP10106;
  SOP10200: SalesDocumentLine;
  SOP10202: SOP10202;
  SOP10109: SOP10109;
  SOP10110: SOP10110;
  SOP10205: SOP10205;
  SOP30200: SalesDocument;
  SOP30300: SalesDocumentLine;
  SOP40100: SOP40100;
  SOP40200: SOP40200;
  TX00201: TX00201;
  IV00101: IV00101;
  IV00102: IV00102;
  IV00104: IV00104;
  IV00105: IV00105;
  IV00107: IV00107;
  IV00108: IV00108;
  IV10400: IV10400;
  IV10401: IV10401;
  IV10402: IV10402;
  IV10403: IV10403;
  IV40100: IV40100;
  IV40201: IV40201;
  IV40202: IV40202;
  IV40400: IV40400;
  IV40600: IV40600;
  IV40700: IV40700;
  IV40800: IV40800;
  MC020102: MC020102;
  MC40000: MC40000;
  'DYNAMICS.MC40200': MC40200;
  'DYNAMICS.SY01500': SY01500;
  'DYNAMICS.SY05501': SY05501;
}
