import { stripControl } from '@cheban/kernel';
import type { SealedFile } from './sealed-files.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface TextFacts {
  encoding: Encoding;
  lines: number;
}

/** A text in which at most so many bytes are wrong is that text all the same: some system cut a character in two. */
const WRONG_SEQUENCES = 200;

/**
 * Reads the whole file once and tells how its text is written: a byte order mark decides, else valid UTF-8 is UTF-8,
 * else it is GB18030 (which holds GBK and GB2312); UTF-16 without a mark shows by its empty bytes. UTF-8 with some
 * broken characters stays UTF-8. Null if it is no text at all.
 */
export async function examineText(file: SealedFile): Promise<TextFacts | null> {
  const head = await file.read(0, 4096);
  if (head.length === 0) return null;
  let encoding = markOf(head) ?? unmarkedUtf16(head);
  let unknown = encoding === null;
  const utf8 = new TextDecoder('utf-8');
  let broken = 0;
  let whole = 0;
  let lines = 0;
  for await (const chunk of file.chunksFrom(0, file.size)) {
    if (!encoding?.startsWith('utf-16') && chunk.includes(0)) return null;
    if (unknown) {
      const text = utf8.decode(chunk, { stream: true });
      for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) broken += 1;
      // A Chinese character is three bytes.
      whole += (chunk.length - text.length) / 2;
      // Whatever is not UTF-8 shows on every line.
      if (broken > WRONG_SEQUENCES) unknown = false;
    }
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  }
  encoding ??= broken === 0 || (broken <= WRONG_SEQUENCES && whole > broken * 20) ? 'utf-8' : 'gb18030';
  if (encoding === 'gb18030' && !isMostlyText(new TextDecoder(encoding).decode(head, { stream: true })))
    return null;
  return { encoding, lines: lines + 1 };
}

function markOf(head: Buffer): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 'utf-8' : null;
}

/** A comma or a line end of UTF-16 has an empty byte beside it, of no other text. */
function unmarkedUtf16(head: Buffer): Encoding | null {
  if (!head.includes(0)) return null;
  const bytes = head.subarray(0, head.length - (head.length % 2));
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const text = new TextDecoder(encoding).decode(bytes);
    const known = [...text].filter((char) => /[\t\r\n -~\u3000-\u9fff\uff00-\uffef]/.test(char)).length;
    if (/[,\t;|]/.test(text) && known >= text.length * 0.98) return encoding;
  }
  return null;
}

/** What cannot be decoded, and control characters, are rare in text and common in everything else. */
function isMostlyText(text: string): boolean {
  const odd = [...text].filter((char) => char === '\ufffd' || stripControl(char) === '').length;
  return odd <= text.length / 50 + 2;
}

/** The text of the first `end` bytes, piece by piece, without its byte order mark. */
export async function* decoded(
  file: SealedFile,
  encoding: Encoding,
  end = file.size,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of file.chunksFrom(0, end)) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '' && end === file.size) yield rest;
}
