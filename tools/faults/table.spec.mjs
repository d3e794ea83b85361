import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../lib/root.mjs';
import { experiments } from './experiments.mjs';
import { readOptions } from './options.mjs';
import { judge, rowOf, writeTable } from './table.mjs';

const experiment = {
  ...{ id: 'E7', what: 'a wire', holds: 'I1' },
  proofs: [{ file: 'a.spec.ts', match: /\(E7\) holds/ }],
  broken: [{ file: 'a.spec.ts', match: /\(E7\) is caught/ }],
};
const test = (/** @type {string} */ name, passed = true) => ({
  file: 'a.spec.ts',
  name: `x (E7) ${name}`,
  passed,
});
const good = [test('holds'), test('is caught')];
const EMPTY = '# T\n\n<!-- runs: begin -->\n<!-- runs: end -->\n\nend\n';

describe('a verdict', () => {
  it('counts the seeds in which all tests were met', () => {
    const runs = [
      { seed: 1, seen: good },
      { seed: 2, seen: [test('is caught')] },
      { seed: 3, seen: good },
    ];
    expect(judge(experiment, runs, '2026-11-22')).toMatchObject({ seeds: 2, failed: [], caught: 'yes' });
    expect(judge(experiment, [{ seed: 1, seen: [] }], '2026-11-22')).toBeNull();
  });

  it('names the seed of a broken invariant', () => {
    const runs = [
      { seed: 4, seen: good },
      { seed: 5, seen: [test('holds', false), test('is caught')] },
    ];
    const verdict = judge(experiment, runs, '2026-11-22');
    expect(verdict).toMatchObject({ failed: [5], caught: 'yes' });
    expect(verdict && rowOf(verdict)).toBe(
      '| E7 | a wire | I1 | 2 | caught | **broken** (seed 5) | 2026-11-22 |',
    );
  });

  it('fails when the broken variant went unnoticed, or was not tried', () => {
    for (const seen of [[test('holds'), test('is caught', false)], [test('holds')]])
      expect(judge(experiment, [{ seed: 1, seen }], '')).toMatchObject({ failed: [1], caught: 'no' });
  });
});

describe('the table', () => {
  const verdict = (/** @type {string} */ id, seeds = 5) => ({
    ...{
      id,
      what: 'w',
      holds: 'h',
      seeds,
      failed: [],
      caught: /** @type {const} */ ('yes'),
      on: '2026-11-22',
    },
  });

  it('keeps the rows of other runs, in their order', () => {
    const first = writeTable(EMPTY, [verdict('E10'), verdict('E2')]);
    const second = writeTable(first, [verdict('E10', 20), verdict('E4')]);
    const ids = second
      .split('\n')
      .flatMap((line) => /^\| (E\d+) \|.*\| (\d+) \|/.exec(line)?.slice(1, 3).join(' ') ?? []);
    expect(ids).toEqual(['E2 5', 'E4 5', 'E10 20']);
    expect(second.startsWith('# T\n\n')).toBe(true);
    expect(second.endsWith('\nend\n')).toBe(true);
  });

  it('wants a place', () => {
    expect(() => writeTable('# T', [])).toThrow('no place');
  });
});

describe('the list of experiments', () => {
  it('names files that exist, and has a place in the document', () => {
    const files = experiments.flatMap(({ proofs, broken }) => [...proofs, ...broken].map(({ file }) => file));
    expect([...new Set(files)].filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    expect(() => writeTable(readFileSync(join(ROOT, 'docs', 'faults.md'), 'utf8'), [])).not.toThrow();
  });

  it('is run in part by number', () => {
    expect(readOptions(['--only', 'e13,E40', '--seeds', '20'])).toMatchObject({
      only: ['E13', 'E40'],
      seeds: 20,
    });
    expect(() => readOptions(['--only', 'E99'])).toThrow('E99');
  });
});
