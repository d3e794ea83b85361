import type { HistoryIntake } from '../../vehicle/index.js';
import { countSuspects, type ReadingLedger } from '../domain/reading-ledger.js';

/** Cars whose readings are looked up together. */
const CARS = 500;

/**
 * How many readings of a file cannot be true, seen with all that is on file of the same cars. Cars that are not on
 * file are judged by the file alone, so that the number speaks of the whole file and is the same in a dry run.
 */
export async function countSuspectReadings(
  history: HistoryIntake,
  ledger: ReadingLedger,
  today: string,
): Promise<number> {
  let total = 0;
  for (const cars of ledger.byCar(CARS)) {
    const onFile = await history.readingsOf(cars.map(({ car }) => car));
    for (const { car, readings } of cars) total += countSuspects(readings, onFile.get(car) ?? null, today);
  }
  return total;
}
