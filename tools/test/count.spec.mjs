import { expect, it } from 'vitest';
import { countVitest, judge, verdict } from './count.mjs';
import { suites } from './suites.mjs';

const test = (/** @type {string} */ status) => ({ status, fullName: 'a b', failureMessages: ['why'] });

it('counts passed and failed tests, leaves out skipped ones, and counts a file that did not load', () => {
  const report = {
    testResults: [
      { name: 'a', status: 'failed', assertionResults: [test('passed'), test('failed'), test('pending')] },
      { name: 'b', status: 'passed', assertionResults: [test('passed')] },
      { name: 'c', status: 'failed', message: 'SyntaxError', assertionResults: [] },
    ],
  };
  expect(countVitest(report)).toMatchObject({ passed: 2, failed: 2 });
  expect(countVitest(report).failures.join()).toMatch(/why[\s\S]*SyntaxError/);
});

it.each([
  ['a crash without a report', { code: 1, timedOut: false, count: undefined }],
  [
    'a crash after all tests passed',
    { code: 1, timedOut: false, count: { passed: 3, failed: 0, failures: [] } },
  ],
  ['a suite without tests', { code: 0, timedOut: false, count: { passed: 0, failed: 0, failures: [] } }],
  ['a suite that took too long', { code: 0, timedOut: true, count: { passed: 3, failed: 0, failures: [] } }],
])('counts %s as a failure', (_what, end) => {
  expect(judge({ ...end, output: 'last words' })).toMatchObject({ failed: 1 });
  expect(judge({ ...end, output: 'last words' }).failures.join()).toContain('last words');
});

it('leaves a sound result as it is', () => {
  const count = { passed: 3, failed: 0, failures: [] };
  expect(judge({ code: 0, timedOut: false, count, output: '' })).toEqual(count);
});

it('sums up in one line; no passed test is no success', () => {
  expect(
    verdict([
      { passed: 2, failed: 0 },
      { passed: 3, failed: 0 },
    ]),
  ).toEqual({ line: '5 passed, 0 failed', code: 0 });
  expect(verdict([{ passed: 2, failed: 1 }])).toEqual({ line: '2 passed, 1 failed', code: 1 });
  expect(verdict([])).toEqual({ line: '0 passed, 0 failed', code: 1 });
});

it('has suites with names of their own, each with something to run', () => {
  expect(new Set(suites.map((suite) => suite.name)).size).toBe(suites.length);
  for (const suite of suites)
    expect(Boolean(suite.projects) !== Boolean(suite.command), suite.name).toBe(true);
});
