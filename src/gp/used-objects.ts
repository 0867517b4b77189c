import { NUMBER_PROCEDURES, type NumberProcedureName, PROCEDURES, type ProcedureName } from './econnect/procedures.js';

/** Columns by their table. A table of GP's system database has the prefix "DYNAMICS.", whatever that database is called. */
export type UsedColumns = Readonly<Record<string, readonly string[]>>;

/** What one part of the gateway reads of GP. */
export interface Read {
  /** The queries by the names of the functions that build them. A test compares the columns with their SQL. */
  readonly statements: readonly string[];
  /** Besides these, the statements of `customers` and `catalog` read the columns that GP_ACCOUNT_FIELDS and GP_PRODUCT_FIELDS name. */
  readonly columns: UsedColumns;
}

/** Every table and column that the gateway's statements name. The DBA's grants and the check of a company are made from it. */
export const READS = {
  customers: {
    statements: ['customersQuery'],
    columns: {
      RM00101: names(`
        CPRCSTNM CRLMTAMT CRLMTPAM CRLMTPER CRLMTTYP CURNCYID CUSTCLAS CUSTDISC CUSTNAME CUSTNMBR HOLD INACTIVE
        PRBTADCD PRCLEVEL PRSTADCD PYMTRMID SHIPMTHD SLPRSNID TAXEXMT1 TAXEXMT2 TAXSCHID
      `),
      RM00102: names('ADRSCODE CUSTNMBR LOCNCODE TAXSCHID'),
      RM00103: names(`
        AGPERAMT_1 AGPERAMT_2 AGPERAMT_3 AGPERAMT_4 AGPERAMT_5 AGPERAMT_6 AGPERAMT_7 CUSTBLNC CUSTNMBR DEPRECV
        ONORDAMT UNPSTDCA UNPSTDSA UNPSTOCA UNPSTOSA
      `),
      RM00105: names('CPRCSTNM NACREDITCHECK NAHOLDINACTIVE'),
      RM00301: names('PHONE1 SLPRSNFN SLPRSNID SPRSNSLN'),
      RM20101: names('CURTRXAM CUSTNMBR DOCDATE DUEDATE RMDTYPAL VOIDSTTS'),
      SY01200: names('ADRSCODE EmailToAddress INET1 Master_ID Master_Type'),
      SY03300: names('DISCDTDS DISCTYPE DSCLCTYP DSCPCTAM DUEDTDS DUETYPE PYMTRMID'),
    },
  },
  addresses: {
    statements: ['addressesQuery'],
    columns: {
      RM00102: names(`
        ADDRESS1 ADDRESS2 ADDRESS3 ADRSCODE CCode CITY CNTCPRSN COUNTRY CUSTNMBR LOCNCODE PHONE1 SHIPMTHD STATE
        TAXSCHID ZIP
      `),
      SY01200: names('ADRSCODE EmailToAddress INET1 Master_ID Master_Type'),
    },
  },
  company: {
    statements: ['companyQuery'],
    columns: {
      'DYNAMICS.MC40200': names('CURNCYID DECPLCUR ISOCURRC'),
      'DYNAMICS.SY01500': names('CMPANYID INTERID'),
      'DYNAMICS.SY05501': names('CMPANYID EXPRINST'),
      IV40800: names('PRCLEVEL'),
      MC40000: names('FUNLCURR'),
      RM40101: names('PRCLEVEL'),
      SOP40100: names('CALCKITC Convert_Functional_Price LOCNCODE ORDDOCID Prices_Not_Required_In_Pr QUODOCID'),
      SOP40200: names('DOCID ORDTOBAC QUOTOORD SOPTYPE'),
    },
  },
  prices: {
    statements: ['itemPricingQuery', 'priceListsQuery'],
    columns: {
      IV00101: names('CURRCOST DECPLCUR DECPLQTY ITEMNMBR ITEMTYPE PRCLEVEL PRICMTHD SELNGUOM STNDCOST UOMSCHDL'),
      IV00104: names('CMPITQTY CMPITUOM CMPTITNM ITEMNMBR'),
      IV00105: names('CURNCYID DECPLCUR ITEMNMBR LISTPRCE'),
      IV00107: names('CURNCYID ITEMNMBR PRCLEVEL QTYBSUOM RNDGAMNT ROUNDHOW ROUNDTO UMSLSOPT UOFM'),
      IV00108: names('CURNCYID FROMQTY ITEMNMBR PRCLEVEL QTYBSUOM TOQTY UOFM UOMPRICE'),
      IV10400: names('ITEMNMBR PRCGRPID'),
      IV40201: names('BASEUOFM UMDPQTYS UOMSCHDL'),
      IV40202: names('EQUIVUOM QTYBSUOM UOFM UOMSCHDL'),
    },
  },
  priceSheets: {
    statements: ['sheetLinksQuery', 'sheetPricesQuery'],
    columns: {
      IV10400: names('ITEMNMBR PRCGRPID'),
      IV10401: names('ACTIVE EPITMTYP ITEMNMBR PRCSHID PRODTCOD PROMOLVL PROMOTYP'),
      IV10402: names('EPITMTYP EQUOMQTY ITEMNMBR PRCSHID PSITMVAL QTYFROM QTYTO UOFM'),
      IV10403: names('EPITMTYP FREEITEM FREEUOFM ITEMNMBR MAXQTYFR PRCSHID QTYFROM QTYTO UOFM'),
      RM00500: names('LINKCODE PRCSHID PRODTCOD'),
      SOP10109: names('ISBASE PRCBKID'),
      SOP10110: names('ACTIVE CURNCYID ENDDATE PRCSHID PROMO STRTDATE'),
      SOP10205: names('LINKCODE PRCBKID PRODTCOD'),
    },
  },
  exchangeRates: {
    statements: ['exchangeRatesQuery', 'currenciesInUseQuery'],
    columns: {
      'DYNAMICS.MC00100': names('CURNCYID EXCHDATE EXGTBLID EXPNDATE TIME1 XCHGRATE'),
      'DYNAMICS.MC40300': names('DATELMTS EXGTBLID PRVDSLMT RTCLCMTD TRXDTDEF'),
      MC40000: names('DEFSLSTP FUNLCURR'),
      MC40301: names('CURNCYID DFLTRATE EXGTBLID RATETPID'),
      RM00101: names('CURNCYID CUSTNMBR INACTIVE RATETPID'),
    },
  },
  stock: {
    statements: ['stockQuery', 'warehousesQuery'],
    columns: {
      IV00102: names('ATYALLOC INACTIVE ITEMNMBR LOCNCODE ORDRPNTQTY QTYBKORD QTYONHND QTYONORD RCRDTYPE'),
      IV40700: names('ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY COUNTRY INACTIVE LOCNCODE LOCNDSCR PHONE1 STATE ZIPCODE'),
    },
  },
  orders: {
    statements: ['orderPlacesQuery', 'ordersQuery', 'orderPageQuery'],
    columns: {
      SOP10100: names(`
        ACTLSHIP ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY CNTCPRSN COUNTRY CSTPONBR CURNCYID CUSTNMBR DOCDATE DOCID
        MSTRNUMB NOTEINDX ORDEPRVD ORDOCAMT ORFRTAMT ORIGNUMB ORIGTYPE ORMISCAMT ORSUBTOT ORTAXAMT ORTDISAM PHNUMBR1
        PRBTADCD PRSTADCD ReqShipDate SHIPMTHD SOPNUMBE SOPSTATUS SOPTYPE STATE ShipToName TAXSCHID VOIDSTTS ZIPCODE
      `),
      SOP10104: names('DELETE1 SOPNUMBE SOPTYPE'),
      SOP10106: names('CMMTTEXT COMMENT_1 COMMENT_2 COMMENT_3 COMMENT_4 SOPNUMBE SOPTYPE USERDEF1'),
      SOP10107: names('SOPNUMBE SOPTYPE Tracking_Number'),
      SOP10200: names(`
        ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY CMPNTSEQ CNTCPRSN COUNTRY DROPSHIP ITEMDESC ITEMNMBR LNITMSEQ LOCNCODE
        ODECPLCU ORGSEQNM ORUNTPRC OXTNDPRC PHONE1 PRSTADCD QTYCANCE QTYFULFI QTYPRINV QTYREMAI QTYTBAOR QUANTITY
        ReqShipDate SHIPMTHD SOPNUMBE SOPTYPE STATE ShipToName TAXSCHID UOFM ZIPCODE
      `),
      SOP10202: names('CMMTTEXT CMPNTSEQ COMMENT_1 COMMENT_2 COMMENT_3 COMMENT_4 LNITMSEQ SOPNUMBE SOPTYPE'),
      SOP30200: names(`
        ACTLSHIP ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY CNTCPRSN COUNTRY CSTPONBR CURNCYID CUSTNMBR DOCDATE MSTRNUMB
        NOTEINDX ORDEPRVD ORDOCAMT ORFRTAMT ORIGNUMB ORIGTYPE ORMISCAMT ORSUBTOT ORTAXAMT ORTDISAM PHNUMBR1 PRBTADCD
        PRSTADCD ReqShipDate SHIPMTHD SOPNUMBE SOPSTATUS SOPTYPE STATE ShipToName TAXSCHID VOIDSTTS ZIPCODE
      `),
      SOP30300: names(`
        ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY CMPNTSEQ CNTCPRSN COUNTRY DROPSHIP ITEMDESC ITEMNMBR LNITMSEQ LOCNCODE
        ODECPLCU ORGSEQNM ORUNTPRC OXTNDPRC PHONE1 PRSTADCD QTYCANCE QTYFULFI QTYPRINV QTYREMAI QTYTBAOR QUANTITY
        ReqShipDate SHIPMTHD SOPNUMBE SOPTYPE STATE ShipToName TAXSCHID UOFM ZIPCODE
      `),
      SOP40100: names('TRMSTNUM'),
      SOP40200: names('DOCID SOPTYPE WORKFLOWENABLED'),
      SY03900: names('NOTEINDX TXTFIELD'),
    },
  },
  receivables: {
    statements: [
      'invoicesQuery',
      'invoicePageQuery',
      'paymentPageQuery',
      'creditPageQuery',
      'creditsQuery',
      'creditMemosQuery',
      'openReceivablesQuery',
      'statementQuery',
    ],
    columns: {
      MC020102: names(`
        CURNCYID DOCNUMBR ORCTRXAM ORDAVAMT ORDISTKN ORFRTAMT ORMISCAMT ORORGTRX ORTAXAMT ORTDISAM ORWROFAM RMDTYPAL
      `),
      RM00101: names('BALNCTYP CPRCSTNM CUSTNMBR'),
      RM10201: names('CHEKNMBR CSHRCTYP CURTRXAM CUSTNMBR DOCDATE DOCNUMBR EFTFLAG ORTRXAMT RMDTYPAL TRXDSCRN'),
      RM20101: names(`
        CHEKNMBR CSHRCTYP CSPORNBR CURTRXAM CUSTNMBR DISAVAMT DISCDATE DISTKNAM DOCDATE DOCNUMBR DUEDATE EFTFLAG FRTAMNT
        MISCAMNT ORTRXAMT RMDTYPAL TAXAMNT TRDISAMT TRXDSCRN VOIDSTTS WROFAMNT
      `),
      RM20201: names('APFRDCNM APFRDCTY APPTOAMT APTODCNM APTODCTY CUSTNMBR DATE1 DISTKNAM ORAPTOAM WROFAMNT'),
      RM30101: names(`
        CHEKNMBR CSHRCTYP CSPORNBR CURTRXAM CUSTNMBR DISAVAMT DISCDATE DISTKNAM DOCDATE DOCNUMBR DUEDATE EFTFLAG FRTAMNT
        MISCAMNT ORTRXAMT RMDTYPAL TAXAMNT TRDISAMT TRXDSCRN VOIDSTTS WROFAMNT
      `),
      RM30201: names('APFRDCNM APFRDCTY APPTOAMT APTODCNM APTODCTY CUSTNMBR DATE1 DISTKNAM ORAPTOAM WROFAMNT'),
      RM40101: names('AGEBY AGEUNAPPLDCR AGPERUSD'),
      RM40201: names('INDEX1 RMPERDSC RMPEREND'),
      SOP10100: names(`
        ACTLSHIP ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY CNTCPRSN COUNTRY CSTPONBR CURNCYID CUSTNMBR DOCDATE DUEDATE
        ORACTAMT ORDOCAMT ORFRTAMT ORFRTTAX ORIGNUMB ORIGTYPE ORMISCAMT ORMSCTAX ORSUBTOT ORTAXAMT ORTDISAM PHNUMBR1
        PRSTADCD SHIPMTHD SOPNUMBE SOPTYPE STATE ShipToName TAXSCHID VOIDSTTS ZIPCODE
      `),
      SOP10105: names('DELETE1 LNITMSEQ ORFRTTAX ORMSCTAX ORSLSTAX SOPNUMBE SOPTYPE TAXDTLID'),
      SOP10107: names('SOPNUMBE SOPTYPE Tracking_Number'),
      SOP10200: names(`
        ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY CMPNTSEQ CNTCPRSN COUNTRY DROPSHIP ITEMDESC ITEMNMBR LNITMSEQ LOCNCODE
        ODECPLCU ORUNTPRC OXTNDPRC PHONE1 PRSTADCD QTYCANCE QTYFULFI QTYPRINV QTYREMAI QTYTBAOR QUANTITY ReqShipDate
        SHIPMTHD SOPNUMBE SOPTYPE STATE ShipToName TAXSCHID UOFM ZIPCODE
      `),
      SOP10202: names('CMMTTEXT CMPNTSEQ COMMENT_1 COMMENT_2 COMMENT_3 COMMENT_4 LNITMSEQ SOPNUMBE SOPTYPE'),
      SOP30200: names(`
        ACTLSHIP ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY CNTCPRSN COUNTRY CSTPONBR CURNCYID CUSTNMBR DOCDATE DUEDATE
        ORACTAMT ORDOCAMT ORFRTAMT ORFRTTAX ORIGNUMB ORIGTYPE ORMISCAMT ORMSCTAX ORSUBTOT ORTAXAMT ORTDISAM PHNUMBR1
        PRSTADCD SHIPMTHD SOPNUMBE SOPTYPE STATE ShipToName TAXSCHID VOIDSTTS ZIPCODE
      `),
      SOP30300: names(`
        ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY CMPNTSEQ CNTCPRSN COUNTRY DROPSHIP ITEMDESC ITEMNMBR LNITMSEQ LOCNCODE
        ODECPLCU ORUNTPRC OXTNDPRC PHONE1 PRSTADCD QTYCANCE QTYFULFI QTYPRINV QTYREMAI QTYTBAOR QUANTITY ReqShipDate
        SHIPMTHD SOPNUMBE SOPTYPE STATE ShipToName TAXSCHID UOFM ZIPCODE
      `),
      TX00201: names('TAXDTLID TXDTLDSC'),
    },
  },
  changes: {
    statements: [
      ...['openDocumentsQuery', 'openQuotesQuery', 'changedItemsQuery', 'changedCustomersQuery'],
      ...['changedInvoicesQuery', 'postedInvoicesQuery', 'priceRowsQuery', 'turningItemsQuery'],
    ],
    columns: {
      IV00101: names('DEX_ROW_TS ITEMNMBR'),
      IV00107: names('CURNCYID ITEMNMBR PRCLEVEL RNDGAMNT ROUNDHOW ROUNDTO UMSLSOPT UOFM'),
      IV00108: names('CURNCYID FROMQTY ITEMNMBR PRCLEVEL QTYBSUOM TOQTY UOFM UOMPRICE'),
      IV10400: names('ITEMNMBR PRCGRPID'),
      IV10401: names('ACTIVE EPITMTYP ITEMNMBR PRCSHID PRODTCOD PROMOLVL PROMOTYP'),
      IV10402: names('EPITMTYP EQUOMQTY ITEMNMBR PRCSHID PSITMVAL QTYFROM QTYTO UOFM'),
      RM00101: names('CRLMTAMT CRLMTPAM CRLMTPER CRLMTTYP CUSTNMBR DEX_ROW_TS HOLD'),
      RM20101: names('CURTRXAM CUSTNMBR DEX_ROW_TS DOCNUMBR DUEDATE RMDTYPAL VOIDSTTS'),
      SOP10100: names('BACHNUMB CUSTNMBR DEX_ROW_TS ORIGNUMB ORIGTYPE QUOEXPDA SOPNUMBE SOPTYPE'),
      SOP10104: names('DELETE1 SOPNUMBE SOPTYPE'),
      SOP10110: names('ACTIVE CURNCYID ENDDATE PRCSHID PROMO STRTDATE'),
      SOP10200: names('DEX_ROW_TS SOPNUMBE SOPTYPE'),
      SOP30200: names('ORIGNUMB ORIGTYPE SOPNUMBE SOPTYPE'),
    },
  },
  quotes: {
    statements: ['quotePlacesQuery', 'quotesQuery', 'quoteSuccessorsQuery', 'quotePageQuery'],
    columns: {
      SOP10100: names(`
        ADDRESS1 ADDRESS2 ADDRESS3 BACHNUMB CCode CITY CNTCPRSN COUNTRY CSTPONBR CURNCYID CUSTNMBR DOCDATE MSTRNUMB ORDEPRVD
        ORDOCAMT ORFRTAMT ORIGNUMB ORIGTYPE ORMISCAMT ORSUBTOT ORTAXAMT ORTDISAM PHNUMBR1 PRBTADCD PRSTADCD PYMTRMID QUOEXPDA
        ReqShipDate SHIPMTHD SOPNUMBE SOPTYPE STATE ShipToName TAXSCHID VOIDSTTS ZIPCODE
      `),
      SOP10105: names('LNITMSEQ ORFRTTAX ORMSCTAX ORSLSTAX ORTXSLS SOPNUMBE SOPTYPE TAXDTLID'),
      SOP10106: names('CMMTTEXT COMMENT_1 COMMENT_2 COMMENT_3 COMMENT_4 SOPNUMBE SOPTYPE USERDEF1'),
      SOP10200: names(`
        ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY CMPNTSEQ CNTCPRSN COUNTRY DROPSHIP ITEMDESC ITEMNMBR LNITMSEQ LOCNCODE
        ODECPLCU ORUNTPRC OXTNDPRC PHONE1 PRCLEVEL PRSTADCD QTYCANCE QTYFULFI QTYPRINV QTYREMAI QTYTBAOR QUANTITY
        ReqShipDate SHIPMTHD SOPNUMBE SOPTYPE STATE ShipToName TAXSCHID UOFM ZIPCODE
      `),
      SOP10202: names('CMMTTEXT CMPNTSEQ COMMENT_1 COMMENT_2 COMMENT_3 COMMENT_4 LNITMSEQ SOPNUMBE SOPTYPE'),
      SOP30200: names(`
        ADDRESS1 ADDRESS2 ADDRESS3 BACHNUMB CCode CITY CNTCPRSN COUNTRY CSTPONBR CURNCYID CUSTNMBR DOCDATE MSTRNUMB ORDEPRVD
        ORDOCAMT ORFRTAMT ORIGNUMB ORIGTYPE ORMISCAMT ORSUBTOT ORTAXAMT ORTDISAM PHNUMBR1 PRBTADCD PRSTADCD PYMTRMID QUOEXPDA
        ReqShipDate SHIPMTHD SOPNUMBE SOPTYPE STATE ShipToName TAXSCHID VOIDSTTS ZIPCODE
      `),
      SOP30300: names(`
        ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY CMPNTSEQ CNTCPRSN COUNTRY DROPSHIP ITEMDESC ITEMNMBR LNITMSEQ LOCNCODE
        ODECPLCU ORUNTPRC OXTNDPRC PHONE1 PRCLEVEL PRSTADCD QTYCANCE QTYFULFI QTYPRINV QTYREMAI QTYTBAOR QUANTITY
        ReqShipDate SHIPMTHD SOPNUMBE SOPTYPE STATE ShipToName TAXSCHID UOFM ZIPCODE
      `),
      SOP40100: names('TRMSTNUM'),
    },
  },
  catalog: {
    statements: [
      'clockQuery',
      'itemVersionsQuery',
      'itemsQuery',
      'unitsQuery',
      'componentsQuery',
      'itemKeysQuery',
      'itemClassesQuery',
      'categoryLabelsQuery',
      'categoryValuesQuery',
    ],
    columns: {
      IV00101: names(`
        ALTITEM1 ALTITEM2 ALWBKORD CREATDDT DECPLQTY DEX_ROW_TS INACTIVE ITEMDESC ITEMNMBR ITEMSHWT ITEMTYPE
        ITMCLSCD ITMGEDSC SELNGUOM UOMSCHDL USCATVLS_1 USCATVLS_2 USCATVLS_3 USCATVLS_4 USCATVLS_5 USCATVLS_6
      `),
      IV00104: names('CMPITQTY CMPITUOM CMPTITNM ITEMNMBR SEQNUMBR'),
      IV40100: names('USCATDSC_1 USCATDSC_2 USCATDSC_3 USCATDSC_4 USCATDSC_5 USCATDSC_6'),
      IV40201: names('BASEUOFM DEX_ROW_TS UOMSCHDL'),
      IV40202: names('DEX_ROW_TS EQUIVUOM QTYBSUOM SEQNUMBR UOFM UOMSCHDL'),
      IV40400: names('ITMCLSCD ITMCLSDC'),
      IV40600: names('Image_URL USCATNUM USCATVAL UserCatLongDescr'),
      SY01200: names('ADRSCODE DEX_ROW_TS INET4 INETINFO Master_ID Master_Type'),
    },
  },
  orderEntry: {
    statements: [
      'documentQuery',
      'customersOfEmailQuery',
      'taxDetailsQuery',
      'orderTermsQuery',
      'shippingMethodsQuery',
      'paymentAccountsQuery',
      'beforeWritingQuery',
      'errorTextsQuery',
      'usualDocumentIdsQuery',
      'quotedTermsQuery',
      'closedQuoteQuery',
    ],
    columns: {
      CM00100: names('CHEKBKID INACTIVE'),
      'DYNAMICS.taErrorCode': names('ErrorCode ErrorDesc'),
      RM00101: names(
        'CPRCSTNM CRLMTAMT CRLMTPAM CRLMTPER CRLMTTYP CUSTNMBR PRBTADCD PRSTADCD PYMTRMID SALSTERR SHIPMTHD SLPRSNID',
      ),
      RM00102: names('ADRSCODE CUSTNMBR SALSTERR SHIPMTHD SLPRSNID'),
      RM00103: names(`
        AGPERAMT_1 AGPERAMT_2 AGPERAMT_3 AGPERAMT_4 AGPERAMT_5 AGPERAMT_6 AGPERAMT_7 CUSTBLNC CUSTNMBR DEPRECV
        ONORDAMT UNPSTDCA UNPSTDSA UNPSTOCA UNPSTOSA
      `),
      RM00105: names('CPRCSTNM NACREDITCHECK'),
      RM00301: names('INACTIVE SLPRSNID'),
      RM00303: names('SALSTERR'),
      SOP10100: names('CUSTNMBR MSTRNUMB ORDOCAMT PYMTRMID REFRENCE SALSTERR SLPRSNID SOPNUMBE SOPTYPE'),
      SOP30200: names('CUSTNMBR MSTRNUMB ORDOCAMT PYMTRMID REFRENCE SALSTERR SLPRSNID SOPNUMBE SOPTYPE'),
      SOP30300: names('CMPNTSEQ ITEMNMBR LNITMSEQ ORUNTPRC QTYCANCE QUANTITY SOPNUMBE SOPTYPE UOFM'),
      SOP40100: names('ORDDOCID QUODOCID'),
      SY01200: names('EmailToAddress INET1 Master_ID Master_Type'),
      SY03000: names('SHIPMTHD'),
      SY03100: names('CARDNAME'),
      SY03300: names('PYMTRMID'),
      TX00101: names('TAXSCHID'),
      TX00102: names('TAXDTLID TAXSCHID'),
      TX00201: names('TAXDTLID'),
    },
  },
  payments: {
    statements: ['openItemsQuery', 'applicationsQuery', 'receiptQuery'],
    columns: {
      MC40000: names('FUNLCURR'),
      RM10201: names('CURNCYID CURTRXAM CUSTNMBR DOCNUMBR ORTRXAMT RMDTYPAL'),
      RM20101: names('CURNCYID CURTRXAM CUSTNMBR DISAVAMT DISCDATE DISTKNAM DOCNUMBR ORTRXAMT RMDTYPAL VOIDSTTS'),
      RM20201: names('APFRDCNM APFRDCTY APPTOAMT APTODCNM APTODCTY'),
      RM30101: names('CURTRXAM CUSTNMBR DOCNUMBR ORTRXAMT RMDTYPAL VOIDSTTS'),
      RM30201: names('APFRDCNM APFRDCTY APPTOAMT APTODCNM APTODCTY'),
      SOP10100: names('CUSTNMBR SOPNUMBE SOPTYPE VOIDSTTS'),
    },
  },
  partNumbers: {
    statements: ['partNumbersQuery', 'partCodesQuery'],
    columns: { SOP60300: names('CUSTITEMNMBR CUSTNMBR ITEMNMBR') },
  },
  cancellations: {
    statements: ['openOrderQuery', 'finishedOrderQuery'],
    columns: {
      SOP10100: names('CUSTNMBR DOCID ORIGNUMB ORIGTYPE SOPNUMBE SOPTYPE VOIDSTTS'),
      SOP10107: names('SOPNUMBE SOPTYPE'),
      SOP10200: names('ACTLSHIP QTYFULFI QTYPRBAC QTYPRINV SOPNUMBE SOPTYPE'),
      SOP30200: names('CUSTNMBR DOCID ORIGNUMB ORIGTYPE SOPNUMBE SOPTYPE VOIDSTTS'),
      SOP30300: names('ACTLSHIP QTYFULFI QTYPRBAC QTYPRINV SOPNUMBE SOPTYPE'),
      SOP40200: names('DOCID SOPTYPE USPFULPR'),
    },
  },
  types: {
    statements: ['columnsQuery'],
    columns: {},
  },
  check: {
    statements: [
      ...['server', 'database', 'isolation', 'logins', 'latency', 'clock', 'GP', 'tables', 'eConnect', 'stamps'],
      ...['document ID', 'quotes', 'order setup', 'sites', 'deposits', 'exchange', 'changes', 'price', 'stock'],
    ],
    columns: {
      'DYNAMICS.DU000020': names('PRODID companyID versionBuild versionMajor versionMinor'),
      'DYNAMICS.MC00100': names('CURNCYID EXCHDATE EXGTBLID EXPNDATE'),
      'DYNAMICS.SY01500': names('CMPANYID INTERID'),
      GL40000: names('NJRNLENT'),
      IV00101: names('ITEMNMBR'),
      IV00102: names('ATYALLOC ITEMNMBR QTYONHND RCRDTYPE'),
      IV00108: names('ITEMNMBR'),
      IV40700: names('ADDRESS1 ADDRESS2 ADDRESS3 CCode CITY COUNTRY INACTIVE LOCNCODE LOCNDSCR PHONE1 STATE ZIPCODE'),
      MC40000: names('DEFSLSTP FUNLCURR'),
      MC40301: names('CURNCYID EXGTBLID RATETPID'),
      RM00101: names('CURNCYID CUSTNMBR HOLD INACTIVE PRCLEVEL RATETPID'),
      RM00201: names('CLASSID'),
      SOP40100: names('ORDDOCID QUODOCID'),
      SOP40200: names('DOCID QUOTOORD SOPTYPE'),
      SY00100: names('DBNAME'),
      SY00500: names('BACHNUMB BCHSOURC'),
      SY01000: names('SERIES TRXSRCPX'),
    },
  },
} satisfies Readonly<Record<string, Read>>;

export type ReadName = keyof typeof READS;

/** Tables that a company may lack, and what is not done without them. */
export const OPTIONAL_TABLES: Readonly<Record<string, string>> = {
  'DYNAMICS.DU000020': 'is not there, or may not be seen: the version of GP is not told',
  'DYNAMICS.MC00100': 'is not there, or may not be seen: exchange rates are not looked at, and no price is converted',
  'DYNAMICS.MC40300': 'is not there, or may not be seen: no price is converted',
  GL40000: 'is not there, or may not be seen: what deposits need is not looked at',
  MC40301: 'is not there, or may not be seen: exchange rates are not looked at, and no price is converted',
  SY01000: 'is not there, or may not be seen: what deposits need is not looked at',
};

/** Whether a company may lack the table. */
export function isOptional(table: string): boolean {
  return table in OPTIONAL_TABLES;
}

/** The procedures of eConnect that the gateway calls. */
export const USED_PROCEDURES: readonly (ProcedureName | NumberProcedureName)[] = [
  ...(Object.keys(PROCEDURES) as ProcedureName[]),
  ...(Object.keys(NUMBER_PROCEDURES) as NumberProcedureName[]),
].sort();

/** GP's own price of an item, which the check of a company compares with the gateway's. It writes nothing. */
export const PRICE_PROCEDURE = 'taItemListPrice';

/**
 * Tables whose GP triggers (zDT_...) the gateway relies on: they stamp a changed row (DEX_ROW_TS), or pass the change on to a
 * stamped row of another table. The catalogue goes by them, and so does GP_CHANGES=stamps.
 */
export const TABLES_WITH_STAMP_TRIGGERS = [
  ...['IV00101', 'IV00102', 'IV00104', 'IV40201', 'IV40202', 'RM00101', 'RM00102', 'SY01200'],
] as const;

/** Tables of an order that a rehearsal reads before it takes the order back, with the login that hands orders over. */
export const REHEARSED_TABLES = ['SOP10100', 'SOP10103', 'SOP10105', 'SOP10106', 'SOP10200', 'SOP10202'] as const;

/** Tables that a cancellation reads before it commits, with the login that hands orders over. */
export const CANCELLATION_TABLES = ['SOP10100', 'SOP10107', 'SOP30200', 'SOP30300', 'SOP40200'] as const;

const SYSTEM = 'DYNAMICS.';

/** How the lists name a table of GP's system database. */
export function inSystemDatabase(table: string): string {
  return `${SYSTEM}${table}`;
}

/** A table's name, and whether it is in GP's system database. */
export function placeOf(table: string): { readonly name: string; readonly isInSystemDatabase: boolean } {
  return table.startsWith(SYSTEM)
    ? { name: table.slice(SYSTEM.length), isInSystemDatabase: true }
    : { name: table, isInSystemDatabase: false };
}

/** The columns of several lists together. */
export function allColumns(lists: readonly UsedColumns[]): UsedColumns {
  const all = new Map<string, Set<string>>();
  for (const [table, columns] of lists.flatMap((list) => Object.entries(list))) {
    const known = all.get(table) ?? new Set();
    all.set(table, known);
    for (const column of columns) known.add(column);
  }
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([table, names]) => [table, [...names].sort()]));
}

function names(text: string): string[] {
  return text.trim().split(/\s+/);
}
