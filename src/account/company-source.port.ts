import type { Company } from './company.js';

export abstract class CompanySource {
  /**
   * The company's setup in GP.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract company(signal: AbortSignal): Promise<Company>;
}
