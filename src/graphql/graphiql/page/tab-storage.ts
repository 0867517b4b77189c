import type { GraphiQLProps } from 'graphiql';

type Storage = NonNullable<GraphiQLProps['storage']>;

/**
 * Where GraphiQL keeps its tabs: apart for each version of the README's queries, so that a new README shows its own; and
 * only as long as the browser tab is open, for variables may hold a password.
 */
export function tabStorage(version: string): Storage {
  const prefix = `${version}/`;
  const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key) => sessionStorage.getItem(prefix + key),
    setItem: (key, value) => sessionStorage.setItem(prefix + key, value),
    removeItem: (key) => sessionStorage.removeItem(prefix + key),
    clear() {
      for (const key of keys()) sessionStorage.removeItem(key);
    },
    get length() {
      return keys().length;
    },
  };
}
