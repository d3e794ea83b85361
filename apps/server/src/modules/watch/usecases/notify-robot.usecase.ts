import { ProviderError, ProviderHttp } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { isRobotRefusal, MAX_NOTICE_TRIES, noticeBackOff, robotBody } from '../domain/alarm-rules.js';
import { type AlarmNotice, AlarmRepository } from '../persistence/alarm.repository.js';

const BATCH = 20;
/** Longer than one call can take: a notice that is being told is nobody else's. */
const CLAIM_MS = 2 * 60_000;

/**
 * Tells the group robot of alarms, once when one opens and once when it closes. Only the address from the
 * configuration is called, redirects are not followed, and a failure is tried again, ever more rarely.
 */
@Injectable()
export class NotifyRobot {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly http: ProviderHttp,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Returns how many notices were told. */
  async run(): Promise<number> {
    const url = this.config.alarmWebhookUrl;
    if (url === null) return 0;
    let told = 0;
    for (const notice of await this.alarms.dueNotices(this.clock.now(), BATCH)) {
      if (!(await this.alarms.claimNotice(notice, this.clock.now() + CLAIM_MS))) continue;
      const failure = await this.tell(url, notice);
      if (failure === '') told += 1;
      await this.settle(notice, failure);
    }
    return told;
  }

  /** What went wrong; empty if nothing did. */
  private async tell(url: string, { text }: AlarmNotice): Promise<string> {
    try {
      const answer = await this.http.send({
        api: 'alarm.webhook',
        method: 'POST',
        url,
        json: robotBody(new URL(url).hostname, text),
      });
      if (answer.status >= 300) return `HTTP ${answer.status}`;
      return isRobotRefusal(readJson(answer.body)) ? answer.body.toString('utf8').slice(0, 200) : '';
    } catch (error) {
      if (error instanceof ProviderError) return error.code;
      throw error;
    }
  }

  private async settle(notice: AlarmNotice, failure: string): Promise<void> {
    const now = this.clock.now();
    const attempts = notice.attempts + 1;
    if (failure === '') return this.alarms.settleNotice(notice.id, { state: 'sent', nextAt: now, failure });
    const givenUp = attempts >= MAX_NOTICE_TRIES;
    this.logger.warn({ failure, attempts, givenUp }, 'the group robot did not take an alarm');
    await this.alarms.settleNotice(notice.id, {
      state: givenUp ? 'given_up' : 'waiting',
      nextAt: now + noticeBackOff(attempts),
      failure,
    });
  }
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
