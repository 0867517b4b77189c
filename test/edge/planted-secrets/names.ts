import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const RESOLVER = pathToFileURL(join(import.meta.dirname, 'resolver.ts')).href;

/** The addresses that hosts have for a gateway, which can be changed while it runs. */
export class Names {
  private readonly folder = mkdtempSync(join(tmpdir(), 'gateway-names-'));
  private readonly file = join(this.folder, 'names.json');
  private readonly asked = `${this.file}.asked`;

  constructor(private readonly addresses: Record<string, string>) {
    this.write();
  }

  /** What a gateway has to be started with to go by them. */
  get environment(): NodeJS.ProcessEnv {
    return { NODE_OPTIONS: `--import ${RESOLVER}`, PLANTED_NAMES: this.file };
  }

  /** @param address none where not given: nobody knows the name */
  move(name: string, address?: string): void {
    if (address === undefined) delete this.addresses[name];
    else this.addresses[name] = address;
    this.write();
  }

  /** Whether the gateway has asked for a name since `forgetAsked`, which it does to connect. */
  wereAskedFor(name: string): boolean {
    return existsSync(this.asked) && readFileSync(this.asked, 'utf8').split('\n').includes(name);
  }

  forgetAsked(): void {
    rmSync(this.asked, { force: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** In one step: it is read at any time. */
  private write(): void {
    const written = `${this.file}.new`;
    writeFileSync(written, JSON.stringify(this.addresses));
    renameSync(written, this.file);
  }
}

/** The same URL with the host's name, and with a password where one is given. */
export function named(url: string, name: string, login: { readonly username?: string; readonly password?: string } = {}): string {
  return Object.assign(new URL(url), { hostname: name, ...login }).href;
}
