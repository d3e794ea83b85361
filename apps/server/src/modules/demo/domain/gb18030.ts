/** Two-byte part of GB18030 by character, made once from the platform's own decoder. */
let table: Map<string, number> | null = null;

function pairs(): Map<string, number> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(high, low));
      if (char.length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, high * 256 + low);
    }
  }
  return table;
}

/** Encodes text as GB18030, the way dealership systems export. Characters outside its two-byte part become `?`. */
export function encodeGb18030(text: string): Buffer {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0x3f;
    const pair = code < 0x80 ? undefined : pairs().get(char);
    if (code < 0x80) bytes.push(code);
    else if (pair === undefined) bytes.push(0x3f);
    else bytes.push(pair >> 8, pair & 0xff);
  }
  return Buffer.from(bytes);
}
