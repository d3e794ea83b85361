import type { SimulatorClock } from './clock.js';

export type AlertInput = {
  lat: number;
  lon: number;
  /** 1003 暴雨, 1009 高温 … */
  typeCode: string;
  typeName: string;
  color: 'blue' | 'yellow' | 'orange' | 'red';
  headline?: string;
  description?: string;
  instruction?: string;
  /** How long it is in force. Default 12. */
  hours?: number;
};

export type Alert = Required<AlertInput> & {
  id: string;
  messageType: 'alert' | 'update' | 'cancel';
  supersedes: string[];
  issuedAt: number;
  expiresAt: number;
};

const HOUR = 3_600_000;
// About 50 km: one city.
const NEAR_DEGREES = 0.5;
const COLOR_WORDS = { blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色' };
const SEVERITY = { blue: 'minor', yellow: 'moderate', orange: 'severe', red: 'extreme' };
const RGB = { blue: [30, 100, 255], yellow: [255, 205, 0], orange: [255, 125, 0], red: [230, 30, 30] };

/** Weather warnings as series: alert → update (supersedes it) → cancel (lives one hour). */
export class WeatherDesk {
  private readonly alerts = new Map<string, Alert>();
  private lastId = 0;

  constructor(private readonly clock: SimulatorClock) {}

  issue(input: AlertInput, supersedes: string[] = []): Alert {
    this.lastId += 1;
    const issuedAt = this.clock.now();
    const hours = input.hours ?? 12;
    const word = `${input.typeName}${COLOR_WORDS[input.color]}预警`;
    const alert: Alert = {
      ...input,
      hours,
      headline: input.headline ?? `气象台发布${word}`,
      description: input.description ?? `预计未来 ${hours} 小时将受${input.typeName}影响，请注意防范。`,
      instruction: input.instruction ?? '请减少出行，行车注意安全。',
      // Not from one on at every start: whoever keeps ids would take a new alert for an old one.
      id: `${Math.floor(issuedAt / 1000)}${String(this.lastId).padStart(4, '0')}`,
      messageType: supersedes.length > 0 ? 'update' : 'alert',
      supersedes,
      issuedAt,
      expiresAt: issuedAt + hours * HOUR,
    };
    for (const id of supersedes) this.alerts.delete(id);
    this.alerts.set(alert.id, alert);
    return alert;
  }

  /** Replaces an alert, for example with another colour. @returns null when there is none */
  update(id: string, change: Partial<AlertInput>): Alert | null {
    const before = this.alerts.get(id);
    if (!before) return null;
    const { lat, lon, typeCode, typeName, color, hours } = before;
    return this.issue({ lat, lon, typeCode, typeName, color, hours, ...change }, [id]);
  }

  /** Ends an alert. @returns the cancel object, null when there is no such alert */
  cancel(id: string): Alert | null {
    const replaced = this.update(id, { headline: '预警解除', hours: 1 });
    if (replaced) replaced.messageType = 'cancel';
    return replaced;
  }

  all(): Alert[] {
    return [...this.alerts.values()];
  }

  clear(): void {
    this.alerts.clear();
  }

  /** What is in force near a place. */
  near(lat: number, lon: number): Alert[] {
    const now = this.clock.now();
    return this.all().filter(
      (alert) =>
        alert.expiresAt > now &&
        Math.abs(alert.lat - lat) <= NEAR_DEGREES &&
        Math.abs(alert.lon - lon) <= NEAR_DEGREES,
    );
  }
}

/** An alert in the provider's form, with local time. */
export function alertJson(alert: Alert): object {
  const [red, green, blue] = RGB[alert.color] as [number, number, number];
  return {
    id: alert.id,
    senderName: '模拟气象台',
    issuedTime: localTime(alert.issuedAt),
    messageType: { code: alert.messageType, supersedes: alert.supersedes },
    eventType: { name: alert.typeName, code: alert.typeCode },
    urgency: 'expected',
    severity: SEVERITY[alert.color],
    certainty: 'likely',
    icon: alert.typeCode,
    color: { code: alert.color, red, green, blue, alpha: 1 },
    effectiveTime: localTime(alert.issuedAt),
    onsetTime: localTime(alert.issuedAt),
    expiredTime: localTime(alert.expiresAt),
    headline: alert.headline,
    description: alert.description,
    criteria: '',
    instruction: alert.instruction,
  };
}

function localTime(millis: number): string {
  return `${new Date(millis + 8 * HOUR).toISOString().slice(0, 16)}+08:00`;
}
