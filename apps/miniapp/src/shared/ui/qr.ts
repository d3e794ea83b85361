/**
 * QR codes (ISO/IEC 18004) for short ASCII texts, as pure arithmetic: mini-programs have neither canvas libraries nor
 * room for them. Byte mode, error correction level M, versions 1 to 6.
 */

/** Error correction bytes per block and number of blocks at level M, by version. */
const blocksOf: readonly (readonly [ecc: number, blocks: number])[] = [
  [10, 1],
  [16, 1],
  [26, 1],
  [18, 2],
  [24, 2],
  [16, 4],
];
const totalBytes = [26, 44, 70, 100, 134, 172] as const;
/** Mode and length take 12 bits, so up to two bytes of each version are not text. */
const headBytes = 2;

const exp: number[] = [];
const log: number[] = [];
for (let power = 0, value = 1; power < 255; power += 1) {
  exp[power] = value;
  log[value] = power;
  value = value & 128 ? (value << 1) ^ 0x11d : value << 1;
}

/** Product in the field of 256 elements. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : (exp[((log[a] as number) + (log[b] as number)) % 255] as number);
}

/** Reed-Solomon remainder: `count` bytes that let a reader repair the data. */
function correction(data: readonly number[], count: number): number[] {
  let generator = [1];
  for (let root = 0; root < count; root += 1) {
    const next = [...generator, 0];
    generator.forEach((factor, at) => {
      next[at + 1] = (next[at + 1] as number) ^ times(factor, exp[root] as number);
    });
    generator = next;
  }
  const rest = [...data, ...new Array<number>(count).fill(0)];
  for (let at = 0; at < data.length; at += 1) {
    const lead = rest[at] as number;
    generator.forEach((factor, offset) => {
      rest[at + offset] = (rest[at + offset] as number) ^ times(factor, lead);
    });
  }
  return rest.slice(data.length);
}

/** Data and correction bytes in the order they are drawn. */
function codewords(text: string, version: number): number[] {
  const [ecc, blocks] = blocksOf[version - 1] as readonly [number, number];
  const capacity = (totalBytes[version - 1] as number) - ecc * blocks;
  const bits: number[] = [];
  const push = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  push(0b0100, 4);
  push(text.length, 8);
  for (let at = 0; at < text.length; at += 1) push(text.charCodeAt(at), 8);
  push(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const data: number[] = [];
  for (let at = 0; at < bits.length; at += 8)
    data.push(bits.slice(at, at + 8).reduce((byte, bit) => byte * 2 + bit, 0));
  for (let pad = 0xec; data.length < capacity; pad ^= 0xec ^ 0x11) data.push(pad);

  const size = capacity / blocks;
  const parts = Array.from({ length: blocks }, (_, block) => data.slice(block * size, (block + 1) * size));
  const repairs = parts.map((part) => correction(part, ecc));
  const weave = (lists: readonly number[][], length: number) =>
    Array.from({ length }, (_, at) => lists.map((list) => list[at] as number)).flat();
  return [...weave(parts, size), ...weave(repairs, ecc)];
}

type Grid = (boolean | undefined)[][];

/** The parts every code of the size has: finders, timing, alignment, and room for the format. */
function frame(size: number): Grid {
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined));
  const set = (row: number, column: number, dark: boolean) => {
    const line = grid[row];
    if (line && column >= 0 && column < size) line[column] = dark;
  };
  for (const [top, left] of [
    [0, 0],
    [0, size - 7],
    [size - 7, 0],
  ] as const) {
    for (let row = -1; row <= 7; row += 1) {
      for (let column = -1; column <= 7; column += 1) {
        const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3));
        set(top + row, left + column, ring !== 2 && ring < 4);
      }
    }
  }
  for (let at = 8; at < size - 8; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  if (size > 21) {
    for (let row = -2; row <= 2; row += 1) {
      for (let column = -2; column <= 2; column += 1)
        set(size - 7 + row, size - 7 + column, Math.max(Math.abs(row), Math.abs(column)) !== 1);
    }
  }
  for (const [row, column] of formatPlaces(size).flat()) set(row, column, false);
  set(size - 8, 8, true);
  return grid;
}

/** Where the 15 format bits stand, least significant first; each stands twice. */
function formatPlaces(size: number): (readonly [number, number])[][] {
  return Array.from({ length: 15 }, (_, bit) => {
    const beside = bit < 8 ? size - 1 - bit : bit === 8 ? 7 : 14 - bit;
    const above = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit;
    return [
      [above, 8],
      [8, beside],
    ] as const;
  });
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

function draw(bytes: readonly number[], size: number, mask: number): boolean[][] {
  const grid = frame(size);
  const flips = masks[mask] as (row: number, column: number) => boolean;
  let bit = 0;
  // Pairs of columns from right to left, up and down in turn; the timing column is left out.
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const row = up ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        const line = grid[row] as (boolean | undefined)[];
        if (line[column] !== undefined) continue;
        const byte = bytes[bit >> 3] ?? 0;
        line[column] = (((byte >> (7 - (bit & 7))) & 1) === 1) !== flips(row, column);
        bit += 1;
      }
    }
  }
  // Level M is 00, so the five format bits are the mask alone.
  let rest = mask << 10;
  for (let shift = 4; shift >= 0; shift -= 1) if (rest & (1 << (shift + 10))) rest ^= 0x537 << shift;
  const format = ((mask << 10) | rest) ^ 0x5412;
  formatPlaces(size).forEach((places, place) => {
    for (const [row, column] of places)
      (grid[row] as (boolean | undefined)[])[column] = ((format >> place) & 1) === 1;
  });
  return grid.map((line) => line.map(Boolean));
}

/** How hard a code is to read, by the four rules of the standard; less is better. */
function penalty(grid: readonly boolean[][]): number {
  const size = grid.length;
  const columns = grid.map((_, column) => grid.map((line) => line[column] as boolean));
  let points = 0;
  for (const line of [...grid, ...columns]) {
    const text = line.map((dark) => (dark ? '1' : '0')).join('');
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2;
    points += 40 * (text.match(/(?=10111010000|00001011101)/g) ?? []).length;
  }
  for (let row = 1; row < size; row += 1) {
    for (let column = 1; column < size; column += 1) {
      const dark = grid[row]?.[column];
      const same = [grid[row - 1]?.[column], grid[row]?.[column - 1], grid[row - 1]?.[column - 1]];
      if (same.every((other) => other === dark)) points += 3;
    }
  }
  const share = grid.flat().filter(Boolean).length / (size * size);
  return points + 10 * Math.floor(Math.abs(share * 20 - 10));
}

/**
 * The modules of a QR code, row by row, true is dark; without the quiet zone.
 * @param text ASCII, at most 106 characters
 * @throws RangeError when it is longer or not ASCII
 */
export function encodeQr(text: string): boolean[][] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is allowed
  if (!/^[\x00-\x7f]*$/.test(text)) throw new RangeError('a QR code here holds ASCII only');
  const version =
    blocksOf.findIndex(
      ([ecc, blocks], at) => text.length + headBytes <= (totalBytes[at] as number) - ecc * blocks,
    ) + 1;
  if (version === 0) throw new RangeError('the text is too long for a QR code of version 6');
  const bytes = codewords(text, version);
  const drawn = masks.map((_, mask) => draw(bytes, 17 + version * 4, mask));
  return drawn.reduce((best, grid) => (penalty(grid) < penalty(best) ? grid : best));
}
