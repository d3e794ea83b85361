import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseProviderJson } from './provider-json.js';

it('keeps long integers as strings and leaves strings alone', () => {
  expect(
    parseProviderJson(
      '{"msgid":2097683633284153344,"a":"x 2097683633284153344","b":[-12345678901234567,12]}',
    ),
  ).toEqual({
    msgid: '2097683633284153344',
    a: 'x 2097683633284153344',
    b: ['-12345678901234567', 12],
  });
});

it('reads everything else as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/(?<![.\d])\d{16,}(?![.\d])/.test(text));
      expect(parseProviderJson(text)).toEqual(JSON.parse(text));
    }),
  );
});
