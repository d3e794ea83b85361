import { Inject, Injectable } from '@nestjs/common';
import { request } from 'undici';
import { CONFIG, type Config } from '../../../platform/config/index.js';

export interface SimulatedPerson {
  openid: string;
  oaOpenid: string;
  unionid: string;
  nickname: string;
  phone: string;
  plate: string;
  follower: boolean;
}

/** Puts people with phones into the simulator, so that the demo has somebody to be. */
@Injectable()
export class SimulatedPeople {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Does nothing without a simulator. Throws if it does not answer. */
  async put(people: readonly SimulatedPerson[]): Promise<void> {
    if (this.config.simulatorUrl === null) return;
    const { statusCode, body } = await request(`${this.config.simulatorUrl}/_control/people`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ people }),
    });
    await body.dump();
    if (statusCode >= 300) throw new Error(`The simulator refused the demo people (${statusCode})`);
  }
}
