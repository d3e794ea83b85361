import { type BrandView, staffRoleLabel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { DemoLogins } from '../../system/index.js';
import { DEMO_PASSWORD, demoStaff, demoStores } from '../domain/demo-group.js';

/** The log-ins that the demo shows on its log-in pages and `npm start` prints. */
@Injectable()
export class DemoDirectory extends DemoLogins {
  list(): NonNullable<BrandView['demo']> {
    return {
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
