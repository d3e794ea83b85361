/** How the simulator pushes events. */
export type PushSettings = {
  /** Every event is sent this many times in all. */
  duplicate: number;
  /** Holds events for a moment and sends them newest first. */
  reorder: boolean;
  format: 'xml' | 'json';
  encrypt: 'plain' | 'aes';
  /** Sends the sent event of a subscribe message before the answer to the call. */
  beforeReply: boolean;
  /** Whether subscribe_msg_sent_event is pushed at all. */
  subscribeSent: boolean;
  /** Whether TEMPLATESENDJOBFINISH is pushed at all. */
  templateFinish: boolean;
  /** Milliseconds between template/send and its TEMPLATESENDJOBFINISH. */
  finishDelayMs: number;
  /** Status text of the next finish events. */
  finishStatus: string;
};

export type Settings = {
  pushes: PushSettings;
  /** Whether both apps are bound to one open-platform account: without it there is no unionid anywhere. */
  openPlatformBound: boolean;
  /** Published pages; null accepts every page. */
  pages: string[] | null;
  sms: {
    /** Rolling limits per number, as the provider has them. */
    limits: boolean;
    /** What the carrier reports after the provider said OK. */
    receipt: 'delivered' | 'failed';
    receiptDelayMs: number;
  };
  /** Texts that msg_sec_check calls risky. */
  riskyWords: string[];
  /** Texts that msg_sec_check wants a person to look at. */
  reviewWords: string[];
  /** What is thought of photos: `pass`, `review`, `risky`, or `none`, which never answers. */
  photoVerdict: string;
};

/** The settings of a fresh simulator. */
export function defaultSettings(pages: string[] | null): Settings {
  return {
    pushes: {
      duplicate: 1,
      reorder: false,
      format: 'xml',
      encrypt: 'aes',
      beforeReply: false,
      subscribeSent: true,
      templateFinish: true,
      finishDelayMs: 300,
      finishStatus: 'success',
    },
    openPlatformBound: true,
    pages,
    sms: { limits: true, receipt: 'delivered', receiptDelayMs: 300 },
    riskyWords: ['赌博', '代开发票', '加微信返现'],
    reviewWords: ['维权', '曝光'],
    photoVerdict: 'pass',
  };
}

/** Copies known settings of the same type from `change` into `target`; tells the names it did not take. */
export function applySettings(target: object, change: Record<string, unknown>, path = ''): string[] {
  const known = target as Record<string, unknown>;
  const refused: string[] = [];
  for (const [name, value] of Object.entries(change)) {
    const here = known[name];
    if (!Object.hasOwn(known, name)) refused.push(path + name);
    else if (name === 'pages' && (value === null || isTexts(value))) known[name] = value;
    else if (
      Array.isArray(here) ? isTexts(value) : typeof here !== 'object' && typeof here === typeof value
    ) {
      known[name] = value;
    } else if (isRecord(here) && isRecord(value))
      refused.push(...applySettings(here, value, `${path}${name}.`));
    else refused.push(path + name);
  }
  return refused;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
