import { z } from 'zod';

/** ULID: 26 characters of Crockford base 32. Cannot be guessed; says nothing about how many there are. */
export const id = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, '编号格式不正确');
/** Years that calendars, the database and the tables of the Chinese year all know; a day before or after still fits. */
const knownYear = (text: string) => text >= '1901' && text < '2100';
/** An instant in UTC, ISO 8601 with milliseconds, of 1901 to 2099. */
export const instant = z.iso
  .datetime({ offset: true, message: '时间格式不正确' })
  .refine(knownYear, '时间不在可用的范围内');
/** A business date in Asia/Shanghai, YYYY-MM-DD, of 1901 to 2099. */
export const businessDate = z.iso.date('日期格式不正确').refine(knownYear, '日期不在可用的范围内');
/** A month in Asia/Shanghai, YYYY-MM. */
export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份格式应为 2026-11');
/** A time that a clock shows in Asia/Shanghai, HH:MM. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间格式应为 09:30');
/** The same, or 24:00: the end of a day, when a store may close. */
export const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '时间格式应为 09:30');
/** Integer fen (1/100 yuan). */
export const fen = z.int().min(0).max(1_000_000_000);
/** What a plan that nobody has agreed to comes to, integer fen: it may be far more than money that moves ever is. */
export const plannedFen = z.int().min(0);
export const km = z.int().min(0).max(2_000_000);
export const shortText = z.string().trim().max(60, '最多 60 个字');
export const longText = z.string().trim().max(500, '最多 500 个字');
/** Beginning of a name, or the last four digits (or more) of a phone. */
export const personText = z.string().trim().min(1).max(30, '最多 30 个字');
/** Never trimmed, never logged. */
export const secretText = z.string().min(1).max(200);

/** A film on a server that phones may load from. The server itself never fetches it. */
export const videoUrl = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain, message: '视频地址要以 https:// 开头' })
  .max(300, '视频地址太长')
  .refine((text) => !text.includes('@'), '视频地址不能带账号');

export const idParams = z.strictObject({ id });

/** Staff tables: pages with a total (counted up to 10,000). */
export const pageQuery = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
};
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.int(), page: z.int(), pageSize: z.int() });

/** Owner lists: endless scrolling. `cursor` is opaque; null means the end. */
export const cursorQuery = {
  cursor: z
    .string()
    .regex(/^[\w.-]{1,200}$/, '分页位置不正确')
    .optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
};
export const cursorOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const done = z.object({ ok: z.literal(true) });

/** A query flag: `?flag=true`. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** The shape of every error answer. */
export const errorView = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    retry: z.boolean(),
    requestId: z.string(),
    retryAfterSec: z.int().optional(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
});
export type ErrorView = z.infer<typeof errorView>;
