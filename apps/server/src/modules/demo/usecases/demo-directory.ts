import { type BrandView, staffRoleLabel } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { DemoLogins } from '../../system/index.js';
import { DEMO_PASSWORD, demoStaff, demoStores } from '../domain/demo-group.js';

/** The log-ins that the demo shows on its log-in pages and `npm start` prints. */
@Injectable()
export class DemoDirectory extends DemoLogins {
  constructor(@Inject(CONFIG) private readonly config: Config) {
    super();
  }

  list(): NonNullable<BrandView['demo']> {
    return {
      phonesUrl: `${this.config.simulatorUrl ?? ''}/phones`,
      staff: demoStaff.map(({ login, role, stores }) => ({
        login,
        password: DEMO_PASSWORD,
        role: staffRoleLabel[role],
        store:
          stores.length === 0
            ? '全部门店'
            : stores.map((code) => demoStores.find((store) => store.code === code)?.name ?? code).join('、'),
      })),
    };
  }
}
