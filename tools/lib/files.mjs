import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Reads a JSON file.
 * @param {string} path
 * @returns {any} undefined if the file is missing or broken
 */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Writes a file whole or not at all: a reader, or a start after a power cut, never sees half of it.
 * @param {string} path its folder is made if missing
 * @param {string} text
 * @param {number} [mode] permission bits, default readable by the owner only
 */
export function writeWhole(path, text, mode = 0o600) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.new`;
  try {
    writeFileSync(temporary, text, { mode });
    chmodSync(temporary, mode);
    renameSync(temporary, path);
  } finally {
    if (existsSync(temporary)) rmSync(temporary, { force: true });
  }
}

/**
 * Writes a value as JSON, whole or not at all.
 * @param {string} path
 * @param {unknown} value
 * @param {number} [mode]
 */
export function writeJson(path, value, mode = 0o600) {
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, mode);
}

/**
 * The last lines of a text file.
 * @param {string} path
 * @param {number} count
 * @returns {string} empty if the file is missing
 */
export function lastLines(path, count) {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}

/**
 * The last line of a text that is one JSON object.
 * @param {string} text
 * @returns {any} undefined if there is none
 */
export function lastJsonLine(text) {
  for (const line of text.trimEnd().split('\n').reverse()) {
    const start = line.indexOf('{');
    if (start < 0 || !line.trimEnd().endsWith('}')) continue;
    try {
      return JSON.parse(line.slice(start));
    } catch {
      // Not an object after all: look further up.
    }
  }
  return undefined;
}
