/**
 * @typedef {{ passed: number, failed: number, failures: string[] }} Count failures: what to show of each
 */

/**
 * Counts a JSON report of vitest. A file that could not be loaded has no tests in it and counts as one failure.
 * @param {any} report
 * @returns {Count}
 */
export function countVitest(report) {
  let [passed, failed] = [0, 0];
  /** @type {string[]} */
  const failures = [];
  for (const file of report?.testResults ?? []) {
    const tests = file.assertionResults ?? [];
    for (const test of tests) {
      if (test.status === 'passed') passed += 1;
      if (test.status !== 'failed') continue;
      failed += 1;
      failures.push(`${file.name} > ${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`);
    }
    const told = tests.some((/** @type {{ status: string }} */ test) => test.status === 'failed');
    if (file.status === 'failed' && !told) {
      failed += 1;
      failures.push(`${file.name}\n${file.message ?? ''}`);
    }
  }
  return { passed, failed, failures };
}

/**
 * What one suite amounts to, given how its process ended. Without a report, or with exit code and report at odds,
 * something broke beside the tests: that is a failure too.
 * @param {{ code: number, timedOut: boolean, count: Count | undefined, output: string }} end
 * @returns {Count}
 */
export function judge({ code, timedOut, count, output }) {
  const known = count ?? { passed: 0, failed: 0, failures: [] };
  const tail = output.trimEnd().split('\n').slice(-60).join('\n');
  const broken = (/** @type {string} */ why) => ({
    ...known,
    failed: known.failed + 1,
    failures: [...known.failures, `${why}\n${tail}`],
  });
  if (timedOut) return broken('The suite took too long and was ended.');
  if (!count) return broken(`The suite crashed (exit code ${code}) before it told its results.`);
  if (code !== 0 && known.failed === 0)
    return broken(`All tests passed, yet the suite ended with exit code ${code}.`);
  if (known.passed + known.failed === 0) return broken('The suite ran no test.');
  if (known.failed > 0 && known.failures.length === 0) return { ...known, failures: [tail] };
  return known;
}

/**
 * The last line of `npm test` and its exit code: nothing passed is not a success.
 * @param {{ passed: number, failed: number }[]} counts
 */
export function verdict(counts) {
  const passed = counts.reduce((sum, one) => sum + one.passed, 0);
  const failed = counts.reduce((sum, one) => sum + one.failed, 0);
  return { line: `${passed} passed, ${failed} failed`, code: failed > 0 || passed === 0 ? 1 : 0 };
}
