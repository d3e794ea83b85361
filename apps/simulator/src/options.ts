import type { PayOptions } from './pay/pay-keys.js';

/** One WeChat app that the simulator plays. */
export type AppCredentials = {
  appId: string;
  secret: string;
  /** The original id that stands in pushes as ToUserName. */
  originalId: string;
  name: string;
  /** Where pushes go; null sends none. */
  callbackUrl: string | null;
  pushToken: string;
  /** EncodingAESKey, 43 characters. */
  aesKey: string;
};

export type SimulatorOptions = {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Base of the H5 app, without slash at the end; cards and log-ins open it. */
  ownerUrl: string;
  miniProgram: AppCredentials;
  officialAccount: AppCredentials;
  sms: {
    accessKeyId: string;
    accessKeySecret: string;
    signNames: string[];
    /** Where receipts and replies go: `<url>/report` and `<url>/up`; null sends none. */
    callbackUrl: string | null;
  };
  weather: {
    projectId: string;
    keyId: string;
    /** Ed25519 public key (SPKI PEM) of the client. Null: any well-formed token of the right project passes. */
    publicKeyPem: string | null;
  };
  pay: PayOptions;
  /** Published mini-program pages; null accepts every page. */
  pages: string[] | null;
  /** Where people, credits and deliveries survive a restart; null keeps them in memory only. */
  stateFile: string | null;
};

type Deep<T> = {
  [K in keyof T]?: T[K] extends string[] | null ? T[K] : T[K] extends object ? Deep<T[K]> : T[K];
};
/** Options as callers give them: everything has a default. */
export type SimulatorOptionsInput = Deep<SimulatorOptions>;

// Made up, and good for nothing outside of this simulator.
const DEFAULTS: SimulatorOptions = {
  host: '127.0.0.1',
  port: 0,
  ownerUrl: 'http://127.0.0.1:7001',
  miniProgram: {
    appId: 'wx0000000000000a01',
    secret: 'simulator-mini-program-secret',
    originalId: 'gh_miniprogram01',
    name: '车伴',
    callbackUrl: null,
    pushToken: 'SimulatorMiniToken',
    aesKey: 'SimulatorMiniProgramAesKey0123456789abcdefg',
  },
  officialAccount: {
    appId: 'wx0000000000000b02',
    secret: 'simulator-official-account-secret',
    originalId: 'gh_officialacct1',
    name: '车伴服务号',
    callbackUrl: null,
    pushToken: 'SimulatorAccountToken',
    aesKey: 'SimulatorOfficialAcctAesKey0123456789abcdef',
  },
  sms: {
    accessKeyId: 'simulator-key-id',
    accessKeySecret: 'simulator-key-secret',
    signNames: ['车伴'],
    callbackUrl: null,
  },
  weather: { projectId: 'simulator-project', keyId: 'simulator-key', publicKeyPem: null },
  pay: {
    merchantId: '1900000109',
    merchantSerial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
    merchantPublicKeyPem: null,
    platformSerial: 'PUB_KEY_ID_0119000001092026112100000000000001',
    platformPrivateKeyPem: null,
    apiV3Key: null,
  },
  pages: null,
  stateFile: null,
};

/** Fills what is not given with defaults. */
export function completeOptions(input: SimulatorOptionsInput): SimulatorOptions {
  return {
    ...DEFAULTS,
    ...input,
    miniProgram: { ...DEFAULTS.miniProgram, ...input.miniProgram },
    officialAccount: { ...DEFAULTS.officialAccount, ...input.officialAccount },
    sms: { ...DEFAULTS.sms, ...input.sms },
    weather: { ...DEFAULTS.weather, ...input.weather },
    pay: { ...DEFAULTS.pay, ...input.pay },
  } as SimulatorOptions;
}

/**
 * Options from environment variables. `CALLBACK_URL` is the base of our server's push routes, below which
 * lie `/mini-program`, `/official-account` and `/sms`; each can be set by itself.
 */
export function readOptions(env: NodeJS.ProcessEnv): SimulatorOptions {
  const base = env.CALLBACK_URL?.replace(/\/$/, '');
  const callback = (own: string | undefined, path: string) => own ?? (base ? `${base}${path}` : null);
  return completeOptions({
    ...given({ host: env.HOST, ownerUrl: env.OWNER_URL?.replace(/\/$/, ''), stateFile: env.STATE_FILE }),
    ...(env.PORT ? { port: Number(env.PORT) } : {}),
    ...(env.PAGES ? { pages: env.PAGES.split(',').map((page) => page.trim()) } : {}),
    miniProgram: {
      ...given({
        appId: env.MINI_APP_ID,
        secret: env.MINI_APP_SECRET,
        pushToken: env.MINI_PUSH_TOKEN,
        aesKey: env.MINI_AES_KEY,
        name: env.MINI_NAME,
      }),
      callbackUrl: callback(env.MINI_CALLBACK_URL, '/mini-program'),
    },
    officialAccount: {
      ...given({
        appId: env.OA_APP_ID,
        secret: env.OA_APP_SECRET,
        pushToken: env.OA_PUSH_TOKEN,
        aesKey: env.OA_AES_KEY,
        name: env.OA_NAME,
      }),
      callbackUrl: callback(env.OA_CALLBACK_URL, '/official-account'),
    },
    sms: {
      ...given({ accessKeyId: env.SMS_ACCESS_KEY_ID, accessKeySecret: env.SMS_ACCESS_KEY_SECRET }),
      ...(env.SMS_SIGN_NAME ? { signNames: env.SMS_SIGN_NAME.split(',') } : {}),
      callbackUrl: callback(env.SMS_CALLBACK_URL, '/sms'),
    },
    weather: given({
      projectId: env.WEATHER_PROJECT_ID,
      keyId: env.WEATHER_KEY_ID,
      publicKeyPem: env.WEATHER_PUBLIC_KEY,
    }),
    pay: given({
      merchantId: env.PAY_MERCHANT_ID,
      merchantSerial: env.PAY_MERCHANT_SERIAL,
      merchantPublicKeyPem: env.PAY_MERCHANT_PUBLIC_KEY,
      platformSerial: env.PAY_PLATFORM_SERIAL,
      platformPrivateKeyPem: env.PAY_PLATFORM_PRIVATE_KEY,
      apiV3Key: env.PAY_API_V3_KEY,
    }),
  });
}

function given<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as {
    [K in keyof T]?: string;
  };
}
