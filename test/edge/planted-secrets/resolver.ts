import dns from 'node:dns';
import { appendFileSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';

/**
 * Loaded into a built gateway before its own code (`node --import`): names have the addresses that a file gives them now, and
 * every other name none. So hosts have names on every machine, whatever its resolver knows and however long it takes. The
 * names that were asked for are written down.
 */
const file = process.env.PLANTED_NAMES;
if (file) {
  const { lookup } = dns;
  type Callback = (fault: Error | null, address?: string | dns.LookupAddress[], family?: number) => void;

  const lookUp = (name: string, options: dns.LookupOptions | Callback, callback?: Callback) => {
    const done = callback ?? (options as Callback);
    if (isIP(name) || name === 'localhost') return lookup(name, options as dns.LookupOptions, done as never);
    appendFileSync(`${file}.asked`, `${name}\n`);
    const address = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[name];
    const wantsAll = typeof options === 'object' && options.all === true;
    process.nextTick(() => {
      if (address === undefined) done(notFound(name));
      else if (wantsAll) done(null, [{ address, family: 4 }]);
      else done(null, address, 4);
    });
  };
  dns.lookup = lookUp as typeof dns.lookup;
}

/** As Node.js says it. */
function notFound(hostname: string): Error {
  const fields = { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname };
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), fields);
}
