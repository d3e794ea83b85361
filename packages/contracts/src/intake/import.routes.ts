import { z } from 'zod';
import { businessDate, id, idParams, instant, pageOf, pageQuery } from '../common.schema.js';
import { importKinds, importStates } from '../constants.js';
import { defineRoutes } from '../route.js';
import { importEndpoints } from './intake.endpoints.js';

export const importField = z.object({
  key: z.string(),
  label: z.string(),
  required: z.boolean(),
  /** One field of each group of this name must have a column. */
  anyOf: z.string().nullable(),
});

/** Why a file cannot be read as a table; each says what is to be done. */
export const tableErrors = [
  'IMPORT.NOT_A_TABLE',
  'IMPORT.EMPTY_FILE',
  'IMPORT.OLD_EXCEL',
  'IMPORT.LOCKED',
  'IMPORT.PACKED',
  'IMPORT.DAMAGED',
  'IMPORT.OTHER_FORMAT',
] as const;

export const importView = z.object({
  id,
  kind: z.enum(importKinds),
  storeId: id,
  storeName: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  dryRun: z.boolean(),
  /** Column headers found in the file, in order. */
  headers: z.array(z.string()),
  /** First rows as text, same order as `headers`. */
  sample: z.array(z.array(z.string())),
  /** Sheets that are read, if the file has several; in the detail only. */
  sheetsRead: z.array(z.string()),
  /** Sheets with other columns, which are not read; in the detail only. */
  sheetsLeft: z.array(z.string()),
  /** Hidden sheets with a table in them, which are not read; in the detail only. */
  sheetsHidden: z.array(z.string()),
  /** Fields that can be filled. */
  fields: z.array(importField),
  /** Field key → header. */
  mapping: z.record(z.string(), z.string()),
  asOf: businessDate,
  progress: z.object({ rowsRead: z.int(), rowsTotal: z.int().nullable() }),
  result: z
    .object({
      rows: z.int(),
      created: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      warnings: z.record(z.string(), z.int()),
      errors: z.record(z.string(), z.int()),
      suspectReadings: z.int(),
    })
    .nullable(),
  failure: z.string().nullable(),
  /** It was interrupted in the middle and began anew: what was written before counts as unchanged. */
  startedOver: z.boolean(),
  errorFile: z.boolean(),
  /** There is a list of what became of each row; in the detail only. */
  changeFile: z.boolean(),
  /** The first rows that changed what was on file, or would have in a trial run; in the detail only. */
  changedRows: z.array(
    z.object({
      /** Where the row stands in the file. */
      place: z.string(),
      subject: z.string(),
      changes: z.array(z.object({ label: z.string(), from: z.string(), to: z.string() })),
    }),
  ),
  startedBy: z.string(),
  createdAt: instant,
});
export type ImportView = z.infer<typeof importView>;

/** Chinese words for the reasons in `warnings` and `errors`. */
export const importReasonLabel: Record<string, string> = {
  name_missing: '客户姓名为空',
  name_of_several: '姓名一格里不止一个人，已按原文建档，请核对手机号是谁的',
  car_gone: '车辆已报废、过户或转出，不建档',
  phone_missing: '手机号为空',
  phone_too_short: '手机号位数不足',
  phone_too_long: '手机号位数过多',
  phone_not_mobile: '不是有效手机号',
  phone_hidden: '手机号被隐去了几位（如 138****5678），请用能看到完整号码的账号重新导出',
  phone_extra: '手机号一格里还有别的内容，只用了其中第一个手机号',
  phone_from_other: '主号码不是手机号，用了备用电话',
  phone_placeholder: '像是凑数的手机号（如 13800000000），上面已有另一位客户用它，请填真实号码',
  same_phone_other_name: '同一手机号出现不同姓名，按第一次出现的姓名建档',
  number_mangled: '号码被表格软件改成了科学计数（如 1.36E+10），请把这一列设为文本后重新导出',
  plate_invalid: '车牌号无法识别，未采用',
  plate_unreadable: '没有车架号，车牌号也无法识别',
  plate_of_several: '这个车牌对应多辆车，请补上车架号',
  vin_missing: '车架号为空',
  vin_length: '车架号不是 17 位',
  vin_characters: '车架号含有不该有的字符（车架号没有字母 I、O、Q）',
  vin_mended: '车架号里的字母 I、O、Q 已按数字 1、0、0 更正',
  vin_hidden: '车架号被隐去了几位，请用能看到完整车架号的账号重新导出',
  vin_check_digit: '车架号校验位不符',
  sold_on_unreadable: '购车日期无法识别，请写成 2026-03-05 这样的年月日',
  sold_on_in_future: '购车日期在未来',
  date_unreadable: '日期无法识别，请写成 2026-03-05 这样的年月日',
  date_in_future: '日期在未来',
  date_by_column: '年份只有两位，或日、月在年前面：已按整列的写法读出，请核对几行',
  amount_of_order: '每张工单的各行金额都相同：已按整单金额只计一次，请核对几张工单',
  mileage_negative: '里程为负数',
  mileage_unreadable: '里程无法识别',
  mileage_without_date: '里程没有对应的日期，里程未采用',
  mileage_suspect: '里程与前后记录不符，已单独列出',
  amount_without_column: '没有选择金额所在的列：新工单按 0 元导入，已有工单的金额不变',
  kind_without_column: '没有选择业务类型所在的列：新工单都算“维修”，不算保养；已有工单的类型不变',
  amount_unreadable: '金额无法识别',
  amount_negative: '金额为负数（红冲、退款单不导入）',
  same_vin_other_phone: '同一车架号出现不同手机号',
  exact_duplicate_row: '完全重复的行，只算一次；工单里如果确有两项相同，请把金额合成一行再导入',
  other_store: '这一行属于集团的另一家门店，没有导入：请把文件再导入一次，门店选那一家',
  store_differs: '门店一栏与前面的行不同，已归入所选门店，请核对',
  other_table: '这些行属于另一张表（列名不同），没有读取：请把那张表另存为单独的文件再导入',
  cells_beyond_header: '这一行比表头多出内容，多出的没有采用；如果某一格里有逗号，后面的内容可能错位，请核对',
  vehicle_unknown: '车辆不在档案中，请先导入客户与车辆',
  order_no_missing: '工单号为空',
  order_no_twice: '同一工单号出现多次且内容不同',
  order_lines_apart: '同一工单的明细行没有排在一起，这一行没有并入：请把表格按工单号排序后再导入',
  order_lines_merged: '同一工单的明细行，已并入该工单',
  order_line_continued: '没有工单号的明细行，已算作上一张工单的内容，请核对几张工单',
  order_line_refused: '同一工单有别的行出错，整单没有导入',
  quotes_open: '双引号没有配对，后面的行连进了这一格',
  text_garbled: '有无法辨认的乱码字符',
  formula_text: '以公式符号开头的文字，已按文本保存',
  insurance_on_unreadable: '保险到期日无法识别',
  birthday_unreadable: '生日无法识别',
  sex_unreadable: '性别的写法无法识别（如 1、2），未采用，请写成男或女',
  licence_on_unreadable: '驾照到期日无法识别',
};

/** Said beside the figures of an import that was interrupted. */
export const startedOverText =
  '导入中途中断过，已自动从头再来，没有重复写入；中断前写入的行，在结果和改动明细里都算“无变化”。';

export const importRoutes = defineRoutes(importEndpoints, {
  upload: {
    view: importView,
    errors: [...tableErrors, 'IMPORT.NO_HEADER', 'IMPORT.HIDDEN_SHEETS', 'STORE.NOT_FOUND'],
  },
  list: { query: z.strictObject(pageQuery), view: pageOf(importView) },
  detail: { params: idParams, view: importView },
  run: {
    params: idParams,
    body: z.strictObject({
      mapping: z.record(z.string().max(60), z.string().max(100)),
      asOf: businessDate.optional(),
      dryRun: z.boolean(),
    }),
    view: importView,
    errors: ['IMPORT.STATE', 'IMPORT.COLUMN_MISSING'],
  },
  changeFile: { params: idParams },
  errorFile: { params: idParams },
});
