import { expect, it } from 'vitest';
import { defaultSettings } from '../world/settings.js';
import { Pusher } from './pusher.js';

it('keeps pushes back while it is on hold, and sends them in their order when it is released', async () => {
  const { pushes } = defaultSettings(null);
  const pusher = new Pusher(() => pushes);
  const written: string[] = [];
  const push = (label: string) =>
    pusher.send(label, () => {
      written.push(label);
      // Nobody listens there.
      return { url: 'http://127.0.0.1:1', contentType: 'text/xml', body: label };
    });
  pusher.hold();
  push('first');
  push('second');
  expect(written).toEqual([]);
  pusher.release();
  expect(written).toEqual(['first', 'second']);
  await pusher.idle();
  pusher.hold();
  push('third');
  expect(written).not.toContain('third');
  await pusher.close();
});
