/**
 * Values of the binary workbooks of Excel 97 to 2003 (BIFF8; [MS-XLS] 2.5), from bytes. Whatever reaches beyond its
 * record throws a RangeError.
 */

/** A number packed into 30 bits ([MS-XLS] 2.5.217): an integer or the upper half of a double, perhaps in hundredths. */
export function decodeRk(rk: number): number {
  const packed = Buffer.alloc(8);
  packed.writeUInt32LE((rk & ~3) >>> 0, 4);
  const number = (rk & 2) !== 0 ? rk >> 2 : packed.readDoubleLE(0);
  return (rk & 1) !== 0 ? number / 100 : number;
}

/** Words of the errors that a cell may hold; `#N/A` is how a look-up says that it found nothing. */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '',
};

/** A truth value or an error as the text of its cell. */
export function flagText(value: number, isError: boolean): string {
  if (isError) return ERRORS[value] ?? '#N/A';
  return value === 0 ? '否' : '是';
}

/**
 * Reads on through a record and the ones that continue it. A text that is cut at the end of a record tells again at
 * the start of the next whether its letters take one byte or two ([MS-XLS] 2.5.293).
 */
export class ContinuedBytes {
  private part = 0;
  private at = 0;

  constructor(private readonly parts: readonly Buffer[]) {}

  get atEnd(): boolean {
    this.settle();
    return this.part >= this.parts.length;
  }

  number(bytes: 1 | 2 | 4): number {
    let value = 0;
    for (let i = 0; i < bytes; i += 1) value += this.byte() * 256 ** i;
    return value;
  }

  /** A text with its letter count before it, in one byte or two; what belongs to its look is skipped. */
  text(countBytes: 1 | 2): string {
    const letters = this.number(countBytes);
    const flags = this.byte();
    const runs = (flags & 8) !== 0 ? this.number(2) * 4 : 0;
    const extra = (flags & 4) !== 0 ? this.number(4) : 0;
    const text = this.letters(letters, (flags & 1) !== 0);
    this.skip(runs + extra);
    return text;
  }

  private letters(count: number, startsWide: boolean): string {
    let wide = startsWide;
    let text = '';
    for (let left = count; left > 0; ) {
      const bytes = this.parts[this.part];
      if (!bytes) throw new RangeError('a text ends too early');
      const fits = Math.min(left, (bytes.length - this.at) >> (wide ? 1 : 0));
      const end = this.at + (wide ? fits * 2 : fits);
      text += bytes.toString(wide ? 'utf16le' : 'latin1', this.at, end);
      this.at = end;
      left -= fits;
      if (left === 0) break;
      if (end !== bytes.length) throw new RangeError('half a letter');
      this.part += 1;
      this.at = 0;
      wide = (this.byte() & 1) !== 0;
    }
    return text;
  }

  private skip(count: number): void {
    for (let left = count; left > 0; ) {
      this.settle();
      const bytes = this.parts[this.part];
      if (!bytes) throw new RangeError('a text ends too early');
      const step = Math.min(left, bytes.length - this.at);
      this.at += step;
      left -= step;
    }
  }

  private byte(): number {
    this.settle();
    const value = this.parts[this.part]?.[this.at];
    if (value === undefined) throw new RangeError('a record ends too early');
    this.at += 1;
    return value;
  }

  /** Goes on to the next part that has something left. */
  private settle(): void {
    while (this.part < this.parts.length && this.at >= (this.parts[this.part]?.length ?? 0)) {
      this.part += 1;
      this.at = 0;
    }
  }
}
