export { type Acceptance, acceptancePoint } from './acceptance.js';
export { byName, type Check, changesOf, line, listOf, ofForm, orNull, text } from './checks.js';
export { type Difference, differences } from './differences.js';
export { type ExtensionPoint, nameOf, WrongAnswer } from './extension-point.js';
export { type Extended, type ExtensionFunction, Extensions, problemsIn, type Trial } from './extensions.js';
