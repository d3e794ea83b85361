import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { validationPipe } from './validation.js';

describe('texts of a request', () => {
  const schema = z.strictObject({
    name: z.string().trim().min(1).max(4),
    tags: z.array(z.object({ text: z.string() })).default([]),
    note: z.string().default(''),
    newPassword: z.string().default(''),
  });
  const read = (value: object) => validationPipe().transform(value, { type: 'body', schema });

  it('come without what nobody sees, at every depth, before they are measured', async () => {
    const body = {
      name: '洗\u200b车\u202e\u0000券\ufeff',
      tags: [{ text: '晋A\u200f123\ud800' }],
      note: '一\r\n二',
    };
    expect(await read(body)).toMatchObject({ name: '洗车券', tags: [{ text: '晋A123' }], note: '一\n二' });
    await expect(read({ name: '\u200b\u2060' })).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
  });

  it('leave a password as it was typed', async () => {
    expect(await read({ name: '王', newPassword: ' a\u200bb' })).toMatchObject({ newPassword: ' a\u200bb' });
  });

  it('are looked for no deeper than a schema goes', async () => {
    const tags = JSON.parse('['.repeat(400_000) + ']'.repeat(400_000));
    await expect(read({ name: '王', tags })).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
  });

  it('are no way around unknown fields', async () => {
    for (const key of ['constructor', '__proto__', 'else'])
      await expect(read(JSON.parse(`{ "name": "王", "${key}": 1 }`))).rejects.toMatchObject({
        code: 'REQUEST.INVALID',
      });
  });
});
