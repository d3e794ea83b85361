import type { Person } from './world/people.js';
import type { World } from './world/world.js';

/**
 * The address that opens the H5 app at a page, logged in. The app reads `code` once from the query and logs
 * in with it as if WeChat's web login had sent the visitor back; its router lives behind the `#`.
 * @param ownerUrl base of the H5 app, without slash at the end
 * @param code fresh web-login code, or null to open without one
 * @param page mini-program page with its query, without leading slash; '' opens the home page
 */
export function ownerLink(ownerUrl: string, code: string | null, page: string): string {
  const query = code === null ? '' : `?code=${encodeURIComponent(code)}`;
  const path = page.replace(/^\//, '');
  return `${ownerUrl}/${query}${path === '' ? '' : `#/${path}`}`;
}

/**
 * What a tap opens: the page given, else the page or address of the message, else the home page. Mini-program
 * pages open in the H5 app, logged in as the person by a fresh web-login code.
 */
export function openTarget(
  world: World,
  person: Person,
  target: { page?: string; deliveryId?: number },
): string {
  const delivery = world.inbox.of(person.openid).find((entry) => entry.id === target.deliveryId);
  if (delivery && delivery.page === '' && delivery.url !== '') return delivery.url;
  const code = world.codes.mint('web', person.openid);
  return ownerLink(world.options.ownerUrl, code, target.page ?? delivery?.page ?? '');
}
