/** Text that people and other systems typed: width, control characters, length limits, spreadsheet safety. */

/**
 * Full-width ASCII (`！`..`～`, U+FF01..FF5E) and the full-width space become their half-width twins; everything
 * else stays. Chinese input methods produce them by accident in phones, plates and VINs.
 */
export function toHalfWidth(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0);
    else if (code === 0x3000) out += ' ';
    else if (code === 0xffe5) out += '¥';
    else out += char;
  }
  return out;
}

/** Invisible characters that only do harm in names and notes: zero width, direction marks, byte order mark. */
function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff
  );
}

/** Emoji and the signs that are joined with them; skin tones among them. */
function isPicture(char = ''): boolean {
  const code = char.codePointAt(0) ?? 0;
  return (code >= 0x2600 && code <= 0x27bf) || (code >= 0x1f000 && code <= 0x1faff);
}

/**
 * Removes control characters (C0, DEL, C1), invisible format characters and lone surrogates. A line feed stays,
 * CR LF and CR become a line feed, a tab becomes a space. What makes one picture of two emoji stays.
 */
export function stripControl(text: string): string {
  const chars = [...text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ')];
  return chars
    .filter((char, i) => {
      const code = char.codePointAt(0) ?? 0;
      if (code === 0x200d) {
        const before = chars[i - 1] === '\ufe0f' ? chars[i - 2] : chars[i - 1];
        return isPicture(before) && isPicture(chars[i + 1]);
      }
      const control = (code < 0x20 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f);
      const loneSurrogate = code >= 0xd800 && code <= 0xdfff;
      return !control && !loneSurrogate && !isInvisible(code);
    })
    .join('');
}

/** How many code points the text has: what people count as characters, and what WeChat's limits count. */
export function codePointLength(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const PLAIN_NUMBER = /^[+-]?\d[\d,]*(?:\.\d+)?%?$/;

/**
 * True when a spreadsheet may run the text as a formula (OWASP "CSV injection"): its first character, after
 * blanks, is = + - @ in either width, or it starts with TAB, CR, LF or NUL. Signed numbers and rows of dashes
 * (the usual "nothing" of a DMS) are harmless and stay as they are.
 */
export function isFormulaInjection(text: string): boolean {
  if (/^[\t\r\n\0]/.test(text)) return true;
  const start = toHalfWidth(text).trim();
  if (!/^[=+\-@]/.test(start)) return false;
  return !PLAIN_NUMBER.test(start) && !/^-+$/.test(start);
}

/**
 * The text as it may stand in a CSV or Excel cell: a dangerous start gets an apostrophe before it, which
 * spreadsheets show as plain text. Quoting of commas and quotes is the CSV writer's own work.
 */
export function csvSafe(text: string): string {
  return isFormulaInjection(text) ? `'${text}` : text;
}

/** Stands where a name is not known yet; it hides nobody. */
const NO_NAME = '车主';

/** 王**, so that people know themselves and nobody else does; 车主 without a name. */
export function maskName(name: string): string {
  const [first] = [...name];
  return first === undefined || name === NO_NAME ? NO_NAME : `${first}**`;
}
