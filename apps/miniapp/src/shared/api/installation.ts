import { storage } from '@/shared/platform';

const key = 'cheban.installation';

/** Names this installation of the app: random, says nothing about the phone, kept until the app is removed. */
export function installation(): string {
  const known = storage.read<string>(key);
  if (known !== undefined) return known;
  const part = () => Math.random().toString(36).slice(2, 12).padEnd(10, '0');
  const made = `${part()}-${part()}`;
  storage.write(key, made);
  return made;
}
