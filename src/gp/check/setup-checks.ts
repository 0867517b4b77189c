import { typedCurrencyCode } from '../../values/money.js';
import { intakeDatabase, paymentAccountsQuery, usualDocumentIdsQuery } from '../econnect/intake.query.js';
import { usualDocumentIds } from '../econnect/order-facts.js';
import { ORDER, QUOTE, type WrittenType } from '../econnect/order-setup.js';
import { companyQuery } from '../sql/company.query.js';
import { charKey } from '../sql/keys.js';
import { warehousesQuery } from '../sql/stock.query.js';
import type { TextRows } from '../sql/together.js';
import { whereThere } from '../sql/where-there.js';
import { type Check, type CheckedSettings, type Finding, missing, note, ok, warning } from './check.js';
import { checkDatabase } from './check-tables.js';

const VERSIONS: Readonly<Record<number, string>> = {
  11: 'GP 2010',
  12: 'GP 2013',
  14: 'GP 2015',
  16: 'GP 2016',
  18: 'GP 2018 or 18.x',
};
const OLDEST = 12;

interface Version {
  readonly systemDatabase: string;
  /** Whether GP knows a company in this database. */
  readonly isKnown: boolean;
  readonly major: number | undefined;
  readonly minor: number | undefined;
  readonly build: number | undefined;
}

/** Which GP it is. The system database's tables are those of the company's row there. */
export const versionCheck: Check<Version> = {
  name: 'GP',
  of: 'sqlServer',
  ask: async ({ gp, databaseName }, _, signal) => {
    const db = checkDatabase(gp);
    const [place] = await db.selectFrom('SY00100').select('DBNAME').execute({ signal });
    const [company] = await db
      .selectFrom('DYNAMICS.SY01500')
      .where('INTERID', '=', charKey(databaseName, 5))
      .select('CMPANYID')
      .execute({ signal });
    const versions =
      company &&
      (await whereThere(
        db
          .selectFrom('DYNAMICS.DU000020')
          .where('companyID', '=', company.CMPANYID)
          .where('PRODID', '=', 0)
          .select(['versionMajor as major', 'versionMinor as minor', 'versionBuild as build'])
          .execute({ signal }),
      ));
    const { major, minor, build } = versions?.[0] ?? {};
    return { systemDatabase: place?.DBNAME.trim() ?? '', isKnown: company !== undefined, major, minor, build };
  },
  judge: ({ systemDatabase, isKnown, major, minor, build }, _, { databaseName }) => {
    if (!isKnown) {
      return [
        missing(
          `${systemDatabase} does not know the company ${databaseName} (SY01500)`,
          'name a company of GP in GP_URL; a copy of one has to be made known in GP Utilities',
        ),
      ];
    }
    if (major === undefined) return [note(`GP does not tell its version (DU000020), system database ${systemDatabase}`)];
    const text = `${VERSIONS[major] ?? 'GP of a version unknown here'} (${major}.${minor}.${build}), system database ${systemDatabase}`;
    if (major < OLDEST) return [warning(text, 'GP 2013 is the oldest that the gateway is known to work with')];
    return [major in VERSIONS ? ok(text) : note(text)];
  },
};

interface Documents {
  readonly ids: readonly string[];
  /** Those whose documents may not become orders as quotes do (QUOTOORD). */
  readonly neverOrdered: readonly string[];
  readonly usual: string;
}

/** The document type ID under which orders are entered. */
export const documentCheck = documentCheckOf(ORDER, {
  name: 'document ID',
  documents: 'orders',
  column: 'ORDDOCID',
  variable: 'GP_ORDER_DOCUMENT',
  chosen: ({ documentId }) => documentId,
  areOrdered: false,
  without: missing,
});

/** The document type ID under which requests for quotes are entered. */
export const quoteDocumentCheck = documentCheckOf(QUOTE, {
  name: 'quotes',
  documents: 'quotes',
  column: 'QUODOCID',
  variable: 'GP_QUOTE_DOCUMENT',
  chosen: ({ quotes }) => quotes.documentId,
  areOrdered: true,
  // All else works without quotes.
  without: warning,
});

interface DocumentWords {
  readonly name: string;
  readonly documents: string;
  readonly column: string;
  readonly variable: string;
  readonly chosen: (settings: CheckedSettings) => string | null;
  /** Whether the documents are there to become orders. */
  readonly areOrdered: boolean;
  /** What is found where GP has no such document ID. */
  readonly without: (text: string, todo: string) => Finding;
}

function documentCheckOf(
  type: WrittenType,
  { name, documents, column, variable, chosen, areOrdered, without }: DocumentWords,
): Check<Documents> {
  return {
    name,
    of: 'both',
    ask: async ({ gp }, _, signal) => {
      const db = checkDatabase(gp);
      const [rows, [usual]] = await Promise.all([
        db.selectFrom('SOP40200').where('SOPTYPE', '=', type).select(['DOCID', 'QUOTOORD']).orderBy('DOCID').execute({ signal }),
        usualDocumentIdsQuery(intakeDatabase(gp)).execute({ signal }),
      ]);
      const idsOf = (those: typeof rows) => those.map(({ DOCID }) => DOCID.trim());
      const neverOrdered = idsOf(rows.filter(({ QUOTOORD }) => Number(QUOTOORD) === 0));
      return { ids: idsOf(rows), neverOrdered, usual: usualDocumentIds(usual)[type] };
    },
    judge: ({ ids, neverOrdered, usual }, settings) => {
      const documentId = chosen(settings);
      const there = ids.length > 0 ? `there are ${listed(ids)}` : 'there are none: set one up in Sales Order Processing Setup';
      // GP refuses them (2698).
      const refusedAs = (id: string): Finding[] =>
        areOrdered && isAmong(id, neverOrdered)
          ? [
              without(
                `${documents} of the document ID ${id} cannot become orders (SOP40200.QUOTOORD): none can be asked for`,
                `let them be transferred to orders in Sales Order Processing Setup, or name another ID in ${variable}`,
              ),
            ]
          : [];
      if (documentId !== null) {
        if (isAmong(documentId, ids))
          return [...refusedAs(documentId), ok(`${documents} are entered as ${documentId} (${variable})`)];
        return [without(`GP has no document ID ${documentId} for ${documents} (${variable})`, there)];
      }
      if (usual !== '' && isAmong(usual, ids))
        return [...refusedAs(usual), ok(`${documents} are entered as ${usual}, GP's own default`)];
      return [without(`GP has no default document ID for ${documents} (SOP40100.${column})`, `set ${variable}: ${there}`)];
    },
  };
}

interface Names {
  readonly batches: number;
  readonly quoteBatches: number;
  readonly cards: readonly string[];
  readonly checkbooks: readonly string[];
  readonly classes: readonly string[];
}

/** What else the settings name in GP: the batch, the card and the class of new customers. */
export const namesCheck: Check<Names> = {
  name: 'order setup',
  of: 'both',
  ask: async ({ gp }, { batchId, quotes }, signal) => {
    const db = checkDatabase(gp);
    const batch = (id: string) =>
      db
        .selectFrom('SY00500')
        .where('BACHNUMB', '=', charKey(id, 15))
        .where('BCHSOURC', '=', charKey('Sales Entry', 15))
        .select('BACHNUMB')
        .execute({ signal });
    const [batches, quoteBatches, accounts, classes] = await Promise.all([
      batch(batchId),
      batch(quotes.batchId),
      paymentAccountsQuery(intakeDatabase(gp)).ask(gp, { signal }),
      db.selectFrom('RM00201').select('CLASSID').orderBy('CLASSID').execute({ signal }),
    ]);
    return {
      batches: batches.length,
      quoteBatches: quoteBatches.length,
      cards: accounts.cards.map(({ CARDNAME }) => CARDNAME),
      checkbooks: accounts.checkbooks.map(({ CHEKBKID }) => CHEKBKID),
      classes: classes.map(({ CLASSID }) => CLASSID.trim()),
    };
  },
  judge: ({ batches, quoteBatches, cards, checkbooks, classes }, { batchId, quotes, cardName, customerClass }) => {
    const findings: Finding[] = [
      batches > 0
        ? ok(`orders go into the batch ${batchId}`)
        : note(`the batch ${batchId} is not there yet: eConnect makes it with the first order`),
      quoteBatches > 0
        ? ok(`requests for quotes go into the batch ${quotes.batchId}`)
        : note(`the batch ${quotes.batchId} is not there yet: eConnect makes it with the first request for a quote`),
    ];
    if (cardName === null) {
      findings.push(
        note(
          'no card is set: card payments need one from the storefront',
          `GP_ORDER_CARD, where cards are taken: ${listed(cards)}`,
        ),
      );
    } else if (isAmong(cardName, cards)) findings.push(ok(`card payments are recorded under ${cardName}`));
    else findings.push(missing(`GP has no card ${cardName} (GP_ORDER_CARD)`, `there are ${listed(cards)}`));
    if (customerClass === null) {
      findings.push(
        note(
          'no class for new customers is set: they get no terms, price level and accounts',
          `GP_NEW_CUSTOMER_CLASS: ${listed(classes)}`,
        ),
      );
    } else if (isAmong(customerClass, classes)) findings.push(ok(`new customers are of the class ${customerClass}`));
    else
      findings.push(missing(`GP has no customer class ${customerClass} (GP_NEW_CUSTOMER_CLASS)`, `there are ${listed(classes)}`));
    if (checkbooks.length === 0) {
      findings.push(warning('no checkbook is active: deposits by check and bank transfer are refused', 'set one up in GP'));
    }
    return findings;
  },
};

interface Site {
  readonly LOCNCODE: string;
  readonly INACTIVE: number;
}

/** The sites, from which stock is sold. */
export const sitesCheck: Check<readonly Site[]> = {
  name: 'sites',
  of: 'both',
  ask: async ({ gp }, _, signal) => await warehousesQuery(gp).execute({ signal }),
  judge: (sites) => {
    const active = sites.filter(({ INACTIVE }) => INACTIVE === 0).map(({ LOCNCODE }) => LOCNCODE.trim());
    if (active.length === 0) return [missing('no site is active: nothing is in stock anywhere', 'set one up in GP')];
    const inactive = sites.length > active.length ? `, ${sites.length - active.length} inactive` : '';
    return [ok(`${listed(active)}${inactive}`)];
  },
};

type Setup = TextRows<ReturnType<typeof companyQuery>['parts']>;

/** The currencies, without which there are no amounts, and how prices are made. */
export const currenciesCheck: Check<Setup> = {
  name: 'currencies',
  of: 'both',
  ask: ({ gp, databaseName }, _, signal) => companyQuery(gp, databaseName).ask(gp, { signal }),
  judge: (setup, { currencyCodes, promotions }) => {
    const functional = setup.functionalCurrency[0]?.FUNLCURR ?? '';
    const codes = new Map(
      setup.currency.map(({ CURNCYID, ISOCURRC }) => [
        CURNCYID,
        typedCurrencyCode(ISOCURRC) ?? currencyCodes.get(CURNCYID) ?? '',
      ]),
    );
    if (functional === '') codes.set('', currencyCodes.get('') ?? '');
    const findings: Finding[] = [];
    const code = codes.get(functional);
    if (code)
      findings.push(ok(`the functional currency is ${functional || 'that of a company without multicurrency'} (${code})`));
    else if (code === '')
      findings.push(missing(`the functional currency "${functional}" has no ISO code`, `GP_CURRENCY_CODES=${functional}=USD`));
    else findings.push(missing(`the functional currency "${functional}" is not in GP's currencies (MC40200)`, 'set it up in GP'));
    const mistyped = setup.currency.filter(({ ISOCURRC }) => ISOCURRC.trim() !== '' && typedCurrencyCode(ISOCURRC) === null);
    if (mistyped.length > 0) {
      const values = mistyped.map(({ CURNCYID, ISOCURRC }) => `"${ISOCURRC.trim()}" of ${CURNCYID}`);
      const told = mistyped.some(({ CURNCYID }) => CURNCYID === functional) ? warning : note;
      findings.push(
        told(
          `there is no ISO code in DYNAMICS.MC40200.ISOCURRC: ${listed(values)}`,
          'three letters such as USD in GP, or GP_CURRENCY_CODES, which is used until then',
        ),
      );
    }
    const others = [...codes].filter(([id, iso]) => id !== functional && iso === '').map(([id]) => id);
    if (others.length > 0) {
      findings.push(
        note(
          `there is no ISO code for ${listed(others)}: prices in it are not shown`,
          'GP_CURRENCY_CODES, where something is sold in it',
        ),
      );
    }
    const level = setup.receivables[0]?.PRCLEVEL ?? '';
    if (level === '')
      findings.push(
        warning('the company has no default price level: visitors see no prices', 'set it in Receivables Management Setup'),
      );
    if (setup.extendedPricing.length > 0) {
      const text = 'extended pricing is on: prices come from price sheets';
      findings.push(
        promotions === 'ignore'
          ? note(`${text}, and their promotions do not hold`, 'GP_PROMOTIONS=apply, where they hold in the storefront')
          : ok(`${text}, whose promotions are ${promotions === 'apply' ? 'applied' : 'shown beside the price'}`),
      );
    }
    return findings;
  },
};

/** GP compares keys without regard to capitals, and with no blanks at their end. */
function isAmong(name: string, names: readonly string[]): boolean {
  return names.some((each) => each.toUpperCase() === name.trim().toUpperCase());
}

const LISTED = 6;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  return `${names.slice(0, LISTED).join(', ')}${more}`;
}
