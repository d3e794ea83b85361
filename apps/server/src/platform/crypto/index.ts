export * from './field-cipher.js';
export * from './token.js';
