/** Folds cars counted by several traits at once into the parts of each. Pure. */
import type { TraitParts } from '@cheban/contracts';
import { type CustomerTrait, type TraitBand, traitBands } from '@cheban/contracts/constants';

/** So many parts are shown; the rest is named together. */
const SHOWN = 20;

const banded: Partial<Record<CustomerTrait, readonly TraitBand[]>> = traitBands;

/** @param rows cars of each combination, the parts by trait beside their number */
export function partsOf<T extends CustomerTrait>(
  trait: T,
  rows: readonly (Readonly<Record<T, string>> & { readonly cars: number })[],
): TraitParts {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row[trait], (sums.get(row[trait]) ?? 0) + row.cars);
  const bands = banded[trait]?.map(({ part }) => part);
  const place = (part: string) => (bands ? bands.indexOf(part) : -(sums.get(part) ?? 0));
  const all = [...sums]
    .map(([part, cars]) => ({ part, cars }))
    .toSorted(
      (a, b) =>
        // What nobody has written down is no answer: it stands last.
        Number(a.part === '') - Number(b.part === '') ||
        place(a.part) - place(b.part) ||
        (a.part < b.part ? -1 : 1),
    );
  const named = all.filter(({ part }) => part !== '');
  // One more line is no longer than the line that would name it.
  const more = named.length > SHOWN + 1 ? named.slice(SHOWN) : [];
  return {
    trait,
    parts: all.filter((one) => !more.includes(one)),
    others: { parts: more.length, cars: more.reduce((sum, { cars }) => sum + cars, 0) },
  };
}
