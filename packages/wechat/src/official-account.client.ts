import { malformedAnswer } from './errors.js';
import { wrapValues } from './mini-program.client.js';
import { type AccountTemplate, readTemplates } from './templates.js';
import {
  definedOnly,
  getWithSecret,
  getWithToken,
  type JsonObject,
  postWithToken,
  type WechatAppOptions,
} from './wechat-call.js';

export type OfficialAccountOptions = WechatAppOptions & {
  /** Where the login page is, for example `https://open.weixin.qq.com`. */
  openBaseUrl: string;
  /** Where QR pictures are, for example `https://mp.weixin.qq.com`. */
  pictureBaseUrl: string;
};

export type TemplateMessage = {
  /** The follower's openid in the official account. */
  openid: string;
  templateId: string;
  data: Readonly<Record<string, string>>;
  url?: string;
  /** Wins over `url` on current clients. */
  miniProgram?: { appId: string; pagePath: string };
  /** The same id within a short time is not sent twice, which makes a retry safe. */
  clientMsgId?: string;
};

export type FollowerPage = {
  total: number;
  openids: string[];
  /** Pass to the next call; null after the last page. */
  nextOpenid: string | null;
};

export type Follower = {
  openid: string;
  unionid: string | null;
  follows: boolean;
  /** ISO instant, null when not following. */
  followedAt: string | null;
};

/** Server APIs of an official account (service account). Every method throws ProviderError. */
export class OfficialAccountClient {
  constructor(private readonly app: OfficialAccountOptions) {}

  /** Sends a template message. `success` here means accepted; delivery is told by TEMPLATESENDJOBFINISH. */
  async sendTemplateMessage(message: TemplateMessage): Promise<{ msgId: string }> {
    const api = 'wx.template.send';
    const value = await postWithToken(
      this.app,
      api,
      '/cgi-bin/message/template/send',
      definedOnly({
        touser: message.openid,
        template_id: message.templateId,
        url: message.url,
        miniprogram: message.miniProgram && {
          appid: message.miniProgram.appId,
          pagepath: message.miniProgram.pagePath,
        },
        client_msg_id: message.clientMsgId,
        data: wrapValues(message.data),
      }),
    );
    if (value.msgid === undefined) throw malformedAnswer(api, 'no msgid');
    return { msgId: String(value.msgid) };
  }

  /** The message templates that were added to this account. */
  async listTemplates(): Promise<AccountTemplate[]> {
    const api = 'wx.template.list';
    const value = await getWithToken(this.app, api, '/cgi-bin/template/get_all_private_template', {});
    return readTemplates(api, value.template_list, 'template_id');
  }

  /** One page (up to 10,000) of the followers' openids. */
  async listFollowers(nextOpenid?: string): Promise<FollowerPage> {
    const value = await getWithToken(this.app, 'wx.user.get', '/cgi-bin/user/get', {
      next_openid: nextOpenid ?? '',
    });
    const openids = ((value.data as JsonObject | undefined)?.openid as string[] | undefined) ?? [];
    const next = String(value.next_openid ?? '');
    // WeChat names the last openid of a page even when nothing follows it.
    return {
      total: Number(value.total ?? 0),
      openids,
      nextOpenid: openids.length > 0 && next !== '' ? next : null,
    };
  }

  /** Every follower's openid, page by page. */
  async *eachFollowerPage(): AsyncGenerator<string[]> {
    let next: string | undefined;
    do {
      const page = await this.listFollowers(next);
      if (page.openids.length > 0) yield page.openids;
      next = page.nextOpenid ?? undefined;
    } while (next !== undefined);
  }

  /** Unionid and follow state of at most 100 openids. */
  async batchGetUsers(openids: readonly string[]): Promise<Follower[]> {
    const api = 'wx.user.batchget';
    if (openids.length === 0) return [];
    if (openids.length > 100) throw new RangeError('batchGetUsers takes at most 100 openids');
    const value = await postWithToken(this.app, api, '/cgi-bin/user/info/batchget', {
      user_list: openids.map((openid) => ({ openid, lang: 'zh_CN' })),
    });
    const list = value.user_info_list;
    if (!Array.isArray(list)) throw malformedAnswer(api, 'no user_info_list');
    return list.map((user: JsonObject) => ({
      openid: String(user.openid),
      unionid: typeof user.unionid === 'string' && user.unionid !== '' ? user.unionid : null,
      follows: Number(user.subscribe) === 1,
      followedAt: user.subscribe_time ? new Date(Number(user.subscribe_time) * 1000).toISOString() : null,
    }));
  }

  /**
   * The page that logs a WeChat user in on the web and comes back to `redirectUri` with `code` and `state`.
   * Scope snsapi_base: silent, openid only (and unionid when bound to an open-platform account).
   */
  webLoginUrl(redirectUri: string, state: string): string {
    const query = new URLSearchParams({
      appid: this.app.appId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'snsapi_base',
      state,
    });
    return `${this.app.openBaseUrl}/connect/oauth2/authorize?${query}#wechat_redirect`;
  }

  /** Exchanges the code that the web login page gave (single use, 5 minutes). */
  async exchangeWebLoginCode(code: string): Promise<{ openid: string; unionid: string | null }> {
    const api = 'wx.web_login';
    const value = await getWithSecret(this.app.http, api, `${this.app.baseUrl}/sns/oauth2/access_token`, {
      appid: this.app.appId,
      secret: this.app.secret,
      code,
      grant_type: 'authorization_code',
    });
    if (typeof value.openid !== 'string' || value.openid === '') throw malformedAnswer(api, 'no openid');
    return {
      openid: value.openid,
      unionid: typeof value.unionid === 'string' && value.unionid !== '' ? value.unionid : null,
    };
  }

  /**
   * Creates a QR code that leads to the account and carries `scene`.
   * @param expireSeconds up to 2,592,000; without it the code is permanent (at most 100,000 per account)
   */
  async createQrCode(
    scene: string,
    expireSeconds?: number,
  ): Promise<{ ticket: string; url: string; pictureUrl: string }> {
    const api = 'wx.qrcode.create';
    const value = await postWithToken(
      this.app,
      api,
      '/cgi-bin/qrcode/create',
      definedOnly({
        expire_seconds: expireSeconds,
        action_name: expireSeconds === undefined ? 'QR_LIMIT_STR_SCENE' : 'QR_STR_SCENE',
        action_info: { scene: { scene_str: scene } },
      }),
    );
    if (typeof value.ticket !== 'string') throw malformedAnswer(api, 'no ticket');
    return {
      ticket: value.ticket,
      url: String(value.url ?? ''),
      pictureUrl: `${this.app.pictureBaseUrl}/cgi-bin/showqrcode?ticket=${encodeURIComponent(value.ticket)}`,
    };
  }
}
