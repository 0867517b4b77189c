export { isShippedCompany, readSandboxCompany } from './company-folder.js';
export { generateCompany } from './generator/generate-company.js';
export { LEAST_SHEETS } from './generator/price-sheets.js';
export { type PricedLine, type Pricing, priceQuote } from './price-quote.js';
export { SandboxCompany } from './sandbox-company.js';
export type { WriteTrouble } from './trouble.js';
