import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { malformedAnswer, weatherError } from './errors.js';
import { type ProviderHttp, readJsonObject } from './http.js';

export type WeatherClientOptions = {
  http: ProviderHttp;
  /** The account's own API host, for example `https://abc1234xyz.def.qweatherapi.com`. */
  baseUrl: string;
  projectId: string;
  keyId: string;
  /** Ed25519 private key, PKCS#8 PEM. */
  privateKeyPem: string;
  now: () => Date;
};

export type WeatherAlert = {
  id: string;
  senderName: string;
  issuedAt: string;
  /** `cancel` objects live one hour and end what they supersede. */
  messageType: 'alert' | 'update' | 'cancel';
  /** Ids of the alerts this one replaces. */
  supersedes: string[];
  /** Open list: 1003 暴雨, 1009 高温, 1021 道路结冰 … */
  typeCode: string;
  typeName: string;
  /** `blue`, `yellow`, `orange`, `red` or another word of the sender. */
  color: string;
  severity: string;
  headline: string;
  description: string;
  instruction: string;
  effectiveAt: string | null;
  onsetAt: string | null;
  expiresAt: string | null;
};

export type WeatherAlerts = {
  alerts: WeatherAlert[];
  /** Must be shown wherever the alerts are shown. */
  attributions: string[];
};

const API = 'weather.alerts';
const TOKEN_SECONDS = 900;

/** QWeather warnings (weatheralert v1) with an Ed25519 JWT. Throws ProviderError. */
export class WeatherClient {
  private readonly key: KeyObject;
  private token: { jwt: string; goodUntil: number } | null = null;

  constructor(private readonly options: WeatherClientOptions) {
    this.key = createPrivateKey(options.privateKeyPem);
  }

  /**
   * Warnings in force at a place.
   * @param place WGS-84 degrees; sent with two decimals, which is what the service takes
   */
  async currentAlerts(place: { lat: number; lon: number }): Promise<WeatherAlerts> {
    const path = `${place.lat.toFixed(2)}/${place.lon.toFixed(2)}`;
    const answer = await this.options.http.send({
      api: API,
      method: 'GET',
      url: `${this.options.baseUrl}/weatheralert/v1/current/${path}?localTime=true&lang=zh`,
      headers: { authorization: `Bearer ${this.bearer()}` },
    });
    if (answer.status >= 400) {
      throw weatherError(API, answer.status, answer.body.toString('utf8').slice(0, 200));
    }
    const value = readJsonObject(API, answer.body);
    const metadata = value.metadata as Record<string, unknown> | undefined;
    if (!metadata) throw malformedAnswer(API, 'no metadata');
    const attributions = Array.isArray(metadata.attributions) ? metadata.attributions.map(String) : [];
    if (metadata.zeroResult === true) return { alerts: [], attributions };
    if (!Array.isArray(value.alerts)) throw malformedAnswer(API, 'no alerts');
    return { alerts: value.alerts.map(readAlert), attributions };
  }

  private bearer(): string {
    const seconds = Math.floor(this.options.now().getTime() / 1000);
    if (this.token && seconds < this.token.goodUntil) return this.token.jwt;
    const head = encode({ alg: 'EdDSA', kid: this.options.keyId });
    // Thirty seconds back, as the provider advises, because clocks differ.
    const body = encode({
      sub: this.options.projectId,
      iat: seconds - 30,
      exp: seconds + TOKEN_SECONDS,
    });
    const signature = sign(null, Buffer.from(`${head}.${body}`), this.key).toString('base64url');
    this.token = { jwt: `${head}.${body}.${signature}`, goodUntil: seconds + TOKEN_SECONDS - 60 };
    return this.token.jwt;
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function readAlert(raw: unknown): WeatherAlert {
  const alert = raw as Record<string, unknown>;
  const messageType = alert.messageType as { code?: unknown; supersedes?: unknown } | undefined;
  const eventType = alert.eventType as { code?: unknown; name?: unknown } | undefined;
  const color = alert.color as { code?: unknown } | undefined;
  const code = messageType?.code;
  return {
    id: String(alert.id),
    senderName: String(alert.senderName ?? ''),
    issuedAt: instantOf(alert.issuedTime) ?? '',
    messageType: code === 'update' || code === 'cancel' ? code : 'alert',
    supersedes: Array.isArray(messageType?.supersedes) ? messageType.supersedes.map(String) : [],
    typeCode: String(eventType?.code ?? ''),
    typeName: String(eventType?.name ?? ''),
    color: String(color?.code ?? ''),
    severity: String(alert.severity ?? ''),
    headline: String(alert.headline ?? ''),
    description: String(alert.description ?? ''),
    instruction: String(alert.instruction ?? ''),
    effectiveAt: instantOf(alert.effectiveTime),
    onsetAt: instantOf(alert.onsetTime),
    expiresAt: instantOf(alert.expiredTime),
  };
}

/** The provider writes local time with an offset; we keep UTC. */
function instantOf(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  const millis = Date.parse(value);
  return Number.isNaN(millis) ? null : new Date(millis).toISOString();
}
