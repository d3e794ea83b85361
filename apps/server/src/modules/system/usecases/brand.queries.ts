import { type BrandView, privacyVersion } from '@cheban/contracts';
import { OfficialAccountClient } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { privacyText } from '../domain/privacy-text.js';
import { DemoLogins } from './demo-logins.port.js';

/** How the group presents itself: name, colour, privacy guideline, and the demo's log-ins in demo mode only. */
@Injectable()
export class BrandQueries {
  constructor(
    private readonly demo: DemoLogins,
    private readonly official: OfficialAccountClient,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  view(): BrandView {
    const { name, colour } = this.config.brand;
    return {
      name,
      colour,
      privacy: { version: privacyVersion, title: '用户隐私保护指引', text: privacyText(name) },
      webLoginUrl: this.official.webLoginUrl(`${this.config.ownerUrl}/`, 'login'),
      demo: this.config.demo ? this.demo.list() : null,
    };
  }
}
