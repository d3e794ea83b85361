import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../../platform/audit/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { TemplateSetup } from '../../messaging/index.js';
import { Passwords, Team } from '../../staff/index.js';
import { StoreRepository } from '../../store/index.js';

/** What was asked for cannot be done; the message says why. */
export class SetupRefused extends Error {}

const storeInput = z.strictObject({
  code: z.string().regex(/^[A-Z0-9-]{1,20}$/, 'capital letters, digits and - only'),
  name: z.string().min(1).max(60),
  brand: z.string().min(1).max(60),
  tier: z.enum(['mid', 'high']),
  city: z.string().min(1).max(40),
  address: z.string().min(1).max(120),
  phone: z.string().min(5).max(30),
});
const adminInput = z.strictObject({
  login: z.string().regex(/^[a-z0-9._-]{3,40}$/),
  name: z.string().min(1).max(60),
});

const templateId = z.string().regex(/^[\w-]{1,64}$/, 'letters, digits, - and _ only');
const templateInput = z.strictObject({
  from: templateId,
  to: templateId,
  /** JSON: template key → word, for instance {"thing2":"reason"}. */
  fields: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string().regex(/^[a-z_]+\d*$/), z.string().min(1).max(30)))
    .optional(),
});

/** mission A: mid-range brands come every three months, high-end brands every six; each store can change it. */
const cycles = {
  mid: { cycleMonths: 3, cycleKm: 5_000 },
  high: { cycleMonths: 6, cycleKm: 10_000 },
} as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** The first steps of a new group, from the command line: stores and the first administrator. */
@Injectable()
export class GroupSetup {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stores: StoreRepository,
    private readonly team: Team,
    private readonly passwords: Passwords,
    private readonly templates: TemplateSetup,
    private readonly audit: Audit,
  ) {}

  /** A store open every day from 8:30 to 18:00; services and bays are set in the console. Throws SetupRefused. */
  async createStore(input: object): Promise<{ store: string }> {
    const { tier, ...store } = checked(storeInput, input);
    if (await this.stores.findByCode(store.code))
      throw new SetupRefused(`There is a store ${store.code} already`);
    await this.uow.run(async (tx) => {
      const id = await this.stores.insert(tx, {
        ...store,
        ...cycles[tier],
        brandTier: tier,
        leadMinutes: 60,
        horizonDays: 30,
        cutOffMinutes: 120,
        closedOnHolidays: true,
      });
      const hours = WEEKDAYS.map((weekday) => ({ weekday, opensAt: '08:30', closesAt: '18:00' }));
      await this.stores.setHours(tx, id, hours);
      await this.audit.write(tx, {
        actor: null,
        action: 'store.create',
        text: `新建门店 ${store.code}`,
        subjectId: id,
        storeId: id,
      });
    });
    return { store: store.code };
  }

  /** Registers the prepared template families, switched off; safe to run again. */
  async prepareTemplates(): Promise<{ prepared: true }> {
    await this.uow.run((tx) => this.templates.prepareTemplates(tx));
    return { prepared: true };
  }

  /** Gives a prepared template the id of a real one and switches it on. Throws SetupRefused. */
  async useTemplate(input: object): Promise<{ kinds: number }> {
    const { from, to, fields } = checked(templateInput, input);
    const kinds = await this.uow.run(async (tx) => {
      const count = await this.templates.useTemplate(tx, from, to, fields ?? null);
      await this.audit.write(tx, {
        actor: null,
        action: 'template.use',
        text: `消息模板 ${from} 改用 ${to}`,
      });
      return count;
    });
    if (kinds === 0) throw new SetupRefused(`There is no template ${from}; run prepare-templates first`);
    return { kinds };
  }

  /** An administrator with a random password that must be changed at the first log-in. Throws SetupRefused. */
  async createAdmin(input: object): Promise<{ login: string; password: string }> {
    const { login, name } = checked(adminInput, input);
    if ((await this.team.knownLogins([login])).has(login))
      throw new SetupRefused(`There is a log-in ${login} already`);
    const password = randomBytes(12).toString('base64url');
    const passwordHash = await this.passwords.hash(password);
    await this.uow.run(async (tx) => {
      const id = await this.team.insert(tx, {
        login,
        name,
        role: 'admin',
        storeIds: [],
        passwordHash,
        mustChange: true,
      });
      await this.audit.write(tx, {
        actor: null,
        action: 'staff.create',
        text: '新建系统管理员',
        subjectId: id,
      });
    });
    return { login, password };
  }
}

function checked<T extends z.ZodType>(schema: T, input: object): z.output<T> {
  const result = schema.safeParse({ ...input });
  if (result.success) return result.data;
  throw new SetupRefused(
    result.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('; '),
  );
}
