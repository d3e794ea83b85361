import { XMLParser } from 'fast-xml-parser';
import { parseProviderJson } from './provider-json.js';
import { PushError } from './push-error.js';

/** Largest push body read, in bytes. Real ones stay below 10 KiB. */
export const MAX_PUSH_BYTES = 1024 * 1024;

const CDATA = /<!\[CDATA\[[\s\S]*?\]\]>/g;

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  // Every value stays text: WeChat's ids do not fit into numbers.
  parseTagValue: false,
  processEntities: true,
  maxNestedTags: 16,
});

/**
 * Reads a push body, XML or JSON, into one flat object (the content of `<xml>`).
 * Refuses document types and entities, which WeChat never sends and attackers do.
 * @throws PushError `too_large`, `doctype` or `malformed`
 */
export function parsePushBody(body: string | Buffer): Record<string, unknown> {
  if (Buffer.byteLength(body) > MAX_PUSH_BYTES) throw new PushError('too_large', 'more than 1 MiB');
  const text = body
    .toString()
    .replace(/^\uFEFF/, '')
    .trim();
  return text.startsWith('<') ? parseXml(text) : parseJson(text);
}

function parseXml(text: string): Record<string, unknown> {
  // After the CDATA sections are gone, any <! is a DOCTYPE, an entity or a comment.
  if (text.replace(CDATA, '').includes('<!')) throw new PushError('doctype', 'declarations are not accepted');
  let root: unknown;
  try {
    root = parser.parse(text, true);
  } catch (error) {
    throw new PushError('malformed', error instanceof Error ? error.message : 'not XML');
  }
  const xml = isObject(root) ? root.xml : undefined;
  if (!isObject(xml)) throw new PushError('malformed', 'no <xml> element');
  return xml;
}

function parseJson(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseProviderJson(text);
  } catch {
    throw new PushError('malformed', 'neither XML nor JSON');
  }
  if (!isObject(value)) throw new PushError('malformed', 'not an object');
  return value;
}

/** Whether a value is a plain object (not null, not an array). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
