import sharp from 'sharp';
import type { World } from './world.js';

/** A small photo uploaded by somebody, not used yet; its id. */
export async function uploadPhoto(
  world: World,
  who: { token: string },
  side: 'staff' | 'owner' = 'staff',
): Promise<string> {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'a.jpg');
  const response = await fetch(`${world.api}/${side}/photos`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}` },
    body: form,
  });
  return ((await response.json()) as { id: string }).id;
}
