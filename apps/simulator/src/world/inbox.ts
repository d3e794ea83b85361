import type { Template } from '../templates.js';

export type Channel = 'subscribe' | 'template' | 'sms';

/** One message that reached a phone, kept small: many thousand a second may come in. */
export type Delivery = {
  id: number;
  channel: Channel;
  templateId: string;
  title: string;
  /** Template key → value; for SMS the one key `text`. */
  data: Record<string, string>;
  /** Page of the mini-program that a tap opens, or ''. */
  page: string;
  /** Address that a tap opens when there is no page, or ''. */
  url: string;
  msgId: string;
  receivedAt: number;
  isRead: boolean;
};

export type DeliveryView = Omit<Delivery, 'data' | 'receivedAt'> & {
  fields: { key: string; label: string; value: string }[];
  text: string;
  receivedAt: string;
};

const KEPT_PER_PHONE = 200;

/** What reached each phone: the last 200 messages of each, newest last. */
export class Inbox {
  private readonly logs = new Map<string, Delivery[]>();
  private readonly unread = new Map<string, number>();
  private readonly listeners = new Set<(phoneKey: string) => void>();
  private lastId = 0;

  /** @param phoneKey openid of the person, or `phone:<number>` for a number that belongs to nobody known */
  add(phoneKey: string, delivery: Omit<Delivery, 'id' | 'isRead'>): Delivery {
    this.lastId += 1;
    const entry = { ...delivery, id: this.lastId, isRead: false };
    let log = this.logs.get(phoneKey);
    // Put the phone last again, so that the map's order is the order of the latest message.
    if (log) this.logs.delete(phoneKey);
    else log = [];
    this.logs.set(phoneKey, log);
    log.push(entry);
    if (log.length > KEPT_PER_PHONE) {
      const gone = log.shift();
      if (gone && !gone.isRead) this.unread.set(phoneKey, this.unreadOf(phoneKey) - 1);
    }
    this.unread.set(phoneKey, this.unreadOf(phoneKey) + 1);
    for (const listener of this.listeners) listener(phoneKey);
    return entry;
  }

  /** Newest first. */
  of(phoneKey: string): Delivery[] {
    return [...(this.logs.get(phoneKey) ?? [])].reverse();
  }

  last(phoneKey: string): Delivery | undefined {
    return this.logs.get(phoneKey)?.at(-1);
  }

  unreadOf(phoneKey: string): number {
    return this.unread.get(phoneKey) ?? 0;
  }

  /** Phones with messages, the one with the newest message first. */
  recentPhones(): string[] {
    return [...this.logs.keys()].reverse();
  }

  /** Marks all messages of a phone, or of one channel of it, as read. */
  markRead(phoneKey: string, channel?: Channel): void {
    let left = 0;
    for (const delivery of this.logs.get(phoneKey) ?? []) {
      if (channel === undefined || delivery.channel === channel) delivery.isRead = true;
      if (!delivery.isRead) left += 1;
    }
    this.unread.set(phoneKey, left);
  }

  /** Gives the messages of a bare number to the person who turns out to own it. */
  adopt(number: string, openid: string): void {
    const key = `phone:${number}`;
    const orphaned = this.logs.get(key);
    if (!orphaned) return;
    const merged = [...(this.logs.get(openid) ?? []), ...orphaned].sort((a, b) => a.id - b.id);
    this.logs.set(openid, merged.slice(-KEPT_PER_PHONE));
    this.unread.set(openid, this.unreadOf(openid) + this.unreadOf(key));
    this.clear(key);
  }

  clear(phoneKey?: string): void {
    if (phoneKey === undefined) {
      this.logs.clear();
      this.unread.clear();
    } else {
      this.logs.delete(phoneKey);
      this.unread.delete(phoneKey);
    }
  }

  /** Calls back on every new message until the returned function is called. */
  onDelivery(listener: (phoneKey: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  dump(): { lastId: number; logs: [string, Delivery[]][] } {
    return { lastId: this.lastId, logs: [...this.logs] };
  }

  load(saved: { lastId: number; logs: [string, Delivery[]][] }): void {
    this.lastId = saved.lastId;
    for (const [key, log] of saved.logs) {
      this.logs.set(key, log);
      this.unread.set(key, log.filter((delivery) => !delivery.isRead).length);
    }
  }
}

/** A delivery as the control API and the phones page show it. */
export function deliveryView(delivery: Delivery, template: Template | undefined): DeliveryView {
  const { data, receivedAt, ...rest } = delivery;
  const isSms = delivery.channel === 'sms';
  return {
    ...rest,
    receivedAt: new Date(receivedAt).toISOString(),
    text: isSms ? (data.text ?? '') : '',
    fields: isSms
      ? []
      : Object.entries(data).map(([key, value]) => ({ key, label: template?.keys[key] ?? key, value })),
  };
}
