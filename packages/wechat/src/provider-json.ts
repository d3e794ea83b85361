const LONG_DIGITS = /\d{16}/;
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * Parses JSON from a provider. Integers of 16 digits or more, such as WeChat's msgid, become strings,
 * because a JavaScript number would silently round them.
 * @throws SyntaxError if the text is not JSON
 */
export function parseProviderJson(text: string): unknown {
  if (!LONG_DIGITS.test(text)) return JSON.parse(text);
  const safe = text.replace(STRING_OR_NUMBER, (token) => (LONG_INTEGER.test(token) ? `"${token}"` : token));
  return JSON.parse(safe);
}
