import { apiBase } from './api-base';

/**
 * Address of a photo. Views carry paths from the root of the server, with a signature that runs out after some hours: an
 * address is for showing now, never for keeping.
 */
export function photoUrl(path: string): string {
  return `${apiBase().replace(/\/api$/, '')}${path}`;
}
