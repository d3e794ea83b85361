import type { SimulatorOptions } from '../options.js';
import { PayDesk } from '../pay/pay-desk.js';
import { PayKeys } from '../pay/pay-keys.js';
import { PayNotices } from '../pay/pay-notices.js';
import { TransferDesk } from '../pay/transfer-desk.js';
import { Events } from '../push/events.js';
import { Pusher } from '../push/pusher.js';
import { DEFAULT_SMS_TEMPLATES, DEFAULT_TEMPLATES, type SmsTemplate, type Template } from '../templates.js';
import { ClientMessageIds } from './client-message-ids.js';
import { SimulatorClock } from './clock.js';
import { Codes } from './codes.js';
import { Credits } from './credits.js';
import { Faults } from './faults.js';
import { Inbox } from './inbox.js';
import { People, type Person, type PersonInput } from './people.js';
import { defaultSettings, type Settings } from './settings.js';
import { SmsDesk } from './sms-desk.js';
import { AccessTokenDesk } from './tokens.js';
import { WeatherDesk } from './weather-desk.js';

/** Everything the simulator knows, in memory. */
export class World {
  readonly clock = new SimulatorClock();
  readonly people = new People();
  readonly credits = new Credits();
  readonly codes = new Codes(this.clock);
  readonly tokens = new AccessTokenDesk(this.clock);
  readonly clientMessageIds = new ClientMessageIds(this.clock);
  readonly inbox = new Inbox();
  readonly faults = new Faults();
  readonly sms = new SmsDesk(this.clock);
  readonly weather = new WeatherDesk(this.clock);
  readonly templates = new Map<string, Template>(
    DEFAULT_TEMPLATES.map((template) => [template.id, template]),
  );
  readonly smsTemplates = new Map<string, SmsTemplate>(
    DEFAULT_SMS_TEMPLATES.map((template) => [template.code, template]),
  );
  readonly settings: Settings;
  readonly pusher: Pusher;
  readonly events: Events;
  readonly pay: { keys: PayKeys; notices: PayNotices; orders: PayDesk; transfers: TransferDesk };
  private lastMessage = Date.now();

  constructor(readonly options: SimulatorOptions) {
    this.settings = defaultSettings(options.pages);
    this.pusher = new Pusher(() => this.settings.pushes);
    this.events = new Events(options, this.settings, this.clock, this.pusher);
    const keys = new PayKeys(options.pay);
    const notices = new PayNotices(this.clock, keys);
    this.pay = {
      keys,
      notices,
      orders: new PayDesk(this.clock, notices),
      transfers: new TransferDesk(this.clock, notices),
    };
  }

  /** Nineteen digits, beyond what a JavaScript number can hold, as the real ones are. */
  nextMessageId(): string {
    this.lastMessage += 1;
    return `209768${this.lastMessage}`;
  }

  putPerson(input: PersonInput): Person {
    const person = this.people.put(input, this.clock.seconds());
    if (person.phone) this.inbox.adopt(person.phone, person.openid);
    return person;
  }

  /** Where a number's messages are kept: with its owner when known. */
  phoneKey(phone: string): string {
    return this.people.withPhone(phone)?.openid ?? `phone:${phone}`;
  }

  isPage(page: string): boolean {
    const path = page.split('?')[0]?.replace(/^\//, '') ?? '';
    return this.settings.pages === null || this.settings.pages.includes(path);
  }

  /** Forgets people, messages, credits and faults; keeps templates, tokens and settings. */
  reset(): void {
    this.people.clear();
    this.credits.clear();
    this.inbox.clear();
    this.sms.clear();
    this.weather.clear();
    this.pay.notices.clear();
    this.pay.orders.clear();
    this.pay.transfers.clear();
    this.faults.clear();
    this.faults.resetCalls();
    this.clock.offsetMs = 0;
  }
}
