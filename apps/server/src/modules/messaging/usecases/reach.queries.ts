import type { Channel } from '@cheban/contracts';
import { checkValue, fitValue } from '@cheban/wechat';
import { Injectable } from '@nestjs/common';
import { type Account, OwnerDirectory } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { NO_PLATE, PLATE } from '../domain/default-templates.js';
import { nextOfferSms, saysHowToRefuse, type WishBook } from '../domain/wishes.js';
import { CreditRepository, pairKey } from '../persistence/credit.repository.js';
import { type Message } from '../persistence/message.mapper.js';
import {
  type Circuit,
  circuitName,
  type MessageTemplate,
  SendingRulesRepository,
} from '../persistence/sending-rules.repository.js';
import { WishRepository } from '../persistence/wish.repository.js';

interface Common {
  templateId: string;
  data: Record<string, string>;
  /** Circuits that are open but due for a trial; the message must win it before it may go this way. */
  trials: Circuit[];
}
/** One way to a phone, ready to be taken. */
export type Route =
  | (Common & { channel: 'subscribe'; accountId: string; openid: string })
  | (Common & { channel: 'official_account'; accountId: string; openid: string })
  | (Common & { channel: 'sms'; accountId: null; phone: string });

export interface Reach {
  /** In the order of mission.md, "Channels in order". */
  routes: Route[];
  /** In Chinese: why the channels that are missing are missing. */
  missing: string[];
  /** A way that is closed now and opens then; null if there is none. */
  waitUntil: number | null;
}

interface Facts {
  accounts: Map<string, Account[]>;
  phones: Map<string, () => string>;
  credits: Map<string, number>;
  templates: MessageTemplate[];
  circuits: Map<string, Circuit>;
  wishes: WishBook;
  now: number;
}

/**
 * Says by which channels each message of a batch can reach its owner. WeChat channels need an account with the
 * privacy consent; SMS of class care also needs that consent, because an imported number alone is none. Marketing never
 * goes through the official account (WeChat forbids it); by SMS only with the owner's explicit yes, between nine and
 * eight, and by a template whose text ends with how to refuse.
 */
@Injectable()
export class ReachQueries {
  constructor(
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly credits: CreditRepository,
    private readonly rules: SendingRulesRepository,
    private readonly wishes: WishRepository,
  ) {}

  /** `spent`: credits by pair that a forecast has already used up. */
  async of(
    messages: readonly Message[],
    now: number,
    spent: ReadonlyMap<string, number> = new Map(),
  ): Promise<Map<string, Reach>> {
    if (messages.length === 0) return new Map();
    const ownerIds = [...new Set(messages.map((message) => message.ownerId))];
    const vehicleIds = messages.flatMap(({ vehicleId }) => (vehicleId === null ? [] : [vehicleId]));
    const [accounts, phones, plates, templates, circuits, wishes] = await Promise.all([
      this.owners.accountsOfMany(ownerIds),
      this.owners.phonesOf(ownerIds),
      this.vehicles.platesOf(vehicleIds),
      this.rules.templates([...new Set(messages.map((message) => message.kind))]),
      this.rules.circuits(),
      this.wishes.of(ownerIds),
    ]);
    const credits = await this.credits.of([...accounts.values()].flat().map((account) => account.id));
    for (const [pair, n] of spent) credits.set(pair, (credits.get(pair) ?? 0) - n);
    const facts: Facts = { accounts, phones, credits, templates, circuits, wishes, now };
    return new Map(
      messages.map((message) => {
        const plate = (message.vehicleId && plates.get(message.vehicleId)) || NO_PLATE;
        return [message.id, reachOf(message, plate, facts)];
      }),
    );
  }
}

function reachOf(message: Message, plate: string, facts: Facts): Reach {
  const consented = (facts.accounts.get(message.ownerId) ?? []).filter(
    (account) => account.consentAt !== null,
  );
  const reach: Reach = { routes: [], missing: [], waitUntil: null };
  const prepare = (channel: Route['channel']): (Common & { template: MessageTemplate }) | null => {
    const template = facts.templates.find((one) => one.kind === message.kind && one.channel === channel);
    if (!template || message.channels?.includes(channel) === false) return null;
    const closed = facts.wishes.closed(message, channel, facts.now);
    if (closed !== null) {
      reach.missing.push(closed);
      return null;
    }
    const trials: Circuit[] = [];
    for (const name of [circuitName(channel), circuitName(channel, template.templateId)]) {
      const circuit = facts.circuits.get(name);
      if (!circuit) continue;
      if (circuit.retryAt > facts.now) {
        reach.missing.push(`${LABEL[channel]}暂停使用：${circuit.reason}`);
        return null;
      }
      trials.push(circuit);
    }
    const data = fill(template, message.words, plate);
    if (data === null) {
      reach.missing.push(`${LABEL[channel]}的内容不完整`);
      return null;
    }
    return { template, templateId: template.templateId, data, trials };
  };

  const subscribe = prepare('subscribe');
  if (subscribe) {
    const { template: _, ...common } = subscribe;
    const account = consented.find(
      ({ id, miniOpenid }) =>
        miniOpenid !== null &&
        (facts.credits.get(pairKey({ accountId: id, templateId: common.templateId })) ?? 0) > 0,
    );
    if (account?.miniOpenid) {
      reach.routes.push({
        ...common,
        channel: 'subscribe',
        accountId: account.id,
        openid: account.miniOpenid,
      });
    } else reach.missing.push('没有可用的订阅次数');
  }

  const official = message.class === 'marketing' ? null : prepare('official_account');
  if (official) {
    const { template: _, ...common } = official;
    const account = consented.find(({ follower, officialOpenid }) => follower && officialOpenid !== null);
    if (account?.officialOpenid) {
      reach.routes.push({
        ...common,
        channel: 'official_account',
        accountId: account.id,
        openid: account.officialOpenid,
      });
    } else reach.missing.push('未关注公众号');
  }

  const sms = prepare('sms');
  if (sms) {
    const { template, ...common } = sms;
    const phone = facts.phones.get(message.ownerId);
    const offer = message.class === 'marketing';
    const opensAt = offer ? nextOfferSms(facts.now) : facts.now;
    if (!phone) reach.missing.push('没有手机号');
    else if (message.class === 'care' && consented.length === 0) reach.missing.push('未同意接收短信');
    else if (offer && !saysHowToRefuse(template.smsText)) reach.missing.push('短信模板没有写明“拒收请回复R”');
    else if (opensAt > facts.now) {
      reach.waitUntil = opensAt;
      reach.missing.push('优惠短信只在 9:00–20:00 发送');
    } else {
      reach.routes.push({
        ...common,
        channel: 'sms',
        accountId: null,
        // Decrypted only if no better way takes the message.
        get phone() {
          return phone();
        },
      });
    }
  }
  if (consented.length === 0) reach.missing.unshift('尚未在微信绑定');
  return reach;
}

const LABEL: Record<Extract<Channel, 'subscribe' | 'official_account' | 'sms'>, string> = {
  subscribe: '订阅消息',
  official_account: '公众号模板',
  sms: '短信',
};

/** The values of a template, cut to WeChat's limits; null if a word is missing or cannot fit. */
export function fill(
  template: Pick<MessageTemplate, 'channel' | 'fields'>,
  words: Readonly<Record<string, string>>,
  plate: string,
): Record<string, string> | null {
  const data: Record<string, string> = {};
  for (const [key, word] of Object.entries(template.fields)) {
    const text = word === PLATE ? plate : (words[word] ?? '');
    const value = template.channel === 'sms' ? text.trim() : fitValue(key, text);
    if (template.channel === 'sms' ? value === '' : checkValue(key, value) !== null) return null;
    data[key] = value;
  }
  return data;
}
