import { z } from 'zod';
import { type PatienceConfig, patienceEnv, patienceOf } from './patience.js';
import { parseQuietHours, quietHoursEnv } from './quiet-hours.js';

const key = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32, 'must be 32 bytes in base64 (openssl rand -base64 32)');

/** What the simulator accepts; refused outside of demo mode. */
const DEMO_SECRET = 'simulator-mini-program-secret';
const DEMO_SMS_KEY = 'simulator-sms';

/** Every environment variable the server reads; nothing else may touch process.env. */
const envSchema = z.object({
  NODE_ENV: z.string().default('production'),
  DATABASE_URL: z.string().min(1),
  /** Connections of each process. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  ...patienceEnv,
  REDIS_URL: z.string().min(1),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4600),
  HOST: z.string().default('127.0.0.1'),
  /** `worker` processes listen here for health and metrics; 0 lets the system choose. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  PUBLIC_OWNER_URL: z.url().default('http://127.0.0.1:4601'),
  /** Reverse proxies in front of us whose X-Forwarded-For counts, as a list of addresses or CIDR ranges. */
  TRUSTED_PROXIES: z.string().default('127.0.0.1,::1'),
  CHEBAN_DEMO: z.enum(['0', '1']).default('0'),
  /** `movable`: `care run` may move the time of all processes; only beside a simulator, which moves along. */
  CHEBAN_CLOCK: z.enum(['system', 'movable']).default('system'),
  /** Set in demo and tests: one base URL that plays every external API. */
  SIMULATOR_URL: z.url().optional(),
  /** `id:base64key` entries, newest first; the first encrypts, all decrypt. */
  CHEBAN_DATA_KEY: z.string().min(1),
  CHEBAN_INDEX_KEY: key,
  CHEBAN_FILES_DIR: z.string().default('.cheban/files'),
  /** `HH:MM-HH:MM` in Asia/Shanghai, when care and marketing wait (mission D); `off` in the demo. */
  QUIET_HOURS: quietHoursEnv,
  /** When daily quotas of the providers begin anew, Shanghai time. */
  QUOTA_RESET_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('00:05'),
  /** A group robot (企业微信, 钉钉 or 飞书) that is told of alarms; only this address is ever called. */
  ALARM_WEBHOOK_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  /** Messages a day that WeChat and the carrier allow these accounts; 0 means no known limit. */
  SUBSCRIBE_DAILY_QUOTA: z.coerce.number().int().min(0).default(10_000_000),
  TEMPLATE_DAILY_QUOTA: z.coerce.number().int().min(0).default(100_000),
  SMS_DAILY_QUOTA: z.coerce.number().int().min(0).default(0),
  /** People within 30 days beyond whom an edition of a reminder rule wants a second person's yes. */
  CARE_APPROVAL_OVER: z.coerce.number().int().min(0).max(1_000_000).default(200),
  /** What one SMS costs, in fen; for previews. */
  SMS_PRICE_FEN: z.coerce.number().int().min(0).max(1_000).default(5),
  /** QWeather: the account's own API host, project, key id and Ed25519 private key (PKCS#8 PEM, `\\n` for line ends). */
  WEATHER_API_URL: z.url().default('https://api.qweather.com'),
  WEATHER_PROJECT_ID: z.string().default('simulator-project'),
  WEATHER_KEY_ID: z.string().default('simulator-key'),
  WEATHER_PRIVATE_KEY: z.string().optional(),
  /** How often a place is asked for warnings, at most; fewer places or calls make it rarer. */
  WEATHER_POLL_MINUTES: z.coerce.number().int().min(1).max(360).default(15),
  /** Calls a day over all places. */
  WEATHER_DAILY_CALLS: z.coerce.number().int().min(1).max(1_000_000).default(900),
  /** Nobody who has answered is asked for a rating again within so many days; 0 asks after every visit. */
  RATING_PAUSE_DAYS: z.coerce.number().int().min(0).max(365).default(30),
  /** A rating that nobody gave is asked for once more after so many days; 0 never. */
  RATING_REMINDER_DAYS: z.coerce.number().int().min(0).max(30).default(2),
  /** Messages a second and worker at most, below what WeChat grants the account; 0: as fast as it answers. */
  SEND_PER_SECOND: z.coerce.number().int().min(0).max(1_000_000).default(0),
  /** Batches of messages under way at once in a worker. With one, messages go in the same order in every run. */
  SEND_LANES: z.coerce.number().int().min(1).max(8).default(2),
  /** Pieces of cars that a planning round plans at once. With one, reminders are numbered alike in every run. */
  PLAN_LANES: z.coerce.number().int().min(1).max(8).default(2),
  /** Connections of a worker to each provider: so many calls are under way at once. */
  SEND_CONNECTIONS: z.coerce.number().int().min(1).max(1_000).default(64),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  BRAND_NAME: z.string().default('车伴汽车服务'),
  BRAND_COLOUR: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default('#0B6E5F'),
  WECHAT_API_URL: z.url().default('https://api.weixin.qq.com'),
  WECHAT_WEB_LOGIN_URL: z.url().default('https://open.weixin.qq.com'),
  WECHAT_MINI_APPID: z.string().default('wx0000000000000a01'),
  WECHAT_MINI_SECRET: z.string().default(DEMO_SECRET),
  WECHAT_MINI_PUSH_TOKEN: z.string().default('SimulatorMiniToken'),
  WECHAT_MINI_AES_KEY: z.string().length(43).default('SimulatorMiniProgramAesKey0123456789abcdefg'),
  WECHAT_OA_APPID: z.string().default('wx0000000000000b02'),
  WECHAT_OA_SECRET: z.string().default('simulator-official-account-secret'),
  WECHAT_OA_PUSH_TOKEN: z.string().default('SimulatorAccountToken'),
  WECHAT_OA_AES_KEY: z.string().length(43).default('SimulatorOfficialAcctAesKey0123456789abcdef'),
  /** Base of WeChat Pay. */
  PAY_API_URL: z.url().default('https://api.mch.weixin.qq.com'),
  /** Where WeChat Pay reports to, without the account's id at the end; default: below the owner app's address. */
  PAY_NOTIFY_URL: z.union([z.literal(''), z.url()]).default(''),
  /** Fen; a refund above it wants a second person's yes. */
  REFUND_APPROVAL_OVER: z.coerce.number().int().min(0).default(50_000),
  /** Calls a second to merchant transfers; WeChat Pay allows 100. */
  PAYOUT_PER_SECOND: z.coerce.number().int().min(1).max(100).default(80),
  SMS_API_URL: z.url().default('https://dysmsapi.aliyuncs.com'),
  SMS_ACCESS_KEY_ID: z.string().default('simulator-key-id'),
  SMS_ACCESS_KEY_SECRET: z.string().default('simulator-key-secret'),
  SMS_SIGN: z.string().default('车伴'),
  /** Secret part of the address to which Aliyun reports: /api/callback/sms/<key>/report and …/up. */
  SMS_CALLBACK_KEY: z
    .string()
    .regex(/^[\w-]{8,80}$/)
    .default(DEMO_SMS_KEY),
  SMS_TEMPLATE_CODE: z.string().default('SMS_LOGIN_CODE'),
  SMS_TEMPLATE_DUE: z.string().default('SMS_SERVICE_DUE'),
});

/** The settings by name, for who compares them with what is written about them. */
export const settings = envSchema.shape;

export interface WechatApp {
  appId: string;
  secret: string;
  /** Token and EncodingAESKey of the message push. */
  pushToken: string;
  aesKey: string;
}

export interface Config extends PatienceConfig {
  readonly production: boolean;
  readonly demo: boolean;
  readonly movableClock: boolean;
  readonly databaseUrl: string;
  readonly databasePool: number;
  readonly redisUrl: string;
  readonly host: string;
  readonly port: number;
  readonly workerPort: number;
  readonly ownerUrl: string;
  readonly trustedProxies: string[];
  readonly simulatorUrl: string | null;
  readonly dataKeys: { id: string; key: Buffer }[];
  readonly indexKey: Buffer;
  readonly filesDir: string;
  /** Equal ends mean no quiet hours. */
  readonly quietHours: { from: string; to: string };
  readonly alarmWebhookUrl: string | null;
  /** Messages a day by channel; null: no known limit. */
  readonly dailyQuota: Record<'subscribe' | 'official_account' | 'sms', number | null>;
  /** `HH:MM` in Shanghai: when used-up daily quotas begin anew. */
  readonly quotaResetAt: string;
  readonly care: { approvalOver: number; smsPriceFen: number };
  readonly weather: {
    apiUrl: string;
    projectId: string;
    keyId: string;
    /** PKCS#8 PEM; null: no weather is asked for, unless the simulator plays it. */
    privateKey: string | null;
    minutes: number;
    dailyCalls: number;
  };
  readonly rating: { pauseDays: number; reminderDays: number };
  readonly planLanes: number;
  readonly sending: { perSecond: number; connections: number; lanes: number };
  readonly logLevel: string;
  readonly brand: { name: string; colour: string };
  readonly wechat: {
    apiUrl: string;
    webLoginUrl: string;
    pictureUrl: string;
    mini: WechatApp;
    official: WechatApp;
  };
  readonly pay: {
    apiUrl: string;
    notifyUrl: string;
    refundApprovalOverFen: number;
    payoutsPerSecond: number;
  };
  readonly sms: {
    apiUrl: string;
    accessKeyId: string;
    accessKeySecret: string;
    sign: string;
    templateCode: string;
    callbackKey: string;
    templateDue: string;
  };
}

export class ConfigError extends Error {}

function parseDataKeys(text: string): { id: string; key: Buffer }[] {
  return text.split(',').map((entry, index) => {
    const [first, second] = entry.trim().split(':');
    const id = second === undefined ? `k${index + 1}` : (first ?? '');
    const bytes = Buffer.from(second ?? first ?? '', 'base64');
    if (!/^[a-z0-9]{1,8}$/.test(id) || bytes.length !== 32) {
      throw new ConfigError('CHEBAN_DATA_KEY: each entry must be id:key, the key 32 bytes in base64');
    }
    return { id, key: bytes };
  });
}

/** Reads the whole configuration once at boot. Throws ConfigError with one line per wrong variable. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = envSchema.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Configuration is wrong:\n${lines.join('\n')}`);
  }
  const value = parsed.data;
  const simulator = value.SIMULATOR_URL ?? null;
  const demoValues = value.WECHAT_MINI_SECRET === DEMO_SECRET || value.SMS_CALLBACK_KEY === DEMO_SMS_KEY;
  if (value.CHEBAN_DEMO === '0' && simulator === null && demoValues) {
    throw new ConfigError(
      'Configuration is wrong:\nset the real WeChat credentials and SMS_CALLBACK_KEY, or CHEBAN_DEMO=1',
    );
  }
  return {
    production: value.NODE_ENV === 'production',
    demo: value.CHEBAN_DEMO === '1',
    movableClock: value.CHEBAN_CLOCK === 'movable' && simulator !== null,
    databaseUrl: value.DATABASE_URL,
    databasePool: value.DATABASE_POOL,
    ...patienceOf(value),
    redisUrl: value.REDIS_URL,
    host: value.HOST,
    port: value.PORT,
    workerPort: value.WORKER_PORT,
    ownerUrl: value.PUBLIC_OWNER_URL,
    trustedProxies: value.TRUSTED_PROXIES.split(',').map((entry) => entry.trim()),
    simulatorUrl: simulator,
    dataKeys: parseDataKeys(value.CHEBAN_DATA_KEY),
    indexKey: value.CHEBAN_INDEX_KEY,
    filesDir: value.CHEBAN_FILES_DIR,
    quietHours: parseQuietHours(value.QUIET_HOURS),
    alarmWebhookUrl: value.ALARM_WEBHOOK_URL || null,
    dailyQuota: {
      subscribe: value.SUBSCRIBE_DAILY_QUOTA || null,
      official_account: value.TEMPLATE_DAILY_QUOTA || null,
      sms: value.SMS_DAILY_QUOTA || null,
    },
    quotaResetAt: value.QUOTA_RESET_AT,
    care: { approvalOver: value.CARE_APPROVAL_OVER, smsPriceFen: value.SMS_PRICE_FEN },
    weather: {
      apiUrl: simulator ?? value.WEATHER_API_URL,
      projectId: value.WEATHER_PROJECT_ID,
      keyId: value.WEATHER_KEY_ID,
      privateKey: value.WEATHER_PRIVATE_KEY?.trim().replaceAll('\\n', '\n') || null,
      minutes: value.WEATHER_POLL_MINUTES,
      dailyCalls: value.WEATHER_DAILY_CALLS,
    },
    rating: { pauseDays: value.RATING_PAUSE_DAYS, reminderDays: value.RATING_REMINDER_DAYS },
    planLanes: value.PLAN_LANES,
    sending: {
      perSecond: value.SEND_PER_SECOND,
      connections: value.SEND_CONNECTIONS,
      lanes: value.SEND_LANES,
    },
    logLevel: value.LOG_LEVEL,
    brand: { name: value.BRAND_NAME, colour: value.BRAND_COLOUR },
    wechat: {
      apiUrl: simulator ?? value.WECHAT_API_URL,
      webLoginUrl: simulator ?? value.WECHAT_WEB_LOGIN_URL,
      pictureUrl: simulator ?? 'https://mp.weixin.qq.com',
      mini: {
        appId: value.WECHAT_MINI_APPID,
        secret: value.WECHAT_MINI_SECRET,
        pushToken: value.WECHAT_MINI_PUSH_TOKEN,
        aesKey: value.WECHAT_MINI_AES_KEY,
      },
      official: {
        appId: value.WECHAT_OA_APPID,
        secret: value.WECHAT_OA_SECRET,
        pushToken: value.WECHAT_OA_PUSH_TOKEN,
        aesKey: value.WECHAT_OA_AES_KEY,
      },
    },
    pay: {
      apiUrl: simulator ?? value.PAY_API_URL,
      notifyUrl: value.PAY_NOTIFY_URL || `${value.PUBLIC_OWNER_URL.replace(/\/$/, '')}/api/callback/pay`,
      refundApprovalOverFen: value.REFUND_APPROVAL_OVER,
      payoutsPerSecond: value.PAYOUT_PER_SECOND,
    },
    sms: {
      apiUrl: simulator ?? value.SMS_API_URL,
      accessKeyId: value.SMS_ACCESS_KEY_ID,
      accessKeySecret: value.SMS_ACCESS_KEY_SECRET,
      sign: value.SMS_SIGN,
      templateCode: value.SMS_TEMPLATE_CODE,
      callbackKey: value.SMS_CALLBACK_KEY,
      templateDue: value.SMS_TEMPLATE_DUE,
    },
  };
}

/** Injection token: `@Inject(CONFIG) config: Config`. */
export const CONFIG = Symbol('CONFIG');
