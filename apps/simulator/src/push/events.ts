import type { AppCredentials, SimulatorOptions } from '../options.js';
import type { SimulatorClock } from '../world/clock.js';
import type { Person } from '../world/people.js';
import type { Settings } from '../world/settings.js';
import { formatPush, type PushContent } from './push-format.js';
import type { Pusher } from './pusher.js';

/** The events that WeChat and the SMS carrier tell our server about. */
export class Events {
  constructor(
    private readonly options: SimulatorOptions,
    private readonly settings: Settings,
    private readonly clock: SimulatorClock,
    private readonly pusher: Pusher,
  ) {}

  /** The person answered a subscribe pop-up. */
  popup(person: Person, results: { templateId: string; status: 'accept' | 'reject' }[]): void {
    this.push(this.options.miniProgram, {
      ...this.head(person.openid, { Event: 'subscribe_msg_popup_event' }),
      list: {
        wrapper: 'SubscribeMsgPopupEvent',
        items: results.map((result) => ({
          TemplateId: result.templateId,
          SubscribeStatusString: result.status,
          PopupScene: '0',
        })),
      },
    });
  }

  /** The person switched a template off on the settings page; only rejections are pushed. */
  settingsReject(person: Person, templateIds: string[]): void {
    this.push(this.options.miniProgram, {
      ...this.head(person.openid, { Event: 'subscribe_msg_change_event' }),
      list: {
        wrapper: 'SubscribeMsgChangeEvent',
        items: templateIds.map((TemplateId) => ({ TemplateId, SubscribeStatusString: 'reject' })),
      },
    });
  }

  /** A subscribe message left for the phone. @returns a promise only when the push goes before the answer */
  subscribeSent(openid: string, templateId: string, msgId: string): Promise<void> | undefined {
    const { subscribeSent, beforeReply } = this.settings.pushes;
    if (!subscribeSent || !this.options.miniProgram.callbackUrl) return undefined;
    const content: PushContent = {
      ...this.head(openid, { Event: 'subscribe_msg_sent_event' }),
      list: {
        wrapper: 'SubscribeMsgSentEvent',
        items: [{ TemplateId: templateId, MsgID: msgId, ErrorCode: '0', ErrorStatus: 'success' }],
      },
    };
    const make = () => formatPush(this.options.miniProgram, content, this.settings.pushes);
    if (beforeReply) return this.pusher.sendNow('subscribe_msg_sent_event', make);
    this.pusher.send('subscribe_msg_sent_event', make);
    return undefined;
  }

  /** What WeChat thinks of a photo that it was asked about. */
  mediaCheck(openid: string, traceId: string): void {
    const { photoVerdict: suggest } = this.settings;
    if (suggest === 'none') return;
    this.push(this.options.miniProgram, {
      ...this.head(openid, { Event: 'wxa_media_check', trace_id: traceId, errcode: 0, errmsg: 'ok' }),
      nested: { name: 'result', fields: { suggest, label: suggest === 'pass' ? 100 : 21_000 } },
    });
  }

  /** A template message ended, well or badly. */
  templateFinish(oaOpenid: string, msgId: string): void {
    const { templateFinish, finishDelayMs, finishStatus } = this.settings.pushes;
    if (!templateFinish) return;
    this.push(
      this.options.officialAccount,
      this.head(oaOpenid, { Event: 'TEMPLATESENDJOBFINISH', MsgID: msgId, Status: finishStatus }),
      finishDelayMs,
    );
  }

  /** @param scene of the QR code that led to the account, or null */
  follow(person: Person, scene: string | null): void {
    const fields: Record<string, string> =
      scene === null ? { EventKey: '' } : { EventKey: `qrscene_${scene}`, Ticket: ticketOf(scene) };
    this.push(this.options.officialAccount, this.head(person.oaOpenid, { Event: 'subscribe', ...fields }));
  }

  unfollow(person: Person): void {
    this.push(
      this.options.officialAccount,
      this.head(person.oaOpenid, { Event: 'unsubscribe', EventKey: '' }),
    );
  }

  /** A follower scanned a QR code. */
  scan(person: Person, scene: string): void {
    this.push(
      this.options.officialAccount,
      this.head(person.oaOpenid, { Event: 'SCAN', EventKey: scene, Ticket: ticketOf(scene) }),
    );
  }

  /** The carrier's receipt of an SMS. */
  smsReport(report: {
    phone: string;
    bizId: string;
    outId: string;
    isDelivered: boolean;
    errCode: string;
  }): void {
    const at = beijingTime(this.clock.now());
    this.pushSms('report', this.settings.sms.receiptDelayMs, [
      {
        phone_number: report.phone,
        send_time: at,
        report_time: at,
        success: report.isDelivered,
        err_code: report.errCode,
        err_msg: report.isDelivered ? '用户接收成功' : '运营商返回失败',
        sms_size: '1',
        biz_id: report.bizId,
        out_id: report.outId,
      },
    ]);
  }

  /** A text that the person sent back. */
  smsReply(phone: string, content: string, sequence: number): void {
    this.pushSms('up', 0, [
      {
        phone_number: phone,
        send_time: beijingTime(this.clock.now()),
        content,
        sign_name: this.options.sms.signNames[0] ?? '',
        dest_code: '1069000000',
        sequence_id: sequence,
      },
    ]);
  }

  private head(openid: string, fields: Record<string, string | number>): PushContent {
    return { openid, createdSeconds: this.clock.seconds(), fields };
  }

  private push(app: AppCredentials, content: PushContent, delayMs = 0): void {
    if (!app.callbackUrl) return;
    const label = String(content.fields.Event);
    this.pusher.send(label, () => formatPush(app, content, this.settings.pushes), delayMs);
  }

  private pushSms(path: 'report' | 'up', delayMs: number, items: object[]): void {
    const base = this.options.sms.callbackUrl;
    if (!base) return;
    const push = { url: `${base}/${path}`, contentType: 'application/json', body: JSON.stringify(items) };
    this.pusher.send(`sms_${path}`, () => push, delayMs);
  }
}

/** The ticket of a QR code; carries its scene so that the picture can be drawn without a table. */
export function ticketOf(scene: string): string {
  return `gQ${Buffer.from(scene).toString('base64url')}`;
}

/** `2026-11-21 18:00:00` in Beijing time. */
export function beijingTime(millis: number): string {
  return new Date(millis + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
