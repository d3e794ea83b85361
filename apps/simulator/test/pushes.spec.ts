import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, serviceDue, startHarness } from './harness.js';

let h: Harness;
beforeAll(async () => {
  h = await startHarness();
});
afterAll(() => h.close());
beforeEach(async () => {
  await h.control('POST', '/reset');
  await h.control('PUT', '/pushes', {
    duplicate: 1,
    reorder: false,
    format: 'xml',
    encrypt: 'aes',
    beforeReply: false,
  });
  h.pushes.length = 0;
  h.answers.length = 0;
});

const sendTo = (openid: string) =>
  h.mini.sendSubscribeMessage({ openid, templateId: 'sub-service-due', data: serviceDue });

describe('pushes', () => {
  it.each([
    ['xml', 'plain'],
    ['xml', 'aes'],
    ['json', 'plain'],
    ['json', 'aes'],
  ])('say the same in %s, %s', async (format, encrypt) => {
    await h.control('PUT', '/pushes', { format, encrypt });
    const person = await h.person();
    const path = `/people/${person.openid}/subscribe`;
    await h.control('POST', path, { results: { 'sub-service-due': 'accept' } });
    await h.control('POST', '/pushes/flush');
    await h.control('POST', path, { results: { 'sub-visit': 'accept', 'sub-rating': 'reject' } });
    await h.control('POST', '/pushes/flush');
    const { msgId } = await sendTo(person.openid);
    expect(await h.events()).toMatchObject([
      {
        kind: 'subscribe_popup',
        items: [{ templateId: 'sub-service-due', accepted: true, popupScene: '0' }],
      },
      {
        kind: 'subscribe_popup',
        openid: person.openid,
        items: [
          { templateId: 'sub-visit', accepted: true },
          { templateId: 'sub-rating', accepted: false },
        ],
      },
      { kind: 'subscribe_sent', items: [{ templateId: 'sub-service-due', msgId, errorCode: 0 }] },
    ]);
    expect(h.pushes[0]?.contentType).toBe(format === 'xml' ? 'text/xml' : 'application/json');
    expect(h.pushes[0]?.body.includes(person.openid)).toBe(encrypt === 'plain');
  });

  it('come several times with one dedupe key', async () => {
    await h.control('PUT', '/pushes', { duplicate: 3 });
    const person = await h.person();
    await h.control('POST', `/people/${person.openid}/unfollow`);
    const events = await h.events();
    expect(events).toHaveLength(3);
    expect(new Set(events.map((event) => event.dedupeKey)).size).toBe(1);
  });

  it.each(['xml', 'json'])('tell in %s what became of each photo of one second', async (format) => {
    await h.control('PUT', '/pushes', { format });
    await h.control('PUT', '/settings', { photoVerdict: 'pass' });
    const { openid } = await h.person();
    const ask = { openid, scene: 3, mediaUrl: 'https://example.test/a.jpg' } as const;
    const first = await h.mini.mediaCheckAsync(ask);
    await h.control('PUT', '/settings', { photoVerdict: 'risky' });
    const second = await h.mini.mediaCheckAsync(ask);
    await h.control('PUT', '/settings', { photoVerdict: 'none' });
    await h.mini.mediaCheckAsync(ask);
    const events = await h.events();
    expect(events).toHaveLength(2);
    expect(events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'media_check', traceId: first.traceId, verdict: 'pass', openid }),
        expect.objectContaining({ kind: 'media_check', traceId: second.traceId, verdict: 'risky' }),
      ]),
    );
    expect(new Set(events.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
  });

  it('come newest first when the order is to be wrong', async () => {
    await h.control('PUT', '/pushes', { reorder: true });
    const person = await h.person();
    await h.control('POST', `/people/${person.openid}/unfollow`);
    await h.control('POST', `/people/${person.openid}/follow`);
    await h.control('POST', `/people/${person.openid}/scan`, { scene: 'a' });
    expect((await h.events()).map((event) => event.kind)).toEqual(['scan', 'follow', 'unfollow']);
  });

  it('can come before the answer of the call', async () => {
    await h.control('PUT', '/pushes', { beforeReply: true });
    const person = await h.person({}, ['sub-service-due']);
    const { msgId } = await sendTo(person.openid);
    expect(h.pushes).toHaveLength(1);
    expect(await h.events()).toMatchObject([{ kind: 'subscribe_sent', items: [{ msgId }] }]);
  });

  it('are tried three times in all', async () => {
    h.answers.push(500, 500);
    const person = await h.person();
    await h.control('POST', `/people/${person.openid}/unfollow`);
    await h.control('POST', '/pushes/flush');
    expect(h.pushes).toHaveLength(3);
    h.pushes.length = 0;
    h.answers.push(500, 500, 500, 500);
    await h.control('POST', `/people/${person.openid}/follow`);
    const { counts } = await h.control('POST', '/pushes/flush');
    expect(h.pushes).toHaveLength(3);
    expect(counts.failed).toBe(1);
  });
});
