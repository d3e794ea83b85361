import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueById } from './value-by-id.sql.js';

/** Works the expression out as a database would, for one id. */
function evaluate(sql: string, parameters: readonly (string | null)[], id: string): string | null {
  let [at, next] = [0, 0];
  const read = (): string | null => {
    if (sql.startsWith('IF(id < ?, ', at)) {
      at += 'IF(id < ?, '.length;
      const border = parameters[next++] ?? '';
      const low = read();
      at += ', '.length;
      const high = read();
      at += ')'.length;
      return id < border ? low : high;
    }
    at += '?'.length;
    return parameters[next++] ?? null;
  };
  const value = read();
  expect([at, next]).toEqual([sql.length, parameters.length]);
  return value;
}

const ids = fc.uniqueArray(fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{1,26}$/), { minLength: 1, maxLength: 200 });

describe('valueById', () => {
  it('gives each id its own value', () => {
    fc.assert(
      fc.property(ids, (some) => {
        const pairs = some.map((id, at) => [id, at % 7 === 0 ? null : `value ${at}`] as const);
        const { sql, parameters } = valueById(pairs);
        for (const [id, value] of pairs) expect(evaluate(sql, parameters, id)).toBe(value);
      }),
    );
  });

  it('compares a row with few ids, not with all', () => {
    const { sql } = valueById(Array.from({ length: 300 }, (_, at) => [String(at).padStart(5, '0'), 'x']));
    let [deep, deepest] = [0, 0];
    for (const sign of sql) {
      if (sign === '(') deep += 1;
      if (sign === ')') deep -= 1;
      deepest = Math.max(deepest, deep);
    }
    expect(deepest).toBeLessThanOrEqual(9);
  });
});
