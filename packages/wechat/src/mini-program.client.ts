import { malformedAnswer } from './errors.js';
import { type AccountTemplate, readTemplates } from './templates.js';
import {
  definedOnly,
  getWithSecret,
  getWithToken,
  type JsonObject,
  postAndRead,
  postForImage,
  postWithToken,
  type WechatAppOptions,
} from './wechat-call.js';

export type MiniProgramSession = {
  openid: string;
  /** Null unless the mini-program is bound to an open-platform account. */
  unionid: string | null;
  /** Must never leave the server. */
  sessionKey: string;
};

export type SubscribeMessage = {
  openid: string;
  templateId: string;
  /** Path in the mini-program, may carry a query; must exist in the published version. */
  page?: string;
  /** Template key → text, for example `{ thing1: '…' }`; see `fitValue` for the limits. */
  data: Readonly<Record<string, string>>;
  state?: 'developer' | 'trial' | 'formal';
};

export type QrCodeRequest = {
  /** 1 to 32 characters of `0-9a-zA-Z!#$&'()*+,/:;=?@-._~`. */
  scene: string;
  /** Without leading slash and without query. */
  page?: string;
  /** Default true: WeChat refuses pages that are not published. */
  checkPath?: boolean;
  envVersion?: 'release' | 'trial' | 'develop';
  /** Pixels, 280 to 1280. */
  width?: number;
};

export type ContentCheck = {
  openid: string;
  /** 1 profile, 2 comment, 3 forum, 4 social log. */
  scene: 1 | 2 | 3 | 4;
  /** At most 2500 characters. */
  content: string;
};

export type PhotoCheck = {
  openid: string;
  scene: ContentCheck['scene'];
  /** An address that WeChat can load the photo from. */
  mediaUrl: string;
};

/** Server APIs of a mini-program. Every method throws ProviderError. */
export class MiniProgramClient {
  constructor(private readonly app: WechatAppOptions) {}

  /** Exchanges a `wx.login` code (single use, 5 minutes). */
  async code2Session(code: string): Promise<MiniProgramSession> {
    const api = 'wx.code2session';
    const value = await getWithSecret(this.app.http, api, `${this.app.baseUrl}/sns/jscode2session`, {
      appid: this.app.appId,
      secret: this.app.secret,
      js_code: code,
      grant_type: 'authorization_code',
    });
    if (typeof value.openid !== 'string' || value.openid === '') throw malformedAnswer(api, 'no openid');
    return {
      openid: value.openid,
      unionid: typeof value.unionid === 'string' && value.unionid !== '' ? value.unionid : null,
      sessionKey: String(value.session_key ?? ''),
    };
  }

  /**
   * Exchanges a getPhoneNumber code (single use, 5 minutes).
   * @param openid when given, WeChat checks that the code belongs to this user
   */
  async getUserPhoneNumber(code: string, openid?: string): Promise<{ phone: string; countryCode: string }> {
    const api = 'wx.phone_number';
    const value = await postWithToken(
      this.app,
      api,
      '/wxa/business/getuserphonenumber',
      definedOnly({ code, openid }),
    );
    const info = value.phone_info as JsonObject | undefined;
    if (typeof info?.purePhoneNumber !== 'string') throw malformedAnswer(api, 'no phone_info');
    // Documented as a string, shown as a number in the samples.
    return { phone: info.purePhoneNumber, countryCode: String(info.countryCode ?? '86') };
  }

  /**
   * Sends one subscribe message and so spends one credit of (openid, template).
   * There is no idempotency key: after outcome `maybe_done` wait for the sent event instead of sending again.
   */
  sendSubscribeMessage(message: SubscribeMessage): Promise<{ msgId: string | null }> {
    return postAndRead(
      this.app,
      'wx.subscribe.send',
      '/cgi-bin/message/subscribe/send',
      // What is undefined is left out of the JSON.
      {
        touser: message.openid,
        template_id: message.templateId,
        page: message.page,
        miniprogram_state: message.state,
        data: wrapValues(message.data),
      },
      ({ msgid }) => ({ msgId: msgid === undefined ? null : String(msgid) }),
    );
  }

  /** The subscribe templates that were added to this mini-program. */
  async listTemplates(): Promise<AccountTemplate[]> {
    const api = 'wx.subscribe.templates';
    const value = await getWithToken(this.app, api, '/wxaapi/newtmpl/gettemplate', {});
    return readTemplates(api, value.data, 'priTmplId');
  }

  /** The picture of a mini-program code. */
  async getUnlimitedQrCode(code: QrCodeRequest): Promise<{ contentType: string; image: Buffer }> {
    const answer = await postForImage(
      this.app,
      'wx.qrcode_unlimit',
      '/wxa/getwxacodeunlimit',
      definedOnly({
        scene: code.scene,
        page: code.page,
        check_path: code.checkPath,
        env_version: code.envVersion,
        width: code.width,
      }),
    );
    return { contentType: answer.contentType, image: answer.body };
  }

  /** Asks whether a text may be shown; the user must have been active within two hours. */
  async msgSecCheck(
    check: ContentCheck,
  ): Promise<{ suggest: 'pass' | 'review' | 'risky'; label: number; traceId: string }> {
    const api = 'wx.msg_sec_check';
    const value = await postWithToken(this.app, api, '/wxa/msg_sec_check', { version: 2, ...check });
    const result = value.result as JsonObject | undefined;
    const suggest = result?.suggest;
    if (suggest !== 'pass' && suggest !== 'review' && suggest !== 'risky')
      throw malformedAnswer(api, 'no result');
    return { suggest, label: Number(result?.label ?? 0), traceId: String(value.trace_id ?? '') };
  }

  /** Asks whether a photo may be shown; the answer comes within half an hour as a `media_check` event of this trace. */
  async mediaCheckAsync({ openid, scene, mediaUrl }: PhotoCheck): Promise<{ traceId: string }> {
    const api = 'wx.media_check_async';
    const value = await postWithToken(this.app, api, '/wxa/media_check_async', {
      version: 2,
      media_type: 2,
      media_url: mediaUrl,
      scene,
      openid,
    });
    if (typeof value.trace_id !== 'string' || value.trace_id === '') throw malformedAnswer(api, 'no trace');
    return { traceId: value.trace_id };
  }
}

/** `{a: 'x'}` → `{a: {value: 'x'}}`, the form of message data. */
export function wrapValues(data: Readonly<Record<string, string>>): Record<string, { value: string }> {
  const wrapped: Record<string, { value: string }> = {};
  for (const key of Object.keys(data)) wrapped[key] = { value: data[key] ?? '' };
  return wrapped;
}
