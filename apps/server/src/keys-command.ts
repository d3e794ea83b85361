import { createCli } from './cli.js';
import { DataKeys } from './platform/data-keys/index.js';
import type { Foundation } from './platform/platform.module.js';

/** `keys status` and `keys rotate`; null if it is neither. Progress goes to stderr. */
export async function keysCommand(foundation: Foundation, args: string[]): Promise<object | null> {
  const what = args[0];
  if (what !== 'status' && what !== 'rotate') return null;
  const app = await createCli(foundation);
  const keys = app.get(DataKeys, { strict: false });
  if (what === 'status') return keys.status();
  const changed = await keys.rotate(({ place, done }) => {
    process.stderr.write(`${place}: ${done}\n`);
  });
  const { newest, places, removable } = await keys.status();
  const left = places.reduce((sum, place) => sum + place.total - place.newest, 0);
  return { newest, changed, left, removable };
}
