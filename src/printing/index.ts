export { printingCosts } from './printing.costs.js';
export { PrintingModule } from './printing.module.js';
