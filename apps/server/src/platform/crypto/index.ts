export * from './field-cipher.js';
export * from './sealed-file.js';
export * from './sealed-name.js';
export * from './sealed-stores.js';
export * from './search-text.js';
export * from './token.js';
