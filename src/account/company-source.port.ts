import type { Company } from './company.js';

export abstract class CompanySource {
  /**
   * How GP is set up.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract company(signal: AbortSignal): Promise<Company>;
}
