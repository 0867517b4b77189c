import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  /** Paths of PEM files. */
  readonly certificate: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** An authority that signs certificates, in a folder of its own. */
export class TestAuthority {
  private readonly folder = mkdtempSync(join(tmpdir(), 'gateway-authority-'));
  readonly certificate = join(this.folder, 'authority.pem');
  private readonly key = join(this.folder, 'authority.key');

  constructor() {
    openssl(
      'req',
      '-x509',
      ...NEW_KEY,
      '-days',
      '2',
      '-subj',
      '/CN=Test authority',
      '-keyout',
      this.key,
      '-out',
      this.certificate,
    );
  }

  /** @param subject as openssl writes it, such as /O=Example/CN=storefront */
  sign(name: string, subject: string): Certificate {
    const [certificate, key, request] = ['pem', 'key', 'csr'].map((ending) => join(this.folder, `${name}.${ending}`)) as [
      string,
      string,
      string,
    ];
    const addresses = ['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
    openssl('req', '-utf8', ...NEW_KEY, '-subj', subject, ...addresses, '-keyout', key, '-out', request);
    const signing = ['-CA', this.certificate, '-CAkey', this.key, '-CAcreateserial', '-days', '2', '-copy_extensions', 'copy'];
    openssl('x509', '-req', '-in', request, ...signing, '-out', certificate);
    return { certificate, key, fingerprint: new X509Certificate(readFileSync(certificate)).fingerprint256 };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function openssl(...words: string[]): void {
  execFileSync('openssl', words, { stdio: 'pipe' });
}
