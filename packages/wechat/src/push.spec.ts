import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPush, verifyPushUrl } from './push.js';
import { decryptPush, encryptPush, isPushSignature, pushSignature } from './push-crypto.js';
import { PushError } from './push-error.js';

const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const APP = 'wx1234567890abcdef';
const plainSettings = { appId: APP, token: 'AAAAA', encodingAesKeys: [] };
const secureSettings = { ...plainSettings, encodingAesKeys: [AES_KEY] };

function signed(settings = plainSettings) {
  const timestamp = '1714037059';
  const nonce = '486452656';
  return { timestamp, nonce, signature: pushSignature(settings.token, timestamp, nonce) };
}

function reasonOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof PushError) return error.reason;
    throw error;
  }
  return 'nothing thrown';
}

const followXml = `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[oUser]]></FromUserName>
<CreateTime>1763712000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event>
<EventKey><![CDATA[qrscene_car-7]]></EventKey><Ticket><![CDATA[T]]></Ticket></xml>`;

describe('push signature', () => {
  it('matches the official vector', () => {
    expect(pushSignature('AAAAA', '1714037059', '486452656')).toBe(
      '899cf89e464efb63f54ddac96b0a0a235f53aa78',
    );
  });

  it('refuses another token, an empty and a longer signature', () => {
    const good = pushSignature('AAAAA', '1', '2');
    expect(isPushSignature(good, 'AAAAA', '1', '2')).toBe(true);
    expect(isPushSignature(good, 'AAAAB', '1', '2')).toBe(false);
    expect(isPushSignature('', 'AAAAA', '1', '2')).toBe(false);
    expect(isPushSignature(`${good}0`, 'AAAAA', '1', '2')).toBe(false);
  });

  it('answers the address check with echostr only when signed', () => {
    expect(verifyPushUrl({ ...signed(), echostr: '4375120948345356249' }, plainSettings)).toBe(
      '4375120948345356249',
    );
    expect(reasonOf(() => verifyPushUrl({ ...signed(), nonce: '0', echostr: 'x' }, plainSettings))).toBe(
      'signature',
    );
  });
});

describe('push encryption', () => {
  it('reads back every message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(decryptPush(encryptPush(text, AES_KEY, APP), AES_KEY, APP)).toBe(text);
      }),
    );
  });

  it('refuses a message for another app, under another key, or damaged', () => {
    const sealed = encryptPush('hello', AES_KEY, APP);
    expect(reasonOf(() => decryptPush(sealed, AES_KEY, 'wxother'))).toBe('app_id');
    expect(['malformed', 'app_id']).toContain(
      reasonOf(() => decryptPush(sealed, AES_KEY.replace('a', 'z'), APP)),
    );
    expect(reasonOf(() => decryptPush('AAAA', AES_KEY, APP))).toBe('malformed');
  });

  it('never lets an error other than PushError out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(reasonOf(() => openPush(signed(), text, secureSettings))).not.toBe('nothing thrown');
      }),
    );
  });
});

describe('openPush', () => {
  it('reads a follow event from a QR code', () => {
    expect(openPush(signed(), followXml, plainSettings)).toEqual({
      kind: 'follow',
      openid: 'oUser',
      accountId: 'gh_1',
      createdAt: '2025-11-21T08:00:00.000Z',
      dedupeKey: 'oUser:1763712000:subscribe::qrscene_car-7',
      scene: 'car-7',
    });
  });

  it('refuses a plain push in secure mode', () => {
    expect(reasonOf(() => openPush(signed(), followXml, secureSettings))).toBe('not_encrypted');
  });

  it('opens an encrypted push in XML and JSON, also with the previous key', () => {
    const Encrypt = encryptPush(followXml, AES_KEY, APP);
    const query = { ...signed(), msg_signature: pushSignature('AAAAA', '1714037059', '486452656', Encrypt) };
    const rotating = { ...secureSettings, encodingAesKeys: [AES_KEY.replace('a', 'z'), AES_KEY] };
    const xml = `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${Encrypt}]]></Encrypt></xml>`;
    expect(openPush(query, xml, secureSettings).kind).toBe('follow');
    expect(openPush(query, JSON.stringify({ ToUserName: 'gh_1', Encrypt }), rotating).kind).toBe('follow');
    expect(reasonOf(() => openPush({ ...query, msg_signature: 'x' }, xml, secureSettings))).toBe('signature');
  });

  it.each([
    [
      'a document type',
      '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><FromUserName>&a;</FromUserName></xml>',
      'doctype',
    ],
    ['a comment', '<xml><!-- x --><FromUserName>o</FromUserName></xml>', 'doctype'],
    ['more than 1 MiB', `<xml><A>${'x'.repeat(1024 * 1024)}</A></xml>`, 'too_large'],
    ['broken XML', '<xml><A></xml>', 'malformed'],
    ['another root', '<html></html>', 'malformed'],
    ['an array', '[]', 'malformed'],
    ['no sender', '{"CreateTime":1763712000}', 'malformed'],
    ['no time', '{"FromUserName":"o"}', 'malformed'],
  ])('refuses %s', (_name, body, reason) => {
    expect(reasonOf(() => openPush(signed(), body, plainSettings))).toBe(reason);
  });

  it('keeps text in CDATA as it is, even when it looks like a declaration or an entity', () => {
    const body = followXml.replace('qrscene_car-7', 'qrscene_<!DOCTYPE a>&amp;');
    expect(openPush(signed(), body, plainSettings)).toMatchObject({ scene: '<!DOCTYPE a>&amp;' });
  });
});

describe('event reading', () => {
  const head = { ToUserName: 'gh_1', FromUserName: 'oU', CreateTime: 1763712000, MsgType: 'event' };
  const read = (value: object) => openPush(signed(), JSON.stringify(value), plainSettings);

  it('takes a JSON list that is one object or an array, and the XML form, to the same items', () => {
    const one = { TemplateId: 't1', SubscribeStatusString: 'accept', PopupScene: '0' };
    const event = { ...head, Event: 'subscribe_msg_popup_event' };
    const expected = [{ templateId: 't1', accepted: true, popupScene: '0' }];
    expect(read({ ...event, List: one })).toMatchObject({ kind: 'subscribe_popup', items: expected });
    expect(read({ ...event, CreateTime: '1763712000', List: [one] })).toMatchObject({ items: expected });
    const list =
      '<List><TemplateId>t1</TemplateId><SubscribeStatusString>accept</SubscribeStatusString><PopupScene>0</PopupScene></List>';
    const xml = (lists: string) =>
      `<xml><ToUserName>gh_1</ToUserName><FromUserName>oU</FromUserName><CreateTime>1763712000</CreateTime><MsgType>event</MsgType>
       <Event>subscribe_msg_popup_event</Event><SubscribeMsgPopupEvent>${lists}</SubscribeMsgPopupEvent></xml>`;
    expect(openPush(signed(), xml(list), plainSettings)).toMatchObject({ items: expected });
    expect(openPush(signed(), xml(list + list), plainSettings)).toMatchObject({
      items: [...expected, ...expected],
    });
  });

  it('keeps all digits of a message id', () => {
    const event = { ...head, Event: 'subscribe_msg_sent_event' };
    const text = `${JSON.stringify(event).slice(0, -1)},"List":{"TemplateId":"t1","MsgID":2097683633284153344,"ErrorCode":0,"ErrorStatus":"success"}}`;
    expect(openPush(signed(), text, plainSettings)).toMatchObject({
      kind: 'subscribe_sent',
      items: [{ templateId: 't1', msgId: '2097683633284153344', errorCode: 0, errorStatus: 'success' }],
    });
  });

  it.each([
    ['success', 'delivered'],
    ['failed:user block', 'user_blocked'],
    ['Failed: System Failed', 'system_failed'],
    ['failed:freq limit', 'rate_limited'],
    ['failed', 'failed'],
  ])('reads the finish status %s as %s', (Status, result) => {
    expect(read({ ...head, Event: 'TEMPLATESENDJOBFINISH', MsgID: '9', Status })).toMatchObject({
      kind: 'template_finish',
      msgId: '9',
      result,
    });
  });

  it('reads change, unfollow, scan and anything else', () => {
    expect(
      read({
        ...head,
        Event: 'subscribe_msg_change_event',
        List: { TemplateId: 't', SubscribeStatusString: 'reject' },
      }),
    ).toMatchObject({ kind: 'subscribe_change', items: [{ templateId: 't', accepted: false }] });
    expect(read({ ...head, Event: 'unsubscribe' }).kind).toBe('unfollow');
    expect(read({ ...head, Event: 'SCAN', EventKey: 'car-7' })).toMatchObject({
      kind: 'scan',
      scene: 'car-7',
    });
    expect(read({ ...head, MsgType: 'text', Content: 'hi', MsgId: 5 })).toMatchObject({
      kind: 'other',
      messageType: 'text',
      dedupeKey: 'oU:5',
    });
  });

  it('gives repetitions one key and different events different keys', () => {
    const popup = (TemplateId: string) =>
      read({
        ...head,
        Event: 'subscribe_msg_popup_event',
        List: [{ TemplateId, SubscribeStatusString: 'accept' }],
      });
    expect(popup('a').dedupeKey).toBe(popup('a').dedupeKey);
    expect(popup('a').dedupeKey).not.toBe(popup('b').dedupeKey);
  });
});
