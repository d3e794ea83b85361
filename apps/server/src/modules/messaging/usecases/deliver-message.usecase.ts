import { businessDate } from '@cheban/kernel';
import { MiniProgramClient, OfficialAccountClient, ProviderError, SmsClient } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { type Message } from '../persistence/message.mapper.js';
import type { Route } from './reach.queries.js';

export interface Accepted {
  providerId: string | null;
  /** A receipt that was asked for already tells the end; otherwise an event will. */
  end?: 'delivered' | 'failed';
}

/** The network call of one message on one route. Throws ProviderError; anything else comes before the network. */
@Injectable()
export class DeliverMessage {
  constructor(
    private readonly mini: MiniProgramClient,
    private readonly official: OfficialAccountClient,
    private readonly sms: SmsClient,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `pinned`: it may have been sent before; SMS asks for the receipt first, the official account repeats its id. */
  run(message: Pick<Message, 'id' | 'page'>, route: Route, pinned: boolean): Promise<Accepted> {
    if (route.channel !== 'subscribe') return this.runRare(message, route, pinned);
    const { openid, templateId, data } = route;
    const page = message.page ?? undefined;
    return this.mini
      .sendSubscribeMessage(
        page === undefined ? { openid, templateId, data } : { openid, templateId, data, page },
      )
      .then(toAccepted);
  }

  private async runRare(
    message: Pick<Message, 'id' | 'page'>,
    route: Exclude<Route, { channel: 'subscribe' }>,
    pinned: boolean,
  ): Promise<Accepted> {
    if (route.channel === 'official_account') {
      const { msgId } = await this.official.sendTemplateMessage({
        openid: route.openid,
        templateId: route.templateId,
        data: route.data,
        clientMsgId: message.id,
        ...(message.page === null
          ? {}
          : { miniProgram: { appId: this.config.wechat.mini.appId, pagePath: message.page } }),
      });
      return { providerId: msgId };
    }
    if (pinned) {
      const known = await this.findSms(route.phone, message.id);
      if (known) return known;
    }
    const { bizId } = await this.sms.send({
      phone: route.phone,
      templateCode: route.templateId,
      params: route.data,
      outId: message.id,
    });
    return { providerId: bizId };
  }

  private async findSms(phone: string, outId: string): Promise<Accepted | null> {
    const { details } = await this.sms.querySendDetails({
      phone,
      sentOn: businessDate(this.clock.now()),
      pageSize: 50,
    });
    const mine = details.find((detail) => detail.outId === outId);
    if (!mine) return null;
    return mine.status === 'waiting' ? { providerId: null } : { providerId: null, end: mine.status };
  }
}

const toAccepted = ({ msgId }: { msgId: string | null }): Accepted => ({ providerId: msgId });

/** What an error of a send means; an error from before the network (no token to be had) is a plain retry. */
export function failureOf(error: unknown): Pick<ProviderError, 'code' | 'reaction' | 'outcome'> {
  return error instanceof ProviderError
    ? error
    : { code: 'before_network', reaction: 'RETRY', outcome: 'not_done' };
}
