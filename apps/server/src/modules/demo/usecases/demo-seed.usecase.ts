import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrandView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { ImportCommandArgs } from '../../intake/index.js';
import { TemplateSetup } from '../../messaging/index.js';
import { Passwords, Team } from '../../staff/index.js';
import { StoreRepository } from '../../store/index.js';
import {
  DEMO_PASSWORD,
  type DemoStore,
  demoBays,
  demoHours,
  demoServices,
  demoStaff,
  demoStores,
} from '../domain/demo-group.js';
import { sampleExport } from '../domain/sample-export.js';
import { DemoActivities } from './demo-activities.usecase.js';
import { DemoCircle } from './demo-circle.usecase.js';
import { DemoDirectory } from './demo-directory.js';
import { DemoLife } from './demo-life.usecase.js';
import { DemoMarketing } from './demo-marketing.usecase.js';
import { DemoRescues } from './demo-rescues.usecase.js';
import { DemoTalks } from './demo-talks.usecase.js';
import { DemoWorkshop } from './demo-workshop.usecase.js';
import { SimulatedPeople } from './simulated-people.js';

const CARS = 180;

type ImportFile = (args: ImportCommandArgs) => Promise<number>;

/**
 * Makes the demo group: two stores with staff, services and bays; owners and cars come from a sample export through
 * the real import. Safe to run again: what is there stays.
 */
@Injectable()
export class DemoSeed {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stores: StoreRepository,
    private readonly team: Team,
    private readonly passwords: Passwords,
    private readonly templates: TemplateSetup,
    private readonly people: SimulatedPeople,
    private readonly life: DemoLife,
    private readonly marketing: DemoMarketing,
    private readonly circle: DemoCircle,
    private readonly rescues: DemoRescues,
    private readonly talks: DemoTalks,
    private readonly workshop: DemoWorkshop,
    private readonly activities: DemoActivities,
    private readonly directory: DemoDirectory,
    private readonly clock: Clock,
  ) {}

  /** `importFile` is the import command; it answers with an exit code. */
  async run(say: (line: string) => void, importFile: ImportFile): Promise<NonNullable<BrandView['demo']>> {
    for (const store of demoStores) {
      if (await this.stores.findByCode(store.code)) continue;
      say(`门店 ${store.name}`);
      await this.makeStore(store);
    }
    say('员工');
    await this.makeStaff();
    await this.uow.run((tx) => this.templates.installDefaultTemplates(tx));
    for (const [index, store] of demoStores.entries()) {
      say(`导入 ${store.name} 的客户与车辆`);
      await this.importSample(store.code, index + 1, importFile);
    }
    return this.directory.list();
  }

  private async makeStore(store: DemoStore): Promise<void> {
    await this.uow.run(async (tx) => {
      const storeId = await this.stores.insert(tx, {
        ...store,
        leadMinutes: 60,
        horizonDays: 30,
        cutOffMinutes: 120,
        closedOnHolidays: true,
        rescueFreeKm: 30,
      });
      await this.stores.setHours(tx, storeId, demoHours);
      for (const service of demoServices)
        await this.stores.saveService(tx, { ...service, storeId, active: true });
      for (const bay of demoBays) await this.stores.saveBay(tx, { ...bay, storeId, active: true });
    });
  }

  private async makeStaff(): Promise<void> {
    const stores = await this.stores.findAll();
    const known = await this.team.knownLogins(demoStaff.map(({ login }) => login));
    const passwordHash = await this.passwords.hash(DEMO_PASSWORD);
    for (const { login, name, role, stores: codes } of demoStaff) {
      if (known.has(login)) continue;
      const storeIds = stores.filter((store) => codes.includes(store.code)).map((store) => store.id);
      await this.uow.run((tx) =>
        this.team.insert(tx, { login, name, role, storeIds, passwordHash, mustChange: false }),
      );
    }
  }

  private async importSample(storeCode: 'S1' | 'S2', seed: number, importFile: ImportFile): Promise<void> {
    const sample = sampleExport({ storeCode, today: this.clock.today(), seed, cars: CARS });
    const folder = await mkdtemp(join(tmpdir(), 'cheban-demo-'));
    try {
      for (const kind of ['vehicles', 'history'] as const) {
        const file = join(folder, `${storeCode}-${kind}.csv`);
        await writeFile(file, sample[kind]);
        const code = await importFile({ kind, file, store: storeCode, dryRun: false, json: true });
        if (code !== 0) throw new Error(`The sample export of ${storeCode} was not imported`);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const everybody = [...sample.showcase, ...sample.enrolled].map((person, index) => ({
      openid: `demo-mini-${storeCode}-${index + 1}`,
      oaOpenid: `demo-oa-${storeCode}-${index + 1}`,
      unionid: `demo-union-${storeCode}-${index + 1}`,
      nickname: person.name,
      phone: person.phone,
      plate: person.plate,
      follower: true,
    }));
    const people = everybody.slice(0, sample.showcase.length);
    await this.people.put(everybody);
    const others = everybody.slice(people.length);
    await this.life.run(storeCode, people, others);
    await this.workshop.run(storeCode, others);
    await this.activities.run(storeCode, others);
    await this.rescues.run(storeCode, others);
    await this.circle.run(storeCode, others);
    await this.talks.run(storeCode);
    if (storeCode === 'S1') await this.marketing.run(storeCode, people);
  }
}
