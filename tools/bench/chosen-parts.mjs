/**
 * The parts of a suite that are measured: names after a comma in CHEBAN_BENCH_PARTS choose among them, without it all are.
 * @template {{ name: string }} Part
 * @param {Part[]} all
 * @returns {Part[]}
 */
export function chosenParts(all) {
  const wanted = process.env['CHEBAN_BENCH_PARTS']?.split(',');
  return all.filter(({ name }) => !wanted || wanted.includes(name));
}
