import type { Person } from './people.js';
import type { World } from './world.js';

/**
 * People whose nickname, phone, plate or openid contains the search text; those with the newest messages
 * first, then the others in the order in which they were added.
 */
export function findPeople(world: World, search: string, limit: number): Person[] {
  const needle = plain(search);
  const found = new Map<string, Person>();
  const consider = (person: Person | undefined): boolean => {
    if (person && !found.has(person.openid) && matches(person, needle)) found.set(person.openid, person);
    return found.size >= limit;
  };
  for (const key of world.inbox.recentPhones()) {
    if (consider(world.people.mini(key))) return [...found.values()];
  }
  for (const person of world.people.all()) {
    if (consider(person)) break;
  }
  return [...found.values()];
}

function matches(person: Person, needle: string): boolean {
  if (needle === '') return true;
  return [person.nickname, person.phone, person.plate, person.openid, person.oaOpenid].some((text) =>
    plain(text).includes(needle),
  );
}

/** Without what people leave out when they type a plate: 京A·12345. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[\s·•]/g, '');
}
