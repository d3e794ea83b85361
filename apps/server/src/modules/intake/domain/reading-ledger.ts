import { type BusinessDate, fromDayNumber, judgeHistory, type Reading, toDayNumber } from '@cheban/kernel';

/** The odometer readings of one history file by car: three numbers a row, whatever the size of the file. */
export class ReadingLedger {
  private readonly carNumber = new Map<string, number>();
  private cars = new Int32Array(1024);
  private days = new Int32Array(1024);
  private kms = new Int32Array(1024);
  private size = 0;

  add(code: string, on: BusinessDate, km: number): void {
    let car = this.carNumber.get(code);
    if (car === undefined) {
      car = this.carNumber.size;
      this.carNumber.set(code, car);
    }
    if (this.size === this.cars.length) {
      this.cars = grown(this.cars);
      this.days = grown(this.days);
      this.kms = grown(this.kms);
    }
    this.cars[this.size] = car;
    this.days[this.size] = toDayNumber(on);
    this.kms[this.size] = km;
    this.size += 1;
  }

  /** The readings of every car by its VIN or plate, `chunk` cars at a time. */
  *byCar(chunk: number): Generator<{ car: string; readings: Reading[] }[]> {
    const codes = [...this.carNumber.keys()];
    const starts = new Int32Array(codes.length + 1);
    for (let i = 0; i < this.size; i += 1) bump(starts, (this.cars[i] ?? 0) + 1, 1);
    for (let car = 0; car < codes.length; car += 1) bump(starts, car + 1, starts[car] ?? 0);
    const order = new Int32Array(this.size);
    const next = starts.slice();
    for (let i = 0; i < this.size; i += 1) {
      const car = this.cars[i] ?? 0;
      order[next[car] ?? 0] = i;
      bump(next, car, 1);
    }
    for (let from = 0; from < codes.length; from += chunk) {
      yield codes.slice(from, from + chunk).map((code, offset) => {
        const rows = order.subarray(starts[from + offset] ?? 0, starts[from + offset + 1] ?? 0);
        const readings = [...rows].map((i) => ({
          on: fromDayNumber(this.days[i] ?? 0),
          km: this.kms[i] ?? 0,
        }));
        return { car: code, readings };
      });
    }
  }
}

function grown(old: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(old.length * 2);
  larger.set(old);
  return larger;
}

function bump(list: Int32Array, at: number, by: number): void {
  list[at] = (list[at] ?? 0) + by;
}

/** What is already on file of a car whose readings are judged. */
export interface CarOnFile {
  soldOn: BusinessDate | null;
  readings: readonly (Reading & { judgedByPerson: boolean })[];
}

const key = (reading: Reading) => `${reading.on} ${reading.km}`;

/**
 * How many readings of a file cannot be true, seen together with those on file. Readings that a person has judged
 * are settled and not counted again.
 */
export function countSuspects(
  inFile: readonly Reading[],
  onFile: CarOnFile | null,
  today: BusinessDate,
): number {
  const settled = new Set((onFile?.readings ?? []).filter((reading) => reading.judgedByPerson).map(key));
  const all = new Map<string, Reading>();
  for (const reading of [...(onFile?.readings ?? []), ...inFile]) {
    if (!settled.has(key(reading))) all.set(key(reading), reading);
  }
  const list = [...all.values()];
  const suspects = new Set(
    judgeHistory(list, { today, deliveredOn: onFile?.soldOn ?? null }).map(({ index }) =>
      key(list[index] ?? { on: '', km: 0 }),
    ),
  );
  return inFile.filter((reading) => suspects.has(key(reading))).length;
}
