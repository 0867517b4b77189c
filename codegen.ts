import type { CodegenConfig } from '@graphql-codegen/cli';

/** Makes TypeScript types of the contract; `npm run codegen` writes them, and CI fails where they differ. */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/contract/schema.generated.ts': {
      plugins: [{ add: { content: '// Generated from schema/ by `npm run codegen`; not edited by hand.' } }, 'typescript'],
      config: {
        enumType: 'string-literal',
        enumsAsTypes: true,
        immutableTypes: true,
        useTypeImports: true,
        maybeValue: 'T | null',
        inputMaybeValue: 'T | null | undefined',
        skipTypename: false,
        scalars: {
          ID: 'string',
          Decimal: { input: '../values/exact.js#Exact', output: 'string' },
          DateTime: { input: 'number', output: 'number' },
          Date: { input: '../values/calendar-date.js#CalendarDate', output: '../values/calendar-date.js#CalendarDate' },
          CurrencyCode: 'string',
        },
      },
    },
  },
};

export default config;
