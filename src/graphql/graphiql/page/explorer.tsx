import { tabs, version } from 'virtual:readme-tabs';
import { GraphiQL } from 'graphiql';
import { fetcher } from './fetcher.js';
import { SessionLine } from './session-line.js';
import { tabStorage } from './tab-storage.js';

const storage = tabStorage(version);

/** GraphiQL shows the first default tab without its variables. Later visits leave this out: it would come before what is stored. */
const firstVisit = storage.length === 0 ? { initialQuery: tabs[0].query, initialVariables: tabs[0].variables ?? '' } : {};

const defaultTabs = tabs.map(({ query, variables }) => ({
  query,
  variables: variables ?? null,
}));

/** GraphiQL on the gateway's own contract, with the README's queries as its tabs. */
export function Explorer() {
  return (
    <GraphiQL
      {...firstVisit}
      fetcher={fetcher}
      storage={storage}
      defaultTabs={defaultTabs}
      defaultEditorToolsVisibility="headers"
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>GP Storefront Gateway</GraphiQL.Logo>
      <GraphiQL.Footer>
        <SessionLine />
      </GraphiQL.Footer>
    </GraphiQL>
  );
}
