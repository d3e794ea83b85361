import { generateKeyPairSync } from 'node:crypto';
import { ProviderHttp, type WeatherAlerts, WeatherClient } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Place } from '../domain/place.js';

/** The provider of warnings, if the group has one. */
@Injectable()
export class WeatherSource {
  private readonly client: WeatherClient | null;

  constructor(@Inject(CONFIG) { weather, simulatorUrl }: Config, clock: Clock, http: ProviderHttp) {
    // The simulator takes any key; a real account's is never guessed.
    const privateKeyPem = weather.privateKey ?? (simulatorUrl === null ? null : anyKey());
    this.client =
      privateKeyPem === null
        ? null
        : new WeatherClient({
            http,
            baseUrl: weather.apiUrl,
            projectId: weather.projectId,
            keyId: weather.keyId,
            privateKeyPem,
            now: () => clock.date(),
          });
  }

  get isOn(): boolean {
    return this.client !== null;
  }

  /** Warnings in force at a place. Throws ProviderError; an error if there is no provider. */
  async alerts(place: Place): Promise<WeatherAlerts> {
    if (!this.client) throw new Error('No weather provider is configured');
    return this.client.currentAlerts(place);
  }
}

function anyKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
