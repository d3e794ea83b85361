import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { videoUrl } from './common.schema.js';
import { listRoutes } from './routes.js';

/** Places of a schema that take an address, whatever they are called. */
function addressesIn(schema: z.ZodType): string[] {
  const walk = (value: unknown, path: string): string[] => {
    if (typeof value !== 'object' || value === null) return [];
    if ('format' in value && /^(uri|iri)/.test(String(value.format))) return [path];
    return Object.entries(value).flatMap(([key, inner]) =>
      walk(inner, /^(properties|anyOf|oneOf|allOf|items|\d+)$/.test(key) ? path : `${path}.${key}`),
    );
  };
  return walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '');
}

describe('addresses in requests', () => {
  // The server fetches none of them: phones show these films. Whatever is added here is judged first (docs/security.md, 1.3.6).
  it('are those of films, and no others', () => {
    const found = listRoutes().flatMap(({ route, routeId }) =>
      [route.body, route.query, route.params].flatMap((schema) =>
        schema ? addressesIn(schema).map((place) => `${routeId}${place}`) : [],
      ),
    );
    expect([...new Set(found)]).toEqual([
      'workshop.saveIncludes.videoUrl',
      'staffArticle.create.blocks.url',
      'staffArticle.update.blocks.url',
    ]);
    const nested = z.object({ a: z.array(z.union([z.null(), z.object({ b: z.url().optional() })])) });
    expect(addressesIn(nested)).toEqual(['.a.b']);
  });

  it.each([
    'javascript:alert(1)//https://a.com',
    'http://films.example.com/a.mp4',
    'data:text/html,<script>',
    'file:///etc/passwd',
    '//films.example.com/a.mp4',
    'https://127.0.0.1/a.mp4',
    'https://[::1]/a.mp4',
    'https://0x7f000001/a.mp4',
    'https://2130706433/',
    'https://localhost/a.mp4',
    'https://user:secret@films.example.com/a.mp4',
    'https://films.example.com\u0000.evil',
    `https://films.example.com/${'a'.repeat(300)}`,
  ])('refuse %j', (text) => {
    expect(videoUrl.safeParse(text).success).toBe(false);
  });

  it('take a film on a server of its own', () => {
    expect(videoUrl.safeParse('https://films.example.com/care/a.mp4?v=2').success).toBe(true);
  });
});
